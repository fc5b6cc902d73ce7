package text

import (
	"cmp"
	"hash/maphash"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/source"
)

// Why something is left out of the text.
const (
	pageHeader  = "page-header"
	pageFooter  = "page-footer"
	pageNumber  = "page-number"
	runningHead = "running-title"
	siteChrome  = "site-chrome"
	templateTag = "template-tag"
	markup      = "markup"
	contents    = "contents-list"
	ruleLine    = "rule"
	notText     = "not-text"
	repeated    = "repeated-title"
	controls    = "control-character"
	softHyphen  = "soft-hyphen"
	lineHyphen  = "line-end-hyphen"
	cellBar     = "cell-separator"
	lateLabel   = "late-label" // of the line before; no omission when that begins a clause
	listBullet  = "list-bullet"
	columnHead  = "column-head"

	markdownSign = "markdown-sign"
	versionMark  = "version-mark" // of the wording of an act, in a consolidated text
	amendedBy    = "amending-acts"
	editorsNote  = "editors-note" // of those who keep the text of a law in force
)

// hole is a range inside a line that is no part of the text.
type hole struct {
	start, end int
	reason     string
}

// findHoles finds the characters that are never part of a text: control
// characters, soft hyphens, which only say where a word may be broken, and the
// bars that the cells of a page end their lines with. What a web page hides or
// has beside the text is one too.
func findHoles(s string, aside []source.Range) []hole {
	var holes []hole
	barred := false // there is a bar in the line that is not at its end
	for i := 0; i < len(s); {
		if len(aside) > 0 && i >= aside[0].Start {
			if from, to := trim(s, i, aside[0].End); from < to {
				holes = append(holes, hole{from, to, siteChrome})
			}
			i, aside = max(i, aside[0].End), aside[1:]
			continue
		}
		c := s[i]
		size := 1
		reason := ""
		switch {
		case c == '\n':
			barred = false
		case c == '|' && !barred:
			if n := barsAt(s, i); n > 0 {
				reason, size = cellBar, n
			} else {
				barred = true
			}
		case c < ' ' && !(c >= '\t' && c <= '\r') || c == 0x7f:
			reason = controls
		case c == 0xc2:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if r == '\u00ad' {
				reason = softHyphen
			} else if unicode.IsControl(r) && !unicode.IsSpace(r) {
				reason = controls
			}
		}
		if c == '<' && reason == "" {
			if n := tagLength(s[i:]); n > 0 {
				reason, size = templateTag, n
				// "{S&D}" after a tag is one of the template's own.
				if rest := s[i+n:]; strings.HasPrefix(rest, "{") {
					if k := strings.IndexByte(rest[:min(len(rest), 24)], '}'); k > 0 && !strings.ContainsAny(rest[:k], " \n") {
						size += k + 1
					}
				}
			}
		}
		if reason != "" {
			if n := len(holes); n > 0 && holes[n-1].end == i && holes[n-1].reason == reason {
				holes[n-1].end = i + size
			} else {
				holes = append(holes, hole{i, i + size, reason})
			}
		}
		i += size
	}
	return holes
}

// findBullets adds to holes the bullets that a site puts before the numbers of a
// list, before what they number on the next line, and before what stands in one
// list with clauses that count: "- (1)", "- Whereas"; "- Noting", "- 1. Asks".
func findBullets(s string, lines []line, sc script, holes []hole) []hole {
	bullet := func(ln *line) (hole, int) {
		m, ok := readNumeral(s, ln.start, ln.end, sc)
		if !ok || m.readings[0].series != dashes || m.rest == ln.end {
			return hole{}, 0
		}
		return hole{ln.start, m.end, listBullet}, m.rest
	}
	var found, list []hole
	numbers, counted := 0, int32(0) // numbers that are all of a line, and those that count in the list
	named := false                  // the line before is such a number
	end := func() {
		if counted > 1 {
			numbers = max(numbers, 2)
			found = append(found, list...)
		}
		list, counted = list[:0], 0
	}
	for i := range lines {
		h, rest := bullet(&lines[i])
		if rest == 0 {
			end()
			named = false
			continue
		}
		list = append(list, h)
		before := named
		named = false
		if m, ok := readNumeral(s, rest, lines[i].end, sc); ok && m.readings[0].series != dashes && m.readings[0].style != bare {
			if named = m.rest == lines[i].end; named {
				numbers++
			} else if m.readings[0].value == counted+1 {
				counted++
			}
		}
		if before || named {
			found = append(found, h)
		}
	}
	end()
	if numbers < 2 {
		return holes
	}
	found = append(found, holes...)
	slices.SortFunc(found, func(a, b hole) int { return cmp.Compare(a.start, b.start) })
	return slices.Compact(found)
}

// findGluedHeads adds to holes the page number and the head of the Official Journal
// where they stand before the words of a page that is one line: "1 L 278/7".
func findGluedHeads(s string, lines []line, holes []hole) []hole {
	n := len(holes)
	for i := range lines {
		if lines[i].runes < dumpLine {
			continue
		}
		if end := gluedHead(s[lines[i].start:lines[i].end]); end > 0 {
			holes = append(holes, hole{lines[i].start, lines[i].start + end, pageHeader})
		}
	}
	if len(holes) > n {
		slices.SortFunc(holes, func(a, b hole) int { return cmp.Compare(a.start, b.start) })
	}
	return holes
}

// longestJournal is how many words the name of the Official Journal has at most.
const longestJournal = 6

// gluedHead is the length of the head of a page of the Official Journal that s begins
// with, or 0: its number may stand before it and the name of the Journal after it, when
// capitals tell where that ends.
func gluedHead(s string) int {
	next := func(at int) (start, end int) {
		start = at + spacesAt(s[at:])
		return start, start + wordAt(s[start:])
	}
	_, at := digitsAt(s)
	start, end := next(at)
	if series := s[start:end]; series != "L" && series != "C" {
		return 0
	}
	if start, end = next(end); !isJournalPage(s[start:end]) {
		return 0
	}
	named := end
	for range longestJournal {
		if start, end = next(named); isCapitals(s[start:end]) {
			return named
		} else if !isLetters(s[start:end]) {
			break
		}
		named = end
	}
	_, end = next(0)
	if at > 0 {
		_, end = next(end)
	}
	_, end = next(end)
	return end
}

// isJournalPage reports whether s is the number of an issue and that of a page:
// "278/7".
func isJournalPage(s string) bool {
	issue, page, ok := strings.Cut(s, "/")
	_, a := digitsAt(issue)
	_, b := digitsAt(page)
	return ok && a > 0 && a == len(issue) && b > 0 && b == len(page)
}

