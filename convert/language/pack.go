// Package language holds what is known of each language: one file of facts a
// language in templates/languages, and the model that tells languages apart.
//
// The model weighs sequences of one to four letters as a naive Bayes classifier
// does. Its tables (templates/detection/ngrams.bin, half a megabyte) are made by
// internal/train from the Universal Declaration of Human Rights and the phrases
// of the language files. How often it is right:
//
//	pieces of             20 letters  40 letters  120 letters  400 letters  whole texts
//	the Declaration           91.0 %      97.0 %       99.4 %      100.0 %
//	real legal texts          83.4 %      92.7 %       96.6 %                  181 of 182
//
// The first line is measured on the half of the Declaration that the tables of
// that measurement were not made from (go run ./convert/language/internal/train
// -half), with 38 languages to choose from. The second is measured on pieces cut
// at any letter from texts as they were found, which are full of names, numbers
// and English boilerplate (go test -v -run RealTexts ./convert/language); the
// text told wrong is in base64. Where Detect said more than 0.95 it was wrong in
// 1.0 % of 20 letters and 0.1 % of 120 of the Declaration, and in 2.7 % and 2.5 %
// of the pieces of real texts, some of which are in English in fact.
//
// The same model tells the charset and the language of 16 of 16 old files in
// one-byte charsets from 120 bytes on, and of 299 of 299 pieces of the sample
// resolution in all languages and the charsets that have their letters
// (go test -v -run Charset ./convert/language).
package language

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"github.com/plurilex/plurilex/templates"
)

// Pack is what is known of one language. Words in it are evidence for readers
// and labels for writers; nothing may depend on a fact being there.
//
// Words and phrases are patterns as package phrase reads them: among others, a
// small letter stands for itself in either case, a capital for the capital only,
// and "*" at the end of a word for up to eight further letters.
type Pack struct {
	Tag     string `toml:"tag"`     // shortest BCP 47 tag, which is the name of the file
	ISO3    string `toml:"iso3"`    // ISO 639-2/T: deu, ell, zho
	Endonym string `toml:"endonym"` // what the language calls itself
	English string `toml:"english"` // what English calls it
	Script  string `toml:"script"`  // ISO 15924: Latn, Grek, Cyrl, Arab, Hans
	RTL     bool   `toml:"rtl"`     // written from right to left

	Doubled  []string `toml:"doubled"`  // words that rightly stand twice in a row: "that"
	Variants []string `toml:"variants"` // signs that some write in another way, each with the other one: "国國"

	Parts      Parts      `toml:"parts"`
	Divisions  Divisions  `toml:"divisions"`
	Numbers    Numbers    `toml:"numbers"`
	Dates      Dates      `toml:"dates"`
	References References `toml:"references"`
	Names      []Name     `toml:"names"`

	derived sync.Map // see Derive
}

// Parts are the words by which the parts of a text are told. All are beginnings:
// the line may go on.
type Parts struct {
	Citations    []string `toml:"citations"`     // how a citation begins: "having regard to"
	Recitals     []string `toml:"recitals"`      // how a recital begins: "whereas"
	RecitalsLead []string `toml:"recitals_lead"` // the line before the recitals of an act: "Whereas:"
	Authors      []string `toml:"authors"`       // acting entities: "The European Parliament,"
	Formulas     []string `toml:"formulas"`      // enacting formulas: "HAVE ADOPTED THIS REGULATION:"
	Enacting     []string `toml:"enacting"`      // the formulas by which states enact, or agree: "BE IT ENACTED"
	Titles       []string `toml:"titles"`        // how the title of a resolution, decision or act begins
	Motions      []string `toml:"motions"`       // "MOTION FOR A RESOLUTION"
	JointMotions []string `toml:"joint_motions"` // "JOINT MOTION FOR A RESOLUTION"
	Instructions []string `toml:"instructions"`  // how the last paragraph of a resolution begins: "Instructs its President to forward"
	Groups       []string `toml:"groups"`        // "on behalf of the"
	DoneAt       []string `toml:"done_at"`       // "Done at Brussels,"
	Binding      []string `toml:"binding"`       // the sentence that ends a regulation, or says by which votes a resolution was adopted
	Promulgation []string `toml:"promulgation"`  // how the sentence begins that ends a law or treaty: "In witness whereof"
	Remarks      []string `toml:"remarks"`       // what the Official Journal prints in brackets below a title: "Text with EEA relevance"
	Preambular   []string `toml:"preambular"`    // first words of preambular paragraphs of the United Nations
	Operative    []string `toml:"operative"`     // first words of their operative paragraphs
	Amendments   []string `toml:"amendments"`    // what a heading with a number calls an amendment: "Amendment"
	Site         []string `toml:"site"`          // how a library of texts speaks of itself above one, or of its licence below: "From Wikisource"
}

