package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/language"
)

// longestMarks is how many characters of punctuation stand alone in a line at most.
const longestMarks = 6

// joinMarks puts quotation marks and other punctuation that a page sets apart
// back to the words that they belong to: an opening mark to the line after it, and
// what closes to the line before.
func joinMarks(s string, lines []line, p *language.Pack) []line {
	var out []line
	opened := false // the last line is an opening mark and no words yet
	for i := range lines {
		ln := &lines[i]
		marks := ln.omit == "" && !ln.settled() && ln.runes <= longestMarks && isMarks(s[ln.start:ln.end])
		n := len(out)
		if out == nil {
			n = i
		}
		var last *line
		if n > 0 {
			if last = &lines[n-1]; out != nil {
				last = &out[n-1]
			}
		}
		joins := last != nil && ln.omit == "" && last.omit == "" && !last.settled() && !ln.settled() && (opened || marks && closesQuote(s[ln.start:ln.end], p))
		if !joins {
			if out != nil {
				out = append(out, *ln)
			}
			opened = marks && opensQuote(s[ln.start:ln.end], p)
			continue
		}
		if out == nil {
			out = append(make([]line, 0, len(lines)), lines[:i]...)
			last = &out[n-1]
		}
		last.end = ln.end
		last.measure(s)
		// A number between the mark and the words: "„ 5)".
		number, ok := readNumeral(s, ln.start, ln.end, latin)
		opened = opened && !marks && ok && number.rest == ln.end
	}
	if out == nil {
		return lines
	}
	return out
}

// isMarks reports whether s has no letter and no digit and is none of the signs
// that stand for themselves.
func isMarks(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || isDash(r) || r == '_' || r == '§' {
			return false
		}
	}
	return !isRule(s)
}

func opensQuote(s string, p *language.Pack) bool {
	open, _ := utf8.DecodeRuneInString(s)
	for _, pair := range p.Numbers.Quotes {
		if strings.HasPrefix(pair, s) && len(s) < len(pair) {
			return !strings.HasSuffix(pair, string(open))
		}
	}
	return false
}

func closesQuote(s string, p *language.Pack) bool {
	first, size := utf8.DecodeRuneInString(s)
	if isOneOf(first, ".,;:)]") {
		return strings.Trim(s[size:], " .,;:)]") == ""
	}
	for _, pair := range p.Numbers.Quotes {
		if open, size := utf8.DecodeRuneInString(pair); pair[size:] == string(first) && open != first && !opensQuote(string(first), p) {
			return true
		}
	}
	return false
}
