package text

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
)

// Lines are looked into when the text has hardly any line ends, so that a line
// is a page or more, or when the line itself shows citations that run together.
const (
	dumpLine   = 800 // characters of a line, on the average, in a text without line ends
	longLine   = 250 // characters of a line that holds several clauses
	packedLine = 400 // characters of one that holds different parts of a text
)

// splitInside cuts very long lines where a clause may begin inside them: files
// where a whole act is one line. It only says where; whether a clause does begin
// there the search decides.
func splitInside(s string, lines []line, sc script, o *openings) []line {
	var out []line
	total, n := 0, 0
	for i := range lines {
		if lines[i].omit == "" {
			total += int(lines[i].letters(sc))
			n++
		}
	}
	dump := total > n*dumpLine
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" || ln.settled() || ln.letters(sc) < longLine || !dump && !ln.holdsSeveral(s, sc, o) {
			if out != nil {
				out = append(out, *ln)
			}
			continue
		}
		if out == nil {
			out = slices.Clone(lines[:i])
		}
		from, begun := ln.start, false
		whole := *ln
		put := func(to int) {
			a, b := trim(s, from, to)
			if a >= b {
				return
			}
			part := whole
			part.start, part.end = a, b
			part.measure(s)
			if begun {
				part.inner, part.blanks, part.page = true, 0, false
			}
			switch {
			case isRule(s[a:b]):
				part.omit = ruleLine
			case begun && isJobNumber(s[a:b]):
				part.omit = pageFooter
			}
			begun = begun || part.omit == ""
			out = append(out, part)
			from = to
		}
		if n := journalHead(s[ln.start:ln.end]); n > 0 {
			if put(ln.start + n); len(out) > 0 {
				out[len(out)-1].omit = pageHeader
			}
		}
		rest := from
		for _, at := range inside(s[rest:ln.end], o) {
			put(rest + at)
		}
		put(ln.end)
	}
	if out == nil {
		return lines
	}
	return out
}

// holdsSeveral reports whether a line shows that it holds several clauses, or different
// parts of a text.
func (ln *line) holdsSeveral(s string, sc script, o *openings) bool {
	text := s[ln.start:ln.end]
	return dashOpener(text) != "" || ln.letters(sc) >= packedLine && o.packed(text)
}

// journalHead is where the words end that the Official Journal prints above a page, when
// a title in capitals or nothing follows them: "1 Official Journal L 160/71".
func journalHead(s string) int {
	const words, capitals = 9, 3
	found, series := false, false
	for at, n := 0, 0; n <= words; n++ {
		if at >= len(s) {
			if found {
				return len(s)
			}
			return 0
		}
		word := s[at : at+wordAt(s[at:])]
		if form := formOf(word); form&allCaps != 0 && utf8.RuneCountInString(word) >= capitals {
			if found {
				return at
			}
			return 0
		}
		page, digits := digitsAt(word)
		if n == 0 && (digits != len(word) || page == 0) {
			return 0
		}
		found = found || series && digits > 0 && strings.Contains(word, "/")
		series = word == "L" || word == "C" || word == "CE"
		at += len(word)
		at += spacesAt(s[at:])
	}
	return 0
}

// splitNumbers cuts lines where a number follows another: "1. (1) Boats", "Art. 5.
// 1. Boats", and where the first letter of a list stands at the end of the line
// that leads to it. Lines must be prepared.
func splitNumbers(s string, lines []line, sc script, o *openings, p *language.Pack) []line {
	var out []line
	for i := range lines {
		rest := lines[i]
		for at := laterPart(s, lines, i, &rest, sc, o); at > 0; at = laterPart(s, lines, i, &rest, sc, o) {
			if out == nil {
				out = slices.Clone(lines[:i])
			}
			first := rest
			_, first.end = trim(s, rest.start, at)
			first.number.rest, first.division.rest = min(first.number.rest, first.end), min(first.division.rest, first.end)
			rest.start, rest.inner, rest.second = at, true, true
			rest.blanks, rest.page, rest.drawn, rest.tagged = 0, false, false, false
			rest.number, rest.section, rest.division, rest.quoted = numeral{}, 0, designation{}, false
			for _, part := range [...]*line{&first, &rest} {
				part.measure(s)
			}
			rest.prepare(s, sc, o, p)
			out = append(out, first)
		}
		if out != nil {
			out = append(out, rest)
		}
	}
	if out == nil {
		return lines
	}
	return out
}

