package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a line of the source that is not blank, or a part of a very long one
// that may begin a clause.
type line struct {
	start, end int     // offsets in the text, white space at both ends left aside
	runes      int32   // length
	blanks     int16   // blank lines before it
	indent     int16   // spaces before it
	page       bool    // a page ends before it
	rule       bool    // a line drawn above footnotes stands before it, or nothing but footnotes follow
	cites      bool    // it has a number in brackets and may be a note that cites a journal or a document
	drawn      bool    // a drawn line stands before it
	tagged     bool    // a template tag stands before it
	offered    bool    // the site offers files of a text right below it
	tail       bool    // a page ends soon after it
	dots       bool    // it is dots that stand for what was left out
	elided     bool    // such dots stand between it and the line with a number before it
	closes     bool    // the text, or that before its notes or an annex, ends soon after it
	owner      int32   // block that the line belongs to
	inner      bool    // it begins inside a line of the source
	second     bool    // it does with a number that follows another, or words
	row        int32   // one more than its index among the rows of tables; 0 when it is none
	grid       bool    // it is a row of a table of the markup
	quote      int32   // one more than the index of the quotation that it is in; 0 when it is in none
	told       *told   // what the markup says that it is; nil when it says nothing
	number     numeral // what it begins with; none when number.n is 0
	taken      bool    // it is the number of another line, and of the node that begins there
	label      int32   // one more than the index of the line that its number stands on, when that is another
	counted    bool    // its number is bare and one of many that count; see countBare
	says       sign    // what its words say, those after its number when it has one
	saysEnd    int     // where the words that say so end
	division   designation
	quoted     bool  // its designation stands after an opening quotation mark
	section    int32 // the number that is all of it and may be that of a section; else 0
	hashes     int8  // depth of the heading that number signs make it; 0 when they make it none
	heads      bool  // it may be a heading with a number; see mayHeadClauses
	form       form
	omit       string // why it is left out; "" when it is not

	// What the layout says, as costs: of going on with the line before, and of
	// starting something new.
	join, split float32
}

// settled reports whether it is known what the line is, whatever it looks like.
func (ln *line) settled() bool { return ln.row != 0 || ln.told != nil }

// form is what a line looks like.
type form uint32

const (
	startsLower form = 1 << iota
	startsUpper
	startsOther // a letter of a script without capitals
	endsFull    // . ; : ! ? or a closing form of them
	endsColon   // :
	endsComma   // ,
	endsListed  // ; with or without a small word after it: what others like it follow
	endsHyphen  // a hyphen or soft hyphen after a letter
	allCaps     // no small letter, and letters enough to tell
	short       // could be a heading
	alone       // nothing but numbers of documents or a date
	sideNote    // it ends with a full stop and names the numbered clause below, as others do
	heads       // the next line begins a division or, with a digit, a clause
	acts        // the acting entity is named a few lines further on
	echoes      // it opens with the same word as the clauses beside it
	leads       // it leads to clauses that open with the same word
	titles      // it opens with the number of a resolution, whose title comes next
	enacts      // it stands between the last clause of a preamble and the first division
	ordains     // it opens the sentence with a colon that the first division follows
	tops        // it is short and ends no sentence, and a full line that opens one follows
	enumerates  // it opens a preamble, ends with a colon, and the first of a list follows
	names       // a short line that such words of few, or the lead of numbered clauses of a preamble, follow
)

// splitLines finds the lines of s that are not blank.
func splitLines(s string) []line {
	lines := make([]line, 0, countLines(s))
	blanks, page := 0, false
	for i := 0; i <= len(s); {
		end := lineEnd(s, i)
		from, to := trim(s, i, end)
		if from < to {
			lines = append(lines, line{
				start: from, end: to, blanks: int16(min(blanks, 1000)), indent: indentOf(s[i:from]), page: page,
			})
			lines[len(lines)-1].measure(s)
			blanks, page = 0, false
		} else {
			blanks++
		}
		if end == len(s) {
			break
		}
		_, size := utf8.DecodeRuneInString(s[end:])
		if s[end] == '\f' {
			page = true
		}
		if s[end] == '\r' && end+1 < len(s) && s[end+1] == '\n' {
			size++
		}
		i = end + size
	}
	return lines
}

