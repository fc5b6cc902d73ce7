package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
)

// A division begins with its designation: the word for it and a number, in the order
// that the language has them. Which words those are is in the language packs; those
// that no pack has are learnt from the text (learnt.go).

// designation is what a heading calls a division: "Article 3", "CHAPTER I".
type designation struct {
	kind  document.Kind // Invalid when the line has none
	value int32         // 0 when it has no number
	sub   bool          // it was put in later, after the one with its value
	end   int           // offset after it
	rest  int           // offset of the words after it; the end of the line when there are none
}

var divisionKinds = []struct {
	says sign
	kind document.Kind
}{

	{saysArticle, document.Article}, {saysAnnex, document.Annex}, {saysChapter, document.Chapter}, {saysSubsection, document.Subsection},
	{saysSection, document.Section}, {saysPart, document.Part}, {saysTitleDivision, document.TitleDivision},
}

func divisionKind(says sign) document.Kind {
	for _, d := range divisionKinds {
		if says&d.says != 0 {
			return d.kind
		}
	}
	return document.Invalid
}

// longestOrdinal is how many characters a line with the number of a section has
// at most.
const longestOrdinal = 16

// sectionNumber is the number of a section when it is all that a line has: a
// Roman or Chinese numeral, or an ordinal of the language.
func sectionNumber(s string, ln *line, o *openings) int32 {
	if ln.runes > longestOrdinal {
		return 0
	}
	for _, r := range ln.number.all() {
		if (r.series == bigRomans || r.series == han) && (r.style == bare || r.style == dot) && ln.number.rest == ln.end {
			return r.value
		}
	}
	if ln.number.n == 0 && len(o.ordinals) > 0 {
		return int32(slices.Index(o.ordinals, foldWords(s[ln.start:ln.end])) + 1)
	}
	return 0
}

// partLetter is the place of the capital letter that is all of a line, as above
// the parts of a resolution that has several; else 0.
func (ln *line) partLetter() int32 {
	if ln.runes > 2 || ln.number.n == 0 || ln.number.rest < ln.end {
		return 0
	}
	if r := ln.number.readings[0]; r.series == capitals && (r.style == bare || r.style == dot) {
		return r.value
	}
	return 0
}

// designated is the designation that begins a line which is a division: a number
// alone is that of a section.
func (ln *line) designated() designation {
	if ln.division.kind == document.Invalid && ln.section > 0 {
		return designation{kind: document.Section, value: ln.section, end: ln.end, rest: ln.end}
	}
	return ln.division
}

// designationAfter reads the number after the word of a designation.
func designationAfter(s string, ln *line, says, all sign, end int, sc script, o *openings) designation {
	d := designation{kind: divisionKind(says), end: end}
	word := end
	if word < ln.end && s[word] == '.' {
		word++ // "Art. 1"
	}
	at := word + spacesAt(s[word:ln.end])
	if m, ok := readInserted(s, at, ln.end); ok {
		in := designation{kind: d.kind, value: m.readings[0].value, sub: true, end: m.end, rest: m.rest}
		if in = in.plausible(s, ln); in.kind != document.Invalid {
			return in
		}
	}
	if m, ok := designationNumeral(s, at, ln.end, sc); ok && m.readings[0].series != dashes && (m.readings[0].style != parens || at > end && m.rest == ln.end) {
		d.value = m.readings[0].value
		for _, r := range m.all() {
			if r.series == bigRomans {
				d.value = r.value
			}
		}
		d.sub = m.readings[0].sub
		d.end, d.rest = m.end, m.rest
	} else if value, n := o.ordinal(s[at:ln.end]); n > 0 && at > end {
		d.value, d.end = value, at+n
		d = d.past(s, ln)
	} else if value, n := calledNumber(s[at:ln.end]); n > 0 {
		d.value, d.sub, d.end, d.rest = value, true, at+n, at+n
	} else if all&saysFirst != 0 {
		d.value = 1
		d = d.past(s, ln)
	} else if d.kind == document.Annex || at == ln.end && ln.form&allCaps != 0 {
		if _, numbered := readNumeral(s, at, at+wordAt(s[at:ln.end]), sc); numbered && ln.form&allCaps == 0 {
			return designation{} // "Annex I is amended": the number of a sentence
		}
		d.end, d.rest = word, at
	} else {
		return designation{}
	}
	return d.plausible(s, ln)
}

// numberEnds may stand right after the number of a designation: a colon, or the mark
// of a Greek numeral.
const numberEnds = ":：΄'ʹ´’"

// designationNumeral reads the number of a designation and the sign after it:
// "Article 1: Harbours", "Article I : Harbours", "ΚΕΦΑΛΑΙΟ Α΄", "Chapter I - Harbours".
func designationNumeral(s string, from, to int, sc script) (numeral, bool) {
	m, ok := readNumeral(s, from, to, sc)
	if !ok {
		word := s[from : from+wordAt(s[from:to])]
		number := strings.TrimRight(word, numberEnds)
		if m, ok = readNumeral(s, from, from+len(number), sc); !ok || m.end < from+len(number) {
			return m, false
		}
		m.end = from + len(word)
		m.rest = m.end + spacesAt(s[m.end:to])
		if r, _ := utf8.DecodeRuneInString(s[m.rest:to]); number == word && !isDash(r) && !isOneOf(r, ":：") {
			return m, false
		}
	}
	if r, size := utf8.DecodeRuneInString(s[m.rest:to]); isOneOf(r, ":：") {
		m.end = m.rest + size
		m.rest = m.end + spacesAt(s[m.end:to])
	}
	return m, ok
}

