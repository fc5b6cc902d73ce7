package naming

import (
	"os"
	"strings"
	"testing"
)

// TestNumbers runs testdata/numbers.tsv: printed numbers of siblings, and what
// the ids have of them.
func TestNumbers(t *testing.T) {
	data, err := os.ReadFile("testdata/numbers.tsv")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			t.Fatalf("line %q: want language, printed numbers, number parts", line)
		}
		cases++
		got := strings.Join(Numbers(strings.Split(fields[1], "|"), false), "|")
		if got != fields[2] {
			t.Errorf("%s: Numbers(%s) = %s, want %s", fields[0], fields[1], got, fields[2])
		}
	}
	if cases < 50 {
		t.Errorf("only %d cases", cases)
	}
}

func TestNumbersUpper(t *testing.T) {
	got := strings.Join(Numbers([]string{"أ -", "ب -", "甲、"}, true), "|")
	if got != "A|B|A" {
		t.Errorf("got %s", got)
	}
}

func FuzzNumbers(f *testing.F) {
	for _, seed := range []string{"1.", "(ⅳ)", "Άρθρο 12", "第十二条", "ΣΤ.", "-1", "（一）"} {
		f.Add(seed, "2.")
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		for _, n := range Numbers([]string{first, second}, false) {
			if strings.Trim(n, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
				t.Errorf("Numbers(%q, %q) has %q", first, second, n)
			}
		}
	})
}
