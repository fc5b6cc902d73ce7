package phrase

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// spelled is the two letters that stand for a folded letter where it cannot be typed,
// "" for most.
func spelled(folded rune) string {
	switch folded {
	case 'æ', 'ä':
		return "ae"
	case 'ø', 'ö', 'œ':
		return "oe"
	case 'å':
		return "aa"
	case 'ü':
		return "ue"
	case 'ß':
		return "ss"
	}
	return ""
}

// SpellOut is folded letters with two for each that cannot be typed.
func SpellOut(folded string) string {
	if !strings.ContainsFunc(folded, func(r rune) bool { return spelled(r) != "" }) {
		return folded
	}
	var b strings.Builder
	for _, r := range folded {
		if two := spelled(r); two != "" {
			b.WriteString(two)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unaccented is a letter of ASCII without the accent that it has, 0 for a letter
// that is no such.
func unaccented(folded rune) byte {
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], folded)
	if d := norm.NFD.Properties(buf[:n]).Decomposition(); len(d) > 1 && d[0] < utf8.RuneSelf {
		return d[0]
	}
	return 0
}

// typed is how many bytes of the text at i stand for the letter of a pattern that is
// not there itself: a capital without its accent, or two letters. It is 0 for none.
func typed(text string, i int, want rune) int {
	if want < utf8.RuneSelf || i >= len(text) {
		return 0
	}
	want = Fold(want)
	if two := spelled(want); two != "" && i+len(two) <= len(text) && strings.EqualFold(text[i:i+len(two)], two) {
		return len(two)
	}
	if c := text[i]; c >= 'A' && c <= 'Z' && c+'a'-'A' == unaccented(want) {
		return 1
	}
	return 0
}

// ways are a folded word as it is and as it may be typed: without accents, or with
// two letters for one.
func ways(word []rune) []string {
	if len(word) == 0 {
		return nil
	}
	var bare strings.Builder
	for _, r := range word {
		if b := unaccented(r); r >= utf8.RuneSelf && b != 0 {
			bare.WriteByte(b)
		} else {
			bare.WriteRune(r)
		}
	}
	all := []string{string(word), bare.String(), SpellOut(string(word))}
	slices.Sort(all)
	return slices.Compact(all)
}

// Letters are those that a phrase that begins with r may begin with in a text: the
// letter folded, and what may be typed for it.
func Letters(r rune) []rune {
	var all []rune
	for _, way := range ways([]rune{Fold(r)}) {
		if first, _ := utf8.DecodeRuneInString(way); !slices.Contains(all, first) {
			all = append(all, first)
		}
	}
	return all
}
