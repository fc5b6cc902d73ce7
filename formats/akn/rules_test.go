package akn

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/naming"
	"github.com/plurilex/plurilex/formats/formattest"
)

// resolution is the sample as a file: rules are tried by breaking it.
func resolution(t testing.TB) string { return string(written(t, formattest.Resolution(), 0)) }

// broken says what each rule finds when a part of the sample is replaced.
var broken = []struct {
	rule     int
	old, new string
	message  string
}{
	{1, `eId="cit_2"`, `eId="cit_1"`, "the eId cit_1 stands twice"},
	{2, `eId="cit_2"`, `eId="cit 2"`, `has " " in it`},
	{2, `eId="cit_2"`, `eId="cit__"`, "has an empty part"},
	{3, `eId="cit_2"`, `eId="rec_2"`, "should have cit"},
	{4, `eId="para_1__content"`, `eId="para_9__content"`, "begins with para_9"},
	{5, `eId="para_3"`, `eId="para_33"`, "is not that of the num, 3."},
	{6, `<paragraph eId="para_3">`, `<paragraph>`, "paragraph has no eId"},
	{7, `eId="cit_2"`, `eId="cit_2" wId="cit_2"`, "the same as the eId"},
	{8, `refersTo="#consil"`, `refersTo="#nobody"`, "#nobody leads to no element"},
	{8, `refersTo="#consil"`, `refersTo="consil"`, "should be #consil"},
	{9, `as="#author"`, `as="#ep"`, "as #ep of FRBRauthor leads to a TLCOrganization"},
	{10, `<FRBRuri value="/akn/eu/statement/resolution/ep/2016/2016-2607-RSP"/>`, `<FRBRuri value=""/>`, "is empty"},
	{10, `<FRBRuri value="/akn/eu/statement/resolution/ep/2016/2016-2607-RSP"/>`, `<FRBRuri value="/eu/statement/x"/>`, "is no IRI"},
	{11, `value="/akn/eu/statement/resolution/ep/2016/2016-2607-RSP/eng@"`, `value="/akn/eu/statement/motion/ep/2016/2016-2607-RSP/eng@"`, "does not extend"},
	{12, `2016-2607-RSP/!main"`, `2016-2607-RSP"`, "should be /akn/"},
	{13, `<FRBRcountry value="eu"/>`, `<FRBRcountry value="fr"/>`, "the IRI has the country eu"},
	{13, `<FRBRsubtype value="resolution"/>`, `<FRBRsubtype value="motion"/>`, "no such segment"},
	{13, `<FRBRnumber value="2016-2607-RSP"`, `<FRBRnumber value="1"`, "which no FRBRnumber"},
	{14, `language="eng"`, `language="fra"`, "the IRI has the language eng"},
	{15, `<FRBRformat value="xml"/>`, `<FRBRformat value="pdf"/>`, "FRBRformat is pdf"},
	{16, `language="eng"`, `language="en"`, `"en" is no code of three letters`},
	{16, `<mainBody>`, `<mainBody xml:lang="eng">`, "not the shortest tag"},
	{17, `<FRBRcountry value="eu"/>`, `<FRBRcountry value="EU"/>`, "no code of ISO 3166"},
	{18, `date="2015-12-21"`, `date="2015-02-30"`, "no date of the calendar"},
	{18, `date="2015-12-21"`, `date="0001-01-01"`, "not known"},
	{19, `<eventRef eId="eref_1" date="2016-01-01"`, `<eventRef eId="eref_0" date="2017-01-01" type="generation" source="#original"/><eventRef eId="eref_1" date="2016-01-01"`, "stands after"},
	{20, `name="yearOfProcedure"/>`, `name=""/>`, "in no known way"},
	{21, `<statement name="resolution" contains="originalVersion">`, `<statement name="resolution" contains="singleVersion">`, ""},
	{22, `<num>3.</num>`, `<num>3.</num><num>3.</num>`, "a second num"},
	{23, `<num>3.</num>`, `<num>3.</num><heading eId="para_3__heading"/>`, "an empty heading"},
	{24, `<mainBody>`, `<mainBody><paragraph eId="para_0"/>`, "has no text"},
	{25, `<num>3.</num>`, `<num>33.</num>`, "does not follow"},
	{25, `<num>3.</num>`, `<num>2.</num>`, "stands twice in a row"},
	{26, `<num>-</num>`, `<num>-</num><p><authorialNote eId="cit_1__authorialNote_1" marker="2"><p>a</p></authorialNote><authorialNote eId="cit_1__authorialNote_2" marker="1"><p>b</p></authorialNote></p>`, "stands after 2"},
	{27, `<mainBody>`, `<mainBody><table eId="table_1"><tr><td colspan="2"/></tr><tr><td rowspan="3"/></tr></table>`, "shorter than the widest"},
	{28, `<mainBody>`, `<mainBody><p><img src="a.png"/></p>`, "has no alt"},
	{29, `href="/akn/ontology/reference/eu/eu.ep.rules.of.procedure/~rule_135__para_5"`, `href="rules.html"`, "is no IRI"},
	{30, `whereas Kazakhstan plays`, "whereas Kazakhstan pla\u00ADys", "a soft hyphen"},
	{31, `<TLCRole eId="presidentOfEP"`, `<TLCRole eId="nobody" href="/x" showAs="x"/><TLCRole eId="presidentOfEP"`, "nothing points to the entry nobody"},
	{33, `date="2015-12-21"`, `date="2015-12-22"`, "the date says 2015-12-22, the text 2015-12-21"},
	{34, `<mainBody>`, `<mainBody><p><rref eId="rref_1" from="/akn/eu/act/2000/1/~art_6" upTo="/akn/eu/act/2000/1/~art_4">x</rref></p>`, "not after"},
	{36, Namespace, Namespace + "/CSD13", "the namespace is"},
	{37, `eId="cit_2"`, `eId="cit_2" xml:id="x"`, "an eId and an xml:id"},
	{38, `refersTo="#consil"`, `refersTo=""`, "an empty refersTo"},
	{39, `<mainBody>`, `<mainBody><p><docTitle>x</docTitle></p>`, "belongs to the front"},
	{40, `eId="rec_A"`, `eId="rec_Аa"`, "several scripts"},
	{43, `eId="para_7__role_2"`, `eId="para_7__role_7"`, "should end with 2"},
	{44, `<formula eId="formula_1" name="actingEntity">`, `<container eId="container_1" name="x">`, ""},
}

