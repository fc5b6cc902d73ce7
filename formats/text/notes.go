package text

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/mark"
	"github.com/plurilex/plurilex/convert/source"
)

// calls are the places in running text that may be the marks of footnotes: the
// first and the last offset of each number, by how it is set off.
type calls struct {
	first map[call]int
	glued map[int32][]int // offsets of bare numbers right after a letter
	// Numbers in brackets begin again and again where no notes stand and before words
	// that cite nothing: they are those of paragraphs.
	paragraphs bool
}

type call struct {
	style style // parens, brackets or bare
	value int32
}

// highestNote is the highest number that a footnote may have.
const highestNote = 999

// findCalls looks for numbers inside lines that could call a footnote.
func findCalls(s string, lines []line) *calls {
	c := &calls{first: map[call]int{}, glued: map[int32][]int{}}
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		start := ln.start
		if ln.number.n > 0 {
			start = ln.number.rest
		}
		eachCall(s[start:ln.end], func(from, _ int, k call) {
			if _, ok := c.first[k]; !ok {
				c.first[k] = start + from
			}
			if k.style == bare && from > 0 {
				if r, _ := utf8.DecodeLastRuneInString(s[:start+from]); unicode.IsLetter(r) {
					c.glued[k.value] = append(c.glued[k.value], start+from)
				}
			}
		})
	}
	return c
}

// eachCall finds "(1)", "[1]" and bare numbers that stand after a word.
func eachCall(s string, visit func(from, to int, k call)) {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		value, n := digitsAt(s[i:])
		end := i + n
		if value < 1 || value > highestNote || i == 0 {
			i = end - 1
			continue
		}
		before, size := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[end:])
		switch {
		case before == ' ' && after == ' ' && i > 1 && s[i-2] == '(' && strings.HasPrefix(s[end+1:], ")"):
			visit(i-2, end+2, call{parens, value}) // old texts have spaces beside every sign
		case before == '(' && after == ')' || before == '[' && after == ']':
			k := call{parens, value}
			if before == '[' {
				k.style = brackets
			}
			// "Article 4(1)" calls nothing.
			if prev, _ := utf8.DecodeLastRuneInString(s[:i-1]); i > 1 && (!unicode.IsDigit(prev) || endsYear(s[:i-1])) {
				visit(i-1, end+1, k)
			}
		case n > 2 && value > 99 && !unicode.IsLetter(before):
		case unicode.IsLetter(after) && !unspaced(after) || unicode.IsDigit(before):
		case unicode.IsLetter(before), isOneOf(before, ".,;:)”»’\"]，；。：、"):
			if isOneOf(before, ".,:") {
				// "1.5" is an amount, "L.8" a part of a number.
				if prev, _ := utf8.DecodeLastRuneInString(s[:i-size]); unicode.IsDigit(prev) && !endsYear(s[:i-size]) || unicode.IsUpper(prev) {
					break
				}
			}
			visit(i, end, call{bare, value})
		case before == ' ' && (after == ' ' || after == utf8.RuneError || isOneOf(after, ",;.:")):
			visit(i, end, call{bare, value})
		}
		i = end - 1
	}
}

// endsYear reports whether s ends with a year that stands by itself.
func endsYear(s string) bool {
	word := max(0, len(s)-len("2004"))
	if word > 0 && s[word-1] != ' ' {
		return false
	}
	year, n := digitsAt(s[word:])
	return n == len("2004") && year >= 1900 && year < 2100
}

// noteStyle is how a note with such a number is called.
func noteStyle(r reading) (style, bool) {
	if r.series != decimals || r.sub || r.value < 1 || r.value > highestNote {
		return 0, false
	}
	switch r.style {
	case parens, brackets, bare:
		return r.style, true
	}
	return 0, false
}

// cost is that of a line being the next footnote, when a number before it may
// call it.
func (c *calls) cost(last int32, noted, closed bool, r reading, ln *line) (float32, bool) {
	st, ok := noteStyle(r)
	if !ok {
		return 0, false
	}
	if c.paragraphs && st == parens && !noted && !closed && !ln.rule && !ln.tail && !ln.page && !ln.cites {
		return 0, false
	}
	at, called := c.first[call{st, r.value}]
	cost := float32(0.6)
	switch {
	case called && at < ln.start:
		if ln.cites && ln.number.rest < ln.end {
			cost-- // what is cited is no clause
		}
	case closed && (st != bare || ln.rule) && r.value == last+1:
		cost += 0.2 // its call may have no brackets, or stand after a comma
	case noted && (ln.inner || ln.rule) && r.value == last+1:
		cost++ // its call may stand after a number: "1601/91(4)"
	default:
		return 0, false
	}
	switch {
	case r.value == last+1:
	case last == 0, r.value > last:
		cost += 1.5
	case noted && st == bare && ln.number.rest == ln.end:
		cost += 0.3 // the numbers of a page's notes stand together
	case r.value == 1:
		cost++ // notes are numbered page by page
	default:
		cost += 4
	}
	return cost, true
}

