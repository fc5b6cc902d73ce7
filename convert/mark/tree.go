package mark

import (
	"slices"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/language/phrase"
)

// tree finds the phrases whose first word stands at a place. It is a tree of
// the bytes of folded words, since most words of a text differ from every known
// one within four bytes.
type tree struct {
	nodes   []node
	first   [256]int32 // node of each first byte, 0 for none
	phrases []phrase.Phrase
	values  []entry
}

type node struct {
	edges []edge
	exact []int32 // phrases whose first word ends here
	stem  []int32 // phrases whose first word goes on with any letters

	// What at finds, set by done: the stems on the way here, when the word goes on
	// otherwise, and with them the words that end here.
	passed, ended []int32
}

type edge struct {
	label byte
	to    int32
}

// entry says what a phrase is.
type entry struct {
	what what
	key  string // of a name: its entity; of a treaty: what values call it
	n    int    // of a month or ordinal: which, from 1
	role role   // of the word of a place
	act  act    // of the name of an act

	country   string          // of a bare name: whose institution it is
	notBefore []phrase.Phrase // of a bare name
}

type what uint8

const (
	aName     what = iota // of an institution or office
	aBareName             // a name only among small letters
	aMonth
	aPlace // a word such as "Article"
	anOrdinal
	anAct    // a word such as "Regulation"
	aTreaty  // the name of a text with articles that needs no number
	theRules // "its Rules of Procedure"
	anOJ
	aResolution // the word "resolution"
)

func newTree() *tree { return &tree{nodes: make([]node, 1)} }

func (t *tree) add(pattern string, e entry) {
	p := phrase.New(pattern)
	key, stem := p.First()
	if key == "" {
		return
	}
	at := int32(0)
	for _, b := range []byte(key) {
		to := int32(-1)
		for _, ed := range t.nodes[at].edges {
			if ed.label == b {
				to = ed.to
			}
		}
		if to < 0 {
			to = int32(len(t.nodes))
			t.nodes = append(t.nodes, node{})
			t.nodes[at].edges = append(t.nodes[at].edges, edge{b, to})
		}
		at = to
	}
	id := int32(len(t.phrases))
	t.phrases = append(t.phrases, p)
	t.values = append(t.values, e)
	if stem {
		t.nodes[at].stem = append(t.nodes[at].stem, id)
	} else {
		t.nodes[at].exact = append(t.nodes[at].exact, id)
	}
}

// done is called when all phrases have been added.
func (t *tree) done() {
	for i := range t.nodes {
		// A node stands behind the one that leads to it.
		n := &t.nodes[i]
		n.passed = slices.Concat(n.passed, n.stem)
		n.ended = slices.Concat(n.passed, n.exact)
		for _, e := range n.edges {
			t.nodes[e.to].passed = n.passed
		}
	}
	for _, e := range t.nodes[0].edges {
		t.first[e.label] = e.to
	}
}

// at is the phrases whose first word may stand at i.
func (t *tree) at(text string, i int) []int32 {
	n := &t.nodes[0]
	for {
		r, size := phrase.Next(text, i)
		if size == 0 || !phrase.InWord(r) {
			return n.ended
		}
		var buf [utf8.UTFMax]byte
		for _, b := range utf8.AppendRune(buf[:0], phrase.Fold(r)) {
			to := t.step(n, b)
			if to == 0 {
				return n.passed
			}
			n = &t.nodes[to]
		}
		i += size
		if phrase.Alone(r) {
			return n.ended
		}
	}
}

// step is the node that a byte leads to, 0 for none.
func (t *tree) step(n *node, b byte) int32 {
	if n == &t.nodes[0] {
		return t.first[b]
	}
	for i := range n.edges {
		if n.edges[i].label == b {
			return n.edges[i].to
		}
	}
	return 0
}
