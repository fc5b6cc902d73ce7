package hyphen

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Compile makes a file of patterns from a TeX file of them in UTF-8, such as
// those of hyph-utf8: \patterns{...} and \hyphenation{...}. left and right are
// the fewest letters before and after a division.
func Compile(tex string, left, right int) ([]byte, error) {
	root := &branch{}
	letters := map[rune]bool{}
	patterns, exceptions := group(tex, `\patterns{`), group(tex, `\hyphenation{`)
	if len(patterns) == 0 {
		return nil, fmt.Errorf(`no \patterns{...} in the file`)
	}
	for _, p := range patterns {
		root.add(readPattern(p))
	}
	for _, e := range exceptions {
		root.add(readException(e))
	}
	root.letters(letters)
	alphabet := make([]rune, 0, len(letters))
	for r := range letters {
		if r != '.' {
			alphabet = append(alphabet, r)
		}
	}
	slices.Sort(alphabet)
	if len(alphabet) > 254 {
		return nil, fmt.Errorf("%d letters; there is room for 254", len(alphabet))
	}
	w := &assembler{
		symbols: map[rune]uint32{'.': 0}, values: []byte{0}, valueAt: map[string]uint32{}, nodeAt: map[string]uint32{},
	}
	out := append([]byte(magic), byte(left), byte(right))
	out = binary.BigEndian.AppendUint16(out, uint16(len(alphabet)))
	for i, r := range alphabet {
		w.symbols[r] = uint32(i) + 1
		out = binary.BigEndian.AppendUint32(out, uint32(r))
	}
	start, err := w.node(root)
	if err != nil {
		return nil, err
	}
	for len(w.values)%4 != 0 {
		w.values = append(w.values, 0)
	}
	out = binary.BigEndian.AppendUint32(out, uint32(len(w.values)))
	out = append(out, w.values...)
	out = binary.BigEndian.AppendUint32(out, start)
	return append(out, w.nodes...), nil
}

// group is the words between a TeX command's braces, comments left out.
func group(tex, command string) []string {
	var plain strings.Builder
	for line := range strings.Lines(tex) {
		line, _, _ = strings.Cut(line, "%")
		plain.WriteString(line + "\n")
	}
	_, rest, ok := strings.Cut(plain.String(), command)
	if !ok {
		return nil
	}
	body, _, _ := strings.Cut(rest, "}")
	return strings.Fields(body)
}

// readPattern reads "1b2a" as letters and the digits before each of them and
// after the last.
func readPattern(p string) (letters []rune, digits []byte) {
	digits = []byte{0}
	for _, r := range p {
		if unicode.IsDigit(r) {
			digits[len(digits)-1] = byte(r - '0')
			continue
		}
		letters = append(letters, r)
		digits = append(digits, 0)
	}
	return letters, digits
}

// readException reads "ta-ble" as a pattern that no other overrules.
func readException(e string) (letters []rune, digits []byte) {
	letters, digits = []rune{'.'}, []byte{0, 8}
	for _, r := range e {
		if r == '-' {
			digits[len(digits)-1] = 9
			continue
		}
		letters = append(letters, r)
		digits = append(digits, 8)
	}
	return append(letters, '.'), append(digits, 0)
}

// branch is a node of the trie while it is built.
type branch struct {
	edges  map[rune]*branch
	digits []byte
}

func (b *branch) add(letters []rune, digits []byte) {
	for _, r := range letters {
		if b.edges == nil {
			b.edges = map[rune]*branch{}
		}
		if b.edges[r] == nil {
			b.edges[r] = &branch{}
		}
		b = b.edges[r]
	}
	b.digits = digits
}

func (b *branch) letters(all map[rune]bool) {
	for r, to := range b.edges {
		all[r] = true
		to.letters(all)
	}
}

// assembler lays out the nodes. Equal nodes are laid out once.
type assembler struct {
	symbols map[rune]uint32
	values  []byte
	valueAt map[string]uint32
	nodes   []byte
	nodeAt  map[string]uint32
}

func (w *assembler) value(digits []byte) uint32 {
	digits = bytes.TrimRight(digits, "\x00")
	if len(digits) == 0 {
		return 0
	}
	at, ok := w.valueAt[string(digits)]
	if !ok {
		at = uint32(len(w.values))
		w.values = append(append(w.values, byte(len(digits))), digits...)
		w.valueAt[string(digits)] = at
	}
	return at
}

func (w *assembler) node(b *branch) (uint32, error) {
	type edge struct{ symbol, to uint32 }
	edges := make([]edge, 0, len(b.edges))
	letters := make([]rune, 0, len(b.edges))
	for r := range b.edges {
		letters = append(letters, r)
	}
	slices.Sort(letters)
	for _, r := range letters {
		to, err := w.node(b.edges[r])
		if err != nil {
			return 0, err
		}
		edges = append(edges, edge{w.symbols[r], to})
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(a.symbol, b.symbol) })
	words := binary.BigEndian.AppendUint32(nil, w.value(b.digits)<<9|uint32(len(edges)))
	for _, e := range edges {
		words = binary.BigEndian.AppendUint32(words, e.symbol<<24|e.to)
	}
	at, ok := w.nodeAt[string(words)]
	if !ok {
		at = uint32(len(w.nodes) / 4)
		if at >= 1<<24 {
			return 0, fmt.Errorf("too many patterns")
		}
		w.nodes = append(w.nodes, words...)
		w.nodeAt[string(words)] = at
	}
	return at, nil
}
