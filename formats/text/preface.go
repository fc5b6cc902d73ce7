package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language/phrase"
	"github.com/plurilex/plurilex/convert/mark"
)

// item is a block of the preface while it is found out what it is.
type item struct {
	block
	kind   document.Kind // Text as long as it is not known
	role   string
	folded string // its letters and digits, for comparing titles
	runes  int    // length, white space folded
	words  int    // words that are in no number or date
	names  int    // the same, where what no space divides is one
	ids    int    // numbers of documents in it
	dates  int
	titled bool // it says that it is a title, or does after a date and nothing else
	dated  bool // it begins with a date
	aside  bool // its date stands in brackets behind other words
	proc   bool // all its numbers are those of procedures, or the last in its brackets is
	caps   bool
	tagged bool // a template tag stands before it
	office bool // it names who holds an office: "Rapporteur: Ada Brook"
	num    int  // where the number that it begins with ends: "73/7.", "1."
}

// front makes the preface of the blocks before the acting entity.
func (b *builder) front(blocks []block) {
	var items []*item
	for i := range blocks {
		if blocks[i].label == row {
			items = append(items, &item{block: blocks[i], kind: document.Row})
			continue
		}
		items = append(items, b.cutTitle(&blocks[i])...)
	}
	b.byContent(items)
	b.beforeAct(items)
	b.issued(items)
	b.lettered(items)
	title := b.mainTitle(items)
	items, title = b.cutSubject(items, title)
	b.aroundTitle(items, title)
	items = b.merge(items)
	if len(items) == 0 {
		return
	}
	b.preface = nil
	for _, it := range items {
		if it.kind == document.Invalid {
			continue
		}
		if b.preface == nil {
			b.preface = b.add(b.root, &document.Node{Kind: document.Preface})
		}
		if it.kind == document.Row {
			b.row(&it.block)
			continue
		}
		var n *document.Node
		if it.kind == document.Title && it.num == 0 {
			it.num = b.titleNumber(it)
		}
		if from, _ := it.span(b.lines); it.num > 0 && !b.holeIn(from, it.num) {
			n = &document.Node{Kind: it.kind}
			n.Num, n.NumSpan = b.number(from, it.num)
			n.Text = b.words(&it.block, it.num)
		} else {
			n = b.node(it.kind, &it.block)
		}
		n.Role = it.role
		if it.role == document.Remark {
			n.Kind = document.Text
		}
		b.add(b.preface, n)
	}
}

func (b *builder) item(k block) *item {
	it := &item{block: k, kind: document.Text}
	ln := &b.lines[k.first]
	from, to := k.span(b.lines)
	s := b.blockText(&k)
	marks := mark.Find(s, b.pack)
	at, procedures := 0, 0
	last := "" // scheme of the last number
	for _, m := range marks {
		switch m.Kind {
		case document.Number:
			it.ids++
			if last = m.Role; last == procedureScheme {
				procedures++
			}
		case document.Date:
			it.dates++
			open := strings.LastIndexByte(s[:m.Start], '(')
			it.aside = it.aside || open > strings.LastIndexByte(s[:m.Start], ')') && countWords(s[:open]) > 1
		default:
			continue
		}
		it.words += countWords(s[at:m.Start])
		it.names += countNames(s[at:m.Start])
		at = m.End
	}
	it.words += countWords(s[at:])
	it.names += countNames(s[at:])
	if tight, _ := tighten(s); tight != "" && len(marks) == 0 {
		it.words = countWords(tight)
	}
	if isIdentifierLine(s) && !isResolutionNumber(s) && !strings.ContainsFunc(s, unspaced) {
		it.ids, it.words, it.names = max(it.ids, 1), 0, 0
	}
	it.proc = it.ids > 0 && (procedures == it.ids || last == procedureScheme && parenthesised(s))
	it.caps = ln.form&allCaps != 0
	it.folded = foldWords(s)
	it.titled = ln.says&saysTitle != 0 && ln.saysEnd < to
	opensDated := len(marks) > 0 && marks[0].Kind == document.Date && marks[0].Start == 0
	if opensDated && marks[0].End < len(s) {
		says, end := openingsOf(b.pack).at(s, marks[0].End)
		it.titled = it.titled || says&saysTitle != 0 && end == len(s)
	}
	it.runes = utf8.RuneCountInString(strings.Join(strings.Fields(s), " "))
	it.tagged = b.holeBefore(from) == templateTag
	it.office = isOffice(s)
	it.dated = opensDated || isNumericDate(s[:wordAt(s)])
	if it.ids == 0 && it.dates == 0 && isNumericDate(strings.TrimSpace(s)) {
		it.dates, it.words = 1, 0
	}
	return it
}