// Divisions are the designations of divisions in headings.
type Divisions struct {
	Part       Division `toml:"part"`
	Title      Division `toml:"title"`
	Chapter    Division `toml:"chapter"`
	Section    Division `toml:"section"`
	Subsection Division `toml:"subsection"`
	Article    Division `toml:"article"`
	Annex      Division `toml:"annex"`
}

// Division is how a heading names a division.
type Division struct {
	Words       []string `toml:"words"`        // "Article"
	First       []string `toml:"first"`        // whole designations without a number: "Article premier", "Sole Article"
	Ordinals    []string `toml:"ordinals"`     // words that stand alone for a number, in order: "First", "Second"
	NumberFirst bool     `toml:"number_first"` // the number stands before the word: "1 artikla"
}

// Numbers are the habits of numbers and quotations.
type Numbers struct {
	Decimal string   `toml:"decimal"` // decimal sign
	Group   string   `toml:"group"`   // sign between groups of three digits
	Quotes  []string `toml:"quotes"`  // pairs of quotation marks, the outer pair first
	Unused  string   `toml:"unused"`  // small letters that lists leave out: "q"
}

// Dates are the ways in which a full date is written.
type Dates struct {
	// Months has twelve lists: every form of the name that occurs in dates, the
	// form for our own output first.
	Months [][]string `toml:"months"`
	// Orders are patterns in which {d}, {m}, {y} stand for day, name of the month
	// and year and {n} for the number of the month; the one for our own output is
	// first. A character with "?" after it may be absent.
	Orders []string `toml:"orders"`
	// DayMarks may follow the number of the day at once: "er", "º", "-i".
	DayMarks []string `toml:"day_marks"`
	// HanNumerals says that day, month and year may be in Chinese numerals.
	HanNumerals bool `toml:"han_numerals"`
}

// References are the words of references in running text, each in every form
// that occurs there.
type References struct {
	Article      []string `toml:"article"`
	Rule         []string `toml:"rule"`
	Paragraph    []string `toml:"paragraph"`
	Subparagraph []string `toml:"subparagraph"`
	Point        []string `toml:"point"`
	Indent       []string `toml:"indent"`
	Recital      []string `toml:"recital"`
	Annex        []string `toml:"annex"`
	Chapter      []string `toml:"chapter"`
	Section      []string `toml:"section"`
	Title        []string `toml:"title"`
	Part         []string `toml:"part"`

	// NumberFirst names the keys above whose number stands before the word.
	NumberFirst []string `toml:"number_first"`
	// NumberMark may stand right before a number: "第".
	NumberMark string `toml:"number_mark"`
	// Ordinals are "first", "second" and so on, each in its forms.
	Ordinals [][]string `toml:"ordinals"`

	And  []string `toml:"and"`  // what joins the items of a list: "and", "or"
	To   []string `toml:"to"`   // what joins the ends of a range: "to"
	Of   []string `toml:"of"`   // what may stand between a place and what it is a place of: "of", "of the"
	No   []string `toml:"no"`   // what may stand before a number: "No", "nr."
	Acts Acts     `toml:"acts"` // names of acts and of what else has articles

	// OrdinalDot says that a number behind the word has the dot of an ordinal
	// number: "članak 135. stavak 5."
	OrdinalDot bool `toml:"ordinal_dot"`

	// ActFirst says that an act may stand before the place in it.
	ActFirst bool `toml:"act_first"`

	// Resolution is "resolution", before or behind whose number the sessions of
	// the General Assembly are named: "resolution 73/7".
	Resolution []string `toml:"resolution"`

	OJ    []string `toml:"oj"`    // abbreviations of the Official Journal: "OJ"
	Pages []string `toml:"pages"` // "p."
}

// Acts are the names of acts as references have them.
type Acts struct {
	Regulation             []string `toml:"regulation"`
	ImplementingRegulation []string `toml:"implementing_regulation"`
	DelegatedRegulation    []string `toml:"delegated_regulation"`
	Directive              []string `toml:"directive"`
	ImplementingDirective  []string `toml:"implementing_directive"`
	DelegatedDirective     []string `toml:"delegated_directive"`
	Decision               []string `toml:"decision"`
	ImplementingDecision   []string `toml:"implementing_decision"`
	DelegatedDecision      []string `toml:"delegated_decision"`
	FrameworkDecision      []string `toml:"framework_decision"`
	Recommendation         []string `toml:"recommendation"`

	Makers []string `toml:"makers"` // institutions that may stand between the name of an act and its number

	TFEU    []string `toml:"tfeu"`
	TEU     []string `toml:"teu"`
	Charter []string `toml:"charter"`

	// OwnRules are phrases that say that the place before them is one of the
	// Rules of Procedure of the European Parliament.
	OwnRules []string `toml:"own_rules"`
}

