package akn

import (
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
)

const foreignFile = `<akomaNtoso xmlns="` + Namespace + `" xmlns:o="urn:other"><act name="publicLaw" contains="singleVersion"><meta>` +
	`<identification source="#me"><FRBRWork><FRBRthis value="/zz/act/1/!main"/><FRBRuri value="/zz/act/1"/><FRBRdate date="2001-02-03" name="signature"/>` +
	`<FRBRauthor href="#me" as="#pen"/><FRBRcountry value="it"/><FRBRname value="The Act" xml:lang="en"/><FRBRauthoritative value="true"/></FRBRWork>` +
	`<FRBRExpression><FRBRthis value="/zz/act/1/en/!main"/><FRBRuri value="/zz/act/1/en"/><FRBRdate date="2001-02-03" name="signature"/><FRBRauthor href="#me"/>` +
	`<FRBRlanguage language="eng"/><FRBRtranslation href="/zz/act/1/it" fromLanguage="ita" by="#me"/></FRBRExpression>` +
	`<FRBRManifestation><FRBRthis value="/m/!main"/><FRBRuri value="/m"/><FRBRdate date="2002-01-01" name="markup"/><FRBRauthor href="#me"/></FRBRManifestation></identification>` +
	`<classification source="#me"><keyword value="bees" showAs="Bees" dictionary="#d" eId="k1"/></classification>` +
	`<lifecycle source="#me"><eventRef eId="e1" date="2001-02-03" source="#ro1" type="generation"/></lifecycle>` +
	`<workflow source="#gone"><step date="2001-02-03" by="#me" outcome="#nobody"/></workflow>` +
	`<analysis source="#me"><activeModifications><textualMod type="repeal" eId="am1"><source href="#a1"/><destination href="/it/act/2"/></textualMod></activeModifications></analysis>` +
	`<temporalData source="#me"><temporalGroup eId="tg1"><timeInterval start="#e1" refersTo="#me"/></temporalGroup></temporalData>` +
	`<references source="#me"><original eId="ro1" href="/it" showAs="Original"/><TLCPerson eId="me" href="/me" showAs="Me" shortForm="M"/><TLCRole eId="pen" href="/pen" showAs="Pen"/>` +
	`<TLCConcept eId="d" href="/d" showAs="D"/></references>` +
	`<proprietary source="#me"><o:thing o:a="1">kept <o:b/></o:thing></proprietary></meta>` +
	`<body><article eId="a1" status="removed" period="#tg1" o:own="x"><num>Article 7</num><content eId="c"><p class="plain" style="color:red">Bees.</p></content></article></body></act></akomaNtoso>`

// TestMetadataOfOthersIsWrittenBack reads a file with all parts of the metadata.
func TestMetadataOfOthersIsWrittenBack(t *testing.T) {
	w, err := read(t, "other.xml", []byte(foreignFile))
	if err != nil {
		t.Fatal(err)
	}
	var bag diag.Bag
	job := jobOf(w)
	job.Env.Findings = &bag
	var out bytes.Buffer
	if err := (writer{}).Write(t.Context(), job, &out); err != nil {
		t.Fatal(err)
	}
	if err := (writer{}).Verify(t.Context(), job, out.Bytes()); err != nil {
		t.Error(err)
	}
	for _, want := range []string{
		`<act name="publicLaw" contains="singleVersion"`,
		`<FRBRuri value="/zz/act/1"/>`, `<FRBRalias name="FRBRthis" value="/zz/act/1/!main"/>`,
		`<FRBRdate date="2001-02-03" name="signature"/>`, `<FRBRauthor as="#pen" href="#me"/>`,
		`<FRBRname value="The Act" xml:lang="en"/>`, `<FRBRauthoritative value="true"/>`, `<FRBRtranslation by="#me" fromLanguage="ita" href="/zz/act/1/it"/>`,
		`<FRBRdate date="2002-01-01" name="markup"/>`, `<keyword dictionary="#d" eId="k1"`,
		`<eventRef date="2001-02-03" eId="e1" source="#ro1" type="generation"/>`,
		`<workflow source="#unknownSource">`, `<step by="#me" date="2001-02-03"/>`,
		`<source href="#art_7"/>`, `<timeInterval refersTo="#me" start="#e1"/>`,
		`<TLCPerson eId="me" href="/me" shortForm="M" showAs="Me"/>`, `<TLCOrganization eId="unknownSource"`,
		`<thing xmlns="urn:other"`, `>kept <b/></thing>`,
		`<article eId="art_7" `, `period="#tg1"`, `status="removed"`, `:own="x"`,
		`class="plain" style="color:red">Bees.</p>`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s", want)
		}
	}
	if t.Failed() {
		t.Log(out.String())
	}
	said := ""
	for _, d := range bag.Sorted() {
		if d.Code == codeLeftOut {
			said = d.Message
		}
	}
	if !strings.Contains(said, "@outcome (1)") || !strings.Contains(said, "@source (1)") {
		t.Errorf("the finding says %q", said)
	}
}

