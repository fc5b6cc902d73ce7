package text

import (
	"github.com/plurilex/plurilex/convert/document"
)

// divides reports whether the line may begin a division in a part of the text.
// What is quoted in the body of a text is not one of its own.
func (ln *line) divides(ph phase) bool {
	return ln.division.kind != document.Invalid && !(ln.quoted && ph == inBody)
}

// onlyDivides reports whether a line has the designation of a division with its
// number and nothing else.
func (ln *line) onlyDivides() bool {
	return ln.division.kind != document.Invalid && ln.division.value > 0 && ln.division.rest >= ln.end
}

// divided lists what a line with a designation can be.
func (f *search) divided(st *state, ln *line, start float32) {
	d := ln.division
	next := *st
	next.noted = false
	next.empty = false
	next.open = division
	next.depth = 0
	clear(next.levels[:])
	next.divided = d.kind
	if d.kind == document.Annex {
		if st.phase == inPreface && f.prev != nil && d.rest == ln.end && countWords(f.s[ln.start:ln.end]) == 1 && ln.form&allCaps == 0 {
			start += costNoPreface // a link to the annex that stands below
		}
		next.phase, next.annexed, next.open = inBody, true, annex
		next.article, next.section = 0, 0
		f.put(start+0.3, annex, -1, &next)
		return
	}
	cost := start
	if st.phase != inBody {
		cost += 0.5
	}
	if d.kind == document.Article {
		next.article = max(int16(d.value), st.article)
		switch last := int32(st.article); {
		case ln.hashes > 0: // its signs say so, whatever its number
		case d.value == 1 && last > 0 && !f.quoting && (st.open == heading || st.open == division && st.divided != document.Article):
			// A text that another one carries, or each of its parts, counts from one.
			cost += costAgain
			next.article = 1
		case d.value == last+1 || d.value == 0 || f.quoting && last == 0:
		case (d.sub || f.amending) && d.value == last:
		case d.value > last && ln.onlyDivides():
			cost += max(ln.skip(d.value-last-1)-costGap/2, 0)
		case d.value > last:
			cost += ln.skip(d.value - last - 1)
		default:
			cost += costBack
		}
	}
	next.phase = inBody
	f.put(cost, division, -1, &next)
}

// sectioned lets a line that is a number alone be that of a section. Paragraphs
// are numbered through all sections, or in each.
func (f *search) sectioned(st *state, ln *line, start float32) {
	if st.phase == inPreface || st.phase == inConclusions {
		return
	}
	next := *st
	next.phase, next.open, next.empty, next.noted = inBody, division, false, false
	next.divided = document.Section
	next.depth = min(next.depth, 1)
	if st.phase != inBody {
		next.depth = 0
	}
	clear(next.levels[next.depth:])
	cost := start
	if last := int32(st.section); ln.section == last+1 {
		cost = start - 0.5
	} else {
		cost += ln.skip(ln.section - last)
	}
	next.section = int16(ln.section)
	f.put(cost, division, -1, &next)
}
