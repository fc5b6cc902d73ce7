package akn

import (
	"cmp"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
)

// setting is what an element may hold (AKN 3.0 schema): it decides which element
// a node becomes.
type setting uint8

const (
	inBody      setting = iota // divisions only: body of an act
	inDivision                 // divisions and cross headings
	inMainBody                 // divisions, blocks and containers
	inQuote                    // anything
	inPreface                  // blocks, long titles, formulas, containers
	inPreamble                 // blocks, citations, recitals, formulas, containers
	inContainer                // blocks and containers
	inBlocks                   // blocks
)

// divisionElements are the hierarchical elements for kinds of nodes.
var divisionElements = map[document.Kind]string{
	document.Book: "book", document.Part: "part", document.TitleDivision: "title", document.Chapter: "chapter",
	document.Section: "section", document.Subsection: "subsection", document.Article: "article",
	document.Paragraph: "paragraph", document.Subparagraph: "subparagraph", document.List: "list",
	document.Point: "point", document.Indent: "indent",
}

// hierarchical reports whether a node becomes a hierarchical element where it
// can. What can stand among blocks and among divisions alike is a block.
func hierarchical(n *document.Node) bool {
	switch n.Kind {
	case document.Citations, document.Recitals, document.Citation, document.Recital,
		document.Preface, document.Preamble, document.Body, document.Conclusions, document.Annex:
		return true
	case document.Container:
		return !naming.Block(n)
	}
	_, ok := divisionElements[n.Kind]
	return ok
}

// divisionElement is the hierarchical element for a node, or "".
func divisionElement(n *document.Node) string {
	if n.Kind == document.Container {
		name, ok := strings.CutPrefix(n.Role, elementRole)
		if ok && (slices.Contains(otherDivisions, name) || divisionKinds[name] != document.Invalid) {
			return name
		}
		return ""
	}
	return divisionElements[n.Kind]
}

// className is what class says of a node that becomes a generic element.
func className(k document.Kind) string {
	switch k {
	case document.DateLine:
		return "date"
	case document.Procedure:
		return "procedure"
	}
	return k.String()
}

// classOf is the class of a node in a generic element: its kind, then its role.
func classOf(n *document.Node) string {
	if n.Role == "" {
		return className(n.Kind)
	}
	return className(n.Kind) + " " + n.Role
}

// divisions writes nodes where only some of them may stand as they are.
func (c *composer) divisions(nodes []*document.Node, where setting) {
	var pending []*document.Node
	flush := func() {
		if len(pending) == 0 {
			return
		}
		if where == inMainBody || where == inQuote {
			c.blocks(pending, where)
		} else {
			c.wrapped(pending)
		}
		pending = nil
	}
	for i := 0; i < len(nodes); i++ {
		n := nodes[i]
		switch {
		case n.Kind == document.Heading && where == inDivision && n.Num == "" && len(n.Children) == 0:
			flush()
			c.set(c.openWords("crossHeading"), "eId", n.ID, "class", n.Role, "xml:lang", n.Language)
			c.text(n)
			c.closeWords()
		case !hierarchical(n) || n.Kind == document.Container && where == inMainBody && divisionElement(n) == "" && !c.holdsDivisions(n):
			pending = append(pending, n)
		case n.Kind == document.List:
			var intro, rest []*document.Node
			if where == inDivision {
				intro, rest = introOf(pending)
			} else {
				rest = pending
			}
			pending = rest
			flush()
			var end *document.Node
			if i+1 < len(nodes) && nodes[i+1].Kind == document.WrapUp {
				end = nodes[i+1]
				i++
			}
			c.list(n, nil, intro, end)
		default:
			flush()
			c.division(n, where)
		}
	}
	flush()
}

// introOf splits off the blocks right before a list that introduce it: the last
// run of texts.
func introOf(pending []*document.Node) (intro, rest []*document.Node) {
	i := len(pending)
	for i > 0 && pending[i-1].Kind == document.Text {
		i--
	}
	return pending[i:], pending[:i]
}

// wrapped writes blocks where only divisions may stand.
func (c *composer) wrapped(blocks []*document.Node) {
	id := c.place.mark(wrapperName)
	c.set(c.open("hcontainer"), "eId", id, "name", blockName)
	c.set(c.open("content"), "eId", join(id, "content"))
	c.blocks(blocks, inBlocks)
	c.close()
	c.close()
}

// blockName is the name of an hcontainer that is no part of the text but holds
// blocks where the schema wants a division.
const (
	blockName   = "block"
	wrapperName = "hcontainer"
)

// holdsDivisions reports whether a container has a number or parts that no
// container element can hold.
func (c *composer) holdsDivisions(n *document.Node) bool {
	if n.Num != "" {
		return true
	}
	for _, child := range n.Children {
		if hierarchical(child) && (child.Kind != document.Container || c.holdsDivisions(child)) {
			return true
		}
	}
	return false
}

// division writes a node as a hierarchical element.
func (c *composer) division(n *document.Node, where setting) {
	var e *etree.Element
	switch tag := divisionElement(n); {
	case tag != "":
		e = c.open(tag)
		role := n.Role
		if n.Kind == document.Container {
			role = ""
		}
		c.set(e, "eId", n.ID, "class", role)
	case n.Kind == document.Container:
		e = c.open("hcontainer")
		c.set(e, "eId", n.ID, "name", nameOf(n))
	case where == inQuote && (n.Kind == document.Citations || n.Kind == document.Recitals || n.Kind == document.Citation || n.Kind == document.Recital):
		c.block(n, where)
		return
	default:
		e = c.open("hcontainer")
		c.set(e, "eId", n.ID, "name", className(n.Kind), "class", n.Role)
	}
	c.set(e, "xml:lang", n.Language)
	outer := c.enter(n.ID)
	c.num(n)
	c.inside(n, c.headings(n))
	c.place = outer
	c.close()
}

