package layout

import (
	"strings"
	"unicode"

	"github.com/plurilex/plurilex/convert/document"
)

// numbering is how the items of a list are numbered, as the attribute
// ListNumbering says it (ISO 32000-1, table 347).
func numbering(items []*document.Node) string {
	first := core(items[0].Num)
	second := ""
	if len(items) > 1 {
		second = core(items[1].Num)
	}
	letters := []rune(first)
	switch {
	case len(letters) == 0:
		return "Disc"
	case unicode.IsDigit(letters[0]):
		return "Decimal"
	case roman(first) && (len(items) == 1 && first == strings.ToLower(first) || second == "" || roman(second) && first != "C" && first != "c"):
		if unicode.IsUpper(letters[0]) {
			return "UpperRoman"
		}
		return "LowerRoman"
	case unicode.IsUpper(letters[0]):
		return "UpperAlpha"
	}
	return "LowerAlpha"
}

// core is a number without the punctuation around it.
func core(num string) string {
	return strings.TrimFunc(num, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func roman(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "ivxlc") == "" && strings.ContainsAny(s, "ivxIVX")
}
