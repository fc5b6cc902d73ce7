// Package pattern compiles the regular expressions of XML Schema 1.0 (Part 2,
// appendix F) into those of the standard library, whose time is linear in the
// length of the text. What cannot be said there is refused: blocks (\p{IsGreek})
// and repetitions of more than a thousand.
package pattern

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrUnsupported is what the error wraps when a pattern is a good one, but needs
// more than this package does.
var ErrUnsupported = errors.New("not implemented")

// Compile returns the expression that matches exactly the texts that the
// pattern describes, from their first character to their last.
func Compile(pattern string) (*regexp.Regexp, error) {
	if !utf8.ValidString(pattern) {
		return nil, errors.New("the pattern is not UTF-8")
	}
	p := parser{in: []rune(pattern)}
	p.out.WriteString(`\A(?:`)
	if err := p.expression(0); err != nil {
		return nil, fmt.Errorf("pattern %s: %w", pattern, err)
	}
	if p.pos < len(p.in) {
		return nil, fmt.Errorf("pattern %s: ')' closes nothing", pattern)
	}
	p.out.WriteString(`)\z`)
	re, err := regexp.Compile(p.out.String())
	if err != nil {
		return nil, fmt.Errorf("pattern %s: %w", pattern, err)
	}
	return re, nil
}

const (
	maxNesting    = 100
	maxRepetition = 1000
)

type parser struct {
	in  []rune
	pos int
	out strings.Builder
}

func (p *parser) peek() rune {
	if p.pos < len(p.in) {
		return p.in[p.pos]
	}
	return -1
}

func (p *parser) expression(depth int) error {
	if depth > maxNesting {
		return errors.New("brackets are nested too deeply")
	}
	for {
		switch c := p.peek(); c {
		case -1, ')':
			return nil
		case '|':
			p.pos++
			p.out.WriteByte('|')
			continue
		case '(':
			p.pos++
			p.out.WriteString("(?:")
			if err := p.expression(depth + 1); err != nil {
				return err
			}
			if p.peek() != ')' {
				return errors.New("')' is missing")
			}
			p.pos++
			p.out.WriteByte(')')
		default:
			set, err := p.atom()
			if err != nil {
				return err
			}
			set.write(&p.out)
		}
		if err := p.quantifier(); err != nil {
			return err
		}
	}
}

func (p *parser) atom() (set, error) {
	c := p.peek()
	p.pos++
	switch c {
	case '[':
		return p.class(0)
	case '\\':
		s, _, err := p.escape()
		return s, err
	case '.':
		return single('\n').union(single('\r')).not(), nil
	case '?', '*', '+', '{', '}', ']':
		return nil, fmt.Errorf("'%c' stands where a character is expected: write \\%c", c, c)
	}
	return single(c), nil
}

func (p *parser) quantifier() error {
	switch c := p.peek(); c {
	case '?', '*', '+':
		p.pos++
		p.out.WriteRune(c)
	case '{':
		end := slices.Index(p.in[p.pos:], '}')
		if end < 0 {
			return errors.New("'}' is missing")
		}
		body := string(p.in[p.pos+1 : p.pos+end])
		p.pos += end + 1
		low, high, ranged := strings.Cut(body, ",")
		n, err := repetition(low)
		if err != nil {
			return err
		}
		m := n
		if ranged && high != "" {
			if m, err = repetition(high); err != nil {
				return err
			}
		}
		if m < n {
			return fmt.Errorf("{%s} asks for at most less than at least", body)
		}
		fmt.Fprintf(&p.out, "{%d", n)
		if ranged {
			p.out.WriteByte(',')
			if high != "" {
				fmt.Fprintf(&p.out, "%d", m)
			}
		}
		p.out.WriteByte('}')
	}
	if c := p.peek(); c == '?' || c == '*' || c == '+' || c == '{' {
		if prev := p.in[p.pos-1]; prev == '?' || prev == '*' || prev == '+' || prev == '}' {
			return fmt.Errorf("'%c' repeats a repetition: put brackets around it", c)
		}
	}
	return nil
}

func repetition(s string) (int, error) {
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil {
		return 0, fmt.Errorf("%q is no number of repetitions", s)
	}
	if n > maxRepetition {
		return 0, fmt.Errorf("%d repetitions: more than %d are %w", n, maxRepetition, ErrUnsupported)
	}
	return int(n), nil
}

