// Package damage makes of a clean text what is left of it after printing,
// scanning, copying and old programs: wrapped and hyphenated lines, furniture
// and footnotes in the middle of sentences, other dashes and spaces, other
// encodings, the links of a web site around it. It is for tests of readers.
//
// The same text, kinds and seed give the same bytes.
package damage

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is one thing that befalls a text.
type Kind uint8

const (
	Wraps          Kind = iota // lines of 60 to 100 columns
	Tight                      // wrapped, without empty lines between paragraphs
	BlankLines                 // wrapped, with an empty line after every line
	TrailingSpaces             // wrapped, with spaces at line ends and line beginnings
	Pages                      // wrapped, with what printed pages have at their heads and feet
	FormFeeds                  // wrapped, with a form feed at each page end and sometimes a number
	Hyphens                    // wrapped, words broken with a hyphen
	SoftHyphens                // wrapped, words broken with a soft hyphen, and soft hyphens left in words
	Footnotes                  // wrapped, with notes at the foot of pages and their calls in the text
	LostDashes                 // dashes before clauses are gone
	OtherDashes                // dashes before clauses are other dashes, bullets, or two
	DoubleSpaces               // runs of spaces between words
	NoBreakSpaces              // spaces that hold lines together
	CRLF                       // line ends of two bytes
	BOM                        // UTF-8 with a mark
	UTF16LE                    // with a mark
	UTF16BE                    // without one
	Legacy                     // an encoding of the language before Unicode
	Chrome                     // the links and labels of a web site
	kinds
)

var names = [kinds]string{
	"wraps", "tight", "blank-lines", "trailing-spaces", "pages", "form-feeds", "hyphens", "soft-hyphens", "footnotes",
	"lost-dashes", "other-dashes", "double-spaces", "no-break-spaces", "crlf", "bom", "utf-16le", "utf-16be", "legacy", "chrome",
}

func (k Kind) String() string { return names[k] }

// Kinds is every kind there is.
func Kinds() []Kind {
	all := make([]Kind, kinds)
	for i := range all {
		all[i] = Kind(i)
	}
	return all
}

// groups are the kinds that exclude one another.
var groups = [][]Kind{
	{Wraps, Tight, BlankLines, TrailingSpaces},
	{Pages, FormFeeds},
	{Hyphens, SoftHyphens},
	{Footnotes},
	{LostDashes, OtherDashes},
	{DoubleSpaces, NoBreakSpaces},
	{CRLF},
	{BOM, UTF16LE, UTF16BE, Legacy},
	{Chrome},
}

// Mixed is three kinds or more that may befall one text together.
func Mixed(seed uint64) []Kind {
	r := rand.New(rand.NewPCG(seed, 1))
	order := r.Perm(len(groups))[:3+r.IntN(4)]
	slices.Sort(order)
	var all []Kind
	for _, g := range order {
		all = append(all, groups[g][r.IntN(len(groups[g]))])
	}
	return all
}

// Clause is a paragraph of the text as a reader should find it: a mark ("–",
// "A.", "(1)") and its words, white space folded, without what the damage put in.
type Clause struct {
	Mark, Words string
}

// Result is a damaged text.
type Result struct {
	Data    []byte
	Charset string // of Data
	Clauses []Clause
}

// Clauses reads a clean text: a clause a paragraph, an empty line between two.
func Clauses(text string) []Clause {
	var all []Clause
	for p := range strings.SplitSeq(strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")), "\n\n") {
		fields := strings.Fields(p)
		c := Clause{Words: strings.Join(fields, " ")}
		if len(fields) > 1 && isMark(fields[0]) {
			c = Clause{fields[0], strings.Join(fields[1:], " ")}
		}
		all = append(all, c)
	}
	return all
}

