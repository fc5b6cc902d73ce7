package text

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/source"
)

// hole is a range inside a line that is no part of the text.
type hole struct {
	start, end int
	reason     string
}

// findHoles finds the characters that are never part of a text: control
// characters, soft hyphens, which only say where a word may be broken, and the
// bars that the cells of a page end their lines with. What a web page hides or
// has beside the text is one too.
func findHoles(s string, aside []source.Range) []hole {
	var holes []hole
	barred := false // there is a bar in the line that is not at its end
	for i := 0; i < len(s); {
		if len(aside) > 0 && i >= aside[0].Start {
			if from, to := trim(s, i, aside[0].End); from < to {
				holes = append(holes, hole{from, to, siteChrome})
			}
			i, aside = max(i, aside[0].End), aside[1:]
			continue
		}
		c := s[i]
		size := 1
		reason := ""
		switch {
		case c == '\n':
			barred = false
		case c == '|' && !barred:
			if n := barsAt(s, i); n > 0 {
				reason, size = cellBar, n
			} else {
				barred = true
			}
		case c < ' ' && !(c >= '\t' && c <= '\r') || c == 0x7f:
			reason = controls
		case c == 0xc2:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if r == '\u00ad' {
				reason = softHyphen
			} else if unicode.IsControl(r) && !unicode.IsSpace(r) {
				reason = controls
			}
		case c == '<':
			if n := tagLength(s[i:]); n > 0 {
				reason, size = templateTag, n
			}
		}
		if reason != "" {
			if n := len(holes); n > 0 && holes[n-1].end == i && holes[n-1].reason == reason {
				holes[n-1].end = i + size
			} else {
				holes = append(holes, hole{i, i + size, reason})
			}
		}
		i += size
	}
	return holes
}

// barsAt is the length of the bars at i that end a line, or 0 when words come
// after them, or right before them.
func barsAt(s string, i int) int {
	if i > 0 && s[i-1] > ' ' {
		return 0
	}
	end := i
	for k := i; k < len(s) && s[k] != '\n'; k++ {
		switch s[k] {
		case '|':
			end = k + 1
		case ' ', '\t', '\r':
		default:
			return 0
		}
	}
	return end - i
}

// longestBraced is how many bytes a value in braces has at most.
const longestBraced = 24

// tagLength is the length of the template tag that s begins with, or 0:
// "<TitreSuite>", "</Titre>", and "{S&D}" after one. A "<" in a sentence begins none.
func tagLength(s string) int {
	i := 1
	if i < len(s) && s[i] == '/' {
		i++
	}
	name := i
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > name && (s[i] == '-' || s[i] == '_' || s[i] >= '0' && s[i] <= '9')) {
		i++
	}
	if i == name || i > 40 || i >= len(s) || s[i] != '>' {
		return 0
	}
	i++
	if value := s[i:min(len(s), i+longestBraced)]; strings.HasPrefix(value, "{") {
		if n := strings.IndexByte(value, '}'); n > 0 && !strings.ContainsAny(value[:n], " \n") {
			i += n + 1
		}
	}
	return i
}

// findBullets adds to holes the bullets that a site puts before the numbers of a
// list, before what they number on the next line, and before what stands in one
// list with clauses that count: "- (1)", "- Whereas"; "- Noting", "- 1. Asks".
func findBullets(s string, lines []line, sc script, holes []hole) []hole {
	bullet := func(ln *line) (hole, int) {
		m, ok := readNumeral(s, ln.start, ln.end, sc)
		if !ok || m.readings[0].series != dashes || m.rest == ln.end {
			return hole{}, 0
		}
		return hole{ln.start, m.end, listBullet}, m.rest
	}
	var found, list []hole
	numbers, counted := 0, int32(0) // numbers that are all of a line, and those that count in the list
	named := false                  // the line before is such a number
	end := func() {
		if counted > 1 {
			numbers = max(numbers, 2)
			found = append(found, list...)
		}
		list, counted = list[:0], 0
	}
	for i := range lines {
		h, rest := bullet(&lines[i])
		if rest == 0 {
			end()
			named = false
			continue
		}
		list = append(list, h)
		before := named
		named = false
		if m, ok := readNumeral(s, rest, lines[i].end, sc); ok && m.readings[0].series != dashes && m.readings[0].style != bare {
			if named = m.rest == lines[i].end; named {
				numbers++
			} else if m.readings[0].value == counted+1 {
				counted++
			}
		}
		if before || named {
			found = append(found, h)
		}
	}
	end()
	if numbers < 2 {
		return holes
	}
	return addHoles(holes, found)
}

