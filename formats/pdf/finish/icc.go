package finish

import (
	"encoding/binary"
	"sync"
	"unicode/utf16"

	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// colourSpace is the name of the output intent's colour space (IEC 61966-2-1).
const colourSpace = "sRGB IEC61966-2.1"

// outputIntent writes what colours mean: those of the sRGB colour space.
func (w *writer) outputIntent() syntax.Ref {
	profile := w.reserve()
	w.stream(profile, deflatedSRGB(), func(b []byte) []byte { return append(b, "/N 3"...) })
	return w.add(func(b []byte) []byte {
		b = append(b, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier("+colourSpace+")/Info("+colourSpace+")"...)
		return append(syntax.AppendRef(append(b, "/DestOutputProfile "...), profile), ">>"...)
	})
}

var deflatedSRGB = sync.OnceValue(func() data { return deflate(sRGB()) })

// sRGB is an ICC profile of version 4.2 (ISO 15076-1:2005) for the sRGB colour
// space: a matrix, and one curve for all three channels. Numbers are
// s15Fixed16, relative to the D50 white point.
func sRGB() []byte {
	numbers := func(kind string, values ...uint32) []byte {
		b := append([]byte(kind), 0, 0, 0, 0)
		for _, v := range values {
			b = binary.BigEndian.AppendUint32(b, v)
		}
		return b
	}
	text := func(s string) []byte { // multiLocalizedUnicodeType with one text
		units := utf16.Encode([]rune(s))
		b := numbers("mluc", 1, 12)
		b = append(b, "enUS"...)
		b = binary.BigEndian.AppendUint32(b, uint32(2*len(units)))
		b = binary.BigEndian.AppendUint32(b, 28)
		for _, u := range units {
			b = binary.BigEndian.AppendUint16(b, u)
		}
		return b
	}
	// Y = ((X + 0.055) / 1.055) ^ 2.4 from X = 0.04045 on, X / 12.92 below.
	curve := numbers("para", 3<<16, 0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B)
	// Bradford's adaptation from D65 to D50.
	adaptation := numbers("sf32",
		0x00010C3D, 0x000005DC, 0xFFFFF32B,
		0x00000790, 0x0000FD90, 0xFFFFFBA3,
		0xFFFFFDA3, 0x000003DA, 0x0000C08C)
	d50 := []uint32{0xF6D6, 0x10000, 0xD32D}
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", text(colourSpace)},
		{"cprt", text("CC0")},
		{"wtpt", numbers("XYZ ", d50...)},
		{"chad", adaptation},
		{"rXYZ", numbers("XYZ ", 0x6FA2, 0x38F5, 0x0390)},
		{"gXYZ", numbers("XYZ ", 0x6299, 0xB785, 0x18DA)},
		{"bXYZ", numbers("XYZ ", 0x24A0, 0x0F84, 0xB6CF)},
		{"rTRC", curve},
		{"gTRC", nil}, // as the one before
		{"bTRC", nil},
	}
	const headerSize = 128
	profile := make([]byte, headerSize, 700)
	profile = binary.BigEndian.AppendUint32(profile, uint32(len(tags)))
	var body []byte
	start := headerSize + 4 + 12*len(tags)
	place, length := 0, 0
	for _, t := range tags {
		if t.data != nil {
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
			place, length = start+len(body), len(t.data)
			body = append(body, t.data...)
		}
		profile = append(profile, t.name...)
		profile = binary.BigEndian.AppendUint32(profile, uint32(place))
		profile = binary.BigEndian.AppendUint32(profile, uint32(length))
	}
	profile = append(profile, body...)
	for len(profile)%4 != 0 {
		profile = append(profile, 0)
	}
	header := profile[:headerSize]
	binary.BigEndian.PutUint32(header, uint32(len(profile)))
	binary.BigEndian.PutUint32(header[8:], 0x04200000) // version 4.2
	copy(header[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2000, 1, 1, 0, 0, 0} { // the same date in every file
		binary.BigEndian.PutUint16(header[24+2*i:], v)
	}
	copy(header[36:], "acsp")
	for i, v := range d50 {
		binary.BigEndian.PutUint32(header[68+4*i:], v)
	}
	return profile
}
