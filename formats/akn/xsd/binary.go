package xsd

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/plurilex/plurilex/formats/akn/xsd/internal/pattern"
)

// magic starts the binary form of a schema. The digit is its version: tables of
// another version are compiled again, not converted.
const magic = "xsdtable1\n"

var errTables = errors.New("these are no tables of a compiled schema, or of another version: compile it again")

// MarshalBinary returns the tables of the schema. Equal schemas have equal bytes.
func (s *Schema) MarshalBinary() ([]byte, error) {
	c := coder{data: []byte(magic)}
	c.schema(s)
	return c.data, nil
}

// UnmarshalBinary takes the tables that MarshalBinary has made. It refuses
// others, so that no data whatsoever can make Validate fail.
func (s *Schema) UnmarshalBinary(data []byte) error {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return errTables
	}
	c := coder{data: data[len(magic):], reading: true}
	var read Schema
	c.schema(&read)
	if c.err != nil {
		return c.err
	}
	if len(c.data) > 0 || !read.coherent() {
		return errTables
	}
	*s = read
	s.index()
	return nil
}

// coder writes values to data, or reads them from there: one description of the
// form serves both ways.
type coder struct {
	data    []byte
	reading bool
	err     error
}

func (c *coder) schema(s *Schema) {
	c.text(&s.target)
	each(c, &s.namespaces, c.text)
	each(c, &s.symbols, c.name)
	each(c, &s.attributes, c.name)
	each(c, &s.elements, func(e *element) {
		number(c, &e.symbol)
		number(c, &e.typ)
		each(c, &e.uniques, numbers[int32](c))
	})
	each(c, &s.roots, numbers[int32](c))
	each(c, &s.globals, numbers[int32](c))
	each(c, &s.named, func(d *namedDef) {
		c.name(&d.name)
		number(c, &d.typ)
	})
	each(c, &s.complex, func(t *complexType) {
		c.text(&t.name)
		number(c, &t.base)
		number(c, &t.content)
		number(c, &t.simple)
		number(c, &t.automaton)
		number(c, &t.set)
	})
	each(c, &s.simple, c.simple)
	each(c, &s.sets, func(a *attributeSet) {
		each(c, &a.uses, func(u *attributeUse) {
			number(c, &u.name)
			number(c, &u.typ)
			c.flag(&u.required)
			c.flag(&u.fixed)
			c.text(&u.value)
		})
		each(c, &a.required, numbers[int32](c))
		number(c, &a.wildcard)
	})
	each(c, &s.automata, func(a *automaton) {
		each(c, &a.states, func(s *state) {
			c.flag(&s.final)
			each(c, &s.moves, func(m *move) {
				number(c, &m.symbol)
				number(c, &m.element)
				number(c, &m.next)
			})
			each(c, &s.wildcards, func(m *wildMove) {
				number(c, &m.wildcard)
				number(c, &m.next)
			})
		})
	})
	each(c, &s.wildcards, func(w *wildcard) {
		c.flag(&w.not)
		each(c, &w.spaces, numbers[int32](c))
		number(c, &w.process)
	})
	each(c, &s.uniques, func(u *unique) {
		each(c, &u.paths, func(p *selector) {
			c.flag(&p.deep)
			each(c, &p.steps, func(t *nameTest) {
				number(c, &t.space)
				c.text(&t.local)
			})
		})
		each(c, &u.fields, numbers[int32](c))
	})
}

func (c *coder) simple(t *simpleType) {
	c.text(&t.name)
	number(c, &t.base)
	number(c, &t.variety)
	number(c, &t.builtin)
	number(c, &t.item)
	each(c, &t.members, numbers[int32](c))
	number(c, &t.space)
	enumerated := t.enum != nil
	c.flag(&enumerated)
	if enumerated {
		each(c, &t.enum, c.text)
	}
	each(c, &t.patterns, func(p *facetPattern) {
		c.text(&p.source)
		if c.reading && c.err == nil {
			p.regexp, c.err = pattern.Compile(p.source)
		}
	})
	number(c, &t.length.min)
	number(c, &t.length.max)
	number(c, &t.total)
	number(c, &t.fraction)
	for _, b := range []*bound{&t.min, &t.max} {
		c.text(&b.value)
		c.flag(&b.exclusive)
	}
}

func (c *coder) name(n *name) {
	number(c, &n.space)
	c.text(&n.local)
}

func (c *coder) text(s *string) {
	n := len(*s)
	number(c, &n)
	if !c.reading {
		c.data = append(c.data, *s...)
		return
	}
	if n < 0 || n > len(c.data) {
		c.fail()
		return
	}
	*s = string(c.data[:n])
	c.data = c.data[n:]
}

func (c *coder) flag(b *bool) {
	var n uint8
	if *b {
		n = 1
	}
	number(c, &n)
	*b = n == 1
}

