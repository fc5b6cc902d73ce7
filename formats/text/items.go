package text

import (
	"strings"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// A list may have no numbers: after words that announce it, each item stands on
// lines of its own. Items are told by how they end, with a semicolon and the last
// one with a full stop, or by how they begin, with the term that they define in
// quotation marks, or by their being many and short.

// findItems tells the blocks without a number that are items of a list, each in
// a run of two at least.
func (r *run) findItems(blocks []block) {
	none := 0 // no list that begins before this index ends as one
	for i := range blocks {
		k := &blocks[i]
		if k.label != clause && k.label != text || k.phase != inBody {
			continue
		}
		announced := r.lines[k.last-1].form&endsColon != 0
		listed := k.item == 0 && (announced || r.definesFirst(k)) && r.definitions(blocks, i)
		if announced && !listed && i >= none {
			var n int
			n, listed = r.enumerated(blocks[i+1:])
			none = i + n
		}
		if listed || announced && r.bare(blocks[i+1:], i > 0 && blocks[i-1].item > 0) {
			for n := i + 1; n < len(blocks) && blocks[n].item > 0; n++ {
				blocks[n].intro = k.depth
			}
		}
	}
}

// enumerated marks the first n blocks when they are items that semicolons part.
// Else what stands after n blocks ends no list.
func (r *run) enumerated(blocks []block) (n int, ok bool) {
	for ; n < len(blocks); n++ {
		k := &blocks[n]
		if k.label != text || k.phase != inBody || k.item > 0 {
			return n, false
		}
		s := r.text.String[r.lines[k.first].start:r.lines[k.last-1].end]
		if semicolon(s) || n > 0 && r.lines[k.last-1].form&endsColon != 0 {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(s); n == 0 || !isOneOf(last, ".。") {
			return n, false
		}
		break
	}
	if n == len(blocks) {
		return n, false
	}
	n++
	for i := range n {
		blocks[i].item = inList
	}
	return n, true
}

// fewestBare is how many items a list has at least that nothing marks.
const fewestBare = 3

// bare marks the first blocks when they are items that nothing marks: so short
// that each could be a heading, as far apart as the others, and nothing else
// between them. A list that goes on may have one less.
func (r *run) bare(blocks []block, goesOn bool) bool {
	n := 0
	for ; n < len(blocks); n++ {
		k := &blocks[n]
		first, last := &r.lines[k.first], &r.lines[k.last-1]
		if k.label != text && k.label != heading || k.phase != inBody || k.item > 0 || first.blanks != r.lines[blocks[0].first].blanks ||
			first.form&allCaps != 0 || first.hashes > 0 || last.form&(short|endsFull|endsComma) != short || countWords(r.text.String[first.start:last.end]) == 0 {
			break
		}
	}
	if n < fewestBare && !(goesOn && n == fewestBare-1) {
		return false
	}
	for i := range n {
		blocks[i].label, blocks[i].item = text, inList
	}
	return true
}

// semicolon reports whether s ends with a semicolon, or with one and the small
// word that leads to the last item.
func semicolon(s string) bool {
	if i := strings.LastIndexAny(s, " \t\n"); i > 0 && len(s)-i <= 8 && isLetters(s[i+1:]) {
		s = strings.TrimRight(s[:i], " \t\r\n")
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return isOneOf(last, ";；;؛")
}

// definitions marks the blocks after the i-th that define a term each. What
// stands between them belongs to the term before.
func (r *run) definitions(blocks []block, i int) bool {
	intro := &blocks[i]
	var terms, within []int
	for n := i + 1; n < len(blocks); n++ {
		k := &blocks[n]
		if k.label == note {
			continue
		}
		if k.label == clause && k.depth > intro.depth && len(terms) > 0 && (k.depth > 1 || !r.profile.paragraphSeries(k.reading)) {
			within = append(within, n)
			continue
		}
		if k.label != text || k.phase != inBody {
			break
		}
		if r.defines(k) {
			terms = append(terms, n)
			continue
		}
		if len(terms) == 0 || r.lines[k.first].form&startsLower == 0 {
			break
		}
		within = append(within, n)
	}
	if len(terms) < 2 {
		return false
	}
	for _, n := range terms {
		blocks[n].item = inList
	}
	for _, n := range within {
		if n < terms[len(terms)-1] || blocks[n].label == clause {
			blocks[n].item = inItem
		}
	}
	return true
}

// longestTerm is how many characters a term that is defined has at most.
const longestTerm = 120

// defines reports whether a block opens with a term in quotation marks and goes
// on after it.
func (r *run) defines(k *block) bool {
	s := r.text.String[r.lines[k.first].start:r.lines[k.last-1].end]
	first, size := utf8.DecodeRuneInString(s)
	closers := quotesOf(r.pack)[first]
	if closers == "" {
		return false
	}
	head := s[size:min(len(s), size+longestTerm)]
	i := strings.IndexAny(head, closers)
	if i < 2 {
		return false
	}
	_, n := utf8.DecodeRuneInString(head[i:])
	return countWords(head[i+n:]) > 0
}

// definesFirst reports whether a block has the first of the terms itself, in the
// sentence that the others go on: "In this Part “lamp” means ...;".
func (r *run) definesFirst(k *block) bool {
	if r.lines[k.last-1].form&endsListed == 0 {
		return false
	}
	s := r.text.String[r.lines[k.first].start:r.lines[k.last-1].end]
	return strings.ContainsAny(s[:min(len(s), longestTerm)], "“„«\"")
}

// How a block belongs to a list without numbers.
const (
	inList = 1 // it is an item
	inItem = 2 // it is part of the item before it
)

// itemParent is what an item of a list without numbers belongs to.
func (b *builder) itemParent(k *block) *document.Node {
	if k.intro > 0 && b.last(b.clauses[k.intro]) != nil {
		return b.clauses[k.intro]
	}
	if b.last(b.block) != nil {
		return b.block
	}
	return b.home()
}

// addItem puts an item into its list.
func (b *builder) addItem(k *block) {
	parent := b.itemParent(k)
	clear(b.clauses[k.intro+1:])
	b.openItem, b.openDepth = b.add(listIn(parent), b.node(document.Point, k)), k.intro
}

// listIn is the list that is open in a clause, or a new one.
func listIn(parent *document.Node) *document.Node {
	if c := len(parent.Children); c > 0 && parent.Children[c-1].Kind == document.List {
		return parent.Children[c-1]
	}
	list := &document.Node{Kind: document.List}
	parent.Children = append(parent.Children, list)
	return list
}
