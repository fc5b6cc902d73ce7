package text

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/bits"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/mark"
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
	Masthead           bool          `toml:"masthead"`            // the names of the organization stand above the title, the meeting below the text
	Unnumbered         document.Kind `toml:"unnumbered"`          // of a block without a number in the body

	Signs []Sign `toml:"signs"`

	recitals, paragraphs []reading
	marks                []reading // of Signs
}

// Sign is something in a text that speaks for a profile. One of the
// others is set beside Weight.
type Sign struct {
	Identifier string `toml:"identifier"` // scheme of a number in the text's first lines
	Entity     string `toml:"entity"`     // key of the institution that acts
	Part       string `toml:"part"`       // words that open a part: "citation", "recitals-lead", "preambular", "formula", "binding"; "citing-author" for an acting entity right above a citation without a dash, "anaphora" for clauses one after the other that open with the same word
	Division   string `toml:"division"`   // a designation: "article"
	Mark       string `toml:"mark"`       // how clauses are numbered: "A."
	Layout     string `toml:"layout"`     // how it is set out: "consolidated", with marks of the acts that its wording is of
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
			p.Unnumbered = document.Subparagraph
		}
		if p.recitals, err = examples(p.Recitals); err == nil {
			p.paragraphs, err = examples(p.Paragraphs)
		}
		for i := range p.Signs {
			var r []reading
			if p.Signs[i].Mark != "" && err == nil {
				r, err = examples([]string{p.Signs[i].Mark})
			}
			p.marks = append(p.marks, append(r, reading{})[0])
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

// of is the profile as it holds for a text: a decision or a statement of an organization
// with a masthead has no preamble, and names who acts within a sentence.
func (p *Profile) of(lines []line) *Profile {
	if !p.Masthead || slices.ContainsFunc(lines, func(ln line) bool { return ln.considers() }) {
		return p
	}
	decision := *p
	decision.NoPreamble = true
	return &decision
}

// considers reports whether a line can be one of a preamble by its words, or by those
// of the lines beside it.
func (ln *line) considers() bool {
	return ln.omit == "" && (ln.namesAuthor() || ln.says&(saysLead|saysPreambular|saysRecital|saysCitation) != 0 || ln.form&(echoes|leads|enumerates) != 0)
}

// noPreface is the cost of a paragraph right after the title.
func (p *Profile) noPreface() float32 {
	if p.NoPreamble {
		return 1
	}
	return costNoPreface
}

// headLines is how many lines of a text are looked at for what it is called.
const headLines = 40

// evidence is what of a text speaks for one profile or another.
type evidence struct {
	schemes  []string // of identifiers in the first lines
	entities []string // institutions that act
	says     [32]int  // lines that say so, by the bit of the sign
	divided  map[document.Kind]int
	numbered map[reading]int // lines numbered so with 1, 2 or 3; value and sub are zero
	dashed   int             // dash lines before the first paragraph
	versions int             // marks of the acts that the wording is of
	citing   int             // acting entities right above citations without dashes
	anaphora int             // clauses in a row, without numbers, that open with the same word and cite nothing
}

// gather looks a text through for signs of what it is.
func gather(s string, lines []line, p *language.Pack) *evidence {
	e := &evidence{divided: map[document.Kind]int{}, numbered: map[reading]int{}}
	head, below := 0, false
	named := false // the line before names who acts and nothing else
	for i := range lines {
		ln := &lines[i]
		if ln.omit == versionMark {
			e.versions++
		}
		if ln.omit != "" {
			continue
		}
		if named && ln.says&saysCitation != 0 && ln.number.n == 0 {
			e.citing++
		}
		named = ln.namesAuthor()
		if head < headLines {
			if head++; ln.namesAuthor() {
				head = headLines
			}
			// Who enacts stands right below the last recital, in a sentence of any length.
			enacting := below && ln.form&echoes == 0
			below = ln.form&echoes != 0
			if text := s[ln.start:ln.end]; enacting || ln.runes <= 400 {
				for _, m := range mark.Find(text[:min(len(text), 1200)], p) {
					switch {
					case m.Kind == document.Number && ln.runes <= 400:
						e.schemes = append(e.schemes, m.Role)
					case m.Kind == document.Mention && (ln.says&saysAuthor != 0 && ln.runes <= 100 || enacting && m.Start < 100):
						e.entities = append(e.entities, m.Value)
					}
				}
			}
		}
		if ln.form&echoes != 0 && !ln.says.cites() && e.divided[document.Article] == 0 && isWeighty(firstLetters(s[ln.start:ln.end])) {
			e.anaphora++
		}
		says := ln.says
		if says&saysState != 0 {
			says &^= saysFormula | saysBinding // no sign of an act of the Union
		}
		for ; says != 0; says &= says - 1 {
			e.says[bits.TrailingZeros32(uint32(says))]++
		}
		if ln.division.kind != document.Invalid {
			e.divided[ln.division.kind]++
		}
		for _, r := range ln.number.all() {
			switch {
			case r.series == dashes:
				// Before the first paragraph dashes mark citations.
				if e.numbered[reading{series: decimals, style: dot}] == 0 {
					e.dashed++
				}
			case r.value <= 3 && !(r.series == capitals && e.numbered[reading{series: decimals, style: dot}] > 0):
				// Below the first paragraph letters are no recitals.
				e.numbered[reading{series: r.series, style: r.style}]++
			}
		}
	}
	return e
}

// parts are the names that signs have for what lines say.
var parts = map[string]sign{
	"recitals-lead": saysLead, "preambular": saysPreambular, "formula": saysFormula, "binding": saysBinding, "operative": saysOperative, "recital": saysRecital,
}

// score is how much of the evidence speaks for the profile.
func (p *Profile) score(e *evidence) int {
	total := 0
	for i, s := range p.Signs {
		has := false
		switch {
		case s.Identifier != "":
			has = slices.Contains(e.schemes, s.Identifier)
		case s.Entity != "":
			has = slices.Contains(e.entities, s.Entity)
		case s.Layout == "consolidated":
			has = e.versions > 1
		case s.Part == "citing-author":
			has = e.citing > 0
		case s.Part == "anaphora":
			has = e.anaphora >= fewestEchoes
		case s.Part == "citation":
			has = e.dashed > 0
		case s.Part != "":
			has = e.says[bits.TrailingZeros32(uint32(parts[s.Part]))] > 0
		case s.Division != "":
			if k, err := document.ParseKind(s.Division); err == nil {
				has = e.divided[k] > 1
			}
		case s.Mark != "":
			count := 0
			for r, n := range e.numbered {
				if sameSeries(p.marks[i:i+1], r) {
					count += n
				}
			}
			has = count > 1
		}
		if has {
			total += s.Weight
		}
	}
	return total
}

// leastScore is how much must speak for a profile.
const leastScore = 3

// best is the profile that most speaks for; the one without signs when too
// little speaks for any.
func best(profiles []*Profile, e *evidence) *Profile {
	var winner, plain *Profile
	most := leastScore - 1
	for _, p := range profiles {
		if len(p.Signs) == 0 {
			if plain == nil {
				plain = p
			}
			continue
		}
		if s := p.score(e); s > most {
			winner, most = p, s
		}
	}
	if winner == nil {
		winner = plain
	}
	return winner
}
