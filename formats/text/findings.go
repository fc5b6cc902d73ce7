package text

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/charset"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/source"
)

// Codes of the findings of this package; convert/diag explains them.
const (
	codeGuessed       diag.Code = "ENC001"
	codeInvalid       diag.Code = "ENC002"
	codeDouble        diag.Code = "ENC003"
	codeControl       diag.Code = "ENC004"
	codePrivate       diag.Code = "ENC005"
	codeReplaced      diag.Code = "ENC006"
	codeMislabelled   diag.Code = "ENC007"
	codeDoubtful      diag.Code = "ENC008"
	codeNoText        diag.Code = "ENC009"
	codeMissing       diag.Code = "ENC010"
	codeUncertain     diag.Code = "LNG001"
	codeOtherLanguage diag.Code = "LNG002"
	codeNoLanguage    diag.Code = "LNG003"
	codeGap           diag.Code = "TXT001"
	codeAgain         diag.Code = "TXT002"
	codeStyles        diag.Code = "TXT003"
	codeTwiceWord     diag.Code = "TXT010"
	codeTwiceClause   diag.Code = "TXT011"
	codeScripts       diag.Code = "TXT012"
	codeQuotes        diag.Code = "TXT013"
	codeOpener        diag.Code = "TXT014"
	codeUnplaced      diag.Code = "TXT020"
	codeNoClauses     diag.Code = "TXT021"
	codeSeveral       diag.Code = "TXT022"
	codeStrayNote     diag.Code = "TXT030"
	codeEmptyNote     diag.Code = "TXT031"
)

// report sends a finding about a range of the source.
func (r *run) report(code diag.Code, span diag.Span, id, message, evidence string) {
	d := diag.New(code, message)
	d.File = r.in.Name
	d.NodeID = id
	d.Evidence = evidence
	if r.pack != nil {
		d.Language = r.pack.Tag
	}
	if span.Known() {
		d.Span = span
		d.Start = r.text.Position(span.Start)
	}
	r.in.Env.Report(d)
}

// aboutBytes reports what was noticed when the bytes were decoded.
func (r *run) aboutBytes() {
	s := r.text.String
	if r.noText() {
		r.report(codeNoText, diag.Span{}, "", noTextMessage(source.Container(r.in.Data)), "")
		return
	}
	switch {
	case r.text.Mislabelled(r.in.Data):
		r.report(codeMislabelled, r.text.Label.Span, "", fmt.Sprintf("the file says it is in %s, but its bytes are %s", r.text.Label.Charset, r.text.Charset), "")
	case r.text.Doubtful:
		r.report(codeDoubtful, diag.Span{}, "", "the bytes are probably "+r.text.Charset, "")
	case r.text.Charset != "utf-8" && !r.text.Marked && !strings.HasPrefix(r.text.Charset, "utf-"):
		r.report(codeGuessed, diag.Span{}, "", "the bytes were read as "+r.text.Charset, "")
	}
	if r.text.Invalid > 0 {
		at := strings.IndexRune(s, utf8.RuneError)
		r.report(codeInvalid, r.spanOf(at, utf8.RuneLen(utf8.RuneError)), "", fmt.Sprintf("%d byte sequences are no characters of %s", r.text.Invalid, r.text.Charset), around(s, at))
	} else if at := strings.IndexRune(s, utf8.RuneError); at >= 0 {
		r.report(codeReplaced, r.spanOf(at, utf8.RuneLen(utf8.RuneError)), "", fmt.Sprintf("%d characters were lost before", strings.Count(s, string(utf8.RuneError))), around(s, at))
	}
	if t := charset.FindTwice(s); t.Taken != nil {
		r.report(codeDouble, r.spanOf(t.First, 2), "", fmt.Sprintf("%d sequences look like UTF-8 that was taken for %s and converted again", t.Count, t.Taken.Name), around(s, t.First))
	}
	if missing := r.know.detector.Missing(s, r.pack.Tag); len(missing) > 0 {
		r.report(codeMissing, diag.Span{}, "", fmt.Sprintf("the text has none of the letters %s of its language", strings.Join(strings.Split(string(missing), ""), ", ")), "")
	}
	control, first := 0, -1
	for _, h := range r.holes {
		if h.reason == controls {
			if control == 0 {
				first = h.start
			}
			control++
		}
	}
	if control > 0 {
		r.report(codeControl, r.spanOf(first, 1), "", fmt.Sprintf("control characters were left out in %d places", control), around(s, first))
	}
	private, first := 0, -1
	for i := 0; i < len(s); i++ {
		// U+E000 to U+F8FF
		if c := s[i]; c == 0xee || c == 0xef && i+1 < len(s) && s[i+1] < 0xa4 {
			if sign, _ := utf8.DecodeRuneInString(s[i:]); isDash(sign) {
				continue // a bullet, which is understood
			}
			if private == 0 {
				first = i
			}
			private++
		}
	}
	if private > 0 {
		r.report(codePrivate, r.spanOf(first, 3), "", fmt.Sprintf("%d characters are of private use", private), around(s, first))
	}
}

