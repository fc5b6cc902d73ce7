package page

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/font"
	"github.com/plurilex/plurilex/formats/pdf/subset"
	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// faceOf is the regular face for a script.
func faceOf(script, text string) *font.Face {
	return font.Default().For(script).Segments(nil, font.Regular, text)[0].Face
}

// draw writes a document of one page with the operations, in one font, and
// returns the page's contents from the first marked content on.
func draw(t *testing.T, face *font.Face, ops ...display.Op) (string, *subset.Codes, error) {
	t.Helper()
	doc := &display.Document{
		Width: display.MM(210), Height: display.MM(297),
		Fonts: []display.Font{{Name: face.Name, Data: face.Data()}},
		Pages: []display.Page{{Ops: ops}},
	}
	parsed, err := subset.Parse(face.Data())
	if err != nil {
		t.Fatal(err)
	}
	codes := subset.NewCodes(parsed)
	raw, err := Write(doc, []*subset.Codes{codes})
	if err != nil {
		return "", nil, err
	}
	f, err := syntax.Open(raw)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := f.Stream(syntax.Ref(4)) // gofpdf's first page is object 3
	if err != nil {
		t.Fatal(err)
	}
	content := string(stream.Raw)
	return strings.TrimSpace(content[strings.Index(content, "BDC")+3:]), codes, nil
}

var paragraph = &display.Tag{Role: "P"}

func tagged(ops ...display.Op) []display.Op {
	return append(append([]display.Op{display.Begin{Tag: paragraph}}, ops...), display.End{})
}

