package text

import (
	"context"
	"math/bits"
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
)

// label is what a line was taken for.
type label uint8

const (
	goesOn      label = iota // the line continues what the line before belongs to
	prefaceText              // a block before the acting entity; classified later
	author                   // the acting entity
	citation
	recitalsLead // "Whereas:"
	recital
	formula
	heading
	division
	clause // a numbered or dashed clause of the body or below a recital
	text   // a block without a number
	note   // the body of a footnote
	ending
	annex
	resumes       // the line goes on with the clause before the footnotes
	another       // the first block of another text in the same source
	row           // a row of a table
	quote         // the first line of a quotation
	citationsLead // "Having regard to:", a list follows
)

var labelNames = [...]string{
	goesOn: "continuation", prefaceText: "preface", author: "author", citation: "citation",
	recitalsLead: "recitals lead", recital: "recital", formula: "formula", heading: "heading",
	division: "division", clause: "clause", text: "text", note: "footnote", ending: "conclusions", annex: "annex", resumes: "continuation after footnotes", another: "beginning of another text", row: "row of a table", quote: "quotation", citationsLead: "citations lead",
}

func (l label) String() string { return labelNames[l] }

// phase is the part of the text that a line is in.
type phase uint8

const (
	inPreface phase = iota
	inCitations
	inRecitals
	inBody
	inConclusions
	inAnnex // a body in an annex; see state.annexed
)

// maxLevels is how deep lists are followed.
const maxLevels = 5

// level is an open enumeration and the number it has reached.
type level struct {
	series series
	style  style
	last   int16
}

func (r reading) level() level { return level{r.series, r.style, int16(r.value)} }

// state is all that the labels of the lines so far mean for the next one. Two
// ways to the same state are compared by their cost, and the dearer is dropped.
// It is small because it is copied for everything that a line can be.
type state struct {
	phase       phase
	open        label // what a continuation would continue
	empty       bool  // the clause has its number and no words yet
	annexed     bool
	noted       bool  // the line belongs to a footnote
	clause      label // what was open before the footnotes
	clauseEmpty bool
	torn        bool          // the clause before the footnotes had not ended
	depth       int8          // open levels
	divided     document.Kind // nearest division
	headed      headed        // whether articles have headings
	recital     level
	levels      [maxLevels]level
	article     int16
	section     int16 // number of the last section that is a number alone
	note        int16
}

// headed says whether the articles of a text have headings: all have, or none.
type headed uint8

const (
	headedUnknown headed = iota
	withHeadings
	withoutHeadings
)

// costMarkedHeading is the cost of a line that goes on with a heading of Markdown,
// or of such a heading that goes on with what is before it.
const costMarkedHeading = 6

// costUneven is the cost of an article that has a heading where others have
// none, or the other way round.
const costUneven = 1.5

// costSecondHeading is the cost of a second heading of an article: what stands
// below the first is its text, even a few words that a list goes on from.
const costSecondHeading = 2

// begin is the cost of what comes first in an article, and the state after it.
func (st *state) begin(next *state, h headed) float32 {
	if st.open != division || st.divided != document.Article {
		return 0
	}
	next.headed = h
	if st.headed != headedUnknown && st.headed != h {
		return costUneven
	}
	return 0
}

// step is one line's label on one way through the text.
type step struct {
	from  int32 // step of the line before, -1 for none
	label label
	read  int8 // which reading of the line's number, -1 for none
	depth int8 // level of a clause
	phase phase
	annex bool
}

// candidate is a step not yet taken.
type candidate struct {
	cost float32
	step step
	next state
}

// key tells most states apart, so that few are compared in full.
func (st *state) key() uint64 {
	const mix = 0x9e3779b97f4a7c15
	flags := uint64(st.phase) | uint64(st.open)<<8 | uint64(st.depth)<<16 | uint64(st.clause)<<24
	if st.empty {
		flags |= 1 << 32
	}
	if st.noted {
		flags |= 1 << 33
	}
	k := flags*mix ^ uint64(st.recital.last)
	k = k*mix ^ uint64(st.article)<<32 ^ uint64(st.section)<<48 ^ uint64(st.note)
	for d := range st.depth {
		l := &st.levels[d]
		k = k*mix ^ uint64(l.last)<<16 ^ uint64(l.series)<<8 ^ uint64(l.style)
	}
	return k * mix
}

// width is how many ways are kept from line to line. A real text needs five or
// six: a handful of readings of one number, each with or without a doubt before.
const width = 16

