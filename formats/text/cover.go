package text

import (
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
)

// aroundTitle tells the other blocks by their place beside the title and by
// what they share with it.
func (b *builder) aroundTitle(items []*item, title int) {
	if title < 0 {
		for _, it := range items {
			if it.kind == document.Text && parenthesised(b.blockText(&it.block)) {
				it.kind = document.Heading
			}
		}
		return
	}
	b.contents(items[:title])
	c := cover{builder: b, items: items, title: title, subject: -1, act: b.profile.Type == "act"}
	if b.site && !c.act {
		b.pageTitle(items[:title], items[title])
	}
	c.motion = slices.ContainsFunc(items[:title], func(it *item) bool { return it.role == "doctype" })
	c.titles()
	for i, it := range items[:title] {
		c.acted = c.acted || b.lines[it.first].says&saysAuthor != 0
		if it.kind == document.Text {
			c.above(i)
		}
	}
	for i, it := range items[title+1:] {
		if it.kind == document.Text {
			c.below(title + 1 + i)
		}
	}
	b.masthead(items, title)
}

// cover is the blocks around a title while it is found out what they are.
type cover struct {
	*builder
	items   []*item
	title   int  // index of the title
	subject int  // index of a title above it, of the cover or the site; -1 for none
	act     bool // the text is an act
	motion  bool // a block above says what kind the text is of
	acted   bool // who acts stands above: what comes below that is no site's
}

// titles finds the title of the cover and leaves out what says the title again.
func (c *cover) titles() {
	title := c.items[c.title]
	last := lastOfCover(c.items[:c.title])
	for i, it := range c.items[:c.title] {
		if c.act && it.kind == document.Title && sameSubject(it.folded, title.folded) {
			for k := i; k >= 0 && c.items[k].first == it.first; k-- {
				c.omit(c.items[k], repeated) // number, date and title in one line above the text
			}
			continue
		}
		if it.kind != document.Text {
			continue
		}
		says := c.lines[it.first].says
		switch {
		case c.act && (strings.HasSuffix(it.folded, title.folded) || c.sameAct(it, c.items[i+1:c.title])):
			c.omit(it, repeated)
		case it.folded == title.folded, says&saysTitle == 0 && it.words > 8 && sameProcedure(c.blockText(&it.block), c.blockText(&title.block)):
			if c.subject < 0 && last > i {
				c.subject = i
				it.kind = document.Title
			} else {
				c.omit(it, repeated) // the title again, or the title in another language
			}
		case c.subject < 0 && it.words > 1 && (!c.profile.Masthead && shares(title.folded, it.folded) || says&saysMotion != 0):
			c.subject = i
			it.kind = document.Title
		}
	}
}

// below tells a block below the title.
func (c *cover) below(i int) {
	it := c.items[i]
	s := c.blockText(&it.block)
	switch {
	case parenthesised(s) && it.words >= sentenceWords && strings.HasSuffix(s, ".)"):
		it.isRemark()
	case c.profile.Masthead && c.items[c.title].num > 0 && parenthesised(s):
		it.kind = document.Formula // on whose report a numbered resolution was adopted
	case parenthesised(s) || it.caps && (c.act || it.words == 1) || i == len(c.items)-1 && c.isLabel(it):
		it.kind = document.Heading
	case c.saysVotes(it) && it.dates > 0:
		it.kind = document.DateLine
	case c.leads(it) || c.adopts(c.items, i) || c.enters(c.items, i):
		it.kind = document.Formula
		if endsYeared(c.blockText(&c.items[i-1].block)) {
			it.kind = document.DateLine // below the number of a resolution it only dates it
		}
	}
}