// addHoles is holes with others among them, in order.
func addHoles(holes, found []hole) []hole {
	if len(found) == 0 {
		return holes
	}
	all := slices.Concat(holes, found)
	slices.SortFunc(all, func(a, b hole) int { return cmp.Compare(a.start, b.start) })
	return slices.Compact(all)
}

// findGluedHeads adds to holes the page number and the head of the Official Journal
// where they stand before the words of a page that is one line: "1 L 278/7".
func findGluedHeads(s string, lines []line, holes []hole) []hole {
	var found []hole
	for i := range lines {
		if lines[i].runes < dumpLine {
			continue
		}
		if end := gluedHead(s[lines[i].start:lines[i].end]); end > 0 {
			found = append(found, hole{lines[i].start, lines[i].start + end, pageHeader})
		}
	}
	return addHoles(holes, found)
}

// longestJournal is how many words the name of the Official Journal has at most.
const longestJournal = 6

// gluedHead is the length of the head of a page of the Official Journal that s begins
// with, or 0: its number may stand before it and the name of the Journal after it, when
// capitals tell where that ends.
func gluedHead(s string) int {
	next := func(at int) (start, end int) {
		start = at + spacesAt(s[at:])
		return start, start + wordAt(s[start:])
	}
	_, at := digitsAt(s)
	start, end := next(at)
	if series := s[start:end]; series != "L" && series != "C" {
		return 0
	}
	if start, end = next(end); !isJournalPage(s[start:end]) {
		return 0
	}
	named := end
	for range longestJournal {
		if start, end = next(named); isCapitals(s[start:end]) {
			return named
		} else if !isLetters(s[start:end]) {
			break
		}
		named = end
	}
	_, end = next(0)
	if at > 0 {
		_, end = next(end)
	}
	_, end = next(end)
	return end
}

// findVersionMarks adds to holes the marks within lines that say which act the wording
// from there on is of, and where it ends: "►M3 boats ◄".
func findVersionMarks(s string, lines []line, holes []hole) []hole {
	const opens, below, closes = "►", "▼", "◄"
	if !strings.Contains(s, opens) {
		return holes
	}
	var found []hole
	for i := range lines {
		ln := &lines[i]
		if isVersionMark(s[ln.start:ln.end]) {
			continue
		}
		for at := ln.start; at < ln.end; {
			k := strings.IndexAny(s[at:ln.end], opens+below+closes)
			if k < 0 {
				break
			}
			at += k
			end := at + len(opens)
			from := at
			if strings.HasPrefix(s[at:], closes) {
				if next := end + spacesAt(s[end:ln.end]); next < ln.end && isOneOf(rune(s[next]), ".,;:)") {
					_, from = trim(s, ln.start, at)
					end = next
				}
			} else {
				rest := end + spacesAt(s[end:ln.end])
				if w := wordAt(s[rest:ln.end]); isVersionMark(s[at:end] + s[rest:rest+w]) {
					end = rest + w
				} else {
					at = end
					continue
				}
			}
			found = append(found, hole{from, end, versionMark})
			at = end
		}
	}
	return addHoles(holes, found)
}

// passHoles makes lines begin and end with text, and leaves out those that have none.
func passHoles(lines []line, holes []hole, s string) {
	h := 0
	for i := range lines {
		ln := &lines[i]
		for h < len(holes) && holes[h].end <= ln.start {
			h++
		}
		k, changed := h, false
		for ; k < len(holes) && holes[k].start <= ln.start && ln.start < ln.end; k++ {
			ln.tagged = ln.tagged || holes[k].reason == templateTag
			ln.start, _ = trim(s, holes[k].end, ln.end)
			changed = true
		}
		last := len(holes)
		for n := k; n < len(holes); n++ {
			if holes[n].start >= ln.end {
				last = n
				break
			}
		}
		for last--; last >= k && holes[last].end >= ln.end && ln.start < ln.end; last-- {
			if holes[last].reason == softHyphen {
				break
			}
			_, ln.end = trim(s, ln.start, holes[last].start)
			changed = true
		}
		switch {
		case ln.start >= ln.end:
			ln.start, ln.end = holes[h].start, holes[h].start
			ln.omit = holes[h].reason
		case changed:
			ln.measure(s)
		}
	}
}