// laterPart is the offset of a number or of another part of a preamble in a line that
// opens one, or 0.
func laterPart(s string, lines []line, i int, ln *line, sc script, o *openings) int {
	if ln.omit != "" || ln.settled() {
		return 0
	}
	if at := afterWhole(s, ln, o); at > 0 {
		return at
	}
	return laterNumber(s, lines, i, ln, sc)
}

// leadBytes is how many bytes the words have at most that lead to recitals.
const leadBytes = 80

// afterWhole is where a citation begins right after the name of who acts, a number right
// after what leads to the recitals, or that itself after a citation; or 0. A site may
// have lost the line ends there, and the spaces with them.
func afterWhole(s string, ln *line, o *openings) int {
	switch {
	case ln.says&(saysAuthor|saysLead) != 0 && ln.saysEnd < ln.end:
		end := o.wholeAt(s, ln.start)
		if end == 0 || end >= ln.end {
			return 0
		}
		next := end + spacesAt(s[end:])
		if says, _ := o.at(s, next); says&saysCitation != 0 || ln.says&saysLead != 0 && s[next] == '(' {
			return next
		}
	case ln.says&saysCitation != 0 && ln.number.n == 0:
		for colon := ln.start; colon < ln.end; colon++ {
			n := strings.IndexByte(s[colon:ln.end], ':')
			if n < 0 {
				break
			}
			colon += n
			if at := o.leadBefore(s, ln.start, colon+1); at > 0 && (colon+1 == ln.end || s[colon+1] == '(') {
				return at
			}
		}
	}
	return 0
}

// leadBefore is the offset after a comma where what leads to the recitals begins that
// ends at another offset, or 0.
func (o *openings) leadBefore(s string, from, end int) int {
	for at := max(from, end-leadBytes); at < end; at++ {
		if s[at] != ',' {
			continue
		}
		next := at + 1 + spacesAt(s[at+1:end])
		if says, _ := o.at(s, next); says&saysLead != 0 && o.wholeAt(s, next) == end {
			return next
		}
	}
	return 0
}

// laterNumber is the offset of a number in a line that opens a clause, or 0. The
// line is what is left of line i.
func laterNumber(s string, lines []line, i int, ln *line, sc script) (at int) {
	switch r := ln.number.readings[0]; {
	case ln.division.kind != document.Invalid:
		at = secondNumber(s, ln.division.rest, ln.end)
	case ln.number.n > 0 && r.series == decimals && (r.style == dot || r.style == sectioned || r.style == parens && strings.HasPrefix(s[ln.number.rest:ln.end], "(a)")):
		at = secondNumber(s, ln.number.rest, ln.end)
	}
	if at == 0 {
		at = firstOfList(s, lines, i, ln, sc)
	}
	return at
}

// secondNumber is the offset of a number after another one, or 0: the first of
// its kind, before words that begin a sentence.
func secondNumber(s string, at, end int) int {
	if at >= end {
		return 0
	}
	m, ok := readNumeral(s, at, end, latin)
	if !ok || m.rest >= end || m.rest == m.end {
		return 0
	}
	first, _ := utf8.DecodeRuneInString(s[m.rest:])
	for _, r := range m.all() {
		if r.value != 1 || r.sub || r.series != decimals && r.series != letters || r.style != dot && r.style != paren && r.style != parens {
			continue
		}
		if unicode.IsUpper(first) || isOneOf(first, "\"“„«‘") || r.style == parens && r.series == letters && unicode.IsLower(first) {
			return at
		}
	}
	return 0
}

// nearestSecond is how many lines below the first letter of a list the second is
// looked for.
const nearestSecond = 12

