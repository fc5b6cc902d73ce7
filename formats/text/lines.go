package text

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/mark"
)

// line is a line of the source that is not blank, or a part of a very long one
// that may begin a clause.
type line struct {
	start, end int     // offsets in the text, white space at both ends left aside
	runes      int32   // length
	blanks     int16   // blank lines before it
	indent     int16   // spaces before it
	page       bool    // a page ends before it
	rule       bool    // a line drawn above footnotes stands before it, or nothing but footnotes follow
	cites      bool    // it has a number in brackets and may be a note that cites a journal or a document
	drawn      bool    // a drawn line stands before it
	tagged     bool    // a template tag stands before it
	offered    bool    // the site offers files of a text right below it
	tail       bool    // a page ends soon after it
	dots       bool    // it is dots that stand for what was left out
	elided     bool    // such dots stand between it and the line with a number before it
	closes     bool    // the text, or that before its notes or an annex, ends soon after it
	owner      int32   // block that the line belongs to
	inner      bool    // it begins inside a line of the source
	second     bool    // it does with a number that follows another, or words
	row        int32   // one more than its index among the rows of tables; 0 when it is none
	grid       bool    // it is a row of a table of the markup
	quote      int32   // one more than the index of the quotation that it is in; 0 when it is in none
	told       *told   // what the markup says that it is; nil when it says nothing
	number     numeral // what it begins with; none when number.n is 0
	taken      bool    // it is the number of another line, and of the node that begins there
	label      int32   // one more than the index of the line that its number stands on, when that is another
	counted    bool    // its number is bare and one of many that count; see countBare
	says       sign    // what its words say, those after its number when it has one
	saysEnd    int     // where the words that say so end
	division   designation
	quoted     bool  // its designation stands after an opening quotation mark
	section    int32 // the number that is all of it and may be that of a section; else 0
	hashes     int8  // depth of the heading that number signs make it; 0 when they make it none
	heads      bool  // it may be a heading with a number; see mayHeadClauses
	form       form
	omit       string // why it is left out; "" when it is not

	// What the layout says, as costs: of going on with the line before, and of
	// starting something new.
	join, split float32
}

// settled reports whether it is known what the line is, whatever it looks like.
func (ln *line) settled() bool { return ln.row != 0 || ln.told != nil }

// form is what a line looks like.
type form uint32

const (
	startsLower form = 1 << iota
	startsUpper
	startsOther // a letter of a script without capitals
	endsFull    // . ; : ! ? or a closing form of them
	endsColon   // :
	endsComma   // ,
	endsListed  // ; with or without a small word after it: what others like it follow
	endsHyphen  // a hyphen or soft hyphen after a letter
	allCaps     // no small letter, and letters enough to tell
	short       // could be a heading
	alone       // nothing but numbers of documents or a date
	sideNote    // it ends with a full stop and names the numbered clause below, as others do
	heads       // the next line begins a division or, with a digit, a clause
	acts        // the acting entity is named a few lines further on
	echoes      // it opens with the same word as the clauses beside it
	leads       // it leads to clauses that open with the same word
	titles      // it opens with the number of a resolution, whose title comes next
	enacts      // it stands between the last clause of a preamble and the first division
	ordains     // it opens the sentence with a colon that the first division follows
	tops        // it is short and ends no sentence, and a full line that opens one follows
	enumerates  // it opens a preamble, ends with a colon, and the first of a list follows
	names       // a short line that such words of few, or the lead of numbered clauses of a preamble, follow
)

// splitLines finds the lines of s that are not blank.
func splitLines(s string) []line {
	lines := make([]line, 0, countLines(s))
	blanks, page := 0, false
	for i := 0; i <= len(s); {
		end := lineEnd(s, i)
		from, to := trim(s, i, end)
		if from < to {
			lines = append(lines, line{
				start: from, end: to, runes: int32(utf8.RuneCountInString(s[from:to])),
				blanks: int16(min(blanks, 1000)), indent: indentOf(s[i:from]), page: page,
			})
			blanks, page = 0, false
		} else {
			blanks++
		}
		if end == len(s) {
			break
		}
		_, size := utf8.DecodeRuneInString(s[end:])
		if s[end] == '\f' {
			page = true
		}
		if s[end] == '\r' && end+1 < len(s) && s[end+1] == '\n' {
			size++
		}
		i = end + size
	}
	// The line end of the line before is not a blank line.
	for k := range lines {
		lines[k].form = formOf(s[lines[k].start:lines[k].end])
	}
	return lines
}

