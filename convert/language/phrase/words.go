package phrase

import (
	"unicode"
	"unicode/utf8"
)

// Fold is the letter by which r is compared: lower case, without the accents
// that Greek drops in capitals.
func Fold(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		return r
	}
	r = unicode.ToLower(r)
	if 0x370 <= r && r < 0x400 {
		switch r {
		case 'ά':
			return 'α'
		case 'έ':
			return 'ε'
		case 'ή':
			return 'η'
		case 'ί', 'ϊ', 'ΐ':
			return 'ι'
		case 'ό':
			return 'ο'
		case 'ύ', 'ϋ', 'ΰ':
			return 'υ'
		case 'ώ':
			return 'ω'
		case 'ς':
			return 'σ'
		}
	}
	return r
}

// InWord reports whether r is part of a word.
func InWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// Alone reports whether r is a word by itself: scripts without spaces.
func Alone(r rune) bool { return r >= 0x3007 && unicode.Is(unicode.Han, r) }

// IsSpace reports whether r is white space that text has between words.
func IsSpace(r rune) bool {
	return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\n' || r == '\t' || r == '\r' || r == '\u3000'
}

// IsHyphen reports whether r is a hyphen or a dash of any length.
func IsHyphen(r rune) bool {
	return r == '-' || '\u2010' <= r && r <= '\u2015' || r == '\u00ad' || r == '\u2212'
}

// IsApostrophe reports whether r is an apostrophe or a mark that is typed for one.
func IsApostrophe(r rune) bool {
	return r == '\'' || r == '\u2019' || r == '\u2018' || r == '\u02bc' || r == '`'
}

// Digit is the value of a decimal digit of any script that our languages use.
func Digit(r rune) (int, bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case '\u0660' <= r && r <= '\u0669':
		return int(r - '\u0660'), true
	case '\u06f0' <= r && r <= '\u06f9':
		return int(r - '\u06f0'), true
	case '\uff10' <= r && r <= '\uff19':
		return int(r - '\uff10'), true
	}
	return 0, false
}

// Next is the rune at i and its size; size 0 at the end of the text.
func Next(text string, i int) (rune, int) {
	if i >= len(text) {
		return 0, 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

// Before is the rune that ends at i; 0 at the start of the text.
func Before(text string, i int) rune {
	if i == 0 {
		return 0
	}
	if c := text[i-1]; c < utf8.RuneSelf {
		return rune(c)
	}
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return r
}

// WordEnd is where the word that begins at or holds i ends.
func WordEnd(text string, i int) int {
	for {
		r, size := Next(text, i)
		if size == 0 || !InWord(r) {
			return i
		}
		i += size
	}
}

// Spaces is where the white space at i ends.
func Spaces(text string, i int) int {
	for {
		r, size := Next(text, i)
		if size == 0 || !IsSpace(r) {
			return i
		}
		i += size
	}
}

// Border reports whether no word goes on across i. Arabic writes the word for
// "and" together with the number behind it.
func Border(text string, i int) bool {
	r, size := Next(text, i)
	if size == 0 || !InWord(r) || Alone(r) {
		return true
	}
	b := Before(text, i)
	if _, number := Digit(r); number && unicode.Is(unicode.Arabic, b) {
		_, more := Digit(b)
		return !more
	}
	return !InWord(b) || Alone(b)
}