// firstOfList is the offset of the first number of a list at the end of line i
// when the second is a line of its own, or 0: a column of numbers that was read
// a line too early.
func firstOfList(s string, lines []line, i int, ln *line, sc script) int {
	head := s[ln.start:ln.end]
	if !strings.HasSuffix(head, ")") || ln.runes < 12 {
		return 0
	}
	at := strings.LastIndexByte(head, '(')
	if at < 2 || len(head)-at > 4 {
		return 0
	}
	m, ok := readNumeral(s, ln.start+at, ln.end, sc)
	if !ok || m.end != ln.end {
		return 0
	}
	for k := i + 1; k < len(lines) && k <= i+nearestSecond; k++ {
		next := &lines[k]
		if next.omit != "" || next.number.n == 0 {
			continue
		}
		for _, a := range m.all() {
			for _, b := range next.number.all() {
				if a.series == b.series && a.style == b.style && a.value == 1 && k > i+1 && b.value == 2 && next.number.rest == next.end {
					return ln.start + at
				}
			}
		}
		if next.number.readings[0].style == m.readings[0].style && next.number.readings[0].series == m.readings[0].series {
			return 0
		}
	}
	return 0
}

// What is on a line that holds the most of a text: so many different parts of it, or
// one and so many clauses that count.
const (
	fewestParts   = 3
	fewestCounted = 3
)

// packed reports whether a line holds different parts of a text, such as the acting
// entity, a citation and what leads to the recitals. Of a citation and what leads to
// the recitals, its colon included, two are enough.
func (o *openings) packed(s string) bool {
	var all sign
	counted := int32(0)
	last := rune(0)
	for i := 0; i < len(s); {
		says, _ := o.at(s, i)
		all |= says & (saysAuthor | saysCitation | saysLead | saysFormula | saysBinding | saysDone)
		if says&saysLead != 0 && all&saysCitation != 0 && o.wholeAt(s, i) > 0 {
			return true
		}
		n := wordAt(s[i:])
		if value := paragraphAt(s[i:i+n], last); value == counted+1 {
			counted = value
		}
		last, _ = utf8.DecodeLastRuneInString(s[i : i+n])
		i += n
		i += spacesAt(s[i:])
	}
	return bits.OnesCount32(uint32(all)) >= fewestParts || all != 0 && counted >= fewestCounted
}

// paragraphAt is the number of a paragraph that a word after one which ends with last
// is or, where words have no spaces between them, begins with; else 0: "1.", "1.决定".
// A comma may stand before the first, as after what is considered.
func paragraphAt(word string, last rune) int32 {
	value, n := digitsAt(word)
	if n == 0 || n > 3 || n >= len(word) || word[n] != '.' || !(isOneOf(last, clauseEnds) || value == 1 && isOneOf(last, ",，")) {
		return 0
	}
	if n++; n < len(word) {
		if r, _ := utf8.DecodeRuneInString(word[n:]); !unspaced(r) {
			return 0
		}
	}
	return value
}

// clauseEnds are the signs that end a clause, or a word in it.
const clauseEnds = ".;:)]”»\"。；：）"

// inside lists the offsets in a long line where a clause may begin.
func inside(s string, o *openings) []int {
	dashed := dashOpener(s)
	var all []int
	done := false // the place and date have been seen
	last := rune(0)
	after := false // what is a block of its own has just ended
	headed := -1   // after the designation of the last division
	var head mastHead
	for i := 0; i < len(s); {
		// i is the start of a word.
		n := wordAt(s[i:])
		end := o.wholeAt(s, i)
		mast := head.cut(s, i, n, last)
		first := headed >= 0 && isFirst(s[i:i+n])
		if first || i-headed > longestHeading {
			headed = -1
		}
		if at := o.designated(s, i, last); at > 0 {
			headed = at
		}
		if i > 0 && (end > 0 || first || after || mast || begins(s, i, n, last, o, &done) || dashed != "" && strings.HasPrefix(s[i:], dashed)) {
			all = append(all, i)
		}
		if end > 0 {
			n = end - i
		}
		after = end > 0 || isRule(s[i:i+n]) || head.ends(s, i, n)
		last, _ = utf8.DecodeLastRuneInString(strings.TrimSuffix(s[i:i+n], quotEntity))
		if n > len(quotEntity) && strings.HasSuffix(s[i:i+n], quotEntity) {
			last = '"'
		}
		i += n
		i += spacesAt(s[i:])
	}
	return all
}