// procedureScheme is the scheme of the numbers of Parliament's procedures.
const procedureScheme = "ep-procedure"

// isRemark makes a block a remark of the Official Journal: no title. What it is among
// the nodes is said when all are known.
func (it *item) isRemark() {
	it.kind, it.role = document.Formula, document.Remark
}

// isOffice reports whether s is an office and the name of who holds it:
// "Rapporteur: Ada Brook", "Co-rapporteurs: Ada Brook, Ivo Marsh".
func isOffice(s string) bool {
	office, names, ok := strings.Cut(strings.TrimSuffix(s, ","), ":")
	if !ok || len(strings.Fields(office)) > 3 || strings.ContainsAny(s, "0123456789()/") || strings.Contains(names, ":") {
		return false
	}
	for name := range strings.SplitSeq(names, ",") {
		if len(strings.Fields(name)) > 6 || !isNames(name) {
			return false
		}
	}
	return true
}

// span is the range of the text that the block takes.
func (k *block) span(lines []line) (from, to int) {
	from, to = lines[k.first].start, lines[k.last-1].end
	if k.from > 0 {
		from = k.from
	}
	if k.to > 0 {
		to = k.to
	}
	return from, to
}

// blockText is the text of a block, with spaces for what is no part of it.
func (b *builder) blockText(k *block) string {
	from, to := k.span(b.lines)
	return blank(b.text.String[from:to], from, b.holes)
}

// part is the lines of a block between two offsets.
func (b *builder) part(k *block, from, to int) (block, bool) {
	s := b.text.String
	from, to = trim(s, from, to)
	if from >= to {
		return block{}, false
	}
	p := *k
	for p.first < k.last-1 && b.lines[p.first+1].start <= from {
		p.first++
	}
	for p.last = p.first + 1; p.last < k.last && b.lines[p.last].start < to; p.last++ {
	}
	p.from, p.to = 0, 0
	if from != b.lines[p.first].start {
		p.from = from
	}
	if to != b.lines[p.last-1].end {
		p.to = to
	}
	return p, true
}

// foreign reports whether a block is in another language than the text.
func (b *builder) foreign(k *block) bool {
	tag, confidence := b.know.detector.Detect(b.blockText(k))
	return confidence > surely && tag != b.pack.Tag
}

// omit leaves a block out.
func (b *builder) omit(it *item, reason string) {
	it.kind = document.Invalid
	leave(b.lines[it.first:it.last], reason)
}

// fewWords is how many words a line that dates or numbers a text has beside.
const fewWords = 5

// sentenceWords is how many words tell the language of a sentence.
const sentenceWords = 5

