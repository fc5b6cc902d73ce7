package text

import (
	"regexp"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/mark"
)

// concluding finds the line with the place and date below a text: it ends with a
// date, and after it come short lines alone, names and offices.
func concluding(s string, lines []line, p *language.Pack) {
	n := 0
	for i := len(lines) - 1; i >= 0; i-- {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		if n++; n > concludingLines || ln.form&short == 0 || ln.runes > longestEnding || ln.numbers() || ln.division.kind != document.Invalid {
			return
		}
		if prev := before(lines, i); prev != nil && prev.form&endsFull != 0 && ln.form&(startsUpper|alone) == startsUpper && dated(s[ln.start:ln.end], p) {
			ln.says |= saysDone
			ln.saysEnd = ln.end
			return
		}
	}
}

const (
	concludingLines = 24
	longestEnding   = 100 // characters of one of them
	placeWords      = 4   // words beside the date
)

// datedForm is a place and a date in a language whose months are not known.
var datedForm = regexp.MustCompile(`^\p{Lu}[\p{L}' -]*, (?:\p{L}+ )?\d{1,2}\.? (?:[\p{L}']+\.? ){1,3}(?:1[89]|20)\d\d$`)

// dated reports whether s is a place, or a few words, and a date.
func dated(s string, p *language.Pack) bool {
	s = strings.TrimRight(s, ".»”\" ")
	if datedForm.MatchString(s) {
		return true
	}
	marks := mark.Find(s, p)
	if len(marks) == 0 || strings.Contains(s, ":") {
		return false
	}
	last := marks[len(marks)-1]
	n := countWords(s[:last.Start])
	return last.Kind == document.Date && last.End == len(s) && n > 0 && n <= placeWords && strings.Count(s[:last.Start], ",") <= 1
}
