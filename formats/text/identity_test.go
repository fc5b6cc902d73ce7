package text_test

import (
	"testing"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/text"
)

// What identifies a text is taken from its own front matter, and nothing else is
// taken for it.
func TestIdentity(t *testing.T) {
	tests := []struct {
		name, text string
		want       document.Identity
	}{
		{
			"an adopted text",
			"P9_TA(2020)0054\n\nEuropean Parliament resolution of 17 April 2020 on bees (2020/2616(RSP))\n\n" + epBody,
			document.Identity{Country: "eu", Type: "statement", Subtype: "resolution", Author: "ep", Date: "2020-04-17", Year: "2020", Number: "P9_TA(2020)0054"},
		},
		{
			"a date that the title speaks of is not its own",
			"European Parliament resolution on the situation of bees since the storm of 17 April 2020\n\n(2020/2616(RSP))\n\n" + epBody,
			document.Identity{Country: "eu", Type: "statement", Subtype: "resolution", Author: "ep", Year: "2020", Number: "2020/2616(RSP)"},
		},
		{
			"a motion",
			"MOTION FOR A RESOLUTION\n\n23.2.2016\n\nPE576.674v01-00\n\nB8-0302/2016\n\nEuropean Parliament resolution on bees\n\nB8-0302/2016\n\n" + epBody,
			document.Identity{Country: "eu", Type: "statement", Subtype: "motion", Author: "ep", Date: "2016-02-23", Year: "2016", Number: "B8-0302/2016"},
		},
		{
			"a regulation: the date of the Official Journal is not its own",
			"20.2.2031\n\nCOMMISSION DELEGATED REGULATION (EU) 2031/301\n\nof 23 October 2030\n\non bees\n\nTHE EUROPEAN COMMISSION,\n\nHaving regard to the Treaty on the Functioning of the European Union,\n\nWhereas:\n\n(1) Bees are needed.\n\n(2) Hives are needed too.\n\nHAS ADOPTED THIS REGULATION:\n\nArticle 1\n\nBees\n\n1. There shall be bees.\n\nArticle 2\n\nEntry into force\n\nThis Regulation shall enter into force on 1 May 2031.\n",
			document.Identity{Country: "eu", Type: "act", Subtype: "reg-del", Author: "com", Date: "2030-10-23", Year: "2030", Number: "2031/301"},
		},
		{
			"a year that was lost stays unknown",
			"KOMISIJOS REGLAMENTAS (ES) Nr. 654/ m. gegužės 15 d. dėl avilių\n\nEUROPOS KOMISIJA,\n\natsižvelgdama į Sutartį dėl Europos Sąjungos veikimo,\n\nkadangi:\n\n(1) bitės gyvena aviliuose,\n\nPRIĖMĖ ŠĮ REGLAMENTĄ:\n\n1 straipsnis\n\nAviliai skaičiuojami.\n\n2 straipsnis\n\nŠis reglamentas įsigalioja 2031 m. gegužės 1 d.\n",
			document.Identity{Country: "eu", Type: "act", Author: "com"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			work, err := convert.Read(t.Context(), text.Format(), &convert.Input{Name: "text.txt", Data: []byte(test.text)})
			if err != nil {
				t.Fatal(err)
			}
			if got := work.Identity; got != test.want {
				t.Errorf("identity\n got %+v\nwant %+v", got, test.want)
			}
		})
	}
}

// What a site and the feet of pages say of a text is kept, though they are left
// out themselves.
func TestIdentifiers(t *testing.T) {
	tests := []struct{ name, text, scheme, value string }{
		{"a search site", "This document is an excerpt from the EUR-Lex website\n\nDocument 52031IP0077\n\nEuropean Parliament resolution of 17 April 2031 on bees\n\n" + epBody, "celex", "52031IP0077"},
		{"the foot of a page", "European Parliament resolution of 17 April 2031 on bees\n\n" + epBody + "\nELI: http://data.europa.eu/eli/res/2031/77/oj\n\n1/1\n", "eli", "http://data.europa.eu/eli/res/2031/77/oj"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			work, err := convert.Read(t.Context(), text.Format(), &convert.Input{Name: "text.txt", Data: []byte(test.text)})
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range work.Identifiers {
				if id.Scheme == test.scheme && id.Value == test.value && id.Span.Known() {
					return
				}
			}
			t.Errorf("no %s %s among %+v", test.scheme, test.value, work.Identifiers)
		})
	}
}

const epBody = `The European Parliament,

– having regard to its resolution of 3 May 2010 on bees (P7_TA(2010)0123),

– having regard to Rule 132(2) of its Rules of Procedure,

A. whereas bees are needed,

B. whereas hives are needed too,

1. Calls for more bees;

2. Instructs its President to forward this resolution to the Council.
`
