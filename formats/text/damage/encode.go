package damage

import "github.com/plurilex/plurilex/convert/charset"

// charsets are the encodings before Unicode in which texts of a language were
// kept. Languages of the west of Europe are not in it.
var charsets = map[string][]string{
	"ar": {"windows-1256", "iso-8859-6"},
	"bg": {"windows-1251", "iso-8859-5"},
	"cs": {"windows-1250", "iso-8859-2"},
	"el": {"windows-1253", "iso-8859-7"},
	"et": {"windows-1257", "iso-8859-13", "windows-1252"},
	"hr": {"windows-1250", "iso-8859-2"},
	"hu": {"windows-1250", "iso-8859-2"},
	"lt": {"windows-1257", "iso-8859-13"},
	"lv": {"windows-1257", "iso-8859-13"},
	"mt": {"iso-8859-3"},
	"pl": {"windows-1250", "iso-8859-2"},
	"ro": {"iso-8859-16", "windows-1250"},
	"ru": {"windows-1251", "koi8-r", "iso-8859-5"},
	"sk": {"windows-1250", "iso-8859-2"},
	"sl": {"windows-1250", "iso-8859-2"},
	"zh": {"gb18030"},
}

var western = []string{"windows-1252", "iso-8859-15", "iso-8859-1"}

// encode makes bytes of a text. It is false when Legacy was asked for and no
// encoding of the language holds the text: the bytes are UTF-8 then.
func (d *damager) encode(s string) (data []byte, name string, ok bool) {
	as := func(name, s string) ([]byte, string, bool) {
		data, ok := charset.Lookup(name).Encode(s)
		return data, name, ok
	}
	switch {
	case d.has[BOM]:
		return []byte("\ufeff" + s), "utf-8", true
	case d.has[UTF16LE]:
		return as("utf-16le", "\ufeff"+s)
	case d.has[UTF16BE]:
		return as("utf-16be", s)
	case d.has[Legacy]:
		known, found := charsets[d.language]
		if !found {
			known = western
		}
		for _, i := range d.Perm(len(known)) {
			if data, name, ok = as(known[i], s); ok {
				return data, name, true
			}
		}
		return []byte(s), "utf-8", false
	}
	return []byte(s), "utf-8", true
}
