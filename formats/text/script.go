package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// toCyrillic and toGreek are the letters that look like Latin ones.
var (
	toCyrillic = lookalikes("ABCEHKMOPTXaceopxyiSIJ", "АВСЕНКМОРТХасеорхуіЅІЈ")
	toGreek    = lookalikes("ABEZHIKMNOPTYXo", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")
)

func lookalikes(from, to string) *strings.Replacer {
	var pairs []string
	target := []rune(to)
	for i, r := range []rune(from) {
		pairs = append(pairs, string(r), string(target[i]))
	}
	return strings.NewReplacer(pairs...)
}

// toScript writes Latin letters that look like letters of the script as those.
func toScript(s string, sc script) string {
	switch sc {
	case cyrillic:
		return toCyrillic.Replace(s)
	case greek:
		return toGreek.Replace(s)
	}
	return s
}

// mixesScripts reports whether the first word of s has Latin letters and others.
func mixesScripts(s string) bool {
	ascii, other := false, false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			break
		}
		if r < utf8.RuneSelf {
			ascii = true
		} else if !unicode.Is(unicode.Latin, r) {
			other = true
		}
		i += n
	}
	return ascii && (other || len(s) > 1 && s[1] == ' ')
}

// hanSign is how many letters say as much as a Chinese sign.
const hanSign = 3

// letters is the length of a line in letters, or in as many as say as much.
func (ln *line) letters(sc script) int32 {
	if sc == hanScript {
		return hanSign * ln.runes
	}
	return ln.runes
}
