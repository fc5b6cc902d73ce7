// Package source turns the bytes of a file into text and keeps the way back:
// every offset of the text leads to the byte of the untouched file it came from,
// and every byte to its line and column.
package source

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/charset"
	"github.com/plurilex/plurilex/convert/diag"
)

// Scorer guesses the charset (by a name such as "windows-1250") and the language
// of bytes that are neither UTF-8 nor marked as anything else. label is the
// charset that the file says it is in, "" when it says nothing. It returns ""
// for what it cannot tell; sure is false when another charset is nearly as likely.
type Scorer func(data []byte, label string) (charset, language string, sure bool)

// Text is a decoded source. It is safe for concurrent use as long as nobody
// changes the bytes it was decoded from.
type Text struct {
	String   string // the text in UTF-8, without the byte order mark
	Charset  string // name of what the bytes were decoded as
	Language string // what the Scorer thinks the language is, if it was asked; else ""
	Marked   bool   // a byte order mark names the charset
	Label    Label  // the charset that the file says it is in
	Doubtful bool   // the Scorer was not sure of the charset
	Invalid  int    // byte sequences that mean nothing in the charset, each U+FFFD in the text

	// Aside is what of a web page is hidden or stands beside what the page is
	// about, in order; see WithoutMarkup.
	Aside []Range

	size int // of the raw bytes
	back backward
	base *Text // what the text was made of, if it is not the decoded bytes themselves

	once  sync.Once
	lines []int // offset in String of the start of each line
	runes []int // number of runes before each multiple of stride in String
}

// backward maps an offset of the text to the offset of the raw byte it came
// from, and back.
type backward interface {
	raw(t *Text, offset int) int
	text(t *Text, raw int) int
}

// byteOrderMarks name the charset of a file. The mark of UTF-32 begins with that
// of UTF-16.
var byteOrderMarks = []struct{ bytes, charset string }{
	{"\xef\xbb\xbf", "utf-8"},
	{"\xff\xfe\x00\x00", "utf-32le"},
	{"\x00\x00\xfe\xff", "utf-32be"},
	{"\xff\xfe", "utf-16le"},
	{"\xfe\xff", "utf-16be"},
	{"\x84\x31\x95\x33", "gb18030"},
}

// markOf is the byte order mark that data begins with, in bytes, and its charset,
// or nil.
func markOf(data []byte) (int, *charset.Charset) {
	for _, m := range byteOrderMarks {
		if bytes.HasPrefix(data, []byte(m.bytes)) {
			return len(m.bytes), charset.Lookup(m.charset)
		}
	}
	return 0, nil
}

// Decode makes text of bytes: by their byte order mark, as UTF-16 or UTF-32 when
// every other byte or three of four are what only those have, as UTF-8 when they
// are valid UTF-8, else as the charset that score names, or the one that the file
// itself names when there is no score. Decode never fails: what means nothing
// becomes U+FFFD.
func Decode(data []byte, score Scorer) *Text {
	if mark, c := markOf(data); c != nil {
		t := decode(data, mark, c)
		t.Marked = true
		return t
	}
	if c := wide(data); c != nil {
		return decode(data, 0, c)
	}
	label := labelOf(data)
	if almostUTF8(data) {
		t := decode(data, 0, utf8Charset)
		t.Label = label
		return t
	}
	name, language, sure := label.Charset, "", true
	if score != nil {
		name, language, sure = score(data, label.Charset)
	}
	c := charset.Lookup(name)
	if c == nil || c == utf8Charset {
		c = charset.Fallback()
	}
	t := decode(data, 0, c)
	t.Language, t.Label, t.Doubtful = language, label, !sure
	return t
}

// As makes text of bytes in a charset that is known, such as the one an
// Expression was read with. An unknown name means the fallback of convert/charset.
func As(data []byte, name string) *Text {
	c := charset.Lookup(name)
	if c == nil {
		c = charset.Fallback()
	}
	mark, marked := markOf(data)
	if marked != c {
		mark = 0
	}
	t := decode(data, mark, c)
	t.Marked = mark > 0
	return t
}

var utf8Charset = charset.Lookup("utf-8")

// wide tells UTF-16 and UTF-32 without a mark by the high bytes of their units,
// which are zero or small: nothing else has such bytes. Chinese in UTF-16 cannot
// be told so.
func wide(data []byte) *charset.Charset {
	const head, small = 4096, '\t' // the scripts of our languages end below U+0900
	n := min(len(data), head)
	if n >= 4 && len(data)%4 == 0 {
		for _, name := range []string{"utf-32le", "utf-32be"} {
			c, valid := charset.Lookup(name), true
			for i := 0; i+4 <= n && valid; i += 4 {
				r, _ := c.Next(data[i:])
				valid = r != charset.None && (r >= ' ' || r >= '\t' && r <= '\r')
			}
			if valid {
				return c
			}
		}
	}
	if n < 2 {
		return nil
	}
	// Most units have a small high byte, and few a small low one.
	units, little, big := n/2, 0, 0
	for i := 0; i+1 < n; i += 2 {
		if data[i+1] < small {
			little++
		}
		if data[i] < small {
			big++
		}
	}
	xml := func(mark string) bool { return bytes.HasPrefix(data, []byte(mark)) }
	switch {
	case 4*little > 3*units && 4*big < units || xml("<\x00?\x00"):
		return charset.Lookup("utf-16le")
	case 4*big > 3*units && 4*little < units || xml("\x00<\x00?"):
		return charset.Lookup("utf-16be")
	}
	return nil
}

