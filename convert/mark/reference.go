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
	f.numberMark = r.NumberMark
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
		if end, ok := phrases[k].Match(s.text, i); ok && end > best {
			best = end
		}
	}
	return best
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
