package akn

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/source"
)

// Limits of what is read. A text of law stays far below them.
const (
	maxBytes      = 256 << 20
	maxDepth      = 1000 // elements inside one another
	maxAttributes = 500  // of one element
)

// element is one element of a file, with where it stands. Reading goes through
// a tree of our own and not through etree's, which forgets places, merges
// attributes of one name and takes control characters.
type element struct {
	space   string // namespace
	name    string // without prefix
	attrs   []attr
	content []content
	span    diag.Span // from "<" of the start tag to ">" of the end tag
}

type attr struct {
	space, name, value string
}

// content is an element or a text between elements.
type content struct {
	element *element
	text    string
	span    diag.Span // of the text
}

const xmlNamespace = "http://www.w3.org/XML/1998/namespace"

// attribute is the value of an attribute without namespace, or "".
func (e *element) attribute(name string) string {
	for i := range e.attrs {
		if e.attrs[i].name == name && e.attrs[i].space == "" {
			return e.attrs[i].value
		}
	}
	return ""
}

// language is xml:lang.
func (e *element) language() string {
	for i := range e.attrs {
		if e.attrs[i].name == "lang" && e.attrs[i].space == xmlNamespace {
			return e.attrs[i].value
		}
	}
	return ""
}

// child is the first child element of a name, or nil.
func (e *element) child(name string) *element {
	if e == nil {
		return nil
	}
	for i := range e.content {
		if c := e.content[i].element; c != nil && c.name == name {
			return c
		}
	}
	return nil
}

// each visits the child elements in order.
func (e *element) each(visit func(*element)) {
	if e == nil {
		return
	}
	for i := range e.content {
		if c := e.content[i].element; c != nil {
			visit(c)
		}
	}
}

// plain is all text of the element, white space folded.
func (e *element) plain() string {
	var b strings.Builder
	var write func(*element)
	write = func(e *element) {
		for i := range e.content {
			b.WriteString(e.content[i].text)
			if c := e.content[i].element; c != nil {
				write(c)
			}
		}
	}
	write(e)
	return strings.Join(strings.Fields(b.String()), " ")
}

// SyntaxError says what makes a file no XML that is read, and where.
type SyntaxError struct {
	Position diag.Position
	Problem  string
}

func (e *SyntaxError) Error() string { return e.Position.String() + ": " + e.Problem }
func (e *SyntaxError) Unwrap() error { return convert.ErrNotReadable }

var declaredCharset = regexp.MustCompile(`^(?:\x{FEFF})?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// decode makes text of a file: by its byte order mark, else as the charset that
// it declares, else as UTF-8.
func decode(data []byte) *source.Text {
	t := source.Decode(data, nil)
	if t.Marked || strings.HasPrefix(t.Charset, "utf-16") {
		return t
	}
	charset := "utf-8"
	if m := declaredCharset.FindSubmatch(data[:min(len(data), 200)]); m != nil {
		charset = string(m[1])
	}
	if strings.EqualFold(charset, "us-ascii") || strings.EqualFold(charset, "ascii") {
		charset = "utf-8"
	}
	return source.As(data, charset)
}

// parse reads a file into a tree, strictly: a file that is not well-formed, has
// a document type, twice the same attribute, or is larger or deeper than the
// limits gives an error with its place.
func parse(data []byte) (*element, *source.Text, error) {
	if len(data) > maxBytes {
		return nil, nil, fmt.Errorf("%w: %d bytes of XML, at most %d are read", convert.ErrLimit, len(data), maxBytes)
	}
	text := decode(data)
	d := xml.NewDecoder(strings.NewReader(text.String))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	p := parser{decoder: d, text: text}
	root, err := p.run()
	return root, text, err
}

type parser struct {
	decoder *xml.Decoder
	text    *source.Text
	open    []*element
}

func (p *parser) fail(offset int, format string, args ...any) error {
	return &SyntaxError{p.text.Position(p.text.Raw(offset)), fmt.Sprintf(format, args...)}
}

func (p *parser) run() (*element, error) {
	if p.text.Invalid > 0 {
		return nil, p.fail(strings.IndexRune(p.text.String, '\uFFFD'), "bytes that mean nothing in %s: save the file in the encoding it declares", p.text.Charset)
	}
	var root *element
	for {
		start := int(p.decoder.InputOffset())
		token, err := p.decoder.Token()
		end := int(p.decoder.InputOffset())
		if err == io.EOF {
			break
		}
		if err != nil {
			problem := err.Error()
			if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
				problem = syntax.Msg
			}
			return nil, p.fail(end, "not well-formed XML: %s", problem)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if len(p.open) >= maxDepth {
				return nil, p.fail(start, "elements stand more than %d deep in one another", maxDepth)
			}
			if len(p.open) == 0 && root != nil {
				return nil, p.fail(start, "a second root element: %s", token.Name.Local)
			}
			e, err := p.element(token, start)
			if err != nil {
				return nil, err
			}
			if len(p.open) == 0 {
				root = e
			} else {
				parent := p.open[len(p.open)-1]
				parent.content = append(parent.content, content{element: e})
			}
			p.open = append(p.open, e)
		case xml.EndElement:
			e := p.open[len(p.open)-1]
			e.span.End = p.text.Raw(end)
			p.open = p.open[:len(p.open)-1]
		case xml.CharData:
			if len(p.open) == 0 {
				if strings.TrimSpace(string(token)) != "" {
					return nil, p.fail(start, "text outside the root element")
				}
				continue
			}
			parent := p.open[len(p.open)-1]
			parent.content = append(parent.content, content{text: string(token), span: p.text.Span(start, end)})
		case xml.Directive:
			return nil, p.fail(start, "a document type (<!...>): it could pull in other files and is not read; remove it")
		}
	}
	if root == nil {
		return nil, p.fail(0, "no XML element in the file")
	}
	return root, nil
}

func (p *parser) element(token xml.StartElement, start int) (*element, error) {
	if len(token.Attr) > maxAttributes {
		return nil, p.fail(start, "%s has %d attributes, at most %d are read", token.Name.Local, len(token.Attr), maxAttributes)
	}
	e := &element{space: token.Name.Space, name: token.Name.Local, span: diag.Span{Start: p.text.Raw(start)}}
	for i, a := range token.Attr {
		for _, b := range token.Attr[:i] {
			if a.Name == b.Name {
				return nil, p.fail(start, "%s has the attribute %s twice", token.Name.Local, a.Name.Local)
			}
		}
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		e.attrs = append(e.attrs, attr{a.Name.Space, a.Name.Local, a.Value})
	}
	return e, nil
}