func isMark(s string) bool {
	return isDash(s) || utf8.RuneCountInString(s) <= 4 && (strings.HasSuffix(s, ".") || strings.HasSuffix(s, ")"))
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" }

// Apply does each of the kinds to a clean text. language is its tag. The result
// is false when the language has no older encoding that holds the text and
// Legacy was asked for alone; with other kinds the text stays in UTF-8 then.
func Apply(text, language string, seed uint64, what ...Kind) (Result, bool) {
	d := damager{Rand: rand.New(rand.NewPCG(seed, 2)), language: language}
	for _, k := range what {
		d.has[k] = true
	}
	clauses := Clauses(text)
	d.dashes(clauses)
	expected := slices.Clone(clauses)
	lines := d.lines(d.paragraphs(clauses))
	if d.any(Pages, FormFeeds, Footnotes) {
		lines = d.pages(lines, clauses[0].Words)
	}
	if d.has[Chrome] {
		lines = d.chrome(lines)
	}
	data, charset, ok := d.encode(d.join(lines))
	if !ok && len(what) == 1 {
		return Result{}, false
	}
	return Result{data, charset, expected}, true
}

type damager struct {
	*rand.Rand
	has      [kinds]bool
	language string
	notes    []string // bodies of the footnotes
	call     string   // how calls are printed, a format
	body     string   // how bodies are printed, a format
}

func (d *damager) any(what ...Kind) bool {
	return slices.ContainsFunc(what, func(k Kind) bool { return d.has[k] })
}

func pick[T any](d *damager, from ...T) T { return from[d.IntN(len(from))] }

// dashes takes the dashes of clauses away or puts others there, the same for the
// whole text as one program would.
func (d *damager) dashes(clauses []Clause) {
	mark := pick(d, "—", "‒", "−", "•", "\uf02d", "- –", "––", "-")
	for i := range clauses {
		switch {
		case !isDash(clauses[i].Mark):
		case d.has[LostDashes]:
			clauses[i].Mark = ""
		case d.has[OtherDashes]:
			clauses[i].Mark = mark
		}
	}
}

// calls are the characters that stand for calls of notes until they are printed.
const calls = '\ue000'

// paragraphs are the clauses as running text.
func (d *damager) paragraphs(clauses []Clause) []string {
	var all []string
	for i, c := range clauses {
		words := c.Words
		if d.has[Footnotes] && i > 2 && len(d.notes) < 3 && d.IntN(4) == 0 {
			words = d.withCall(words)
		}
		if c.Mark != "" {
			words = c.Mark + " " + words
		}
		if d.has[DoubleSpaces] {
			words = d.spaces(words, "  ", 5)
		}
		if d.has[NoBreakSpaces] {
			words = d.spaces(words, "\u00a0", 5)
		}
		if d.has[SoftHyphens] {
			words = d.softHyphens(words)
		}
		all = append(all, words)
	}
	return all
}

// spaces puts other spaces in place of one in so many, and of the one after the
// mark in half of the texts.
func (d *damager) spaces(s, other string, one int) string {
	var b strings.Builder
	for i, word := range strings.SplitAfter(s, " ") {
		if t, ok := strings.CutSuffix(word, " "); ok && (d.IntN(one) == 0 || i == 0 && d.IntN(2) == 0) {
			word = t + other
		}
		b.WriteString(word)
	}
	return b.String()
}

func (d *damager) softHyphens(s string) string {
	words := strings.Split(s, " ")
	for i, word := range words {
		if d.IntN(12) == 0 {
			if at := d.syllable(word, len(word)); at > 0 {
				words[i] = word[:at] + "\u00ad" + word[at:]
			}
		}
	}
	return strings.Join(words, " ")
}

// syllable is a place in a word that is not after limit bytes and leaves three
// letters on both sides, or 0: for letters only of scripts that break words.
func (d *damager) syllable(word string, limit int) int {
	var places []int
	letters := 0
	for i, r := range word {
		if !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) {
			letters = 0
			continue
		}
		if letters >= 3 && i <= limit && runOf(word[i:]) >= 3 {
			places = append(places, i)
		}
		letters++
	}
	if len(places) == 0 {
		return 0
	}
	return places[d.IntN(len(places))]
}