// barsAt is the length of the bars at i that end a line, or 0 when words come
// after them, or right before them.
func barsAt(s string, i int) int {
	if i > 0 && s[i-1] > ' ' {
		return 0
	}
	end := i
	for k := i; k < len(s) && s[k] != '\n'; k++ {
		switch s[k] {
		case '|':
			end = k + 1
		case ' ', '\t', '\r':
		default:
			return 0
		}
	}
	return end - i
}

// tagLength is the length of the template tag that s begins with, or 0:
// "<TitreSuite>", "</Titre>". A "<" in a sentence begins none.
func tagLength(s string) int {
	i := 1
	if i < len(s) && s[i] == '/' {
		i++
	}
	name := i
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > name && (s[i] == '-' || s[i] == '_' || s[i] >= '0' && s[i] <= '9')) {
		i++
	}
	if i == name || i > 40 || i >= len(s) || s[i] != '>' {
		return 0
	}
	return i + 1
}

// passHoles makes lines begin and end with text, and leaves out those that have none.
func passHoles(lines []line, holes []hole, s string) {
	h := 0
	for i := range lines {
		ln := &lines[i]
		for h < len(holes) && holes[h].end <= ln.start {
			h++
		}
		k, changed := h, false
		for ; k < len(holes) && holes[k].start <= ln.start && ln.start < ln.end; k++ {
			ln.tagged = ln.tagged || holes[k].reason == templateTag
			ln.start, _ = trim(s, holes[k].end, ln.end)
			changed = true
		}
		last := len(holes)
		for n := k; n < len(holes); n++ {
			if holes[n].start >= ln.end {
				last = n
				break
			}
		}
		for last--; last >= k && holes[last].end >= ln.end && ln.start < ln.end; last-- {
			if holes[last].reason == softHyphen {
				break
			}
			_, ln.end = trim(s, ln.start, holes[last].start)
			changed = true
		}
		switch {
		case ln.start >= ln.end:
			ln.start, ln.end = holes[h].start, holes[h].start
			ln.omit = holes[h].reason
		case changed:
			ln.runes = int32(utf8.RuneCountInString(s[ln.start:ln.end]))
			ln.form = formOf(s[ln.start:ln.end])
		}
	}
}

// cleaner leaves out lines that do not belong to the text.
type cleaner struct {
	s     string
	lines []line
	site  bool    // the page of a web site, which ends with links
	alike []int32 // see likeness
}

// clean leaves out what the pages and the web site around a text put there.
// What is left out depends on the shape of lines and on repetition, not on words.
func (c *cleaner) clean() {
	for i := range c.lines {
		if c.lines[i].omit == "" && !c.lines[i].settled() {
			c.lines[i].omit = c.shape(&c.lines[i])
		}
		if i > 0 && c.lines[i].omit == siteChrome && isDownloads(c.at(i)) {
			c.lines[i-1].offered = true
		}
	}
	c.dataBase()
	c.published()
	c.consolidated()
	c.editors()
	c.pager()
	c.viewer()
	c.portal()
	c.languages()
	c.box()
	c.particulars()
	c.trail()
	c.navigation()
	c.neighbours()
	c.rights()
	c.masthead()
	c.between()
	c.repeats()
	c.between()
	c.repeats() // a running title may have two lines
	c.contentsLists()
}

func (c *cleaner) at(i int) string { return c.s[c.lines[i].start:c.lines[i].end] }

// longestFurniture is how many characters a line of page furniture has at most.
const longestFurniture = 120

// shape tells what a line is left out for by its own form.
func (c *cleaner) shape(ln *line) string {
	s := c.s[ln.start:ln.end]
	if isLanguageList(s) {
		return siteChrome
	}
	if reason := c.apart(ln); reason != "" {
		return reason
	}
	if ln.runes > longestFurniture {
		if ln.runes > 200 && isJunk(s) {
			return notText
		}
		return ""
	}
	if isRule(s) {
		return ruleLine
	}
	first := s[0]
	switch {
	case isVersionMark(s):
		return versionMark
	case isLanguageCode(s), len(s) == 5 && isLanguageCode(s[:2]) && s[2:] == " "+s[:2]:
		return pageHeader
	case first == '>' && isPlaceholder(s):
		return templateTag
	case first == '>' && isColumnHead(s):
		return columnHead
	case isTemplateName(s):
		return pageFooter
	case strings.Trim(s, "<>←→‹›| ") == "":
		return siteChrome // links to pages before and after
	case isPortal(s) && len(strings.Fields(s)) <= 10, isTwice(s), isLanguageLink(s):
		return siteChrome
	case first == 'P' && isDownloads(s), strings.IndexByte(s, '|') >= 0 && strings.ContainsAny(s, arrows):
		return siteChrome
	case (first == 'P' || first == 'C') && isMinutes(s):
		return siteChrome
	}
	if !strings.ContainsAny(s, "0123456789") {
		return ""
	}
	switch {
	case isPageOf(strings.Trim(s, "-–— ")):
		return pageNumber
	case isFileName(s):
		return pageFooter
	case isRunningDate(s), isJournalHead(s), isConsolidated(s):
		return pageHeader
	case strings.HasPrefix(s, "ELI: http") || strings.HasPrefix(s, "ISSN ") && ln.runes < 60:
		return pageFooter
	case isJobNumber(s):
		return pageFooter
	case isCompactDate(s):
		return pageHeader
	case isJournalPages(s):
		return pageHeader
	}
	return ""
}

// apart is what a line is left out for when it is nothing but furniture set at
// both edges of a page.
func (c *cleaner) apart(ln *line) string {
	s := c.s[ln.start:ln.end]
	if !strings.Contains(s, wideGap) {
		return ""
	}
	reason := ""
	for from := 0; from < len(s); {
		n := strings.Index(s[from:], wideGap)
		if n < 0 {
			n = len(s) - from
		}
		piece := line{}
		piece.start, piece.end = trim(c.s, ln.start+from, ln.start+from+n)
		piece.runes = int32(utf8.RuneCountInString(c.s[piece.start:piece.end]))
		if reason = c.shape(&piece); !isFurniture(reason) {
			return ""
		}
		from += n
		from += spacesAt(s[from:])
	}
	return reason
}

// wideGap is the spaces between what stands at two edges of a page.
const wideGap = "        "

// A note of editors in braces: how many lines it has at most, and words at least.
// The numbers of documents stand in braces too.
const (
	longestEditors = 60
	fewestEditors  = 3
)

