package mark

import (
	"unicode"
	"unicode/utf8"
)

// fold is the letter by which r is compared: lower case, without the accents
// that Greek drops in capitals.
func fold(r rune) rune {
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

// inWord reports whether r is part of a word.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// alone reports whether r is a word by itself: scripts without spaces.
func alone(r rune) bool { return r >= 0x3007 && unicode.Is(unicode.Han, r) }

func isSpace(r rune) bool {
	return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\n' || r == '\t' || r == '\r' || r == '\u3000'
}

func isHyphen(r rune) bool {
	return r == '-' || '\u2010' <= r && r <= '\u2015' || r == '\u00ad' || r == '\u2212'
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '\u2019' || r == '\u2018' || r == '\u02bc' || r == '`'
}

// digit is the value of a decimal digit of any script that our languages use.
func digit(r rune) (int, bool) {
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

// next is the rune at i and its size; size 0 at the end of the text.
func next(text string, i int) (rune, int) {
	if i >= len(text) {
		return 0, 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

// before is the rune that ends at i; 0 at the start of the text.
func before(text string, i int) rune {
	if i == 0 {
		return 0
	}
	if c := text[i-1]; c < utf8.RuneSelf {
		return rune(c)
	}
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return r
}

// wordEnd is where the word that begins at or holds i ends.
func wordEnd(text string, i int) int {
	for {
		r, size := next(text, i)
		if size == 0 || !inWord(r) {
			return i
		}
		i += size
	}
}

// spaces is where the white space at i ends.
func spaces(text string, i int) int {
	for {
		r, size := next(text, i)
		if size == 0 || !isSpace(r) {
			return i
		}
		i += size
	}
}

// border reports whether no word goes on across i.
func border(text string, i int) bool {
	r, size := next(text, i)
	if size == 0 || !inWord(r) || alone(r) {
		return true
	}
	b := before(text, i)
	return !inWord(b) || alone(b)
}

// upper reports whether a word with a capital begins at i.
func upper(text string, i int) bool {
	r, _ := next(text, i)
	return unicode.IsUpper(r)
}

// number reads up to most decimal digits at i. The count is 0 when there are
// none or when more follow.
func number(text string, i, most int) (value, end, count int) {
	for {
		r, size := next(text, i)
		d, ok := digit(r)
		if size == 0 || !ok {
			return value, i, count
		}
		if count == most {
			return 0, i, 0
		}
		value = value*10 + d
		i += size
		count++
	}
}
