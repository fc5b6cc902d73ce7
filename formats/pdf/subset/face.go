// Package subset reads TrueType fonts and cuts them down to the glyphs that a
// document draws.
//
// It takes fonts with glyf outlines, for that is what a PDF font of type
// CIDFontType2 embeds (ISO 32000-1, 9.7.4.2).
package subset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrFont is what errors about an unusable font file wrap.
var ErrFont = errors.New("unusable font")

// Face is one TrueType font. It is immutable and safe for concurrent use.
type Face struct {
	// All lengths are in 1/1000 em.
	Ascent, Descent, CapHeight int
	BBox                       [4]int // left, bottom, right, top
	ItalicAngle                int    // degrees counter-clockwise from the vertical
	StemV                      int    // width of upright stems, guessed from the weight
	FixedPitch                 bool

	head, hhea, maxp, hmtx, loca, glyf []byte

	unitsPerEm int
	glyphs     int // how many the font has
	metrics    int // how many of them have an advance of their own in hmtx
	longLoca   bool
}

// Parse reads the tables of a TrueType file. It keeps data.
func Parse(data []byte) (*Face, error) {
	if len(data) < 12 {
		return nil, fmt.Errorf("%w: %d bytes are no font file", ErrFont, len(data))
	}
	switch tag := string(data[:4]); tag {
	case "\x00\x01\x00\x00", "true":
	case "OTTO":
		return nil, fmt.Errorf("%w: it has CFF outlines; take a TrueType (glyf) build of the font", ErrFont)
	case "ttcf":
		return nil, fmt.Errorf("%w: it is a collection; take a file with a single face", ErrFont)
	default:
		return nil, fmt.Errorf("%w: it does not start as a TrueType file does", ErrFont)
	}
	f := &Face{}
	var post, os2 []byte
	wanted := map[string]*[]byte{
		"head": &f.head, "hhea": &f.hhea, "maxp": &f.maxp, "hmtx": &f.hmtx,
		"loca": &f.loca, "glyf": &f.glyf, "post": &post, "OS/2": &os2,
	}
	count := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < 12+16*count {
		return nil, fmt.Errorf("%w: its table directory is cut off", ErrFont)
	}
	for i := range count {
		record := data[12+16*i:]
		table, ok := wanted[string(record[:4])]
		if !ok {
			continue
		}
		start, length := uint64(binary.BigEndian.Uint32(record[8:])), uint64(binary.BigEndian.Uint32(record[12:]))
		if start+length > uint64(len(data)) {
			return nil, fmt.Errorf("%w: table %s is cut off", ErrFont, record[:4])
		}
		*table = data[start : start+length]
	}
	for _, t := range []struct {
		name  string
		table []byte
		least int
	}{{"head", f.head, 54}, {"hhea", f.hhea, 36}, {"maxp", f.maxp, 32}, {"hmtx", f.hmtx, 4}, {"loca", f.loca, 4}, {"glyf", f.glyf, 0}} {
		if t.table == nil || len(t.table) < t.least {
			return nil, fmt.Errorf("%w: table %s is missing or too short", ErrFont, t.name)
		}
	}
	f.unitsPerEm = int(u16(f.head, 18))
	f.longLoca = u16(f.head, 50) != 0
	f.glyphs = int(u16(f.maxp, 4))
	f.metrics = int(u16(f.hhea, 34))
	entry := 2
	if f.longLoca {
		entry = 4
	}
	switch {
	case f.unitsPerEm < 16 || f.unitsPerEm > 16384:
		return nil, fmt.Errorf("%w: %d units per em", ErrFont, f.unitsPerEm)
	case f.glyphs == 0 || len(f.loca) < entry*(f.glyphs+1):
		return nil, fmt.Errorf("%w: table loca is too short for %d glyphs", ErrFont, f.glyphs)
	case f.metrics == 0 || f.metrics > f.glyphs || len(f.hmtx) < 4*f.metrics+2*(f.glyphs-f.metrics):
		return nil, fmt.Errorf("%w: table hmtx is too short for %d glyphs", ErrFont, f.glyphs)
	}
	f.describe(post, os2)
	return f, nil
}

// describe fills in what a font descriptor tells.
func (f *Face) describe(post, os2 []byte) {
	f.Ascent, f.Descent = f.em(i16(f.hhea, 4)), f.em(i16(f.hhea, 6))
	for i := range f.BBox {
		f.BBox[i] = f.em(i16(f.head, 36+2*i))
	}
	f.CapHeight, f.StemV = f.Ascent, 80
	if len(os2) >= 6 {
		// Stems grow with the square of the weight; 400 gives 80, 700 gives 130.
		weight := int(u16(os2, 4))
		f.StemV = 55 + weight*weight/6500
	}
	if len(os2) >= 90 && u16(os2, 0) >= 2 {
		f.CapHeight = f.em(i16(os2, 88))
	}
	if len(post) >= 16 {
		f.ItalicAngle = int(math.Round(float64(int32(binary.BigEndian.Uint32(post[4:]))) / 65536))
		f.FixedPitch = binary.BigEndian.Uint32(post[12:]) != 0
	}
}

// Glyphs is how many glyphs the face has.
func (f *Face) Glyphs() int { return f.glyphs }

// Width is the advance of a glyph in 1/1000 em, rounded to the nearest.
func (f *Face) Width(glyph uint16) int {
	advance, _ := f.metric(glyph)
	return f.em(int(advance))
}

// metric is the advance and the left side bearing of a glyph in font units.
func (f *Face) metric(glyph uint16) (advance uint16, bearing uint16) {
	i := int(glyph)
	if i >= f.metrics {
		return u16(f.hmtx, 4*(f.metrics-1)), u16(f.hmtx, 4*f.metrics+2*(i-f.metrics))
	}
	return u16(f.hmtx, 4*i), u16(f.hmtx, 4*i+2)
}

// outline is the glyf entry of a glyph; empty when it draws nothing.
func (f *Face) outline(glyph uint16) ([]byte, error) {
	i := int(glyph)
	if i >= f.glyphs {
		return nil, fmt.Errorf("%w: it has no glyph %d", ErrFont, glyph)
	}
	var start, end uint32
	if f.longLoca {
		start, end = binary.BigEndian.Uint32(f.loca[4*i:]), binary.BigEndian.Uint32(f.loca[4*i+4:])
	} else {
		start, end = 2*uint32(u16(f.loca, 2*i)), 2*uint32(u16(f.loca, 2*i+2))
	}
	if start > end || uint64(end) > uint64(len(f.glyf)) {
		return nil, fmt.Errorf("%w: glyph %d lies outside table glyf", ErrFont, glyph)
	}
	return f.glyf[start:end], nil
}

// em turns font units into 1/1000 em, rounded to the nearest.
func (f *Face) em(units int) int {
	n := 2*1000*units + f.unitsPerEm
	d := 2 * f.unitsPerEm
	if n < 0 {
		return -((-n + d - 1) / d)
	}
	return n / d
}

// units turns 1/1000 em into font units, rounded to the nearest.
func (f *Face) units(em int16) int {
	n := 2*int(em)*f.unitsPerEm + 1000
	if n < 0 {
		return -((-n + 1999) / 2000)
	}
	return n / 2000
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func i16(b []byte, at int) int    { return int(int16(u16(b, at))) }
