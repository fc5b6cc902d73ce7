package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/pdf/display"
)

// tagLines counts, for every tag, how many lines of it stand on each page.
func tagLines(doc *display.Document) map[*display.Tag]map[int]int {
	all := map[*display.Tag]map[int]int{}
	for i := range doc.Pages {
		var tag *display.Tag
		heights := map[*display.Tag]map[display.Unit]bool{}
		for _, op := range doc.Pages[i].Ops {
			switch op := op.(type) {
			case display.Begin:
				tag = op.Tag
			case display.Artifact:
				tag = nil
			case display.GlyphRun:
				if tag == nil {
					continue
				}
				if heights[tag] == nil {
					heights[tag] = map[display.Unit]bool{}
				}
				heights[tag][op.Y] = true
			}
		}
		for tag, ys := range heights {
			if all[tag] == nil {
				all[tag] = map[int]int{}
			}
			all[tag][i] = len(ys)
		}
	}
	return all
}

// body is the tagged runs of a page in order, each with its tag.
type taggedRun struct {
	tag *display.Tag
	run display.GlyphRun
}

func taggedRuns(p *display.Page) []taggedRun {
	var runs []taggedRun
	var tag *display.Tag
	for _, op := range p.Ops {
		switch op := op.(type) {
		case display.Begin:
			tag = op.Tag
		case display.End, display.Artifact:
			tag = nil
		case display.GlyphRun:
			if tag != nil {
				runs = append(runs, taggedRun{tag, op})
			}
		}
	}
	return runs
}

func runText(r display.GlyphRun) string {
	s := ""
	for g := range r.Glyphs() {
		s += g.Text
	}
	return s
}

// TestPageBreaks checks the habits of good pages on a text of forty pages.
func TestPageBreaks(t *testing.T) {
	w, e := regulation(30)
	doc, _ := lay(t, w, e)
	sameText(t, doc, e.Root)
	if len(doc.Pages) < 30 {
		t.Fatalf("%d pages", len(doc.Pages))
	}
	style, _ := defaultStyle()
	for tag, pages := range tagLines(doc) {
		if len(pages) < 2 {
			continue
		}
		for page, lines := range pages {
			if lines < 2 {
				t.Errorf("page %d: %d line of a paragraph (%s) that goes over pages", page+1, lines, tag.Role)
			}
		}
	}
	notes := map[string]int{}
	var walk func(tag *display.Tag, id string)
	walk = func(tag *display.Tag, id string) {
		if tag.Role == "Note" {
			id = tag.ID
		}
		for _, k := range tag.Kids {
			switch {
			case k.Tag != nil:
				walk(k.Tag, id)
			case k.Content != nil && id != "":
				if _, ok := notes[id]; !ok {
					notes[id] = k.Content.Page
				}
			}
		}
	}
	walk(doc.Root, "")
	for i := range doc.Pages {
		runs := taggedRuns(&doc.Pages[i])
		body := runs[:0:0]
		for _, r := range runs {
			if r.run.Size == display.Unit(style.Text.Size) {
				body = append(body, r)
			}
			if r.run.Y < display.Unit(style.Page.Bottom) {
				t.Errorf("page %d: %q stands in the lower margin", i+1, runText(r.run))
			}
			if r.run.Y > doc.Height-display.Unit(style.Page.Top) {
				t.Errorf("page %d: %q stands in the upper margin", i+1, runText(r.run))
			}
		}
		last := body[len(body)-1]
		if strings.HasPrefix(last.tag.Role, "H") {
			t.Errorf("page %d ends with the heading %q", i+1, runText(last.run))
		}
		if strings.HasSuffix(runText(last.run), "\u00AD") {
			t.Errorf("page %d ends in the middle of a word: %q", i+1, runText(last.run))
		}
		for _, op := range doc.Pages[i].Ops {
			if link, ok := op.(display.Link); ok && link.Dest != "" && notes[link.Dest] != i {
				t.Errorf("page %d calls the note %s, which stands on page %d", i+1, link.Dest, notes[link.Dest]+1)
			}
		}
	}
	if len(notes) != 30*4 {
		t.Errorf("%d notes, want %d", len(notes), 30*4)
	}
}

