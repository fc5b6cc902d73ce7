package mark

import (
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/language/phrase"
)

// role is what kind of place of a text a reference speaks of, the widest first.
type role uint8

const (
	noRole role = iota
	part
	title
	annex
	chapter
	section
	recital
	rule
	article
	paragraph
	subparagraph
	point
	indent

	roleCount
)

var roleNames = [roleCount]string{
	part: "part", title: "title", annex: "annex", chapter: "chapter", section: "section",
	recital: "recital", rule: "rule", article: "article", paragraph: "paragraph",
	subparagraph: "subparagraph", point: "point", indent: "indent",
}

// inner reports whether a place of role r can stand in one of role outer.
func (r role) inner(outer role) bool {
	return r > outer && (r >= paragraph || r < recital)
}

func (f *finder) addReferences(r *language.References) {
	for _, w := range []struct {
		role  role
		words []string
	}{
		{part, r.Part},
		{title, r.Title},
		{annex, r.Annex},
		{chapter, r.Chapter},
		{section, r.Section},
		{recital, r.Recital},
		{rule, r.Rule},
		{article, r.Article},
		{paragraph, r.Paragraph},
		{subparagraph, r.Subparagraph},
		{point, r.Point},
		{indent, r.Indent},
	} {
		for _, word := range w.words {
			f.tree.add(word, entry{what: aPlace, role: w.role})
		}
		f.hasRules = f.hasRules || w.role == rule && len(w.words) > 0
		f.first[w.role] = slices.Contains(r.NumberFirst, roleNames[w.role])
		f.anyFirst = f.anyFirst || f.first[w.role]
	}
	for n, forms := range r.Ordinals {
		for _, form := range forms {
			f.tree.add(form, entry{what: anOrdinal, n: n + 1})
		}
	}
	f.addActs(&r.Acts)
	for _, form := range r.OJ {
		f.tree.add(form, entry{what: anOJ})
	}
	for _, form := range r.Resolution {
		f.tree.add(form, entry{what: aResolution})
	}
	f.pages = phrases(r.Pages)
	f.and = phrases(r.And)
	f.to = phrases(r.To)
	f.of = phrases(r.Of)
	f.no = phrases(r.No)
	f.makers = phrases(r.Acts.Makers)
	f.actFirst = r.ActFirst
	f.ordinalDot = r.OrdinalDot
}

func phrases(patterns []string) []phrase.Phrase {
	var all []phrase.Phrase
	for _, p := range patterns {
		all = append(all, phrase.New(p))
	}
	return all
}

// skip is where the longest of the phrases at i ends; i without one.
func (s *scan) skip(phrases []phrase.Phrase, i int) int {
	best := i
	for k := range phrases {
		if _, _, end, ok := phrases[k].MatchPart(s.text, i); ok && end > best {
			best = end
		}
	}
	return best
}

// step is one step of the way to a place: article 5, paragraph 1, point a.
type step struct {
	role role
	num  string
}

// place is one place that a reference speaks of.
type place struct {
	start, end int
	steps      []step
	upTo       bool // it ends the range that the place before it begins
	loose      bool // its number is a lone letter, which may be a word
}

func (p *place) add(r role, num string) { p.steps = append(slices.Clone(p.steps), step{r, num}) }

// last is the role of the innermost step.
func (p *place) last() role {
	if len(p.steps) == 0 {
		return noRole
	}
	return p.steps[len(p.steps)-1].role
}

// holds reports whether a place of role r can stand in p. Points with numbers
// have points with letters.
func (p *place) holds(r role) bool {
	n := len(p.steps)
	if last := p.last(); r != point || last != point {
		return r.inner(last)
	}
	return !isLetter(p.steps[n-1].num) && (n < 2 || p.steps[n-2].role != point)
}

// reference is the reference that begins at i, if any.
func (s *scan) reference(i int) Mark {
	s.fuel = fuel
	places, end := s.chain(i)
	if len(places) == 0 {
		return s.actAt(i)
	}
	in, inEnd, ok := s.container(end)
	if ok {
		end = inEnd
	} else if places[0].steps[0].role > article && places[0].loose {
		return Mark{}
	}
	return s.build(i, end, places, in)
}

