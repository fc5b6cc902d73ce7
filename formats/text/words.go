package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/language"
)

// sign is what the first words of a line say about it. Signs are evidence: no
// label needs one.
type sign uint32

const (
	saysCitation sign = 1 << iota
	saysRecital
	saysLead // "Whereas:"
	saysAuthor
	saysFormula
	saysTitle
	saysMotion
	saysInstruction
	saysGroup
	saysDone
	saysBinding
	saysPreambular
	saysOperative
	saysPart
	saysTitleDivision
	saysChapter
	saysSection
	saysSubsection
	saysArticle
	saysAnnex
	saysFirst // a designation without a number: "Sole Article"

	saysDivision = saysPart | saysTitleDivision | saysChapter | saysSection | saysSubsection | saysArticle | saysAnnex
)

// opening is a phrase that may open a line, and what it says.
type opening struct {
	runes []rune
	says  sign
}

// openings are the phrases of one language by their first letter, in lower case.
type openings struct {
	byFirst     map[rune][]opening
	numberFirst sign // divisions whose number stands before the word
}

type openingsKey struct{}

// openingsOf compiles what a language pack knows of the beginnings of lines.
func openingsOf(p *language.Pack) *openings {
	if p == nil {
		return &openings{}
	}
	return p.Derive(openingsKey{}, func(p *language.Pack) any {
		o := &openings{byFirst: map[rune][]opening{}}
		o.add(saysCitation, p.Parts.Citations...)
		o.add(saysRecital, p.Parts.Recitals...)
		o.add(saysLead, p.Parts.RecitalsLead...)
		o.add(saysAuthor, p.Parts.Authors...)
		o.add(saysFormula, p.Parts.Formulas...)
		o.add(saysTitle, p.Parts.Titles...)
		o.add(saysMotion, p.Parts.Motions...)
		o.add(saysMotion, p.Parts.JointMotions...)
		o.add(saysInstruction, p.Parts.Instructions...)
		o.add(saysGroup, p.Parts.Groups...)
		o.add(saysDone, p.Parts.DoneAt...)
		o.add(saysBinding, p.Parts.Binding...)
		o.add(saysPreambular, p.Parts.Preambular...)
		o.add(saysOperative, p.Parts.Operative...)
		for _, d := range []struct {
			says sign
			of   language.Division
		}{
			{saysPart, p.Divisions.Part}, {saysTitleDivision, p.Divisions.Title}, {saysChapter, p.Divisions.Chapter},
			{saysSection, p.Divisions.Section}, {saysSubsection, p.Divisions.Subsection},
			{saysArticle, p.Divisions.Article}, {saysAnnex, p.Divisions.Annex},
		} {
			o.add(d.says, d.of.Words...)
			o.add(d.says|saysFirst, d.of.First...)
			if d.of.NumberFirst {
				o.numberFirst |= d.says
			}
		}
		return o
	}).(*openings)
}

func (o *openings) add(says sign, phrases ...string) {
	for _, p := range phrases {
		runes := []rune(p)
		// Punctuation at the end varies: "The European Parliament," and "... -".
		for len(runes) > 0 && (unicode.IsSpace(runes[len(runes)-1]) || isOneOf(runes[len(runes)-1], ",;:.—–-")) {
			runes = runes[:len(runes)-1]
		}
		if len(runes) > 0 {
			first := foldRune(runes[0])
			o.byFirst[first] = append(o.byFirst[first], opening{runes, says})
		}
	}
}

func isOneOf(r rune, set string) bool {
	for _, s := range set {
		if r == s {
			return true
		}
	}
	return false
}

// foldRune is the lower case of a letter, with letters that are printed alike or
// coded twice made one.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	switch r = unicode.ToLower(r); r {
	case 'ş':
		return 'ș'
	case 'ţ':
		return 'ț'
	case 'ё':
		return 'е'
	}
	return r
}

// at is what the words of s from an offset on say, and where the longest phrase
// that says it ends.
func (o *openings) at(s string, from int) (says sign, end int) {
	first, _ := utf8.DecodeRuneInString(s[from:])
	end = from
	for _, p := range o.byFirst[foldRune(first)] {
		if to := p.match(s, from); to > 0 {
			says |= p.says
			end = max(end, to)
		}
	}
	return says, end
}

// match returns where the phrase ends in s when it stands at an offset, else 0.
// A space of the phrase is any white space, a line end included; "-" any hyphen;
// "'" any apostrophe; "*" the rest of a word; a capital is a capital.
func (p *opening) match(s string, at int) int {
	for k := 0; k < len(p.runes); k++ {
		want := p.runes[k]
		r, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case want == ' ':
			n := spacesAt(s[at:])
			if n == 0 {
				return 0
			}
			at += n
			continue
		case want == '*':
			for unicode.IsLetter(r) {
				at += size
				r, size = utf8.DecodeRuneInString(s[at:])
			}
			continue
		case size == 0:
			return 0
		case want == '-':
			if !isOneOf(r, "-‐‑") {
				return 0
			}
		case want == '\'':
			if !isOneOf(r, "'’ʼ") {
				return 0
			}
		case want == ',' && r == '，', want == ':' && r == '：':
		case r != want && (foldRune(r) != foldRune(want) || unicode.IsUpper(want) && !unicode.IsUpper(r)):
			return 0
		}
		at += size
	}
	// The phrase must not end within a word, but scripts without spaces have none.
	last := p.runes[len(p.runes)-1]
	if r, size := utf8.DecodeRuneInString(s[at:]); size > 0 && unicode.IsLetter(r) && unicode.IsLetter(last) && !unicode.Is(unicode.Han, last) {
		return 0
	}
	return at
}