func TestParagraphOverPages(t *testing.T) {
	w, e := one("en", paragraph("", strings.Repeat("whereas this goes on and on, ", 300)))
	doc, _ := lay(t, w, e)
	if len(doc.Root.Kids) != 1 || doc.Root.Kids[0].Tag.Role != "P" {
		t.Fatalf("kids of the document: %v", doc.Root.Kids)
	}
	kids := doc.Root.Kids[0].Tag.Kids
	if len(kids) != len(doc.Pages) || len(kids) < 2 {
		t.Fatalf("%d pieces of content on %d pages", len(kids), len(doc.Pages))
	}
	for i, k := range kids {
		if k.Content == nil || k.Content.Page != i {
			t.Errorf("kid %d: %+v", i, k)
		}
	}
}

// TestStructure compares the tags of a small text with what PDF/UA wants.
func TestStructure(t *testing.T) {
	note := &document.Node{Kind: document.Note, ID: "fn_1", Num: "(1)", Text: words("See there.")}
	w, e := one("en",
		&document.Node{Kind: document.Title, Text: words("Title")},
		&document.Node{Kind: document.Article, Num: "Article 1", Children: []*document.Node{
			{Kind: document.Heading, Text: words("Scope")},
			paragraph("1.", "Intro:",
				&document.Node{Kind: document.List, Children: []*document.Node{
					{Kind: document.Point, Num: "(a)", Text: words("one")},
					{Kind: document.Point, Num: "(b)", Text: words("two")},
				}},
				&document.Node{Kind: document.WrapUp, Text: words("and so on.")}),
			{Kind: document.Paragraph, Text: []document.Inline{
				{Kind: document.Words, Text: "See "},
				{Kind: document.Link, Target: "https://example.org", Children: words("example.org")},
				{Kind: document.NoteCall, Text: "(1)", Note: note},
				{Kind: document.Words, Text: " and "},
				{Kind: document.Phrase, Language: "fr", Children: words("mutatis")},
			}},
		}},
		tableOf(2, 2, "c"),
	)
	doc, _ := lay(t, w, e)
	want := `Document
  H1 "Title"
  Sect
    H2 "Article 1 Scope"
    L /ListNumbering Decimal
      LI
        Lbl "1."
        LBody
          P "Intro:"
          L /ListNumbering LowerAlpha
            LI
              Lbl "(a)"
              LBody
                P "one"
            LI
              Lbl "(b)"
              LBody
                P "two"
          P "and so on."
    P "See "
      Link "example.org" link
      Reference
        Link "(1)" link
      " and "
      Span fr "mutatis"
    Note #fn_1
      Lbl "(1)"
      P "See there."
  Table
    TR
      TH "c0 0" /Scope Column
      TH "c0 1" /Scope Column
    TR
      TD "c1 0"
      TD "c1 1"
`
	// Cells hold paragraphs; they are left out here.
	if got := tree(doc); got != want {
		t.Errorf("structure:\n%s\nwant:\n%s", got, want)
	}
}

// tree is the structure as a person can read it.
func tree(doc *display.Document) string {
	texts := contents(doc)
	var b strings.Builder
	var write func(tag *display.Tag, indent string)
	write = func(tag *display.Tag, indent string) {
		fmt.Fprintf(&b, "%s%s", indent, tag.Role)
		if tag.Language != "" {
			b.WriteString(" " + tag.Language)
		}
		if tag.ID != "" {
			b.WriteString(" #" + tag.ID)
		}
		kids := tag.Kids
		if (tag.Role == "TD" || tag.Role == "TH") && len(kids) == 1 {
			kids = kids[0].Tag.Kids
		}
		first := true
		for _, k := range kids {
			if k.Content != nil && first {
				fmt.Fprintf(&b, " %q", texts[*k.Content])
			}
			if k.Link != nil {
				b.WriteString(" link")
			}
			first = first && k.Tag == nil
		}
		for _, a := range tag.Attributes {
			fmt.Fprintf(&b, " /%s %s", a.Key, a.Value)
		}
		b.WriteByte('\n')
		first = true
		for _, k := range kids {
			if k.Tag != nil {
				write(k.Tag, indent+"  ")
				first = false
			} else if k.Content != nil && !first {
				fmt.Fprintf(&b, "%s  %q\n", indent, texts[*k.Content])
			}
		}
	}
	write(doc.Root, "")
	return strings.ReplaceAll(b.String(), `"Article 1 " "Scope"`, `"Article 1 Scope"`)
}

