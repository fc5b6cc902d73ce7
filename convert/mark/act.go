package mark

import (
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/language/phrase"
)

// act is a kind of act of the European Union that has a number.
type act struct {
	role string // what marks call it
	eli  string // its type in a European Legislation Identifier
}

func (f *finder) addActs(a *language.Acts) {
	for _, w := range []struct {
		act
		words []string
	}{
		{act{"regulation", "reg"}, a.Regulation},
		{act{"implementing regulation", "reg_impl"}, a.ImplementingRegulation},
		{act{"delegated regulation", "reg_del"}, a.DelegatedRegulation},
		{act{"directive", "dir"}, a.Directive},
		{act{"implementing directive", "dir_impl"}, a.ImplementingDirective},
		{act{"delegated directive", "dir_del"}, a.DelegatedDirective},
		{act{"decision", "dec"}, a.Decision},
		{act{"implementing decision", "dec_impl"}, a.ImplementingDecision},
		{act{"delegated decision", "dec_del"}, a.DelegatedDecision},
		{act{"framework decision", "dec_framw"}, a.FrameworkDecision},
		{act{"recommendation", "reco"}, a.Recommendation},
	} {
		for _, word := range w.words {
			f.tree.add(word, entry{what: anAct, act: w.act})
		}
	}
	for _, word := range a.TFEU {
		f.tree.add(word, entry{what: aTreaty, key: "TFEU"})
	}
	for _, word := range a.TEU {
		f.tree.add(word, entry{what: aTreaty, key: "TEU"})
	}
	for _, word := range a.Charter {
		f.tree.add(word, entry{what: aTreaty, key: "Charter"})
	}
	for _, word := range a.OwnRules {
		f.tree.add(word, entry{what: theRules})
	}
}

// whole is a text that places are in.
type whole struct {
	kind wholeKind
	name string // how values name it: "of regulation (EU) 2016/679", "TFEU"
	iri  string // without the last part: "http://data.europa.eu/eli/reg/2016/679"
	role string
}

type wholeKind uint8

const (
	thisText wholeKind = iota // none is named
	anEUAct
	aTreatyOfEU
	rulesOfProcedure
)

// rulesIRI stands for the Rules of Procedure of the European Parliament, which
// change too often for an IRI of their own.
const rulesIRI = "/akn/ontology/reference/eu/eu.ep.rules.of.procedure"

// target is the IRI of the place that steps lead to. European Legislation
// Identifiers go down to articles; portions of an Akoma Ntoso reference further
// (Naming Convention 4.6).
func (w whole) target(steps []step) string {
	switch w.kind {
	case rulesOfProcedure:
		if steps[0].role != rule {
			return ""
		}
		var b strings.Builder
		b.WriteString(rulesIRI + "/~rule_" + steps[0].num)
		for _, st := range steps[1:] {
			short := roleNames[st.role]
			switch st.role {
			case paragraph:
				short = "para"
			case subparagraph:
				short = "subpara"
			}
			b.WriteString("__" + short + "_" + st.num)
		}
		return b.String()
	case anEUAct, aTreatyOfEU:
		if steps[0].role == article && w.iri != "" {
			return w.iri + "/art_" + steps[0].num + "/oj"
		}
	}
	return ""
}

// container reads what the places that end at i are in.
func (s *scan) container(i int) (whole, int, bool) {
	at := s.dot(i)
	if r, size := phrase.Next(s.text, at); r == ',' {
		at += size
	}
	sp := phrase.Spaces(s.text, at)
	if sp == at && sp == i {
		return whole{}, 0, false
	}
	if w, end, ok := s.wholeAt(sp); ok {
		return w, end, true
	}
	if of := s.skip(s.of, sp); of > sp {
		return s.wholeAt(phrase.Spaces(s.text, of))
	}
	return whole{}, 0, false
}

