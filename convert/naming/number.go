package naming

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/plurilex/plurilex/convert/document"
)

// Numbers makes the number parts of the ids of siblings from their printed
// numbers: Latin letters, ASCII digits and hyphens, the same in every language
// (AKN Naming Convention 5.4; house rules for other scripts). A sibling without
// a number, or whose number cannot be read, gets "".
//
// Siblings are read together because one alone may be ambiguous: a Cyrillic "а"
// before a Latin "b" is a slip of the keyboard, before a "б" it is a letter.
// upper says how letters of scripts without case come out.
func Numbers(printed []string, upper bool) []string {
	cleaned := make([]string, len(printed))
	ascii := true
	for i, num := range printed {
		cleaned[i] = tidy(num)
		ascii = ascii && isASCII(cleaned[i])
	}
	cutSharedWord(cleaned)
	var series *series
	if !ascii {
		for i := range cleaned {
			cleaned[i] = digits(cleaned[i])
		}
		series = explain(cleaned)
	}
	out := make([]string, len(cleaned))
	for i, num := range cleaned {
		if num == "" {
			continue
		}
		n := literal(num)
		if !isASCII(n) {
			n = series.canonical(n, upper)
		}
		out[i] = withoutZeros(n)
	}
	fillGaps(out)
	return out
}

// Literal is the number part of an id as the Naming Convention has it to the
// letter (5.4): in the script of the text, leading zeros kept.
func Literal(printed string) string { return literal(tidy(printed)) }

// Position is the place of a canonical number in a series that begins with 1:
// 3 for "3", "c", "C", "iii". Of "i" and the like it is the place of the letter,
// and roman the value as a numeral; either is 0 when there is none.
func Position(number string) (place, roman int) {
	if n, err := strconv.Atoi(number); err == nil {
		return n, 0
	}
	return latinPosition(number), romanValue(number)
}

// tidy is the printed number in compatibility form, without ordinal and numero
// signs (which that form would turn into letters), marks of direction, vowel
// signs and a leading keyword.
func tidy(num string) string {
	if isASCII(num) {
		return withoutKeyword(strings.TrimSpace(num))
	}
	num = norm.NFKC.String(strings.Map(func(r rune) rune {
		switch r {
		case 'º', 'ª', '№', '℠', '™':
			return -1
		case '−', '‐', '‑':
			return '-'
		}
		return r
	}, num))
	num = strings.Map(func(r rune) rune {
		switch {
		case r == 'ـ' || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, num)
	return withoutKeyword(strings.TrimSpace(num))
}

// shortestKeyword is how many letters a word in front of a number has at least
// for it to be a keyword and not part of the number ("No. 5").
const shortestKeyword = 3

// quotationMarks may stand before a number.
const quotationMarks = "\"'‘“„‚«»”’‟‹《「『 "

// withoutKeyword drops the words in front of a number: "Art. 11.2 bis" is
// "11.2 bis". Which words they are does not matter, only their form.
func withoutKeyword(num string) string {
	num = strings.TrimLeft(num, quotationMarks) // of new wording that is quoted
	rest := num
	if first, word, _ := strings.Cut(num, " "); keyword(word) && strings.HasSuffix(first, ".") && romanValue(foldLatin(strings.TrimSuffix(first, "."))) > 0 {
		return first // "II. FEJEZET"
	}
	for {
		word, tail, found := strings.Cut(rest, " ")
		if !found && strings.IndexByte(num, '.') > 0 {
			return document.BareNumber(num) // "Art.1", "1.pants"
		}
		if !found || !keyword(word) {
			return num
		}
		rest = strings.TrimLeft(tail, " ")
		if startsNumber(rest) {
			return document.BareNumber(rest)
		}
	}
}

func keyword(word string) bool {
	word = strings.TrimSuffix(word, ".")
	if utf8.RuneCountInString(word) < shortestKeyword || romanValue(foldLatin(word)) > 0 {
		return false
	}
	return strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\'' }) < 0
}