// mostControls is which share of the characters of a text may be controls or
// none, one in so many.
const mostControls = 40

// noText reports whether the bytes are those of a program's own format.
func (r *run) noText() bool {
	if source.Container(r.in.Data) != "" {
		return true
	}
	none := r.text.Invalid
	for _, h := range r.holes {
		if h.reason == controls {
			none += h.end - h.start
		}
	}
	return none > mostControls && none*mostControls > len(r.text.String)
}

func noTextMessage(container string) string {
	if container == "" {
		return "the bytes are no text"
	}
	return "the bytes are no text but those of " + container
}

func (r *run) spanOf(at, n int) diag.Span {
	if at < 0 {
		return diag.Span{}
	}
	return r.text.Span(at, min(at+n, len(r.text.String)))
}

// around is a few words on both sides of an offset.
func around(s string, at int) string {
	if at < 0 {
		return ""
	}
	from, to := max(0, at-20), min(len(s), at+23)
	for from > 0 && !utf8.RuneStart(s[from]) {
		from--
	}
	for to < len(s) && !utf8.RuneStart(s[to]) {
		to++
	}
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s[from:to])), " ")
}

// aboutText reports what was noticed in the tree.
func (r *run) aboutText() {
	if r.noText() {
		return // whatever it seems to say, it does not
	}
	root := r.work.Expressions[0].Root
	w := words{run: r, seen: map[sameWords]*document.Node{}, mixed: map[string]*mixedWords{}}
	var numbered sequences
	clauses, texts := 0, 0
	document.Walk(root, func(n *document.Node, ancestors []*document.Node) bool {
		if n.Kind == document.Annex && n.Role == anotherText {
			texts++
		}
		switch n.Kind {
		case document.Citation, document.Recital, document.Paragraph, document.Article, document.Section, document.Subsection, document.Point:
			clauses++
			numbered.add(n, ancestors)
		case document.Preface:
			if len(ancestors) > 0 {
				r.unplaced(n.Children)
			}
		case document.Note:
			if len(n.Text) == 0 {
				r.report(codeEmptyNote, n.NumSpan, n.ID, "the footnote has no words", n.Num)
			}
		}
		if len(n.Text) > 0 {
			w.about(n, ancestors)
		}
		return true
	})
	for _, q := range numbered.all {
		r.inSequence(q)
	}
	w.aboutScripts()
	if clauses == 0 && countWords(r.text.String) > 0 {
		r.report(codeNoClauses, diag.Span{}, "", "no citation, recital, article or paragraph was found", "")
	}
	if texts > 0 {
		r.report(codeSeveral, diag.Span{}, "", fmt.Sprintf("the source has %d texts", texts+1), "")
	}
}

// unplaced reports each run of blocks of the preface that are none of its parts.
func (r *run) unplaced(blocks []*document.Node) {
	for i := 0; i < len(blocks); i++ {
		n, first := 0, blocks[i]
		for ; i < len(blocks) && blocks[i].Kind == document.Text && blocks[i].Role != document.Remark; i++ {
			n++
		}
		switch n {
		case 0:
		case 1:
			r.report(codeUnplaced, first.Span, first.ID, "this block of the preface is none of its known parts", clip(first.Plain()))
		default:
			r.report(codeUnplaced, first.Span, first.ID, fmt.Sprintf("%d blocks of the preface from here on are none of its known parts", n), clip(first.Plain()))
		}
	}
}

// sequence is clauses that are numbered one after the other.
type sequence []*document.Node

// sequences are those of a text, in the order of their first clauses.
type sequences struct {
	all   []sequence
	index map[sequenceKey]int
}

type sequenceKey struct {
	scope *document.Node
	kind  document.Kind
	path  string // of a number such as "2.1.", what stands before its last part
}

// pathOf is what stands before the last part of a number of several: "4.1." of
// "4.1.2.".
func pathOf(num string) string {
	num = strings.TrimRight(num, ". ")
	path := num[:strings.LastIndexByte(num, '.')+1]
	if _, n := digitsAt(path); n == 0 {
		return ""
	}
	return path
}