// editors leaves out what those who keep a law in force say between its clauses, in
// braces: "{Article 3 as amended by Law 12 of 4 May 2031}".
func (c *cleaner) editors() {
	for i := range c.lines {
		if c.lines[i].omit != "" || !strings.HasPrefix(c.at(i), "{") {
			continue
		}
		words := 0
		for k := i; k < min(len(c.lines), i+longestEditors); k++ {
			s := c.at(k)
			words += countLetterWords(s)
			if n := strings.IndexByte(s, '}'); n >= 0 && n < len(s)-1 || k > i && strings.IndexByte(s, '{') >= 0 {
				break
			} else if n < 0 {
				continue
			}
			for n := i; n <= k && words >= fewestEditors; n++ {
				if ln := &c.lines[n]; ln.omit == "" && !ln.settled() {
					ln.omit = editorsNote
				}
			}
			break
		}
	}
}

// countLetterWords is how many words of s are nothing but letters.
func countLetterWords(s string) (n int) {
	for word := range strings.FieldsSeq(s) {
		if isLetters(strings.Trim(word, "{}.,;")) {
			n++
		}
	}
	return n
}

// isVersionMark reports whether s says which act the wording below it is of, as
// consolidated texts do: "▼B", "►M3".
func isVersionMark(s string) bool {
	rest, ok := strings.CutPrefix(s, "▼")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "►"); !ok {
			return false
		}
	}
	rest = strings.Trim(rest, " —–-") // a line stands for wording that was deleted
	return len(rest) > 0 && len(rest) <= 4 && rest[0] >= 'A' && rest[0] <= 'Z' && strings.Trim(rest[1:], "0123456789") == ""
}

// findVersionMarks adds to holes the marks within lines that say which act the wording
// from there on is of, and where it ends: "►M3 boats ◄".
func findVersionMarks(s string, lines []line, holes []hole) []hole {
	const opens, below, closes = "►", "▼", "◄"
	if !strings.Contains(s, opens) {
		return holes
	}
	n := len(holes)
	for i := range lines {
		ln := &lines[i]
		if isVersionMark(s[ln.start:ln.end]) {
			continue
		}
		for at := ln.start; at < ln.end; {
			k := strings.IndexAny(s[at:ln.end], opens+below+closes)
			if k < 0 {
				break
			}
			at += k
			end := at + len(opens)
			from := at
			if strings.HasPrefix(s[at:], closes) {
				if next := end + spacesAt(s[end:ln.end]); next < ln.end && isOneOf(rune(s[next]), ".,;:)") {
					_, from = trim(s, ln.start, at)
					end = next
				}
			} else {
				rest := end + spacesAt(s[end:ln.end])
				if w := wordAt(s[rest:ln.end]); isVersionMark(s[at:end] + s[rest:rest+w]) {
					end = rest + w
				} else {
					at = end
					continue
				}
			}
			holes = append(holes, hole{from, end, versionMark})
			at = end
		}
	}
	if len(holes) > n {
		slices.SortFunc(holes, func(a, b hole) int { return cmp.Compare(a.start, b.start) })
	}
	return holes
}

// consolidated leaves out the cover of a consolidated text: what a site says above it,
// the title when it comes again below, and the list of the acts that amend it. The mark
// of the basic act stands above the title and again below the list.
func (c *cleaner) consolidated() {
	const head, list, title = 40, 400, 8
	first, last := -1, -1
	for i := range c.lines {
		if i >= head && first < 0 || i-first > list && first >= 0 {
			return
		}
		if c.lines[i].omit != versionMark {
			continue
		}
		s := c.at(i)
		if first < 0 && strings.TrimLeft(s, "►▼ ") == "B" {
			first = i
		} else if first >= 0 && strings.HasPrefix(s, "▼") {
			last = i
			break
		}
	}
	if first < 0 || last < 0 {
		return
	}
	// Where the Journal is cited the title ends; before it the list begins.
	cited := first + 1
	for cited < last && !(strings.HasPrefix(c.at(cited), "(") && countNumbers(c.at(cited)) >= citedNumbers) {
		cited++
	}
	if cited == last || cited-first > title {
		return
	}
	leave := func(from, to int, reason string) {
		for i := from; i < to; i++ {
			if ln := &c.lines[i]; ln.omit == "" && ln.told == nil {
				ln.omit, ln.row = reason, 0
			}
		}
	}
	c.site = true
	leave(0, first, siteChrome)
	for i := last + 1; i < min(last+1+title, len(c.lines)); i++ {
		if c.at(i) == c.at(first+1) {
			leave(first, cited, repeated)
			break
		}
	}
	leave(cited, last, amendedBy)
}

// dataBase leaves out what the data base of the Union's law says above the number that
// it has for an act.
func (c *cleaner) dataBase() {
	const head, words = 4, 4
	for i := range min(len(c.lines), head) {
		s := c.at(i)
		if isCelex(s) && !strings.ContainsAny(s, " \t") {
			c.site = true
			c.leaveOut(0, i)
			return
		}
		if len(strings.Fields(s)) > words || strings.ContainsAny(s, "0123456789") {
			return
		}
	}
}

// published leaves out what sites say below the issue that an act was published in:
// its languages, however few, and the special editions in other languages.
func (c *cleaner) published() {
	for i := 1; i < len(c.lines); i++ {
		above, ln := &c.lines[i-1], &c.lines[i]
		switch s := c.at(i); {
		case ln.settled():
		case isEdition(s) && (above.omit == pageHeader && isJournalPages(c.at(i-1)) || isEdition(c.at(i-1))):
			if above.omit == "" && !above.settled() {
				above.omit = pageHeader
			}
			ln.omit = pageHeader
		case countLanguages(s) > 0 && isJournalNumber(c.at(i-1)):
			ln.omit = siteChrome
		}
	}
}

// isEdition reports whether s ends with the page of a special edition: "Chapter 3
// Volume 2 P. 0114".
func isEdition(s string) bool {
	page := lastField(s)
	if !isPrintedPage(page) || len(s) > longestFurniture {
		return false
	}
	word, dotted := strings.CutSuffix(lastField(s[:len(s)-len(page)]), ".")
	return dotted && isLetters(word) && utf8.RuneCountInString(word) <= longestPageWord
}

// longestPageWord is how many letters the word for a page has at most before its number.
const longestPageWord = 4

// isPlaceholder reports whether s stands for something that is no text, the way
// the Official Journal once said so: ">PIC FILE= "L_2002190.TIF">", ">TABLE>".
func isPlaceholder(s string) bool {
	if len(s) < 4 || s[len(s)-1] != '>' {
		return false
	}
	name := s[1:wordAt(s)]
	return isCapitals(strings.TrimRight(name, ">"))
}

