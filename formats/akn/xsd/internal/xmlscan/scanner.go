// Package xmlscan cuts an XML document into elements and text as it streams by,
// and accepts nothing that XML 1.0 (5th edition) and Namespaces in XML 1.0
// forbid: what encoding/xml lets pass (duplicate attributes, undeclared
// prefixes, two root elements, a declaration in the middle) is an error here.
//
// It is made for documents of strangers. A document type declaration is refused,
// so there are no entities but the five of XML; depth, attributes, namespace
// declarations, names and tags are bounded. Memory is one buffer as large as the
// largest tag; every position is exact, also that of an attribute.
package xmlscan

import (
	"io"
	"unicode/utf8"
)

// Limits of what is read. The depth is the one libxml2 has.
const (
	MaxDepth      = 256      // elements inside one another
	MaxAttributes = 256      // of one element, namespace declarations included
	MaxNamespaces = 256      // declarations in force at one place
	MaxName       = 1000     // bytes of a name
	MaxTag        = 16 << 20 // bytes of one tag
)

const firstBuffer = 64 << 10

// XMLSpace is the namespace that the prefix xml is bound to.
const XMLSpace = "http://www.w3.org/XML/1998/namespace"

const xmlnsSpace = "http://www.w3.org/2000/xmlns/"

// Kind says what Next has found.
type Kind uint8

const (
	Start Kind = iota + 1 // a start tag: Name, Attributes
	End                   // an end tag, or the end of an empty-element tag: Name
	Text                  // a run of characters, or part of one: Text
)

// Name is a qualified name. The bytes are good until the next call of Next.
type Name struct {
	Space  string // namespace name; empty for none
	Prefix []byte
	Local  []byte
}

// Attribute is one attribute that is not a namespace declaration.
type Attribute struct {
	Name
	Value []byte // references resolved, white space normalised (XML 1.0, 3.3.3)
	start int    // in the buffer
}

// Binding is one namespace declaration in force.
type Binding struct{ Prefix, Space string }

type element struct {
	name     int // end of its qualified name in Scanner.names
	bindings int // declarations in force outside it
	at       Position
}

// Scanner reads one document. It is not safe for concurrent use.
type Scanner struct {
	// What the last call of Next found.
	Name       Name
	Attributes []Attribute
	Text       []byte

	r        io.Reader
	encoding encoding
	err      error

	buf  []byte
	tok  int // start of the token being read
	pos  int // next byte to look at
	end  int // of what has been read into buf
	eof  bool
	mark int // the place in buf that at is about
	at   Position

	names    []byte // qualified names of the open elements, one after the other
	open     []element
	bindings []Binding
	order    []int  // of attributes, to find duplicates
	scratch  []byte // text and attribute values that are not in buf as they are
	empty    bool   // the last start tag was an empty-element tag
	rooted   bool   // there has been a root element
	cdata    bool   // inside a CDATA section
}

// New makes a Scanner. It reads the first bytes of r to learn its encoding:
// UTF-8, UTF-16 or a charset of one byte a character.
func New(r io.Reader) *Scanner {
	s := &Scanner{buf: make([]byte, firstBuffer), at: Position{Line: 1, Column: 1}}
	s.r, s.encoding, s.at.Offset, s.err = detect(r)
	s.bindings = append(s.bindings, Binding{"xml", XMLSpace})
	return s
}

// Depth is the number of open elements.
func (s *Scanner) Depth() int { return len(s.open) }

// Position is the place of the first byte of what Next has found.
func (s *Scanner) Position() Position { return s.at }

// AttributePosition is the place of the i-th of Attributes.
func (s *Scanner) AttributePosition(i int) Position { return s.place(s.Attributes[i].start) }

// Bindings are the namespace declarations in force, outermost first; a later one
// of the same prefix hides an earlier one.
func (s *Scanner) Bindings() []Binding { return s.bindings }

