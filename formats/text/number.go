package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language/phrase"
	"github.com/plurilex/plurilex/convert/naming"
)

// series is a way of counting.
type series uint8

const (
	noSeries series = iota
	dashes          // every dash or bullet is the next one
	decimals
	letters // small letters of the text's script
	capitals
	romans // small roman numerals
	bigRomans
	han
	abjad
)

// style is how a number is set off from the words after it.
type style uint8

const (
	bare      style = iota // "1", "I"
	dot                    // "1."
	paren                  // "1)"
	parens                 // "(1)"
	brackets               // "[1]"
	comma                  // "一、"
	hyphen                 // "1 -"
	dotted                 // "1.2.", "1.2.3"
	sectioned              // "§ 1", "1 §"
	quoted                 // "’1‘" in Arabic
	degree                 // "1°"

	styles = iota // how many there are
)

// reading is one way to understand what stands at the start of a line.
type reading struct {
	series series
	style  style
	sub    bool  // "1a.", "2 bis": comes after its number, not instead of the next
	value  int32 // position in the series, from 1; 0 for a dash
}

const maxReadings = 4

// numeral is the number, letter or dash that a line begins with, with all it
// may mean: "(i)" is a letter and a roman numeral.
type numeral struct {
	end      int // offset after it, punctuation included
	rest     int // offset of the words after it; the end of the line when there are none
	n        uint8
	readings [maxReadings]reading
}

func (m *numeral) add(r reading) {
	if m.n < maxReadings && r.value >= 0 && r.value <= maxNumber {
		m.readings[m.n] = r
		m.n++
	}
}

func (m *numeral) all() []reading { return m.readings[:m.n] }

// maxNumber is the highest number that a clause may have. Higher ones at a line
// start are years, amounts and document numbers.
const maxNumber = 9999

// readNumeral reads the numeral at the start of s[from:to], which begins with
// no white space. It returns false when there is none.
func readNumeral(s string, from, to int, sc script) (numeral, bool) {
	line := s[from:to]
	if line == "" {
		return numeral{}, false
	}
	c := line[0]
	var m numeral
	n := 0
	switch {
	case c >= '0' && c <= '9':
		n = readDecimal(line, &m)
	case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
		n = readLetters(line, &m, sc)
	case c == '(' || c == '[':
		n = readBracketed(line, &m, sc)
	case c == '-' || c == '*':
		n = readDash(line, &m)
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(line)
		switch {
		case isDash(r):
			n = readDash(line, &m)
		case r == '（':
			n = readBracketed(line, &m, sc)
		case sc == arabic && isOneOf(r, "‘’"):
			n = readQuoted(line, &m)
		case r == '§':
			n = readSectioned(line, &m)
		case r >= '①' && r <= '⑳':
			m.add(reading{decimals, parens, false, r - '①' + 1})
			n = size
		case r >= '㈠' && r <= '㈩':
			m.add(reading{han, parens, false, r - '㈠' + 1})
			n = size
		case r >= 'ⅰ' && r <= 'ⅻ':
			n = readLetters(line, &m, sc)
		case unicode.Is(unicode.Nd, r):
			n = readDecimal(line, &m)
		case document.HanDigit(r) > 0:
			n = readHan(line, &m)
		case unicode.IsLetter(r):
			n = readLetters(line, &m, sc)
		}
	}
	if n == 0 || m.n == 0 {
		return numeral{}, false
	}
	m.end = from + n
	m.rest = from + n + spacesAt(line[n:])
	return m, true
}

