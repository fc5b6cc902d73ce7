package text

import (
	"strings"
)

// consolidated leaves out the cover of a consolidated text: what a site says above it,
// the title when it comes again below, and the list of the acts that amend it. The mark
// of the basic act stands above the title and again below the list.
func (c *cleaner) consolidated() {
	const head, list, title = 40, 400, 8
	first, last := -1, -1
	for i := range c.lines {
		if i >= head && first < 0 || i-first > list && first >= 0 {
			return
		}
		if c.lines[i].omit != versionMark {
			continue
		}
		s := c.at(i)
		if first < 0 && strings.TrimLeft(s, "►▼ ") == "B" {
			first = i
		} else if first >= 0 && strings.HasPrefix(s, "▼") {
			last = i
			break
		}
	}
	if first < 0 || last < 0 {
		return
	}
	// Where the Journal is cited the title ends; before it the list begins.
	cited := first + 1
	for cited < last && !(strings.HasPrefix(c.at(cited), "(") && countNumbers(c.at(cited)) >= citedNumbers) {
		cited++
	}
	if cited == last || cited-first > title {
		return
	}
	leave := func(from, to int, reason string) {
		for i := from; i < to; i++ {
			if ln := &c.lines[i]; ln.omit == "" && ln.told == nil {
				ln.omit, ln.row = reason, 0
			}
		}
	}
	c.site = true
	leave(0, first, siteChrome)
	for i := last + 1; i < min(last+1+title, len(c.lines)); i++ {
		if c.at(i) == c.at(first+1) {
			leave(first, cited, repeated)
			break
		}
	}
	leave(cited, last, amendedBy)
}

// isConsolidated reports whether s is the head of a consolidated text: "01958R0001 —
// EN — 01.07.2013 — 007.001 — 2".
func isConsolidated(s string) bool {
	if strings.Count(s, " — ") < 3 {
		return false // most lines: nothing is cut up for them
	}
	parts := strings.Split(s, " — ")
	return len(parts) <= 5 && isLanguageCode(parts[1]) && isNumericDate(parts[2])
}

// isVersionMark reports whether s says which act the wording below it is of, as
// consolidated texts do: "▼B", "►M3".
func isVersionMark(s string) bool {
	rest, ok := strings.CutPrefix(s, "▼")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "►"); !ok {
			return false
		}
	}
	rest = strings.Trim(rest, " —–-") // a line stands for wording that was deleted
	return len(rest) > 0 && len(rest) <= 4 && rest[0] >= 'A' && rest[0] <= 'Z' && strings.Trim(rest[1:], "0123456789") == ""
}

// A note of editors in braces: how many lines it has at most, and words at least.
// The numbers of documents stand in braces too.
const (
	longestEditors = 60
	fewestEditors  = 3
)

// editors leaves out what those who keep a law in force say between its clauses, in
// braces: "{Article 3 as amended by Law 12 of 4 May 2031}".
func (c *cleaner) editors() {
	for i := range c.lines {
		if c.lines[i].omit == "" && strings.HasPrefix(c.at(i), "{") {
			c.leaveAs(i, c.noteEnd(i), editorsNote)
		}
	}
}

// noteEnd is the line after the note in braces that line i begins with, or 0: no other
// opens in it, and nothing stands behind it on its last line.
func (c *cleaner) noteEnd(i int) int {
	words := 0
	for k := i; k < min(len(c.lines), i+longestEditors); k++ {
		s := c.at(k)
		words += countLetterWords(s)
		shut := strings.IndexByte(s, '}')
		switch {
		case k > i && strings.IndexByte(s, '{') >= 0, shut >= 0 && shut < len(s)-1:
			return 0
		case shut < 0:
		case words < fewestEditors:
			return 0
		default:
			return k + 1
		}
	}
	return 0
}

// countLetterWords is how many words of s are nothing but letters.
func countLetterWords(s string) (n int) {
	for word := range strings.FieldsSeq(s) {
		if isLetters(strings.Trim(word, "{}.,;")) {
			n++
		}
	}
	return n
}
