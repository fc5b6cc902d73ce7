package mark

import (
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/language/phrase"
)

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
			if s.first[first.steps[0].role] && first.start == i {
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

// next reads an item of a list that does not repeat its word: the "123(4)" of
// "Rules 135(5) and 123(4)", the "4" of "Absätze 2 und 4".
func (s *scan) next(at int, first, last *place) ([]place, int) {
	top := first.steps[0].role
	p := place{start: at}
	n, ok := s.num(top, at)
	if !ok {
		n, ok = s.num(last.last(), at)
	}
	if !ok || n.loose && (last.last() < point || s.isWord(at)) {
		return nil, 0
	}
	if len(last.steps) > 1 && (n.bracket || isLetter(n.text)) {
		p.steps = append(p.steps, last.steps[:len(last.steps)-1]...)
		p.add(last.last(), n.text)
	} else if isDecimal(n.text) != isDecimal(first.steps[0].num) {
		return nil, 0 // "11 artikli lõikes 8 ja VI peatükis"
	} else {
		p.add(top, n.text)
	}
	p.end = n.end
	return s.inside(p, n.end)
}

// isWord reports whether what stands at i is a word of the grammar, such as the
// Danish "i", and no letter of a point.
func (s *scan) isWord(i int) bool { return s.skip(s.of, i) > i || s.skip(s.and, i) > i }

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
			if to, ok := s.tree.phrases[id].Match(s.text, i); ok && to > end {
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
	if s.first[r] {
		return nil, 0 // the number is of something else: "šio straipsnio 1 dalis"
	}
	n, ok := s.numOrOrdinal(r, at)
	if !ok {
		return nil, 0
	}
	p := place{start: at, end: n.end, loose: n.loose || r == point && s.skip(s.no, i) == end}
	p.add(r, n.text)
	places, to := s.inside(p, n.end)
	return s.outside(places, to)
}

// numberFirst reads numbers and the word behind them. When outer is not nil the
// word must be of a place that can stand in it.
func (s *scan) numberFirst(i int, outer *place) ([]place, int) {
	var places []place
	at, upTo := i, false
	for len(places) < 10 {
		from := at
		at += s.markSize(at)
		n, ok := s.num(noRole, at)
		if !ok {
			return nil, 0
		}
		p := place{start: from, end: n.end, upTo: upTo}
		p.add(noRole, n.text)
		places = append(places, p)
		end := n.end
		if r, size := phrase.Next(s.text, end); r == '.' {
			end += size
		}
		sp := phrase.Spaces(s.text, end)
		if c, _ := phrase.Next(s.text, end); sp > end || phrase.Alone(c) {
			if r, to := s.placeWord(sp); r != noRole && s.first[r] {
				if outer != nil && !outer.holds(r) {
					return nil, 0
				}
				for k := range places {
					places[k].steps[0].role = r
				}
				places[len(places)-1].end = to
				if len(places) == 1 {
					return s.inside(places[0], to)
				}
				return places, to
			}
		}
		if at, upTo, ok = s.joint(end); !ok {
			return nil, 0
		}
	}
	return nil, 0
}

// markSize is how many bytes the mark of a number at i has.
func (s *scan) markSize(i int) int {
	if s.numberMark != "" && strings.HasPrefix(s.text[i:], s.numberMark) {
		return len(s.numberMark)
	}
	return 0
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
			if to, ok := s.tree.phrases[id].Match(s.text, i); ok && to > end {
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
		if r == '(' && p.last() >= section {
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
	if sp == i && s.markSize(sp) == 0 {
		return nil, 0
	}
	var inner []place
	to := 0
	if r, end := s.placeWord(sp); p.holds(r) && !s.first[r] {
		at := phrase.Spaces(s.text, end)
		if t := s.skip(s.no, at); t > at {
			at = phrase.Spaces(s.text, t)
		}
		if n, ok := s.numOrOrdinal(r, at); ok && !(r == point && p.last() == point && isDecimal(n.text)) {
			q := place{start: p.start, end: n.end, steps: p.steps}
			q.add(r, n.text)
			inner, to = s.inside(q, n.end)
			if len(inner) == 1 {
				return s.list(inner, to, p, r, n.bracket)
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

// narrows reports whether what follows at could be a step further in p.
func (s *scan) narrows(p *place, at int) bool {
	i := s.dot(at)
	if r, size := phrase.Next(s.text, i); r == ',' {
		i += size
	}
	sp := phrase.Spaces(s.text, i)
	if sp == i {
		return false
	}
	if r, _ := s.placeWord(sp); r != noRole && !s.first[r] {
		return p.holds(r)
	}
	if !s.anyFirst {
		return false
	}
	n, ok := s.num(noRole, sp)
	if !ok {
		return false
	}
	if c, size := phrase.Next(s.text, n.end); c == '.' {
		n.end += size
	}
	r, _ := s.placeWord(phrase.Spaces(s.text, n.end))
	return r != noRole && s.first[r] && p.holds(r)
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
		n, ok := s.num(r, end)
		first := places[0].steps[len(outer.steps)].num
		if !ok || n.bracket != bracket || isDecimal(n.text) != isDecimal(first) || n.loose && (r != point || s.isWord(end)) {
			break
		}
		p := place{start: end, end: n.end, steps: outer.steps, upTo: upTo}
		p.add(r, n.text)
		if s.narrows(&outer, n.end) {
			break
		}
		if c, _ := phrase.Next(s.text, n.end); c == '(' && !n.bracket {
			break
		}
		places, at = append(places, p), n.end
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
