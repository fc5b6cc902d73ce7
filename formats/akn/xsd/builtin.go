package xsd

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/formats/akn/xsd/internal/xmlscan"
)

// builtin is a simple type of XML Schema Part 2 that the engine knows.
type builtin uint8

const (
	anySimpleType builtin = iota
	stringType
	normalizedString
	token
	languageType
	nameType
	ncName
	idType
	nmToken
	anyURI
	boolean
	decimal
	integer
	float
	double
	date
	dateTime
	timeType
	gYear
	gYearMonth
	gMonth
	gMonthDay
	gDay
	duration
	hexBinary
	base64Binary
)

type whiteSpace uint8

const (
	preserve whiteSpace = iota
	replace
	collapse
)

// What a value of a built-in type must look like, in words for a message.
var builtins = [...]struct {
	name  string
	space whiteSpace
	looks string
}{
	anySimpleType:    {"anySimpleType", preserve, "any text"},
	stringType:       {"string", preserve, "any text"},
	normalizedString: {"normalizedString", replace, "any text"},
	token:            {"token", collapse, "any text"},
	languageType:     {"language", collapse, "a language tag such as en or pt-BR"},
	nameType:         {"Name", collapse, "a name (a letter or underscore, then letters, digits, . - _ :)"},
	ncName:           {"NCName", collapse, "a name without colon (a letter or underscore, then letters, digits, . - _)"},
	idType:           {"ID", collapse, "a name without colon (a letter or underscore, then letters, digits, . - _)"},
	nmToken:          {"NMTOKEN", collapse, "letters, digits and . - _ :"},
	anyURI:           {"anyURI", collapse, "a URI or a relative reference (RFC 3986)"},
	boolean:          {"boolean", collapse, "true, false, 1 or 0"},
	decimal:          {"decimal", collapse, "a decimal number such as 12.5"},
	integer:          {"integer", collapse, "a whole number such as 12"},
	float:            {"float", collapse, "a number such as 1.5E3"},
	double:           {"double", collapse, "a number such as 1.5E3"},
	date:             {"date", collapse, "a date YYYY-MM-DD"},
	dateTime:         {"dateTime", collapse, "a date with time YYYY-MM-DDThh:mm:ss"},
	timeType:         {"time", collapse, "a time hh:mm:ss"},
	gYear:            {"gYear", collapse, "a year YYYY"},
	gYearMonth:       {"gYearMonth", collapse, "a month YYYY-MM"},
	gMonth:           {"gMonth", collapse, "a month --MM"},
	gMonthDay:        {"gMonthDay", collapse, "a day --MM-DD"},
	gDay:             {"gDay", collapse, "a day ---DD"},
	duration:         {"duration", collapse, "a duration such as P1Y2M3D or PT4H"},
	hexBinary:        {"hexBinary", collapse, "hexadecimal digits in pairs"},
	base64Binary:     {"base64Binary", collapse, "base64"},
}

// builtinBases says which built-in type another restricts (XML Schema Part 2, 3);
// those that are not here restrict anySimpleType.
var builtinBases = map[string]string{
	"normalizedString": "string", "token": "normalizedString", "language": "token", "Name": "token", "NMTOKEN": "token",
	"NCName": "Name", "ID": "NCName", "integer": "decimal",
}

// integerTypes are the types derived from xsd:integer by bounds, each after the
// one it restricts.
var integerTypes = []struct{ name, base, min, max string }{
	{"nonPositiveInteger", "integer", "", "0"},
	{"negativeInteger", "nonPositiveInteger", "", "-1"},
	{"long", "integer", "-9223372036854775808", "9223372036854775807"},
	{"int", "long", "-2147483648", "2147483647"},
	{"short", "int", "-32768", "32767"},
	{"byte", "short", "-128", "127"},
	{"nonNegativeInteger", "integer", "0", ""},
	{"unsignedLong", "nonNegativeInteger", "0", "18446744073709551615"},
	{"unsignedInt", "unsignedLong", "0", "4294967295"},
	{"unsignedShort", "unsignedInt", "0", "65535"},
	{"unsignedByte", "unsignedShort", "0", "255"},
	{"positiveInteger", "nonNegativeInteger", "1", ""},
}

