package font

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
)

// alphabets are the letters of each language that its texts cannot do without.
var alphabets = map[string]string{
	"bg": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯабвгдежзийклмнопрстуфхцчшщъьюяѝ№„“",
	"cs": "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽáčďéěíňóřšťúůýž",
	"da": "ÆØÅæøåé",
	"de": "ÄÖÜẞäöüß„“‚‘",
	"el": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίόύώϊϋΐΰςαβγδεζηθικλμνξοπρστυφχψω·«»",
	"en": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789‘’“”–—…§€",
	"es": "ÁÉÍÑÓÚÜáéíñóúü¿¡ªº",
	"et": "ÄÕÖŠÜŽäõöšüž",
	"fi": "ÄÅÖäåöŠŽšž",
	"fr": "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»\u00A0\u202F",
	"ga": "ÁÉÍÓÚáéíóúḂḃ",
	"hr": "ČĆĐŠŽčćđšžǅǆ",
	"hu": "ÁÉÍÓÖŐÚÜŰáéíóöőúüű",
	"it": "ÀÈÉÌÒÙàèéìòù",
	"lt": "ĄČĘĖĮŠŲŪŽąčęėįšųūž",
	"lv": "ĀČĒĢĪĶĻŅŠŪŽāčēģīķļņšūž",
	"mt": "ĊĠĦŻċġħż",
	"nl": "ËÏĲëïĳéè",
	"pl": "ĄĆĘŁŃÓŚŹŻąćęłńóśźż",
	"pt": "ÁÂÃÀÇÉÊÍÓÔÕÚáâãàçéêíóôõú",
	"ro": "ĂÂÎȘȚăâîșțŞşŢţ",
	"ru": "ЁЙЭЫЪёйэыъ",
	"sk": "ÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽáäčďéíĺľňóôŕšťúýž",
	"sl": "ČŠŽčšž",
	"sv": "ÅÄÖåäöé",
	"ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةًٌٍَُِّْ،؛؟٠١٢٣٤٥٦٧٨٩–()«»",
}

func TestCoverage(t *testing.T) {
	for tag, letters := range alphabets {
		for style := range BoldItalic + 1 {
			stack := Default().For("")
			for _, seg := range stack.Segments(nil, style, letters) {
				if seg.Missing {
					t.Errorf("%s in style %d: no face has %q", tag, style, letters[seg.Start:seg.End])
				}
			}
		}
		if missing := Default().For("").Coverage(letters); len(missing) > 0 {
			t.Errorf("%s: no face has %q", tag, missing)
		}
	}
	if got := Default().For("Hans").Coverage("欧洲 a 欧"); !slices.Equal(got, []rune{'欧', '洲'}) {
		t.Errorf("missing of Chinese: %q", got)
	}
}

func TestSegments(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"one face", "Rules 135(5)", "LiberationSerif:Rules 135(5)"},
		{"beyond ASCII", "Übereinkommen – «x»", "LiberationSerif:Übereinkommen – «x»"},
		{"two faces", "ab قرار 12", "LiberationSerif:ab |NotoNaskhArabic-Regular:قرار|LiberationSerif: 12"},
		{"marks stay with their letter", "e\u0301x", "LiberationSerif:e\u0301x"},
		{"an Arabic mark", "بّ", "NotoNaskhArabic-Regular:بّ"},
		{"a letter no face has", "a𐎀b", "LiberationSerif:a|!LiberationSerif:𐎀|LiberationSerif:b"},
		{"a hyphen that does not break", "Vice‑President", "LiberationSerif:Vice‑President"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var parts []string
			for _, s := range Default().For("").Segments(nil, Regular, tc.text) {
				mark := ""
				if s.Missing {
					mark = "!"
				}
				parts = append(parts, mark+s.Face.Name+":"+tc.text[s.Start:s.End])
			}
			if got := strings.Join(parts, "|"); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestShape(t *testing.T) {
	shaper := Default().Shaper()
	defer Default().Release(shaper)
	regular := Default().For("").first[Regular]
	for _, tc := range []struct {
		name, text string
		rtl        bool
		want       string // text of each glyph
	}{
		{"letters", "AVoid", false, "A|V|o|i|d"},
		{"a letter with a mark that is one glyph", "e\u0301", false, "e\u0301"},
		{"what is not to be seen goes with its neighbour", "a\u200Db", false, "a\u200D|b"},
		{"nothing to be seen", "\u2060", false, "\u2060"},
		{"what a PDF must not say", "a\uFEFFb", false, "a|b"},
		{"no such letter", "𐎀", false, "𐎀"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			run := shaper.Shape(regular, tc.text, tc.rtl, "en")
			var parts []string
			width := int32(0)
			for _, g := range run.Glyphs {
				if g.ID == 0 {
					t.Error("glyph 0")
				}
				parts = append(parts, g.Text)
				width += g.Advance
			}
			if got := strings.Join(parts, "|"); got != tc.want {
				t.Errorf("glyphs %q, want %q", got, tc.want)
			}
			if width != run.Width {
				t.Errorf("width %d, the glyphs have %d", run.Width, width)
			}
		})
	}
	kerned, apart := shaper.Shape(regular, "AV", false, "en").Width, shaper.Shape(regular, "A", false, "en").Width+shaper.Shape(regular, "V", false, "en").Width
	if kerned >= apart {
		t.Errorf("AV is %d wide, A and V %d: no kerning", kerned, apart)
	}
	if again := shaper.Shape(regular, "AV", false, "en"); again != shaper.Shape(regular, "AV", false, "en") {
		t.Error("a piece of text is shaped again")
	}
}