// startsNumber reports whether text begins with a digit, or is one letter, a
// roman numeral or a numeral of its script.
func startsNumber(text string) bool {
	text = strings.TrimLeft(text, "-([{«“\"'’")
	first, size := utf8.DecodeRuneInString(text)
	if unicode.IsDigit(first) || document.HanDigit(first) >= 0 {
		return true
	}
	word := strings.TrimRight(text, ".:)]}»”\"'’ -–—")
	return unicode.IsLetter(first) && (len(word) == size || romanValue(foldLatin(word)) > 0 || insertedRoman(word))
}

// insertedRoman reports whether a word is the number of a part that was put in
// later: "IIa".
func insertedRoman(word string) bool {
	n := len(word) - 1
	return n > 0 && word[n] >= 'a' && word[n] <= 'z' && strings.ToUpper(word[:n]) == word[:n] && romanValue(foldLatin(word[:n])) > 0
}

// cutSharedWord drops the word after the number when every numbered sibling
// ends with it: in languages that put the keyword last ("12. cikk"). Alone it may
// be one that is part of the number ("12 bis").
func cutSharedWord(nums []string) {
	word, numbered := "", 0
	for _, num := range nums {
		if strings.IndexFunc(num, isAlphanumeric) < 0 {
			continue
		}
		i := strings.LastIndexByte(num, ' ')
		if i < 0 || !startsNumber(strings.SplitN(num, " ", 2)[0]) || utf8.RuneCountInString(num[i+1:]) < shortestKeyword ||
			numbered > 0 && num[i+1:] != word {
			return
		}
		word = num[i+1:]
		numbered++
	}
	if numbered == 0 || numbered == 1 && (!keyword(word) || document.IsAdverb(strings.TrimSuffix(word, "."))) {
		return
	}
	for i, num := range nums {
		nums[i] = strings.TrimRight(strings.TrimSuffix(num, word), " ")
	}
}

// literal is the number without outer punctuation and inner white space, each
// inner run of punctuation a hyphen. A minus right before a digit stays.
func literal(num string) string {
	minus := len(num) > 1 && num[0] == '-' && num[1] >= '0' && num[1] <= '9' && !strings.HasSuffix(num, "-")
	var b strings.Builder
	b.Grow(len(num))
	if minus {
		b.WriteByte('-')
	}
	start := b.Len()
	gap := false
	for _, r := range num {
		switch {
		case isAlphanumeric(r):
			if gap && b.Len() > start {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
		case r != ' ':
			gap = true
		}
	}
	if b.Len() == start {
		return ""
	}
	return b.String()
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// withoutZeros drops the zeros in front of a number.
func withoutZeros(n string) string {
	i := 0
	for i+1 < len(n) && n[i] == '0' && n[i+1] >= '0' && n[i+1] <= '9' {
		i++
	}
	return n[i:]
}

// longest is how many letters and digits a number of an id has at most.
const longest = 24

// readable reports whether an id can carry n as a number: it has a digit, or is
// as short as letters that count, or a roman numeral.
func readable(n string) bool {
	return len(n) <= longest && strings.ContainsAny(n, "0123456789") || len(n) <= 2 || romanValue(n) > 0 || insertedRoman(n) ||
		len(n) <= 4 && strings.Count(n, n[:1]) == len(n)
}

// fillGaps gives a number that is a word ("premier") the place its neighbours
// leave it, and none when they leave none.
func fillGaps(nums []string) {
	for i, n := range nums {
		if n == "" || readable(n) {
			continue
		}
		nums[i] = ""
		before, after := 0, 0
		if i > 0 {
			before, _ = strconv.Atoi(nums[i-1])
		}
		if i+1 < len(nums) {
			after, _ = strconv.Atoi(nums[i+1])
		}
		if after == before+2 {
			nums[i] = strconv.Itoa(before + 1)
		}
	}
}

// digits writes the digits of any script in ASCII, and Chinese numerals as
// decimal numbers.
func digits(num string) string {
	num = strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf && unicode.Is(unicode.Nd, r) {
			// Digits of a script stand together, the zero at a multiple of ten from
			// the first of their range.
			return '0' + digitValue(r)
		}
		return r
	}, num)
	start := strings.IndexFunc(num, func(r rune) bool { return document.HanDigit(r) >= 0 })
	if start < 0 {
		return num
	}
	if first, _ := utf8.DecodeRuneInString(num); unicode.Is(unicode.Han, first) {
		num = strings.ReplaceAll(num, " ", "") // wide gaps between the signs
		start = strings.IndexFunc(num, func(r rune) bool { return document.HanDigit(r) >= 0 })
	}
	end := start
	for end < len(num) {
		r, size := utf8.DecodeRuneInString(num[end:])
		if document.HanDigit(r) < 0 {
			break
		}
		end += size
	}
	value, ok := hanNumber(num[start:end])
	if !ok {
		return num
	}
	// What stands around it ("第…条") is the keyword.
	onlyHan := func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			return -1
		}
		return r
	}
	return strings.Map(onlyHan, num[:start]) + strconv.Itoa(value) + strings.Map(onlyHan, num[end:])
}

