package layout

import (
	"github.com/plurilex/plurilex/formats/pdf/display"
)

// item is a stretch of text up to a place where a line may end, and the white
// space after it, which vanishes at the end of a line.
type item struct {
	end     int // byte at which the line's text ends
	next    int // byte at which the next line's text starts
	width   display.Unit
	space   display.Unit
	stretch display.Unit
	shrink  display.Unit
	hyphen  display.Unit // width that is added when the line ends here
	penalty int64
	divided bool // a hyphen is put in when the line ends here
	flagged bool // the line would end in a hyphen
	forced  bool
}

// Costs of the ends of lines, as TeX has them.
const (
	hyphenPenalty   = 50
	adjacentDemerit = 10000 // two lines in a row end in a hyphen, or a loose one is beside a tight one
	finalDemerit    = 5000  // the last line but one ends in a hyphen
	infinitelyBad   = 10000
)

// attempt is how hard breaking tries: first without dividing words, then with,
// then with white space as wide as need be.
type attempt struct {
	tolerance int64
	divide    bool
	emergency display.Unit
}

var attempts = [...]attempt{
	{tolerance: 200},
	{tolerance: 1000, divide: true},
	{tolerance: infinitelyBad, divide: true, emergency: 40 * display.Point},
}

// measure is how wide lines are and how they end.
type measure struct {
	width  display.Unit
	ragged display.Unit // how short of the width a line may stay without fault; 0 when justified
}

// node is a line end that may be part of the best paragraph.
type node struct {
	item     int // the line ends after it; -1 is the start of the paragraph
	prev     int // index of the node of the line end before
	demerits int64
	fitness  int8
	flagged  bool
	width    display.Unit // sums of the items up to here
	stretch  display.Unit
	shrink   display.Unit
}

// breaker chooses the ends of lines so that the paragraph as a whole is the
// best (D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines, 1981).
type breaker struct {
	nodes  []node
	active []int
	ends   []int
}

// none is that no line end of any fitness was found.
var none = [4]int{-1, -1, -1, -1}

// run returns the items after which lines end, or nil when the attempt finds no
// way. With last set it always finds one, with a line too wide if need be.
func (b *breaker) run(items []item, m measure, try attempt, last bool) []int {
	b.nodes = append(b.nodes[:0], node{item: -1, prev: -1, fitness: 1})
	b.active = append(b.active[:0], 0)
	var width, stretch, shrink display.Unit // of all items up to i, spaces after them included
	for i := range items {
		it := &items[i]
		final := i == len(items)-1
		forced := it.forced || final
		width += it.width
		best := none
		cost := [4]int64{}
		kept, tooWide := b.active[:0], -1
		for _, a := range b.active {
			n := &b.nodes[a]
			natural := width - n.width + it.hyphen
			bad, fit, over := badness(m, natural, stretch-n.stretch+try.emergency, shrink-n.shrink, forced)
			if over {
				tooWide = a // no line from n can end here or later
				continue
			}
			if !forced {
				kept = append(kept, a)
			}
			if bad > try.tolerance {
				continue
			}
			d := 10 + bad
			d = d*d + it.penalty*it.penalty
			if it.flagged && n.flagged {
				d += adjacentDemerit
			}
			if final && n.flagged {
				d += finalDemerit
			}
			if diff := fit - n.fitness; diff > 1 || diff < -1 {
				d += adjacentDemerit
			}
			d += n.demerits
			if best[fit] < 0 || d < cost[fit] {
				best[fit], cost[fit] = a, d
			}
		}
		if last && len(kept) == 0 && best == none && tooWide >= 0 {
			best[3], cost[3] = tooWide, b.nodes[tooWide].demerits+infinitelyBad*infinitelyBad
		}
		b.active = kept
		width += it.space
		stretch += it.stretch
		shrink += it.shrink
		for fit, prev := range best {
			if prev < 0 {
				continue
			}
			b.active = append(b.active, len(b.nodes))
			b.nodes = append(b.nodes, node{
				item: i, prev: prev, demerits: cost[fit], fitness: int8(fit), flagged: it.flagged,
				width: width, stretch: stretch, shrink: shrink,
			})
		}
		if len(b.active) == 0 {
			return nil
		}
	}
	end := b.active[0]
	for _, a := range b.active {
		if b.nodes[a].demerits < b.nodes[end].demerits {
			end = a
		}
	}
	b.ends = b.ends[:0]
	for n := end; b.nodes[n].item >= 0; n = b.nodes[n].prev {
		b.ends = append(b.ends, b.nodes[n].item)
	}
	for i, j := 0, len(b.ends)-1; i < j; i, j = i+1, j-1 {
		b.ends[i], b.ends[j] = b.ends[j], b.ends[i]
	}
	return b.ends
}

// badness is how bad a line of the natural width is, from 0 to infinitelyBad,
// and its class: 0 tight, 1 decent, 2 loose, 3 very loose. Over means that it
// cannot be made narrow enough.
func badness(m measure, natural, stretch, shrink display.Unit, forced bool) (bad int64, fit int8, over bool) {
	room := m.width - natural
	switch {
	case room < 0 && (m.ragged > 0 || -room > shrink):
		return infinitelyBad, 0, true
	case room < 0:
		bad = cube(-room, shrink)
		if bad > 12 {
			return bad, 0, false
		}
		return bad, 1, false
	case forced:
		return 0, 1, false
	case m.ragged > 0:
		stretch = m.ragged
	}
	bad = cube(room, stretch)
	switch {
	case bad > 99:
		fit = 3
	case bad > 12:
		fit = 2
	default:
		fit = 1
	}
	return bad, fit, false
}

// cube is 100 times the third power of room/stretch, up to infinitelyBad.
func cube(room, stretch display.Unit) int64 {
	if room == 0 {
		return 0
	}
	if stretch <= 0 || room > 5*stretch {
		return infinitelyBad
	}
	r := int64(room) * 1000 / int64(stretch)
	return min(r*r*r/10_000_000, infinitelyBad)
}
