package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/language/phrase"
)

func isLetters(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// isDigits reports whether s is decimal digits and nothing else.
func isDigits(s string) bool {
	_, n := digitsAt(s)
	return n > 0 && n == len(s)
}

func letterCount(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func countWords(s string) int {
	n, in := 0, false
	for _, r := range s {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if letter && !in {
			n++
		}
		in = letter
	}
	return n
}

// countNames counts the words of s where nothing but space divides them:
// "Greens/EFA" is one.
func countNames(s string) int {
	n := 0
	for f := range strings.FieldsSeq(s) {
		if wordy(f) {
			n++
		}
	}
	return n
}

// lastField is the last word of s.
func lastField(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	space := strings.LastIndexFunc(s, unicode.IsSpace)
	if space < 0 {
		return s
	}
	return s[space+spacesAt(s[space:]):]
}

// foldWords is the letters and digits of s in one case, with two letters for one where
// old machines had none.
func foldWords(s string) string {
	return phrase.SpellOut(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return phrase.Fold(r)
		}
		return -1
	}, s))
}

// isNames reports whether s is a list of names: most words have a capital.
func isNames(s string) bool {
	capital, words := 0, 0
	for _, w := range strings.Fields(s) {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(-–"))
		if !unicode.IsLetter(first) {
			continue
		}
		if words++; unicode.IsUpper(first) {
			capital++
		}
	}
	return words >= 2 && capital*10 >= words*7
}
