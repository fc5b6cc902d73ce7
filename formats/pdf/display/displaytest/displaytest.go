// Package displaytest makes laid-out documents by hand, for tests of the page
// writer, the finisher and the checker.
package displaytest

import (
	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/font"
)

// Desk lays out a document line by line.
type Desk struct {
	Doc    *display.Document
	faces  []*font.Face
	shaper *font.Shaper
	stack  *font.Stack
}

// New starts a document of one A4 page in a language, with the title given.
func New(language, title string) *Desk {
	library := font.Default()
	d := &Desk{
		Doc: &display.Document{
			Title: title, Language: language,
			Width: display.MM(210), Height: display.MM(297),
			Root: &display.Tag{Role: "Document"},
		},
		shaper: library.Shaper(),
		stack:  library.For("Latn"),
	}
	d.Page()
	return d
}

// Page starts a page.
func (d *Desk) Page() { d.Doc.Pages = append(d.Doc.Pages, display.Page{}) }

func (d *Desk) page() *display.Page { return &d.Doc.Pages[len(d.Doc.Pages)-1] }

// Add appends operations to the page.
func (d *Desk) Add(ops ...display.Op) { d.page().Ops = append(d.page().Ops, ops...) }

// Tag puts a new tag below another.
func (d *Desk) Tag(parent *display.Tag, role string) *display.Tag {
	tag := &display.Tag{Role: role}
	parent.Kids = append(parent.Kids, display.Kid{Tag: tag})
	return tag
}

// Text writes a line that belongs to a tag.
func (d *Desk) Text(tag *display.Tag, style font.Style, size, x, y display.Unit, text string) {
	p := d.page()
	tag.Kids = append(tag.Kids, display.Kid{Content: &display.Content{Page: len(d.Doc.Pages) - 1, MCID: p.MCIDs}})
	d.Add(display.Begin{Tag: tag, MCID: p.MCIDs})
	p.MCIDs++
	d.runs(style, size, x, y, text)
	d.Add(display.End{})
}

// Artifact writes a line that is no part of the text.
func (d *Desk) Artifact(kind string, size, x, y display.Unit, text string) {
	d.Add(display.Artifact{Kind: kind})
	d.runs(font.Regular, size, x, y, text)
	d.Add(display.End{})
}

// Link makes a rectangle clickable for a tag with the role Link.
func (d *Desk) Link(tag *display.Tag, link display.Link) {
	index := 0
	for _, op := range d.page().Ops {
		if _, ok := op.(display.Link); ok {
			index++
		}
	}
	tag.Kids = append(tag.Kids, display.Kid{Link: &display.LinkKid{Page: len(d.Doc.Pages) - 1, Index: index}})
	link.Tag = tag
	d.Add(link)
}

func (d *Desk) runs(style font.Style, size, x, y display.Unit, text string) {
	for _, s := range d.stack.Segments(nil, style, text) {
		run := d.shaper.Shape(s.Face, text[s.Start:s.End], false, d.Doc.Language)
		d.Add(display.GlyphRun{Font: d.font(s.Face), Size: size, X: x, Y: y, Pieces: []display.Piece{{Glyphs: run.Glyphs}}})
		x += display.Unit(run.Width) * size / 1000
	}
}

func (d *Desk) font(face *font.Face) int {
	for i, f := range d.faces {
		if f == face {
			return i
		}
	}
	d.faces = append(d.faces, face)
	d.Doc.Fonts = append(d.Doc.Fonts, display.Font{Name: face.Name, Data: face.Data()})
	return len(d.faces) - 1
}

