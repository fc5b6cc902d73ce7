package text

import (
	"slices"
	"strings"
	"unicode"

	"github.com/plurilex/plurilex/convert/document"
)

// masthead leaves out what the United Nations print above a resolution: the
// names of the organization and its organ, session and agenda.
func (b *builder) masthead(items []*item, title int) {
	if !b.profile.Masthead {
		return
	}
	formula := slices.IndexFunc(items[:title], func(it *item) bool { return it.kind == document.Formula })
	numbered := -1 // the last item that numbers or dates the text
	for i, it := range items[:title] {
		if it.kind == document.DocNumber || it.kind == document.DateLine {
			numbered = i
		}
	}
	for i, it := range items[:title] {
		said := b.lines[it.first].says & (saysTitle | saysMotion)
		switch {
		case i == 0 && formula < 0 && b.namesResolution(it) && !b.numbered(items[title]):
			it.kind = document.Title // what the site calls the resolution: no other line has its number
			if items[title].dates > 0 && !items[title].titled {
				items[title].kind = document.DateLine // when it was adopted
			}
		case it.role == "doctype" && i < numbered && said == 0 && it.ids+it.dates == 0 && b.isMast(it),
			it.kind == document.Text && i < numbered && it.words == 1 && it.ids+it.dates == 0, // "Distr."
			i > numbered && numbered >= 0 && b.isOriginal(items[i:title]),
			it.kind == document.Text && (formula < 0 || i < formula) && it.words <= 8 && b.isMast(it),
			i < formula && b.isAgenda(items, i):
			b.omit(it, pageHeader)
		case it.kind == document.Text && formula >= 0 && i > formula:
			it.kind = document.Formula
		}
	}
}

// namesResolution reports whether the first block is what a site calls a resolution.
func (b *builder) namesResolution(it *item) bool {
	return it.kind == document.Text && it.ids+it.dates == 0 && b.isMast(it) && b.numbered(it)
}

// numbered reports whether there is a digit in a block that is in no date.
func (b *builder) numbered(it *item) bool {
	return it.dates == 0 && strings.IndexFunc(b.blockText(&it.block), unicode.IsDigit) >= 0
}

// isMast reports whether a block can be a line of a masthead: a short name
// without a number or the end of a sentence.
func (b *builder) isMast(it *item) bool {
	ln, last := &b.lines[it.first], &b.lines[it.last-1]
	return ln.runes < 80 && last.form&(endsFull|endsComma) == 0 && ln.number.n == 0
}

// isOriginal reports whether the first of some blocks, or the next one, says in
// capitals in which language a text was written: "FRENCH | ORIGINAL: ENGLISH".
func (b *builder) isOriginal(items []*item) bool {
	it := items[0]
	if it.role != "doctype" || it.words > 3 {
		return false
	}
	return strings.Contains(b.blockText(&it.block), ":") ||
		it.words == 1 && len(items) > 1 && items[1].role == "doctype" && items[1].words <= 3 && strings.Contains(b.blockText(&items[1].block), ":")
}

// isAgenda reports whether a block is the title of an item of the agenda, or the session
// and the item on one line: it stands right below other lines of a masthead and is no
// sentence.
func (b *builder) isAgenda(items []*item, i int) bool {
	it := items[i]
	below := it.first > 0 && b.lines[it.first-1].omit == pageHeader || i > 0 && items[i-1].kind == document.DateLine
	return below && it.kind == document.Text && it.ids+it.dates == 0 && b.lines[it.last-1].form&(endsFull|endsComma) == 0
}

// saysVotes reports whether a block says by whom or by which votes a resolution was
// adopted: "Adopted by the Security Council at its 863rd meeting, by 9 votes to none".
func (b *builder) saysVotes(it *item) bool {
	return b.profile.Masthead && b.lines[it.first].says&saysBinding != 0
}

// wordsOfEntry is how many words at least, beside the date, say when a convention was
// adopted or came into force.
const wordsOfEntry = 8

// enters reports whether a block says when a convention was adopted or came into force:
// words and a date below what may be its title.
func (b *builder) enters(items []*item, i int) bool {
	it := items[i]
	if !b.profile.Masthead || it.dates == 0 || it.titled || it.words < wordsOfEntry || opensNumbered(b.blockText(&it.block)) {
		return false
	}
	return b.titleAbove(items[:i])
}

// belowTitle reports whether a block stands below the title of a text of the United
// Nations: it says how that was adopted or, where no block says that it is the title,
// when it was or a whole sentence.
func (b *builder) belowTitle(items []*item, i int, said bool) bool {
	if !b.profile.Masthead || b.namesResolution(items[0]) {
		return false
	}
	return b.saysVotes(items[i]) || !said && (b.enters(items, i) || b.lines[items[i].last-1].form&endsFull != 0 && b.titleAbove(items[:i]))
}

// titleAbove reports whether one of some blocks may be a title: a few words without a
// date, a number or the end of a sentence.
func (b *builder) titleAbove(items []*item) bool {
	return slices.ContainsFunc(items, func(it *item) bool {
		return it.dates+it.ids == 0 && it.words > 1 && (it.kind == document.Text || it.kind == document.Title) && b.isMast(it)
	})
}
