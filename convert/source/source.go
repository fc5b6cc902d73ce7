// Package source turns the bytes of a file into text and keeps the way back:
// every offset of the text leads to the byte of the untouched file it came from,
// and every byte to its line and column.
package source

import (
	"bytes"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/plurilex/plurilex/convert/diag"
)

// Scorer guesses the charset (an IANA name such as "windows-1250") and the
// language of bytes that are neither UTF-8 nor marked as anything else. It
// returns "" for what it cannot tell.
type Scorer func(data []byte) (charset, language string)

// Fallback is the charset of bytes that nothing else is known of. Every byte
// means something in it.
const Fallback = "windows-1252"

// Text is a decoded source. It is safe for concurrent use.
type Text struct {
	String   string // the text in UTF-8, without the byte order mark
	Charset  string // IANA name of what the bytes were decoded as
	Language string // what the Scorer thinks the language is, if it was asked; else ""
	Marked   bool   // a byte order mark names the charset
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

// Decode makes text of bytes: by their byte order mark, as UTF-8 when they are
// valid UTF-8, as UTF-16 when every other byte of the beginning is zero, else
// as the charset that score names. score may be nil. Decode never fails: what
// means nothing becomes U+FFFD.
func Decode(data []byte, score Scorer) *Text {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		t := decodeUTF8(data, 3)
		t.Marked = true
		return t
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data, 2, false)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data, 2, true)
	}
	if little, big := zeroBytes(data); little || big {
		return decodeUTF16(data, 0, big)
	}
	if almostUTF8(data) {
		return decodeUTF8(data, 0)
	}
	charset, language := "", ""
	if score != nil {
		charset, language = score(data)
	}
	m, name := lookup(charset)
	t := decodeCharmap(data, m, name)
	t.Language = language
	return t
}

// As makes text of bytes in a charset that is known, such as the one an
// Expression was read with. An unknown name means Fallback.
func As(data []byte, charset string) *Text {
	switch strings.ToLower(charset) {
	case "utf-8":
		if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
			return decodeUTF8(data, 3)
		}
		return decodeUTF8(data, 0)
	case "utf-16le", "utf-16be":
		big := strings.EqualFold(charset, "utf-16be")
		mark := []byte("\xff\xfe")
		if big {
			mark = []byte("\xfe\xff")
		}
		if bytes.HasPrefix(data, mark) {
			return decodeUTF16(data, 2, big)
		}
		return decodeUTF16(data, 0, big)
	}
	m, name := lookup(charset)
	return decodeCharmap(data, m, name)
}

// zeroBytes tells UTF-16 without a mark by its zero bytes: in the languages we
// read, spaces and line ends have them, and nothing else has any.
func zeroBytes(data []byte) (little, big bool) {
	head := data[:min(len(data), 4096)&^1]
	var even, odd int
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 && head[i+1] != 0 {
			even++
		}
		if head[i+1] == 0 && head[i] != 0 {
			odd++
		}
	}
	few := len(head) / 100
	return odd > 10*even && odd > few, even > 10*odd && even > few
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

func decodeUTF8(data []byte, mark int) *Text {
	t := &Text{Charset: "utf-8", size: len(data)}
	body := data[mark:]
	if utf8.Valid(body) {
		t.String = string(body)
		t.back = shifted(mark)
		return t
	}
	var b strings.Builder
	b.Grow(len(body) + 64)
	var pieces []piece
	start := 0
	for i := 0; i < len(body); {
		r, n := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && n == 1 {
			b.Write(body[start:i])
			pieces = append(pieces, piece{b.Len(), mark + i, true})
			b.WriteRune(utf8.RuneError)
			pieces = append(pieces, piece{b.Len(), mark + i + 1, false})
			start = i + 1
			t.Invalid++
		}
		i += n
	}
	b.Write(body[start:])
	t.String = b.String()
	t.back = &pieced{first: mark, pieces: pieces}
	return t
}

func decodeUTF16(data []byte, mark int, big bool) *Text {
	t := &Text{Charset: "utf-16le", size: len(data), Marked: mark > 0}
	if big {
		t.Charset = "utf-16be"
	}
	unit := func(i int) rune {
		if big {
			return rune(data[i])<<8 | rune(data[i+1])
		}
		return rune(data[i+1])<<8 | rune(data[i])
	}
	var b strings.Builder
	b.Grow(len(data))
	w := &widths{first: mark}
	i := mark
	for ; i+1 < len(data); i += 2 {
		w.note(b.Len(), i)
		r := unit(i)
		switch {
		case r >= 0xd800 && r < 0xdc00 && i+3 < len(data) && unit(i+2)&0xfc00 == 0xdc00:
			r = (r-0xd800)<<10 + unit(i+2) - 0xdc00 + 0x10000
			i += 2
		case r >= 0xd800 && r < 0xe000:
			r = utf8.RuneError
			t.Invalid++
		}
		b.WriteRune(r)
	}
	if i < len(data) {
		b.WriteRune(utf8.RuneError)
		t.Invalid++
	}
	t.String = b.String()
	w.width = func(r rune) int {
		if r > 0xffff {
			return 4
		}
		return 2
	}
	t.back = w
	return t
}