func (c *coder) fail() {
	if c.err == nil {
		c.err = errTables
	}
	c.data = nil
}

type integers interface {
	~int | ~int32 | ~uint8
}

// number codes an integer in as many bytes as it needs; small negative ones stay
// small.
func number[T integers](c *coder, v *T) {
	if !c.reading {
		c.data = binary.AppendVarint(c.data, int64(*v))
		return
	}
	n, size := binary.Varint(c.data)
	if size <= 0 || int64(T(n)) != n {
		c.fail()
		return
	}
	*v = T(n)
	c.data = c.data[size:]
}

func numbers[T integers](c *coder) func(*T) { return func(v *T) { number(c, v) } }

// each codes the items of a slice.
func each[T any](c *coder, s *[]T, item func(*T)) {
	n := len(*s)
	number(c, &n)
	if c.reading {
		if n < 0 || n > len(c.data) { // an item takes a byte at least
			c.fail()
			return
		}
		if n > 0 {
			*s = make([]T, n)
		}
	}
	for i := range *s {
		if c.err != nil {
			return
		}
		item(&(*s)[i])
	}
}

// coherent reports whether every index in the tables is one and every list that
// is searched is sorted.
func (s *Schema) coherent() bool {
	index := func(i int32, n int) bool { return 0 <= i && int(i) < n }
	optional := func(i int32, n int) bool { return i == none || index(i, n) }
	simple := func(i int32) bool { return index(i, len(s.simple)) }
	typ := func(t typeRef) bool {
		if i, ok := t.simple(); ok {
			return simple(i)
		}
		return index(int32(t), len(s.complex))
	}
	named := func(n name) bool { return index(n.space, len(s.namespaces)) }
	all := func(list []int32, n int) bool {
		return !slices.ContainsFunc(list, func(i int32) bool { return !index(i, n) })
	}
	if len(s.complex) == 0 || len(s.namespaces) == 0 || len(s.simple) == 0 || len(s.roots) != len(s.symbols) || len(s.globals) > len(s.attributes) {
		return false
	}
	for _, n := range slices.Concat(s.symbols, s.attributes) {
		if !named(n) {
			return false
		}
	}
	for _, e := range s.elements {
		if !index(e.symbol, len(s.symbols)) || !typ(e.typ) || !all(e.uniques, len(s.uniques)) {
			return false
		}
	}
	for _, i := range s.roots {
		if !optional(i, len(s.elements)) {
			return false
		}
	}
	for _, i := range s.globals {
		if !optional(i, len(s.simple)) {
			return false
		}
	}
	for _, d := range s.named {
		if !typ(d.typ) {
			return false
		}
	}
	for i, t := range s.complex {
		base := t.base == anyType && i == anyType || t.base < 0 && typ(t.base) || t.base >= 0 && int(t.base) < len(s.complex) && int(t.base) != i
		if !base || !optional(t.simple, len(s.simple)) || !optional(t.automaton, len(s.automata)) || !index(t.set, len(s.sets)) ||
			t.content > contentMixed || (t.content == contentSimple) != (t.simple != none) || (t.content >= contentElements) != (t.automaton != none) {
			return false
		}
	}
	for i, t := range s.simple {
		// What a type is made of comes before it, so that no type is made of itself.
		before := func(j int32) bool { return index(j, i) }
		if t.base != none && !before(t.base) || t.variety > union || int(t.builtin) >= len(builtins) || t.space > collapse ||
			t.variety == list && !before(t.item) || slices.ContainsFunc(t.members, func(j int32) bool { return !before(j) }) {
			return false
		}
	}
	for _, a := range s.sets {
		for i, u := range a.uses {
			if !index(u.name, len(s.attributes)) || !simple(u.typ) || i > 0 && u.name <= a.uses[i-1].name {
				return false
			}
		}
		if !all(a.required, len(a.uses)) || !optional(a.wildcard, len(s.wildcards)) {
			return false
		}
	}
	for _, a := range s.automata {
		for _, state := range a.states {
			for i, m := range state.moves {
				if !index(m.symbol, len(s.symbols)) || !index(m.element, len(s.elements)) || !index(m.next, len(a.states)) || i > 0 && m.symbol <= state.moves[i-1].symbol {
					return false
				}
			}
			for _, m := range state.wildcards {
				if !index(m.wildcard, len(s.wildcards)) || !index(m.next, len(a.states)) {
					return false
				}
			}
		}
		if len(a.states) == 0 {
			return false
		}
	}
	for _, u := range s.uniques {
		if len(u.fields) == 0 || !all(u.fields, len(s.attributes)) {
			return false
		}
	}
	return !s.circular()
}

// circular reports whether a complex type is derived from itself.
func (s *Schema) circular() bool {
	for i := range s.complex {
		t := typeRef(i)
		for n := 0; t > anyType; n++ {
			if n > len(s.complex) {
				return true
			}
			t = s.complex[t].base
		}
	}
	return false
}
