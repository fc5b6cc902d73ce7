package layout

import (
	"unicode/utf8"

	"github.com/plurilex/plurilex/formats/pdf/bidi"
	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/font"
	"github.com/plurilex/plurilex/formats/pdf/hyphen"
	"github.com/plurilex/plurilex/formats/pdf/linebreak"
)

// face is how letters look.
type face struct {
	style     font.Style
	size      display.Unit
	rise      display.Unit // of the baseline, above that of the line
	underline bool
}

// tongue is what setting text in a language needs to know.
type tongue struct {
	tag     string
	script  string // ISO 15924
	rtl     bool
	stack   *font.Stack
	hyphens *hyphen.Patterns // nil when the language has no patterns
}

// leaf is a part of the structure tree that has text of its own.
type leaf struct {
	tag      *display.Tag
	parent   *leaf // when the tag joins its parent's kids with its first content
	attached bool
	link     *link
	artifact string // when it is no part of the text: the kind of artifact
}

// link is where the text of a leaf leads.
type link struct {
	uri      string
	dest     string
	contents string
}

// span is a part of a paragraph in one look, one language and one leaf.
type span struct {
	start, end int // bytes of the paragraph's text
	face       face
	tongue     *tongue
	leaf       *leaf
	ghost      bool // steers the direction of the text and is not drawn
}

// prose is the text of a paragraph or a label before it is broken into lines.
type prose struct {
	text   []byte
	spans  []span
	breaks []int // bytes after which a line ends
	glue   []int // bytes before which no line may end
	rtl    bool
	notes  []noteMark
}

// noteMark is the place of a note's mark in a text.
type noteMark struct {
	at   int // byte
	note *note
}

// add appends text in one look.
func (p *prose) add(text string, f face, t *tongue, l *leaf) {
	if text == "" {
		return
	}
	start := len(p.text)
	p.text = append(p.text, text...)
	if n := len(p.spans) - 1; n >= 0 {
		if last := &p.spans[n]; last.face == f && last.tongue == t && last.leaf == l && !last.ghost {
			last.end = len(p.text)
			return
		}
	}
	p.spans = append(p.spans, span{start: start, end: len(p.text), face: f, tongue: t, leaf: l})
}

// steer appends a character of Unicode's bidirectional algorithm that only
// steers the order of what stands between it and its counterpart.
func (p *prose) steer(r rune, f face, t *tongue, l *leaf) {
	start := len(p.text)
	p.text = utf8.AppendRune(p.text, r)
	p.spans = append(p.spans, span{start: start, end: len(p.text), face: f, tongue: t, leaf: l, ghost: true})
}

// newline ends the line.
func (p *prose) newline() { p.breaks = append(p.breaks, len(p.text)) }

// fragment is glyphs of one face and one leaf that stand together on a line.
type fragment struct {
	run      *font.Run
	from, to int // glyphs of the run
	face     face
	leaf     *leaf
	level    uint8 // of direction: odd from right to left
	blank    bool  // white space
	stretch  bool  // takes part in justification
	extra    int32 // 1/1000 em added to the last glyph's advance
	width    display.Unit
	x        display.Unit // from the left edge of the frame
}

// scaled is 1/1000 em of a size in Units, rounded down.
func scaled(perMille int32, size display.Unit) display.Unit {
	n := int64(perMille) * int64(size)
	q := n / 1000
	if n%1000 < 0 {
		q--
	}
	return display.Unit(q)
}

// atom is a stretch of text between two places where a line may end.
type atom struct {
	start, end int // bytes, without the white space after it
	next       int // byte at which the next atom starts
	width      display.Unit
	space      display.Unit // of the white space after it
	forced     bool         // the line ends after it
	after      linebreak.Kind
}

// typesetter sets paragraphs. It is used for one document.
type typesetter struct {
	shaper *font.Shaper
	// Scratch space, used anew for every paragraph.
	prose      *prose
	str        string  // the paragraph's text
	levels     []uint8 // of each byte; nil when all are 0
	bidi       bidi.Resolver
	fragLevels []uint8
	order      []int
	atoms      []atom
	items      []item
	segments   []font.Segment
	points     []int
	frags      []fragment
	missing    func(t *tongue, clause, letter string) // told of letters that no face has
	clause     string                                 // id of the node whose text is being set
	breaker    linebreak.Breaker
	stretches  []linebreak.Stretch
	glue       []int
}

// begin takes a paragraph to set.
func (ts *typesetter) begin(p *prose) {
	ts.prose = p
	ts.str = string(p.text)
	ts.resolve()
}

// spanAt finds the span of a byte at or after span i.
func (ts *typesetter) spanAt(i, at int) int {
	for ts.prose.spans[i].end <= at {
		i++
	}
	return i
}