// measure sets the length and the form of a line by its range.
func (ln *line) measure(s string) {
	text := s[ln.start:ln.end]
	ln.runes, ln.form = int32(utf8.RuneCountInString(text)), formOf(text)
}

// How the head of the first page is printed.
const (
	mastLines = 12                // that it has at most
	mastGap   = wideGap + wideGap // between what stands at two edges of it
)

// splitMast cuts the first lines where what stands at the edges of the page was
// put on one line: the name of a journal and the code of the language.
func splitMast(s string, lines []line) []line {
	head := min(len(lines), mastLines)
	if !slices.ContainsFunc(lines[:head], func(ln line) bool { return strings.Contains(s[ln.start:ln.end], mastGap) }) {
		return lines
	}
	var out []line
	for _, ln := range lines[:head] {
		for {
			n := strings.Index(s[ln.start:ln.end], mastGap)
			if n < 0 {
				break
			}
			left := ln
			_, left.end = trim(s, ln.start, ln.start+n)
			ln.start, _ = trim(s, ln.start+n, ln.end)
			ln.blanks, ln.page = 0, false
			out = append(out, left)
		}
		out = append(out, ln)
	}
	for i := range out {
		out[i].measure(s)
	}
	return append(out, lines[head:]...)
}

// countLines is about how many lines of s are not blank: those that LF ends and a
// character follows.
func countLines(s string) int {
	n := 1
	for i := 1; i < len(s); i++ {
		if s[i-1] == '\n' && s[i] > ' ' {
			n++
		}
	}
	return n
}

// indentOf is how many spaces white space takes at the beginning of a line.
func indentOf(space string) int16 {
	n := 0
	for i := range len(space) {
		switch c := space[i]; {
		case c == '\t':
			n += 8 - n%8
		case c < utf8.RuneSelf || utf8.RuneStart(c):
			n++
		}
	}
	return int16(min(n, 1000))
}

// lineEnd is the offset of the first line end in s from i on: LF, CR, VT, FF,
// NEL, LS or PS.
func lineEnd(s string, i int) int {
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c > '\r' && c != 0xc2 && c != 0xe2:
		case c == '\r' && i > 0 && s[i-1] == '\t' && i+1 < len(s) && (s[i+1] == ' ' || strings.HasPrefix(s[i+1:], "\u00a0")):
			// Some programs put a tab and a CR where a word ends.
		case c >= '\n' && c <= '\r':
			return i
		case c == 0xc2 && strings.HasPrefix(s[i:], "\u0085"), c == 0xe2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			return i
		}
	}
	return len(s)
}

// trim leaves white space and what is no text aside.
func trim(s string, from, to int) (int, int) {
	for from < to {
		if c := s[from]; c < utf8.RuneSelf {
			if c > ' ' && c != 0x7f {
				break
			}
			from++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[from:to])
		if !unicode.IsSpace(r) && !unicode.IsControl(r) {
			break
		}
		from += size
	}
	for from < to {
		if c := s[to-1]; c < utf8.RuneSelf {
			if c > ' ' && c != 0x7f {
				break
			}
			to--
			continue
		}
		r, size := utf8.DecodeLastRuneInString(s[from:to])
		if !unicode.IsSpace(r) && !unicode.IsControl(r) {
			break
		}
		to -= size
	}
	return from, to
}

// headingLength is how many characters a heading has at most.
const headingLength = 200

