package syntax

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// maxNesting is how deep arrays and dictionaries may stand in one another.
const maxNesting = 64

// Scanner reads one value after the other.
type Scanner struct {
	data []byte
	at   int
}

// NewScanner reads data, such as a content stream.
func NewScanner(data []byte) *Scanner { return &Scanner{data: data} }

var errEnd = errors.New("the data ends in the middle of a value")

// Next is the next value, or io.EOF.
func (s *Scanner) Next() (Value, error) {
	s.space()
	if s.at >= len(s.data) {
		return nil, io.EOF
	}
	return s.value(0)
}

func (s *Scanner) errorf(format string, args ...any) error {
	return fmt.Errorf("byte %d: %w", s.at, fmt.Errorf(format, args...))
}

func (s *Scanner) value(depth int) (Value, error) {
	if depth > maxNesting {
		return nil, s.errorf("values nested deeper than %d", maxNesting)
	}
	s.space()
	if s.at >= len(s.data) {
		return nil, errEnd
	}
	switch c := s.data[s.at]; c {
	case '/':
		return s.name()
	case '(':
		return s.literal()
	case '[':
		s.at++
		array := Array{}
		for {
			s.space()
			if s.at < len(s.data) && s.data[s.at] == ']' {
				s.at++
				return array, nil
			}
			v, err := s.value(depth + 1)
			if err != nil {
				return nil, err
			}
			if v == Operator("R") {
				if array, v = reference(array); v == nil {
					return nil, s.errorf("a reference without a number")
				}
			}
			array = append(array, v)
		}
	case '<':
		if bytes.HasPrefix(s.data[s.at:], []byte("<<")) {
			s.at += 2
			return s.dict(depth)
		}
		return s.hex()
	case ')', '>', ']', '{', '}':
		return nil, s.errorf("unexpected %q", c)
	default:
		return s.word(), nil
	}
}

// reference makes a Ref of the two numbers that end array; nil when they are
// not there.
func reference(array Array) (Array, Value) {
	if n := len(array); n >= 2 {
		number, ok := array[n-2].(int)
		if generation, ok2 := array[n-1].(int); ok && ok2 && generation == 0 && number > 0 {
			return array[:n-2], Ref(number)
		}
	}
	return array, nil
}

func (s *Scanner) dict(depth int) (Value, error) {
	d := Dict{}
	var operands Array
	key, have := Name(""), false
	put := func() error {
		if !have {
			if len(operands) > 0 {
				return s.errorf("a dictionary has a value without a key")
			}
			return nil
		}
		if len(operands) != 1 {
			return s.errorf("key %s has %d values", key, len(operands))
		}
		if _, twice := d[key]; twice {
			return s.errorf("key %s stands twice", key)
		}
		d[key] = operands[0]
		operands = operands[:0]
		return nil
	}
	for {
		s.space()
		if bytes.HasPrefix(s.data[s.at:], []byte(">>")) {
			s.at += 2
			return d, put()
		}
		v, err := s.value(depth + 1)
		if err != nil {
			return nil, err
		}
		switch name, isName := v.(Name); {
		case isName && (!have || len(operands) > 0):
			if err := put(); err != nil {
				return nil, err
			}
			key, have = name, true
		case v == Operator("R"):
			if operands, v = reference(operands); v == nil {
				return nil, s.errorf("a reference without a number")
			}
			operands = append(operands, v)
		default:
			operands = append(operands, v)
		}
	}
}

func (s *Scanner) name() (Value, error) {
	s.at++
	start := s.at
	for s.at < len(s.data) && regular(s.data[s.at]) {
		s.at++
	}
	raw := s.data[start:s.at]
	if v, ok := commonNames[string(raw)]; ok {
		return v, nil
	}
	if bytes.IndexByte(raw, '#') < 0 {
		return Name(raw), nil
	}
	name := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && digit(raw[i+1]) >= 0 && digit(raw[i+2]) >= 0 {
			name = append(name, byte(digit(raw[i+1])<<4|digit(raw[i+2])))
			i += 2
			continue
		}
		name = append(name, raw[i])
	}
	return Name(name), nil
}

// commonNames is names that need not be made anew each time they are read.
var commonNames = map[string]Value{
	"Type": Name("Type"), "StructElem": Name("StructElem"), "S": Name("S"), "P": Name("P"), "Pg": Name("Pg"), "K": Name("K"),
	"MCID": Name("MCID"), "Span": Name("Span"), "LI": Name("LI"), "Lbl": Name("Lbl"), "LBody": Name("LBody"), "L": Name("L"),
	"Dest": Name("Dest"), "Title": Name("Title"), "Parent": Name("Parent"), "Next": Name("Next"), "Prev": Name("Prev"), "XYZ": Name("XYZ"),
}

func (s *Scanner) literal() (Value, error) {
	s.at++
	var out []byte
	for depth := 1; s.at < len(s.data); s.at++ {
		c := s.data[s.at]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.at++
				return String(out), nil
			}
		case '\\':
			s.at++
			if s.at >= len(s.data) {
				return nil, errEnd
			}
			switch c = s.data[s.at]; c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '(', ')', '\\':
			default:
				return nil, s.errorf("unknown escape \\%c", c)
			}
		}
		out = append(out, c)
	}
	return nil, errEnd
}

func (s *Scanner) hex() (Value, error) {
	s.at++
	var out []byte
	half := -1
	for ; s.at < len(s.data); s.at++ {
		c := s.data[s.at]
		switch d := digit(c); {
		case c == '>':
			s.at++
			if half >= 0 {
				out = append(out, byte(half<<4))
			}
			return String(out), nil
		case white(c):
		case d < 0:
			return nil, s.errorf("%q in a hexadecimal string", c)
		case half < 0:
			half = d
		default:
			out = append(out, byte(half<<4|d))
			half = -1
		}
	}
	return nil, errEnd
}

// word is a number, a literal word or an operator.
func (s *Scanner) word() Value {
	start := s.at
	for s.at < len(s.data) && regular(s.data[s.at]) {
		s.at++
	}
	raw := s.data[start:s.at]
	if v, ok := common[string(raw)]; ok {
		return v
	}
	if n, ok := natural(raw); ok {
		return n
	}
	word := string(raw)
	if c := word[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		if n, err := strconv.Atoi(word); err == nil {
			return n
		}
		if x, err := strconv.ParseFloat(word, 64); err == nil {
			return x
		}
	}
	return Operator(word)
}

// common is words that need not be made anew each time they are read.
var common = map[string]Value{
	"true": true, "false": false, "null": nil, "R": Operator("R"), "obj": Operator("obj"), "endobj": Operator("endobj"),
	"BT": Operator("BT"), "ET": Operator("ET"), "Td": Operator("Td"), "Tf": Operator("Tf"), "TJ": Operator("TJ"),
	"BDC": Operator("BDC"), "EMC": Operator("EMC"),
}

// natural reads a number of digits alone, the commonest of words.
func natural(word []byte) (int, bool) {
	if len(word) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range word {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, len(word) > 0
}

// space goes past white space and comments.
func (s *Scanner) space() {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case white(c):
			s.at++
		case c == '%':
			for s.at < len(s.data) && s.data[s.at] != '\n' && s.data[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

func white(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func regular(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return false
	}
	return !white(c)
}

func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// end is io.EOF as an error in the middle of a file.
func end(err error) error {
	if err == io.EOF {
		return errEnd
	}
	return err
}