// How the head of the first page is printed.
const (
	mastLines = 12                // that it has at most
	mastGap   = wideGap + wideGap // between what stands at two edges of it
)

// splitMast cuts the first lines where what stands at the edges of the page was
// put on one line: the name of a journal and the code of the language.
func splitMast(s string, lines []line) []line {
	head := min(len(lines), mastLines)
	if !slices.ContainsFunc(lines[:head], func(ln line) bool { return strings.Contains(s[ln.start:ln.end], mastGap) }) {
		return lines
	}
	var out []line
	for _, ln := range lines[:head] {
		for {
			n := strings.Index(s[ln.start:ln.end], mastGap)
			if n < 0 {
				break
			}
			left := ln
			_, left.end = trim(s, ln.start, ln.start+n)
			ln.start, _ = trim(s, ln.start+n, ln.end)
			ln.blanks, ln.page = 0, false
			out = append(out, left)
		}
		out = append(out, ln)
	}
	for i := range out {
		ln := &out[i]
		ln.runes = int32(utf8.RuneCountInString(s[ln.start:ln.end]))
		ln.form = formOf(s[ln.start:ln.end])
	}
	return append(out, lines[head:]...)
}

// countLines is about how many lines of s are not blank: those that LF ends and a
// character follows.
func countLines(s string) int {
	n := 1
	for i := 1; i < len(s); i++ {
		if s[i-1] == '\n' && s[i] > ' ' {
			n++
		}
	}
	return n
}

// indentOf is how many spaces white space takes at the beginning of a line.
func indentOf(space string) int16 {
	n := 0
	for i := range len(space) {
		switch c := space[i]; {
		case c == '\t':
			n += 8 - n%8
		case c < utf8.RuneSelf || utf8.RuneStart(c):
			n++
		}
	}
	return int16(min(n, 1000))
}

// lineEnd is the offset of the first line end in s from i on: LF, CR, VT, FF,
// NEL, LS or PS.
func lineEnd(s string, i int) int {
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c > '\r' && c != 0xc2 && c != 0xe2:
		case c == '\r' && i > 0 && s[i-1] == '\t' && i+1 < len(s) && (s[i+1] == ' ' || strings.HasPrefix(s[i+1:], "\u00a0")):
			// Some programs put a tab and a CR where a word ends.
		case c >= '\n' && c <= '\r':
			return i
		case c == 0xc2 && strings.HasPrefix(s[i:], "\u0085"), c == 0xe2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			return i
		}
	}
	return len(s)
}

// trim leaves white space and what is no text aside.
func trim(s string, from, to int) (int, int) {
	for from < to {
		if c := s[from]; c < utf8.RuneSelf {
			if c > ' ' && c != 0x7f {
				break
			}
			from++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[from:to])
		if !unicode.IsSpace(r) && !unicode.IsControl(r) {
			break
		}
		from += size
	}
	for from < to {
		if c := s[to-1]; c < utf8.RuneSelf {
			if c > ' ' && c != 0x7f {
				break
			}
			to--
			continue
		}
		r, size := utf8.DecodeLastRuneInString(s[from:to])
		if !unicode.IsSpace(r) && !unicode.IsControl(r) {
			break
		}
		to -= size
	}
	return from, to
}

// headingLength is how many characters a heading has at most.
const headingLength = 200