func digitValue(r rune) rune {
	for _, rng := range unicode.Nd.R16 {
		if r >= rune(rng.Lo) && r <= rune(rng.Hi) {
			return (r - rune(rng.Lo)) % 10
		}
	}
	for _, rng := range unicode.Nd.R32 {
		if r >= rune(rng.Lo) && r <= rune(rng.Hi) {
			return (r - rune(rng.Lo)) % 10
		}
	}
	return 0
}

// HanNumber is the value of a word that is all Chinese numerals; ok is false for
// other words and for zero.
func HanNumber(word string) (value int, ok bool) {
	for _, r := range word {
		if document.HanDigit(r) < 0 {
			return 0, false
		}
	}
	value, ok = hanNumber(word)
	return value, ok && value > 0
}

// hanNumber reads 十二 and 一百零三, and digits in a row (一二) as decimal.
func hanNumber(text string) (int, bool) {
	total, digit, plain, units := 0, 0, 0, false
	for _, r := range text {
		v := document.HanDigit(r)
		if v < 10 {
			digit = v
			plain = plain*10 + v
			if plain > 1e6 {
				return 0, false
			}
			continue
		}
		units = true
		total += max(1, digit) * v
		digit = 0
	}
	if !units {
		return plain, true
	}
	return total + digit, true
}

// series is one way to count with letters.
type series struct {
	style   string // "letter" or "roman"
	members map[string]int
	fold    map[rune]rune // letters of another script that look the same
}

//go:embed sequences.txt
var sequencesFile string

// known is the series of sequences.txt, after Latin letters and roman numerals.
var known = sync.OnceValue(func() []*series {
	all := []*series{{style: "latin"}, {style: "latin-roman"}}
	for line := range strings.Lines(sequencesFile) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		s := &series{style: fields[1], members: map[string]int{}, fold: map[rune]rune{}}
		for i, m := range strings.Fields(fields[2]) {
			s.members[m] = i + 1
			for _, r := range m {
				if twin, ok := latinTwin[r]; ok {
					s.fold[twin] = r
				}
			}
		}
		all = append(all, s)
	}
	return all
})

// latinTwin maps small letters of other scripts to the Latin letter whose small
// or capital form looks the same.
var latinTwin = map[rune]rune{
	'а': 'a', 'в': 'b', 'с': 'c', 'е': 'e', 'н': 'h', 'і': 'i', 'ј': 'j', 'к': 'k', 'м': 'm', 'о': 'o', 'р': 'p', 'ѕ': 's', 'т': 't', 'у': 'y', 'х': 'x',
	'α': 'a', 'β': 'b', 'ε': 'e', 'ζ': 'z', 'η': 'h', 'ι': 'i', 'κ': 'k', 'μ': 'm', 'ν': 'n', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'y', 'χ': 'x',
}

// foldLatin writes letters that look Latin as Latin ones, case kept.
func foldLatin(text string) string {
	if isASCII(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		twin, ok := latinTwin[unicode.ToLower(r)]
		switch {
		case !ok:
			return r
		case unicode.IsUpper(r):
			return unicode.ToUpper(twin)
		}
		return twin
	}, text)
}

