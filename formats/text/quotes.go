package text

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
)

// quotation is new wording that a text quotes in lines of its own: what an
// amending act puts in the place of an article. Its lines are read by
// themselves, so that their numbers have no part in those around them.
type quotation struct {
	first, last int // indexes of its first and last line
	closed      bool
	amends      bool   // it is an amendment, with headings of its own
	heads       []int  // indexes after the last lines of those headings
	path        []step // what its lines are, once that is known
}

// text is the index of the first line below the headings of an amendment; of a
// quotation it is the first line.
func (q *quotation) text() int {
	if len(q.heads) == 0 {
		return q.first
	}
	return q.heads[len(q.heads)-1]
}

// quoteMarks are the marks that may close what a mark opens.
type quoteMarks map[rune]string

// typographic are the pairs of quotation marks of all habits of writing.
var typographic = quoteMarks{
	'‘': "’", '“': "”", '„': "“”‟", '‚': "‘’", '«': "»", '»': "«»", '”': "”", '’': "’", '‟': "”", '‹': "›",
	'"': `"`, '\'': "'", '《': "》", '「': "」", '『': "』",
}

type quoteMarksKey struct{}

// quotesOf is the pairs of all habits and those of the language.
func quotesOf(p *language.Pack) quoteMarks {
	if p == nil {
		return typographic
	}
	return p.Derive(quoteMarksKey{}, func(p *language.Pack) any {
		m := quoteMarks{}
		for open, closers := range typographic {
			m[open] = closers
		}
		for _, pair := range p.Numbers.Quotes {
			open, size := utf8.DecodeRuneInString(pair)
			if !strings.Contains(m[open], pair[size:]) {
				m[open] += pair[size:]
			}
		}
		return m
	}).(quoteMarks)
}

// Limits of a quotation.
const (
	longestQuote = 2000 // lines
	termWords    = 10   // words of a term in quotation marks at most
	furthestBack = 40   // lines that are looked back for the number that a quotation stands in
)

// quoteFinder finds the quotations of a text.
type quoteFinder struct {
	s     string
	lines []line
	marks quoteMarks

	open    rune
	closers string
	barren  map[rune]int // what a mark opens is not closed before the line of this index
	outer   []reading    // numbers that may follow the clause which announces the quotation
	article int32        // of the article that it stands in
}

// findQuotes finds what is quoted in lines of its own: it begins with a mark
// after a line that ends with a colon and goes on to a line that ends with the
// other mark. Where that is missing it ends before the number that follows that
// of the clause around it. The lines of a quotation have its number in
// line.quote, which is one more than the index in the result; prepare reads a
// line again from an offset on.
func findQuotes(s string, lines []line, marks quoteMarks, all []quotation, prepare func(ln *line, from int)) []quotation {
	f := quoteFinder{s: s, lines: lines, marks: marks, barren: map[rune]int{}}
	var prev *line
	for i := 0; i < len(lines); i++ {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		announced := prev != nil && prev.form&endsColon != 0
		prev = ln
		if ln.division.kind == document.Article {
			f.article = ln.division.value
		}
		first, size := utf8.DecodeRuneInString(s[ln.start:])
		if ln.number.n > 0 && ln.number.readings[0].style == quoted {
			continue // the marks are those of a number
		}
		if !announced || ln.inner || ln.row != 0 || ln.quote != 0 || ln.start+size >= ln.end || marks[first] == "" || i < f.barren[first] {
			continue
		}
		f.open, f.closers = first, marks[first]
		was := *ln
		at := ln.start + size
		prepare(ln, at+spacesAt(s[at:ln.end]))
		q, ok := f.extent(i)
		if !ok {
			*ln = was
			continue
		}
		all = append(all, q)
		for n := i; n <= q.last; n++ {
			if lines[n].omit != "" {
				continue
			}
			lines[n].quote = int32(len(all))
			if r, size := utf8.DecodeRuneInString(s[lines[n].start:]); n > i && r == first && lines[n].start+size < lines[n].end {
				// The mark is printed again before each block.
				at := lines[n].start + size
				prepare(&lines[n], at+spacesAt(s[at:lines[n].end]))
			}
			prev = &lines[n]
		}
		i = q.last
	}
	return all
}

