package subset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationserifregular"
)

// faces are the fonts that the tests cut down.
func faces(t testing.TB) map[string][]byte {
	t.Helper()
	naskh, err := os.ReadFile("../font/data/NotoNaskhArabic-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"liberation": liberationserifregular.TTF, "naskh": naskh}
}

// TestSubset: a subset has the outlines and advances of the face, in the order
// of their codes, and no instructions.
func TestSubset(t *testing.T) {
	for name, data := range faces(t) {
		t.Run(name, func(t *testing.T) {
			face, err := Parse(data)
			if err != nil {
				t.Fatal(err)
			}
			codes := NewCodes(face)
			for glyph := face.Glyphs() - 1; glyph > 0; glyph -= 7 {
				cid, err := codes.CID(Code{Glyph: uint16(glyph), Text: "x"})
				if err != nil || int(cid) != len(codes.Used())-1 {
					t.Fatalf("glyph %d has number %d, %v", glyph, cid, err)
				}
			}
			program, err := codes.Subset()
			if err != nil {
				t.Fatal(err)
			}
			cut, err := Parse(program)
			if err != nil {
				t.Fatal(err)
			}
			if sum := checksum(program); sum != 0xB1B0AFBA {
				t.Errorf("the sum of the file is %08X", sum)
			}
			for cid, code := range codes.Used() {
				if want, got := face.Width(code.Glyph), cut.Width(uint16(cid)); want != got {
					t.Errorf("glyph %d is %d wide, want %d", code.Glyph, got, want)
				}
				want, got := points(t, face, code.Glyph, 0), points(t, cut, uint16(cid), 0)
				if !bytes.Equal(want, got) {
					t.Errorf("glyph %d draws something else", code.Glyph)
				}
			}
			if bytes.Contains(program[:12+16*16], []byte("fpgm")) {
				t.Error("the subset has programs")
			}
		})
	}
}

// points is the outline of a glyph without its instructions, the parts of a
// composite in their places: bytes that are equal when the drawing is.
func points(t *testing.T, f *Face, glyph uint16, depth int) []byte {
	t.Helper()
	outline, err := f.outline(glyph)
	if err != nil || depth > 8 {
		t.Fatalf("glyph %d: %v", glyph, err)
	}
	if len(outline) == 0 {
		return nil
	}
	out := bytes.Clone(outline[:10])
	if contours := i16(outline, 0); contours >= 0 {
		at := 10 + 2*contours
		end := at + 2 + int(u16(outline, at))
		rest := outline[end:]
		return append(append(out, outline[10:at]...), bytes.TrimRight(rest, "\x00")...)
	}
	for at := 10; ; {
		flags := u16(outline, at)
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
		out = binary.BigEndian.AppendUint16(out, flags&^hasProgram)
		out = append(out, outline[at+4:at+size]...)
		out = append(out, points(t, f, u16(outline, at+2), depth+1)...)
		at += size
		if flags&moreComponents == 0 {
			return out
		}
	}
}

// TestShift: a shifted code is a composite of one part, moved, with the advance
// that it was given.
func TestShift(t *testing.T) {
	face, err := Parse(liberationserifregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	const glyph = 36 // A
	codes := NewCodes(face)
	code := Code{Glyph: glyph, Shift: Shift{X: -250, Y: 100}, Advance: 500, Text: "A"}
	cid, err := codes.CID(code)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := codes.CID(code); again != cid {
		t.Errorf("the same code has the numbers %d and %d", cid, again)
	}
	if plain, _ := codes.CID(Code{Glyph: glyph, Text: "A"}); plain == cid {
		t.Error("the glyph at its origin has the number of the shifted one")
	}
	program, err := codes.Subset()
	if err != nil {
		t.Fatal(err)
	}
	cut, err := Parse(program)
	if err != nil {
		t.Fatal(err)
	}
	was, _ := face.outline(glyph)
	is, _ := cut.outline(cid)
	if got, want := i16(is, 2)-i16(was, 2), -512; got != want { // 250/1000 of 2048 units
		t.Errorf("the left edge moved by %d units, want %d", got, want)
	}
	if got, want := i16(is, 4)-i16(was, 4), 205; got != want {
		t.Errorf("the lower edge moved by %d units, want %d", got, want)
	}
	if _, bearing := cut.metric(cid); int(int16(bearing)) != i16(is, 2) {
		t.Errorf("the side bearing is %d, the left edge %d", int16(bearing), i16(is, 2))
	}
	if cut.Width(cid) != 500 || codes.Width(cid) != 500 {
		t.Errorf("the advance is %d and %d, want 500", cut.Width(cid), codes.Width(cid))
	}
}

func TestCodeErrors(t *testing.T) {
	face, err := Parse(liberationserifregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	codes := NewCodes(face)
	if _, err := codes.CID(Code{Text: "?"}); !errors.Is(err, ErrNoGlyph) {
		t.Errorf("glyph 0 gives %v", err)
	}
	if _, err := codes.CID(Code{Glyph: 65535, Text: "?"}); !errors.Is(err, ErrFont) {
		t.Errorf("a glyph that is not there gives %v", err)
	}
}

func TestParseErrors(t *testing.T) {
	for source, want := range map[string]string{
		"":                                "no font file",
		"OTTO" + string(make([]byte, 20)): "CFF outlines",
		"ttcf" + string(make([]byte, 20)): "collection",
		"<html><body>hello":               "does not start",
		"\x00\x01\x00\x00\x00\x09\x00\x00\x00\x00\x00\x00": "cut off",
		"\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00": "head is missing",
	} {
		if _, err := Parse([]byte(source)); !errors.Is(err, ErrFont) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.10q: error %v, want %q", source, err, want)
		}
	}
}

// TestDamaged: a font that is cut off or has wrong numbers in it gives an error
// or a subset, and never a panic.
func TestDamaged(t *testing.T) {
	good := faces(t)["naskh"]
	for i := range 400 {
		data := bytes.Clone(good)
		if i%2 == 0 {
			data = data[:len(data)*i/400]
		} else {
			for k := range 40 {
				data[(i*7919+k*104729)%len(data)] ^= byte(i + k)
			}
		}
		face, err := Parse(data)
		if err != nil {
			continue
		}
		codes := NewCodes(face)
		for glyph := 1; glyph < face.Glyphs(); glyph += 3 {
			if _, err := codes.CID(Code{Glyph: uint16(glyph), Text: "x"}); err != nil {
				t.Fatal(err)
			}
		}
		codes.Subset()
	}
}
