package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func isFurniture(reason string) bool {
	switch reason {
	case pageHeader, pageFooter, pageNumber, runningHead:
		return true
	}
	return false
}

// masthead leaves out the head of a printed document: the name of the
// institution, the term and the series that Parliament prints above a text, and
// the name of the Official Journal beside the code of the language.
func (c *cleaner) masthead() {
	const head, language = 24, 8 // lines in which it stands, and the code of the language
	for i := range min(len(c.lines), head) {
		s := c.at(i)
		switch {
		case c.lines[i].settled():
		case c.isCover(i):
			c.lines[i].omit, c.lines[i+1].omit = pageHeader, pageHeader
			c.leaveOut(0, i) // what stands above is of who shows the printed document
		case isTerm(s):
			c.besideTerm(i, i)
		case i+1 < len(c.lines) && isTerm(s+"-"+c.at(i+1)):
			c.besideTerm(i, i+1) // its years stand below each other
		case i < language && isLanguageCode(s):
			c.besideLanguage(i)
		}
	}
}

// besideTerm leaves out a term, from one line to another, the name of the institution
// above it and the series below it. Where the number of the document follows, what
// stands above is of who shows it.
func (c *cleaner) besideTerm(first, last int) {
	const above, words, series = 4, 3, 3 // words of the name, words of the series and its lines
	for i := first - 1; i >= 0 && c.isMastLine(i, above); i-- {
		c.lines[i].omit = pageHeader
	}
	for i := first; i <= last; i++ {
		c.lines[i].omit = pageHeader
	}
	next := last + 1
	for ; next < len(c.lines) && next <= last+series && c.isMastLine(next, words); next++ {
		if c.lines[next].form&allCaps == 0 {
			c.lines[next].omit = pageHeader
		}
	}
	if next < len(c.lines) && numbersDocument(c.at(next)) {
		c.leaveOut(0, last)
	}
}

// besideLanguage leaves out the name of the Official Journal above the code of the
// language on line i, when nothing else stands there, and its series below.
func (c *cleaner) besideLanguage(i int) {
	const words, below = 5, 2
	for k := range i {
		if !c.isMastLine(k, words) {
			return
		}
	}
	for k := range i {
		c.lines[k].omit = pageHeader
	}
	// The series stands beside the name, or beside the rest of it.
	for k := i + 1; k < len(c.lines) && k <= i+below && c.isMastLine(k, words); k++ {
		if isSeries(c.at(k)) {
			for n := i + 1; n <= k; n++ {
				c.lines[n].omit = pageHeader
			}
		}
	}
}

// isMastLine reports whether nothing is known of line i and it can be a name in the head
// of a document.
func (c *cleaner) isMastLine(i, words int) bool {
	ln := &c.lines[i]
	return ln.omit == "" && !ln.settled() && ln.runes < longestMast && isMastName(c.at(i), words)
}

// longestMast is how many runes a name in the head of a document stays below.
const longestMast = 60

// isCover reports whether a line names the institution and the term, the next one
// the series, and one with the number of a document follows: "European Parliament
// 2014-2019 | Session document | A8-0156/2016".
func (c *cleaner) isCover(i int) bool {
	const words, seriesWords = 4, 3
	if i+2 >= len(c.lines) {
		return false
	}
	term := lastField(c.at(i))
	name := strings.TrimSpace(strings.TrimSuffix(c.at(i), term))
	series, number := c.at(i+1), c.at(i+2)
	return isTerm(term) && name != "" && isMastName(name, words) &&
		isMastName(series, seriesWords) && c.lines[i+1].form&allCaps == 0 && numbersDocument(number)
}

// isMastName reports whether s can be the name of an institution or a series in the
// head of a document: some words at most, and no number or sign between them.
func isMastName(s string, words int) bool {
	return len(strings.Fields(s)) <= words && !strings.ContainsAny(s, "0123456789:,;")
}

// isSeries reports whether s names a series of the Official Journal: "L series".
func isSeries(s string) bool {
	for _, f := range strings.Fields(s) {
		if f == "L" || f == "C" {
			return true
		}
	}
	return false
}

