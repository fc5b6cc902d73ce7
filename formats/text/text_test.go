package text

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/source"
)

// parse reads data and checks that nothing of it is lost.
func parse(t testing.TB, in *convert.Input) *document.Work {
	t.Helper()
	w, err := convert.Read(t.Context(), Format(), in)
	if err != nil {
		t.Errorf("%s: %v", in.Name, err)
		return &document.Work{Expressions: []*document.Expression{{Root: &document.Node{Kind: document.Root}}}}
	}
	for _, e := range w.Expressions {
		if err := source.Coverage(e, in.Data); err != nil {
			t.Errorf("%s: %v", in.Name, err)
		}
	}
	return w
}

// outline is a tree as lines that a person can read.
func outline(e *document.Expression) string {
	var b strings.Builder
	document.Walk(e.Root, func(n *document.Node, ancestors []*document.Node) bool {
		b.WriteString(strings.Repeat("  ", len(ancestors)))
		b.WriteString(n.Kind.String())
		for _, s := range []string{n.ID, n.Num} {
			if s != "" {
				b.WriteString(" [" + s + "]")
			}
		}
		if s := n.Plain(); s != "" {
			b.WriteString(" " + s)
		}
		b.WriteByte('\n')
		return true
	})
	return b.String()
}

func TestSample(t *testing.T) {
	data, err := os.ReadFile("../../testdata/resolution-en.txt")
	if err != nil {
		t.Fatal(err)
	}
	w := parse(t, &convert.Input{Name: "resolution-en.txt", Data: data})
	golden(t, "../../testdata/resolution-en.outline.txt", outline(w.Expressions[0]))

	want := document.Identity{Country: "eu", Type: "statement", Subtype: "resolution", Author: "ep", Year: "2016", Number: "2016/2607(RSP)"}
	if diff := cmp.Diff(want, w.Identity); diff != "" {
		t.Errorf("identity (-want +got):\n%s", diff)
	}
	ids := []document.Identifier{{Scheme: "ep-procedure", Value: "2016/2607(RSP)", Origin: "text", Span: diag.Span{Start: 74, End: 88}}}
	if diff := cmp.Diff(ids, w.Identifiers); diff != "" {
		t.Errorf("identifiers (-want +got):\n%s", diff)
	}
	var dates []string
	document.Walk(w.Expressions[0].Root, func(n *document.Node, _ []*document.Node) bool {
		document.EachInline(n.Text, func(in *document.Inline) {
			if in.Kind == document.Date {
				dates = append(dates, in.Value)
			}
		})
		return true
	})
	if diff := cmp.Diff([]string{"2015-12-21", "2015-11-26", "2015-12-23", "2015-01-01", "2015-01-01"}, dates); diff != "" {
		t.Errorf("dates (-want +got):\n%s", diff)
	}
}

// golden compares got with a file, and writes the file when UPDATE is set.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got), run with UPDATE=1 to accept:\n%s", name, diff)
	}
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("../../testdata/resolution-en.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (reader{}).Read(context.Background(), &convert.Input{Name: "resolution-en.txt", Data: data}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadLong reads a megabyte: the sample's clauses again and again, with
// their numbers going on.
func BenchmarkReadLong(b *testing.B) {
	data := long(b, 1<<20)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (reader{}).Read(context.Background(), &convert.Input{Name: "long-en.txt", Data: data}); err != nil {
			b.Fatal(err)
		}
	}
}

// long is a resolution of about so many bytes.
func long(t testing.TB, size int) []byte {
	data, err := os.ReadFile("../../testdata/resolution-en.txt")
	if err != nil {
		t.Fatal(err)
	}
	head, body, ok := strings.Cut(string(data), "\n1. ")
	if !ok {
		t.Fatal("the sample has no paragraph 1")
	}
	paragraphs := regexp.MustCompile(`(?m)^\d+\. `).Split(body, -1)
	var b strings.Builder
	b.WriteString(head)
	for n := 1; b.Len() < size; n++ {
		fmt.Fprintf(&b, "\n%d. %s", n, paragraphs[n%len(paragraphs)])
	}
	return []byte(b.String())
}
