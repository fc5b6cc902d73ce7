package text

import (
	"strings"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/source"
)

// told is what the elements of Formex say of a line: nothing about it is left to
// find out. Formex is the format of the Publications Office for the Official
// Journal; its elements are those of the schema formex-05.55.
type told struct {
	label     label
	depth     int8          // of the clause that it is or belongs to
	paragraph bool          // a clause that is one of the article, not a point
	division  document.Kind // of a heading of a division that words may not tell
	quote     int32         // the new wording that it is a part of, from 1; 0 when it is in none
	around    int8          // depth of the clause that has the new wording
	noted     bool          // it is in a note
	numbered  bool          // it is the mark of a note, whose words follow
}

// noteCall is where the markup calls a note: a range of the text, and where the
// note begins.
type noteCall struct {
	start, end int
	body       int
	ref        string // the id of the note, when it stands elsewhere
}

// isFormex reports whether a source in a markup is in Formex.
func isFormex(s string) bool {
	head := strings.ToLower(s[:min(len(s), 4096)])
	return strings.Contains(head, "<bib.instance") || strings.Contains(head, "/formex-")
}

// isFormexTag reports whether a tag says what the lines in it are.
func isFormexTag(name, tag string) bool {
	switch name {
	case "title", "ti", "sti", "preamble.init", "visa", "gr.consid.init", "consid", "preamble.final", "division", "annex",
		"article", "ti.art", "sti.art", "parag", "no.parag", "alinea", "np", "no.p", "txt", "p", "note", "final", "signature", "contents", "gr.seq", "quot.s", "enacting.terms":
		return true
	}
	return isGridTag(name, tag)
}

// deepestElement is how many open elements are followed.
const deepestElement = 64

// element is an open element.
type element struct {
	name  string
	lines int  // that began in it and in none inside it
	noted bool // a note stood in it after them
	quote int32
}

// formex reads what the elements say.
type formex struct {
	open   []element
	marked bool // the line before is the mark of a clause, and the words are to come
	quotes int32
	calls  []noteCall
	bodies map[string]int // where notes begin

	numbered int // where the line begins that is the mark of the note to come, or -1
}

// tell gives the lines what the tags say of them, and returns the calls of notes
// in order.
func tell(lines []line, tags []source.Tag) []noteCall {
	f := formex{bodies: map[string]int{}}
	at := 0
	for i := range lines {
		ln := &lines[i]
		for ; at < len(tags) && tags[at].At <= ln.start; at++ {
			f.note(&tags[at], ln.start)
			f.tag(&tags[at])
		}
		if ln.start == ln.end {
			continue
		}
		// The mark of a note that stands apart from what calls it.
		if next := at; next < len(tags) && tags[next].Name == "note" && tags[next].From == ln.start && tags[next].To == ln.end {
			f.numbered = ln.start
			ln.told = &told{label: note, noted: true, numbered: true}
			if n := len(f.open); n > 0 {
				ln.told.quote = f.open[n-1].quote
			}
			continue
		}
		ln.told = f.line()
	}
	for ; at < len(tags); at++ {
		f.note(&tags[at], -1)
	}
	known := f.calls[:0]
	for _, c := range f.calls {
		if c.ref != "" {
			body, ok := f.bodies[c.ref]
			if !ok {
				continue
			}
			c.body = body
		}
		if c.body >= 0 {
			known = append(known, c)
		}
	}
	return known
}

// note takes the tag of a note or of a call of one; body is where the next line
// begins.
func (f *formex) note(t *source.Tag, body int) {
	if t.Name != "note" || t.End || t.From == t.To {
		return
	}
	if t.Empty {
		f.calls = append(f.calls, noteCall{t.From, t.To, -1, t.Attribute("note.ref")})
		return
	}
	if f.numbered == t.From && !f.inText() {
		body = f.numbered
	} else if f.numbered = -1; f.inText() {
		f.calls = append(f.calls, noteCall{t.From, t.To, body, ""})
	}
	f.bodies[t.Attribute("note.id")] = body
}

// inText reports whether a note that begins here stands in running text.
func (f *formex) inText() bool {
	return len(f.open) > 0 && f.open[len(f.open)-1].lines > 0
}

