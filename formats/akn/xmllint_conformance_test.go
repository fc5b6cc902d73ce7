//go:build conformance

package akn

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/converttest"
	"github.com/plurilex/plurilex/formats/formattest"
)

// xmllint checks files against the schema of the standard, many in one run.
func xmllint(t *testing.T, files []string) {
	t.Helper()
	schema := converttest.Shared(t, "akn", "schema", "akomantoso30.xsd")
	out, err := exec.Command("xmllint", append([]string{"--nonet", "--noout", "--schema", schema}, files...)...).CombinedOutput()
	if err == nil {
		return
	}
	for line := range strings.Lines(string(out)) {
		if !strings.HasSuffix(strings.TrimSpace(line), " validates") {
			t.Error(strings.TrimSpace(line))
		}
	}
	if !t.Failed() {
		t.Error(err)
	}
}

func TestOutputsAreValid(t *testing.T) {
	folder := t.TempDir()
	var files []string
	put := func(name string, data []byte) {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	put("resolution-en.xml", written(t, formattest.Resolution(), 0))
	put("everything-en.xml", written(t, formattest.Everything(), 0))
	put("everything-ar.xml", written(t, formattest.Everything(), 1))
	put("empty.xml", written(t, formattest.Empty(), 0))
	for _, profile := range []string{"ep", "eu-act", "un", "plain"} {
		for _, class := range []string{"act", "bill", "statement", "doc", "debateReport"} {
			w := formattest.Everything()
			w.Profile, w.Identity.Type = profile, class
			put("everything-"+profile+"-"+class+".xml", written(t, w, 0))
		}
	}
	for _, file := range samples(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		w, err := read(t, file, data)
		if err != nil {
			t.Fatal(err)
		}
		put(filepath.Base(filepath.Dir(file))+"-"+filepath.Base(file), written(t, w, 0))
	}
	xmllint(t, files)
}