// build makes the mark of places in a text.
func (s *scan) build(start, end int, places []place, in whole) Mark {
	if len(places) == 1 {
		return s.one(start, end, &places[0], in)
	}
	m := Mark{Start: start, End: end, Kind: document.References}
	for k := 0; k < len(places); k++ {
		p := &places[k]
		child := s.one(p.start, p.end, p, in)
		if k+1 < len(places) && places[k+1].upTo {
			k++
			upTo := s.one(places[k].start, places[k].end, &places[k], in)
			pair := Mark{Start: child.Start, End: upTo.End, Kind: document.References, Role: "range", Children: []Mark{child, upTo}}
			if len(places) == 2 {
				pair.Start, pair.End = start, end
				return pair
			}
			child = pair
		}
		m.Children = append(m.Children, child)
	}
	return m
}

// one makes the mark of one place.
func (s *scan) one(start, end int, p *place, in whole) Mark {
	steps := p.steps
	if in.kind == rulesOfProcedure && steps[0].role == article && !s.hasRules {
		steps = slices.Clone(steps)
		steps[0].role = rule
	}
	var v strings.Builder
	for k, st := range steps {
		switch {
		case k == 0:
			v.WriteString(roleNames[st.role] + " " + st.num)
		case st.role == paragraph || st.role == point:
			v.WriteString("(" + st.num + ")")
		default:
			v.WriteString(", " + roleNames[st.role] + " " + st.num)
		}
	}
	if in.name != "" {
		v.WriteString(" " + in.name)
	}
	return Mark{
		Start: start, End: end, Kind: document.Reference,
		Role: roleNames[steps[0].role], Value: v.String(), Target: in.target(steps),
	}
}

// chain is the list of places that begins at i, and where it ends.
func (s *scan) chain(i int) (places []place, end int) {
	places, end = s.unit(i)
	for len(places) > 0 && len(places) < 100 {
		at, upTo, ok := s.joint(end)
		if !ok {
			break
		}
		first, last := &places[0], &places[len(places)-1]
		more, to := s.unit(at)
		if len(more) > 0 && more[0].steps[0].role != first.steps[0].role {
			break
		}
		if len(more) == 0 {
			if s.number1st(first.steps[0].role) && first.start == i {
				break
			}
			more, to = s.next(at, first, last)
		}
		if len(more) == 0 {
			break
		}
		more[0].upTo = upTo
		places, end = append(places, more...), to
	}
	if len(places) > 1 && places[0].steps[0].role >= paragraph {
		return s.outside(places, end)
	}
	return places, end
}

func (s *scan) number1st(r role) bool { return s.first[r] }

// next reads an item of a list that does not repeat its word: the "123(4)" of
// "Rules 135(5) and 123(4)", the "4" of "Absätze 2 und 4".
func (s *scan) next(at int, first, last *place) ([]place, int) {
	top := first.steps[0].role
	p := place{start: at}
	num, end, bracket, loose := s.num(top, at)
	if num == "" {
		num, end, bracket, loose = s.num(last.last(), at)
	}
	if num == "" || loose && last.last() < point {
		return nil, 0
	}
	deep := len(last.steps) > 1
	if deep && (bracket || isLetter(num)) {
		p.steps = append(p.steps, last.steps[:len(last.steps)-1]...)
		p.add(last.last(), num)
	} else {
		p.add(top, num)
	}
	p.end = end
	subs, to := s.inside(p, end)
	return subs, to
}

func isLetter(num string) bool { return len(num) == 1 && (num[0] < '0' || num[0] > '9') }