// explain is the series that makes the best sequence of the numbers that are
// nothing but letters. It is nil when no series fits any.
func explain(nums []string) *series {
	var letters []string
	for _, num := range nums {
		n := literal(num)
		if n != "" && strings.IndexFunc(n, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 {
			letters = append(letters, n)
		}
	}
	var best *series
	most := 0
	for _, s := range known() {
		score, previous := 0, 0
		for _, n := range letters {
			p := s.position(n)
			if p > 0 {
				score += 2
				if s.native(n) {
					score++
				}
				if previous > 0 && p == previous+1 {
					score += 4
				}
			}
			previous = p
		}
		if score > most {
			best, most = s, score
		}
	}
	return best
}

// native reports whether n is in the script of the series without a look-alike.
func (s *series) native(n string) bool {
	if s.members == nil {
		return isASCII(n)
	}
	for _, r := range n {
		if r < utf8.RuneSelf {
			return false
		}
	}
	return true
}

// position is the place of n in the series from 1, or 0 when n is not in it.
func (s *series) position(n string) int {
	switch s.style {
	case "latin":
		return latinPosition(foldLatin(n))
	case "latin-roman":
		return romanValue(foldLatin(n))
	}
	n = s.small(n)
	if p, ok := s.members[n]; ok {
		return p
	}
	// After the last letter they start again with two: аа, or аа, аб.
	p, size := 0, len(s.members)
	count := 0
	for _, r := range n {
		digit, ok := s.members[string(r)]
		if count++; !ok || count > 3 {
			return 0
		}
		p = p*size + digit
	}
	return p
}

// small is n in small letters of the script of the series.
func (s *series) small(n string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		if r == 'ς' {
			return 'σ'
		}
		if own, ok := s.fold[r]; ok {
			return own
		}
		return r
	}, n)
}

// canonical writes a literal number with Latin letters. Parts in letters that
// neither the series of the run nor any other knows are dropped.
func (s *series) canonical(n string, upper bool) string {
	var b strings.Builder
	for n != "" {
		end := strings.IndexFunc(n, func(r rune) bool { return !unicode.IsLetter(r) })
		switch {
		case end < 0:
			end = len(n)
		case end == 0:
			b.WriteByte(n[0])
			n = n[1:]
			continue
		}
		b.WriteString(s.letters(n[:end], upper))
		n = n[end:]
	}
	return strings.TrimRight(b.String(), "-")
}

func (s *series) letters(n string, upper bool) string {
	if s == nil || s.position(n) == 0 {
		if isASCII(n) {
			return n
		}
		if s = explain([]string{n}); s == nil {
			return ""
		}
	}
	if s.members == nil {
		return foldLatin(n)
	}
	p := s.position(n)
	if s.style == "roman" {
		return roman(p)
	}
	if first, _ := utf8.DecodeRuneInString(n); unicode.IsUpper(first) || unicode.IsLower(first) {
		upper = unicode.IsUpper(first)
	}
	return latin(p, upper)
}

// latin is the p-th letter; after Z capitals go on with AA, AB as recitals do,
// small letters with aa, bb as points do.
func latin(p int, upper bool) string {
	if !upper {
		return strings.Repeat(string(rune('a'+(p-1)%26)), 1+(p-1)/26)
	}
	n := ""
	for ; p > 0; p = (p - 1) / 26 {
		n = string(rune('A'+(p-1)%26)) + n
	}
	return n
}

// latinPosition is the inverse of latin in either case, or 0.
func latinPosition(n string) int {
	if n == "" || len(n) > 3 || !isASCII(n) {
		return 0
	}
	n = strings.ToLower(n)
	p := 0
	for i := 0; i < len(n); i++ {
		if n[i] < 'a' || n[i] > 'z' {
			return 0
		}
		p = p*26 + int(n[i]-'a') + 1
	}
	if len(n) > 1 && strings.Count(n, n[:1]) == len(n) {
		return 26*(len(n)-1) + int(n[0]-'a') + 1
	}
	return p
}

var romanDigits = []struct {
	value int
	sign  string
}{
	{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
	{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range romanDigits {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.sign)
		}
	}
	return b.String()
}

// romanValue is the value of a well-formed roman numeral in one case, or 0.
func romanValue(n string) int {
	if n == "" || len(n) > 15 || !isASCII(n) || n != strings.ToLower(n) && n != strings.ToUpper(n) {
		return 0
	}
	n = strings.ToUpper(n)
	value, rest := 0, n
	for _, d := range romanDigits {
		for strings.HasPrefix(rest, d.sign) {
			value += d.value
			rest = rest[len(d.sign):]
		}
	}
	if rest != "" || value >= 4000 || roman(value) != n {
		return 0
	}
	return value
}
