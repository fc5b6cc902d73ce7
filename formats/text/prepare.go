package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/mark"
)

// prepare reads the number, the designation and the first words of each line.
func prepare(s string, lines []line, sc script, o *openings, p *language.Pack) {
	for i := range lines {
		if lines[i].omit == "" {
			lines[i].prepare(s, sc, o, p)
		}
	}
}

func (ln *line) prepare(s string, sc script, o *openings, p *language.Pack) {
	if nothingButNumbers(s[ln.start:ln.end], ln, p) {
		ln.form |= alone
	}
	if resolutionNumber(s[ln.start:ln.end]) > 0 {
		ln.form |= titles
	}
	if tight, at := tighten(s[ln.start:ln.end]); tight != "" {
		ln.openTight(tight, at, sc, o)
	} else {
		ln.prepareFrom(s, ln.start, sc, o)
	}
	if ln.says == 0 && ln.number.n == 0 && ln.runes <= longestIdentifiers && s[ln.start] >= '0' && s[ln.start] <= '9' {
		// "On 3 May 2021 the Assembly resolved" is a title in some languages.
		if marks := mark.Find(s[ln.start:ln.end], p); len(marks) > 0 && marks[0].Kind == document.Date && marks[0].Start == 0 && marks[0].End < ln.end-ln.start {
			if says, end := o.at(s, ln.start+marks[0].End); says&saysTitle != 0 && end == ln.end {
				ln.says, ln.saysEnd = saysTitle, end
			}
		}
	}
}

// prepareFrom reads the number, the designation and the first words of a line
// that stand from an offset on.
func (ln *line) prepareFrom(s string, from int, sc script, o *openings) {
	at := from
	ln.number, ln.division, ln.quoted = numeral{}, designation{}, false
	if m, ok := readNumeral(s, from, ln.end, sc); ok {
		ln.number = m
		at = m.rest
	}
	ln.section = sectionNumber(s, ln, o)
	says, end := o.at(s, from)
	if says == 0 && sc != latin && mixesScripts(s[from:ln.end]) {
		says, end = o.mixed(s, from, ln.end, sc)
	}
	if says == 0 && at == from {
		says, end = o.broken(s[:ln.end], from)
	}
	if d := says & saysDivision; d != 0 {
		ln.division = designationAfter(s, ln, d, says, end, sc, o)
	}
	if open := openQuote(s[from:ln.end]); open > 0 && from == ln.start {
		// A bill may quote all that it wants to be law.
		if says, end := o.at(s, from+open); says&saysDivision != 0 {
			ln.division = designationAfter(s, ln, says&saysDivision, says, end, sc, o)
			ln.quoted = true
		}
	}
	if at > from && at < ln.end {
		var after sign
		after, end = o.at(s, at)
		if after == 0 {
			after, end = o.small(s, at, ln.end)
		}
		if after == 0 {
			after, end = o.broken(s[:ln.end], at)
		}
		if d := after & saysDivision; d != 0 && ln.division.kind == document.Invalid && (d&o.numberFirst != 0 || titled(s, ln, end)) {
			ln.division = designationBefore(s, ln, ln.number.readings[0], d, end)
		}
		says = after &^ saysDivision
	}
	if o.numberFirst != 0 && ln.division.kind == document.Invalid {
		m, ok := readInserted(s, from, ln.end)
		if !ok {
			m, ok = readRoman(s, from, ln.end)
		}
		if ok && m.rest < ln.end {
			if after, end := o.at(s, m.rest); after&o.numberFirst != 0 {
				ln.division = designationBefore(s, ln, m.readings[0], after&o.numberFirst, end)
			}
		}
	}
	if ln.division.kind == document.Invalid {
		ln.division = designationMarked(s, from, ln.end, o)
	}
	if ln.number.n == 0 && says == 0 && ln.division.kind == document.Invalid {
		ln.division = designationInWords(s, ln, o)
	}
	if says == 0 && o.numberMark != "" && strings.HasPrefix(s[from:ln.end], o.numberMark) {
		says, end = o.afterNumber(s, from+len(o.numberMark), ln.end)
	}
	if says == 0 && o.remarkAt(s, ln.start) == ln.end {
		says, end = saysRemark, ln.end
	}
	if says == 0 && ln.form&endsComma != 0 && ln.runes <= longestAuthor {
		says, end = authorAfter(s, ln, o)
	}
	if says&saysLead != 0 && ln.form&endsColon != 0 && end >= ln.end-1 {
		says &^= saysCitation | saysRecital // what leads to recitals may open as one does
	}
	if says&(saysLead|saysRecital) == saysLead|saysRecital && goesOnAfter(s[end:ln.end]) && s[end-1] != ':' {
		says &^= saysLead // the first word of a recital of its own
	}
	ln.says, ln.saysEnd = says, end
}