// joint reads what joins the items of a list: ", ", " and ", ", and ", " to ", "-".
func (s *scan) joint(i int) (end int, upTo, ok bool) {
	at := s.dot(i)
	comma := false
	if r, size := phrase.Next(s.text, at); r == ',' || r == '،' || r == '、' {
		at += size
		comma = true
	} else if phrase.IsHyphen(r) {
		return phrase.Spaces(s.text, at+size), true, true
	}
	sp := phrase.Spaces(s.text, at)
	if sp == at {
		if r, _ := phrase.Next(s.text, at); phrase.Alone(r) && !comma {
			end := s.skip(s.and, at)
			if to := s.skip(s.to, at); to > end {
				return to, true, true
			}
			return end, false, end > at
		}
		return sp, false, comma
	}
	if !comma {
		if r, size := phrase.Next(s.text, sp); phrase.IsHyphen(r) {
			return phrase.Spaces(s.text, sp+size), true, true
		}
		if end := s.skip(s.to, sp); end > sp {
			return phrase.Spaces(s.text, end), true, true
		}
	}
	if end := s.skip(s.and, sp); end > sp {
		// In "d), e) y f)" the word for "and" before a vowel is no word.
		to := phrase.Spaces(s.text, end)
		next, _ := phrase.Next(s.text, end)
		if _, number := phrase.Digit(next); to > end || number || !phrase.InWord(phrase.Before(s.text, end)) {
			return to, false, true
		}
	}
	return sp, false, comma
}

// dot is where the dot of an ordinal number at i ends, in languages that write
// "članak 135. stavak 5."; elsewhere a dot ends the sentence and with it the
// reference.
func (s *scan) dot(i int) int {
	if r, _ := phrase.Next(s.text, i); s.ordinalDot && r == '.' {
		return i + 1
	}
	return i
}

// unit reads one word of a place with its number or numbers, what is inside it
// and what it is inside of.
func (s *scan) unit(i int) ([]place, int) {
	if r, end := s.placeWord(i); r != noRole {
		if places, to := s.wordFirst(i, r, end); len(places) > 0 {
			return places, to
		}
	}
	if places, end := s.ordinalFirst(i); len(places) > 0 {
		return s.outside(places, end)
	}
	if s.anyFirst {
		return s.numberFirst(i, nil)
	}
	return nil, 0
}

// placeWord is the word of a place at i.
func (s *scan) placeWord(i int) (role, int) {
	var buf [32]int32
	found, end := noRole, i
	for _, id := range s.tree.at(s.text, i, buf[:0]) {
		if e := &s.tree.values[id]; e.what == aPlace {
			if _, _, to, ok := s.tree.phrases[id].MatchPart(s.text, i); ok && to > end {
				found, end = e.role, to
			}
		}
	}
	return found, end
}

// wordFirst reads the number behind the word of a place.
func (s *scan) wordFirst(i int, r role, end int) ([]place, int) {
	at := phrase.Spaces(s.text, end)
	if c, _ := phrase.Next(s.text, end); at == end && c != '(' && !phrase.Alone(phrase.Before(s.text, end)) {
		return nil, 0
	}
	if to := s.skip(s.no, at); to > at {
		at = phrase.Spaces(s.text, to)
	}
	if s.first[r] && r >= recital {
		return nil, 0 // the number is of something else: "šio straipsnio 1 dalis"
	}
	num, to, _, loose := s.num(r, at)
	if n, end := s.ordinal(at); num == "" && r >= paragraph && n > 0 {
		num, to = itoa(n), end
	}
	if num == "" {
		return nil, 0
	}
	p := place{start: at, end: to, loose: loose || r == point && s.skip(s.no, i) == end}
	p.add(r, num)
	places, to := s.inside(p, to)
	return s.outside(places, to)
}

// numberFirst reads numbers and the word behind them. When outer is not nil the
// word must be of a place that can stand in it.
func (s *scan) numberFirst(i int, outer *place) ([]place, int) {
	var nums []string
	var starts, ends []int
	at := i
	var upTo []bool
	up := false
	for len(nums) < 10 {
		from := at
		if r, size := phrase.Next(s.text, at); r == '第' {
			at += size
		}
		num, end, _, _ := s.num(noRole, at)
		if num == "" {
			return nil, 0
		}
		nums, starts, ends, upTo = append(nums, num), append(starts, from), append(ends, end), append(upTo, up)
		if r, size := phrase.Next(s.text, end); r == '.' {
			end += size
		}
		sp := phrase.Spaces(s.text, end)
		if c, _ := phrase.Next(s.text, end); sp > end || phrase.Alone(c) {
			if r, to := s.placeWord(sp); r != noRole && s.first[r] {
				if outer != nil && !outer.holds(r) {
					return nil, 0
				}
				var places []place
				for k := range nums {
					p := place{start: starts[k], end: ends[k], upTo: upTo[k]}
					p.add(r, nums[k])
					places = append(places, p)
				}
				last := &places[len(places)-1]
				last.end = to
				if len(places) == 1 {
					inner, to := s.inside(*last, to)
					return inner, to
				}
				return places, to
			}
		}
		to, u, ok := s.joint(end)
		if !ok {
			return nil, 0
		}
		at, up = to, u
	}
	return nil, 0
}

