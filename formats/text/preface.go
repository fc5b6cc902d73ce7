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
	remark bool // of the Official Journal, in brackets
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
		if it.remark {
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
	if len(marks) > 0 && marks[0].Kind == document.Date && marks[0].Start == 0 && marks[0].End < len(s) {
		says, end := openingsOf(b.pack).at(s, marks[0].End)
		it.titled = it.titled || says&saysTitle != 0 && end == len(s)
	}
	it.runes = utf8.RuneCountInString(strings.Join(strings.Fields(s), " "))
	it.tagged = b.holeBefore(from) == templateTag
	it.office = isOffice(s)
	it.dated = len(marks) > 0 && marks[0].Kind == document.Date && marks[0].Start == 0 || isNumericDate(s[:wordAt(s)])
	if it.ids == 0 && it.dates == 0 && isNumericDate(strings.TrimSpace(s)) {
		it.dates, it.words = 1, 0
	}
	return it
}

// isRemark makes a block a remark of the Official Journal: no title. What it is among
// the nodes is said when all are known.
func (it *item) isRemark() {
	it.kind, it.role, it.remark = document.Formula, document.Remark, true
}

// procedureScheme is the scheme of the numbers of Parliament's procedures.
const procedureScheme = "ep-procedure"

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

// beforeAct leaves out what an issue of the Official Journal or a site has before an
// act, as the list of contents: many blocks before the heading of the act. What numbers
// or dates the act itself stays.
func (b *builder) beforeAct(items []*item) {
	if b.profile.Type != "act" || b.profile.Country != "eu" {
		return
	}
	act, others := -1, 0
	for i, it := range items {
		if it.caps && it.dates == 0 && headsAct(b.blockText(&it.block)) {
			act = i
			break
		}
		if it.kind != document.DateLine {
			others++
		}
	}
	if act < 0 || others < fewestContents {
		return
	}
	near := true // nothing but numbers and dates stands between the block and the act
	for _, it := range slices.Backward(items[:act]) {
		near = near && (it.kind == document.DateLine || it.kind == document.DocNumber)
		if near && it.kind == document.DateLine || it.kind == document.DocNumber && b.isOf(it, items[act]) {
			continue
		}
		b.omit(it, contents)
	}
}

// headsAct reports whether s is the first line of the title of an act: words, and then
// its number.
func headsAct(s string) bool {
	return actNumber(s) > 0 && !strings.ContainsAny(s[:strings.IndexByte(s, '(')], "0123456789")
}