// mastHead follows the head of a document of the United Nations that runs on in one
// line: its symbol, the day of its distribution, the kind of resolution and, in
// brackets, on whose report it was adopted, its number and title.
type mastHead struct {
	dating bool // the day of the distribution comes next
	over   bool // the number of the resolution has been read
}

// longestResolution is how many bytes the number of a resolution, with what comes right
// after it, has at most.
const longestResolution = 64

// distribution is what all languages begin to say with to whom a document goes.
const distribution = "Distr."

// cut reports whether the word of n bytes at i, after one that ends with last, begins a
// part of the head.
func (h *mastHead) cut(s string, i, n int, last rune) bool {
	switch word := s[i : i+n]; {
	case h.over:
		return false
	case strings.HasPrefix(word, distribution):
		h.dating = true
		return true
	case last == ']' && resolutionNumber(s[i:min(len(s), i+longestResolution)]) > 0:
		h.over = true
		return true
	default:
		return word[0] == '[' && strings.IndexByte(word, ']') < 0
	}
}

// ends reports whether that word ends a part of the head.
func (h *mastHead) ends(s string, i, n int) bool {
	word := s[i : i+n]
	if year := yearOf(word); h.dating && year == word {
		h.dating = false
		return true
	}
	return i == 0 && isIdentifierLine(word)
}

// longestHeading is how many bytes the heading of an article has at most, within a line
// that holds a whole text.
const longestHeading = 160

// isFirst reports whether a word is the first number of paragraphs.
func isFirst(word string) bool { return word == "1." || word == "(1)" }

// designated is where the designation of a division at an offset of s ends, its
// number included, or 0.
func (o *openings) designated(s string, at int, last rune) int {
	if !isOneOf(last, clauseEnds) {
		return 0
	}
	says, end := o.at(s, at)
	if says&saysDivision == 0 {
		return 0
	}
	end += spacesAt(s[end:])
	if _, n := digitsAt(s[end:]); n == 0 {
		return 0
	}
	return end + wordAt(s[end:])
}

// quotEntity is what a quotation mark became in corpora that took entities for
// words.
const quotEntity = "%quot%"

// noticeNumber is the length of the number of a notice in the Official Journal that s
// begins with, or 0: "(2003/C 29/07)".
func noticeNumber(s string) int {
	const longest = len("(2003/CE 129/107)")
	end := strings.IndexByte(s[:min(len(s), longest)], ')') + 1
	if end == 0 || s[0] != '(' {
		return 0
	}
	series, page, _ := strings.Cut(s[1:end-1], " ")
	year, series, _ := strings.Cut(series, "/")
	if _, n := digitsAt(year); n != 4 || n != len(year) || series != "C" && series != "L" || !isJournalPage(page) {
		return 0
	}
	return end
}

// wholeAt is where words at an offset of s end that are a block of their own, its
// punctuation included, or 0: a remark or a number in brackets, what leads to the
// recitals, an enacting formula, the acting entity before the first citation.
func (o *openings) wholeAt(s string, at int) int {
	if end := o.remarkAt(s, at); end > 0 {
		return end
	}
	if n := noticeNumber(s[at:]); n > 0 {
		return at + n
	}
	says, end := o.at(s, at)
	if says&(saysLead|saysFormula|saysAuthor) == 0 {
		return 0
	}
	end = punctuated(s, end)
	next, _ := o.at(s, min(end+spacesAt(s[end:]), len(s)))
	switch {
	case says&(saysLead|saysFormula) != 0 && isOneOf(rune(s[end-1]), ":."):
		return end
	case says&saysAuthor != 0 && next&(saysCitation|saysPreambular) != 0:
		return end
	}
	return 0
}

// punctuated is where the punctuation at an offset of s ends. Old texts have a space
// before it.
func punctuated(s string, at int) int {
	const signs = ",:;."
	if at+1 < len(s) && s[at] == ' ' && strings.IndexByte(signs, s[at+1]) >= 0 {
		at++
	}
	for at < len(s) && strings.IndexByte(signs, s[at]) >= 0 {
		at++
	}
	return at
}