// ordinalFirst reads "second subparagraph".
func (s *scan) ordinalFirst(i int) ([]place, int) {
	n, end := s.ordinal(i)
	if n == 0 {
		return nil, 0
	}
	nums, starts, ends := []int{n}, []int{i}, []int{end}
	for len(nums) < 20 {
		at, _, ok := s.joint(end)
		if !ok {
			break
		}
		n, to := s.ordinal(at)
		if n == 0 {
			break
		}
		nums, starts, ends, end = append(nums, n), append(starts, at), append(ends, to), to
	}
	sp := phrase.Spaces(s.text, end)
	r, to := s.placeWord(sp)
	if sp == end || r < paragraph {
		return nil, 0
	}
	// What has ordinals is a subparagraph, also where it shares its word with
	// points; alone it may be any point.
	loose := r == point
	if loose {
		r = subparagraph
	}
	var places []place
	for k, n := range nums {
		p := place{start: starts[k], end: ends[k], loose: loose}
		p.add(r, itoa(n))
		places = append(places, p)
	}
	places[len(places)-1].end = to
	return places, to
}

func (s *scan) ordinal(i int) (n, end int) {
	var buf [32]int32
	for _, id := range s.tree.at(s.text, i, buf[:0]) {
		if e := &s.tree.values[id]; e.what == anOrdinal {
			if _, _, to, ok := s.tree.phrases[id].MatchPart(s.text, i); ok && to > end {
				n, end = e.n, to
			}
		}
	}
	return n, end
}

// inside reads what narrows the place down: "(1)(a)", ", paragraph 1", " Absatz 2
// und 4". A list there makes several places.
func (s *scan) inside(p place, at int) ([]place, int) {
	for {
		r, size := phrase.Next(s.text, at)
		if r == '.' && p.last() == article {
			// 17.1 is paragraph 1 of article 17.
			if num, to, _ := s.digits(at + size); num != "" && len(num) <= 2 {
				p.add(paragraph, num)
				at, p.end = to, to
				if letter, to := s.loneLetter(at); letter != "" {
					p.add(point, letter)
					at, p.end = to, to
				}
				continue
			}
		}
		if r == '(' && p.last() >= recital-1 {
			num, to := s.bracket(at)
			if num == "" {
				break
			}
			r := point
			if num[0] <= '9' && p.last() < paragraph {
				r = paragraph
			}
			p.add(r, num)
			at, p.end = to, to
			continue
		}
		break
	}
	for range 4 {
		more, to := s.narrower(p, at)
		if len(more) == 0 {
			break
		}
		if len(more) > 1 {
			return more, to
		}
		p, at = more[0], to
	}
	return []place{p}, at
}

// loneLetter reads the " a" of "17.1 a i förordningen": a letter that stands
// alone behind a dotted number is a point, unless it is the word for "in".
func (s *scan) loneLetter(at int) (letter string, end int) {
	sp := phrase.Spaces(s.text, at)
	if sp == at || sp+1 > len(s.text) || s.text[sp] < 'a' || s.text[sp] > 'z' || !phrase.Border(s.text, sp+1) {
		return "", 0
	}
	if of := s.skip(s.of, sp); of == sp+1 {
		if after := phrase.Spaces(s.text, of); s.skip(s.of, after) == after {
			return "", 0
		}
	}
	if s.skip(s.and, sp) == sp+1 {
		return "", 0
	}
	return s.text[sp : sp+1], sp + 1
}

