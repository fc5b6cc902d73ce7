package pattern

import (
	"strings"
	"testing"
)

func TestCompile(t *testing.T) {
	for _, c := range []struct {
		pattern string
		yes, no []string
	}{
		{`[^\s]+`, []string{"a", "para_1", "é/"}, []string{"", " a", "a b", "a\n"}},
		{`a|b`, []string{"a", "b"}, []string{"", "ab", "ca"}},
		{`^a$`, []string{"^a$"}, []string{"a"}},
		{`[A-Z]{2}(-\d{1,3})?`, []string{"AB", "AB-1", "AB-123"}, []string{"A", "AB-", "AB-1234", "ab"}},
		{`a{2,}`, []string{"aa", "aaaa"}, []string{"a"}},
		{`(ab)*`, []string{"", "abab"}, []string{"aba"}},
		{`.`, []string{"x", "é", "\t"}, []string{"", "\n", "\r", "xx"}},
		{`[a-z-[aeiou]]+`, []string{"bcd"}, []string{"a", "bad"}},
		{`[^a-c-[x]]`, []string{"d"}, []string{"a", "x"}},
		{`[a-[a]]`, nil, []string{"", "a"}},
		{`\i\c*`, []string{"a", "_x-1", "é"}, []string{"", "1a", "-a"}},
		{`\p{Lu}\p{Ll}+`, []string{"Éa", "Ab"}, []string{"ab", "A"}},
		{`\P{L}`, []string{"1"}, []string{"a"}},
		{`\w+`, []string{"a1", "é+"}, []string{"a b", "a.", "\u0378"}},
		{`\W`, []string{".", " "}, []string{"a"}},
		{`[\-\]x]`, []string{"-", "]", "x"}, []string{"\\"}},
		{`[-a]`, []string{"-", "a"}, []string{"b"}},
		{`\.\*\\`, []string{`.*\`}, []string{"a"}},
		{``, []string{""}, []string{"a"}},
	} {
		re, err := Compile(c.pattern)
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		for _, s := range c.yes {
			if !re.MatchString(s) {
				t.Errorf("%s does not match %q", c.pattern, s)
			}
		}
		for _, s := range c.no {
			if re.MatchString(s) {
				t.Errorf("%s matches %q", c.pattern, s)
			}
		}
	}
}

func TestRefuses(t *testing.T) {
	for pattern, says := range map[string]string{
		`(a`:                       "')' is missing",
		`a)`:                       "closes nothing",
		`[a`:                       "']' is missing",
		`a**`:                      "repeats a repetition",
		`*`:                        `write \*`,
		`a{`:                       "'}' is missing",
		`a{x}`:                     "no number",
		`a{3,2}`:                   "at most less",
		`a{1001}`:                  "not implemented",
		`\p{IsGreek}`:              "blocks are not implemented",
		`\p{Xx}`:                   "no such category",
		`\q`:                       "no escape",
		`\`:                        "nothing follows",
		`[z-a]`:                    "upside down",
		`[a-\d]`:                   "ends with a class",
		`[[a]`:                     `write \[`,
		strings.Repeat("(", 10000): "nested too deeply",
		"\xff":                     "UTF-8",
	} {
		if _, err := Compile(pattern); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.20s: got %v, want ...%s...", pattern, err, says)
		}
	}
}

func FuzzCompile(f *testing.F) {
	for _, s := range []string{`[^\s]+`, `[a-z-[aeiou]]{2,3}`, `\p{L}|\.(x)*`, `[\w-]`} {
		f.Add(s, "text")
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if re, err := Compile(pattern); err == nil {
			re.MatchString(text)
		}
	})
}