// valid reports whether v, its white space already treated, is in the lexical
// space of the type.
func (t builtin) valid(v []byte) bool {
	switch t {
	case anySimpleType, stringType, normalizedString, token:
		return true
	case languageType:
		return isLanguage(v)
	case nameType:
		return xmlscan.IsName(v)
	case ncName, idType:
		return xmlscan.IsName(v) && bytes.IndexByte(v, ':') < 0
	case nmToken:
		return xmlscan.IsNameToken(v)
	case anyURI:
		return isURIReference(v)
	case boolean:
		switch string(v) {
		case "true", "false", "1", "0":
			return true
		}
		return false
	case decimal, integer:
		return isDecimal(v, t == integer)
	case float, double:
		return isFloat(v)
	case duration:
		return isDuration(v)
	case hexBinary:
		for _, c := range v {
			if !isHex(c) {
				return false
			}
		}
		return len(v)%2 == 0
	case base64Binary:
		_, err := base64.StdEncoding.Strict().DecodeString(strings.ReplaceAll(string(v), " ", ""))
		return err == nil
	}
	return isTemporal(t, v)
}

// canonical is a form in which equal values of the type are equal strings; ok is
// false for types whose values the engine cannot compare.
func (t builtin) canonical(v string) (form string, ok bool) {
	switch t {
	case boolean:
		if v == "1" || v == "true" {
			return "true", true
		}
		return "false", true
	case decimal, integer:
		return canonicalDecimal(v), true
	case hexBinary:
		return strings.ToUpper(v), true
	case float, double, date, dateTime, timeType, gYear, gYearMonth, gMonth, gMonthDay, gDay, duration, base64Binary:
		return v, false
	}
	return v, true
}

// primitive is the primitive type that the type is derived from.
func (t builtin) primitive() builtin {
	switch t {
	case normalizedString, token, languageType, nameType, ncName, idType, nmToken:
		return stringType
	case integer:
		return decimal
	}
	return t
}