// byContent tells the blocks that are made of numbers and dates.
func (b *builder) byContent(items []*item) {
	for i, it := range items {
		if it.kind != document.Text {
			continue
		}
		ln, s := &b.lines[it.first], b.blockText(&it.block)
		switch {
		case it.dated && it.dates == 1 && it.ids > 0 && it.words <= 1:
			it.kind = document.DateLine // "14.4.2020 - (2020/2616(RSP))"
		case ln.says&saysRemark != 0:
			it.isRemark()
		case it.words == 0 && it.proc:
			it.kind = document.Procedure
		case b.numbersText(it, s, i+1 == len(items)):
			it.kind = document.DocNumber
		case it.dates > 0 && it.words <= fewWords && !it.aside && !it.titled && !opensResolution(s) && ln.says&(saysTitle|saysDone) == 0 && ln.runes < 100:
			it.kind = document.DateLine
			// "Distr.: General", in French "Distr. générale", and the date below it are one.
			if i > 0 && items[i-1].kind == document.Text && ln.blanks == 0 && items[i-1].words <= 3 && strings.ContainsAny(strings.TrimRight(b.blockText(&items[i-1].block), "."), ":.") {
				items[i-1].kind = document.DateLine
			}
		case ln.says&saysMotion != 0 && it.words <= 12 && ln.saysEnd >= ln.end-3:
			it.kind, it.role = document.Heading, "doctype"
		case ln.says&saysGroup != 0 || ln.number.n > 0 && ln.number.readings[0].series == dashes && !it.caps && b.profile.Type != "act":
			it.kind = document.Signature // a list before the title is one of names
		case ln.form&endsFull == 0 && it.words > 2 && isNames(b.beforeGroup(&it.block)):
			it.kind = document.Signature
		case it.office && !b.profile.Masthead:
			it.kind = document.Signature
			// The committee stands above its rapporteur.
			if i > 0 && items[i-1].kind == document.Text && items[i-1].ids+items[i-1].dates == 0 && items[i-1].words <= 16 && !items[i-1].caps {
				items[i-1].kind = document.Signature
			}
		case b.site && it.ids > 0 && it.words <= 10 && ln.says&saysTitle == 0 && ln.form&startsLower == 0 && !strings.HasSuffix(s, ")") && !b.goesOn(items[i:]):
			// The site points to another document.
			b.omit(it, siteChrome)
		case b.site && it.words >= sentenceWords && (ln.form&endsFull != 0 || b.besideChrome(it)) && ln.says == 0 && b.foreign(&it.block):
			b.omit(it, siteChrome)
		}
	}
}

// numbersText reports whether a block, whose text is s, is the number of the text or
// says where that was published. The last block of a preface has more to say where a
// number has words or no known form.
func (b *builder) numbersText(it *item, s string, last bool) bool {
	act := b.profile.Type == "act"
	switch {
	case it.dates > 0 && opensYeared(s), isJournalNumber(s), isDottedNumber(s), b.profile.Masthead && isBracketedSymbol(s):
		return true
	case it.ids > 0 && (it.words == 0 || it.names == 1 && it.runes < longestNamed && !opensNumbered(s) && !parenthesised(s)):
		return true
	case it.dates > 0 || last:
		return false
	}
	return act && it.words <= wordsOfAct && b.numbersAct(it) ||
		(act || b.profile.NoPreamble && !b.profile.Masthead) && b.lines[it.first].division.kind == document.Invalid && isNumberLine(s)
}

// longestNamed is how many runes a number with one word beside it stays below.
const longestNamed = 40

// goesOn reports whether the words of the first item go on in the next one, right
// below it.
func (b *builder) goesOn(items []*item) bool {
	if len(items) < 2 || items[1].kind != document.Text {
		return false
	}
	next := &b.lines[items[1].first]
	return next.blanks == 0 && next.form&startsLower != 0 && next.number.n == 0
}

// besideChrome reports whether the line before or after a block is one of the
// site's.
func (b *builder) besideChrome(it *item) bool {
	return it.first > 0 && b.lines[it.first-1].omit == siteChrome || it.last < len(b.lines) && b.lines[it.last].omit == siteChrome
}

// wordsOfAct is how many words number an act at most: "COMMISSION IMPLEMENTING
// REGULATION (EU) 2016/679".
const wordsOfAct = 12

// numbersAct reports whether a block has the number of an act of the Union: behind the
// name of a treaty, or before it among the first words or at the end: "Council Directive
// 93/7/EC".
func (b *builder) numbersAct(it *item) bool {
	s := b.blockText(&it.block)
	if actNumber(s) > 0 {
		return true
	}
	return yearNumber(s) > 0 || b.lines[it.first].form&startsUpper != 0 && isYearNumber(lastField(s))
}

