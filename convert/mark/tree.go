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
	phrases []phrase.Phrase
	values  []entry
}

type node struct {
	edges []edge
	exact []int32 // phrases whose first word ends here
	stem  []int32 // phrases whose first word goes on with any letters
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
	keys, stem := p.First()
	if len(keys) == 0 {
		return
	}
	id := int32(len(t.phrases))
	t.phrases = append(t.phrases, p)
	t.values = append(t.values, e)
	for _, key := range keys {
		n := &t.nodes[t.node(key)]
		if stem {
			n.stem = append(n.stem, id)
		} else {
			n.exact = append(n.exact, id)
		}
	}
}

// node is the index of the node that a word leads to.
func (t *tree) node(key string) int32 {
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
	return at
}

// at appends to ids the phrases whose first word may stand at i.
func (t *tree) at(text string, i int, ids []int32) []int32 {
	n := &t.nodes[0]
	for {
		r, size := phrase.Next(text, i)
		if size == 0 || !phrase.InWord(r) {
			return append(ids, n.exact...)
		}
		f := phrase.Fold(r)
		if f < utf8.RuneSelf {
			if n = t.step(n, byte(f)); n == nil {
				return ids
			}
		} else {
			var buf [utf8.UTFMax]byte
			for _, b := range buf[:utf8.EncodeRune(buf[:], f)] {
				if n = t.step(n, b); n == nil {
					return ids
				}
			}
		}
		i += size
		ids = append(ids, n.stem...)
		if phrase.Alone(r) {
			return append(ids, n.exact...)
		}
	}
}

func (t *tree) step(n *node, b byte) *node {
	i := slices.IndexFunc(n.edges, func(e edge) bool { return e.label == b })
	if i < 0 {
		return nil
	}
	return &t.nodes[n.edges[i].to]
}
