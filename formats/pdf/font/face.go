package font

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/text/unicode/norm"
)

// Face is one TrueType face. It is safe for concurrent use. Its tables are read
// when a text first needs them.
type Face struct {
	Name         string // PostScript name, such as LiberationSerif-Bold
	Bold, Italic bool
	Found        bool // in the folder of the library, not embedded in the program

	load  func() ([]byte, error)
	read  sync.Once
	data  []byte
	font  *font.Font
	fault error
}

// Data is the whole TrueType file. It is shared and must not be changed.
func (f *Face) Data() []byte {
	f.tables()
	return f.data
}

// tables reads what shaping needs of the file.
func (f *Face) tables() *font.Font {
	f.read.Do(func() {
		if f.data, f.fault = f.load(); f.fault != nil {
			return
		}
		f.font, f.fault = parse(f.data)
	})
	return f.font
}

// shapingTables are the tables that shaping reads. Outlines are by far the
// largest part of a file and of the time to parse it; only the subsetter needs
// them.
var shapingTables = []string{"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "head", "hhea", "hmtx", "kern", "maxp"}

var errOutlines = errors.New("no TrueType outlines; take a build of the font with a glyf table, one face a file")

func parse(data []byte) (*font.Font, error) {
	tables, err := directory(data)
	if err != nil {
		return nil, err
	}
	if tables["glyf"] == nil {
		return nil, errOutlines
	}
	small, err := repack(data[:4], tables)
	if err != nil {
		return nil, err
	}
	loader, err := opentype.NewLoader(bytes.NewReader(small))
	if err != nil {
		return nil, err
	}
	return font.NewFont(loader)
}

// directory finds the tables of a TrueType file.
func directory(data []byte) (map[string][]byte, error) {
	if len(data) < 12 || binary.BigEndian.Uint32(data) != 0x00010000 && string(data[:4]) != "true" {
		return nil, errOutlines
	}
	count := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < 12+16*count {
		return nil, errors.New("the table directory is cut off")
	}
	tables := make(map[string][]byte, count)
	for i := range count {
		record := data[12+16*i:]
		start, length := uint64(binary.BigEndian.Uint32(record[8:])), uint64(binary.BigEndian.Uint32(record[12:]))
		if start+length > uint64(len(data)) {
			return nil, fmt.Errorf("table %q is cut off", record[:4])
		}
		tables[string(record[:4])] = data[start : start+length]
	}
	return tables, nil
}

// repack makes a file of the shaping tables alone.
func repack(version []byte, tables map[string][]byte) ([]byte, error) {
	var names []string
	size := 12
	for _, name := range shapingTables {
		if t := tables[name]; t != nil {
			names = append(names, name)
			size += 16 + (len(t)+3)&^3
		}
	}
	out := make([]byte, 12+16*len(names), size)
	copy(out, version)
	binary.BigEndian.PutUint16(out[4:], uint16(len(names)))
	for i, name := range names {
		record := out[12+16*i:]
		copy(record, name)
		binary.BigEndian.PutUint32(record[8:], uint32(len(out)))
		binary.BigEndian.PutUint32(record[12:], uint32(len(tables[name])))
		out = append(out, tables[name]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out, nil
}

// Has reports whether the face can show r, be it by the glyphs of what r is
// composed of, or by showing nothing where nothing is to be seen.
func (f *Face) Has(r rune) bool {
	t := f.tables()
	if t == nil {
		return false
	}
	if g, ok := t.Cmap.Lookup(r); ok && g != 0 {
		return true
	}
	switch {
	case invisible(r):
		return true
	case r == nonBreakingHyphen:
		return f.Has(hyphen)
	case r == 0x00A0 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F || r == 0x3000:
		return f.Has(' ')
	}
	if parts := norm.NFD.PropertiesString(string(r)).Decomposition(); parts != nil {
		for _, p := range string(parts) {
			if p == r || !f.Has(p) {
				return false
			}
		}
		return true
	}
	return false
}

const (
	hyphen            = 0x2010
	nonBreakingHyphen = 0x2011
)

// invisible reports whether r is never drawn: joiners, marks of direction,
// variation selectors (Default_Ignorable_Code_Point of the Unicode database,
// the common ones).
func invisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x34F, r == 0x61C, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x206F, r >= 0xFE00 && r <= 0xFE0F, r == 0xFEFF, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return false
}