// TestRun: glyphs go where layout put them, whatever their own advances.
func TestRun(t *testing.T) {
	face := faceOf("Latn", "a")
	const a, b = 68, 69 // 444 and 500 wide
	for _, c := range []struct {
		name   string
		glyphs []display.Glyph
		want   string
	}{
		{"as wide as they are", []display.Glyph{{ID: a, Advance: 444, Text: "a"}, {ID: b, Advance: 500, Text: "b"}}, "[(\x00\x01\x00\x02)]TJ"},
		{"kerned", []display.Glyph{{ID: a, Advance: 424, Text: "a"}, {ID: b, Advance: 500, Text: "b"}}, "[(\x00\x01)20(\x00\x02)]TJ"},
		{"spread", []display.Glyph{{ID: a, Advance: 544, Text: "a"}, {ID: b, Advance: 500, Text: "b"}}, "[(\x00\x01)-100(\x00\x02)]TJ"},
		{"off the origin", []display.Glyph{{ID: a, Advance: 444, DX: 30, Text: "a"}, {ID: b, Advance: 500, Text: "b"}}, "[-30(\x00\x01)30(\x00\x02)]TJ"},
		{"raised", []display.Glyph{{ID: a, Advance: 444, Text: "a"}, {ID: b, Advance: 500, DY: 250, Text: "b"}}, "[(\x00\x01)]TJ 3 Ts [(\x00\x02)]TJ 0 Ts"},
		{"the same with another text", []display.Glyph{{ID: a, Advance: 444, Text: "a"}, {ID: a, Advance: 444, Text: "\u00AD"}}, "[(\x00\x01\x00\x02)]TJ"},
		{"private", []display.Glyph{{ID: a, Advance: 444, Text: "\uE000"}, {ID: b, Advance: 500, Text: "b"}},
			"/Span<</ActualText(\xFE\xFF\xE0\x00)>>BDC [(\x00\x01)]TJ EMC [(\x00\x02)]TJ"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _, err := draw(t, face, tagged(display.GlyphRun{Size: 12 * display.Point, X: 100500, Y: 200 * display.Point, Pieces: []display.Piece{{Glyphs: c.glyphs}}})...)
			if err != nil {
				t.Fatal(err)
			}
			_, got, _ = strings.Cut(got, "ET\n") // of the font
			if diff := cmp.Diff("BT 100.5 200 Td "+c.want+" ET\nEMC", got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// TestBackwards: in a run from right to left no two letters stand in one place,
// and marks stand to the left of their letters.
func TestBackwards(t *testing.T) {
	for _, word := range []string{"لا", "الإعلان", "قرارًا", "مُحَمَّد", "لّا"} {
		face := faceOf("Arab", word)
		shaper := font.Default().Shaper()
		defer font.Default().Release(shaper)
		shaped := shaper.Shape(face, word, true, "ar")
		var glyphs []display.Glyph
		for i := len(shaped.Glyphs) - 1; i >= 0; i-- { // in the order of reading
			g := shaped.Glyphs[i]
			g.Advance = 0
			if i > 0 {
				g.Advance = -shaped.Glyphs[i-1].Advance
			}
			glyphs = append(glyphs, g)
		}
		run := display.GlyphRun{Size: 12 * display.Point, Pieces: []display.Piece{{Glyphs: glyphs}}}
		parsed, err := subset.Parse(face.Data())
		if err != nil {
			t.Fatal(err)
		}
		w := writer{}
		w.place(&run, parsed)
		x := 0
		for i, g := range w.placed {
			if i > 0 && g.x >= w.placed[i-1].x {
				t.Errorf("%s: glyph %d stands at %d, the one before at %d", word, i, g.x, w.placed[i-1].x)
			}
			// Whatever its origin, it is drawn where layout wants it.
			if got, want := g.x+int(g.code.Shift.X), x+int(glyphs[i].DX); got != want {
				t.Errorf("%s: glyph %d is drawn at %d, want %d", word, i, got, want)
			}
			if got, want := g.rise+int32(g.code.Shift.Y), glyphs[i].DY; got != want {
				t.Errorf("%s: glyph %d is drawn %d up, want %d", word, i, got, want)
			}
			x += int(glyphs[i].Advance)
		}
	}
}

func TestErrors(t *testing.T) {
	face := faceOf("Latn", "a")
	glyphs := func(id uint16) display.GlyphRun {
		return display.GlyphRun{Size: display.Point, Pieces: []display.Piece{{Glyphs: []display.Glyph{{ID: id, Text: "x"}}}}}
	}
	for _, c := range []struct {
		name, want string
		ops        []display.Op
	}{
		{"empty box", `a character has no glyph: "x"`, tagged(glyphs(0))},
		{"glyph that is not there", "it has no glyph 65535", tagged(glyphs(65535))},
		{"font that is not there", "there is no font 3", tagged(display.GlyphRun{Font: 3, Pieces: []display.Piece{{Glyphs: []display.Glyph{{ID: 5}}}}})},
		{"content in content", "begins inside other", []display.Op{display.Begin{Tag: paragraph}, display.Begin{Tag: paragraph}}},
		{"artifact in content", "Layout artifact begins inside", []display.Op{display.Begin{Tag: paragraph}, display.Artifact{Kind: "Layout"}}},
		{"end without a beginning", "ends that did not begin", []display.Op{display.End{}}},
		{"no end", "does not end", []display.Op{display.Begin{Tag: paragraph}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := draw(t, face, c.ops...)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "page 1") {
				t.Errorf("error %v, want one of page 1 with %q", err, c.want)
			}
		})
	}
}

// TestSameBytes: gofpdf gives the same bytes each time, and no time of day.
func TestSameBytes(t *testing.T) {
	face := faceOf("Latn", "a")
	doc := &display.Document{
		Width: display.MM(210), Height: display.MM(297),
		Fonts: []display.Font{{Name: face.Name, Data: face.Data()}, {Name: "Other", Data: face.Data()}, {Name: "Third", Data: face.Data()}},
		Pages: make([]display.Page, 3),
	}
	var first []byte
	for range 20 {
		parsed, err := subset.Parse(face.Data())
		if err != nil {
			t.Fatal(err)
		}
		raw, err := Write(doc, []*subset.Codes{subset.NewCodes(parsed), subset.NewCodes(parsed), subset.NewCodes(parsed)})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = raw
		}
		if !bytes.Equal(first, raw) {
			t.Fatal("other bytes")
		}
	}
	if !bytes.Contains(first, []byte("D:19700101000000")) {
		t.Error("the file has the time of day")
	}
}