// runOf is how many letters s begins with.
func runOf(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsLetter(r) {
			break
		}
		n++
	}
	return n
}

// withCall puts the call of a note after a word in mid-sentence.
func (d *damager) withCall(s string) string {
	if len(d.notes) == 0 {
		form := pick(d, [2]string{"(%d)", "(%d) "}, [2]string{"%d", "%d "}, [2]string{"[%d]", "[%d] "})
		d.call, d.body = form[0], form[1]
	}
	var places []int
	for i, r := range s {
		if r == ' ' && i > len(s)/4 && i < len(s)*3/4 {
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			after, _ := utf8.DecodeRuneInString(s[i+1:])
			if unicode.IsLetter(before) && unicode.IsLetter(after) {
				places = append(places, i)
			}
		}
	}
	if len(places) == 0 {
		return s
	}
	at := places[d.IntN(len(places))]
	s = s[:at] + string(calls+rune(len(d.notes))) + s[at:]
	d.notes = append(d.notes, pick(d, "P8_TA(2014)0046.", "COM(2015)0341.", "A/HRC/29/21.", "SWD(2015)0114, p. 7.", "https://example.org/reports/2015/3"))
	return s
}

// line is one line of the text; open says that its paragraph goes on after it.
type line struct {
	text string
	open bool
}

// lines lays paragraphs out.
func (d *damager) lines(paragraphs []string) []line {
	var all []line
	wrapped := d.any(Wraps, Tight, BlankLines, TrailingSpaces, Pages, FormFeeds, Hyphens, SoftHyphens, Footnotes)
	columns := 60 + d.IntN(41)
	for i, p := range paragraphs {
		if i > 0 && !d.any(Tight, BlankLines) {
			all = append(all, line{})
		}
		if !wrapped {
			all = append(all, line{text: p})
			continue
		}
		for p != "" {
			head, rest := d.wrap(p, columns)
			all = append(all, line{head, rest != ""})
			p = rest
		}
	}
	return all
}

// wrap cuts the first line off a paragraph.
func (d *damager) wrap(s string, columns int) (head, rest string) {
	width, cut, next := 0, 0, 0
	var before rune
	for i, r := range s {
		switch {
		case r == ' ':
			cut, next = i, i+1
		case before == '-' && unicode.IsLetter(r) && i > 1, isWide(before) && isWide(r) && !isClosing(r) && !isOpening(before):
			cut, next = i, i
		}
		width++
		if isWide(r) {
			width++
		}
		if width > columns && cut > 0 {
			if at := d.breakWord(s, next, i); at > 0 {
				hyphen := "-"
				if d.has[SoftHyphens] {
					hyphen = "\u00ad"
				}
				return s[:at] + hyphen, s[at:]
			}
			return strings.TrimRight(s[:cut], " "), strings.TrimLeft(s[next:], " ")
		}
		before = r
	}
	return s, ""
}

// breakWord is where the word at start is broken so that its first part ends
// before limit, or 0.
func (d *damager) breakWord(s string, start, limit int) int {
	if !d.any(Hyphens, SoftHyphens) || d.IntN(3) == 0 || start >= limit {
		return 0
	}
	word := s[start:]
	if end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		word = word[:end]
	}
	if at := d.syllable(word, limit-start-1); at > 0 {
		return start + at
	}
	return 0
}

func isWide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3040 || r >= 0xff00 && r < 0xff61
}

func isClosing(r rune) bool {
	return strings.ContainsRune("，。；：、！？）》」』”’", r)
}
func isOpening(r rune) bool { return strings.ContainsRune("（《「『“‘", r) }

