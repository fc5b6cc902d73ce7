package syntax

import (
	"bytes"
	"errors"
	"fmt"
)

// File is a PDF file in memory. It is not safe for concurrent use.
type File struct {
	Trailer Dict
	Start   int // byte at which the cross-references begin

	data    []byte
	entries []entry
	packed  map[Ref]*packed
	values  map[Ref]Value
}

// entry says where an object is: at a byte of the file, or in an object stream.
type entry struct {
	used   bool
	offset int
	stream Ref // 0 when the object stands in the file itself
	index  int // in the object stream
}

// packed is an object stream, unpacked.
type packed struct {
	data    []byte
	numbers []int
	offsets []int
}

// Open reads the cross-references of a file. It keeps data.
func Open(data []byte) (*File, error) {
	at := bytes.LastIndex(data, []byte("startxref"))
	if at < 0 {
		return nil, errors.New("no startxref")
	}
	s := &Scanner{data: data, at: at + len("startxref")}
	start, err := s.Next()
	if err != nil {
		return nil, fmt.Errorf("startxref: %w", end(err))
	}
	offset, ok := start.(int)
	if !ok || offset <= 0 || offset >= len(data) {
		return nil, errors.New("startxref does not point into the file")
	}
	f := &File{Start: offset, data: data, packed: map[Ref]*packed{}, values: map[Ref]Value{}}
	if bytes.HasPrefix(data[offset:], []byte("xref")) {
		err = f.readTable(offset)
	} else {
		err = f.readStream(offset)
	}
	if err != nil {
		return nil, fmt.Errorf("cross-references: %w", err)
	}
	if _, more := f.Trailer["Prev"]; more {
		return nil, errors.New("cross-references: more than one section")
	}
	return f, nil
}

// readTable reads a cross-reference table, as gofpdf writes it.
func (f *File) readTable(offset int) error {
	s := &Scanner{data: f.data, at: offset + len("xref")}
	first, err := s.int()
	if err != nil {
		return err
	}
	count, err := s.int()
	if err != nil {
		return err
	}
	if first != 0 || count < 0 || count > len(f.data)/20 {
		return fmt.Errorf("%d entries from %d", count, first)
	}
	f.entries = make([]entry, count)
	for i := range f.entries {
		offset, err := s.int()
		if err != nil {
			return err
		}
		if _, err := s.int(); err != nil {
			return err
		}
		use, err := s.Next()
		if err != nil {
			return end(err)
		}
		f.entries[i] = entry{used: use == Operator("n"), offset: offset}
	}
	if word, err := s.Next(); err != nil || word != Operator("trailer") {
		return errors.New("no trailer")
	}
	v, err := s.Next()
	if err != nil {
		return end(err)
	}
	trailer, ok := v.(Dict)
	if !ok {
		return errors.New("the trailer is no dictionary")
	}
	f.Trailer = trailer
	return nil
}

// readStream reads a cross-reference stream (ISO 32000-1, 7.5.8).
func (f *File) readStream(offset int) error {
	_, v, err := f.object(offset)
	if err != nil {
		return err
	}
	stream, ok := v.(*Stream)
	if !ok || stream.Dict["Type"] != Name("XRef") {
		return errors.New("neither a table nor a stream")
	}
	f.Trailer = stream.Dict
	data, err := stream.Data()
	if err != nil {
		return err
	}
	widths, _ := stream.Dict["W"].(Array)
	size, _ := stream.Dict["Size"].(int)
	var w [3]int
	if len(widths) != 3 || stream.Dict["Index"] != nil {
		return errors.New("a form of cross-reference stream that this program does not write")
	}
	row := 0
	for i := range w {
		w[i], _ = widths[i].(int)
		if w[i] < 1 || w[i] > 8 {
			return fmt.Errorf("columns of %v bytes", widths)
		}
		row += w[i]
	}
	if size < 0 || len(data) != size*row {
		return fmt.Errorf("%d bytes for %d objects", len(data), size)
	}
	f.entries = make([]entry, size)
	for i := range f.entries {
		var field [3]int
		for k := range field {
			for _, c := range data[:w[k]] {
				field[k] = field[k]<<8 | int(c)
			}
			data = data[w[k]:]
		}
		switch field[0] {
		case 1:
			f.entries[i] = entry{used: true, offset: field[1]}
		case 2:
			f.entries[i] = entry{used: true, stream: Ref(field[1]), index: field[2]}
		}
	}
	return nil
}

func (s *Scanner) int() (int, error) {
	v, err := s.Next()
	if err != nil {
		return 0, end(err)
	}
	n, ok := v.(int)
	if !ok {
		return 0, s.errorf("want a whole number, have %v", v)
	}
	return n, nil
}