// isTerm reports whether s is a term of Parliament: "2019-2024".
func isTerm(s string) bool {
	s = strings.ReplaceAll(s, "–", "-")
	from, n := digitsAt(s)
	if n != 4 || len(s) != 9 || s[4] != '-' {
		return false
	}
	to, m := digitsAt(s[5:])
	return m == 4 && to-from == 5
}

// between leaves out short lines with furniture right before and after them:
// the motto of the Union between two language codes, the number of a page.
func (c *cleaner) between() {
	numbered := false              // clauses have begun
	viewer, viewed := "", int32(0) // how the last page number in words was said, and which it was
	for i := range c.lines {
		ln := &c.lines[i]
		if ln.omit != "" {
			continue
		}
		numbered = numbered || opensClause(c.at(i))
		if ln.runes > 60 || ln.settled() {
			continue
		}
		if page, words, ok := pageInWords(c.at(i)); ok {
			edge := i == 0 || ln.page || i+1 == len(c.lines) || c.lines[i+1].page
			if edge || page > viewed && words == viewer {
				ln.omit = pageNumber
				viewer, viewed = words, page
				continue
			}
		}
		before := i > 0 && isFurniture(c.lines[i-1].omit)
		after := i+1 < len(c.lines) && isFurniture(c.lines[i+1].omit)
		s := c.at(i)
		switch {
		case isNumericDate(s) && (after && isLanguageCode(c.at(i+1)) || before && isLanguageCode(c.at(i-1))):
			ln.omit = pageHeader
		case before && after && ln.form&(endsFull|endsComma|allCaps|alone) == 0 && !strings.ContainsAny(s, "0123456789") && len(strings.Fields(s)) <= 6 && !strings.Contains(s, ","):
			ln.omit = pageHeader
		case before && after && isMotto(s), after && isNumberAndPage(s):
			ln.omit = pageFooter
		case before && numbered && isIdentifierLine(s) && !strings.ContainsAny(s, " \t") && ln.form&(endsFull|endsComma) == 0:
			ln.omit = runningHead // the number of the document, below the foot of the page before
		case (before || after || ln.page) && isBareNumber(s) && !c.noteNumber(i):
			ln.omit = pageNumber
		case after && !before && isBracketedNumber(s) && i+1 < len(c.lines) && isFileName(c.at(i+1)):
			ln.omit = pageNumber
		}
	}
}

// pageInWords reads a page number of a known count in words, such as "Page 3 of
// 16". words is s without the number: what counts on is the same but for it. What
// looks so may be something else anywhere but at the beginning or end of a page.
func pageInWords(s string) (page int32, words string, ok bool) {
	last := lastField(s)
	count, m := digitsAt(last)
	if m != len(last) || count < 2 || count > 999 {
		return 0, "", false // most lines: nothing is cut up for them
	}
	fields := strings.Fields(s)
	if len(fields) < 3 || len(fields) > 8 {
		return 0, "", false
	}
	word := fields[len(fields)-2]
	page, n := digitsAt(word)
	if n == 0 {
		word = fields[len(fields)-3]
		if page, n = digitsAt(word); n != len(word) {
			return 0, "", false
		}
		word = fields[len(fields)-2]
		n = 0
	}
	// One short word in small letters stands between the numbers.
	if letters := word[n:]; len(letters) == 0 || utf8.RuneCountInString(letters) > 4 || strings.ToLower(letters) != letters || !isLetters(letters) {
		return 0, "", false
	}
	for _, f := range fields[:len(fields)-3] {
		if !isLetters(f) {
			return 0, "", false
		}
	}
	at := strings.IndexFunc(s, unicode.IsDigit)
	_, n = digitsAt(s[at:])
	return page, s[:at] + s[at+n:], page >= 1 && page <= count
}

// isPageOf reports whether s is a page number of a known count: "3/16".
func isPageOf(s string) bool {
	page, n := digitsAt(s)
	if n > 0 && n < len(s) && s[n] == '/' {
		count, m := digitsAt(s[n+1:])
		return n+1+m == len(s) && page >= 1 && page <= count && count < 2000 && m <= 4
	}
	return false
}