// goesOnAfter reports whether words that the words before s belong to come next.
func goesOnAfter(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " ,\u00a0"))
	return unicode.IsLetter(r)
}

// tighten takes the spaces out of a line in which they stand between all signs, as
// where Chinese was set with wide gaps. It returns "" for any other line, and the
// offset of each byte, and of the end, in the line as it is.
func tighten(s string) (tight string, at []int) {
	first, size := utf8.DecodeRuneInString(s)
	if !unspaced(first) || size >= len(s) || s[size] != ' ' {
		return "", nil
	}
	signs, spaces := 0, 0
	for _, r := range s {
		switch {
		case r == ' ':
			spaces++
		case unspaced(r):
			signs++
		}
	}
	if (spaces+1)*4 < signs*3 {
		return "", nil
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] != ' ' {
			b.WriteByte(s[i])
			at = append(at, i)
		}
	}
	return b.String(), append(at, len(s))
}

// openTight reads the opening of a line that tighten has closed up.
func (ln *line) openTight(tight string, at []int, sc script, o *openings) {
	start, end := ln.start, ln.end
	ln.start, ln.end = 0, len(tight)
	ln.prepareFrom(tight, 0, sc, o)
	ln.start, ln.end = start, end
	ln.saysEnd = start + at[ln.saysEnd]
	if ln.number.n > 0 {
		ln.number.end, ln.number.rest = start+at[ln.number.end], start+at[ln.number.rest]
	}
	if ln.division.kind != document.Invalid {
		ln.division.end, ln.division.rest = start+at[ln.division.end], start+at[ln.division.rest]
	}
}

// openQuote is the length of the quotation mark that s begins with, or 0.
func openQuote(s string) int {
	if r, size := utf8.DecodeRuneInString(s); isOneOf(r, "\"“„«‘'") && size < len(s) {
		return size
	}
	return 0
}

// longestAuthor is how many characters a line has at most that names the acting
// entity after other words.
const longestAuthor = 48

// authorAfter reads the acting entity after the words that lead to it and a
// comma: "Therefore, the Security Council,".
func authorAfter(s string, ln *line, o *openings) (says sign, end int) {
	for i, r := range s[ln.start:ln.end] {
		if !isOneOf(r, ",，、،") {
			continue
		}
		at := ln.start + i + utf8.RuneLen(r)
		at += spacesAt(s[at:ln.end])
		if at >= ln.end {
			break
		}
		// Within a sentence the article of the name has no capital.
		first, size := utf8.DecodeRuneInString(s[at:ln.end])
		name := string(unicode.ToUpper(first)) + s[at+size:ln.end]
		if says, end := o.at(name, 0); says&saysAuthor != 0 && end >= len(name)-4 {
			return saysAuthor, ln.end - len(name) + end
		}
	}
	return 0, ln.start
}

