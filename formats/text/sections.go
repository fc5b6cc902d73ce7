package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// Lengths, in characters, of a numbered heading without its number.
const (
	shortestSection = 3
	longestSection  = 120
)

// numberedHeadings finds the headings that reports and memoranda number: "1.
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

// following is the next line of the text, or nil.
func following(lines []line, i int) *line {
	for i++; i < len(lines); i++ {
		if lines[i].omit == "" {
			return &lines[i]
		}
	}
	return nil
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
