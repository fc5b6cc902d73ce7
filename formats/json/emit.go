package json

import (
	"strconv"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/diag"
)

// layout says how the members of an object or array stand.
type layout bool

const (
	line  layout = false // all in one line
	block layout = true  // one a line, indented
)

// emitter appends JSON to b.
type emitter struct {
	b        []byte
	frames   []frame
	keyed    bool // a key was written, its value was not
	replaced bool // a string was not UTF-8

	// foreign are the members to place in what is being written of the Work,
	// an Expression or a Node: see foreignMembers.
	foreign []foreignMember
}

type frame struct {
	layout  layout
	entries int
}

// next goes to where the next member or value begins.
func (e *emitter) next() {
	if e.keyed {
		e.keyed = false
		return
	}
	if len(e.frames) == 0 {
		return
	}
	f := &e.frames[len(e.frames)-1]
	if f.entries > 0 {
		e.b = append(e.b, ',')
		if f.layout == line {
			e.b = append(e.b, ' ')
		}
	}
	f.entries++
	if f.layout == block {
		e.newline(len(e.frames))
	}
}

func (e *emitter) newline(depth int) {
	e.b = append(e.b, '\n')
	for range depth {
		e.b = append(e.b, "  "...)
	}
}

func (e *emitter) open(bracket byte, l layout) {
	// What is inside a line stays in it.
	inLine := len(e.frames) > 0 && e.frames[len(e.frames)-1].layout == line
	e.next()
	e.b = append(e.b, bracket)
	e.frames = append(e.frames, frame{layout: l && !layout(inLine)})
}

func (e *emitter) close(bracket byte) {
	f := e.frames[len(e.frames)-1]
	e.frames = e.frames[:len(e.frames)-1]
	if f.layout == block && f.entries > 0 {
		e.newline(len(e.frames))
	}
	e.b = append(e.b, bracket)
}

// member writes the name of a member; the caller appends its value.
func (e *emitter) member(name string) {
	e.next()
	e.quote(name)
	e.b = append(e.b, ": "...)
}

// key writes the name of a member whose value is opened next.
func (e *emitter) key(name string) {
	e.member(name)
	e.keyed = true
}

func (e *emitter) str(name, value string) {
	e.member(name)
	e.quote(value)
}

// known writes null for a value that is not known.
func (e *emitter) known(name, value string) {
	if value != "" {
		e.str(name, value)
		return
	}
	e.member(name)
	e.b = append(e.b, "null"...)
}

// given writes nothing for a value that is not given.
func (e *emitter) given(name, value string) {
	if value != "" {
		e.str(name, value)
	}
}

func (e *emitter) int(name string, value int64) {
	e.member(name)
	e.b = strconv.AppendInt(e.b, value, 10)
}

// What a span counts in, and what it counts.
type measure struct{ unit, of string }

var (
	inSource     = measure{"byte", "source"}
	inExpression = measure{"codepoint", "expression.text"}
	inClause     = measure{"codepoint", "clause.text"}
)

// span writes a span of bytes of the source, unless it is not known. pointer is
// that of the object the span belongs to.
func (e *emitter) span(name string, s diag.Span, pointer string) {
	if s != (diag.Span{}) {
		e.extent(name, s, inSource, pointer)
	}
}

func (e *emitter) extent(name string, s diag.Span, m measure, pointer string) {
	e.key(name)
	e.open('{', line)
	e.int("start", int64(s.Start))
	e.int("end", int64(s.End))
	e.str("unit", m.unit)
	e.str("of", m.of)
	if len(e.foreign) > 0 {
		e.members(spanMembers, pointer+"/"+name)
	}
	e.close('}')
}

const hexDigits = "0123456789abcdef"

// quote writes a string. Only what RFC 8259 wants escaped is; bytes that are
// not UTF-8 become U+FFFD.
func (e *emitter) quote(s string) {
	e.b = append(e.b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				e.b = append(e.b, s[start:i]...)
				e.b = append(e.b, "\uFFFD"...)
				e.replaced = true
				start = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		e.b = append(e.b, s[start:i]...)
		switch c {
		case '"', '\\':
			e.b = append(e.b, '\\', c)
		case '\n':
			e.b = append(e.b, '\\', 'n')
		case '\r':
			e.b = append(e.b, '\\', 'r')
		case '\t':
			e.b = append(e.b, '\\', 't')
		default:
			e.b = append(e.b, `\u00`...)
			e.b = append(e.b, hexDigits[c>>4], hexDigits[c&0xF])
		}
		i++
		start = i
	}
	e.b = append(e.b, s[start:]...)
	e.b = append(e.b, '"')
}