// How many numbers that begin again are those of paragraphs at least, how many notes
// stand at the end of a text, and how many numbers a note has that cites a journal.
const (
	fewestRestarts = 3
	fewestEndNotes = 3
	citedNumbers   = 4
)

// findCiting tells the lines with a number in brackets that cite as notes do, and
// whether such numbers are those of paragraphs.
func (c *calls) findCiting(s string, lines []line) {
	restarts, citing := 0, 0
	for i := range lines {
		ln := &lines[i]
		r, ok := ln.bracketed()
		if !ok {
			continue
		}
		words := s[ln.number.rest:ln.end]
		ln.cites = words == "" || countNumbers(words) >= citedNumbers && (ln.form&endsFull == 0 || endsWithPage(words)) ||
			isIdentifierLine(strings.TrimRight(words, "."))
		if r.value == 1 && words != "" && !ln.rule && !ln.tail && !ln.page {
			if restarts++; ln.cites {
				citing++
			}
		}
	}
	c.paragraphs = restarts >= fewestRestarts && citing*2 < restarts
}

// placeNotes tells the notes that all stand at the end of a text. Those that cite must
// be known.
func placeNotes(lines []line, c *calls) {
	end, n, called := len(lines), 0, 0
	first, notes, cited, asked := len(lines), 0, 0, 0 // up to the last that cites
	last := int32(highestNote + 1)
	for i := len(lines) - 1; i >= 0; i-- {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		if ln.number.n == 0 && bareNumberAbove(lines, i) {
			continue // the words of a note whose number stands alone
		}
		if n == 0 && ln.number.n == 0 && ln.division.kind == document.Invalid {
			end = i // a list without numbers may follow the notes
			continue
		}
		r, ok := ln.bracketed()
		if !ok || r.value >= last {
			break
		}
		last = r.value
		n++
		if at, ok := c.first[call{parens, r.value}]; ok && at < ln.start {
			called++
		}
		if ln.cites { // paragraphs may count up to the number of the first note
			first, notes, asked = i, n, called
			cited++
		}
	}
	fewest := fewestEndNotes
	named := first > 0 && lines[first-1].namesNotes()
	if named {
		fewest--
	}
	if notes < fewest || cited*4 < notes*3 || asked*2 < notes {
		return
	}
	if named {
		lines[first-1].told = &told{label: heading}
	}
	for i := first; i < end; i++ {
		lines[i].rule = lines[i].omit == ""
	}
}

// longestNotes is how many characters the word has at most that says what notes are.
const longestNotes = 24

// namesNotes reports whether a line may say what the notes below it are: "Notes:".
func (ln *line) namesNotes() bool {
	return ln.omit == "" && ln.told == nil && ln.form&endsColon != 0 && ln.runes <= longestNotes && ln.number.n == 0
}

// headNotes tells the notes that stand above a text, as in files of old acts: below a
// drawn line, numbered from one, and most of them cite.
func headNotes(lines []line) {
	first := slices.IndexFunc(lines[:min(len(lines), headLines)], func(ln line) bool { return ln.omit == ruleLine }) + 1
	if first == 0 {
		return
	}
	last, cited := first, 0
	for ; last < len(lines); last++ {
		r, ok := lines[last].bracketed()
		if !ok || r.value != int32(last-first+1) || lines[last].settled() {
			break
		}
		if lines[last].cites {
			cited++
		}
	}
	if last == len(lines) || cited*2 < last-first || slices.ContainsFunc(lines[:first], func(ln line) bool { return ln.omit == "" && ln.says&(saysAuthor|saysCitation) != 0 }) {
		return
	}
	for i := first; i < last; i++ {
		lines[i].told = &told{label: note, noted: true, numbered: true}
	}
}

// bareNumberAbove reports whether a number in brackets is all of the line above line i.
func bareNumberAbove(lines []line, i int) bool {
	if i = indexBefore(lines, i); i < 0 {
		return false
	}
	_, ok := lines[i].bracketed()
	return ok && lines[i].number.rest == lines[i].end
}

