package mark

import (
	"strings"

	"github.com/plurilex/plurilex/convert/language/phrase"
)

// fuel is how many numbers one reference may look at: text made of nothing but
// the words of references would otherwise be read over and over.
const fuel = 120

// numeral is what a place is numbered with.
type numeral struct {
	text    string // as values have it: "5", "5a", "IV", "a"
	end     int
	bracket bool // it stands in brackets
	loose   bool // it is a lone letter, which may be a word
}

// num reads the number of a place of role r, or of any role that stands behind
// its number when r is noRole.
func (s *scan) num(r role, at int) (n numeral, ok bool) {
	c, size := phrase.Next(s.text, at)
	if s.fuel--; size == 0 || s.fuel < 0 {
		return numeral{}, false
	}
	if c == '(' {
		if r != noRole && r < recital || r == article || r == rule {
			return numeral{}, false
		}
		num, end := s.bracket(at)
		return numeral{text: num, end: end, bracket: true}, num != ""
	}
	if num, end, letter := s.digits(at); num != "" {
		if !letter {
			end = s.dayMark(end)
		}
		if r, size := phrase.Next(s.text, end); r == ')' && size > 0 && s.text[max(0, at-1)] != '(' {
			end += size
		}
		return numeral{text: num, end: end}, true
	}
	if s.han {
		if n, end := hanNumber(s.text, at); end > at {
			return numeral{text: itoa(n), end: end}, true
		}
	}
	if r >= point || r == noRole {
		if num, end := foreignLetter(s.text, at); num != "" {
			if c, size := phrase.Next(s.text, end); c == ')' {
				return numeral{text: num, end: end + size}, true
			}
			return numeral{text: num, end: end, loose: true}, true
		}
	}
	// Roman numerals and single letters.
	w := at
	for w < len(s.text) && ('A' <= s.text[w] && s.text[w] <= 'Z' || 'a' <= s.text[w] && s.text[w] <= 'z') {
		w++
	}
	if w == at || !phrase.Border(s.text, w) {
		return numeral{}, false
	}
	word := s.text[at:w]
	switch {
	case r != point && r != indent && strings.Trim(word, "IVXLC") == "" && len(word) < 8:
		return numeral{text: word, end: w}, true
	case len(word) == 1 && (r >= point || r == noRole || r == annex && word[0] < 'a'):
		if c, size := phrase.Next(s.text, w); c == ')' {
			return numeral{text: strings.ToLower(word), end: w + size}, true
		}
		if word[0] >= 'a' {
			return numeral{text: word, end: w, loose: true}, true
		}
		return numeral{text: word, end: w}, true
	case (r == point || r == noRole) && strings.Trim(word, "ivx") == "" && len(word) < 6:
		if c, size := phrase.Next(s.text, w); c == ')' {
			return numeral{text: word, end: w + size}, true
		}
	}
	return numeral{}, false
}

// numOrOrdinal is num, or the ordinal that some languages put behind the word
// for a part of an article ("akapit pierwszy") and for the first article
// ("article premier").
func (s *scan) numOrOrdinal(r role, at int) (numeral, bool) {
	if n, ok := s.num(r, at); ok {
		return n, true
	}
	if n, end := s.ordinal(at); n > 0 && (r >= paragraph || r == article && n == 1) {
		return numeral{text: itoa(n), end: end}, true
	}
	return numeral{}, false
}

// digits reads up to four digits with a letter behind them: 5, 114, 5a.
func (s *scan) digits(at int) (num string, end int, letter bool) {
	value, end, count := number(s.text, at, 4)
	if count == 0 {
		return "", at, false
	}
	num = itoa(value)
	if end < len(s.text) && 'a' <= s.text[end] && s.text[end] <= 'z' && phrase.Border(s.text, end+1) {
		return num + s.text[end:end+1], end + 1, true
	}
	if r, size := phrase.Next(s.text, end); size > 0 && phrase.InWord(r) && !phrase.Alone(r) {
		if s.dayMark(end) == end {
			return "", at, false
		}
	}
	if r, _ := phrase.Next(s.text, end); r == '/' {
		return "", at, false
	}
	return num, end, false
}

// bracket reads "(5)", "(a)", "(ii)", "(3a)".
func (s *scan) bracket(at int) (num string, end int) {
	i := at + 1
	if num, end := foreignLetter(s.text, i); num != "" && end < len(s.text) && s.text[end] == ')' {
		return num, end + 1
	}
	for i < len(s.text) && i < at+6 && ('a' <= s.text[i] && s.text[i] <= 'z' || '0' <= s.text[i] && s.text[i] <= '9') {
		i++
	}
	if i == at+1 || i >= len(s.text) || s.text[i] != ')' {
		return "", 0
	}
	num = s.text[at+1 : i]
	if len(num) > 1 && num[0] > '9' && strings.Trim(num, "ivx") != "" && num[0] != num[1] {
		return "", 0 // a word
	}
	return num, i + 1
}

// Letters that number points in other scripts, in their order. Greek counts with
// the letters that are digits, where the sixth is written with two.
var letterOrders = [...]string{
	"α β γ δ ε στ ζ η θ ι ια ιβ ιγ ιδ ιε ιστ ιζ ιη ιθ κ",
	"а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ",
}

// foreignLetter reads a letter of a list in Greek or Cyrillic and gives the Latin
// one of the same place, so that a point has one value in every language.
func foreignLetter(text string, at int) (letter string, end int) {
	r, size := phrase.Next(text, at)
	if r < 0x370 || r > 0x4FF || size == 0 {
		return "", 0
	}
	end = phrase.WordEnd(text, at)
	if end > at+8 {
		return "", 0
	}
	word := strings.Map(phrase.Fold, text[at:end])
	for _, order := range letterOrders {
		n := 0
		for l := range strings.FieldsSeq(order) {
			if l == word && n < 26 {
				return string(rune('a' + n)), end
			}
			n++
		}
	}
	return "", 0
}

func isLetter(num string) bool { return len(num) == 1 && (num[0] < '0' || num[0] > '9') }

func isDecimal(num string) bool { return num[0] <= '9' }