// extent finds where the quotation ends that begins with line i.
func (f *quoteFinder) extent(i int) (quotation, bool) {
	f.around(i)
	inside := map[reading]bool{}
	depth, words := 0, 0
	again := false                 // the opening mark is printed before each block
	next, maybe, last := -1, -1, i // the line after it by its number; one that may close it
	end := min(len(f.lines), i+longestQuote)
	for n := i; n < end; n++ {
		ln := &f.lines[n]
		if ln.omit != "" {
			continue
		}
		if ln.quote != 0 {
			break
		}
		if n > i && next < 0 && f.follows(ln, inside) {
			next = n
		}
		leads := n > i && strings.HasPrefix(f.s[ln.start:ln.end], string(f.open))
		if next >= 0 && leads && f.lines[last].form&endsColon != 0 {
			break // another quotation begins, so this one was not closed
		}
		if n > i && ln.says&(saysDone|saysBinding) != 0 {
			if next < 0 {
				next = n
			}
			break
		}
		for _, r := range ln.number.all() {
			inside[reading{series: r.series, style: r.style, value: r.value}] = true
		}
		from := ln.start
		if n == i || leads {
			from += utf8.RuneLen(f.open)
		}
		if leads && again {
			depth = 0
		}
		body, closing := f.tail(f.s[from:ln.end])
		var ok bool
		if depth, words, ok = f.balance(body, depth, words); !ok {
			return quotation{}, false
		}
		switch {
		case closing > depth && leads && !again:
			maybe, depth = n, 0 // a pair of its own, or the end
		case closing > depth:
			return quotation{first: i, last: n, closed: true}, true
		default:
			depth -= closing
			again = again || leads && depth == 0
		}
		last = n
	}
	switch {
	case maybe >= 0 && (next < 0 || maybe < next):
		return quotation{first: i, last: maybe, closed: true}, true
	case next > i:
		for last = next - 1; f.lines[last].omit != ""; last-- {
		}
		return quotation{first: i, last: last}, true
	}
	first := &f.lines[i]
	if end == len(f.lines) && (first.number.n > 0 || first.division.kind != document.Invalid) {
		return quotation{first: i, last: last}, true // the text is cut off inside it
	}
	f.barren[f.open] = end
	return quotation{}, false
}

// around finds the numbers that would follow that of the clause which announces
// the quotation.
func (f *quoteFinder) around(i int) {
	f.outer = f.outer[:0]
	for n := i - 1; n >= 0 && n >= i-furthestBack; n-- {
		ln := &f.lines[n]
		if ln.omit != "" {
			continue
		}
		if ln.division.kind != document.Invalid || ln.quote != 0 {
			break
		}
		found := false
		for _, r := range ln.number.all() {
			if strong(r) && r.series != dashes {
				f.outer = append(f.outer, reading{series: r.series, style: r.style, value: r.value + 1})
				found = true
			}
		}
		if found {
			break
		}
	}
}

// follows reports whether a line has the number that comes next outside and that
// nothing inside the quotation leads to.
func (f *quoteFinder) follows(ln *line, inside map[reading]bool) bool {
	if ln.division.kind == document.Article && f.article > 0 && ln.division.value == f.article+1 {
		return true
	}
	for _, r := range ln.number.all() {
		for _, o := range f.outer {
			before := reading{series: r.series, style: r.style, value: r.value - 1}
			if r.series == o.series && r.style == o.style && r.value == o.value && !inside[before] {
				return true
			}
		}
	}
	return false
}

// tail cuts the closing marks off a line that ends with them, punctuation and a
// last small word aside, and counts them.
func (f *quoteFinder) tail(s string) (body string, closing int) {
	for range 2 {
		end := strings.TrimRight(s, " \t\r\n\u00a0.;,:)")
		for {
			last, size := utf8.DecodeLastRuneInString(end)
			if size == 0 || !strings.ContainsRune(f.closers, last) {
				break
			}
			end = strings.TrimRight(end[:len(end)-size], " \t\r\n\u00a0.;,")
			closing++
		}
		if closing > 0 {
			return end, closing
		}
		// "’; and"
		i := strings.LastIndexAny(s, " \t")
		if i <= 0 || !isLetters(s[i+1:]) || len(s)-i > 12 || !isOneOf(rune(s[i-1]), ";,") {
			break
		}
		s = s[:i]
	}
	return s, 0
}