// Resolve finds the namespace of a prefix; the empty prefix is the default
// namespace, which is always there if only as the empty name.
func (s *Scanner) Resolve(prefix []byte) (space string, ok bool) {
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if s.bindings[i].Prefix == string(prefix) {
			return s.bindings[i].Space, true
		}
	}
	return "", len(prefix) == 0
}

// Next finds the next start tag, end tag or run of characters. Comments and
// processing instructions are checked and skipped. At the end of a well-formed
// document it returns io.EOF; what is wrong in a document is a *SyntaxError, and
// any other error comes from the reader.
func (s *Scanner) Next() (Kind, error) {
	if s.err != nil {
		return 0, s.err
	}
	kind, err := s.next()
	if err != nil {
		s.err = err
	}
	return kind, err
}

func (s *Scanner) next() (Kind, error) {
	if s.empty {
		s.empty = false
		return End, s.close()
	}
	for {
		s.begin()
		if s.pos == s.end && !s.more() {
			return 0, s.finish()
		}
		if s.cdata {
			if found, err := s.section(); err != nil || found {
				return Text, err
			}
			continue
		}
		switch s.buf[s.pos] {
		case '<':
			if !s.have(2) {
				return 0, s.broken("the document ends after '<'")
			}
			switch s.buf[s.pos+1] {
			case '/':
				return End, s.endTag()
			case '?':
				if err := s.instruction(); err != nil {
					return 0, err
				}
			case '!':
				if err := s.declaration(); err != nil {
					return 0, err
				}
			default:
				return Start, s.startTag()
			}
		case '&':
			return Text, s.reference()
		default:
			if found, err := s.characters(); err != nil || found {
				return Text, err
			}
		}
	}
}

// begin starts a token at pos.
func (s *Scanner) begin() {
	s.at = s.place(s.pos)
	s.mark, s.tok = s.pos, s.pos
}

// place is the position of buf[i], which must not lie before the token.
func (s *Scanner) place(i int) Position { return s.at.after(s.buf[s.mark:i], s.encoding) }

// more reads bytes beyond end. It keeps those from tok on and moves them to the
// front of the buffer: indices change.
func (s *Scanner) more() bool {
	if s.eof || s.err != nil {
		return false
	}
	if s.tok > 0 {
		copy(s.buf, s.buf[s.tok:s.end])
		s.pos, s.end, s.mark = s.pos-s.tok, s.end-s.tok, s.mark-s.tok
		s.tok = 0
	}
	if len(s.buf)-s.end < utf8.UTFMax { // a decoding reader needs room for a character
		if len(s.buf) >= MaxTag {
			s.err = s.limit("a tag of more than %d bytes", MaxTag)
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		if err != nil {
			s.eof = true
			if err != io.EOF {
				s.err = err
			}
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
	s.err, s.eof = io.ErrNoProgress, true
	return false
}

// have makes sure that n bytes from pos on are in the buffer.
func (s *Scanner) have(n int) bool {
	for s.end-s.pos < n {
		if !s.more() {
			return false
		}
	}
	return true
}

// hasPrefix tells whether the bytes from pos on are p.
func (s *Scanner) hasPrefix(p string) bool {
	return s.have(len(p)) && string(s.buf[s.pos:s.pos+len(p)]) == p
}

// finish is the error of the end of the document.
func (s *Scanner) finish() error {
	if s.err != nil {
		return s.err
	}
	if s.cdata {
		return s.broken("the document ends inside a CDATA section: ]]> is missing")
	}
	if n := len(s.open); n > 0 {
		return s.broken("the document ends inside <%s>, which was opened at %s: its end tag is missing", s.qname(n-1), s.open[n-1].at)
	}
	if !s.rooted {
		return s.broken("there is no element in the document")
	}
	return io.EOF
}

// qname is the name of the i-th open element as it was written.
func (s *Scanner) qname(i int) []byte {
	from := 0
	if i > 0 {
		from = s.open[i-1].name
	}
	return s.names[from:s.open[i].name]
}
