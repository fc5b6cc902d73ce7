// Package linebreak finds where the lines of a paragraph may end: the Unicode
// Line Breaking Algorithm (UAX #14), with a fast way for words of plain letters
// and a few habits of printed law laid over it.
package linebreak

import (
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

// Kind says at what a line may end.
type Kind uint8

const (
	Space  Kind = iota // at white space, or at the end of the text
	Hyphen             // after a hyphen, dash or slash of the text
	Soft               // after a soft hyphen of the text, which is then to be seen
	Letter             // between letters of a script that has no spaces
)

// Stretch is a part of a text at whose end a line may end.
type Stretch struct {
	Start, End int // bytes, without the white space after it
	Next       int // byte at which the next stretch starts
	Kind       Kind
}

// Breaker finds stretches. Its zero value is ready; it is for one goroutine at a
// time.
type Breaker struct {
	segmenter segmenter.Segmenter
	runes     []rune
	breaks    []int
}

// Stretches appends the stretches of text to out. Together they are the text.
// Lines end at white space U+0020 and wherever UAX #14 lets them; line feeds
// mean nothing.
func (b *Breaker) Stretches(out []Stretch, text string) []Stretch {
	first := len(out)
	for i := 0; i < len(text); {
		end := i
		plain := true
		for end < len(text) && text[end] != ' ' {
			plain = plain && plainByte[text[end]]
			end++
		}
		next := end
		for next < len(text) && text[next] == ' ' {
			next++
		}
		switch {
		case end == i || !plain:
			out = b.full(out, text, i, end, next)
		default:
			out = append(out, Stretch{i, end, next, Space})
		}
		i = next
	}
	return join(out, first, text)
}

// plainByte marks the bytes of words in which no line ends: letters, digits,
// and punctuation that only stands at the ends of words. Letters beyond ASCII
// are among them up to U+05FF, whose first byte is below 0xD8.
var plainByte = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80 && c < 0xC2 || c >= 0xC3 && c < 0xD6
	}
	for _, c := range ".,:;'\"()[]" {
		plain[c] = true
	}
	return plain
}()

// full cuts text[start:end], which has no space in it, by the rules of UAX #14.
func (b *Breaker) full(out []Stretch, text string, start, end, next int) []Stretch {
	at := start
	b.breaks = b.standard(b.breaks[:0], text[start:end])
	for _, stop := range b.breaks {
		stop += start
		if stop >= end || keep(text[at:stop]) {
			continue
		}
		out = append(out, Stretch{at, stop, stop, kindOf(text[at:stop])})
		at = stop
	}
	return append(out, Stretch{at, end, next, Space})
}

// standard appends the bytes of text before which UAX #14 lets a line start.
func (b *Breaker) standard(out []int, text string) []int {
	b.runes = append(b.runes[:0], []rune(text)...)
	b.segmenter.Init(b.runes)
	at := 0
	last := rune(0)
	for lines := b.segmenter.LineIterator(); lines.Next(); {
		part := lines.Line().Text
		if modifies(part[0], last) {
			out = out[:len(out)-1]
		}
		for _, r := range part {
			at += utf8.RuneLen(r)
		}
		out = append(out, at)
		last = part[len(part)-1]
	}
	return out
}

// modifies reports whether r is a modifier of an emoji that is yet to be
// assigned (rule LB30b), which the segmenter does not know.
func modifies(r, before rune) bool {
	return r >= 0x1F3FB && r <= 0x1F3FF && before >= 0x1F000 && before < 0x1FB00 && !unicode.IsGraphic(before)
}

// kindOf says at what a stretch without a space after it ends.
func kindOf(text string) Kind {
	switch r, _ := utf8.DecodeLastRuneInString(text); {
	case r == softHyphen:
		return Soft
	case r == '/' || r == '-' || unicode.Is(unicode.Pd, r):
		return Hyphen
	}
	return Letter
}

const softHyphen = '\u00AD'

// keep reports whether a line must not end after text although UAX #14 would
// let it: a hyphen stays with a single letter before it.
func keep(text string) bool {
	return kindOf(text) == Hyphen && utf8.RuneCountInString(text) <= 2
}

// join puts stretches together that a space must not part: a closing mark with
// the word before it, an opening one with the word after it (UAX #14, LB13 to
// LB15), a lone dash with the word before it.
func join(out []Stretch, first int, text string) []Stretch {
	kept := first
	for i := first; i < len(out); i++ {
		s := out[i]
		if kept > first {
			before := &out[kept-1]
			if before.Kind == Space && before.End < before.Next && s.End > s.Start && bound(text[before.Start:before.End], text[s.Start:s.End]) {
				before.End, before.Next, before.Kind = s.End, s.Next, s.Kind
				continue
			}
		}
		out[kept] = s
		kept++
	}
	return out[:kept]
}

// bound reports whether a space between two stretches is no place for a line to
// end.
func bound(before, after string) bool {
	switch after[0] {
	case '!', '?', ':', ';', ',', '.', ')', ']', '}', '%':
		return len(after) == 1 || !letterOrDigit(after[1:])
	}
	if after == "-" || after == "–" || after == "—" || after == "»" || after == "…" {
		return true
	}
	switch last, _ := utf8.DecodeLastRuneInString(before); last {
	case '(', '[', '{', '«', '¿', '¡', '„':
		return true
	}
	return false
}

func letterOrDigit(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
