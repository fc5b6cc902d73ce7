package akn

import (
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"github.com/plurilex/plurilex/convert/document"
)

// blocks writes nodes where blocks may stand.
func (c *composer) blocks(nodes []*document.Node, where setting) {
	for _, n := range nodes {
		c.block(n, where)
	}
}

// block writes one node as a block, or as one of the containers that the place
// allows.
func (c *composer) block(n *document.Node, where setting) {
	switch n.Kind {
	case document.Text:
		switch {
		case len(n.Children) == 0 && n.Num == "":
			class := n.Role
			if k, _ := classed(class); k != document.Invalid {
				class = classOf(n) // a role that could be taken for a kind
			}
			c.p(n, class)
		case n.Role == "" && n.Num == "" && len(n.Text) > 0 && len(n.Children) == 1 && plainList(n.Children[0]):
			c.blockList(n.Children[0], n, nil)
		default:
			c.generic(n)
		}
	case document.Title:
		if where != inPreface && where != inQuote {
			c.generic(n)
			return
		}
		c.set(c.open("longTitle"), "eId", n.ID, "class", n.Role, "xml:lang", n.Language)
		outer := c.enter(n.ID)
		c.openWords("p")
		if n.Num != "" {
			c.openWords("docNumber")
			c.words(n.Num)
			c.closeWords()
			c.words(" ")
		}
		c.set(c.openWords("docTitle"), "eId", strings.Replace(n.ID, "longTitle", "docTitle", 1))
		c.inlines(n.Text, inTitle)
		c.closeWords()
		c.closeWords()
		c.blocks(n.Children, inBlocks)
		c.place = outer
		c.close()
	case document.DocNumber, document.Procedure, document.DateLine:
		if len(n.Children) > 0 || n.Num != "" {
			c.generic(n)
			return
		}
		c.set(c.openWords("p"), "eId", c.optional(n), "class", frontClass(n), "xml:lang", n.Language)
		c.frontLine(n)
		c.closeWords()
	case document.Author, document.Formula:
		if n.Num != "" || where == inBlocks || where == inContainer || where == inMainBody {
			c.generic(n)
			return
		}
		c.set(c.open("formula"), "eId", n.ID, "name", formulaName(n), "xml:lang", n.Language)
		outer := c.enter(n.ID)
		c.own(n)
		c.place = outer
		c.close()
	case document.Citations, document.Recitals:
		if where == inPreamble || where == inQuote {
			c.group(n)
			return
		}
		c.generic(n)
	case document.Citation, document.Recital:
		if where == inQuote {
			c.clause(n)
			return
		}
		c.generic(n)
	case document.List:
		if plainList(n) {
			c.blockList(n, nil, nil)
			return
		}
		c.generic(n)
	case document.Quote:
		c.openWords("p")
		c.set(c.open("embeddedStructure"), "eId", n.ID, "class", n.Role, "xml:lang", n.Language)
		outer := c.enter(n.ID)
		c.num(n)
		c.paragraphOf(n)
		c.divisions(n.Children, inQuote)
		if n.Num == "" && len(n.Text) == 0 && len(n.Children) == 0 {
			c.empty("p")
		}
		c.place = outer
		c.close()
		c.closeWords()
	case document.Table:
		c.table(n)
	case document.Figure:
		if len(n.Children) > 0 || n.Num != "" || n.Role == "" {
			c.generic(n)
			return
		}
		c.set(c.openWords("p"), "eId", c.optional(n), "class", "figure", "xml:lang", n.Language)
		e := c.open("img")
		c.require(e, "src", address(n.Role))
		c.set(e, "alt", n.Plain())
		c.closeEmpty()
		c.closeWords()
	case document.Signature:
		switch {
		case n.Num == "" && len(n.Children) == 0 && n.Role == placeAndDate:
			c.p(n, "signature "+placeAndDate)
		case n.Num == "" && len(n.Children) == 0 && n.Role == "":
			c.set(c.openWords("block"), "eId", n.ID, "name", signatory, "xml:lang", n.Language)
			c.openWords("signature")
			c.text(n)
			c.closeWords()
			c.closeWords()
		default:
			c.generic(n)
		}
	case document.Container:
		if xml := foreignXML(n); xml != "" && c.foreign(n, xml) {
			return
		}
		if where == inBlocks || n.Num != "" {
			c.generic(n)
			return
		}
		c.set(c.open("container"), "eId", n.ID, "name", nameOf(n), "xml:lang", n.Language)
		outer := c.enter(n.ID)
		c.paragraphOf(n)
		c.blocks(n.Children, inContainer)
		if len(n.Text) == 0 && len(n.Children) == 0 {
			c.empty("p")
		}
		c.place = outer
		c.close()
	case document.Heading, document.Subheading, document.WrapUp:
		if len(n.Children) > 0 || n.Num != "" {
			c.generic(n)
			return
		}
		c.set(c.openWords("p"), "eId", n.ID, "class", classOf(n), "xml:lang", n.Language)
		c.text(n)
		c.closeWords()
	case document.Root, document.Preface, document.Preamble, document.Body, document.Conclusions, document.Annex,
		document.Book, document.Part, document.TitleDivision, document.Chapter, document.Section,
		document.Subsection, document.Article, document.Paragraph, document.Subparagraph,
		document.Point, document.Indent, document.Note, document.Row, document.Cell:
		c.generic(n)
	}
}

