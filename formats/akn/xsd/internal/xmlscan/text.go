package xmlscan

import (
	"bytes"
	"unicode/utf8"
)

// characters reads a run of characters up to the next markup or the end of the
// buffer.
func (s *Scanner) characters() (found bool, err error) {
	i := s.pos
scan:
	for i < s.end {
		c := s.buf[i]
		switch class[c] & textClass {
		case textPlain:
			i++
		case textMarkup:
			break scan
		case textBracket: // '>'
			if i-2 >= s.tok && s.buf[i-1] == ']' && s.buf[i-2] == ']' {
				s.pos = i - 2
				return false, s.broken("']]>' stands in the text: write ]]&gt;")
			}
			i++
		default:
			n := s.character(i)
			if n == 0 {
				break scan // the rest of the character is not here yet
			}
			if n < 0 {
				return false, s.badCharacter(i)
			}
			i += n
		}
	}
	if i == s.end && !s.eof {
		// What may be the first half of ]]> or of a line end waits for the rest.
		for k := 0; k < 2 && i > s.pos && (s.buf[i-1] == ']' || s.buf[i-1] == '\r'); k++ {
			i--
		}
	}
	return s.emit(i)
}

// emit makes the text from pos to i the token; an empty one asks for more bytes.
func (s *Scanner) emit(i int) (found bool, err error) {
	if i == s.pos {
		if s.more() {
			return false, nil
		}
		if s.err != nil {
			return false, s.err
		}
		if i = s.end; i == s.pos {
			return false, nil
		}
		if !utf8.Valid(s.buf[s.pos:i]) {
			return false, s.badCharacter(s.pos)
		}
	}
	raw := s.buf[s.pos:i]
	s.pos = i
	if len(s.open) == 0 {
		if k := firstNonSpace(raw); k < len(raw) {
			s.pos = s.tok + k
			return false, s.broken("text stands outside the root element")
		}
		return false, nil
	}
	s.Text = raw
	if bytes.IndexByte(raw, '\r') >= 0 {
		s.scratch = normaliseLines(s.scratch[:0], raw)
		s.Text = s.scratch
	}
	return true, nil
}

// section reads the characters of a CDATA section, and its end.
func (s *Scanner) section() (found bool, err error) {
	if s.hasPrefix("]]>") {
		s.pos += 3
		s.cdata = false
		return false, nil
	}
	i := s.pos
	for i < s.end {
		c := s.buf[i]
		if c == ']' && i > s.pos || c == ']' && (i+2 >= s.end && !s.eof || i+2 < s.end && s.buf[i+1] == ']' && s.buf[i+2] == '>') {
			break
		}
		n := s.character(i)
		if n < 0 {
			return false, s.badCharacter(i)
		}
		if n == 0 {
			break
		}
		i += n
	}
	if i > s.pos && i == s.end && !s.eof && s.buf[i-1] == '\r' {
		i--
	}
	return s.emit(i)
}

// character is the length of the character at buf[i]: 0 if it is not complete
// yet, -1 if XML does not allow it (XML 1.0, 2.2).
func (s *Scanner) character(i int) int {
	c := s.buf[i]
	if c < utf8.RuneSelf {
		if class[c]&textClass == textForbidden {
			return -1
		}
		return 1
	}
	r, n := utf8.DecodeRune(s.buf[i:s.end])
	if r == utf8.RuneError && n <= 1 {
		if !utf8.FullRune(s.buf[i:s.end]) && !s.eof {
			return 0
		}
		return -1
	}
	if r == 0xFFFE || r == 0xFFFF {
		return -1
	}
	return n
}

// reference reads a reference in the text.
func (s *Scanner) reference() error {
	if len(s.open) == 0 {
		return s.broken("text stands outside the root element")
	}
	for !s.eof && bytes.IndexByte(s.buf[s.pos:s.end], ';') < 0 && s.end-s.pos < 64 {
		s.more()
	}
	if s.err != nil {
		return s.err
	}
	var n int
	var err error
	s.scratch, n, err = s.resolve(s.scratch[:0], s.pos, s.end)
	s.pos += n
	s.Text = s.scratch
	return err
}

// resolve appends what the reference at buf[i:end] stands for and says how long
// the reference is.
func (s *Scanner) resolve(dst []byte, i, end int) ([]byte, int, error) {
	b := s.buf[i:min(end, i+64)]
	n := bytes.IndexByte(b, ';')
	name := b[1:max(n, 1)]
	if n < 0 || len(name) == 0 {
		s.pos = i
		return dst, 0, s.broken("'&' starts no reference: write &amp;")
	}
	if name[0] == '#' {
		r, ok := charRef(name[1:])
		if !ok {
			s.pos = i
			return dst, 0, s.broken("%s is no character of XML: leave it out", b[:n+1])
		}
		return utf8.AppendRune(dst, r), n + 1, nil
	}
	switch string(name) {
	case "amp":
		return append(dst, '&'), n + 1, nil
	case "lt":
		return append(dst, '<'), n + 1, nil
	case "gt":
		return append(dst, '>'), n + 1, nil
	case "quot":
		return append(dst, '"'), n + 1, nil
	case "apos":
		return append(dst, '\''), n + 1, nil
	}
	s.pos = i
	if k, ok := scanName(name); !ok || k < len(name) {
		return dst, 0, s.broken("'&' starts no reference: write &amp;")
	}
	return dst, 0, s.fail(Entity, "the entity %s is not defined: only &amp; &lt; &gt; &quot; &apos; are; write the character itself", b[:n+1])
}

// charRef reads the digits of a character reference.
func charRef(digits []byte) (rune, bool) {
	base := rune(10)
	if len(digits) > 0 && digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	if len(digits) == 0 {
		return 0, false
	}
	var r rune
	for _, c := range digits {
		var d rune
		switch {
		case '0' <= c && c <= '9':
			d = rune(c - '0')
		case base == 16 && 'a' <= c|0x20 && c|0x20 <= 'f':
			d = rune(c|0x20-'a') + 10
		default:
			return 0, false
		}
		if r = r*base + d; r > utf8.MaxRune {
			return 0, false
		}
	}
	return r, validChar(r)
}

func validChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || 0x20 <= r && r <= 0xD7FF ||
		0xE000 <= r && r <= 0xFFFD || 0x10000 <= r && r <= utf8.MaxRune
}
