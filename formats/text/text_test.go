package text

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
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

// Every line that is not blank is explained, and what the tree says.
func TestExplain(t *testing.T) {
	data, err := os.ReadFile("../../testdata/resolution-en.txt")
	if err != nil {
		t.Fatal(err)
	}
	notes, w, err := Explain(t.Context(), &convert.Input{Name: "resolution-en.txt", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Expressions) != 1 {
		t.Fatalf("%d expressions", len(w.Expressions))
	}
	labels := map[string]int{}
	lines := 0
	for _, line := range strings.Split(string(data), "\n") {
		if strings.TrimSpace(line) != "" {
			lines++
		}
	}
	if len(notes) != lines {
		t.Errorf("%d lines are explained, there are %d", len(notes), lines)
	}
	for _, n := range notes {
		if n.Why == "" || !n.Position.Known() {
			t.Errorf("%s: %s has no reason or place", n.Position, n.Label)
		}
		labels[n.Label]++
	}
	for _, want := range []string{"preface", "author", "citation with a dash", "recital number 7", "clause number 7", "continuation"} {
		if labels[want] == 0 {
			t.Errorf("no line is a %s: %v", want, labels)
		}
	}
}

// Sections whose number stands alone on its line are explained like those with a
// word.
func TestExplainSections(t *testing.T) {
	data, err := os.ReadFile("../../testdata/texts/un-resolution-en.txt")
	if err != nil {
		t.Fatal(err)
	}
	notes, _, err := Explain(t.Context(), &convert.Input{Name: "un-resolution-en.txt", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(notes, func(n LineNote) bool { return n.Label == "section" })
	if i < 0 || !strings.HasPrefix(notes[i].Why, `designation "I"`) {
		t.Errorf("no line is explained as section I: %+v", notes)
	}
}

func TestProfile(t *testing.T) {
	data := []byte("The lake\n\n1. is deep;\n\n2. is cold.\n")
	for given, want := range map[string]string{"": "plain", "ep": "ep", "eu-act": "eu-act", "un": "un", "plain": "plain"} {
		w := parse(t, &convert.Input{Name: "lake.txt", Data: data, Profile: given})
		if w.Profile != want {
			t.Errorf("profile %q gives %q, want %q", given, w.Profile, want)
		}
		if n := len(w.Expressions[0].Clauses()); n != 3 {
			t.Errorf("profile %q gives %d clauses, want 3", given, n)
		}
	}
	_, err := Format().Reader.Read(t.Context(), &convert.Input{Name: "lake.txt", Data: data, Profile: "klingon"})
	if err == nil || !strings.Contains(err.Error(), "klingon") || !strings.Contains(err.Error(), "eu-act") {
		t.Errorf("an unknown profile gives %v; the message should name it and those there are", err)
	}
}