// Costs of labels, in natural logarithms of how much rarer one is than another.
const (
	costFits       = 0   // the expected number
	costMarked     = 2.5 // a number that is no mark of a clause
	costGap        = 3.5 // a number was skipped; more for many
	costAgain      = 1   // articles are counted from one again below a heading
	costBack       = 7   // the number came before
	costNewList    = 1.2 // a list begins after words that do not announce it
	costAnnounced  = 0.2 // a list begins after a colon
	costNoAuthor   = 5   // a preamble without an acting entity
	costNoPreface  = 6   // a clause of the body right after the preface
	costUnsaid     = 3   // a part told by its place alone
	costForced     = 4   // something else where words must follow a number
	costBelowRule  = 6   // no footnote where footnotes stand
	costAlike      = 0.2 // what is less likely where all else is alike
	costNoText     = 10  // nothing but a preface though it is said who acts
	costImpossible = 1e6
)

// meetingLines is how many lines the note of the meeting below a resolution and
// the foot of its page have at most.
const meetingLines = 8

// longTitle is how many characters a line has that is more likely a sentence
// than a part of the preface when it ends like one.
const longTitle = 100

// prefaceLines is how many lines stand above a text at most that may begin
// without a preamble, and costLatePreface the cost of another one.
const (
	prefaceLines    = 12
	costLatePreface = 0.6
)

// hopeless is how much dearer than the best way one may be and still be
// followed: a few mistakes that are made good later cost less.
const hopeless = 20

// search finds the labels of the lines that cost least together.
type search struct {
	s       string
	lines   []line
	profile *Profile
	script  script
	calls   *calls
	again   restarts
	wrapped bool  // lines are broken within sentences
	width   int32 // of a full line then
	enacted int   // where the enacting formula stands by its words, above the first division; 0 for none
	ordains int   // where the sentence ends that leads to the first division, 0 for none
	titled  int   // where the first line ends that may be a title

	steps steps
	ways  *ways   // to the line that is looked at
	spent float32 // on the way to the line before

	quotations []quotation
	start      state // of the first line
	quoting    bool  // the lines are a quotation
	amending   bool  // they are the two columns of an amendment

	buf  []candidate
	prev *line // the line before the one that is looked at
	last *line // the last line
	seen int   // lines before it

	acted bool // one of the lines before it is the name of who acts
}

// ways are those to one line that are kept. What is looked through for every
// candidate lies side by side.
type ways struct {
	n       int
	costs   [width]float32
	keys    [width]uint64 // of states
	states  [width]state
	steps   [width]int32
	found   [width]int32 // in what order
	finds   int32
	least   float32 // cost of the best
	dearest int     // index of the one that a better one takes the place of
}

func (w *ways) reset() { w.n, w.finds, w.least, w.dearest = 0, 0, costImpossible, 0 }

// order is the ways with the best first: what goes on from it shows early what
// else is not worth following. Of two that cost the same the one comes first that
// cost less a line before, or the line before that: a doubt is put off as long
// as it can be.
func (w *ways) order(of *[width]uint8) []uint8 {
	for k := range w.n {
		at := k
		for ; at > 0 && w.before(k, int(of[at-1])); at-- {
			of[at] = of[at-1]
		}
		of[at] = uint8(k)
	}
	return of[:w.n]
}

func (w *ways) before(a, b int) bool {
	return w.costs[a] < w.costs[b] || w.costs[a] == w.costs[b] && w.found[a] < w.found[b]
}

// worth reports whether a way of such a cost may be kept.
func (w *ways) worth(cost float32) bool {
	return cost <= w.least+hopeless && (w.n < width || cost < w.costs[w.dearest])
}

// slot is the place for a way to a state: that of the same state when it was
// reached at more cost, a new one, or that of the dearest way. It is -1 when the
// state was reached at less cost.
func (w *ways) slot(next *state, key uint64, cost float32) int {
	for k, have := range w.keys[:w.n] {
		if have == key && w.states[k] == *next {
			if w.costs[k] <= cost {
				return -1
			}
			return k
		}
	}
	if w.n < width {
		return w.n
	}
	return w.dearest
}

// settle is called when the way at a place has got its cost.
func (w *ways) settle(at int) {
	w.least = min(w.least, w.costs[at])
	if w.n < width {
		return
	}
	w.dearest = 0
	for k, cost := range w.costs {
		if cost > w.costs[w.dearest] {
			w.dearest = k
		}
	}
}

// prune drops the ways that have become hopeless, and makes costs those above the
// best, so that they stay small.
func (w *ways) prune() {
	n := 0
	for k := range w.n {
		if cost := w.costs[k] - w.least; cost <= hopeless {
			w.costs[n], w.states[n], w.steps[n], w.found[n] = cost, w.states[k], w.steps[k], w.found[k]
			n++
		}
	}
	w.n = n
}

