package linebreak

import (
	"strings"
	"testing"
)

func TestStretches(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"words", "Rules of Procedure,", "Rules |of |Procedure,"},
		{"spaces at both ends", " a ", " |a "},
		{"a hyphen in a word", "EU-Kazakhstan seminar", "EU-|Kazakhstan |seminar"},
		{"a number of a document", "(2016/2607(RSP))", "(2016/2607(RSP))"},
		{"a slash between words", "Commission/High Representative", "Commission/|High |Representative"},
		{"a non-breaking hyphen", "Vice‑President of", "Vice‑President |of"},
		{"a non-breaking space", "Article\u00A03 of", "Article\u00A03 |of"},
		{"a lone dash stays with what is before it", "EU - Kazakhstan", "EU - |Kazakhstan"},
		{"marks with a space before them", "la liste : « un mot » !", "la |liste : |« un |mot » !"},
		{"curly quotes", "the ‘Nakanune.kz’ portal", "the |‘Nakanune.kz’ |portal"},
		{"a list mark", "(a) point (b)", "(a) |point |(b)"},
		{"a letter with a hyphen", "e-mail", "e-mail"},
		{"a range of years", "2014–2020", "2014–|2020"},
		{"a soft hyphen", "Koope\u00ADration", "Koope\u00AD|ration"},
		{"chinese", "欧洲议会，鉴于", "欧|洲|议|会，|鉴|于"},
		{"greek", "έχοντας υπόψη", "έχοντας |υπόψη"},
		{"arabic", "البرلمان الأوروبي،", "البرلمان |الأوروبي،"},
		{"a per cent sign", "0,5 % of", "0,5 % |of"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var b Breaker
			var parts []string
			for _, s := range b.Stretches(nil, tc.text) {
				parts = append(parts, tc.text[s.Start:s.Next])
			}
			if got := strings.Join(parts, "|"); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func FuzzStretches(f *testing.F) {
	f.Add(" a-b  欧洲 « x » ")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		var b Breaker
		at := 0
		for _, s := range b.Stretches(nil, text) {
			if s.Start != at || s.End < s.Start || s.Next < s.End || s.Next == s.Start {
				t.Fatalf("stretch %+v after byte %d of %q", s, at, text)
			}
			at = s.Next
		}
		if at != len(text) {
			t.Fatalf("%d of %d bytes of %q are in a stretch", at, len(text), text)
		}
	})
}

func BenchmarkStretches(b *testing.B) {
	text := strings.Repeat("whereas Kazakhstan plays a crucial role with regard to the stability, ", 10)
	var br Breaker
	var out []Stretch
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		out = br.Stretches(out[:0], text)
	}
}
