//go:build conformance

package font

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// TestHarfBuzz compares glyphs and places with those of the C library, word by
// word: versions of go-text after 0.3.0 shape Arabic wrongly.
func TestHarfBuzz(t *testing.T) {
	if _, err := exec.LookPath("hb-shape"); err != nil {
		t.Skip("SKIPPED: no hb-shape; install libharfbuzz-bin")
	}
	for _, tc := range []struct {
		languages []string
		script    func(rune) bool
		rtl       bool
		family    int
	}{
		{[]string{"en", "de", "fr", "cs", "pl", "hu", "ro", "lv", "lt", "mt", "ga", "el", "bg", "ru"}, unicode.IsLetter, false, 0},
		{[]string{"ar"}, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }, true, 1},
	} {
		for _, language := range tc.languages {
			words := wordsOf(t, language, tc.script)
			for _, style := range []Style{Regular, Bold, Italic, BoldItalic} {
				face := builtin()[tc.family].Face(style)
				t.Run(language+" in "+face.Name, func(t *testing.T) { compare(t, face, language, tc.rtl, words) })
			}
		}
	}
}

func compare(t *testing.T, face *Face, language string, rtl bool, words []string) {
	dir := t.TempDir()
	file, text := filepath.Join(dir, "font.ttf"), filepath.Join(dir, "words.txt")
	if err := os.WriteFile(file, face.Data(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, []byte(strings.Join(words, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	direction := "ltr"
	if rtl {
		direction = "rtl"
	}
	out, err := exec.Command("hb-shape", "--no-glyph-names", "--no-clusters", "--language="+language, "--direction="+direction, "--font-file="+file, "--text-file="+text).Output()
	if err != nil {
		t.Fatal(err)
	}
	shaper := New(nil).Shaper()
	upem := int32(face.tables().Upem())
	wrong := 0
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(words) {
		t.Fatalf("%d lines for %d words", len(lines), len(words))
	}
	for i, word := range words {
		var want, got []string
		for _, g := range strings.Split(strings.Trim(lines[i], "[]"), "|") {
			var id, x, y, advance int32
			place, width, _ := strings.Cut(g, "+")
			name, offset, moved := strings.Cut(place, "@")
			fmt.Sscan(name, &id)
			fmt.Sscan(width, &advance)
			if moved {
				fmt.Sscanf(offset, "%d,%d", &x, &y)
			}
			want = append(want, fmt.Sprint(id, perMille(advance, upem), perMille(x, upem), perMille(y, upem)))
		}
		for _, g := range shaper.Shape(face, word, rtl, language).Glyphs {
			got = append(got, fmt.Sprint(g.ID, g.Advance, g.DX, g.DY))
		}
		if !slices.Equal(got, want) {
			if wrong++; wrong <= 5 {
				t.Errorf("%s: glyph, advance, offsets are %v, HarfBuzz has %v", word, got, want)
			}
		}
	}
	t.Logf("%d words, %d wrong", len(words), wrong)
}

// wordsOf is words of a language: of real texts where they are at hand, else
// the letters of its alphabet, four at a time.
func wordsOf(t *testing.T, language string, letter func(rune) bool) []string {
	const most = 3000
	seen := map[string]bool{}
	var words []string
	add := func(w string) {
		if w != "" && !seen[w] && len(words) < most {
			seen[w] = true
			words = append(words, w)
		}
	}
	shared := os.Getenv("PLURILEX_SHARED")
	if shared == "" {
		shared = "../../../../shared"
	}
	root := os.DirFS(filepath.Join(shared, "corpora", "real"))
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains("/"+filepath.ToSlash(name), "/"+language+"/") {
			return err
		}
		data, err := fs.ReadFile(root, name)
		lines := bufio.NewScanner(bytes.NewReader(data))
		for lines.Scan() {
			for _, w := range strings.FieldsFunc(lines.Text(), func(r rune) bool { return !letter(r) && !unicode.Is(unicode.Mn, r) }) {
				add(w)
			}
		}
		return err
	})
	if err != nil || len(words) == 0 {
		t.Logf("SKIPPED: no real texts in %q; the alphabet has to do: %v", language, err)
		letters := []rune(alphabets[language])
		letters = slices.DeleteFunc(letters, func(r rune) bool { return !letter(r) })
		for i, a := range letters {
			for k, b := range letters {
				add(string([]rune{a, b, letters[(i*7+k)%len(letters)], letters[(i+k*5)%len(letters)]}))
			}
		}
	}
	return words
}