func spacesAt(s string) int {
	n := 0
	for n < len(s) {
		if s[n] < utf8.RuneSelf {
			if s[n] > ' ' && s[n] != 0x7f {
				return n
			}
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsSpace(r) {
			return n
		}
		n += size
	}
	return n
}

// isDash reports whether r is one of the signs that mark a citation or an
// indent, the private-use ones of symbol fonts included.
func isDash(r rune) bool {
	switch r {
	case '-', '–', '—', '‒', '―', '−', '‐', '‑', '•', '·', '●', '▪', '◦', '*', '\uf02d', '\uf0b7', '\uf0be', '\uf0a7', '\uf0d8', '\uf0fc', '\uf020':
		return true
	}
	return false
}

// readDash reads a run of dashes. A dash right before a digit is a minus, and
// three or more are a rule.
func readDash(line string, m *numeral) int {
	n, count := 0, 0
	for n < len(line) {
		r, size := utf8.DecodeRuneInString(line[n:])
		if !isDash(r) {
			break
		}
		if count > 0 && r == '*' && line[0] != '*' && !dashEnds(line[n:]) {
			break // the words after the dash are set off with asterisks
		}
		n += size
		count++
		if sp := spacesAt(line[n:]); sp > 0 && n+sp < len(line) {
			if r, _ := utf8.DecodeRuneInString(line[n+sp:]); isDash(r) && count < 3 {
				n += sp
			}
		}
	}
	if count > 2 || n < len(line) && n == 1 && line[n] >= '0' && line[n] <= '9' {
		return 0
	}
	m.add(reading{series: dashes})
	return n
}

// dashEnds reports whether white space, or nothing, comes after the asterisks that s
// begins with.
func dashEnds(s string) bool {
	s = strings.TrimLeft(s, "*")
	return s == "" || spacesAt(s) > 0
}

// digitsAt reads decimal digits of any script: their value and length.
func digitsAt(s string) (value int32, n int) {
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		var d rune
		switch {
		case r >= '0' && r <= '9':
			d = r - '0'
		case r >= '٠' && r <= '٩':
			d = r - '٠'
		case r >= '۰' && r <= '۹':
			d = r - '۰'
		case r >= '０' && r <= '９':
			d = r - '０'
		default:
			return value, n
		}
		if value = value*10 + d; value > 1e8 {
			return -1, n
		}
		n += size
	}
	return value, n
}

func readDecimal(line string, m *numeral) int {
	value, n := digitsAt(line)
	if value < 0 || value > maxNumber {
		return 0
	}
	rest := line[n:]
	sub := false
	if size, sub := signAfter(rest); size > 0 {
		m.add(reading{decimals, sectioned, sub, value})
		return n + size
	}
	// "1a." and "1 a." are numbers put in later.
	if letter, size := utf8.DecodeRuneInString(rest); size > 0 && unicode.IsLower(letter) && size < len(rest) &&
		(rest[size] == '.' || rest[size] == ')') {
		sub = true
		n += size
		rest = rest[size:]
	}
	st, size := closing(rest)
	if r, mark := utf8.DecodeRuneInString(rest); isOneOf(r, "°º") && !sub && mark < len(rest) && (spacesAt(rest[mark:]) > 0 || rest[mark] == ')') {
		if rest[mark] == ')' {
			mark++
		}
		m.add(reading{decimals, degree, false, value})
		return n + mark
	}
	switch {
	case size == 0:
		if k := setOff(rest); k > 0 {
			m.add(reading{decimals, hyphen, sub, value})
			return n + k
		}
		// "1" alone or before a space.
		if rest == "" || spacesAt(rest) > 0 {
			m.add(reading{decimals, bare, sub, value})
			return n
		}
		return 0
	case st == dot && size < len(rest) && rest[size] >= '0' && rest[size] <= '9':
		return readPath(line, m)
	}
	// The ordinal sign makes it a word: "1.º".
	if r, _ := utf8.DecodeRuneInString(rest[size:]); r == 'º' || r == 'ª' || r == ',' || r == ';' {
		return 0
	}
	if st == dot {
		size += dashAt(rest[size:]) // "1.- ", "1.—In"
	}
	m.add(reading{decimals, st, sub, value})
	return n + size
}

// dashAt is the length of the dash that s begins with, which stands between a full
// stop and words, or 0.
func dashAt(s string) int {
	if r, n := utf8.DecodeRuneInString(s); r == '-' && spacesAt(s[n:]) > 0 || isOneOf(r, "–—") && n < len(s) {
		return n
	}
	return 0
}

