// Package charset is the ways in which texts of Europe and of the languages of
// the United Nations are written as bytes: a name, and which character comes
// next. It knows nothing of words; convert/language tells by them which charset
// a text is in.
package charset

import (
	"strings"
	"unicode/utf8"
)

// None stands for bytes that are no character of a charset.
const None rune = -1

// Charset is a way to write characters as bytes.
type Charset struct {
	Name string // IANA has it for most; else the name that is usual

	labels string     // what else it is called, in squeezed form
	usual  string     // the charset that texts with this one's name are in as often
	high   *[128]rune // of one byte a character: those of the bytes from 0x80 on
	next   func([]byte) (rune, int)
	wide   bool // no byte is ASCII by itself
}

// Next is the first character of data, which must not be empty, and how many
// bytes it takes. It is None for the fewest bytes that mean nothing.
func (c *Charset) Next(data []byte) (r rune, size int) {
	switch {
	case c.next != nil:
		return c.next(data)
	case data[0] < utf8.RuneSelf:
		return rune(data[0]), 1
	}
	return c.high[data[0]-utf8.RuneSelf], 1
}

// High is the characters of the bytes from 0x80 on, None for those that mean
// nothing, or nil when characters take more bytes than one.
func (c *Charset) High() *[128]rune { return c.high }

// Wide reports whether ASCII is not ASCII in it: a text cannot name such a
// charset and be in it for who has not read it yet.
func (c *Charset) Wide() bool { return c.wide }

// OftenIs reports whether texts that are said to be in c are as often in other,
// which has all characters of c in the same places.
func (c *Charset) OftenIs(other *Charset) bool { return c.usual == other.Name }

// Lookup is the charset of a name or label in any spelling ("ISO_8859-1:1987",
// "latin1", "cp1252"), or nil.
func Lookup(label string) *Charset {
	return byLabel[squeeze(label)]
}

// Fallback is the charset of bytes that nothing is known of. Every byte means
// something in it but for five.
func Fallback() *Charset { return byLabel["windows1252"] }

// squeeze takes a label down to its small letters and digits.
func squeeze(label string) string {
	label, _, _ = strings.Cut(label, ":")
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r >= 'a' && r <= 'z':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, label)
}

var byLabel = func() map[string]*Charset {
	m := map[string]*Charset{}
	for _, c := range All {
		name := squeeze(c.Name)
		m[name] = c
		for _, label := range strings.Fields(c.labels) {
			m[label] = c
		}
		if number, ok := strings.CutPrefix(name, "windows"); ok {
			m["cp"+number], m["xcp"+number], m["win"+number] = c, c, c
		}
		if number, ok := strings.CutPrefix(name, "ibm"); ok {
			m["cp"+number], m["dos"+number], m[number] = c, c, c
		}
	}
	return m
}()
