package text

import (
	"strings"

	"github.com/plurilex/plurilex/convert/document"
)

// costSecondHeading is the cost of a second heading of an article: what stands
// below the first is its text, even a few words that a list goes on from.
const costSecondHeading = 2

// longTitle is how many characters a line has that is more likely a sentence
// than a part of the preface when it ends like one.
const longTitle = 100

// prefaceLines is how many lines stand above a text at most that may begin
// without a preamble, and costLatePreface the cost of another one.
const (
	prefaceLines    = 12
	costLatePreface = 0.6
)

// meetingLines is how many lines the note of the meeting below a resolution and
// the foot of its page have at most.
const meetingLines = 8

// plain is a line as what no number marks.
type plain struct {
	*search
	st    *state
	ln    *line
	next  state   // after it, but for what it is
	start float32 // cost of beginning anything with it
	short bool    // it may be a heading
}

// unnumbered lists what a line can be whatever number it has, from the preface
// down to the conclusions.
func (f *search) unnumbered(st *state, ln *line, start float32) {
	p := plain{search: f, st: st, ln: ln, next: *st, start: start + ln.marked(st.phase)}
	p.next.empty, p.next.noted = false, false
	p.short = ln.form&short != 0 && ln.form&(endsFull|endsComma) == 0 || ln.form&sideNote != 0
	if st.phase <= inRecitals {
		p.preamble()
	}
	if st.phase == inBody || st.phase == inPreface && (f.profile.NoPreamble || f.explains(ln)) {
		p.body()
	}
	if (st.phase == inBody || st.phase == inConclusions) && f.opensText(ln) && !f.quoting {
		n := state{open: prefaceText, note: st.note}
		cost := ln.split*0.4 + 1
		if st.open == heading {
			cost += costAlike // a heading heads something
		}
		f.put(cost, another, -1, &n)
	}
	p.conclusions()
}

// marked is the cost of beginning anything else with a line that a number or a
// designation marks.
func (ln *line) marked(ph phase) float32 {
	switch {
	case ln.divides(ph):
		if ln.onlyDivides() && ph != inPreface {
			return 3 * costMarked
		}
		return costMarked
	case ln.number.n > 0 && ln.strong(ln.number.readings[0]):
		if ph == inConclusions && ln.number.readings[0].series == capitals && ln.form&(short|endsFull) == short {
			return 0 // the initial of a name
		}
		if ph != inPreface {
			return 2 * costMarked // better a number out of sequence
		}
		return costMarked
	}
	return 0
}

// as lets the line be something in a part of the text, below all open clauses.
func (p *plain) as(cost float32, ph phase, l label) {
	n := p.next
	n.phase, n.open, n.depth = ph, l, 0
	p.put(cost, l, -1, &n)
}

// preamble lists what the line can be down to the formula that ends a preamble.
func (p *plain) preamble() {
	st, ln := p.st, p.ln
	if ln.dots && st.phase != inPreface {
		p.as(p.start*0.3+0.5, inBody, text) // the body may begin in what was left out
	}
	if st.phase == inPreface {
		p.preface()
		p.author()
	}
	if ln.form&enumerates != 0 && (st.phase == inPreface || st.open == author) {
		p.citationsLead()
	}
	if st.phase != inRecitals {
		p.citation()
	}
	p.belowCitations()
	if st.phase != inRecitals || st.recital.series == noSeries {
		p.recitalsLead()
	}
	if st.phase == inRecitals && st.recital.series == noSeries {
		p.authorBelow()
	}
	if p.profile.UnnumberedRecitals && ln.number.n == 0 {
		p.firstRecital()
		p.firstClause()
	}
	if st.phase == inRecitals {
		p.recital()
	}
	p.formula()
}

// preface lets the line be one of the preface.
func (p *plain) preface() {
	ln := p.ln
	n := p.next
	n.open = prefaceText
	cost := p.start
	if p.profile.NoPreamble && p.seen > prefaceLines && !p.above(ln) {
		cost += costLatePreface
	}
	switch {
	case ln.says&(saysTitle|saysRemark) != 0:
		cost = p.start * 0.3
	case ln.namesAuthor() && ln.saysEnd < ln.end:
		cost += costNoAuthor // with a comma or dash behind it is no masthead
	case ln.says&(saysAuthor|saysCitation|saysLead|saysFormula) != 0:
		cost += 1.5
	case ln.says&(saysRecital|saysPreambular|saysOperative) != 0 && (ln.form&short == 0 || ln.form&(endsFull|endsComma) != 0), p.considering(ln):
		cost += 1.5
	case ln.form&(echoes|leads|ordains) != 0:
		cost += 2
	case ln.form&names != 0:
		cost++
	case p.isSentence(ln), ln.form&endsComma != 0 && ln.form&short == 0:
		cost++ // sentences are rare before a text begins
	}
	if ln.row > 0 {
		cost += costAlike
	}
	p.put(cost, prefaceText, -1, &n)
}