// pages puts furniture and notes where pages end.
func (d *damager) pages(lines []line, title string) []line {
	const least = 14
	length := least + d.IntN(18)
	count := max(2, len(lines)/length+1)
	style := d.furniture(title, count)
	var all []line
	note := 0
	for page := 1; len(lines) > 0; page++ {
		n := min(length, len(lines))
		// A page ends in mid-clause where it can.
		for k := n; k > least/2 && n < len(lines); k-- {
			if lines[k-1].open {
				n = k
				break
			}
		}
		var block []string
		for i := range lines[:n] {
			for k := note; k < len(d.notes); k++ {
				call := string(calls + rune(k))
				if strings.Contains(lines[i].text, call) {
					lines[i].text = strings.Replace(lines[i].text, call, fmt.Sprintf(d.call, k+1), 1)
					block = append(block, fmt.Sprintf(d.body, k+1)+d.notes[k])
					note = k + 1
				}
			}
		}
		head, foot := style(page)
		if d.has[Pages] && page > 1 {
			all = add(all, head...)
		}
		all = append(all, lines[:n]...)
		lines = lines[n:]
		if len(block) > 0 {
			all = append(all, line{})
			if d.has[Footnotes] {
				all = append(all, line{text: "____________"})
			}
			all = add(all, block...)
		}
		if d.has[Pages] {
			all = add(all, foot...)
		}
		if d.has[FormFeeds] && len(lines) > 0 {
			lines[0].text = "\f" + lines[0].text
		} else if len(block) > 0 && len(lines) > 0 && lines[0].text != "" {
			all = append(all, line{})
		}
	}
	return all
}

// add adds lines with empty lines around them.
func add(all []line, text ...string) []line {
	if len(text) == 0 {
		return all
	}
	all = append(all, line{})
	for _, t := range text {
		all = append(all, line{text: t})
	}
	return append(all, line{})
}

// furniture is what the heads and feet of pages hold, in the manner of one
// printer.
func (d *damager) furniture(title string, count int) func(page int) (head, foot []string) {
	code := strings.ToUpper(d.language)
	if r := []rune(title); len(r) > 70 {
		title = strings.TrimSpace(string(r[:70]))
	}
	return pick(d,
		func(page int) (head, foot []string) {
			return nil, []string{fmt.Sprintf(`RE\1095873%s.docx`, code), fmt.Sprintf("%d/%d", page, count), "PE582.634v01-00", code}
		},
		func(page int) (head, foot []string) {
			return []string{fmt.Sprintf("C %d/%d", 66, page+11), code, "21.2.2018"}, nil
		},
		func(page int) (head, foot []string) {
			return []string{title}, []string{fmt.Sprintf("%d/%d", page, count)}
		},
		func(page int) (head, foot []string) {
			return []string{"A/RES/70/312"}, []string{fmt.Sprintf("%d/%d", page, count), "16-01234"}
		},
		func(page int) (head, foot []string) { return nil, []string{fmt.Sprintf("- %d/%d -", page, count)} },
	)
}

//go:embed chrome.txt
var sites string

// chrome puts the links of a site before and after the text.
func (d *damager) chrome(lines []line) []line {
	before, after, _ := strings.Cut(pick(d, strings.Split(sites, "\n====\n")...), "\n----\n")
	var all []line
	for s := range strings.SplitSeq(strings.TrimSpace(before), "\n") {
		all = append(all, line{text: s})
	}
	all = append(append(all, line{}), lines...)
	return add(all, strings.Split(strings.TrimSpace(after), "\n")...)
}

// join makes one text of lines.
func (d *damager) join(lines []line) string {
	var b strings.Builder
	end := "\n"
	if d.has[CRLF] {
		end = "\r\n"
	}
	for _, ln := range lines {
		if d.has[TrailingSpaces] && d.IntN(6) == 0 {
			b.WriteString(" ")
		}
		b.WriteString(ln.text)
		if d.has[TrailingSpaces] {
			b.WriteString(strings.Repeat(" ", d.IntN(4)))
		}
		b.WriteString(end)
		if d.has[BlankLines] {
			b.WriteString(end)
		}
	}
	return b.String()
}
