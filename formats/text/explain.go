package text

import (
	"context"
	"fmt"
	"strings"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/source"
)

// LineNote says what one line of a source was taken for.
type LineNote struct {
	Position diag.Position
	Text     string  // its first words
	Label    string  // what it was taken for: "recital", "continuation", "left out"
	Why      string  // what spoke for it
	Second   string  // the next best label, "" when there was no other
	Margin   float64 // how much dearer the second choice was, in nats; above 3 it was no close call
}

// Explain reads like Format's Reader and says for each line that is not blank
// what it was taken for, why, and what the second choice was.
func Explain(ctx context.Context, in *convert.Input) ([]LineNote, *document.Work, error) {
	r, err := read(ctx, in)
	if err != nil {
		return nil, nil, err
	}
	if err := source.Coverage(r.work.Expressions[0], in.Data); err != nil {
		return nil, nil, fmt.Errorf("the reader would lose or change text: %w", err)
	}
	return r.explain(nil, r.search, 0, r.path), r.work, nil
}

// explain adds what the lines of a search were taken for, those from an index on.
func (r *run) explain(notes []LineNote, f *search, from int, path []step) []LineNote {
	st := f.start
	f.prev, f.seen = nil, 0
	for i := 0; i < len(path); i++ {
		ln := &f.lines[i]
		if ln.start == ln.end {
			continue
		}
		n := LineNote{Position: r.text.Position(r.text.Raw(ln.start)), Text: clip(r.text.String[ln.start:ln.end])}
		if ln.omit != "" && path[i] == (step{}) {
			if n.Label, n.Why = "left out", ln.omit; ln.taken {
				n.Label, n.Why = "number", "of the line before"
			}
			notes = append(notes, n)
			continue
		}
		taken, ok := chosen(f.options(&st, i), &path[i])
		if !ok {
			continue
		}
		st = taken.next
		if taken.step.label == quote {
			q := &r.quotations[ln.quote-1]
			for i := q.first; i < q.text(); i++ {
				h := &r.lines[i]
				notes = append(notes, LineNote{Position: r.text.Position(r.text.Raw(h.start)), Text: clip(r.text.String[h.start:h.end]), Label: heading.String(), Why: "its place in an amendment"})
			}
			notes = r.explain(notes, r.within(q), q.text(), q.path)
			i = q.last - from
			f.prev = &f.lines[i]
			continue
		}
		n.Label = r.describe(ln, &taken.step)
		n.Why = r.why(ln, &taken.step)
		if ln.omit != "" {
			n.Label, n.Why = "left out", ln.omit
		}
		n.Second, n.Margin = r.second(f, ln, taken)
		f.prev = ln
		f.seen++
		notes = append(notes, n)
	}
	return notes
}

// chosen finds the candidate that the search took.
func chosen(buf []candidate, st *step) (candidate, bool) {
	best, found := candidate{}, false
	for _, c := range buf {
		s := c.step
		s.from = st.from
		if s == *st && (!found || c.cost < best.cost) {
			best, found = c, true
		}
	}
	return best, found
}

// second is the cheapest other label of a line.
func (r *run) second(f *search, ln *line, taken candidate) (string, float64) {
	best := -1
	for i, c := range f.buf {
		if c.step.label == taken.step.label && c.step.read == taken.step.read && c.step.depth == taken.step.depth {
			continue
		}
		if best < 0 || c.cost < f.buf[best].cost {
			best = i
		}
	}
	if best < 0 || f.buf[best].cost >= costImpossible {
		return "", 0
	}
	return r.describe(ln, &f.buf[best].step), float64(f.buf[best].cost - taken.cost)
}

// describe names a label with its number and level.
func (r *run) describe(ln *line, st *step) string {
	s := st.label.String()
	if st.label == division {
		s = ln.designated().kind.String()
	}
	if st.read >= 0 {
		rd := ln.number.readings[st.read]
		if rd.series == dashes {
			s += " with a dash"
		} else {
			s += fmt.Sprintf(" number %d", rd.value)
		}
	}
	if st.label == clause && st.depth > 1 {
		s += fmt.Sprintf(" at level %d", st.depth)
	}
	return s
}

// signNames says what lines say, in the order of the signs' bits.
var signNames = []string{
	"opens like a citation", "opens like a recital", "leads to recitals", "names the acting entity", "is an enacting formula",
	"opens like a title", "names a motion", "is a final instruction", "names a group", "gives place and date",
	"is the sentence that ends a regulation", "is a remark in brackets", "opens like a preambular paragraph", "opens like an operative paragraph",
}

// why lists what spoke for a label.
func (r *run) why(ln *line, st *step) string {
	var all []string
	if st.read >= 0 && ln.number.readings[st.read].series != dashes {
		number := r.text.String[ln.start:ln.number.end]
		if ln.label > 0 {
			number = r.text.String[r.lines[ln.label-1].start:r.lines[ln.label-1].end]
		}
		all = append(all, fmt.Sprintf("number %q in sequence", number))
	} else if st.read >= 0 {
		all = append(all, "dash")
	}
	if st.label == division || st.label == annex {
		all = append(all, fmt.Sprintf("designation %q", r.text.String[ln.start:ln.designated().end]))
	}
	for i, name := range signNames {
		if ln.says&(1<<i) != 0 {
			all = append(all, name)
		}
	}
	switch {
	case ln.join > 1:
		all = append(all, "the layout begins something new")
	case ln.split > 1:
		all = append(all, "the layout goes on")
	}
	if len(all) == 0 {
		all = append(all, "its place")
	}
	return strings.Join(all, "; ")
}

// clip is the beginning of a text for people to recognise it by.
func clip(s string) string {
	const most = 60
	n := 0
	for i := range s {
		if n++; n > most {
			return strings.TrimSpace(s[:i]) + "…"
		}
	}
	return s
}
