package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/mark"
	"github.com/plurilex/plurilex/convert/naming"
)

// designation is what a heading calls a division: "Article 3", "CHAPTER I".
type designation struct {
	kind  document.Kind // Invalid when the line has none
	value int32         // 0 when it has no number
	sub   bool          // it was put in later, after the one with its value
	end   int           // offset after it
	rest  int           // offset of the words after it; the end of the line when there are none
}

// scriptOf finds the script that most letters of the beginning of s are in.
func scriptOf(s string) script {
	var counts [arabic + 1]int
	seen := 0
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				counts[latin]++
			}
		case r < 0x370:
			counts[latin]++
		case r < 0x400:
			counts[greek]++
		case r < 0x530:
			counts[cyrillic]++
		case r >= 0x600 && r < 0x700:
			counts[arabic]++
		case r >= 0x4e00 && r < 0xa000:
			counts[hanScript] += 3
		}
		if seen++; seen > 20000 {
			break
		}
	}
	best := latin
	for sc, n := range counts {
		if n > counts[best] {
			best = script(sc)
		}
	}
	return best
}

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

// small reads a division's word that is the rest of a line and has no capital
// since its number stands before it: "3. article.".
func (o *openings) small(s string, from, to int) (says sign, end int) {
	first, size := utf8.DecodeRuneInString(s[from:to])
	if !unicode.IsLower(first) || to-from > longestDesignation*utf8.UTFMax || strings.IndexByte(s[from:to], ' ') >= 0 {
		return 0, from
	}
	capital := string(unicode.ToUpper(first))
	says, end = o.at(capital+s[from+size:to], 0)
	if says&saysDivision == 0 {
		return 0, from
	}
	return says & saysDivision, from + end - len(capital) + size
}

// titled reports whether the words of a designation whose number stands first
// end there, or at a colon: "1. Titel: Grundlagen". Elsewhere a clause may begin
// so.
func titled(s string, ln *line, end int) bool {
	r := ln.number.readings[0]
	return (r.style == dot || r.series == bigRomans) && (end == ln.end || s[end] == ':' || s[end] == '.' && end+1 == ln.end)
}

// designationInWords reads a designation whose number is a word before it:
// "First Part", "ERSTER TEIL".
func designationInWords(s string, ln *line, o *openings) designation {
	n := wordAt(s[ln.start:ln.end])
	at := ln.start + n
	at += spacesAt(s[at:ln.end])
	value := o.counts[foldWords(s[ln.start:ln.start+n])]
	if value == 0 || at >= ln.end || ln.form&startsUpper == 0 {
		return designation{}
	}
	says, end := o.at(s, at)
	if says&saysDivision == 0 || says&saysAnnex != 0 || end < ln.end && s[end] != ':' {
		return designation{}
	}
	return designation{kind: divisionKind(says & saysDivision), value: value, end: end, rest: ln.end}.past(s, ln)
}

// past makes a designation end after the punctuation that follows it.
func (d designation) past(s string, ln *line) designation {
	for d.end < ln.end {
		space := spacesAt(s[d.end:ln.end]) // French sets one before a colon
		r, size := utf8.DecodeRuneInString(s[d.end+space : ln.end])
		if !isOneOf(r, ".:-–—") || space > 0 && r != ':' {
			break
		}
		d.end += space + size
	}
	d.rest = d.end + spacesAt(s[d.end:ln.end])
	return d
}

// What it takes for clauses to be told by the word that they open with: how many
// stand in a row, and how many characters each has at least.
const (
	fewestEchoes = 3
	leastEcho    = 30
	longestLead  = 60
)

// findElisions finds the lines that are dots for what was left out of the text,
// "(...)", and those with a number that come next.
func findElisions(s string, lines []line) {
	elided := false
	for i := range lines {
		ln := &lines[i]
		switch {
		case ln.omit != "":
		case ln.end-ln.start <= longestElision && isElision(s[ln.start:ln.end]):
			ln.dots, elided = true, true
		case ln.number.n > 0 && ln.strong(ln.number.readings[0]):
			ln.elided, elided = elided, false
		}
	}
}

// longestElision is how many bytes the dots that stand for what was left out have
// at most, with brackets and spaces.
const longestElision = 16

func isElision(s string) bool {
	dots := strings.Trim(s, "()[] \u00a0")
	return dots != "" && strings.Trim(dots, ".… ") == ""
}

