package xlsx

import (
	"strings"
	"unicode/utf8"
)

const (
	// maxCell is how many UTF-16 code units a cell holds. The library cuts
	// what is longer without a word.
	maxCell = 32767
	// underscore stands for the "_" of a text that looks like an escaped
	// character ("_x0041_", ECMA-376 part 1, 22.9.2.19) until the part is
	// packed, where it becomes "_x005F_": the library escapes such text itself
	// but not where two of them overlap. It is a noncharacter, which no text has.
	underscore = '\uFDD0'
	// replacement stands for what XML cannot hold.
	replacement = '\uFFFD'
)

// escape makes a text ready for a cell: what looks like an escaped character is
// marked for escaping, and what XML cannot hold is replaced, in which case it
// reports false.
func escape(s string) (text string, exact bool) {
	if harmless(s) {
		return s, true
	}
	exact = true
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1, !holds(r):
			exact = false
			b.WriteRune(replacement)
		case r == '_' && escapeLike(s[i:]):
			b.WriteRune(underscore)
		default:
			b.WriteRune(r)
		}
		i += size
	}
	return b.String(), exact
}

// harmless reports whether escape has certainly nothing to do. It looks at
// bytes only, as nearly every text needs no more.
func harmless(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' && c != '\n', c == 0xEF:
			return false
		case c == '_' && i+1 < len(s) && s[i+1] == 'x':
			return false
		}
	}
	return utf8.ValidString(s)
}

// holds reports whether a cell can hold r: it is a Char of XML 1.0, survives
// the normalisation of line ends, and has no meaning of our own.
func holds(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return true
	case r < ' ', r == 0xFFFE, r == 0xFFFF, r == underscore:
		return false
	}
	return true
}

func escapeLike(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	return strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}

// formulaLike reports whether a program that reads the text without its type,
// such as one that gets it pasted, might take it for a formula (OWASP ASVS
// 1.2.10).
func formulaLike(s string) bool {
	return s != "" && strings.IndexByte("=+-@\t", s[0]) >= 0
}

// utf16Len is the length of s in UTF-16 code units.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// cells cuts a text into pieces that each fit a cell, after a space where there
// is one. Joined, they are the text again.
func cells(s string) []string {
	var pieces []string
	// Escaping makes one unit seven, so that short of it all is well.
	for len(s) > maxCell/7 && cellLen(s) > maxCell {
		cut := cellCut(s)
		pieces, s = append(pieces, s[:cut]), s[cut:]
	}
	return append(pieces, s)
}

// cellLen is the length of s in a cell, in UTF-16 code units.
func cellLen(s string) int {
	n := utf16Len(s)
	if strings.Contains(s, "_x") {
		n += 6 * strings.Count(s, "_x")
	}
	return n
}

// cellCut is the byte before which to cut s so that the piece fits a cell.
func cellCut(s string) int {
	units, space := 0, 0
	for i, r := range s {
		units++
		if r > 0xFFFF {
			units++
		}
		if r == '_' {
			units += 6
		}
		if units > maxCell {
			if space > 0 {
				return space
			}
			return i
		}
		if r == ' ' {
			space = i + 1
		}
	}
	return len(s)
}