func (q *sequences) add(n *document.Node, ancestors []*document.Node) {
	if n.Num == "" {
		return
	}
	scope := ancestors[len(ancestors)-1]
	if n.Kind != document.Point {
		for i := len(ancestors) - 1; i >= 0; i-- {
			switch ancestors[i].Kind {
			case document.Body, document.Preamble, document.Annex, document.Article, document.Quote, document.Container, document.Root:
				scope = ancestors[i]
			default:
				continue
			}
			break
		}
	}
	key := sequenceKey{scope, n.Kind, pathOf(n.Num)}
	i, ok := q.index[key]
	if !ok {
		if q.index == nil {
			q.index = map[sequenceKey]int{}
		}
		i = len(q.all)
		q.index[key] = i
		q.all = append(q.all, nil)
	}
	q.all[i] = append(q.all[i], n)
}

// inSequence compares the number of each clause with that of the one before it.
func (r *run) inSequence(q sequence) {
	for i, last := 1, 0; i < len(q); i++ {
		if r.inserted(q, last, i) {
			continue
		}
		r.follows(q[last], q[i])
		last = i
	}
}

// mostInserted is how many inserted clauses may follow one.
const mostInserted = 12

// inserted reports whether the number of clause i is that of the last one and a
// raised digit that was raised in print only: 8, 81, 82, 9.
func (r *run) inserted(q sequence, last, i int) bool {
	a, b := decimalOf(q[last].Num, r.script), decimalOf(q[i].Num, r.script)
	if a == 0 || b/10 != a || b%10 == 0 {
		return false
	}
	for _, n := range q[i+1 : min(len(q), i+1+mostInserted)] {
		if decimalOf(n.Num, r.script) == a+1 {
			return true
		}
	}
	return false
}

// decimalOf is the value of a number in digits, or 0.
func decimalOf(num string, sc script) int32 {
	m := numbersOf(num, sc)
	for _, r := range m.all() {
		if r.series == decimals && !r.sub {
			return r.value
		}
	}
	return 0
}

// follows reports what is odd about the number of a clause after that of the one
// before it.
func (r *run) follows(before, n *document.Node) {
	m, next := numbersOf(before.Num, r.script), numbersOf(n.Num, r.script)
	a, b := m.all(), next.all()
	if len(a) == 0 || len(b) == 0 {
		return
	}
	best, style := int32(1<<30), true
	for _, x := range a {
		for _, y := range b {
			if x.series != y.series || x.series == dashes {
				continue
			}
			step := y.value - x.value
			if y.sub && step == 0 || step == 1 || y.value == 1 && n.Kind == document.Paragraph || r.unused(x, y) {
				style = style && x.style != y.style
				best = 1
			} else if best != 1 && abs(step) < abs(best) {
				best = step
			}
		}
	}
	switch {
	case best == 1<<30:
	case best > 1:
		r.report(codeGap, n.NumSpan, n.ID, fmt.Sprintf("%s follows %s", n.Num, before.Num), clip(n.Plain()))
	case best < 1:
		r.report(codeAgain, n.NumSpan, n.ID, fmt.Sprintf("%s comes after %s", n.Num, before.Num), clip(n.Plain()))
	case style:
		r.report(codeStyles, n.NumSpan, n.ID, fmt.Sprintf("%s is printed otherwise than %s", n.Num, before.Num), clip(n.Plain()))
	}
}

// unused reports whether the letters between two are none that lists of the
// language use: "p)" is followed by "r)".
func (r *run) unused(x, y reading) bool {
	if x.series != letters && x.series != capitals || r.script != latin || y.value <= x.value || y.value > 26 {
		return false
	}
	for v := x.value + 1; v < y.value; v++ {
		if !strings.ContainsRune(r.pack.Numbers.Unused, 'a'+v-1) {
			return false
		}
	}
	return true
}

func abs(n int32) int32 { return max(n, -n) }

// numbersOf reads a printed number: that of a clause, or the last of a designation.
func numbersOf(num string, sc script) numeral {
	if m, ok := readNumeral(num, 0, len(num), sc); ok && m.end == len(num) {
		return m
	}
	for at := 0; at < len(num); at += wordAt(num[at:]) {
		at += spacesAt(num[at:])
		if m, ok := readInserted(num, at, len(num)); ok {
			return m
		}
	}
	for word := range strings.FieldsSeq(num) {
		if v, n := digitsAt(word); n > 0 && v >= 0 && (n == len(word) || word[n] == '.') {
			m := numeral{n: 1}
			m.readings[0] = reading{series: decimals, value: v}
			return m
		}
	}
	return numeral{}
}

// words is what was noticed of the words of a text so far.
type words struct {
	run   *run
	seen  map[sameWords]*document.Node
	mixed map[string]*mixedWords
	order []*mixedWords
}

// sameWords are words of one kind of clause in one place: elsewhere acts repeat
// themselves on purpose.
type sameWords struct {
	parent *document.Node
	kind   document.Kind
	text   string
}

// mixedWords is a word with letters of two scripts.
type mixedWords struct {
	word, around string
	node         *document.Node
	count        int
}

// leastTwice is how many bytes a clause has that is not the same as another by
// chance.
const leastTwice = 40

