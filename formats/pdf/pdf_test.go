package pdf_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/pdf"
	"github.com/plurilex/plurilex/formats/pdf/verify"
	"github.com/plurilex/plurilex/templates"
)

func TestFormat(t *testing.T) {
	// Soft hyphens are those of line ends. A picture in the line is shown by its
	// description, which the suite does not count as part of the line.
	drop := strings.NewReplacer("\u00AD", "", "A small picture", "")
	text := func(output []byte) (string, error) {
		read, err := verify.Text(output)
		return drop.Replace(read), err
	}
	formattest.Run(t, pdf.Format(), formattest.Options{Text: text})
}

// TestEveryWork writes every work in every variant; the writer's own check runs
// on each output.
func TestEveryWork(t *testing.T) {
	n := 0
	each(t, func(*document.Work, string, convert.Output) { n++ })
	if n < 40 {
		t.Errorf("only %d files were written", n)
	}
}

// TestAnyWork: whatever tree document.Check accepts gives a file that reads
// aloud all its text.
func TestAnyWork(t *testing.T) {
	works := formattest.Works()
	rapid.Check(t, func(t *rapid.T) {
		w := works.Draw(t, "work")
		layout := rapid.SampledFrom([]string{"single", "synoptic"}).Draw(t, "layout")
		for _, e := range w.Expressions {
			writeJob(t, job(t, w, e, map[string]string{"layout": layout}))
		}
	})
}

// failer is a test, or a try of a property.
type failer interface {
	Helper()
	Fatal(...any)
}

// job is a job with settings, and without an attachment.
func job(t failer, w *document.Work, e *document.Expression, options map[string]string) *convert.Job {
	t.Helper()
	values, err := convert.NewValues(pdf.Format().Options, options)
	if err != nil {
		t.Fatal(err)
	}
	return &convert.Job{Work: w, Expression: e, Name: "work.pdf", Options: values}
}

// writeJob writes and verifies.
func writeJob(t failer, j *convert.Job) []byte {
	t.Helper()
	writer := pdf.Format().Writer
	var out bytes.Buffer
	if err := writer.Write(context.Background(), j, &out); err != nil {
		t.Fatal(err)
	}
	if err := writer.(convert.Verifier).Verify(context.Background(), j, out.Bytes()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestGolden holds the bytes to those of before. See testdata/golden/pdf/README.md
// on when they may change.
func TestGolden(t *testing.T) {
	file := filepath.Join(testdata, "golden", "pdf", "SHA256SUMS")
	var got strings.Builder
	for _, w := range []struct {
		name string
		work *document.Work
	}{{"everything", formattest.Everything()}, {"resolution", formattest.Resolution()}} {
		for _, variant := range slices.Sorted(maps.Keys(variants)) {
			for _, e := range w.work.Expressions {
				j := job(t, w.work, e, variants[variant])
				j.Env.Generator = convert.Generator{Name: "plurilex", Version: "0.0.0"}
				j.Env.Date = time.Date(2020, time.March, 4, 0, 0, 0, 0, time.UTC)
				j.Embedded = []convert.Output{{Name: "work.akn.xml", Format: "akn", MediaType: "application/akn+xml", Data: []byte("<akomaNtoso/>")}}
				fmt.Fprintf(&got, "%x  %s\n", sha256.Sum256(writeJob(t, j)), strings.TrimSuffix(w.name+"-"+e.Language+"-"+variant, "-")+".pdf")
			}
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the bytes changed: have\n%swant\n%s", got.String(), want)
	}
}

// TestWorkers: what one goroutine writes is what many write at once, whatever
// they wrote before.
func TestWorkers(t *testing.T) {
	writer := pdf.Format().Writer
	works := []*document.Work{formattest.Resolution(), formattest.Everything()}
	want := make([][32]byte, len(works))
	for i, w := range works {
		want[i] = sha256.Sum256(writeJob(t, job(t, w, w.Expressions[0], nil)))
	}
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for round := range 4 {
				i := (worker + round) % len(works)
				var out bytes.Buffer
				if err := writer.Write(context.Background(), job(t, works[i], works[i].Expressions[0], nil), &out); err != nil {
					t.Error(err)
				}
				if sha256.Sum256(out.Bytes()) != want[i] {
					t.Errorf("worker %d, round %d: other bytes", worker, round)
				}
			}
		})
	}
	group.Wait()
}

// TestDates: no date in, no date out.
func TestDates(t *testing.T) {
	w := formattest.Resolution()
	j := job(t, w, w.Expressions[0], nil)
	if out := writeJob(t, j); bytes.Contains(out, []byte("Date>")) {
		t.Error("the metadata have a date that nobody gave")
	}
	j.Env.Date = time.Date(2016, time.March, 10, 0, 0, 0, 0, time.FixedZone("", 3600))
	if out := writeJob(t, j); !bytes.Contains(out, []byte("<xmp:CreateDate>2016-03-09T23:00:00Z</xmp:CreateDate>")) {
		t.Error("the metadata do not have the date that was given")
	}
}

