package text

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// Lengths, in letters, of a word that may name divisions.
const (
	shortestDesignation = 2
	longestDesignation  = 20
)

// leastDesignations is how many divisions a word must number to be learnt.
const leastDesignations = 3

// named is the lines that begin with one word and a number.
type named struct {
	lines  []int // of the text
	found  []designation
	first  bool  // the number stands before the word
	last   int32 // number of the last one, but for those put in later
	onward int   // how many carry on from the one before, or begin again at 1
	alone  bool  // the first is nothing but word and number
}

// learnDesignations finds what a text calls its divisions when its own word for
// articles is not known: a word with 1, 2, 3 after or before it at the beginnings
// of lines. Where the language is known the word may be damaged; then only lines
// count that have nothing else. The word with the most numbers names articles, the
// next one chapters, the third parts.
func learnDesignations(s string, lines []line, sc script, unknown bool) {
	words := map[string]*named{}
	for i := range lines {
		ln := &lines[i]
		if ln.division.kind == document.Article {
			return // the language is known after all
		}
		if ln.omit != "" || ln.division.kind != document.Invalid {
			continue
		}
		word, d, first := designationLike(s, ln, sc)
		if word == "" || !unknown && d.rest < ln.end {
			continue
		}
		key := foldWords(word)
		if first {
			key = " " + key
		}
		w := words[key]
		if w == nil {
			w = &named{first: first, alone: d.rest >= ln.end}
			words[key] = w
		}
		switch {
		case len(w.found) > 0 && d.value/10 == w.last:
			// "82" is 8² in a text that lost what is raised: it comes after 8
			// and is none of the numbers that are counted.
			w.onward++
			d.value = 0
		case len(w.found) > 0 && (d.value == w.last+1 || d.value == 1):
			w.onward++
			fallthrough
		default:
			w.last = d.value
		}
		w.lines = append(w.lines, i)
		w.found = append(w.found, d)
	}
	var learnt []*named
	for _, w := range words {
		if n := len(w.found); n >= leastDesignations && w.onward*5 >= (n-1)*4 {
			learnt = append(learnt, w)
		}
	}
	if len(learnt) == 0 {
		return
	}
	// Wider divisions may be few: one alone on its line that is the first.
	for _, w := range words {
		if n := len(w.found); n < leastDesignations && w.onward == n-1 && w.alone && !w.first && w.found[0].value == 1 {
			learnt = append(learnt, w)
		}
	}
	slices.SortFunc(learnt, func(a, b *named) int {
		return cmp.Or(cmp.Compare(len(b.found), len(a.found)), cmp.Compare(b.lines[0], a.lines[0]))
	})
	for i, kind := range []document.Kind{document.Article, document.Chapter, document.Part} {
		if i == len(learnt) {
			break
		}
		for j, at := range learnt[i].lines {
			d := learnt[i].found[j]
			d.kind = kind
			lines[at].division = d
		}
	}
}

// designationLike is the word of what may be a designation, or "": a word and a
// number at the beginning of a line, or a number and a word that are all of it.
func designationLike(s string, ln *line, sc script) (word string, d designation, first bool) {
	if ln.number.n > 0 {
		r := ln.number.readings[0]
		word = designationWord(s[ln.number.rest:ln.end])
		if r.series != decimals || r.style != bare && r.style != dot || ln.number.rest+len(word) != ln.end {
			return "", d, false
		}
		return word, designation{kind: document.Article, value: r.value, end: ln.end, rest: ln.end}, true
	}
	word = designationWord(s[ln.start:ln.end])
	if r, _ := utf8.DecodeRuneInString(word); word == "" || unicode.IsLower(r) {
		return "", d, false
	}
	d = designationAfter(s, ln, saysArticle, 0, ln.start+len(word), sc, &openings{})
	if d.kind == document.Invalid || d.value == 0 || d.end == ln.start+len(word) {
		return "", d, false
	}
	return word, d, false
}

// designationWord is the word at the beginning of s, or "" when it has not the length of
// one that names divisions.
func designationWord(s string) string {
	n, end := 0, len(s)
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			end = i
			break
		}
		if n++; n > longestDesignation {
			return ""
		}
	}
	if n < shortestDesignation {
		return ""
	}
	return s[:end]
}

// signDesignations reports whether the section signs of a text number its
// articles, and makes them do so: the laws of many states have either word or sign,
// some have sections in their articles. A text that quotes a law counts none from 1.
func signDesignations(s string, lines []line) bool {
	signs := false
	for i := range lines {
		ln := &lines[i]
		switch {
		case ln.omit != "":
		case ln.division.kind == document.Article && !ln.quoted:
			return false
		case !signs && ln.sectionSign():
			if signs = true; ln.number.readings[0].value != 1 {
				return false
			}
		}
	}
	for i := range lines {
		lines[i].signArticle(s)
	}
	return signs
}

// sectionSign reports whether a line begins with a number and a section sign.
func (ln *line) sectionSign() bool {
	return ln.omit == "" && ln.number.n > 0 && ln.number.readings[0].style == sectioned && ln.division.kind == document.Invalid
}

// signArticle makes a line with a section sign an article. A sign with which a
// sentence goes on, "§ 3 letter b", numbers nothing.
func (ln *line) signArticle(s string) {
	if !ln.sectionSign() {
		return
	}
	r := ln.number.readings[0]
	ln.division = designation{kind: document.Article, value: r.value, sub: r.sub, end: ln.number.end, rest: ln.number.rest}.plausible(s, ln)
	ln.number = numeral{}
}