// wordAt is the length of s up to the next white space.
func wordAt(s string) int {
	n := 0
	for n < len(s) {
		c := s[n]
		if c < utf8.RuneSelf {
			if c == ' ' || c >= '\t' && c <= '\r' {
				break
			}
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if unicode.IsSpace(r) {
			break
		}
		n += size
	}
	return n
}

// begins reports whether a clause may begin with the word of n bytes at i, after
// a word that ends with last.
func begins(s string, i, n int, last rune, o *openings, done *bool) bool {
	closed := isOneOf(last, clauseEnds)
	word := s[i : i+n]
	switch c := word[0]; {
	case *done && (c == '[' && n <= 5 && word[n-1] == ']' || isBracketedNumber(word)):
		return true
	case c == '(' || c == '[':
		// "(1) " and "[1] " after a sentence.
		return closed && (isBracketedNumber(round.Replace(word)) || c == '(' && n <= 5 && word[n-1] == ')')
	case c == '-' || c == '_' || c == '+':
		return isRule(word) || n == 1 && isOneOf(last, ".,;:")
	case c >= '0' && c <= '9':
		return isJobNumber(word) || paragraphAt(word, last) > 0 && !abbreviated(s[:i], *done)
	}
	if isCapitals(word) && !isCapitals(previousWord(s[:i])) {
		// Words in capitals are the acting entity or a formula.
		rest := s[i+n:]
		next := rest[spacesAt(rest):]
		return isCapitals(next[:wordAt(next)])
	}
	says, _ := o.at(s, i)
	switch {
	case says&(saysAuthor|saysFormula|saysLead|saysTitle) == saysTitle && isCapitals(word) && isCapitals(previousWord(s[:i])):
		return false // who acts stands before what it is: "COMMISSION REGULATION"
	case says&(saysAuthor|saysFormula|saysLead|saysTitle) == saysTitle && endsSmall(strings.TrimRightFunc(s[:i], unicode.IsSpace)):
		return false // within a sentence: "applying Regulation (EU) 2016/679 of"
	case says&(saysAuthor|saysFormula|saysLead|saysTitle) != 0:
		return true
	case says&(saysBinding|saysDone) != 0:
		*done = *done || says&saysDone != 0
		return true
	case says&(saysCitation|saysRecital|saysPreambular) != 0:
		return closed || isOneOf(last, ",，")
	case says&saysDivision != 0:
		return closed
	}
	first, _ := utf8.DecodeRuneInString(word)
	if utf8.RuneCountInString(previousWord(s[:i])) <= 2 {
		return false // an initial
	}
	return *done && closed && unicode.IsUpper(first)
}

// round makes square brackets round.
var round = strings.NewReplacer("[", "(", "]", ")")

// abbreviated reports whether s ends with an abbreviation that a number follows:
// "s.", and among notes "pag.".
func abbreviated(s string, notes bool) bool {
	word, dotted := strings.CutSuffix(previousWord(s), ".")
	most := 2
	if notes {
		most = 4
	}
	return dotted && isLetters(word) && strings.ToLower(word) == word && utf8.RuneCountInString(word) <= most
}

// isCapitals reports whether a word is in capital letters, two at least.
func isCapitals(word string) bool {
	word = strings.TrimRight(word, ",:;.")
	return utf8.RuneCountInString(word) >= 2 && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

func previousWord(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	return s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
}

// dashOpener is the dash and the two words after it that come up again and again
// in a long line: that of citations that run together.
func dashOpener(s string) string {
	count := map[string]int{}
	for i := 0; ; {
		n := strings.Index(s[i:], " - ")
		if n < 0 {
			break
		}
		i += n + 1
		first := 2 + wordAt(s[i+2:])
		if i+first+1 >= len(s) {
			break
		}
		opener := s[i : i+first+1+wordAt(s[i+first+1:])]
		if count[opener]++; count[opener] >= 2 {
			return opener
		}
	}
	return ""
}