// above tells a block above the title.
func (c *cover) above(i int) {
	it, ln := c.items[i], &c.lines[c.items[i].first]
	s := c.blockText(&it.block)
	next := c.items[i+1]
	siteOfAct := c.site && c.act
	switch {
	case c.subject >= 0 && i > c.subject && !c.motion && it.folded == c.items[c.subject].folded:
		// A site names the text above it.
		c.omit(c.items[c.subject], repeated)
		it.kind, c.subject = document.Title, i
	case it.caps && next.first == it.last && next.folded == it.folded:
		c.omit(it, repeated) // a heading printed twice
	case c.namesKind(c.items, i, c.title):
		it.kind = document.Title
	case it.caps && it.words <= doctypeWords:
		it.kind, it.role = document.Heading, "doctype"
		if it.numbers(ln) {
			it.num = ln.number.end
		}
	case c.lines[it.last-1].offered:
		it.kind = document.Title
	case parenthesised(s):
		it.kind = document.Formula
	case i < c.subject && ln.form&endsColon == 0 && isNames(s):
		it.kind = document.Signature
	case siteOfAct && it.words >= sentenceWords && c.foreign(&it.block):
		c.omit(it, repeated) // the title in another language
	case siteOfAct && !it.caps && !c.acted && !(it.last < len(c.lines) && c.lines[it.last].inner):
		// Nobody tables an act: the site says whether it is in force.
		c.omit(it, siteChrome)
	case i < c.subject:
		it.kind = document.Formula
	case c.subject >= 0:
		c.belowSubject(i, s)
	case c.profile.Masthead:
		// "Resolution adopted by the General Assembly", and below it in brackets on whose report.
		if it.titled || ln.says&saysTitle != 0 && i+1 < c.title && parenthesised(c.blockText(&next.block)) {
			it.kind = document.Formula
		}
	case c.motion:
		it.kind = document.Formula
	case it.words <= 2 && !c.isShortTitle(c.items[:c.title], i):
		it.kind, it.role = document.Heading, "doctype"
	case c.profile.NoPreamble:
		// What else stands above the title of a text of any kind is not known.
	case it.words > doctypeWords && c.lines[it.last-1].form&endsFull != 0:
		// A sentence is no title.
	default:
		it.kind = document.Title
	}
}

// belowSubject tells a block between the title of the cover and the text's own.
func (c *cover) belowSubject(i int, s string) {
	it, next := c.items[i], c.items[i+1]
	switch {
	case it.words > 2 && opensAlike(c.items[c.subject].folded, it.folded):
		it.kind = document.Title // the short title that the site's begins with
	case it.words == 1:
		it.kind = document.Heading // a name has two
	case it.ids > 0 && it.names <= seeAlsoWords && i > 0 && c.items[i-1].kind == document.Signature && next.kind == document.DocNumber && next.first == it.last:
		c.omit(it, siteChrome) // another document, between who tables this one and its number
	case it.ids == 0 && (isNames(s) || c.lines[it.first].form&startsLower == 0):
		it.kind = document.Signature
	default:
		it.kind = document.Formula
	}
}

// seeAlsoWords is how many words point to another document at most.
const seeAlsoWords = 10

// lastOfCover is the index of the last item that only a cover has: who tabled the
// text, or what kind it is of; -1 for none. A title before it that stands again
// below is that of the cover.
func lastOfCover(items []*item) int {
	for i, it := range slices.Backward(items) {
		if it.kind == document.Signature || it.kind == document.Heading || it.kind == document.Text && it.caps && it.words <= doctypeWords {
			return i
		}
	}
	return -1
}

// pageTitle takes for a title what a page has below the CELEX number of the text:
// one block or two in the language of the text, the last of which is the title.
func (b *builder) pageTitle(items []*item, title *item) {
	celex := slices.IndexFunc(items, func(it *item) bool {
		words := strings.Fields(b.blockText(&it.block))
		return it.kind == document.DocNumber && len(words) == 2 && isCelex(words[1])
	})
	if celex < 0 || b.namedTwice(items[celex], items[celex+1:]) {
		return
	}
	for n, it := range items[celex+1:] {
		if n == 2 || it.kind != document.Text || b.foreign(&it.block) {
			return
		}
		if strings.HasSuffix(it.folded, title.folded) || sameProcedure(b.blockText(&it.block), b.blockText(&title.block)) {
			it.kind = document.Title
			if n > 0 {
				b.join(items[celex+1], it)
			}
			return
		}
	}
}

// namedTwice leaves out the number of a page without the word before it, which older
// pages have further down, and the title of the page when it stands there again: then
// it is the one above, in whatever words the text has its own.
func (b *builder) namedTwice(number *item, below []*item) bool {
	for i, it := range below {
		if it.kind != document.DocNumber || !strings.HasSuffix(number.folded, it.folded) {
			continue
		}
		b.omit(it, repeated)
		if i > 0 && i+1 < len(below) && below[0].kind == document.Text && below[0].folded == below[i+1].folded {
			below[0].kind = document.Title
			b.omit(below[i+1], repeated)
			return true
		}
	}
	return false
}

// longestLabel is how many characters the heading of a preamble has at most.
const longestLabel = 24

// isLabel reports whether a block is a word or two that name what follows:
// "Preamble".
func (b *builder) isLabel(it *item) bool {
	ln := &b.lines[it.first]
	return it.words <= 2 && ln.runes <= longestLabel && ln.number.n == 0 && b.lines[it.last-1].form&(endsFull|endsComma) == 0
}

func parenthesised(s string) bool {
	return strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") || strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]")
}
