package font

import (
	"unicode/utf8"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"

	"github.com/plurilex/plurilex/formats/pdf/display"
)

// Run is a piece of text as glyphs. It is shared and must not be changed.
type Run struct {
	Face     *Face
	Glyphs   []display.Glyph // in visual order; they stand for the whole text
	Clusters []int           // of each glyph: the byte of the text at which its cluster starts
	Width    int32           // 1/1000 em
}

// WidthTo is the width in 1/1000 em of a run from left to right up to a byte of
// its text.
func (r *Run) WidthTo(offset int) int32 {
	w := int32(0)
	for i, c := range r.Clusters {
		if c >= offset {
			break
		}
		w += r.Glyphs[i].Advance
	}
	return w
}

// Shaper turns text into glyphs and remembers the pieces it has seen. It is for
// one goroutine at a time.
type Shaper struct {
	library *Library
	fonts   map[*Face]*harfbuzz.Font
	buffer  *harfbuzz.Buffer
	// What was shaped lately. When recent is full it becomes older, and what
	// was in older and not asked for since is forgotten.
	recent, older map[piece]*Run
}

type piece struct {
	face     *Face
	rtl      bool
	language string
	text     string
}

// remembered is how many pieces of text each half of a Shaper's memory holds.
const remembered = 4096

// Shaper lends a shaper; Release gives it back for others to profit from what
// it remembers.
func (l *Library) Shaper() *Shaper {
	if s, ok := l.shapers.Get().(*Shaper); ok {
		return s
	}
	return &Shaper{
		library: l,
		fonts:   map[*Face]*harfbuzz.Font{},
		buffer:  harfbuzz.NewBuffer(),
		recent:  make(map[piece]*Run, 512),
	}
}

// Release gives a shaper back. It is not to be used after that.
func (l *Library) Release(s *Shaper) { l.shapers.Put(s) }

// Shape sets a piece of text in one face and one direction. It never gives
// glyph 0: a letter that the face lacks is drawn as a sign that stands for it,
// and its text is kept.
func (s *Shaper) Shape(f *Face, text string, rtl bool, language string) *Run {
	key := piece{f, rtl, language, text}
	if run, ok := s.recent[key]; ok {
		return run
	}
	run, ok := s.older[key]
	if !ok {
		run = s.shape(key)
	}
	if len(s.recent) >= remembered {
		s.recent, s.older = make(map[piece]*Run, remembered), s.recent
	}
	s.recent[key] = run
	return run
}

func (s *Shaper) shape(p piece) *Run {
	run := &Run{Face: p.face}
	tables := p.face.tables()
	if tables == nil {
		return run
	}
	hb, ok := s.fonts[p.face]
	if !ok {
		hb = harfbuzz.NewFont(font.NewFace(tables))
		s.fonts[p.face] = hb
	}
	b := s.buffer
	b.Clear()
	b.Flags = harfbuzz.RemoveDefaultIgnorables
	b.Props = harfbuzz.SegmentProperties{
		Direction: harfbuzz.LeftToRight,
		Script:    scriptOf(p.text),
		Language:  language.NewLanguage(p.language),
	}
	if p.rtl {
		b.Props.Direction = harfbuzz.RightToLeft
	}
	for i, r := range p.text {
		b.AddRune(r, i)
	}
	b.Shape(hb, nil)
	run.Glyphs = make([]display.Glyph, len(b.Info))
	run.Clusters = make([]int, len(b.Info))
	upem := int32(tables.Upem())
	for i, info := range b.Info {
		pos := b.Pos[i]
		run.Clusters[i] = info.Cluster
		run.Glyphs[i] = display.Glyph{
			ID:      uint16(info.Glyph),
			Advance: perMille(pos.XAdvance, upem),
			DX:      perMille(pos.XOffset, upem),
			DY:      perMille(pos.YOffset, upem),
		}
		if info.Glyph == 0 {
			run.Glyphs[i].ID, run.Glyphs[i].Advance = standIn(tables, upem)
			run.Glyphs[i].DX, run.Glyphs[i].DY = 0, 0
		}
		run.Width += run.Glyphs[i].Advance
	}
	if len(run.Glyphs) == 0 {
		// Nothing to be seen, but it must not be lost: a blank without width.
		space, _ := tables.NominalGlyph(' ')
		run.Glyphs, run.Clusters = []display.Glyph{{ID: uint16(space)}}, []int{0}
	}
	assignText(run, p.text, p.rtl)
	return run
}

// assignText gives each cluster's letters to its glyphs in the order of reading:
// one to each, as long as there are any, and what is left to the last.
func assignText(run *Run, text string, rtl bool) {
	n := len(run.Glyphs)
	at := func(i int) int { // the i-th glyph in the order of reading
		if rtl {
			return n - 1 - i
		}
		return i
	}
	start := 0
	for i := 0; i < n; {
		next := i + 1
		for next < n && run.Clusters[at(next)] == run.Clusters[at(i)] {
			next++
		}
		end := len(text)
		if next < n {
			end = run.Clusters[at(next)]
		}
		letters := readable(text[start:end])
		for ; i < next-1 && len(letters) > 0; i++ {
			_, size := utf8.DecodeRuneInString(letters)
			run.Glyphs[at(i)].Text, letters = letters[:size], letters[size:]
		}
		run.Glyphs[at(i)].Text = letters
		start, i = end, next
	}
}

// readable is text without what a PDF must not say that a glyph stands for
// (ISO 14289-1, 7.21.7: U+0000, U+FEFF, U+FFFE).
func readable(text string) string {
	for i, r := range text {
		if r == 0 || r == 0xFEFF || r == 0xFFFE {
			kept := []byte(text[:i])
			for _, r := range text[i:] {
				if r != 0 && r != 0xFEFF && r != 0xFFFE {
					kept = utf8.AppendRune(kept, r)
				}
			}
			return string(kept)
		}
	}
	return text
}

// standIns are drawn for a letter that no face has, the first that there is.
var standIns = []rune{'\uFFFD', '◊', '?', '·', ' '}

func standIn(f *font.Font, upem int32) (id uint16, advance int32) {
	face := font.NewFace(f)
	for _, r := range standIns {
		if g, ok := f.NominalGlyph(r); ok && g != 0 {
			return uint16(g), perMille(int32(face.HorizontalAdvance(g)), upem)
		}
	}
	return 1, perMille(int32(face.HorizontalAdvance(1)), upem)
}

// perMille is v units of the font in 1/1000 em, rounded half up.
func perMille(v, upem int32) int32 {
	n, d := 2000*int64(v)+int64(upem), 2*int64(upem)
	q := n / d
	if n%d < 0 {
		q--
	}
	return int32(q)
}

// scriptOf is the script of the first letter that has one of its own.
func scriptOf(text string) language.Script {
	for _, r := range text {
		if script := language.LookupScript(r); script != language.Common && script != language.Inherited && script != language.Unknown {
			return script
		}
	}
	return language.Latin
}
