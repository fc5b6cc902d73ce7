package text

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
)

// markdown finds the signs of Markdown (CommonMark 0.31) in a plain text: those of
// headings, quotations, emphasis, links, code and escapes. A text may have such
// signs of its own, so all of it must show that they are used as Markdown uses them.
type markdown struct {
	s     string
	lines []line
	holes []hole

	headings, others int // lines that begin with number signs, as headings do and otherwise
	strong, odd      int // words between two pairs of asterisks, lines with a pair that has none to close it
	links            int
	fenced           bool // within code that stands between two fences
}

// findMarkdown adds the signs of Markdown to holes and says which lines are headings.
func findMarkdown(s string, lines []line, holes []hole) []hole {
	if !strings.Contains(s, "**") && !strings.Contains(s, "](") && !strings.Contains(s, "# ") {
		return holes
	}
	m := &markdown{s: s, lines: lines}
	for i := range lines {
		m.weigh(&lines[i])
	}
	if !m.used() {
		return holes
	}
	for i := range lines {
		m.read(&lines[i])
	}
	all := slices.Concat(holes, m.holes)
	slices.SortFunc(all, func(a, b hole) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	end := 0
	return slices.DeleteFunc(all, func(h hole) bool {
		if h.start < end {
			return true
		}
		end = h.end
		return false
	})
}

// What it takes for signs to be those of Markdown.
const (
	fewestHashed = 2
	fewestLinks  = 2
	fewestStrong = 3
)

// used reports whether the signs of the text are those of Markdown.
func (m *markdown) used() bool {
	strong := m.strong
	if m.odd > 0 {
		strong = 0
	}
	switch {
	case m.headings >= fewestHashed && m.others == 0, m.links >= fewestLinks, strong >= fewestStrong:
		return true
	}
	return m.headings > 0 && m.others == 0 && m.links+strong > 0
}

// weigh counts what speaks for Markdown in a line and against it.
func (m *markdown) weigh(ln *line) {
	s := m.s[ln.start:ln.end]
	if s == "" {
		return
	}
	if s[0] == '#' {
		if hashes(s) > 0 {
			m.headings++
		} else {
			m.others++
		}
	}
	if strings.Contains(s, "**") && !isRule(s) && !strings.Contains(s, "***") {
		n := 0
		eachStrong(s, func(_, _ int) { n++ })
		if m.strong += n; strings.Count(s, "**") != 2*n {
			m.odd++
		}
	}
	for i := 0; i < len(s); {
		open := strings.IndexByte(s[i:], '[')
		if open < 0 {
			break
		}
		if _, end := link(s[i+open:]); end > 0 {
			m.links++
			i += open + end
		} else {
			i += open + 1
		}
	}
}

// hashes is the depth of the heading that s is, or 0: one to six number signs, a
// space and words.
func hashes(s string) int {
	n := 0
	for n < len(s) && s[n] == '#' {
		n++
	}
	if n == 0 || n > 6 || n+1 >= len(s) || s[n] != ' ' {
		return 0
	}
	return n
}

// eachStrong finds words between pairs of asterisks: the offsets of both pairs.
func eachStrong(s string, visit func(open, close int)) {
	for i := 0; ; {
		open := strings.Index(s[i:], "**")
		if open < 0 {
			return
		}
		open += i
		n := strings.Index(s[open+2:], "**")
		if n < 1 || s[open+2] == ' ' || s[open+1+n] == ' ' {
			if i = open + 2; n < 0 {
				return
			}
			continue
		}
		visit(open, open+2+n)
		i = open + 2 + n + 2
	}
}

// longestTarget is how many bytes the address of a link has at most, with its title.
const longestTarget = 2048

// link reads a link at the beginning of s: the end of its words, and its own, or 0.
func link(s string) (words, end int) {
	words = 1 + strings.IndexAny(s[1:], "[]")
	if words < 1 || !strings.HasPrefix(s[words:], "](") {
		return 0, 0
	}
	n := strings.IndexByte(s[words:min(len(s), words+longestTarget)], ')')
	if n < 0 {
		return 0, 0
	}
	target, _, _ := strings.Cut(s[words+2:words+n], " \"")
	if strings.ContainsAny(target, " \t") || !strings.ContainsAny(target, "#/:") {
		return 0, 0
	}
	return words, words + n + 1
}

// read finds the signs of a line.
func (m *markdown) read(ln *line) {
	from, s := ln.start, m.s[ln.start:ln.end]
	if strings.HasPrefix(s, "```") || strings.HasPrefix(s, "~~~") {
		m.fenced = !m.fenced
		m.sign(from, ln.end)
		return
	}
	if m.fenced {
		return
	}
	for strings.HasPrefix(s, ">") {
		n := 1 + spacesAt(s[1:])
		m.sign(from, from+1)
		from, s = from+n, s[n:]
	}
	if depth := hashes(s); depth > 0 {
		ln.hashes = int8(depth)
		m.sign(from, from+depth)
		if closed := strings.TrimRight(s, "#"); strings.HasSuffix(closed, " ") {
			m.sign(from+len(closed), ln.end)
			s = closed
		}
		from, s = from+depth, s[depth:]
	}
	if !isRule(s) {
		m.within(from, s)
	}
}

// within finds the signs inside a line: s begins at an offset of the text.
func (m *markdown) within(from int, s string) {
	var open unclosed
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!|>~", s[i+1]) >= 0:
			m.sign(from+i, from+i+1)
			i += 2
			continue
		case c == '[':
			words, end := link(s[i:])
			if end == 0 {
				break
			}
			start := i
			if i > 0 && s[i-1] == '!' {
				start-- // of a picture
			}
			m.sign(from+start, from+i+1)
			m.within(from+i+1, s[i+1:i+words])
			m.sign(from+i+words, from+i+end)
			i += end
			continue
		case c == '*' || c == '_' || c == '`':
			n := 1
			for i+n < len(s) && s[i+n] == c {
				n++
			}
			close := open.close(s, i, n)
			if close == 0 {
				i += n
				continue
			}
			m.sign(from+i, from+i+n)
			if c != '`' {
				m.within(from+i+n, s[i+n:close])
			}
			m.sign(from+close, from+close+n)
			i = close + n
			continue
		}
		i++
	}
}

