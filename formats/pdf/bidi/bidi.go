// Package bidi finds the directions of mixed text: the Unicode Bidirectional
// Algorithm (UAX #9), with the level of every character and the order in which
// a line shows its pieces.
package bidi

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Direction is the base direction of a paragraph.
type Direction int8

const (
	Auto        Direction = iota - 1 // that of the first strong character (rules P2 and P3), left to right when there is none
	LeftToRight                      // also the level it starts with
	RightToLeft
)

// maxDepth is the deepest explicit level (BD2).
const maxDepth = 125

type class = bidi.Class

// Resolver resolves paragraphs. Its zero value is ready; it is for one goroutine
// at a time and uses its memory again.
type Resolver struct {
	original []class
	classes  []class
	brackets []bracket
	match    []int // of an isolate initiator its PDI, and the other way round; -1 without
	levels   []uint8
	explicit []uint8 // levels by rules X1 to X8 alone
	removed  []bool  // by rule X9

	sequence []int // indices of an isolating run sequence
	openers  []opener
	pairs    []pair
	offsets  []int
}

// bracket is what a character is for rule N0.
type bracket struct {
	kind  int8 // 1 opens, -1 closes, 0 is none
	canon rune // the same for a bracket and its counterpart
}

// Levels appends the level of every byte of text to out. It returns nil, for
// all is level 0, when the base direction is from left to right and nothing in
// text goes the other way.
func (r *Resolver) Levels(out []uint8, text string, base Direction) []uint8 {
	if base != RightToLeft && !mixed(text) {
		return nil
	}
	r.reset()
	r.offsets = r.offsets[:0]
	for i, c := range text {
		p, _ := bidi.LookupRune(c)
		r.original = append(r.original, p.Class())
		r.brackets = append(r.brackets, bracketOf(c, p))
		r.offsets = append(r.offsets, i)
	}
	r.resolve(base)
	for i, level := range r.levels {
		end := len(text)
		if i+1 < len(r.offsets) {
			end = r.offsets[i+1]
		}
		for range end - r.offsets[i] {
			out = append(out, level)
		}
	}
	return out
}

// mixed reports whether text may have anything but level 0 from left to right.
func mixed(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < 0xD6 {
			continue // ASCII, or a lead or trail byte of something below U+0590
		}
		if !utf8.RuneStart(text[i]) {
			continue
		}
		c, _ := utf8.DecodeRuneInString(text[i:])
		switch {
		case c < 0x590, c >= 0x900 && c < 0x200F, c >= 0x2070 && c < 0xFB1D, c >= 0x10000 && c < 0x10800, c >= 0x20000:
			continue
		}
		p, _ := bidi.LookupRune(c)
		switch p.Class() {
		case bidi.R, bidi.AL, bidi.AN, bidi.RLE, bidi.RLO, bidi.RLI, bidi.LRE, bidi.LRO, bidi.LRI, bidi.FSI:
			return true
		}
	}
	return false
}

func (r *Resolver) reset() {
	r.original = r.original[:0]
	r.brackets = r.brackets[:0]
}

// resolve finds the levels of r.original. Levels of characters that rule X9
// removes are those of the character before.
func (r *Resolver) resolve(base Direction) uint8 {
	n := len(r.original)
	r.classes = append(r.classes[:0], r.original...)
	r.levels = append(r.levels[:0], make([]uint8, n)...)
	r.removed = append(r.removed[:0], make([]bool, n)...)
	r.matchIsolates()
	level := uint8(0)
	switch base {
	case RightToLeft:
		level = 1
	case Auto:
		level = r.firstStrong(0, n)
	}
	r.embed(level)
	r.explicit = append(r.explicit[:0], r.levels...)
	r.sequences(level)
	// L1, as far as it does not depend on where lines end.
	for i := range n {
		if c := r.original[i]; c == bidi.B || c == bidi.S {
			r.levels[i] = level
			r.whitespaceBefore(i, level)
		}
	}
	r.whitespaceBefore(n, level)
	before := level
	for i := range n {
		if r.removed[i] {
			r.levels[i] = before
		}
		before = r.levels[i]
	}
	return level
}

func (r *Resolver) whitespaceBefore(end int, level uint8) {
	for i := end - 1; i >= 0; i-- {
		switch r.original[i] {
		case bidi.WS, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
			r.levels[i] = level
		default:
			if !r.removed[i] {
				return
			}
		}
	}
}

