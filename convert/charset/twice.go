package charset

import "unicode/utf8"

// Twice is what a conversion too many left in a text.
type Twice struct {
	Taken *Charset // what the UTF-8 was taken for, nil when the text has nothing such
	First int      // offset of the first sequence
	Count int      // of sequences
}

// takenFor are the charsets that UTF-8 is taken for. Two letters of the second
// script happen to be such a sequence in right words, so there must be little else.
var takenFor = []struct {
	name     string
	dominant bool
}{{"windows-1252", false}, {"windows-1250", false}, {"windows-1251", true}}

// fewest is how many sequences no right text has.
const fewest = 3

// FindTwice looks for UTF-8 that was taken for a charset of one byte a character
// and converted again: “Ã©” for “é”, “Ĺ™” for “ř”, “Рё” for “и”.
func FindTwice(s string) Twice {
	best := Twice{}
	for _, t := range takenFor {
		c := Lookup(t.name)
		var bytes [0x2200]byte // of the characters that the charset has
		for i, r := range c.high {
			if r != None && int(r) < len(bytes) {
				bytes[r] = byte(i) + utf8.RuneSelf
			}
		}
		for r := 0x80; r < 0xa0; r++ {
			bytes[r] = byte(r) // bytes without a character become controls
		}
		found, others := Twice{Taken: c}, 0
		for i := 0; i < len(s); {
			if s[i] < utf8.RuneSelf {
				i++
				continue
			}
			if n := sequence(s[i:], &bytes); n > 0 {
				if found.Count == 0 {
					found.First = i
				}
				found.Count++
				i += n
				continue
			}
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
			others++
		}
		if found.Count >= fewest && found.Count > best.Count && (!t.dominant || found.Count > others) {
			best = found
		}
	}
	return best
}

// sequence is the length of the characters at the beginning of s that one of
// UTF-8 was made into, or 0. Two of which the second is a quotation mark, a dash
// or a space do not count: right texts have them behind a capital.
func sequence(s string, bytes *[0x2200]byte) int {
	var raw [utf8.UTFMax]byte
	n, want := 0, 2
	for i, r := range s {
		if int(r) >= len(bytes) || bytes[r] == 0 {
			return 0
		}
		raw[n] = bytes[r]
		switch {
		case n > 0:
		case raw[0] < 0xc2 || raw[0] > 0xf4:
			return 0
		case raw[0] >= 0xf0:
			want = 4
		case raw[0] >= 0xe0:
			want = 3
		}
		if n++; n < want {
			continue
		}
		if !utf8.Valid(raw[:n]) {
			return 0
		}
		switch last := raw[1]; {
		case n > 2:
		case last == 0x85, last >= 0x91 && last <= 0x97, last == 0xa0, last == 0xab, last == 0xbb:
			return 0
		}
		return i + utf8.RuneLen(r)
	}
	return 0
}
