package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// layout is what a text's lines have in common.
type layout struct {
	wrapped  bool  // lines are broken at a width
	width    int32 // runes of a full line, when wrapped
	gap      int16 // blank lines between two lines of one paragraph
	sameGaps bool  // nearly every line is followed by the same number of blank lines
	indented bool  // the first line of a paragraph is set in
	parted   bool  // lines follow each other, and blank lines part what they belong to
}

// partedLines is how many lines a part between blank lines has at most on the
// average, where blank lines part what belongs together.
const partedLines = 16

// learn measures the lines of a text. In a markup, where most lines are blocks,
// only the longest can say how wide they are.
func learn(lines []line, blocks bool) layout {
	var l layout
	if len(lines) == 0 {
		return l
	}
	lengths := make([]int32, len(lines))
	gaps := [4]int{}
	n := 0
	for i := range lines {
		if lines[i].omit != "" || lines[i].row != 0 {
			continue
		}
		lengths[n] = lines[i].runes
		n++
		if i > 0 && lines[i-1].omit == "" {
			gaps[min(lines[i].blanks, 3)]++
		}
	}
	if lengths = lengths[:n]; n == 0 {
		return l
	}
	slices.Sort(lengths)
	odds := []int{n / 50, n / 12, n / 6}
	if blocks {
		odds = odds[:1]
	}
	// A few odd lines are longer; where words broken at line ends were joined, many.
	for _, odd := range odds {
		l.width = lengths[n-1-odd]
		if l.wrapped = n >= 6 && l.width >= 30 && l.width <= 200 && breaks(lines, lengths, l.width); l.wrapped {
			break
		}
	}
	pairs := gaps[0] + gaps[1] + gaps[2] + gaps[3]
	for g, n := range gaps {
		if pairs >= 6 && n*10 >= pairs*8 {
			l.sameGaps = true
			l.gap = int16(g)
		}
	}
	l.indented = l.wrapped && setsIn(lines)
	l.parted = l.wrapped && gaps[0]*2 >= pairs && (pairs-gaps[0])*partedLines >= pairs
	return l
}

// setIn is how many spaces further than the line before a line stands that is set in.
const setIn = 2

// setsIn reports whether lines that are set in begin sentences or clauses, and few
// go on with what the line before says, as lines do below a number that hangs out.
func setsIn(lines []line) bool {
	const fewest, most, longestLabelAlone = 3, 4, 4
	begin, on := 0, 0
	var prev *line
	for i := range lines {
		cur := &lines[i]
		if cur.omit != "" || cur.row != 0 {
			continue
		}
		if prev != nil && !cur.page && cur.blanks == 0 && cur.indent >= prev.indent+setIn && prev.runes > longestLabelAlone {
			if prev.form&(endsFull|endsComma) != 0 {
				begin++
			} else {
				on++
			}
		}
		prev = cur
	}
	return begin >= fewest && begin >= on*most
}

// breaks reports whether lines are broken within sentences: many go on in small
// letters where the line before has no punctuation or, in scripts without small
// letters, most lines are about as long as the longest.
func breaks(lines []line, sorted []int32, width int32) bool {
	on, full, pairs := 0, 0, 0
	var prev *line
	for i := range lines {
		cur := &lines[i]
		if cur.omit != "" {
			continue
		}
		if prev != nil {
			pairs++
			if prev.runes*10 >= width*7 {
				if full++; prev.form&(endsFull|endsComma) == 0 && cur.form&(startsLower|startsOther) != 0 {
					on++
				}
			}
		}
		prev = cur
	}
	// Where many lines are longer, more must go on.
	within, _ := slices.BinarySearch(sorted, width+1)
	if on >= 2 && (on*2 >= full || on*10 >= full*3 && within*12 >= len(sorted)*11) {
		return true
	}
	first, _ := slices.BinarySearch(sorted, width*85/100)
	over, _ := slices.BinarySearch(sorted, width*115/100)
	return on*14 >= pairs && (over-first)*10 >= len(sorted)*4 && len(sorted)-over <= len(sorted)/50
}

// fewestNarrow is how many lines a narrower column has at least.
const fewestNarrow = 8

// narrower finds the lines after from that are set in a narrower column than
// the others, as on a page that has one column above and two below, and returns
// their layout and the index after the last of them. Where there are none, the
// layout is that of the text.
func (l layout) narrower(lines []line, from int) (layout, int) {
	if !l.wrapped {
		return l, len(lines)
	}
	to := from
	var lengths []int32
	for ; to < len(lines) && (lines[to].omit != "" || lines[to].runes*3 <= l.width*2); to++ {
		if lines[to].omit == "" {
			lengths = append(lengths, lines[to].runes)
		}
	}
	if len(lengths) < fewestNarrow {
		return l, max(to, from+1)
	}
	slices.Sort(lengths)
	column := l
	column.width = lengths[len(lengths)-1-len(lengths)/12]
	if !breaks(lines[from:to], lengths, column.width) {
		return l, to
	}
	return column, to
}

