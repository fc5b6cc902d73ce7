// Package metadata reads what somebody knows of a text that the text itself does
// not say: a side file with its date, number, identifiers, subjects and
// publication.
package metadata

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"github.com/plurilex/plurilex/convert/document"
)

// Suffix is what the name of a side file has after the base name of the text:
// resolution-en.meta.toml goes with resolution-en.txt.
const Suffix = ".meta.toml"

// File is a side file. What it leaves out stays as the text has it.
type File struct {
	Country string `toml:"country"` // ISO 3166-1 alpha-2 in lower case, "eu" or "un"
	Type    string `toml:"type"`    // class of document as Akoma Ntoso names it
	Subtype string `toml:"subtype"`
	Author  string `toml:"author"` // key of an entity
	Date    string `toml:"date"`   // YYYY-MM-DD
	Number  string `toml:"number"` // as printed

	Identifiers []Identifier `toml:"identifiers"`
	Subjects    []Subject    `toml:"subjects"`
	Publication *Publication `toml:"publication"`
}

// Identifier is one more name of the text in some scheme.
type Identifier struct {
	Scheme string `toml:"scheme"`
	Value  string `toml:"value"`
}

// Subject is what the text is about, as a term of a thesaurus.
type Subject struct {
	Scheme string `toml:"scheme"` // the thesaurus: "EuroVoc"
	IRI    string `toml:"iri"`
	Label  string `toml:"label"`
}

// Publication is where the text was published.
type Publication struct {
	Name   string `toml:"name"` // of the gazette or collection
	Number string `toml:"number"`
	Date   string `toml:"date"` // YYYY-MM-DD
}

// Parse reads a side file. The error names the line of what is not TOML, the key
// that nobody knows or the value that cannot be, all of them.
func Parse(data []byte) (*File, error) {
	f := &File{}
	meta, err := toml.NewDecoder(bytes.NewReader(data)).Decode(f)
	if err != nil {
		var parse toml.ParseError
		if errors.As(err, &parse) {
			return nil, fmt.Errorf("line %d: %s", parse.Position.Line, parse.Message)
		}
		return nil, err
	}
	var problems []error
	for _, key := range meta.Undecoded() {
		problems = append(problems, fmt.Errorf("there is no key %s", key))
	}
	return f, errors.Join(append(problems, f.check()...)...)
}

func (f *File) check() (problems []error) {
	fault := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	date := func(key, value string) {
		if _, err := time.Parse(time.DateOnly, value); value != "" && err != nil {
			fault("%s is %q: want a date as in 2016-03-10", key, value)
		}
	}
	date("date", f.Date)
	if f.Country != "" && (len(f.Country) != 2 || strings.ToLower(f.Country) != f.Country) {
		fault("country is %q: want two lower-case letters", f.Country)
	}
	for key, value := range map[string]string{"type": f.Type, "subtype": f.Subtype} {
		if strings.Trim(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
			fault("%s is %q: want ASCII letters, digits and hyphens", key, value)
		}
	}
	for i, id := range f.Identifiers {
		if id.Scheme == "" || id.Value == "" {
			fault("identifiers %d: want a scheme and a value", i+1)
		}
	}
	for i, s := range f.Subjects {
		if s.Scheme == "" || s.Label == "" {
			fault("subjects %d: want a scheme and a label", i+1)
		}
		if u, err := url.Parse(s.IRI); s.IRI != "" && (err != nil || !u.IsAbs()) {
			fault("subjects %d: iri is %q: want an absolute IRI", i+1, s.IRI)
		}
	}
	if p := f.Publication; p != nil {
		if p.Name == "" || p.Date == "" {
			fault("publication: want a name and a date")
		}
		date("publication: date", p.Date)
	}
	slices.SortFunc(problems, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return problems
}

// Apply puts what the file says into w. Where the text says something else of
// its date or number, the file's word counts: whoever wrote it knows the text.
func (f *File) Apply(w *document.Work) {
	set := func(field *string, value string) {
		if value != "" {
			*field = value
		}
	}
	id := &w.Identity
	set(&id.Country, f.Country)
	set(&id.Type, f.Type)
	set(&id.Subtype, f.Subtype)
	set(&id.Author, f.Author)
	set(&id.Date, f.Date)
	set(&id.Number, f.Number)
	if f.Date != "" {
		id.Year = f.Date[:4]
	}
	for _, x := range f.Identifiers {
		known := slices.ContainsFunc(w.Identifiers, func(y document.Identifier) bool { return x.Scheme == y.Scheme && x.Value == y.Value })
		if !known {
			w.Identifiers = append(w.Identifiers, document.Identifier{Scheme: x.Scheme, Value: x.Value, Origin: "metadata"})
		}
	}
	for _, s := range f.Subjects {
		w.Subjects = append(w.Subjects, document.Subject(s))
	}
	if p := f.Publication; p != nil {
		w.Publication = &document.Publication{Name: p.Name, Number: p.Number, Date: p.Date}
	}
}