func formOf(s string) form {
	var f form
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“„«‘‚»("))
	switch {
	case unicode.IsLower(first) && !unicode.Is(unicode.Georgian, first): // Georgian is written without capitals
		f |= startsLower
	case unicode.IsUpper(first):
		f |= startsUpper
	case unicode.Is(unicode.Lo, first):
		f |= startsOther
	}
	last, size := utf8.DecodeLastRuneInString(s)
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-size])
	for isOneOf(last, "\"'”“’»«|") && len(s) > size {
		s = strings.TrimRight(s[:len(s)-size], " ")
		last, size = utf8.DecodeLastRuneInString(s)
		before, _ = utf8.DecodeLastRuneInString(s[:len(s)-size])
	}
	// The number of a footnote may stand after the last sign: "of the Court; 4".
	if last >= '0' && last <= '9' && len(s) > 4 {
		if head := strings.TrimRight(strings.TrimRight(s, "0123456789"), " "); len(s)-len(head) <= 4 && head != "" {
			if sign, n := utf8.DecodeLastRuneInString(head); isOneOf(sign, ",;，；") && n < len(head) {
				last = sign
			}
		}
	}
	if unicode.IsLower(last) && endsAnd(s, ';') {
		last = ';'
	}
	switch {
	case isOneOf(last, ";；؛"):
		f |= endsFull | endsListed
	case isOneOf(last, ".!?。！？·"):
		f |= endsFull
	case isOneOf(last, ":："), last == '—' && unicode.IsLetter(before), isOneOf(last, "-–—") && before == ':':
		f |= endsFull | endsColon
	case isOneOf(last, ",，、،"):
		f |= endsComma
	case isOneOf(last, "-‐‑−\u00ad¬") && (unicode.IsLetter(before) || unicode.IsDigit(before)):
		f |= endsHyphen
	}
	if len(s) <= headingLength {
		f |= short
		upper, lower := 0, 0
		for _, r := range s {
			if lower*8 > len(s) {
				break // more than there can be capitals for
			}
			switch {
			case unicode.IsUpper(r):
				upper++
			case unicode.IsLower(r):
				lower++
			}
		}
		if upper >= 3 && lower*8 <= upper {
			f |= allCaps
		}
	}
	return f
}

// endsAnd reports whether s ends with a comma or semicolon and the small word that
// joins the last clauses of a list: ", and".
func endsAnd(s string, sign byte) bool {
	i := strings.LastIndexByte(s, ' ')
	return i > 0 && s[i-1] == sign && utf8.RuneCountInString(s[i+1:]) <= 4
}

// fewestCapitals is how many capitals a text has at least that is written in them.
const fewestCapitals = 400

// withoutCase takes what capitals say from the lines of a text that is written in
// capitals: where all letters are, they tell no more than in a script that has none.
func withoutCase(s string, lines []line) {
	upper, lower := 0, 0
	for i := range lines {
		if lines[i].omit != "" {
			continue
		}
		for _, r := range s[lines[i].start:lines[i].end] {
			if unicode.IsUpper(r) {
				upper++
			} else if unicode.IsLower(r) {
				lower++
			}
		}
		if lower > fewestCapitals && lower > upper {
			return
		}
	}
	if upper < fewestCapitals || lower*8 > upper {
		return
	}
	for i := range lines {
		if lines[i].form&startsUpper != 0 {
			lines[i].form |= startsOther
		}
		lines[i].form &^= allCaps
	}
}

// layout is what a text's lines have in common.
type layout struct {
	wrapped  bool  // lines are broken at a width
	width    int32 // runes of a full line, when wrapped
	gap      int16 // blank lines between two lines of one paragraph
	sameGaps bool  // nearly every line is followed by the same number of blank lines
	indented bool  // the first line of a paragraph is set in
	parted   bool  // lines follow each other, and blank lines part what they belong to
}

// partedLines is how many lines a part between blank lines has at most on the
// average, where blank lines part what belongs together.
const partedLines = 16

// learn measures the lines of a text. In a markup, where most lines are blocks,
// only the longest can say how wide they are.
func learn(lines []line, blocks bool) layout {
	var l layout
	if len(lines) == 0 {
		return l
	}
	lengths := make([]int32, len(lines))
	gaps := [4]int{}
	n := 0
	for i := range lines {
		if lines[i].omit != "" || lines[i].row != 0 {
			continue
		}
		lengths[n] = lines[i].runes
		n++
		if i > 0 && lines[i-1].omit == "" {
			gaps[min(lines[i].blanks, 3)]++
		}
	}
	if lengths = lengths[:n]; n == 0 {
		return l
	}
	slices.Sort(lengths)
	odds := []int{n / 50, n / 12, n / 6}
	if blocks {
		odds = odds[:1]
	}
	// A few odd lines are longer; where words broken at line ends were joined, many.
	for _, odd := range odds {
		l.width = lengths[n-1-odd]
		if l.wrapped = n >= 6 && l.width >= 30 && l.width <= 200 && breaks(lines, lengths, l.width); l.wrapped {
			break
		}
	}
	pairs := gaps[0] + gaps[1] + gaps[2] + gaps[3]
	for g, n := range gaps {
		if pairs >= 6 && n*10 >= pairs*8 {
			l.sameGaps = true
			l.gap = int16(g)
		}
	}
	l.indented = l.wrapped && setsIn(lines)
	l.parted = l.wrapped && gaps[0]*2 >= pairs && (pairs-gaps[0])*partedLines >= pairs
	return l
}

