package xmlscan

import (
	"fmt"
	"unicode/utf8"
)

// Fault says of what kind a SyntaxError is.
type Fault uint8

const (
	Malformed Fault = iota + 1 // against XML or Namespaces in XML
	Doctype                    // a document type declaration, which is never read
	Entity                     // an entity that no declaration defines
	Encoding                   // bytes or an encoding that cannot be read
	Limit                      // more than this package takes
)

// SyntaxError is the first thing wrong in a document; nothing is read beyond it.
type SyntaxError struct {
	Fault   Fault
	At      Position
	Message string // what is wrong and what to do
}

func (e *SyntaxError) Error() string { return e.At.String() + ": " + e.Message }

func (s *Scanner) fail(fault Fault, format string, args ...any) error {
	return &SyntaxError{fault, s.place(max(s.pos, s.mark)), fmt.Sprintf(format, args...)}
}

func (s *Scanner) broken(format string, args ...any) error {
	if s.err != nil {
		return s.err
	}
	return s.fail(Malformed, format, args...)
}

func (s *Scanner) limit(format string, args ...any) error {
	return &SyntaxError{Limit, s.at, fmt.Sprintf(format, args...) + ": such a document is not read"}
}

// badCharacter is the error of a byte or character at buf[i] that XML forbids.
func (s *Scanner) badCharacter(i int) error {
	s.pos = i
	r, n := utf8.DecodeRune(s.buf[i:s.end])
	if r == utf8.RuneError && n <= 1 && s.encoding != utf8Encoding {
		return s.fail(Encoding, "this is no character in the encoding of the file: save the file as UTF-8, or declare the encoding it has")
	}
	if r == utf8.RuneError && n <= 1 {
		return s.fail(Encoding, "the byte 0x%02X is not UTF-8: save the file as UTF-8, or declare the encoding it has", s.buf[i])
	}
	return s.fail(Malformed, "the character U+%04X is not allowed in XML: leave it out", r)
}

// Position is a place in a document.
type Position struct {
	Line   int // from 1; lines end with a line feed
	Column int // from 1, in characters
	Offset int // from 0, in bytes of the document as it was stored
}

func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// after is the place behind b.
func (p Position) after(b []byte, enc encoding) Position {
	runes := 0
	wide := 0 // characters of two UTF-16 units
	if enc == utf8Encoding {
		p.Offset += len(b)
	}
	line := 0
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\n':
			p.Line++
			p.Column = 1
			line = runes + 1
			runes++
		case c < 0x80 || c >= 0xC0:
			runes++
			if c >= 0xF0 {
				wide++
			}
		}
	}
	p.Column += runes - line
	switch enc {
	case oneByteEncoding:
		p.Offset += runes
	case utf16Encoding:
		p.Offset += 2 * (runes + wide)
	}
	return p
}

// What a byte may be: in text, and in a name.
const (
	textPlain     = iota // nothing special
	textMarkup           // < &
	textBracket          // >
	textForbidden        // a control character
	textMulti            // part of a character of several bytes
	textClass     = 7
	nameStart     = 8
	nameByte      = 16
)

var class = func() (t [256]uint8) {
	for c := range t {
		b := byte(c)
		switch {
		case b >= utf8.RuneSelf:
			t[c] = textMulti
		case b < ' ' && b != '\t' && b != '\n' && b != '\r':
			t[c] = textForbidden
		case b == '<' || b == '&':
			t[c] = textMarkup
		case b == '>':
			t[c] = textBracket
		}
		switch {
		case 'a' <= b|0x20 && b|0x20 <= 'z', b == '_', b == ':':
			t[c] |= nameStart | nameByte
		case '0' <= b && b <= '9', b == '-', b == '.':
			t[c] |= nameByte
		}
	}
	return t
}()

// scanName measures the name (XML 1.0, 2.3, with colons) that b starts with; ok
// tells whether there is one.
func scanName(b []byte) (n int, ok bool) {
	for n < len(b) {
		c := b[n]
		if c < utf8.RuneSelf {
			want := uint8(nameByte)
			if n == 0 {
				want = nameStart
			}
			if class[c]&want == 0 {
				break
			}
			n++
			continue
		}
		r, w := utf8.DecodeRune(b[n:])
		if !(isNameStart(r) || n > 0 && isNameRune(r)) {
			break
		}
		n += w
	}
	return n, n > 0
}

// IsName reports whether b is a Name of XML 1.0.
func IsName(b []byte) bool {
	n, ok := scanName(b)
	return ok && n == len(b)
}

// IsNameToken reports whether b is an Nmtoken of XML 1.0.
func IsNameToken(b []byte) bool {
	for i := 0; i < len(b); {
		r, w := utf8.DecodeRune(b[i:])
		if r < utf8.RuneSelf && class[r]&nameByte == 0 || r >= utf8.RuneSelf && !isNameStart(r) && !isNameRune(r) {
			return false
		}
		i += w
	}
	return len(b) > 0
}

// The ranges of XML 1.0 (5th edition), 2.3, beyond ASCII.
func isNameStart(r rune) bool {
	return 0xC0 <= r && r <= 0x2FF && r != 0xD7 && r != 0xF7 || 0x370 <= r && r <= 0x1FFF && r != 0x37E ||
		r == 0x200C || r == 0x200D || 0x2070 <= r && r <= 0x218F || 0x2C00 <= r && r <= 0x2FEF ||
		0x3001 <= r && r <= 0xD7FF || 0xF900 <= r && r <= 0xFDCF || 0xFDF0 <= r && r <= 0xFFFC || 0x10000 <= r && r <= 0xEFFFF
}

func isNameRune(r rune) bool {
	return r == 0xB7 || 0x300 <= r && r <= 0x36F || r == 0x203F || r == 0x2040
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func firstNonSpace(b []byte) int {
	for i, c := range b {
		if !isSpace(c) {
			return i
		}
	}
	return len(b)
}

// normaliseLines appends b with every CR LF and lone CR as one LF (XML 1.0, 2.11).
func normaliseLines(dst, b []byte) []byte {
	for i, c := range b {
		switch {
		case c != '\r':
			dst = append(dst, c)
		case i+1 == len(b) || b[i+1] != '\n':
			dst = append(dst, '\n')
		}
	}
	return dst
}
