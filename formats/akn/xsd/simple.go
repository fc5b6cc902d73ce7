package xsd

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

type variety uint8

const (
	atomic variety = iota
	list
	union
)

// simpleType is a simple type with the facets of all its ancestors.
type simpleType struct {
	name    string // as the schema calls it; empty for an anonymous type
	base    int32  // the simple type it restricts, or none
	variety variety
	builtin builtin // of an atomic type
	item    int32   // of a list
	members []int32 // of a union; none of them is a union itself

	space    whiteSpace
	enum     []string // canonical; nil for no enumeration
	patterns []facetPattern
	length   bounds // in characters, bytes of binary types, items of a list
	total    int    // digits; 0 for any number
	fraction int    // digits behind the point; none for any number
	min, max bound
}

// facetPattern is the patterns of one derivation step: one of them must match.
type facetPattern struct {
	source string
	regexp *regexp.Regexp
}

type bounds struct{ min, max int } // max none for no bound

// bound is a limit of numbers in canonical form; empty for none.
type bound struct {
	value     string
	exclusive bool
}

// checker checks values; it holds what they share between calls.
type checker struct {
	schema  *Schema
	scratch []byte
}

// check reports whether raw is a value of the type and what it is not otherwise.
func (c *checker) check(typ int32, raw []byte) (wrong string, ok bool) {
	t := &c.schema.simple[typ]
	v := c.normal(t.space, raw)
	switch t.variety {
	case list:
		items := 0
		for item := range bytes.FieldsFuncSeq(v, isSpace) {
			items++
			if _, ok := c.checkPart(t.item, item); !ok {
				return fmt.Sprintf("%s in the list is not %s", quote(item), c.schema.describe(t.item)), false
			}
		}
		if wrong, ok := t.length.check(items, "item"); !ok {
			return wrong, false
		}
	case union:
		if !slices.ContainsFunc(t.members, func(m int32) bool { _, ok := c.checkPart(m, raw); return ok }) {
			return "it is not " + c.schema.describe(typ), false
		}
	default:
		if !t.builtin.valid(v) {
			return "it is not " + builtins[t.builtin].looks, false
		}
	}
	return c.facets(t, v)
}

// checkPart checks an item of a list or a value of a union, which must leave the
// scratch of the whole alone.
func (c *checker) checkPart(typ int32, raw []byte) (string, bool) {
	part := checker{schema: c.schema}
	return part.check(typ, raw)
}

func (c *checker) facets(t *simpleType, v []byte) (wrong string, ok bool) {
	for _, p := range t.patterns {
		if !p.regexp.Match(v) {
			return "it is not " + p.words(), false
		}
	}
	if t.enum != nil {
		form, _ := t.builtin.canonical(string(v))
		if !slices.Contains(t.enum, form) {
			return "it is not " + oneOf(t.enum), false
		}
	}
	if t.variety != atomic {
		return "", true
	}
	if t.length != (bounds{0, none}) {
		n, unit := utf8.RuneCount(v), "character"
		switch t.builtin {
		case hexBinary:
			n, unit = len(v)/2, "byte"
		case base64Binary:
			v := bytes.ReplaceAll(v, []byte(" "), nil)
			n, unit = len(v)/4*3-bytes.Count(v, []byte("=")), "byte"
		}
		if wrong, ok := t.length.check(n, unit); !ok {
			return wrong, false
		}
	}
	if t.builtin == decimal || t.builtin == integer {
		return t.numeric(v)
	}
	return "", true
}

func (t *simpleType) numeric(v []byte) (wrong string, ok bool) {
	if t.min.value == "" && t.max.value == "" && t.total == 0 && t.fraction == none {
		return "", true
	}
	n := canonicalDecimal(string(v))
	if b := t.min; b.value != "" {
		if c := compareDecimals(n, b.value); c < 0 || c == 0 && b.exclusive {
			return "it must be " + map[bool]string{false: "at least ", true: "more than "}[b.exclusive] + b.value, false
		}
	}
	if b := t.max; b.value != "" {
		if c := compareDecimals(n, b.value); c > 0 || c == 0 && b.exclusive {
			return "it must be " + map[bool]string{false: "at most ", true: "less than "}[b.exclusive] + b.value, false
		}
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(n, "-"), ".")
	if t.total > 0 && len(strings.TrimLeft(whole, "0"))+len(fraction) > t.total {
		return fmt.Sprintf("it has more than %s", count(t.total, "digit")), false
	}
	if t.fraction != none && len(fraction) > t.fraction {
		return fmt.Sprintf("it has more than %s behind the point", count(t.fraction, "digit")), false
	}
	return "", true
}

