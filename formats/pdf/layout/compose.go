package layout

import (
	"cmp"
	"slices"

	"github.com/plurilex/plurilex/formats/pdf/display"
)

// box is slabs that stand beside other boxes: a cell of a table, or a clause in
// one of several languages.
type box struct {
	x, width    display.Unit
	first       int // row that it starts in
	slabs       []*slab
	content     display.Unit // height of the slabs and of the padding
	padding     display.Unit
	top, bottom display.Unit // counted down from the top of the first row
	ruled       bool         // has a line around it
}

// piece is a slab of a box with its place.
type piece struct {
	slab        *slab
	box         int
	top, bottom display.Unit
}

// compose cuts boxes that stand beside each other into slabs across all of
// them, at every height at which no line of any box stands.
func (p *paginator) compose(boxes []box, weight display.Unit) []*slab {
	p.composed++
	end := display.Unit(0)
	var pieces []piece
	for i := range boxes {
		y := boxes[i].top + boxes[i].padding
		for _, s := range boxes[i].slabs {
			y += s.before
			pieces = append(pieces, piece{s, i, y, y + s.height})
			y += s.height
		}
		end = max(end, boxes[i].bottom)
	}
	if end == 0 {
		return nil
	}
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(a.top, b.top) })
	var bands []*slab
	top := display.Unit(0)
	for first := 0; first < len(pieces) || len(bands) == 0; {
		last, below := first, top
		cost := breakFree
		for last < len(pieces) && (last == first || pieces[last].top < below) {
			below = max(below, pieces[last].bottom)
			cost = max(cost, pieces[last].slab.cost)
			last++
		}
		bottom := end
		if last < len(pieces) {
			bottom = pieces[last].top
		}
		band := &slab{height: bottom - top, group: p.composed, cost: cost}
		if len(bands) == 0 {
			band.cost = breakFree
		}
		for _, pc := range pieces[first:last] {
			band.take(pc, top)
		}
		band.rule(boxes, top, bottom, weight)
		bands = append(bands, band)
		first, top = last, bottom
	}
	return bands
}

// take puts a piece into a band whose top is at the given height.
func (s *slab) take(pc piece, top display.Unit) {
	for _, l := range pc.slab.lines {
		l.base += pc.top - top
		l.box = pc.box
		s.lines = append(s.lines, l)
	}
	for _, r := range []struct {
		to   *[]placedRule
		from []placedRule
	}{
		{&s.rules, pc.slab.rules}, {&s.opening, pc.slab.opening}, {&s.closing, pc.slab.closing},
	} {
		for _, rule := range r.from {
			rule.y += pc.top - top
			*r.to = append(*r.to, rule)
		}
	}
	s.notes = append(s.notes, pc.slab.notes...)
	s.marks = append(s.marks, pc.slab.marks...)
}

// rule draws the lines around the parts of boxes that are in a band, and notes
// those that close the band when a page ends after it.
func (s *slab) rule(boxes []box, top, bottom, weight display.Unit) {
	if weight == 0 {
		return
	}
	for i := range boxes {
		b := &boxes[i]
		if !b.ruled || b.bottom <= top || b.top >= bottom {
			continue
		}
		from, to := max(b.top, top)-top, min(b.bottom, bottom)-top
		s.rules = append(s.rules,
			placedRule{b.x, from, weight, to - from},
			placedRule{b.x + b.width, from, weight, to - from + weight})
		across := placedRule{b.x, from, b.width + weight, weight}
		if b.top >= top {
			s.rules = append(s.rules, across)
		} else {
			s.opening = append(s.opening, across)
		}
		across.y = to
		if b.bottom <= bottom {
			s.rules = append(s.rules, across)
		} else {
			s.closing = append(s.closing, across)
		}
	}
}

// repeated makes of the slabs of a table's header one that is drawn again on
// later pages. It is no part of the text there.
func repeated(slabs []*slab) *slab {
	again := &leaf{artifact: "Pagination"}
	head := &slab{}
	for _, s := range slabs {
		for _, l := range s.lines {
			copied := line{frags: slices.Clone(l.line.frags)}
			for i := range copied.frags {
				copied.frags[i].leaf = again
			}
			head.lines = append(head.lines, placed{line: &copied, base: l.base + head.height})
		}
		for _, r := range s.rules {
			r.y += head.height
			head.rules = append(head.rules, r)
		}
		head.height += s.height
	}
	return head
}
