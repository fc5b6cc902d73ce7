package subset

import (
	"encoding/binary"
	"fmt"
	"math"
)

// maxComponents bounds how many glyphs the composites of one subset may add, so
// that a font whose composites go round in circles does no harm.
const maxComponents = math.MaxUint16

// Subset is a TrueType file with the glyphs of the codes, the glyph of CID n in
// place n, so that the PDF needs no map from one to the other. A glyph that is
// drawn off its origin is a composite of one part. Parts of composite glyphs
// follow. Instructions are left out: at the resolution of
// print and of today's screens they change nothing.
func (c *Codes) Subset() ([]byte, error) {
	b := builder{face: c.Face, glyphs: make([]uint16, len(c.used), len(c.used)+16)}
	for cid, code := range c.used {
		b.glyphs[cid] = code.Glyph
	}
	return b.build(c)
}

type builder struct {
	face   *Face
	glyphs []uint16          // by place in the subset: the glyph in the face
	parts  map[uint16]uint16 // glyph of the face: its place as a part of composites

	glyf []byte
	ends []uint32 // by place: where its outline ends in glyf
}

func (b *builder) build(c *Codes) ([]byte, error) {
	for place := 0; place < len(b.glyphs); place++ { // grows as composites name their parts
		outline, err := b.face.outline(b.glyphs[place])
		if err != nil {
			return nil, err
		}
		if place < len(c.used) && c.used[place].Shift != (Shift{}) {
			err = b.addShifted(outline, b.glyphs[place], c.used[place].Shift)
		} else {
			err = b.add(outline)
		}
		if err != nil {
			return nil, fmt.Errorf("glyph %d: %w", b.glyphs[place], err)
		}
		if len(b.glyf)%2 != 0 {
			b.glyf = append(b.glyf, 0)
		}
		b.ends = append(b.ends, uint32(len(b.glyf)))
	}
	count := len(b.glyphs)
	long := len(b.glyf) > 2*math.MaxUint16
	loca := make([]byte, 0, 4*(count+1))
	hmtx := make([]byte, 0, 4*count)
	end := uint32(0)
	for place := range count + 1 {
		if long {
			loca = binary.BigEndian.AppendUint32(loca, end)
		} else {
			loca = binary.BigEndian.AppendUint16(loca, uint16(end/2))
		}
		if place < count {
			end = b.ends[place]
			advance, bearing := b.face.metric(b.glyphs[place])
			if place < len(c.used) {
				bearing += uint16(b.face.units(c.used[place].Shift.X))
				if own := c.used[place].Advance; own != 0 {
					advance = uint16(b.face.units(own))
				}
			}
			hmtx = binary.BigEndian.AppendUint16(hmtx, advance)
			hmtx = binary.BigEndian.AppendUint16(hmtx, bearing)
		}
	}
	head := append([]byte(nil), b.face.head[:54]...)
	clear(head[8:12]) // the sum of the whole file comes here
	binary.BigEndian.PutUint16(head[50:], 0)
	if long {
		binary.BigEndian.PutUint16(head[50:], 1)
	}
	hhea := append([]byte(nil), b.face.hhea[:36]...)
	binary.BigEndian.PutUint16(hhea[34:], uint16(count))
	maxp := append([]byte(nil), b.face.maxp[:32]...)
	binary.BigEndian.PutUint16(maxp[4:], uint16(count))
	clear(maxp[16:28]) // twilight points, storage, functions, instructions, stack: of instructions
	binary.BigEndian.PutUint16(maxp[14:], 1)

	return assemble([]table{{"glyf", b.glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}}), nil
}

// Flags of a composite glyph's component (OpenType, glyf table).
const (
	argsAreWords   = 0x0001
	argsAreOffsets = 0x0002
	hasScale       = 0x0008
	moreComponents = 0x0020
	hasTwoScales   = 0x0040
	hasMatrix      = 0x0080
	hasProgram     = 0x0100
)

var errOutline = fmt.Errorf("%w: an outline is cut off", ErrFont)

