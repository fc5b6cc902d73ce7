package text

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/plurilex/plurilex/convert/document"
)

// Profile is what a family of texts has in common: how its clauses are
// numbered, what its parts are and what its Works are called. Profiles are the
// files profiles/*.toml of the templates.
type Profile struct {
	Name  string `toml:"name"`  // as in --profile
	Title string `toml:"title"` // for people

	// Identity of a Work of the family.
	Country string `toml:"country"`
	Type    string `toml:"type"`
	Subtype string `toml:"subtype"`
	Author  string `toml:"author"`

	// How numbers of recitals and paragraphs are printed, an example each: "A.",
	// "(1)". What is first in its list is usual.
	Recitals   []string `toml:"recitals"`
	Paragraphs []string `toml:"paragraphs"`

	UnnumberedRecitals bool          `toml:"unnumbered_recitals"` // what follows the acting entity without a number is a recital
	NoPreamble         bool          `toml:"no_preamble"`         // the body may follow the title at once
	Unnumbered         document.Kind `toml:"unnumbered"`          // of a block without a number in the body

	Signs []Sign `toml:"signs"`

	recitals, paragraphs []reading
}

// Sign is something in a text that speaks for a profile. One of Identifier,
// Part, Division and Mark is set.
type Sign struct {
	Identifier string `toml:"identifier"` // scheme of a number in the text's first lines
	Part       string `toml:"part"`       // words that open a part: "citation", "recitals-lead", "preambular", "formula"
	Division   string `toml:"division"`   // a designation: "article"
	Mark       string `toml:"mark"`       // how clauses are numbered: "A."
	Weight     int    `toml:"weight"`
}

// readProfiles reads every profile, sorted by name.
func readProfiles(fsys fs.FS) ([]*Profile, error) {
	names, err := fs.Glob(fsys, "profiles/*.toml")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var all []*Profile
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		p := &Profile{}
		meta, err := toml.NewDecoder(bytes.NewReader(data)).Decode(p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if extra := meta.Undecoded(); len(extra) > 0 {
			return nil, fmt.Errorf("%s: unknown key %s", name, extra[0])
		}
		if want := strings.TrimSuffix(path.Base(name), ".toml"); p.Name != want {
			return nil, fmt.Errorf("%s: its name is %q", name, p.Name)
		}
		if p.Unnumbered == document.Invalid {
			p.Unnumbered = document.Text
		}
		if p.recitals, err = examples(p.Recitals); err == nil {
			p.paragraphs, err = examples(p.Paragraphs)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, p)
	}
	return all, nil
}

// examples reads printed numbers as the series and styles they stand for.
func examples(printed []string) ([]reading, error) {
	var all []reading
	for _, p := range printed {
		m, ok := readNumeral(p, 0, len(p), latin)
		if !ok {
			return nil, fmt.Errorf("%q is no number of a clause", p)
		}
		all = append(all, m.readings[0])
	}
	return all, nil
}

// recitalSeries reports whether recitals are numbered like r.
func (p *Profile) recitalSeries(r reading) bool { return sameSeries(p.recitals, r) }

// paragraphSeries reports whether paragraphs are numbered like r.
func (p *Profile) paragraphSeries(r reading) bool { return sameSeries(p.paragraphs, r) }

func sameSeries(examples []reading, r reading) bool {
	for _, e := range examples {
		if e.series == r.series && e.style == r.style {
			return true
		}
		// Scripts with numerals of their own count with them where others use
		// letters or digits.
		if r.style == e.style && (r.series == abjad && e.series == capitals || r.series == han && e.series == decimals) {
			return true
		}
	}
	return false
}

// noPreface is the cost of a paragraph right after the title.
func (p *Profile) noPreface() float32 {
	if p.NoPreamble {
		return 1
	}
	return costNoPreface
}