// innerSplit is the cost of a clause that begins inside a line, and secondJoin
// that of none where a number follows another.
const (
	innerSplit = 1.5
	secondJoin = 4
)

// weigh sets the costs that the layout gives each line.
func (l layout) weigh(s string, lines []line) {
	text, column := l, 0
	for i := range lines {
		if i == column {
			l, column = text.narrower(lines, i)
		}
		cur := &lines[i]
		if cur.omit != "" {
			continue
		}
		prev := before(lines, i)
		if i > 0 && isFurniture(lines[i-1].omit) {
			cur.page = true
		}
		if i > 0 && lines[i-1].omit == ruleLine {
			cur.drawn = true
		}
		if prev == nil {
			cur.join = 8
			continue
		}
		if cur.second {
			cur.join = secondJoin
			continue
		}
		if cur.inner {
			// Nothing but words and numbers tells what begins inside a line.
			cur.join, cur.split = 0, innerSplit
			if prev.says&(saysLead|saysAuthor|saysFormula) != 0 && prev.saysEnd >= prev.end-2 || !prev.inner && prev.form&alone != 0 ||
				strings.HasPrefix(s[prev.start:], distribution) || strings.HasPrefix(s[cur.start:], distribution) {
				cur.join, cur.split = innerSplit+1, 0 // what is before it is whole
			}
			continue
		}
		cur.join, cur.split = costs(l.score(s, prev, cur))
		if l.tops(prev, cur) {
			prev.form |= tops
			if above := before(lines, i-1); above != nil && above.form&endsFull != 0 && prev.form&startsUpper != 0 {
				prev.join, prev.split = max(prev.join, 1), 0
			}
		}
	}
}

func costs(score float32) (join, split float32) {
	return max(0, score), max(0, -score)
}

// fullLine is what a line that leaves no room for the next word says against the
// end of a paragraph: one in ten ends so by chance.
const fullLine = 1

// score says how sure the layout is that a line starts something new; below
// zero it says that it goes on.
func (l layout) score(s string, prev, cur *line) float32 {
	var v float32
	gap := cur.blanks
	// Where lines are not broken within sentences, a line end ends a block
	// whatever the words look like.
	weight := float32(1)
	if !l.wrapped {
		weight = 0.3
	}
	switch {
	case !l.wrapped && !cur.page:
		v += 2.5
	case cur.page:
	case l.parted && gap == 0:
		v -= 1.5
	case l.sameGaps && gap == l.gap:
	case l.sameGaps && gap < l.gap:
		v -= 1
	case l.sameGaps:
		v += 1.5
	case gap > 0:
		v += 3
	default:
		v -= 1.5
	}
	switch {
	case !l.indented || cur.page:
	case cur.indent >= prev.indent+setIn:
		v += 3
	case cur.indent+setIn <= prev.indent:
		v -= 1.5
	}
	if l.wrapped {
		word := firstWord(s[cur.start:cur.end])
		switch room := l.width - prev.runes - word - 1; {
		case l.tops(prev, cur):
			v += 4
		case room > l.width/3:
			v += 2
		case room > l.width/6:
			v += 1
		case room < 0:
			v -= fullLine
		}
	}
	switch {
	case prev.form&endsHyphen != 0:
		v -= 4
	case prev.form&endsFull != 0:
		v += 1.5
	case prev.form&endsComma != 0:
		v += 0.2
	default:
		v -= 1.5 * weight
		if l.wrapped && endsSmall(s[prev.start:prev.end]) {
			v -= 1
		}
	}
	switch {
	case prev.form&endsListed != 0 && openQuote(s[cur.start:cur.end]) > 0:
		v += 2 // a term that is defined, as others are
	case cur.form&startsLower != 0:
		v -= 2 * weight
	case cur.form&startsUpper != 0:
		v += 0.5
	default:
		if r, _ := utf8.DecodeRuneInString(s[cur.start:]); isOneOf(r, ",;:.)]») ") {
			v -= 4
		}
	}
	if cur.tagged {
		v += 6
	}
	if (prev.form|cur.form)&alone != 0 && (!l.wrapped || gap > 0 || prev.form&cur.form&alone != 0) {
		v += 4
	}
	if prev.form&allCaps != cur.form&allCaps && prev.form&short != 0 {
		v += 1
	}
	return v
}

// tops reports whether a line is short and ends no sentence where the line after
// it is full and does not go on in small letters.
func (l layout) tops(prev, cur *line) bool {
	return l.wrapped && prev.runes*5 <= l.width*3 && cur.runes*10 >= l.width*8 && cur.form&startsLower == 0 && prev.form&(endsFull|endsComma|endsHyphen) == 0
}

// firstWord is the length of the first word in runes.
func firstWord(s string) int32 {
	n := int32(0)
	for _, r := range s {
		if unicode.IsSpace(r) {
			break
		}
		if n++; unspaced(r) {
			break // a line may be broken after any sign
		}
	}
	return n
}
