package formattest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
)

// Everything is an invented Work that has every document.Kind and every
// document.InlineKind at least once, in two languages, one of them written from
// right to left, with letters beyond the Basic Multilingual Plane. What it says
// means nothing; that nothing of it gets lost is what matters. Each call makes
// a new Work.
func Everything() *document.Work {
	w := &document.Work{
		Profile: "plain",
		Identity: document.Identity{
			Country: "eu",
			Type:    "doc",
			Subtype: "resolution",
			Author:  "assembly",
			Date:    "2020-02-29",
			Year:    "2020",
			Number:  "T1(2020)0007",
		},
		Identifiers: []document.Identifier{
			{Scheme: "ep-document", Value: "T1(2020)0007", Origin: "text"},
			{Scheme: "ep-procedure", Value: "2020/0001(XXX)", Origin: "text"},
			{Scheme: "celex", Value: "52020XX0007", Origin: "metadata"},
			{Scheme: "eli", Value: "http://example.org/eli/7/2020", Origin: "metadata"},
		},
		Entities: []document.Entity{
			{Key: "assembly", Class: "organization", IRI: "/akn/ontology/organization/example.assembly", Label: "Assembly of Examples", Short: "Assembly"},
			{Key: "chair", Class: "role", IRI: "/akn/ontology/role/example.chair", Label: "Chair"},
			{Key: "treaty", Class: "reference", IRI: "/akn/ontology/reference/example.treaty", Label: `Treaty on <Examples> & "Samples"`},
		},
		Expressions: []*document.Expression{
			{Language: "en", Root: everythingEnglish(), Extensions: []document.Extension{{Name: "test:reviewer", Data: "nobody\nin particular"}}},
			{Language: "ar", Root: everythingArabic()},
		},
		Extensions: []document.Extension{{Name: "test:empty"}, {Name: "test:xml", Data: `<a b="c">d & e</a>`}},
	}
	for _, e := range w.Expressions {
		naming.Assign(e.Root)
		lay(e, "everything-"+e.Language+".txt")
	}
	return w
}

