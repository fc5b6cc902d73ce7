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
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
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

// tagEnd reads as far as the '>' that ends the tag at tok, and says how many
// bytes there are before it.
func (s *Scanner) tagEnd() (int, error) {
	var quote byte
	for n := 1; ; {
		for s.tok+n < s.end {
			c := s.buf[s.tok+n]
			switch {
			case c == '<':
				s.pos = s.tok + n
				if quote != 0 {
					return 0, s.broken("'<' stands in the value of an attribute: write &lt;, or close the value with %c first", quote)
				}
				return 0, s.broken("'<' stands inside a tag: the tag before it has no '>'")
			case quote == 0 && c == '>':
				return n, nil
			case quote == 0 && (c == '"' || c == '\''):
				quote = c
			case c == quote:
				quote = 0
			}
			n++
		}
		if !s.more() {
			if s.err != nil {
				return 0, s.err
			}
			return 0, s.broken("the document ends inside a tag: '>' is missing")
		}
	}
}

func (s *Scanner) startTag() error {
	n, err := s.tagEnd()
	if err != nil {
		return err
	}
	if s.rooted && len(s.open) == 0 {
		return s.broken("a second root element: a document has one")
	}
	if len(s.open) == MaxDepth {
		return s.limit("elements more than %d levels deep", MaxDepth)
	}
	end := s.tok + n
	s.pos = end + 1
	if s.buf[end-1] == '/' && end-1 > s.tok {
		s.empty = true
		end--
	}
	i := s.tok + 1
	name, i, err := s.readName(i, end, "an element")
	if err != nil {
		return err
	}
	outer := len(s.bindings)
	s.names = append(s.names, s.buf[s.tok+1:i]...)
	s.open = append(s.open, element{name: len(s.names), bindings: outer, at: s.at})
	s.rooted = true
	if err := s.readAttributes(i, end); err != nil {
		return err
	}
	if len(s.bindings) > MaxNamespaces {
		return s.limit("more than %d namespace declarations in force", MaxNamespaces)
	}
	var ok bool
	if name.Space, ok = s.Resolve(name.Prefix); !ok {
		return s.broken("the prefix %s of <%s> is not declared: add xmlns:%s=\"...\"", name.Prefix, s.qname(len(s.open)-1), name.Prefix)
	}
	s.Name = name
	return s.resolveAttributes()
}

// readAttributes reads the attributes in buf[i:end]; namespace declarations come
// into force at once.
func (s *Scanner) readAttributes(i, end int) error {
	s.Attributes = s.Attributes[:0]
	s.scratch = s.scratch[:0]
	declared := 0
	for {
		from := i
		for i < end && isSpace(s.buf[i]) {
			i++
		}
		if i == end {
			return nil
		}
		if i == from {
			s.pos = i
			return s.broken("white space is missing before this attribute")
		}
		a := Attribute{start: i}
		var err error
		if a.Name, i, err = s.readName(i, end, "an attribute"); err != nil {
			return err
		}
		for i < end && isSpace(s.buf[i]) {
			i++
		}
		if i == end || s.buf[i] != '=' {
			s.pos = a.start
			return s.broken("the attribute %s has no value: write %s=\"...\"", s.buf[a.start:a.end()], s.buf[a.start:a.end()])
		}
		for i++; i < end && isSpace(s.buf[i]); i++ {
		}
		if i == end || s.buf[i] != '"' && s.buf[i] != '\'' {
			s.pos = a.start
			return s.broken("the value of the attribute %s has no quotes", s.buf[a.start:a.end()])
		}
		if a.Value, i, err = s.readValue(i, end); err != nil {
			return err
		}
		if len(s.Attributes)+declared == MaxAttributes {
			return s.limit("more than %d attributes on one element", MaxAttributes)
		}
		switch {
		case string(a.Prefix) == "xmlns":
			declared++
			err = s.bind(a.start, string(a.Local), string(a.Value))
		case len(a.Prefix) == 0 && string(a.Local) == "xmlns":
			declared++
			err = s.bind(a.start, "", string(a.Value))
		default:
			s.Attributes = append(s.Attributes, a)
		}
		if err != nil {
			return err
		}
	}
}

// end is where the name of an attribute ends in the buffer.
func (a *Attribute) end() int {
	n := len(a.Local)
	if len(a.Prefix) > 0 {
		n += len(a.Prefix) + 1
	}
	return a.start + n
}

// bind takes a namespace declaration (Namespaces in XML 1.0, 3 and 5).
func (s *Scanner) bind(start int, prefix, space string) error {
	for i := s.open[len(s.open)-1].bindings; i < len(s.bindings); i++ {
		if s.bindings[i].Prefix == prefix {
			s.pos = start
			return s.broken("a namespace is declared twice for the same prefix on one element")
		}
	}
	s.pos, start = start, s.pos
	switch {
	case prefix == "xmlns" || space == xmlnsSpace:
		return s.broken("the prefix xmlns and its namespace must not be declared")
	case (prefix == "xml") != (space == XMLSpace):
		return s.broken("the prefix xml and the namespace %s belong together", XMLSpace)
	case prefix != "" && space == "":
		return s.broken("the prefix %s must be declared with a namespace name that is not empty", prefix)
	}
	s.pos = start
	s.bindings = append(s.bindings, Binding{prefix, space})
	return nil
}

