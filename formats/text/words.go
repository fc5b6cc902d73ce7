package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/language/phrase"
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
	saysRemark // "(Text with EEA relevance)"
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
	saysAmendment
	saysSite  // "From the library of free texts"
	saysState // a formula of the laws of states

	saysDivision = saysPart | saysTitleDivision | saysChapter | saysSection | saysSubsection | saysArticle | saysAnnex
)

// cites reports whether the words are those of a citation and of nothing that is
// considered.
func (says sign) cites() bool {
	return says&(saysCitation|saysRecital|saysPreambular) == saysCitation
}

// opening is a phrase that may open a line, and what it says.
type opening struct {
	phrase phrase.Phrase
	says   sign
}

// openings are the phrases of one language by their first letter, in lower case.
type openings struct {
	byFirst     map[rune][]opening
	numberFirst sign     // divisions whose number stands before the word
	ordinals    []string // words that number sections, in order
	numberMark  string   // may stand right before a number
	counts      map[string]int32
	marks       []string // may follow a number that is an ordinal
}

type openingsKey struct{}

// openingsOf compiles what a language pack knows of the beginnings of lines.
func openingsOf(p *language.Pack) *openings {
	if p == nil {
		return &openings{}
	}
	return p.Derive(openingsKey{}, func(p *language.Pack) any {
		o := &openings{byFirst: map[rune][]opening{}, numberMark: p.References.NumberMark}
		o.add(saysCitation, p.Parts.Citations...)
		o.add(saysRecital, p.Parts.Recitals...)
		o.add(saysLead, p.Parts.RecitalsLead...)
		o.add(saysAuthor, p.Parts.Authors...)
		o.add(saysFormula, p.Parts.Formulas...)
		o.add(saysFormula|saysState, p.Parts.Enacting...)
		o.add(saysTitle, p.Parts.Titles...)
		o.add(saysMotion, p.Parts.Motions...)
		o.add(saysMotion, p.Parts.JointMotions...)
		o.add(saysInstruction, p.Parts.Instructions...)
		o.add(saysGroup, p.Parts.Groups...)
		o.add(saysDone, p.Parts.DoneAt...)
		o.add(saysBinding, p.Parts.Binding...)
		o.add(saysBinding|saysState, p.Parts.Promulgation...)
		o.add(saysRemark, p.Parts.Remarks...)
		o.add(saysPreambular, p.Parts.Preambular...)
		o.add(saysOperative, p.Parts.Operative...)
		o.add(saysAmendment, p.Parts.Amendments...)
		o.add(saysSite, p.Parts.Site...)
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
		for _, w := range p.Divisions.Section.Ordinals {
			o.ordinals = append(o.ordinals, foldWords(w))
		}
		o.counts = map[string]int32{}
		for i, forms := range p.References.Ordinals {
			for _, w := range forms {
				o.counts[foldWords(w)] = int32(i) + 1
			}
		}
		o.marks = append(o.marks, p.Dates.DayMarks...)
		slices.SortStableFunc(o.marks, func(a, b string) int { return len(b) - len(a) })
		return o
	}).(*openings)
}

func (o *openings) add(says sign, phrases ...string) {
	for _, p := range phrases {
		// Punctuation at the end varies: "The European Parliament," and "... -".
		p = strings.TrimRight(p, " ,;:.—–-")
		if p == "" {
			continue
		}
		known := opening{phrase.New(p), says}
		first, _ := utf8.DecodeRuneInString(p)
		for _, r := range phrase.Letters(first) {
			o.byFirst[r] = append(o.byFirst[r], known)
		}
	}
}

// ordinal reads an ordinal number and returns its length: "1º", "1er", "primero".
func (o *openings) ordinal(s string) (value int32, n int) {
	if value, n = digitsAt(s); n > 0 {
		rest := s[n:]
		sign := strings.TrimPrefix(rest, ".")
		if r, size := utf8.DecodeRuneInString(sign); isOneOf(r, "º°ª") && ends(sign[size:]) {
			return value, len(s) - len(sign) + size
		}
		for _, mark := range o.marks {
			if strings.HasPrefix(rest, mark) && ends(rest[len(mark):]) {
				return value, n + len(mark)
			}
		}
		return 0, 0
	}
	word := strings.TrimRight(s[:wordAt(s)], ".:-–—")
	for _, mark := range o.marks {
		if roman, marked := strings.CutSuffix(word, mark); marked {
			if value = romanValue([]rune(roman)); value > 0 {
				return value, len(word) // "CHAPITRE Ier"
			}
		}
	}
	if value = o.counts[foldWords(word)]; value > 0 {
		return value, len(word)
	}
	return 0, 0
}

// ends reports whether nothing of a word is left in s.
func ends(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || unicode.IsSpace(r) || isOneOf(r, ".:-–—")
}

func isOneOf(r rune, set string) bool {
	for _, s := range set {
		if r == s {
			return true
		}
	}
	return false
}

// openingLength is how much of a line is looked at for words in mixed scripts.
const openingLength = 240

// mixed is what the words of s say when letters of another script that look the
// same are read as letters of the text's script, as the eye does.
func (o *openings) mixed(s string, from, to int, sc script) (says sign, end int) {
	head := s[from:min(to, from+openingLength)]
	folded := toScript(head, sc)
	if folded == head {
		return 0, from
	}
	says, n := o.at(folded, 0)
	return says, from + min(n, len(head))
}

// at is what the words of s from an offset on say, and where the longest phrase
// that says it ends.
func (o *openings) at(s string, from int) (says sign, end int) {
	return o.match(s, from, (*phrase.Phrase).Match)
}

// broken is what the words of s from an offset on say when their letters alone
// count, as where a program left spaces in words.
func (o *openings) broken(s string, from int) (says sign, end int) {
	return o.match(s, from, (*phrase.Phrase).MatchBroken)
}

func (o *openings) match(s string, from int, match func(*phrase.Phrase, string, int) (int, bool)) (says sign, end int) {
	first, _ := utf8.DecodeRuneInString(s[from:])
	end = from
	known := o.byFirst[phrase.Fold(first)]
	for i := range known {
		p := &known[i]
		if to, ok := match(&p.phrase, s, from); ok {
			says |= p.says
			end = max(end, to)
		}
	}
	return says, end
}

// remarkAt is where a remark of the Official Journal in brackets ends that
// begins at an offset of s, or 0.
func (o *openings) remarkAt(s string, from int) int {
	if from >= len(s) || s[from] != '(' {
		return 0
	}
	says, end := o.at(s, from+1)
	if says&saysRemark == 0 || end >= len(s) || s[end] != ')' {
		return 0
	}
	return end + 1
}
