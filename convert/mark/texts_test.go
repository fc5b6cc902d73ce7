package mark

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTexts wants the sample resolution to have the same marks in all languages:
// as many of each, with the same values and targets.
func TestTexts(t *testing.T) {
	files, err := filepath.Glob("../../testdata/texts/resolution-??.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no texts: ", err)
	}
	values := func(file, tag string) []string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(data)), " ")
		marks := Find(text, pack(t, tag))
		checkMarks(t, text, marks)
		var all []string
		add := func(m Mark) {
			all = append(all, strings.Join([]string{m.Kind.String(), m.Role, m.Value, m.Target}, " "))
		}
		for _, m := range marks {
			add(m)
			for _, child := range m.Children {
				add(child)
			}
		}
		slices.Sort(all) // other languages have another order of words
		return all
	}
	want := values("../../testdata/resolution-en.txt", "en")
	for _, file := range files {
		tag := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "resolution-"), ".txt")
		got := values(file, tag)
		if tag == "sv" {
			// Every Swedish paragraph begins with the name of the Parliament.
			const ep = "mention  ep "
			n := strings.Count(strings.Join(got, "\n"), ep) - strings.Count(strings.Join(want, "\n"), ep)
			first := slices.Index(got, ep)
			got = slices.Delete(got, first, first+n)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", tag, diff)
		}
	}
}