func everythingEnglish() *document.Node {
	return part(document.Root,
		part(document.Preface,
			role("logo", part(document.Container, block(document.Text, plain("ASSEMBLY OF EXAMPLES")))),
			role("media/seal.png", block(document.Figure, plain("Seal of the assembly"))),
			block(document.DocNumber, docNumber("T1(2020)0007")),
			block(document.DateLine, plain("Sitting of "), day("2020-02-29", "29 February 2020")),
			role("doctype", block(document.Text, plain("RESOLUTION"))),
			block(document.Title, entity("assembly", "Assembly of Examples"), plain(" resolution on "),
				styled("italic", plain("everything")), plain(" <at once> & more")),
			block(document.Procedure, plain("("),
				inline(document.Inline{Kind: document.Number, Role: "ep-procedure", Value: "2020/0001(XXX)"}, plain("2020/0001(XXX)")),
				plain(")")),
		),
		part(document.Preamble,
			role("acting-entity", block(document.Author, plain("The "), entity("assembly", "Assembly of Examples"), plain(","))),
			part(document.Citations,
				block(document.Heading, plain("Sources")),
				num("–", block(document.Citation, plain("having regard to "), entity("treaty", "the Treaty"), plain(", and in particular "),
					inline(document.Inline{Kind: document.References},
						plain("Articles "), cited("article 3", "/akn/ontology/reference/example.treaty/~art_3", "3"),
						plain(" and "), cited("article 7(2)", "/akn/ontology/reference/example.treaty/~art_7__para_2", "7(2)"),
						plain(" thereof")),
					note("(1)", plain("See the annotated edition, "), link("http://example.org/a?b=1&c=2"), plain(".")),
					plain(","))),
				num("–", block(document.Citation, plain("having regard to the report "),
					document.Inline{Kind: document.NoteAgain, Text: "(1)", Target: "#cit_1__authorialNote_1"}, plain(","))),
			),
			part(document.Recitals,
				block(document.Subheading, plain("Grounds")),
				num("A.", holding(block(document.Recital, plain("whereas 𝔓𝔩𝔲𝔯𝔦𝔩𝔢𝔵, 𐍈 and 😀 lie beyond the first plane, and these do not: ½ ﬁ Å A\u030a ﷺ:")),
					part(document.List,
						num("(a)", block(document.Point, plain("one point;"))),
						num("(b)", block(document.Point, plain("another, with "), phrase("el", "μία φράση"), plain(" and "), phrase("de", "ein Wort"), plain(";"))),
					))),
				num("AA.", block(document.Recital, plain("whereas = + @ - start a cell and _x0041_ is not a letter;"))),
			),
			role("enacting", block(document.Formula, plain("HAS ADOPTED THIS TEXT:"))),
		),
		part(document.Body,
			num("1.", holding(block(document.Paragraph, plain("Notes the following"), document.Inline{Kind: document.Break}, plain("in two lines:")),
				part(document.List,
					num("(a)", holding(block(document.Point, plain("first, with")),
						part(document.List,
							num("–", block(document.Indent, plain("a dash,"))),
							num("–", holding(block(document.Indent, plain("another dash:")),
								part(document.List, num("(i)", block(document.Point, plain("four levels down,")))))),
						))),
					num("(b)", block(document.Point, plain("second;"))),
				),
				block(document.WrapUp, plain("and so ends the sentence of the list;")),
				block(document.Subparagraph, plain("A second subparagraph follows.")),
			)),
			block(document.Paragraph, plain("A paragraph without a number, "),
				styled("bold", plain("bold and "), styled("italic", plain("both"))),
				plain(", H"), styled("subscript", plain("2")), plain("O, m"), styled("superscript", plain("2")), plain(", "),
				styled("underline", plain("a line")), plain(", a picture "),
				document.Inline{Kind: document.Picture, Text: "A small picture", Target: "media/figure_1.png"}, plain(" and "),
				inline(document.Inline{Kind: document.Markup, Role: "akn:def"}, plain("foreign markup")), plain(".")),
			num("BOOK ONE", part(document.Book, block(document.Heading, plain("Book")),
				num("PART A", part(document.Part, block(document.Heading, plain("Part")),
					num("TITLE I", part(document.TitleDivision, block(document.Heading, plain("Title")),
						num("CHAPTER I", part(document.Chapter, block(document.Heading, plain("Chapter")),
							num("Section 1", part(document.Section, block(document.Heading, plain("Section")),
								num("Subsection 1", part(document.Subsection, block(document.Heading, plain("Subsection")),
									everythingArticle())))))))))))),
			nodeLanguage("fr", block(document.Paragraph, plain("Un alinéa dans une autre langue."))),
			block(document.Text, plain("A block that is none of the others:")),
			everythingTable(),
		),
		part(document.Conclusions,
			role("place-date", block(document.Signature, plain("Done at Examplia, "), day("2020-03-01", "1 March 2020"), plain("."))),
			part(document.Signature,
				block(document.Text, plain("For the Assembly")),
				block(document.Text, plain("The "), entity("chair", "Chair"))),
			num("(2)", block(document.Note, plain("A note that nobody calls."))),
		),
		num("ANNEX I", part(document.Annex,
			block(document.Heading, plain("Annex")),
			part(document.Preface, block(document.Title, plain("Title of the annex"))),
			part(document.Body,
				num("1.", block(document.Paragraph, plain("A paragraph of the annex, numbered like one of the body."))),
				num("2.", block(document.Paragraph, plain("See "), cited("paragraph 1", "#att_1__para_1", "paragraph 1"), plain("."))),
			),
		)),
		part(document.Annex, block(document.Text, plain("A second annex without number or heading."))),
	)
}

func everythingArticle() *document.Node {
	return num("Article 1", part(document.Article,
		block(document.Heading, plain("Subject")),
		block(document.Subheading, plain("and scope")),
		num("1.", block(document.Paragraph, plain("This text applies to everything."))),
		num("2.", holding(block(document.Paragraph, plain("In Article 1 of the other text, the following is inserted:")),
			part(document.Quote, num("‘Article 1a", part(document.Article, block(document.Subparagraph, plain("Inserted.’"))))),
		)),
	))
}

func everythingTable() *document.Node {
	table := part(document.Table,
		block(document.Heading, plain("Table 1")),
		part(document.Row,
			spanning(2, 1, block(document.Cell, plain("Both columns"))),
			block(document.Cell, plain("Right"))),
		part(document.Row,
			spanning(1, 2, block(document.Cell, plain("Two rows"))),
			block(document.Cell, plain("1")),
			block(document.Cell, plain("0,5 %"))),
		part(document.Row,
			part(document.Cell, block(document.Text, plain("First block.")), block(document.Text, plain("Second block."))),
			part(document.Cell)),
	)
	for _, heading := range table.Children[1].Children {
		heading.Header = true
	}
	table.Extensions = []document.Extension{{Name: "test:style", Data: "grid"}}
	return table
}

func everythingArabic() *document.Node {
	return part(document.Root,
		part(document.Preface,
			block(document.DocNumber, docNumber("T1(2020)0007")),
			block(document.Title, plain("قرار بشأن كل شيء")),
		),
		part(document.Preamble,
			role("acting-entity", block(document.Author, plain("إن "), entity("assembly", "الجمعية"), plain("،"))),
			part(document.Citations,
				num("–", block(document.Citation, plain("إذ تشير إلى "), phrase("en", "Treaty on Examples"), plain("،")))),
			part(document.Recitals,
				num("ألف –", block(document.Recital, plain("وإذ تلاحظ أن 12 من أصل 180 بلدا،")))),
		),
		part(document.Body,
			num("1 –", holding(block(document.Paragraph, plain("تحيط علما بما يلي:")),
				part(document.List,
					num("(أ)", block(document.Point, plain("أولا؛"))),
					num("(ب)", block(document.Point, plain("ثانيا"), note("(١)", plain("حاشية.")), plain("."))),
				))),
		),
	)
}