// wholeAt is the text that is named at i.
func (s *scan) wholeAt(i int) (w whole, end int, ok bool) {
	var buf [32]int32
	for _, id := range s.tree.at(s.text, i, buf[:0]) {
		e := &s.tree.values[id]
		if e.what != aTreaty && e.what != theRules {
			continue
		}
		to, matched := s.tree.phrases[id].Match(s.text, i)
		if !matched || to <= end {
			continue
		}
		end, ok = to, true
		if e.what == theRules {
			w = whole{kind: rulesOfProcedure}
			continue
		}
		end = s.abbreviated(end, e.key)
		w = whole{kind: aTreatyOfEU, name: e.key, role: "treaty", iri: "http://data.europa.eu/eli/treaty/" + treaties[e.key]}
	}
	if acts, to := s.acts(i); len(acts) == 1 && to > end {
		return acts[0].whole, to, true
	}
	return w, end, ok
}

// abbreviated is where the abbreviation in brackets behind the name of a treaty
// ends: both name the one treaty.
func (s *scan) abbreviated(at int, key string) int {
	sp := phrase.Spaces(s.text, at)
	if c, _ := phrase.Next(s.text, sp); c != '(' {
		return at
	}
	var buf [32]int32
	for _, id := range s.tree.at(s.text, sp+1, buf[:0]) {
		e := &s.tree.values[id]
		if e.what != aTreaty || e.key != key {
			continue
		}
		to, ok := s.tree.phrases[id].Match(s.text, sp+1)
		if c, size := phrase.Next(s.text, to); ok && c == ')' {
			return to + size
		}
	}
	return at
}

// treaties are the names of the consolidated versions of 2016 in identifiers.
var treaties = map[string]string{"TFEU": "tfeu_2016", "TEU": "teu_2016", "Charter": "char_2016"}

// actAt is the mark of the act, treaty or rules named at i and, in languages
// that name it first, of the places in it.
func (s *scan) actAt(i int) Mark {
	w, end, ok := s.wholeAt(i)
	if ok && s.actFirst {
		at := phrase.Spaces(s.text, end)
		c, _ := phrase.Next(s.text, at)
		if places, to := s.chain(at); (at > end || phrase.Alone(c)) && len(places) > 0 && places[0].steps[0].role <= article {
			return s.build(i, to, places, w)
		}
	}
	acts, to := s.acts(i)
	switch {
	case len(acts) > 1:
		m := Mark{Start: i, End: to, Kind: document.References}
		for k := range acts {
			m.Children = append(m.Children, acts[k].mark(acts[k].start, acts[k].end))
		}
		return m
	case ok && w.kind != rulesOfProcedure:
		return (&named{whole: w}).mark(i, end)
	}
	return Mark{}
}

// named is an act that the text names.
type named struct {
	whole
	start, end int // of its number
}

func (n *named) mark(start, end int) Mark {
	m := Mark{Start: start, End: end, Kind: document.Reference, Role: n.role, Value: strings.TrimPrefix(n.name, "of ")}
	if n.iri != "" {
		m.Target = n.iri + "/oj"
	}
	return m
}

// acts are the acts named at i: "Regulation (EU) 2016/679", "Directives
// 89/662/EEC and 90/425/EEC", "2012/29/EU irányelv".
func (s *scan) acts(i int) (all []named, end int) {
	var buf [32]int32
	for _, id := range s.tree.at(s.text, i, buf[:0]) {
		e := &s.tree.values[id]
		if e.what != anAct {
			continue
		}
		to, ok := s.tree.phrases[id].Match(s.text, i)
		if !ok {
			continue
		}
		at := phrase.Spaces(s.text, to)
		if m := s.skip(s.makers, at); m > at {
			at = phrase.Spaces(s.text, m)
		}
		if at == to {
			continue
		}
		if found, to := s.actNumbers(e.act, at); to > end {
			all, end = found, to
		}
	}
	if len(all) == 0 && s.first[article] {
		return s.actNumberFirst(i)
	}
	return all, end
}

