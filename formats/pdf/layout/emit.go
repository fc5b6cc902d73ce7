package layout

import (
	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/font"
)

// emitter writes lines into the display list.
type emitter struct {
	doc   *display.Document
	fonts map[*font.Face]int
	page  int

	open     *display.Tag // whose content is open
	artifice string       // kind of the artifact that is open
	links    int          // links on the page
	found    bool         // a face is used that is not embedded in the program
	run      display.GlyphRun
	edge     display.Unit // where the run ends
	pieces   []display.Piece
}

// newPage starts a page.
func (e *emitter) newPage() {
	e.doc.Pages = append(e.doc.Pages, display.Page{})
	e.page = len(e.doc.Pages) - 1
	e.links = 0
}

func (e *emitter) add(op display.Op) {
	p := &e.doc.Pages[e.page]
	p.Ops = append(p.Ops, op)
}

// flush writes the run of glyphs that is being collected.
func (e *emitter) flush() {
	if len(e.run.Pieces) > 0 {
		e.add(e.run)
		e.run.Pieces = nil
	}
}

// close ends the content or artifact that is open.
func (e *emitter) close() {
	e.flush()
	if e.open != nil || e.artifice != "" {
		e.add(display.End{})
	}
	e.open, e.artifice = nil, ""
}

// content opens content of a leaf, unless it is open already.
func (e *emitter) content(l *leaf) {
	if l.artifact != "" {
		e.artifact(l.artifact)
		return
	}
	if e.open == l.tag {
		return
	}
	e.close()
	e.attach(l)
	p := &e.doc.Pages[e.page]
	l.tag.Kids = append(l.tag.Kids, display.Kid{Content: &display.Content{Page: e.page, MCID: p.MCIDs}})
	p.Ops = append(p.Ops, display.Begin{Tag: l.tag, MCID: p.MCIDs})
	p.MCIDs++
	e.open = l.tag
}

// attach makes the tag of a leaf a kid of its parent's when its first content
// comes.
func (e *emitter) attach(l *leaf) {
	if l.attached || l.parent == nil {
		return
	}
	l.attached = true
	e.attach(l.parent)
	l.parent.tag.Kids = append(l.parent.tag.Kids, display.Kid{Tag: l.tag})
}

// artifact opens content that is no part of the text.
func (e *emitter) artifact(kind string) {
	if e.artifice == kind {
		return
	}
	e.close()
	e.add(display.Artifact{Kind: kind})
	e.artifice = kind
}

// slab writes a slab whose top is at y.
func (e *emitter) slab(s *slab, y display.Unit) {
	e.group([]*slab{s}, y, false, false)
}

// group writes slabs from y downwards and returns where they end. Of boxes side
// by side, one is written after the other. top and foot say that the slabs are
// the first or last of their page.
func (e *emitter) group(slabs []*slab, y display.Unit, top, foot bool) display.Unit {
	end, boxes := y, 0
	for i, s := range slabs {
		if i > 0 {
			end -= s.before
		}
		e.marks(s.marks, end)
		e.rules(s.rules, end)
		if top && i == 0 {
			e.rules(s.opening, end)
		}
		if foot && i == len(slabs)-1 {
			e.rules(s.closing, end)
		}
		for _, l := range s.lines {
			boxes = max(boxes, l.box)
		}
		end -= s.height
	}
	for box := range boxes + 1 {
		at := y
		for i, s := range slabs {
			if i > 0 {
				at -= s.before
			}
			for _, l := range s.lines {
				if l.box == box {
					e.line(l.line, at-l.base)
				}
			}
			at -= s.height
		}
	}
	return end
}

func (e *emitter) marks(marks []mark, y display.Unit) {
	for _, m := range marks {
		if m.dest == "" {
			e.bookmark(m, y)
			continue
		}
		e.close()
		e.add(display.Dest{Name: m.dest, Y: y})
	}
}

func (e *emitter) rules(rules []placedRule, y display.Unit) {
	if len(rules) == 0 {
		return
	}
	e.artifact("Layout")
	for _, r := range rules {
		e.add(display.Rule{X: r.x, Y: y - r.y - r.height, Width: r.width, Height: r.height})
	}
	e.close()
}

// bookmark adds an entry to the outline. Levels do not jump.
func (e *emitter) bookmark(m mark, y display.Unit) {
	level := m.level
	if n := len(e.doc.Bookmarks); n == 0 {
		level = 0
	} else {
		level = min(level, e.doc.Bookmarks[n-1].Level+1)
	}
	e.doc.Bookmarks = append(e.doc.Bookmarks, display.Bookmark{Title: m.title, Level: level, Page: e.page, Y: y})
}

