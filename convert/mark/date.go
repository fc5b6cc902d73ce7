package mark

import (
	"github.com/plurilex/plurilex/convert/language/phrase"
	"strings"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// order is one way in which the parts of a date follow each other.
type order []element

type element struct {
	part     byte // d, m, n, y; 0 for a character as it is
	char     rune
	optional bool
}

func newOrder(pattern string) order {
	var o order
	for i := 0; i < len(pattern); {
		if pattern[i] == '{' && i+2 < len(pattern) && pattern[i+2] == '}' {
			o = append(o, element{part: pattern[i+1]})
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(pattern[i:])
		i += size
		if r == '?' && len(o) > 0 {
			o[len(o)-1].optional = true
			continue
		}
		o = append(o, element{char: r})
	}
	return o
}

// date is the longest full date at i.
func (s *scan) date(i int) Mark {
	var best Mark
	for _, o := range s.orders {
		if m := s.dateIn(o, i); m.End > best.End {
			best = m
		}
	}
	return best
}

func (s *scan) dateIn(o order, i int) Mark {
	var day, month, year int
	at, numeric := i, true
	for _, e := range o {
		var ok bool
		end := at
		switch e.part {
		case 'd':
			day, end, ok = s.numeral(at, 2)
			end = s.dayMark(end)
		case 'n':
			month, end, ok = s.numeral(at, 2)
		case 'y':
			year, end, ok = s.year(at)
		case 'm':
			numeric = false
			month, end, ok = s.month(at)
		default:
			end, ok = s.char(e.char, at)
			if !ok && e.optional {
				end, ok = at, true
			}
			numeric = numeric && e.char != ' '
		}
		if !ok {
			return Mark{}
		}
		at = end
	}
	if numeric && i > 1 {
		// "1.2.3.2004" is a number of something, not the second of March.
		if _, ok := phrase.Digit(phrase.Before(s.text, i-1)); ok && strings.IndexByte("./-", s.text[i-1]) >= 0 {
			return Mark{}
		}
	}
	if !phrase.Border(s.text, at) {
		return Mark{}
	}
	if r, size := phrase.Next(s.text, at); size > 0 {
		if _, ok := phrase.Digit(r); ok {
			return Mark{}
		}
	}
	if year < 1000 || month < 1 || month > 12 || day < 1 || day > days(year, month) {
		return Mark{}
	}
	return Mark{Start: i, End: at, Kind: document.Date, Value: isoDate(year, month, day)}
}

// isoDate writes a date of a year with four digits as ISO 8601 does.
func isoDate(year, month, day int) string {
	b := append(make([]byte, 0, len("2016-03-10")), itoa(year)...)
	for _, n := range [...]int{month, day} {
		b = append(b, '-', byte('0'+n/10), byte('0'+n%10))
	}
	return string(b)
}

// days is how many days the month has.
func days(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// char matches one character of an order.
func (s *scan) char(want rune, at int) (end int, ok bool) {
	if want == ' ' {
		end = phrase.Spaces(s.text, at)
		return end, end > at
	}
	got, size := phrase.Next(s.text, at)
	switch {
	case size == 0:
		return at, false
	case want == '-' && phrase.IsHyphen(got), want == '\'' && phrase.IsApostrophe(got), phrase.Fold(got) == phrase.Fold(want):
		return at + size, true
	}
	return at, false
}

// numeral reads a number of up to most digits.
func (s *scan) numeral(at, most int) (value, end int, ok bool) {
	value, end, count := number(s.text, at, most)
	if count == 0 && s.han {
		value, end = hanNumber(s.text, at)
		return value, end, end > at
	}
	return value, end, count > 0
}

func (s *scan) year(at int) (value, end int, ok bool) {
	value, end, count := number(s.text, at, 4)
	if count == 0 && s.han {
		value, end = hanDigits(s.text, at)
		return value, end, end > at
	}
	return value, end, count == 4
}

// dayMark is where what may follow the number of a day ends.
func (s *scan) dayMark(at int) int {
	best := at
	for _, m := range s.dayMarks {
		end := at
		ok := true
		for _, want := range m {
			if end, ok = s.char(want, end); !ok {
				break
			}
		}
		if ok && end > best && phrase.Border(s.text, end) {
			best = end
		}
	}
	return best
}

func (s *scan) month(at int) (n, end int, ok bool) {
	var buf [32]int32
	for _, id := range s.tree.at(s.text, at, buf[:0]) {
		e := &s.tree.values[id]
		if e.what != aMonth {
			continue
		}
		if to, matched := s.tree.phrases[id].Match(s.text, at); matched && to > end {
			n, end, ok = e.n, to, true
		}
	}
	return n, end, ok
}

const hanNumerals = "〇一二三四五六七八九"

// hanDigit is the value of a Chinese digit.
func hanDigit(r rune) (int, bool) {
	switch r {
	case '零', '○':
		return 0, true
	case '元':
		return 1, true
	}
	if i := strings.IndexRune(hanNumerals, r); i >= 0 && r >= 0x3007 {
		return i / 3, true
	}
	return 0, false
}

// hanNumber reads a number below 100 as it is spoken: 七, 十七, 二十, 三十一, 廿七.
func hanNumber(text string, at int) (value, end int) {
	end, tens, ones := at, 0, 0
	for {
		r, size := phrase.Next(text, end)
		d, ok := hanDigit(r)
		switch {
		case size == 0:
			return tens + ones, end
		case ok && ones == 0:
			ones = d
		case r == '十' && tens == 0:
			tens, ones = max(ones, 1)*10, 0
		case (r == '廿' || r == '卅') && tens == 0 && ones == 0:
			tens = 20
			if r == '卅' {
				tens = 30
			}
		default:
			return tens + ones, end
		}
		end += size
	}
}

// hanDigits reads a year written digit by digit: 一九七五.
func hanDigits(text string, at int) (value, end int) {
	end = at
	for count := 0; count < 4; count++ {
		r, size := phrase.Next(text, end)
		d, ok := hanDigit(r)
		if size == 0 || !ok {
			return 0, at
		}
		value = value*10 + d
		end += size
	}
	return value, end
}
