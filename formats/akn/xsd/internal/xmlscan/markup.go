package xmlscan

import (
	"bytes"
	"unicode/utf8"
)

// instruction skips a processing instruction or the XML declaration.
func (s *Scanner) instruction() error {
	first := s.at.Line == 1 && s.at.Column == 1
	if first && s.have(6) && string(s.buf[s.pos:s.pos+5]) == "<?xml" && isSpace(s.buf[s.pos+5]) {
		return s.xmlDeclaration()
	}
	s.pos += 2
	if !s.fillName() {
		return s.broken("'<?' must be followed by a name")
	}
	n, _ := scanName(s.buf[s.pos:s.end])
	if bytes.EqualFold(s.buf[s.pos:s.pos+n], []byte("xml")) {
		return s.broken("the XML declaration may stand at the very start of the document only")
	}
	s.pos += n
	if !s.hasPrefix("?>") && !(s.have(1) && isSpace(s.buf[s.pos])) {
		return s.broken("a processing instruction's name must be followed by white space")
	}
	return s.skip("?>", "a processing instruction")
}

// fillName makes sure that a name that starts at pos is wholly in the buffer.
func (s *Scanner) fillName() bool {
	s.have(MaxName + utf8.UTFMax)
	_, ok := scanName(s.buf[s.pos:s.end])
	return ok
}

// declaration skips a comment or opens a CDATA section; nothing else is let in.
func (s *Scanner) declaration() error {
	switch {
	case s.hasPrefix("<!--"):
		s.pos += 4
		if err := s.skip("--", "a comment"); err != nil {
			return err
		}
		if !s.hasPrefix(">") {
			if s.err != nil {
				return s.err
			}
			s.pos -= 2
			return s.broken("'--' stands inside a comment: write - -")
		}
		s.pos++
		return nil
	case s.hasPrefix("<![CDATA["):
		if len(s.open) == 0 {
			return s.broken("text stands outside the root element")
		}
		s.pos += len("<![CDATA[")
		s.cdata = true
		return nil
	case s.hasPrefix("<!DOCTYPE"):
		return s.fail(Doctype, "a document type declaration (DOCTYPE) is not accepted: leave it out, and write characters in place of its entities")
	}
	if s.err != nil {
		return s.err
	}
	return s.broken("'<!' starts neither a comment nor a CDATA section")
}

// skip moves behind the next end mark, and checks the characters before it.
func (s *Scanner) skip(mark, what string) error {
	start := s.at
	for {
		i := s.pos
		for i < s.end {
			if s.buf[i] == mark[0] {
				if i+len(mark) > s.end {
					break
				}
				if string(s.buf[i:i+len(mark)]) == mark {
					s.pos = i + len(mark)
					return nil
				}
			}
			n := s.character(i)
			if n < 0 {
				return s.badCharacter(i)
			}
			if n == 0 {
				break
			}
			i += n
		}
		s.pos = i
		s.begin()
		if !s.more() {
			if s.err != nil {
				return s.err
			}
			return s.broken("the document ends inside %s, which was opened at %s: '%s' is missing", what, start, mark)
		}
	}
}

// xmlDeclaration reads the XML declaration (XML 1.0, 2.8).
func (s *Scanner) xmlDeclaration() error {
	n, err := s.tagEnd()
	if err != nil {
		return err
	}
	b := s.buf[s.tok : s.tok+n]
	if !bytes.HasSuffix(b, []byte("?")) {
		return s.broken("the XML declaration must end with '?>'")
	}
	if !validDeclaration(string(b[len("<?xml") : len(b)-1])) {
		return s.broken(`the XML declaration is wrong: write <?xml version="1.0" encoding="UTF-8"?>`)
	}
	s.pos = s.tok + n + 1
	return nil
}