// inside writes what a hierarchical element holds after its number and
// headings: one content, or an intro, divisions and a wrapUp, never both.
func (c *composer) inside(n *document.Node, rest []*document.Node) {
	first := len(rest)
	for i, child := range rest {
		if hierarchical(child) || child.Kind == document.Heading {
			first = i
			break
		}
	}
	if first == len(rest) {
		if len(n.Text) == 0 && len(rest) == 0 {
			return
		}
		c.set(c.open("content"), "eId", join(n.ID, "content"))
		c.paragraphOf(n)
		c.blocks(rest, inBlocks)
		c.close()
		return
	}
	before, rest := rest[:first], rest[first:]
	end := rest[len(rest)-1]
	if end.Kind == document.WrapUp && len(rest) > 1 && rest[len(rest)-2].Kind != document.List {
		rest = rest[:len(rest)-1]
	} else {
		end = nil
	}
	if len(n.Text) > 0 || len(before) > 0 {
		if list := rest[0]; list.Kind == document.List {
			var close *document.Node
			rest = rest[1:]
			if len(rest) > 0 && rest[0].Kind == document.WrapUp {
				close, rest = rest[0], rest[1:]
			}
			c.list(list, n, before, close)
		} else {
			c.set(c.open("intro"), "eId", join(n.ID, "intro"))
			c.paragraphOf(n)
			c.blocks(before, inBlocks)
			c.close()
		}
	}
	c.divisions(rest, inDivision)
	if end != nil {
		c.wrapUp(end)
	}
}

// list writes a list of points. owner is whose text introduces it, before are
// further blocks of the introduction, end is the text that ends its sentence.
func (c *composer) list(n, owner *document.Node, before []*document.Node, end *document.Node) {
	c.set(c.open("list"), "eId", n.ID, "class", n.Role, "xml:lang", n.Language)
	c.num(n)
	rest := c.headings(n)
	if owner != nil && len(owner.Text) > 0 || len(before) > 0 {
		c.set(c.open("intro"), "eId", join(n.ID, "intro"))
		if owner != nil {
			c.paragraphOf(owner)
		}
		c.blocks(before, inBlocks)
		c.close()
	}
	if end == nil && len(rest) > 0 && rest[len(rest)-1].Kind == document.WrapUp {
		end, rest = rest[len(rest)-1], rest[:len(rest)-1]
	}
	outer := c.enter(n.ID)
	c.divisions(rest, inDivision)
	c.place = outer
	if end != nil {
		c.wrapUp(end)
	}
	c.close()
}

// wrapUp writes the text that ends a sentence.
func (c *composer) wrapUp(n *document.Node) {
	c.set(c.open("wrapUp"), "eId", n.ID, "class", n.Role, "xml:lang", n.Language)
	outer := c.enter(n.ID)
	if n.Num != "" {
		c.numbered(n)
	} else {
		c.own(n)
	}
	c.place = outer
	c.close()
}

// num writes the printed number of a node.
func (c *composer) num(n *document.Node) {
	if n.Num == "" {
		return
	}
	c.openWords("num")
	c.words(n.Num)
	c.closeWords()
}

// headings writes the headings with which a node's children begin, and gives
// back the other children.
func (c *composer) headings(n *document.Node) []*document.Node {
	rest := n.Children
	for _, k := range []document.Kind{document.Heading, document.Subheading} {
		if len(rest) > 0 && rest[0].Kind == k && rest[0].Num == "" && len(rest[0].Children) == 0 {
			c.heading(rest[0])
			rest = rest[1:]
		}
	}
	return rest
}

func (c *composer) heading(n *document.Node) {
	c.set(c.openWords(n.Kind.String()), "eId", n.ID, "class", n.Role, "xml:lang", n.Language)
	c.text(n)
	c.closeWords()
}

// text writes a node's own words, marks counted in its id.
func (c *composer) text(n *document.Node) {
	outer := c.enter(n.ID)
	c.inlines(n.Text, inWords)
	c.place = outer
}

// paragraphOf writes the own text of a node as a p, marks counted in the
// element around it.
func (c *composer) paragraphOf(n *document.Node) {
	if len(n.Text) == 0 {
		return
	}
	e := c.openWords("p")
	if kept := c.kept.texts[n]; kept != nil {
		c.borrow(e, kept)
	}
	c.inlines(n.Text, inWords)
	c.closeWords()
}

// nameOf is the name of a container: its role, or that it has none. A role that
// is called like a kind is told from one by a prefix.
func nameOf(n *document.Node) string {
	name := cmp.Or(camel(n.Role), containerName)
	if k := classKinds[name]; k != document.Invalid && k != document.Container || strings.HasPrefix(name, rolePrefix) {
		return rolePrefix + name
	}
	return name
}

const (
	containerName = "container"
	rolePrefix    = "role."
)

// camel is a role as names in Akoma Ntoso are written: motion-front-page is
// motionFrontPage.
func camel(role string) string {
	if !strings.Contains(role, "-") {
		return role
	}
	parts := strings.Split(role, "-")
	for i := 1; i < len(parts); i++ {
		if parts[i] == "" || parts[i][0] < 'a' || parts[i][0] > 'z' {
			return role // could not be told apart when read back
		}
		parts[i] = strings.ToUpper(parts[i][:1]) + parts[i][1:]
	}
	return strings.Join(parts, "")
}