func (b bounds) check(n int, unit string) (wrong string, ok bool) {
	switch {
	case n < b.min:
		return fmt.Sprintf("it has fewer than %s", count(b.min, unit)), false
	case b.max != none && n > b.max:
		return fmt.Sprintf("it has more than %s", count(b.max, unit)), false
	}
	return "", true
}

func count(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

// form is a valid value of an atomic type in canonical form.
func (c *checker) form(typ int32, raw []byte) string {
	t := &c.schema.simple[typ]
	form, _ := t.builtin.canonical(string(c.normal(t.space, raw)))
	return form
}

// key is a valid value in a form in which values are equal if and only if they
// are equal strings: values of different primitive types never are.
func (c *checker) key(typ int32, raw []byte) string {
	t := &c.schema.simple[typ]
	switch t.variety {
	case list:
		var b strings.Builder
		for item := range bytes.FieldsFuncSeq(bytes.Clone(raw), isSpace) {
			b.WriteString(c.key(t.item, item) + " ")
		}
		return b.String()
	case union:
		for _, m := range t.members {
			if _, ok := c.checkPart(m, raw); ok {
				return c.key(m, raw)
			}
		}
	}
	return string(rune('A'+t.builtin.primitive())) + c.form(typ, raw)
}

// comparable reports whether key can tell values of the type apart.
func (s *Schema) comparable(typ int32) bool {
	t := &s.simple[typ]
	switch t.variety {
	case list:
		return s.comparable(t.item)
	case union:
		return !slices.ContainsFunc(t.members, func(m int32) bool { return !s.comparable(m) })
	}
	_, ok := t.builtin.canonical("0")
	return ok
}

// normal treats white space as the facet says (XML Schema Part 2, 4.3.6). The
// result is good until the next call.
func (c *checker) normal(space whiteSpace, raw []byte) []byte {
	if space == preserve || !bytes.ContainsAny(raw, " \t\n\r") {
		return raw
	}
	c.scratch = c.scratch[:0]
	if space == collapse {
		for word := range bytes.FieldsFuncSeq(raw, isSpace) {
			if len(c.scratch) > 0 {
				c.scratch = append(c.scratch, ' ')
			}
			c.scratch = append(c.scratch, word...)
		}
		return c.scratch
	}
	for _, b := range raw {
		if b == '\t' || b == '\n' || b == '\r' {
			b = ' '
		}
		c.scratch = append(c.scratch, b)
	}
	return c.scratch
}

// isSpace is the white space of XML.
func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// describe says in words what a value of the type looks like.
func (s *Schema) describe(typ int32) string {
	t := &s.simple[typ]
	switch {
	case t.enum != nil:
		return oneOf(t.enum)
	case len(t.patterns) > 0:
		return t.patterns[len(t.patterns)-1].words()
	}
	switch t.variety {
	case list:
		return "a list of items, each " + s.describe(t.item)
	case union:
		parts := make([]string, 0, len(t.members))
		for _, m := range t.members {
			if d := s.describe(m); !slices.Contains(parts, d) {
				parts = append(parts, d)
			}
		}
		return strings.Join(parts, " or ")
	}
	return builtins[t.builtin].looks
}

// words says the pattern in words where it is one that schemas use for that.
func (p facetPattern) words() string {
	switch p.source {
	case `[^\s]+`, `\S+`:
		return "one word without white space"
	}
	return "text of the form " + p.source
}

func oneOf(values []string) string {
	const most = 12
	quoted := make([]string, 0, min(len(values), most+1))
	for i, v := range values {
		if i == most {
			return fmt.Sprintf("one of %s and %d more", strings.Join(quoted, ", "), len(values)-most)
		}
		if v == "" || strings.ContainsAny(v, " ,") {
			v = fmt.Sprintf("%q", v)
		}
		quoted = append(quoted, v)
	}
	if len(quoted) == 1 {
		return quoted[0]
	}
	return "one of " + strings.Join(quoted, ", ")
}

// quote shows a value in a message, shortened if need be.
func quote(v []byte) string {
	const most = 60
	s := strings.Join(strings.Fields(string(v)), " ")
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "..."
	}
	return `"` + s + `"`
}
