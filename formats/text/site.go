package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

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
	code, name := languageLink(s)
	return isLanguageCode(strings.ToUpper(code)) && name != "" && len(strings.Fields(name)) <= 3 && !strings.ContainsAny(name, "0123456789.;:,")
}

// isLanguageLink reports whether s is a link to another language: "EN - English".
func isLanguageLink(s string) bool {
	code, name := languageLink(s)
	return isLanguageCode(code) && isLetters(name)
}

// languageLink is the code and the name of the language that a link is to; a line that
// is none has no name.
func languageLink(s string) (code, name string) {
	code, name, _ = strings.Cut(strings.TrimLeft(s, "•·*- "), " - ")
	return code, name
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
	n := 0
	for code := range strings.SplitSeq(s[open+1:len(s)-1], ",") {
		if !isLanguageCode(strings.TrimSpace(code)) {
			return 0
		}
		n++
	}
	return n
}

// box leaves out the box with which Parliament's site introduces a text: labels
// that end with a colon, each with the numbers of documents, up to the sizes of
// the files to load. It is told by "label : procedure" and the labels after it.
func (c *cleaner) box() {
	start, end, downloads := c.findBox()
	if downloads >= 0 {
		c.site = true
		// The links of the site stand above everything.
		const most = 4
		for i := 0; i < min(downloads, most) && c.isLink(i) && !strings.Contains(c.at(i), ":"); i++ {
			c.lines[i].omit = siteChrome
		}
	}
	if start < 0 || end-start < 2 {
		return
	}
	c.site = true
	const mostLinks = 6 // above the box
	links := start
	for links > 0 && c.isLink(links-1) {
		links--
	}
	from := start
	if links == 0 && start <= mostLinks {
		from = 0
	}
	for i := from; i <= end; i++ {
		c.lines[i].omit = siteChrome
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

// isLink reports whether a line can be a link above a text: a word or three without a
// number, not in capitals.
func (c *cleaner) isLink(i int) bool {
	const words = 3
	s := c.at(i)
	return len(strings.Fields(s)) <= words && !strings.ContainsAny(s, "0123456789") && c.lines[i].form&allCaps == 0
}

// findBox finds the first and the last line of the box, and the first that offers
// files; -1 for none.
func (c *cleaner) findBox() (start, end, downloads int) {
	const head = 80
	start, end, downloads = -1, -1, -1
	blanks := int16(-1) // between a label and its value: the last value stands as close as the others
	lines := c.lines[:min(len(c.lines), head)]
	for i := range lines {
		ln, s := &lines[i], c.at(i)
		switch {
		case ln.omit == siteChrome && isDownloads(s):
			if downloads < 0 {
				downloads = i
			}
		case ln.settled():
		case start < 0 && isLabelled(s):
			start, end = i, i
		case start < 0 && isSpacedLabel(s) && i+1 < len(lines) && isIdentifierLine(c.at(i+1)):
			// A text that belongs to no procedure; the box has a heading.
			start, end = i, i
			if i > 0 && ln.blanks == 0 && !strings.ContainsAny(c.at(i-1), "0123456789") && lines[i-1].form&(endsFull|endsComma) == 0 {
				start--
			}
		case start >= 0 && i-end <= 3 && (isLabel(s) || isMinutes(s) || isLabelled(s)):
			end = i
		case start >= 0 && i == end+1 && isLabel(c.at(end)) && isIdentifierLine(s):
			if blanks < 0 || ln.blanks <= blanks {
				blanks, end = ln.blanks, i
			}
		}
	}
	return start, end, downloads
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

// isLabelled reports whether s is a label and a document number: "Procedure :
// 2020/2616(RSP)".
func isLabelled(s string) bool {
	label, value, ok := strings.Cut(s, ": ")
	return ok && len(s) < 100 && label != "" && strings.HasSuffix(label, " ") && !strings.ContainsAny(label, "0123456789") && isIdentifierLine(value)
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

// isTwice reports whether s says something, the number of a document and the
// same again, as titles of web pages do.
func isTwice(s string) bool {
	name, rest, ok := strings.Cut(s, " - ")
	return ok && len(name) > 8 && len(rest) > len(name) && strings.HasSuffix(rest, name)
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

// barred reports whether line i is a cell of a table with a bar behind it.
func (c *cleaner) barred(i int) bool {
	if i >= len(c.lines) {
		return false
	}
	end := c.lines[i].end
	return strings.HasPrefix(c.s[end+spacesAt(c.s[end:]):], "|") || strings.HasSuffix(c.at(i), "|")
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

// rights leaves out what a site says at the end of its pages: whose the page is, and
// what stands below that, or the address of what it shows.
func (c *cleaner) rights() {
	const foot = 8
	if n := len(c.lines); n > 2 && isAddress(c.at(n-1)) && isLabel(c.at(n-2)) {
		c.leaveOut(n-2, n)
	}
	for i := max(1, len(c.lines)-foot, (len(c.lines)+1)/2); i < len(c.lines); i++ {
		word, _, ok := strings.Cut(c.at(i), "©") // "© Lakes", "Copyright © Lakes"
		if ok && c.lines[i].runes <= longestFurniture && (word == "" || isLetters(strings.TrimSuffix(word, " "))) {
			c.leaveOut(i, len(c.lines))
			return
		}
	}
}

// isAddress reports whether s is the address of a page and nothing else.
func isAddress(s string) bool {
	return strings.HasPrefix(s, "http") && strings.Contains(s, "://") && !strings.ContainsAny(s, " \t")
}
