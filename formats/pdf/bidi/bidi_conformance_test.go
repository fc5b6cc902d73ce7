//go:build conformance

package bidi

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// unicodeData is where Debian's package unicode-data puts the files.
const unicodeData = "/usr/share/unicode"

func scanFile(t *testing.T, name string, line func(number int, text string)) {
	t.Helper()
	f, err := os.Open(filepath.Join(unicodeData, name))
	if err != nil {
		t.Skipf("SKIPPED: no Unicode test data; install unicode-data: %v", err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		text, _, _ := strings.Cut(s.Text(), "#")
		if strings.TrimSpace(text) != "" {
			line(n, text)
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
}

var classNames = map[string]bidi.Class{
	"L": bidi.L, "R": bidi.R, "EN": bidi.EN, "ES": bidi.ES, "ET": bidi.ET, "AN": bidi.AN, "CS": bidi.CS,
	"B": bidi.B, "S": bidi.S, "WS": bidi.WS, "ON": bidi.ON, "BN": bidi.BN, "NSM": bidi.NSM, "AL": bidi.AL,
	"LRO": bidi.LRO, "RLO": bidi.RLO, "LRE": bidi.LRE, "RLE": bidi.RLE, "PDF": bidi.PDF,
	"LRI": bidi.LRI, "RLI": bidi.RLI, "FSI": bidi.FSI, "PDI": bidi.PDI,
}

// check compares levels ("x" is a removed character) and visual order.
func check(t *testing.T, where string, r *Resolver, levels, order []string) {
	t.Helper()
	if t.Failed() {
		return // the first fault says enough
	}
	var shown []int
	var shownLevels []uint8
	for i, want := range levels {
		if want == "x" {
			if !r.removed[i] {
				t.Errorf("%s: character %d is not removed", where, i)
			}
			continue
		}
		if strconv.Itoa(int(r.levels[i])) != want {
			t.Errorf("%s: level of character %d is %d, want %s", where, i, r.levels[i], want)
		}
		shown = append(shown, i)
		shownLevels = append(shownLevels, r.levels[i])
	}
	var got []string
	for _, k := range Reorder(nil, shownLevels) {
		got = append(got, strconv.Itoa(shown[k]))
	}
	if !slices.Equal(got, order) {
		t.Errorf("%s: order is %v, want %v", where, got, order)
	}
}

func TestBidiTest(t *testing.T) {
	var levels, order []string
	cases := 0
	scanFile(t, "BidiTest.txt", func(n int, text string) {
		if rest, ok := strings.CutPrefix(text, "@Levels:"); ok {
			levels = strings.Fields(rest)
			return
		}
		if rest, ok := strings.CutPrefix(text, "@Reorder:"); ok {
			order = strings.Fields(rest)
			return
		}
		input, set, _ := strings.Cut(text, ";")
		bits, _ := strconv.ParseUint(strings.TrimSpace(set), 16, 8)
		for i, base := range []Direction{Auto, LeftToRight, RightToLeft} {
			if bits&(1<<i) == 0 {
				continue
			}
			cases++
			var r Resolver
			for _, name := range strings.Fields(input) {
				r.original = append(r.original, classNames[name])
				r.brackets = append(r.brackets, bracket{})
			}
			r.resolve(base)
			check(t, "line "+strconv.Itoa(n)+": "+text, &r, levels, order)
		}
	})
	t.Logf("%d cases", cases)
}

func TestBidiCharacterTest(t *testing.T) {
	cases := 0
	var r Resolver
	scanFile(t, "BidiCharacterTest.txt", func(n int, text string) {
		fields := strings.Split(text, ";")
		var b strings.Builder
		for _, code := range strings.Fields(fields[0]) {
			c, _ := strconv.ParseUint(code, 16, 32)
			b.WriteRune(rune(c))
		}
		base := map[string]Direction{"0": LeftToRight, "1": RightToLeft, "2": Auto}[fields[1]]
		r.reset()
		for _, c := range b.String() {
			p, _ := bidi.LookupRune(c)
			r.original = append(r.original, p.Class())
			r.brackets = append(r.brackets, bracketOf(c, p))
		}
		where := "line " + strconv.Itoa(n)
		if level := r.resolve(base); strconv.Itoa(int(level)) != fields[2] {
			t.Errorf("%s: base level is %d, want %s", where, level, fields[2])
		}
		check(t, where, &r, strings.Fields(fields[3]), strings.Fields(fields[4]))
		cases++
	})
	t.Logf("%d cases", cases)
}