// author lets the line be the name of who acts.
func (p *plain) author() {
	ln := p.ln
	n := p.next
	n.phase, n.open = inCitations, author
	cost := p.start + 8
	switch {
	case ln.namesAuthor():
		cost = p.start * 0.3
	case ln.says&saysAuthor != 0:
		cost = p.start + 2
	case ln.form&names != 0:
		cost = p.start * 0.3
	case ln.runes <= nameLength && ln.form&endsComma != 0 && ln.form&startsLower == 0:
		cost = p.start + 2.5
	case ln.form&alone != 0:
		cost = costImpossible
	case ln.runes <= nameLength && ln.form&startsUpper != 0 && ln.form&endsFull == 0:
		cost = p.start + costNoAuthor - 1
	}
	if ln.form&(allCaps|endsComma) == allCaps|endsComma {
		cost -= 1.5
	}
	p.put(cost, author, -1, &n)
}

// authorBelow lets the line be the name of who acts where, as in older texts, it
// stands below what is considered.
func (p *plain) authorBelow() {
	n := p.next
	n.open = author
	switch ln := p.ln; {
	case ln.namesAuthor():
		p.put(p.start*0.3+0.3, author, -1, &n)
	case ln.form&allCaps != 0 && ln.form&endsFull == 0 && ln.runes <= nameLength:
		p.put(p.start+1, author, -1, &n)
	}
}

// citationsLead lets the line be the words that lead to numbered citations.
func (p *plain) citationsLead() {
	n := p.next
	n.phase, n.open = inCitations, citationsLead
	cost := p.start*0.3 + 0.3
	if p.st.phase == inPreface {
		cost++
	}
	p.put(cost, citationsLead, -1, &n)
}

// citation lets the line be a citation, or a recital where none has a number and
// the family of the text does not tell them from citations.
func (p *plain) citation() {
	ln := p.ln
	unnumbered := p.profile.UnnumberedRecitals
	cost := p.start
	said := ln.says&saysCitation != 0
	switch above := p.st.phase == inPreface; {
	case said && above && unnumbered:
		cost = p.start*0.3 + 1
	case said && above && p.above(ln):
		cost = p.start*0.5 + 1
	case said && above:
		cost += costNoAuthor - 1
	case said:
		cost = p.start * 0.5
	case above:
		return
	case ln.says&saysPreambular != 0 && !unnumbered, p.listed(p.st, ln):
		cost = p.start*0.5 + 0.5
	default:
		cost += costUnsaid
	}
	n := p.next
	n.phase, n.open = inCitations, citation
	if unnumbered && ln.number.n == 0 && !(said && !p.profile.Masthead) {
		n.phase, n.open = inRecitals, recital
		switch {
		case said:
		case ln.form&echoes != 0:
			cost = p.start*0.3 + 0.3
		case ln.says&saysPreambular != 0:
			cost -= costUnsaid
		case p.considered(ln):
			cost = p.start*0.5 + 0.7
		default:
			cost -= 1.5
		}
	}
	p.put(cost, n.open, -1, &n)
}

// belowCitations lets the line be what comes after the citations where no words
// lead to it.
func (p *plain) belowCitations() {
	st, ln := p.st, p.ln
	if st.phase == inCitations && !p.profile.UnnumberedRecitals && ln.number.n == 0 && ln.says&(saysRecital|saysLead) == saysRecital {
		p.as(p.start*0.5+0.3, inRecitals, recital) // in older acts each recital opens with the word that leads to all of them
	}
	if st.open == citation && p.short && ln.form&startsUpper != 0 && ln.says == 0 && ln.number.n == 0 && p.prev.form&(endsFull|endsComma) != 0 && !p.profile.UnnumberedRecitals {
		p.as(p.start+costUnsaid-0.5, inBody, heading) // where nothing is considered the body may open with a heading
	}
	if st.open == citation && p.unmarked(ln) {
		p.as(p.start*0.5+0.5, inBody, text) // below citations with dashes a clause of another form is none of them
	}
}