// bracketed is the number in brackets that a line begins with, when a note may.
func (ln *line) bracketed() (reading, bool) {
	if ln.omit != "" || ln.number.n == 0 {
		return reading{}, false
	}
	r := ln.number.readings[0]
	st, ok := noteStyle(r)
	return r, ok && st == parens
}

// longestPage is how many bytes the word for a page and the punctuation around it have
// at most, where they come after its number.
const longestPage = 12

// endsWithPage reports whether s ends with a number, or with a number and the word
// for what it numbers: "p. 3).", "3 lk)."
func endsWithPage(s string) bool {
	return strings.ContainsAny(s[max(0, len(s)-longestPage):], "0123456789")
}

// countNumbers is how many numbers in digits s has.
func countNumbers(s string) (n int) {
	digit := false
	for i := range len(s) {
		is := s[i] >= '0' && s[i] <= '9'
		if is && !digit {
			n++
		}
		digit = is
	}
	return n
}

// footnote is a note and where it stands.
type footnote struct {
	node   *document.Node
	value  int32
	style  style
	at     int // offset of the body in the text
	after  int // that of the note before it with the same number
	called bool
	told   bool // the markup says what calls it
}

// collectNotes makes the notes of their blocks. In some files the numbers of a
// page's notes stand apart from the bodies: then the first number is that of the
// first body without one.
func (b *builder) collectNotes(blocks []block) {
	b.gatherNotes(blocks)
	if len(b.rows) > 0 {
		for i := range b.lines {
			if ln := &b.lines[i]; ln.row > 0 && ln.omit == "" {
				b.rowNotes(b.rows[ln.row-1 : ln.row])
			}
		}
	}
	b.byCall, b.byBody = map[call][]int{}, map[int]int{}
	for i := range b.notes {
		f := &b.notes[i]
		f.node.ID = "note-" + strconv.Itoa(i)
		if f.told {
			b.byBody[f.at] = i
			continue
		}
		k := call{f.style, f.value}
		if same := b.byCall[k]; len(same) > 0 {
			f.after = b.notes[same[len(same)-1]].at
		}
		b.byCall[k] = append(b.byCall[k], i)
	}
}

// gatherNotes makes the notes of blocks and of what they quote.
func (b *builder) gatherNotes(blocks []block) {
	for i := 0; i < len(blocks); {
		if blocks[i].label != note {
			b.gatherNotes(blocks[i].inner)
			i++
			continue
		}
		end := i
		for end < len(blocks) && blocks[end].label == note {
			end++
		}
		b.notesOfPage(blocks[i:end])
		i = end
	}
}

// calledTight reports whether a number that follows a word without a space calls the
// note: then one that stands free is a quantity.
func (b *builder) calledTight(f *footnote) bool {
	at := b.search.calls.glued[f.value]
	i, _ := slices.BinarySearch(at, f.after)
	return i < len(at) && at[i] < f.at
}

func (b *builder) notesOfPage(blocks []block) {
	var bodies []int
	type number struct {
		printed string
		span    diag.Span
		reading reading
	}
	var numbers []number
	for i := range blocks {
		k := &blocks[i]
		n := b.node(document.Note, k)
		if n.Num != "" && len(n.Text) == 0 {
			numbers = append(numbers, number{n.Num, n.NumSpan, k.reading})
			continue
		}
		if n.Num == "" {
			bodies = append(bodies, len(b.notes))
		}
		from, _ := k.span(b.lines)
		f := footnote{node: n, value: k.reading.value, style: k.reading.style, at: from, told: len(b.calls) > 0 && b.lines[k.first].told != nil}
		if k.phase == inPreface {
			f.at = len(b.text.String) // what calls it comes below
		}
		b.notes = append(b.notes, f)
	}
	for i, num := range numbers {
		if i < len(bodies) {
			f := &b.notes[bodies[i]]
			f.node.Num, f.node.NumSpan = num.printed, num.span
			f.value, f.style = num.reading.value, num.reading.style
			continue
		}
		// A number without a body is a note that says nothing.
		b.notes = append(b.notes, footnote{
			node:  &document.Node{Kind: document.Note, Num: num.printed, NumSpan: num.span},
			value: num.reading.value, style: num.reading.style, at: b.text.Offset(num.span.Start),
		})
	}
}

