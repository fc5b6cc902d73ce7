package metadata

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert/document"
)

const whole = `
date = "2016-03-10"
number = "P8_TA(2016)0083"
subtype = "resolution"

[[identifiers]]
scheme = "celex"
value = "52016IP0083"

[[identifiers]]
scheme = "ep-procedure"
value = "2016/2607(RSP)"

[[subjects]]
scheme = "EuroVoc"
iri = "http://eurovoc.europa.eu/1226"
label = "freedom of expression"

[publication]
name = "Official Journal of the European Union"
number = "C 50"
date = "2018-02-09"
`

func TestApply(t *testing.T) {
	f, err := Parse([]byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	w := &document.Work{
		Identity:    document.Identity{Country: "eu", Author: "ep", Year: "2015", Number: "2016/2607(RSP)"},
		Identifiers: []document.Identifier{{Scheme: "ep-procedure", Value: "2016/2607(RSP)", Origin: "text"}},
	}
	f.Apply(w)
	want := &document.Work{
		Identity: document.Identity{Country: "eu", Author: "ep", Subtype: "resolution", Date: "2016-03-10", Year: "2016", Number: "P8_TA(2016)0083"},
		Identifiers: []document.Identifier{
			{Scheme: "ep-procedure", Value: "2016/2607(RSP)", Origin: "text"},
			{Scheme: "celex", Value: "52016IP0083", Origin: "metadata"},
		},
		Subjects:    []document.Subject{{Scheme: "EuroVoc", IRI: "http://eurovoc.europa.eu/1226", Label: "freedom of expression"}},
		Publication: &document.Publication{Name: "Official Journal of the European Union", Number: "C 50", Date: "2018-02-09"},
	}
	if diff := cmp.Diff(want, w); diff != "" {
		t.Error(diff)
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	tests := []struct{ file, want string }{
		{"date = ", "line 1"},
		{"title = \"x\"", "there is no key title"},
		{"date = \"10.3.2016\"", `date is "10.3.2016": want a date as in 2016-03-10`},
		{"date = 2016-02-30", "2016-02-30"},
		{"country = \"EU\"", "two lower-case letters"},
		{"subtype = \"joint motion\"", "ASCII letters, digits and hyphens"},
		{"[[identifiers]]\nscheme = \"celex\"", "identifiers 1: want a scheme and a value"},
		{"[[subjects]]\nscheme = \"EuroVoc\"\nlabel = \"x\"\niri = \"1226\"", "subjects 1: iri"},
		{"[publication]\nname = \"OJ\"", "publication: want a name and a date"},
	}
	for _, test := range tests {
		_, err := Parse([]byte(test.file))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want %q", test.file, err, test.want)
		}
	}
}
