//go:build conformance

package xsd

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/converttest"
)

// xmllint asks the judge about documents and returns which are valid, and what
// it says of the others.
func xmllint(t *testing.T, schema string, documents map[string][]byte) (valid map[string]bool, says map[string]string) {
	t.Helper()
	program, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("SKIPPED: xmllint is not installed, so nothing was compared")
	}
	dir := t.TempDir()
	valid, says = map[string]bool{}, map[string]string{}
	for batch := range slices.Chunk(sortedNames(documents), 200) {
		args := []string{"--noout", "--nonet", "--schema", schema}
		for _, name := range batch {
			file := filepath.Join(dir, name)
			if err := os.WriteFile(file, documents[name], 0o666); err != nil {
				t.Fatal(err)
			}
			args = append(args, file)
		}
		var out bytes.Buffer
		cmd := exec.Command(program, args...)
		cmd.Stderr = &out
		_ = cmd.Run() // the exit status says that one of many is invalid
		for line := range strings.Lines(out.String()) {
			rest, ok := strings.CutPrefix(line, dir+string(filepath.Separator))
			if !ok {
				continue
			}
			name, verdict, _ := strings.Cut(strings.TrimSpace(rest), " ")
			if verdict == "validates" {
				valid[name] = true
			} else if name, _, ok := strings.Cut(rest, ":"); ok && says[name] == "" {
				says[name] = strings.TrimSpace(rest)
			}
		}
	}
	return valid, says
}