func formOf(s string) form {
	var f form
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“„«‘‚»("))
	switch {
	case unicode.IsLower(first) && !unicode.Is(unicode.Georgian, first): // Georgian is written without capitals
		f |= startsLower
	case unicode.IsUpper(first):
		f |= startsUpper
	case unicode.Is(unicode.Lo, first):
		f |= startsOther
	}
	last, size := utf8.DecodeLastRuneInString(s)
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-size])
	for isOneOf(last, "\"'”“’»«|") && len(s) > size {
		s = strings.TrimRight(s[:len(s)-size], " ")
		last, size = utf8.DecodeLastRuneInString(s)
		before, _ = utf8.DecodeLastRuneInString(s[:len(s)-size])
	}
	// The number of a footnote may stand after the last sign: "of the Court; 4".
	if last >= '0' && last <= '9' && len(s) > 4 {
		if head := strings.TrimRight(strings.TrimRight(s, "0123456789"), " "); len(s)-len(head) <= 4 && head != "" {
			if sign, n := utf8.DecodeLastRuneInString(head); isOneOf(sign, ",;，；") && n < len(head) {
				last = sign
			}
		}
	}
	if unicode.IsLower(last) && endsAnd(s, ';') {
		last = ';'
	}
	switch {
	case isOneOf(last, ";；؛"):
		f |= endsFull | endsListed
	case isOneOf(last, ".!?。！？·"):
		f |= endsFull
	case isOneOf(last, ":："), last == '—' && unicode.IsLetter(before), isOneOf(last, "-–—") && before == ':':
		f |= endsFull | endsColon
	case isOneOf(last, ",，、،"):
		f |= endsComma
	case isOneOf(last, "-‐‑−\u00ad¬") && (unicode.IsLetter(before) || unicode.IsDigit(before)):
		f |= endsHyphen
	}
	if len(s) <= headingLength {
		f |= short
		upper, lower := 0, 0
		for _, r := range s {
			if lower*8 > len(s) {
				break // more than there can be capitals for
			}
			switch {
			case unicode.IsUpper(r):
				upper++
			case unicode.IsLower(r):
				lower++
			}
		}
		if upper >= 3 && lower*8 <= upper {
			f |= allCaps
		}
	}
	return f
}

// endsAnd reports whether s ends with a comma or semicolon and the small word that
// joins the last clauses of a list: ", and".
func endsAnd(s string, sign byte) bool {
	i := strings.LastIndexByte(s, ' ')
	return i > 0 && s[i-1] == sign && utf8.RuneCountInString(s[i+1:]) <= 4
}

// fewestCapitals is how many capitals a text has at least that is written in them.
const fewestCapitals = 400

// withoutCase takes what capitals say from the lines of a text that is written in
// capitals: where all letters are, they tell no more than in a script that has none.
func withoutCase(s string, lines []line) {
	upper, lower := 0, 0
	for i := range lines {
		if lines[i].omit != "" {
			continue
		}
		for _, r := range s[lines[i].start:lines[i].end] {
			if unicode.IsUpper(r) {
				upper++
			} else if unicode.IsLower(r) {
				lower++
			}
		}
		if lower > fewestCapitals && lower > upper {
			return
		}
	}
	if upper < fewestCapitals || lower*8 > upper {
		return
	}
	for i := range lines {
		if lines[i].form&startsUpper != 0 {
			lines[i].form |= startsOther
		}
		lines[i].form &^= allCaps
	}
}

// endsSmall reports whether the last word of s is one of the small words that
// no sentence ends with: three letters at most, none a capital.
func endsSmall(s string) bool {
	word := s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
	return utf8.RuneCountInString(word) <= 3 && isLetters(word) && strings.ToLower(word) == word && !unspaced([]rune(word)[0])
}

// indexBefore is the index of the last line before i that is not left out; below 0
// there is none.
func indexBefore(lines []line, i int) int {
	for i--; i >= 0 && lines[i].omit != ""; i-- {
	}
	return i
}

// before is the last line before i that is not left out, or nil.
func before(lines []line, i int) *line {
	if i = indexBefore(lines, i); i < 0 {
		return nil
	}
	return &lines[i]
}

// following is the next line of the text, or nil.
func following(lines []line, i int) *line {
	for i++; i < len(lines); i++ {
		if lines[i].omit == "" {
			return &lines[i]
		}
	}
	return nil
}