// run labels the lines. The result has one step for each line that is not left
// out, in order, and nil for the others' places.
func (f *search) run(ctx context.Context) ([]step, error) {
	current, following := new(ways), new(ways)
	var order [width]uint8
	current.n, current.states[0], current.steps[0] = 1, f.start, -1
	f.last = before(f.lines, len(f.lines))
	f.steps.all = make([]step, 0, min(len(f.lines)*width, fewestSteps))
	for i := range f.lines {
		ln := &f.lines[i]
		if ln.omit != "" {
			continue
		}
		if i&1023 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		following.reset()
		f.ways = following
		f.steps.room(current)
		for _, k := range current.order(&order) {
			f.spent, f.buf = current.costs[k], f.buf[:0]
			f.expand(&current.states[k], i)
			for c := range f.buf {
				f.follow(&f.buf[c], current.steps[k])
			}
		}
		following.prune()
		current, following = following, current
		f.acted = f.acted || ln.actsAlone()
		f.prev = ln
		f.seen++
	}
	f.finish(current)
	path := make([]step, len(f.lines))
	at := current.steps[current.order(&order)[0]]
	for i := len(f.lines) - 1; i >= 0; i-- {
		if f.lines[i].omit != "" {
			continue
		}
		path[i] = f.steps.all[at]
		at = path[i].from
	}
	f.steps = steps{}
	return path, nil
}

// finish adds the cost of what a text cannot end in.
func (f *search) finish(w *ways) {
	for k := range w.n {
		if w.states[k].phase == inPreface && f.acted {
			w.costs[k] += costNoText
		}
	}
}

// follow keeps the way that goes on with a candidate when it is worth it.
func (f *search) follow(c *candidate, from int32) {
	w, cost := f.ways, f.spent+c.cost
	if !w.worth(cost) {
		return
	}
	key := c.next.key()
	at := w.slot(&c.next, key, cost)
	if at < 0 {
		return
	}
	c.step.from = from
	if at == w.n {
		w.n++
		w.steps[at] = f.steps.add(c.step)
	}
	f.steps.all[w.steps[at]] = c.step
	w.costs[at], w.keys[at], w.states[at], w.found[at] = cost, key, c.next, w.finds
	w.finds++
	w.settle(at)
}

// options lists all that a line can be after st, whatever it costs.
func (f *search) options(st *state, i int) []candidate {
	f.ways, f.spent, f.buf = &ways{least: costImpossible}, 0, f.buf[:0]
	f.expand(st, i)
	return f.buf
}

// steps is the steps of all ways that are followed. Most ways end after a few
// lines: their steps are forgotten when there is no room for more.
type steps struct {
	all   []step
	moved []int32 // while steps are forgotten: new index + 1 of those that stay, 0 of others
}

// fewestSteps is how many steps there is room for before any are forgotten.
const fewestSteps = 1 << 14

func (s *steps) add(st step) int32 {
	s.all = append(s.all, st)
	return int32(len(s.all) - 1)
}

// room makes room for the steps to one line. The ways say what steps they end
// with; a step always comes after the one that it goes on from.
func (s *steps) room(w *ways) {
	if len(s.all)+width <= cap(s.all) {
		return
	}
	if cap(s.moved) < len(s.all) {
		s.moved = make([]int32, cap(s.all))
	}
	s.moved = s.moved[:len(s.all)]
	clear(s.moved)
	for k := range w.n {
		for at := w.steps[k]; at >= 0 && s.moved[at] == 0; at = s.all[at].from {
			s.moved[at] = 1
		}
	}
	n := 0
	for i, st := range s.all {
		if s.moved[i] == 0 {
			continue
		}
		if st.from >= 0 {
			st.from = s.moved[st.from] - 1
		}
		s.all[n] = st
		n++
		s.moved[i] = int32(n)
	}
	for k := range w.n {
		if w.steps[k] >= 0 {
			w.steps[k] = s.moved[w.steps[k]] - 1
		}
	}
	s.all = s.all[:n]
	if n > cap(s.all)/2 {
		s.all = slices.Grow(s.all, cap(s.all))
	}
}

// put adds a candidate, unless no cost that may still come on top of it can make
// it worth following.
func (f *search) put(cost float32, l label, read int, next *state) {
	if !f.ways.worth(f.spent + cost) {
		return
	}
	f.buf = append(f.buf, candidate{cost, step{-1, l, int8(read), next.depth, next.phase, next.annexed}, *next})
}

// expand lists what line i can be after st.
func (f *search) expand(st *state, i int) {
	ln := &f.lines[i]
	if f.quote(st, i) || f.tabled(st, ln) || f.heeded(st, ln) {
		return
	}
	if st.open != row && st.open != quote {
		f.goOn(st, ln)
	}
	if st.noted {
		f.afterNote(st, ln)
		return
	}
	from := len(f.buf)
	f.starts(st, ln)
	if ln.rule {
		for i := from; i < len(f.buf); i++ {
			if f.buf[i].step.label != note {
				f.buf[i].cost += costBelowRule
			}
		}
	}
	if ln.rule && st.phase != inPreface && ln.number.n == 0 && ln.tail {
		// Notes whose numbers stand elsewhere.
		n := *st
		n.clause, n.clauseEmpty, n.torn = st.open, st.empty, f.midway(st)
		n.noted, n.empty, n.open = true, false, note
		f.put(0.1, note, -1, &n)
	}
}

