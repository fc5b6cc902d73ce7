// Package page writes laid-out pages with gofpdf.
//
// gofpdf's own fonts are not used: its UTF-8 fonts have no kerning, no shaping,
// no characters beyond the Basic Multilingual Plane and a ToUnicode map that
// PDF/A forbids. Every face is registered as a stub without metrics, named
// StubName, and text is written as numbers of glyphs by raw operators. Package
// finish puts the real fonts in the place of the stubs.
package page

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/jung-kurt/gofpdf"

	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/subset"
	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// StubName is the BaseFont of the stub for face i of display.Document.Fonts.
func StubName(i int) string { return "Stub" + strconv.Itoa(i) }

// gofpdf writes the time of day unless it is given a date; package finish drops it.
var someDate = time.Unix(0, 0).UTC()

// Write draws the pages and gives glyphs their numbers in codes, which has an
// entry for each of the document's fonts. What it returns is the file as gofpdf
// made it: readable, but with stubs for fonts and without structure.
func Write(doc *display.Document, codes []*subset.Codes) ([]byte, error) {
	size := gofpdf.SizeType{Wd: points(doc.Width), Ht: points(doc.Height)}
	pdf := gofpdf.NewCustom(&gofpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: size})
	pdf.SetCompression(false)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(someDate)
	pdf.SetModificationDate(someDate)
	pdf.SetAutoPageBreak(false, 0)
	for i := range doc.Fonts {
		stub := `{"Tp":"Core","Name":"` + StubName(i) + `"}`
		pdf.AddFontFromBytes(StubName(i), "", []byte(stub), nil)
	}
	w := writer{pdf: pdf, codes: codes}
	for i := range doc.Pages {
		pdf.AddPageFormat("P", size)
		if err := w.page(&doc.Pages[i]); err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// points is a length as gofpdf takes it.
func points(u display.Unit) float64 { return float64(u) / float64(display.Point) }

type writer struct {
	pdf   *gofpdf.Fpdf
	codes []*subset.Codes

	ops  []byte // of the page, not yet given to gofpdf
	font int    // in use; -1 when none is
	size display.Unit
	rise int64 // of the text, 1/1000 pt

	placed []placed // glyphs of the run
}

func (w *writer) page(p *display.Page) error {
	w.font, w.rise = -1, 0
	open := false
	for _, op := range p.Ops {
		switch op := op.(type) {
		case display.Begin:
			if open {
				return fmt.Errorf("marked content %d begins inside other marked content", op.MCID)
			}
			open = true
			w.ops = syntax.AppendName(w.ops, op.Tag.Role)
			w.ops = append(w.ops, "<</MCID "...)
			w.ops = strconv.AppendInt(w.ops, int64(op.MCID), 10)
			w.ops = append(w.ops, ">>BDC\n"...)
		case display.Artifact:
			if open {
				return fmt.Errorf("a %s artifact begins inside other marked content", op.Kind)
			}
			open = true
			w.ops = append(w.ops, "/Artifact<</Type"...)
			w.ops = syntax.AppendName(w.ops, op.Kind)
			w.ops = append(w.ops, ">>BDC\n"...)
		case display.End:
			if !open {
				return fmt.Errorf("marked content ends that did not begin")
			}
			open = false
			w.ops = append(w.ops, "EMC\n"...)
		case display.GlyphRun:
			if err := w.run(&op); err != nil {
				return err
			}
		case display.Rule:
			for _, v := range [...]display.Unit{op.X, op.Y, op.Width, op.Height} {
				w.ops = append(syntax.AppendThousandths(w.ops, int64(v)), ' ')
			}
			w.ops = append(w.ops, "re f\n"...)
		case display.Link, display.Dest:
			// They draw nothing: package finish makes annotations and destinations.
		default:
			return fmt.Errorf("unknown operation %T", op)
		}
	}
	if open {
		return fmt.Errorf("marked content does not end")
	}
	w.flush()
	return nil
}

// flush gives the operators so far to gofpdf.
func (w *writer) flush() {
	if n := len(w.ops); n > 0 {
		w.pdf.RawWriteStr(string(w.ops[:n-1])) // gofpdf ends the line
		w.ops = w.ops[:0]
	}
}

func (w *writer) setFont(font int, size display.Unit) error {
	if font < 0 || font >= len(w.codes) {
		return fmt.Errorf("there is no font %d", font)
	}
	if font != w.font || size != w.size {
		w.flush()
		w.pdf.SetFont(StubName(font), "", points(size))
		if err := w.pdf.Error(); err != nil {
			return err
		}
		w.font, w.size = font, size
	}
	return nil
}

// run writes a run as one array of strings and shifts (TJ). A shift is the
// difference between where the glyph's own advance leads and where layout wants
// the next glyph, counted to the left.
func (w *writer) run(run *display.GlyphRun) error {
	if len(run.Pieces) == 0 {
		return nil
	}
	if err := w.setFont(run.Font, run.Size); err != nil {
		return err
	}
	codes := w.codes[run.Font]
	b := append(w.ops, "BT "...)
	b = append(syntax.AppendThousandths(b, int64(run.X)), ' ')
	b = append(syntax.AppendThousandths(b, int64(run.Y)), " Td "...)
	const (
		outside = iota
		inArray
		inString
	)
	state := outside
	pen := 0 // where the glyph before leads to, 1/1000 em from the run's start
	w.place(run, codes.Face)
	for i := range w.placed {
		g := &w.placed[i]
		cid, err := codes.CID(g.code)
		if err != nil {
			return err
		}
		if rise := int64(g.rise) * int64(run.Size) / 1000; rise != w.rise {
			if state == inString {
				b = append(b, ")]TJ "...)
			}
			state = outside
			b = append(syntax.AppendThousandths(b, rise), " Ts "...)
			w.rise = rise
		}
		private := strings.ContainsFunc(g.code.Text, privateUse)
		if private {
			// What such a character means has to be said beside the font (ISO
			// 19005-3, 6.2.11.7.3), though no more can be said than that it is there.
			if state == inString {
				b = append(b, ")]TJ "...)
			}
			state = outside
			b = syntax.AppendText(append(b, "/Span<</ActualText"...), g.code.Text)
			b = append(b, ">>BDC "...)
		}
		if state == outside {
			b = append(b, '[')
			state = inArray
		}
		if shift := pen - g.x; shift != 0 {
			if state == inString {
				b = append(b, ')')
				state = inArray
			}
			b = strconv.AppendInt(b, int64(shift), 10)
		}
		if state == inArray {
			b = append(b, '(')
			state = inString
		}
		b = syntax.AppendEscaped(syntax.AppendEscaped(b, byte(cid>>8)), byte(cid))
		pen = g.x + codes.Width(cid)
		if private {
			b = append(b, ")]TJ EMC "...)
			state = outside
		}
	}
	if state == inString {
		b = append(b, ")]TJ"...)
	}
	if w.rise != 0 {
		b = append(b, " 0 Ts"...)
		w.rise = 0
	}
	w.ops = append(b, " ET\n"...)
	return nil
}

// privateUse reports whether a character means what its users agree on.
func privateUse(r rune) bool { return r >= 0xE000 && unicode.Is(unicode.Co, r) }
