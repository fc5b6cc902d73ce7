package damage

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// charsets are the one-byte encodings in which texts of a language were kept.
// Languages of the west of Europe are not in it.
var charsets = map[string][]*charmap.Charmap{
	"ar": {charmap.Windows1256, charmap.ISO8859_6},
	"bg": {charmap.Windows1251, charmap.ISO8859_5},
	"cs": {charmap.Windows1250, charmap.ISO8859_2},
	"el": {charmap.Windows1253, charmap.ISO8859_7},
	"et": {charmap.Windows1257, charmap.ISO8859_13, charmap.Windows1252},
	"hr": {charmap.Windows1250, charmap.ISO8859_2},
	"hu": {charmap.Windows1250, charmap.ISO8859_2},
	"lt": {charmap.Windows1257, charmap.ISO8859_13},
	"lv": {charmap.Windows1257, charmap.ISO8859_13},
	"mt": {charmap.ISO8859_3},
	"pl": {charmap.Windows1250, charmap.ISO8859_2},
	"ro": {charmap.ISO8859_16, charmap.Windows1250},
	"ru": {charmap.Windows1251, charmap.KOI8R, charmap.ISO8859_5},
	"sk": {charmap.Windows1250, charmap.ISO8859_2},
	"sl": {charmap.Windows1250, charmap.ISO8859_2},
	"zh": {},
}

var western = []*charmap.Charmap{charmap.Windows1252, charmap.ISO8859_15, charmap.ISO8859_1}

// encode makes bytes of a text. It is false when Legacy was asked for and no
// encoding of the language holds the text: the bytes are UTF-8 then.
func (d *damager) encode(s string) (data []byte, charset string, ok bool) {
	as := func(e encoding.Encoding, name string) ([]byte, string, bool) {
		out, err := e.NewEncoder().String(s)
		return []byte(out), name, err == nil
	}
	switch {
	case d.has[BOM]:
		return []byte("\ufeff" + s), "utf-8", true
	case d.has[UTF16LE]:
		return as(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le")
	case d.has[UTF16BE]:
		return as(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be")
	case d.has[Legacy]:
		known, found := charsets[d.language]
		if !found {
			known = western
		}
		for _, i := range d.Perm(len(known)) {
			if data, charset, ok = as(known[i], known[i].String()); ok {
				return data, charset, true
			}
		}
		return []byte(s), "utf-8", false
	}
	return []byte(s), "utf-8", true
}
