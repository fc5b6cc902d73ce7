package akn

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/formats/akn/xsd"
)

func TestValidate(t *testing.T) {
	const start = `<akomaNtoso xmlns="` + Namespace + `">`
	statement := func(inner string) string {
		frbr := func(level, last string) string {
			return `<` + level + `><FRBRthis value="/x"/><FRBRuri value="/x"/><FRBRdate date="2024-01-01" name="x"/><FRBRauthor href="#a"/>` + last + `</` + level + `>`
		}
		return start + `<statement name="resolution"><meta><identification source="#a">` + frbr("FRBRWork", `<FRBRcountry value="xx"/>`) +
			frbr("FRBRExpression", `<FRBRlanguage language="eng"/>`) + frbr("FRBRManifestation", "") + "</identification></meta>\n" + inner + "</statement></akomaNtoso>"
	}
	for _, c := range []struct{ file, want string }{
		{statement(`<mainBody><p>x</p></mainBody>`), ""},
		{"text", `f.xml:1:1: error: /: text stands outside the root element [AKN101]`},
		{start, `f.xml:1:70: error: /akomaNtoso: the document ends inside <akomaNtoso>, which was opened at 1:1: its end tag is missing [AKN101]`},
		{`<!DOCTYPE akomaNtoso>` + start + `</akomaNtoso>`, `[AKN102]`},
		{start + `&nbsp;`, `[AKN103]`},
		{start + "\xE9", `[AKN104]`},
		{start + strings.Repeat("<a>", 300), `[AKN105]`},
		{`<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13"/>`, `[AKN106]`},
		{statement(`<mainBody><p><strong>x</strong></p></mainBody>`), `f.xml:2:14: error: /akomaNtoso/statement/mainBody/p/strong: the schema has no element <strong>; use <b> [AKN107]`},
		{statement(`<mainBody><crossHeading>x</crossHeading><p/></mainBody>`), `<crossHeading> is not allowed in <mainBody>; use <hcontainer name="..."> or <section> with a <heading> around what follows [AKN108]`},
		{statement(`<preamble><recitals><recital><p/></recital><crossHeading>x</crossHeading></recitals></preamble><mainBody><p/></mainBody>`), `; begin another <recitals> here, and put it into its <heading> [AKN108]`},
		{statement(`<mainBody><p><foreign/></p></mainBody>`), `<foreign> is a block: put it between paragraphs`},
		{statement(`<mainBody><p/></mainBody><preface><p/></preface>`), `[AKN109]`},
		{statement(``), `[AKN110]`},
		{statement(`<mainBody>x<p/></mainBody>`), `[AKN111]`},
		{statement(`<mainBody eID="x"><p/></mainBody>`), `is eId meant? [AKN113]`},
		{strings.Replace(statement(`<mainBody><p/></mainBody>`), `<statement `, `<statement xml:lang="en" `, 1), `put xml:lang on the parts of the document`},
		{strings.Replace(statement(`<mainBody><p/></mainBody>`), `<statement `, `<statement eId="x" `, 1), `leave it out: <statement> is known by its name and place [AKN113]`},
		{statement(`<mainBody><p id="a"/></mainBody>`), `the attribute id is not allowed on <p>; is eId meant? [AKN113]`},
		{statement(`<mainBody><p><ref>x</ref></p></mainBody>`), `[AKN114]`},
		{statement(`<mainBody><p eId="a b"/></mainBody>`), `[AKN115]`},
		{statement(`<mainBody><p eId="a"/><p eId="a"/></mainBody>`), `[AKN116]`},
		{statement(`<mainBody><p xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></mainBody>`), `[AKN117]`},
	} {
		found, err := Validate(context.Background(), "f.xml", []byte(c.file), ValidateOptions{NoRules: true})
		if err != nil {
			t.Fatal(err)
		}
		if c.want == "" {
			if len(found) > 0 {
				t.Errorf("valid, but: %v", found)
			}
			continue
		}
		if !slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return strings.Contains(d.String(), c.want) }) {
			t.Errorf("%s:\n got %v\nwant %s", c.file, found, c.want)
		}
		for _, d := range found {
			if d.Severity != diag.Error || !d.Start.Known() || d.Span.Start != d.Start.Offset || d.Span.End > len(c.file) {
				t.Errorf("incomplete: %+v", d)
			}
		}
	}
}

func TestValidateAgainstAnotherSchema(t *testing.T) {
	const text = `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x"><element name="x" type="date"/></schema>`
	schema, err := xsd.Compile(func(string) ([]byte, error) { return []byte(text), nil }, "x.xsd")
	if err != nil {
		t.Fatal(err)
	}
	found, err := Validate(context.Background(), "f.xml", []byte(`<x xmlns="urn:x">yesterday</x>`), ValidateOptions{Schema: schema, NoRules: true})
	if err != nil || len(found) != 1 || found[0].Code != "AKN112" {
		t.Errorf("%v, %v", found, err)
	}
}

// Every rule has a code, and the words that a finding is about are its span.
func TestFindingsPoint(t *testing.T) {
	for in, want := range map[string]string{
		`<p eId="x">`:         `<p`,
		`</p >`:               `</p`,
		`<br/>`:               `<br`,
		`eId = 'a b' c="d"/>`: `eId = 'a b'`,
		`eId="open`:           `e`,
		`some words`:          `s`,
		`é`:                   `é`,
		``:                    ``,
		`= "x"`:               `=`,
		`<p`:                  `<p`,
		`xml:lang="en"/><b/>`: `xml:lang="en"`,
	} {
		if got := in[:extent([]byte(in))]; got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
	for rule, code := range schemaCodes {
		if _, ok := diag.Lookup(code); !ok {
			t.Errorf("%s has the code %s, which is not explained", rule, code)
		}
	}
}

func TestValidateStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Validate(ctx, "f.xml", []byte("<a/>"), ValidateOptions{}); err == nil {
		t.Error("the context was done")
	}
}

// What the repository holds of Akoma Ntoso is valid.
func TestGoldenFilesAreValid(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "golden", "akn", "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d golden files: %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found, err := Validate(context.Background(), file, data, ValidateOptions{NoRules: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range found {
			if d.Severity == diag.Error {
				t.Error(d)
			}
		}
	}
}
