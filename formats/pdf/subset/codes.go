package subset

import (
	"errors"
	"fmt"
	"math"
)

// ErrNoGlyph is what the error about glyph 0, the empty box, wraps.
var ErrNoGlyph = errors.New("a character has no glyph")

// Codes numbers the glyphs of one face in the order in which a document draws
// them. The number is the character id (CID) in the PDF. A glyph that stands for
// different texts, such as a hyphen and a soft hyphen, has one number for each,
// so that what is copied out of the document is right; and so has one that is
// drawn at different places off its origin.
type Codes struct {
	Face *Face

	used  []Code
	first []uint16 // by glyph: its first number, or 0
	next  []uint16 // by number: the next number of the same glyph, or 0
}

// Code is what one number draws and stands for.
type Code struct {
	Glyph   uint16
	Shift   Shift
	Advance int16  // 1/1000 em; 0 is the glyph's own
	Text    string // UTF-8; "" for a glyph that adds nothing to its neighbour's
}

// Shift is how far off its origin a glyph is drawn, in 1/1000 em.
type Shift struct{ X, Y int16 }

// NewCodes starts the numbering of a face. Number 0 is the font's .notdef.
func NewCodes(face *Face) *Codes {
	return &Codes{Face: face, used: make([]Code, 1, 96), next: make([]uint16, 1, 96), first: make([]uint16, face.glyphs)}
}

// CID is the number of a code.
func (c *Codes) CID(code Code) (uint16, error) {
	if code.Glyph == 0 {
		return 0, fmt.Errorf("%w: %q", ErrNoGlyph, code.Text)
	}
	if int(code.Glyph) >= len(c.first) {
		return 0, fmt.Errorf("%w: it has no glyph %d, for %q", ErrFont, code.Glyph, code.Text)
	}
	for cid := c.first[code.Glyph]; cid != 0; cid = c.next[cid] {
		if c.used[cid] == code {
			return cid, nil
		}
	}
	if len(c.used) > math.MaxUint16 {
		return 0, fmt.Errorf("%w: a document takes more than %d different glyphs of it", ErrFont, math.MaxUint16)
	}
	cid := uint16(len(c.used))
	c.used = append(c.used, code)
	c.next = append(c.next, c.first[code.Glyph])
	c.first[code.Glyph] = cid
	return cid, nil
}

// Used is every number given out, from 0.
func (c *Codes) Used() []Code { return c.used }

// Width is the advance of a number in 1/1000 em.
func (c *Codes) Width(cid uint16) int {
	if code := &c.used[cid]; code.Advance != 0 {
		return int(code.Advance)
	}
	return c.Face.Width(c.used[cid].Glyph)
}
