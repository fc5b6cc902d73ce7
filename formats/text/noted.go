package text

import (
	"github.com/plurilex/plurilex/convert/document"
)

// costLeaving is the cost of footnotes that do not reach the end of their page.
const costLeaving = 6

// costTorn is the cost of a clause that does not go on after the footnotes of
// its page though its last line had not ended.
const costTorn = 2.5

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