// recitalsLead lets the line be the words that lead to the recitals, or a recital
// that opens with them.
func (p *plain) recitalsLead() {
	ln := p.ln
	cost := p.start + costUnsaid + 1
	switch above := p.st.phase == inPreface; {
	case ln.says&saysLead != 0:
		if cost = p.start * 0.3; above {
			cost += costNoAuthor
		}
	case ln.form&leads != 0 && p.profile.UnnumberedRecitals:
		cost = p.start*0.3 + 0.5
	case ln.form&(endsColon|short) != endsColon|short:
		return
	case above:
		cost += costNoAuthor
	}
	n := p.next
	n.phase, n.open = inRecitals, recitalsLead
	if ln.says&saysLead != 0 && ln.form&endsColon == 0 && ln.saysEnd < ln.end-2 {
		n.open, n.depth = recital, 0 // "whereas" leads to what follows it at once
	}
	p.put(cost, n.open, -1, &n)
}

// firstRecital lets a line of the preface be what is considered in a resolution
// without numbers: a sentence that goes on is no title, whoever considers it.
func (p *plain) firstRecital() {
	ln := p.ln
	if p.st.phase != inPreface || ln.form&echoes == 0 && !(ln.form&endsComma != 0 && ln.form&(short|allCaps) == 0) && !p.considering(ln) {
		return
	}
	cost := p.start + costUnsaid
	switch {
	case ln.form&echoes != 0:
		cost = p.start*0.3 + 0.3
	case ln.form&(acts|endsComma|short) == acts|endsComma:
		cost = p.start*0.5 + 0.3 // who considers it is named next
	case ln.says&(saysRecital|saysPreambular) != 0:
		cost = p.start*0.5 + 0.5
	}
	if p.cites(ln) {
		p.as(cost, inCitations, citation)
	} else {
		p.as(cost, inRecitals, recital)
	}
}

// firstClause lets the line be the first clause of an older resolution, whose
// clauses have no numbers.
func (p *plain) firstClause() {
	st, ln := p.st, p.ln
	if st.phase != inRecitals && st.open != author || st.recital.series != noSeries || ln.says&saysOperative == 0 && !(st.open == recital && p.concludes(ln)) {
		return
	}
	cost := p.start*0.5 + 0.5
	if ln.says&(saysPreambular|saysRecital|saysCitation) != 0 {
		if cost += costUnsaid; ln.form&endsComma != 0 {
			cost++ // what is considered ends so
		}
	}
	p.as(cost, inBody, text)
}

// recital lets the line be another recital, one more paragraph of the last, or a
// heading between them.
func (p *plain) recital() {
	st, ln := p.st, p.ln
	numbered := st.recital.series != noSeries
	p.as(p.recitalCost(numbered), inRecitals, recital)
	if numbered {
		n := p.next
		n.open = text
		cost := p.start + 0.5
		if p.prev != nil && p.prev.form&endsFull == 0 || ln.form&allCaps != 0 || p.short && !(p.full(ln) && ln.blanks > 0) {
			cost += 2.5
		}
		p.put(cost, text, -1, &n)
	}
	if p.short && !p.cutOff(ln) {
		p.as(p.start+costUnsaid-0.5, inRecitals, heading)
	}
}

// recitalCost is the cost of a recital without a number after others, which may
// have numbers.
func (p *plain) recitalCost(numbered bool) float32 {
	ln := p.ln
	unnumbered := p.profile.UnnumberedRecitals
	cost := p.start + costUnsaid
	switch {
	case ln.says&(saysRecital|saysPreambular) != 0, unnumbered && ln.says&saysCitation != 0:
		cost = p.start*0.5 + 0.3
	case unnumbered && ln.form&echoes != 0:
		cost = p.start*0.3 + 0.3
	case p.considered(ln):
		cost = p.start*0.5 + 0.7
	case unnumbered:
		cost = p.start + 1.5
	case p.listed(p.st, ln), p.ledTo(p.st, ln), ln.start < p.enacted && ln.number.n == 0 && ln.form&allCaps == 0 && ln.says&(saysFormula|saysLead|saysAuthor) == 0:
		cost = p.start*0.5 + 0.5
	}
	if ln.form&enacts != 0 {
		cost += costUnsaid
	}
	if unnumbered && p.st.open == recital && ln.says == 0 && ln.form&echoes == 0 && p.prev != nil && p.prev.form&(endsComma|endsFull) == 0 {
		cost += 1.5 // the one before has not ended
	}
	if numbered {
		cost += costUnsaid
	}
	return cost
}