// called is one call in joined text and the note it calls.
type calledNote struct {
	from, to int
	note     int
	again    bool
}

// callsIn finds the calls of footnotes in joined text that begins at an offset
// of the source's text, those that the markup makes among them.
func (b *builder) callsIn(s string, at int) []calledNote {
	found := b.markupCalls()
	if len(b.byCall) == 0 {
		return found // there are no other notes, or they are being made
	}
	told, both := found, len(found) > 0
	var marks []mark.Mark // from the first that does not end before a call
	looked := false
	eachCall(s, func(from, to int, k call) {
		for len(told) > 0 && told[0].to <= from {
			told = told[1:]
		}
		if len(told) > 0 && told[0].from < to || b.joined.Broken(from, to) {
			return
		}
		// The next note of that number is meant. Text goes on from call to call, so
		// the notes before here are done with.
		next := b.byCall[k]
		for len(next) > 0 && b.notes[next[0]].at <= at {
			next = next[1:]
		}
		b.byCall[k] = next
		if len(next) == 0 {
			return
		}
		n, again := next[0], b.notes[next[0]].called
		if k.style != brackets && !looked {
			marks, looked = mark.Find(s, b.pack), true
		}
		for len(marks) > 0 && marks[0].End <= from {
			marks = marks[1:]
		}
		if k.style == parens && len(marks) > 0 && marks[0].Start < from && to < marks[0].End {
			return // "Article 43 (2) of the Treaty" calls nothing
		}
		if k.style == bare {
			if len(marks) > 0 && marks[0].Start < to {
				return // "paragraph 3 of" calls nothing, nor does a date
			}
			if s[from-1] == ' ' && b.calledTight(&b.notes[n]) {
				return
			}
			if again && s[from-1] == ' ' && !isOneOf(rune(s[from-2]), ",;.") {
				return
			}
		}
		b.notes[n].called = true
		found = append(found, calledNote{from, to, n, again})
	})
	if both {
		slices.SortFunc(found, func(a, b calledNote) int { return cmp.Compare(a.from, b.from) })
	}
	return found
}

// markupCalls are the calls that the markup makes in the joined text.
func (b *builder) markupCalls() (found []calledNote) {
	if len(b.calls) == 0 || b.byBody == nil {
		return nil
	}
	first, last := b.joined.Sources()
	i, _ := slices.BinarySearchFunc(b.calls, first, func(c noteCall, at int) int { return cmp.Compare(c.start, at) })
	for ; i < len(b.calls) && b.calls[i].end <= last; i++ {
		c := b.calls[i]
		n, ok := b.byBody[c.body]
		from, in := b.joined.Place(c.start)
		if !ok || !in {
			continue
		}
		found = append(found, calledNote{from, from + c.end - c.start, n, b.notes[n].called})
		b.notes[n].called = true
		if note := b.notes[n].node; note.Num == "" {
			note.Num = b.text.String[c.start:c.end] // Formex has one element for the call and the note
		}
	}
	return found
}

// callInlines puts the calls into the words of joined text.
func (b *builder) callInlines(j *source.Joined, s string, found []calledNote) []document.Inline {
	var out []document.Inline
	at := 0
	for _, c := range found {
		out = j.Words(b.text, s, at, c.from, out)
		in := document.Inline{Kind: document.NoteCall, Text: s[c.from:c.to], Note: b.notes[c.note].node, Span: j.Span(b.text, c.from, c.to)}
		if c.again {
			in = document.Inline{Kind: document.NoteAgain, Text: s[c.from:c.to], Target: "#" + b.notes[c.note].node.ID, Span: in.Span}
		}
		out = append(out, in)
		at = c.to
	}
	return j.Words(b.text, s, at, len(s), out)
}

// strayNotes puts the notes that nothing calls where they stand, and reports
// each run of them.
func (b *builder) strayNotes() {
	for i := 0; i < len(b.notes); i++ {
		first, n := &b.notes[i], 0
		for ; i < len(b.notes) && !b.notes[i].called; i++ {
			parent := b.end
			if parent == nil {
				parent = b.home()
			}
			b.add(parent, b.notes[i].node)
			n++
		}
		message := "no mark in the text calls this note"
		switch {
		case n == 0:
			continue
		case n > 1:
			message = fmt.Sprintf("no marks in the text call these %d notes", n)
		}
		b.report(codeStrayNote, first.node.NumSpan.Union(span(first.node)), "", message, clip(first.node.Num+" "+first.node.Plain()))
	}
}
