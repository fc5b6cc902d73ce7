// Package text reads raw legal and parliamentary text: it decodes the bytes,
// leaves out what does not belong to the text, finds what each line is by the
// cheapest reading of all lines together, and builds the tree.
//
// Marks, numbers and places decide; words of a language are evidence only. So a
// text in an unknown language still gets its structure.
package text

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/source"
	"github.com/plurilex/plurilex/templates"
)

// Format is the record of raw text: it is read when no other format claims a
// file, and never written.
func Format() *convert.Format {
	return &convert.Format{
		Name:      "text",
		Title:     "Raw text",
		Extension: "txt",
		MediaType: "text/plain",
		AlsoReads: []string{"text", "htm", "html", "xhtml", "xml"},
		Traced:    true,
		Reader:    reader{},
	}
}

type reader struct{}

// Read makes a Work with one Expression of any bytes.
func (reader) Read(ctx context.Context, in *convert.Input) (*document.Work, error) {
	r, err := read(ctx, in)
	if err != nil {
		return nil, err
	}
	return r.work, nil
}

// MaxSize is the largest source that is read, in bytes.
const MaxSize = 512 << 20

// knowledge is what the templates say.
type knowledge struct {
	packs    *language.Set
	detector *language.Detector
	profiles []*Profile
}

// knowledgeOf keeps what templates say.
var knowledgeOf = templates.NewCache(readKnowledge)

func readKnowledge(fsys fs.FS) (*knowledge, error) {
	profiles, err := readProfiles(fsys)
	if err != nil {
		return nil, err
	}
	detector, err := language.NewDetector(fsys)
	return &knowledge{language.In(fsys), detector, profiles}, err
}

// run is the reading of one source.
type run struct {
	in         *convert.Input
	know       *knowledge
	text       *source.Text
	media      string
	formex     bool // the markup is that of the Official Journal, and says what is what
	script     script
	markup     []diag.Span // tags that were taken out
	lines      []line
	holes      []hole // in order; none overlaps another
	rows       []tableRow
	calls      []noteCall // that the markup makes, in order
	quotations []quotation
	owners     int32 // blocks of lines so far
	site       bool  // the source is the page of a web site
	doubtful   bool  // it is not sure which language the text is in
	layout     layout
	again      restarts
	pack       *language.Pack
	profile    *Profile
	path       []step
	search     *search
	work       *document.Work
}

func read(ctx context.Context, in *convert.Input) (*run, error) {
	if len(in.Data) > MaxSize {
		return nil, fmt.Errorf("%w: %d bytes of text, at most %d are read", convert.ErrLimit, len(in.Data), MaxSize)
	}
	know, err := knowledgeOf.Get(in.Env.Templates)
	if err != nil {
		return nil, err
	}
	r := &run{in: in, know: know}
	r.layOut(r.decode())
	if err := r.tongue(); err != nil {
		return nil, err
	}
	r.prepare()
	if err := r.choose(); err != nil {
		return nil, err
	}
	r.compare()
	if r.path, err = r.search.run(ctx); err != nil {
		return nil, err
	}
	if err := r.readQuotes(ctx); err != nil {
		return nil, err
	}
	r.build()
	r.aboutBytes()
	r.aboutText()
	return r, nil
}

// decode makes the text of the bytes, without the tags of a markup. It returns those
// that say what stands between them.
func (r *run) decode() (tags []source.Tag) {
	r.text = source.Decode(r.in.Data, r.know.detector.Charset)
	r.media = source.Plain
	if r.text.Markup() {
		r.media = source.HTML
		r.formex = isFormex(r.text.String)
		wanted := isGridTag
		if r.formex {
			wanted = isFormexTag
		}
		r.text, r.markup, tags = r.text.WithoutMarkup(wanted)
	}
	r.script = scriptOf(r.text.String)
	return tags
}

