package damage_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/formats/text/damage"
)

func sample(t *testing.T, language string) string {
	t.Helper()
	data, err := os.ReadFile("../../../testdata/texts/resolution-" + language + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestApply: every kind changes the text, the same way each time, and the
// letters of every clause are still there, in their order.
func TestApply(t *testing.T) {
	for _, language := range []string{"fr", "el", "bg", "zh"} {
		text := sample(t, language)
		for _, k := range damage.Kinds() {
			r, ok := damage.Apply(text, language, 7, k)
			if !ok {
				t.Errorf("%s, %s: not done", language, k)
				continue
			}
			again, _ := damage.Apply(text, language, 7, k)
			if diff := cmp.Diff(r, again); diff != "" {
				t.Errorf("%s, %s: done twice, it differs:\n%s", language, k, diff)
			}
			breaks := language != "zh" || k != damage.Hyphens && k != damage.SoftHyphens
			if bytes.Equal(r.Data, []byte(text)) && breaks {
				t.Errorf("%s, %s: nothing changed", language, k)
			}
			if r.Charset != "utf-8" {
				continue
			}
			rest := []rune(letters(string(r.Data)))
			for _, want := range letters(text) {
				i := slices.Index(rest, want)
				if i < 0 {
					t.Errorf("%s, %s: %q is gone", language, k, want)
					break
				}
				rest = rest[i+1:]
			}
		}
	}
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

func TestSeeds(t *testing.T) {
	text := sample(t, "de")
	one, _ := damage.Apply(text, "de", 1, damage.Wraps)
	two, _ := damage.Apply(text, "de", 2, damage.Wraps)
	if bytes.Equal(one.Data, two.Data) {
		t.Error("two seeds give one text")
	}
	seen := map[damage.Kind]bool{}
	for seed := range uint64(200) {
		kinds := damage.Mixed(seed)
		if len(kinds) < 3 {
			t.Errorf("seed %d: %v", seed, kinds)
		}
		for _, k := range kinds {
			seen[k] = true
		}
	}
	if len(seen) != len(damage.Kinds()) {
		t.Errorf("only %d kinds come in mixtures", len(seen))
	}
}

func TestClauses(t *testing.T) {
	want := []damage.Clause{{"", "On bees"}, {"–", "having regard to 1. and 2.,"}, {"ΣΤ.", "six"}, {"(1)", "one"}, {"", "(2016/2607(RSP))"}}
	got := damage.Clauses("On\nbees\n\n– having regard to 1. and 2.,\n\nΣΤ. six\n\n(1)  one\n\n(2016/2607(RSP))\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
