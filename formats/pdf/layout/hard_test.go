package layout

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/pdf/display"
)

// TestHard lays out what no page was made for. Nothing may be lost.
func TestHard(t *testing.T) {
	long := strings.Repeat("Donaudampfschifffahrtsgesellschaftskapitän", 40)
	for _, tc := range []struct {
		name  string
		nodes []*document.Node
		found string // codes of the findings
	}{
		{"nothing at all", nil, ""},
		{"a paragraph without text", []*document.Node{{Kind: document.Paragraph}}, ""},
		{"a word longer than a line", []*document.Node{paragraph("1.", "before "+long+" after")}, ""},
		{"a number wider than half a line", []*document.Node{paragraph(strings.Repeat("12.", 60), "text")}, ""},
		{"a clause longer than a page", []*document.Node{paragraph("1.", strings.Repeat("whereas this goes on and on, ", 600))}, ""},
		{"a script no font has", []*document.Node{paragraph("1.", "a 𐎀 b 𐎀")}, "PDF005"},
		{"a letter no font has", []*document.Node{paragraph("1.", "a \u1C80 б")}, "PDF001"},
		{"a table of sixty columns", []*document.Node{tableOf(3, 60, "somewhat")}, "PDF003"},
		{"a cell longer than a page", []*document.Node{tableOf(2, 2, strings.Repeat("cell text ", 900))}, ""},
		{"a table over pages", []*document.Node{tableOf(120, 3, "cell")}, ""},
		{"a thousand notes", []*document.Node{{Kind: document.Paragraph, Num: "1.", Text: callNotes(1000, "A note with some words in it.")}}, ""},
		{"a thousand notes in one word", []*document.Node{{Kind: document.Paragraph, Text: callNotes(1000, "x")[1:]}}, ""},
		{"a note longer than two pages", []*document.Node{{Kind: document.Paragraph, Text: callNotes(1, strings.Repeat("so it is noted, ", 1200))}}, ""},
		{"a note in a note", []*document.Node{{Kind: document.Paragraph, Text: []document.Inline{{
			Kind: document.NoteCall, Text: "1", Note: &document.Node{Kind: document.Note, Num: "1", Text: callNotes(2, "the inner one")},
		}}}}, ""},
		{"a note without a mark and nothing else", []*document.Node{{Kind: document.Paragraph, Text: []document.Inline{{
			Kind: document.NoteCall, Note: &document.Node{Kind: document.Note, Text: words("the note")},
		}}}}, ""},
		{"headings among the rows of a table", []*document.Node{{Kind: document.Table, Children: []*document.Node{
			{Kind: document.Heading, Text: words("above")},
			{Kind: document.Row, Children: []*document.Node{{Kind: document.Cell, Rows: 3, Text: words("a")}, {Kind: document.Cell, Text: words("b")}}},
			{Kind: document.Heading, Num: "I.", Text: words("between")},
			{Kind: document.Subheading, Text: words("and another")},
			{Kind: document.Row, Children: []*document.Node{{Kind: document.Cell, Columns: 3, Text: words("c")}}},
			{Kind: document.Heading, Text: words("below")},
		}}}, ""},
		{"a picture with a note and nothing else", []*document.Node{{Kind: document.Figure, Text: []document.Inline{{
			Kind: document.NoteCall, Note: &document.Node{Kind: document.Note, Num: "1", Text: words("the note")},
		}}}}, "PDF002"},
		{"a picture described by a mark alone", []*document.Node{
			{Kind: document.Figure, Text: words("\u0301")},
			{Kind: document.Paragraph, Text: []document.Inline{{Kind: document.Picture, Text: "\u0301"}}},
		}, "PDF002 PDF002"},
		{"notes that are numbers and nothing else", []*document.Node{{Kind: document.Paragraph, Text: []document.Inline{
			{Kind: document.NoteCall, Note: &document.Node{Kind: document.Note, Num: "1"}},
			{Kind: document.NoteCall, Text: "2", Note: &document.Node{Kind: document.Note, Num: "2"}},
		}}, {Kind: document.Note, Num: "3"}}, ""},
		{"a reference to what is not to be seen", []*document.Node{
			{Kind: document.Paragraph, Text: []document.Inline{
				{Kind: document.Reference, Target: "#empty", Children: words("there")},
				{Kind: document.NoteCall, Note: &document.Node{Kind: document.Note, ID: "bare"}},
				{Kind: document.NoteAgain, Text: "1", Target: "#bare"},
			}},
			{Kind: document.Annex, ID: "empty"},
		}, ""},
		{"headings and nothing else", repeat(80, &document.Node{Kind: document.Chapter, Num: "CHAPTER I", Children: []*document.Node{{Kind: document.Heading, Text: words("Name")}}}), ""},
		{"nested as deep as may be", []*document.Node{nested(180)}, ""},
		{"spaces at the ends", []*document.Node{paragraph("", " a "), paragraph("", " ")}, ""},
		{"what is not to be seen", []*document.Node{paragraph("", "\u200B \u2066x\u2069 \uFEFF \u00ADa\u00ADb\u200D")}, ""},
		{"breaks and nothing else", []*document.Node{{Kind: document.Paragraph, Text: []document.Inline{{Kind: document.Break}, {Kind: document.Break}}}}, ""},
	} {
		for _, language := range []string{"en", "ar"} {
			t.Run(tc.name+" in "+language, func(t *testing.T) {
				w, e := one(language, tc.nodes...)
				doc, found := lay(t, w, e)
				sameVisibleText(t, doc, e.Root)
				var codes []string
				for _, d := range found {
					codes = append(codes, string(d.Code))
				}
				if got := strings.Join(codes, " "); got != tc.found {
					t.Errorf("findings %q, want %q", got, tc.found)
				}
				if len(doc.Pages) == 0 {
					t.Error("no page")
				}
			})
		}
	}
}