// setIn is how many spaces further than the line before a line stands that is set in.
const setIn = 2

// setsIn reports whether lines that are set in begin sentences or clauses, and few
// go on with what the line before says, as lines do below a number that hangs out.
func setsIn(lines []line) bool {
	const fewest, most, longestLabelAlone = 3, 4, 4
	begin, on := 0, 0
	var prev *line
	for i := range lines {
		cur := &lines[i]
		if cur.omit != "" || cur.row != 0 {
			continue
		}
		if prev != nil && !cur.page && cur.blanks == 0 && cur.indent >= prev.indent+setIn && prev.runes > longestLabelAlone {
			if prev.form&(endsFull|endsComma) != 0 {
				begin++
			} else {
				on++
			}
		}
		prev = cur
	}
	return begin >= fewest && begin >= on*most
}

// breaks reports whether lines are broken within sentences: many go on in small
// letters where the line before has no punctuation or, in scripts without small
// letters, most lines are about as long as the longest.
func breaks(lines []line, sorted []int32, width int32) bool {
	on, full, pairs := 0, 0, 0
	var prev *line
	for i := range lines {
		cur := &lines[i]
		if cur.omit != "" {
			continue
		}
		if prev != nil {
			pairs++
			if prev.runes*10 >= width*7 {
				if full++; prev.form&(endsFull|endsComma) == 0 && cur.form&(startsLower|startsOther) != 0 {
					on++
				}
			}
		}
		prev = cur
	}
	// Where many lines are longer, more must go on.
	within, _ := slices.BinarySearch(sorted, width+1)
	if on >= 2 && (on*2 >= full || on*10 >= full*3 && within*12 >= len(sorted)*11) {
		return true
	}
	first, _ := slices.BinarySearch(sorted, width*85/100)
	over, _ := slices.BinarySearch(sorted, width*115/100)
	return on*14 >= pairs && (over-first)*10 >= len(sorted)*4 && len(sorted)-over <= len(sorted)/50
}

// fewestNarrow is how many lines a narrower column has at least.
const fewestNarrow = 8

// narrower finds the lines after from that are set in a narrower column than
// the others, as on a page that has one column above and two below, and returns
// their layout and the index after the last of them. Where there are none, the
// layout is that of the text.
func (l layout) narrower(lines []line, from int) (layout, int) {
	if !l.wrapped {
		return l, len(lines)
	}
	to := from
	var lengths []int32
	for ; to < len(lines) && (lines[to].omit != "" || lines[to].runes*3 <= l.width*2); to++ {
		if lines[to].omit == "" {
			lengths = append(lengths, lines[to].runes)
		}
	}
	if len(lengths) < fewestNarrow {
		return l, max(to, from+1)
	}
	slices.Sort(lengths)
	column := l
	column.width = lengths[len(lengths)-1-len(lengths)/12]
	if !breaks(lines[from:to], lengths, column.width) {
		return l, to
	}
	return column, to
}

// weigh sets the costs that the layout gives each line.
func (l layout) weigh(s string, lines []line) {
	text, column := l, 0
	for i := range lines {
		if i == column {
			l, column = text.narrower(lines, i)
		}
		cur := &lines[i]
		if cur.omit != "" {
			continue
		}
		prev := before(lines, i)
		if i > 0 && isFurniture(lines[i-1].omit) {
			cur.page = true
		}
		if i > 0 && lines[i-1].omit == ruleLine {
			cur.drawn = true
		}
		if prev == nil {
			cur.join = 8
			continue
		}
		if cur.second {
			cur.join = secondJoin
			continue
		}
		if cur.inner {
			// Nothing but words and numbers tells what begins inside a line.
			cur.join, cur.split = 0, innerSplit
			if prev.says&(saysLead|saysAuthor|saysFormula) != 0 && prev.saysEnd >= prev.end-2 || !prev.inner && prev.form&alone != 0 ||
				strings.HasPrefix(s[prev.start:], distribution) || strings.HasPrefix(s[cur.start:], distribution) {
				cur.join, cur.split = innerSplit+1, 0 // what is before it is whole
			}
			continue
		}
		cur.join, cur.split = costs(l.score(s, prev, cur))
		if l.tops(prev, cur) {
			prev.form |= tops
			if above := before(lines, i-1); above != nil && above.form&endsFull != 0 && prev.form&startsUpper != 0 {
				prev.join, prev.split = max(prev.join, 1), 0
			}
		}
	}
}