func decodeCharmap(data []byte, m *charmap.Charmap, name string) *Text {
	t := &Text{Charset: name, size: len(data)}
	var b strings.Builder
	b.Grow(len(data) + len(data)/2)
	w := &widths{width: func(rune) int { return 1 }}
	for i, c := range data {
		w.note(b.Len(), i)
		if c < utf8.RuneSelf {
			b.WriteByte(c)
			continue
		}
		r := m.DecodeByte(c)
		if r == utf8.RuneError {
			t.Invalid++
		}
		b.WriteRune(r)
	}
	t.String = b.String()
	t.back = w
	return t
}

// charsets are the one-byte charsets of Europe and of the languages of the
// United Nations, by their IANA names.
var charsets = []struct {
	name string
	m    *charmap.Charmap
}{
	{"windows-1252", charmap.Windows1252}, {"windows-1250", charmap.Windows1250},
	{"windows-1251", charmap.Windows1251}, {"windows-1253", charmap.Windows1253},
	{"windows-1254", charmap.Windows1254}, {"windows-1256", charmap.Windows1256},
	{"windows-1257", charmap.Windows1257},
	{"iso-8859-1", charmap.ISO8859_1}, {"iso-8859-2", charmap.ISO8859_2},
	{"iso-8859-3", charmap.ISO8859_3}, {"iso-8859-4", charmap.ISO8859_4},
	{"iso-8859-5", charmap.ISO8859_5}, {"iso-8859-6", charmap.ISO8859_6},
	{"iso-8859-7", charmap.ISO8859_7}, {"iso-8859-9", charmap.ISO8859_9},
	{"iso-8859-10", charmap.ISO8859_10}, {"iso-8859-13", charmap.ISO8859_13},
	{"iso-8859-14", charmap.ISO8859_14}, {"iso-8859-15", charmap.ISO8859_15},
	{"iso-8859-16", charmap.ISO8859_16},
	{"koi8-r", charmap.KOI8R}, {"koi8-u", charmap.KOI8U},
	{"ibm437", charmap.CodePage437}, {"ibm850", charmap.CodePage850},
	{"ibm852", charmap.CodePage852}, {"ibm855", charmap.CodePage855},
	{"ibm866", charmap.CodePage866}, {"macintosh", charmap.Macintosh},
	{"x-mac-cyrillic", charmap.MacintoshCyrillic},
}

// Charsets is the names of the one-byte charsets that Decode knows.
func Charsets() []string {
	names := make([]string, len(charsets))
	for i, c := range charsets {
		names[i] = c.name
	}
	return names
}

func lookup(name string) (*charmap.Charmap, string) {
	for _, c := range charsets {
		if strings.EqualFold(c.name, name) {
			return c.m, c.name
		}
	}
	return charmap.Windows1252, Fallback
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
	for i := 0; i < len(s); {
		n := strings.IndexAny(s[i:], "\n\r")
		if n < 0 {
			break
		}
		i += n + 1
		if s[i-1] == '\r' && i < len(s) && s[i] == '\n' {
			i++
		}
		t.lines = append(t.lines, i)
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

// piece says that the text from one offset on came from the raw bytes from
// another on, byte by byte, or that the character there stands for one byte.
type piece struct {
	text, raw int
	invalid   bool
}

// pieced is the way back of UTF-8 with invalid bytes.
type pieced struct {
	first  int
	pieces []piece
}

func (p *pieced) raw(_ *Text, offset int) int {
	i := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].text > offset }) - 1
	if i < 0 {
		return p.first + offset
	}
	if p.pieces[i].invalid {
		return p.pieces[i].raw
	}
	return p.pieces[i].raw + offset - p.pieces[i].text
}

func (p *pieced) text(_ *Text, raw int) int {
	i := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].raw > raw }) - 1
	if i < 0 {
		return raw - p.first
	}
	if p.pieces[i].invalid {
		return p.pieces[i].text
	}
	return p.pieces[i].text + raw - p.pieces[i].raw
}

// widths is the way back of charsets where the character tells how many bytes
// it took. It knows the way at marks that are a stride apart and counts from there.
type widths struct {
	first int
	width func(rune) int
	marks []mark
}

type mark struct{ text, raw int }

// note is called for each character in turn and keeps some of them.
func (w *widths) note(text, raw int) {
	if n := len(w.marks); n == 0 || text-w.marks[n-1].text >= 256 {
		w.marks = append(w.marks, mark{text, raw})
	}
}

func (w *widths) raw(t *Text, offset int) int {
	i := sort.Search(len(w.marks), func(i int) bool { return w.marks[i].text > offset }) - 1
	if i < 0 {
		return w.first
	}
	raw := w.marks[i].raw
	for at := w.marks[i].text; at < offset; {
		r, n := utf8.DecodeRuneInString(t.String[at:])
		if at += n; at > offset {
			break
		}
		raw += w.width(r)
	}
	return raw
}

func (w *widths) text(t *Text, raw int) int {
	i := sort.Search(len(w.marks), func(i int) bool { return w.marks[i].raw > raw }) - 1
	if i < 0 {
		return 0
	}
	at, have := w.marks[i].text, w.marks[i].raw
	for have < raw && at < len(t.String) {
		r, n := utf8.DecodeRuneInString(t.String[at:])
		if have += w.width(r); have > raw {
			break
		}
		at += n
	}
	return at
}