// narrower reads one further step of the way to p.
func (s *scan) narrower(p place, at int) ([]place, int) {
	i := s.dot(at)
	if r, size := phrase.Next(s.text, i); r == ',' {
		i += size
	}
	sp := phrase.Spaces(s.text, i)
	if c, _ := phrase.Next(s.text, sp); sp == i && c != '第' {
		return nil, 0
	}
	var inner []place
	to := 0
	if r, end := s.placeWord(sp); p.holds(r) && !(s.first[r] && r >= recital) {
		at := phrase.Spaces(s.text, end)
		if t := s.skip(s.no, at); t > at {
			at = phrase.Spaces(s.text, t)
		}
		num, end, bracket, _ := s.num(r, at)
		if n, to := s.ordinal(at); num == "" && n > 0 {
			num, end = itoa(n), to
		}
		if num != "" {
			q := place{start: p.start, end: end, steps: p.steps}
			q.add(r, num)
			inner, to = s.inside(q, end)
			if len(inner) == 1 {
				return s.list(inner, to, p, r, bracket)
			}
			return inner, to
		}
	}
	if inner, to = s.ordinalFirst(sp); len(inner) == 0 && s.anyFirst {
		inner, to = s.numberFirst(sp, &p)
	}
	if len(inner) == 0 || !p.holds(inner[0].steps[0].role) {
		return nil, 0
	}
	for k := range inner {
		inner[k].steps = append(slices.Clone(p.steps), inner[k].steps...)
	}
	inner[0].start = p.start
	return inner, to
}

// list reads on after the first of several narrower places: the " und 4" of
// "Absatz 2 und 4". A number with a word of its own behind it belongs to the
// wider list.
func (s *scan) list(places []place, at int, outer place, r role, bracket bool) ([]place, int) {
	if len(places[0].steps) != len(outer.steps)+1 {
		return places, at
	}
	for len(places) < 50 {
		end, upTo, ok := s.joint(at)
		if !ok {
			break
		}
		if again, after := s.placeWord(end); again == r {
			end = phrase.Spaces(s.text, after)
		}
		num, to, b, loose := s.num(r, end)
		if num == "" || b != bracket || loose && (r != point || s.skip(s.of, end) > end || s.skip(s.and, end) > end) {
			break
		}
		p := place{start: end, end: to, steps: outer.steps, upTo: upTo}
		p.add(r, num)
		if more, _ := s.narrower(place{steps: outer.steps}, to); len(more) > 0 {
			break
		}
		if c, _ := phrase.Next(s.text, to); c == '(' && !b {
			break
		}
		places, at = append(places, p), to
	}
	return places, at
}

// outside reads what the places are in: the "of Article 5(1)" of "point (a) of
// Article 5(1)".
func (s *scan) outside(places []place, at int) ([]place, int) {
	i := s.dot(at)
	if r, size := phrase.Next(s.text, i); r == ',' {
		i += size
	}
	sp := phrase.Spaces(s.text, i)
	if sp == i {
		return places, at
	}
	of := s.skip(s.of, sp)
	for _, from := range []int{phrase.Spaces(s.text, of), sp} {
		if from == sp && of > sp {
			break
		}
		// Every step outwards is to a wider role, which bounds the recursion.
		top := places[0].steps[0].role
		outer, to := s.ordinalFirst(from)
		if len(outer) > 0 && top.inner(outer[0].last()) {
			outer, to = s.outside(outer, to)
		} else if r, end := s.placeWord(from); top.inner(r) && r != noRole {
			outer, to = s.wordFirst(from, r, end)
		}
		if len(outer) != 1 || !top.inner(outer[0].last()) {
			continue
		}
		for k := range places {
			places[k].steps = append(slices.Clone(outer[0].steps), places[k].steps...)
			places[k].loose = false
		}
		if len(places) == 1 {
			places[0].end = to
		}
		return places, to
	}
	return places, at
}

// fuel is how many numbers one reference may look at: text made of nothing but
// the words of references would otherwise be read over and over.
const fuel = 120

