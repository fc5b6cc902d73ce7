package formats_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/formats"
	"github.com/plurilex/plurilex/formats/formattest"
)

// TestExampleIsAFormat runs the suite on the example, as a third party would.
func TestExampleIsAFormat(t *testing.T) {
	formattest.Run(t, csvFormat(), formattest.Options{
		Text: func(data []byte) (string, error) {
			records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
			var text strings.Builder
			for _, r := range records {
				text.WriteString(r[2] + " " + r[3] + "\n")
			}
			return text.String(), err
		},
	})
}

func TestBuiltin(t *testing.T) {
	var names []string
	for _, f := range formats.Builtin().Formats() {
		names = append(names, f.Name)
		if f.Reader == nil && f.Recognise != nil {
			t.Errorf("%s recognises files that it cannot read", f.Name)
		}
	}
	if got, want := strings.Join(names, " "), "text akn akn-package pdf xlsx json jsonl jsonld"; got != want {
		t.Errorf("there are %s, want %s", got, want)
	}
}

func TestBuiltinIsNew(t *testing.T) {
	if err := formats.Builtin().Add(csvFormat()); err != nil {
		t.Fatal(err)
	}
	if _, err := formats.Builtin().Lookup("csv"); err == nil {
		t.Error("a format that was added to one registry is in another")
	}
}

// TestRecognise: every built-in reader claims its own files, and text the rest.
func TestRecognise(t *testing.T) {
	r := formats.Builtin()
	resolution, err := os.ReadFile(filepath.Join("..", "testdata", "resolution-en.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, data, want string }{
		{"resolution-en.txt", string(resolution), "text"},
		{"empty", "", "text"},
		{"binary.bin", "\x00\x01\x02", "text"},
		{"x.json", "{\n  \"$schema\": \"urn:plurilex:schema:document:1\",\n", "json"},
		{"x.json", `{"a": 1}`, "text"},
		{"x.xml", `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">`, "akn"},
		{"x.xml", `<?xml version="1.0"?><other/>`, "text"},
	} {
		f, err := r.Recognise(c.name, []byte(c.data))
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != c.want {
			t.Errorf("%s (%.20q) is taken for %s, want %s", c.name, c.data, f.Name, c.want)
		}
	}
}
