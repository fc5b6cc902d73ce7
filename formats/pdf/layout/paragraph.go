package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/font"
	"github.com/plurilex/plurilex/formats/pdf/linebreak"
)

// line is one line of a paragraph.
type line struct {
	frags   []fragment   // in the order of reading
	width   display.Unit // of the letters, white space at the end left out
	divided bool         // ends in the middle of a word
	notes   []*note      // whose marks stand in it
}

// setting is how a paragraph is set.
type setting struct {
	x      display.Unit // of the left edge, from the left edge of the page
	width  display.Unit
	align  Align
	divide bool // words may be divided
}

// raggedShare is how short of its width a line of a block that is not justified
// may stay, in parts of the width.
const raggedShare = 5

// set breaks a paragraph into lines and places their fragments.
func (ts *typesetter) set(p *prose, s setting, br *breaker) []line {
	ts.begin(p)
	ts.split()
	if len(ts.atoms) == 0 {
		return nil
	}
	m := measure{width: s.width}
	if s.align != Justify {
		m.ragged = s.width / raggedShare
	}
	var ends []int
	divided := false
	for i, try := range attempts {
		if i == 0 || try.divide && s.divide && !divided {
			divided = try.divide && s.divide
			ts.itemise(m, divided)
		}
		if ends = br.run(ts.items, m, try, i == len(attempts)-1); ends != nil {
			break
		}
	}
	lines := make([]line, len(ends))
	first, atom := 0, 0
	note := 0
	for i, end := range ends {
		lines[i], atom = ts.line(first, end, atom)
		for note < len(p.notes) && (p.notes[note].at < ts.items[end].next || i == len(ends)-1) {
			lines[i].notes = append(lines[i].notes, p.notes[note].note)
			note++
		}
		ts.place(&lines[i], s, i == len(ends)-1 || ts.items[end].forced)
		first = end + 1
	}
	return lines
}

// itemise makes the items that lines are made of.
func (ts *typesetter) itemise(m measure, divide bool) {
	ts.items = ts.items[:0]
	for i := range ts.atoms {
		a := &ts.atoms[i]
		it := item{end: a.end, next: a.next, width: a.width, space: a.space, forced: a.forced}
		switch {
		case a.after == linebreak.Hyphen:
			it.penalty, it.flagged = hyphenPenalty, true
		case a.after == linebreak.Soft:
			it.penalty, it.flagged, it.divided = hyphenPenalty, true, true
			it.hyphen = ts.hyphen(a.start).width
		case m.ragged > 0:
		case a.after == linebreak.Letter:
			it.stretch = ts.sizeAt(a.start) / 8
		default:
			it.stretch, it.shrink = a.space/2, a.space/3
		}
		switch {
		case a.width > m.width:
			ts.chop(a, it, m.width)
		case divide:
			ts.divide(a, it)
		default:
			ts.items = append(ts.items, it)
		}
	}
}

func (ts *typesetter) sizeAt(at int) display.Unit {
	return ts.prose.spans[ts.firstSpan(at)].face.size
}

// chop cuts an atom that is wider than a line wherever a line is full.
func (ts *typesetter) chop(a *atom, it item, full display.Unit) {
	start, w := a.start, display.Unit(0)
	for i := a.start; i < a.end; {
		_, n := utf8.DecodeRuneInString(ts.str[i:])
		letter := ts.measure(i, i+n)
		if w+letter > full && i > start {
			ts.items = append(ts.items, item{end: i, next: i, width: ts.measure(start, i)})
			start, w = i, 0
		}
		w += letter
		i += n
	}
	it.width = ts.measure(start, a.end)
	ts.items = append(ts.items, it)
}

// divide cuts an atom where its word may be divided.
func (ts *typesetter) divide(a *atom, it item) {
	ts.points = ts.divisions(ts.points[:0], a.start, a.end)
	start := a.start
	if len(ts.points) > 0 {
		hyphen := ts.hyphen(a.start)
		for _, at := range ts.points {
			w := ts.measure(start, at)
			ts.items = append(ts.items, item{
				end: at, next: at, width: w,
				hyphen: hyphen.width, penalty: hyphenPenalty, divided: true, flagged: true,
			})
			it.width -= w
			start = at
		}
	}
	ts.items = append(ts.items, it)
}

