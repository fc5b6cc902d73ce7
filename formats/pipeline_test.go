package formats_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/converttest"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats"
	"github.com/plurilex/plurilex/formats/formattest"
)

func lookup(t testing.TB, name string) *convert.Format {
	t.Helper()
	f, err := formats.Builtin().Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// sample is testdata/resolution-en.txt as the text reader reads it.
func sample(t testing.TB) (*document.Work, []diag.Diagnostic) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", "resolution-en.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var found diag.Bag
	w, err := convert.Read(context.Background(), lookup(t, "text"), &convert.Input{Name: "resolution-en.txt", Data: data, Env: convert.Env{Findings: &found}})
	if err != nil {
		t.Fatal(err)
	}
	return w, found.Sorted()
}

// TestSample: what the text reader makes of the sample is what a person made of it.
func TestSample(t *testing.T) {
	got, found := sample(t)
	want := formattest.Resolution()
	if diff := cmp.Diff(want.Identity, got.Identity); diff != "" {
		t.Errorf("identity (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.Identifiers, got.Identifiers); diff != "" {
		t.Errorf("identifiers (-want +got):\n%s", diff)
	}
	want.Expressions[0].Source.Encoding = strings.ToLower(want.Expressions[0].Source.Encoding) // names of charsets have no case
	if diff := cmp.Diff(want.Expressions[0].Source, got.Expressions[0].Source); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(parts(want), parts(got)); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	// Where the number of the procedure leads follows from it.
	number := &got.Expressions[0].Root.Child(document.Preface).Child(document.Procedure).Text[1]
	if number.Target != "https://data.europarl.europa.eu/eli/dl/proc/2016-2607" {
		t.Errorf("the number of the procedure leads to %q", number.Target)
	}
	number.Target = ""
	if diff := cmp.Diff(marks(want), marks(got)); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
	for _, d := range found {
		if d.Severity == diag.Error {
			t.Errorf("found %s", d)
		}
	}
}

// parts are the nodes of a work, a line each.
func parts(w *document.Work) []string {
	var lines []string
	for _, e := range w.Expressions {
		document.Walk(e.Root, func(n *document.Node, ancestors []*document.Node) bool {
			lines = append(lines, fmt.Sprintf("%d %s %s %v %q %v %q", len(ancestors), n.Kind, n.ID, n.Span, n.Num, n.NumSpan, n.Plain()))
			return true
		})
	}
	return lines
}

// marks are what the words of a work mean, a line each. The kind of document in
// the title is in the sample for those who write it, and marked by nobody.
func marks(w *document.Work) []string {
	var lines []string
	for _, e := range w.Expressions {
		document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
			document.EachInline(n.Text, func(in *document.Inline) {
				if in.Kind == document.Words || in.Value == "docTypeRES" {
					return
				}
				lines = append(lines, fmt.Sprintf("%s %s %v %q %s %s", n.ID, in.Kind, in.Span, document.Plain(in.Children), in.Value, in.Target))
			})
			return true
		})
	}
	return lines
}

// TestSampleInEveryFormat: from the raw text to every file that is written, each
// verified by its writer, twice the same; and what can be read back is the work.
func TestSampleInEveryFormat(t *testing.T) {
	r := formats.Builtin()
	var targets []convert.Target
	for _, f := range r.Formats() {
		if f.Writer != nil {
			values, err := convert.NewValues(f.Options, nil)
			if err != nil {
				t.Fatal(err)
			}
			targets = append(targets, convert.Target{Format: f, Options: values})
		}
	}
	name := func(language string) string {
		if language == "" {
			return "resolution"
		}
		return "resolution-" + language
	}
	env := convert.Env{Generator: convert.Generator{Name: "plurilex", Version: "0"}}
	w, _ := sample(t)
	outputs, err := convert.Write(context.Background(), r, w, targets, name, env)
	if err != nil {
		t.Fatal(err)
	}
	w2, _ := sample(t)
	again, err := convert.Write(context.Background(), r, w2, targets, name, env)
	if err != nil {
		t.Fatal(err)
	}
	bare, _ := sample(t)
	withoutSpans(bare)
	for i, o := range outputs {
		if !bytes.Equal(o.Data, again[i].Data) {
			t.Errorf("%s is not the same twice", o.Name)
		}
		f, err := r.Lookup(o.Format)
		if err != nil {
			t.Fatal(err)
		}
		if f.Reader == nil {
			continue
		}
		if got, err := r.Recognise(o.Name, o.Data); err != nil || got != f {
			t.Errorf("%s is taken for %v, %v", o.Name, got, err)
		}
		back, err := convert.Read(context.Background(), f, &convert.Input{Name: o.Name, Data: o.Data})
		if err != nil {
			t.Fatal(err)
		}
		withoutSpans(back)
		if diff := cmp.Diff(parts(bare), parts(back)); diff != "" {
			t.Errorf("%s reads back otherwise (-text +%s):\n%s", o.Name, o.Format, diff)
		}
		if diff := cmp.Diff(marks(bare), marks(back)); diff != "" {
			t.Errorf("%s reads back with other marks (-text +%s):\n%s", o.Name, o.Format, diff)
		}
	}
}

// withoutSpans forgets where things stood in the source, which not every format
// can hold.
func withoutSpans(w *document.Work) {
	for _, e := range w.Expressions {
		document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
			n.Span, n.NumSpan = diag.Span{}, diag.Span{}
			document.EachInline(n.Text, func(in *document.Inline) { in.Span = diag.Span{} })
			return true
		})
	}
}

// TestCorpusThroughJSON: every real text is the same work after JSON, and makes
// linked data. The texts are not part of the repository.
func TestCorpusThroughJSON(t *testing.T) {
	root := converttest.Shared(t, "corpora", "real")
	text, json, jsonld := lookup(t, "text"), lookup(t, "json"), lookup(t, "jsonld")
	n := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".txt" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		w, err := convert.Read(context.Background(), text, &convert.Input{Name: entry.Name(), Data: data})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return nil
		}
		n++
		// Write compares what it reads back with the work.
		_, err = convert.Write(context.Background(), formats.Builtin(), w, []convert.Target{{Format: json}, {Format: jsonld}}, func(string) string { return entry.Name() }, convert.Env{})
		if err != nil {
			t.Error(err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d texts", n)
}