// isOf reports whether the number that a block has is that of an act: as its title has
// it, or in the Union's data base.
func (b *builder) isOf(it, act *item) bool {
	return strings.Contains(act.folded, it.folded) || isCelex(lastField(b.blockText(&it.block)))
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

// fewestContents is how many blocks a list of contents has at least.
const fewestContents = 8

// actNumber is where the number of an act ends that stands near the beginning of
// s, or 0: "(EU) 2016/679", "(EC) No 1049/2001".
func actNumber(s string) int {
	open := strings.IndexByte(s[:min(len(s), 120)], '(')
	if open < 0 {
		return 0
	}
	shut := strings.IndexByte(s[open:], ')')
	if shut < 3 || shut > 24 {
		return 0
	}
	first, _ := utf8.DecodeRuneInString(s[open+1+spacesAt(s[open+1:]):])
	at := open + shut + 1
	at += spacesAt(s[at:])
	if !unicode.IsUpper(first) {
		return 0
	}
	// "No", "n.", "Nr." may stand before the number.
	if n := strings.IndexAny(s[at:min(len(s), at+16)], "0123456789"); n > 0 && letterCount(s[at:at+n]) <= longestNo {
		at += n
	}
	_, n := digitsAt(s[at:])
	if n == 0 || at+n >= len(s) || s[at+n] != '/' {
		return 0
	}
	_, m := digitsAt(s[at+n+1:])
	if m == 0 {
		return 0
	}
	return at + n + 1 + m
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

// wordsBeforeYear is how many words stand before the number of an act of its year at
// most: "Commission Implementing Directive 2014/7/EU".
const wordsBeforeYear = 3

// yearNumber is where the number of an act of its year ends that stands among the first
// words of its title, or 0.
func yearNumber(s string) int {
	if first, _ := utf8.DecodeRuneInString(s); !unicode.IsUpper(first) {
		return 0
	}
	for at, n := 0, 0; at < len(s) && n <= wordsBeforeYear; n++ {
		word := s[at : at+wordAt(s[at:])]
		if at += len(word); isYearNumber(word) {
			return at
		}
		at += spacesAt(s[at:])
	}
	return 0
}

// isYearNumber reports whether s is the number of an act of its year, with the name of
// a treaty behind it: "93/7/EC".
func isYearNumber(s string) bool {
	parts := strings.Split(strings.TrimRight(s, ","), "/")
	if len(parts) != 3 || utf8.RuneCountInString(parts[2]) < 2 || !isLetters(parts[2]) {
		return false
	}
	_, year := digitsAt(parts[0])
	_, number := digitsAt(parts[1])
	return (year == 2 || year == 4) && year == len(parts[0]) && number > 0 && number == len(parts[1])
}

// longestNo is how many letters the word for "number" has at most.
const longestNo = 5

func letterCount(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func countWords(s string) int {
	n, in := 0, false
	for _, r := range s {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if letter && !in {
			n++
		}
		in = letter
	}
	return n
}

// countNames counts the words of s where nothing but space divides them:
// "Greens/EFA" is one.
func countNames(s string) int {
	n := 0
	for f := range strings.FieldsSeq(s) {
		if wordy(f) {
			n++
		}
	}
	return n
}

// foldWords is the letters and digits of s in one case, with two letters for one where
// old machines had none.
func foldWords(s string) string {
	folded := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return phrase.Fold(r)
		}
		return -1
	}, s)
	if !strings.ContainsFunc(folded, func(r rune) bool { return phrase.Spelled(r) != "" }) {
		return folded
	}
	var b strings.Builder
	for _, r := range folded {
		if two := phrase.Spelled(r); two != "" {
			b.WriteString(two)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// doctypeWords is how many words in capitals say at most what kind a text is of:
// "2. MOTION FOR A EUROPEAN PARLIAMENT LEGISLATIVE RESOLUTION".
const doctypeWords = 9

// fewWords is how many words a line that dates or numbers a text has beside.
const fewWords = 5

// byContent tells the blocks that are made of numbers and dates.
func (b *builder) byContent(items []*item) {
	for i, it := range items {
		ln := &b.lines[it.first]
		switch {
		case it.kind != document.Text:
		case it.dated && it.dates == 1 && it.ids > 0 && it.words <= 1:
			it.kind = document.DateLine // "14.4.2020 - (2020/2616(RSP))"
		case ln.says&saysRemark != 0:
			it.isRemark()
		case it.words == 0 && it.proc:
			it.kind = document.Procedure
		case it.dates > 0 && opensYeared(b.blockText(&it.block)):
			it.kind = document.DocNumber
		case isJournalNumber(b.blockText(&it.block)), isDottedNumber(b.blockText(&it.block)), b.profile.Masthead && isBracketedSymbol(b.blockText(&it.block)):
			it.kind = document.DocNumber
		case b.profile.Type == "act" && it.dates == 0 && it.words <= wordsOfAct && i+1 < len(items) && b.numbersAct(it):
			it.kind = document.DocNumber
		case it.ids > 0 && (it.words == 0 || it.names == 1 && it.runes < 40 && !opensNumbered(b.blockText(&it.block)) && !parenthesised(b.blockText(&it.block))):
			it.kind = document.DocNumber
		case (b.profile.NoPreamble && !b.profile.Masthead || b.profile.Type == "act") && it.dates == 0 && i+1 < len(items) && ln.division.kind == document.Invalid && isNumberLine(b.blockText(&it.block)):
			it.kind = document.DocNumber
		case it.dates > 0 && it.words <= fewWords && !it.aside && !it.titled && !opensResolution(b.blockText(&it.block)) && ln.says&(saysTitle|saysDone) == 0 && ln.runes < 100:
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
		case b.site && it.ids > 0 && it.words <= 10 && ln.says&saysTitle == 0 && ln.form&startsLower == 0 && !strings.HasSuffix(b.blockText(&it.block), ")") && !b.goesOn(items[i:]):
			// The site points to another document.
			b.omit(it, siteChrome)
		case b.site && it.words >= sentenceWords && (ln.form&endsFull != 0 || b.besideChrome(it)) && ln.says == 0 && b.foreign(&it.block):
			b.omit(it, siteChrome)
		}
	}
}

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

// isDottedNumber reports whether s is where a text was published as data bases
// write it: "Dz.U.UE.C.2017.355.45".
func isDottedNumber(s string) bool {
	parts := strings.Split(s, ".")
	digits := 0
	for _, p := range parts {
		if p == "" || strings.IndexFunc(p, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) >= 0 {
			return false
		}
		if _, n := digitsAt(p); n == len(p) {
			digits++
		}
	}
	return len(parts) >= 5 && digits >= 2 && digits < len(parts)
}

// Words and signs of a line that numbers a text of a state.
const (
	wordsOfNumber = 7 // at most
	beforeNumber  = 4 // at most
	smallOfNumber = 3 // letters at most of a word after it
	plainDigits   = 5 // at least of a number without a word
)

// isNumberLine reports whether s is what states number their texts with: "Act No
// 12 of 1987", "Bulletin 8.924-07", "0.362.380.201". A year alone is no number.
func isNumberLine(s string) bool {
	words := strings.Fields(s)
	number := slices.IndexFunc(words, func(w string) bool {
		return strings.ContainsAny(w, "0123456789") && yearOf(w) != w
	})
	if number < 0 || number > beforeNumber || len(words) > wordsOfNumber || strings.ContainsAny(s, ":;,()[]{}\"«»“”") {
		return false
	}
	digits := strings.IndexFunc(strings.TrimLeft(words[number], "0123456789./-"), unicode.IsLetter)
	if first, _ := utf8.DecodeRuneInString(s); digits >= 0 && number > 0 || number > 0 && !unicode.IsUpper(first) || number == 0 && (len(words[0]) < plainDigits || !unicode.IsDigit(first)) {
		return false
	}
	for _, w := range words[number+1:] {
		if !strings.ContainsAny(w, "0123456789") && utf8.RuneCountInString(w) > smallOfNumber {
			return false
		}
	}
	return true
}

// sentenceWords is how many words tell the language of a sentence.
const sentenceWords = 5

// foreign reports whether a block is in another language than the text.
func (b *builder) foreign(k *block) bool {
	tag, confidence := b.know.detector.Detect(b.blockText(k))
	return confidence > surely && tag != b.pack.Tag
}

// blockText is the text of a block, with spaces for what is no part of it.
func (b *builder) blockText(k *block) string {
	from, to := k.span(b.lines)
	return blank(b.text.String[from:to], from, b.holes)
}

// omit leaves a block out.
func (b *builder) omit(it *item, reason string) {
	it.kind = document.Invalid
	for i := it.first; i < it.last; i++ {
		if b.lines[i].omit == "" {
			b.lines[i].omit = reason
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

// mainTitle is the index of the title: the last block that says that it is one,
// else the last that could be, else -1.
func (b *builder) mainTitle(items []*item) int {
	last := -1
	for i, it := range items {
		if it.kind != document.Text {
			continue
		}
		if b.lines[it.first].says&saysTitle != 0 {
			last = i
		}
	}
	if last < 0 && b.profile.NoPreamble {
		for i, it := range items {
			if it.kind == document.Text && !parenthesised(b.blockText(&it.block)) && (last < 0 || items[last].words < 2) {
				last = i
			}
		}
		last = b.longTitle(items, last)
	}
	if last < 0 && b.profile.Type == "act" {
		last = b.subject(items)
	}
	if last < 0 || b.profile.Masthead {
		// What the United Nations call a resolution comes before its title.
		for i, said := len(items)-1, last; i > said; i-- {
			if items[i].kind != document.Text || b.leads(items[i]) || parenthesised(b.blockText(&items[i].block)) || b.adopts(items, i) || b.belowTitle(items, i, said >= 0) {
				continue
			}
			if last = i; items[i].words > 1 || opensNumbered(b.blockText(&items[i].block)) {
				break // one word may be a heading below the title
			}
		}
	}
	for i := len(items) - 1; i >= 0 && last < 0; i-- {
		if items[i].kind == document.Title {
			last = i
		}
	}
	if last < 0 {
		return last
	}
	if last+1 < len(items) && b.isSubject(items[last], items[last+1]) && !b.adopts(items, last+1) {
		items[last].kind, items[last].role = document.Heading, "doctype"
		last++
	}
	if b.profile.Type == "act" && last > 0 && b.isSubject(items[last-1], items[last]) {
		items[last-1].kind = document.Title
	}
	it := items[last]
	it.kind = document.Title
	ln := &b.lines[it.first]
	if it.num = b.titleNumber(it); it.num > 0 {
		return last
	}
	if it.from == 0 && ln.form&titles != 0 {
		it.num = ln.start + resolutionNumber(b.text.String[ln.start:ln.end])
	} else if last > 0 {
		// "73/7." above the title is its number.
		before := items[last-1]
		if s := b.blockText(&before.block); before.kind == document.Text && before.from+it.from == 0 && isResolutionNumber(s) {
			it.id = b.own(it, before.id)
			it.first, it.num = before.first, b.lines[before.first].end
			before.kind = document.Invalid
		}
	}
	return last
}

// Words of a title below one or more lines that only say what there is.
const (
	wordsOfLongTitle = 5 // at least
	keywordDashes    = 2 // between words that are no title, at least
	longerTitle      = 2 // times as many as in the line above that could be the title
)

// longTitle is the index of the block that says at length what a text is about,
// where the first that could be the title is a few words: "ACT OF PARLIAMENT".
func (b *builder) longTitle(items []*item, first int) int {
	if first < 0 || items[first].words > doctypeWords {
		return first
	}
	best := first
	for i := first + 1; i < len(items); i++ {
		it := items[i]
		s := b.blockText(&it.block)
		if it.kind != document.Text || b.lines[it.last-1].form&(endsFull|endsComma) != 0 || strings.ContainsAny(s[:1], "([{") || strings.Contains(s, "www.") || strings.Contains(s, "://") {
			continue
		}
		if strings.Count(s, "–")+strings.Count(s, "—") >= keywordDashes {
			continue // words to find a judgment by
		}
		if best > first && it.folded == items[best].folded {
			best = i // the one above stands on a cover
		}
		if it.words >= wordsOfLongTitle && it.words >= longerTitle*items[first].words && it.words > items[best].words {
			best = i
		}
	}
	if it := items[best]; best > first && b.lines[it.first].form&startsLower != 0 {
		// "Agreement | between ...": the words above begin it.
		if before := items[best-1]; before.kind == document.Text && before.words <= doctypeWords && b.lines[before.last-1].form&(endsFull|endsComma) == 0 && before.last == it.first {
			it.id = b.own(it, before.id)
			it.first, it.from = before.first, before.from
			before.kind = document.Invalid
		}
	}
	return best
}

// numbers reports whether a block begins with its number: "1. Decision of ...", but
// not with a date.
func (it *item) numbers(ln *line) bool {
	return it.from == 0 && !it.dated && ln.number.n > 0 && ln.number.rest < ln.end && ln.number.readings[0].series == decimals && strong(ln.number.readings[0])
}

// titleNumber is where the number of a title ends, or 0.
func (b *builder) titleNumber(it *item) int {
	if it.from > 0 {
		_, to := it.span(b.lines)
		return b.numberAt(it.from, to)
	}
	if ln := &b.lines[it.first]; it.numbers(ln) {
		return ln.number.end
	}
	return 0
}

// numberAt is where a number with a full stop ends that begins at an offset and has
// words after it, or 0.
func (b *builder) numberAt(from, to int) int {
	m, ok := readNumeral(b.text.String, from, to, b.script)
	if !ok || m.rest >= to || m.readings[0].series != decimals || m.readings[0].style != dot {
		return 0
	}
	return m.end
}

// isSubject reports whether a block says what a text is about of which the one
// before says in capitals what it is: "REGULATION OF THE COUNCIL | on lakes".
func (b *builder) isSubject(kind, it *item) bool {
	return kind.caps && kind.words <= doctypeWords && kind.ids+kind.dates == 0 && kind.kind == document.Text &&
		it.kind == document.Text && it.words > 1 && b.lines[it.first].form&startsLower != 0
}

// subject is the index of the last block that says what an act is about, below one that
// says of what kind it is or behind the number and the date of the act, or -1. What else
// stands in capitals below that is a heading.
func (b *builder) subject(items []*item) int {
	below := false // what may be the title itself
	for i := len(items) - 1; i > 0; i-- {
		it := items[i]
		if it.kind == document.Title && !below || b.isSubject(items[i-1], it) {
			return i
		}
		below = below || it.kind == document.Text && it.words > 1 && !parenthesised(b.blockText(&it.block))
	}
	return -1
}

// adopts reports whether a block says when a text was adopted and is not the
// first: a sentence with a date, or words with one below the number.
func (b *builder) adopts(items []*item, i int) bool {
	if i == 0 || items[i].titled {
		return false
	}
	numbered := endsYeared(b.blockText(&items[i-1].block))
	if items[i].dates == 0 {
		return numbered && b.leadsToDate(items, i)
	}
	return numbered || b.lines[items[i].last-1].form&endsFull != 0
}

// leads reports whether a block of a text of Parliament leads to what is below the
// preface: it ends with a colon, and no title of such a text does.
func (b *builder) leads(it *item) bool {
	return b.profile.Type == "statement" && !b.profile.Masthead && b.lines[it.last-1].form&endsColon != 0
}

// saysVotes reports whether a block says by whom or by which votes a resolution was
// adopted: "Adopted by the Security Council at its 863rd meeting, by 9 votes to none".
func (b *builder) saysVotes(it *item) bool {
	return b.profile.Masthead && b.lines[it.first].says&saysBinding != 0
}

// wordsOfEntry is how many words at least, beside the date, say when a convention was
// adopted or came into force.
const wordsOfEntry = 8

// enters reports whether a block says when a convention was adopted or came into force:
// words and a date below what may be its title.
func (b *builder) enters(items []*item, i int) bool {
	it := items[i]
	if !b.profile.Masthead || it.dates == 0 || it.titled || it.words < wordsOfEntry || opensNumbered(b.blockText(&it.block)) {
		return false
	}
	return b.titleAbove(items[:i])
}

// belowTitle reports whether a block stands below the title of a text of the United
// Nations: it says how that was adopted or, where no block says that it is the title,
// when it was or a whole sentence.
func (b *builder) belowTitle(items []*item, i int, said bool) bool {
	if !b.profile.Masthead || b.namesResolution(items[0]) {
		return false
	}
	return b.saysVotes(items[i]) || !said && (b.enters(items, i) || b.lines[items[i].last-1].form&endsFull != 0 && b.titleAbove(items[:i]))
}

// titleAbove reports whether one of some blocks may be a title: a few words without a
// date, a number or the end of a sentence.
func (b *builder) titleAbove(items []*item) bool {
	return slices.ContainsFunc(items, func(it *item) bool {
		return it.dates+it.ids == 0 && it.words > 1 && (it.kind == document.Text || it.kind == document.Title) && b.isMast(it)
	})
}

// leadsToDate reports whether a block ends with a comma, or goes on in small letters
// with what is above it, and a date comes next.
func (b *builder) leadsToDate(items []*item, i int) bool {
	return i+1 < len(items) && items[i+1].kind == document.DateLine &&
		(b.lines[items[i].last-1].form&endsComma != 0 || b.lines[items[i].first].form&startsLower != 0)
}

// endsYeared reports whether s is a word or two and the number of a resolution
// of the Security Council: "RESOLUTION 1292 (2000)".
func endsYeared(s string) bool {
	words := strings.Fields(strings.TrimRight(s, ",."))
	n := len(words)
	if n < 3 || n > 4 || len(words[n-1]) != len("(2000)") || !isLetters(words[0]) {
		return false
	}
	_, number := digitsAt(words[n-2])
	_, year := digitsAt(strings.Trim(words[n-1], "()"))
	return number == len(words[n-2]) && year == 4
}

// opensResolution reports whether s begins with a word and the number of a resolution of
// the Security Council: "Resolution 1292 (2000) of 3 May 2000".
func opensResolution(s string) bool {
	words := strings.Fields(s)
	return len(words) > 3 && endsYeared(strings.Join(words[:3], " "))
}

// resolutionNumber is the length of the number of a resolution of the General
// Assembly that s begins with, or 0: "73/7.", "52 / 31", "103 (II)".
func resolutionNumber(s string) int {
	n := sessionAndNumber(s)
	if n == 0 {
		n = numberAndSession(s)
	}
	if n > 0 && n < len(s) && s[n] == '.' {
		if n++; n < len(s) {
			if next, _ := utf8.DecodeRuneInString(s[n:]); unspaced(next) {
				return n
			}
		}
	}
	if n < len(s) && spacesAt(s[n:]) == 0 {
		return 0
	}
	return n
}

// sessionAndNumber reads the number of a resolution as it has been since the
// thirty-first session.
func sessionAndNumber(s string) int {
	session, n := digitsAt(s)
	gap := spacesAt(s[n:])
	n += gap
	if session == 0 || session > 200 || n >= len(s) || s[n] != '/' {
		return 0
	}
	n++
	after := spacesAt(s[n:])
	n += after
	_, m := digitsAt(s[n:])
	if m == 0 || (after > 0) != (gap > 0) {
		return 0
	}
	return n + m
}

// numberAndSession reads the number of a resolution as it was before: the session
// follows in Roman numerals, after the letter of a part if there is one.
func numberAndSession(s string) int {
	_, n := digitsAt(s)
	if n == 0 {
		n = hanDigits(s)
	}
	if n == 0 || n > 4*len("四") {
		return 0
	}
	n += spacesAt(s[n:])
	if n+1 < len(s) && s[n] >= 'A' && s[n] <= 'Z' && s[n+1] == ' ' {
		n += 2
	}
	if n >= len(s) || s[n] != '(' {
		return 0
	}
	n++
	end := strings.IndexByte(s[n:], ')')
	if end <= 0 || romanValue([]rune(s[n:n+end])) == 0 && hanDigits(s[n:n+end]) < end {
		return 0
	}
	return n + end + 1
}

// hanDigits is the length of the Chinese numeral that s begins with.
func hanDigits(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool { return document.HanDigit(r) < 0 })
	if n < 0 {
		return len(s)
	}
	return n
}

// isResolutionNumber reports whether s is the number of a resolution.
func isResolutionNumber(s string) bool { return s != "" && resolutionNumber(s) == len(s) }

// opensNumbered reports whether s is the number of a resolution and its title:
// "73/7. Lighthouses".
func opensNumbered(s string) bool {
	n := resolutionNumber(s)
	return n > 0 && n < len(s)
}

// opensYeared reports whether s begins with the number of a resolution of the
// Security Council and ends that with a full stop: "4 (1946).", in any numerals.
func opensYeared(s string) bool {
	open := strings.IndexByte(s[:min(len(s), 24)], '(')
	if open <= 0 {
		return false
	}
	shut := strings.IndexByte(s[open:], ')')
	if shut < 0 || !strings.HasPrefix(s[open+shut+1:], ".") {
		return false
	}
	for _, part := range []string{strings.TrimRight(s[:open], " "), s[open+1 : open+shut]} {
		if part == "" || strings.IndexFunc(part, func(r rune) bool { return !unicode.IsDigit(r) && document.HanDigit(r) < 0 }) >= 0 {
			return false
		}
	}
	return true
}

// isBracketedSymbol reports whether s is the symbol of a document in brackets, as below
// the number of old resolutions: "[S/4300]".
func isBracketedSymbol(s string) bool {
	const open, shut = "[〔【", "]〕】"
	first, size := utf8.DecodeRuneInString(s)
	last, end := utf8.DecodeLastRuneInString(s)
	if !isOneOf(first, open) || !isOneOf(last, shut) || len(s) <= size+end {
		return false
	}
	organ, number, ok := strings.Cut(s[size:len(s)-end], "/")
	_, digits := digitsAt(number)
	return ok && digits > 0 && organ != "" && strings.Trim(organ, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && len(strings.Fields(number)) == 1
}

func parenthesised(s string) bool {
	return strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") || strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]")
}

// aroundTitle tells the other blocks by their place beside the title and by
// what they share with it.
func (b *builder) aroundTitle(items []*item, title int) {
	if title < 0 {
		for _, it := range items {
			if it.kind == document.Text && parenthesised(b.blockText(&it.block)) {
				it.kind = document.Heading
			}
		}
		return
	}
	b.contents(items[:title])
	act := b.profile.Type == "act"
	siteOfAct := b.site && act
	if b.site && !act {
		b.pageTitle(items[:title], items[title])
	}
	subject, cover := -1, lastOfCover(items[:title])
	motion := false
	for i, it := range items[:title] {
		motion = motion || it.role == "doctype"
		if act && it.kind == document.Title && sameSubject(it.folded, items[title].folded) {
			for k := i; k >= 0 && items[k].first == it.first; k-- {
				b.omit(items[k], repeated) // number, date and title in one line above the text
			}
			continue
		}
		if it.kind != document.Text {
			continue
		}
		switch {
		case act && (strings.HasSuffix(it.folded, items[title].folded) || b.sameAct(it, items[i+1:title])):
			b.omit(it, repeated)
		case it.folded == items[title].folded, b.lines[it.first].says&saysTitle == 0 && it.words > 8 && sameProcedure(b.blockText(&it.block), b.blockText(&items[title].block)):
			if subject < 0 && cover > i {
				subject = i
				it.kind = document.Title
				continue
			}
			// The title again, or the title in another language.
			b.omit(it, repeated)
			continue
		case subject < 0 && it.words > 1 && (!b.profile.Masthead && shares(items[title].folded, it.folded) || b.lines[it.first].says&saysMotion != 0):
			subject = i
			it.kind = document.Title
		}
	}
	acted := false // what comes below who acts is no site's
	for i, it := range items {
		ln := &b.lines[it.first]
		acted = acted || ln.says&saysAuthor != 0
		if it.kind != document.Text {
			continue
		}
		s := b.blockText(&it.block)
		switch {
		case i > title && parenthesised(s) && it.words >= sentenceWords && strings.HasSuffix(s, ".)"):
			it.isRemark()
		case i > title && b.profile.Masthead && items[title].num > 0 && parenthesised(s):
			it.kind = document.Formula // on whose report a numbered resolution was adopted
		case i > title && (parenthesised(s) || it.caps && (act || it.words == 1) || i == len(items)-1 && b.isLabel(it)):
			it.kind = document.Heading
		case i > title && b.saysVotes(it) && it.dates > 0:
			it.kind = document.DateLine
		case i > title && (b.leads(it) || b.adopts(items, i) || b.enters(items, i)):
			it.kind = document.Formula
			if endsYeared(b.blockText(&items[i-1].block)) {
				it.kind = document.DateLine // below the number of a resolution it only dates it
			}
		case i > title:
		case subject >= 0 && i > subject && !motion && it.folded == items[subject].folded:
			// A site names the text above it.
			b.omit(items[subject], repeated)
			it.kind, subject = document.Title, i
		case it.caps && i+1 < len(items) && items[i+1].first == it.last && items[i+1].folded == it.folded:
			b.omit(it, repeated) // a heading printed twice
		case b.namesKind(items, i, title):
			it.kind = document.Title
		case it.caps && it.words <= doctypeWords:
			it.kind, it.role = document.Heading, "doctype"
			if it.numbers(ln) {
				it.num = ln.number.end
			}
		case b.lines[it.last-1].offered:
			it.kind = document.Title
		case parenthesised(s):
			it.kind = document.Formula
		case subject >= 0 && i < subject && ln.form&endsColon == 0 && isNames(s):
			it.kind = document.Signature
		case siteOfAct && it.words >= sentenceWords && b.foreign(&it.block):
			b.omit(it, repeated) // the title in another language
		case siteOfAct && !it.caps && !acted && !(it.last < len(b.lines) && b.lines[it.last].inner):
			// Nobody tables an act: the site says whether it is in force.
			b.omit(it, siteChrome)
		case subject >= 0 && i < subject:
			it.kind = document.Formula
		case subject >= 0 && it.words > 2 && opensAlike(items[subject].folded, it.folded):
			it.kind = document.Title // the short title that the site's begins with
		case subject >= 0 && it.words == 1:
			it.kind = document.Heading // a name has two
		case subject >= 0 && it.ids > 0 && it.names <= seeAlsoWords && i > 0 && items[i-1].kind == document.Signature && items[i+1].kind == document.DocNumber && items[i+1].first == it.last:
			b.omit(it, siteChrome) // another document, between who tables this one and its number
		case subject >= 0 && it.ids == 0 && (isNames(s) || ln.form&startsLower == 0):
			it.kind = document.Signature
		case subject >= 0:
			it.kind = document.Formula
		case b.profile.Masthead:
			// "Resolution adopted by the General Assembly", and below it in brackets on whose report.
			if it.titled || ln.says&saysTitle != 0 && i+1 < title && parenthesised(b.blockText(&items[i+1].block)) {
				it.kind = document.Formula
			}
		case motion:
			it.kind = document.Formula
		case it.words <= 2 && !b.isShortTitle(items[:title], i):
			it.kind, it.role = document.Heading, "doctype"
		case b.profile.NoPreamble:
			// What else stands above the title of a text of any kind is not known.
		case it.words > doctypeWords && b.lines[it.last-1].form&endsFull != 0:
			// A sentence is no title.
		default:
			it.kind = document.Title
		}
	}
	b.masthead(items, title)
}

// longSubject is how many bytes two folded titles of acts have in common at least that
// are the same though one goes on.
const longSubject = 60

// sameSubject reports whether two folded titles of acts are the same. A site may break
// its own off, or put a remark behind it.
func sameSubject(a, b string) bool {
	return a == b || min(len(a), len(b)) >= longSubject && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// sameAct reports whether a block begins with the number of an act that one of the
// blocks below is the number of: it is the title in another language.
func (b *builder) sameAct(it *item, below []*item) bool {
	s := b.blockText(&it.block)
	end := actNumber(s)
	if end == 0 {
		return false
	}
	for _, other := range below {
		if t := b.blockText(&other.block); other.kind == document.DocNumber && lastField(s[:end]) == lastField(t[:actNumber(t)]) {
			return true
		}
	}
	return false
}

// namesKind reports whether a block is the first part of the title of an act, which
// goes on below it with the date: "COMMISSION DECISION | of 3 May 1987 | on lakes".
func (b *builder) namesKind(items []*item, i, title int) bool {
	it := items[i]
	return b.profile.Type == "act" && it.words > 1 && it.words <= doctypeWords && it.ids == 0 && i+2 == title &&
		items[i+1].kind == document.DateLine && it.last == items[i+1].first && items[i+1].last == items[title].first
}

// pageTitle takes for a title what a page has below the CELEX number of the text:
// one block or two in the language of the text, the last of which is the title.
func (b *builder) pageTitle(items []*item, title *item) {
	celex := slices.IndexFunc(items, func(it *item) bool {
		words := strings.Fields(b.blockText(&it.block))
		return it.kind == document.DocNumber && len(words) == 2 && isCelex(words[1])
	})
	if celex < 0 || b.namedTwice(items[celex], items[celex+1:]) {
		return
	}
	for n, it := range items[celex+1:] {
		if n == 2 || it.kind != document.Text || b.foreign(&it.block) {
			return
		}
		if strings.HasSuffix(it.folded, title.folded) || sameProcedure(b.blockText(&it.block), b.blockText(&title.block)) {
			it.kind = document.Title
			if n > 0 {
				b.join(items[celex+1], it)
			}
			return
		}
	}
}

// namedTwice leaves out the number of a page without the word before it, which older
// pages have further down, and the title of the page when it stands there again: then
// it is the one above, in whatever words the text has its own.
func (b *builder) namedTwice(number *item, below []*item) bool {
	for i, it := range below {
		if it.kind != document.DocNumber || !strings.HasSuffix(number.folded, it.folded) {
			continue
		}
		b.omit(it, repeated)
		if i > 0 && i+1 < len(below) && below[0].kind == document.Text && below[0].folded == below[i+1].folded {
			below[0].kind = document.Title
			b.omit(below[i+1], repeated)
			return true
		}
	}
	return false
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

// seeAlsoWords is how many words point to another document at most.
const seeAlsoWords = 10

// lastOfCover is the index of the last item that only a cover has: who tabled the
// text, or what kind it is of; -1 for none. A title before it that stands again
// below is that of the cover.
func lastOfCover(items []*item) int {
	for i, it := range slices.Backward(items) {
		if it.kind == document.Signature || it.kind == document.Heading || it.kind == document.Text && it.caps && it.words <= doctypeWords {
			return i
		}
	}
	return -1
}

// sameProcedure reports whether two titles end with the same number in brackets.
func sameProcedure(a, b string) bool {
	i, k := strings.LastIndexByte(strings.TrimRight(a, ". "), ' '), strings.LastIndexByte(strings.TrimRight(b, ". "), ' ')
	return i > 0 && k > 0 && strings.HasSuffix(a, "))") && a[i:] == b[k:]
}

// contents leaves out a list of the texts of a page or the parts of a report: the
// title of this one, the titles of others, and the title again.
func (b *builder) contents(items []*item) {
	items = items[:min(len(items), headLines)]
	for i, it := range items {
		if !it.listable() || it.words < 3 {
			continue
		}
		for k := len(items) - 1; k > i+1; k-- {
			if items[k].folded == it.folded {
				if list := items[i:k]; lists(list) {
					for _, in := range list {
						b.omit(in, contents)
					}
					return
				}
				break
			}
		}
	}
}

// lists reports whether blocks are a list of titles: the first and two others at
// least.
func lists(items []*item) bool {
	others := 0
	for _, it := range items {
		if !it.listable() {
			return false
		}
		if it.folded != items[0].folded {
			others++
		}
	}
	return others >= 2
}

// listable reports whether a block can be one of a list of titles.
func (it *item) listable() bool {
	return (it.kind == document.Text || it.role == "doctype") && it.ids == 0 && it.dates == 0
}

// shortestSubject is how many bytes what a title shares with another has at least.
const shortestSubject = 12

// shares reports whether one of two texts ends with the other, but for a few
// letters that grammar or a slip changes in the shorter.
func shares(title, short string) bool {
	if len(short) > len(title) {
		return len(title) >= shortestSubject && strings.HasSuffix(short, title) // what kind it is of stands before
	}
	if len(short) < shortestSubject {
		return false
	}
	if strings.Contains(title, short) {
		return true
	}
	// The first words may be others, or have other endings, so the rest decides.
	n := 0
	for n < len(short) && title[len(title)-1-n] == short[len(short)-1-n] {
		n++
	}
	return n*2 >= len(short)
}

// isShortTitle reports whether a block above the title is the short title of a text of
// Parliament, whatever its length: the number of the text stands beside it, nothing
// but numbers below it, and no title above.
func (b *builder) isShortTitle(above []*item, i int) bool {
	if b.profile.Type != "statement" || b.profile.Masthead || above[i].caps || b.lines[above[i].first].form&startsUpper == 0 {
		return false
	}
	for _, it := range above[i+1:] {
		if it.kind != document.DocNumber {
			return false // nearly always the first
		}
	}
	for _, it := range above[:i] {
		if it.kind == document.Title {
			return false
		}
	}
	return i+1 < len(above) || i > 0 && above[i-1].kind == document.DocNumber
}

// opensAlike reports whether a short title opens like a longer one, but for what the
// shorter says in other words at its end.
func opensAlike(title, short string) bool {
	n := 0
	for n < min(len(title), len(short)) && title[n] == short[n] {
		n++
	}
	return n == len(short) || n >= shortestSubject && n*3 >= len(short)*2
}

// isNames reports whether s is a list of names: most words have a capital.
func isNames(s string) bool {
	capital, words := 0, 0
	for _, w := range strings.Fields(s) {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(-–"))
		if !unicode.IsLetter(first) {
			continue
		}
		if words++; unicode.IsUpper(first) {
			capital++
		}
	}
	return words >= 2 && capital*10 >= words*7
}

// masthead leaves out what the United Nations print above a resolution: the
// names of the organization and its organ, session and agenda.
func (b *builder) masthead(items []*item, title int) {
	if !b.profile.Masthead {
		return
	}
	formula := -1
	for i, it := range items[:title] {
		if it.kind == document.Formula {
			formula = i
			break
		}
	}
	numbered := -1 // the last item that numbers or dates the text
	for i, it := range items[:title] {
		if it.kind == document.DocNumber || it.kind == document.DateLine {
			numbered = i
		}
	}
	for i, it := range items[:title] {
		said := b.lines[it.first].says & (saysTitle | saysMotion)
		switch {
		case i == 0 && formula < 0 && b.namesResolution(it) && !b.numbered(items[title]):
			it.kind = document.Title // what the site calls the resolution: no other line has its number
			if items[title].dates > 0 && !items[title].titled {
				items[title].kind = document.DateLine // when it was adopted
			}
		case it.role == "doctype" && i < numbered && said == 0 && it.ids+it.dates == 0 && b.isMast(it),
			it.kind == document.Text && i < numbered && it.words == 1 && it.ids+it.dates == 0, // "Distr."
			i > numbered && numbered >= 0 && b.isOriginal(items[i:title]),
			it.kind == document.Text && (formula < 0 || i < formula) && it.words <= 8 && b.isMast(it),
			i < formula && b.isAgenda(items, i):
			b.omit(it, pageHeader)
		case it.kind == document.Text && formula >= 0 && i > formula:
			it.kind = document.Formula
		}
	}
}

// namesResolution reports whether the first block is what a site calls a resolution.
func (b *builder) namesResolution(it *item) bool {
	return it.kind == document.Text && it.ids+it.dates == 0 && b.isMast(it) && b.numbered(it)
}

// numbered reports whether there is a digit in a block that is in no date.
func (b *builder) numbered(it *item) bool {
	return it.dates == 0 && strings.IndexFunc(b.blockText(&it.block), unicode.IsDigit) >= 0
}

// longestLabel is how many characters the heading of a preamble has at most.
const longestLabel = 24

// isLabel reports whether a block is a word or two that name what follows:
// "Preamble".
func (b *builder) isLabel(it *item) bool {
	ln := &b.lines[it.first]
	return it.words <= 2 && ln.runes <= longestLabel && ln.number.n == 0 && b.lines[it.last-1].form&(endsFull|endsComma) == 0
}

// isMast reports whether a block can be a line of a masthead: a short name
// without a number or the end of a sentence.
func (b *builder) isMast(it *item) bool {
	ln, last := &b.lines[it.first], &b.lines[it.last-1]
	return ln.runes < 80 && last.form&(endsFull|endsComma) == 0 && ln.number.n == 0
}

// isOriginal reports whether the first of some blocks, or the next one, says in
// capitals in which language a text was written: "FRENCH | ORIGINAL: ENGLISH".
func (b *builder) isOriginal(items []*item) bool {
	it := items[0]
	if it.role != "doctype" || it.words > 3 {
		return false
	}
	return strings.Contains(b.blockText(&it.block), ":") ||
		it.words == 1 && len(items) > 1 && items[1].role == "doctype" && items[1].words <= 3 && strings.Contains(b.blockText(&items[1].block), ":")
}

// isAgenda reports whether a block is the title of an item of the agenda, or the session
// and the item on one line: it stands right below other lines of a masthead and is no
// sentence.
func (b *builder) isAgenda(items []*item, i int) bool {
	it := items[i]
	below := it.first > 0 && b.lines[it.first-1].omit == pageHeader || i > 0 && items[i-1].kind == document.DateLine
	return below && it.kind == document.Text && it.ids+it.dates == 0 && b.lines[it.last-1].form&(endsFull|endsComma) == 0
}

// merge joins blocks that are one: the lines of one formula, a date and what
// stands above it, the number of a title and the title.
func (b *builder) merge(items []*item) []*item {
	var out []*item
	for _, it := range items {
		if n := len(out); n > 0 && it.kind == out[n-1].kind && it.first >= out[n-1].last && (!it.tagged || b.opensGroup(it)) && it.remark == out[n-1].remark && it.from == 0 && out[n-1].to == 0 && (it.to == 0 || out[n-1].from == 0) {
			last := out[n-1]
			one := it.kind == document.Formula ||
				it.kind == document.Title && b.titleGoesOn(last, it) ||
				it.kind == document.DateLine && last.dates == 0 ||
				it.kind == document.Heading && it.words <= 2 && last.words <= 2 && b.lines[it.first].blanks == 0 ||
				it.kind == document.Signature && b.lines[it.last-1].form&endsFull == 0 && !it.office && b.beforeGroup(&last.block) == ""
			if one {
				b.join(last, it)
				last.dates += it.dates
				continue
			}
		}
		out = append(out, it)
	}
	return out
}

// titleGoesOn reports whether the title of an act goes on in the block right below one:
// "Proposal for a | COUNCIL DECISION | on lakes".
func (b *builder) titleGoesOn(it, next *item) bool {
	return b.profile.Type == "act" && next.first == it.last && next.folded != it.folded && b.lines[next.first].form&(startsLower|allCaps) != 0
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

// cutTitle cuts the number and the date off the title of an act: "Regulation
// (EU) 2016/679 of ... | of 27 April 2016 | on ...".
func (b *builder) cutTitle(k *block) []*item {
	at, end := b.actHead(k)
	from, to := k.span(b.lines)
	if at == 0 {
		// "P6_TA(2007)0205 Common foreign and security policy"
		s := b.text.String[from:to]
		if marks := mark.Find(s[:min(len(s), 100)], b.pack); len(marks) > 0 && marks[0].Start == 0 && marks[0].Role == "ep-document" && countWords(s[marks[0].End:]) > 2 && spacesAt(s[marks[0].End:]) > 0 {
			number, ok := b.part(k, from, from+marks[0].End)
			title, also := b.part(k, from+marks[0].End, to)
			if it := b.item(title); ok && also && it.words > 2 {
				return []*item{b.item(number), it}
			}
		} else if len(marks) > 0 && marks[0].Kind == document.Date && countWords(s[:marks[0].Start]) <= 1 {
			// "Thursday 15 November 2001 8. Security of supply": an item of the sitting.
			at := from + marks[0].End + spacesAt(s[marks[0].End:])
			if at > from+marks[0].End && b.numberAt(at, to) > 0 {
				day, ok := b.part(k, from, at)
				title, also := b.part(k, at, to)
				if ok && also {
					return []*item{b.item(day), b.item(title)}
				}
			}
		}
		return []*item{b.item(*k)}
	}
	var out []*item
	for _, cut := range []struct {
		kind     document.Kind
		from, to int
	}{{document.DocNumber, from, at}, {document.DateLine, at, end}, {document.Title, end, to}} {
		if p, ok := b.part(k, cut.from, cut.to); ok {
			it := b.item(p)
			it.kind = cut.kind
			out = append(out, it)
		}
	}
	return out
}

// longestOf is how many letters a word has at most that leads to the date of an act.
const longestOf = 7

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

// cutSubject cuts the subject off the words that lead to it in one line, above the
// title that ends with it: "replacing the motions by the following groups: on lakes".
func (b *builder) cutSubject(items []*item, title int) ([]*item, int) {
	for i := range max(0, title) {
		it := items[i]
		if it.kind != document.Text || it.caps || strings.HasSuffix(it.folded, items[title].folded) {
			continue
		}
		from, to := it.span(b.lines)
		at := strings.LastIndex(b.text.String[from:to], ": ") + 1
		subject := foldWords(b.text.String[from+at : to])
		if at == 0 || len(subject) < shortestSubject || !strings.HasSuffix(items[title].folded, subject) {
			continue
		}
		above, ok := b.part(&it.block, from, from+at)
		below, also := b.part(&it.block, from+at, to)
		if ok && also {
			items[i] = b.item(above)
			return slices.Insert(items, i+1, b.item(below)), title + 1
		}
	}
	return items, title
}

// actHead finds the date in the head of an act's title and returns where it
// begins, the words that lead to it included, and ends.
func (b *builder) actHead(k *block) (start, end int) {
	if b.lines[k.first].says&saysTitle == 0 && b.profile.Type != "act" || len(b.profile.Recitals) > 0 && b.profile.Type != "act" && b.profile.Type != "doc" {
		return 0, 0
	}
	from, to := k.span(b.lines)
	s := b.text.String[from:min(to, from+400)]
	act := actNumber(s)
	if act == 0 {
		act = yearNumber(s)
	}
	if act == 0 {
		return 0, 0
	}
	for _, m := range mark.Find(s, b.pack) {
		if m.Kind == document.Date && m.Start >= act {
			if countWords(s[act:m.Start]) > 12 {
				return 0, 0
			}
			// Small words before the date lead to it: "of", "z dnia", "annettu".
			at := m.Start
			for {
				i := strings.LastIndexFunc(strings.TrimRightFunc(s[act:at], unicode.IsSpace), unicode.IsSpace)
				word := strings.TrimSpace(s[act:at][i+1:])
				first, _ := utf8.DecodeRuneInString(word)
				if !unicode.IsLower(first) || !isLetters(word) || utf8.RuneCountInString(word) > longestOf {
					break
				}
				at = act + i + 1
				if i < 0 {
					break
				}
			}
			return from + at, from + m.End
		}
	}
	return 0, 0
}
