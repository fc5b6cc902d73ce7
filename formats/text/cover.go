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
	act := b.profile.Type == "act"
	siteOfAct := b.site && act
	if b.site && !act {
		b.pageTitle(items[:title], items[title])
	}
	subject, cover := -1, lastOfCover(items[:title])
	motion := false
	for i, it := range items[:title] {
		motion = motion || it.role == "doctype"
		if act && it.kind == document.Title && sameSubject(it.folded, items[title].folded) {
			for k := i; k >= 0 && items[k].first == it.first; k-- {
				b.omit(items[k], repeated) // number, date and title in one line above the text
			}
			continue
		}
		if it.kind != document.Text {
			continue
		}
		switch {
		case act && (strings.HasSuffix(it.folded, items[title].folded) || b.sameAct(it, items[i+1:title])):
			b.omit(it, repeated)
		case it.folded == items[title].folded, b.lines[it.first].says&saysTitle == 0 && it.words > 8 && sameProcedure(b.blockText(&it.block), b.blockText(&items[title].block)):
			if subject < 0 && cover > i {
				subject = i
				it.kind = document.Title
				continue
			}
			// The title again, or the title in another language.
			b.omit(it, repeated)
			continue
		case subject < 0 && it.words > 1 && (!b.profile.Masthead && shares(items[title].folded, it.folded) || b.lines[it.first].says&saysMotion != 0):
			subject = i
			it.kind = document.Title
		}
	}
	acted := false // what comes below who acts is no site's
	for i, it := range items {
		ln := &b.lines[it.first]
		acted = acted || ln.says&saysAuthor != 0
		if it.kind != document.Text {
			continue
		}
		s := b.blockText(&it.block)
		switch {
		case i > title && parenthesised(s) && it.words >= sentenceWords && strings.HasSuffix(s, ".)"):
			it.isRemark()
		case i > title && b.profile.Masthead && items[title].num > 0 && parenthesised(s):
			it.kind = document.Formula // on whose report a numbered resolution was adopted
		case i > title && (parenthesised(s) || it.caps && (act || it.words == 1) || i == len(items)-1 && b.isLabel(it)):
			it.kind = document.Heading
		case i > title && b.saysVotes(it) && it.dates > 0:
			it.kind = document.DateLine
		case i > title && (b.leads(it) || b.adopts(items, i) || b.enters(items, i)):
			it.kind = document.Formula
			if endsYeared(b.blockText(&items[i-1].block)) {
				it.kind = document.DateLine // below the number of a resolution it only dates it
			}
		case i > title:
		case subject >= 0 && i > subject && !motion && it.folded == items[subject].folded:
			// A site names the text above it.
			b.omit(items[subject], repeated)
			it.kind, subject = document.Title, i
		case it.caps && i+1 < len(items) && items[i+1].first == it.last && items[i+1].folded == it.folded:
			b.omit(it, repeated) // a heading printed twice
		case b.namesKind(items, i, title):
			it.kind = document.Title
		case it.caps && it.words <= doctypeWords:
			it.kind, it.role = document.Heading, "doctype"
			if it.numbers(ln) {
				it.num = ln.number.end
			}
		case b.lines[it.last-1].offered:
			it.kind = document.Title
		case parenthesised(s):
			it.kind = document.Formula
		case subject >= 0 && i < subject && ln.form&endsColon == 0 && isNames(s):
			it.kind = document.Signature
		case siteOfAct && it.words >= sentenceWords && b.foreign(&it.block):
			b.omit(it, repeated) // the title in another language
		case siteOfAct && !it.caps && !acted && !(it.last < len(b.lines) && b.lines[it.last].inner):
			// Nobody tables an act: the site says whether it is in force.
			b.omit(it, siteChrome)
		case subject >= 0 && i < subject:
			it.kind = document.Formula
		case subject >= 0 && it.words > 2 && opensAlike(items[subject].folded, it.folded):
			it.kind = document.Title // the short title that the site's begins with
		case subject >= 0 && it.words == 1:
			it.kind = document.Heading // a name has two
		case subject >= 0 && it.ids > 0 && it.names <= seeAlsoWords && i > 0 && items[i-1].kind == document.Signature && items[i+1].kind == document.DocNumber && items[i+1].first == it.last:
			b.omit(it, siteChrome) // another document, between who tables this one and its number
		case subject >= 0 && it.ids == 0 && (isNames(s) || ln.form&startsLower == 0):
			it.kind = document.Signature
		case subject >= 0:
			it.kind = document.Formula
		case b.profile.Masthead:
			// "Resolution adopted by the General Assembly", and below it in brackets on whose report.
			if it.titled || ln.says&saysTitle != 0 && i+1 < title && parenthesised(b.blockText(&items[i+1].block)) {
				it.kind = document.Formula
			}
		case motion:
			it.kind = document.Formula
		case it.words <= 2 && !b.isShortTitle(items[:title], i):
			it.kind, it.role = document.Heading, "doctype"
		case b.profile.NoPreamble:
			// What else stands above the title of a text of any kind is not known.
		case it.words > doctypeWords && b.lines[it.last-1].form&endsFull != 0:
			// A sentence is no title.
		default:
			it.kind = document.Title
		}
	}
	b.masthead(items, title)
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
