package pdf_test

import (
	"context"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats"
	"github.com/plurilex/plurilex/formats/formattest"
)

var update = flag.Bool("update", false, "write golden files anew")

const testdata = "../../testdata"

// variants are settings to write every work with.
var variants = map[string]map[string]string{
	"":         nil,
	"2a":       {"profile": "2a"},
	"letter":   {"page": "letter"},
	"synoptic": {"layout": "synoptic"},
}

// read reads a text with the reader that claims it.
func read(t testing.TB, name string, data []byte) *document.Work {
	t.Helper()
	f, err := formats.Builtin().Recognise(name, data)
	if err != nil {
		t.Fatal(err)
	}
	w, err := convert.Read(context.Background(), f, &convert.Input{Name: filepath.Base(name), Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// works are the works that tests write: those made by hand, the sample and its
// translations.
func works(t testing.TB) map[string]*document.Work {
	t.Helper()
	all := map[string]*document.Work{
		"resolution": formattest.Resolution(),
		"everything": formattest.Everything(),
		"empty":      formattest.Empty(),
	}
	texts, err := filepath.Glob(filepath.Join(testdata, "texts", "*.txt"))
	if err != nil || len(texts) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	sources := map[string][]byte{}
	for _, name := range append(texts, filepath.Join(testdata, "resolution-en.txt")) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base := strings.TrimSuffix(filepath.Base(name), ".txt")
		sources[base], all[base] = data, read(t, name, data)
	}
	all["languages"], err = convert.Merge([]*document.Work{
		read(t, "resolution-en.txt", sources["resolution-en"]),
		read(t, "resolution-fr.txt", sources["resolution-fr"]),
		read(t, "resolution-ar.txt", sources["resolution-ar"]),
	}, convert.Env{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// write writes a work as the program does, with Akoma Ntoso made and attached
// and the outputs verified.
func write(t testing.TB, w *document.Work, name string, options map[string]string) []convert.Output {
	t.Helper()
	registry := formats.Builtin()
	f, err := registry.Lookup("pdf")
	if err != nil {
		t.Fatal(err)
	}
	values, err := convert.NewValues(f.Options, options)
	if err != nil {
		t.Fatal(err)
	}
	env := convert.Env{
		Generator: convert.Generator{Name: "plurilex", Version: "0.0.0"},
		Date:      time.Date(2020, time.March, 4, 0, 0, 0, 0, time.UTC),
	}
	outputs, err := convert.Write(context.Background(), registry, w, []convert.Target{{Format: f, Options: values}}, func(language string) string {
		return name + "-" + language
	}, env)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return outputs
}

// each writes the works, those made by hand in every variant, and visits the outputs in a fixed order.
func each(t *testing.T, visit func(w *document.Work, variant string, out convert.Output)) {
	t.Helper()
	all := works(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, variant := range slices.Sorted(maps.Keys(variants)) {
			if variant != "" && strings.Contains(name, "-") {
				continue // texts are written once; the works made by hand have all that variants change
			}
			for _, out := range write(t, all[name], strings.TrimSuffix(name+"-"+variant, "-"), variants[variant]) {
				visit(all[name], variant, out)
			}
		}
	}
}
