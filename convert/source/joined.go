package source

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

// Joined is running text made of pieces of a source: line ends and runs of
// white space are one space, and what is left out of the text is not in it.
// It knows where each of its bytes came from. The zero value is empty and ready
// for use; Reset makes it so again.
type Joined struct {
	text   []byte
	pieces []joint
}

// joint says that the text from an offset on came, byte by byte, from the
// source's text from another on.
type joint struct {
	text, source int
	broken       bool // something that is not white space lies between this piece and the one before
}

// Reset empties the text and keeps its memory.
func (j *Joined) Reset() { j.text, j.pieces = j.text[:0], j.pieces[:0] }

// Len is the length of the text in bytes.
func (j *Joined) Len() int { return len(j.text) }

// String is the text.
func (j *Joined) String() string { return string(j.text) }

// Space puts one space at the end, unless the text is empty or ends with one.
func (j *Joined) Space() {
	if n := len(j.text); n > 0 && j.text[n-1] != ' ' {
		j.text = append(j.text, ' ')
	}
}

// Add puts the characters of t from start to end at the end of the text, white
// space folded. broken says that something was left out before them.
func (j *Joined) Add(t *Text, start, end int, broken bool) {
	if e, ok := t.back.(*edited); ok {
		for _, cut := range e.cuts(start, end) {
			if cut.text > start {
				j.add(t, start, cut.text, broken)
				start, broken = cut.text, j.Len() > 0
			}
		}
	}
	j.add(t, start, end, broken)
}

func (j *Joined) add(t *Text, start, end int, broken bool) {
	s := t.String
	for i := start; i < end; {
		// A run without white space is one piece.
		k := i
		for k < end {
			c := s[k]
			if c < utf8.RuneSelf {
				if c <= ' ' && isSpaceByte(c) {
					break
				}
				k++
				continue
			}
			r, n := utf8.DecodeRuneInString(s[k:])
			if unicode.IsSpace(r) {
				break
			}
			k += n
		}
		if k > i {
			j.piece(i, broken)
			broken = false
			j.text = append(j.text, s[i:k]...)
			i = k
			continue
		}
		_, n := utf8.DecodeRuneInString(s[k:])
		// The first space of a run keeps its place when it is a plain space.
		if m := len(j.text); m > 0 && j.text[m-1] != ' ' {
			if s[k] == ' ' {
				j.piece(k, broken)
				broken = false
			}
			j.text = append(j.text, ' ')
		}
		i = k + n
	}
}

// piece starts a piece at the end of the text unless the last one goes on there.
func (j *Joined) piece(source int, broken bool) {
	if n := len(j.pieces); n > 0 && !broken {
		last := j.pieces[n-1]
		if last.source+len(j.text)-last.text == source {
			return
		}
	}
	j.pieces = append(j.pieces, joint{len(j.text), source, broken})
}

// Drop takes the last n bytes off the end.
func (j *Joined) Drop(n int) {
	j.text = j.text[:len(j.text)-n]
	for n := len(j.pieces); n > 0 && j.pieces[n-1].text >= len(j.text); n-- {
		j.pieces = j.pieces[:n-1]
	}
}

// TrimSpace takes white space off the end.
func (j *Joined) TrimSpace() {
	for n := len(j.text); n > 0 && j.text[n-1] == ' '; n-- {
		j.text = j.text[:n-1]
	}
	for n := len(j.pieces); n > 0 && j.pieces[n-1].text >= len(j.text); n-- {
		j.pieces = j.pieces[:n-1]
	}
}

// at is the offset in the source's text of the byte at an offset of the joined
// text.
func (j *Joined) at(offset int) int {
	i := sort.Search(len(j.pieces), func(i int) bool { return j.pieces[i].text > offset }) - 1
	if i < 0 {
		return 0
	}
	return j.pieces[i].source + offset - j.pieces[i].text
}

// Sources are the offsets in the source's text of the first character and after
// the last.
func (j *Joined) Sources() (first, last int) {
	if len(j.pieces) == 0 {
		return 0, 0
	}
	p := j.pieces[len(j.pieces)-1]
	return j.pieces[0].source, p.source + len(j.text) - p.text
}

// Place is the offset in the joined text of what an offset of the source's text
// leads to, and false when that is not in it.
func (j *Joined) Place(source int) (int, bool) {
	i := sort.Search(len(j.pieces), func(i int) bool { return j.pieces[i].source > source }) - 1
	if i < 0 {
		return 0, false
	}
	end := len(j.text)
	if i+1 < len(j.pieces) {
		end = j.pieces[i+1].text
	}
	at := j.pieces[i].text + source - j.pieces[i].source
	return at, at < end
}

// Broken reports whether anything of the source's text was left out inside a
// range of the text. Markup is no part of the source's text.
func (j *Joined) Broken(start, end int) bool {
	for i := sort.Search(len(j.pieces), func(i int) bool { return j.pieces[i].text > start }); i < len(j.pieces) && j.pieces[i].text < end; i++ {
		p, before := j.pieces[i], j.pieces[i-1]
		if p.broken && p.source != before.source+p.text-before.text {
			return true
		}
	}
	return false
}

// Span is the bytes of the source between the first and the last character of a
// range of the text, white space at its ends left aside.
func (j *Joined) Span(t *Text, start, end int) diag.Span {
	for start < end && j.text[start] == ' ' {
		start++
	}
	for end > start && j.text[end-1] == ' ' {
		end--
	}
	if start >= end {
		return diag.Span{}
	}
	last := end - 1
	for last > start && !utf8.RuneStart(j.text[last]) {
		last--
	}
	_, n := utf8.DecodeRune(j.text[last:])
	from, to := j.at(start), j.at(last)+n
	return t.Span(from, to)
}

// Words cuts a range of the text, which must be the text's String, into inlines
// whose spans hold nothing but their words: one inline, or more where something
// was left out in between.
func (j *Joined) Words(t *Text, text string, start, end int, to []document.Inline) []document.Inline {
	i := sort.Search(len(j.pieces), func(i int) bool { return j.pieces[i].text > start })
	for from := start; from < end; {
		for i < len(j.pieces) && (!j.pieces[i].broken || j.pieces[i].text <= from) {
			i++
		}
		stop := end
		if i < len(j.pieces) {
			stop = min(end, j.pieces[i].text)
		}
		words := text[from:stop]
		if strings.Trim(words, " ") == "" && len(to) > 0 && to[len(to)-1].Kind == document.Words {
			to[len(to)-1].Text += words
		} else {
			to = append(to, document.Inline{Kind: document.Words, Text: words, Span: j.Span(t, from, stop)})
		}
		from = stop
	}
	return to
}

func isSpaceByte(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }
