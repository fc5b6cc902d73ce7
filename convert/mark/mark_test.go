package mark

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
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