func TestOutlineLeavesOutQuotes(t *testing.T) {
	article := func(num string) *document.Node {
		return &document.Node{Kind: document.Article, Num: num, Children: []*document.Node{paragraph("1.", "text")}}
	}
	w, e := one("en", article("Article 1"), &document.Node{Kind: document.Quote, Children: []*document.Node{article("Article 7a")}})
	doc, _ := lay(t, w, e)
	var titles []string
	for _, b := range doc.Bookmarks {
		titles = append(titles, b.Title)
	}
	if got := strings.Join(titles, "|"); got != "Article 1 text|1. text" {
		t.Errorf("bookmarks %s", got)
	}
}

func TestNumbering(t *testing.T) {
	for _, tc := range []struct{ marks, want string }{
		{"– –", "Disc"}, {"• •", "Disc"}, {"1. 2.", "Decimal"}, {"(1) (2)", "Decimal"}, {"A. B.", "UpperAlpha"}, {"a) b)", "LowerAlpha"},
		{"(i) (ii)", "LowerRoman"}, {"(h) (i)", "LowerAlpha"}, {"(i)", "LowerRoman"}, {"I II", "UpperRoman"}, {"C. D.", "UpperAlpha"}, {"(v) (vi)", "LowerRoman"},
		{"α) β)", "LowerAlpha"}, {"А. Б.", "UpperAlpha"}, {"(أ) (ب)", "LowerAlpha"},
	} {
		var items []*document.Node
		for _, m := range strings.Fields(tc.marks) {
			items = append(items, &document.Node{Num: m})
		}
		if got := numbering(items); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.marks, got, tc.want)
		}
	}
}

// TestJustification checks that lines end at the edge, and in the column where
// labels are as wide as they are.
func TestJustification(t *testing.T) {
	w, e := one("de", paragraph("(123456789)", strings.Repeat("Zusammenarbeitsvereinbarungen der Länder und der von ihnen beauftragten Verwaltungsbehörden ", 30)))
	doc, _ := lay(t, w, e)
	style, _ := defaultStyle()
	edge := doc.Width - display.Unit(style.Page.End)
	lines, divided := 0, 0
	off := map[int]display.Unit{}
	left := map[display.Unit]bool{}
	for _, op := range doc.Pages[0].Ops {
		run, ok := op.(display.GlyphRun)
		if !ok || run.Size != display.Unit(style.Text.Size) || strings.HasPrefix(runText(run), "(") {
			continue
		}
		lines++
		left[run.X] = true
		text := runText(run)
		x, last := run.X, display.Glyph{}
		for last = range run.Glyphs() {
			x += scaled(last.Advance, run.Size)
		}
		if strings.HasSuffix(text, " ") {
			x -= scaled(last.Advance, run.Size)
		}
		if strings.HasSuffix(text, "\u00AD") {
			divided++
		}
		off[lines] = x - edge
	}
	delete(off, lines) // the last line
	for i, o := range off {
		if o > 100 || o < -100 {
			t.Errorf("line %d ends %d off the edge", i, o)
		}
	}
	if lines < 20 || divided == 0 || len(left) != 1 {
		t.Errorf("%d lines, %d of them in mid-word, starting at %v", lines, divided, left)
	}
}
