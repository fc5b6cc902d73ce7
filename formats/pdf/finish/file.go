package finish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"github.com/klauspost/compress/zlib"

	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// file is a PDF file in the making. Objects other than streams are gathered
// into object streams; the file ends with a cross-reference stream.
type file struct {
	out     []byte
	entries []entry // by object number; 0 is not used

	group   []syntax.Ref // objects of the object stream in the making
	offsets []int        // where each of them begins in packed
	packed  []byte
}

type entry struct {
	stream syntax.Ref // the object stream, or 0
	offset int        // in the file, or the place in the object stream
}

// perGroup is how many objects an object stream takes. More would pack better,
// but a reader has to unpack all of them to get at one.
const perGroup = 250

// header is the first line, and a comment that tells programs that the file is
// not text (ISO 19005-3, 6.1.2).
const header = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

func newFile(sizeHint int) *file {
	return &file{out: append(make([]byte, 0, sizeHint), header...), entries: make([]entry, 1, 256)}
}

// reserve is the number of an object to come.
func (f *file) reserve() syntax.Ref {
	f.entries = append(f.entries, entry{})
	return syntax.Ref(len(f.entries) - 1)
}

// put writes an object that is not a stream: body appends its value.
func (f *file) put(ref syntax.Ref, body func(b []byte) []byte) {
	f.entries[ref].offset = len(f.group)
	f.group = append(f.group, ref)
	f.offsets = append(f.offsets, len(f.packed))
	f.packed = append(body(f.packed), '\n')
	if len(f.group) == perGroup {
		f.endGroup()
	}
}

// add is put with a new number.
func (f *file) add(body func(b []byte) []byte) syntax.Ref {
	ref := f.reserve()
	f.put(ref, body)
	return ref
}

func (f *file) endGroup() {
	if len(f.group) == 0 {
		return
	}
	var index []byte
	for i, ref := range f.group {
		index = append(syntax.AppendInt(index, int(ref)), ' ')
		index = append(syntax.AppendInt(index, f.offsets[i]), ' ')
	}
	stream := f.reserve()
	for _, ref := range f.group {
		f.entries[ref].stream = stream
	}
	first := len(index)
	f.stream(stream, deflate(append(index, f.packed...)), func(b []byte) []byte {
		b = syntax.AppendInt(append(b, "/Type/ObjStm/N "...), len(f.group))
		return syntax.AppendInt(append(b, "/First "...), first)
	})
	f.group, f.offsets, f.packed = f.group[:0], f.offsets[:0], f.packed[:0]
}

// data is what a stream holds.
type data struct {
	bytes    []byte
	deflated bool
}

// stream writes a stream; entries appends what its dictionary has besides the
// filter and the length.
func (f *file) stream(ref syntax.Ref, content data, entries func(b []byte) []byte) {
	f.entries[ref] = entry{offset: len(f.out)}
	b := syntax.AppendInt(f.out, int(ref))
	b = append(b, " 0 obj\n<<"...)
	b = entries(b)
	if content.deflated {
		b = append(b, "/Filter/FlateDecode"...)
	}
	b = syntax.AppendInt(append(b, "/Length "...), len(content.bytes))
	b = append(b, ">>\nstream\n"...)
	b = append(b, content.bytes...)
	f.out = append(b, "\nendstream\nendobj\n"...)
}

// close ends the file. Its identifier is made of its contents, so that the same
// contents have the same one (ISO 32000-1, 14.4).
func (f *file) close(root, info syntax.Ref) []byte {
	f.endGroup()
	sum := sha256.Sum256(f.out)
	ref := f.reserve()
	at := len(f.out)
	f.entries[ref] = entry{offset: at}
	width := 1
	for at>>(8*width) != 0 {
		width++
	}
	// Rows of type, place and index in the object stream, each row as its
	// difference from the one above it (PNG's Up predictor).
	columns := 1 + width + 1
	rows := make([]byte, 0, len(f.entries)*(columns+1))
	above, row := make([]byte, columns), make([]byte, columns)
	for number, e := range f.entries {
		clear(row)
		place := e.offset
		switch {
		case number == 0:
		case e.stream != 0:
			row[0], row[columns-1], place = 2, byte(e.offset), int(e.stream)
		default:
			row[0] = 1
		}
		for i := range width {
			row[width-i] = byte(place >> (8 * i))
		}
		rows = append(rows, 2)
		for i := range row {
			rows = append(rows, row[i]-above[i])
		}
		above, row = row, above
	}
	f.stream(ref, deflate(rows), func(b []byte) []byte {
		b = syntax.AppendInt(append(b, "/Type/XRef/Size "...), len(f.entries))
		b = syntax.AppendInt(append(b, "/W[1 "...), width)
		b = syntax.AppendInt(append(b, " 1]/DecodeParms<</Predictor 12/Columns "...), columns)
		b = syntax.AppendRef(append(b, ">>/Root "...), root)
		b = syntax.AppendRef(append(b, "/Info "...), info)
		id := hex.EncodeToString(sum[:16])
		return append(b, "/ID[<"+id+"><"+id+">]"...)
	})
	f.out = append(f.out, "startxref\n"...)
	f.out = append(syntax.AppendInt(f.out, at), "\n%%EOF\n"...)
	return f.out
}

// deflateLevel is the level at which a level more costs milliseconds and saves
// no more than a hundredth.
const deflateLevel = 6

var deflaters = sync.Pool{New: func() any {
	w, err := zlib.NewWriterLevel(nil, deflateLevel)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// deflate packs content. It does so with a pinned library, because the standard
// library's results differ between Go releases.
func deflate(content []byte) data {
	var out bytes.Buffer
	out.Grow(len(content)/3 + 64)
	w := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(w)
	w.Reset(&out)
	// Writing to a buffer does not fail.
	w.Write(content)
	w.Close()
	return data{out.Bytes(), true}
}
