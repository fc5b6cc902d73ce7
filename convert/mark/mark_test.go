package mark

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/templates"
)

func pack(t testing.TB, tag string) *language.Pack {
	t.Helper()
	p, err := language.Default().Get(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// show writes marks one a line: kind[role] "words" = value -> target, children
// indented.
func show(text string, marks []Mark) string {
	var b strings.Builder
	var all func(marks []Mark, indent string)
	all = func(marks []Mark, indent string) {
		for _, m := range marks {
			fmt.Fprintf(&b, "%s%s", indent, m.Kind)
			if m.Role != "" {
				fmt.Fprintf(&b, "[%s]", m.Role)
			}
			fmt.Fprintf(&b, " %q", text[m.Start:m.End])
			if m.Value != "" {
				fmt.Fprintf(&b, " = %s", m.Value)
			}
			if m.Target != "" {
				fmt.Fprintf(&b, " -> %s", m.Target)
			}
			b.WriteByte('\n')
			all(m.Children, indent+"  ")
		}
	}
	all(marks, "")
	return b.String()
}

// TestSample holds the marks of the sample against those that the resolution has
// in its published Akoma Ntoso form: everything but the agreement, which no rule
// names.
func TestSample(t *testing.T) {
	data, err := os.ReadFile("../../testdata/resolution-en.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(data)), " ")
	want := `mention "European Parliament" = ep
number[ep-procedure] "2016/2607(RSP)" = 2016/2607(RSP) -> https://data.europarl.europa.eu/eli/dl/proc/2016-2607
mention "European Parliament" = ep
date "21 December 2015" = 2015-12-21
date "26 November 2015" = 2015-11-26
references "Rules 135(5) and 123(4) of its Rules of Procedure"
  reference[rule] "135(5)" = rule 135(5) -> /akn/ontology/reference/eu/eu.ep.rules.of.procedure/~rule_135__para_5
  reference[rule] "123(4)" = rule 123(4) -> /akn/ontology/reference/eu/eu.ep.rules.of.procedure/~rule_123__para_4
date "23 December 2015" = 2015-12-23
date "1 January 2015" = 2015-01-01
date "1 January 2015" = 2015-01-01
mention "President" = presidentOfEP
mention "Council" = consil
mention "Commission" = com
mention "Vice‑ President of the Commission/High Representative of the Union for Foreign Affairs and Security Policy" = vpHR
`
	if diff := cmp.Diff(want, show(text, Find(text, pack(t, "en")))); diff != "" {
		t.Error(diff)
	}
	for _, key := range []string{"ep", "consil", "com", "presidentOfEP", "vpHR"} {
		if got := Entities([]string{key}); len(got) != 1 || got[0].Key != key || got[0].IRI == "" {
			t.Errorf("Entities(%s) = %v", key, got)
		}
	}
}

var update = flag.Bool("update", false, "write the marks that are found into testdata/marks.txt")

// TestMarks reads testdata/marks.txt: the language of a text, the text, and the
// marks it must have, up to an empty line.
func TestMarks(t *testing.T) {
	const file = "testdata/marks.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		head, rest, _ := strings.Cut(block, "\n")
		text, want, _ := strings.Cut(rest+"\n", "\n")
		marks := Find(text, pack(t, strings.TrimPrefix(head, "# ")))
		got := show(text, marks)
		fmt.Fprintf(&all, "%s\n%s\n%s\n", head, text, got)
		if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got)); diff != "" && !*update {
			t.Errorf("%s %s\n%s", head, text, diff)
		}
		checkMarks(t, text, marks)
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.TrimRight(all.String(), "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// checkMarks demands what Find promises of all marks.
func checkMarks(t *testing.T, text string, marks []Mark) {
	t.Helper()
	var check func(marks []Mark, from, to int)
	check = func(marks []Mark, from, to int) {
		for _, m := range marks {
			if m.Start < from || m.End <= m.Start || m.End > to {
				t.Fatalf("mark %d-%d is not between %d and %d of %q", m.Start, m.End, from, to, text)
			}
			if words := text[m.Start:m.End]; utf8.ValidString(text) && !utf8.ValidString(words) {
				t.Fatalf("mark %q of %q cuts a character", words, text)
			}
			switch m.Kind {
			case document.Date:
				if _, err := time.Parse(time.DateOnly, m.Value); err != nil {
					t.Fatal(err)
				}
			case document.Mention:
				if len(Entities([]string{m.Value})) != 1 {
					t.Fatalf("%q is no entity", m.Value)
				}
			case document.Reference, document.Number:
				if m.Role == "" || m.Value == "" {
					t.Fatalf("%s %q has role %q and value %q", m.Kind, text[m.Start:m.End], m.Role, m.Value)
				}
			case document.Link:
				if m.Target == "" {
					t.Fatalf("link %q has no target", text[m.Start:m.End])
				}
			case document.References:
				if len(m.Children) < 2 || m.Role == "range" && len(m.Children) != 2 {
					t.Fatalf("references %q has %d children", text[m.Start:m.End], len(m.Children))
				}
			default:
				t.Fatalf("a mark of kind %s", m.Kind)
			}
			if m.Kind != document.References && len(m.Children) > 0 {
				t.Fatalf("%s %q has children", m.Kind, text[m.Start:m.End])
			}
			check(m.Children, m.Start, m.End)
			from = m.End
		}
	}
	check(marks, 0, len(text))
}

// TestDates writes a date in every way that a language's pack knows and finds it.
func TestDates(t *testing.T) {
	tags, err := language.Default().Tags()
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range tags {
		p := pack(t, tag)
		for _, order := range p.Dates.Orders {
			for i, forms := range p.Dates.Months {
				for _, form := range forms {
					words := strings.NewReplacer("{d}", "28", "{m}", form, "{n}", fmt.Sprint(i+1), "{y}", "2016", "?", "").Replace(order)
					text := "x " + words + ", x"
					want := fmt.Sprintf("2016-%02d-28", i+1)
					marks := Find(text, p)
					if len(marks) != 1 || marks[0].Kind != document.Date || marks[0].Value != want || text[marks[0].Start:marks[0].End] != words {
						t.Errorf("%s: %q has %s", tag, text, show(text, marks))
					}
				}
			}
		}
	}
}

// TestFirstOfMonth reads the first of a month, which has a sign of its own; old
// files have a letter, of one or another script, for it.
func TestFirstOfMonth(t *testing.T) {
	for tag, all := range map[string][]string{
		"it": {"1o aprile 2031", "1º aprile 2031", "1.º aprile 2031", "1° aprile 2031"},
		"pt": {"1 de abril de 2031", "1.º de abril de 2031", "1º de abril de 2031", "1.o de abril de 2031"},
		"fr": {"1er avril 2031"},
		"el": {"1η Απριλίου 2031", "1ης Απριλίου 2031"},
	} {
		for _, words := range all {
			if marks := Find("x "+words+", x", pack(t, tag)); len(marks) != 1 || marks[0].Value != "2031-04-01" {
				t.Errorf("%s: %q has %s", tag, words, show("x "+words+", x", marks))
			}
		}
	}
}

// TestFindUnknown finds what no language is needed for.
func TestFindUnknown(t *testing.T) {
	text := "xyz 2016/2607(RSP), A/RES/73/7 qqq"
	if got := Find(text, pack(t, "und")); len(got) != 2 {
		t.Error(show(text, got))
	}
}

// TestContext takes the Council for the one of the Union only in its own texts.
func TestContext(t *testing.T) {
	text := "The Council and the European Commission"
	for country, want := range map[string]string{
		"":   "mention \"Council\" = consil\nmention \"European Commission\" = com\n",
		"eu": "mention \"Council\" = consil\nmention \"European Commission\" = com\n",
		"un": "mention \"European Commission\" = com\n",
	} {
		if got := show(text, (Context{pack(t, "en"), country}).Find(text)); got != want {
			t.Errorf("%q: %s", country, got)
		}
	}
}

// TestFindTogether makes the tables of a pack and uses them from many sides at
// once.
func TestFindTogether(t *testing.T) {
	p, err := language.NewSet(templates.FS).Get("de")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := Find("vom 10. März 2016", p); len(got) != 1 {
				t.Errorf("%d marks", len(got))
			}
		})
	}
	all.Wait()
}

