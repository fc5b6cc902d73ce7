package text_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert/document"
)

// entries are the nodes of an expression as an outline has them: id, kind,
// number as printed and the first words. Notes stand below what calls them.
func entries(e *document.Expression) []string {
	var all []string
	document.Walk(e.Root, func(n *document.Node, ancestors []*document.Node) bool {
		if n.Kind == document.Root {
			return true
		}
		line := strings.Repeat("  ", len(ancestors)-1) + n.ID + " " + n.Kind.String()
		if n.Num != "" {
			line += " [" + n.Num + "]"
		}
		words := strings.Fields(document.Plain(withoutCalls(n.Text)))
		if len(words) > 6 {
			words = append(slices.Clone(words[:6]), "...")
		}
		all = append(all, strings.Join(append([]string{line}, words...), " "))
		return true
	})
	return all
}

// ids are the ids and kinds of entries.
func ids(entries []string) []string {
	all := make([]string, len(entries))
	for i, e := range entries {
		all[i] = strings.Join(strings.Fields(e)[:2], " ")
	}
	return all
}

// otherNumerals are the ids that differ where a language prints digits for the
// Roman numerals of the English text: Arabic ’1‘, Chinese ㈠ and 一.
var otherNumerals = map[string]*strings.Replacer{
	"ar": strings.NewReplacer("__point_ii", "__point_2", "__point_i", "__point_1"),
	"zh": strings.NewReplacer("__point_ii", "__point_2", "__point_i", "__point_1", "sec_II", "sec_2", "sec_I", "sec_1"),
}

// TestStructures reads texts that have every structure of their family, in six
// languages: the English one has the outline that is written down, which a
// person checked, and the others have its ids.
func TestStructures(t *testing.T) {
	for _, family := range []string{"regulation", "un-resolution"} {
		data, err := os.ReadFile("../../testdata/golden/outline/" + family + "-en.txt")
		if err != nil {
			t.Fatal(err)
		}
		outline := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
		files, err := filepath.Glob("../../testdata/texts/" + family + "-??.txt")
		if err != nil {
			t.Fatal(err)
		}
		if len(files) != 6 {
			t.Errorf("%d texts of %s, want 6", len(files), family)
		}
		for _, file := range files {
			name := strings.TrimSuffix(filepath.Base(file), ".txt")
			language := name[len(name)-2:]
			t.Run(name, func(t *testing.T) {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				e := read(t, "text.txt", data)
				if e.Language != language {
					t.Errorf("read as %s", e.Language)
				}
				got, want := entries(e), outline
				if language != "en" {
					got, want = ids(got), ids(outline)
				}
				if r := otherNumerals[language]; r != nil {
					for i := range want {
						want[i] = r.Replace(want[i])
					}
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
			})
		}
	}
}