func TestRules(t *testing.T) {
	sample := resolution(t)
	clean, err := Rules("sample.xml", []byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range clean {
		t.Errorf("the sample: %s", d)
	}
	for _, c := range broken {
		file := strings.Replace(sample, c.old, c.new, 1)
		if file == sample {
			t.Errorf("S%02d: the sample has no %s", c.rule, c.old)
			continue
		}
		switch c.rule {
		case 36:
			file = strings.ReplaceAll(sample, c.old, c.new)
		case 21:
			i, j := strings.Index(file, "<lifecycle"), strings.Index(file, "</lifecycle>")
			file = file[:i] + file[j+len("</lifecycle>"):]
		case 44:
			file = strings.Replace(file, "</formula>", "</container>", 1)
		}
		found, err := Rules("sample.xml", []byte(file))
		if err != nil {
			t.Errorf("S%02d: %v", c.rule, err)
			continue
		}
		code, hit := diag.Code(fmt.Sprintf("AKN2%02d", c.rule)), false
		for _, d := range found {
			if _, ok := diag.Lookup(d.Code); !ok {
				t.Errorf("the code %s is in no table", d.Code)
			}
			hit = hit || d.Code == code && strings.Contains(d.Message, c.message) && d.Start.Known()
		}
		if !hit {
			t.Errorf("S%02d: %s for %s is not found: %v", c.rule, c.message, c.new, found)
		}
	}
}

// TestEveryRuleIsTried keeps the table above complete.
func TestEveryRuleIsTried(t *testing.T) {
	tried := map[diag.Code]bool{
		"AKN232": true, // TestAttachments
		"AKN235": true, // TestVersions
	}
	for _, c := range broken {
		tried[diag.Code(fmt.Sprintf("AKN2%02d", c.rule))] = true
	}
	for _, e := range diag.Codes() {
		if strings.HasPrefix(string(e.Code), "AKN2") && !tried[e.Code] {
			t.Errorf("no test for %s, %s", e.Code, e.Title)
		}
	}
}

func TestAttachments(t *testing.T) {
	file := strings.Replace(string(written(t, formattest.Everything(), 0)), `/!annex_1"/>`, `/!main"/>`, 1)
	found, err := Rules("everything.xml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range found {
		if d.Code == "AKN232" {
			return
		}
	}
	t.Error("an attachment with the component of the document passes")
}

func TestVersions(t *testing.T) {
	en := written(t, formattest.Resolution(), 0)
	fr := formattest.Resolution()
	fr.Expressions[0].Language = "fr"
	french := string(written(t, fr, 0))
	for name, c := range map[string]struct{ file, want string }{
		"as they should be": {french, ""},
		"one language":      {string(en), "the language is eng, as of en.xml"},
		"another clause":    {strings.Replace(french, `eId="rec_C"`, `eId="rec_CC"`, 1), "the clause at place 7 is rec_CC, in en.xml it is rec_C"},
		"another work":      {strings.ReplaceAll(french, "2016-2607-RSP", "2016-2608-RSP"), "the Work is"},
	} {
		found, err := Versions([]Version{{"en.xml", en}, {"other.xml", []byte(c.file)}})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, d := range found {
			got += d.Message
		}
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// TestOwnFilesKeepTheRules: no finding of the degree of an error, and of
// warnings only those that the text itself deserves.
func TestOwnFilesKeepTheRules(t *testing.T) {
	w := formattest.Everything()
	for i, e := range w.Expressions {
		naming.Assign(e.Root)
		found, err := Validate(context.Background(), "everything.xml", written(t, w, i), ValidateOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range found {
			switch d.Code {
			case "AKN230", "AKN225": // the text has letters that are not in NFC, and numbers with gaps
			default:
				t.Error(d)
			}
		}
	}
}

// TestSamplesUnderRules: whatever is written of others' files breaks no rule in
// the degree of an error.
func TestSamplesUnderRules(t *testing.T) {
	count := map[diag.Code]int{}
	for _, file := range samples(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		w, err := read(t, file, data)
		if err != nil {
			t.Fatal(err)
		}
		found, err := Validate(context.Background(), filepath.Base(file), written(t, w, 0), ValidateOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range found {
			count[d.Code]++
			if d.Severity == diag.Error {
				t.Error(file, d)
			}
		}
	}
	t.Log(count)
}

func BenchmarkValidateLong(b *testing.B) {
	data := written(b, long(), 0)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Validate(context.Background(), "long.xml", data, ValidateOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
