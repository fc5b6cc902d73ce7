package text

import (
	"hash/maphash"
	"math/bits"
	"strings"
	"unicode"
)

// repeats leaves out running titles: short lines that stand next to page
// furniture or page ends again and again. The first of them may be the text's
// own, so it stays unless it stands there too.
func (c *cleaner) repeats() {
	type seen struct {
		count, edges int32
		first        int32
		varies       bool // with other digits
	}
	if c.alike == nil {
		c.alike = c.likeness()
	}
	found := make([]seen, len(c.lines))
	edge := func(i int) bool {
		return c.lines[i].page || i+1 < len(c.lines) && (c.lines[i+1].page || isFurniture(c.lines[i+1].omit)) || i > 0 && isFurniture(c.lines[i-1].omit)
	}
	for i := range c.lines {
		ln := &c.lines[i]
		if ln.omit != "" || ln.runes > longestFurniture || ln.settled() {
			continue
		}
		f := &found[c.alike[i]]
		if f.count == 0 {
			f.first = int32(i)
		}
		f.count++
		f.varies = f.varies || c.at(i) != c.at(int(f.first))
		if edge(i) {
			f.edges++
		}
	}
	for i := range c.lines {
		ln := &c.lines[i]
		if ln.omit != "" || ln.runes > longestFurniture || ln.settled() {
			continue
		}
		f, first := &found[c.alike[i]], int(found[c.alike[i]].first)
		// The number of the document again at the head of a page.
		if i > first && (ln.page || isFurniture(c.lines[i-1].omit)) && isIdentifierLine(c.at(i)) && c.at(i) == c.at(first) {
			ln.omit = runningHead
			continue
		}
		if f.edges < 2 || f.edges*3 < f.count*2 || !edge(i) {
			continue
		}
		// Next to the place where the title stands anyway it is the title.
		if i == first && i < 12 && strings.IndexFunc(c.at(i), unicode.IsLetter) >= 0 {
			continue
		}
		if len(c.at(i)) < 3 || isDesignationLike(c.at(i)) || f.varies && c.noteNumber(i) {
			continue // footnotes that cite one series are alike
		}
		ln.omit = runningHead
	}
}

// isDesignationLike reports whether s could be the heading of a division, which
// repeats with other numbers: a word and a number.
func isDesignationLike(s string) bool {
	fields := strings.Fields(s)
	if len(fields) != 2 && len(fields) != 1 || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return false
	}
	return strings.ContainsAny(s, "0123456789") && !strings.ContainsAny(s, "/_-")
}

// likeness is, for each line that may be furniture, the index of the first one
// that is the same but for its digits.
func (c *cleaner) likeness() []int32 {
	alike := make([]int32, len(c.lines))
	slots := make([]int32, 1<<bits.Len(uint(2*len(c.lines)))) // line + 1, by the hash of its words
	seed := maphash.MakeSeed()
	var key []byte
	for i := range c.lines {
		if c.lines[i].runes > longestFurniture {
			continue
		}
		key = withoutDigits(key[:0], c.at(i))
		at := maphash.Bytes(seed, key)
		for {
			at &= uint64(len(slots) - 1)
			if slots[at] == 0 {
				slots[at] = int32(i) + 1
			}
			if k := slots[at] - 1; k == int32(i) || sameButDigits(c.at(int(k)), c.at(i)) {
				alike[i] = k
				break
			}
			at++
		}
	}
	return alike
}

// withoutDigits appends s with a sign for each of its digits.
func withoutDigits(to []byte, s string) []byte {
	from := len(to)
	to = append(to, s...)
	for i := from; i < len(to); i++ {
		to[i] = withoutDigit(to[i])
	}
	return to
}

func withoutDigit(b byte) byte {
	if b >= '0' && b <= '9' {
		return '#'
	}
	return b
}

func sameButDigits(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] && withoutDigit(a[i]) != withoutDigit(b[i]) {
			return false
		}
	}
	return true
}
