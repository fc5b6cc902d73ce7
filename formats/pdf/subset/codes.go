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
// so that what is copied out of the document is right.
type Codes struct {
	Face *Face

	used  []Code
	first []uint16 // by glyph: its first number, or 0
	next  []uint16 // by number: the next number of the same glyph, or 0
}

// Code is one number's glyph and what it stands for.
type Code struct {
	Glyph uint16
	Text  string // UTF-8; "" for a glyph that adds nothing to its neighbour's
}

// NewCodes starts the numbering of a face. Number 0 is the font's .notdef.
func NewCodes(face *Face) *Codes {
	return &Codes{Face: face, used: make([]Code, 1, 96), next: make([]uint16, 1, 96), first: make([]uint16, face.glyphs)}
}

// CID is the number of a glyph that stands for text.
func (c *Codes) CID(glyph uint16, text string) (uint16, error) {
	if glyph == 0 {
		return 0, fmt.Errorf("%w: %q", ErrNoGlyph, text)
	}
	if int(glyph) >= len(c.first) {
		return 0, fmt.Errorf("%w: it has no glyph %d, for %q", ErrFont, glyph, text)
	}
	for cid := c.first[glyph]; cid != 0; cid = c.next[cid] {
		if c.used[cid].Text == text {
			return cid, nil
		}
	}
	if len(c.used) > math.MaxUint16 {
		return 0, fmt.Errorf("%w: a document takes more than %d different glyphs of it", ErrFont, math.MaxUint16)
	}
	cid := uint16(len(c.used))
	c.used = append(c.used, Code{glyph, text})
	c.next = append(c.next, c.first[glyph])
	c.first[glyph] = cid
	return cid, nil
}

// Used is every number given out, from 0.
func (c *Codes) Used() []Code { return c.used }

// Width is the advance of a number's glyph in 1/1000 em.
func (c *Codes) Width(cid uint16) int { return c.Face.Width(c.used[cid].Glyph) }
