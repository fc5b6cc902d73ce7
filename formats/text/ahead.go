package text

import "github.com/plurilex/plurilex/convert/document"

// How far ahead a line is told what comes, in lines.
const (
	pageTail  = 24 // the footnotes of a page at most
	actsAhead = 6  // the acting entity
)

// ahead tells each line what comes soon after it: the end of a page, or the
// acting entity. A drawn line stands above footnotes when the page ends soon, or
// when what is below it is numbered and called.
func ahead(lines []line, calls *calls) {
	page, author, end := pageTail+1, actsAhead+1, 0
	var next *line
	for i := len(lines) - 1; i >= 0; i-- {
		ln := &lines[i]
		page++
		author++
		ln.closes = end <= meetingLines
		if end++; ln.drawn || ln.division.kind == document.Annex {
			end = 0
		}
		if ln.omit == "" {
			ln.tail = page <= pageTail
			if author <= actsAhead {
				ln.form |= acts
			}
			if ln.drawn {
				ln.rule = ln.tail && len(calls.first) > 0
				for _, r := range ln.number.all() {
					if _, ok := calls.cost(0, false, false, r, ln); ok {
						ln.rule = true
					}
				}
			}
			if ln.namesAuthor() {
				author = 0
			}
			if next != nil && next.numbers() {
				ln.form |= heads
			}
			if next != nil && next.says&saysPreambular != 0 && ln.form&endsComma != 0 && ln.says&saysAuthor == 0 {
				ln.mayName() // whom no word tells: the parties of a treaty
			}
			next = ln
		}
		if ln.page || isFurniture(ln.omit) {
			page = 0
		}
	}
	findSideNotes(lines)
	enacting(lines)
	findCitedLists(lines)
}

// What it takes for short sentences above numbered clauses to be the names of
// these, which some parliaments print beside them.
const (
	fewestNotes = 3
	longestNote = 80 // characters
)

// findSideNotes finds the names of clauses that end with a full stop: at least
// half of the numbered clauses have one.
func findSideNotes(lines []line) {
	var notes []int
	numbered := 0
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		if ln.numbers() {
			numbered++
			continue
		}
		prev, next := before(lines, i), following(lines, i)
		if next == nil || next.division.kind != document.Invalid {
			continue
		}
		if ln.form&(heads|startsUpper) == heads|startsUpper && ln.form&(endsFull|endsColon|endsListed) == endsFull && ln.number.n == 0 && ln.runes <= longestNote && (prev == nil || prev.form&endsFull != 0 && prev.division.kind == document.Invalid || len(notes) == 0 && prev.form&short != 0 && prev.division.kind == document.Invalid) {
			notes = append(notes, i)
		}
	}
	if len(notes) >= fewestNotes && len(notes)*2 >= numbered {
		for _, i := range notes {
			lines[i].form |= sideNote
		}
	}
}

// numbers reports whether a line begins a division or, with a digit, a clause.
func (ln *line) numbers() bool {
	if ln.division.kind != document.Invalid && !ln.quoted {
		return true
	}
	if ln.number.n == 0 || ln.second {
		return false
	}
	r := ln.number.readings[0]
	return r.series == decimals && (r.style == dot || r.style == sectioned || r.style == dotted || ln.counted)
}
