//go:build conformance

package akn

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPackageOfAllLanguages makes the package of the resolution in all languages
// that there are texts of with the program, and checks every file in it.
func TestPackageOfAllLanguages(t *testing.T) {
	texts, err := filepath.Glob("../../testdata/texts/resolution-*.txt")
	if err != nil || len(texts) < 24 {
		t.Fatalf("%d texts: %v", len(texts), err)
	}
	folder := t.TempDir()
	args := append([]string{"run", "../../cmd/plurilex", "convert", "-t", "akn-package", "--group-by", "name", "-o", folder}, texts...)
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(folder, "resolution.akn"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := Unpack(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(texts)+1 {
		t.Errorf("%d files for %d texts", len(files), len(texts))
	}
	index, _, err := parse(files[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	collection := index.child("documentCollection")
	names, parts := 0, 0
	eachElement(collection, func(e *element) {
		switch e.name {
		case "FRBRname":
			names++
		case "documentRef":
			parts++
			if e.attribute("showAs") == "" || !strings.HasSuffix(e.attribute("href"), "@") {
				t.Errorf("a part without title or language: %v", e.attrs)
			}
		case "FRBRtranslation":
			t.Error("nobody said that a version is a translation")
		}
	})
	if names != len(texts) || parts != len(texts) {
		t.Errorf("main.xml has %d titles and %d parts for %d texts", names, parts, len(texts))
	}
	var paths []string
	for _, f := range files {
		path := filepath.Join(folder, f.Name)
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
		if bytes.Contains(f.Data, []byte("FRBRtranslation")) {
			t.Errorf("%s says it is a translation", f.Name)
		}
	}
	xmllint(t, paths)
}