// unclosed are the signs that nothing closes in the rest of a line: the number of
// signs as a bit, for each of the three.
type unclosed [3]uint8

// longestEmphasis is how many signs stand on one side of words at most.
const longestEmphasis = 3

// close is the offset of the signs that close the n ones at i, or 0: words stand
// right between both, and no letter touches them outside.
func (u *unclosed) close(s string, i, n int) int {
	open := s[i : i+n]
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	if n > longestEmphasis || i+n >= len(s) || s[i+n] == ' ' || i > 0 && isWordRune(before) {
		return 0
	}
	sign := &u[strings.IndexByte("*_`", s[i])]
	if *sign&(1<<n) != 0 {
		return 0
	}
	for at := i + n; ; {
		k := strings.Index(s[at:], open)
		if k < 0 {
			*sign |= 1 << n
			return 0
		}
		at += k
		after, _ := utf8.DecodeRuneInString(s[at+n:])
		if at > i+n && s[at-1] != ' ' && s[at-1] != open[0] && (at+n == len(s) || !isWordRune(after) && after != rune(open[0])) {
			return at
		}
		at += n
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (m *markdown) sign(start, end int) {
	m.holes = append(m.holes, hole{start, end, markdownSign})
}

// headMarked makes divisions of the headings of Markdown that have a number: the
// articles of the text when it speaks of articles by number and names none, else
// sections.
func headMarked(s string, lines []line, p *language.Pack) {
	var found []int
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		if ln.division.kind == document.Article {
			return
		}
		if r := ln.number.readings[0]; ln.hashes > 0 && ln.number.n > 0 && r.series == decimals && r.style == dot && ln.number.rest < ln.end {
			found = append(found, i)
		}
	}
	if len(found) < fewestHashed {
		return
	}
	kind := document.Section
	if speaksOf(s, p.Divisions.Article.Words) {
		kind = document.Article
	}
	for _, i := range found {
		ln := &lines[i]
		ln.division = designation{kind: kind, value: ln.number.readings[0].value, end: ln.number.end, rest: ln.number.rest}
		ln.number = numeral{}
	}
}

// stemLetters is how many letters a word keeps at least whatever its ending.
const stemLetters = 4

// speaksOf reports whether one of the words, with any ending, stands in s beside a
// number.
func speaksOf(s string, words []string) bool {
	var stems []string
	for _, w := range words {
		if r := []rune(strings.ToLower(w)); len(r) >= stemLetters && isLetters(string(r)) {
			stems = append(stems, string(r[:stemLetters]))
		}
	}
	before, named := "", false
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !isWordRune(r) }) {
		if _, n := digitsAt(w); n > 0 && named {
			return true
		}
		lower := strings.ToLower(w)
		named = slices.ContainsFunc(stems, func(stem string) bool { return strings.HasPrefix(lower, stem) })
		if _, n := digitsAt(before); n > 0 && named {
			return true
		}
		before = w
	}
	return false
}
