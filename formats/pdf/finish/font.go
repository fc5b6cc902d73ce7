package finish

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"unicode/utf16"

	"github.com/plurilex/plurilex/formats/pdf/subset"
	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// fonts writes every font that a page draws with. A font of which nothing is
// drawn is left out.
func (w *writer) fonts(names []syntax.Name) ([]syntax.Ref, error) {
	refs := make([]syntax.Ref, len(names))
	for i := range names {
		ref, err := w.font(w.doc.Fonts[i].Name, w.codes[i])
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", w.doc.Fonts[i].Name, err)
		}
		refs[i] = ref
	}
	return refs, nil
}

// font writes a composite font of type CIDFontType2 (ISO 32000-1, 9.7) whose
// character ids are the numbers of codes.
func (w *writer) font(name string, codes *subset.Codes) (syntax.Ref, error) {
	program, err := codes.Subset()
	if err != nil {
		return 0, err
	}
	name = subsetTag(codes) + "+" + name
	file := w.reserve()
	w.stream(file, deflate(program), func(b []byte) []byte {
		return syntax.AppendInt(append(b, "/Length1 "...), len(program))
	})
	unicode := w.reserve()
	w.stream(unicode, deflate(toUnicode(codes.Used())), func(b []byte) []byte { return b })
	face := codes.Face
	descriptor := w.add(func(b []byte) []byte {
		const fixedPitch, symbolic, italic = 1 << 0, 1 << 2, 1 << 6
		flags := symbolic // as any font with other characters than Latin ones
		if face.FixedPitch {
			flags |= fixedPitch
		}
		if face.ItalicAngle != 0 {
			flags |= italic
		}
		b = syntax.AppendName(append(b, "<</Type/FontDescriptor/FontName"...), name)
		b = syntax.AppendInt(append(b, "/Flags "...), flags)
		b = append(b, "/FontBBox["...)
		for i, v := range face.BBox {
			if i > 0 {
				b = append(b, ' ')
			}
			b = syntax.AppendInt(b, v)
		}
		b = syntax.AppendInt(append(b, "]/ItalicAngle "...), face.ItalicAngle)
		b = syntax.AppendInt(append(b, "/Ascent "...), face.Ascent)
		b = syntax.AppendInt(append(b, "/Descent "...), face.Descent)
		b = syntax.AppendInt(append(b, "/CapHeight "...), face.CapHeight)
		b = syntax.AppendInt(append(b, "/StemV "...), face.StemV)
		b = syntax.AppendRef(append(b, "/FontFile2 "...), file)
		return append(b, ">>"...)
	})
	descendant := w.add(func(b []byte) []byte {
		b = syntax.AppendName(append(b, "<</Type/Font/Subtype/CIDFontType2/BaseFont"...), name)
		b = append(b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"...)
		b = syntax.AppendRef(append(b, "/FontDescriptor "...), descriptor)
		b = append(b, "/W[0["...)
		for cid := range codes.Used() {
			if cid > 0 {
				b = append(b, ' ')
			}
			b = syntax.AppendInt(b, codes.Width(uint16(cid)))
		}
		return append(b, "]]>>"...)
	})
	return w.add(func(b []byte) []byte {
		b = syntax.AppendName(append(b, "<</Type/Font/Subtype/Type0/BaseFont"...), name)
		b = syntax.AppendRef(append(b, "/Encoding/Identity-H/DescendantFonts["...), descendant)
		b = syntax.AppendRef(append(b, "]/ToUnicode "...), unicode)
		return append(b, ">>"...)
	}), nil
}

// subsetTag is six letters that differ between subsets (ISO 32000-1, 9.6.4).
func subsetTag(codes *subset.Codes) string {
	var glyphs []byte
	for _, c := range codes.Used() {
		glyphs = binary.BigEndian.AppendUint16(glyphs, c.Glyph)
	}
	sum := sha256.Sum256(glyphs)
	var tag [6]byte
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag[:])
}

// unmapped is what a glyph says that adds nothing to its neighbour's text, such
// as the second part of a letter and its accent: ToUnicode may not be silent
// about a glyph (ISO 19005-3, 6.2.11.7.2), and a word joiner has no width, no
// shape and no effect on a search.
const unmapped = "\u2060"

// toUnicode is the CMap from character ids to text (ISO 32000-1, 9.10.3).
func toUnicode(used []subset.Code) []byte {
	const most = 100 // entries that one bfchar block may have
	const hex = "0123456789ABCDEF"
	unit := func(b []byte, u uint16) []byte {
		return append(b, hex[u>>12], hex[u>>8&15], hex[u>>4&15], hex[u&15])
	}
	b := []byte("/CIDInit/ProcSet findresource begin 12 dict begin begincmap" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def" +
		"/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n" +
		"1 begincodespacerange<0000><FFFF>endcodespacerange\n")
	for cid := 1; cid < len(used); {
		count := min(most, len(used)-cid)
		b = append(syntax.AppendInt(b, count), " beginbfchar\n"...)
		for range count {
			b = append(unit(append(b, '<'), uint16(cid)), "><"...)
			text := used[cid].Text
			if text == "" {
				text = unmapped
			}
			for _, u := range utf16.Encode([]rune(text)) {
				b = unit(b, u)
			}
			b = append(b, ">\n"...)
			cid++
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap CMapName currentdict/CMap defineresource pop end end"...)
}
