package mark

import (
	"unicode"

	"github.com/plurilex/plurilex/convert/language/phrase"
)

// upper reports whether a word with a capital begins at i.
func upper(text string, i int) bool {
	r, _ := phrase.Next(text, i)
	return unicode.IsUpper(r)
}

// number reads up to most decimal digits at i. The count is 0 when there are
// none or when more follow.
func number(text string, i, most int) (value, end, count int) {
	for {
		r, size := phrase.Next(text, i)
		d, ok := phrase.Digit(r)
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
