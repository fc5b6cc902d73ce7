package text

import (
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
)

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

// contents leaves out a list of the texts of a page or the parts of a report: the
// title of this one, the titles of others, and the title again.
func (b *builder) contents(items []*item) {
	items = items[:min(len(items), headLines)]
	for i, it := range items {
		if !it.listable() || it.words < 3 {
			continue
		}
		for k := len(items) - 1; k > i+1; k-- {
			if items[k].folded == it.folded {
				if list := items[i:k]; lists(list) {
					for _, in := range list {
						b.omit(in, contents)
					}
					return
				}
				break
			}
		}
	}
}

// beforeAct leaves out what an issue of the Official Journal or a site has before an
// act, as the list of contents: many blocks before the heading of the act. What numbers
// or dates the act itself stays.
func (b *builder) beforeAct(items []*item) {
	if b.profile.Type != "act" || b.profile.Country != "eu" {
		return
	}
	act, others := -1, 0
	for i, it := range items {
		if it.caps && it.dates == 0 && headsAct(b.blockText(&it.block)) {
			act = i
			break
		}
		if it.kind != document.DateLine {
			others++
		}
	}
	if act < 0 || others < fewestContents {
		return
	}
	near := true // nothing but numbers and dates stands between the block and the act
	for _, it := range slices.Backward(items[:act]) {
		near = near && (it.kind == document.DateLine || it.kind == document.DocNumber)
		if near && it.kind == document.DateLine || it.kind == document.DocNumber && b.isOf(it, items[act]) {
			continue
		}
		b.omit(it, contents)
	}
}

// isOf reports whether the number that a block has is that of an act: as its title has
// it, or in the Union's data base.
func (b *builder) isOf(it, act *item) bool {
	return strings.Contains(act.folded, it.folded) || isCelex(lastField(b.blockText(&it.block)))
}

// fewestContents is how many blocks a list of contents has at least.
const fewestContents = 8

// lists reports whether blocks are a list of titles: the first and two others at
// least.
func lists(items []*item) bool {
	others := 0
	for _, it := range items {
		if !it.listable() {
			return false
		}
		if it.folded != items[0].folded {
			others++
		}
	}
	return others >= 2
}

// listable reports whether a block can be one of a list of titles.
func (it *item) listable() bool {
	return (it.kind == document.Text || it.role == "doctype") && it.ids == 0 && it.dates == 0
}

const (
	fewestListed  = 3    // lines of a list of contents
	mostListed    = 5000 // likewise
	wordsOfListed = 30   // of one of its lines
	wordsOfLabel  = 3    // of the line above that names the list
)

// leaveContents leaves out a list of contents: the headings of divisions, one
// after the other and nothing else, before the first of them comes again with
// what stands below it. Lines must be prepared.
func leaveContents(s string, lines []line) {
	first := 0
	for first < len(lines) && !lines[first].headsDivision() {
		first++
	}
	if first == len(lines) {
		return
	}
	end := listEnd(s, lines, first)
	if end == 0 {
		return
	}
	if first > 0 && lines[first-1].namesList(s) {
		first--
	}
	leave(lines[first:end], contents)
}

// listEnd is where the heading on line first comes again below a list of contents that
// begins with it, or 0.
func listEnd(s string, lines []line, first int) int {
	heading := foldWords(s[lines[first].start:lines[first].end])
	listed, divisions := 0, 0
	for k := first; k < len(lines) && listed <= mostListed; k++ {
		ln := &lines[k]
		words := s[ln.start:ln.end]
		switch {
		case ln.omit != "":
			continue
		case ln.quote > 0:
			return 0 // what is quoted is whole
		case k > first && ln.headsDivision() && foldWords(words) == heading:
			if listed >= fewestListed && divisions*2 >= listed {
				return k
			}
			return 0
		case ln.number.n > 0 && ln.number.rest == ln.end:
			continue // the number of a paragraph, without its words
		case ln.number.n > 0 && ln.division.kind == document.Invalid && ln.strong(ln.number.readings[0]),
			countWords(words) > wordsOfListed, ln.form&endsFull != 0 && ln.form&short == 0:
			return 0
		}
		if listed++; ln.headsDivision() {
			divisions++
		}
	}
	return 0
}

// headsDivision reports whether a line is the heading of a division, and not one in a
// quotation or of a table.
func (ln *line) headsDivision() bool {
	return ln.omit == "" && ln.told == nil && ln.division.kind != document.Invalid && !ln.quoted
}

// namesList reports whether a line is the name of the list below it.
func (ln *line) namesList(s string) bool {
	return ln.omit == "" && ln.form&(short|endsFull|endsComma) == short && ln.number.n == 0 && countWords(s[ln.start:ln.end]) <= wordsOfLabel
}