// shape appends the fragments of text[start:end] to out. The text is shaped in
// the largest pieces of one face, direction and language, for kerning knows
// nothing of leaves, and then cut where the leaf changes.
func (ts *typesetter) shape(out []fragment, start, end int) []fragment {
	spans := ts.prose.spans
	si := ts.firstSpan(start)
	for start < end {
		si = ts.spanAt(si, start)
		sp := &spans[si]
		if sp.ghost {
			start = sp.end
			continue
		}
		stop, last := min(sp.end, end), si
		for stop < end && last+1 < len(spans) && !spans[last+1].ghost && spans[last+1].face == sp.face && spans[last+1].tongue == sp.tongue {
			last++
			stop = min(spans[last].end, end)
		}
		level := ts.level(start)
		if ts.levels != nil {
			for i := start; i < stop; i++ {
				if ts.levels[i] != level {
					stop = i
				}
			}
		}
		out = ts.shapeEven(out, si, start, stop, level)
		start = stop
	}
	return out
}

// firstSpan finds the span that holds a byte.
func (ts *typesetter) firstSpan(at int) int {
	lo, hi := 0, len(ts.prose.spans)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if ts.prose.spans[mid].end <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

func (ts *typesetter) level(at int) uint8 {
	if ts.levels == nil {
		return 0
	}
	return ts.levels[at]
}

// shapeEven shapes text of one look, language and direction.
func (ts *typesetter) shapeEven(out []fragment, si, start, end int, level uint8) []fragment {
	sp := &ts.prose.spans[si]
	ts.segments = sp.tongue.stack.Segments(ts.segments[:0], sp.face.style, ts.str[start:end])
	for _, seg := range ts.segments {
		run := ts.shaper.Shape(seg.Face, ts.str[start+seg.Start:start+seg.End], level&1 == 1, sp.tongue.tag)
		if seg.Missing && ts.missing != nil {
			ts.missing(sp.tongue, ts.clause, ts.str[start+seg.Start:start+seg.End])
		}
		at, stop := start+seg.Start, start+seg.End
		for i := ts.spanAt(si, at); at < stop; i++ {
			cut := min(ts.prose.spans[i].end, stop)
			from, to := glyphsOf(run, at-start-seg.Start, cut-start-seg.Start)
			if from < to {
				out = append(out, fragment{
					run: run, from: from, to: to,
					face: sp.face, leaf: ts.prose.spans[i].leaf, level: level,
					width: widthOf(run, from, to, sp.face.size),
				})
			}
			at = cut
		}
	}
	return out
}

// glyphsOf finds the glyphs whose clusters start in bytes [start, end) of the
// run's text.
func glyphsOf(run *font.Run, start, end int) (from, to int) {
	from = len(run.Glyphs)
	for i, c := range run.Clusters {
		if c >= start && c < end {
			from, to = min(from, i), i+1
		}
	}
	return min(from, to), to
}

func widthOf(run *font.Run, from, to int, size display.Unit) display.Unit {
	if from == 0 && to == len(run.Glyphs) {
		return scaled(run.Width, size)
	}
	w := int32(0)
	for _, g := range run.Glyphs[from:to] {
		w += g.Advance
	}
	return scaled(w, size)
}

func width(frags []fragment) display.Unit {
	w := display.Unit(0)
	for i := range frags {
		w += frags[i].width
	}
	return w
}

// measure is the width of a piece of the text.
func (ts *typesetter) measure(start, end int) display.Unit {
	ts.frags = ts.shape(ts.frags[:0], start, end)
	return width(ts.frags)
}

// split cuts the text into atoms.
func (ts *typesetter) split() {
	ts.atoms = ts.atoms[:0]
	breaks := ts.prose.breaks
	for len(breaks) > 0 && breaks[0] == 0 {
		breaks = breaks[1:]
	}
	ts.glue = ts.prose.glue
	ts.stretches = ts.breaker.Stretches(ts.stretches[:0], ts.str)
	for _, s := range ts.stretches {
		start := s.Start
		for len(breaks) > 0 && breaks[0] < s.End {
			if breaks[0] > start {
				ts.atom(linebreak.Stretch{Start: start, End: breaks[0], Next: breaks[0]}, true)
				start = breaks[0]
			}
			breaks = breaks[1:]
		}
		forced := false
		for len(breaks) > 0 && breaks[0] <= s.Next {
			forced, breaks = true, breaks[1:]
		}
		ts.atom(linebreak.Stretch{Start: start, End: s.End, Next: s.Next, Kind: s.Kind}, forced)
	}
}

// atom adds an atom, or joins it to the one before when it must not start a line.
func (ts *typesetter) atom(s linebreak.Stretch, forced bool) {
	for len(ts.glue) > 0 && ts.glue[0] < s.Start {
		ts.glue = ts.glue[1:]
	}
	if n := len(ts.atoms) - 1; n >= 0 && !ts.atoms[n].forced && len(ts.glue) > 0 && ts.glue[0] == s.Start {
		s.Start = ts.atoms[n].start
		ts.atoms = ts.atoms[:n]
	}
	a := atom{start: s.Start, end: s.End, next: s.Next, forced: forced, after: s.Kind}
	a.width = ts.measure(a.start, a.end)
	if a.next > a.end && a.end > a.start {
		a.space = ts.measure(a.end, a.next)
	}
	ts.atoms = append(ts.atoms, a)
}
