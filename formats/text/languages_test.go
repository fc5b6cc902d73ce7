package text_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/source"
	"github.com/plurilex/plurilex/formats/text"
	"github.com/plurilex/plurilex/formats/text/damage"
)

// clause is one clause of a tree.
type clause struct {
	ID, Kind, Mark, Words string
}

// read reads a text and proves that nothing of it is lost.
func read(t testing.TB, name string, data []byte) *document.Expression {
	t.Helper()
	w, err := convert.Read(t.Context(), text.Format(), &convert.Input{Name: name, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Expressions) != 1 {
		t.Fatalf("%s: %d expressions", name, len(w.Expressions))
	}
	if err := source.Coverage(w.Expressions[0], data); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return w.Expressions[0]
}

// clauses are the clauses of an expression without its footnotes, and their
// words without the calls of footnotes.
func clauses(e *document.Expression) []clause {
	var all []clause
	for _, c := range e.Clauses() {
		if c.Node.Kind == document.Note || c.Parent != nil && c.Parent.Kind == document.Note {
			continue
		}
		words := strings.Join(strings.Fields(document.Plain(withoutCalls(c.Node.Text))), " ")
		all = append(all, clause{c.Node.ID, c.Node.Kind.String(), c.Node.Num, words})
	}
	return all
}

func withoutCalls(text []document.Inline) []document.Inline {
	var kept []document.Inline
	for _, in := range text {
		if in.Kind == document.NoteCall || in.Kind == document.NoteAgain {
			continue
		}
		in.Children = withoutCalls(in.Children)
		kept = append(kept, in)
	}
	return kept
}

// version is the sample in one language.
type version struct {
	language string
	clean    string
}

// versions are the sample in every language, English first. The English is the
// sample as it was given: its clean text is put together again from its clauses.
func versions(t testing.TB) []version {
	t.Helper()
	data, err := os.ReadFile("../../testdata/resolution-en.txt")
	if err != nil {
		t.Fatal(err)
	}
	var english []string
	for _, c := range clauses(read(t, "resolution-en.txt", data)) {
		english = append(english, strings.TrimSpace(c.Mark+" "+c.Words))
	}
	all := []version{{"en", strings.Join(english, "\n\n")}}
	files, err := filepath.Glob("../../testdata/texts/resolution-??.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tag := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "resolution-"), ".txt")
		all = append(all, version{tag, string(data)})
	}
	if len(all) != 27 {
		t.Fatalf("%d versions of the sample, want 27", len(all))
	}
	return all
}

// expected are the clauses that a version has: the ids and kinds of the English
// one, its own marks and words.
func expected(t testing.TB, found []damage.Clause) []clause {
	t.Helper()
	want := slices.Clone(sampleClauses)
	if len(found) != len(want) {
		t.Fatalf("%d paragraphs, want %d", len(found), len(want))
	}
	for i := range want {
		want[i].Mark, want[i].Words = found[i].Mark, found[i].Words
	}
	return want
}

// sampleClauses are the ids and kinds of the sample's clauses.
var sampleClauses = func() []clause {
	all := []clause{{ID: "longTitle", Kind: "title"}, {ID: "preface__p_1", Kind: "procedure_ref"}, {ID: "formula_1", Kind: "author"}}
	for i := range 4 {
		all = append(all, clause{ID: fmt.Sprintf("cit_%d", i+1), Kind: "citation"})
	}
	for i := range 7 {
		all = append(all, clause{ID: "rec_" + string(rune('A'+i)), Kind: "recital"})
	}
	for i := range 7 {
		all = append(all, clause{ID: fmt.Sprintf("para_%d", i+1), Kind: "paragraph"})
	}
	return all
}()

func TestVersionsOfTheSample(t *testing.T) {
	for _, v := range versions(t) {
		t.Run(v.language, func(t *testing.T) {
			e := read(t, "text.txt", []byte(v.clean))
			if e.Language != v.language {
				t.Errorf("read as %s", e.Language)
			}
			if diff := cmp.Diff(expected(t, damage.Clauses(v.clean)), clauses(e)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
