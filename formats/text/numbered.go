package text

import "math/bits"

// strong reports whether a reading is how clauses are numbered, and not merely
// a number that stands first.
func strong(r reading) bool { return r.style != bare && r.style != degree || r.series == dashes }

// strong reports so of a number of the line; one that counts with others of the
// text is none that merely stands first.
func (ln *line) strong(r reading) bool { return strong(r) || ln.counted && r.series == decimals }

// headed lets a line be a heading with a number.
func (f *search) headed(st *state, ln *line, start float32) {
	for k, r := range ln.number.all() {
		if r.series != bigRomans && r.series != capitals && r.series != han {
			continue
		}
		if st.phase == inRecitals && (r.series == capitals || r.value != 1) {
			continue // of what follows the recitals, only the first heading stands among them
		}
		n := *st
		n.open, n.empty, n.noted = heading, false, false
		n.depth = min(n.depth, 1)
		clear(n.levels[n.depth:])
		cost := start + costAlike
		if ln.form&allCaps != 0 {
			cost -= 2 * costAlike
		}
		if last := int32(st.section); r.value != 1 && r.value != last+1 {
			cost += ln.skip(r.value - last)
		}
		n.section = int16(r.value)
		f.put(cost, heading, k, &n)
	}
}

// numbered lists what a line with a number can be.
func (f *search) numbered(st *state, ln *line, k int, r reading, start float32) {
	if !ln.strong(r) {
		start += 2
		if ln.number.rest < ln.end {
			start += 3
		}
	}
	if ln.divides(st.phase) && ln.division.end > ln.number.end {
		start += costMarked // "1. Titel: ..."
	}
	next := *st
	next.empty = ln.number.rest == ln.end
	next.noted = false

	if st.phase == inPreface || st.phase == inCitations || st.phase == inRecitals {
		if r.series == dashes && st.phase != inRecitals {
			cost := start + costFits
			if st.phase == inPreface {
				cost += costNoAuthor
				if ln.says&saysCitation != 0 {
					cost -= 2
				}
			}
			n := next
			n.phase, n.open, n.depth = inCitations, citation, 0
			f.put(cost, citation, k, &n)
		}
		if r.series == dashes && st.phase == inPreface {
			// Names and numbers may stand in a list.
			n := next
			n.open = prefaceText
			f.put(start+1, prefaceText, -1, &n)
		}
		if st.phase == inCitations && (st.open == citationsLead && r.value == 1 || st.depth == 1 && st.levels[0].series == r.series) {
			cost := start * 0.3
			if st.depth == 1 {
				cost += ln.follows(st.levels[0], r)
			}
			n := next
			n.open, n.depth, n.levels[0] = citation, 1, r.level()
			f.put(cost, citation, k, &n)
		}
		led := st.led(r)
		if (f.profile.recitalSeries(r) || led) && !(st.phase == inPreface && f.again.has(r)) {
			cost := start
			if led && !f.profile.recitalSeries(r) {
				cost += costUnusual
			}
			switch {
			case st.recital.series == noSeries && r.value == 1:
				if st.phase == inPreface {
					cost += costNoAuthor
				}
			case st.recital.series == noSeries:
				cost += ln.skip(r.value - 1)
			default:
				cost += ln.follows(st.recital, r)
			}
			if ln.says&saysRecital != 0 {
				cost -= 0.5
			}
			n := next
			n.phase, n.open, n.depth = inRecitals, recital, 0
			n.recital = r.level()
			f.put(cost, recital, k, &n)
		}
	}
	if st.phase == inRecitals && st.open != recitalsLead {
		f.levels(st, ln, k, r, start+0.5, inRecitals)
	}
	switch st.phase {
	case inPreface, inCitations, inRecitals:
		if f.profile.paragraphSeries(r) || f.again.has(r) {
			cost := start + 0.5
			switch {
			case st.phase == inPreface && f.again.has(r):
				cost++
			case st.phase == inPreface:
				cost += f.profile.noPreface()
			}
			if r.value != 1 {
				cost += ln.skip(r.value - 1)
			}
			n := next
			n.phase, n.open, n.depth = inBody, clause, 1
			n.levels = [maxLevels]level{r.level()}
			f.put(cost, clause, k, &n)
		}
	case inConclusions:
		f.levels(st, ln, k, r, start+costLeaving, inBody)
	case inBody:
		f.levels(st, ln, k, r, start, inBody)
	}
	f.noted(st, ln, k, r)
}

