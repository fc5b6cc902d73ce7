package syntax

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// AppendString appends a literal string with the bytes of s.
func AppendString(b []byte, s string) []byte {
	b = append(b, '(')
	for i := range len(s) {
		b = AppendEscaped(b, s[i])
	}
	return append(b, ')')
}

// AppendEscaped appends one byte of a literal string. A carriage return is
// escaped since a reader takes a bare one for a line feed.
func AppendEscaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// AppendText appends a text string (ISO 32000-1, 7.9.2.2): as it is when it is
// ASCII, else as UTF-16 with a byte order mark.
func AppendText(b []byte, s string) []byte {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' {
			return appendUTF16(b, s)
		}
	}
	return AppendString(b, s)
}

func appendUTF16(b []byte, s string) []byte {
	b = append(b, '(', 0xFE, 0xFF)
	for _, r := range s {
		if hi, lo := utf16.EncodeRune(r); hi != utf8.RuneError {
			b = AppendEscaped(AppendEscaped(b, byte(hi>>8)), byte(hi))
			r = lo
		}
		b = AppendEscaped(AppendEscaped(b, byte(r>>8)), byte(r))
	}
	return append(b, ')')
}

// AppendName appends a name with its slash, other characters than letters,
// digits and the commonest signs as #XX.
func AppendName(b []byte, name string) []byte {
	const hex = "0123456789ABCDEF"
	b = append(b, '/')
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '.', c == '+':
			b = append(b, c)
		default:
			b = append(b, '#', hex[c>>4], hex[c&15])
		}
	}
	return b
}

// AppendRef appends a reference to an object.
func AppendRef(b []byte, r Ref) []byte {
	return append(strconv.AppendInt(b, int64(r), 10), " 0 R"...)
}

// AppendInt appends a whole number.
func AppendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// AppendThousandths appends n/1000 with at most two decimals, rounded to the
// nearest; halves go away from zero.
func AppendThousandths(b []byte, n int64) []byte {
	if n < 0 {
		if n > -5 {
			return append(b, '0')
		}
		b, n = append(b, '-'), -n
	}
	n = (n + 5) / 10
	b = strconv.AppendInt(b, n/100, 10)
	switch rest := n % 100; {
	case rest == 0:
		return b
	case rest%10 == 0:
		return append(b, '.', byte('0'+rest/10))
	default:
		return append(b, '.', byte('0'+rest/10), byte('0'+rest%10))
	}
}