// balance counts the marks inside a line that are still open after it. It
// returns false where the quotation ends in mid-line: it is a term or a
// quotation within a sentence.
func (f *quoteFinder) balance(s string, depth, words int) (int, int, bool) {
	same := strings.ContainsRune(f.closers, f.open)
	before := ' '
	for i, r := range s {
		if unicode.IsSpace(r) {
			words++
		}
		switch {
		case same && r == f.open:
			after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			switch {
			case unicode.IsLetter(before) && unicode.IsLetter(after): // an apostrophe
			case depth > 0 && !opensWord(before, after):
				depth--
			case opensWord(before, after):
				depth++
			case words <= termWords || !isApostrophe(r):
				return 0, 0, false
			}
		case r == f.open:
			depth++
		case strings.ContainsRune(f.closers, r):
			after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			switch {
			case isApostrophe(r) && unicode.IsLetter(before) && unicode.IsLetter(after):
			case depth > 0:
				depth--
			case words <= termWords || !isApostrophe(r):
				return 0, 0, false
			}
		}
		before = r
	}
	return depth, words + 1, true
}

// opensWord reports whether a mark between two signs opens what follows.
func opensWord(before, after rune) bool {
	return (unicode.IsSpace(before) || isOneOf(before, "([-–—/")) && after != utf8.RuneError && !unicode.IsSpace(after) && !unicode.IsPunct(after)
}

func isApostrophe(r rune) bool { return r == '’' || r == '\'' || r == '‘' }

// quote lets a line begin or go on with a quotation. It reports whether the line
// can be nothing else.
func (f *search) quote(st *state, i int) (only bool) {
	ln := &f.lines[i]
	if ln.quote == 0 || f.quotations == nil {
		return false
	}
	n := *st
	switch {
	case f.quotations[ln.quote-1].first != i:
		if st.open != quote {
			return false
		}
		f.put(0, goesOn, -1, &n)
	case f.quotations[ln.quote-1].amends:
		n.phase, n.open, n.empty, n.noted, n.depth = inBody, quote, false, false, 0
		clear(n.levels[:])
		f.put(0, quote, -1, &n)
	case st.phase == inBody || st.phase == inRecitals && st.open != recitalsLead:
		if n.noted {
			n.noted, n.clause, n.clauseEmpty, n.torn = false, goesOn, false, false
		}
		n.open, n.empty = quote, false
		if ln.told != nil {
			n.depth = ln.told.around
			clear(n.levels[n.depth:])
		}
		f.put(0, quote, -1, &n)
	default:
		return false
	}
	return true
}

// quotesPart reports whether the line that is looked at is the first of a
// quotation: new wording begins with any number.
func (f *search) quotesPart() bool { return f.quoting && f.prev == nil }

// within is the search for what the lines of a quotation are.
func (r *run) within(q *quotation) *search {
	from := q.text()
	return &search{
		s: r.text.String, lines: r.lines[from : q.last+1], amending: q.amends, profile: r.profile, calls: r.search.calls, wrapped: r.layout.wrapped, width: r.layout.width,
		start: state{phase: inBody, open: quote}, quoting: true,
	}
}

// readQuotes finds what the lines of the quotations are that the search took for
// such.
func (r *run) readQuotes(ctx context.Context) (err error) {
	for i := range r.quotations {
		q := &r.quotations[i]
		if r.path[q.first].label != quote || q.text() > q.last {
			continue
		}
		if q.path, err = r.within(q).run(ctx); err != nil {
			return err
		}
	}
	return nil
}

// quotation puts new wording below the clause that announces it.
func (b *builder) quotation(k *block) {
	if b.quotations[b.lines[k.first].quote-1].amends {
		b.amendment(k)
		return
	}
	parent := b.home()
	switch {
	case b.openItem != nil:
		parent = b.openItem
	case k.phase == inRecitals && b.clauses[max(1, k.depth)] != nil:
		parent = b.clauses[max(1, k.depth)]
	case k.depth > 0 && b.clauses[k.depth] != nil:
		parent = b.clauses[k.depth]
	case b.block != nil:
		parent = b.block
	}
	outer := b.opened
	n := b.add(parent, &document.Node{Kind: document.Quote})
	b.opened = opened{body: n, quote: n, listed: parent.Num != ""}
	for i := range k.inner {
		b.place(&k.inner[i])
	}
	b.opened = outer
	if ln := &b.lines[k.first]; !b.quotations[ln.quote-1].closed {
		b.report(codeQuotes, b.text.Span(ln.start, ln.end), "", "the quotation that begins here has no end; its numbers tell where it ends", clip(b.text.String[ln.start:ln.end]))
	}
}