const (
	actingEntity = "acting-entity"
	placeAndDate = "place-date"
	signatory    = "signatory"
)

// p writes a node's own text as a p of a class.
func (c *composer) p(n *document.Node, class string) {
	c.set(c.openWords("p"), "eId", c.optional(n), "class", class, "xml:lang", n.Language)
	c.inlines(n.Text, inWords)
	c.closeWords()
}

// own writes a node's text and children as blocks. There is at least one.
func (c *composer) own(n *document.Node) {
	c.paragraphOf(n)
	c.blocks(n.Children, inBlocks)
	if len(n.Text) == 0 && len(n.Children) == 0 {
		c.empty("p")
	}
}

// generic writes a node as the element that may stand wherever blocks may, its
// kind as the class.
func (c *composer) generic(n *document.Node) {
	c.set(c.open("blockContainer"), "eId", n.ID, "class", classOf(n), "xml:lang", n.Language)
	outer := c.enter(n.ID)
	c.num(n)
	rest := c.headings(n)
	c.paragraphOf(n)
	c.blocks(rest, inBlocks)
	if len(n.Text) == 0 && len(rest) == 0 {
		c.empty("p")
	}
	c.place = outer
	c.close()
}

// formulaName is the name of a formula by the role of its node.
func formulaName(n *document.Node) string {
	switch {
	case n.Kind == document.Author && (n.Role == "" || n.Role == actingEntity):
		return "actingEntity"
	case n.Kind == document.Author:
		return "author" + upperFirst(camel(n.Role))
	case n.Role == "enacting":
		return "enactingFormula"
	case n.Role == "":
		return "formula"
	}
	return camel(n.Role)
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// frontClass tells the kind of a line of the preface where the marks in it
// do not.
func frontClass(n *document.Node) string {
	if n.Role != "" || kindByMarks(n) != n.Kind || n.Kind != document.DateLine && !marked(n) {
		return classOf(n)
	}
	return ""
}

// marked reports whether a line has the number that it is there for marked in it.
func marked(n *document.Node) bool {
	return slices.ContainsFunc(n.Text, func(in document.Inline) bool { return in.Kind == document.Number })
}

// kindByMarks is the kind that the marks of a line of the preface tell a reader
// (see extractor.frontKind).
func kindByMarks(n *document.Node) document.Kind {
	number, procedure, date := false, false, false
	document.EachInline(n.Text, func(in *document.Inline) {
		switch in.Kind {
		case document.Number:
			number = true
			procedure = procedure || in.Role == procedureScheme
		case document.Date:
			date = true
		}
	})
	switch {
	case n.Kind == document.Procedure && (procedure || !number), n.Kind == document.DocNumber:
		return n.Kind
	case n.Kind == document.DateLine && number:
		return document.DocNumber
	case date:
		return document.DateLine
	}
	return document.Text
}

// frontLine writes the words of a line of the preface, marked as what they are.
func (c *composer) frontLine(n *document.Node) {
	if n.Kind == document.DateLine || marked(n) {
		where := inTitle
		if n.Kind == document.Procedure {
			where = inProcedure
		}
		c.inlines(n.Text, where)
		return
	}
	if n.Kind == document.DocNumber {
		c.openWords("docNumber")
	} else {
		c.set(c.openWords("docketNumber"), "refersTo", c.identifier(procedureScheme, n.Plain(), ""))
	}
	c.inlines(n.Text, inWords)
	c.closeWords()
}

// group writes citations or recitals. What is neither stands at the ends, or,
// where the schema has no place for it, as a clause of its class.
func (c *composer) group(n *document.Node) {
	member := document.Citation
	if n.Kind == document.Recitals {
		member = document.Recital
	}
	if !slices.ContainsFunc(n.Children, func(child *document.Node) bool { return child.Kind == member }) {
		c.generic(n)
		return
	}
	if n.Kind == document.Recitals && c.profile.Preambular == containerName && preambular(n) {
		for _, child := range n.Children {
			c.preambular(child)
		}
		return
	}
	c.set(c.open(strings.ToLower(n.Kind.String())), "eId", n.ID, "class", n.Role, "xml:lang", n.Language)
	c.num(n)
	rest := c.headings(n)
	first := slices.IndexFunc(rest, func(child *document.Node) bool { return child.Kind == member })
	if first > 0 {
		c.set(c.open("intro"), "eId", join(n.ID, "intro"))
		outer := c.enter(join(n.ID, "intro"))
		c.blocks(rest[:first], inBlocks)
		c.place = outer
		c.close()
		rest = rest[first:]
	}
	for i, child := range rest {
		switch {
		case child.Kind == member:
			c.clause(child)
		case child.Kind == document.WrapUp && i == len(rest)-1:
			c.wrapUp(child)
		default:
			c.set(c.open(member.String()), "eId", child.ID, "class", classOf(child), "xml:lang", child.Language)
			outer := c.enter(child.ID)
			c.num(child)
			c.own(child)
			c.place = outer
			c.close()
		}
	}
	c.close()
}

// clause writes a citation or recital.
func (c *composer) clause(n *document.Node) {
	c.set(c.open(n.Kind.String()), "eId", n.ID, "class", n.Role, "xml:lang", n.Language)
	outer := c.enter(n.ID)
	c.num(n)
	c.item(n, c.headings(n))
	c.place = outer
	c.close()
}

// item writes the text and children of a clause that holds blocks. Where it
// leads into a list, its text is the introduction of the list.
func (c *composer) item(n *document.Node, rest []*document.Node) {
	if len(n.Text) > 0 && len(rest) > 0 && plainList(rest[0]) {
		var end *document.Node
		used := 1
		if len(rest) > 1 && simpleWrapUp(rest[1]) {
			end = rest[1]
			used = 2
		}
		c.blockList(rest[0], n, end)
		c.blocks(rest[used:], inBlocks)
		return
	}
	c.paragraphOf(n)
	c.blocks(rest, inBlocks)
	if len(n.Text) == 0 && len(rest) == 0 {
		c.empty("p")
	}
}

// plainList reports whether a list is nothing but points, as a blockList is.
func plainList(n *document.Node) bool {
	return n.Kind == document.List && n.Num == "" && len(n.Children) > 0 &&
		!slices.ContainsFunc(n.Children, func(child *document.Node) bool {
			return child.Kind != document.Point && child.Kind != document.Indent
		})
}

func simpleWrapUp(n *document.Node) bool {
	return n.Kind == document.WrapUp && n.Num == "" && len(n.Children) == 0
}

// blockList writes a list among blocks. owner is whose text introduces it, end
// the text that ends its sentence.
func (c *composer) blockList(n, owner, end *document.Node) {
	c.set(c.open("blockList"), "eId", n.ID, "class", n.Role, "xml:lang", n.Language)
	if owner != nil {
		c.openWords("listIntroduction")
		c.inlines(owner.Text, inWords)
		c.closeWords()
	}
	for _, point := range n.Children {
		class := point.Role
		if point.Kind == document.Indent {
			class = classOf(point)
		}
		c.set(c.open("item"), "eId", point.ID, "class", class, "xml:lang", point.Language)
		outer := c.enter(point.ID)
		c.num(point)
		c.item(point, c.headings(point))
		c.place = outer
		c.close()
	}
	if end != nil {
		c.set(c.openWords("listWrapUp"), "eId", end.ID, "class", end.Role, "xml:lang", end.Language)
		c.text(end)
		c.closeWords()
	}
	c.close()
}

// preambular reports whether a group is unnumbered clauses only, which the
// guidelines of the United Nations write as containers.
func preambular(n *document.Node) bool {
	return !slices.ContainsFunc(n.Children, func(child *document.Node) bool {
		return child.Kind != document.Recital || child.Num != ""
	})
}

// preambularName is the name of a preambular clause whose verb is not known.
const preambularName = "preambularParagraph"

func (c *composer) preambular(n *document.Node) {
	name := preambularName
	if n.Role != "" {
		name = camel(n.Role)
	}
	c.set(c.open("container"), "eId", n.ID, "name", name, "class", "recital", "xml:lang", n.Language)
	outer := c.enter(n.ID)
	c.item(n, n.Children)
	c.place = outer
	c.close()
}

// table writes a table. The schema asks for a row, readers for a rectangle:
// rows that are too short get empty cells, with a finding.
func (c *composer) table(n *document.Node) {
	c.set(c.open("table"), "eId", n.ID, "class", n.Role, "xml:lang", n.Language)
	outer := c.enter(n.ID)
	rows := n.Children
	if len(rows) > 0 && rows[0].Kind != document.Row {
		c.openWords("caption")
		for i, h := range rows {
			if h.Kind == document.Row {
				break
			}
			if i > 0 {
				c.empty("eol", "class", className(h.Kind))
			}
			c.inlines(h.Text, inWords)
		}
		c.closeWords()
		for len(rows) > 0 && rows[0].Kind != document.Row {
			rows = rows[1:]
		}
	}
	rows = slices.Clone(rows)
	for i, row := range rows {
		if row.Kind != document.Row { // a heading between rows
			rows[i] = around(document.Row, around(document.Cell, row))
		}
	}
	missing := padding(rows)
	for i, row := range rows {
		c.set(c.open("tr"), "eId", c.optional(row), "class", row.Role, "xml:lang", row.Language)
		for _, cell := range row.Children {
			c.cell(cell)
		}
		for range missing[i] {
			c.empty("td", "class", paddingClass)
		}
		if len(row.Children)+missing[i] == 0 {
			c.empty("td", "class", paddingClass)
		}
		c.close()
	}
	if len(rows) == 0 {
		c.open("tr")
		c.empty("td", "class", paddingClass)
		c.close()
	}
	c.place = outer
	c.close()
	if sum := total(missing); sum > 0 {
		c.report(codePadded, n.ID, "the rows of the table are not of one length: "+strconv.Itoa(sum)+" empty cells are added")
	}
}

// paddingClass marks cells that the text does not have.
const paddingClass = "padding"

func total(numbers []int) int {
	sum := 0
	for _, n := range numbers {
		sum += n
	}
	return sum
}

// widest is how many columns a table may have that is padded; wider ones are
// broken spans.
const widest = 1000

// padding is how many cells each row lacks to reach the width of the widest,
// cells that reach down from rows above counted.
func padding(rows []*document.Node) []int {
	widths := make([]int, len(rows))
	hanging := map[int]int{} // rows further down that spans reach into: row to columns
	width := 0
	for i, row := range rows {
		widths[i] = hanging[i]
		for _, cell := range row.Children {
			columns := max(1, cell.Columns)
			widths[i] += columns
			for r := i + 1; r < i+max(1, cell.Rows) && r < len(rows); r++ {
				hanging[r] += columns
			}
		}
		width = max(width, widths[i])
	}
	missing := make([]int, len(rows))
	if width > widest {
		return missing
	}
	for i, w := range widths {
		missing[i] = width - w
	}
	return missing
}

func (c *composer) cell(n *document.Node) {
	tag := "td"
	if n.Header {
		tag = "th"
	}
	e := c.open(tag)
	c.set(e, "eId", c.optional(n), "class", n.Role, "xml:lang", n.Language)
	c.span(e, "colspan", n.Columns)
	c.span(e, "rowspan", n.Rows)
	if n.Num != "" {
		c.numbered(n)
	} else {
		c.paragraphOf(n)
		c.blocks(n.Children, inBlocks)
	}
	c.close()
}

// numbered writes a node's number, text and children where the element has no
// number of its own.
func (c *composer) numbered(n *document.Node) {
	c.set(c.open("blockContainer"), "eId", join(n.ID, "blockContainer"), "class", "num")
	c.num(n)
	c.own(n)
	c.close()
}

func (c *composer) span(e *etree.Element, name string, n int) {
	if n > 1 {
		c.set(e, name, strconv.Itoa(n))
	}
}
