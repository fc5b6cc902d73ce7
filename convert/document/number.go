package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// adverbs number what was put in after a number ("2 bis"). They are Latin in
// every language that uses them.
var adverbs = []string{"bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"}

// IsAdverb reports whether a word numbers what was put in later: "bis".
func IsAdverb(word string) bool { return slices.Contains(adverbs, strings.ToLower(word)) }

// Number is the node's number as people cite it: Num without the punctuation
// around it and without the word that goes with it ("A" of "A.", "1" of
// "Article 1" and of "1 artikla", "a" of "(a)"). A dash or bullet is no number.
// Of a document number or procedure it is the number in the text, of the title of a
// resolution all of its number.
func (n *Node) Number() string {
	if n.Num == "" && (n.Kind == DocNumber || n.Kind == Procedure) {
		return numberIn(n)
	}
	if num := strings.TrimRight(n.Num, ".: "); n.Kind == Title && strings.HasSuffix(num, ")") && strings.IndexByte(num, '(') > 0 {
		return num // "103 (II)": the session is part of it
	}
	num := strings.TrimFunc(n.Num, notAlphanumeric)
	fields := strings.Fields(num)
	headed := n.Kind.Division() || n.Kind == Annex
	start := slices.IndexFunc(fields, func(f string) bool { return strings.IndexFunc(f, unicode.IsDigit) >= 0 })
	if start < 0 && strings.IndexFunc(num, func(r rune) bool { return HanDigit(r) >= 0 }) >= 0 {
		return hanNumeral(strings.Join(fields, ""))
	}
	if start < 0 {
		if n.Kind == Article && len(fields) == 2 && isLowerWord(fields[1]) {
			return fields[1] // "Article premier"
		}
		if start = len(fields) - 1; start < 0 || headed && !isNumeral(fields[start]) && !(n.Kind == Section && start == 0) {
			return ""
		}
		return strings.TrimFunc(fields[start], notAlphanumeric)
	}
	end := start + 1
	for end < len(fields) && (len(fields[end]) == 1 || IsAdverb(fields[end])) {
		end++
	}
	if headed {
		fields[start] = BareNumber(fields[start])
	}
	return strings.TrimFunc(strings.Join(fields[start:end], " "), notAlphanumeric)
}

// BareNumber is the number in a word of a designation that has more in it: the word
// for the division, glued to it with or without a full stop ("Art.1", "1.pants",
// "第1条"), or the ending of an ordinal ("1er", "1o"). A letter that is part of the
// number stays ("8a").
func BareNumber(word string) string {
	first := strings.IndexFunc(word, unicode.IsDigit)
	if first < 0 {
		return word
	}
	if before, size := utf8.DecodeLastRuneInString(word[:first]); before == '.' && first-size > 1 || unicode.Is(unicode.Han, before) {
		word = word[first:]
	}
	end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsDigit(r) })
	if end < 0 {
		return word
	}
	after := strings.TrimRight(word[end:], ".: ")
	tail := strings.TrimPrefix(after, ".")
	switch r, _ := utf8.DecodeRuneInString(tail); {
	case tail == "er", tail == "o", tail == "ο", unicode.Is(unicode.Han, r):
		return word[:end]
	case tail != after && utf8.RuneCountInString(tail) > 2 && !IsAdverb(tail) && strings.IndexFunc(tail, func(r rune) bool { return !unicode.IsLetter(r) }) < 0:
		return word[:end]
	}
	return word
}

// numberIn is the number of a line that names a document: the first that is
// marked as one ("P6_TA(2007)0205", "C 102E" of "EUT C 102E, 24.4.2008"), else
// what the brackets around the line hold, else the first word with a digit
// ("2015/176" of "Regulation (EU) 2015/176").
func numberIn(n *Node) string {
	number := ""
	EachInline(n.Text, func(in *Inline) {
		// "(16442/1/2010 – C7-0426/2010 – 2009/0060A(COD))" is cited by the last.
		procedure := n.Kind == Procedure && in.Role == "ep-procedure"
		if in.Kind != Number || number != "" && !procedure {
			return
		}
		number = Plain(in.Children)
		if in.Role == "oj" {
			number = issue(number)
		}
	})
	if number != "" {
		return number
	}
	text := n.Plain()
	if strings.HasPrefix(text, "(") && strings.Index(text, ")") == len(text)-1 {
		return text[1 : len(text)-1]
	}
	if head, _, ok := strings.Cut(text, ")."); ok && strings.IndexByte(head, '(') > 0 && len(strings.Fields(head)) <= 2 {
		return head + ")" // "4 (1946)"
	}
	for _, f := range strings.Fields(text) {
		if strings.IndexFunc(f, unicode.IsDigit) >= 0 {
			return strings.TrimFunc(f, notAlphanumeric)
		}
	}
	return ""
}

// issue is the series and number of an issue of an official journal, without
// the journal's name before it and the date behind it. What has no name before
// it ("2018/C 066/03") is a number as it is.
func issue(journal string) string {
	if strings.IndexFunc(journal, unicode.IsDigit) == 0 {
		return journal
	}
	_, rest, _ := strings.Cut(journal, " ")
	for i, r := range rest {
		if r == ',' && strings.IndexFunc(rest[:i], unicode.IsDigit) >= 0 {
			return rest[:i]
		}
	}
	return rest
}

// isNumeral tells a number that has no digit, which is short, roman or Chinese,
// from the word of a designation.
func isNumeral(word string) bool {
	word = strings.TrimFunc(word, notAlphanumeric)
	return utf8.RuneCountInString(word) <= 3 || strings.Trim(strings.ToUpper(word), "IVXLCDM") == "" ||
		strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
}

// isLowerWord reports whether a word is in small letters.
func isLowerWord(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

// notAlphanumeric takes the ordinal signs for punctuation, which they are.
func notAlphanumeric(r rune) bool {
	return r == 'º' || r == 'ª' || !unicode.IsLetter(r) && !unicode.IsNumber(r)
}

// HanDigit is the value of a character of Chinese numerals, those for ten, a
// hundred and a thousand among them, or -1.
func HanDigit(r rune) int {
	switch r {
	case '〇', '零':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	}
	return -1
}

// hanNumeral is the Chinese numeral in a word that has one, the signs around it
// left aside that make a designation of it.
func hanNumeral(word string) string {
	return strings.TrimFunc(word, func(r rune) bool { return HanDigit(r) < 0 })
}