// lateLabels finds the numbers that stand alone below the first line of their
// clause: a page that was read line by line from the top has a number that is set
// a little lower after the words beside it. Such a line is full and goes on after
// the number.
func lateLabels(lines []line, l *layout) {
	if !l.wrapped {
		return
	}
	for i := 1; i+1 < len(lines); i++ {
		words, label, rest := &lines[i-1], &lines[i], &lines[i+1]
		switch {
		case words.omit != "" || label.omit != "" || rest.omit != "" || label.blanks+rest.blanks > 0 || label.inner || label.row+words.row+rest.row > 0:
		case label.number.n == 0 || label.number.rest < label.end || label.number.readings[0].series == dashes || label.number.readings[0].style == bare:
		case words.number.n > 0 || words.division.kind != document.Invalid || words.form&startsUpper == 0 || words.form&(endsFull|endsComma|endsHyphen) != 0 || words.runes*10 < l.width*8:
		case rest.number.n > 0 || rest.form&startsLower == 0:
		case words.blanks == 0 && i > 1 && lines[i-2].omit == "" && lines[i-2].form&endsFull == 0:
		default:
			words.number, words.label = label.number, int32(i)+1
			words.number.end, words.number.rest = words.start, words.start
			label.omit = lateLabel
		}
	}
}

// wholeOnly takes from lines the numbers and designations that have something in
// them which is no text, such as a control character: they would not be whole.
func wholeOnly(lines []line, holes []hole) {
	i := 0
	for _, h := range holes {
		for i < len(lines) && lines[i].end <= h.start {
			i++
		}
		if i == len(lines) {
			return
		}
		ln := &lines[i]
		if h.start > ln.start && h.start < ln.number.end {
			ln.number, ln.section = numeral{}, 0
		}
		if h.start > ln.start && h.start < ln.division.end {
			ln.division = designation{}
			if ln.told != nil && ln.told.division != document.Invalid {
				ln.told.label = heading
			}
		}
	}
}

// afterNumber tells the sentence that says in which meeting a text was adopted
// when it opens with the number of the meeting.
func (o *openings) afterNumber(s string, from, to int) (says sign, end int) {
	n := strings.IndexFunc(s[from:to], func(r rune) bool { return document.HanDigit(r) < 0 && !unicode.IsDigit(r) })
	if n <= 0 {
		return 0, from
	}
	says, end = o.at(s, from+n)
	return says & saysBinding, end
}

// longestIdentifiers is how many characters a line of document numbers has at most.
const longestIdentifiers = 80

// nothingButNumbers reports whether a line holds document numbers or a date and
// no other words.
func nothingButNumbers(s string, ln *line, p *language.Pack) bool {
	if ln.runes > longestIdentifiers || ln.form&endsComma != 0 || !strings.ContainsAny(s, "0123456789") {
		return false
	}
	if isResolutionNumber(s) || isIdentifierLine(s) && len(strings.Fields(s)) == 1 {
		return true
	}
	marks := mark.Find(s, p)
	at, found := 0, false
	for _, m := range marks {
		if m.Kind != document.Number && m.Kind != document.Date || wordy(s[at:m.Start]) {
			return false
		}
		at, found = m.End, true
	}
	return found && !wordy(s[at:])
}

func wordy(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// titleHead is how much of a line is looked at for the date in its title, in bytes.
const titleHead = 120

// datedTitles tells the titles that have their date before or within the words
// that make them titles: "2031 m. balandžio 27 d. Europos Parlamento sprendimas".
// Only lines with the acting entity soon after them can be such.
func datedTitles(s string, lines []line, o *openings, p *language.Pack) {
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" || ln.form&acts == 0 || ln.says&saysTitle != 0 || ln.runes < longTitle/2 {
			continue
		}
		from := ln.start
		if ln.number.n > 0 && ln.strong(ln.number.readings[0]) {
			from = ln.number.rest
		}
		to := min(ln.end, from+titleHead)
		for to < ln.end && !utf8.RuneStart(s[to]) {
			to--
		}
		head := s[from:to]
		for _, m := range mark.Find(head, p) {
			if m.Kind != document.Date {
				continue
			}
			end := m.End
			if end < len(head) && head[end] == '-' {
				end += wordAt(head[end:]) // "27-i"
			}
			if says, _ := o.at(strings.TrimLeft(head[:m.Start]+strings.TrimLeft(head[end:], " \u00a0"), " "), 0); says&saysTitle != 0 {
				ln.says |= saysTitle
			}
			break
		}
	}
}
