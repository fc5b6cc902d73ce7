package xlsx_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/label"
	"github.com/plurilex/plurilex/convert/naming"
	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/xlsx"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestConformance(t *testing.T) {
	formattest.Run(t, xlsx.Format(), formattest.Options{Text: allText})
}

// allText is what the sheet Data has of each language.
func allText(output []byte) (string, error) {
	b, err := read(output)
	if err != nil {
		return "", err
	}
	data := b.sheet("Data")
	byLanguage := map[string]*strings.Builder{}
	var order []string
	nums, texts := data.column("num"), data.column("text")
	for i, language := range data.column("language") {
		if byLanguage[language] == nil {
			byLanguage[language] = &strings.Builder{}
			order = append(order, language)
		}
		fmt.Fprintln(byLanguage[language], nums[i], texts[i])
	}
	all := ""
	for _, language := range order {
		all += byLanguage[language].String()
	}
	return all, nil
}

// write is the workbook of a Work, with the settings given.
func write(t testing.TB, w *document.Work, settings map[string]string, findings diag.Sink) []byte {
	t.Helper()
	data, err := tryWrite(w, settings, findings)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func tryWrite(w *document.Work, settings map[string]string, findings diag.Sink) ([]byte, error) {
	f := xlsx.Format()
	options, err := convert.NewValues(f.Options, settings)
	if err != nil {
		return nil, err
	}
	job := &convert.Job{Work: w, Name: "resolution.xlsx", Options: options, Env: convert.Env{
		Findings:  findings,
		Generator: convert.Generator{Name: "Plurilex", Version: "1.0"},
	}}
	var buf bytes.Buffer
	if err := f.Writer.Write(context.Background(), job, &buf); err != nil {
		return nil, err
	}
	return buf.Bytes(), f.Writer.(convert.Verifier).Verify(context.Background(), job, buf.Bytes())
}

func mustRead(t testing.TB, data []byte) *workbook {
	t.Helper()
	b, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// dump is a workbook as a person reads it: a line for each row.
func dump(b *workbook) string {
	var out strings.Builder
	for _, s := range b.sheets {
		fmt.Fprintf(&out, "== %s %s %s\n", s.name, s.xml.Setup.Orientation, s.xml.Dimension.Ref)
		for i, r := range s.rows {
			fmt.Fprintf(&out, "%s", r.height)
			for column := 1; column <= len(s.xml.Columns); column++ {
				c := r.cells[letter(column)]
				fmt.Fprintf(&out, "\t%s", strings.ReplaceAll(c.text, "\n", "⏎"))
				if to := s.links[letter(column)+fmt.Sprint(i+1)]; to != "" {
					fmt.Fprintf(&out, " -> %s", to)
				}
			}
			out.WriteString("\n")
		}
	}
	return out.String()
}

func TestGolden(t *testing.T) {
	for name, w := range map[string]*document.Work{"resolution": formattest.Resolution(), "everything": formattest.Everything()} {
		got := dump(mustRead(t, write(t, w, nil, nil)))
		file := filepath.Join("..", "..", "testdata", "golden", "xlsx", name+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestClauses holds the sheet against the model, clause by clause.
func TestClauses(t *testing.T) {
	w := formattest.Resolution()
	b := mustRead(t, write(t, w, nil, nil))
	s := b.sheet("Clauses")
	ids, nums, texts := s.column("ID"), s.column("No"), s.column("EN English")
	clauses := w.Expressions[0].Clauses()
	if len(clauses) != len(ids) {
		t.Fatalf("%d clauses in %d rows", len(clauses), len(ids))
	}
	for i, c := range clauses {
		if ids[i] != c.Node.ID || nums[i] != c.Node.Num || texts[i] != c.Node.Plain() {
			t.Errorf("row %d is %s %q %q, the clause %s %q %q", i+2, ids[i], nums[i], texts[i], c.Node.ID, c.Node.Num, c.Node.Plain())
		}
		dash := s.rows[i+1].cells["B"]
		if (dash.text == "-") != b.quoted[dash.style] || dash.text != "" && dash.kind != "inlineStr" {
			t.Errorf("row %d: %q is %+v", i+2, nums[i], dash)
		}
	}
	if p := s.xml.View.Pane; p.TopLeft != "D2" || p.State != "frozen" {
		t.Errorf("frozen at %+v", p)
	}
	if got, want := b.names["_xlnm.Print_Titles1"], "'Clauses'!$A:$C,'Clauses'!$1:$1"; got != want {
		t.Errorf("repeated in print: %s, want %s", got, want)
	}
}

func TestPackage(t *testing.T) {
	b := mustRead(t, write(t, formattest.Resolution(), nil, nil))
	want := []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
	if got := b.order[:4]; !slices.Equal(got, want) {
		t.Errorf("the package begins with %v", got)
	}
	if last := b.order[len(b.order)-3:]; !slices.Equal(last, []string{"docProps/app.xml", "docProps/core.xml", "docProps/custom.xml"}) {
		t.Errorf("the package ends with %v", last)
	}
	core := string(b.parts["docProps/core.xml"])
	for _, part := range []string{
		"<dc:title>European Parliament resolution on freedom of expression in Kazakhstan</dc:title>",
		"<dc:creator>Plurilex</dc:creator>", "<dc:language>en</dc:language>", "<dc:subject>2016/2607(RSP)</dc:subject>",
	} {
		if !strings.Contains(core, part) {
			t.Errorf("no %s in %s", part, core)
		}
	}
	if strings.Contains(core, "dcterms:created") || strings.Contains(core, "xuri") {
		t.Errorf("a date or creator that nobody gave: %s", core)
	}
}

func TestDates(t *testing.T) {
	w := formattest.Everything() // which has a date of its own
	text := string(mustRead(t, write(t, w, nil, nil)).parts["docProps/core.xml"])
	if !strings.Contains(text, ">"+w.Identity.Date+"T00:00:00Z</dcterms:created>") {
		t.Errorf("not of %s: %s", w.Identity.Date, text)
	}
	f := xlsx.Format()
	var buf bytes.Buffer
	env := convert.Env{Date: time.Date(2024, 2, 3, 23, 0, 0, 0, time.FixedZone("west", -5*60*60))}
	if err := f.Writer.Write(context.Background(), &convert.Job{Work: w, Options: defaults(t, f), Env: env}, &buf); err != nil {
		t.Fatal(err)
	}
	if text := string(mustRead(t, buf.Bytes()).parts["docProps/core.xml"]); !strings.Contains(text, ">2024-02-04T00:00:00Z</dcterms:modified>") {
		t.Errorf("not of the day given: %s", text)
	}
}

func defaults(t *testing.T, f *convert.Format) convert.Values {
	t.Helper()
	v, err := convert.NewValues(f.Options, nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// text is a Work of paragraphs in a language.
func text(language string, paragraphs ...string) *document.Work {
	body := &document.Node{Kind: document.Body}
	for i, p := range paragraphs {
		body.Children = append(body.Children, &document.Node{
			Kind: document.Paragraph,
			Num:  fmt.Sprintf("%d.", i+1),
			Text: []document.Inline{{Kind: document.Words, Text: p}},
		})
	}
	root := &document.Node{Kind: document.Root, Children: []*document.Node{body}}
	naming.Assign(root)
	return &document.Work{Expressions: []*document.Expression{{Language: language, Root: root}}}
}

func TestLanguages(t *testing.T) {
	w := text("en", "one", "two", "three")
	fr := text("fr", "un", "deux", "trois", "quatre").Expressions[0]
	body := fr.Root.Children[0]
	body.Children = slices.Delete(body.Children, 1, 2)
	w.Expressions = append(w.Expressions, fr, text("ar", "واحد", "اثنان", "ثلاثة", "أربعة").Expressions[0])

	b := mustRead(t, write(t, w, nil, nil))
	s := b.sheet("Clauses")
	for header, want := range map[string][]string{
		"ID":          {"para_1", "para_2", "para_3", "para_4"},
		"Status":      {"OK", "✗ Missing", "OK", "✗ Missing"},
		"EN English":  {"one", "two", "three", "[missing: EN]"},
		"FR français": {"un", "[missing: FR]", "trois", "quatre"},
		"AR العربية":  {"واحد", "اثنان", "ثلاثة", "أربعة"},
	} {
		if got := s.column(header); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
	if got := b.sheet("Overview").rows; !slices.ContainsFunc(got, func(r tableRow) bool {
		return r.cells["A"].text == "FR français" && r.cells["B"].text == "1 of 4 missing"
	}) {
		t.Error("the overview does not say what is missing")
	}
	if s.xml.Setup.Orientation != "landscape" || s.xml.Setup.Paper != 9 || s.xml.Setup.Wide != 1 {
		t.Errorf("three languages are printed on %+v", s.xml.Setup)
	}

	b = mustRead(t, write(t, w, map[string]string{"pivot": "fr"}, nil))
	if got := b.sheet("Clauses").table.Columns[5].Name; got != "FR français" {
		t.Errorf("the pivot's column is %s", got)
	}
	var bag diag.Bag
	b = mustRead(t, write(t, w, map[string]string{"pivot": "de"}, &bag))
	if found := bag.Sorted(); len(found) != 1 || found[0].Code != "XLS006" || b.sheet("Clauses").table.Columns[5].Name != "EN English" {
		t.Errorf("a pivot that is not there: %v", found)
	}
}

func TestManyLanguages(t *testing.T) {
	w := &document.Work{}
	tags, err := label.Default().Tags()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 14 {
		w.Expressions = append(w.Expressions, text(fmt.Sprintf("x-%c", 'a'+i), "a paragraph").Expressions[0])
	}
	b := mustRead(t, write(t, w, nil, nil))
	if s := b.sheet("Clauses").xml.Setup; s.Wide != 3 || s.Paper != 8 || s.Tall != "0" {
		t.Errorf("14 languages are printed on %+v", s)
	}
	for _, tag := range tags {
		b := mustRead(t, write(t, formattest.Everything(), map[string]string{"ui-language": tag}, nil))
		if right := b.sheets[1].xml.View.RightToLeft == "true"; right != (tag == "ar") {
			t.Errorf("%s: columns from right to left: %v", tag, right)
		}
	}
	if _, err := tryWrite(w, map[string]string{"ui-language": "tlh"}, nil); !errors.Is(err, convert.ErrOption) || !strings.Contains(err.Error(), "en") {
		t.Errorf("a language without labels: %v", err)
	}
}

func TestLongText(t *testing.T) {
	long := strings.Repeat("whereas 𝔓 the text of this paragraph does not end, ", 2000) + strings.Repeat("x", 70_000) + " end"
	var bag diag.Bag
	b := mustRead(t, write(t, text("en", "short", long, "short"), nil, &bag))
	s := b.sheet("Clauses")
	ids, parts := s.column("ID"), s.column("EN English")
	n := len(ids) - 2
	if ids[1] != fmt.Sprintf("para_2 (1/%d)", n) || ids[n] != fmt.Sprintf("para_2 (%d/%d)", n, n) {
		t.Errorf("the parts are %s to %s", ids[1], ids[n])
	}
	if strings.Join(parts[1:n+1], "") != long {
		t.Error("the parts do not make the text")
	}
	data := b.sheet("Data")
	texts := data.column("text")
	if got := strings.Join(texts[1:len(texts)-1], ""); got != long {
		t.Error("the parts in the sheet Data do not make the text")
	}
	for i, text := range texts {
		if data.column("id")[i] == "para_2" && data.column("parts")[i] != fmt.Sprint(len(texts)-2) {
			t.Errorf("part %s of %s: %d bytes", data.column("part")[i], data.column("parts")[i], len(text))
		}
	}
	if found := bag.Sorted(); len(found) != 2 || found[0].Code != "XLS001" || found[0].NodeID != "para_2" || found[0].Language != "en" {
		t.Errorf("findings: %v", found)
	}
}

func TestOddText(t *testing.T) {
	odd := []string{
		"=1+1", "- having regard", "+49", "@SUM", "'quoted", "_x0041_", "_x0041_x0042_", "_x005F_x0041_", "_x000d_", "_X0041_",
		"<a> & \"b\"", "]]>", "1.10", "line\none", "&#65;", "\u00a0kept\u00a0", "a\u200bb", "\U0001F600", "TRUE", "1/2/2020",
	}
	b := mustRead(t, write(t, text("en", odd...), nil, nil))
	s := b.sheet("Clauses")
	if diff := cmp.Diff(odd, s.column("EN English")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(odd, b.sheet("Data").column("text")); diff != "" {
		t.Error(diff)
	}
	for i, text := range odd {
		cell := s.rows[i+1].cells["E"]
		if cell.kind != "inlineStr" || b.quoted[cell.style] != strings.Contains("=+-@", text[:1]) {
			t.Errorf("%q: %+v, quoted: %v", text, cell, b.quoted[cell.style])
		}
	}
}

// TestAnyText demands that whatever a text is, the workbook can be read and has it.
func TestAnyText(t *testing.T) {
	piece := rapid.OneOf(
		rapid.String(),
		rapid.StringMatching(`[=+@-]?[a-z _]{0,40}`),
		rapid.StringMatching(`(_x[0-9A-F]{4}){1,3}_`),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	)
	rapid.Check(t, func(rt *rapid.T) {
		given := strings.Join(rapid.SliceOfN(piece, 1, 5).Draw(rt, "pieces"), "")
		data, err := tryWrite(text("en", given, "end"), nil, nil)
		if err != nil {
			rt.Fatal(err)
		}
		b, err := read(data)
		if err != nil {
			rt.Fatal(err)
		}
		want := strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF || r == 0xFDD0 {
				return 0xFFFD
			}
			return r
		}, given)
		s := b.sheet("Clauses")
		texts := s.column("EN English")
		if got := strings.Join(texts[:len(texts)-1], ""); got != want {
			rt.Fatalf("%q is read as %q", given, got)
		}
		if got := b.sheet("Data").column("text")[0]; got != want {
			rt.Fatalf("%q is read as %q in the sheet Data", given, got)
		}
	})
}

func TestReplaced(t *testing.T) {
	var bag diag.Bag
	b := mustRead(t, write(t, text("en", "a\x01b\ufffec\ufdd0d\xffe"), nil, &bag))
	if got, want := b.sheet("Clauses").column("EN English")[0], "a\ufffdb\ufffdc\ufffdd\ufffde"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if found := bag.Sorted(); len(found) != 2 || found[0].Code != "XLS002" || found[1].Severity != diag.Warning || found[0].NodeID != "para_1" {
		t.Errorf("findings: %v", found)
	}
}

func TestLinks(t *testing.T) {
	w := text("en", "see")
	p := w.Expressions[0].Root.Children[0].Children[0]
	targets := []string{"https://example.org/a?b=1&c=2", "javascript:alert(1)", "HTTP://EXAMPLE.ORG", "#para_1", "file:///etc/passwd", "http://example.org/a b"}
	for _, target := range targets {
		p.Text = append(p.Text, document.Inline{Kind: document.Link, Target: target, Children: []document.Inline{{Kind: document.Words, Text: "x"}}})
	}
	var bag diag.Bag
	s := mustRead(t, write(t, w, nil, &bag)).sheet("References")
	if diff := cmp.Diff(targets, s.column("Target")); diff != "" {
		t.Error(diff)
	}
	want := map[string]string{"F2": targets[0], "F4": targets[2], "F5": "#'Clauses'!A2"}
	for row := 2; row <= 7; row++ {
		want[fmt.Sprintf("A%d", row)] = "#'Clauses'!A2"
	}
	if diff := cmp.Diff(want, s.links); diff != "" {
		t.Error(diff)
	}
	if found := bag.Sorted(); len(found) != 3 || found[0].Code != "XLS003" {
		t.Errorf("findings: %v", found)
	}
}

// TestCodes demands that every code of the area is explained and used here.
func TestCodes(t *testing.T) {
	source, err := os.ReadFile("finding.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range diag.Codes() {
		if strings.HasPrefix(string(e.Code), "XLS") && !bytes.Contains(source, []byte(`"`+e.Code+`"`)) {
			t.Errorf("nothing reports %s", e.Code)
		}
	}
}

func BenchmarkResolution(b *testing.B) {
	w := formattest.Resolution()
	b.ReportAllocs()
	for b.Loop() {
		write(b, w, nil, nil)
	}
}

func BenchmarkClauses(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		paragraphs := slices.Repeat([]string{strings.Repeat("whereas the text of this paragraph is of a usual length, ", 5)}, n)
		w := text("en", paragraphs...)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				write(b, w, nil, nil)
			}
		})
	}
}