// resolveAttributes finds the namespaces of the attributes and forbids two of
// the same name.
func (s *Scanner) resolveAttributes() error {
	for i := range s.Attributes {
		a := &s.Attributes[i]
		if len(a.Prefix) > 0 {
			var ok bool
			if a.Space, ok = s.Resolve(a.Prefix); !ok {
				s.pos = a.start
				return s.broken("the prefix %s of the attribute %s is not declared: add xmlns:%s=\"...\"", a.Prefix, s.buf[a.start:a.end()], a.Prefix)
			}
		}
	}
	if i := s.duplicate(); i >= 0 {
		a := &s.Attributes[i]
		s.pos = a.start
		return s.broken("the attribute %s stands twice in <%s>", s.buf[a.start:a.end()], s.qname(len(s.open)-1))
	}
	return nil
}

// duplicate is the index of the first attribute whose name an earlier one has,
// or -1. Few are compared with one another, many are sorted.
func (s *Scanner) duplicate() int {
	const few = 12
	if len(s.Attributes) <= few {
		for i := range s.Attributes {
			for j := range i {
				if compareNames(&s.Attributes[i], &s.Attributes[j]) == 0 {
					return i
				}
			}
		}
		return -1
	}
	s.order = s.order[:0]
	for i := range s.Attributes {
		s.order = append(s.order, i)
	}
	slices.SortFunc(s.order, func(i, j int) int {
		return cmp.Or(compareNames(&s.Attributes[i], &s.Attributes[j]), i-j)
	})
	first := -1
	for k := 1; k < len(s.order); k++ {
		i := s.order[k]
		if compareNames(&s.Attributes[s.order[k-1]], &s.Attributes[i]) == 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}

func compareNames(a, b *Attribute) int {
	if c := bytes.Compare(a.Local, b.Local); c != 0 {
		return c
	}
	return strings.Compare(a.Space, b.Space)
}

// readName reads a qualified name at buf[i:end].
func (s *Scanner) readName(i, end int, what string) (Name, int, error) {
	b := s.buf[i:end]
	n, ok := scanName(b)
	switch {
	case n > MaxName:
		return Name{}, 0, s.limit("the name of %s is longer than %d bytes", what, MaxName)
	case n == 0 || !ok:
		s.pos = i + n
		return Name{}, 0, s.broken("the name of %s is expected here", what)
	}
	name := Name{Local: b[:n]}
	if k := bytes.IndexByte(b[:n], ':'); k >= 0 {
		name = Name{Prefix: b[:k], Local: b[k+1 : n]}
		_, ok := scanName(name.Local)
		if k == 0 || !ok || bytes.IndexByte(name.Local, ':') >= 0 {
			s.pos = i
			return Name{}, 0, s.broken("%s is no name: a colon parts one prefix from one name", b[:n])
		}
	}
	return name, i + n, nil
}

// readValue reads the value of an attribute, with its quotes, at buf[i:end].
func (s *Scanner) readValue(i, end int) ([]byte, int, error) {
	quote := s.buf[i]
	i++
	n := bytes.IndexByte(s.buf[i:end], quote)
	if n < 0 { // the quote closed behind the '/' of what looked like "/>"
		s.pos = i
		return nil, 0, s.broken("the value of an attribute has no closing quote")
	}
	value := s.buf[i : i+n]
	plain := true
	for k := 0; k < n; {
		c := value[k]
		if c < ' ' || c == '&' {
			plain = false
		}
		w := s.character(i + k)
		if w <= 0 {
			return nil, 0, s.badCharacter(i + k)
		}
		k += w
	}
	if plain {
		return value, i + n + 1, nil
	}
	from := len(s.scratch)
	for k := i; k < i+n; k++ {
		switch c := s.buf[k]; c {
		case '&':
			var w int
			var err error
			if s.scratch, w, err = s.resolve(s.scratch, k, i+n); err != nil {
				return nil, 0, err
			}
			k += w - 1
		case '\r':
			s.scratch = append(s.scratch, ' ')
			if k+1 < i+n && s.buf[k+1] == '\n' {
				k++
			}
		case '\n', '\t':
			s.scratch = append(s.scratch, ' ')
		default:
			s.scratch = append(s.scratch, c)
		}
	}
	return s.scratch[from:len(s.scratch):len(s.scratch)], i + n + 1, nil
}

func (s *Scanner) endTag() error {
	n, err := s.tagEnd()
	if err != nil {
		return err
	}
	b := s.buf[s.tok+2 : s.tok+n]
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	if len(s.open) == 0 {
		return s.broken("</%s> closes nothing: no element is open", clip(b))
	}
	if top := s.qname(len(s.open) - 1); !bytes.Equal(b, top) {
		return s.broken("</%s> does not close <%s>, which was opened at %s", clip(b), top, s.open[len(s.open)-1].at)
	}
	s.pos = s.tok + n + 1
	return s.close()
}

// close ends the innermost element.
func (s *Scanner) close() error {
	n := len(s.open) - 1
	e := s.open[n]
	from := 0
	if n > 0 {
		from = s.open[n-1].name
	}
	s.Name = Name{Local: s.names[from:e.name]}
	if k := bytes.IndexByte(s.Name.Local, ':'); k >= 0 {
		s.Name.Prefix, s.Name.Local = s.Name.Local[:k], s.Name.Local[k+1:]
	}
	s.Name.Space, _ = s.Resolve(s.Name.Prefix)
	s.names = s.names[:from]
	s.bindings = s.bindings[:e.bindings]
	s.open = s.open[:n]
	return nil
}

func clip(b []byte) string {
	const most = 60
	if len(b) > most {
		return fmt.Sprintf("%s...", bytes.ToValidUTF8(b[:most], nil))
	}
	return string(b)
}
