package xsd

import "bytes"

// IsAddress reports whether a value is one of the type anyURI.
func IsAddress(value string) bool { return isURIReference([]byte(value)) }

// isURIReference reports whether v is a URI reference of RFC 3986 once every
// character that a URI must escape is taken as escaped, as XML Schema Part 2
// (3.2.17) has it for anyURI. The empty reference is one.
func isURIReference(v []byte) bool {
	v, fragment, _ := bytes.Cut(v, []byte("#"))
	if !uriChars(fragment, ":@/?") {
		return false
	}
	v, query, _ := bytes.Cut(v, []byte("?"))
	if !uriChars(query, ":@/?") {
		return false
	}
	if i := schemeEnd(v); i > 0 {
		v = v[i+1:]
	} else if i := bytes.IndexAny(v, ":/"); i >= 0 && v[i] == ':' {
		return false // the first segment of a relative path has no colon
	}
	if rest, ok := bytes.CutPrefix(v, []byte("//")); ok {
		authority := rest
		if i := bytes.IndexByte(rest, '/'); i >= 0 {
			authority, v = rest[:i], rest[i:]
		} else {
			v = nil
		}
		if !isAuthority(authority) {
			return false
		}
	}
	return uriChars(v, ":@/")
}

// schemeEnd is the index of the colon behind a scheme, or 0.
func schemeEnd(v []byte) int {
	for i, c := range v {
		switch {
		case c == ':':
			return i
		case isLetter(c), i > 0 && (isDigit(c) || c == '+' || c == '-' || c == '.'):
		default:
			return 0
		}
	}
	return 0
}

func isAuthority(v []byte) bool {
	if i := bytes.IndexByte(v, '@'); i >= 0 {
		if !uriChars(v[:i], ":") {
			return false
		}
		v = v[i+1:]
	}
	host, port := v, []byte(nil)
	if len(v) > 0 && v[0] == '[' {
		i := bytes.IndexByte(v, ']')
		if i < 0 || i+1 < len(v) && v[i+1] != ':' {
			return false
		}
		return i+1 == len(v) || isPort(v[i+2:])
	}
	if i := bytes.LastIndexByte(v, ':'); i >= 0 {
		host, port = v[:i], v[i+1:]
	}
	return isPort(port) && uriChars(host, "")
}

func isPort(v []byte) bool {
	for _, c := range v {
		if !isDigit(c) {
			return false
		}
	}
	return true
}

// uriChars reports whether v consists of unreserved characters, sub-delimiters,
// escapes, those of extra, and characters that are to be escaped.
func uriChars(v []byte, extra string) bool {
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '%':
			if i+2 >= len(v) || !isHex(v[i+1]) || !isHex(v[i+2]) {
				return false
			}
			i += 2
		case c == '[', c == ']', c == '#':
			return false
		case c == ':', c == '@', c == '/', c == '?':
			if bytes.IndexByte([]byte(extra), c) < 0 {
				return false
			}
		}
	}
	return true
}
