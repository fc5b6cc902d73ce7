package text_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/document"
)

// entries are the nodes of an expression as a golden outline has them: id, kind,
// number as printed and the first words. Notes stand below what calls them.
func entries(e *document.Expression) []string {
	var all []string
	document.Walk(e.Root, func(n *document.Node, ancestors []*document.Node) bool {
		if n.Kind == document.Root {
			return true
		}
		words := strings.Fields(document.Plain(withoutCalls(n.Text)))
		line := strings.Repeat("  ", len(ancestors)-1) + n.ID + " " + n.Kind.String()
		if n.Num != "" {
			line += " [" + n.Num + "]"
		}
		if len(words) > 6 {
			words = append(slices.Clone(words[:6]), "...")
		}
		if len(words) > 0 {
			line += " " + strings.Join(words, " ")
		}
		all = append(all, line)
		return true
	})
	return all
}

// TestStructures reads texts that have every structure of their family, in six
// languages: the English one has the outline that is written down, the others
// have its ids.
func TestStructures(t *testing.T) {
	for _, name := range []string{"regulation", "un-resolution"} {
		files, _ := filepath.Glob("../../testdata/texts/" + name + "-??.txt")
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			e := read(t, "text.txt", data)
			fmt.Println(file, e.Language)
			if strings.Contains(file, os.Getenv("ONE")) {
				fmt.Println(strings.Join(entries(e), "\n"))
			}
		}
	}
}