// costLeaving is the cost of footnotes that do not reach the end of their page.
const costLeaving = 6

// costTorn is the cost of a clause that does not go on after the footnotes of
// its page though its last line had not ended.
const costTorn = 2.5

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

// beforeNote is the state as it was before the footnotes.
func (st *state) beforeNote() state {
	before := *st
	before.noted, before.open, before.empty = false, st.clause, st.clauseEmpty
	before.clause, before.clauseEmpty, before.torn = goesOn, false, false
	return before
}

// afterNote lists what a line after a footnote can be: another one, or what it
// would be had there been none.
func (f *search) afterNote(st *state, ln *line) {
	if f.prev != nil && f.prev.told != nil {
		before := st.beforeNote()
		f.starts(&before, ln) // the note before is whole
		return
	}
	for k, r := range ln.number.all() {
		f.noted(st, ln, k, r)
	}
	n := *st
	n.open, n.empty = note, false
	cost := ln.split + 1.2
	if ln.number.n > 0 || ln.page || st.torn && ln.blanks > 0 {
		cost += 2
	}
	f.put(cost, note, -1, &n)

	before := st.beforeNote()
	considers := before.open == recital && f.profile.UnnumberedRecitals && !st.torn && ln.number.n == 0 && ln.says&saysPreambular != 0
	leaving := float32(0)
	switch {
	case ln.page, ln.division.kind == document.Annex:
	case considers && f.prev != nil && f.prev.form&endsFull != 0:
		leaving = costLeaving / 6 // a preamble goes on
	case st.torn && ln.join > 0:
		leaving = costLeaving / 6
	case ln.blanks > 0 && f.prev != nil && f.prev.form&endsFull != 0:
		leaving = costLeaving / 3
	default:
		leaving = costLeaving
	}
	from := len(f.buf)
	f.starts(&before, ln)
	if st.torn {
		for i := from; i < len(f.buf); i++ {
			switch f.buf[i].step.label {
			case text, heading, citation, recital:
				if f.buf[i].step.read < 0 {
					f.buf[i].cost += costTorn
				}
			}
		}
	}
	n = before
	n.empty = false
	cost = 1.5
	if ln.form&startsLower != 0 && !considers || before.empty || st.torn {
		cost = 0
	}
	for _, r := range ln.number.all() {
		if ln.strong(r) {
			cost += costMarked
			break
		}
	}
	if before.open != row && before.open != quote {
		f.put(cost, resumes, -1, &n)
	}
	for i := from; i < len(f.buf); i++ {
		f.buf[i].cost += leaving
	}
}

// starts lists the clauses that a line can begin.
func (f *search) starts(st *state, ln *line) {
	start := ln.split
	if st.empty && !ln.second {
		start += costForced
	}
	if f.prev == nil {
		start = 0
	}
	for k, r := range ln.number.all() {
		f.numbered(st, ln, k, r, start*0.4)
	}
	if ln.divides(st.phase) {
		f.divided(st, ln, start*0.4)
	}
	if ln.section > 0 && f.profile.Masthead && ln.division.kind == document.Invalid {
		f.sectioned(st, ln, start*0.4)
	}
	if ln.heads && (st.phase == inBody || st.phase == inRecitals) {
		f.headed(st, ln, start*0.4)
	}
	f.unnumbered(st, ln, start)
}

// isSentence reports whether a line ends a sentence and is too long for a title.
func (f *search) isSentence(ln *line) bool {
	return ln.form&endsFull != 0 && ln.letters(f.script) > longTitle
}

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

func (f *search) goOn(st *state, ln *line) {
	cost := ln.join
	if st.empty && !ln.second {
		cost = 0
		if st.noted && ln.number.n > 0 && ln.number.rest == ln.end {
			cost = costForced // two numbers below each other are those of two notes
		}
	}
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
	if st.phase == inPreface && ln.says&(saysTitle|saysMotion) != 0 {
		cost += 1.5
	}
	if st.phase == inPreface && ln.actsAlone() {
		cost += 4
	}
	if ln.dots || f.prev != nil && f.prev.dots {
		cost += 3
	}
	if st.phase == inPreface && f.kindAbove(ln) {
		cost += 2
	}
	if st.phase == inPreface && (f.s[ln.start] == '[' || ln.form&titles != 0) {
		cost += 4 // what is said of a resolution, or its number and title
	}
	if st.phase == inPreface && ln.form&alone != 0 && f.s[ln.start] == '(' {
		cost += 4 // the number of a procedure below the title
	}
	if ln.says&saysRemark != 0 || f.prev != nil && f.prev.says&saysRemark != 0 {
		cost += 4
	}
	if ln.hashes > 0 || f.prev != nil && f.prev.hashes > 0 {
		cost += costMarkedHeading // a heading of Markdown is one line
	}
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
	next := *st
	next.empty = false
	f.put(cost, goesOn, -1, &next)
}