// isBareNumber reports whether s is a page number: "12", "- 12 -".
func isBareNumber(s string) bool {
	s = strings.Trim(s, "-–— ")
	return len(s) <= 4 && isDigits(s)
}

func isBracketedNumber(s string) bool {
	return len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' && isBareNumber(s[1:len(s)-1])
}

// noteNumber reports whether the number on line i belongs to a footnote: it
// stands below a rule on the same page.
func (c *cleaner) noteNumber(i int) bool {
	for k := i - 1; k >= 0 && k > i-24; k-- {
		switch c.lines[k].omit {
		case ruleLine:
			return true
		case pageHeader, runningHead:
			return false
		}
		if c.lines[k].page {
			return false
		}
	}
	return false
}

// isMotto reports whether s is the number of a document of Parliament and the motto of
// the Union, as they stand at the foot of pages: "PE580.420v02-00 United in diversity".
func isMotto(s string) bool {
	number, motto, ok := strings.Cut(s, " ")
	return ok && strings.HasPrefix(number, "PE") && strings.ContainsAny(number, "0123456789") &&
		len(strings.Fields(motto)) <= 5 && !strings.ContainsAny(motto, "0123456789.,:;")
}

// isNumberAndPage reports whether s is the number of a document of Parliament and that
// of a page, as they stand at the foot of lists of amendments: "PE596.594/ 12".
func isNumberAndPage(s string) bool {
	number, page, ok := strings.Cut(s, "/")
	return ok && strings.HasPrefix(number, "PE") && len(number) > 4 && strings.Trim(number[2:], "0123456789.v- ") == "" && isBareNumber(page)
}

// isFileName reports whether s is a footer with the file name of Parliament's
// documents: "RE\1253668NL.docx PE719.497v01-00".
func isFileName(s string) bool {
	i := strings.IndexByte(s, '\\')
	if i < 2 || s[i-1] < 'A' || s[i-1] > 'Z' {
		return false
	}
	_, n := digitsAt(s[i+1:])
	return n >= 6 && strings.Contains(s[i+1+n:], ".doc")
}

// isTemplateName reports whether s is the name of the template that a document of
// Parliament was written with: "PR_INI", "AM_Com_NonLegReport".
func isTemplateName(s string) bool {
	if len(s) < 5 || len(s) > 32 || s[2] != '_' {
		return false
	}
	for i, c := range []byte(s) {
		if !(c >= 'A' && c <= 'Z' || i > 2 && (c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9') || i == 2) {
			return false
		}
	}
	return true
}

// isJobNumber reports whether s is what the United Nations print at the foot of
// a page: the number of the job and beside it the language, the date and the page,
// as in "18-18142 (E) 021118" and "2/5 18-18142"; or the date or the job alone.
func isJobNumber(s string) bool {
	if s[0] != '*' && s[0] != '(' && (s[0] < '0' || s[0] > '9' && s[0] < utf8.RuneSelf) {
		return false // most lines: nothing is cut up for them
	}
	fields := strings.Fields(s)
	jobs := 0
	for _, f := range fields {
		_, n := digitsAt(f)
		switch {
		case len(f) >= 8 && f[0] == '*' && f[len(f)-1] == '*':
			if !isDigits(f[1 : len(f)-1]) {
				return false
			}
			jobs++
		case n == 2 && len(f) == 8 && f[2] == '-':
			if !isDigits(f[3:]) {
				return false
			}
			jobs++
		case n == 6 && len(f) == 6 && f[0] <= '3':
			if len(fields) == 1 {
				jobs++
			}
		case len(f) == 3 && f[0] == '(' && f[2] == ')', isPageOf(f):
		default:
			return false
		}
	}
	return jobs > 0
}

// languageCodes are the codes by which documents name their language at page ends.
const languageCodes = " AR BG CS DA DE EL EN ES ET FI FR GA HR HU IT LT LV MT NL PL PT RO RU SK SL SV ZH "

func isLanguageCode(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && strings.Contains(languageCodes, " "+s+" ")
}
