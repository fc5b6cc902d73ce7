package xmlscan

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
)

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
