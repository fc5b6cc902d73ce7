package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// vocabulary is the words of a text that stand whole in a line. It tells
// whether a word broken at a line end had its hyphen before.
type vocabulary struct {
	words map[string]bool
}

// vocabulary is made when the first word broken at a line end is met.
func (b *builder) vocabulary() *vocabulary {
	if b.known != nil {
		return b.known
	}
	v := &vocabulary{words: map[string]bool{}}
	for i := range b.lines {
		ln := &b.lines[i]
		if ln.omit != "" {
			continue
		}
		words := strings.FieldsFunc(b.text.String[ln.start:ln.end], func(r rune) bool { return !unicode.IsLetter(r) && !isHyphen(r) })
		for k, w := range words {
			// The first and the last word of a line may be halves.
			if k > 0 && k < len(words)-1 {
				v.words[w] = true
			}
		}
	}
	b.known = v
	return v
}

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '−' }

// knows reports whether the text has the word that two lines share elsewhere
// without its hyphen, and not with it. A word that it has in neither form keeps
// its hyphen: what is printed stays.
func (v *vocabulary) knows(s string, last, next *line) bool {
	head := s[last.start:last.end]
	_, size := utf8.DecodeLastRuneInString(head)
	at := strings.LastIndexFunc(head[:len(head)-size], func(r rune) bool { return !unicode.IsLetter(r) && !isHyphen(r) })
	if at >= 0 {
		_, n := utf8.DecodeRuneInString(head[at:])
		head = head[at+n:]
	}
	tail := s[next.start:next.end]
	if n := strings.IndexFunc(tail, func(r rune) bool { return !unicode.IsLetter(r) && !isHyphen(r) }); n >= 0 {
		tail = tail[:n]
	}
	return !v.words[head+tail] && v.words[head[:len(head)-size]+tail]
}
