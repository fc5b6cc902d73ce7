package text

import (
	"context"
	"slices"

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

// costUneven is the cost of an article that has a heading where others have
// none, or the other way round.
const costUneven = 1.5

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