func TestOptionErrors(t *testing.T) {
	w := formattest.Everything()
	for _, c := range []struct {
		name    string
		options map[string]string
		env     convert.Env
		want    string
	}{
		{"no such style", map[string]string{"style": "baroque"}, convert.Env{}, "baroque"},
		{"no such language", map[string]string{"layout": "synoptic", "beside": "fi"}, convert.Env{}, `the text is not there in "fi"`},
		{"fonts without a folder", map[string]string{"font-dir": "fonts"}, convert.Env{}, "no folder can be read here"},
		{"a style that leaves no room", map[string]string{}, convert.Env{Templates: fstest.MapFS{
			"styles/parliament.toml": {Data: []byte("[paper.a4]\nwidth = \"1in\"\nheight = \"1in\"\n")},
		}}, "styles/parliament.toml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := job(t, w, w.Expressions[0], c.options)
			j.Env = c.env
			err := pdf.Format().Writer.Write(context.Background(), j, new(bytes.Buffer))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want one with %q", err, c.want)
			}
			if strings.Contains(c.name, "language") && !errors.Is(err, convert.ErrOption) {
				t.Errorf("error %v is not about an option", err)
			}
		})
	}
}

// TestFontFolder: a folder is only read when a text needs it, and files that are
// no fonts make a finding, not an error.
func TestFontFolder(t *testing.T) {
	for _, c := range []struct {
		text  string
		found []string // begin like this
	}{
		{"Plain words.", nil},
		{"Γράμματα, слова and 中文。", []string{"PDF004: in the font folder: broken.ttf", "PDF005: no font has Han characters"}},
		{"Some \u2FFF word.", []string{"PDF001: no font has \u2FFF U+2FFF", "PDF004: in the font folder: broken.ttf"}},
	} {
		root := &document.Node{Kind: document.Root, Children: []*document.Node{
			{Kind: document.Body, Children: []*document.Node{{Kind: document.Text, Text: []document.Inline{{Kind: document.Words, Text: c.text}}}}},
		}}
		e := &document.Expression{Language: "zh", Root: root}
		if c.found == nil {
			e.Language = "en"
		}
		j := job(t, &document.Work{Expressions: []*document.Expression{e}}, e, map[string]string{"font-dir": "fonts"})
		var found diag.Bag
		j.Env.Findings = &found
		j.Env.Folder = func(name string) fs.FS {
			if name != "fonts" {
				t.Errorf("folder %q is asked for", name)
			}
			return fstest.MapFS{"broken.ttf": {Data: []byte("OTTO")}}
		}
		writeJob(t, j)
		var all []string
		for _, d := range found.Sorted() {
			all = append(all, fmt.Sprintf("%s: %s", d.Code, d.Message))
		}
		if !slices.EqualFunc(all, c.found, strings.HasPrefix) {
			t.Errorf("%s: findings are %q, want %q", c.text, all, c.found)
		}
	}
}

// TestTemplates: hyphenation patterns are those of the job's templates.
func TestTemplates(t *testing.T) {
	w := formattest.Resolution()
	j := job(t, w, w.Expressions[0], nil)
	j.Env.Templates = templates.Overlay(fstest.MapFS{"hyphenation/en.plh": {Data: []byte("none")}})
	err := pdf.Format().Writer.Write(context.Background(), j, new(bytes.Buffer))
	if err == nil || !strings.Contains(err.Error(), "hyphenation/en.plh") {
		t.Errorf("broken patterns: error is %v, want one about hyphenation/en.plh", err)
	}
	j.Env.Templates = templates.FS
	builtIn := job(t, w, w.Expressions[0], nil)
	if !bytes.Equal(writeJob(t, j), writeJob(t, builtIn)) {
		t.Error("the built-in templates, when they are given, make another file")
	}
}

// FuzzText sends any text through the reader and the whole of the writer: there
// is always a file, and it passes its own check.
func FuzzText(f *testing.F) {
	sample, err := os.ReadFile(filepath.Join(testdata, "resolution-en.txt"))
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		string(sample), "", "\x00\xff\xfe", "1. " + strings.Repeat("wordwithoutend", 200), "\uf0b7 private \U0010FFFD",
		"A. مُحَمَّد لا 2016/2607(RSP) x\u0323\u0307 \u202eevil", "Title\n\n(1)\u2028\u2029\u0085(a)\n\n–\t\\()<>[]{}/%\r", "𝔓 😀 中文 \u200d\u00ad",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			t.Skip("long texts only take time")
		}
		w := read(t, "fuzz.txt", []byte(text))
		for _, e := range w.Expressions {
			writeJob(t, job(t, w, e, nil))
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	benchmark(b, func(writer convert.Writer, j *convert.Job, _ []byte) error {
		return writer.Write(context.Background(), j, new(bytes.Buffer))
	})
}

func BenchmarkVerify(b *testing.B) {
	benchmark(b, func(writer convert.Writer, j *convert.Job, data []byte) error {
		return writer.(convert.Verifier).Verify(context.Background(), j, data)
	})
}

func benchmark(b *testing.B, step func(convert.Writer, *convert.Job, []byte) error) {
	w := formattest.Resolution()
	j := job(b, w, w.Expressions[0], nil)
	writer := pdf.Format().Writer
	data := writeJob(b, j)
	b.ReportAllocs()
	b.ReportMetric(float64(len(data)), "bytes/file")
	for b.Loop() {
		if err := step(writer, j, data); err != nil {
			b.Fatal(err)
		}
	}
}
