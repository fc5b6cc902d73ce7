package text

import "strings"

// costMarkedHeading is the cost of a line that goes on with a heading of Markdown,
// or of such a heading that goes on with what is before it.
const costMarkedHeading = 6

// full reports whether a line is broken because it is as wide as lines are.
func (f *search) full(ln *line) bool { return f.wrapped && ln.runes*10 >= f.width*8 }

// roomForWord is how many characters the last line of a clause leaves free at
// least: without them it was broken at the width.
const roomForWord = 9

// midway reports whether the line before has not ended what it says: clauses end
// with commas too, but not at the width of the lines.
func (f *search) midway(st *state) bool {
	switch st.open {
	case citation, recital, clause, text:
		return f.prev != nil && (f.prev.form&(endsFull|endsComma) == 0 || f.prev.form&endsComma != 0 && f.wrapped && f.prev.runes+roomForWord > f.width)
	}
	return false
}

// goOn lets a line continue what the line before belongs to.
func (f *search) goOn(st *state, ln *line) {
	cost := ln.join
	if st.empty && !ln.second {
		cost = 0
		if st.noted && ln.number.n > 0 && ln.number.rest == ln.end {
			cost = costForced // two numbers below each other are those of two notes
		}
	}
	cost = f.goOnSaid(st, ln, cost+f.goOnMarked(st, ln))
	if st.phase == inPreface {
		cost += f.goOnPreface(ln)
	}
	if ln.dots || f.prev != nil && f.prev.dots {
		cost += 3
	}
	if ln.says&saysRemark != 0 || f.prev != nil && f.prev.says&saysRemark != 0 {
		cost += 4
	}
	if ln.hashes > 0 || f.prev != nil && f.prev.hashes > 0 {
		cost += costMarkedHeading // a heading of Markdown is one line
	}
	next := *st
	next.empty = false
	f.put(f.goOnOpen(st, ln, cost), goesOn, -1, &next)
}

// goOnMarked is the cost of going on with a line that a rule, a number or a
// designation marks.
func (f *search) goOnMarked(st *state, ln *line) (cost float32) {
	if ln.rule && !st.noted {
		cost += costBelowRule
	}
	for _, r := range ln.number.all() {
		if !ln.strong(r) {
			continue
		}
		if ln.inner && r.style != brackets && !st.noted && ln.says&saysOperative == 0 {
			cost += costMarked / 3 // many numbers inside a line are none of a clause
		} else {
			cost += costMarked
		}
		break
	}
	if ln.divides(st.phase) && !st.empty {
		cost += costMarked
		if ln.onlyDivides() {
			cost += costAlike
		}
	}
	return cost
}

// goOnSaid adds to the cost of going on with a line what its words, and the end of
// the line before, say against it.
func (f *search) goOnSaid(st *state, ln *line, cost float32) float32 {
	if f.prev != nil && f.prev.form&(endsComma|endsFull) != 0 && ln.says&(saysRecital|saysPreambular|saysCitation) != 0 && st.phase != inBody && ln.number.n == 0 && (ln.split < 2 || ln.blanks > 0) && st.recital.series == noSeries {
		cost += 2
	}
	if ln.form&echoes != 0 && st.phase != inBody {
		cost += 2
	}
	if st.open == formula && st.depth > 0 && ln.number.n == 0 && f.prev != nil && f.prev.form&endsFull == 0 {
		cost = min(cost, 0.3) // at which meeting, and by which votes
	}
	if st.open == formula && ln.form&enacts != 0 && f.prev != nil && f.prev.form&endsFull == 0 {
		cost = min(cost, 0.2)
	}
	if st.open == recital && st.recital.series == noSeries && ln.blanks > 0 && f.prev != nil && f.prev.form&endsListed != 0 {
		cost++ // where recitals have no numbers they end so
	}
	if st.open == recital && ln.form&endsColon != 0 && f.prev != nil && f.prev.form&endsComma != 0 {
		cost += costAlike // more likely the formula that the body follows
	}
	if ln.says&(saysAuthor|saysFormula|saysLead|saysDone|saysBinding) != 0 && ln.number.n == 0 {
		cost += 2
		if ln.says&saysDone != 0 {
			cost += 2
			if ln.inner {
				cost++
			}
		}
	}
	return cost
}

// goOnPreface is the cost of going on in the preface with a line that looks like
// another part of it.
func (f *search) goOnPreface(ln *line) (cost float32) {
	if ln.says&(saysTitle|saysMotion) != 0 {
		cost += 1.5
	}
	if ln.actsAlone() {
		cost += 4
	}
	if f.kindAbove(ln) {
		cost += 2
	}
	if f.s[ln.start] == '[' || ln.form&titles != 0 {
		cost += 4 // what is said of a resolution, or its number and title
	}
	if ln.form&alone != 0 && f.s[ln.start] == '(' {
		cost += 4 // the number of a procedure below the title
	}
	return cost
}

// goOnOpen adds to the cost of going on what is open says against it.
func (f *search) goOnOpen(st *state, ln *line, cost float32) float32 {
	switch st.open {
	case division:
		cost += 2.5 // what follows a designation is a heading or text
	case heading:
		if ln.form&endsFull != 0 {
			cost += 3
		}
	case ending:
		if ln.form&startsUpper != 0 {
			cost += 1.5
		}
		if ln.number.n > 0 && ln.number.readings[0].style == parens {
			cost += costMarked // no name begins so
		}
		if ln.says&(saysPreambular|saysOperative) != 0 {
			cost += 2 // nor so
		}
		if f.profile.Masthead && ln.blanks == 0 && f.prev != nil && ((ln.form^f.prev.form)&alone != 0 || f.prev.form&(endsComma|short) == endsComma|short) {
			cost = min(cost, 0.3) // a meeting and its day are one
		}
	case author, recitalsLead, citationsLead:
		if st.open == author && ln.says&saysCitation != 0 {
			cost += 2 // no name goes on so
		}
		if st.open != author || f.prev == nil || f.prev.form&ln.form&names == 0 {
			cost += 1.5
		}
	}
	return cost
}

// kindAbove reports whether the line before says in capitals of what kind a text
// is, and this one what it is about: "REPORT | on lakes".
func (f *search) kindAbove(ln *line) bool {
	return f.prev != nil && f.prev.form&(allCaps|endsComma|endsFull|endsHyphen) == allCaps && ln.form&(allCaps|startsLower) == startsLower &&
		!strings.ContainsAny(f.s[f.prev.start:f.prev.end], "0123456789")
}