// The functions below make nodes and inlines that have no span yet.

func part(kind document.Kind, children ...*document.Node) *document.Node {
	return &document.Node{Kind: kind, Children: children}
}

func block(kind document.Kind, text ...document.Inline) *document.Node {
	return &document.Node{Kind: kind, Text: text}
}

func holding(n *document.Node, children ...*document.Node) *document.Node {
	n.Children = append(n.Children, children...)
	return n
}

func num(text string, n *document.Node) *document.Node {
	n.Num = text
	return n
}

func role(name string, n *document.Node) *document.Node {
	n.Role = name
	return n
}

func nodeLanguage(tag string, n *document.Node) *document.Node {
	n.Language = tag
	return n
}

func spanning(columns, rows int, n *document.Node) *document.Node {
	n.Columns, n.Rows = columns, rows
	return n
}

func plain(text string) document.Inline {
	return document.Inline{Kind: document.Words, Text: text}
}

func inline(in document.Inline, children ...document.Inline) document.Inline {
	in.Children = children
	return in
}

func day(value, text string) document.Inline {
	return inline(document.Inline{Kind: document.Date, Value: value}, plain(text))
}

func docNumber(text string) document.Inline {
	return inline(document.Inline{Kind: document.Number, Role: "ep-document", Value: text}, plain(text))
}

func entity(key, text string) document.Inline {
	return inline(document.Inline{Kind: document.Mention, Value: key}, plain(text))
}

func cited(value, target, text string) document.Inline {
	return inline(document.Inline{Kind: document.Reference, Value: value, Target: target}, plain(text))
}

func phrase(language, text string) document.Inline {
	return inline(document.Inline{Kind: document.Phrase, Language: language}, plain(text))
}

func styled(role string, children ...document.Inline) document.Inline {
	return inline(document.Inline{Kind: document.Emphasis, Role: role}, children...)
}

func link(address string) document.Inline {
	return inline(document.Inline{Kind: document.Link, Target: address}, plain(address))
}

func note(mark string, text ...document.Inline) document.Inline {
	return document.Inline{Kind: document.NoteCall, Text: mark, Note: num(mark, block(document.Note, text...))}
}

// lay gives an expression the source it might have been read from, and every
// node and inline its span there. The parts of the text stand on pages, each
// with a page number that is left out; notes stand at the end.
func lay(e *document.Expression, name string) {
	var l layer
	for i, c := range e.Root.Children {
		if i > 0 {
			e.Source.LeftOut = append(e.Source.LeftOut, document.Omission{
				Span:   l.put(fmt.Sprintf("%d", i)),
				Reason: "page-number",
			})
			l.source = append(l.source, '\f')
		}
		l.node(c)
	}
	for i := 0; i < len(l.notes); i++ { // a note may call notes
		l.node(l.notes[i])
	}
	for _, c := range e.Root.Children {
		e.Root.Span = e.Root.Span.Union(c.Span)
	}
	sum := sha256.Sum256(l.source)
	e.Source.Name = name
	e.Source.MediaType = "text/plain"
	e.Source.Size = int64(len(l.source))
	e.Source.SHA256 = hex.EncodeToString(sum[:])
	e.Source.Encoding = "UTF-8"
}

type layer struct {
	source []byte
	notes  []*document.Node
}

// put adds text to the source and says where it stands.
func (l *layer) put(text string) diag.Span {
	start := len(l.source)
	l.source = append(l.source, text...)
	return diag.Span{Start: start, End: len(l.source)}
}

func (l *layer) node(n *document.Node) {
	start := len(l.source)
	if n.Num != "" {
		n.NumSpan = l.put(n.Num)
		l.put(" ")
	}
	l.inlines(n.Text)
	end := len(l.source)
	if end > start {
		l.put("\n\n")
	}
	for _, c := range n.Children {
		l.node(c)
		end = max(end, c.Span.End)
	}
	if end > start {
		n.Span = diag.Span{Start: start, End: end}
	}
}

func (l *layer) inlines(text []document.Inline) {
	for i := range text {
		in := &text[i]
		start := len(l.source)
		switch in.Kind {
		case document.Break:
			l.put("\n")
		case document.Picture:
			// What describes a picture is not in the line.
		default:
			l.put(in.Text)
		}
		l.inlines(in.Children)
		if in.Note != nil {
			l.notes = append(l.notes, in.Note)
		}
		if len(l.source) > start {
			in.Span = diag.Span{Start: start, End: len(l.source)}
		}
	}
}
