package mark

import (
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/language/phrase"
)

// finder is a language pack as tables.
type finder struct {
	tree       *tree
	orders     []order
	dayMarks   []string
	han        bool // Chinese numerals in dates
	of         []phrase.Phrase
	and        []phrase.Phrase
	to         []phrase.Phrase
	no         []phrase.Phrase
	makers     []phrase.Phrase
	pages      []phrase.Phrase
	first      [roleCount]bool // roles whose number stands before the word
	anyFirst   bool
	actFirst   bool
	ordinalDot bool
	numberMark string
	hasRules   bool // the language has a word of its own for articles of rules of procedure
}

type finderKey struct{}

func finderOf(p *language.Pack) *finder {
	return p.Derive(finderKey{}, func(p *language.Pack) any { return newFinder(p) }).(*finder)
}

func newFinder(p *language.Pack) *finder {
	f := &finder{tree: newTree(), dayMarks: p.Dates.DayMarks, han: p.Dates.HanNumerals}
	for i, forms := range p.Dates.Months {
		for _, form := range forms {
			f.tree.add(form, entry{what: aMonth, n: i + 1})
		}
	}
	for _, pattern := range p.Dates.Orders {
		f.orders = append(f.orders, newOrder(pattern))
	}
	for _, name := range p.Names {
		for _, form := range name.Full {
			f.tree.add(form, entry{what: aName, key: name.Key})
		}
		for _, form := range name.Bare {
			f.tree.add(form, entry{
				what: aBareName, key: name.Key, country: countries()[name.Key], notBefore: phrases(name.NotBefore),
			})
		}
	}
	f.addReferences(&p.References)
	return f
}

// scan is one reading of one text.
type scan struct {
	*finder
	text    string
	country string
	marks   []Mark
	fuel    int // what is left for the reference that is being read
	// resolution is where the last resolution of the United Nations, or the word
	// for one, ended; 0 before the first.
	resolution int
}

func (f *finder) find(text, country string) []Mark {
	s := scan{finder: f, text: text, country: country}
	for i := 0; i < len(text); {
		r, size := phrase.Next(text, i)
		var m Mark
		switch {
		case phrase.InWord(r):
			if _, ok := phrase.Digit(r); ok {
				m = s.atDigit(i)
			} else {
				m = s.atWord(i, r)
			}
		case r == '(':
			m = s.atBracket(i)
		}
		switch {
		case m.End > i:
			if m.Kind != document.InvalidInline {
				s.marks = append(s.marks, m)
			}
			i = m.End
		case phrase.Alone(r) || !phrase.InWord(r):
			i += size
		default:
			for i += size; i < len(text); i += size {
				if r, size = phrase.Next(text, i); !phrase.InWord(r) || phrase.Alone(r) {
					break
				}
			}
		}
	}
	return s.marks
}

// longer is the mark that reaches further; a on a tie.
func longer(a, b Mark) Mark {
	if b.End > a.End {
		return b
	}
	return a
}

func (s *scan) atDigit(i int) Mark {
	m := s.date(i)
	m = longer(m, numberAt(s.text, i))
	m = longer(m, s.resolutionAt(i))
	return longer(m, s.reference(i))
}

// atBracket looks for languages that write "(EU) 2016/679" before the name of the
// act and "(2)" before the word for a paragraph.
func (s *scan) atBracket(i int) Mark {
	if !s.anyFirst {
		return Mark{}
	}
	return s.reference(i)
}

func (s *scan) atWord(i int, r rune) Mark {
	var m Mark
	if 'A' <= r && r <= 'Z' || r == 'h' || r == 'w' || r == 'd' {
		m = identifierAt(s.text, i)
	}
	if s.han && r >= 0x3007 {
		m = longer(m, s.date(i))
		if s.markSize(i) > 0 {
			m = longer(m, s.reference(i))
		}
	}
	if s.anyFirst && (r == 'I' || r == 'V' || r == 'X') {
		m = longer(m, s.reference(i)) // "VIII. cím"
	}
	var seen uint8
	var buf [32]int32
	for _, id := range s.tree.at(s.text, i, buf[:0]) {
		e := &s.tree.values[id]
		switch e.what {
		case aName, aBareName:
			m = longer(m, s.name(i, id))
		case aMonth:
			if seen&1 == 0 {
				m = longer(m, s.date(i))
			}
			seen |= 1
		case anOJ:
			m = longer(m, s.journal(i, id))
		case aResolution:
			if end, ok := s.tree.phrases[id].Match(s.text, i); ok {
				s.resolution = end
			}
		case aPlace, anOrdinal, anAct, aTreaty, theRules:
			if seen&2 == 0 {
				m = longer(m, s.reference(i))
			}
			seen |= 2
		}
	}
	if m.Kind == document.Mention && m.Value == "" {
		// A name that is no mention keeps what is inside it from being one.
		m.Kind = document.InvalidInline
	}
	return m
}