// pageTail is how many lines of footnotes a page has at most.
const pageTail = 24

// ahead tells each line what comes soon after it: the end of a page, or the
// acting entity. A drawn line stands above footnotes when the page ends soon, or
// when what is below it is numbered and called.
func ahead(lines []line, calls *calls) {
	page, author, end := pageTail+1, pageTail+1, 0
	var next *line
	for i := len(lines) - 1; i >= 0; i-- {
		ln := &lines[i]
		page++
		author++
		ln.closes = end <= meetingLines
		if end++; ln.drawn || ln.division.kind == document.Annex {
			end = 0
		}
		if ln.omit == "" {
			ln.tail = page <= pageTail
			if author <= 6 {
				ln.form |= acts
			}
			if ln.drawn {
				ln.rule = ln.tail && len(calls.first) > 0
				for _, r := range ln.number.all() {
					if _, ok := calls.cost(0, false, false, r, ln); ok {
						ln.rule = true
					}
				}
			}
			if ln.namesAuthor() {
				author = 0
			}
			if next != nil && next.numbers() {
				ln.form |= heads
			}
			if next != nil && next.says&saysPreambular != 0 && ln.form&endsComma != 0 && ln.says&saysAuthor == 0 {
				ln.mayName() // whom no word tells: the parties of a treaty
			}
			next = ln
		}
		if ln.page || isFurniture(ln.omit) {
			page = 0
		}
	}
	findSideNotes(lines)
	enacting(lines)
	findCitedLists(lines)
	nameCiting(lines)
}

// What it takes for short sentences above numbered clauses to be the names of
// these, which some parliaments print beside them.
const (
	fewestNotes = 3
	longestNote = 80 // characters
)

// findSideNotes finds the names of clauses that end with a full stop: at least
// half of the numbered clauses have one.
func findSideNotes(lines []line) {
	var notes []int
	numbered := 0
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		if ln.numbers() {
			numbered++
			continue
		}
		prev, next := before(lines, i), following(lines, i)
		if next == nil || next.division.kind != document.Invalid {
			continue
		}
		if ln.form&(heads|startsUpper) == heads|startsUpper && ln.form&(endsFull|endsColon|endsListed) == endsFull && ln.number.n == 0 && ln.runes <= longestNote && (prev == nil || prev.form&endsFull != 0 && prev.division.kind == document.Invalid || len(notes) == 0 && prev.form&short != 0 && prev.division.kind == document.Invalid) {
			notes = append(notes, i)
		}
	}
	if len(notes) >= fewestNotes && len(notes)*2 >= numbered {
		for _, i := range notes {
			lines[i].form |= sideNote
		}
	}
}

// concluding finds the line with the place and date below a text: it ends with a
// date, and after it come short lines alone, names and offices.
func concluding(s string, lines []line, p *language.Pack) {
	n := 0
	for i := len(lines) - 1; i >= 0; i-- {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		if n++; n > concludingLines || ln.form&short == 0 || ln.runes > longestEnding || ln.numbers() || ln.division.kind != document.Invalid {
			return
		}
		if prev := before(lines, i); prev != nil && prev.form&endsFull != 0 && ln.form&(startsUpper|alone) == startsUpper && dated(s[ln.start:ln.end], p) {
			ln.says |= saysDone
			ln.saysEnd = ln.end
			return
		}
	}
}

const (
	concludingLines = 24
	longestEnding   = 100 // characters of one of them
	placeWords      = 4   // words beside the date
)

