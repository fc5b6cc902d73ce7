package text

import (
	"strings"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// Clauses without numbers are told by what they share: each opens with the same word.
// Dots that stand for clauses that were left out tell why numbers are missing.

// What it takes for clauses to be told by the word that they open with: how many
// stand in a row, and how many characters each has at least.
const (
	fewestEchoes = 3
	leastEcho    = 30
	longestLead  = 60
)

// findEchoes finds clauses without numbers that open with the same word one
// after the other, each as one that others follow, and the line that leads to them.
func findEchoes(s string, lines []line) {
	var run []int
	word, lead := "", -1
	flush := func() {
		if len(run) >= fewestEchoes {
			for _, i := range run {
				lines[i].form |= echoes
				lines[i].says &^= saysLead // the first word of each leads to none
			}
			if lead >= 0 && lines[run[0]].form&startsLower != 0 {
				lines[lead].form |= leads
			} else if lead >= 0 && lines[lead].form&endsComma != 0 {
				lines[lead].mayName()
			}
		}
		run, word = run[:0], ""
	}
	last := -1
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		prev := last
		last = i
		switch {
		case ln.number.n > 0 || ln.division.kind != document.Invalid:
			flush()
			continue
		case prev >= 0 && lines[prev].form&(endsComma|endsFull) == 0 && ln.blanks == 0 && len(run) > 0 && lines[prev].runes >= leastEcho && !endsAnd(s[lines[prev].start:lines[prev].end], ','):
			continue // the line goes on with its clause
		case prev >= 0 && lines[prev].form&(endsFull|endsListed) == endsFull:
			flush()
		}
		w := firstLetters(s[ln.start:ln.end])
		if w != word || ln.runes < leastEcho {
			flush()
			lead = -1
			if prev >= 0 && lines[prev].runes <= longestLead && lines[prev].form&(endsComma|endsColon) != 0 {
				lead = prev
			}
		}
		if w != "" && ln.runes >= leastEcho {
			word = w
			run = append(run, i)
		}
	}
	flush()
}

// leastWeighty is how many letters a word has at least that is no small word of
// its language, as "that" and "in" are in others.
const leastWeighty = 4

// isWeighty reports whether clauses that open with the word say the same: a small
// word opens any clause.
func isWeighty(word string) bool {
	return utf8.RuneCountInString(word) >= leastWeighty || strings.IndexFunc(word, unspaced) == 0
}

// firstLetters is the first word of s in one case; in writing without spaces, its
// first two signs.
func firstLetters(s string) string {
	n := wordAt(s)
	if first, size := utf8.DecodeRuneInString(s); unspaced(first) {
		n = size + spacesAt(s[size:])
		_, size = utf8.DecodeRuneInString(s[n:])
		n += size
	}
	return foldWords(s[:n])
}

// findElisions finds the lines that are dots for what was left out of the text,
// "(...)", and those with a number that come next.
func findElisions(s string, lines []line) {
	elided := false
	for i := range lines {
		ln := &lines[i]
		switch {
		case ln.omit != "":
		case ln.end-ln.start <= longestElision && isElision(s[ln.start:ln.end]):
			ln.dots, elided = true, true
		case ln.number.n > 0 && ln.strong(ln.number.readings[0]):
			ln.elided, elided = elided, false
		}
	}
}

// longestElision is how many bytes the dots that stand for what was left out have
// at most, with brackets and spaces.
const longestElision = 16

func isElision(s string) bool {
	dots := strings.Trim(s, "()[] \u00a0")
	return dots != "" && strings.Trim(dots, ".… ") == ""
}
