package page

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/subset"
)

// placed is a glyph of a run and where it is drawn.
type placed struct {
	code subset.Code
	x    int   // of the origin, 1/1000 em from the start of the run
	rise int32 // 1/1000 em above the baseline
}

// place puts the glyphs of a run in their places.
//
// Programs that copy text out of a page take what is read backwards apart and
// sort it by where it stands, so in a run from right to left no two letters may
// stand in one place:
//   - a letter without a width is drawn on the one before it, as the alef of lam
//     and alef is: they share the width in equal parts;
//   - a mark without a width stands a trifle to the left of its letter's origin,
//     whatever the place it is drawn at.
//
// What is drawn stays the same: the glyph is moved back from its origin.
func (w *writer) place(run *display.GlyphRun, face *subset.Face) {
	w.placed = w.placed[:0]
	x, backwards := 0, false
	for g := range run.Glyphs() {
		w.placed = append(w.placed, placed{subset.Code{Glyph: g.ID, Text: g.Text}, x + int(g.DX), g.DY})
		x += int(g.Advance)
		backwards = backwards || rightToLeft(g.Text)
	}
	if !backwards {
		return
	}
	for start := 0; start < len(w.placed); {
		end, parts := start+1, 1
		for ; end < len(w.placed) && face.Width(w.placed[end].code.Glyph) == 0; end++ {
			if !mark(w.placed[end].code.Text) {
				parts++
			}
		}
		w.separate(w.placed[start:end], parts, face.Width(w.placed[start].code.Glyph))
		start = end
	}
}

// separate gives a letter and what is drawn on it, parts of which are letters,
// origins of their own from right to left.
func (w *writer) separate(group []placed, parts, width int) {
	if len(group) == 1 {
		return
	}
	right, share, marks := group[0].x, width/parts, 0
	for i := range group {
		g := &group[i]
		switch {
		case i > 0 && mark(g.code.Text):
			marks++
		default:
			parts--
			marks = 0
			if share != width {
				g.code.Advance = int16(share)
			}
		}
		origin := right + parts*share - marks
		g.code.Shift = subset.Shift{X: int16(g.x - origin), Y: int16(g.rise)}
		g.x, g.rise = origin, 0
	}
}

// rightToLeft reports whether a text begins with a letter of a script that is
// written from right to left.
func rightToLeft(text string) bool {
	if len(text) < 2 { // ASCII
		return false
	}
	p, _ := bidi.LookupString(text)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

// mark reports whether a text is a mark on the letter before it, or nothing.
func mark(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return size == 0 || unicode.Is(unicode.Mn, r)
}