// sameVisibleText is sameText for text with characters that a PDF must not have.
func sameVisibleText(t tester, doc *display.Document, root *document.Node) {
	t.Helper()
	want := strings.ReplaceAll(squeezed(written(root)), "\uFEFF", "")
	if got := squeezed(spoken(doc)); got != want {
		t.Errorf("the structure says %d bytes, the model %d:\n%.300s\n%.300s", len(got), len(want), got, want)
	}
}

func repeat(n int, node *document.Node) []*document.Node {
	var all []*document.Node
	for range n {
		all = append(all, node)
	}
	return all
}

func nested(depth int) *document.Node {
	n := paragraph("(z)", "the innermost point")
	for i := range depth {
		n = paragraph(fmt.Sprintf("(%d)", depth-i), "level", &document.Node{Kind: document.List, Children: []*document.Node{n}})
	}
	return n
}

func tableOf(rows, columns int, text string) *document.Node {
	table := &document.Node{Kind: document.Table}
	for i := range rows {
		row := &document.Node{Kind: document.Row}
		for k := range columns {
			row.Children = append(row.Children, &document.Node{Kind: document.Cell, Header: i == 0, Text: words(fmt.Sprint(text, i, k))})
		}
		table.Children = append(table.Children, row)
	}
	return table
}

func callNotes(n int, text string) []document.Inline {
	var all []document.Inline
	for i := range n {
		all = append(all,
			document.Inline{Kind: document.Words, Text: " word"},
			document.Inline{Kind: document.NoteCall, Text: fmt.Sprint(i + 1), Note: &document.Node{Kind: document.Note, Num: fmt.Sprint(i + 1), Text: words(text)}})
	}
	if n == 1000 && text == "x" { // all marks in one word
		for i := range all {
			if all[i].Kind == document.Words {
				all[i].Text = "w"
			}
		}
	}
	return all
}

