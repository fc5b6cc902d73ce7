package akn

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/plurilex/plurilex/convert/converttest"
	"github.com/plurilex/plurilex/convert/document"
)

// samples are the Akoma Ntoso documents that others published.
func samples(t testing.TB) []string {
	files, err := filepath.Glob(filepath.Join(converttest.Shared(t, "akn", "samples"), "*", "*.xml"))
	if err != nil || len(files) < 50 {
		t.Fatalf("%d samples: %v", len(files), err)
	}
	return files
}

// letters counts the characters of a text, white space and control characters
// apart.
func letters(texts ...string) map[rune]int {
	count := map[rune]int{}
	for _, text := range texts {
		for _, r := range text {
			if !unicode.IsSpace(r) && !unicode.IsControl(r) {
				count[r]++
			}
		}
	}
	return count
}

// textOf is the text of a file outside its metadata, with nothing of ours: all
// character data but that in meta, and in it the notes.
func textOf(data []byte) (string, error) {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = true
	meta, notes := 0, 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch {
			case token.Name.Local == "meta":
				meta++
			case meta > 0 && token.Name.Local == "notes":
				notes++
			}
		case xml.EndElement:
			switch {
			case token.Name.Local == "meta":
				meta--
			case meta > 0 && token.Name.Local == "notes":
				notes--
			}
		case xml.CharData:
			if meta == 0 || notes > 0 {
				b.Write(token)
			}
		}
	}
}

// modelText is what textOf finds in a file of the model: marks of notes and
// descriptions of pictures are attributes.
func modelText(w *document.Work) []string {
	var texts []string
	document.Walk(w.Expressions[0].Root, func(n *document.Node, _ []*document.Node) bool {
		if n.Kind != document.Note || n.NumSpan.Known() {
			texts = append(texts, n.Num)
		}
		if n.Kind != document.Figure || n.Role == "" {
			document.EachInline(n.Text, func(in *document.Inline) {
				if in.Kind == document.Words {
					texts = append(texts, in.Text)
				}
			})
		}
		return true
	})
	return texts
}

func TestSamplesKeepTheirText(t *testing.T) {
	for _, file := range samples(t) {
		name := filepath.Join(filepath.Base(filepath.Dir(file)), filepath.Base(file))
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			w, err := read(t, name, data)
			if err != nil {
				t.Fatal(err)
			}
			text, err := textOf(data)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "read", letters(text), letters(modelText(w)...))

			again := written(t, w, 0)
			text, err = textOf(again)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "written", letters(text), letters(modelText(w)...))
			back, err := read(t, name, again)
			if err != nil {
				t.Fatal(err)
			}
			if second := written(t, back, 0); !bytes.Equal(again, second) {
				at := 0
				for at < len(again) && at < len(second) && again[at] == second[at] {
					at++
				}
				t.Errorf("written again it differs at byte %d:\n%s\n---\n%s", at,
					again[max(0, at-200):min(len(again), at+200)], second[max(0, at-200):min(len(second), at+200)])
			}
		})
	}
}

func same(t *testing.T, when string, want, got map[rune]int) {
	t.Helper()
	var all []rune
	for r := range want {
		all = append(all, r)
	}
	for r := range got {
		if want[r] == 0 {
			all = append(all, r)
		}
	}
	slices.Sort(all)
	for _, r := range all {
		if want[r] != got[r] {
			t.Errorf("%s: %q stands %d times in the file and %d times in the model", when, r, want[r], got[r])
		}
	}
}