// signAfter is the length of the section sign that stands after a number, with the
// letter and the full stop between them, or 0: "1 §", "1. §", "1 a §". The
// letter says that the section was put in later.
func signAfter(s string) (size int, sub bool) {
	n := spacesAt(s)
	if r, size := utf8.DecodeRuneInString(s[n:]); unicode.IsLower(r) {
		sub = true
		n += size
	}
	if strings.HasPrefix(s[n:], ".") {
		n++
	}
	n += spacesAt(s[n:])
	if !strings.HasPrefix(s[n:], "§") {
		return 0, false
	}
	if n += len("§"); strings.HasPrefix(s[n:], ".") {
		n++
	}
	if n < len(s) && spacesAt(s[n:]) == 0 {
		return 0, false // "1 §:n" is a word of a sentence
	}
	return n, sub
}

// readSectioned reads "§ 1", "§ 1." and "§ 1a".
func readSectioned(line string, m *numeral) int {
	n := len("§")
	n += spacesAt(line[n:])
	value, size := digitsAt(line[n:])
	if size == 0 || value < 0 || value > maxNumber {
		return 0
	}
	n += size
	sub := false
	if r, size := utf8.DecodeRuneInString(line[n:]); unicode.IsLower(r) {
		sub = true
		n += size
	}
	if n < len(line) && (line[n] == '.' || line[n] == ':') {
		n++
	}
	if n < len(line) && spacesAt(line[n:]) == 0 {
		return 0
	}
	m.add(reading{decimals, sectioned, sub, value})
	return n
}

// readPath reads "1.2." and "1.2.3"; a date or an amount is none.
func readPath(line string, m *numeral) int {
	n, parts := 0, 0
	var last int32
	for {
		value, size := digitsAt(line[n:])
		if size == 0 {
			break
		}
		if size > 2 || value < 0 {
			return 0
		}
		last = value
		parts++
		n += size
		if n >= len(line) || line[n] != '.' {
			break
		}
		n++
	}
	if parts < 2 || parts > 4 || n < len(line) && spacesAt(line[n:]) == 0 {
		return 0
	}
	m.add(reading{decimals, dotted, false, last})
	return n
}

// readInserted reads the number of a division that was put in later: "8a", "8 a",
// "IIa", "8 bis", "8-bis", "8/A.", "8.º-A". It is that of the one before it, and
// has its value.
func readInserted(s string, from, to int) (numeral, bool) {
	line := s[from:to]
	value, n := digitsAt(line)
	r := reading{series: decimals, sub: true}
	if n == 0 {
		for n < len(line) && romanDigit(rune(line[n])) > 0 {
			n++
		}
		value = romanValue([]rune(line[:n]))
		r.series = bigRomans
	}
	if value < 1 || value > maxNumber {
		return numeral{}, false
	}
	rest := line[n:]
	joined := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(rest, "."), "º"), "°"), "-")
	gap := len(rest) - len(joined)
	switch {
	case gap > 0:
		// "8º bis"
		if n := spacesAt(joined); n > 0 && document.IsAdverb(strings.TrimRight(joined[n:n+wordAt(joined[n:])], ".:-–—")) {
			gap += n
		}
	case strings.HasPrefix(rest, "/"):
		gap = 1
	default:
		gap = spacesAt(rest)
	}
	word := rest[gap:]
	word = word[:wordAt(word)]
	letters := strings.TrimRight(word, ".:-–—")
	first, size := utf8.DecodeRuneInString(letters)
	switch {
	case document.IsAdverb(letters):
	case len(letters) != size || !unicode.IsLetter(first):
		return numeral{}, false
	case unicode.IsLower(first):
	case !unicode.IsUpper(first) || gap == 0 || spacesAt(rest) > 0:
		return numeral{}, false
	}
	r.value = value
	m := numeral{end: from + n + gap + len(word)}
	m.add(r)
	m.rest = m.end + spacesAt(s[m.end:to])
	return m, true
}

// readRoman reads a Roman numeral without any mark, which is a number only where
// the word for a division follows: "IV SKYRIUS".
func readRoman(s string, from, to int) (numeral, bool) {
	n := from
	for n < to && romanDigit(rune(s[n])) > 0 {
		n++
	}
	value := romanValue([]rune(s[from:n]))
	gap := spacesAt(s[n:to])
	if value == 0 || gap == 0 {
		return numeral{}, false
	}
	m := numeral{end: n, rest: n + gap}
	m.add(reading{series: bigRomans, value: value})
	return m, true
}