// Name is what an entity of templates/entities is called.
type Name struct {
	// Key of the entity. A name with an empty key is no mention of any; it is
	// there so that a shorter name inside it is not taken for one.
	Key string `toml:"key"`
	// Full are names that are sure wherever they stand. Braces enclose the part
	// to mark when only the words around it make it sure.
	Full []string `toml:"full"`
	// Bare are single words that are the name only when no other word with a
	// capital stands beside them.
	Bare []string `toml:"bare"`
	// NotBefore are words that, before a word with a capital, show that Bare is
	// part of another name: "of" in "Council of Europe".
	NotBefore []string `toml:"not_before"`
}

// Derive gives what build makes of the pack, made once for each key: a package
// that compiles a pack into tables keeps them here, so that they live as long as
// the pack. The result is shared; it must not be changed.
func (p *Pack) Derive(key any, build func(*Pack) any) any {
	if v, ok := p.derived.Load(key); ok {
		return v
	}
	v, _ := p.derived.LoadOrStore(key, build(p))
	return v
}

// Set is the packs of several languages. It is safe for concurrent use and
// reads a language's file when it is first asked for.
type Set struct {
	fsys  fs.FS
	mu    sync.Mutex
	packs map[string]*Pack
}

// NewSet takes the packs from languages/*.toml in fsys.
func NewSet(fsys fs.FS) *Set { return &Set{fsys: fsys, packs: map[string]*Pack{}} }

var sets = templates.NewCache(func(fsys fs.FS) (*Set, error) { return NewSet(fsys), nil })

// In is the packs of templates; nil means the built-in ones.
func In(fsys fs.FS) *Set {
	set, _ := sets.Get(fsys) // making a set reads nothing
	return set
}

// Default is the built-in set.
func Default() *Set { return In(nil) }

// Get is the pack of a language. A language without a file has a pack with
// nothing but its tag; ISO3 is then "und". The error says what is wrong with a file.
func (s *Set) Get(tag string) (*Pack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.packs[tag]; ok {
		return p, nil
	}
	p := &Pack{Tag: tag, ISO3: "und"}
	if validTag(tag) {
		name := path.Join("languages", tag+".toml")
		data, err := fs.ReadFile(s.fsys, name)
		if err == nil {
			meta, err := toml.NewDecoder(bytes.NewReader(data)).Decode(p)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if extra := meta.Undecoded(); len(extra) > 0 {
				return nil, fmt.Errorf("%s: unknown key %s", name, extra[0])
			}
			if p.Tag != tag {
				return nil, fmt.Errorf("%s: its tag is %q", name, p.Tag)
			}
		}
	}
	p.vary()
	s.packs[tag] = p
	return p, nil
}

// vary adds to all words of the pack those with the other signs that they may be
// written with.
func (p *Pack) vary() {
	if len(p.Variants) == 0 {
		return
	}
	var pairs []string
	for _, v := range p.Variants {
		sign, size := utf8.DecodeRuneInString(v)
		pairs = append(pairs, string(sign), v[size:])
	}
	other := strings.NewReplacer(pairs...)
	for _, part := range []any{&p.Parts, &p.Divisions, &p.References, &p.Names} {
		varyIn(reflect.ValueOf(part).Elem(), other)
	}
}

// varyIn does so in the lists of words of a value. The order of Division.Ordinals
// counts, so nothing is put behind them.
func varyIn(v reflect.Value, other *strings.Replacer) {
	switch words, ok := v.Interface().([]string); {
	case ok:
		for _, w := range words {
			if o := other.Replace(w); o != w && !slices.Contains(words, o) {
				words = append(words, o)
			}
		}
		v.Set(reflect.ValueOf(words))
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			varyIn(v.Index(i), other)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "Ordinals" {
				varyIn(v.Field(i), other)
			}
		}
	}
}

// Tags is every language that has a file, sorted.
func (s *Set) Tags() ([]string, error) {
	names, err := fs.Glob(s.fsys, "languages/*.toml")
	for i, n := range names {
		names[i] = strings.TrimSuffix(path.Base(n), ".toml")
	}
	return names, err
}

func validTag(tag string) bool {
	return tag != "" && strings.Trim(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}
