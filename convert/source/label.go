package source

import (
	"regexp"

	"github.com/plurilex/plurilex/convert/charset"
	"github.com/plurilex/plurilex/convert/diag"
)

// Label is what a file says of its own charset: in the declaration of XML, in a
// meta element of HTML, in a header that was saved with it. It is a hint; the
// bytes decide.
type Label struct {
	Charset string    // as charset.Lookup names it, "" when the file says nothing that is known
	Span    diag.Span // where it says so
}

// labelled is how many bytes from its beginning a file names its charset in.
const labelled = 2048

var label = regexp.MustCompile(`(?i)(?:\bcharset|\bencoding)\s*=\s*["']?([a-z0-9][a-z0-9._:-]*)`)

func labelOf(data []byte) Label {
	m := label.FindSubmatchIndex(data[:min(len(data), labelled)])
	if m == nil {
		return Label{}
	}
	c := charset.Lookup(string(data[m[2]:m[3]]))
	if c == nil {
		return Label{}
	}
	return Label{c.Name, diag.Span{Start: m[2], End: m[3]}}
}

// Mislabelled reports whether data says that it is in a charset in which it
// would read otherwise than t, the text of it, does. A charset that is named for
// another which has more characters in the same places is no mistake.
func (t *Text) Mislabelled(data []byte) bool {
	said, is := charset.Lookup(t.Label.Charset), charset.Lookup(t.Charset)
	if t.Label.Charset == "" || said == is || said.Wide() || said.OftenIs(is) {
		return false
	}
	if t.base != nil {
		return t.base.Mislabelled(data)
	}
	return decode(data, 0, said).String != t.String
}