func sortedNames(documents map[string][]byte) []string {
	names := make([]string, 0, len(documents))
	for name := range documents {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// compare names every document about which the judge and this package disagree.
// Those in known may, and must.
func compare(t *testing.T, s *Schema, schema string, documents map[string][]byte, known map[string]string) {
	t.Helper()
	valid, says := xmllint(t, schema, documents)
	agreed, invalid := 0, 0
	for _, name := range sortedNames(documents) {
		problems, err := s.Validate(context.Background(), bytes.NewReader(documents[name]))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !valid[name] {
			invalid++
		}
		why, expected := known[name]
		switch same := valid[name] == (len(problems) == 0); {
		case same && expected:
			t.Errorf("%s: the verdicts agree, but were known not to: %s", name, why)
		case same:
			agreed++
		case expected:
			t.Logf("known disagreement: %s: %s", name, why)
		default:
			t.Errorf("%s: xmllint says valid=%v (%s), this package %v", name, valid[name], says[name], problems)
		}
	}
	t.Logf("%d of %d verdicts agree, %d of them invalid", agreed, len(documents), invalid)
}

func officialSchema(t *testing.T) (*Schema, string) {
	t.Helper()
	path := converttest.Shared(t, "akn", "schema", "akomantoso30.xsd")
	s, err := Compile(os.ReadFile, path)
	if err != nil {
		t.Fatal(err)
	}
	return s, path
}

func documentsIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".xml" {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		out[strings.ReplaceAll(filepath.ToSlash(rel), "/", "--")] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestVectorsAgree(t *testing.T) {
	s, path := officialSchema(t)
	compare(t, s, path, documentsIn(t, converttest.Shared(t, "akn", "vectors")), nil)
}

func TestSamplesAgree(t *testing.T) {
	s, path := officialSchema(t)
	compare(t, s, path, documentsIn(t, converttest.Shared(t, "akn", "samples")), nil)
}

func TestEmbeddedTablesAgree(t *testing.T) {
	_, path := officialSchema(t)
	s, err := AKN30()
	if err != nil {
		t.Fatal(err)
	}
	compare(t, s, path, documentsIn(t, converttest.Shared(t, "akn", "vectors")), nil)
	compare(t, s, path, documentsIn(t, converttest.Shared(t, "akn", "samples")), nil)
}

// TestOthersAgree compares the verdicts on all other documents that there are.
func TestOthersAgree(t *testing.T) {
	s, path := officialSchema(t)
	for _, dir := range []string{converttest.Shared(t, "akn", "exemplars"), converttest.Shared(t, "corpora", "real"),
		filepath.Join("..", "..", "..", "testdata", "golden", "akn")} {
		if _, err := os.Stat(dir); err == nil {
			compare(t, s, path, documentsIn(t, dir), nil)
		}
	}
}

// TestMutantsAgree damages valid documents, each in one place or a few, and
// compares the verdicts.
func TestMutantsAgree(t *testing.T) {
	s, path := officialSchema(t)
	sources := documentsIn(t, converttest.Shared(t, "akn", "samples"))
	for name, data := range documentsIn(t, converttest.Shared(t, "akn", "vectors")) {
		if strings.Contains(name, ".valid.") {
			sources[name] = data
		}
	}
	const each = 40
	mutants := map[string][]byte{}
	for i, name := range sortedNames(sources) {
		problems, err := s.Validate(context.Background(), bytes.NewReader(sources[name]))
		if err != nil || len(problems) > 0 || len(sources[name]) > 200_000 {
			continue
		}
		rng := rand.New(rand.NewPCG(30, uint64(i)))
		doc := parseTree(t, sources[name])
		for n := range each {
			mutant := doc.clone()
			how := mutant.damage(rng, s)
			if n%3 == 2 {
				how += "+" + mutant.damage(rng, s)
			}
			mutants[fmt.Sprintf("%s--%02d-%s.xml", strings.TrimSuffix(name, ".xml"), n, how)] = mutant.bytes()
		}
	}
	if len(mutants) < 1000 {
		t.Errorf("only %d mutants", len(mutants))
	}
	compare(t, s, path, mutants, nil)
}

func TestValuesAgree(t *testing.T) {
	schema := filepath.Join(t.TempDir(), "values.xsd")
	if err := os.WriteFile(schema, []byte(valueSchema()), 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := Compile(os.ReadFile, schema)
	if err != nil {
		t.Fatal(err)
	}
	// libxml2 leaves the specification (XML Schema Part 2) in these.
	wrong := map[[2]string]string{
		{"NMTOKENS", ""}:         "a list of names has one at least (3.3.5)",
		{"date", " 2024-01-01 "}: "white space around a date does not count (4.3.6)",
		{"double", "1E"}:         "an exponent has digits (3.2.5.1)",
		{"duration", "PT1.S"}:    "a decimal point is followed by digits (3.2.6.1)",
	}
	documents, known := map[string][]byte{}, map[string]string{}
	for _, v := range values {
		for i, value := range slices.Concat(v.yes, v.no) {
			name := fmt.Sprintf("%s-%02d.xml", v.typ, i)
			documents[name] = []byte(valueDocument(v.typ, value))
			if why, ok := wrong[[2]string{v.typ, value}]; ok {
				known[name] = fmt.Sprintf("%q: %s", value, why)
			}
		}
	}
	compare(t, s, schema, documents, known)
}

func TestInstancesAgree(t *testing.T) {
	dir := t.TempDir()
	schema := filepath.Join(dir, "everything.xsd")
	located := strings.Replace(everything, `<xs:import namespace="http://www.w3.org/XML/1998/namespace"/>`,
		`<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>`, 1)
	for name, text := range map[string]string{"everything.xsd": schemaOf(located), "xml.xsd": xmlSource} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Compile(os.ReadFile, schema)
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]string{
		"doctype":                               "a DOCTYPE is refused here",
		"white space as CDATA between elements": "to XML Schema (Part 1, 3.4.4) characters are characters",
		"CDATA of nothing in an empty element":  "there are no characters in it",
	}
	documents, known := map[string][]byte{}, map[string]string{}
	for i, c := range instances {
		name := fmt.Sprintf("instance-%02d.xml", i)
		documents[name] = []byte(c.document)
		if why, ok := reasons[c.name]; ok {
			known[name] = c.name + ": " + why
		}
	}
	compare(t, s, schema, documents, known)
}

func TestContentModelsAgree(t *testing.T) {
	for i, c := range contentModels {
		schema := filepath.Join(t.TempDir(), "model.xsd")
		if err := os.WriteFile(schema, []byte(modelSchema(c.model)), 0o666); err != nil {
			t.Fatal(err)
		}
		s, err := Compile(os.ReadFile, schema)
		if err != nil {
			t.Fatal(err)
		}
		documents := map[string][]byte{}
		for _, letters := range words("abc", 5) {
			documents[fmt.Sprintf("model-%02d-%s.xml", i, letters)] = []byte(word(letters))
		}
		compare(t, s, schema, documents, nil)
	}
}