// line writes the fragments of a line in the order of reading.
func (e *emitter) line(l *line, y display.Unit) {
	for i := 0; i < len(l.frags); {
		lf := l.frags[i].leaf
		stop := i + 1
		for stop < len(l.frags) && l.frags[stop].leaf == lf {
			stop++
		}
		e.content(lf)
		for k := i; k < stop; k++ {
			e.fragment(&l.frags[k], y)
		}
		e.flush()
		part := l.frags[i:stop]
		if lf.link != nil {
			e.link(lf, part, y)
		}
		i = stop
	}
	e.underline(l, y)
}

// fragment writes glyphs, with those before them when they follow on.
func (e *emitter) fragment(f *fragment, y display.Unit) {
	index, ok := e.fonts[f.run.Face]
	if !ok {
		index = len(e.doc.Fonts)
		e.fonts[f.run.Face] = index
		e.found = e.found || f.run.Face.Found
		e.doc.Fonts = append(e.doc.Fonts, display.Font{Name: f.run.Face.Name, Data: f.run.Face.Data()})
	}
	y += f.face.rise
	if f.level&1 == 1 {
		e.backwards(f, index, y)
		return
	}
	follows := len(e.run.Pieces) > 0 && e.run.Font == index && e.run.Size == f.face.size && e.run.Y == y && e.edge == f.x
	if !follows {
		e.flush()
		e.run = display.GlyphRun{Font: index, Size: f.face.size, X: f.x, Y: y}
	}
	if len(e.pieces) == cap(e.pieces) {
		// What is written already stays in the old array.
		e.pieces = append(make([]display.Piece, 0, max(1024, 2*len(e.run.Pieces))), e.run.Pieces...)
	}
	start := len(e.pieces) - len(e.run.Pieces)
	e.pieces = append(e.pieces, display.Piece{Glyphs: f.run.Glyphs[f.from:f.to], Extra: f.extra})
	e.run.Pieces = e.pieces[start:len(e.pieces):len(e.pieces)]
	e.edge = f.x + f.width
}

// backwards writes glyphs that are read from right to left, each after the one
// it follows in reading: their advances go back. So the order of reading is that
// of the file, whoever takes the text out of it.
func (e *emitter) backwards(f *fragment, index int, y display.Unit) {
	e.flush()
	glyphs := make([]display.Glyph, 0, f.to-f.from)
	before := int32(0) // advances to the left of the glyph
	for _, g := range f.run.Glyphs[f.from : f.to-1] {
		before += g.Advance
	}
	x := f.x + scaled(before, f.face.size)
	for i := f.to - 1; i >= f.from; i-- {
		g := f.run.Glyphs[i]
		g.Advance = 0
		if i > f.from {
			g.Advance = -f.run.Glyphs[i-1].Advance
		}
		glyphs = append(glyphs, g)
	}
	e.add(display.GlyphRun{Font: index, Size: f.face.size, X: x, Y: y, Pieces: []display.Piece{{Glyphs: glyphs}}})
}

// link makes the place of fragments clickable.
func (e *emitter) link(l *leaf, frags []fragment, y display.Unit) {
	left, right := frags[0].x, frags[0].x
	size := frags[0].face.size
	for i := range frags {
		if frags[i].blank && (i == 0 || i == len(frags)-1) {
			continue
		}
		left, right = min(left, frags[i].x), max(right, frags[i].x+frags[i].width)
	}
	if right <= left {
		return
	}
	owner := l
	for owner.tag.Role != roleLink {
		owner = owner.parent
	}
	e.close()
	y += frags[0].face.rise
	e.add(display.Link{
		Tag: owner.tag, X: left, Y: y - size/4, Width: right - left, Height: size * 5 / 4,
		URI: l.link.uri, Dest: l.link.dest, Contents: l.link.contents,
	})
	owner.tag.Kids = append(owner.tag.Kids, display.Kid{Link: &display.LinkKid{Page: e.page, Index: e.links}})
	e.links++
}

// underline draws the lines under what is underlined.
func (e *emitter) underline(l *line, y display.Unit) {
	for i := range l.frags {
		f := &l.frags[i]
		if f.face.underline && f.width > 0 {
			e.artifact("Layout")
			e.add(display.Rule{X: f.x, Y: y + f.face.rise - f.face.size/8, Width: f.width, Height: f.face.size / 20})
		}
	}
	if e.artifice == "Layout" && len(l.frags) > 0 && l.frags[0].leaf.artifact == "" {
		e.close()
	}
}
