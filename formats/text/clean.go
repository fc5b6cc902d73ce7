package text

import (
	"unicode"
	"unicode/utf8"
)

// hole is a range inside a line that is no part of the text.
type hole struct {
	start, end int
	reason     string
}

// isHole reports whether a character is never part of a text: control
// characters, and soft hyphens, which stand where a word may be broken.
func isHole(r rune) bool {
	return r == '\u00ad' || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// findHoles finds the characters that are never part of a text.
func findHoles(s string) []hole {
	var holes []hole
	for i := 0; i < len(s); {
		c := s[i]
		size := 1
		reason := ""
		switch {
		case c < ' ' && !(c >= '\t' && c <= '\r') || c == 0x7f:
			reason = "control-character"
		case c == 0xc2:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if r == '\u00ad' {
				reason = "soft-hyphen"
			} else if isHole(r) {
				reason = "control-character"
			}
		}
		if reason != "" {
			if n := len(holes); n > 0 && holes[n-1].end == i && holes[n-1].reason == reason {
				holes[n-1].end = i + size
			} else {
				holes = append(holes, hole{i, i + size, reason})
			}
		}
		i += size
	}
	return holes
}

// calls are the marks of footnotes in running text.
type calls struct{}

func (c *calls) expects(last int32, r reading, ln *line) bool { return false }
