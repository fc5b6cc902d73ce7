package phrase_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/language/phrase"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          string // what of the text it matches; "-" for nothing
	}{
		{"having regard to", "Having\u00a0regard  to its", "Having\u00a0regard  to"},
		{"having regard to", "HAVING REGARD TO:", "HAVING REGARD TO"},
		{"having regard to", "having regards to", "-"},
		{"having regard to", "having regard together", "-"},
		{"Council", "council", "-"},
		{"Council", "Councils", "-"},
		{"Council", "COUNCIL,", "COUNCIL"},
		{"Vice-President", "Vice‑ President of", "Vice‑ President"},
		{"Commission/High", "Commission / High", "Commission / High"},
		{"l'Union", "l’Union européenne", "l’Union"},
		{"parlament*", "parlamentom,", "parlamentom"},
		{"parlament*", "parlament", "parlament"},
		{"parlament*", "parlamentarnoscima", "-"},
		{"Evropsk* parlament*", "Evropského parlamentu a", "Evropského parlamentu"},
		{"το ευρωπαϊκό κοινοβούλιο", "ΤΟ ΕΥΡΩΠΑΪΚΟ ΚΟΙΝΟΒΟΥΛΙΟ,", "ΤΟ ΕΥΡΩΠΑΪΚΟ ΚΟΙΝΟΒΟΥΛΙΟ"},
		{"le traité européen", "LE TRAITE EUROPEEN ,", "LE TRAITE EUROPEEN"},
		{"à l'unanimité", "A l'unanimité", "A l'unanimité"},
		{"le traité", "le traite", "-"}, // another word
		{"særlig på", "saerlig paa", "saerlig paa"},
		{"fällt", "FAELLT", "FAELLT"},
		{"安全理事会", "安全理事会决定", "安全理事会"},
		{"n.º", "n.º 5", "n.º"},
		{"", "x", ""},
	} {
		p := phrase.New(c.pattern)
		got := "-"
		if end, ok := p.Match(c.text, 0); ok {
			got = c.text[:end]
		}
		if got != c.want {
			t.Errorf("%q on %q: %q, want %q", c.pattern, c.text, got, c.want)
		}
	}
}

func TestMatchPart(t *testing.T) {
	p := phrase.New("instructs its {President}")
	text := "7. Instructs its President to"
	start, stop, end, ok := p.MatchPart(text, 3)
	if !ok || text[start:stop] != "President" || text[:end] != "7. Instructs its President" {
		t.Errorf("%q, %q, %v", text[start:stop], text[:end], ok)
	}
}

func TestFirst(t *testing.T) {
	for _, c := range []struct {
		pattern string
		keys    []string
		stem    bool
	}{
		{"European Parliament", []string{"european"}, false},
		{"Evropsk* parlament*", []string{"evropsk"}, true},
		{"Ευρωπαϊκό", []string{"ευρωπαικο"}, false},
		{"février", []string{"fevrier", "février"}, false},
		{"særlig", []string{"saerlig", "særlig"}, false},
		{"März", []string{"maerz", "marz", "märz"}, false},
		{"安全理事会", []string{"安"}, false},
		{"n.º", []string{"n"}, false},
		{"(a)", nil, false},
	} {
		p := phrase.New(c.pattern)
		if keys, stem := p.First(); !slices.Equal(keys, c.keys) || stem != c.stem {
			t.Errorf("%q: %q, %v", c.pattern, keys, stem)
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("Vice-President of the Commission/High", "Vice‑ President of the Commission / High", 0)
	f.Add("{a}*", "aaaaaaaaaaa", 1)
	f.Fuzz(func(t *testing.T, pattern, text string, at int) {
		if at < 0 || at > len(text) {
			return
		}
		p := phrase.New(pattern)
		start, stop, end, ok := p.MatchPart(text, at)
		if !ok {
			return
		}
		if start < at || stop > end || end > len(text) {
			t.Fatalf("%q at %d of %q: %d, %d, %d", pattern, at, text, start, stop, end)
		}
		if utf8.ValidString(text) && utf8.ValidString(text[at:]) && !utf8.ValidString(text[at:end]) {
			t.Fatalf("%q cuts a character of %q", pattern, text)
		}
	})
}