// formula lets the line be the formula that the body follows.
func (p *plain) formula() {
	st, ln := p.st, p.ln
	cost := p.start + costUnsaid + 2
	switch above := st.phase == inPreface; {
	case ln.says&saysFormula != 0:
		cost = p.start * 0.3
	case ln.form&ordains != 0:
		cost = p.start*0.5 + 0.5
		if above {
			cost -= costNoAuthor
		}
	case ln.form&allCaps != 0 && ln.form&endsColon != 0:
		cost = p.start*0.5 + 1
	case st.phase == inCitations && st.depth == 1 && (p.short || ln.form&(short|endsColon) == short|endsColon) && ln.number.n == 0:
		cost = p.start + 0.7 // the verb below the numbered clauses of a preamble
	case ln.form&enacts != 0 && !above && ln.number.n == 0:
		// Who makes the law may be named on a line of its own.
		if cost = p.start*0.3 + 0.3; ln.says&saysAuthor != 0 || ln.form&allCaps != 0 && ln.form&endsFull == 0 && st.open != author {
			cost += 1.5
		}
	case above || ln.form&endsColon == 0 || ln.form&echoes != 0:
		return
	}
	if st.phase == inPreface && ln.says&saysState == 0 {
		cost += costNoAuthor
	}
	p.as(cost, inBody, formula)
}

// body lists what the line can be in the body of a text, or as the first of it.
func (p *plain) body() {
	st, ln := p.st, p.ln
	n := p.next
	n.phase = inBody
	layout := p.start
	p.start += p.noClause()
	if ln.says&saysBinding != 0 {
		n.open = formula
		p.put(p.start*0.3, formula, -1, &n)
	}
	if p.profile.Masthead && st.divided == document.Section && ln.number.n == 0 && (st.open == division || st.open == heading || st.open == recital) && ln.form&endsFull == 0 {
		// A section has a preamble of its own.
		n.open = recital
		switch {
		case ln.says&saysPreambular != 0:
			p.put(p.start*0.5+0.3, recital, -1, &n)
		case st.open == recital && ln.form&endsComma != 0:
			p.put(p.start+0.5, recital, -1, &n)
		}
	}
	p.text(&n)
	// The title of an annex may be long.
	if p.short || st.open == annex && !p.wrapped && ln.form&(endsFull|endsComma) == 0 {
		p.heading(&n)
	}
	if ln.says&saysDone != 0 {
		n.phase, n.open, n.depth = inConclusions, ending, 0
		p.put(layout*0.3, ending, -1, &n)
	}
}

// noClause is the cost of taking for a clause what looks like another part.
func (p *plain) noClause() (cost float32) {
	ln := p.ln
	switch {
	case ln.says&saysDone != 0 && (ln.inner || ln.form&short != 0):
		cost = 4 // place and date are no clause
	case ln.form&alone != 0 || ln.says&saysDone != 0:
		cost = 2 // nor is the number of a document
	}
	if p.above(ln) && ln.number.n == 0 {
		cost += costNoPreface
	}
	return cost
}

// text lets the line be a block without a number.
func (p *plain) text(n *state) {
	st, ln := p.st, p.ln
	n.open = text
	cost := p.start + 0.5
	if st.phase == inPreface && !p.opensBody(ln) {
		cost += costUnsaid
	}
	if st.open == division && p.short {
		cost++
	}
	if st.open == heading && st.depth == 0 {
		cost = p.start*0.6 + 0.5 // text must follow
	}
	cost += st.begin(n, withoutHeadings)
	if st.open == clause && p.prev != nil && p.prev.form&endsFull == 0 {
		cost += 2
		if st.inList() && !p.wrapped && p.prev.form&endsComma != 0 && ln.form&startsLower != 0 {
			cost -= 1.2 // the sentence that introduces the list ends below it
		}
	}
	if st.open != clause && ln.says&(saysCitation|saysRecital|saysPreambular) != 0 && !st.annexed {
		cost++ // what opens like a preamble belongs to one
	}
	p.put(cost, text, -1, n)
}