// actNumbers reads the number of an act, or the numbers of several.
func (s *scan) actNumbers(a act, at int) (all []named, end int) {
	for len(all) < 20 {
		n, to := s.actNumber(a, at)
		if s.fuel--; to == 0 || s.fuel < 0 {
			break
		}
		all, end = append(all, n), to
		next, _, ok := s.joint(to)
		if !ok {
			break
		}
		at = next
	}
	return all, end
}

// actNumberFirst reads acts whose name stands behind their number.
func (s *scan) actNumberFirst(i int) (all []named, end int) {
	if i >= len(s.text) {
		return nil, 0
	}
	if c := s.text[i]; c != '(' && (c < '0' || c > '9') {
		return nil, 0
	}
	left := s.fuel
	s.fuel = min(left, 12) // this is tried at every number
	found, to := s.actNumbers(act{}, i)
	s.fuel = left
	if len(found) == 0 {
		return nil, 0
	}
	at := phrase.Spaces(s.text, to)
	if m := s.skip(s.makers, at); m > at {
		at = phrase.Spaces(s.text, m)
	}
	var buf [32]int32
	for _, id := range s.tree.at(s.text, at, buf[:0]) {
		e := &s.tree.values[id]
		if e.what != anAct {
			continue
		}
		if to, ok := s.tree.phrases[id].Match(s.text, at); ok && to > end {
			// Read again, now that it is known what the numbers are of.
			all, _ = s.actNumbers(e.act, i)
			end = to
		}
	}
	return all, end
}

// actNumber reads "(EU) 2016/679", "(EC) No 1049/2001", "95/46/EC". Acts had
// their year behind the number until 2014 when they were regulations, and before
// it otherwise.
func (s *scan) actNumber(a act, i int) (named, int) {
	at := i
	union := false
	if r, _ := phrase.Next(s.text, at); r == '(' {
		end := at + 1
		for end < len(s.text) && end < at+40 && s.text[end] != ')' && s.text[end] != '(' {
			end++
		}
		if end >= len(s.text) || s.text[end] != ')' || !upper(s.text, at+1) || strings.ContainsAny(s.text[at:end], "0123456789/") {
			return named{}, 0
		}
		at = phrase.Spaces(s.text, end+1)
		union = true
	}
	no := false
	if to := s.skip(s.no, at); to > at {
		at, no = phrase.Spaces(s.text, to), true
	}
	first, to, count := number(s.text, at, 4)
	if count == 0 || to >= len(s.text) || s.text[to] != '/' {
		return named{}, 0
	}
	second, end, count2 := number(s.text, to+1, 4)
	if count2 == 0 {
		return named{}, 0
	}
	printed := s.text[at:end]
	suffix := false
	if end < len(s.text) && s.text[end] == '/' {
		w := phrase.WordEnd(s.text, end+1)
		if w > end+1 && upper(s.text, end+1) && w < end+20 {
			end, suffix = w, true
		}
	}
	if r, size := phrase.Next(s.text, end); size > 0 && phrase.InWord(r) && !phrase.Alone(r) {
		return named{}, 0
	}
	if !union && !suffix && !no && count != 4 && count2 != 4 {
		return named{}, 0
	}
	year, num := first, second
	if behind := isYear(second, count2) && (no || !isYear(first, count) || strings.HasSuffix(a.role, "regulation") && first < 2015); behind {
		year, num = second, first
	} else if !isYear(first, count) {
		if !isYear(second, count2) && count2 != 2 {
			return named{}, 0
		}
		year, num = second, first
	}
	if year < 100 {
		year += 1900
	}
	n := named{start: i, end: end}
	n.kind = anEUAct
	n.role = strings.ReplaceAll(a.role, " ", "-")
	n.name = "of " + a.role + " " + printed
	if a.eli != "" {
		n.iri = "http://data.europa.eu/eli/" + a.eli + "/" + itoa(year) + "/" + itoa(num)
	}
	return n, end
}

// isYear reports whether the number can be the year of an act.
func isYear(n, digits int) bool {
	return digits == 4 && 1950 <= n && n < 2100 || digits == 2 && n >= 50
}

func itoa(n int) string { return strconv.Itoa(n) }