func (f *formex) tag(t *source.Tag) {
	switch {
	case t.Empty:
	case t.End:
		for k := len(f.open) - 1; k >= 0; k-- {
			if f.open[k].name == t.Name {
				if f.open = f.open[:k]; t.Name == "note" && k > 0 {
					f.open[k-1].noted = true
				}
				break
			}
		}
	case len(f.open) < deepestElement:
		e := element{name: t.Name}
		if n := len(f.open); n > 0 {
			e.quote = f.open[n-1].quote
		}
		if t.Name == "quot.s" && e.quote == 0 {
			f.quotes++
			e.quote = f.quotes
		}
		f.open = append(f.open, e)
	}
}

// in is the innermost open element of a name, or -1.
func (f *formex) in(name string) int {
	for k := len(f.open) - 1; k >= 0; k-- {
		if f.open[k].name == name {
			return k
		}
	}
	return -1
}

// line is what the open elements say of a line that begins in them, nil when they
// say nothing.
func (f *formex) line() *told {
	n := len(f.open)
	if n == 0 {
		return nil
	}
	inner := &f.open[n-1]
	first, noted := inner.lines == 0, inner.noted
	inner.lines++
	inner.noted = false
	marked := f.marked
	depth, around := int8(0), int8(0)
	for k := range f.open {
		switch f.open[k].name {
		case "quot.s": // new wording counts by itself
			if around == 0 {
				around = depth
			}
			depth = 0
		case "np", "parag":
			depth = min(depth+1, maxLevels)
		}
	}
	t := &told{depth: depth, around: around, quote: inner.quote}
	if k := f.in("note"); k >= 0 {
		t.label, t.noted = note, true
		inside := &f.open[k]
		if k < n-1 {
			first = inside.lines == 0
			inside.lines++
		}
		if !first || f.numbered >= 0 {
			t.label = goesOn
		}
		return t
	}
	f.marked = false
	if noted && !first {
		t.label = resumes
		return t
	}
	mark := inner.name == "no.p" || inner.name == "no.parag"
	if mark {
		f.marked = true
		t.label, t.paragraph = clause, inner.name == "no.parag"
		if n >= 3 && depth == 1 && f.open[n-2].name == "np" && f.open[n-3].name == "consid" {
			t.label = recital
		}
		return t
	}
	if marked {
		t.label = goesOn
		return t
	}
	f.place(t, first)
	if t.label == nothing {
		return nil
	}
	return t
}

// nothing is the label of a line of which nothing is told.
const nothing = label(255)

// place tells a line that begins no clause with a mark by the part that it is in.
func (f *formex) place(t *told, first bool) {
	for k := len(f.open) - 1; k >= 0; k-- {
		e := &f.open[k]
		again := e.lines > 0
		if k < len(f.open)-1 {
			e.lines++
		} else {
			again = !first
		}
		t.label = f.part(t, k, again)
		if t.label != nothing {
			break
		}
		if e.name == "final" {
			return
		}
	}
	if t.quote > 0 {
		switch t.label {
		case division, heading, text:
		default:
			t.label, t.division = text, document.Invalid
		}
	}
}

// part is what the k-th of the open elements says of a line in it, nothing when
// it says nothing; again when it is not the first line there.
func (f *formex) part(t *told, k int, again bool) label {
	switch f.open[k].name {
	case "preamble.init":
		return author
	case "visa":
		if again {
			return goesOn
		}
		return citation
	case "gr.consid.init":
		return recitalsLead
	case "preamble.final":
		return formula
	case "consid":
		if again {
			return text
		}
		return recital
	case "ti.art":
		if again {
			return heading
		}
		t.division = document.Article
		return division
	case "ti":
		switch owner := f.owner(k); {
		case owner == "":
			return prefaceText
		case owner == "annex" && !again:
			t.division = document.Annex
			return annex
		case owner == "division" && !again:
			t.division = document.Section
			return division
		}
		return heading
	case "sti.art", "sti":
		return heading
	case "signature":
		return ending
	case "np", "parag", "alinea", "contents", "article", "division", "gr.seq", "enacting.terms", "quot.s", "tbl":
		return text
	}
	return nothing
}

// owner is the part that a title within open elements up to the k-th is the
// title of, "" for that of the act.
func (f *formex) owner(k int) string {
	for k--; k >= 0; k-- {
		switch name := f.open[k].name; name {
		case "division", "annex", "gr.seq", "tbl", "contents", "article", "quot.s":
			return name
		}
	}
	return ""
}