// datedForm is a place and a date in a language whose months are not known.
var datedForm = regexp.MustCompile(`^\p{Lu}[\p{L}' -]*, (?:\p{L}+ )?\d{1,2}\.? (?:[\p{L}']+\.? ){1,3}(?:1[89]|20)\d\d$`)

// dated reports whether s is a place, or a few words, and a date.
func dated(s string, p *language.Pack) bool {
	s = strings.TrimRight(s, ".»”\" ")
	if datedForm.MatchString(s) {
		return true
	}
	marks := mark.Find(s, p)
	if len(marks) == 0 || strings.Contains(s, ":") {
		return false
	}
	last := marks[len(marks)-1]
	n := countWords(s[:last.Start])
	return last.Kind == document.Date && last.End == len(s) && n > 0 && n <= placeWords && strings.Count(s[:last.Start], ",") <= 1
}

// numbers reports whether a line begins a division or, with a digit, a clause.
func (ln *line) numbers() bool {
	if ln.division.kind != document.Invalid && !ln.quoted {
		return true
	}
	if ln.number.n == 0 || ln.second {
		return false
	}
	r := ln.number.readings[0]
	return r.series == decimals && (r.style == dot || r.style == sectioned || r.style == dotted || ln.counted)
}

// lists reports whether a line without a number begins and ends as a clause of a list
// that others follow.
func (ln *line) lists() bool {
	return ln.number.n == 0 && ln.form&startsLower != 0 && ln.form&(endsComma|endsListed) != 0
}

// findCitedLists finds the words with a colon that the clauses of a preamble follow,
// with numbers or with commas behind them, and who acts above.
func findCitedLists(lines []line) {
	var lead *line
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		if lead != nil && (ln.number.n > 0 && ln.number.readings[0].value == 1 && ln.number.readings[0].series != dashes || ln.lists()) {
			lead.form |= enumerates
		}
		lead = nil
		if ln.says&saysCitation == 0 || ln.form&endsColon == 0 || ln.saysEnd < ln.end-2 {
			continue
		}
		lead = ln
		// The name may take several lines in capitals.
		k := indexBefore(lines, i)
		if k < 0 {
			continue
		}
		name := &lines[k]
		for name.form&allCaps != 0 {
			above := before(lines, k)
			if above == nil || above.form&(allCaps|endsFull|endsComma) != allCaps || name.blanks > 0 || name.split <= name.join && ln.blanks == 0 {
				break
			}
			name.join, name.split = 0, max(name.split, costUnsaid)
			name.form |= names
			k = indexBefore(lines, k)
			name = above
		}
		name.mayName()
	}
}

// nameCiting tells the line above the first citation that it may name who cites: it
// ends with a comma, or is in capitals below the title.
func nameCiting(lines []line) {
	first := slices.IndexFunc(lines, func(ln line) bool { return ln.omit == "" && ln.says.cites() })
	if first < 0 || lines[first].number.n > 0 {
		return
	}
	if name := nameAbove(lines, first); name != nil && name.says == 0 && name.form&(endsComma|allCaps) != 0 {
		name.mayName()
	}
}

// nameAbove is the line above another one, where who acts may be named, or nil: the
// first line of a text is its title.
func nameAbove(lines []line, i int) *line {
	if i = indexBefore(lines, i); indexBefore(lines, i) < 0 {
		return nil
	}
	return &lines[i]
}

// enactingLines is how many lines an enacting formula has at most.
const enactingLines = 16

// enacting finds the lines between the last clause of a preamble, which ends as
// one that others follow, and the first division, before which a sentence ends.
func enacting(lines []line) {
	first := slices.IndexFunc(lines, func(ln line) bool {
		return ln.omit == "" && ln.division.kind != document.Invalid && ln.division.kind != document.Annex
	})
	if first < 0 {
		return
	}
	next, n := -1, 0
	for i := first - 1; i >= 0 && n <= enactingLines; i-- {
		ln := &lines[i]
		switch {
		case ln.omit != "":
			continue
		case ln.says&(saysLead|saysFormula) != 0:
			return // words tell the parts
		case next < 0 && ln.form&endsFull == 0:
			return // what stands there is a heading
		case ln.form&(endsComma|endsListed|echoes) != 0 && next >= 0 && lines[next].split <= lines[next].join:
			for k := next; k < first; k++ {
				lines[k].form |= enacts
			}
			return
		}
		next = i
		n++
	}
}

