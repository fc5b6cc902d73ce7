package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// isIdentifierLine reports whether s looks like the number of a document or
// procedure and nothing else.
func isIdentifierLine(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) >= 6 && len(s) < 60 && strings.ContainsAny(s, "/_") && strings.ContainsAny(s, "0123456789") && len(strings.Fields(s)) <= 2
}

// numbersDocument reports whether the first word of s is the number of a document,
// with a letter first, or the second where the first says which version this is.
func numbersDocument(s string) bool {
	is := func(word string) bool {
		first, _ := utf8.DecodeRuneInString(word)
		return unicode.IsUpper(first) && isIdentifierLine(word)
	}
	first := wordAt(s)
	second := first + spacesAt(s[first:])
	return is(s[:first]) || is(s[second:second+wordAt(s[second:])])
}

// isCelex reports whether s has the form of a CELEX number: "52016IP0091".
func isCelex(s string) bool {
	_, year := digitsAt(s)
	letters := strings.IndexAny(s[year:], "0123456789")
	return year == 5 && letters >= 1 && letters <= 2 && isLetters(s[year:year+letters]) && len(s)-year-letters >= 4
}

// What the head of an act has up to its number at most.
const (
	longestBeforeAct = 120 // bytes before the brackets
	longestTreaties  = 23  // bytes in them: "(EU, Euratom)"
	longestNoGap     = 16  // bytes between them and the number
	longestNo        = 5   // letters of the word for "number" there: "No", "n.", "Nr."
)

// actNumber is where the number of an act ends that stands near the beginning of
// s, or 0: "(EU) 2016/679", "(EC) No 1049/2001".
func actNumber(s string) int {
	open := strings.IndexByte(s[:min(len(s), longestBeforeAct)], '(')
	if open < 0 {
		return 0
	}
	shut := strings.IndexByte(s[open:], ')')
	if shut < 3 || shut > longestTreaties+1 {
		return 0
	}
	first, _ := utf8.DecodeRuneInString(s[open+1+spacesAt(s[open+1:]):])
	at := open + shut + 1
	at += spacesAt(s[at:])
	if !unicode.IsUpper(first) {
		return 0
	}
	if n := strings.IndexAny(s[at:min(len(s), at+longestNoGap)], "0123456789"); n > 0 && letterCount(s[at:at+n]) <= longestNo {
		at += n
	}
	_, n := digitsAt(s[at:])
	if n == 0 || at+n >= len(s) || s[at+n] != '/' {
		return 0
	}
	_, m := digitsAt(s[at+n+1:])
	if m == 0 {
		return 0
	}
	return at + n + 1 + m
}

// headsAct reports whether s is the first line of the title of an act: words, and then
// its number.
func headsAct(s string) bool {
	return actNumber(s) > 0 && !strings.ContainsAny(s[:strings.IndexByte(s, '(')], "0123456789")
}

// wordsBeforeYear is how many words stand before the number of an act of its year at
// most: "Commission Implementing Directive 2014/7/EU".
const wordsBeforeYear = 3

// yearNumber is where the number of an act of its year ends that stands among the first
// words of its title, or 0.
func yearNumber(s string) int {
	if first, _ := utf8.DecodeRuneInString(s); !unicode.IsUpper(first) {
		return 0
	}
	for at, n := 0, 0; at < len(s) && n <= wordsBeforeYear; n++ {
		word := s[at : at+wordAt(s[at:])]
		if at += len(word); isYearNumber(word) {
			return at
		}
		at += spacesAt(s[at:])
	}
	return 0
}

// isYearNumber reports whether s is the number of an act of its year, with the name of
// a treaty behind it: "93/7/EC".
func isYearNumber(s string) bool {
	parts := strings.Split(strings.TrimRight(s, ","), "/")
	if len(parts) != 3 || utf8.RuneCountInString(parts[2]) < 2 || !isLetters(parts[2]) {
		return false
	}
	_, year := digitsAt(parts[0])
	return (year == 2 || year == 4) && year == len(parts[0]) && isDigits(parts[1])
}

// resolutionNumber is the length of the number of a resolution of the General
// Assembly that s begins with, or 0: "73/7.", "52 / 31", "103 (II)".
func resolutionNumber(s string) int {
	n := sessionAndNumber(s)
	if n == 0 {
		n = numberAndSession(s)
	}
	if n > 0 && n < len(s) && s[n] == '.' {
		if n++; n < len(s) {
			if next, _ := utf8.DecodeRuneInString(s[n:]); unspaced(next) {
				return n
			}
		}
	}
	if n < len(s) && spacesAt(s[n:]) == 0 {
		return 0
	}
	return n
}

// sessionAndNumber reads the number of a resolution as it has been since the
// thirty-first session.
func sessionAndNumber(s string) int {
	session, n := digitsAt(s)
	gap := spacesAt(s[n:])
	n += gap
	if session == 0 || session > 200 || n >= len(s) || s[n] != '/' {
		return 0
	}
	n++
	after := spacesAt(s[n:])
	n += after
	_, m := digitsAt(s[n:])
	if m == 0 || (after > 0) != (gap > 0) {
		return 0
	}
	return n + m
}

// longestSession is how many bytes the number of a session has at most, with the
// bracket behind it.
const longestSession = 24

