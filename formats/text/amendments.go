package text

import (
	"strings"
	"unicode"

	"github.com/plurilex/plurilex/convert/document"
)

// Amendments of a parliament stand in tables of two columns, the text as it is
// and as it shall be, below the number of the amendment and the place that it
// is about. Where the columns were lost the lines of both follow each other. An
// amendment is read by itself, as a quotation is: the numbers in it are those of
// the text that is amended, and most stand twice.

// Limits of an amendment.
const (
	longestAct   = 2  // lines of its first heading, with the act that is amended
	longestPlace = 6  // lines of the place
	placeRunes   = 80 // characters of such a line
)

// findAmendments adds the amendments of a text to its quotations. Each begins
// with a line that is the word for an amendment and a number, and ends before the
// next one or before another text. The heads of the columns are left out.
func findAmendments(s string, lines []line, o *openings, all []quotation) []quotation {
	f := amendmentFinder{s: s, lines: lines, o: o}
	for i := range lines {
		if ln := &lines[i]; ln.omit == "" && ln.quote == 0 && ln.row == 0 && f.begins(ln) {
			f.starts = append(f.starts, i)
		}
	}
	for n, first := range f.starts {
		end := len(lines)
		if n+1 < len(f.starts) {
			end = f.starts[n+1]
		}
		end = f.another(first+1, end)
		q := quotation{first: first, closed: true, amends: true}
		f.columns(first, end)
		if n == 0 {
			f.columns(max(0, first-2), first)
		}
		last := first
		for i := first; i < end; i++ {
			if lines[i].omit == "" {
				last = i
			}
		}
		q.last = last
		q.heads = f.heads(first, last+1)
		all = append(all, q)
		for i := first; i <= last; i++ {
			lines[i].quote = int32(len(all))
		}
	}
	return all
}

type amendmentFinder struct {
	s      string
	lines  []line
	o      *openings
	starts []int
	column string          // the word for an amendment, as the last heading has it
	seen   map[string]bool // the short lines, and whether they stand in the text more than once
}

// begins reports whether a line is the heading of an amendment: the word and a
// number, in either order, and nothing else. Brackets may be around them.
func (f *amendmentFinder) begins(ln *line) bool {
	if ln.runes > longestAuthor {
		return false
	}
	at, end := ln.start, ln.end
	if parenthesised(f.s[at:end]) {
		at, end = at+1, end-1
	}
	if says, to := f.o.at(f.s, at); says&saysAmendment != 0 && to < end {
		rest := strings.TrimSpace(f.s[to:end])
		if i := strings.IndexAny(rest, "0123456789"); i >= 0 && i <= 4 && !strings.ContainsFunc(rest[i:], unicode.IsLetter) {
			f.column = f.s[at:to]
			return true
		}
	}
	if ln.number.n > 0 && ln.number.readings[0].series == decimals && ln.number.rest < ln.end {
		at = ln.number.rest
		var says sign
		if says, end = f.o.at(f.s, at); says&saysAmendment != 0 && strings.Trim(f.s[end:ln.end], " .") == "" {
			f.column = f.s[at:end]
			return true
		}
	}
	return false
}

// another is the index of the line before which another text begins, or end.
func (f *amendmentFinder) another(from, end int) int {
	for i := from; i < end; i++ {
		ln := &f.lines[i]
		if ln.omit != "" {
			continue
		}
		if ln.form&alone != 0 && ln.form&endsFull == 0 && isIdentifierLine(f.s[ln.start:ln.end]) || ln.number.n == 0 && ln.namesAuthor() {
			return i
		}
	}
	return end
}

// columns leaves out the lines that name the two columns: the last word of one
// is that for an amendment, without a number.
func (f *amendmentFinder) columns(from, end int) {
	for i := from; i < end; i++ {
		ln := &f.lines[i]
		text := f.s[ln.start:ln.end]
		if ln.omit != "" || ln.number.n > 0 || ln.form&(short|endsFull|endsComma) != short || countWords(text) > 10 || len(text) < len(f.column) {
			continue
		}
		head := len(text) - len(f.column)
		if !strings.EqualFold(text[head:], f.column) || head > 0 && spacesAt(text[head-1:]) == 0 {
			continue
		}
		ln.omit = columnHead
		if head > 0 {
			continue
		}
		// The head of the first column has a line of its own.
		if prev := before(f.lines, i); prev != nil && i > from && prev.form&(short|endsFull|endsComma) == short && prev.number.n == 0 && prev.start >= f.lines[from].end && f.twice(prev) {
			prev.omit = columnHead
		}
	}
}

