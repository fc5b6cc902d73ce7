package layout

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/plurilex/plurilex/formats/pdf/display"
)

// cost is the demerits of lines that end after the given items, or -1 when one
// of them does not fit. It is what breaker.run must make as small as can be.
func cost(items []item, m measure, try attempt, ends []int) int64 {
	total := int64(0)
	fitness, flagged := int8(1), false
	first := 0
	for _, end := range ends {
		var natural, stretch, shrink display.Unit
		for i := first; i <= end; i++ {
			natural += items[i].width
			if i < end {
				if items[i].forced {
					return -1
				}
				natural += items[i].space
				stretch += items[i].stretch
				shrink += items[i].shrink
			}
		}
		it := &items[end]
		final := end == len(items)-1
		bad, fit, over := badness(m, natural+it.hyphen, stretch+try.emergency, shrink, it.forced || final)
		if over || bad > try.tolerance {
			return -1
		}
		d := (10+bad)*(10+bad) + it.penalty*it.penalty
		if it.flagged && flagged {
			d += adjacentDemerit
		}
		if final && flagged {
			d += finalDemerit
		}
		if fit-fitness > 1 || fitness-fit > 1 {
			d += adjacentDemerit
		}
		total += d
		fitness, flagged = fit, it.flagged
		first = end + 1
	}
	return total
}

// TestBreakerIsBest compares with every way there is to end the lines.
func TestBreakerIsBest(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		items := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) item {
			it := item{width: display.Unit(rapid.IntRange(5, 40).Draw(rt, "width")) * display.Point}
			switch rapid.IntRange(0, 9).Draw(rt, "kind") {
			case 0, 1:
				it.hyphen, it.penalty, it.flagged, it.divided = 4*display.Point, hyphenPenalty, true, true
			case 2:
				it.forced = true
			default:
				it.space, it.stretch, it.shrink = 3*display.Point, 1500, 1000
			}
			return it
		}), 1, 11).Draw(rt, "items")
		m := measure{width: 90 * display.Point}
		if rapid.Bool().Draw(rt, "ragged") {
			m.ragged = 20 * display.Point
		}
		try := rapid.SampledFrom(attempts[:]).Draw(rt, "attempt")
		best := int64(-1)
		for set := range 1 << (len(items) - 1) {
			var ends []int
			for i := range items[:len(items)-1] {
				if set&(1<<i) != 0 {
					ends = append(ends, i)
				}
			}
			if c := cost(items, m, try, append(ends, len(items)-1)); c >= 0 && (best < 0 || c < best) {
				best = c
			}
		}
		var b breaker
		got := b.run(items, m, try, false)
		switch {
		case got == nil && best >= 0:
			rt.Fatalf("no way is found; there is one of %d demerits", best)
		case got != nil && cost(items, m, try, got) != best:
			rt.Fatalf("lines end after %v with %d demerits; the best way has %d", got, cost(items, m, try, got), best)
		}
	})
}

func TestBreakerTakesWhatDoesNotFit(t *testing.T) {
	items := []item{{width: 50 * display.Point, space: 3000}, {width: 500 * display.Point, space: 3000}, {width: 50 * display.Point}}
	var b breaker
	if got := b.run(items, measure{width: 90 * display.Point}, attempts[len(attempts)-1], false); got != nil {
		t.Errorf("lines end after %v although a word is too wide", got)
	}
	if got := b.run(items, measure{width: 90 * display.Point}, attempts[len(attempts)-1], true); len(got) != 3 {
		t.Errorf("lines end after %v, want one for each word", got)
	}
}
