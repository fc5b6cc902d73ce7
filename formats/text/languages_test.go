package text_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/charset"
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
	if before, n := disorder(w.Expressions[0]); n != nil {
		t.Errorf("%s: %s stands after %s in the tree, but before it in the text", name, n.ID, before.ID)
	}
	return w.Expressions[0]
}

// disorder finds the first node, notes aside, that stands behind one which the
// source has later.
func disorder(e *document.Expression) (before, n *document.Node) {
	last := -1
	document.Walk(e.Root, func(c *document.Node, _ []*document.Node) bool {
		at := c.NumSpan
		if !at.Known() && len(c.Text) > 0 {
			at = c.Text[0].Span
		}
		if c.Kind == document.Note || n != nil {
			return false
		}
		if at.Known() && at.Start < last {
			n = c
		} else if at.Known() {
			last, before = at.Start, c
		}
		return true
	})
	return before, n
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

// begins is how the English sample's clauses begin, of which every line is a
// paragraph.
var begins = regexp.MustCompile(`^(-|[A-G]\.|[1-7]\.) |^\(2016/|^The European Parliament,`)

// versions are the sample in every language, English first. The English is the
// sample as it was given, its lines put together.
func versions(t testing.TB) []version {
	t.Helper()
	data, err := os.ReadFile("../../testdata/resolution-en.txt")
	if err != nil {
		t.Fatal(err)
	}
	var english []string
	for ln := range strings.Lines(string(data)) {
		switch ln = strings.Join(strings.Fields(ln), " "); {
		case ln == "":
		case begins.MatchString(ln) || len(english) == 0:
			english = append(english, ln)
		default:
			english[len(english)-1] += " " + ln
		}
	}
	// What is left of a break at a hyphen that does not break is a space.
	for i := range english {
		english[i] = strings.ReplaceAll(english[i], "\u2011 ", "\u2011")
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

// TestVersionsInEveryCharset writes the sample in every language in every charset
// that has its characters: it must read as it does in UTF-8, by the bytes alone.
func TestVersionsInEveryCharset(t *testing.T) {
	tried := 0
	for _, v := range versions(t) {
		want := clauses(read(t, "text.txt", []byte(v.clean)))
		done := map[string]bool{}
		for _, c := range charset.All {
			data, ok := c.Encode(v.clean)
			if !ok || done[string(data)] {
				continue
			}
			done[string(data)] = true
			tried++
			e := read(t, "text.txt", data)
			if diff := cmp.Diff(want, clauses(e)); diff != "" {
				t.Errorf("%s in %s, read as %s in %s (-want +got):\n%s", v.language, c.Name, e.Language, e.Source.Encoding, diff)
			}
		}
	}
	t.Logf("%d files", tried)
}

// tally counts clauses read exactly as they should be.
type tally struct {
	exact, all    int
	right, texts  int // texts with the ids they should have, in their order
	firstMistakes []string
}

func (y *tally) share() float64 { return 100 * float64(y.exact) / float64(max(y.all, 1)) }

func (y *tally) add(x tally) {
	y.exact += x.exact
	y.all += x.all
	y.right += x.right
	y.texts += x.texts
	y.firstMistakes = append(y.firstMistakes, x.firstMistakes...)
}

// compare counts what was read right; clauses too many are mistakes too. Words
// are compared without hyphens when words were broken with hyphens, since a
// reader cannot know which of them the text had.
func compare(want, got []clause, hyphens bool) tally {
	y := tally{all: max(len(want), len(got)), texts: 1}
	found := map[string]clause{}
	same := len(want) == len(got)
	for i, c := range got {
		same = same && c.ID == want[i].ID
		if _, twice := found[c.ID]; !twice {
			found[c.ID] = folded(c, hyphens)
		}
	}
	if same {
		y.right = 1
	}
	for _, c := range want {
		c = folded(c, hyphens)
		if diff := cmp.Diff(c, found[c.ID]); diff == "" {
			y.exact++
		} else if len(y.firstMistakes) == 0 {
			y.firstMistakes = []string{fmt.Sprintf("want %q\n got %q", c, found[c.ID])}
		}
	}
	return y
}

func folded(c clause, hyphens bool) clause {
	if strings.Trim(c.Mark, "–—‒−-•\uf02d ") == "" && c.Mark != "" {
		c.Mark = "–"
	}
	c.Words = strings.ReplaceAll(c.Words, "\u00ad", "")
	if hyphens {
		c.Words = strings.ReplaceAll(c.Words, "-", "")
	}
	return c
}

// leastExact is the least share of clauses, in percent over all languages, that
// is read exactly when a text was damaged in one way. What is reached is written
// down so that it can only get better.
var leastExact = map[damage.Kind]float64{
	damage.Wraps:          100,
	damage.Tight:          99.7,
	damage.BlankLines:     99.7,
	damage.TrailingSpaces: 100,
	damage.Pages:          100,
	damage.FormFeeds:      100,
	damage.Hyphens:        99.9,
	damage.SoftHyphens:    100,
	damage.Footnotes:      100,
	damage.LostDashes:     100,
	damage.OtherDashes:    100,
	damage.DoubleSpaces:   100,
	damage.NoBreakSpaces:  100,
	damage.CRLF:           100,
	damage.BOM:            100,
	damage.UTF16LE:        100,
	damage.UTF16BE:        100,
	damage.Legacy:         100,
	damage.Chrome:         100,
}

const leastMixed = 99.6

// TestDamagedVersions damages every version of the sample in every way, and in
// several at once.
func TestDamagedVersions(t *testing.T) {
	texts := versions(t)
	var total tally
	var table strings.Builder
	row := func(name string, seeds int, least float64, kinds func(seed uint64) []damage.Kind) {
		var sum tally
		fmt.Fprintf(&table, "%-16s", name)
		for _, v := range texts {
			var cell tally
			for seed := range uint64(seeds) {
				what := kinds(seed)
				r, ok := damage.Apply(v.clean, v.language, seed, what...)
				if !ok {
					continue
				}
				one := compare(expected(t, r.Clauses), clauses(read(t, "text.txt", r.Data)), slices.Contains(what, damage.Hyphens))
				for i, m := range one.firstMistakes {
					one.firstMistakes[i] = fmt.Sprintf("%s, %s, seed %d, %v, %d of %d:\n%s", name, v.language, seed, what, one.exact, one.all, m)
				}
				cell.add(one)
			}
			if cell.texts == 0 {
				table.WriteString("    -")
			} else {
				fmt.Fprintf(&table, " %4.0f", cell.share())
			}
			sum.add(cell)
		}
		fmt.Fprintf(&table, "  %6.2f  %d/%d\n", sum.share(), sum.right, sum.texts)
		if sum.share() < least {
			t.Errorf("%s: %.2f %% of the clauses are exact, want %.2f", name, sum.share(), least)
			for _, m := range sum.firstMistakes[:min(3, len(sum.firstMistakes))] {
				t.Log(m)
			}
		}
		total.add(sum)
	}
	fmt.Fprintf(&table, "\n%-16s", "% exact")
	for _, v := range texts {
		fmt.Fprintf(&table, " %4s", v.language)
	}
	table.WriteString("     all  texts with all ids\n")
	for _, k := range damage.Kinds() {
		row(k.String(), 3, leastExact[k], func(uint64) []damage.Kind { return []damage.Kind{k} })
	}
	row("mixed", 10, leastMixed, damage.Mixed)
	fmt.Fprintf(&table, "all: %.2f %% of %d clauses, the ids of %d of %d texts", total.share(), total.all, total.right, total.texts)
	t.Log(table.String())
	if os.Getenv("MISTAKES") != "" {
		t.Log(strings.Join(total.firstMistakes, "\n"))
	}
}
