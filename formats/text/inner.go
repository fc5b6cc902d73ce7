package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lines are looked into when the text has hardly any line ends, so that a line
// is a page or more, or when the line itself shows citations that run together.
const (
	dumpLine = 800 // characters of a line, on the average, in a text without line ends
	longLine = 250 // characters of a line that holds several clauses
)

// splitInside cuts very long lines where a clause may begin inside them: files
// where a whole act is one line. It only says where; whether a clause does begin
// there the search decides.
func splitInside(s string, lines []line, o *openings) []line {
	var out []line
	total, n := 0, 0
	for i := range lines {
		if lines[i].omit == "" {
			total += int(lines[i].runes)
			n++
		}
	}
	dump := total > n*dumpLine
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" || ln.row != 0 || ln.runes < longLine || !dump && dashOpener(s[ln.start:ln.end]) == "" {
			if out != nil {
				out = append(out, *ln)
			}
			continue
		}
		if out == nil {
			out = slices.Clone(lines[:i])
		}
		from := ln.start
		whole := *ln
		put := func(to int) {
			a, b := trim(s, from, to)
			if a >= b {
				return
			}
			part := whole
			part.start, part.end = a, b
			part.runes = int32(utf8.RuneCountInString(s[a:b]))
			part.form = formOf(s[a:b])
			if from > ln.start {
				part.inner, part.blanks, part.page = true, 0, false
				if isRule(s[a:b]) {
					part.omit = ruleLine
				}
			}
			out = append(out, part)
			from = to
		}
		for _, at := range inside(s[ln.start:ln.end], o) {
			put(ln.start + at)
		}
		put(ln.end)
	}
	if out == nil {
		return lines
	}
	return out
}

// inside lists the offsets in a long line where a clause may begin.
func inside(s string, o *openings) []int {
	dashed := dashOpener(s)
	var all []int
	done := false // the place and date have been seen
	last := rune(0)
	for i := 0; i < len(s); {
		// i is the start of a word.
		n := wordAt(s[i:])
		if i > 0 && (begins(s, i, n, last, o, &done) || dashed != "" && strings.HasPrefix(s[i:], dashed)) {
			all = append(all, i)
		}
		last, _ = utf8.DecodeLastRuneInString(s[i : i+n])
		i += n
		i += spacesAt(s[i:])
	}
	return all
}

// wordAt is the length of s up to the next white space.
func wordAt(s string) int {
	if n := strings.IndexFunc(s, unicode.IsSpace); n >= 0 {
		return n
	}
	return len(s)
}

// begins reports whether a clause may begin with the word of n bytes at i, after
// a word that ends with last.
func begins(s string, i, n int, last rune, o *openings, done *bool) bool {
	closed := isOneOf(last, ".;:)]”»\"")
	word := s[i : i+n]
	switch c := word[0]; {
	case c == '[' && *done && n <= 5 && word[n-1] == ']':
		return true
	case c == '(' || c == '[':
		// "(1) " and "[1] " after a sentence.
		return closed && isBracketedNumber(strings.NewReplacer("[", "(", "]", ")").Replace(word)) || closed && c == '(' && n <= 5 && word[n-1] == ')'
	case c == '-' || c == '_':
		return isRule(word)
	case c >= '0' && c <= '9':
		return closed && n <= 4 && word[n-1] == '.'
	}
	if isCapitals(word) && !isCapitals(previousWord(s[:i])) {
		// Words in capitals are the acting entity or a formula.
		rest := s[i+n:]
		next := rest[spacesAt(rest):]
		return isCapitals(next[:wordAt(next)])
	}
	says, _ := o.at(s, i)
	switch {
	case says&(saysAuthor|saysFormula|saysLead|saysTitle) != 0:
		return true
	case says&(saysBinding|saysDone) != 0:
		*done = *done || says&saysDone != 0
		return true
	case says&(saysCitation|saysRecital|saysPreambular) != 0:
		return closed || last == ','
	case says&saysDivision != 0:
		return closed
	}
	first, _ := utf8.DecodeRuneInString(word)
	if utf8.RuneCountInString(previousWord(s[:i])) <= 2 {
		return false // an initial
	}
	return *done && closed && unicode.IsUpper(first)
}

// isCapitals reports whether a word is in capital letters, two at least.
func isCapitals(word string) bool {
	word = strings.TrimRight(word, ",:;.")
	return utf8.RuneCountInString(word) >= 2 && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

func previousWord(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	return s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
}

// dashOpener is the dash and the two words after it that come up again and again
// in a long line: that of citations that run together.
func dashOpener(s string) string {
	count := map[string]int{}
	for i := 0; ; {
		n := strings.Index(s[i:], " - ")
		if n < 0 {
			break
		}
		i += n + 1
		first := 2 + wordAt(s[i+2:])
		if i+first+1 >= len(s) {
			break
		}
		opener := s[i : i+first+1+wordAt(s[i+first+1:])]
		if count[opener]++; count[opener] >= 2 {
			return opener
		}
	}
	return ""
}
