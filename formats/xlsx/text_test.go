package xlsx

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var escapes = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// asRead is what a reader of the file makes of an escaped text.
func asRead(escaped string) string {
	escaped = strings.ReplaceAll(escaped, string(underscore), "_x005F_")
	return escapes.ReplaceAllStringFunc(escaped, func(e string) string {
		code, _ := strconv.ParseUint(e[2:6], 16, 32)
		return string(rune(code))
	})
}

func TestEscape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"_x", "_", "x", "0041", "00", "4", "D800", "_x005F_", "é", "\n", "𝔓"})).Draw(t, "pieces"), "")
		escaped, exact := escape(text)
		if !exact || asRead(escaped) != text {
			t.Fatalf("%q is read as %q", text, asRead(escaped))
		}
	})
	for text, want := range map[string]string{"a\x00b": "a\ufffdb", "\r\n": "\ufffd\n", "\xc3": "\ufffd", "\uffff": "\ufffd", "\ufdd0": "\ufffd"} {
		if got, exact := escape(text); got != want || exact {
			t.Errorf("%q becomes %q, exact: %v", text, got, exact)
		}
	}
}

// TestCut demands of both ways to cut a text that nothing is lost and that each
// piece fits.
func TestCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"a ", "word ", "𝔓", "_x0041_", "法律", "\xff", "\u0301", "\n", "whereas the text goes on with more words than this line can hold "})
		var b strings.Builder
		for range rapid.IntRange(1, 8).Draw(t, "runs") {
			b.WriteString(strings.Repeat(word.Draw(t, "word"), rapid.IntRange(0, 2500).Draw(t, "times")))
		}
		text := b.String()
		for name, pieces := range map[string][]string{"cells": cells(text), "rows": rows(text, 50)} {
			if strings.Join(pieces, "") != text {
				t.Fatalf("%s: the pieces do not make the text", name)
			}
			for _, p := range pieces {
				escaped, _ := escape(p)
				if n := utf16Len(strings.ReplaceAll(escaped, string(underscore), "_x005F_")); n > maxCell {
					t.Fatalf("%s: a piece of %d units", name, n)
				}
				if name == "rows" && textHeight(p, 50, fontSize) > maxHeight {
					t.Fatalf("a piece is %v points high", textHeight(p, 50, fontSize))
				}
			}
		}
	})
}

func TestLines(t *testing.T) {
	for _, test := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"", 20, []string{""}},
		{"one line", 20, []string{"one line"}},
		{"this text is longer than that", 14, []string{"this text is ", "longer than that"}},
		{"a\nb", 20, []string{"a\n", "b"}},
		{"0123456789012345678901234567890", 20, []string{"012345678901234567", "8901234567890"}},
		{"欧洲议会关于哈萨克斯坦言论自由的决议", 20, []string{"欧洲议会关于哈萨克斯", "坦言论自由的决议"}},
	} {
		starts, _ := lines(test.text, test.width, fontSize)
		var got []string
		for i, start := range starts {
			end := len(test.text)
			if i+1 < len(starts) {
				end = starts[i+1]
			}
			got = append(got, test.text[start:end])
		}
		if strings.Join(got, "|") != strings.Join(test.want, "|") {
			t.Errorf("%q is set as %q, want %q", test.text, got, test.want)
		}
	}
}

func TestFormulaLike(t *testing.T) {
	for text, want := range map[string]bool{"": false, "-": true, "=A1": true, "+1": true, "@a": true, "\ta": true, "– dash": false, "a=b": false} {
		if formulaLike(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestColumnName(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := columnName(n); got != want {
			t.Errorf("column %d is %s, want %s", n, got, want)
		}
	}
}