// kindAbove reports whether the line before says in capitals of what kind a text
// is, and this one what it is about: "REPORT | on lakes".
func (f *search) kindAbove(ln *line) bool {
	return f.prev != nil && f.prev.form&(allCaps|endsComma|endsFull|endsHyphen) == allCaps && ln.form&(allCaps|startsLower) == startsLower &&
		!strings.ContainsAny(f.s[f.prev.start:f.prev.end], "0123456789")
}

// strong reports whether a reading is how clauses are numbered, and not merely
// a number that stands first.
func strong(r reading) bool { return r.style != bare && r.style != degree || r.series == dashes }

// strong reports so of a number of the line; one that counts with others of the
// text is none that merely stands first.
func (ln *line) strong(r reading) bool { return strong(r) || ln.counted && r.series == decimals }

// actsAlone reports whether a line has the name of who acts, with the comma behind
// it, and nothing else.
func (ln *line) actsAlone() bool {
	return ln.says&saysAuthor != 0 && ln.number.n == 0 && ln.form&endsComma != 0 && ln.saysEnd >= ln.end-4
}

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

// noted lets a line with a number be a footnote.
func (f *search) noted(st *state, ln *line, k int, r reading) {
	closed := st.phase == inConclusions || st.open == formula && st.depth > 0 // below the votes nothing follows but notes
	cost, ok := f.calls.cost(int32(st.note), st.noted, closed, r, ln)
	if !ok || st.phase == inPreface || r.style == bare && ln.form&alone != 0 {
		return // the number of a day is none of a note
	}
	if !st.noted && !ln.rule && !ln.page && r.style != brackets && !closed {
		if cost++; r.style == bare && ln.split == 0 && len(f.calls.glued[r.value]) > 0 && f.calls.glued[r.value][0] < ln.start {
			cost -= 3 // a number right after a letter is a call
		}
	} else if at := f.calls.glued[r.value]; st.noted && r.style == bare && len(at) > 0 && at[0] < ln.start {
		cost -= 0.5
	}
	if closed && r.value == int32(st.note)+1 {
		cost -= 0.4 // below signatures nothing else is numbered
		if st.noted {
			cost = min(cost, 0.1)
		}
	}
	n := *st
	n.empty = ln.number.rest == ln.end
	if !st.noted && st.depth > 0 && ln.follows(st.levels[st.depth-1], r) == 0 {
		cost += costAlike // more likely the next clause
	}
	if !st.noted {
		n.clause, n.clauseEmpty, n.torn = st.open, st.empty, f.midway(st)
	}
	n.noted = true
	n.open = note
	if n.note = max(st.note, int16(r.value)); r.value == 1 {
		n.note = 1 // notes are numbered page by page
	}
	layout := ln.split * 0.3
	if closed {
		layout = ln.split * 0.1
	}
	f.put(cost+layout, note, k, &n)
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

// inList reports whether the innermost open enumeration is not that of the
// paragraphs.
func (st *state) inList() bool {
	return st.depth > 0 && (st.levels[st.depth-1].series != decimals || st.levels[st.depth-1].style != dot)
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

// unnumbered lists what a line can be whatever number it has.
func (f *search) unnumbered(st *state, ln *line, start float32) {
	next := *st
	next.empty = false
	next.noted = false
	switch {
	case ln.divides(st.phase):
		start += costMarked
		if ln.onlyDivides() && st.phase != inPreface {
			start += 2 * costMarked
		}
	case ln.number.n > 0 && ln.strong(ln.number.readings[0]):
		if st.phase == inConclusions && ln.number.readings[0].series == capitals && ln.form&(short|endsFull) == short {
			break // the initial of a name
		}
		start += costMarked
		if st.phase != inPreface {
			start += costMarked // better a number out of sequence
		}
	}
	if ln.dots && (st.phase == inCitations || st.phase == inRecitals) {
		// The body may begin in what was left out.
		n := next
		n.phase, n.open, n.depth = inBody, text, 0
		f.put(start*0.3+0.5, text, -1, &n)
	}
	isShort := ln.form&short != 0 && ln.form&(endsFull|endsComma) == 0 || ln.form&sideNote != 0

	if st.phase == inPreface {
		n := next
		n.open = prefaceText
		cost := start
		if f.profile.NoPreamble && f.seen > prefaceLines && !f.above(ln) {
			cost += costLatePreface
		}
		switch {
		case ln.says&(saysTitle|saysRemark) != 0:
			cost = start * 0.3
		case ln.namesAuthor() && ln.saysEnd < ln.end:
			cost += costNoAuthor // with a comma or dash behind it is no masthead
		case ln.says&(saysAuthor|saysCitation|saysLead|saysFormula) != 0:
			cost += 1.5
		case ln.says&(saysRecital|saysPreambular|saysOperative) != 0 && (ln.form&short == 0 || ln.form&(endsFull|endsComma) != 0), f.considering(ln):
			cost += 1.5
		case ln.form&(echoes|leads|ordains) != 0:
			cost += 2
		case ln.form&names != 0:
			cost++
		case f.isSentence(ln), ln.form&endsComma != 0 && ln.form&short == 0:
			cost++ // sentences are rare before a text begins
		}
		if ln.row > 0 {
			cost += costAlike
		}
		f.put(cost, prefaceText, -1, &n)
		cost = start + 8
		switch {
		case ln.namesAuthor():
			cost = start * 0.3
		case ln.says&saysAuthor != 0:
			cost = start + 2
		case ln.form&names != 0:
			cost = start * 0.3
		case ln.runes <= 80 && ln.form&endsComma != 0 && ln.form&startsLower == 0:
			cost = start + 2.5
		case ln.form&alone != 0:
			cost = costImpossible
		case ln.runes <= 80 && ln.form&startsUpper != 0 && ln.form&endsFull == 0:
			cost = start + costNoAuthor - 1
		}
		if ln.form&(allCaps|endsComma) == allCaps|endsComma {
			cost -= 1.5
		}
		n.phase, n.open = inCitations, author
		f.put(cost, author, -1, &n)
	}
	if ln.form&enumerates != 0 && (st.phase == inPreface || st.open == author) {
		n := next
		n.phase, n.open = inCitations, citationsLead
		cost := start*0.3 + 0.3
		if st.phase == inPreface {
			cost++
		}
		f.put(cost, citationsLead, -1, &n)
	}
	if st.phase == inPreface || st.phase == inCitations {
		cost := start
		said := ln.says&saysCitation != 0
		switch {
		case said && st.phase == inPreface && f.profile.UnnumberedRecitals:
			cost = start*0.3 + 1
		case said && st.phase == inPreface && f.above(ln):
			cost = start*0.5 + 1
		case said && st.phase == inPreface:
			cost += costNoAuthor - 1
		case said:
			cost = start * 0.5
		case st.phase == inPreface:
			cost = costImpossible
		case ln.says&saysPreambular != 0 && !f.profile.UnnumberedRecitals, f.listed(st, ln):
			cost = start*0.5 + 0.5
		default:
			cost += costUnsaid
		}
		if cost < costImpossible {
			n := next
			n.phase = inCitations
			n.open = citation
			if f.profile.UnnumberedRecitals && ln.number.n == 0 {
				n.phase, n.open = inRecitals, recital
				switch {
				case said && !f.profile.Masthead:
					n.phase, n.open = inCitations, citation
				case said:
				case ln.form&echoes != 0:
					cost = start*0.3 + 0.3
				case ln.says&saysPreambular != 0:
					cost -= costUnsaid
				case f.considered(ln):
					cost = start*0.5 + 0.7
				default:
					cost -= 1.5
				}
				f.put(cost, n.open, -1, &n)
			} else {
				f.put(cost, citation, -1, &n)
			}
		}
	}
	if st.phase == inCitations && !f.profile.UnnumberedRecitals && ln.number.n == 0 && ln.says&(saysRecital|saysLead) == saysRecital {
		// In older acts each recital opens with the word that leads to all of them.
		n := next
		n.phase, n.open, n.depth = inRecitals, recital, 0
		f.put(start*0.5+0.3, recital, -1, &n)
	}
	if st.open == citation && isShort && ln.form&startsUpper != 0 && ln.says == 0 && ln.number.n == 0 && f.prev.form&(endsFull|endsComma) != 0 && !f.profile.UnnumberedRecitals {
		// Where nothing is considered the body may open with a heading.
		n := next
		n.phase, n.open, n.depth = inBody, heading, 0
		f.put(start+costUnsaid-0.5, heading, -1, &n)
	}
	if st.open == citation && f.unmarked(ln) {
		// Below citations with dashes a clause of another form is none of them.
		n := next
		n.phase, n.open, n.depth = inBody, text, 0
		f.put(start*0.5+0.5, text, -1, &n)
	}
	if st.phase == inCitations || st.phase == inRecitals && st.recital.series == noSeries || st.phase == inPreface {
		cost := start + costUnsaid + 1
		if ln.says&saysLead != 0 {
			cost = start * 0.3
		} else if ln.form&leads != 0 && f.profile.UnnumberedRecitals {
			cost = start*0.3 + 0.5
			if st.phase == inPreface {
				cost -= costNoAuthor
			}
		} else if ln.form&endsColon == 0 || ln.form&short == 0 {
			cost = costImpossible
		}
		if st.phase == inPreface {
			cost += costNoAuthor
		}
		if cost < costImpossible {
			n, l := next, recitalsLead
			if ln.says&saysLead != 0 && ln.form&endsColon == 0 && ln.saysEnd < ln.end-2 {
				l, n.depth = recital, 0 // "whereas" leads to what follows it at once
			}
			n.phase, n.open = inRecitals, l
			f.put(cost, l, -1, &n)
		}
	}
	if st.phase == inRecitals && st.recital.series == noSeries {
		// In older texts what is considered stands before who considers it.
		n := next
		n.open = author
		switch {
		case ln.namesAuthor():
			f.put(start*0.3+0.3, author, -1, &n)
		case ln.form&allCaps != 0 && ln.form&endsFull == 0 && ln.runes <= 80:
			f.put(start+1, author, -1, &n)
		}
	}
	if st.phase == inPreface && f.profile.UnnumberedRecitals && ln.number.n == 0 && (ln.form&echoes != 0 || ln.form&endsComma != 0 && ln.form&(short|allCaps) == 0 || f.considering(ln)) {
		// A sentence that goes on is no title, whoever considers it.
		n := next
		n.phase, n.open, n.depth = inRecitals, recital, 0
		if f.cites(ln) {
			n.phase, n.open = inCitations, citation
		}
		cost := start + costUnsaid
		switch {
		case ln.form&echoes != 0:
			cost = start*0.3 + 0.3
		case ln.form&(acts|endsComma|short) == acts|endsComma:
			cost = start*0.5 + 0.3 // who considers it is named next
		case ln.says&(saysRecital|saysPreambular) != 0:
			cost = start*0.5 + 0.5
		}
		f.put(cost, n.open, -1, &n)
	}
	if (st.phase == inRecitals || st.open == author) && f.profile.UnnumberedRecitals && st.recital.series == noSeries && ln.number.n == 0 && (ln.says&saysOperative != 0 || st.open == recital && f.concludes(ln)) {
		// The clauses of older resolutions have no numbers.
		n := next
		n.phase, n.open, n.depth = inBody, text, 0
		cost := start*0.5 + 0.5
		if ln.says&(saysPreambular|saysRecital|saysCitation) != 0 {
			if cost += costUnsaid; ln.form&endsComma != 0 {
				cost++ // what is considered ends so
			}
		}
		f.put(cost, text, -1, &n)
	}
	if st.phase == inRecitals {
		cost := start + costUnsaid
		if ln.says&(saysRecital|saysPreambular) != 0 || f.profile.UnnumberedRecitals && ln.says&saysCitation != 0 {
			cost = start*0.5 + 0.3
		} else if f.profile.UnnumberedRecitals && ln.form&echoes != 0 {
			cost = start*0.3 + 0.3
		} else if f.considered(ln) {
			cost = start*0.5 + 0.7
		} else if f.profile.UnnumberedRecitals {
			cost = start + 1.5
		} else if f.listed(st, ln) || f.ledTo(st, ln) || ln.start < f.enacted && ln.number.n == 0 && ln.form&allCaps == 0 && ln.says&(saysFormula|saysLead|saysAuthor) == 0 {
			cost = start*0.5 + 0.5
		}
		if ln.form&enacts != 0 {
			cost += costUnsaid
		}
		if f.profile.UnnumberedRecitals && st.open == recital && ln.says == 0 && ln.form&echoes == 0 && f.prev != nil && f.prev.form&(endsComma|endsFull) == 0 {
			cost += 1.5 // the one before has not ended
		}
		if st.recital.series != noSeries {
			cost += costUnsaid
		}
		n := next
		n.open, n.depth = recital, 0
		f.put(cost, recital, -1, &n)
		if st.recital.series != noSeries {
			// A recital may have several paragraphs.
			n := next
			n.open = text
			cost := start + 0.5
			if f.prev != nil && f.prev.form&endsFull == 0 || ln.form&allCaps != 0 || isShort && !(f.full(ln) && ln.blanks > 0) {
				cost += 2.5
			}
			f.put(cost, text, -1, &n)
		}
		if isShort && !f.cutOff(ln) {
			n.open = heading
			f.put(start+costUnsaid-0.5, heading, -1, &n)
		}
	}
	if st.phase <= inRecitals {
		cost := start + costUnsaid + 2
		switch {
		case ln.says&saysFormula != 0:
			cost = start * 0.3
		case ln.form&ordains != 0:
			cost = start*0.5 + 0.5
			if st.phase == inPreface {
				cost -= costNoAuthor
			}
		case ln.form&allCaps != 0 && ln.form&endsColon != 0:
			cost = start*0.5 + 1
		case st.phase == inCitations && st.depth == 1 && (isShort || ln.form&(short|endsColon) == short|endsColon) && ln.number.n == 0:
			cost = start + 0.7 // the verb below the numbered clauses of a preamble
		case ln.form&enacts != 0 && st.phase != inPreface && ln.number.n == 0:
			// Who makes the law may be named on a line of its own.
			if cost = start*0.3 + 0.3; ln.says&saysAuthor != 0 || ln.form&allCaps != 0 && ln.form&endsFull == 0 && st.open != author {
				cost += 1.5
			}
		case st.phase == inPreface || ln.form&endsColon == 0 || ln.form&echoes != 0:
			cost = costImpossible
		}
		if st.phase == inPreface && ln.says&saysState == 0 {
			cost += costNoAuthor
		}
		if cost < costImpossible {
			n := next
			n.phase, n.open, n.depth = inBody, formula, 0
			f.put(cost, formula, -1, &n)
		}
	}
	if st.phase == inBody || st.phase == inPreface && (f.profile.NoPreamble || f.explains(ln)) {
		n := next
		n.phase = inBody
		layout := start
		switch {
		case ln.says&saysDone != 0 && (ln.inner || ln.form&short != 0):
			start += 4 // place and date are no clause
		case ln.form&alone != 0 || ln.says&saysDone != 0:
			start += 2 // nor is the number of a document
		}
		if f.above(ln) && ln.number.n == 0 {
			start += costNoPreface
		}
		cost := start + 0.5
		if st.phase == inPreface && !f.opensBody(ln) {
			cost += costUnsaid
		}
		if ln.says&saysBinding != 0 {
			n.open = formula
			f.put(start*0.3, formula, -1, &n)
		}
		if f.profile.Masthead && st.divided == document.Section && ln.number.n == 0 && (st.open == division || st.open == heading || st.open == recital) && ln.form&endsFull == 0 {
			// A section has a preamble of its own.
			n.open = recital
			switch {
			case ln.says&saysPreambular != 0:
				f.put(start*0.5+0.3, recital, -1, &n)
			case st.open == recital && ln.form&endsComma != 0:
				f.put(start+0.5, recital, -1, &n)
			}
		}
		n.open = text
		if st.open == division && isShort {
			cost += 1
		}
		if st.open == heading && st.depth == 0 {
			cost = start*0.6 + 0.5 // text must follow
		}
		cost += st.begin(&n, withoutHeadings)
		if st.open == clause && f.prev != nil && f.prev.form&endsFull == 0 {
			cost += 2
			if st.inList() && !f.wrapped && f.prev.form&endsComma != 0 && ln.form&startsLower != 0 {
				cost -= 1.2 // the sentence that introduces the list ends below it
			}
		}
		if st.open != clause && ln.says&(saysCitation|saysRecital|saysPreambular) != 0 && !st.annexed {
			cost++ // what opens like a preamble belongs to one
		}
		f.put(cost, text, -1, &n)
		// The title of an annex may be long.
		if isShort || st.open == annex && !f.wrapped && ln.form&(endsFull|endsComma) == 0 {
			n.open = heading
			cost := start + 1.2
			if st.phase == inPreface {
				cost += costUnsaid
			}
			if !f.wrapped && ln.form&startsUpper != 0 && f.prev != nil && f.prev.form&(endsFull|short) != 0 {
				cost = start + 0.3
			}
			if ln.form&(tops|startsUpper) == tops|startsUpper && ln.number.n == 0 && f.prev != nil && f.prev.form&endsFull != 0 {
				cost = min(cost, start+0.3)
			}
			if ln.form&heads != 0 && ln.form&startsLower == 0 && ln.number.n == 0 && f.prev != nil && (f.prev.form&endsFull != 0 || st.open == heading) {
				cost = min(cost, start+0.3)
			}
			if st.open == division || st.open == annex {
				cost = start*0.3 + 0.3
			}
			if st.open == heading && st.divided == document.Article {
				cost += costSecondHeading
			}
			cost += st.begin(&n, withHeadings)
			if ln.form&allCaps != 0 {
				cost = max(start, cost-0.7)
			}
			if ln.hashes > 0 && st.phase == inBody && ln.division.kind == document.Invalid {
				cost = start * 0.3
			}
			f.put(cost, heading, -1, &n)
		}
		if ln.says&saysDone != 0 {
			n.phase, n.open, n.depth = inConclusions, ending, 0
			f.put(layout*0.3, ending, -1, &n)
		}
	}
	if (st.phase == inBody || st.phase == inConclusions) && f.opensText(ln) && !f.quoting {
		n := state{open: prefaceText, note: st.note}
		cost := ln.split*0.4 + 1
		if st.open == heading {
			cost += costAlike // a heading heads something
		}
		f.put(cost, another, -1, &n)
	}
	if st.phase == inConclusions {
		n := next
		n.open = ending
		f.put(start*0.4+0.6, ending, -1, &n)
	}
	if st.phase == inBody && f.profile.Masthead && ln.closes && ln.division.kind == document.Invalid && ln.section == 0 && ln.form&short != 0 && ln.form&endsFull == 0 && f.prev != nil && f.prev.form&endsFull != 0 && !st.empty {
		n := next
		n.phase, n.open, n.depth = inConclusions, ending, 0
		f.put(start*0.4+0.4, ending, -1, &n)
	}
}
