package text

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// Headings have numbers in two ways. Where the clauses are numbered 1, 2, 3, those
// above groups of them have numerals of another kind, "II. Keepers": each line by
// itself may be one (mayHeadClauses), and the search weighs that against a recital
// or a point. Where headings are numbered as clauses are, "2. Keepers", "2.1.
// Duties", no line by itself says which it is: all of a text together decide
// (numberedHeadings), and what is found are sections.

// longestNumbered is how many characters a heading with a number has at most.
const longestNumbered = 120

// mayHeadClauses finds the lines that may be headings above clauses: a Roman or
// Chinese numeral or a capital letter, words that do not end as a sentence does,
// and what is numbered otherwise, or is a sentence, below them.
func mayHeadClauses(s string, lines []line) {
	var prev *line
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		if prev != nil && prev.mayHead(s) {
			switch next := &ln.number; {
			case ln.inner, ln.row != 0:
			case next.n == 0 && ln.division.kind == document.Invalid:
				prev.heads = !prev.lettered() && ln.form&(endsFull|endsComma) != 0 && ln.form&startsLower == 0
			case next.n > 0:
				prev.heads = next.readings[0].series == decimals && next.readings[0].style != bare && next.readings[0].style != parens
			}
		}
		prev = ln
	}
}

// lettered reports whether the number of a line is a capital letter and no numeral.
func (ln *line) lettered() bool {
	return !slices.ContainsFunc(ln.number.all(), func(r reading) bool { return r.series == bigRomans || r.series == han })
}

// mayHead reports whether a line by itself may be a heading with a number.
func (ln *line) mayHead(s string) bool {
	if ln.number.n == 0 || ln.number.rest >= ln.end || ln.inner || ln.row != 0 || ln.runes > longestNumbered || ln.form&(endsFull|endsComma) != 0 && !ln.capsEnd(s) || ln.division.kind != document.Invalid {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s[ln.number.rest:])
	if !unicode.IsUpper(first) && !unicode.Is(unicode.Lo, first) {
		return false
	}
	for _, r := range ln.number.all() {
		switch {
		case (r.series == bigRomans || r.series == capitals) && r.style == dot, r.series == han && (r.style == dot || r.style == comma):
			return true
		}
	}
	return false
}

// capsEnd reports whether a line is in capitals and ends with a full stop, as headings
// do in some states.
func (ln *line) capsEnd(s string) bool {
	return ln.form&allCaps != 0 && s[ln.end-1] == '.'
}

// Lengths, in characters, of a numbered heading without its number.
const (
	shortestSection = 3
	longestSection  = 120
)

// numberedHeadings finds the sections that reports and memoranda number: "1.
// Subject", "2.1. The Convention", "4.1.1.Principles". Clauses look the same but
// follow one another; below most headings there is text without a number, or
// headings of the next depth.
func numberedHeadings(s string, lines []line, l *layout) {
	var found []int
	var marks []pathMark
	clauses, headed := 0, 0
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" || ln.settled() || ln.division.kind != document.Invalid {
			continue
		}
		m, ok := sectionMark(s, ln)
		if !ok {
			continue
		}
		next := following(lines, i)
		if next == nil || !isSection(s, ln, m, next, l) {
			if m.parts == 1 {
				clauses++
			}
			continue
		}
		if n := len(marks); n == 0 || m.follows(marks[n-1]) {
			found, marks = append(found, i), append(marks, m)
			if below, ok := sectionMark(s, next); !ok && next.number.n == 0 || below.parts > m.parts {
				headed++
			}
		}
	}
	if len(found) < 2 || headed*5 < len(found)*4 || clauses > len(found) {
		return
	}
	for k, i := range found {
		kind := document.Section
		if marks[k].parts > 1 {
			kind = document.Subsection
		}
		lines[i].division = designation{kind: kind, value: marks[k].last, end: marks[k].end, rest: marks[k].rest}
		lines[i].number = numeral{}
	}
}

// pathMark is a number of a section: "2", "2.1".
type pathMark struct {
	parts, last int32
	first       int32
	end, rest   int // offsets after it and of the words after it
}

// follows reports whether a section can come after another.
func (m pathMark) follows(before pathMark) bool {
	switch {
	case m.parts == 1:
		return m.last == before.first+1
	case m.parts > before.parts:
		return m.first == before.first && m.last == 1
	}
	return m.first == before.first
}

// sectionMark reads the number of a section at the beginning of a line. Words may
// follow its full stop at once.
func sectionMark(s string, ln *line) (m pathMark, ok bool) {
	line := s[ln.start:ln.end]
	n := 0
	for m.parts < 4 {
		value, size := digitsAt(line[n:])
		if size == 0 || size > 2 || value <= 0 {
			break
		}
		n += size
		m.last = value
		if m.parts++; m.parts == 1 {
			m.first = value
		}
		if n >= len(line) || line[n] != '.' {
			break
		}
		n++
	}
	if m.parts == 0 || n >= len(line) || m.parts == 1 && line[n-1] != '.' || line[n-1] != '.' && spacesAt(line[n:]) == 0 {
		return m, false
	}
	m.end = ln.start + n
	m.rest = m.end + spacesAt(line[n:])
	return m, m.rest < ln.end
}

// isSection reports whether the words after a number look like a heading, and
// the line below like something new.
func isSection(s string, ln *line, m pathMark, next *line, l *layout) bool {
	words := s[m.rest:ln.end]
	if n := utf8.RuneCountInString(words); n < shortestSection || n > longestSection || ln.form&(endsFull|endsComma|endsColon|endsHyphen) != 0 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(words); !unicode.IsLetter(r) || unicode.IsLower(r) {
		return false
	}
	if l.wrapped {
		return next.blanks > l.gap && ln.runes*10 < l.width*8
	}
	return next.form&startsLower == 0
}