// What the sentence is like that leads to the first division: "decrees:".
const (
	ordainingLines = 60 // that it has at most, with what is considered
	titlesBelow    = 2  // lines that may stand between it and the division
	fewOrdaining   = 4  // words, when who ordains stands on the line above
	nameLength     = 80 // characters of that line
)

// ordaining finds the sentence with a colon that the first division follows and
// returns where it ends, 0 for none: what stands above is no part of the body, in
// whatever language.
func (l layout) ordaining(s string, lines []line) int {
	first := slices.IndexFunc(lines, func(ln line) bool {
		return ln.omit == "" && ln.divides(inPreface) && ln.division.kind != document.Annex
	})
	if first < 0 || lines[first].division.value > 1 || isQuoted(s[lines[first].start:]) {
		return 0
	}
	last := before(lines, first)
	for n := 0; last != nil && n < titlesBelow && last.form&(short|endsFull|endsComma|startsUpper) == short|startsUpper && last.number.n == 0; n++ {
		first = indexBefore(lines, first) // a title of what follows
		last = before(lines, first)
	}
	if last == nil || last.form&endsColon == 0 || last.number.n > 0 || last.says&(saysFormula|saysLead) != 0 && last.says&saysState == 0 {
		return 0
	}
	var sentence []*line // with what commas lead to it, the last first
	begin := -1          // of the sentence by the layout, in lines
	for i := first - 1; i >= 0 && len(sentence) < ordainingLines; i-- {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		sentence = append(sentence, ln)
		prev := before(lines, i)
		if begins := ln.split <= ln.join && (prev == nil || prev.form&(endsFull|endsComma) != 0 || !endsSmall(s[prev.start:prev.end])); begins && begin < 0 {
			begin = i
		} else if !begins {
			continue
		}
		if prev != nil && prev.form&endsComma != 0 {
			continue
		}
		slices.Reverse(sentence)
		if l.cutSentence(s, sentence, prev) {
			return last.end
		}
		break
	}
	if begin <= 0 {
		return 0
	}
	lines[begin].form |= ordains
	for i := begin + 1; i < first; i++ {
		lines[i].join, lines[i].split = 0, max(lines[i].split, costUnsaid)
	}
	if name := nameAbove(lines, begin); name != nil && countWords(s[lines[begin].start:last.end]) <= fewOrdaining {
		name.mayName()
	}
	return last.end
}

// cutSentence cuts the sentence that leads to the first division where it is a
// preamble on lines of their own: who acts, what is considered, and the verb,
// with commas between. Who acts may stand on the line before. It reports
// whether it did.
func (l layout) cutSentence(s string, sentence []*line, prev *line) bool {
	var parts []*line
	for i, ln := range sentence {
		if i == 0 || sentence[i-1].form&endsComma != 0 && (!l.wrapped || ln.split <= ln.join || i == len(sentence)-1 || sentence[i-1].runes+firstWord(s[ln.start:ln.end]) < l.width) {
			parts = append(parts, ln)
		}
	}
	verb := parts[len(parts)-1]
	if len(parts) < 3 || countWords(s[verb.start:sentence[len(sentence)-1].end]) > fewOrdaining {
		return false
	}
	if parts[0].mayName() {
		parts = parts[1:]
	} else if prev != nil {
		prev.mayName()
	}
	for _, ln := range parts {
		ln.form |= echoes
		ln.split = 0
	}
	verb.form ^= echoes | ordains
	return true
}

// isQuoted reports whether s begins with a quotation mark of any kind.
func isQuoted(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.In(first, unicode.Pi, unicode.Pf) || first == '"' || first == '\'' || first == '„'
}

// namesAuthor reports whether a line names the acting entity and, but for a sign
// or the mark of a note, says nothing else.
func (ln *line) namesAuthor() bool { return ln.says&saysAuthor != 0 && ln.saysEnd >= ln.end-4 }

// mayName tells a line that stands where an acting entity is named that it may
// be its name, and returns whether it may.
func (ln *line) mayName() bool {
	if ln.runes > nameLength || ln.form&(startsUpper|endsFull) != startsUpper || ln.number.n > 0 || ln.says&(saysTitle|saysCitation|saysRecital|saysPreambular) != 0 {
		return false
	}
	ln.form |= names
	return true
}

