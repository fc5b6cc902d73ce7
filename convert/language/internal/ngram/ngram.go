// Package ngram holds the tables by which languages are told apart: for every
// sequence of one to four letters that is worth knowing, how much it speaks for
// each language.
//
// The file of a table is, little endian: the magic line, a line with the tags of
// the languages separated by spaces, the number of keys (uint32), the keys in
// rising order (uint64 each), for each key how many weights it has (uint8), and
// the weights in the order of the keys (language uint8, weight uint8).
package ngram

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
	"strings"
	"unicode"
)

// Max is the length of the longest sequence, in letters.
const Max = 4

// Languages is how many languages a table can have.
const Languages = 64

// PerNat is the weight of one nat of evidence.
const PerNat = 24

// Size is how many letters the text of every language is scaled to, and Small how
// often a sequence that was not seen in it is taken to occur.
const (
	Size  = 13000
	Small = 0.3
)

// Letters is how often each letter of a language occurs among Size letters.
func (t *Table) Letters(language int) map[Key]float64 {
	all := map[Key]float64{}
	for i, k := range t.keys {
		if k >= 0x10000 {
			break // they are in rising order
		}
		for w := t.first[i] * 2; w < t.first[i+1]*2; w += 2 {
			if int(t.weights[w]) == language {
				all[k] = Small * (math.Exp(float64(t.weights[w+1])/PerNat) - 1)
			}
		}
	}
	return all
}

const magic = "plurilex ngrams 1\n"

// Key packs up to four letters, the last in the lowest 16 bits.
type Key uint64

// Weight is how much a sequence speaks for a language.
type Weight struct {
	Language uint8 // index in Table.Tags
	Weight   uint8 // 1/PerNat nats above a language that does not have the sequence
}

// Table is a table in memory.
type Table struct {
	Tags    []string
	keys    []Key
	first   []uint32 // of each key, its first weight; one more at the end
	weights []byte   // pairs
	slots   []uint32 // open hashing of keys: index + 1
	shift   uint8
}

var errTable = errors.New("not a table of n-grams")

// Read takes the table from its file. The data must not change afterwards.
func Read(data []byte) (*Table, error) {
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok {
		return nil, errTable
	}
	line, rest, ok := bytes.Cut(rest, []byte("\n"))
	if !ok || len(rest) < 4 {
		return nil, errTable
	}
	t := &Table{Tags: strings.Fields(string(line))}
	n := int(binary.LittleEndian.Uint32(rest))
	rest = rest[4:]
	if len(t.Tags) == 0 || len(t.Tags) > Languages || n <= 0 || n > len(rest)/9 {
		return nil, errTable
	}
	t.keys = make([]Key, n)
	for i := range t.keys {
		t.keys[i] = Key(binary.LittleEndian.Uint64(rest[8*i:]))
	}
	counts := rest[8*n : 9*n]
	t.weights = rest[9*n:]
	t.first = make([]uint32, n+1)
	for i, c := range counts {
		t.first[i+1] = t.first[i] + uint32(c)
	}
	if int(t.first[n])*2 != len(t.weights) {
		return nil, errTable
	}
	for i := 0; i < len(t.weights); i += 2 {
		if int(t.weights[i]) >= len(t.Tags) {
			return nil, errTable
		}
	}
	width := bits.Len(uint(n)) + 1
	t.shift = uint8(64 - width)
	t.slots = make([]uint32, 1<<width)
	for i, k := range t.keys {
		at := t.slot(k)
		for t.slots[at] != 0 {
			at = (at + 1) & (len(t.slots) - 1)
		}
		t.slots[at] = uint32(i) + 1
	}
	return t, nil
}

func (t *Table) slot(k Key) int { return int(uint64(k) * 0x9e3779b97f4a7c15 >> t.shift) }

// Scores is the evidence for each language, in 1/PerNat nats.
type Scores [Languages]int32

// Add adds the weights of a sequence; known is false when the table has none.
func (t *Table) Add(k Key, s *Scores) (known bool) {
	at := t.slot(k)
	for {
		i := t.slots[at]
		if i == 0 {
			return false
		}
		if t.keys[i-1] == k {
			for w := t.first[i-1] * 2; w < t.first[i]*2; w += 2 {
				s[t.weights[w]] += int32(t.weights[w+1])
			}
			return true
		}
		at = (at + 1) & (len(t.slots) - 1)
	}
}

// Reader cuts text into sequences. The zero Reader is at the start of a text.
type Reader struct {
	last Key
	run  int // letters in last, the space before the word among them
}

// border begins a word.
const border = ' '

// Next takes the next character of a text and calls each for the sequences that
// end with it. All that is no letter parts words; so do letters beyond the basic
// plane, which none of our languages has.
func (r *Reader) Next(c rune, each func(Key)) {
	switch {
	case 'a' <= c && c <= 'z':
	case 'A' <= c && c <= 'Z':
		c += 'a' - 'A'
	case c < 0x80, c > 0xFFFF, !unicode.IsLetter(c) && !unicode.Is(unicode.Mn, c):
		if r.run > 1 {
			r.push(border, each)
		}
		*r = Reader{}
		return
	default:
		// Romanian has commas below where old charsets only have cedillas.
		switch c = unicode.ToLower(c); c {
		case 'ţ':
			c = 'ț'
		case 'ş':
			c = 'ș'
		}
	}
	if r.run == 0 {
		*r = Reader{last: border, run: 1}
	}
	r.push(c, each)
}

func (r *Reader) push(c rune, each func(Key)) {
	r.last = r.last<<16 | Key(c)
	r.run = min(r.run+1, Max)
	if c != border {
		each(r.last & 0xFFFF)
	}
	for n := 2; n <= r.run; n++ {
		each(r.last & (1<<(16*n) - 1))
	}
}

// Score adds the evidence of a text. Letters is how many letters it has and
// known how many of its sequences the table has.
func (t *Table) Score(text string, s *Scores) (letters, known int) {
	var r Reader
	each := func(k Key) {
		if k < 0x10000 {
			letters++
		}
		if t.Add(k, s) {
			known++
		}
	}
	for _, c := range text {
		r.Next(c, each)
	}
	r.Next('\n', each)
	return letters, known
}

// Write makes the file of a table from the weights of its keys, which must be in
// rising order.
func Write(tags []string, keys []Key, weights [][]Weight) []byte {
	var b bytes.Buffer
	b.WriteString(magic + strings.Join(tags, " ") + "\n")
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(keys))))
	for _, k := range keys {
		b.Write(binary.LittleEndian.AppendUint64(nil, uint64(k)))
	}
	for _, w := range weights {
		b.WriteByte(byte(len(w)))
	}
	for _, ws := range weights {
		for _, w := range ws {
			b.Write([]byte{w.Language, w.Weight})
		}
	}
	return b.Bytes()
}