// layOut cuts the text into lines, leaves out what does not belong to it, and measures
// what is left.
func (r *run) layOut(tags []source.Tag) {
	s := r.text.String
	r.lines = splitLines(s)
	if r.media == source.Plain {
		r.lines = splitMast(s, r.lines) // white space of markup says nothing
	}
	r.holes = findBullets(s, r.lines, r.script, findHoles(s, r.text.Aside))
	if r.media == source.Plain {
		r.holes = findGluedHeads(s, r.lines, r.holes)
		r.holes = findMarkdown(s, r.lines, r.holes)
	}
	r.holes = findVersionMarks(s, r.lines, r.holes)
	passHoles(r.lines, r.holes, s)
	if r.formex {
		r.calls = tell(r.lines, tags)
	}
	r.lines, r.rows = tabulate(s, r.lines, readGrids(tags, len(s)), r.script)
	c := cleaner{s: s, lines: r.lines}
	c.clean()
	r.site = c.site
	withoutCase(s, r.lines)
	r.layout = learn(r.lines, r.media != source.Plain)
}

// prepare reads how each line begins, cuts those that hold several clauses, finds what
// is quoted, and weighs what the layout says.
func (r *run) prepare() {
	s, o := r.text.String, openingsOf(r.pack)
	r.lines = joinMarks(s, r.lines, r.pack)
	r.rows = findTables(s, r.lines, r.rows, r.script, o)
	r.lines = splitInside(s, r.lines, r.script, o)
	prepare(s, r.lines, r.script, o, r.pack)
	r.site = leaveSite(r.lines) || r.site
	signs := signDesignations(s, r.lines)
	learnDesignations(s, r.lines, r.script, r.doubtful || len(r.pack.Divisions.Article.Words) == 0)
	r.lines = splitNumbers(s, r.lines, r.script, o, r.pack)
	headMarked(s, r.lines, r.pack)
	mayHeadClauses(s, r.lines)
	again := func(ln *line, from int) {
		ln.prepareFrom(s, from, r.script, o)
		if signs {
			ln.signArticle(s)
		}
	}
	if r.formex {
		r.quotations = toldQuotes(s, r.lines, quotesOf(r.pack), again)
	} else {
		r.quotations = findAmendments(s, r.lines, o, nil)
		r.quotations = findQuotes(s, r.lines, quotesOf(r.pack), r.quotations, again)
	}
	numberedHeadings(s, r.lines, &r.layout)
	heed(r.lines)
	lateLabels(r.lines, &r.layout)
	wholeOnly(r.lines, r.holes)
	leaveContents(s, r.lines)
	findElisions(s, r.lines)
	findEchoes(s, r.lines)
	r.layout.weigh(s, r.lines)
}

// compare tells each line what the others say of it, as the profile has it, and sets up
// the search.
func (r *run) compare() {
	s := r.text.String
	r.profile = r.profile.of(r.lines)
	if r.profile.paragraphSeries(reading{series: decimals, style: bare}) {
		countBare(s, r.lines, bare)
	}
	countBare(s, r.lines, degree)
	if r.profile.Unnumbered != document.Text {
		concluding(s, r.lines, r.pack)
	}
	calls := findCalls(s, r.lines)
	ahead(r.lines, calls)
	nameCiting(s, r.lines)
	calls.findCiting(s, r.lines)
	placeNotes(r.lines, calls)
	headNotes(r.lines)
	datedTitles(s, r.lines, openingsOf(r.pack), r.pack)
	r.again = findRestarts(r.lines)
	r.search = &search{
		s: s, lines: r.lines, profile: r.profile, script: r.script, calls: calls, again: r.again, wrapped: r.layout.wrapped, width: r.layout.width,
		quotations: r.quotations, start: state{open: prefaceText}, enacted: formulaAbove(r.lines), ordains: r.layout.ordaining(s, r.lines),
		titled: titleEnd(s, r.lines, r.script),
	}
}

// tongue finds the language and its pack.
func (r *run) tongue() (err error) {
	tag := r.in.Language
	if tag == "" {
		tag = r.detect()
	} else if other, confidence := r.know.detector.Detect(r.sample()); confidence > surely && other != tag {
		r.report(codeOtherLanguage, diag.Span{}, "", fmt.Sprintf("the text was said to be in %s, but its words are of %s", tag, other), "")
	}
	r.pack, err = r.know.packs.Get(tag)
	return err
}