// innerSplit is the cost of a clause that begins inside a line, and secondJoin
// that of none where a number follows another.
const (
	innerSplit = 1.5
	secondJoin = 4
)

// indexBefore is the index of the last line before i that is not left out; below 0
// there is none.
func indexBefore(lines []line, i int) int {
	for i--; i >= 0 && lines[i].omit != ""; i-- {
	}
	return i
}

// before is the last line before i that is not left out, or nil.
func before(lines []line, i int) *line {
	if i = indexBefore(lines, i); i < 0 {
		return nil
	}
	return &lines[i]
}

func costs(score float32) (join, split float32) {
	return max(0, score), max(0, -score)
}

// fullLine is what a line that leaves no room for the next word says against the
// end of a paragraph: one in ten ends so by chance.
const fullLine = 1

// score says how sure the layout is that a line starts something new; below
// zero it says that it goes on.
func (l layout) score(s string, prev, cur *line) float32 {
	var v float32
	gap := cur.blanks
	// Where lines are not broken within sentences, a line end ends a block
	// whatever the words look like.
	weight := float32(1)
	if !l.wrapped {
		weight = 0.3
	}
	switch {
	case !l.wrapped && !cur.page:
		v += 2.5
	case cur.page:
	case l.parted && gap == 0:
		v -= 1.5
	case l.sameGaps && gap == l.gap:
	case l.sameGaps && gap < l.gap:
		v -= 1
	case l.sameGaps:
		v += 1.5
	case gap > 0:
		v += 3
	default:
		v -= 1.5
	}
	switch {
	case !l.indented || cur.page:
	case cur.indent >= prev.indent+setIn:
		v += 3
	case cur.indent+setIn <= prev.indent:
		v -= 1.5
	}
	if l.wrapped {
		word := firstWord(s[cur.start:cur.end])
		switch room := l.width - prev.runes - word - 1; {
		case l.tops(prev, cur):
			v += 4
		case room > l.width/3:
			v += 2
		case room > l.width/6:
			v += 1
		case room < 0:
			v -= fullLine
		}
	}
	switch {
	case prev.form&endsHyphen != 0:
		v -= 4
	case prev.form&endsFull != 0:
		v += 1.5
	case prev.form&endsComma != 0:
		v += 0.2
	default:
		v -= 1.5 * weight
		if l.wrapped && endsSmall(s[prev.start:prev.end]) {
			v -= 1
		}
	}
	switch {
	case prev.form&endsListed != 0 && openQuote(s[cur.start:cur.end]) > 0:
		v += 2 // a term that is defined, as others are
	case cur.form&startsLower != 0:
		v -= 2 * weight
	case cur.form&startsUpper != 0:
		v += 0.5
	default:
		if r, _ := utf8.DecodeRuneInString(s[cur.start:]); isOneOf(r, ",;:.)]») ") {
			v -= 4
		}
	}
	if cur.tagged {
		v += 6
	}
	if (prev.form|cur.form)&alone != 0 && (!l.wrapped || gap > 0 || prev.form&cur.form&alone != 0) {
		v += 4
	}
	if prev.form&allCaps != cur.form&allCaps && prev.form&short != 0 {
		v += 1
	}
	return v
}

// tops reports whether a line is short and ends no sentence where the line after
// it is full and does not go on in small letters.
func (l layout) tops(prev, cur *line) bool {
	return l.wrapped && prev.runes*5 <= l.width*3 && cur.runes*10 >= l.width*8 && cur.form&startsLower == 0 && prev.form&(endsFull|endsComma|endsHyphen) == 0
}

// endsSmall reports whether the last word of s is one of the small words that
// no sentence ends with: three letters at most, none a capital.
func endsSmall(s string) bool {
	word := s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
	return utf8.RuneCountInString(word) <= 3 && isLetters(word) && strings.ToLower(word) == word && !unspaced([]rune(word)[0])
}

// firstWord is the length of the first word in runes.
func firstWord(s string) int32 {
	n := int32(0)
	for _, r := range s {
		if unicode.IsSpace(r) {
			break
		}
		if n++; unspaced(r) {
			break // a line may be broken after any sign
		}
	}
	return n
}
