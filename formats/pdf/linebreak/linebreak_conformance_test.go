//go:build conformance

package linebreak

import (
	"bufio"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// lineBreakTest is where Debian's package unicode-data puts the file.
const lineBreakTest = "/usr/share/unicode/auxiliary/LineBreakTest.txt"

func TestLineBreakTest(t *testing.T) {
	f, err := os.Open(lineBreakTest)
	if err != nil {
		t.Skipf("SKIPPED: no Unicode test data; install unicode-data: %v", err)
	}
	defer f.Close()
	cases, wrong := 0, 0
	var b Breaker
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		rule, _, _ := strings.Cut(lines.Text(), "#")
		if strings.TrimSpace(rule) == "" {
			continue
		}
		cases++
		text := ""
		var want []int
		for _, word := range strings.Fields(rule)[1:] {
			switch word {
			case "÷":
				want = append(want, len(text))
			case "×":
			default:
				c, _ := strconv.ParseUint(word, 16, 32)
				text += string(rune(c))
			}
		}
		if got := b.standard(nil, text); !slices.Equal(got, want) {
			if wrong++; wrong <= 10 {
				t.Errorf("%s: got %v, want %v", rule, got, want)
			}
		}
	}
	t.Logf("%d cases, %d wrong", cases, wrong)
}