// isLanguage: [a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*.
func isLanguage(v []byte) bool {
	for first := true; ; first = false {
		part, rest, more := bytes.Cut(v, []byte("-"))
		if len(part) == 0 || len(part) > 8 {
			return false
		}
		for _, c := range part {
			if !isLetter(c) && (first || !isDigit(c)) {
				return false
			}
		}
		if !more {
			return true
		}
		v = rest
	}
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isHex(c byte) bool    { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// isDecimal: an optional sign, digits, and unless whole a point with digits on
// one side at least.
func isDecimal(v []byte, whole bool) bool {
	if len(v) > 0 && (v[0] == '+' || v[0] == '-') {
		v = v[1:]
	}
	digits, point := 0, false
	for _, c := range v {
		switch {
		case isDigit(c):
			digits++
		case c == '.' && !whole && !point:
			point = true
		default:
			return false
		}
	}
	return digits > 0
}

// canonicalDecimal drops what does not change the value of a decimal number.
func canonicalDecimal(v string) string {
	negative := strings.HasPrefix(v, "-")
	v = strings.TrimLeft(v, "+-0")
	whole, fraction, _ := strings.Cut(v, ".")
	fraction = strings.TrimRight(fraction, "0")
	switch {
	case whole == "" && fraction == "":
		return "0"
	case whole == "":
		whole = "0"
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if negative {
		return "-" + whole
	}
	return whole
}

// compareDecimals orders two numbers in canonical form.
func compareDecimals(a, b string) int {
	an, bn := strings.HasPrefix(a, "-"), strings.HasPrefix(b, "-")
	switch {
	case an && bn:
		return compareDecimals(b[1:], a[1:])
	case an:
		return -1
	case bn:
		return 1
	}
	aw, af, _ := strings.Cut(a, ".")
	bw, bf, _ := strings.Cut(b, ".")
	if len(aw) != len(bw) {
		return len(aw) - len(bw)
	}
	if c := strings.Compare(aw, bw); c != 0 {
		return c
	}
	return strings.Compare(af, bf)
}

func isFloat(v []byte) bool {
	switch string(v) {
	case "INF", "-INF", "NaN":
		return true
	}
	mantissa, exponent, has := bytes.Cut(bytes.ReplaceAll(v, []byte("E"), []byte("e")), []byte("e"))
	return isDecimal(mantissa, false) && (!has || isDecimal(exponent, true))
}

// isDuration: PnYnMnDTnHnMnS with at least one part, a fraction on seconds only.
func isDuration(v []byte) bool {
	if len(v) > 0 && v[0] == '-' {
		v = v[1:]
	}
	if len(v) == 0 || v[0] != 'P' {
		return false
	}
	v = v[1:]
	date, clock, timed := bytes.Cut(v, []byte("T"))
	n, ok := durationParts(date, "YMD")
	m, okClock := durationParts(clock, "HMS")
	return ok && okClock && n+m > 0 && (!timed || m > 0)
}

func durationParts(v []byte, units string) (parts int, ok bool) {
	for len(v) > 0 {
		i := 0
		for i < len(v) && isDigit(v[i]) {
			i++
		}
		digits := i
		if i < len(v) && v[i] == '.' {
			for i++; i < len(v) && isDigit(v[i]); i++ {
			}
			if i == digits+1 || i == len(v) || v[i] != 'S' {
				return 0, false
			}
		}
		if digits == 0 || i == len(v) {
			return 0, false
		}
		k := strings.IndexByte(units, v[i])
		if k < 0 {
			return 0, false
		}
		units, v = units[k+1:], v[i+1:]
		parts++
	}
	return parts, true
}

// The parts of the date and time types, in the order they are written.
var temporalForms = map[builtin]string{
	date: "Y-M-D", dateTime: "Y-M-DTh:m:s", timeType: "h:m:s", gYear: "Y", gYearMonth: "Y-M",
	gMonth: "--M", gMonthDay: "--M-D", gDay: "---D",
}

// isTemporal reads a value of a date or time type (XML Schema Part 2, 3.2.7 to
// 3.2.14): the calendar counts, and a time zone may follow.
func isTemporal(t builtin, v []byte) bool {
	year, month, day, hour, minute, second, fraction := 2000, 1, 1, 0, 0, 0, false
	two := func(dst *int, least, most int) bool {
		if len(v) < 2 || !isDigit(v[0]) || !isDigit(v[1]) {
			return false
		}
		*dst = int(v[0]-'0')*10 + int(v[1]-'0')
		v = v[2:]
		return least <= *dst && *dst <= most
	}
	for _, part := range []byte(temporalForms[t]) {
		ok := true
		switch part {
		case 'Y':
			var n int
			year, n = readYear(v)
			ok = n > 0
			v = v[n:]
		case 'M':
			ok = two(&month, 1, 12)
		case 'D':
			ok = two(&day, 1, 31)
		case 'h':
			ok = two(&hour, 0, 24)
		case 'm':
			ok = two(&minute, 0, 59)
		case 's':
			ok = two(&second, 0, 59)
			if ok && len(v) > 0 && v[0] == '.' {
				i := 1
				for i < len(v) && isDigit(v[i]) {
					fraction = fraction || v[i] != '0'
					i++
				}
				ok = i > 1
				v = v[i:]
			}
		default:
			ok = len(v) > 0 && v[0] == part
			if ok {
				v = v[1:]
			}
		}
		if !ok {
			return false
		}
	}
	if hour == 24 && (minute != 0 || second != 0 || fraction) {
		return false
	}
	return day <= daysIn(year, month) && isZone(v)
}

// readYear reads four digits or more, without leading zeros beyond four; the
// result is the year modulo 400, which is all that the calendar needs.
func readYear(v []byte) (year, n int) {
	i := 0
	if len(v) > 0 && v[0] == '-' {
		i++
	}
	from, zero := i, true
	for i < len(v) && isDigit(v[i]) {
		year = (year*10 + int(v[i]-'0')) % 400
		zero = zero && v[i] == '0'
		i++
	}
	if i-from < 4 || i-from > 4 && v[from] == '0' || zero {
		return 0, 0
	}
	return year, i
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func isZone(v []byte) bool {
	if len(v) == 0 || string(v) == "Z" {
		return true
	}
	if len(v) != 6 || v[0] != '+' && v[0] != '-' || v[3] != ':' {
		return false
	}
	hours, err1 := strconv.ParseUint(string(v[1:3]), 10, 8)
	minutes, err2 := strconv.ParseUint(string(v[4:6]), 10, 8)
	return err1 == nil && err2 == nil && minutes < 60 && (hours < 14 || hours == 14 && minutes == 0)
}