// toldQuotes finds the new wording that the markup tells of, as findQuotes finds
// it in other texts.
func toldQuotes(s string, lines []line, marks quoteMarks, prepare func(ln *line, from int)) []quotation {
	var all []quotation
	last := int32(0)
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" || ln.told == nil || ln.told.quote == 0 {
			continue
		}
		if ln.told.quote != last {
			if ln.row != 0 {
				continue // no quotation begins with a row
			}
			last = ln.told.quote
			all = append(all, quotation{first: i, closed: true})
			if ln.told.label == goesOn || ln.told.label == resumes {
				ln.told.label = text
			}
		}
		all[len(all)-1].last = i
		ln.quote = int32(len(all))
		if first, size := utf8.DecodeRuneInString(s[ln.start:]); marks[first] != "" && ln.start+size < ln.end {
			at := ln.start + size
			prepare(ln, at+spacesAt(s[at:ln.end]))
		}
	}
	return all
}

// heed gives the lines that are told to be designations what their words do not say.
func heed(lines []line) {
	for i := range lines {
		ln := &lines[i]
		if ln.told == nil || ln.omit != "" {
			continue
		}
		d := ln.told.division
		switch {
		case d == document.Invalid:
		case d == document.Section && ln.division.kind != document.Invalid && ln.division.kind != document.Article && ln.division.kind != document.Annex:
		case d == ln.division.kind:
		case d == document.Section:
			ln.told.label = heading // it has a name and no number
		default:
			ln.division = designation{kind: d, end: ln.end, rest: ln.end}
		}
	}
}

// heeded lets a line be what the markup says that it is, and nothing else.
func (f *search) heeded(st *state, ln *line) (only bool) {
	t := ln.told
	if t == nil {
		return false
	}
	n, l, read := *st, t.label, -1
	if n.noted && !t.noted {
		if l == goesOn {
			l = resumes
		}
		n = n.beforeNote()
	}
	n.empty = false
	at := func(p phase, l label) {
		n.phase, n.open = p, l
		n.depth = t.depth
		clear(n.levels[n.depth:])
	}
	if (n.open == row || n.open == quote) && (l == goesOn || l == resumes) {
		// Nothing goes on with a row or a quotation.
		if l = text; t.noted {
			l = note
		}
	}
	switch l {
	case goesOn, resumes:
	case note:
		if !n.noted {
			n.clause, n.clauseEmpty = n.open, n.empty
		}
		n.noted, n.open = true, note
		if t.numbered {
			read = f.nearest(level{}, ln)
		}
	case prefaceText:
		if n.phase != inPreface {
			l, n = another, state{note: n.note}
		}
		n.open = prefaceText
	case author, citation:
		at(inCitations, l)
	case recitalsLead:
		at(inRecitals, l)
	case recital:
		at(inRecitals, l)
		if read = f.nearest(st.recital, ln); read >= 0 {
			n.recital = ln.number.readings[read].level()
		}
	case formula:
		at(inBody, l)
	case annex:
		at(inBody, l)
		n.annexed, n.article, n.section, n.divided = true, 0, 0, document.Annex
	case division:
		at(inBody, l)
		n.divided = ln.division.kind
		if n.divided == document.Article {
			n.article = int16(ln.division.value)
		}
	case clause:
		if n.phase != inRecitals {
			n.phase = inBody
		}
		at(n.phase, l)
		if t.depth > 0 {
			if read = f.nearest(st.levels[t.depth-1], ln); read >= 0 {
				n.levels[t.depth-1] = ln.number.readings[read].level()
			}
		}
		if read < 0 {
			l, n.open = text, text
		}
	case ending:
		at(inConclusions, l)
	default: // a heading or words without a mark
		if n.phase != inRecitals {
			n.phase = inBody
		}
		at(n.phase, l)
	}
	if read >= 0 {
		n.empty = ln.number.rest == ln.end
	}
	f.put(0, l, read, &n)
	return true
}

// nearest is the reading of a line's number that best follows those before it, or
// -1 when it has none.
func (f *search) nearest(after level, ln *line) int {
	best, least := -1, float32(costImpossible)
	for k, r := range ln.number.all() {
		cost := gap(r.value - 1)
		if after.series != noSeries {
			cost = min(cost+costFits, ln.follows(after, r))
		}
		if cost < least {
			best, least = k, cost
		}
	}
	return best
}