// divisions finds where the words of text[start:end] may be divided. Addresses
// are not divided: nobody could tell the hyphen from one of their own.
func (ts *typesetter) divisions(out []int, start, end int) []int {
	patterns := ts.prose.spans[ts.firstSpan(start)].tongue.hyphens
	text := ts.str[start:end]
	if patterns == nil || strings.Contains(text, "://") || strings.ContainsAny(text, "@_\\") || strings.HasPrefix(text, "www.") {
		return out
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			i += n
			continue
		}
		word := i
		for i < len(text) {
			if r, n = utf8.DecodeRuneInString(text[i:]); !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
				break
			}
			i += n
		}
		first := len(out)
		out = patterns.Points(out, text[word:i])
		for k := first; k < len(out); k++ {
			out[k] += start + word
		}
	}
	return out
}

// hyphen is the hyphen put in where a word is divided. When the text is copied
// out it is a soft hyphen, which joins the word again.
func (ts *typesetter) hyphen(at int) fragment {
	sp := &ts.prose.spans[ts.firstSpan(at)]
	ts.segments = sp.tongue.stack.Segments(ts.segments[:0], sp.face.style, "-")
	drawn := ts.shaper.Shape(ts.segments[0].Face, "-", false, sp.tongue.tag)
	glyphs := []display.Glyph{drawn.Glyphs[0]}
	glyphs[0].Text = "\u00AD"
	run := &font.Run{Face: drawn.Face, Glyphs: glyphs, Clusters: []int{0}, Width: drawn.Width}
	return fragment{run: run, to: 1, face: sp.face, leaf: sp.leaf, level: ts.level(at), width: scaled(run.Width, sp.face.size)}
}

// line makes the line of items first to last. atom is where to look for its
// first atom; the index for the line after it is returned.
func (ts *typesetter) line(first, last, atom int) (line, int) {
	start := 0
	if first > 0 {
		start = ts.items[first-1].next
	} else {
		start = ts.atoms[0].start
	}
	end := &ts.items[last]
	l := line{frags: make([]fragment, 0, 2*(last-first+1)+1), divided: end.divided}
	for ; atom < len(ts.atoms); atom++ {
		a := &ts.atoms[atom]
		if a.start >= end.end && a.start > start {
			break
		}
		from, to := max(a.start, start), min(a.end, end.end)
		if from < to {
			l.frags = ts.shape(l.frags, from, to)
			if n := len(l.frags) - 1; n >= 0 && a.after == linebreak.Letter {
				l.frags[n].stretch = a.end < end.end
			}
		}
		if a.end > end.end {
			break // the next line goes on with this atom
		}
		if a.next > a.end && a.end > a.start { // white space at the start is left out
			n := len(l.frags)
			l.frags = ts.shape(l.frags, a.end, a.next)
			for i := n; i < len(l.frags); i++ {
				l.frags[i].blank = true
				l.frags[i].stretch = a.end < end.end
			}
		}
	}
	if end.divided {
		l.frags = append(l.frags, ts.hyphen(end.end-1))
		l.frags[len(l.frags)-1].leaf = l.frags[max(0, len(l.frags)-2)].leaf
	}
	visible := len(l.frags)
	for visible > 0 && l.frags[visible-1].blank {
		visible--
	}
	l.width = width(l.frags[:visible])
	return l, atom
}

// place stretches the white space of a line and gives its fragments their x.
func (ts *typesetter) place(l *line, s setting, last bool) {
	room := s.width - l.width
	if s.align == Justify && (!last || room < 0) && room <= mostStretch(l.frags) {
		room -= justify(l.frags, room)
	}
	rtl := ts.prose.rtl
	x := s.x
	switch {
	case s.align == Center:
		x += room / 2
	case (s.align == End) != rtl:
		x += room
	}
	if ts.levels == nil {
		for i := range l.frags {
			l.frags[i].x = x
			x += l.frags[i].width
		}
		return
	}
	ts.placeBidi(l, x)
}

// mostStretch is how much room white space may take before a line is better
// left short: an em for a space, a quarter between letters of a script without
// spaces.
func mostStretch(frags []fragment) display.Unit {
	most := display.Unit(0)
	for i := range frags {
		switch f := &frags[i]; {
		case !f.stretch:
		case f.blank:
			most += f.face.size
		default:
			most += f.face.size / 4
		}
	}
	return most
}

// justify shares room out among the stretchable fragments and returns how much
// it gave away.
func justify(frags []fragment, room display.Unit) display.Unit {
	count := display.Unit(0)
	for i := range frags {
		if frags[i].stretch {
			count++
		}
	}
	given, k := display.Unit(0), display.Unit(0)
	for i := range frags {
		f := &frags[i]
		if !f.stretch {
			continue
		}
		k++
		f.extra = int32((room*k/count - given) * 1000 / f.face.size)
		more := scaled(f.extra, f.face.size)
		f.width += more
		given += more
	}
	return given
}