// isColumnHead reports whether s is the head of a column of an amendment as the
// Official Journal once wrote it where the columns were lost: ">Original text>".
func isColumnHead(s string) bool {
	name, closed := strings.CutSuffix(s[1:], ">")
	return closed && formOf(name)&startsUpper != 0 && countWords(name) > 1 && !strings.ContainsAny(name, "<>=")
}

// isConsolidated reports whether s is the head of a consolidated text: "01958R0001 —
// EN — 01.07.2013 — 007.001 — 2".
func isConsolidated(s string) bool {
	if strings.Count(s, " — ") < 3 {
		return false // most lines: nothing is cut up for them
	}
	parts := strings.Split(s, " — ")
	return len(parts) <= 5 && isLanguageCode(parts[1]) && isNumericDate(parts[2])
}

// isTwice reports whether s says something, the number of a document and the
// same again, as titles of web pages do.
func isTwice(s string) bool {
	name, rest, ok := strings.Cut(s, " - ")
	return ok && len(name) > 8 && len(rest) > len(name) && strings.HasSuffix(rest, name)
}

// isRule reports whether s is a line drawn with characters.
func isRule(s string) bool {
	n := 0
	var of rune
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
		case !isOneOf(r, "-_=*+–—―─━~.·•") || of != 0 && r != of:
			return false
		default:
			of = r
			n++
		}
	}
	return n >= 3
}

// isJunk reports whether a long line is no language: no space, only what
// encoders of binary data use.
func isJunk(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' || c == '_' || c == '-') {
			return false
		}
	}
	return true
}

// languageCodes are the codes by which documents name their language at page ends.
const languageCodes = " AR BG CS DA DE EL EN ES ET FI FR GA HR HU IT LT LV MT NL PL PT RO RU SK SL SV ZH "

func isLanguageCode(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && strings.Contains(languageCodes, " "+s+" ")
}

// isLanguageLink reports whether s is a link to another language: "EN - English".
func isLanguageLink(s string) bool {
	code, name, ok := strings.Cut(strings.TrimLeft(s, "•·*- "), " - ")
	return ok && isLanguageCode(code) && len(strings.Fields(name)) == 1 && isLetters(name)
}

// fewestLanguages is how many languages a list that says nothing else has at least.
const fewestLanguages = 4

// isLanguageList reports whether s is or ends with a list of languages: "(BG, ES, CS, DA)".
func isLanguageList(s string) bool { return countLanguages(s) >= fewestLanguages }

// countLanguages is how many languages the list in brackets has that s ends with.
func countLanguages(s string) int {
	open := strings.LastIndexByte(s, '(')
	if open < 0 || !strings.HasSuffix(s, ")") {
		return 0
	}
	codes := strings.Split(s[open+1:len(s)-1], ",")
	for _, code := range codes {
		if !isLanguageCode(strings.TrimSpace(code)) {
			return 0
		}
	}
	return len(codes)
}

// isDownloads reports whether s offers files: "PDF 172kWORD 62k".
func isDownloads(s string) bool {
	rest, ok := strings.CutPrefix(s, "PDF")
	if !ok {
		return false
	}
	_, n := digitsAt(strings.TrimLeft(rest, " ("))
	return n > 0 && (strings.Contains(rest, "WORD") || strings.Contains(rest, "DOC") || len(s) < 14) && strings.ContainsAny(rest, "kK")
}

// isMinutes reports whether s names minutes or verbatim reports: "PV 16/04/2020 - 17".
func isMinutes(s string) bool {
	rest, ok := strings.CutPrefix(s, "PV ")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "CRE "); !ok {
			return false
		}
	}
	return len(rest) >= 10 && rest[2] == '/' && rest[5] == '/' && len(rest) < 24
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