// closing reads the punctuation after a number.
func closing(s string) (style, int) {
	if s == "" {
		return bare, 0
	}
	switch s[0] {
	case '.':
		return dot, 1
	case ')':
		return paren, 1
	}
	switch r, size := utf8.DecodeRuneInString(s); r {
	case '．':
		return dot, size
	case '）':
		return paren, size
	case '、':
		return comma, size
	}
	return bare, 0
}

// readQuoted reads "’1‘".
func readQuoted(line string, m *numeral) int {
	const mark = len("’")
	value, n := digitsAt(line[mark:])
	end := mark + n
	r, size := utf8.DecodeRuneInString(line[end:])
	if n == 0 || value < 0 || value > maxNumber || !isOneOf(r, "‘’") || end+size < len(line) && spacesAt(line[end+size:]) == 0 {
		return 0
	}
	m.add(reading{decimals, quoted, false, value})
	return end + size
}

// readBracketed reads "(1)", "(a)", "(iv)", "[1]" and their wide forms.
func readBracketed(line string, m *numeral, sc script) int {
	_, open := utf8.DecodeRuneInString(line)
	st := parens
	if line[0] == '[' {
		st = brackets
	}
	inner := open + spacesAt(line[open:])
	value, n := digitsAt(line[inner:])
	end := inner + n
	sub := false
	if n > 0 {
		if letter, size := utf8.DecodeRuneInString(line[end:]); size > 0 && unicode.IsLower(letter) {
			sub = true
			end += size
		}
	}
	close := func() int {
		k := end + spacesAt(line[end:])
		if k < len(line) {
			if r, size := utf8.DecodeRuneInString(line[k:]); r == ')' && st == parens || r == ']' && st == brackets || r == '）' {
				return k + size
			}
		}
		return 0
	}
	if n > 0 {
		if k := close(); k > 0 && value >= 0 && value <= maxNumber {
			m.add(reading{decimals, st, sub, value})
			return k
		}
		return 0
	}
	end = inner
	for end < len(line) && end-inner < 16 {
		r, size := utf8.DecodeRuneInString(line[end:])
		if !unicode.IsLetter(r) && r != 'ـ' && !(r >= 'ⅰ' && r <= 'ⅻ') {
			break
		}
		end += size
	}
	if end == inner {
		return 0
	}
	k := close()
	if k == 0 {
		return 0
	}
	word := line[inner:end]
	if v, ok := naming.HanNumber(word); ok {
		m.add(reading{han, st, false, int32(v)})
		return k
	}
	addLetters(word, st, m, sc)
	return k
}

// setOff is the length of the dash that sets a number off from its words, with the
// space before it: "1 - a", "1- A"; 0 when there is none.
func setOff(rest string) int {
	after := strings.TrimLeft(rest, " \t\u00a0")
	r, k := utf8.DecodeRuneInString(after)
	n := len(rest) - len(after)
	if n > 2 || !isDash(r) && r != 'ـ' || k < len(after) && spacesAt(after[k:]) == 0 {
		return 0
	}
	if first, _ := utf8.DecodeRuneInString(after[k+spacesAt(after[k:]):]); n == 0 && !unicode.IsUpper(first) && !unicode.Is(unicode.Lo, first) {
		return 0 // "1- and 2-storey"
	}
	return n + k
}

// isCapital reports whether s is one capital letter.
func isCapital(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size == len(s) && unicode.IsUpper(r)
}

// opensSmall reports whether s begins with a word of two small letters or more
// which is no abbreviation: "A.whereas", and not "D.lgs. 30".
func opensSmall(s string) bool {
	for i, r := range s {
		if !unicode.IsLower(r) {
			return i > 1 && (r == ' ' || r == ',' || phrase.IsApostrophe(r))
		}
	}
	return false
}

