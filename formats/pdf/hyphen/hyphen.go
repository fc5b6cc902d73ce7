// Package hyphen divides words at the ends of lines by F. M. Liang's patterns
// (Word Hy-phen-a-tion by Com-put-er, 1983).
//
// The patterns of a language are a file that is used as it lies in memory:
// nothing is built when it is loaded. Program compile makes such files.
package hyphen

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/templates"
)

// A file of patterns has, all numbers with the highest byte first:
//
//	4 bytes  magic
//	1 byte   the fewest letters before a division
//	1 byte   the fewest letters after one
//	2 bytes  n, how many letters the patterns know
//	4n bytes those letters, sorted; letter i is symbol i+1, the end of a word symbol 0
//	4 bytes  v, how many bytes of values there are, padding included
//	v bytes  values: a length, then as many digits
//	4 bytes  the word number of the root
//	rest     nodes, in words of 4 bytes: the value's place shifted left by 9 and
//	         the count of edges; then an edge a word, sorted: symbol and, in the
//	         lower 3 bytes, the word number of the node it leads to
const magic = "PLH1"

// Patterns divides words of one language. It is immutable and safe for
// concurrent use.
type Patterns struct {
	left, right int
	letters     []byte
	values      []byte
	nodes       []byte
	root        uint32
}

var errFile = errors.New("no file of hyphenation patterns")

// Parse takes a file of patterns. It keeps data and checks that every number
// in it leads somewhere.
func Parse(data []byte) (*Patterns, error) {
	if len(data) < 8 || string(data[:4]) != magic {
		return nil, errFile
	}
	p := &Patterns{left: int(data[4]), right: int(data[5])}
	n := 4 * int(binary.BigEndian.Uint16(data[6:]))
	data = data[8:]
	if len(data) < n+4 {
		return nil, errFile
	}
	p.letters, data = data[:n], data[n:]
	v := int(binary.BigEndian.Uint32(data))
	data = data[4:]
	if v < 1 || len(data) < v+4 {
		return nil, errFile
	}
	p.values, data = data[:v], data[v:]
	p.root, p.nodes = binary.BigEndian.Uint32(data), data[4:]
	if int(p.root) >= len(p.nodes)/4 {
		return nil, errFile
	}
	return p, nil
}

// word is a word of the nodes, or 0 beyond them.
func (p *Patterns) word(i uint32) uint32 {
	if int(i) >= len(p.nodes)/4 {
		return 0
	}
	return binary.BigEndian.Uint32(p.nodes[4*i:])
}

// unknown is the symbol of letters that no pattern has.
const unknown = 255

// symbol is the number of a letter.
func (p *Patterns) symbol(r rune) uint32 {
	lo, hi := 0, len(p.letters)/4
	for lo < hi {
		mid := (lo + hi) / 2
		if rune(binary.BigEndian.Uint32(p.letters[4*mid:])) < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(p.letters)/4 && rune(binary.BigEndian.Uint32(p.letters[4*lo:])) == r {
		return uint32(lo) + 1
	}
	return unknown
}

// next follows the edge of a symbol from a node.
func (p *Patterns) next(node, symbol uint32) (uint32, bool) {
	count := p.word(node) & 0x1FF
	for i := uint32(1); i <= count; i++ {
		if w := p.word(node + i); w>>24 == symbol {
			return w & 0xFFFFFF, true
		}
	}
	return 0, false
}

// longest is the most letters that a word may have to be divided.
const longest = 60

// Points appends to out the bytes of word before which it may be divided. The
// word is letters and nothing else, in any case.
func (p *Patterns) Points(out []int, word string) []int {
	var symbols [longest + 2]uint32 // the word between two ends
	var offsets [longest + 1]int
	n := 0
	for i, r := range word {
		if n == longest {
			return out
		}
		offsets[n] = i
		n++
		symbols[n] = p.symbol(unicode.ToLower(r))
	}
	left, right := p.left, p.right
	if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
		left, right = max(left, 3), max(right, 3) // names
	}
	if n < left+right {
		return out
	}
	var score [longest + 3]byte // before each symbol
	for start := range n + 2 {
		node := p.root
		for i := start; i < n+2; i++ {
			next, ok := p.next(node, symbols[i])
			if !ok {
				break
			}
			node = next
			if place := p.word(node) >> 9; place > 0 {
				p.apply(score[start:], place)
			}
		}
	}
	for i := left; i <= n-right; i++ {
		if score[i+1]&1 == 1 {
			out = append(out, offsets[i])
		}
	}
	return out
}

// apply raises scores to a value's digits.
func (p *Patterns) apply(score []byte, place uint32) {
	if int(place) >= len(p.values) {
		return
	}
	digits := p.values[place+1:]
	digits = digits[:min(int(p.values[place]), len(digits), len(score))]
	for i, d := range digits {
		score[i] = max(score[i], d)
	}
}

// Set is the patterns of several languages. It is safe for concurrent use and
// reads a language's file when it is first asked for.
type Set struct {
	fsys fs.FS
	mu   sync.Mutex
	all  map[string]*Patterns
}

// NewSet takes the patterns from hyphenation/*.plh in fsys.
func NewSet(fsys fs.FS) *Set { return &Set{fsys: fsys, all: map[string]*Patterns{}} }

var sets = templates.NewCache(func(fsys fs.FS) (*Set, error) { return NewSet(fsys), nil })

// In is the patterns of templates; nil means the built-in ones.
func In(fsys fs.FS) *Set {
	set, _ := sets.Get(fsys) // making a set reads nothing
	return set
}

// Default is the built-in set.
func Default() *Set { return In(nil) }

// Get is the patterns of a language by its BCP 47 tag, or nil when there are
// none. The error says what is wrong with a file.
func (s *Set) Get(tag string) (*Patterns, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.all[tag]; ok {
		return p, nil
	}
	name := path.Join("hyphenation", tag+".plh")
	data, err := fs.ReadFile(s.fsys, name)
	if err != nil {
		s.all[tag] = nil
		return nil, nil
	}
	p, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	s.all[tag] = p
	return p, nil
}
