package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// script is the writing that most of a text is in, as far as counting with
// letters depends on it.
type script uint8

const (
	latin script = iota
	greek
	cyrillic
	hanScript
	arabic
)

// scriptOf finds the script that most letters of the beginning of s are in.
func scriptOf(s string) script {
	var counts [arabic + 1]int
	seen := 0
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				counts[latin]++
			}
		case r < 0x370:
			counts[latin]++
		case r < 0x400:
			counts[greek]++
		case r < 0x530:
			counts[cyrillic]++
		case r >= 0x600 && r < 0x700:
			counts[arabic]++
		case r >= 0x4e00 && r < 0xa000:
			counts[hanScript] += 3
		}
		if seen++; seen > 20000 {
			break
		}
	}
	best := latin
	for sc, n := range counts {
		if n > counts[best] {
			best = script(sc)
		}
	}
	return best
}

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
