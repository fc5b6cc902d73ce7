package json

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
)

// maxNesting is how deep objects and arrays may nest. Inlines nest deepest: two
// levels for each of document.MaxDepth.
const maxNesting = 512

// cursor reads JSON as RFC 8259 has it, and nothing else: no comments, no
// trailing commas, no two members of one name in an object.
type cursor struct {
	data  []byte
	pos   int
	depth int
	path  []step
}

// step is one part of the path to a value: a member or, when it has no name, an
// entry of an array.
type step struct {
	name  string
	index int
}

// Error says where a document is not as it should be.
type Error struct {
	Start diag.Position
	Path  string // "expressions[0].clauses[3].level"; "" is the document
	Text  string // what is wrong
}

func (e *Error) Error() string {
	where := e.Path
	if where != "" {
		where += ": "
	}
	return e.Start.String() + ": " + where + e.Text
}

// Unwrap makes the error a convert.ErrNotReadable.
func (e *Error) Unwrap() error { return convert.ErrNotReadable }

// fail makes the error of what stands at the offset.
func (c *cursor) fail(offset int, format string, args ...any) error {
	return &Error{Start: position(c.data, offset), Path: c.where(), Text: fmt.Sprintf(format, args...)}
}

// position is the line and column of an offset.
func position(data []byte, offset int) diag.Position {
	offset = min(offset, len(data))
	before := data[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return diag.Position{
		Line:   bytes.Count(before, []byte{'\n'}) + 1,
		Column: utf8.RuneCount(before[start:]) + 1,
		Offset: offset,
	}
}

func (c *cursor) where() string {
	var b strings.Builder
	for _, s := range c.path {
		if s.name == "" {
			fmt.Fprintf(&b, "[%d]", s.index)
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(s.name)
	}
	return b.String()
}

// peek skips white space and gives the byte that begins what follows; 0 is the
// end.
func (c *cursor) peek() byte {
	for c.pos < len(c.data) {
		switch b := c.data[c.pos]; b {
		case ' ', '\t', '\r', '\n':
			c.pos++
		default:
			return b
		}
	}
	return 0
}

// unexpected is the error of something that stands where want should.
func (c *cursor) unexpected(want string) error {
	if c.peek() == 0 && c.pos >= len(c.data) {
		return c.fail(c.pos, "the file ends where %s should be", want)
	}
	r, _ := utf8.DecodeRune(c.data[c.pos:])
	return c.fail(c.pos, "%q stands where %s should be", r, want)
}

// object reads an object and calls member for each member, at its value, white
// space skipped. A
// member that member says it does not know is read by unknown.
func (c *cursor) object(member func(name string) (known bool, err error), unknown func(name string) error) error {
	if c.peek() != '{' {
		return c.unexpected("an object")
	}
	if err := c.enter(); err != nil {
		return err
	}
	defer c.leave()
	var seen names
	for first := true; ; first = false {
		switch b := c.peek(); {
		case b == '}' && first:
			c.pos++
			return nil
		case b == '"' && first:
		case b == ',' && !first:
			c.pos++
			if c.peek() != '"' {
				return c.unexpected("the name of a member")
			}
		case b == '}':
			c.pos++
			return nil
		default:
			return c.unexpected(`"," or "}"`)
		}
		at := c.pos
		name, err := c.str()
		if err != nil {
			return err
		}
		if !seen.add(name) {
			return c.fail(at, "there are two members %q", name)
		}
		if c.peek() != ':' {
			return c.unexpected(`":"`)
		}
		c.pos++
		c.peek()
		c.path = append(c.path, step{name: name})
		known, err := member(name)
		if err == nil && !known {
			err = unknown(name)
		}
		if err != nil {
			return err
		}
		c.path = c.path[:len(c.path)-1]
	}
}

// names is a set of strings that is quick while it is small.
type names struct {
	few  []string
	many map[string]bool
}

// add reports whether the name is new.
func (n *names) add(name string) bool {
	if n.many == nil {
		for _, have := range n.few {
			if have == name {
				return false
			}
		}
		n.few = append(n.few, name)
		if len(n.few) > 32 {
			n.many = make(map[string]bool)
			for _, have := range n.few {
				n.many[have] = true
			}
		}
		return true
	}
	if n.many[name] {
		return false
	}
	n.many[name] = true
	return true
}

// array reads an array and calls item for each entry, at its value, white space
// skipped.
func (c *cursor) array(item func(i int) error) error {
	if c.peek() != '[' {
		return c.unexpected("an array")
	}
	if err := c.enter(); err != nil {
		return err
	}
	defer c.leave()
	for i := 0; ; i++ {
		switch b := c.peek(); {
		case b == ']' && i == 0:
			c.pos++
			return nil
		case i == 0:
		case b == ',':
			c.pos++
		case b == ']':
			c.pos++
			return nil
		default:
			return c.unexpected(`"," or "]"`)
		}
		c.peek()
		c.path = append(c.path, step{index: i})
		if err := item(i); err != nil {
			return err
		}
		c.path = c.path[:len(c.path)-1]
	}
}

// enter steps over the bracket that begins an object or array.
func (c *cursor) enter() error {
	c.pos++
	if c.depth++; c.depth > maxNesting {
		return fmt.Errorf("%w: %w", convert.ErrLimit, c.fail(c.pos-1, "nested deeper than %d", maxNesting))
	}
	return nil
}

func (c *cursor) leave() { c.depth-- }

// null reads null if it is there.
func (c *cursor) null() bool {
	if c.peek() == 'n' && bytes.HasPrefix(c.data[c.pos:], []byte("null")) {
		c.pos += len("null")
		return true
	}
	return false
}

func (c *cursor) boolean() (bool, error) {
	switch b := c.peek(); {
	case b == 't' && bytes.HasPrefix(c.data[c.pos:], []byte("true")):
		c.pos += len("true")
		return true, nil
	case b == 'f' && bytes.HasPrefix(c.data[c.pos:], []byte("false")):
		c.pos += len("false")
		return false, nil
	}
	return false, c.unexpected("true or false")
}

// integer reads a whole number that is not negative.
func (c *cursor) integer() (int64, error) {
	c.peek()
	at := c.pos
	literal, err := c.number()
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(string(literal), 10, 64)
	if err != nil || n < 0 {
		return 0, c.fail(at, "%s is no whole number from 0", literal)
	}
	return n, nil
}

// number reads the literal of a number.
func (c *cursor) number() ([]byte, error) {
	start := c.pos
	digits := func() bool {
		from := c.pos
		for c.pos < len(c.data) && c.data[c.pos]-'0' <= 9 {
			c.pos++
		}
		return c.pos > from
	}
	accept := func(set string) bool {
		if c.pos < len(c.data) && strings.IndexByte(set, c.data[c.pos]) >= 0 {
			c.pos++
			return true
		}
		return false
	}
	accept("-")
	if !accept("0") && !digits() {
		c.pos = start
		return nil, c.unexpected("a value")
	}
	if accept(".") && !digits() {
		return nil, c.unexpected("a digit")
	}
	if accept("eE") {
		accept("+-")
		if !digits() {
			return nil, c.unexpected("a digit")
		}
	}
	return c.data[start:c.pos], nil
}

// str reads a string.
func (c *cursor) str() (string, error) {
	if c.peek() != '"' {
		return "", c.unexpected("a string")
	}
	start := c.pos + 1
	for i := start; i < len(c.data); i++ {
		switch b := c.data[i]; {
		case b == '"':
			c.pos = i + 1
			return string(c.data[start:i]), nil
		case b == '\\':
			return c.escaped(start, i)
		case b < ' ':
			return "", c.fail(i, "a string holds the control character U+%04X as it is", b)
		}
	}
	return "", c.fail(len(c.data), "the file ends in a string")
}

// escaped reads the rest of a string from its first escape on.
func (c *cursor) escaped(start, i int) (string, error) {
	text := append(make([]byte, 0, i-start+64), c.data[start:i]...)
	for i < len(c.data) {
		switch b := c.data[i]; {
		case b == '"':
			c.pos = i + 1
			return string(text), nil
		case b < ' ':
			return "", c.fail(i, "a string holds the control character U+%04X as it is", b)
		case b != '\\':
			text = append(text, b)
			i++
		default:
			r, size := unquote(c.data[i:])
			if size == 0 {
				return "", c.fail(i, "a string holds an escape that there is not")
			}
			text = utf8.AppendRune(text, r)
			i += size
		}
	}
	return "", c.fail(len(c.data), "the file ends in a string")
}

// unquote reads one escape, or two that make one character. The size of a wrong
// one is 0; half a surrogate pair is wrong, since no string can hold it.
func unquote(data []byte) (r rune, size int) {
	if len(data) < 2 {
		return 0, 0
	}
	switch data[1] {
	case '"', '\\', '/':
		return rune(data[1]), 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		high, ok := codeUnit(data)
		if !ok {
			return 0, 0
		}
		if !utf16.IsSurrogate(high) {
			return high, 6
		}
		low, ok := codeUnit(data[6:])
		if r := utf16.DecodeRune(high, low); ok && r != utf8.RuneError {
			return r, 12
		}
	}
	return 0, 0
}

// codeUnit reads \uXXXX.
func codeUnit(data []byte) (rune, bool) {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(data[2:6]), 16, 16)
	return rune(n), err == nil
}

// raw reads any value and gives it without the white space between its parts.
func (c *cursor) raw() ([]byte, error) {
	var out []byte
	err := c.compact(&out)
	return out, err
}

func (c *cursor) compact(out *[]byte) error {
	switch b := c.peek(); b {
	case '{':
		*out = append(*out, '{')
		first := true
		err := c.object(func(name string) (bool, error) {
			if !first {
				*out = append(*out, ',')
			}
			first = false
			e := emitter{b: *out}
			e.quote(name)
			*out = append(e.b, ':')
			return true, c.compact(out)
		}, nil)
		*out = append(*out, '}')
		return err
	case '[':
		*out = append(*out, '[')
		err := c.array(func(i int) error {
			if i > 0 {
				*out = append(*out, ',')
			}
			return c.compact(out)
		})
		*out = append(*out, ']')
		return err
	case '"':
		text, err := c.str()
		e := emitter{b: *out}
		e.quote(text)
		*out = e.b
		return err
	case 't', 'f':
		v, err := c.boolean()
		*out = strconv.AppendBool(*out, v)
		return err
	case 'n':
		if c.null() {
			*out = append(*out, "null"...)
			return nil
		}
	}
	literal, err := c.number()
	*out = append(*out, literal...)
	return err
}