func TestTableHeaderIsRepeated(t *testing.T) {
	w, e := one("en", tableOf(120, 3, "cell"))
	doc, _ := lay(t, w, e)
	if len(doc.Pages) < 3 {
		t.Fatalf("%d pages", len(doc.Pages))
	}
	for i := range doc.Pages {
		text, artifact := "", false
		for _, op := range doc.Pages[i].Ops {
			switch op := op.(type) {
			case display.Artifact:
				artifact = op.Kind == "Pagination"
			case display.Begin:
				artifact = false
			case display.GlyphRun:
				if artifact {
					for g := range op.Glyphs() {
						text += g.Text
					}
				}
			}
		}
		if got := strings.HasPrefix(text, "cell0 0cell0 1cell0 2"); got != (i > 0) {
			t.Errorf("page %d: header repeated: %v (artifacts %q)", i+1, got, text)
		}
	}
}

// TestTrees lays out trees of any shape.
func TestTrees(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		language := rapid.SampledFrom([]string{"en", "ar", "de", "zh", "el"}).Draw(rt, "language")
		nodes := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) *document.Node { return drawNode(rt, 3) }), 0, 6).Draw(rt, "nodes")
		w, e := one(language, nodes...)
		rt.Logf("%s", outline(e.Root, ""))
		doc, _ := lay(rt, w, e)
		sameVisibleText(rt, doc, e.Root)
	})
}

// outline is a tree as a person can read it.
func outline(n *document.Node, indent string) string {
	s := fmt.Sprintf("%s%s %q", indent, n.Kind, n.Num)
	for _, in := range n.Text {
		s += fmt.Sprintf(" %s(%q)", in.Kind, in.Text+document.Plain(in.Children))
	}
	s += "\n"
	for _, c := range n.Children {
		s += outline(c, indent+"  ")
	}
	return s
}

var someWords = []string{"whereas ", "the ", "Rules 135(5) ", "EU-", "قرار ", "欧洲议会", "(2016/2607(RSP))", "«", " »", "—", "Übereinkommen ", "\u00A0", "\u202E", "۷", " "}

func drawText(rt *rapid.T) []document.Inline {
	return rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) document.Inline {
		in := document.Inline{
			Kind:     rapid.SampledFrom(document.InlineKinds()).Draw(rt, "inline"),
			Role:     rapid.SampledFrom([]string{"bold", "superscript", "underline", ""}).Draw(rt, "role"),
			Language: rapid.SampledFrom([]string{"", "ar", "fr"}).Draw(rt, "language"),
			Target:   rapid.SampledFrom([]string{"", "#p", "https://example.org"}).Draw(rt, "target"),
		}
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(someWords), 1, 30).Draw(rt, "words"), "")
		switch in.Kind {
		case document.Words, document.NoteAgain, document.Picture:
			in.Text = text
		case document.NoteCall:
			in.Text, in.Note = "1", &document.Node{Kind: document.Note, Text: words(text)}
		default:
			in.Children = words(text)
		}
		return in
	}), 0, 5).Draw(rt, "text")
}

func drawNode(rt *rapid.T, depth int) *document.Node {
	n := &document.Node{Kind: rapid.SampledFrom(document.Kinds()).Draw(rt, "kind")}
	n.Num = rapid.SampledFrom([]string{"", "1.", "(a)", "–", "ألف –"}).Draw(rt, "num")
	if !n.Kind.Structural() {
		n.Text = drawText(rt)
	}
	if n.Kind == document.Table {
		for range rapid.IntRange(0, 4).Draw(rt, "rows") {
			row := &document.Node{Kind: document.Row}
			for range rapid.IntRange(0, 4).Draw(rt, "cells") {
				row.Children = append(row.Children, &document.Node{
					Kind: document.Cell, Text: drawText(rt),
					Columns: rapid.IntRange(0, 3).Draw(rt, "columns"), Rows: rapid.IntRange(0, 3).Draw(rt, "rows"),
					Header: rapid.Bool().Draw(rt, "header"),
				})
			}
			n.Children = append(n.Children, row)
		}
		return n
	}
	if depth > 0 {
		for range rapid.IntRange(0, 3).Draw(rt, "children") {
			n.Children = append(n.Children, drawNode(rt, depth-1))
		}
	}
	return n
}