// readLetters reads "A.", "a)", "IV.", "ΣΤ." and bare letters that stand alone.
func readLetters(line string, m *numeral, sc script) int {
	n, count := 0, 0
	for n < len(line) && count < 7 {
		r, size := utf8.DecodeRuneInString(line[n:])
		if !unicode.IsLetter(r) && !(r >= 'ⅰ' && r <= 'ⅻ') {
			break
		}
		n += size
		count++
	}
	if count == 0 || count >= 7 {
		return 0
	}
	st, size := closing(line[n:])
	if k := setOff(line[n:]); sc == arabic && count == 1 && k > 0 {
		addLetters(line[:n], hyphen, m, sc)
		return n + k
	}
	switch {
	case size == 0 && n < len(line):
		return 0
	case size == 0 && count > 4:
		return 0
	case st == dot && dashAt(line[n+size:]) > 0:
		size += dashAt(line[n+size:]) // "I.—The"
	case size > 0 && n+size < len(line) && spacesAt(line[n+size:]) == 0:
		// "A.B." and "e.g." are abbreviations, "a)the" is a point.
		if r, _ := utf8.DecodeRuneInString(line[n+size:]); !unicode.IsLetter(r) || st == dot && !(isCapital(line[:n]) && opensSmall(line[n+size:])) {
			return 0
		}
	}
	addLetters(line[:n], st, m, sc)
	return n + size
}

// addLetters adds what a word of one or a few letters may count.
func addLetters(word string, st style, m *numeral, sc script) {
	first, size := utf8.DecodeRuneInString(word)
	if v := slices.Index(stems, first) + 1; v > 0 {
		if size == len(word) && st != bare {
			m.add(reading{letters, st, false, int32(v)})
		}
		return
	}
	if sc == arabic || unicode.Is(unicode.Arabic, first) {
		if v := abjadValue(first); v > 0 && strings.Trim(word[size:], "ـ") == "" {
			m.add(reading{abjad, st, false, v})
		}
		return
	}
	upper := unicode.IsUpper(first)
	for _, r := range word {
		if unicode.IsUpper(r) != upper {
			return
		}
	}
	folded := make([]rune, 0, 8)
	for _, r := range word {
		folded = append(folded, unicode.ToUpper(r))
	}
	ser, roman := letters, romans
	if upper {
		ser, roman = capitals, bigRomans
	}
	native := false
	switch sc {
	case cyrillic:
		for _, v := range cyrillicValues(folded) {
			m.add(reading{ser, st, false, v})
			native = true
		}
	case greek:
		if v := greekValue(folded); v > 0 {
			m.add(reading{ser, st, false, v})
			native = true
		}
	}
	toLatin(folded)
	for _, v := range latinValues(folded) {
		if !native || v != m.readings[0].value {
			m.add(reading{ser, st, false, v})
		}
	}
	if v := romanValue(folded); v > 0 {
		m.add(reading{roman, st, false, v})
	}
}

// twins are capitals of other scripts that look like Latin ones.
const (
	twinsFrom = "АВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
	twinsTo   = "ABEKMHOPCTYXIJSABEZHIKMNOPTYX"
)

var twins = func() map[rune]rune {
	m := map[rune]rune{}
	to := []rune(twinsTo)
	for i, r := range []rune(twinsFrom) {
		m[r] = to[i]
	}
	return m
}()

func toLatin(word []rune) {
	for i, r := range word {
		if l, ok := twins[r]; ok {
			word[i] = l
		}
	}
}

// latinValues reads A to Z, AA, AB and so on after Z, and AA, BB, CC.
func latinValues(word []rune) []int32 {
	for _, r := range word {
		if r < 'A' || r > 'Z' {
			return nil
		}
	}
	switch len(word) {
	case 1:
		return []int32{word[0] - 'A' + 1}
	case 2:
		v := []int32{26*(word[0]-'A'+1) + word[1] - 'A' + 1}
		if word[0] == word[1] && word[0] > 'A' {
			v = append(v, 26+word[0]-'A'+1)
		}
		return v
	case 3:
		if word[0] == word[1] && word[1] == word[2] {
			return []int32{52 + word[0] - 'A' + 1}
		}
	}
	return nil
}

// The alphabets in which clauses are lettered. Bulgarian counts Й and Russian
// does not: letters after it have two values.
var (
	bulgarian = []rune("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЮЯ")
	russian   = []rune("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ")
	lookalike = map[rune]rune{'A': 'А', 'B': 'В', 'E': 'Е', 'K': 'К', 'M': 'М', 'H': 'Н', 'O': 'О', 'P': 'Р', 'C': 'С', 'T': 'Т', 'X': 'Х'}
)

