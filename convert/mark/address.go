package mark

import (
	"strings"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// address reads a web address, and ELIs that have lost their scheme.
func address(text string, i int) Mark {
	rest := text[i:]
	scheme := ""
	switch {
	case strings.HasPrefix(rest, "http://"), strings.HasPrefix(rest, "https://"):
	case strings.HasPrefix(rest, "www."), strings.HasPrefix(rest, "data.europa.eu/"):
		scheme = "http://"
	default:
		return Mark{}
	}
	end := i
	depth := 0
	for end < len(text) {
		c := text[end]
		if c <= ' ' || c >= utf8.RuneSelf || c == '"' || c == '<' || c == '>' || c == ']' || c == '}' {
			break
		}
		if c == '(' {
			depth++
		}
		if c == ')' {
			if depth == 0 {
				break
			}
			depth--
		}
		end++
	}
	for end > i && strings.IndexByte(".,;:!?'\\", text[end-1]) >= 0 {
		end--
	}
	address := text[i:end]
	if strings.HasSuffix(address, "//") || strings.Count(address, ".") == 0 {
		return Mark{}
	}
	if _, eli, ok := strings.Cut(address, "data.europa.eu/eli/"); ok {
		return Mark{Start: i, End: end, Kind: document.Number, Role: "eli", Value: eli, Target: "http://data.europa.eu/eli/" + eli}
	}
	return Mark{Start: i, End: end, Kind: document.Link, Target: scheme + address}
}