// object reads "n 0 obj ... endobj" at an offset.
func (f *File) object(offset int) (Ref, Value, error) {
	if offset < 0 || offset >= len(f.data) {
		return 0, nil, fmt.Errorf("byte %d is outside the file", offset)
	}
	s := &Scanner{data: f.data, at: offset}
	number, err := s.int()
	if err != nil {
		return 0, nil, err
	}
	if _, err := s.int(); err != nil {
		return 0, nil, err
	}
	if word, err := s.Next(); err != nil || word != Operator("obj") {
		return 0, nil, s.errorf("no object here")
	}
	v, err := s.Next()
	if err != nil {
		return 0, nil, end(err)
	}
	word, err := s.Next()
	if err != nil {
		return 0, nil, end(err)
	}
	if word == Operator("endobj") {
		return Ref(number), v, nil
	}
	dict, ok := v.(Dict)
	if !ok || word != Operator("stream") {
		return 0, nil, s.errorf("object %d does not end", number)
	}
	length, ok := dict["Length"].(int)
	s.at += bytes.IndexByte(s.data[s.at:min(s.at+2, len(s.data))], '\n') + 1
	if !ok || length < 0 || s.at+length > len(f.data) {
		return 0, nil, s.errorf("object %d has length %v", number, dict["Length"])
	}
	raw := f.data[s.at : s.at+length]
	s.at += length
	if word, err := s.Next(); err != nil || word != Operator("endstream") {
		return 0, nil, s.errorf("stream %d is not as long as it says", number)
	}
	return Ref(number), &Stream{Dict: dict, Raw: raw}, nil
}

// Size is one more than the highest object number.
func (f *File) Size() int { return len(f.entries) }

// Get reads an object. An object that is not there is null.
func (f *File) Get(ref Ref) (Value, error) {
	if v, ok := f.values[ref]; ok {
		return v, nil
	}
	if ref <= 0 || int(ref) >= len(f.entries) || !f.entries[ref].used {
		return nil, nil
	}
	v, err := f.read(ref, f.entries[ref])
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", ref, err)
	}
	f.values[ref] = v
	return v, nil
}

func (f *File) read(ref Ref, e entry) (Value, error) {
	if e.stream == 0 {
		number, v, err := f.object(e.offset)
		if err == nil && number != ref {
			err = fmt.Errorf("object %d stands in its place", number)
		}
		return v, err
	}
	p, err := f.unpack(e.stream)
	if err != nil {
		return nil, err
	}
	if e.index >= len(p.numbers) || p.numbers[e.index] != int(ref) {
		return nil, fmt.Errorf("it is not in object stream %d", e.stream)
	}
	v, err := (&Scanner{data: p.data, at: p.offsets[e.index]}).Next()
	return v, end(err)
}

// unpack reads an object stream (ISO 32000-1, 7.5.7).
func (f *File) unpack(ref Ref) (*packed, error) {
	if p, ok := f.packed[ref]; ok {
		return p, nil
	}
	if int(ref) >= len(f.entries) || f.entries[ref].stream != 0 {
		return nil, fmt.Errorf("object stream %d is not in the file itself", ref)
	}
	v, err := f.Get(ref)
	if err != nil {
		return nil, err
	}
	stream, ok := v.(*Stream)
	if !ok || stream.Dict["Type"] != Name("ObjStm") {
		return nil, fmt.Errorf("object %d is no object stream", ref)
	}
	data, err := stream.Data()
	if err != nil {
		return nil, err
	}
	count, _ := stream.Dict["N"].(int)
	first, _ := stream.Dict["First"].(int)
	p := &packed{data: data}
	s := NewScanner(data)
	for range count {
		number, err := s.int()
		if err != nil {
			return nil, err
		}
		offset, err := s.int()
		if err != nil {
			return nil, err
		}
		if offset < 0 || first < 0 || first+offset >= len(data) {
			return nil, fmt.Errorf("object stream %d is too short", ref)
		}
		p.numbers = append(p.numbers, number)
		p.offsets = append(p.offsets, first+offset)
	}
	f.packed[ref] = p
	return p, nil
}

// Resolve follows a reference; any other value it returns as it is.
func (f *File) Resolve(v Value) (Value, error) {
	if ref, ok := v.(Ref); ok {
		return f.Get(ref)
	}
	return v, nil
}

// Dict is the dictionary that v is or refers to. The dictionary of a stream
// counts.
func (f *File) Dict(v Value) (Dict, error) {
	v, err := f.Resolve(v)
	if err != nil {
		return nil, err
	}
	switch d := v.(type) {
	case Dict:
		return d, nil
	case *Stream:
		return d.Dict, nil
	}
	return nil, fmt.Errorf("want a dictionary, have %T", v)
}

// Array is the array that v is or refers to.
func (f *File) Array(v Value) (Array, error) {
	v, err := f.Resolve(v)
	if err != nil {
		return nil, err
	}
	a, ok := v.(Array)
	if !ok {
		return nil, fmt.Errorf("want an array, have %T", v)
	}
	return a, nil
}

// Stream is the stream that v refers to.
func (f *File) Stream(v Value) (*Stream, error) {
	v, err := f.Resolve(v)
	if err != nil {
		return nil, err
	}
	s, ok := v.(*Stream)
	if !ok {
		return nil, fmt.Errorf("want a stream, have %T", v)
	}
	return s, nil
}
