package hyphen

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func divide(p *Patterns, word string) string {
	at := 0
	var parts []string
	for _, i := range p.Points(nil, word) {
		parts = append(parts, word[at:i])
		at = i
	}
	return strings.Join(append(parts, word[at:]), "-")
}

func TestBuiltin(t *testing.T) {
	for _, tc := range []struct{ tag, word, want string }{
		{"en", "cooperation", "co-oper-a-tion"},
		{"en", "legislation", "le-gis-la-tion"},
		{"en", "the", "the"},
		{"de", "Zusammenarbeit", "Zusam-men-ar-beit"},
		{"de", "Menschenrechte", "Men-schen-rechte"},
		{"fr", "gouvernement", "gou-ver-ne-ment"},
		{"it", "cooperazione", "coo-pe-ra-zione"},
		{"es", "constitución", "cons-ti-tu-ción"},
		{"pt", "parlamento", "par-la-mento"},
		{"nl", "samenwerking", "sa-men-wer-king"},
		{"pl", "współpraca", "współ-praca"},
		{"hu", "együttműködés", "együtt-mű-kö-dés"},
		{"fi", "ihmisoikeudet", "ih-mi-soi-keu-det"},
		{"el", "συνεργασία", "συ-νερ-γα-σία"},
		{"bg", "сътрудничество", "сът-руд-ни-чес-тво"},
		{"ru", "сотрудничество", "со-труд-ни-че-ство"},
		{"sv", "samarbete", "sam-ar-bete"},
	} {
		p, err := Default().Get(tc.tag)
		if err != nil || p == nil {
			t.Errorf("%s: no patterns: %v", tc.tag, err)
			continue
		}
		if got := divide(p, tc.word); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.tag, got, tc.want)
		}
	}
	if p, err := Default().Get("zh"); p != nil || err != nil {
		t.Errorf("zh has patterns %v, error %v", p, err)
	}
}

const small = `% comment with \patterns{x}
\patterns{ .ab3c b1d 2b2d4e
1ü }
\hyphenation{ ta-ble }`

func TestCompile(t *testing.T) {
	data, err := Compile(small, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{
		"abc":   "ab-c",
		"xabc":  "xabc", // x is in no pattern
		"babc":  "babc", // the pattern holds at the start of a word only
		"abd":   "ab-d",
		"abde":  "abde",  // 2b2d overrules 1
		"taüe":  "ta-üe", // a letter of two bytes
		"table": "ta-ble",
		"Abc":   "Abc", // a capital asks for three letters
	} {
		if got := divide(p, word); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if _, err := Compile(`\message{x}`, 2, 3); err == nil {
		t.Error("a file without patterns is compiled")
	}
	for n := range len(data) - 4 {
		if p, err := Parse(data[:n]); err == nil {
			p.Points(nil, "table") // must not run out of the file
		}
	}
}

func FuzzPoints(f *testing.F) {
	f.Add("Zusammenarbeit")
	p, err := Default().Get("de")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, word string) {
		last := 0
		for _, at := range p.Points(nil, word) {
			if at <= last || at >= len(word) || !utf8.RuneStart(word[at]) {
				t.Fatalf("division at byte %d of %q", at, word)
			}
			last = at
		}
	})
}

func BenchmarkPoints(b *testing.B) {
	p, err := Default().Get("de")
	if err != nil {
		b.Fatal(err)
	}
	var out []int
	b.ReportAllocs()
	for b.Loop() {
		out = p.Points(out[:0], "Zusammenarbeitsvereinbarung")
	}
}
