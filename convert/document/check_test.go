package document_test

import (
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

func words(text string) []document.Inline {
	return []document.Inline{{Kind: document.Words, Text: text}}
}

// paragraph is a Work with one paragraph, whose fields a test sets.
func paragraph(n document.Node) *document.Work {
	n.Kind = document.Paragraph
	return tree(document.Body, &n)
}

// tree is a Work in which a part of the kind has the children.
func tree(kind document.Kind, children ...*document.Node) *document.Work {
	return &document.Work{
		Entities: []document.Entity{{Key: "ep"}},
		Expressions: []*document.Expression{{Language: "en", Root: &document.Node{Kind: document.Root, Children: []*document.Node{
			{Kind: kind, Children: children},
		}}}},
	}
}

// marked is a Work with one paragraph of one inline.
func marked(in document.Inline) *document.Work {
	return paragraph(document.Node{Text: []document.Inline{in}})
}

func TestCheck(t *testing.T) {
	span := func(start, end int) diag.Span { return diag.Span{Start: start, End: end} }
	note := &document.Node{Kind: document.Note, Text: words("n")}
	for _, c := range []struct {
		name string
		work *document.Work
		want string // "" is no fault
	}{
		{"one paragraph", paragraph(document.Node{Num: "1.", Text: words("Welcomes bees;")}), ""},
		{"nothing but a root", &document.Work{Expressions: []*document.Expression{{Language: "und", Root: &document.Node{Kind: document.Root}}}}, ""},
		{"no expression", &document.Work{}, "no expression"},
		{"no language", &document.Work{Expressions: []*document.Expression{{Root: &document.Node{Kind: document.Root}}}}, "an unknown one is und"},
		{"no root", &document.Work{Expressions: []*document.Expression{{Language: "en"}}}, "no root node"},
		{"other root", &document.Work{Expressions: []*document.Expression{{Language: "en", Root: &document.Node{Kind: document.Body}}}}, "no root node"},
		{"a language twice", &document.Work{Expressions: []*document.Expression{
			{Language: "en", Root: &document.Node{Kind: document.Root}}, {Language: "en", Root: &document.Node{Kind: document.Root}}}}, "has an expression already"},

		{"recital in a body", tree(document.Body, &document.Node{Kind: document.Recital}), "a recital cannot stand in a body"},
		{"no kind", tree(document.Body, &document.Node{}), "a invalid cannot stand in a body"},
		{"a kind that there is not", tree(document.Body, &document.Node{Kind: 250}), "cannot stand in a body"},
		{"text in a list", tree(document.Body, &document.Node{Kind: document.List, Text: words("x")}), "a list has no text of its own"},
		{"id twice", tree(document.Body, &document.Node{Kind: document.Paragraph, ID: "a"}, &document.Node{Kind: document.Text, ID: "a"}), "/document/body/text#a: the id stands twice"},
		{"no ids", tree(document.Body, &document.Node{Kind: document.Paragraph}, &document.Node{Kind: document.Text}), ""},
		{"negative columns", tree(document.Body, &document.Node{Kind: document.Table, Children: []*document.Node{{Kind: document.Row, Children: []*document.Node{{Kind: document.Cell, Columns: -1}}}}}), "spans -1 columns"},

		{"number outside its node", paragraph(document.Node{Num: "1.", NumSpan: span(0, 2), Span: span(1, 9)}), "num bytes 0-2 are outside bytes 1-9"},
		{"node outside its parent", &document.Work{Expressions: []*document.Expression{{Language: "en", Root: &document.Node{Kind: document.Root, Span: span(1, 5), Children: []*document.Node{{Kind: document.Body, Span: span(4, 6)}}}}}}, "node bytes 4-6 are outside"},
		{"inline outside its node", paragraph(document.Node{Span: span(1, 5), Text: []document.Inline{{Kind: document.Words, Text: "x", Span: span(5, 6)}}}), "words bytes 5-6"},
		{"a node without a span", paragraph(document.Node{Text: []document.Inline{{Kind: document.Words, Text: "x", Span: span(5, 6)}}}), ""},
		{"note elsewhere", paragraph(document.Node{Span: span(1, 5), Text: []document.Inline{{Kind: document.NoteCall, Note: &document.Node{Kind: document.Note, Span: span(90, 95)}}}}), ""},

		{"two spaces", paragraph(document.Node{Text: words("a  b")}), "two spaces in a row"},
		{"space at the end of words", paragraph(document.Node{Text: words("a ")}), ""},
		{"space at the end of a number", paragraph(document.Node{Num: "1. "}), "white space at an end"},
		{"line feed", paragraph(document.Node{Text: words("a\nb")}), "control character at byte 1"},
		{"not UTF-8", paragraph(document.Node{Text: words("a\xff")}), "not valid UTF-8"},
		{"no-break spaces", paragraph(document.Node{Text: words("a\u00a0\u00a0b")}), ""},
		{"empty words", paragraph(document.Node{Text: words("")}), "empty words"},

		{"no kind of inline", marked(document.Inline{Text: "x"}), "inline 1 has no kind"},
		{"date", marked(document.Inline{Kind: document.Date, Value: "2016-02-29", Children: words("x")}), ""},
		{"date that there is not", marked(document.Inline{Kind: document.Date, Value: "2015-02-29", Children: words("x")}), "is not YYYY-MM-DD"},
		{"mention", marked(document.Inline{Kind: document.Mention, Value: "ep", Children: words("x")}), ""},
		{"mention of nobody", marked(document.Inline{Kind: document.Mention, Value: "un", Children: words("x")}), `"un" is not among the entities`},
		{"words in words", marked(document.Inline{Kind: document.Words, Text: "x", Children: words("x")}), "words has children"},
		{"text of a mark", marked(document.Inline{Kind: document.Phrase, Text: "x"}), `phrase has text of its own: "x"`},
		{"fault in a mark", marked(document.Inline{Kind: document.Phrase, Children: words("a  b")}), "two spaces"},
		{"note", marked(document.Inline{Kind: document.NoteCall, Text: "1", Note: note}), ""},
		{"note in a note", marked(document.Inline{Kind: document.NoteCall, Text: "1", Note: &document.Node{Kind: document.Note, Text: []document.Inline{{Kind: document.NoteCall, Note: note}}}}), ""},
		{"note in a title", tree(document.Preface, &document.Node{Kind: document.Title, Text: []document.Inline{{Kind: document.NoteCall, Text: "1", Note: note}}}), ""},
		{"note without a note", marked(document.Inline{Kind: document.NoteCall, Text: "1"}), `the call of note "1" has no note`},
		{"note that is none", marked(document.Inline{Kind: document.NoteCall, Note: &document.Node{Kind: document.Text}}), "has no note"},
		{"fault in a note", marked(document.Inline{Kind: document.NoteCall, Note: &document.Node{Kind: document.Note, Text: words("a  b")}}), "/document/body/paragraph/footnote: words holds two spaces"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := document.Check(c.work)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestCheckDepth(t *testing.T) {
	nested := func(depth int) *document.Work {
		innermost := &document.Node{Kind: document.Text}
		n := innermost
		for range depth - 3 { // document, body, innermost
			n = &document.Node{Kind: document.Text, Children: []*document.Node{n}}
		}
		return tree(document.Body, n)
	}
	if err := document.Check(nested(document.MaxDepth)); err != nil {
		t.Errorf("a tree of the greatest depth: %v", err)
	}
	if err := document.Check(nested(document.MaxDepth + 1)); err == nil || !strings.Contains(err.Error(), "nested deeper than") {
		t.Errorf("a deeper tree: %v", err)
	}
	in := document.Inline{Kind: document.Words, Text: "x"}
	for range document.MaxDepth {
		in = document.Inline{Kind: document.Emphasis, Children: []document.Inline{in}}
	}
	if err := document.Check(marked(in)); err == nil {
		t.Error("inlines that are nested too deep pass")
	}
}

func TestCheckNamesSomeFaults(t *testing.T) {
	var wrong []*document.Node
	for range 1000 {
		wrong = append(wrong, &document.Node{Kind: document.Recital})
	}
	err := document.Check(tree(document.Body, wrong...))
	if err == nil {
		t.Fatal("no error")
	}
	if n := strings.Count(err.Error(), "\n") + 1; n < 2 || n > 50 {
		t.Errorf("the error has %d lines", n)
	}
}
