package mark

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ending is how many letters "*" in a pattern stands for at most.
const ending = 8

// phrase is a pattern of a language pack.
type phrase struct {
	runes []rune
	// open and close are the places of the braces in runes, -1 without any.
	open, close int
}

func newPhrase(pattern string) phrase {
	p := phrase{open: -1, close: -1}
	for _, r := range pattern {
		switch r {
		case '{':
			p.open = len(p.runes)
		case '}':
			p.close = len(p.runes)
		default:
			p.runes = append(p.runes, r)
		}
	}
	return p
}

// match holds the phrase against text at i. The result is the range of the part
// in braces, or of the whole, and where the whole ends.
func (p *phrase) match(text string, i int) (start, stop, end int, ok bool) {
	start, at := i, i
	stop = -1
	for k, want := range p.runes {
		if k == p.open {
			start = at
		}
		if k == p.close {
			stop = at
		}
		got, size := next(text, at)
		switch {
		case want == ' ':
			// Text of scripts without spaces may be wrapped anywhere, but there
			// no pattern has a space.
			to := spaces(text, at)
			if to == at {
				return 0, 0, 0, false
			}
			at = to
			continue
		case want == '-':
			if size == 0 || !isHyphen(got) {
				return 0, 0, 0, false
			}
			at += size
			// A line may have been broken after the hyphen.
			if k+1 < len(p.runes) && p.runes[k+1] != ' ' {
				at = spaces(text, at)
			}
			continue
		case want == '\'':
			if size == 0 || !isApostrophe(got) {
				return 0, 0, 0, false
			}
			at += size
			continue
		case want == '*' && k > 0:
			for n := 0; ; n++ {
				got, size = next(text, at)
				if size == 0 || !inWord(got) {
					break
				}
				if n == ending {
					return 0, 0, 0, false
				}
				at += size
			}
			continue
		}
		if size == 0 {
			return 0, 0, 0, false
		}
		if got != want && (fold(got) != fold(want) || unicode.IsUpper(want) && !unicode.IsUpper(got)) {
			return 0, 0, 0, false
		}
		at += size
	}
	if !border(text, at) {
		return 0, 0, 0, false
	}
	if stop < 0 {
		stop = at
	}
	return start, stop, at, true
}

// first is the first word of the phrase as the tree keeps it, and whether more
// letters may follow.
func (p *phrase) first() (key string, stem bool) {
	var b strings.Builder
	for _, r := range p.runes {
		if r == '*' {
			return b.String(), true
		}
		if !inWord(r) {
			break
		}
		b.WriteRune(fold(r))
		if alone(r) {
			break
		}
	}
	return b.String(), false
}

// tree finds the phrases whose first word stands at a place. It is a tree of
// the bytes of folded words, since most words of a text differ from every known
// one within four bytes.
type tree struct {
	nodes   []node
	phrases []phrase
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

	notBefore []phrase // of a bare name
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
)

func newTree() *tree { return &tree{nodes: make([]node, 1)} }

func (t *tree) add(pattern string, e entry) {
	p := newPhrase(pattern)
	key, stem := p.first()
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

// at appends to ids the phrases whose first word may stand at i.
func (t *tree) at(text string, i int, ids []int32) []int32 {
	n := &t.nodes[0]
	for {
		r, size := next(text, i)
		if size == 0 || !inWord(r) {
			return append(ids, n.exact...)
		}
		f := fold(r)
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
		if alone(r) {
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