// How sure the detector must be of a language, and to say that the user is wrong.
const (
	sure   = 0.5
	surely = 0.95
)

// detect finds the language of the text, with the name of the file as a hint
// where the text alone is too short or too mixed to tell.
func (r *run) detect() string {
	tag, confidence := r.know.detector.Detect(r.sample())
	if tag == language.Unknown {
		r.report(codeNoLanguage, diag.Span{}, "", "the words are of no known language", "")
	} else if confidence < sure {
		r.report(codeUncertain, diag.Span{}, "", "the language is probably "+tag, "")
	}
	if confidence >= sure {
		return tag
	}
	r.doubtful = true
	if hint := r.hint(); hint != "" && (tag == hint || confidence < sure/2) {
		return hint
	}
	if r.text.Language != "" && r.text.Language != language.Unknown {
		return r.text.Language
	}
	return tag
}

// sample is the text that tells the language, without the names of tags.
func (r *run) sample() string {
	s := body(r.text.String, r.lines)
	if !slices.ContainsFunc(r.holes, func(h hole) bool { return h.reason == templateTag }) {
		return s
	}
	from := len(r.text.String) - len(s)
	return blank(s, from, r.holes)
}

// blank is s, which begins at an offset of the text, with spaces for the holes in
// it.
func blank(s string, from int, holes []hole) string {
	h, _ := slices.BinarySearchFunc(holes, from+1, func(h hole, at int) int { return cmp.Compare(h.end, at) })
	if h == len(holes) || holes[h].start >= from+len(s) {
		return s
	}
	text := []byte(s)
	for ; h < len(holes) && holes[h].start < from+len(s); h++ {
		for i := max(0, holes[h].start-from); i < min(len(s), holes[h].end-from); i++ {
			text[i] = ' '
		}
	}
	return string(text)
}

// body is the text without its first lines when there are many: what a site puts
// above a text may be in another language.
func body(s string, lines []line) string {
	words := 0
	for i := range lines {
		if lines[i].wordy() {
			words++
		}
	}
	if words < 6 {
		return s
	}
	skip := words / 4
	for i := range lines {
		if lines[i].wordy() {
			if skip == 0 {
				return s[lines[i].start:]
			}
			skip--
		}
	}
	return s
}

// wordy reports whether a line is long enough to have words of its language.
func (ln *line) wordy() bool { return ln.omit == "" && ln.runes > 30 }

// hint is the language that a file name ends with: "resolution-en.txt", "TA_EN.txt".
func (r *run) hint() string {
	name := path.Base(r.in.Name)
	name = strings.TrimSuffix(name, path.Ext(name))
	i := strings.LastIndexAny(name, "-_.")
	if i < 0 || len(name)-i-1 != 2 {
		return ""
	}
	tag := strings.ToLower(name[i+1:])
	if tags, err := r.know.packs.Tags(); err != nil || !slices.Contains(tags, tag) {
		return ""
	}
	return tag
}

// choose finds the profile.
func (r *run) choose() error {
	for _, p := range r.know.profiles {
		if r.in.Profile == p.Name {
			r.profile = p
			return nil
		}
	}
	if r.in.Profile != "" {
		var names []string
		for _, p := range r.know.profiles {
			names = append(names, p.Name)
		}
		return fmt.Errorf("%w: unknown profile %q: there are %s", convert.ErrOption, r.in.Profile, strings.Join(names, ", "))
	}
	r.profile = best(r.know.profiles, gather(r.text.String, r.lines, r.pack))
	if r.profile == nil {
		return errors.New("there is no profile for texts of any kind: one without signs is needed")
	}
	return nil
}

func (r *run) source() document.Source {
	sum := sha256.Sum256(r.in.Data)
	return document.Source{
		Name:      path.Base(r.in.Name),
		MediaType: r.media,
		Size:      int64(len(r.in.Data)),
		SHA256:    hex.EncodeToString(sum[:]),
		Encoding:  r.text.Charset,
	}
}