// add appends an outline without its instructions.
func (b *builder) add(outline []byte) error {
	if len(outline) == 0 {
		return nil
	}
	if len(outline) < 10 {
		return errOutline
	}
	contours := i16(outline, 0)
	if contours >= 0 {
		at := 10 + 2*contours
		if len(outline) < at+2 {
			return errOutline
		}
		program := int(u16(outline, at))
		if len(outline) < at+2+program {
			return errOutline
		}
		b.glyf = append(b.glyf, outline[:at]...)
		b.glyf = append(b.glyf, 0, 0)
		b.glyf = append(b.glyf, outline[at+2+program:]...)
		return nil
	}
	start := len(b.glyf)
	b.glyf = append(b.glyf, outline[:10]...)
	for at := 10; ; {
		if len(outline) < at+4 {
			return errOutline
		}
		flags, part := u16(outline, at), u16(outline, at+2)
		size := 6
		if flags&argsAreWords != 0 {
			size = 8
		}
		switch {
		case flags&hasScale != 0:
			size += 2
		case flags&hasTwoScales != 0:
			size += 4
		case flags&hasMatrix != 0:
			size += 8
		}
		if len(outline) < at+size {
			return errOutline
		}
		place, err := b.place(part)
		if err != nil {
			return err
		}
		here := len(b.glyf)
		b.glyf = append(b.glyf, outline[at:at+size]...)
		binary.BigEndian.PutUint16(b.glyf[here:], flags&^hasProgram)
		binary.BigEndian.PutUint16(b.glyf[here+2:], place)
		at += size
		if flags&moreComponents == 0 {
			return nil
		}
		if len(b.glyf)-start > math.MaxUint16 {
			return fmt.Errorf("%w: a composite glyph has no end", ErrFont)
		}
	}
}

// addShifted appends a composite that draws an outline off its origin.
func (b *builder) addShifted(outline []byte, glyph uint16, shift Shift) error {
	if len(outline) == 0 {
		return nil
	}
	if len(outline) < 10 {
		return errOutline
	}
	place, err := b.place(glyph)
	if err != nil {
		return err
	}
	const noContours = 0xFFFF
	dx, dy := b.face.units(shift.X), b.face.units(shift.Y)
	b.glyf = binary.BigEndian.AppendUint16(b.glyf, noContours)
	for i := range 4 { // left, bottom, right, top
		d := dx
		if i%2 == 1 {
			d = dy
		}
		b.glyf = binary.BigEndian.AppendUint16(b.glyf, uint16(i16(outline, 2+2*i)+d))
	}
	for _, v := range [...]uint16{argsAreWords | argsAreOffsets, place, uint16(dx), uint16(dy)} {
		b.glyf = binary.BigEndian.AppendUint16(b.glyf, v)
	}
	return nil
}

// place is where a part of a composite stands in the subset.
func (b *builder) place(glyph uint16) (uint16, error) {
	if place, ok := b.parts[glyph]; ok {
		return place, nil
	}
	if len(b.glyphs) >= maxComponents {
		return 0, fmt.Errorf("%w: its composites take too many glyphs", ErrFont)
	}
	if b.parts == nil {
		b.parts = map[uint16]uint16{}
	}
	place := uint16(len(b.glyphs))
	b.glyphs = append(b.glyphs, glyph)
	b.parts[glyph] = place
	return place, nil
}

type table struct {
	tag  string
	data []byte
}

// assemble makes a font file of tables in the order of their tags.
func assemble(tables []table) []byte {
	size := 12 + 16*len(tables)
	for _, t := range tables {
		size += (len(t.data) + 3) &^ 3
	}
	out := make([]byte, 0, size)
	log := 0
	for 2<<log <= len(tables) {
		log++
	}
	search := 16 << log
	out = append(out, 0, 1, 0, 0)
	for _, v := range []int{len(tables), search, log, 16*len(tables) - search} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*len(tables)
	for _, t := range tables {
		out = append(out, t.tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(t.data))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	head := 0
	for _, t := range tables {
		if t.tag == "head" {
			head = len(out)
		}
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	return out
}

// checksum is the sum of the data as big-endian 32-bit numbers, the last one
// filled up with zeros.
func checksum(data []byte) (sum uint32) {
	for len(data) >= 4 {
		sum += binary.BigEndian.Uint32(data)
		data = data[4:]
	}
	var rest [4]byte
	copy(rest[:], data)
	return sum + binary.BigEndian.Uint32(rest[:])
}
