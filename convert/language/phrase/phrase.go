// Package phrase holds the patterns of language packs against text.
//
// In a pattern a space stands for any white space, "-" for any hyphen, "'" for
// any apostrophe, "/" for itself with or without spaces around it, a small letter
// for itself in either case, a capital for the capital only, "*" at the end of a
// word for up to eight further letters. Accents that Greek drops in capitals do
// not count, nor does one that a capital of the text lacks; two letters may stand
// for one, as old machines typed it: "ae", "oe", "aa". Braces enclose the part of a
// phrase that matters when the rest is there to make it sure.
package phrase

import "unicode"

// ending is how many letters "*" in a pattern stands for at most.
const ending = 8

// Phrase is a pattern of a language pack.
type Phrase struct {
	runes []rune
	// open and close are the places of the braces in runes, -1 without any.
	open, close int
}

// New reads a pattern.
func New(pattern string) Phrase {
	p := Phrase{open: -1, close: -1}
	for _, r := range pattern {
		switch r {
		case '{':
			p.open = len(p.runes)
		case '}':
			p.close = len(p.runes)
		default:
			p.runes = append(p.runes, r)
		}
	}
	return p
}

// MatchPart holds the phrase against text at i. The result is the range of the part
// in braces, or of the whole, and where the whole ends.
func (p *Phrase) MatchPart(text string, i int) (start, stop, end int, ok bool) {
	start, at := i, i
	stop = -1
	for k, want := range p.runes {
		if k == p.open {
			start = at
		}
		if k == p.close {
			stop = at
		}
		got, size := Next(text, at)
		switch {
		case want == ' ':
			// Text of scripts without spaces may be wrapped anywhere, but there
			// no pattern has a space.
			to := Spaces(text, at)
			if to == at {
				return 0, 0, 0, false
			}
			at = to
			continue
		case want == '-':
			if size == 0 || !IsHyphen(got) {
				return 0, 0, 0, false
			}
			at += size
			// A line may have been broken after the hyphen.
			if k+1 < len(p.runes) && p.runes[k+1] != ' ' {
				at = Spaces(text, at)
			}
			continue
		case want == '/':
			// Some write a space beside it.
			at = Spaces(text, at)
			if got, size = Next(text, at); got != '/' {
				return 0, 0, 0, false
			}
			at = Spaces(text, at+size)
			continue
		case want == '\'':
			if size == 0 || !IsApostrophe(got) {
				return 0, 0, 0, false
			}
			at += size
			continue
		case want == '*' && k > 0:
			for n := 0; ; n++ {
				got, size = Next(text, at)
				if size == 0 || !InWord(got) {
					break
				}
				if n == ending {
					return 0, 0, 0, false
				}
				at += size
			}
			continue
		}
		for got == '\u00ad' { // a soft hyphen says nothing
			at += size
			got, size = Next(text, at)
		}
		if size == 0 {
			return 0, 0, 0, false
		}
		if got != want && (Fold(got) != Fold(want) || unicode.IsUpper(want) && !unicode.IsUpper(got)) {
			if size = typed(text, at, want); size == 0 {
				return 0, 0, 0, false
			}
		}
		at += size
	}
	if !Border(text, at) {
		return 0, 0, 0, false
	}
	if stop < 0 {
		stop = at
	}
	return start, stop, at, true
}

// First is the first word of the phrase as the tree keeps it, in all the ways in
// which it may be typed, and whether more letters may follow.
func (p *Phrase) First() (keys []string, stem bool) {
	var word []rune
	for _, r := range p.runes {
		if r == '*' {
			stem = true
			break
		}
		if !InWord(r) {
			break
		}
		word = append(word, Fold(r))
		if Alone(r) {
			break
		}
	}
	return ways(word), stem
}

// Match is where the phrase ends when it stands at i.
func (p *Phrase) Match(text string, i int) (end int, ok bool) {
	_, _, end, ok = p.MatchPart(text, i)
	return end, ok
}

// fewestWhole is how many letters a phrase has at least that is looked for in
// words that are broken.
const fewestWhole = 6

// MatchBroken is where the phrase ends when it stands at i by its letters alone:
// a program may have put spaces into words, or taken them out between words.
func (p *Phrase) MatchBroken(text string, i int) (end int, ok bool) {
	at, letters := i, 0
	for _, want := range p.runes {
		if want == '*' {
			at = WordEnd(text, at)
			continue
		}
		if !InWord(want) {
			continue
		}
		got, size := Next(text, at)
		for size > 0 && letters > 0 && (IsSpace(got) || IsHyphen(got) || IsApostrophe(got)) {
			at += size
			got, size = Next(text, at)
		}
		if size == 0 || Fold(got) != Fold(want) || unicode.IsUpper(want) && !unicode.IsUpper(got) {
			return 0, false
		}
		at += size
		letters++
	}
	return at, letters >= fewestWhole && Border(text, at)
}
