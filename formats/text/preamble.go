package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// Where no words tell what a preamble is, its place does: it stands above the first
// division, ends with a colon, and names who acts on a line of its own.

// lists reports whether a line without a number begins and ends as a clause of a list
// that others follow.
func (ln *line) lists() bool {
	return ln.number.n == 0 && ln.form&startsLower != 0 && ln.form&(endsComma|endsListed) != 0
}

// findCitedLists finds the words with a colon that the clauses of a preamble follow,
// with numbers or with commas behind them, and who acts above.
func findCitedLists(lines []line) {
	var lead *line
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		if lead != nil && (ln.number.n > 0 && ln.number.readings[0].value == 1 && ln.number.readings[0].series != dashes || ln.lists()) {
			lead.form |= enumerates
		}
		lead = nil
		if ln.says&saysCitation == 0 || ln.form&endsColon == 0 || ln.saysEnd < ln.end-2 {
			continue
		}
		lead = ln
		// The name may take several lines in capitals.
		k := indexBefore(lines, i)
		if k < 0 {
			continue
		}
		name := &lines[k]
		for name.form&allCaps != 0 {
			above := before(lines, k)
			if above == nil || above.form&(allCaps|endsFull|endsComma) != allCaps || name.blanks > 0 || name.split <= name.join && ln.blanks == 0 {
				break
			}
			name.join, name.split = 0, max(name.split, costUnsaid)
			name.form |= names
			k = indexBefore(lines, k)
			name = above
		}
		name.mayName()
	}
}

// nameCiting tells the line above the first citation that it may name who cites: it
// ends with a comma, or is in capitals below the title. What stands behind a colon
// is the name of someone else: "Registrar: ...".
func nameCiting(s string, lines []line) {
	first := slices.IndexFunc(lines, func(ln line) bool { return ln.omit == "" && ln.says.cites() })
	if first < 0 || lines[first].number.n > 0 {
		return
	}
	if name := nameAbove(lines, first); name != nil && name.says == 0 && name.form&(endsComma|allCaps) != 0 && !strings.Contains(s[name.start:name.end], ":") {
		name.mayName()
	}
}

// nameAbove is the line above another one, where who acts may be named, or nil: the
// first line of a text is its title.
func nameAbove(lines []line, i int) *line {
	if i = indexBefore(lines, i); indexBefore(lines, i) < 0 {
		return nil
	}
	return &lines[i]
}

// namesAuthor reports whether a line names the acting entity and, but for a sign
// or the mark of a note, says nothing else.
func (ln *line) namesAuthor() bool { return ln.says&saysAuthor != 0 && ln.saysEnd >= ln.end-4 }

// mayName tells a line that stands where an acting entity is named that it may
// be its name, and returns whether it may.
func (ln *line) mayName() bool {
	if ln.runes > nameLength || ln.form&(startsUpper|endsFull) != startsUpper || ln.number.n > 0 || ln.says&(saysTitle|saysCitation|saysRecital|saysPreambular) != 0 {
		return false
	}
	ln.form |= names
	return true
}

// enactingLines is how many lines an enacting formula has at most.
const enactingLines = 16

// enacting finds the lines between the last clause of a preamble, which ends as
// one that others follow, and the first division, before which a sentence ends.
func enacting(lines []line) {
	first := slices.IndexFunc(lines, func(ln line) bool {
		return ln.omit == "" && ln.division.kind != document.Invalid && ln.division.kind != document.Annex
	})
	if first < 0 {
		return
	}
	next, n := -1, 0
	for i := first - 1; i >= 0 && n <= enactingLines; i-- {
		ln := &lines[i]
		switch {
		case ln.omit != "":
			continue
		case ln.says&(saysLead|saysFormula) != 0:
			return // words tell the parts
		case next < 0 && ln.form&endsFull == 0:
			return // what stands there is a heading
		case ln.form&(endsComma|endsListed|echoes) != 0 && next >= 0 && lines[next].split <= lines[next].join:
			for k := next; k < first; k++ {
				lines[k].form |= enacts
			}
			return
		}
		next = i
		n++
	}
}

// What the sentence is like that leads to the first division: "decrees:".
const (
	ordainingLines = 60 // that it has at most, with what is considered
	titlesBelow    = 2  // lines that may stand between it and the division
	fewOrdaining   = 4  // words, when who ordains stands on the line above
	nameLength     = 80 // characters of that line
)

// ordaining finds the sentence with a colon that the first division follows and
// returns where it ends, 0 for none: what stands above is no part of the body, in
// whatever language.
func (l layout) ordaining(s string, lines []line) int {
	first := slices.IndexFunc(lines, func(ln line) bool {
		return ln.omit == "" && ln.divides(inPreface) && ln.division.kind != document.Annex
	})
	if first < 0 || lines[first].division.value > 1 || isQuoted(s[lines[first].start:]) {
		return 0
	}
	last := before(lines, first)
	for n := 0; last != nil && n < titlesBelow && last.form&(short|endsFull|endsComma|startsUpper) == short|startsUpper && last.number.n == 0; n++ {
		first = indexBefore(lines, first) // a title of what follows
		last = before(lines, first)
	}
	if last == nil || last.form&endsColon == 0 || last.number.n > 0 || last.says&(saysFormula|saysLead) != 0 && last.says&saysState == 0 {
		return 0
	}
	var sentence []*line // with what commas lead to it, the last first
	begin := -1          // of the sentence by the layout, in lines
	for i := first - 1; i >= 0 && len(sentence) < ordainingLines; i-- {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		sentence = append(sentence, ln)
		prev := before(lines, i)
		if begins := ln.split <= ln.join && (prev == nil || prev.form&(endsFull|endsComma) != 0 || !endsSmall(s[prev.start:prev.end])); begins && begin < 0 {
			begin = i
		} else if !begins {
			continue
		}
		if prev != nil && prev.form&endsComma != 0 {
			continue
		}
		slices.Reverse(sentence)
		if l.cutSentence(s, sentence, prev) {
			return last.end
		}
		break
	}
	if begin <= 0 {
		return 0
	}
	lines[begin].form |= ordains
	for i := begin + 1; i < first; i++ {
		lines[i].join, lines[i].split = 0, max(lines[i].split, costUnsaid)
	}
	if name := nameAbove(lines, begin); name != nil && countWords(s[lines[begin].start:last.end]) <= fewOrdaining {
		name.mayName()
	}
	return last.end
}

// cutSentence cuts the sentence that leads to the first division where it is a
// preamble on lines of their own: who acts, what is considered, and the verb,
// with commas between. Who acts may stand on the line before. It reports
// whether it did.
func (l layout) cutSentence(s string, sentence []*line, prev *line) bool {
	var parts []*line
	for i, ln := range sentence {
		if i == 0 || sentence[i-1].form&endsComma != 0 && (!l.wrapped || ln.split <= ln.join || i == len(sentence)-1 || sentence[i-1].runes+firstWord(s[ln.start:ln.end]) < l.width) {
			parts = append(parts, ln)
		}
	}
	verb := parts[len(parts)-1]
	if len(parts) < 3 || countWords(s[verb.start:sentence[len(sentence)-1].end]) > fewOrdaining {
		return false
	}
	if parts[0].mayName() {
		parts = parts[1:]
	} else if prev != nil {
		prev.mayName()
	}
	for _, ln := range parts {
		ln.form |= echoes
		ln.split = 0
	}
	verb.form ^= echoes | ordains
	return true
}

// isQuoted reports whether s begins with a quotation mark of any kind.
func isQuoted(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.In(first, unicode.Pi, unicode.Pf) || first == '"' || first == '\'' || first == '„'
}