// costUnusual is the cost of a recital whose number is not printed as recitals of its
// family are.
const costUnusual = 0.2

// led reports whether a number is that of the first recital below the words that lead
// to the recitals, or one like those before it, however the family prints them.
func (st *state) led(r reading) bool {
	if r.series != decimals || r.sub || r.style != dot && r.style != paren && r.style != parens {
		return false
	}
	return st.open == recitalsLead && r.value == 1 ||
		st.phase == inRecitals && st.recital.series == r.series && st.recital.style == r.style && r.value == int32(st.recital.last)+1
}

// follows is the cost of a number after the last one of its series.
func (ln *line) follows(l level, r reading) float32 {
	var cost float32
	if r.series != l.series {
		return costBack
	}
	if r.style != l.style {
		cost = 1.5
	}
	switch last := int32(l.last); {
	case r.series == dashes:
		return cost
	case r.value == last+1:
		return cost
	case r.sub && (r.value == last):
		return cost + 0.3
	case r.value > last:
		return cost + ln.skip(r.value-last-1)
	case r.value == last:
		return cost + 5
	}
	return cost + costBack
}

// skip is the cost of n skipped numbers before that of the line, and of skipping
// at all: none when it is said that something was left out there.
func (ln *line) skip(n int32) float32 {
	if ln.elided {
		return costAlike
	}
	return costGap + gap(n)
}

// gap is the cost of n skipped numbers beyond that of skipping at all.
func gap(n int32) float32 {
	return 0.7 * float32(bits.Len32(uint32(max(n, 0))))
}

// levels lists the places that a numbered clause can take among the open
// enumerations.
func (f *search) levels(st *state, ln *line, k int, r reading, start float32, ph phase) {
	if r.style == brackets {
		start += 2 // brackets are for notes
	}
	next := *st
	next.empty = ln.number.rest == ln.end
	next.noted = false
	next.phase, next.open = ph, clause
	base := int8(0)
	if ph == inRecitals {
		base = 1 // level 0 of a recital is the recital
	}
	for d := st.depth; d > base || d > 0 && ph == inBody; d-- {
		l := st.levels[d-1]
		if l.series != r.series || l.style != r.style && r.series == dashes {
			continue
		}
		cost := start + ln.follows(l, r)
		if f.amending && r.value == int32(l.last) && l.style == r.style {
			cost = start + 0.5 // the text as it shall be
		}
		if r.value == 1 && r.series != dashes && d == 1 && l.style == r.style {
			// Numbering starts again after a heading.
			cost = start + 3
			if st.open == heading || st.open == division || st.open == recital || st.open == text && f.prev != nil && f.prev.form&endsComma != 0 {
				cost = start + 0.5
			} else if f.again.has(r) && f.prev != nil && f.prev.form&endsFull != 0 {
				cost = start + 1
			}
		}
		n := next
		n.depth = d
		n.levels[d-1] = r.level()
		clear(n.levels[d:])
		f.put(cost, clause, k, &n)
	}
	if ph == inBody && st.depth > 0 && f.profile.paragraphSeries(r) {
		if top := st.levels[0]; !f.profile.paragraphSeries(reading{series: top.series, style: top.style}) {
			// Paragraphs end a list that stands above them.
			cost := start + 0.2
			if st.open != heading {
				cost++
			}
			if r.value != 1 {
				cost += ln.skip(r.value - 1)
			}
			n := next
			n.depth = 1
			n.levels = [maxLevels]level{r.level()}
			f.put(cost, clause, k, &n)
		}
	}
	if int(st.depth) < maxLevels {
		d := st.depth
		if d == 0 && ph == inRecitals {
			d = 1
		}
		cost := start + costNewList
		switch {
		case st.open == heading || st.open == division || d == 0 && ph == inBody:
			cost = start + 0.3
		case ln.second:
			cost = start + costAnnounced
		case f.prev != nil && f.prev.form&endsColon != 0:
			cost = start + costAnnounced
		case f.prev != nil && f.prev.form&endsFull != 0:
			cost++
		}
		if r.series != dashes && r.value != 1 && !f.quotesPart() {
			cost += ln.skip(r.value - 1)
		}
		for e := int8(0); e < d; e++ {
			if st.levels[e].series == r.series && st.levels[e].style == r.style {
				cost += 4 // the same kind of number inside itself
			}
		}
		n := next
		n.depth = d + 1
		n.levels[d] = r.level()
		cost += st.begin(&n, withoutHeadings)
		f.put(cost, clause, k, &n)
	}
}
