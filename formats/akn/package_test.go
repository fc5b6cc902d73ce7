package akn

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
)

// packed writes a work as a package through the whole of convert.
func packed(t *testing.T, w *document.Work) []byte {
	t.Helper()
	r := new(convert.Registry)
	if err := r.Add(Format(), PackageFormat()); err != nil {
		t.Fatal(err)
	}
	f, err := r.Lookup("akn-package")
	if err != nil {
		t.Fatal(err)
	}
	out, err := convert.Write(context.Background(), r, w, []convert.Target{{Format: f}}, func(string) string { return "work" }, convert.Env{Generator: convert.Generator{Name: "plurilex"}})
	if err != nil {
		t.Fatal(err)
	}
	return out[0].Data
}

func unpack(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(content)
	}
	return files
}

func TestPackage(t *testing.T) {
	files := unpack(t, packed(t, formattest.Everything()))
	for name, want := range map[string]string{
		"main.xml": `<documentRef eId="cmp_ara__dref_1" href="/akn/eu/doc/resolution/assembly/2020-02-29/T1-2020-0007/ara@"`,
		"eng.xml":  `<FRBRlanguage language="eng"/>`,
		"ara.xml":  `<FRBRlanguage language="ara"/>`,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s has no %s:\n%s", name, want, files[name])
		}
	}
	if len(files) != 3 {
		t.Errorf("%d files", len(files))
	}
	found, err := Validate(context.Background(), "main.xml", []byte(files["main.xml"]), ValidateOptions{})
	if err != nil || len(found) > 0 {
		t.Errorf("main.xml: %v, %v", err, found)
	}
	alone := unpack(t, packed(t, formattest.Resolution()))
	if len(alone) != 1 || !strings.Contains(alone["main.xml"], "<statement") {
		t.Errorf("a work in one language: %v", alone)
	}
	if !bytes.Equal(packed(t, formattest.Everything()), packed(t, formattest.Everything())) {
		t.Error("two runs differ")
	}
}

func TestPackageComesBack(t *testing.T) {
	data := packed(t, formattest.Everything())
	if !PackageFormat().Recognise("x", data[:100]) || PackageFormat().Recognise("x.akn", []byte("text")) {
		t.Error("a package is not known by its first bytes")
	}
	in := &convert.Input{Name: "work.akn", Data: data, Env: convert.Env{Findings: new(diag.Bag)}}
	got, err := convert.Read(context.Background(), PackageFormat(), in)
	if err != nil {
		t.Fatal(err)
	}
	want := formattest.Everything()
	forget(want)
	forget(got)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

func TestBadPackages(t *testing.T) {
	for name, data := range map[string][]byte{
		"no package":        []byte("PK\x03\x04 and nothing"),
		"no document":       zipped(t, "a.txt", "text"),
		"no Akoma Ntoso":    zipped(t, "main.xml", "<html/>"),
		"cut in the middle": packed(t, formattest.Resolution())[:700],
	} {
		in := &convert.Input{Name: "work.akn", Data: data, Env: convert.Env{Findings: new(diag.Bag)}}
		if _, err := convert.Read(context.Background(), PackageFormat(), in); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

func zipped(t *testing.T, name, content string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestUnpack(t *testing.T) {
	files, err := Unpack(packed(t, formattest.Everything()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
		if len(f.Data) == 0 || f.Format != "akn" {
			t.Errorf("%s: %d bytes of %q", f.Name, len(f.Data), f.Format)
		}
	}
	if got := strings.Join(names, " "); got != "main.xml eng.xml ara.xml" {
		t.Errorf("the files are %s", got)
	}
	for _, c := range []struct {
		name  string
		files []string
		want  string
	}{
		{"nothing", nil, "does not begin with main.xml"},
		{"another first", []string{"eng.xml", "main.xml"}, "does not begin with main.xml"},
		{"a way out", []string{"main.xml", "../eng.xml"}, `"../eng.xml"`},
		{"a way out by backslash", []string{"main.xml", `..\eng.xml`}, "of the name"},
		{"an absolute path", []string{"main.xml", "/etc/eng.xml"}, "of the name"},
		{"a drive", []string{"main.xml", "C:eng.xml"}, "of the name"},
		{"a folder", []string{"main.xml", "a/eng.xml"}, "of the name"},
		{"a hidden file", []string{"main.xml", ".eng.xml"}, "of the name"},
		{"another kind", []string{"main.xml", "eng.exe"}, "of the name"},
		{"twice", []string{"main.xml", "eng.xml", "eng.xml"}, "eng.xml twice"},
		{"twice but for case", []string{"main.xml", "eng.xml", "ENG.xml"}, "ENG.xml twice"},
	} {
		var buf bytes.Buffer
		z := zip.NewWriter(&buf)
		for _, name := range c.files {
			if _, err := z.Create(name); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Unpack(buf.Bytes()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := Unpack([]byte("no package")); err == nil {
		t.Error("what is no package is unpacked")
	}
}
