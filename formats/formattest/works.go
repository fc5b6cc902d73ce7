// Package formattest is the conformance suite that every format runs, ours and
// a third party's alike, and the works that it and other tests write.
//
//	func TestConformance(t *testing.T) {
//		formattest.Run(t, csv.Format(), formattest.Options{})
//	}
package formattest

import (
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

// Resolution is testdata/resolution-en.txt as its reader should read it: a
// resolution of the European Parliament in English with four citations,
// recitals A to G and paragraphs 1 to 7. All spans are those of the file. Each
// call makes a new Work.
func Resolution() *document.Work {
	return &document.Work{
		Profile: "ep",
		Identity: document.Identity{
			Country: "eu",
			Type:    "statement",
			Subtype: "resolution",
			Author:  "ep",
			Year:    "2016",
			Number:  "2016/2607(RSP)",
		},
		Identifiers: []document.Identifier{{
			Scheme: "ep-procedure",
			Value:  "2016/2607(RSP)",
			Origin: "text",
			Span:   diag.Span{Start: 74, End: 88},
		}},
		Entities: []document.Entity{
			{
				Key:   "ep",
				Class: "organization",
				IRI:   "http://publications.europa.eu/resource/authority/corporate-body/EP",
				Label: "European Parliament",
				Short: "EP",
			},
			{
				Key:   "consil",
				Class: "organization",
				IRI:   "http://publications.europa.eu/resource/authority/corporate-body/CONSIL",
				Label: "Council of the European Union",
				Short: "Council",
			},
			{
				Key:   "com",
				Class: "organization",
				IRI:   "http://publications.europa.eu/resource/authority/corporate-body/COM",
				Label: "European Commission",
				Short: "Commission",
			},
			{
				Key:   "presidentOfEP",
				Class: "role",
				IRI:   "http://publications.europa.eu/resource/authority/role/PRESID",
				Label: "President",
			},
			{
				Key:   "vpHR",
				Class: "role",
				IRI:   "/akn/ontology/role/eu.vice.president.high.representative",
				Label: "Vice-President of the Commission/High Representative of the Union for Foreign Affairs and Security Policy",
				Short: "VP/HR",
			},
			{
				Key:   "docTypeRES",
				Class: "reference",
				IRI:   "http://publications.europa.eu/resource/authority/resource-type/RES",
				Label: "Resolution",
			},
			{
				Key:   "rulesOfProcedure",
				Class: "reference",
				IRI:   rulesOfProcedure,
				Label: "Rules of Procedure of the European Parliament",
			},
		},
		Expressions: []*document.Expression{{
			Language: "en",
			Root:     resolution(),
			Source: document.Source{
				Name:      "resolution-en.txt",
				MediaType: "text/plain",
				Size:      4096,
				SHA256:    "cb16ddb634496b3f981be15e0f87d5f08247a197f8f9dc6bfde1742a9e90a79f",
				Encoding:  "UTF-8",
			},
		}},
	}
}

const rulesOfProcedure = "/akn/ontology/reference/eu/eu.ep.rules.of.procedure"

// resolution is the tree of Resolution. The numbers are offsets of bytes.
func resolution() *document.Node {
	return group(document.Root, "",
		group(document.Preface, "preface",
			node(document.Title, "longTitle", unmarked,
				mention(1, 20, "European Parliament", "ep"),
				words(20, 21, " "),
				mention(21, 31, "resolution", "docTypeRES"),
				words(32, 70, " on freedom of expression in Kazakhstan"),
			),
			node(document.Procedure, "preface__p_1", unmarked,
				words(73, 74, "("),
				number(74, 88, "2016/2607(RSP)", "ep-procedure"),
				words(88, 89, ")"),
			),
		),
		group(document.Preamble, "preamble",
			node(document.Author, "formula_1", unmarked,
				words(92, 95, "The "),
				mention(96, 115, "European Parliament", "ep"),
				words(115, 116, ","),
			),
			group(document.Citations, "cits_1",
				node(document.Citation, "cit_1", mark(119, "-"),
					words(121, 190, "having regard to its previous resolutions on situation in Kazakhstan,"),
				),
				node(document.Citation, "cit_2", mark(193, "-"),
					words(195, 272, "having regard to the Enhanced Partnership and Cooperation Agreement signed on "),
					date(273, 291, "21 December 2015", "2015-12-21"),
					words(291, 292, ","),
				),
				node(document.Citation, "cit_3", mark(296, "-"),
					words(298, 400, "having regard to the seventh round of annual EU - Kazakhstan Human Rights Dialogue held in Astana on "),
					date(401, 417, "26 November 2015", "2015-11-26"),
					words(418, 484, " and EU-Kazakhstan seminar for civil society held the day before,"),
				),
				node(document.Citation, "cit_4", mark(487, "-"),
					words(490, 506, "having regard to "),
					references(
						words(507, 512, "Rules "),
						reference(513, 519, "135(5)", "rule 135(5)", rulesOfProcedure+"/~rule_135__para_5"),
						words(520, 523, " and "),
						reference(524, 530, "123(4)", "rule 123(4)", rulesOfProcedure+"/~rule_123__para_4"),
						words(531, 556, " of its Rules of Procedure"),
					),
					words(556, 557, ","),
				),
			),
			group(document.Recitals, "recs_1",
				node(document.Recital, "rec_A", mark(563, "A."),
					words(566, 666, "whereas EU and Kazakhstan have recently signed the Enhanced Partnership and Cooperation Agreement,"),
				),
				node(document.Recital, "rec_B", mark(669, "B."),
					words(672, 826, "whereas Kazakhstan plays a crucial role with regard to the stability and security of Central Asia and the economic development of the region as a whole,"),
				),
				node(document.Recital, "rec_C", mark(829, "C."),
					words(832, 1175, "whereas a number of concerns remain over human rights situation in the country, including with regard to the operating climate for the media, ongoing harassment and intimidation of the journalists, restricting access to internet, persecution of human rights defenders, use of torture and limits of the rights to assembly and association,"),
				),
				node(document.Recital, "rec_D", mark(1178, "D."),
					words(1181, 1493, "whereas a number of journalists, opposition figures and human rights defenders, including Bolatbek Blyalov, Vladimir Kozlov, Ermek Narymbaev, Serikzhan Mambetalin, are held in prison on charges widely seen as politically motivated or related to exercise of their freedom of speech, association or assembly,"),
				),
				node(document.Recital, "rec_E", mark(1496, "E."),
					words(1499, 1509, "whereas on "),
					date(1510, 1526, "23 December 2015", "2015-12-23"),
					words(1527, 1726, " journalists of the online portal ‘Nakanune.kz’ Guzal Baidalinova and Rafael Balgin have been taken into custody and placed under arrest for 2 months on charges of spreading false information,"),
				),
				node(document.Recital, "rec_F", mark(1729, "F."),
					words(1732, 1868, "whereas a new Criminal Code, new Code of Administrative Offences, new Criminal Code and new Criminal Procedure Code came into force on "),
					date(1869, 1883, "1 January 2015", "2015-01-01"),
					words(1883, 1884, ","),
				),
				node(document.Recital, "rec_G", mark(1887, "G."),
					words(1890, 2006, "Whereas Kazakhstan is ranked 160th out of 180 countries in the 2015 Reporters Without Borders press freedom index,"),
				),
			),
		),
		group(document.Body, "body",
			node(document.Paragraph, "para_1", mark(2009, "1."),
				words(2012, 2426, "Welcomes signing of the Enhanced Partnership and Cooperation Agreement between the EU and Kazakhstan; expresses hope that it will provide a broad framework for reinforced political dialogue, cooperation in home and justice affairs and in many other areas, including human rights issues; underlines that it includes clear provisions of the need for respect of freedom of expression and freedom of the media,"),
			),
			node(document.Paragraph, "para_2", mark(2429, "2."),
				words(2432, 2486, "Regrets that the new legislative reforms introduced on "),
				date(2487, 2501, "1 January 2015", "2015-01-01"),
				words(2502, 2768, " are limiting the freedom of assembly and freedom of expression both online and offline; expresses concerns with pressure on independent media outlets and the possible negative implications of new draft legislation on the funding of civil society organisations,"),
			),
			node(document.Paragraph, "para_3", mark(2771, "3."),
				words(2774, 3094, "Welcomes the release of a number of imprisoned human rights and labour activists and new amendments to Criminal Code and Criminal Procedure Code aiming at a more efficient fight with torture and other ill-treatment; notes, however, that such cases, even if they are registered, are still not properly investigated,"),
			),
			node(document.Paragraph, "para_4", mark(3097, "4."),
				words(3100, 3336, "calls on the authorities to quash the convictions of activists Ermek Narymbaev, Serikzhan Mambetalin and Bolatbek Blyalov and to release the opposition leader Vladimir Kozlov, pending an independent and impartial review of his case,"),
			),
			node(document.Paragraph, "para_5", mark(3339, "5."),
				words(3342, 3571, "expresses its concern with amendments to the Communications Law adopted in 2014, which gave the Office of the Prosecutor General the power to force internet providers to block access to internet content without a court order,"),
			),
			node(document.Paragraph, "para_6", mark(3574, "6."),
				words(3577, 3765, "calls on the authorities to stop harassing independent and opposition journalists and to end punitive suspensions and shutdowns of independent media outlets critical of the government,"),
			),
			node(document.Paragraph, "para_7", mark(3768, "7."),
				words(3771, 3784, "Instructs its "),
				mention(3785, 3794, "President", "presidentOfEP"),
				words(3795, 3828, " to forward this resolution to the "),
				mention(3829, 3836, "Council", "consil"),
				words(3836, 3841, ", the "),
				mention(3842, 3852, "Commission", "com"),
				words(3852, 3857, ", the "),
				mention(3860, 3970, "Vice‑ President of the Commission/High Representative of the Union for Foreign Affairs and Security Policy", "vpHR"),
				words(3970, 4088, ", the governments and parliaments of the Member States, the Government and Parliament of the Republic of Kazakhstan."),
			),
		),
	)
}

// group is a node that only holds others, and spans what they span.
func group(kind document.Kind, id string, children ...*document.Node) *document.Node {
	n := &document.Node{Kind: kind, ID: id, Children: children}
	for _, c := range children {
		n.Span = n.Span.Union(c.Span)
	}
	return n
}

// designation is the Num of a node and where it stands.
type designation struct {
	text string
	span diag.Span
}

var unmarked designation

func mark(start int, text string) designation {
	return designation{text, diag.Span{Start: start, End: start + len(text)}}
}

// node is a node with a text, and spans it and its mark.
func node(kind document.Kind, id string, num designation, text ...document.Inline) *document.Node {
	n := &document.Node{Kind: kind, ID: id, Num: num.text, NumSpan: num.span, Text: text, Span: num.span}
	for i := range text {
		n.Span = n.Span.Union(text[i].Span)
	}
	return n
}

func words(start, end int, text string) document.Inline {
	return document.Inline{Kind: document.Words, Text: text, Span: diag.Span{Start: start, End: end}}
}

// marked is words that mean something.
func marked(kind document.InlineKind, start, end int, text, value string) document.Inline {
	return document.Inline{
		Kind: kind, Value: value, Span: diag.Span{Start: start, End: end},
		Children: []document.Inline{words(start, end, text)},
	}
}

func date(start, end int, text, value string) document.Inline {
	return marked(document.Date, start, end, text, value)
}

func mention(start, end int, text, key string) document.Inline {
	return marked(document.Mention, start, end, text, key)
}

func number(start, end int, text, scheme string) document.Inline {
	in := marked(document.Number, start, end, text, text)
	in.Role = scheme
	return in
}

func reference(start, end int, text, value, target string) document.Inline {
	in := marked(document.Reference, start, end, text, value)
	in.Target = target
	return in
}

func references(parts ...document.Inline) document.Inline {
	span := parts[0].Span.Union(parts[len(parts)-1].Span)
	return document.Inline{Kind: document.References, Children: parts, Span: span}
}