// num reads the number of a place of role r, or of any role that stands behind
// its number when r is noRole. Loose says that it is a lone letter.
func (s *scan) num(r role, at int) (num string, end int, bracket, loose bool) {
	c, size := phrase.Next(s.text, at)
	if s.fuel--; size == 0 || s.fuel < 0 {
		return "", 0, false, false
	}
	if c == '(' {
		if r != noRole && r < recital || r == article || r == rule {
			return "", 0, false, false
		}
		num, end = s.bracket(at)
		return num, end, true, false
	}
	if num, end, letter := s.digits(at); num != "" {
		if !letter {
			end = s.dayMark(end)
		}
		if r, size := phrase.Next(s.text, end); r == ')' && size > 0 && s.text[max(0, at-1)] != '(' {
			end += size
		}
		return num, end, false, false
	}
	if s.han {
		if n, end := hanNumber(s.text, at); end > at {
			return itoa(n), end, false, false
		}
	}
	if r >= point || r == noRole {
		if num, end := foreignLetter(s.text, at); num != "" {
			if c, size := phrase.Next(s.text, end); c == ')' {
				return num, end + size, false, false
			}
			return num, end, false, true
		}
	}
	// Roman numerals and single letters.
	w := at
	for w < len(s.text) && ('A' <= s.text[w] && s.text[w] <= 'Z' || 'a' <= s.text[w] && s.text[w] <= 'z') {
		w++
	}
	if w == at || !phrase.Border(s.text, w) {
		return "", 0, false, false
	}
	word := s.text[at:w]
	switch {
	case r != point && r != indent && strings.Trim(word, "IVXLC") == "" && len(word) < 8:
		return word, w, false, false
	case len(word) == 1 && (r >= point || r == noRole || r == annex && word[0] < 'a'):
		if c, size := phrase.Next(s.text, w); c == ')' {
			return strings.ToLower(word), w + size, false, false
		}
		if word[0] >= 'a' {
			return word, w, false, true
		}
		return word, w, false, false
	case (r == point || r == noRole) && strings.Trim(word, "ivx") == "" && len(word) < 6:
		if c, size := phrase.Next(s.text, w); c == ')' {
			return word, w + size, false, false
		}
	}
	return "", 0, false, false
}

// digits reads up to four digits with a letter behind them: 5, 114, 5a.
func (s *scan) digits(at int) (num string, end int, letter bool) {
	value, end, count := number(s.text, at, 4)
	if count == 0 {
		return "", at, false
	}
	num = itoa(value)
	if end < len(s.text) && 'a' <= s.text[end] && s.text[end] <= 'z' && phrase.Border(s.text, end+1) {
		return num + s.text[end:end+1], end + 1, true
	}
	if r, size := phrase.Next(s.text, end); size > 0 && phrase.InWord(r) && !phrase.Alone(r) {
		if s.dayMark(end) == end {
			return "", at, false
		}
	}
	if r, _ := phrase.Next(s.text, end); r == '/' {
		return "", at, false
	}
	return num, end, false
}

// bracket reads "(5)", "(a)", "(ii)", "(3a)".
func (s *scan) bracket(at int) (num string, end int) {
	i := at + 1
	if num, end := foreignLetter(s.text, i); num != "" && end < len(s.text) && s.text[end] == ')' {
		return num, end + 1
	}
	for i < len(s.text) && i < at+6 && ('a' <= s.text[i] && s.text[i] <= 'z' || '0' <= s.text[i] && s.text[i] <= '9') {
		i++
	}
	if i == at+1 || i >= len(s.text) || s.text[i] != ')' {
		return "", 0
	}
	num = s.text[at+1 : i]
	if len(num) > 1 && num[0] > '9' && strings.Trim(num, "ivx") != "" && num[0] != num[1] {
		return "", 0 // a word
	}
	return num, i + 1
}

// Letters that number points in other scripts, in their order. Greek counts with
// the letters that are digits, where the sixth is written with two.
var letterOrders = [...]string{
	"α β γ δ ε στ ζ η θ ι ια ιβ ιγ ιδ ιε ιστ ιζ ιη ιθ κ",
	"а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ",
}

// foreignLetter reads a letter of a list in Greek or Cyrillic and gives the Latin
// one of the same place, so that a point has one value in every language.
func foreignLetter(text string, at int) (letter string, end int) {
	r, size := phrase.Next(text, at)
	if r < 0x370 || r > 0x4FF || size == 0 {
		return "", 0
	}
	end = phrase.WordEnd(text, at)
	if end > at+8 {
		return "", 0
	}
	word := strings.Map(phrase.Fold, text[at:end])
	for _, order := range letterOrders {
		n := 0
		for l := range strings.FieldsSeq(order) {
			if l == word && n < 26 {
				return string(rune('a' + n)), end
			}
			n++
		}
	}
	return "", 0
}