// inList reports whether the innermost open enumeration is not that of the
// paragraphs.
func (st *state) inList() bool {
	return st.depth > 0 && (st.levels[st.depth-1].series != decimals || st.levels[st.depth-1].style != dot)
}

// heading lets the line be a heading of what follows, or of an article.
func (p *plain) heading(n *state) {
	st, ln := p.st, p.ln
	n.open = heading
	cost := p.start + 1.2
	if st.phase == inPreface {
		cost += costUnsaid
	}
	if p.prev != nil {
		if !p.wrapped && ln.form&startsUpper != 0 && p.prev.form&(endsFull|short) != 0 {
			cost = p.start + 0.3
		}
		if ln.form&(tops|startsUpper) == tops|startsUpper && ln.number.n == 0 && p.prev.form&endsFull != 0 {
			cost = min(cost, p.start+0.3)
		}
		if ln.form&heads != 0 && ln.form&startsLower == 0 && ln.number.n == 0 && (p.prev.form&endsFull != 0 || st.open == heading) {
			cost = min(cost, p.start+0.3)
		}
	}
	if st.open == division || st.open == annex {
		cost = p.start*0.3 + 0.3
	}
	if st.open == heading && st.divided == document.Article {
		cost += costSecondHeading
	}
	cost += st.begin(n, withHeadings)
	if ln.form&allCaps != 0 {
		cost = max(p.start, cost-0.7)
	}
	if ln.hashes > 0 && st.phase == inBody && ln.division.kind == document.Invalid {
		cost = p.start * 0.3
	}
	p.put(cost, heading, -1, n)
}

// conclusions lets the line be one of the conclusions, or the first of them that
// nothing but its place tells.
func (p *plain) conclusions() {
	st, ln := p.st, p.ln
	if st.phase == inConclusions {
		n := p.next
		n.open = ending
		p.put(p.start*0.4+0.6, ending, -1, &n)
	}
	if st.phase == inBody && p.profile.Masthead && ln.closes && ln.division.kind == document.Invalid && ln.section == 0 && ln.form&short != 0 && ln.form&endsFull == 0 && p.prev != nil && p.prev.form&endsFull != 0 && !st.empty {
		p.as(p.start*0.4+0.4, inConclusions, ending)
	}
}

// isSentence reports whether a line ends a sentence and is too long for a title.
func (f *search) isSentence(ln *line) bool {
	return ln.form&endsFull != 0 && ln.letters(f.script) > longTitle
}

// actsAlone reports whether a line has the name of who acts, with the comma behind
// it, and nothing else.
func (ln *line) actsAlone() bool {
	return ln.namesAuthor() && ln.number.n == 0 && ln.form&endsComma != 0
}

// opensText reports whether a line may open another text: the number of a
// document alone, or a title, words in capitals, or what a site offers files of, with
// an acting entity soon after.
func (f *search) opensText(ln *line) bool {
	if ln.form&alone != 0 && ln.form&endsFull == 0 {
		s := f.s[ln.start:ln.end]
		return isIdentifierLine(s) && (len(strings.Fields(s)) == 1 || ln.form&acts != 0)
	}
	if ln.partLetter() > 1 {
		return ln.form&acts != 0 // the next part of a resolution that has several
	}
	return ln.form&acts != 0 && (ln.says&saysTitle != 0 || ln.offered || ln.form&(allCaps|endsFull|endsComma) == allCaps && ln.number.n == 0)
}

// above reports whether a line stands above the first division and the sentence
// that leads to it ends at or below the line.
func (f *search) above(ln *line) bool { return ln.start < f.ordains }

// formulaAbove is where the first line stands that is an enacting formula by its words,
// above the first division, 0 for none: between it and what leads to the recitals
// there is nothing else.
func formulaAbove(lines []line) int {
	for i := range lines {
		ln := &lines[i]
		switch {
		case ln.omit != "":
		case ln.divides(inPreface):
			return 0
		case ln.says&saysFormula != 0 && ln.number.n == 0:
			return ln.start
		}
	}
	return 0
}

// cutOff reports whether a line is the last of the source and breaks off: it ends no
// sentence, and it heads nothing.
func (f *search) cutOff(ln *line) bool {
	return ln == f.last && ln.form&(endsFull|endsComma) == 0
}

