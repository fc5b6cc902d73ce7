package text

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/plurilex/plurilex/convert"
)

// Parts of texts in any order are read, and nothing of them is lost: what one trap
// leaves behind is no trap to the next. -rapid.checks=N tries more of them.
func TestShuffled(t *testing.T) {
	files, err := filepath.Glob("../../testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var texts [][]string
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.SplitAfter(string(unescape(archive.Files[0].Data)), "\n"))
	}
	part := rapid.Custom(func(t *rapid.T) string {
		lines := rapid.SampledFrom(texts).Draw(t, "text")
		from := rapid.IntRange(0, len(lines)-1).Draw(t, "from")
		return strings.Join(lines[from:min(len(lines), from+rapid.IntRange(1, 8).Draw(t, "lines"))], "")
	})
	rapid.Check(t, func(rt *rapid.T) {
		data := strings.Join(rapid.SliceOfN(part, 1, 12).Draw(rt, "parts"), "")
		if _, err := convert.Read(t.Context(), Format(), &convert.Input{Name: "shuffled.txt", Data: []byte(data)}); err != nil {
			rt.Fatal(err)
		}
	})
}