func cyrillicValues(word []rune) []int32 {
	own := make([]rune, len(word))
	for i, r := range word {
		if c, ok := lookalike[r]; ok {
			r = c
		}
		own[i] = r
	}
	b, okB := alphabetValue(own, bulgarian)
	r, okR := alphabetValue(own, russian)
	switch {
	case okB && okR && b != r:
		return []int32{b, r}
	case okB:
		return []int32{b}
	case okR:
		return []int32{r}
	}
	return nil
}

func alphabetValue(word, alphabet []rune) (int32, bool) {
	place := func(r rune) int32 {
		for i, a := range alphabet {
			if a == r {
				return int32(i) + 1
			}
		}
		return 0
	}
	switch len(word) {
	case 1:
		v := place(word[0])
		return v, v > 0
	case 2:
		a, b := place(word[0]), place(word[1])
		return a*int32(len(alphabet)) + b, a > 0 && b > 0
	}
	return 0, false
}

var greekDigits = map[rune]int32{
	'Α': 1, 'Β': 2, 'Γ': 3, 'Δ': 4, 'Ε': 5, 'Ϛ': 6, 'Ζ': 7, 'Η': 8, 'Θ': 9,
	'Ι': 10, 'Κ': 20, 'Λ': 30, 'Μ': 40, 'Ν': 50, 'Ξ': 60, 'Ο': 70, 'Π': 80, 'Ρ': 100,
	'A': 1, 'B': 2, 'E': 5, 'Z': 7, 'H': 8, 'I': 10, 'K': 20, 'M': 40, 'N': 50, 'O': 70, 'P': 100,
}

// greekValue reads Greek numerals, where 6 is ΣΤ and 11 is ΙΑ.
func greekValue(word []rune) int32 {
	var v int32
	for i := 0; i < len(word); i++ {
		d := greekDigits[word[i]]
		if word[i] == 'Σ' && i+1 < len(word) && (word[i+1] == 'Τ' || word[i+1] == 'T') {
			d = 6
			i++
		}
		if d == 0 || v > 0 && d >= 10 && d >= v {
			return 0
		}
		v += d
	}
	return v
}

// romanValue reads a well-formed roman numeral up to 399.
func romanValue(word []rune) int32 {
	if len(word) == 1 && word[0] >= 'Ⅰ' && word[0] <= 'Ⅻ' {
		return word[0] - 'Ⅰ' + 1
	}
	var v int32
	for i, r := range word {
		d := romanDigit(r)
		if d == 0 || d > 100 {
			return 0
		}
		if i+1 < len(word) && romanDigit(word[i+1]) > d {
			v -= d
		} else {
			v += d
		}
	}
	if v <= 0 || v > 399 || roman(v) != string(word) {
		return 0
	}
	return v
}

func romanDigit(r rune) int32 {
	switch r {
	case 'I':
		return 1
	case 'V':
		return 5
	case 'X':
		return 10
	case 'L':
		return 50
	case 'C':
		return 100
	}
	return 0
}

func roman(v int32) string {
	var b strings.Builder
	for _, p := range []struct {
		value int32
		sign  string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; v >= p.value; v -= p.value {
			b.WriteString(p.sign)
		}
	}
	return b.String()
}

// stems are the signs that Chinese counts with where others have letters.
var stems = []rune("甲乙丙丁戊己庚辛壬癸")

var abjadOrder = []rune("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ")

func abjadValue(r rune) int32 {
	if r == 'ا' {
		r = 'أ'
	}
	for i, a := range abjadOrder {
		if a == r {
			return int32(i) + 1
		}
	}
	return 0
}

// readHan reads "一、" and "一." and numerals that stand alone.
func readHan(line string, m *numeral) int {
	n := hanDigits(line)
	v, ok := naming.HanNumber(line[:n])
	if !ok {
		return 0
	}
	st, size := closing(line[n:])
	if size == 0 && n < len(line) {
		return 0
	}
	m.add(reading{han, st, false, int32(v)})
	return n + size
}