// listed reports whether a line in a preamble is a clause of it by how it begins and
// ends: as one that others follow, or where the source breaks off, after such a one or
// after who acts.
func (f *search) listed(st *state, ln *line) bool {
	return (ln.lists() || ln.number.n == 0 && ln.form&startsLower != 0 && f.cutOff(ln)) && !ln.inner && !f.profile.UnnumberedRecitals &&
		(st.open == author || st.open == citationsLead || f.prev != nil && f.prev.form&(endsComma|endsListed) != 0 && st.recital.series == noSeries)
}

// considered reports whether a line has the form of a recital of a resolution without
// numbers: who acts or another recital stands above it, and commas end both, or the
// lines are broken and a capital begins a new one.
func (f *search) considered(ln *line) bool {
	if !f.profile.UnnumberedRecitals || ln.number.n > 0 || f.prev == nil || f.prev.form&endsComma == 0 || ln.form&allCaps != 0 || ln.says&saysAuthor != 0 {
		return false
	}
	return ln.form&endsComma != 0 || f.wrapped && ln.form&startsUpper != 0 && ln.split == 0
}

// considering reports whether a line opens like a recital by its words and is no title:
// it ends as one that others follow, or lines are broken and it goes on in the next.
func (f *search) considering(ln *line) bool {
	return f.profile.Masthead && ln.says&saysPreambular != 0 && ln.says&saysTitle == 0 && ln.form&allCaps == 0 &&
		(ln.form&endsListed != 0 || f.wrapped && ln.form&(endsFull|endsComma) == 0 && ln.split == 0)
}

// concludes reports whether a line ends with a full stop and the one before it, a
// recital, with a comma.
func (f *search) concludes(ln *line) bool {
	return f.profile.Masthead && !f.wrapped && ln.says == 0 && ln.form&(endsFull|endsColon|endsListed) == endsFull && f.prev != nil && f.prev.form&endsComma != 0
}

// What the title of a text has at least whose body may open with a sentence.
const (
	fewestOfTitle = 4 // words
	hanTitle      = 8 // Chinese signs
)

// titleEnd is where the first line ends that may be the title of a text of any kind,
// or the end of the text.
func titleEnd(s string, lines []line, sc script) int {
	for i := range lines {
		ln := &lines[i]
		words := s[ln.start:ln.end]
		if ln.omit == "" && ln.form&(endsFull|alone) == 0 && (countWords(words) >= fewestOfTitle || sc == hanScript && ln.runes >= hanTitle) && !isNumberLine(words) {
			return ln.end
		}
	}
	return len(s)
}

// opensBody reports whether a line without a number may open the body of a text that
// has no preamble: a long sentence below the title, or what follows the remark there.
func (f *search) opensBody(ln *line) bool {
	return ln.number.n == 0 && (ln.start > f.titled && f.isSentence(ln) && ln.says&saysTitle == 0 || f.prev != nil && f.prev.says&saysRemark != 0)
}

// unmarked reports whether a line is a clause without a dash, as others that follow,
// right below one with a dash.
func (f *search) unmarked(ln *line) bool {
	return ln.number.n == 0 && ln.form&(startsUpper|endsListed) == startsUpper|endsListed && ln.form&short == 0 &&
		ln.says&(saysCitation|saysRecital|saysLead|saysFormula|saysPreambular) == 0 &&
		f.prev != nil && f.prev.number.n > 0 && f.prev.number.readings[0].series == dashes
}

// cites reports whether a line opens as a citation does and as no recital, in a
// text that has both.
func (f *search) cites(ln *line) bool {
	return ln.says.cites() && !f.profile.Masthead
}

// explains reports whether a line may open what stands before an act and explains it:
// a long sentence below the title, or a heading in capitals of a numbered clause.
func (f *search) explains(ln *line) bool {
	return f.profile.Type == "act" && ln.start > f.titled && ln.number.n == 0 && ln.says == 0 &&
		(f.isSentence(ln) || ln.form&(heads|allCaps) == heads|allCaps)
}

// ledTo reports whether a line without a number stands right below the words that lead
// to the recitals.
func (f *search) ledTo(st *state, ln *line) bool {
	return st.open == recitalsLead && f.prev != nil && f.prev.says&saysLead != 0 && ln.number.n == 0
}
