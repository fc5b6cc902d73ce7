package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
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

// leave leaves out those of some lines that are not left out yet.
func leave(lines []line, reason string) {
	for i := range lines {
		if lines[i].omit == "" {
			lines[i].omit = reason
		}
	}
}

// leaveOut leaves out the lines of a range that nothing is known of as a site's own.
func (c *cleaner) leaveOut(from, to int) { c.leaveAs(from, to, siteChrome) }

// leaveAs leaves out the lines of a range that nothing is known of, for a reason.
func (c *cleaner) leaveAs(from, to int, reason string) {
	for i := from; i < to; i++ {
		if ln := &c.lines[i]; ln.omit == "" && !ln.settled() {
			ln.omit = reason
		}
	}
}

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
	case isFileName(s), isJobNumber(s), strings.HasPrefix(s, "ELI: http"), strings.HasPrefix(s, "ISSN ") && ln.runes < 60:
		return pageFooter
	case isRunningDate(s), isJournalHead(s), isJournalPages(s), isConsolidated(s), isCompactDate(s):
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