// twice reports whether a short line stands in the text more than once.
func (f *amendmentFinder) twice(ln *line) bool {
	if f.seen == nil {
		f.seen = map[string]bool{}
		for i := range f.lines {
			if other := &f.lines[i]; other.form&short != 0 {
				text := f.s[other.start:other.end]
				_, again := f.seen[text]
				f.seen[text] = again
			}
		}
	}
	return f.seen[f.s[ln.start:ln.end]]
}

// heads are the indexes after the last lines of the headings of an amendment:
// that with its number and the act, and that with the place.
func (f *amendmentFinder) heads(first, end int) []int {
	heads := []int{first + 1}
	n := 0 // lines of the heading
	for i := first + 1; i < end; i++ {
		ln := &f.lines[i]
		if ln.omit == columnHead {
			break
		}
		if ln.omit != "" {
			continue
		}
		text := f.s[ln.start:ln.end]
		if ln.runes > placeRunes || ln.form&(endsFull|endsComma|startsLower) != 0 || ln.row != 0 || ln.number.n > 0 && ln.strong(ln.number.readings[0]) && ln.division.kind == document.Invalid || f.goesOn(i, end) {
			break
		}
		if n++; len(heads) == 1 && n < longestAct && !strings.ContainsAny(text, "0123456789") {
			heads[0] = i + 1
			continue
		}
		if len(heads) == 1 {
			heads = append(heads, i+1)
		}
		if heads[1] = i + 1; n > longestPlace {
			break
		}
	}
	if len(heads) == 1 && n == 1 {
		return []int{first + 1, heads[0]} // the place, where no act is named
	}
	return heads
}

// goesOn reports whether the line after one goes on with its sentence.
func (f *amendmentFinder) goesOn(i, end int) bool {
	for i++; i < end; i++ {
		if ln := &f.lines[i]; ln.omit == "" {
			return ln.form&startsLower != 0
		} else if ln.omit == columnHead {
			return false
		}
	}
	return false
}

// amendment puts an amendment below the body. What is in it are its headings and
// the text as it is and as it shall be: each apart where that is sure.
func (b *builder) amendment(k *block) {
	n := b.add(b.home(), &document.Node{Kind: document.Container, Role: document.Amendment})
	outer := b.opened
	b.opened = opened{body: n, quote: n}
	q := &b.quotations[b.lines[k.first].quote-1]
	heads, texts := k.inner[:len(q.heads)], k.inner[len(q.heads):]
	b.placeAll(heads)
	halves := b.halves(texts)
	for i, half := range halves {
		if len(halves) > 1 {
			role := document.CurrentText
			if i%2 == 1 {
				role = document.AmendedText
			}
			c := b.add(n, &document.Node{Kind: document.Container, Role: role})
			b.opened = opened{body: c, quote: c}
		}
		b.placeAll(half)
	}
	b.opened = outer
	clear(b.clauses[:])
	b.block = nil
}

func (b *builder) placeAll(blocks []block) {
	for i := range blocks {
		b.place(&blocks[i])
	}
}

// halves cuts the blocks of an amendment where the text as it shall be follows
// that as it is: between two blocks, before the block with the number of the
// first one, or after each block when all have the number of the next. The result
// has one part where nothing tells.
func (b *builder) halves(blocks []block) [][]block {
	if len(blocks) == 2 {
		for i := range blocks {
			if blocks[i].label == heading {
				blocks[i].label = text // the title is what is amended
			}
		}
		return [][]block{blocks[:1], blocks[1:]}
	}
	again := -1
	for i := range blocks {
		if i > 0 && b.sameNumber(&blocks[0], &blocks[i]) {
			if again >= 0 {
				return [][]block{blocks}
			}
			again = i
		}
	}
	switch {
	case again > 1:
		return [][]block{blocks[:again], blocks[again:]}
	case again == 1 && len(blocks)%2 == 0:
		var pairs [][]block
		for i := 0; i < len(blocks); i += 2 {
			if !b.sameNumber(&blocks[i], &blocks[i+1]) {
				return [][]block{blocks}
			}
			pairs = append(pairs, blocks[i:i+1], blocks[i+1:i+2])
		}
		return pairs
	}
	return [][]block{blocks}
}

// sameNumber reports whether two blocks have the same number or designation.
func (b *builder) sameNumber(x, y *block) bool {
	if x.label != y.label {
		return false
	}
	if x.label == division {
		return b.lines[x.first].designated().kind == b.lines[y.first].designated().kind && b.lines[x.first].designated().value == b.lines[y.first].designated().value
	}
	return x.reading.series > dashes && x.reading == y.reading
}