// Sample is a document of two pages with everything that a layout makes: a
// heading, lists with labels, a note with its reference, a table with headers, a
// figure, words in another language, links and bookmarks.
func Sample() *display.Document {
	const pt = display.Point
	left, top := display.MM(25), display.MM(270)
	d := New("en", "A hand-made document (čtyři € ∞)")
	doc := d.Doc.Root

	h := d.Tag(doc, "H1")
	d.Add(display.Dest{Name: "top", Y: top + 14*pt})
	d.Text(h, font.Bold, 14*pt, left, top, "A hand-made document \\ (of two pages)")
	d.Doc.Bookmarks = append(d.Doc.Bookmarks, display.Bookmark{Title: "A hand-made document", Y: top})

	p := d.Tag(doc, "P")
	d.Text(p, font.Regular, 11*pt, left, top-30*pt, "Kerned AVATAR, office, Žluťoučký kůň, Ελληνικά, Кириллица")
	ref := d.Tag(p, "Reference")
	link := d.Tag(ref, "Link")
	d.Text(link, font.Regular, 7*pt, left+display.MM(120), top-26*pt, "1")
	d.Link(link, display.Link{X: left + display.MM(120), Y: top - 26*pt, Width: 5 * pt, Height: 8 * pt, Dest: "note-1", Contents: "Note 1"})
	d.Text(p, font.Regular, 11*pt, left, top-45*pt, "and the second line, with words in ")
	phrase := d.Tag(p, "Span")
	phrase.Language = "la"
	d.Text(phrase, font.Italic, 11*pt, left+display.MM(60), top-45*pt, "ex officio")

	list := d.Tag(doc, "L")
	list.Attributes = []display.Attribute{{Owner: "List", Key: "ListNumbering", Value: "UpperAlpha"}}
	for i, words := range []string{"whereas the first,", "whereas the second, at https://example.org/(x)"} {
		y := top - display.Unit(65+15*i)*pt
		li := d.Tag(list, "LI")
		d.Text(d.Tag(li, "Lbl"), font.Regular, 11*pt, left, y, string(rune('A'+i))+".")
		body := d.Tag(li, "LBody")
		para := d.Tag(body, "P")
		web := d.Tag(para, "Link")
		d.Text(web, font.Regular, 11*pt, left+display.MM(10), y, words)
		d.Link(web, display.Link{X: left + display.MM(10), Y: y, Width: 200 * pt, Height: 11 * pt, URI: "https://example.org/(x)", Contents: "https://example.org/(x)"})
		d.Doc.Bookmarks = append(d.Doc.Bookmarks, display.Bookmark{Title: string(rune('A'+i)) + ". " + words, Level: 1, Y: y + 11*pt})
	}

	note := d.Tag(doc, "Note")
	note.ID = "note-1"
	d.Add(display.Artifact{Kind: "Layout"}, display.Rule{X: left, Y: display.MM(40), Width: display.MM(50), Height: pt / 2}, display.End{})
	d.Add(display.Dest{Name: "note-1", Y: display.MM(40)})
	d.Text(d.Tag(note, "Lbl"), font.Regular, 7*pt, left, display.MM(36), "1")
	d.Text(d.Tag(note, "P"), font.Regular, 9*pt, left+display.MM(5), display.MM(35), "A note.")
	d.Artifact("Pagination", 9*pt, left, display.MM(15), "1/2")

	d.Page()
	table := d.Tag(doc, "Table")
	for row, cells := range [][]string{{"Year", "Sum"}, {"2015", "1"}, {"2016", "22"}} {
		tr := d.Tag(table, "TR")
		for column, words := range cells {
			role := "TD"
			if row == 0 {
				role = "TH"
			}
			cell := d.Tag(tr, role)
			if row == 0 {
				cell.Attributes = []display.Attribute{{Owner: "Table", Key: "Scope", Value: "Column"}}
			}
			d.Text(d.Tag(cell, "P"), font.Regular, 11*pt, left+display.Unit(column)*display.MM(30), top-display.Unit(row)*15*pt, words)
		}
	}
	figure := d.Tag(doc, "Figure")
	figure.Alt = "A flag"
	figure.Attributes = []display.Attribute{{Owner: "Layout", Key: "Placement", Value: "Block"}}
	d.Text(figure, font.Regular, 11*pt, left, top-80*pt, "[A flag]")
	last := d.Tag(doc, "P")
	d.Text(last, font.BoldItalic, 11*pt, left, top-100*pt, "The end.")
	d.Artifact("Pagination", 9*pt, left, display.MM(15), "2/2")
	return d.Doc
}