// about reports slips in the text of one node.
func (w *words) about(n *document.Node, ancestors []*document.Node) {
	r, s := w.run, n.Plain()
	w.twice(n, s)
	for from := 0; ; {
		at, word := mixedWord(s[from:])
		if at < 0 {
			break
		}
		m := w.mixed[word]
		if m == nil {
			m = &mixedWords{word: word, around: around(s, from+at), node: n}
			w.mixed[word] = m
			w.order = append(w.order, m)
		}
		m.count++
		from += at + len(word)
	}
	// A quotation of several blocks has its marks in different ones.
	if !slices.ContainsFunc(ancestors, func(a *document.Node) bool { return a.Kind == document.Quote }) {
		if q, ok := unbalanced(s); !ok {
			r.report(codeQuotes, n.Span, n.ID, fmt.Sprintf("%s has no other half", q), clip(s))
		}
	}
	switch n.Kind {
	case document.Citation, document.Recital, document.Paragraph, document.Article, document.Point, document.Indent:
		if len(s) <= leastTwice {
			break
		}
		key := sameWords{ancestors[len(ancestors)-1], n.Kind, s}
		if first := w.seen[key]; first != nil {
			r.report(codeTwiceClause, n.Span, n.ID, "the same words as "+first.ID, clip(s))
		} else {
			w.seen[key] = n
		}
	}
	switch n.Kind {
	case document.Citation, document.Recital:
		says, _ := openingsOf(r.pack).at(s, 0)
		if n.Kind == document.Recital && says&(saysCitation|saysRecital) == saysCitation && !r.profile.UnnumberedRecitals ||
			n.Kind == document.Citation && says&(saysCitation|saysRecital) == saysRecital {
			r.report(codeOpener, n.Span, n.ID, fmt.Sprintf("a %s that opens otherwise", n.Kind), clip(s))
		}
	}
}

// aboutScripts reports each word with letters of two scripts once.
func (w *words) aboutScripts() {
	for _, m := range w.order {
		times := ""
		if m.count > 1 {
			times = fmt.Sprintf(", in %d places", m.count)
		}
		w.run.report(codeScripts, m.node.Span, m.node.ID, fmt.Sprintf("%q has letters of two scripts%s", m.word, times), m.around)
	}
}

// twice reports the first word that stands twice in a row, where the language
// has no use for that.
func (w *words) twice(n *document.Node, s string) {
	last := ""
	for i := 0; i < len(s); {
		end := i + wordAt(s[i:])
		word := s[i:end]
		if word == last && isLetters(word) && utf8.RuneCountInString(word) > 2 && !slices.Contains(w.run.pack.Doubled, strings.ToLower(word)) {
			w.run.report(codeTwiceWord, n.Span, n.ID, fmt.Sprintf("%q stands twice", word), around(s, i))
			return
		}
		last = word
		i = end + spacesAt(s[end:])
	}
}

// mixedWord finds a word with letters of Latin and of Greek or Cyrillic script.
func mixedWord(s string) (int, string) {
	if !hasGreekOrCyrillic(s) {
		return -1, ""
	}
	start, latinSeen, otherSeen := -1, false, false
	for i, r := range s {
		if !unicode.IsLetter(r) {
			if start >= 0 && latinSeen && otherSeen {
				return start, s[start:i]
			}
			start, latinSeen, otherSeen = -1, false, false
			continue
		}
		if start < 0 {
			start = i
		}
		switch {
		case r == 'µ' || r == 'ª' || r == 'º':
		case r < 0x370:
			latinSeen = true
		case r < 0x530:
			// µ and the like are signs of units.
			otherSeen = true
		}
	}
	if start >= 0 && latinSeen && otherSeen {
		return start, s[start:]
	}
	return -1, ""
}

// hasGreekOrCyrillic reports whether s has a character of U+0340 to U+053F, by
// the first bytes of those.
func hasGreekOrCyrillic(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0xcd && c <= 0xd4 {
			return true
		}
	}
	return false
}

// unbalanced looks for a quotation mark of a pair that has no other half. Marks
// that are apostrophes or open in one language and close in another do not count.
func unbalanced(s string) (string, bool) {
	if ascii(s) {
		return "", true
	}
	depth := 0
	if strings.Count(s, "«") != strings.Count(s, "»") {
		return "« »", false
	}
	for _, r := range s {
		switch r {
		case '„':
			depth++
		case '“', '”':
			if depth > 0 {
				depth--
			}
		}
	}
	if depth > 0 {
		return "„", false
	}
	if !strings.ContainsRune(s, '„') && strings.ContainsRune(s, '“') && strings.Count(s, "“") > strings.Count(s, "”") && strings.ContainsRune(s, '”') {
		return "“", false
	}
	return "", true
}