func isolateInitiator(c class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// matchIsolates pairs isolate initiators with their PDIs (BD9).
func (r *Resolver) matchIsolates() {
	r.match = r.match[:0]
	var open []int
	for i, c := range r.original {
		r.match = append(r.match, -1)
		switch {
		case isolateInitiator(c):
			open = append(open, i)
		case c == bidi.PDI && len(open) > 0:
			last := open[len(open)-1]
			open = open[:len(open)-1]
			r.match[i], r.match[last] = last, i
		case c == bidi.B:
			open = open[:0]
		}
	}
}

// firstStrong is the level that the first strong character between two
// positions asks for; what is isolated does not count (P2, P3).
func (r *Resolver) firstStrong(start, end int) uint8 {
	for i := start; i < end; i++ {
		switch c := r.original[i]; {
		case c == bidi.L:
			return 0
		case c == bidi.R || c == bidi.AL:
			return 1
		case isolateInitiator(c):
			if r.match[i] < 0 {
				return 0
			}
			i = r.match[i]
		}
	}
	return 0
}

// status is an entry of the directional status stack (X1).
type status struct {
	level    uint8
	override class // L or R, or ON for neutral
	isolate  bool
}

// embed applies rules X1 to X8, and X9 by noting what is removed.
func (r *Resolver) embed(base uint8) {
	stack := []status{{base, bidi.ON, false}}
	overflowIsolates, overflowEmbeddings, validIsolates := 0, 0, 0
	next := func(odd bool) uint8 {
		level := stack[len(stack)-1].level
		if odd {
			return (level + 1) | 1
		}
		return (level + 2) &^ 1
	}
	for i, c := range r.original {
		top := stack[len(stack)-1]
		switch c {
		case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO:
			r.levels[i], r.removed[i] = top.level, true
			level := next(c == bidi.RLE || c == bidi.RLO)
			if level > maxDepth || overflowIsolates > 0 || overflowEmbeddings > 0 {
				if overflowIsolates == 0 {
					overflowEmbeddings++
				}
				continue
			}
			override := class(bidi.ON)
			if c == bidi.RLO {
				override = bidi.R
			} else if c == bidi.LRO {
				override = bidi.L
			}
			stack = append(stack, status{level, override, false})
		case bidi.RLI, bidi.LRI, bidi.FSI:
			r.levels[i] = top.level
			r.override(i, top)
			odd := c == bidi.RLI
			if c == bidi.FSI {
				end := r.match[i]
				if end < 0 {
					end = len(r.original)
				}
				odd = r.firstStrong(i+1, end) == 1
			}
			if level := next(odd); level <= maxDepth && overflowIsolates == 0 && overflowEmbeddings == 0 {
				validIsolates++
				stack = append(stack, status{level, bidi.ON, true})
			} else {
				overflowIsolates++
			}
		case bidi.PDI:
			switch {
			case overflowIsolates > 0:
				overflowIsolates--
			case validIsolates > 0:
				overflowEmbeddings = 0
				for !stack[len(stack)-1].isolate {
					stack = stack[:len(stack)-1]
				}
				stack = stack[:len(stack)-1]
				validIsolates--
			}
			top = stack[len(stack)-1]
			r.levels[i] = top.level
			r.override(i, top)
		case bidi.PDF:
			r.levels[i], r.removed[i] = top.level, true
			switch {
			case overflowIsolates > 0:
			case overflowEmbeddings > 0:
				overflowEmbeddings--
			case !top.isolate && len(stack) > 1:
				stack = stack[:len(stack)-1]
			}
		case bidi.B:
			r.levels[i] = base
			stack = stack[:1]
			overflowIsolates, overflowEmbeddings, validIsolates = 0, 0, 0
		case bidi.BN:
			r.levels[i], r.removed[i] = top.level, true
		default:
			r.levels[i] = top.level
			r.override(i, top)
		}
	}
}

func (r *Resolver) override(i int, s status) {
	if s.override != bidi.ON {
		r.classes[i] = s.override
	}
}

// sequences applies the rules W, N and I to each isolating run sequence (X10).
func (r *Resolver) sequences(base uint8) {
	n := len(r.original)
	done := make([]bool, n)
	for start := range n {
		if r.removed[start] || done[start] {
			continue
		}
		r.sequence = r.sequence[:0]
		level := r.explicit[start]
		for i := start; i >= 0 && i < n; {
			// One level run, then on from an isolate initiator at its end.
			last := -1
			for ; i < n; i++ {
				if r.removed[i] {
					continue
				}
				if r.explicit[i] != level {
					break
				}
				r.sequence = append(r.sequence, i)
				done[i] = true
				last = i
				if r.original[i] == bidi.B {
					break
				}
			}
			i = -1
			if last >= 0 && isolateInitiator(r.original[last]) {
				i = r.match[last]
			}
		}
		r.resolveSequence(level, base)
	}
}

func direction(level uint8) class {
	if level&1 == 1 {
		return bidi.R
	}
	return bidi.L
}

// resolveSequence applies the rules W1 to W7, N0 to N2, I1 and I2.
func (r *Resolver) resolveSequence(level, base uint8) {
	seq := r.sequence
	first, last := seq[0], seq[len(seq)-1]
	before, after := base, base
	for i := first - 1; i >= 0; i-- {
		if !r.removed[i] {
			before = r.explicit[i]
			break
		}
	}
	if !(isolateInitiator(r.original[last]) && r.match[last] < 0) {
		for i := last + 1; i < len(r.explicit); i++ {
			if !r.removed[i] {
				after = r.explicit[i]
				break
			}
		}
	}
	sos, eos := direction(max(level, before)), direction(max(level, after))
	r.weak(seq, sos)
	r.pairBrackets(seq, level, sos)
	r.neutral(seq, level, sos, eos)
	for _, i := range seq {
		switch c := r.classes[i]; {
		case level&1 == 0 && c == bidi.R, level&1 == 1 && (c == bidi.L || c == bidi.EN || c == bidi.AN):
			r.levels[i] = level + 1
		case level&1 == 0 && (c == bidi.AN || c == bidi.EN):
			r.levels[i] = level + 2
		}
	}
}

func (r *Resolver) weak(seq []int, sos class) {
	t := r.classes
	// W1 to W3.
	before, strong := sos, sos
	for _, i := range seq {
		switch t[i] {
		case bidi.NSM:
			t[i] = before
			if before == bidi.LRI || before == bidi.RLI || before == bidi.FSI || before == bidi.PDI {
				t[i] = bidi.ON
			}
		}
		before = t[i]
		switch t[i] {
		case bidi.L, bidi.R:
			strong = t[i]
		case bidi.AL:
			strong = bidi.AL
			t[i] = bidi.R
		case bidi.EN:
			if strong == bidi.AL {
				t[i] = bidi.AN
			}
		}
	}
	// W4.
	for k := 1; k+1 < len(seq); k++ {
		a, b, c := t[seq[k-1]], t[seq[k]], t[seq[k+1]]
		if b == bidi.ES && a == bidi.EN && c == bidi.EN || b == bidi.CS && a == c && (a == bidi.EN || a == bidi.AN) {
			t[seq[k]] = a
		}
	}
	// W5.
	for k := 0; k < len(seq); k++ {
		if t[seq[k]] != bidi.ET {
			continue
		}
		end := k
		for end < len(seq) && t[seq[end]] == bidi.ET {
			end++
		}
		if k > 0 && t[seq[k-1]] == bidi.EN || end < len(seq) && t[seq[end]] == bidi.EN {
			for ; k < end; k++ {
				t[seq[k]] = bidi.EN
			}
		}
		k = end - 1
	}
	// W6 and W7.
	strong = sos
	for _, i := range seq {
		switch t[i] {
		case bidi.ES, bidi.ET, bidi.CS:
			t[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = t[i]
		case bidi.EN:
			if strong == bidi.L {
				t[i] = bidi.L
			}
		}
	}
}

// neutral applies N1 and N2.
func (r *Resolver) neutral(seq []int, level uint8, sos, eos class) {
	t := r.classes
	strongOf := func(c class) class {
		switch c {
		case bidi.EN, bidi.AN:
			return bidi.R
		}
		return c
	}
	before := sos
	for k := 0; k < len(seq); k++ {
		if !neutralClass(t[seq[k]]) {
			before = strongOf(t[seq[k]])
			continue
		}
		end := k
		for end < len(seq) && neutralClass(t[seq[end]]) {
			end++
		}
		after := eos
		if end < len(seq) {
			after = strongOf(t[seq[end]])
		}
		to := direction(level)
		if before == after {
			to = before
		}
		for ; k < end; k++ {
			t[seq[k]] = to
		}
		k = end - 1
	}
}

func neutralClass(c class) bool {
	switch c {
	case bidi.B, bidi.S, bidi.WS, bidi.ON, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
		return true
	}
	return false
}

// Reorder appends to order the indices of levels in the order in which a line
// shows them from left to right (L2).
func Reorder(order []int, levels []uint8) []int {
	start := len(order)
	highest, lowestOdd := uint8(0), uint8(255)
	for i, l := range levels {
		order = append(order, i)
		highest = max(highest, l)
		if l&1 == 1 {
			lowestOdd = min(lowestOdd, l)
		}
	}
	out := order[start:]
	for level := highest; level >= lowestOdd && level > 0; level-- {
		for i := 0; i < len(out); i++ {
			if levels[out[i]] < level {
				continue
			}
			end := i
			for end < len(out) && levels[out[end]] >= level {
				end++
			}
			for a, b := i, end-1; a < b; a, b = a+1, b-1 {
				out[a], out[b] = out[b], out[a]
			}
			i = end
		}
	}
	return order
}
