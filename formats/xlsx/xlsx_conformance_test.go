//go:build conformance

package xlsx_test

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
)

// TestLibreOffice demands that LibreOffice opens the workbooks, shows in each
// cell what we wrote, and prints all of the text.
func TestLibreOffice(t *testing.T) {
	works := map[string]*document.Work{"resolution": formattest.Resolution(), "everything": formattest.Everything()}
	works["odd"] = text("en", "=1+1", "-1", "_x0041_x0042_", "'a", "1.10", "TRUE", "two\nlines", strings.Repeat("long ", 9000))
	folder := t.TempDir()
	for name, w := range works {
		t.Run(name, func(t *testing.T) {
			data := write(t, w, nil, nil)
			file := filepath.Join(folder, name+".xlsx")
			if err := os.WriteFile(file, data, 0o644); err != nil {
				t.Fatal(err)
			}
			b := mustRead(t, data)
			// -1 writes a file for each sheet: name-Sheet.csv.
			office(t, folder, `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1`, file)
			for _, s := range b.sheets {
				f, err := os.Open(filepath.Join(folder, name+"-"+s.name+".csv"))
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				r := csv.NewReader(f)
				r.LazyQuotes = true
				got, err := r.ReadAll()
				if err != nil {
					t.Fatal(err)
				}
				for i, row := range s.rows {
					for column := range s.xml.Columns {
						want := row.cells[letter(column+1)].text
						if i >= len(got) || got[i][column] != want {
							t.Errorf("%s: cell %s%d is not %q", s.name, letter(column+1), i+1, want)
						}
					}
				}
			}
			office(t, folder, "pdf", file)
			out, err := exec.Command("pdftotext", "-layout", filepath.Join(folder, name+".pdf"), "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			// Columns interleave on paper, so words are counted, not their order.
			want, got := words(""), words(string(out))
			for _, e := range w.Expressions {
				for _, c := range e.Clauses() {
					if e.Language == "en" {
						for word, n := range words(c.Node.Plain()) {
							want[word] += n
						}
					}
				}
			}
			for word, n := range want {
				if got[word] < n {
					t.Errorf("%q is printed %d times, not %d", word, got[word], n)
				}
			}
		})
	}
}

// words counts the words of a text that are wholly ASCII letters: the others
// may be drawn in pieces.
func words(s string) map[string]int {
	count := map[string]int{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if strings.IndexFunc(w, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
			count[w]++
		}
	}
	return count
}

func office(t *testing.T, folder, filter, file string) {
	t.Helper()
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless", "--convert-to", filter, "--outdir", folder, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
}

// TestFile demands that file(1) knows a workbook when it sees one.
func TestFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(name, write(t, formattest.Resolution(), nil, nil), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("file", "-b", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("Microsoft Excel 2007+\n", string(out)); diff != "" {
		t.Error(diff)
	}
}
