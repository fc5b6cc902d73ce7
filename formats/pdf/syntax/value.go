// Package syntax is the notation of PDF: values read from a file, and bytes of
// values to be written (ISO 32000-1, clause 7).
//
// It reads what gofpdf writes and what package finish writes: one
// cross-reference section, a table or a stream, no encryption.
package syntax

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"
)

// Value is a PDF value: nil (null), bool, int, float64, String, Name, Array,
// Dict, Ref or *Stream; in a content stream also Operator.
type Value any

type (
	// String is the bytes of a string, escapes resolved.
	String string
	// Name is a name without its slash, escapes resolved.
	Name string
	// Array is an array.
	Array []Value
	// Dict is a dictionary.
	Dict map[Name]Value
	// Ref is the number of an object; its generation is always 0.
	Ref int
	// Operator is a word of a content stream that is no value.
	Operator string
)

// Stream is a stream as it stands in the file.
type Stream struct {
	Dict Dict
	Raw  []byte
}

// inflaters holds readers of zlib, which are dear to make.
var inflaters sync.Pool

// MaxStream is how many bytes a stream may have when unpacked.
const MaxStream = 1 << 30

// Data unpacks the stream. Flate is the only filter it knows, with the
// predictor of cross-reference streams.
func (s *Stream) Data() ([]byte, error) {
	switch filter := s.Dict["Filter"]; filter {
	case nil:
		return s.Raw, nil
	case Name("FlateDecode"):
	default:
		return nil, fmt.Errorf("unknown filter %v", filter)
	}
	r, _ := inflaters.Get().(io.ReadCloser)
	if r == nil {
		var err error
		if r, err = zlib.NewReader(bytes.NewReader(s.Raw)); err != nil {
			return nil, err
		}
	} else if err := r.(zlib.Resetter).Reset(bytes.NewReader(s.Raw), nil); err != nil {
		return nil, err
	}
	defer inflaters.Put(r)
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(r, MaxStream+1))
	switch {
	case err != nil:
		return nil, err
	case n > MaxStream:
		return nil, fmt.Errorf("a stream unpacks to more than %d bytes", MaxStream)
	}
	if parms, ok := s.Dict["DecodeParms"].(Dict); ok && parms["Predictor"] != nil {
		columns, _ := parms["Columns"].(int)
		if parms["Predictor"] != 12 || columns <= 0 {
			return nil, fmt.Errorf("unknown predictor %v", parms["Predictor"])
		}
		return unpredict(out.Bytes(), columns)
	}
	return out.Bytes(), nil
}

// unpredict undoes PNG's Up predictor (ISO 32000-1, 7.4.4.4).
func unpredict(data []byte, columns int) ([]byte, error) {
	if len(data)%(columns+1) != 0 {
		return nil, fmt.Errorf("%d bytes are no rows of %d", len(data), columns+1)
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, columns)
	for ; len(data) > 0; data = data[columns+1:] {
		if data[0] != 2 {
			return nil, fmt.Errorf("unknown row filter %d", data[0])
		}
		for i, d := range data[1 : columns+1] {
			above[i] += d
		}
		out = append(out, above...)
	}
	return out, nil
}

// Text is what a text string says: UTF-16 when it begins with a byte order
// mark, else ASCII.
func (s String) Text() string {
	if len(s) < 2 || s[0] != 0xFE || s[1] != 0xFF {
		return string(s)
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