// metaCount counts elements in the metadata and attributes outside the words, by
// name, with nothing of ours: metadata as "name", its attributes as "name@a",
// attributes of the text as "@a".
func metaCount(t *testing.T, data []byte) map[string]int {
	t.Helper()
	count := map[string]int{}
	d := xml.NewDecoder(bytes.NewReader(data))
	depth, meta, notes, space := 0, 0, 0, ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return count
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			name := token.Name.Local
			switch {
			case name == "meta" && meta == 0:
				meta = depth
			case name == "notes" && meta > 0:
				notes = depth
			}
			if space == "" {
				space = token.Name.Space
			}
			if notes > 0 || meta > 0 && token.Name.Space != space { // others' elements go with the part they are in
				continue
			}
			if meta > 0 {
				count[name]++
			}
			for _, a := range token.Attr {
				switch {
				case a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Local == "eId" || a.Name.Local == "id":
				case meta > 0:
					count[name+"@"+a.Name.Local]++
				default:
					count["@"+a.Name.Local]++
				}
			}
		case xml.EndElement:
			if depth == meta {
				meta = 0
			}
			if depth == notes {
				notes = 0
			}
			depth--
		}
	}
}

// notKept are what the samples have and their new files do not, and why.
var notKept = map[string]string{
	"FRBRItem":     "names the copy that was read",
	"FRBRthis":     "made of the model; that of the work and expression is an alias",
	"FRBRformat":   "is that of the new file",
	"FRBRcountry":  "made of the model",
	"FRBRsubtype":  "made of the model",
	"FRBRlanguage": "the first is made of the model",
}

// TestSamplesKeepTheirMetadata counts the metadata of others before and after.
// What is less than before is named by notKept or by a finding.
func TestSamplesKeepTheirMetadata(t *testing.T) {
	elements, left := 0, 0
	for _, file := range samples(t) {
		name := filepath.Join(filepath.Base(filepath.Dir(file)), filepath.Base(file))
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var bag diag.Bag
		w, err := convert.Read(t.Context(), Format(), &convert.Input{Name: name, Data: data, Env: convert.Env{Findings: &bag}})
		if err != nil {
			t.Fatal(err)
		}
		job := jobOf(w)
		job.Env.Findings = &bag
		var out bytes.Buffer
		if err := (writer{}).Write(t.Context(), job, &out); err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, d := range bag.Sorted() {
			if d.Code == codeLeftOut {
				said += d.Message + "\n"
			}
		}
		before, after := metaCount(t, data), metaCount(t, out.Bytes())
		for _, key := range slices.Sorted(maps.Keys(before)) {
			element, attribute, _ := strings.Cut(key, "@")
			if attribute == "" {
				elements += before[key]
				left += max(0, before[key]-after[key])
			}
			if attribute != "" || after[key] >= before[key] || notKept[element] != "" {
				continue
			}
			if said == "" {
				t.Errorf("%s: %s stood %d times, now %d, and nothing says so", name, key, before[key], after[key])
			}
			if testing.Verbose() {
				t.Logf("%s: %s %d to %d", name, key, before[key], after[key])
			}
		}
	}
	if left*5 > elements {
		t.Errorf("more than a fifth is not written back")
	}
	t.Logf("%d elements of metadata, %d of them not written back", elements, left)
}