// findEchoes finds clauses without numbers that open with the same word one
// after the other, each as one that others follow, and the line that leads to them.
func findEchoes(s string, lines []line) {
	var run []int
	word, lead := "", -1
	flush := func() {
		if len(run) >= fewestEchoes {
			for _, i := range run {
				lines[i].form |= echoes
				lines[i].says &^= saysLead // the first word of each leads to none
			}
			if lead >= 0 && lines[run[0]].form&startsLower != 0 {
				lines[lead].form |= leads
			} else if lead >= 0 && lines[lead].form&endsComma != 0 {
				lines[lead].mayName()
			}
		}
		run, word = run[:0], ""
	}
	last := -1
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		prev := last
		last = i
		switch {
		case ln.number.n > 0 || ln.division.kind != document.Invalid:
			flush()
			continue
		case prev >= 0 && lines[prev].form&(endsComma|endsFull) == 0 && ln.blanks == 0 && len(run) > 0 && lines[prev].runes >= leastEcho && !endsAnd(s[lines[prev].start:lines[prev].end], ','):
			continue // the line goes on with its clause
		case prev >= 0 && lines[prev].form&(endsFull|endsListed) == endsFull:
			flush()
		}
		w := firstLetters(s[ln.start:ln.end])
		if w != word || ln.runes < leastEcho {
			flush()
			lead = -1
			if prev >= 0 && lines[prev].runes <= longestLead && lines[prev].form&(endsComma|endsColon) != 0 {
				lead = prev
			}
		}
		if w != "" && ln.runes >= leastEcho {
			word = w
			run = append(run, i)
		}
	}
	flush()
}

