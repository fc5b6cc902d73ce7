//go:build conformance

package pdf_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/converttest"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/pdf/verify"
)

// TestJudges has programs that are not ours judge what is written of every work
// in every variant: veraPDF by PDF/A and PDF/UA, qpdf by the syntax, and
// poppler by whether the text comes back.
func TestJudges(t *testing.T) {
	folder := t.TempDir()
	var files []string
	each(t, func(w *document.Work, variant string, out convert.Output) {
		file := filepath.Join(folder, out.Name)
		if err := os.WriteFile(file, out.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
		run(t, "qpdf", "--check", file)
		readsBack(t, out, variant, file)
	})
	judge(t, files)
}

// TestJudgesRealTexts has veraPDF judge real texts: acts of hundreds of pages
// among them, and damaged ones.
func TestJudgesRealTexts(t *testing.T) {
	folder := t.TempDir()
	var files []string
	for _, name := range shared(t, ".") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base := strings.ReplaceAll(strings.TrimSuffix(name, filepath.Ext(name))[len(filepath.Dir(filepath.Dir(name))):], string(filepath.Separator), "_")
		for _, out := range write(t, read(t, name, data), base, nil) {
			file := filepath.Join(folder, out.Name)
			if err := os.WriteFile(file, out.Data, 0o644); err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
	}
	judge(t, files)
}

// judge runs veraPDF.
func judge(t *testing.T, files []string) {
	t.Helper()
	cmd := exec.Command(filepath.Join("..", "..", ".ci", "verapdf"), files...)
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Errorf("veraPDF: %v", err)
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Errorf("%s: %v\n%s%s", strings.Join(cmd.Args, " "), err, stdout.String(), stderr.String())
	}
	return stdout.String()
}

// readsBack demands that poppler reads out what our own reading of the
// structure tree says, which is the text of the model.
func readsBack(t *testing.T, out convert.Output, variant, file string) {
	t.Helper()
	text, err := verify.Text(out.Data)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	want := solid(text)
	var spoken strings.Builder
	for line := range strings.Lines(run(t, "pdfinfo", "-struct-text", file)) {
		line = strings.TrimSpace(line)
		if words, ok := strings.CutPrefix(line, `"`); ok {
			spoken.WriteString(strings.TrimSuffix(words, `"`))
		}
	}
	have := solid(spoken.String())
	if !strings.Contains(text, "\n") {
		same(t, out.Name+": pdfinfo -struct-text", have, want)
	}
	// With notes the order differs: poppler reads them where they are called.
	same(t, out.Name+": pdfinfo -struct-text, sorted", sorted(have), sorted(want))
	if variant == "synoptic" || strings.HasPrefix(out.Name, "everything") {
		return // rows of columns and tables are read in another order
	}
	// The page without its footer. poppler takes a hyphen at the end of a line for
	// one that is not part of the word.
	above := "787"
	if variant == "letter" {
		above = "737"
	}
	page := run(t, "pdftotext", "-nopgbrk", "-x", "0", "-y", "0", "-W", "613", "-H", above, file, "-")
	have, want = strings.ReplaceAll(solid(page), "-", ""), strings.ReplaceAll(want, "-", "")
	if out.Language == "ar" || !strings.HasPrefix(out.Name, "resolution-") {
		// poppler guesses the order of digits and brackets among Arabic letters, and
		// takes the labels of nested lists for a column to be read on its own.
		have, want = sorted(have), sorted(want)
	}
	same(t, out.Name+": pdftotext", have, want)
}

// same demands that a judge reads what is wanted, and shows where it does not.
func same(t *testing.T, judge, have, want string) {
	t.Helper()
	if have == want {
		return
	}
	h, w := []rune(have), []rune(want)
	at := 0
	for at < len(h) && at < len(w) && h[at] == w[at] {
		at++
	}
	from := max(0, at-20)
	t.Errorf("%s reads ...%q, want ...%q", judge, string(h[from:min(len(h), at+20)]), string(w[from:min(len(w), at+20)]))
}

// solid is a text without white space, line-end hyphens and marks of direction.
func solid(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == 0xAD || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069 {
			return -1
		}
		return r
	}, text)
}

func sorted(text string) string {
	letters := []rune(text)
	slices.Sort(letters)
	return string(letters)
}

// TestSampleAttachment demands that pdfdetach finds the Akoma Ntoso file.
func TestSampleAttachment(t *testing.T) {
	out := write(t, formattest.Resolution(), "resolution", nil)[0]
	file := filepath.Join(t.TempDir(), "resolution.pdf")
	if err := os.WriteFile(file, out.Data, 0o644); err != nil {
		t.Fatal(err)
	}
	attached := file + ".akn.xml"
	run(t, "pdfdetach", "-save", "1", "-o", attached, file)
	data, err := os.ReadFile(attached)
	if err != nil || !bytes.Contains(data, []byte("<akomaNtoso")) {
		t.Errorf("the attached file is not Akoma Ntoso: %v", err)
	}
}

// shared lists the files below a folder of the shared test material, which is
// there where the program is developed.
func shared(t *testing.T, folder string) []string {
	t.Helper()
	root := converttest.Shared(t, "corpora", "real", folder)
	var files []string
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".xml")) {
			files = append(files, name)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in %s: %v", root, err)
	}
	return files
}