// numberAndSession reads the number of a resolution as it was before: the session
// follows in Roman numerals, after the letter of a part if there is one.
func numberAndSession(s string) int {
	_, n := digitsAt(s)
	if n == 0 {
		n = hanDigits(s)
	}
	if n == 0 || n > 4*len("四") {
		return 0
	}
	n += spacesAt(s[n:])
	if n+1 < len(s) && s[n] >= 'A' && s[n] <= 'Z' && s[n+1] == ' ' {
		n += 2
	}
	if n >= len(s) || s[n] != '(' {
		return 0
	}
	n++
	end := strings.IndexByte(s[n:min(len(s), n+longestSession)], ')')
	if end <= 0 || romanValue([]rune(s[n:n+end])) == 0 && hanDigits(s[n:n+end]) < end {
		return 0
	}
	return n + end + 1
}

// hanDigits is the length of the Chinese numeral that s begins with.
func hanDigits(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool { return document.HanDigit(r) < 0 })
	if n < 0 {
		return len(s)
	}
	return n
}

// isResolutionNumber reports whether s is the number of a resolution.
func isResolutionNumber(s string) bool { return s != "" && resolutionNumber(s) == len(s) }

// opensNumbered reports whether s is the number of a resolution and its title:
// "73/7. Lighthouses".
func opensNumbered(s string) bool {
	n := resolutionNumber(s)
	return n > 0 && n < len(s)
}

// opensYeared reports whether s begins with the number of a resolution of the
// Security Council and ends that with a full stop: "4 (1946).", in any numerals.
func opensYeared(s string) bool {
	open := strings.IndexByte(s[:min(len(s), 24)], '(')
	if open <= 0 {
		return false
	}
	shut := strings.IndexByte(s[open:], ')')
	if shut < 0 || !strings.HasPrefix(s[open+shut+1:], ".") {
		return false
	}
	for _, part := range []string{strings.TrimRight(s[:open], " "), s[open+1 : open+shut]} {
		if part == "" || strings.IndexFunc(part, func(r rune) bool { return !unicode.IsDigit(r) && document.HanDigit(r) < 0 }) >= 0 {
			return false
		}
	}
	return true
}

// endsYeared reports whether s is a word or two and the number of a resolution
// of the Security Council: "RESOLUTION 1292 (2000)".
func endsYeared(s string) bool {
	words := strings.Fields(strings.TrimRight(s, ",."))
	n := len(words)
	if n < 3 || n > 4 || len(words[n-1]) != len("(2000)") || !isLetters(words[0]) {
		return false
	}
	_, year := digitsAt(strings.Trim(words[n-1], "()"))
	return isDigits(words[n-2]) && year == 4
}

// opensResolution reports whether s begins with a word and the number of a resolution of
// the Security Council: "Resolution 1292 (2000) of 3 May 2000".
func opensResolution(s string) bool {
	words := strings.Fields(s)
	return len(words) > 3 && endsYeared(strings.Join(words[:3], " "))
}

// isBracketedSymbol reports whether s is the symbol of a document in brackets, as below
// the number of old resolutions: "[S/4300]".
func isBracketedSymbol(s string) bool {
	const open, shut = "[〔【", "]〕】"
	first, size := utf8.DecodeRuneInString(s)
	last, end := utf8.DecodeLastRuneInString(s)
	if !isOneOf(first, open) || !isOneOf(last, shut) || len(s) <= size+end {
		return false
	}
	organ, number, ok := strings.Cut(s[size:len(s)-end], "/")
	_, digits := digitsAt(number)
	return ok && digits > 0 && organ != "" && strings.Trim(organ, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && len(strings.Fields(number)) == 1
}

// isDottedNumber reports whether s is where a text was published as data bases
// write it: "Dz.U.UE.C.2017.355.45".
func isDottedNumber(s string) bool {
	parts := strings.Split(s, ".")
	digits := 0
	for _, p := range parts {
		if p == "" || strings.IndexFunc(p, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) >= 0 {
			return false
		}
		if isDigits(p) {
			digits++
		}
	}
	return len(parts) >= 5 && digits >= 2 && digits < len(parts)
}

// Words and signs of a line that numbers a text of a state.
const (
	wordsOfNumber = 7 // at most
	beforeNumber  = 4 // at most
	smallOfNumber = 3 // letters at most of a word after it
	plainDigits   = 5 // at least of a number without a word
)

// isNumberLine reports whether s is what states number their texts with: "Act No
// 12 of 1987", "Bulletin 8.924-07", "0.362.380.201". A year alone is no number.
func isNumberLine(s string) bool {
	words := strings.Fields(s)
	number := slices.IndexFunc(words, func(w string) bool {
		return strings.ContainsAny(w, "0123456789") && yearOf(w) != w
	})
	if number < 0 || number > beforeNumber || len(words) > wordsOfNumber || strings.ContainsAny(s, ":;,()[]{}\"«»“”") {
		return false
	}
	digits := strings.IndexFunc(strings.TrimLeft(words[number], "0123456789./-"), unicode.IsLetter)
	if first, _ := utf8.DecodeRuneInString(s); digits >= 0 && number > 0 || number > 0 && !unicode.IsUpper(first) || number == 0 && (len(words[0]) < plainDigits || !unicode.IsDigit(first)) {
		return false
	}
	for _, w := range words[number+1:] {
		if !strings.ContainsAny(w, "0123456789") && utf8.RuneCountInString(w) > smallOfNumber {
			return false
		}
	}
	return true
}