// calledNumber reads a number put in later, with the mark of a footnote right
// after it, that is all of s: "5a2".
func calledNumber(s string) (value int32, n int) {
	value, n = digitsAt(s)
	letter, size := utf8.DecodeRuneInString(s[n:])
	_, mark := digitsAt(s[n+size:])
	if n == 0 || !unicode.IsLower(letter) || mark == 0 || n+size+mark != len(s) {
		return 0, 0
	}
	return value, len(s)
}

// designationBefore reads a designation whose number stands first.
func designationBefore(s string, ln *line, r reading, says sign, end int) designation {
	if r.series == dashes || r.style == parens || r.style == brackets {
		return designation{}
	}
	d := designation{kind: divisionKind(says), value: r.value, sub: r.sub, end: end, rest: end + spacesAt(s[end:ln.end])}
	if end < ln.end && (s[end] == ':' || s[end] == '.') {
		if d = d.past(s, ln); d.rest > d.end || d.rest == ln.end {
			return d // whatever comes next, the designation is whole: "1 straipsnis. 6 straipsnio pakeitimas"
		}
	}
	return d.plausible(s, ln)
}

// small reads a division's word that is the rest of a line and has no capital
// since its number stands before it: "3. article.".
func (o *openings) small(s string, from, to int) (says sign, end int) {
	first, size := utf8.DecodeRuneInString(s[from:to])
	if !unicode.IsLower(first) || to-from > longestDesignation*utf8.UTFMax || strings.IndexByte(s[from:to], ' ') >= 0 {
		return 0, from
	}
	capital := string(unicode.ToUpper(first))
	says, end = o.at(capital+s[from+size:to], 0)
	if says&saysDivision == 0 {
		return 0, from
	}
	return says & saysDivision, from + end - len(capital) + size
}

// titled reports whether the words of a designation whose number stands first
// end there, or at a colon: "1. Titel: Grundlagen". Elsewhere a clause may begin
// so.
func titled(s string, ln *line, end int) bool {
	r := ln.number.readings[0]
	return (r.style == dot || r.series == bigRomans) && (end == ln.end || s[end] == ':' || s[end] == '.' && end+1 == ln.end)
}

// designationInWords reads a designation whose number is a word before it:
// "First Part", "ERSTER TEIL".
func designationInWords(s string, ln *line, o *openings) designation {
	n := wordAt(s[ln.start:ln.end])
	at := ln.start + n
	at += spacesAt(s[at:ln.end])
	value := o.counts[foldWords(s[ln.start:ln.start+n])]
	if value == 0 || at >= ln.end || ln.form&startsUpper == 0 {
		return designation{}
	}
	says, end := o.at(s, at)
	if says&saysDivision == 0 || says&saysAnnex != 0 || end < ln.end && s[end] != ':' {
		return designation{}
	}
	return designation{kind: divisionKind(says & saysDivision), value: value, end: end, rest: ln.end}.past(s, ln)
}

// designationMarked reads a designation whose number has a sign before it and the
// word behind it, all in one: "Article 3" in Chinese. Within a sentence it goes on
// without a space.
func designationMarked(s string, from, to int, o *openings) designation {
	if o.numberMark == "" || !strings.HasPrefix(s[from:to], o.numberMark) {
		return designation{}
	}
	at := from + len(o.numberMark)
	at += spacesAt(s[at:to])
	value, n := digitsAt(s[at:to])
	if n == 0 {
		n = hanDigits(s[at:to])
		han, ok := naming.HanNumber(s[at : at+n])
		if !ok {
			return designation{}
		}
		value = int32(han)
	}
	at += n
	at += spacesAt(s[at:to])
	says, end := o.at(s, at)
	if says &= saysDivision & o.numberFirst; says == 0 || value < 1 || value > maxNumber {
		return designation{}
	}
	rest := end + spacesAt(s[end:to])
	if rest < to && rest == end {
		return designation{}
	}
	return designation{kind: divisionKind(says), value: value, end: end, rest: rest}
}

// past makes a designation end after the punctuation that follows it.
func (d designation) past(s string, ln *line) designation {
	for d.end < ln.end {
		space := spacesAt(s[d.end:ln.end]) // French sets one before a colon
		r, size := utf8.DecodeRuneInString(s[d.end+space : ln.end])
		if !isOneOf(r, ".:-–—") || space > 0 && r != ':' {
			break
		}
		d.end += space + size
	}
	d.rest = d.end + spacesAt(s[d.end:ln.end])
	return d
}

// plausible drops a designation that goes on as a sentence does: "Article 3 of
// that Regulation", "Article 3(1)".
func (d designation) plausible(s string, ln *line) designation {
	if d.rest >= ln.end {
		return d
	}
	r, _ := utf8.DecodeRuneInString(s[d.rest:])
	switch {
	case unicode.IsUpper(r) || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Arabic, r):
		if d.rest == d.end && !unicode.Is(unicode.Han, r) {
			return designation{}
		}
		return d
	case isDash(r), r == '"', r == '«', r == '“', r == '„':
		return d
	case secondNumber(s, d.rest, ln.end) > 0:
		return d // "Art. 5. 1. The harbour master ..."
	}
	return designation{}
}
