package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/mark"
)

// doctypeWords is how many words in capitals say at most what kind a text is of:
// "2. MOTION FOR A EUROPEAN PARLIAMENT LEGISLATIVE RESOLUTION".
const doctypeWords = 9

// mainTitle is the index of the title: the last block that says that it is one,
// else the last that could be, else -1.
func (b *builder) mainTitle(items []*item) int {
	last := b.findTitle(items)
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
	b.numberTitle(items, last)
	return last
}

// findTitle is the index of the block that begins the title, or -1.
func (b *builder) findTitle(items []*item) int {
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
	return last
}

// numberTitle makes a block the title, with the number that it begins with or that
// stands above it.
func (b *builder) numberTitle(items []*item, title int) {
	it := items[title]
	it.kind = document.Title
	ln := &b.lines[it.first]
	if it.num = b.titleNumber(it); it.num > 0 {
		return
	}
	if it.from == 0 && ln.form&titles != 0 {
		it.num = ln.start + resolutionNumber(b.text.String[ln.start:ln.end])
	} else if title > 0 {
		// "73/7." above the title is its number.
		before := items[title-1]
		if s := b.blockText(&before.block); before.kind == document.Text && before.from+it.from == 0 && isResolutionNumber(s) {
			it.num = b.lines[before.first].end
			b.beginAt(it, before)
		}
	}
}

// beginAt puts a block before another, whose kind and end both have.
func (b *builder) beginAt(it, before *item) {
	it.id = b.own(it, before.id)
	it.first, it.from = before.first, before.from
	before.kind = document.Invalid
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

// leadsToDate reports whether a block ends with a comma, or goes on in small letters
// with what is above it, and a date comes next.
func (b *builder) leadsToDate(items []*item, i int) bool {
	return i+1 < len(items) && items[i+1].kind == document.DateLine &&
		(b.lines[items[i].last-1].form&endsComma != 0 || b.lines[items[i].first].form&startsLower != 0)
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
			b.beginAt(it, before)
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

// cutTitle cuts the number and the date off the title of an act: "Regulation
// (EU) 2016/679 of ... | of 27 April 2016 | on ...".
func (b *builder) cutTitle(k *block) []*item {
	at, end := b.actHead(k)
	if at == 0 {
		if both := b.cutLead(k); both != nil {
			return both
		}
		return []*item{b.item(*k)}
	}
	from, to := k.span(b.lines)
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

// longestBefore is how many bytes of a block are looked at for what stands before its
// title.
const longestBefore = 100

// cutLead cuts the number of a document or the day of a sitting off the title behind it;
// nil when there is none.
func (b *builder) cutLead(k *block) []*item {
	from, to := k.span(b.lines)
	s := b.text.String[from:to]
	marks := mark.Find(s[:min(len(s), longestBefore)], b.pack)
	if len(marks) == 0 {
		return nil
	}
	m := &marks[0]
	rest := s[m.End:]
	gap := spacesAt(rest)
	switch {
	case gap == 0:
	case m.Role == "ep-document" && m.Start == 0 && countWords(rest) > 2:
		// "P6_TA(2007)0205 Common foreign and security policy"
		if both := b.cutAt(k, from+m.End); both != nil && both[1].words > 2 {
			return both
		}
	case m.Kind == document.Date && countWords(s[:m.Start]) <= 1 && b.numberAt(from+m.End+gap, to) > 0:
		// "Thursday 15 November 2001 8. Security of supply": an item of the sitting.
		return b.cutAt(k, from+m.End+gap)
	}
	return nil
}

// cutAt is the two parts of a block before and from an offset on; nil when one is empty.
func (b *builder) cutAt(k *block, at int) []*item {
	from, to := k.span(b.lines)
	before, ok := b.part(k, from, at)
	after, also := b.part(k, at, to)
	if !ok || !also {
		return nil
	}
	return []*item{b.item(before), b.item(after)}
}

// What the head of an act's title has at most.
const (
	longestHead = 400 // bytes
	wordsToDate = 12  // between its number and its date
	longestOf   = 7   // letters of a word that leads to the date
)

// actHead finds the date in the head of an act's title and returns where it
// begins, the words that lead to it included, and ends.
func (b *builder) actHead(k *block) (start, end int) {
	if b.lines[k.first].says&saysTitle == 0 && b.profile.Type != "act" || len(b.profile.Recitals) > 0 && b.profile.Type != "act" && b.profile.Type != "doc" {
		return 0, 0
	}
	from, to := k.span(b.lines)
	s := b.text.String[from:min(to, from+longestHead)]
	act := actNumber(s)
	if act == 0 {
		act = yearNumber(s)
	}
	if act == 0 {
		return 0, 0
	}
	for _, m := range mark.Find(s, b.pack) {
		if m.Kind == document.Date && m.Start >= act {
			if countWords(s[act:m.Start]) > wordsToDate {
				return 0, 0
			}
			return from + act + leadIn(s[act:m.Start]), from + m.End
		}
	}
	return 0, 0
}

// leadIn is where the small words begin that s ends with and that lead to a date: "of",
// "z dnia", "annettu".
func leadIn(s string) int {
	for {
		word := lastField(s)
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsLower(first) || !isLetters(word) || utf8.RuneCountInString(word) > longestOf {
			return len(s)
		}
		s = s[:strings.LastIndex(s, word)]
	}
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
		if both := b.cutAt(&it.block, from+at); both != nil {
			return slices.Replace(items, i, i+1, both...), title + 1
		}
	}
	return items, title
}

// titleGoesOn reports whether the title of an act goes on in the block right below one:
// "Proposal for a | COUNCIL DECISION | on lakes".
func (b *builder) titleGoesOn(it, next *item) bool {
	return b.profile.Type == "act" && next.first == it.last && next.folded != it.folded && b.lines[next.first].form&(startsLower|allCaps) != 0
}

// namesKind reports whether a block is the first part of the title of an act, which
// goes on below it with the date: "COMMISSION DECISION | of 3 May 1987 | on lakes".
func (b *builder) namesKind(items []*item, i, title int) bool {
	it := items[i]
	return b.profile.Type == "act" && it.words > 1 && it.words <= doctypeWords && it.ids == 0 && i+2 == title &&
		items[i+1].kind == document.DateLine && it.last == items[i+1].first && items[i+1].last == items[title].first
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
		if other.kind != document.DocNumber {
			continue
		}
		if t := b.blockText(&other.block); lastField(s[:end]) == lastField(t[:actNumber(t)]) {
			return true
		}
	}
	return false
}

// sameProcedure reports whether two titles end with the same number in brackets.
func sameProcedure(a, b string) bool {
	i, k := strings.LastIndexByte(strings.TrimRight(a, ". "), ' '), strings.LastIndexByte(strings.TrimRight(b, ". "), ' ')
	return i > 0 && k > 0 && strings.HasSuffix(a, "))") && a[i:] == b[k:]
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

// opensAlike reports whether a short title opens like a longer one, but for what the
// shorter says in other words at its end.
func opensAlike(title, short string) bool {
	n := 0
	for n < min(len(title), len(short)) && title[n] == short[n] {
		n++
	}
	return n == len(short) || n >= shortestSubject && n*3 >= len(short)*2
}