// issued leaves out the day of the issue of the Official Journal, a bare date above an
// act: the act has its own in its title.
func (b *builder) issued(items []*item) {
	if b.profile.Type != "act" {
		return
	}
	own := -1
	for i, it := range slices.Backward(items) {
		if it.kind != document.DateLine {
			continue
		}
		if bare := isNumericDate(b.blockText(&it.block)); !bare && own < 0 {
			own = i
		} else if bare && own > i {
			b.omit(it, pageHeader)
		}
	}
}

// lettered tells the heading of a part of a resolution that has several, each
// with an acting entity of its own: a letter, and what stands below it.
func (b *builder) lettered(items []*item) {
	if b.profile.Type == "act" {
		return // "I" above an act is a part of the Official Journal
	}
	letter := slices.IndexFunc(items, func(it *item) bool {
		return it.kind == document.Text && b.lines[it.first].partLetter() > 0
	})
	if letter < 0 || letter > 0 && !b.profile.Masthead {
		return
	}
	for _, it := range items[letter:] {
		if it.kind == document.Text {
			it.kind = document.Heading
		}
	}
}

// merge joins blocks that are one: the lines of one formula, a date and what
// stands above it, the number of a title and the title.
func (b *builder) merge(items []*item) []*item {
	var out []*item
	for _, it := range items {
		if n := len(out); n > 0 && b.areOne(out[n-1], it) {
			b.join(out[n-1], it)
			out[n-1].dates += it.dates
			continue
		}
		out = append(out, it)
	}
	return out
}

// areOne reports whether a block goes on in the next one.
func (b *builder) areOne(last, it *item) bool {
	whole := it.from == 0 && last.to == 0 && (it.to == 0 || last.from == 0) // lines, but for one end
	if it.kind != last.kind || it.first < last.last || it.tagged && !b.opensGroup(it) || (it.role == document.Remark) != (last.role == document.Remark) || !whole {
		return false
	}
	switch it.kind {
	case document.Formula:
		return true
	case document.Title:
		return b.titleGoesOn(last, it)
	case document.DateLine:
		return last.dates == 0
	case document.Heading:
		return it.words <= 2 && last.words <= 2 && b.lines[it.first].blanks == 0
	case document.Signature:
		return b.lines[it.last-1].form&endsFull == 0 && !it.office && b.beforeGroup(&last.block) == ""
	}
	return false
}

// opensGroup reports whether a block begins with the words for which group names
// stand, or with the name of the group before them.
func (b *builder) opensGroup(it *item) bool {
	return b.lines[it.first].says&saysGroup != 0 || it.words > 1 && countNames(b.beforeGroup(&it.block)) == 1
}

// beforeGroup is the words of a block before those that say for which group names
// stand; "" when none do.
func (b *builder) beforeGroup(k *block) string {
	o := openingsOf(b.pack)
	from, to := k.span(b.lines)
	s := b.text.String[:to]
	last := ' '
	for i, r := range s[from:] {
		// A language may write the name of the group and its word as one.
		if unicode.IsSpace(last) || phrase.IsHyphen(r) {
			if says, _ := o.at(s, from+i); says&saysGroup != 0 {
				return s[from : from+i]
			}
		}
		last = r
	}
	return ""
}

// join makes two blocks one, of the kind of the second. Where the second ends inside
// a line the rest of the line stays with its owner.
func (b *builder) join(it, next *item) {
	if next.to > 0 {
		it.id = b.own(it, next.id)
	} else {
		b.own(next, it.id)
	}
	it.kind, it.last, it.to = next.kind, next.last, next.to
	next.kind = document.Invalid
}

// own gives the lines of a block to another, and returns it. A note may stand
// between them.
func (b *builder) own(it *item, id int32) int32 {
	for i := it.first; i < it.last; i++ {
		if b.lines[i].owner == it.id {
			b.lines[i].owner = id
		}
	}
	return id
}