// isPageOf reports whether s is a page number of a known count: "3/16".
func isPageOf(s string) bool {
	page, n := digitsAt(s)
	if n > 0 && n < len(s) && s[n] == '/' {
		count, m := digitsAt(s[n+1:])
		return n+1+m == len(s) && page >= 1 && page <= count && count < 2000 && m <= 4
	}
	return false
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

func isLetters(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
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

// isRunningDate reports whether s is the head of a page of the Official Journal:
// "OJ L, 20.2.2025", "L 331/1", "C 66/17", "CE 76/54".
func isRunningDate(s string) bool {
	if len(s) > 40 {
		return false
	}
	fields := strings.Fields(s)
	switch len(fields) {
	case 3:
		series := strings.TrimSuffix(fields[1], ",")
		return len(fields[1]) == 2 && (series == "L" || series == "C") && isLetters(fields[0]) && utf8.RuneCountInString(fields[0]) <= 5 && isNumericDate(fields[2])
	case 2:
		switch fields[0] {
		case "L", "C", "LE", "CE":
		default:
			return false
		}
		issue, page, ok := strings.Cut(fields[1], "/")
		_, n := digitsAt(issue)
		_, m := digitsAt(page)
		return ok && n > 0 && m > 0 && n+m+1 == len(fields[1])
	}
	return false
}

// isJournalHead reports whether s is the head of a page of the Official Journal on
// one line, that of a left or of a right page: "C 66/16 EN Official Journal of the
// European Union 21.2.2018". Older heads have no language and write years with two
// digits: "28 . 2 . 94 Official Journal of the European Communities No C 61 /55".
func isJournalHead(s string) bool {
	if strings.IndexByte(s, '/') < 0 {
		return false // most lines: nothing is cut up for them
	}
	fields := strings.Fields(closeUp.Replace(s))
	n := len(fields)
	if n < 6 {
		return false
	}
	page, name := fields[n-3:], fields[1:n-3]
	switch {
	case isHeadDate(fields[0]):
	case isHeadDate(fields[n-1]):
		page, name = fields[:3], fields[3:n-1]
	default:
		return false
	}
	numbered := slices.ContainsFunc(page, func(f string) bool {
		_, number, ok := strings.Cut(f, "/")
		_, n := digitsAt(number)
		return ok && n > 0 && n == len(number)
	})
	return numbered && (slices.Contains(page, "C") || slices.Contains(page, "L")) &&
		(slices.ContainsFunc(fields, isLanguageCode) || !slices.ContainsFunc(name, func(f string) bool { return !isLetters(f) }))
}

// closeUp takes out the spaces that old prints have around the signs of dates and
// pages.
var closeUp = strings.NewReplacer(" . ", ".", " .", ".", " / ", "/", " /", "/")

// isHeadDate reports whether s is a date as heads of pages write it: "21.2.2018",
// "28.2.94", or "29.12." where the year stands below.
func isHeadDate(s string) bool {
	parts := strings.Split(s, ".")
	if len(parts) != 3 || parts[0] == "" || parts[1] == "" {
		return false
	}
	for _, p := range parts {
		if _, n := digitsAt(p); n != len(p) {
			return false
		}
	}
	switch len(parts[2]) {
	case 0, 2, 4:
		return len(parts[0]) <= 2 && len(parts[1]) <= 2
	}
	return false
}

// lastField is the last word of s.
func lastField(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	return s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
}

// isJournalNumber reports whether s says where a text was published: "OJ C 102E,
// 24.4.2008, p. 309".
func isJournalNumber(s string) bool {
	fields := strings.Fields(s)
	return len(fields) >= 4 && len(fields) <= 8 && isLetters(fields[0]) && utf8.RuneCountInString(fields[0]) <= 5 &&
		(fields[1] == "L" || fields[1] == "C") && fields[2][0] >= '0' && fields[2][0] <= '9' && isNumericDate(strings.TrimRight(fields[3], ","))
}

// isJournalPages reports whether s says so the way web pages once did: "Official
// Journal 102 E , 24/04/2008 P. 0309 - 0321", "Official Journal C 047 , 19/02/1996
// P. 0015".
func isJournalPages(s string) bool {
	if !isPrintedPage(lastField(s)) {
		return false // most lines: nothing is cut up for them
	}
	fields := strings.Fields(s)
	n := len(fields)
	if n < 5 {
		return false
	}
	if fields[n-2] == "-" && isPrintedPage(fields[n-3]) {
		n -= 2
	}
	date := fields[n-3]
	return len(date) == 10 && date[2] == '/' && date[5] == '/'
}

// isPrintedPage reports whether s is a page number of four digits.
func isPrintedPage(s string) bool {
	_, n := digitsAt(s)
	return n == 4 && len(s) == 4
}

// isNumericDate reports whether s is a date like "20.2.2025".
func isNumericDate(s string) bool {
	if len(s) < len("1.1.2025") || len(s) > len("2025.2025.2025") || strings.Count(s, ".") != 2 {
		return false // most lines: nothing is cut up for them
	}
	parts := strings.Split(s, ".")
	if len(parts[2]) != 4 {
		return false
	}
	for _, p := range parts {
		if _, n := digitsAt(p); n == 0 || n != len(p) || n > 4 {
			return false
		}
	}
	return true
}

// isCompactDate reports whether s is a date as web pages of the Official Journal
// once had it above a text: "20061223".
func isCompactDate(s string) bool {
	date, n := digitsAt(s)
	month, day := date/100%100, date%100
	return n == 8 && len(s) == 8 && date/10000 >= 1950 && date/10000 < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31
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
			if _, n := digitsAt(f[1:]); n != len(f)-2 {
				return false
			}
			jobs++
		case n == 2 && len(f) == 8 && f[2] == '-':
			if _, n := digitsAt(f[3:]); n != 5 {
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

// languages leaves out the menu in which a site offers a page in other languages, one
// a line, and what stands above it.
func (c *cleaner) languages() {
	const head, fewest = 40, 4
	first := -1
	for i := range min(len(c.lines), head) {
		s := c.at(i)
		switch {
		case !isLanguageChoice(s):
			if first >= 0 && i-first >= fewest {
				c.site = true
				c.leaveOut(0, i)
				// Between the menu and the files to load stands the part of the site.
				if i+1 < len(c.lines) && isDownloads(c.at(i+1)) && c.lines[i].form&allCaps == 0 {
					c.lines[i].omit = siteChrome
				}
				return
			}
			first = -1
		case first < 0:
			first = i
		}
	}
}

// isLanguageChoice reports whether s is a line of such a menu: "• en - English
// (selected)".
func isLanguageChoice(s string) bool {
	code, name, ok := strings.Cut(strings.TrimLeft(s, "•·*- "), " - ")
	return ok && isLanguageCode(strings.ToUpper(code)) && len(strings.Fields(name)) <= 3 && !strings.ContainsAny(name, "0123456789.;:,")
}

// box leaves out the box with which Parliament's site introduces a text: labels
// that end with a colon, each with the numbers of documents, up to the sizes of
// the files to load. It is told by "label : procedure" and the labels after it.
func (c *cleaner) box() {
	head := min(len(c.lines), 80)
	start, end, downloads := -1, -1, -1
	value := int16(-1) // blank lines between a label and its value
	for i := 0; i < head; i++ {
		s := c.at(i)
		switch {
		case c.lines[i].omit == siteChrome && isDownloads(s):
			if downloads < 0 {
				downloads = i
			}
			c.site = true
		case c.lines[i].settled():
		case start < 0 && isLabelled(s):
			start, end = i, i
		case start < 0 && isSpacedLabel(s) && i+1 < head && isIdentifierLine(c.at(i+1)):
			// A text that belongs to no procedure; the box has a heading.
			start, end = i, i
			if i > 0 && c.lines[i].blanks == 0 && !strings.ContainsAny(c.at(i-1), "0123456789") && c.lines[i-1].form&(endsFull|endsComma) == 0 {
				start--
			}
		case start >= 0 && i-end <= 3 && (isLabel(s) || isMinutes(s) || isLabelled(s)):
			end = i
		case start >= 0 && i == end+1 && isLabel(c.at(end)) && isIdentifierLine(s):
			if value < 0 || c.lines[i].blanks <= value {
				value = c.lines[i].blanks
				end = i
			}
		}
	}
	if downloads > 0 {
		// The links of the site stand above everything.
		for i := 0; i < min(downloads, 4); i++ {
			s := c.at(i)
			if len(strings.Fields(s)) > 3 || strings.ContainsAny(s, "0123456789:") || c.lines[i].form&allCaps != 0 {
				break
			}
			c.lines[i].omit = siteChrome
		}
	}
	if start < 0 || end-start < 2 {
		return
	}
	c.site = true
	// A number after the last label is its value when it stands as close as the
	// others did.
	for i := start; i <= end; i++ {
		c.lines[i].omit = siteChrome
	}
	// The links above: a few lines of a word or two.
	links := start
	for links > 0 && len(strings.Fields(c.at(links-1))) <= 3 && !strings.ContainsAny(c.at(links-1), "0123456789") && c.lines[links-1].form&allCaps == 0 {
		links--
	}
	if links == 0 && start <= 6 {
		for i := range start {
			c.lines[i].omit = siteChrome
		}
	}
	// A label again, as a heading above the downloads.
	for i := end + 1; i <= downloads; i++ {
		for k := start; k <= end; k++ {
			if strings.TrimRight(c.at(k), " :") == c.at(i) {
				c.lines[i].omit = siteChrome
			}
		}
	}
}

// navigation leaves out the links above a text of a site: short lines without a
// sentence, with a bar of links or a line of the site's own after them or before.
// The last of them must be known for one, since a title may be as short.
func (c *cleaner) navigation() {
	const head, words, unspacedRunes = 16, 5, 8
	last, known := -1, false
	for i := range min(len(c.lines), head) {
		ln, s := &c.lines[i], c.at(i)
		if ln.settled() {
			break
		}
		if ln.omit == "" && isBar(s) {
			ln.omit = siteChrome
			known = true
		}
		switch {
		case ln.omit == siteChrome:
			known = known || isPortal(s) || strings.Contains(s, "|")
			last = i
			continue
		case ln.omit != "":
			continue
		}
		fields := strings.Fields(s)
		named := len(fields) == 2 && len(fields[1]) >= 10 && isCelex(fields[1])
		first, _ := utf8.DecodeRuneInString(s)
		if !named && (len(fields) > words || unspaced(first) && ln.runes > unspacedRunes || ln.form&(endsFull|endsComma|allCaps) != 0 || strings.ContainsAny(s, "0123456789:()")) {
			break
		}
	}
	if !known {
		return
	}
	c.site = true
	c.leaveOut(0, last)
}

// trail leaves out the way from the first page of a site to a text when its steps are
// the first lines and numbered: "1. Library", "2. Harbours". The clauses of the text
// are numbered too, so it counts from one again.
func (c *cleaner) trail() {
	const words, most = 4, 6
	step := func(i int) int32 {
		value, n := digitsAt(c.at(i))
		if n == 0 || !strings.HasPrefix(c.at(i)[n:], ". ") {
			return 0
		}
		return value
	}
	last := 0
	for last < min(len(c.lines), most) && c.lines[last].omit == "" && !c.lines[last].settled() && step(last) == int32(last)+1 &&
		c.lines[last].form&(endsFull|endsComma) == 0 && countWords(c.at(last)) <= words+1 {
		last++
	}
	if last < 2 || last == len(c.lines) || step(last) > 0 {
		return
	}
	for i := last; i < len(c.lines); i++ {
		if step(i) == 1 {
			c.site = true
			c.leaveOut(0, last)
			return
		}
	}
}

// neighbours leaves out what a library of texts puts around each of them: all down
// to the links to the texts before and after it, and all from the address of the
// page on. What the library calls the text is its title when it has none.
func (c *cleaner) neighbours() {
	const head, apart, tail = 16, 3, 24
	last := -1
	for i := range min(len(c.lines), head) {
		s := c.at(i)
		if c.lines[i].omit != siteChrome || !strings.ContainsAny(s, arrows) || last >= 0 && i-last > apart {
			continue
		}
		if last = i; !strings.ContainsAny(s, "→⇒") && c.barred(i) && c.barred(i+1) {
			last++ // the link to the next text, whose arrow is lost
		}
	}
	if last < 0 {
		return
	}
	c.site = true
	first, i := 0, last+1
	for i < len(c.lines) && c.lines[i].omit != "" {
		i++
	}
	if i < len(c.lines) {
		r, _ := utf8.DecodeRuneInString(c.at(i))
		if c.lines[i].form&(endsComma|endsFull) != 0 || unicode.IsDigit(r) || document.HanDigit(r) >= 0 {
			first++ // the text begins with who acts or a sentence, or with its number or date
		}
	}
	c.leaveOut(first, last+1)
	for i = max(last+1, len(c.lines)-tail); i < len(c.lines); i++ {
		if isPageAddress(c.at(i)) {
			c.leaveOut(i, len(c.lines))
		}
	}
}

// rights leaves out what a site says at the end of its pages: whose the page is, and
// what stands below that, or the address of what it shows.
func (c *cleaner) rights() {
	const foot = 8
	if n := len(c.lines); n > 2 && isAddress(c.at(n-1)) && isLabel(c.at(n-2)) {
		c.leaveOut(n-2, n)
	}
	for i := max(1, len(c.lines)-foot); i < len(c.lines); i++ {
		s := c.at(i)
		if i*2 < len(c.lines) || c.lines[i].runes > longestFurniture || !strings.HasPrefix(s, "©") && !strings.HasPrefix(s, "Copyright ©") {
			continue
		}
		c.leaveOut(i, len(c.lines))
		return
	}
}

// isAddress reports whether s is the address of a page and nothing else.
func isAddress(s string) bool {
	return strings.HasPrefix(s, "http") && strings.Contains(s, "://") && !strings.ContainsAny(s, " \t")
}

// barred reports whether line i is a cell of a table with a bar behind it.
func (c *cleaner) barred(i int) bool {
	if i >= len(c.lines) {
		return false
	}
	end := c.lines[i].end
	return strings.HasPrefix(c.s[end+spacesAt(c.s[end:]):], "|") || strings.HasSuffix(c.at(i), "|")
}

// leaveOut leaves out the lines of a range that nothing is known of as a site's own.
func (c *cleaner) leaveOut(from, to int) {
	for i := from; i < to; i++ {
		if ln := &c.lines[i]; ln.omit == "" && !ln.settled() {
			ln.omit = siteChrome
		}
	}
}

// arrows point to the texts before and after one.
const arrows = "←→⇐⇒"

// isPageAddress reports whether s is the address of a page that a site makes on
// demand, with a few words before it.
func isPageAddress(s string) bool {
	words, address, ok := strings.Cut(s, "://")
	return ok && strings.Contains(address, "?") && strings.Contains(address, "=") && !strings.Contains(address, " ") &&
		len(strings.Fields(words)) <= 4 && !opensClause(s)
}

// portal leaves out what stands above a text between the lines by which a site is
// known: its name, a feed, a button. The name is among the first lines.
func (c *cleaner) portal() {
	const head, title = 16, 3
	first, last := -1, -1
	for i := range min(len(c.lines), head) {
		if s := c.at(i); isPortal(s) || isAddressed(s) || s == "RSS" || isButton(s) {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	if first < 0 || first >= title {
		return
	}
	c.site = c.site || last > first || isPortal(c.at(first))
	if isPortal(c.at(first)) {
		// What stands above the line in which a site names itself is its own.
		c.leaveOut(0, first)
	}
	if last == first {
		return
	}
	for i := first; i <= last; i++ {
		if ln := &c.lines[i]; ln.omit == "" && ln.runes <= longestFurniture && (i == last || ln.form&(endsFull|endsComma) == 0) {
			ln.omit = siteChrome
		}
	}
}

// isPortal reports whether a line names the portal of the law of the Union.
func isPortal(s string) bool { return strings.Contains(s, "EUR-Lex") }

// isAddressed reports whether s begins with the address of a site, as the titles
// of its pages do: "Lakes.org - all about lakes".
func isAddressed(s string) bool {
	name, _, ok := strings.Cut(s, " - ")
	dot := strings.LastIndexByte(name, '.')
	if !ok || dot < 4 || len(name)-dot < 3 || len(name)-dot > 5 {
		return false
	}
	return isLetters(name[dot+1:]) && strings.ToLower(name[dot+1:]) == name[dot+1:] && isLetters(strings.ReplaceAll(name[:dot], ".", ""))
}

// isButton reports whether s begins with words in brackets that do not touch them:
// "[ search ]".
func isButton(s string) bool {
	label, _, ok := strings.Cut(s, " ]")
	return ok && strings.HasPrefix(label, "[ ") && len(strings.Fields(label)) <= 5
}

// pager leaves out the head of a site that cuts a text up into pages: all down to
// the links to them.
func (c *cleaner) pager() {
	const head = 12
	for i := min(len(c.lines), head) - 1; i >= 0; i-- {
		if !isPager(c.at(i)) {
			continue
		}
		c.site = true
		c.leaveOut(0, i+1)
		return
	}
}

// viewer leaves out the head of a site that shows files of others: the name of the
// file, what it can do with it, its name again in quotation marks, and what leads to
// its text.
func (c *cleaner) viewer() {
	const head, words = 16, 3
	for i := 1; i < min(len(c.lines), head); i++ {
		_, name, ok := strings.Cut(c.at(i), "\"")
		name, closed := strings.CutSuffix(name, "\"")
		if !ok || !closed || name == "" || c.lines[i].form&allCaps != 0 {
			continue
		}
		for k := range i {
			if c.at(k) != name {
				continue
			}
			if next := i + 1; next < len(c.lines) && len(strings.Fields(c.at(next))) <= words && c.lines[next].form&(endsFull|endsComma|allCaps) == 0 && !strings.ContainsAny(c.at(next), "0123456789") {
				i++
			}
			c.leaveOut(0, i+1)
			c.site = true
			return
		}
	}
}

// isPager reports whether s is the links to the pages of a text that a site cuts
// up: "1 2 3 4 5 ... 18", "1 2 3 4 5 6".
func isPager(s string) bool {
	const whole = 6 // pages when none are cut out
	last, pages, cut := 0, 0, false
	for f := range strings.FieldsSeq(s) {
		if f == "..." || f == "…" {
			cut = true
			continue
		}
		page, n := digitsAt(f)
		if n != len(f) || int(page) <= last {
			return false
		}
		last = int(page)
		pages++
	}
	return cut && pages >= 4 || pages >= whole && last == pages
}

// isBar reports whether s is a bar of links: three names or more of a few words
// each with lines between them, none of which frames the whole as a table's does.
func isBar(s string) bool {
	links := strings.Split(s, " | ")
	if len(links) < 3 || strings.HasPrefix(s, "|") || strings.HasSuffix(s, "|") {
		return false
	}
	for _, link := range links {
		if n := len(strings.Fields(link)); n == 0 || n > 3 || strings.ContainsAny(link, "0123456789.;:") {
			return false
		}
	}
	return true
}

// isCelex reports whether s has the form of a CELEX number: "52016IP0091".
func isCelex(s string) bool {
	_, year := digitsAt(s)
	letters := strings.IndexAny(s[year:], "0123456789")
	return year == 5 && letters >= 1 && letters <= 2 && isLetters(s[year:year+letters]) && len(s)-year-letters >= 4
}

// masthead leaves out the head of a printed document: the name of the
// institution, the term and the series that Parliament prints above a text, and
// the name of the Official Journal beside the code of the language.
func (c *cleaner) masthead() {
	plain := func(i, words int) bool {
		ln := &c.lines[i]
		return ln.omit == "" && !ln.settled() && ln.runes < 60 && len(strings.Fields(c.at(i))) <= words && !strings.ContainsAny(c.at(i), "0123456789:,;")
	}
	for i := range min(len(c.lines), 24) {
		s := c.at(i)
		switch {
		case c.lines[i].settled():
		case c.isCover(i):
			c.lines[i].omit, c.lines[i+1].omit = pageHeader, pageHeader
			c.leaveOut(0, i) // what stands above is of who shows the printed document
		case isTerm(s), i+1 < len(c.lines) && isTerm(s+"-"+c.at(i+1)):
			c.lines[i].omit = pageHeader
			for k := i - 1; k >= 0 && plain(k, 4); k-- {
				c.lines[k].omit = pageHeader
			}
			if !isTerm(s) {
				i++ // its years stand below each other
				c.lines[i].omit = pageHeader
			}
			next := i + 1
			for ; next < len(c.lines) && next <= i+3 && plain(next, 3); next++ {
				if c.lines[next].form&allCaps == 0 {
					c.lines[next].omit = pageHeader
				}
			}
			if next < len(c.lines) && numbersDocument(c.at(next)) {
				c.leaveOut(0, i)
			}
		case i < 8 && isLanguageCode(s):
			k := i - 1
			for k >= 0 && plain(k, 5) {
				k--
			}
			if k >= 0 {
				break
			}
			for k := range i {
				c.lines[k].omit = pageHeader
			}
			// Its series stands beside the name, or beside the rest of it.
			for k := i + 1; k < len(c.lines) && k <= i+2 && plain(k, 5); k++ {
				if isSeries(c.at(k)) {
					for n := i + 1; n <= k; n++ {
						c.lines[n].omit = pageHeader
					}
				}
			}
		}
	}
}

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
	return isTerm(term) && name != "" && len(strings.Fields(name)) <= words && !strings.ContainsAny(name, "0123456789:,;") &&
		len(strings.Fields(series)) <= seriesWords && !strings.ContainsAny(series, "0123456789:,;") && c.lines[i+1].form&allCaps == 0 &&
		numbersDocument(number)
}

// numbersDocument reports whether the first word of s is the number of a document,
// with a letter first, or the second where the first says which version this is.
func numbersDocument(s string) bool {
	is := func(word string) bool {
		first, _ := utf8.DecodeRuneInString(word)
		return unicode.IsUpper(first) && isIdentifierLine(word)
	}
	first := wordAt(s)
	second := first + spacesAt(s[first:])
	return is(s[:first]) || is(s[second:second+wordAt(s[second:])])
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

// isLabel reports whether s is a label without its value: "Votes :".
func isLabel(s string) bool {
	return isSpacedLabel(s) || len(s) < 80 && strings.HasSuffix(s, ":") && len(strings.Fields(s)) <= 5
}

// isSpacedLabel reports whether s is a label as the site of Parliament writes it,
// with a space before the colon.
func isSpacedLabel(s string) bool {
	return len(s) < 80 && (strings.HasSuffix(s, " :") || strings.HasSuffix(s, "\u00a0:"))
}

// isLabelled reports whether s is a label and a document number: "Procedure : 2020/2616(RSP)".
func isLabelled(s string) bool {
	label, value, ok := strings.Cut(s, ": ")
	return ok && len(s) < 100 && label != "" && strings.HasSuffix(label, " ") && !strings.ContainsAny(label, "0123456789") && isIdentifierLine(value)
}

// isIdentifierLine reports whether s looks like the number of a document or
// procedure and nothing else.
func isIdentifierLine(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) >= 6 && len(s) < 60 && strings.ContainsAny(s, "/_") && strings.ContainsAny(s, "0123456789") && len(strings.Fields(s)) <= 2
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

// opensClause reports whether s begins with a dash, or a short number or letter
// with a full stop or bracket, and goes on.
func opensClause(s string) bool {
	mark, rest, ok := strings.Cut(s, " ")
	if !ok || strings.TrimSpace(rest) == "" {
		return false
	}
	first, size := utf8.DecodeRuneInString(mark)
	if isDash(first) && size == len(mark) {
		return true
	}
	bare := strings.TrimRight(strings.TrimLeft(mark, "("), ".)")
	if len(bare) == len(mark) || bare == "" || utf8.RuneCountInString(bare) > 2 {
		return false
	}
	return utf8.RuneCountInString(bare) == 1 || strings.Trim(bare, "0123456789") == "" || strings.Trim(bare, "ivxIVX") == ""
}

func isFurniture(reason string) bool {
	switch reason {
	case pageHeader, pageFooter, pageNumber, runningHead:
		return true
	}
	return false
}

// isBareNumber reports whether s is a page number: "12", "- 12 -".
func isBareNumber(s string) bool {
	s = strings.Trim(s, "-–— ")
	_, n := digitsAt(s)
	return n > 0 && n == len(s) && n <= 4
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

// repeats leaves out running titles: short lines that stand next to page
// furniture or page ends again and again. The first of them may be the text's
// own, so it stays unless it stands there too.
func (c *cleaner) repeats() {
	type seen struct {
		count, edges int32
		first        int32
		varies       bool // with other digits
	}
	if c.alike == nil {
		c.alike = c.likeness()
	}
	found := make([]seen, len(c.lines))
	edge := func(i int) bool {
		return c.lines[i].page || i+1 < len(c.lines) && (c.lines[i+1].page || isFurniture(c.lines[i+1].omit)) || i > 0 && isFurniture(c.lines[i-1].omit)
	}
	for i := range c.lines {
		ln := &c.lines[i]
		if ln.omit != "" || ln.runes > longestFurniture || ln.settled() {
			continue
		}
		f := &found[c.alike[i]]
		if f.count == 0 {
			f.first = int32(i)
		}
		f.count++
		f.varies = f.varies || c.at(i) != c.at(int(f.first))
		if edge(i) {
			f.edges++
		}
	}
	for i := range c.lines {
		ln := &c.lines[i]
		if ln.omit != "" || ln.runes > longestFurniture || ln.settled() {
			continue
		}
		f, first := &found[c.alike[i]], int(found[c.alike[i]].first)
		// The number of the document again at the head of a page.
		if i > first && (ln.page || isFurniture(c.lines[i-1].omit)) && isIdentifierLine(c.at(i)) && c.at(i) == c.at(first) {
			ln.omit = runningHead
			continue
		}
		if f.edges < 2 || f.edges*3 < f.count*2 || !edge(i) {
			continue
		}
		// Next to the place where the title stands anyway it is the title.
		if i == first && i < 12 && strings.IndexFunc(c.at(i), unicode.IsLetter) >= 0 {
			continue
		}
		if len(c.at(i)) < 3 || isDesignationLike(c.at(i)) || f.varies && c.noteNumber(i) {
			continue // footnotes that cite one series are alike
		}
		ln.omit = runningHead
	}
}

// isDesignationLike reports whether s could be the heading of a division, which
// repeats with other numbers: a word and a number.
func isDesignationLike(s string) bool {
	fields := strings.Fields(s)
	if len(fields) != 2 && len(fields) != 1 || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return false
	}
	return strings.ContainsAny(s, "0123456789") && !strings.ContainsAny(s, "/_-")
}

// likeness is, for each line that may be furniture, the index of the first one
// that is the same but for its digits.
func (c *cleaner) likeness() []int32 {
	alike := make([]int32, len(c.lines))
	slots := make([]int32, 1<<bits.Len(uint(2*len(c.lines)))) // line + 1, by the hash of its words
	seed := maphash.MakeSeed()
	var key []byte
	for i := range c.lines {
		if c.lines[i].runes > longestFurniture {
			continue
		}
		key = withoutDigits(key[:0], c.at(i))
		at := maphash.Bytes(seed, key)
		for {
			at &= uint64(len(slots) - 1)
			if slots[at] == 0 {
				slots[at] = int32(i) + 1
			}
			if k := slots[at] - 1; k == int32(i) || sameButDigits(c.at(int(k)), c.at(i)) {
				alike[i] = k
				break
			}
			at++
		}
	}
	return alike
}

// withoutDigits appends s with a sign for each of its digits.
func withoutDigits(to []byte, s string) []byte {
	from := len(to)
	to = append(to, s...)
	for i := from; i < len(to); i++ {
		to[i] = withoutDigit(to[i])
	}
	return to
}

func withoutDigit(b byte) byte {
	if b >= '0' && b <= '9' {
		return '#'
	}
	return b
}

func sameButDigits(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] && withoutDigit(a[i]) != withoutDigit(b[i]) {
			return false
		}
	}
	return true
}

// contentsLists leaves out tables of contents: three or more lines in a row that
// end with dots and a page number.
func (c *cleaner) contentsLists() {
	run := 0
	for i := 0; i <= len(c.lines); i++ {
		if i < len(c.lines) && !c.lines[i].settled() && isLeader(c.at(i)) {
			run++
			continue
		}
		if run >= 3 {
			first := i - run
			for range 2 { // what it is called, and the word above its page numbers
				if first > 0 && c.lines[first-1].omit == "" && isLetters(c.at(first-1)) {
					first--
				}
			}
			for k := first; k < i; k++ {
				c.lines[k].omit = contents
			}
		}
		run = 0
	}
}

func isLeader(s string) bool {
	t := strings.TrimRight(s, "0123456789")
	if t == s {
		return false
	}
	t = strings.TrimRight(t, " \t\u00a0")
	return strings.HasSuffix(t, "....") || strings.HasSuffix(t, ". . .") || strings.HasSuffix(t, "…")
}
