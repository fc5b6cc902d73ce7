package text

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/formats/text/damage"
)

// TestCases reads the sources of testdata/cases, one trap a file. A case holds
// the source, the outline that comes of it, what is left out and the findings.
// In a source \f, \r, \t, \uXXXX and \xXX stand for the characters and bytes.
// UPDATE=1 writes what comes out; look at the difference before you commit it.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("../../testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(archive.Files) == 0 || archive.Files[0].Name != "source.txt" {
				t.Fatal("the first file is not source.txt")
			}
			source := unescape(archive.Files[0].Data)
			got := read1(t, source)
			explained(t, source)
			if os.Getenv("UPDATE") != "" {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(archive.Files) != 2 {
				t.Fatal("no outline to compare with; run with UPDATE=1")
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestCasesListed looks for the cases and kinds of damage that the list of traps
// names.
func TestCasesListed(t *testing.T) {
	const folder = "../../testdata/cases/"
	list, err := os.ReadFile(folder + "README.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"texts": true, "damage": true}
	for _, k := range damage.Kinds() {
		known[k.String()] = true
	}
	names := regexp.MustCompile("`([a-z0-9-]+)`").FindAllStringSubmatch(string(list), -1)
	if len(names) < 100 {
		t.Errorf("the list has %d names", len(names))
	}
	for _, m := range names {
		if _, err := os.Stat(folder + m[1] + ".txtar"); err != nil && !known[m[1]] {
			t.Errorf("there is no case %s", m[1])
		}
	}
}

// read1 is what comes of a source, for people to read.
func read1(t *testing.T, data []byte) string {
	t.Helper()
	var findings diag.Bag
	w := parse(t, &convert.Input{Name: "source.txt", Data: data, Env: convert.Env{Findings: &findings}})
	e := w.Expressions[0]
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s\n%s", w.Profile, e.Language, e.Source.Encoding, outline(e))
	for _, o := range e.Source.LeftOut {
		fmt.Fprintf(&b, "left out (%s): %q\n", o.Reason, data[o.Span.Start:o.Span.End])
	}
	for _, f := range findings.Sorted() {
		f.File = ""
		fmt.Fprintf(&b, "%s\n", f)
	}
	return b.String()
}

// explained checks that every line of a source that has a label has a reason.
func explained(t *testing.T, data []byte) {
	t.Helper()
	notes, _, err := Explain(t.Context(), &convert.Input{Name: "source.txt", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range notes {
		if n.Label == "" || n.Why == "" {
			t.Errorf("%s: no label or reason: %+v", n.Position, n)
		}
	}
}

// unescape puts the characters and bytes that a case cannot hold in its source.
func unescape(data []byte) []byte {
	var out bytes.Buffer
	for i := 0; i < len(data); i++ {
		if data[i] != '\\' || i+1 == len(data) {
			out.WriteByte(data[i])
			continue
		}
		i++
		switch data[i] {
		case 'f':
			out.WriteByte('\f')
		case 'r':
			out.WriteByte('\r')
		case 't':
			out.WriteByte('\t')
		case 'u', 'x':
			digits := 2
			if data[i] == 'u' {
				digits = 4
			}
			var r rune
			fmt.Sscanf(string(data[i+1:min(len(data), i+1+digits)]), "%x", &r)
			if data[i] == 'u' {
				out.WriteRune(r)
			} else {
				out.WriteByte(byte(r))
			}
			i += digits
		default:
			out.WriteByte('\\')
			out.WriteByte(data[i])
		}
	}
	return out.Bytes()
}