// class reads a character class behind its '['.
func (p *parser) class(depth int) (set, error) {
	if depth > maxNesting {
		return nil, errors.New("classes are nested too deeply")
	}
	negated := p.peek() == '^'
	if negated {
		p.pos++
	}
	var s set
	done := func() set {
		if negated {
			return s.not()
		}
		return s
	}
	for first := true; ; first = false {
		c := p.peek()
		p.pos++
		switch {
		case c == -1:
			return nil, errors.New("']' is missing")
		case c == ']' && !first:
			return done(), nil
		case c == '-' && p.peek() == '[' && !first:
			p.pos++
			minus, err := p.class(depth + 1)
			if err != nil {
				return nil, err
			}
			if p.peek() != ']' {
				return nil, errors.New("']' is missing behind a subtraction")
			}
			p.pos++
			return done().intersect(minus.not()), nil
		case c == '[' || c == ']':
			return nil, fmt.Errorf("'%c' stands in a class: write \\%c", c, c)
		}
		from, isChar := c, true
		if c == '\\' {
			part, char, err := p.escape()
			if err != nil {
				return nil, err
			}
			if isChar = char >= 0; !isChar {
				s = s.union(part)
			}
			from = char
		}
		if !isChar {
			continue
		}
		to := from
		if p.peek() == '-' && p.pos+1 < len(p.in) && p.in[p.pos+1] != ']' && p.in[p.pos+1] != '[' {
			p.pos++
			to = p.peek()
			p.pos++
			if to == '\\' {
				_, char, err := p.escape()
				if err != nil {
					return nil, err
				}
				if char < 0 {
					return nil, errors.New("a range ends with a class")
				}
				to = char
			}
			if to < from {
				return nil, fmt.Errorf("the range %c-%c is upside down", from, to)
			}
		}
		s = s.union(set{{from, to}})
	}
}

// escape reads what follows a backslash: a set, and the character if it is one.
func (p *parser) escape() (s set, char rune, err error) {
	c := p.peek()
	p.pos++
	switch c {
	case 'n':
		return single('\n'), '\n', nil
	case 'r':
		return single('\r'), '\r', nil
	case 't':
		return single('\t'), '\t', nil
	case '\\', '|', '.', '-', '^', '?', '*', '+', '{', '}', '(', ')', '[', ']':
		return single(c), c, nil
	case 's', 'S':
		s = set{{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}}
	case 'd', 'D':
		s = table(unicode.Nd)
	case 'w', 'W':
		s = table(unicode.P).union(table(unicode.Z)).union(others()).not()
	case 'i', 'I':
		s = nameStart
	case 'c', 'C':
		s = nameStart.union(nameRest)
	case 'p', 'P':
		end := slices.Index(p.in[min(p.pos, len(p.in)):], '}')
		if p.peek() != '{' || end < 0 {
			return nil, 0, fmt.Errorf("\\%c must be followed by {...}", c)
		}
		name := string(p.in[p.pos+1 : p.pos+end])
		p.pos += end + 1
		switch t, ok := unicode.Categories[name]; {
		case name == "C":
			s = others()
		case name == "Cn":
			s = others().intersect(table(unicode.C).not())
		case ok && len(name) <= 2 && name != "LC":
			s = table(t)
		case strings.HasPrefix(name, "Is"):
			return nil, 0, fmt.Errorf("\\p{%s}: blocks are %w", name, ErrUnsupported)
		default:
			return nil, 0, fmt.Errorf("\\p{%s}: no such category", name)
		}
	case -1:
		return nil, 0, errors.New("nothing follows a backslash")
	default:
		return nil, 0, fmt.Errorf("\\%c is no escape", c)
	}
	if unicode.IsUpper(c) {
		s = s.not()
	}
	return s, -1, nil
}

// others is the category C with the characters that are not assigned.
func others() set {
	s := set(nil)
	for _, t := range []*unicode.RangeTable{unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z} {
		s = s.union(table(t))
	}
	return s.not()
}

// The characters of names, as in XML 1.0 (5th edition), 2.3.
var (
	nameStart = set{{':', ':'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D},
		{0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}}
	nameRest = set{{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}
)

// set is a set of characters as ranges that are sorted and do not touch.
type set []span

type span struct{ from, to rune }

func single(r rune) set { return set{{r, r}} }

func table(t *unicode.RangeTable) set {
	var s set
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			s = append(s, span{lo, hi})
			return
		}
		for r := lo; r <= hi; r += stride {
			s = append(s, span{r, r})
		}
	}
	for _, r := range t.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range t.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return set(nil).union(s)
}

func (s set) union(t set) set {
	all := slices.Concat(s, t)
	slices.SortFunc(all, func(a, b span) int { return int(a.from - b.from) })
	out := all[:0]
	for _, r := range all {
		if n := len(out); n > 0 && r.from <= out[n-1].to+1 {
			out[n-1].to = max(out[n-1].to, r.to)
			continue
		}
		out = append(out, r)
	}
	return out
}

func (s set) not() set {
	var out set
	next := rune(0)
	for _, r := range s {
		if r.from > next {
			out = append(out, span{next, r.from - 1})
		}
		next = r.to + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, span{next, unicode.MaxRune})
	}
	return out
}

func (s set) intersect(t set) set { return s.not().union(t.not()).not() }

// write says the set in the syntax of the standard library.
func (s set) write(b *strings.Builder) {
	if len(s) == 0 {
		b.WriteString(`[^\x00-\x{10FFFF}]`)
		return
	}
	b.WriteByte('[')
	for _, r := range s {
		fmt.Fprintf(b, `\x{%X}-\x{%X}`, r.from, r.to)
	}
	b.WriteByte(']')
}