func TestShaperForgets(t *testing.T) {
	shaper := Default().Shaper()
	regular := Default().For("").first[Regular]
	for i := range 5 * remembered {
		shaper.Shape(regular, fmt.Sprint(i), false, "en")
	}
	if n := len(shaper.recent) + len(shaper.older); n > 2*remembered {
		t.Errorf("%d pieces are remembered, want %d at most", n, 2*remembered)
	}
}

func TestConcurrent(t *testing.T) {
	library := New(nil)
	var wait sync.WaitGroup
	for _, letters := range alphabets {
		wait.Go(func() {
			shaper := library.Shaper()
			defer library.Release(shaper)
			stack := library.For("")
			for _, seg := range stack.Segments(nil, Bold, letters) {
				shaper.Shape(seg.Face, letters[seg.Start:seg.End], false, "en")
			}
		})
	}
	wait.Wait()
}

func TestFolder(t *testing.T) {
	folder := fstest.MapFS{
		"a/second.TTF": {Data: liberationserifbold.TTF},
		"first.ttf":    {Data: liberationserifregular.TTF},
		"broken.ttf":   {Data: []byte("no font")},
		"cff.otf":      {Data: append([]byte("OTTO"), make([]byte, 20)...)},
		"cut.ttf":      {Data: liberationserifregular.TTF[:1000]},
		"readme.txt":   {Data: []byte("no font")},
	}
	families, err := scan(folder)
	if len(families) != 1 || families[0].Name != "Liberation Serif" {
		t.Fatalf("families %v", families)
	}
	if r, b := families[0].Face(Regular), families[0].Face(Bold); r.Name != "LiberationSerif" || b.Name != "LiberationSerif-Bold" || !b.Has('Ω') {
		t.Errorf("faces %q and %q", r.Name, b.Name)
	}
	if families[0].Face(Italic) != families[0].Face(Regular) || families[0].Face(BoldItalic) != families[0].Face(Bold) {
		t.Error("a style that is missing is not the nearest there is")
	}
	for _, name := range []string{"broken.ttf", "cff.otf", "cut.ttf"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not in the error: %v", name, err)
		}
	}
}

// readless is a folder that must not be read.
type readless struct{ t *testing.T }

func (r readless) Open(name string) (fs.File, error) {
	r.t.Errorf("%s is read", name)
	return nil, fs.ErrNotExist
}

func TestFolderIsReadOnlyWhenNeeded(t *testing.T) {
	library := New(readless{t})
	library.For("").Segments(nil, Bold, "Übereinkommen قرار «Σ»")
	library.For("").Coverage("Übereinkommen قرار «Σ»")
}

func FuzzShape(f *testing.F) {
	f.Add("Vice‑President قرار é 欧")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		shaper := Default().Shaper()
		defer Default().Release(shaper)
		for _, rtl := range []bool{false, true} {
			for _, seg := range Default().For("").Segments(nil, Regular, text) {
				part := text[seg.Start:seg.End]
				run := shaper.Shape(seg.Face, part, rtl, "en")
				got := ""
				for i := range run.Glyphs {
					g := run.Glyphs[i]
					if rtl {
						g = run.Glyphs[len(run.Glyphs)-1-i]
					}
					if g.ID == 0 {
						t.Errorf("glyph 0 in %q", part)
					}
					got += g.Text
				}
				if got != readable(part) {
					t.Errorf("glyphs of %q say %q", part, got)
				}
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parse(liberationserifregular.TTF); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkShape(b *testing.B) {
	for _, tc := range []struct {
		name string
		keep bool
	}{{"remembered", true}, {"anew", false}} {
		b.Run(tc.name, func(b *testing.B) {
			shaper := Default().Shaper()
			regular := Default().For("").first[Regular]
			b.ReportAllocs()
			for b.Loop() {
				if !tc.keep {
					clear(shaper.recent)
				}
				shaper.Shape(regular, "Cooperation", false, "en")
			}
		})
	}
}