// almostUTF8 reports whether the bytes are UTF-8 but for a few slips: a file cut
// in mid-character, or one damaged byte among a thousand right sequences.
func almostUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			if good > 0 && !utf8.FullRune(data[i:]) {
				break // the file ends in mid-character
			}
			bad++
		} else {
			good++
		}
		i += n
	}
	return bad*20 <= good
}

// decode makes text of what stands behind the mark.
func decode(data []byte, mark int, c *charset.Charset) *Text {
	t := &Text{Charset: c.Name, size: len(data)}
	body := data[mark:]
	if c == utf8Charset && utf8.Valid(body) {
		t.String = string(body)
		t.back = shifted(mark)
		return t
	}
	back := &coded{data: data, charset: c}
	b := make([]byte, 0, len(body)+len(body)/2+utf8.UTFMax)
	next := 0
	for i := mark; i < len(data); {
		if len(b) >= next {
			back.marks = append(back.marks, place{len(b), i})
			next = len(b) + apart
		}
		r, n := c.Next(data[i:])
		if r == charset.None {
			t.Invalid++
		}
		b = utf8.AppendRune(b, r)
		i += n
	}
	t.String = string(b)
	t.back = back
	return t
}

// Raw is the offset in the untouched bytes of the character at an offset of the
// text. The end of the text leads to the end of the bytes.
func (t *Text) Raw(offset int) int {
	if offset >= len(t.String) {
		return t.size
	}
	return t.back.raw(t, offset)
}

// Span is the bytes that a range of the text came from.
func (t *Text) Span(start, end int) diag.Span {
	if t.base == nil || end <= start {
		return diag.Span{Start: t.Raw(start), End: t.Raw(end)}
	}
	// What was taken out after the last character is no part of the range.
	e := t.back.(*edited)
	if i := e.piece(end - 1); i >= 0 && !e.pieces[i].through {
		return diag.Span{Start: t.Raw(start), End: t.base.Raw(e.pieces[i+1].base)}
	} else if i >= 0 {
		return diag.Span{Start: t.Raw(start), End: t.base.Raw(e.pieces[i].base + end - e.pieces[i].text)}
	}
	return diag.Span{Start: t.Raw(start), End: t.base.Raw(end)}
}

// Offset is the offset in the text of what the raw byte became.
func (t *Text) Offset(raw int) int {
	if raw >= t.size {
		return len(t.String)
	}
	return min(max(t.back.text(t, raw), 0), len(t.String))
}

// Size is the number of raw bytes.
func (t *Text) Size() int { return t.size }

// stride is how far apart the known rune counts lie: what Position must count
// itself is never more.
const stride = 1024

func (t *Text) index() {
	s := t.String
	t.lines = append(t.lines, 0)
	t.runes = make([]int, 0, len(s)/stride+1)
	count := 0
	for start := 0; start < len(s); start += stride {
		t.runes = append(t.runes, count)
		count += runeStarts(s[start:min(start+stride, len(s))])
	}
	for i := range len(s) {
		if s[i] == '\n' || s[i] == '\r' && !(i+1 < len(s) && s[i+1] == '\n') {
			t.lines = append(t.lines, i+1)
		}
	}
}

// runeStarts counts the bytes that begin a character.
func runeStarts(s string) int {
	n := 0
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

func (t *Text) runesBefore(offset int) int {
	i := offset / stride
	if i >= len(t.runes) {
		if i = len(t.runes) - 1; i < 0 {
			return 0
		}
	}
	return t.runes[i] + runeStarts(t.String[i*stride:offset])
}

// Position is the line and column of a raw byte. Lines end at LF, CR or CR LF.
func (t *Text) Position(raw int) diag.Position {
	if t.base != nil {
		return t.base.Position(raw)
	}
	t.once.Do(t.index)
	at := t.Offset(raw)
	line := sort.SearchInts(t.lines, at+1) - 1
	return diag.Position{
		Line:   line + 1,
		Column: t.runesBefore(at) - t.runesBefore(t.lines[line]) + 1,
		Offset: raw,
	}
}

// shifted is the way back of UTF-8: the length of the byte order mark.
type shifted int

func (s shifted) raw(_ *Text, offset int) int { return offset + int(s) }
func (s shifted) text(_ *Text, raw int) int   { return raw - int(s) }

// apart is how many bytes of the text lie between known places at least.
const apart = 256

// coded is the way back of a text that was decoded: it knows the way at places
// that lie apart and decodes again from there.
type coded struct {
	data    []byte
	charset *charset.Charset
	marks   []place
}

// place is one place in the text and in the raw bytes.
type place struct{ text, raw int }

// walk goes on from the last known place for which before holds until the next
// character would lie beyond what is looked for.
func (c *coded) walk(t *Text, before func(place) bool) place {
	i := sort.Search(len(c.marks), func(i int) bool { return !before(c.marks[i]) }) - 1
	if i < 0 {
		return place{} // before what was decoded
	}
	at := c.marks[i]
	for at.raw < len(c.data) {
		r, n := c.charset.Next(c.data[at.raw:])
		next := place{at.text + len(string(r)), at.raw + n}
		if !before(next) {
			break
		}
		at = next
	}
	return at
}

func (c *coded) raw(t *Text, offset int) int {
	return c.walk(t, func(p place) bool { return p.text <= offset }).raw
}

func (c *coded) text(t *Text, raw int) int {
	return c.walk(t, func(p place) bool { return p.raw <= raw }).text
}