func FuzzFind(f *testing.F) {
	data, err := os.ReadFile("testdata/marks.txt")
	if err != nil {
		f.Fatal(err)
	}
	for block := range strings.SplitSeq(string(data), "\n\n") {
		head, rest, _ := strings.Cut(block, "\n")
		text, _, _ := strings.Cut(rest, "\n")
		f.Add(strings.TrimPrefix(head, "# "), text)
	}
	f.Fuzz(func(t *testing.T, tag, text string) {
		p, err := language.Default().Get(tag)
		if err != nil || len(p.Tag) > 3 {
			p = pack(t, "en")
		}
		checkMarks(t, text, Find(text, p))
	})
}

func BenchmarkFind(b *testing.B) {
	data, err := os.ReadFile("../../testdata/resolution-en.txt")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(data)), " ")
	p := pack(b, "en")
	Find(text, p)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(text, p)
	}
}

// TestApply wraps marks around words that are cut by a left-out page header and
// by the call of a note.
func TestApply(t *testing.T) {
	source := "signed on 21 PAGE 3 December 2015, Rule 5(1) and more"
	words := func(text string, start int) document.Inline {
		return document.Inline{Kind: document.Words, Text: text, Span: diag.Span{Start: start, End: start + len(text)}}
	}
	note := document.Inline{Kind: document.NoteCall, Text: "(1)", Note: &document.Node{Kind: document.Note}, Span: diag.Span{Start: 41, End: 44}}
	text := []document.Inline{words("signed on 21 ", 0), words("December 2015, Rule 5", 20), note, words(" and more", 44)}
	got := Apply(text, pack(t, "en"), func(in *document.Inline, start, end int) diag.Span {
		return diag.Span{Start: in.Span.Start + start, End: in.Span.Start + end}
	})
	if document.Plain(got) != document.Plain(text) {
		t.Errorf("Apply changed the text: %q", document.Plain(got))
	}
	var kinds []string
	document.EachInline(got, func(in *document.Inline) {
		kinds = append(kinds, fmt.Sprintf("%s %q", in.Kind, source[in.Span.Start:in.Span.End]))
	})
	want := []string{
		`words "signed on "`, `date "21 PAGE 3 December 2015"`, `words "21 "`, `words "December 2015"`, `words ", "`,
		`reference "Rule 5"`, `words "Rule 5"`, `note "(1)"`, `words " and more"`,
	}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Error(diff)
	}
}

// BenchmarkFindHostile reads text that looks like references all the way.
func BenchmarkFindHostile(b *testing.B) {
	for _, c := range []struct{ tag, unit string }{
		{"en", "1, point "}, {"en", "A/"}, {"hu", "(EU) 2016/679 és "}, {"lt", "1, "}, {"zh", "第1项"},
	} {
		b.Run(c.tag+" "+c.unit, func(b *testing.B) {
			text, p := strings.Repeat(c.unit, 1<<15/len(c.unit)), pack(b, c.tag)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(text, p)
			}
		})
	}
}

// BenchmarkNewFinder reads a pack and makes its tables, which happens once for a
// language.
func BenchmarkNewFinder(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		p, err := language.NewSet(templates.FS).Get("fi")
		if err != nil {
			b.Fatal(err)
		}
		newFinder(p)
	}
}