// firstLetters is the first word of s in one case; in writing without spaces, its
// first two signs.
func firstLetters(s string) string {
	n := wordAt(s)
	if first, size := utf8.DecodeRuneInString(s); unspaced(first) {
		n = size + spacesAt(s[size:])
		_, size = utf8.DecodeRuneInString(s[n:])
		n += size
	}
	return foldWords(s[:n])
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

var divisionKinds = []struct {
	says sign
	kind document.Kind
}{
	{saysArticle, document.Article}, {saysAnnex, document.Annex}, {saysChapter, document.Chapter}, {saysSubsection, document.Subsection},
	{saysSection, document.Section}, {saysPart, document.Part}, {saysTitleDivision, document.TitleDivision},
}

func divisionKind(says sign) document.Kind {
	for _, d := range divisionKinds {
		if says&d.says != 0 {
			return d.kind
		}
	}
	return document.Invalid
}

// longestOrdinal is how many characters a line with the number of a section has
// at most.
const longestOrdinal = 16

// sectionNumber is the number of a section when it is all that a line has: a
// Roman or Chinese numeral, or an ordinal of the language.
func sectionNumber(s string, ln *line, o *openings) int32 {
	if ln.runes > longestOrdinal {
		return 0
	}
	for _, r := range ln.number.all() {
		if (r.series == bigRomans || r.series == han) && (r.style == bare || r.style == dot) && ln.number.rest == ln.end {
			return r.value
		}
	}
	if ln.number.n == 0 && len(o.ordinals) > 0 {
		return int32(slices.Index(o.ordinals, foldWords(s[ln.start:ln.end])) + 1)
	}
	return 0
}

// partLetter is the place of the capital letter that is all of a line, as above
// the parts of a resolution that has several; else 0.
func (ln *line) partLetter() int32 {
	if ln.runes > 2 || ln.number.n == 0 || ln.number.rest < ln.end {
		return 0
	}
	if r := ln.number.readings[0]; r.series == capitals && (r.style == bare || r.style == dot) {
		return r.value
	}
	return 0
}

// designated is the designation that begins a line which is a division: a number
// alone is that of a section.
func (ln *line) designated() designation {
	if ln.division.kind == document.Invalid && ln.section > 0 {
		return designation{kind: document.Section, value: ln.section, end: ln.end, rest: ln.end}
	}
	return ln.division
}

// designationAfter reads the number after the word of a designation.
func designationAfter(s string, ln *line, says, all sign, end int, sc script, o *openings) designation {
	d := designation{kind: divisionKind(says), end: end}
	word := end
	if word < ln.end && s[word] == '.' {
		word++ // "Art. 1"
	}
	at := word + spacesAt(s[word:ln.end])
	if m, ok := readInserted(s, at, ln.end); ok {
		in := designation{kind: d.kind, value: m.readings[0].value, sub: true, end: m.end, rest: m.rest}
		if in = in.plausible(s, ln); in.kind != document.Invalid {
			return in
		}
	}
	if m, ok := designationNumeral(s, at, ln.end, sc); ok && m.readings[0].series != dashes && (m.readings[0].style != parens || at > end && m.rest == ln.end) {
		d.value = m.readings[0].value
		for _, r := range m.all() {
			if r.series == bigRomans {
				d.value = r.value
			}
		}
		d.sub = m.readings[0].sub
		d.end, d.rest = m.end, m.rest
	} else if value, n := o.ordinal(s[at:ln.end]); n > 0 && at > end {
		d.value, d.end = value, at+n
		d = d.past(s, ln)
	} else if value, n := calledNumber(s[at:ln.end]); n > 0 {
		d.value, d.sub, d.end, d.rest = value, true, at+n, at+n
	} else if all&saysFirst != 0 {
		d.value = 1
		d = d.past(s, ln)
	} else if d.kind == document.Annex || at == ln.end && ln.form&allCaps != 0 {
		if _, numbered := readNumeral(s, at, at+wordAt(s[at:ln.end]), sc); numbered && ln.form&allCaps == 0 {
			return designation{} // "Annex I is amended": the number of a sentence
		}
		d.end, d.rest = word, at
	} else {
		return designation{}
	}
	return d.plausible(s, ln)
}

// numberEnds may stand right after the number of a designation: a colon, or the mark
// of a Greek numeral.
const numberEnds = ":：΄'ʹ´’"

// designationNumeral reads the number of a designation and the sign after it:
// "Article 1: Harbours", "Article I : Harbours", "ΚΕΦΑΛΑΙΟ Α΄", "Chapter I - Harbours".
func designationNumeral(s string, from, to int, sc script) (numeral, bool) {
	m, ok := readNumeral(s, from, to, sc)
	if !ok {
		word := s[from : from+wordAt(s[from:to])]
		number := strings.TrimRight(word, numberEnds)
		if m, ok = readNumeral(s, from, from+len(number), sc); !ok || m.end < from+len(number) {
			return m, false
		}
		m.end = from + len(word)
		m.rest = m.end + spacesAt(s[m.end:to])
		if r, _ := utf8.DecodeRuneInString(s[m.rest:to]); number == word && !isDash(r) && !isOneOf(r, ":：") {
			return m, false
		}
	}
	if r, size := utf8.DecodeRuneInString(s[m.rest:to]); isOneOf(r, ":：") {
		m.end = m.rest + size
		m.rest = m.end + spacesAt(s[m.end:to])
	}
	return m, ok
}

// calledNumber reads a number put in later, with the mark of a footnote right
// after it, that is all of s: "5a2".
func calledNumber(s string) (value int32, n int) {
	value, n = digitsAt(s)
	letter, size := utf8.DecodeRuneInString(s[n:])
	_, mark := digitsAt(s[n+size:])
	if n == 0 || !unicode.IsLower(letter) || mark == 0 || n+size+mark != len(s) {
		return 0, 0
	}
	return value, len(s)
}

// designationBefore reads a designation whose number stands first.
func designationBefore(s string, ln *line, r reading, says sign, end int) designation {
	if r.series == dashes || r.style == parens || r.style == brackets {
		return designation{}
	}
	d := designation{kind: divisionKind(says), value: r.value, sub: r.sub, end: end, rest: end + spacesAt(s[end:ln.end])}
	if end < ln.end && (s[end] == ':' || s[end] == '.') {
		if d = d.past(s, ln); d.rest > d.end || d.rest == ln.end {
			return d // whatever comes next, the designation is whole: "1 straipsnis. 6 straipsnio pakeitimas"
		}
	}
	return d.plausible(s, ln)
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

// designationMarked reads a designation whose number has a sign before it and the
// word behind it, all in one: "Article 3" in Chinese. Within a sentence it goes on
// without a space.
func designationMarked(s string, from, to int, o *openings) designation {
	if o.numberMark == "" || !strings.HasPrefix(s[from:to], o.numberMark) {
		return designation{}
	}
	at := from + len(o.numberMark)
	at += spacesAt(s[at:to])
	value, n := digitsAt(s[at:to])
	if n == 0 {
		n = hanDigits(s[at:to])
		han, ok := naming.HanNumber(s[at : at+n])
		if !ok {
			return designation{}
		}
		value = int32(han)
	}
	at += n
	at += spacesAt(s[at:to])
	says, end := o.at(s, at)
	if says &= saysDivision & o.numberFirst; says == 0 || value < 1 || value > maxNumber {
		return designation{}
	}
	rest := end + spacesAt(s[end:to])
	if rest < to && rest == end {
		return designation{}
	}
	return designation{kind: divisionKind(says), value: value, end: end, rest: rest}
}

// plausible drops a designation that goes on as a sentence does: "Article 3 of
// that Regulation", "Article 3(1)".
func (d designation) plausible(s string, ln *line) designation {
	if d.rest >= ln.end {
		return d
	}
	r, _ := utf8.DecodeRuneInString(s[d.rest:])
	switch {
	case unicode.IsUpper(r) || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Arabic, r):
		if d.rest == d.end && !unicode.Is(unicode.Han, r) {
			return designation{}
		}
		return d
	case isDash(r), r == '"', r == '«', r == '“', r == '„':
		return d
	case secondNumber(s, d.rest, ln.end) > 0:
		return d // "Art. 5. 1. The harbour master ..."
	}
	return designation{}
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
