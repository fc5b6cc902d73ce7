package akn

import (
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
)

// roleElement is the role of a Container or Markup that stands for an element of
// the vocabulary that the model has no kind for.
func roleElement(name string) string { return elementRole + name }

const elementRole = "akn:"

// divisionKinds is divisionElements from the other side.
var divisionKinds = func() map[string]document.Kind {
	kinds := map[string]document.Kind{}
	for k, name := range divisionElements {
		kinds[name] = k
	}
	return kinds
}()

// otherDivisions are the hierarchical elements that no kind stands for.
var otherDivisions = []string{
	"alinea", "clause", "division", "level", "proviso", "rule", "subchapter", "subclause", "subdivision",
	"sublist", "subpart", "subrule", "subtitle", "tome", "transitional",
}

// classKinds finds the kind that a class names.
var classKinds = func() map[string]document.Kind {
	kinds := map[string]document.Kind{}
	for _, k := range document.Kinds() {
		kinds[className(k)] = k
	}
	return kinds
}()

// classed splits a class into the kind that its first word names and the rest.
func classed(class string) (document.Kind, string) {
	first, rest, _ := strings.Cut(class, " ")
	return classKinds[first], rest
}

// start makes a node of an element.
func (x *extractor) start(e *element, k document.Kind) *document.Node {
	n := &document.Node{Kind: k, ID: e.id(), Role: clean(e.attribute("class")), Span: e.span}
	if tag := shortest(e.language()); tag != "" && tag != x.work.Expressions[0].Language {
		n.Language = tag
	}
	x.keepAttributes(n, e)
	return n
}

func (e *element) id() string {
	if id := e.attribute("eId"); id != "" {
		return id
	}
	return e.attribute("id")
}

// ours reports whether an element is of the file's vocabulary.
func (x *extractor) ours(e *element) bool { return e.space == x.space }

// add puts a node below another. Where the model does not allow it there, it
// becomes a container that names its element, or stands in one.
func (x *extractor) add(parent, n *document.Node, e *element) {
	if saysNothing(n) {
		return
	}
	switch {
	case document.Allowed(parent.Kind, n.Kind):
	case parent.Kind == document.Row:
		cell := &document.Node{Kind: document.Cell, Span: n.Span}
		x.add(cell, n, e)
		n = cell
	case parent.Kind == document.Table:
		row := &document.Node{Kind: document.Row, Span: n.Span}
		x.add(row, n, e)
		n = row
	case parent.Kind == document.Root:
		body := part(parent, document.Body)
		body.Span = body.Span.Union(n.Span)
		x.add(body, n, e)
		return
	case parent.Kind == document.Title:
		parent.Children = append(parent.Children, texts(n)...)
		return
	case !document.Allowed(parent.Kind, document.Container):
		// A heading, a line of the preface: all of it is one text.
		for _, t := range texts(n) {
			if before := document.Plain(parent.Text); before != "" && !strings.HasSuffix(before, " ") {
				parent.Text = append(parent.Text, document.Inline{Kind: document.Words, Text: " "})
			}
			parent.Text = append(parent.Text, t.Text...)
		}
		return
	case n.Kind == document.Row, n.Kind == document.Cell, n.Kind == document.Table, n.Kind == document.Text,
		n.Kind == document.List, n.Kind == document.Heading, n.Kind == document.Subheading, n.Kind == document.WrapUp:
		if n.Kind == document.Row || n.Kind == document.Cell {
			n = &document.Node{Kind: document.Container, Children: texts(n), Span: n.Span}
		} else {
			n = around(document.Container, n)
		}
	default:
		n.Kind = document.Container
		n.Role = roleElement(e.name)
		if saysNothing(n) {
			return
		}
	}
	parent.Children = append(parent.Children, n)
}

// saysNothing reports whether a node is only there for a text that it does not
// have.
func saysNothing(n *document.Node) bool {
	if n.Num != "" || len(n.Text) > 0 || len(n.Children) > 0 || len(n.Extensions) > 0 {
		return false
	}
	switch n.Kind {
	case document.Root, document.Annex, document.Row, document.Cell, document.Figure, document.Note:
		return false
	}
	return true
}

func around(k document.Kind, n *document.Node) *document.Node {
	return &document.Node{Kind: k, Children: []*document.Node{n}, Span: n.Span}
}

// texts is all that a node and those below it say, a Text each. Notes stay where
// they are called.
func texts(n *document.Node) []*document.Node {
	var out []*document.Node
	t := &document.Node{Kind: document.Text, Text: n.Text, Span: n.Span}
	if n.Num != "" {
		num := n.Num
		if len(n.Text) > 0 {
			num += " "
		}
		t.Text = append([]document.Inline{{Kind: document.Words, Text: num}}, n.Text...)
	}
	if len(t.Text) > 0 {
		out = append(out, t)
	}
	for _, child := range n.Children {
		out = append(out, texts(child)...)
	}
	return out
}

// parts reads the parts of a document below its owner, the Root or an Annex.
func (x *extractor) parts(doc *element, owner *document.Node) {
	into := func(k document.Kind, e *element) *document.Node {
		n := part(owner, k)
		if n.ID == "" {
			n.ID = e.attribute("eId")
		}
		if tag := shortest(e.language()); tag != "" && tag != x.work.Expressions[0].Language {
			n.Language = tag
		}
		n.Span = n.Span.Union(e.span)
		x.keepAttributes(n, e)
		return n
	}
	direct := owner.Kind == document.Annex
	doc.each(func(e *element) {
		switch e.name {
		case "coverPage", "preface", "header", "preamble", "conclusions", "interstitial", "cover":
			direct = direct && e.name == "conclusions"
		}
	})
	for i := range doc.content {
		e := doc.content[i].element
		if e == nil {
			x.stray(owner, &doc.content[i])
			continue
		}
		switch e.name {
		case "meta":
		case "coverPage":
			preface := into(document.Preface, e)
			cover := &document.Node{Kind: document.Container, Role: coverPage, Span: e.span, ID: e.attribute("eId")}
			x.blocks(cover, e)
			x.add(preface, cover, e)
		case "preface", "header":
			x.blocks(into(document.Preface, e), e)
		case "preamble":
			x.blocks(into(document.Preamble, e), e)
		case "body", "mainBody", "judgmentBody", "debateBody", "amendmentBody", "portionBody":
			if direct && e.attribute("eId") == "" {
				x.blocks(owner, e)
				continue
			}
			x.blocks(into(document.Body, e), e)
		case "collectionBody":
			x.components(e, owner)
		case "conclusions":
			x.blocks(into(document.Conclusions, e), e)
		case "attachments", "components":
			x.components(e, owner)
		default:
			x.block(owner, e)
		}
	}
	owner.Children = slices.DeleteFunc(owner.Children, func(n *document.Node) bool {
		return n.Kind <= document.Conclusions && len(n.Children) == 0
	})
}

const coverPage = "cover-page"

// pointerExtension is the address and label of an attached document that is in
// another file.
const pointerExtension = "akn:documentRef"

// components reads attached documents and those of a collection, each as an
// annex.
func (x *extractor) components(e *element, owner *document.Node) {
	if e == nil {
		return
	}
	x.each(owner, e, func(c *element) {
		switch c.name {
		case "attachment", "component":
			annex := x.start(c, document.Annex)
			x.designation(annex, c, "num", "heading", "subheading")
			var pointer *element
			x.each(annex, c, func(d *element) {
				switch d.name {
				case "num", "heading", "subheading":
				case "documentRef", "componentRef":
					pointer = d
				default:
					if d.child("meta") != nil || slices.Contains(documents, d.name) {
						x.keepMeta(annex, d.child("meta"))
						x.parts(d, annex)
						return
					}
					x.block(annex, d)
				}
			})
			if pointer != nil && len(annex.Children) == 0 {
				if strings.HasPrefix(pointer.attribute("href"), "#") {
					return // to a component that is read in its own place
				}
				annex.Extensions = []document.Extension{{Name: pointerExtension, Data: pointer.attribute("href") + "\n" + clean(pointer.attribute("showAs"))}}
			}
			if owner.Kind == document.Root {
				owner.Children = append(owner.Children, annex)
				return
			}
			x.add(owner, annex, c)
		default:
			x.block(owner, c)
		}
	})
}

// stray keeps text that stands where the schema has none.
func (x *extractor) stray(parent *document.Node, c *content) {
	if strings.TrimSpace(c.text) == "" {
		return
	}
	l := x.line(parent)
	l.words(c.text)
	l.finish()
	for _, n := range l.nodes {
		n.Span = c.span
		x.add(parent, n, &element{name: "p"})
	}
}

// each visits the elements in an element; text between them becomes text of the
// node.
func (x *extractor) each(n *document.Node, e *element, visit func(*element)) {
	for i := range e.content {
		if c := e.content[i].element; c != nil {
			visit(c)
		} else {
			x.stray(n, &e.content[i])
		}
	}
}

// blocks reads what is in an element as children of a node.
func (x *extractor) blocks(parent *document.Node, e *element) {
	x.each(parent, e, func(c *element) { x.block(parent, c) })
}

// lead reads what is in an element as the text and children of a node: the
// first paragraph is the node's own text where it can have one.
func (x *extractor) lead(n *document.Node, e *element) {
	for i := range e.content {
		c := e.content[i].element
		switch {
		case c == nil:
			x.stray(n, &e.content[i])
		case plainParagraph(c) && x.canLead(n):
			x.own(n, c)
		case c.name == "blockContainer" && clean(c.attribute("class")) == "num":
			x.designation(n, c, "num")
			several := n.Kind == document.Cell && len(c.content) > 2
			x.each(n, c, func(d *element) {
				switch {
				case d.name == "num":
				case plainParagraph(d) && x.canLead(n) && !several:
					x.own(n, d)
				default:
					x.block(n, d)
				}
			})
		default:
			x.block(n, c)
		}
	}
}

// plainParagraph reports whether an element is a p that its class does not make
// a part of its own.
func plainParagraph(e *element) bool {
	k, _ := classed(clean(e.attribute("class")))
	return e.name == "p" && (k == document.Invalid || k == document.Text)
}

// canLead reports whether a node can still get a text of its own. What only
// holds others gets a Text in it instead.
func (x *extractor) canLead(n *document.Node) bool {
	switch {
	case n.Kind.Structural() || len(n.Text) > 0,
		n.Kind == document.Container, n.Kind == document.Quote, n.Kind == document.Signature:
		return false
	}
	return !slices.ContainsFunc(n.Children, func(c *document.Node) bool {
		return c.Kind != document.Heading && c.Kind != document.Subheading
	})
}

// own reads a paragraph as the text of a node; what is no running text in it
// becomes children.
func (x *extractor) own(n *document.Node, e *element) {
	l := x.line(n)
	if n.Kind == document.Title {
		var number string
		if number, e = titleIn(e); number != "" {
			n.Num = clean(n.Num + " " + number)
		}
		l.front = true
	}
	l.content(e)
	l.finish()
	for i, piece := range l.nodes {
		if i == 0 && justWords(piece) {
			n.Text = piece.Text
			x.keepText(n, e)
			continue
		}
		x.add(n, piece, e)
	}
}

// justWords reports whether a node is a text and nothing more.
func justWords(n *document.Node) bool {
	return n.Kind == document.Text && n.Num == "" && len(n.Children) == 0
}

// titleIn is the docTitle that is all of a line, or all but a number in front of
// it, and the number; else it is the line.
func titleIn(e *element) (number string, title *element) {
	for i := range e.content {
		c := e.content[i].element
		switch {
		case c == nil && strings.TrimSpace(e.content[i].text) == "":
		case c != nil && title == nil && c.name == "docTitle":
			title = c
		case c != nil && title == nil && number == "" && c.name == "docNumber" && len(c.attrs) == 0 && c.justText():
			number = c.plain()
		default:
			return "", e
		}
	}
	if title == nil {
		return "", e
	}
	return number, title
}

// justText reports whether an element has text and nothing else.
func (e *element) justText() bool {
	return len(e.content) > 0 && !slices.ContainsFunc(e.content, func(c content) bool { return c.element != nil })
}

// designation reads number and headings of a node.
func (x *extractor) designation(n *document.Node, e *element, names ...string) {
	e.each(func(c *element) {
		if !slices.Contains(names, c.name) {
			return
		}
		switch c.name {
		case "num":
			x.number(n, c)
		case "heading", "subheading":
			x.heading(n, c)
		}
	})
}

// number reads a printed number. A note called in it is called at the start of
// the text.
func (x *extractor) number(n *document.Node, e *element) {
	l := x.line(n)
	l.content(e)
	l.finish()
	num := ""
	for _, piece := range l.nodes {
		if !justWords(piece) {
			x.add(n, piece, e)
			continue
		}
		num += " " + document.Plain(withoutNotes(piece.Text))
		document.EachInline(piece.Text, func(in *document.Inline) {
			if in.Kind == document.NoteCall || in.Kind == document.NoteAgain {
				h := &document.Node{Kind: document.Text, Text: []document.Inline{*in}, Span: e.span}
				x.add(n, h, e)
			}
		})
	}
	if num = clean(num); num == "" {
		return
	}
	if !numberable(n.Kind) {
		x.add(n, &document.Node{Kind: document.Text, Text: []document.Inline{{Kind: document.Words, Text: num}}, Span: e.span}, e)
		return
	}
	if n.Num != "" {
		n.Num += " "
	}
	n.Num += num
	n.NumSpan = n.NumSpan.Union(e.span)
}

// numberable reports whether nodes of a kind are written with a number.
func numberable(k document.Kind) bool {
	switch k {
	case document.Root, document.Preface, document.Preamble, document.Body, document.Conclusions,
		document.Table, document.Row:
		return false
	}
	return true
}

func withoutNotes(text []document.Inline) []document.Inline {
	var out []document.Inline
	for _, in := range text {
		if in.Kind == document.NoteCall || in.Kind == document.NoteAgain {
			continue
		}
		in.Children = withoutNotes(in.Children)
		out = append(out, in)
	}
	return out
}

func (x *extractor) heading(n *document.Node, e *element) {
	k := document.Heading
	if e.name == "subheading" {
		k = document.Subheading
	}
	h := x.start(e, k)
	x.own(h, e)
	if len(h.Text) > 0 || len(h.Children) > 0 {
		x.add(n, h, e)
	}
}

// block reads one element where blocks, containers and divisions stand.
func (x *extractor) block(parent *document.Node, e *element) {
	if parent.Kind == document.Root {
		parent = part(parent, document.Body)
		parent.Span = parent.Span.Union(e.span)
	}
	if !x.ours(e) {
		x.foreign(parent, e)
		return
	}
	if slices.Contains(otherDivisions, e.name) || divisionKinds[e.name] != document.Invalid {
		x.division(parent, e)
		return
	}
	switch e.name {
	case "p":
		x.paragraph(parent, e)
	case "longTitle":
		n := x.start(e, document.Title)
		x.lead(n, e)
		x.add(parent, n, e)
	case "formula":
		k, role := formulaKind(e.attribute("name"))
		n := x.start(e, k)
		n.Role = role
		x.lead(n, e)
		x.add(parent, n, e)
	case "citations", "recitals":
		x.group(parent, e)
	case "citation":
		x.clause(parent, e, document.Citation)
	case "recital":
		x.clause(parent, e, document.Recital)
	case "container":
		x.container(parent, e)
	case "hcontainer":
		x.generic(parent, e)
	case "blockContainer":
		x.blockContainer(parent, e)
	case "blockList":
		x.blockList(parent, e)
	case "ul", "ol":
		x.htmlList(parent, e)
	case "table":
		x.table(parent, e)
	case "heading", "subheading", "crossHeading":
		x.heading(parent, e)
	case "num":
		x.number(parent, e)
	case "content", "intro", "div":
		x.blocks(parent, e)
	case "wrapUp", "listWrapUp":
		x.wrapUp(parent, e)
	case "embeddedStructure", "quotedStructure":
		n := x.start(e, document.Quote)
		x.lead(n, e)
		x.add(parent, n, e)
	case "attachments", "components":
		x.components(e, parent)
	case "foreign":
		x.foreign(parent, e)
	case "componentRef", "documentRef":
		// What they stand for is read where it is; text in them is against the rules.
		x.blocks(parent, e)
	case "block":
		x.namedBlock(parent, e)
	case "tr", "th", "td":
		x.table(parent, &element{space: e.space, name: "table", content: []content{{element: e}}, span: e.span})
	case "meta":
	default:
		if x.holdsBlocks(e) || !x.hasWords(e) {
			x.unknown(parent, e)
			return
		}
		x.paragraph(parent, e)
	}
}

// unknown reads an element that holds others as a container that names it.
func (x *extractor) unknown(parent *document.Node, e *element) {
	n := x.start(e, document.Container)
	n.Role = roleElement(e.name)
	x.inside(n, e)
	if n.Num != "" || len(n.Text) > 0 || len(n.Children) > 0 {
		x.add(parent, n, e)
	}
}

// inside reads number, headings and blocks of a node, in any order.
func (x *extractor) inside(n *document.Node, e *element) {
	for i := range e.content {
		c := e.content[i].element
		switch {
		case c == nil:
			x.stray(n, &e.content[i])
		case !x.ours(c):
			x.block(n, c)
		case c.name == "num":
			x.number(n, c)
		case c.name == "heading", c.name == "subheading", c.name == "crossHeading":
			x.heading(n, c)
		case c.name == "content", c.name == "intro":
			x.lead(n, c)
		case plainParagraph(c) && x.canLead(n):
			x.own(n, c)
		default:
			x.block(n, c)
		}
	}
}

// division reads a hierarchical element.
func (x *extractor) division(parent *document.Node, e *element) {
	k := divisionKinds[e.name]
	if k == document.Point || k == document.Indent {
		parent = x.listFor(parent, k)
	}
	n := x.start(e, k)
	if k == document.Invalid || !document.Allowed(parent.Kind, k) {
		n.Kind, n.Role = document.Container, roleElement(e.name)
	}
	if n.Kind == document.List {
		x.list(parent, n, e)
		return
	}
	x.inside(n, e)
	x.add(parent, n, e)
	widen(parent, n)
}

// listFor is the list in which a point stands. Points that stand in none get
// one.
func (x *extractor) listFor(parent *document.Node, k document.Kind) *document.Node {
	if document.Allowed(parent.Kind, k) || !document.Allowed(parent.Kind, document.List) {
		return parent
	}
	if i := len(parent.Children) - 1; i >= 0 && parent.Children[i].Kind == document.List && parent.Children[i].ID == "" {
		return parent.Children[i]
	}
	list := &document.Node{Kind: document.List}
	parent.Children = append(parent.Children, list)
	return list
}

// widen makes a list that the file does not have span its points.
func widen(list, n *document.Node) {
	if list.Kind == document.List && list.ID == "" {
		list.Span = list.Span.Union(n.Span)
	}
}

// list reads a list: its introduction is text of the node that it is in.
func (x *extractor) list(parent, n *document.Node, e *element) {
	if intro := e.child("intro"); intro != nil {
		x.lead(parent, intro)
	}
	var ends []*element
	for i := range e.content {
		c := e.content[i].element
		switch {
		case c == nil:
			x.stray(n, &e.content[i])
		case c.name == "intro":
		case c.name == "wrapUp" && document.Allowed(parent.Kind, document.WrapUp):
			ends = append(ends, c)
		case c.name == "num":
			x.number(n, c)
		case c.name == "heading", c.name == "subheading", c.name == "crossHeading":
			x.heading(n, c)
		default:
			x.block(n, c)
		}
	}
	x.add(parent, n, e)
	for _, end := range ends {
		x.wrapUp(parent, end)
	}
}

func (x *extractor) wrapUp(parent *document.Node, e *element) {
	n := x.start(e, document.WrapUp)
	if e.name == "listWrapUp" {
		x.own(n, e)
	} else {
		x.lead(n, e)
	}
	if len(n.Text) > 0 || len(n.Children) > 0 || n.Num != "" {
		x.add(parent, n, e)
	}
}

// generic reads an hcontainer: one of ours that stands for a kind is that kind,
// one that only wraps blocks is no node at all.
func (x *extractor) generic(parent *document.Node, e *element) {
	name := e.attribute("name")
	_, last := lastSegment(e.attribute("eId"))
	if name == blockName && strings.HasPrefix(last, wrapperName+"_") || name == emptyName && e.attribute("eId") == emptyID {
		x.blocks(parent, e)
		return
	}
	n := x.start(e, document.Container)
	if k := classKinds[name]; k != document.Invalid && k != document.Container && document.Allowed(parent.Kind, k) && divisionElements[k] == "" {
		n.Kind = k
	} else if n.Role = roleOf(name); n.Role == containerName {
		n.Role = ""
	}
	x.inside(n, e)
	x.add(parent, n, e)
}

// lastSegment splits an id into its prefix and its last segment.
func lastSegment(id string) (prefix, last string) {
	if i := strings.LastIndex(id, "__"); i >= 0 {
		return id[:i], id[i+2:]
	}
	return "", id
}

// emptyName and emptyID are what stands in a body without text.
const (
	emptyName = "empty"
	emptyID   = "hcontainer_0"
)

func (x *extractor) blockContainer(parent *document.Node, e *element) {
	n := x.start(e, document.Container)
	k, role := classed(n.Role)
	if k != document.Invalid && document.Allowed(parent.Kind, k) && k != document.Row && k != document.Cell && k != document.Table {
		n.Kind, n.Role = k, role
	} else {
		n.Role = roleElement(e.name)
	}
	if n.Kind == document.List {
		x.designation(n, e, "num", "heading", "subheading")
		x.each(n, e, func(c *element) {
			switch c.name {
			case "num", "heading", "subheading":
			case "blockList":
				x.each(n, c, func(item *element) { x.item(n, item) })
			default:
				if c.name != "p" || x.hasWords(c) {
					x.block(n, c)
				}
			}
		})
	} else {
		x.inside(n, e)
	}
	x.add(parent, n, e)
}

// container reads a container: a preambular clause of the United Nations, or
// what its name says.
func (x *extractor) container(parent *document.Node, e *element) {
	n := x.start(e, document.Container)
	if parent.Kind == document.Preamble && (n.Role == "recital" || x.work.Profile == "un") {
		n.Kind = document.Recital
		n.Role = ""
		if name := e.attribute("name"); name != preambularName {
			n.Role = roleOf(name)
		}
		x.lead(n, e)
		group := &document.Node{Kind: document.Recitals}
		if i := len(parent.Children) - 1; i >= 0 && parent.Children[i].Kind == document.Recitals && parent.Children[i].ID == "" {
			group = parent.Children[i]
		} else {
			parent.Children = append(parent.Children, group)
		}
		group.Children = append(group.Children, n)
		group.Span = group.Span.Union(n.Span)
		return
	}
	n.Role = roleOf(e.attribute("name"))
	if n.Role == containerName {
		n.Role = ""
	}
	x.inside(n, e)
	x.add(parent, n, e)
}

// roleOf is the inverse of camel.
func roleOf(name string) string {
	name = strings.TrimPrefix(name, rolePrefix)
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		if c := name[i]; c >= 'A' && c <= 'Z' && i > 0 {
			b.WriteByte('-')
			b.WriteByte(c + 'a' - 'A')
		} else {
			b.WriteByte(c)
		}
	}
	if role := b.String(); camel(role) == name && !strings.Contains(name, ":") {
		return clean(role)
	}
	return clean(name)
}

// formulaKind is the kind and role of a formula by its name.
func formulaKind(name string) (document.Kind, string) {
	switch {
	case name == "actingEntity":
		return document.Author, actingEntity
	case name == "enactingFormula":
		return document.Formula, "enacting"
	case name == "formula":
		return document.Formula, ""
	case strings.HasPrefix(name, "author") && name != "author" && name[6] >= 'A' && name[6] <= 'Z':
		return document.Author, roleOf(strings.ToLower(name[6:7]) + name[7:])
	}
	return document.Formula, roleOf(name)
}

// group reads citations or recitals.
func (x *extractor) group(parent *document.Node, e *element) {
	k, member := document.Citations, "citation"
	if e.name == "recitals" {
		k, member = document.Recitals, "recital"
	}
	n := x.start(e, k)
	for i := range e.content {
		c := e.content[i].element
		switch {
		case c == nil:
			x.stray(n, &e.content[i])
		case c.name == member:
			x.member(n, c)
		case c.name == "num":
			x.number(n, c)
		case c.name == "heading", c.name == "subheading":
			x.heading(n, c)
		case c.name == "intro":
			x.blocks(n, c)
		default:
			x.block(n, c)
		}
	}
	x.add(parent, n, e)
}

// member reads one of a group: a clause, or what stands among the clauses with
// its kind as the class.
func (x *extractor) member(group *document.Node, e *element) {
	k, role := classed(clean(e.attribute("class")))
	if k == document.Invalid || !document.Allowed(group.Kind, k) || k == document.Citation || k == document.Recital {
		k = document.Citation
		if group.Kind == document.Recitals {
			k = document.Recital
		}
		x.clause(group, e, k)
		return
	}
	n := x.start(e, k)
	n.Role = role
	x.inside(n, e)
	x.add(group, n, e)
}

func (x *extractor) clause(parent *document.Node, e *element, k document.Kind) {
	n := x.start(e, k)
	x.inside(n, e)
	x.add(parent, n, e)
}

// blockList reads a list among blocks: its introduction is the text of the node
// it is in, or a text in front of it.
func (x *extractor) blockList(parent *document.Node, e *element) {
	owner := parent
	if intro := e.child("listIntroduction"); intro != nil {
		if x.canLead(parent) {
			x.own(parent, intro)
		} else {
			t := x.start(intro, document.Text)
			x.own(t, intro)
			x.add(parent, t, intro)
			if document.Allowed(parent.Kind, document.Text) && len(t.Text) > 0 {
				t.Span = e.span
				owner = t
			}
		}
	}
	n := x.start(e, document.List)
	var end *element
	x.each(n, e, func(c *element) {
		switch {
		case c.name == "listIntroduction":
		case c.name == "listWrapUp" && end == nil:
			end = c
		default:
			x.item(n, c)
		}
	})
	x.add(owner, n, e)
	if end != nil {
		x.wrapUp(parent, end)
	}
}

func (x *extractor) item(list *document.Node, e *element) {
	if e.name != "item" {
		x.block(list, e)
		return
	}
	n := x.start(e, document.Point)
	if k, role := classed(n.Role); k == document.Indent {
		n.Kind, n.Role = k, role
	}
	x.inside(n, e)
	x.add(list, n, e)
}

// htmlList reads ul and ol, whose items have words and lists side by side.
func (x *extractor) htmlList(parent *document.Node, e *element) {
	n := x.start(e, document.List)
	x.each(n, e, func(c *element) {
		if c.name != "li" {
			x.block(n, c)
			return
		}
		point := x.start(c, document.Point)
		x.own(point, c)
		x.add(n, point, c)
	})
	x.add(parent, n, e)
}

func (x *extractor) table(parent *document.Node, e *element) {
	n := x.start(e, document.Table)
	var rows func(e *element)
	rows = func(e *element) {
		for i := range e.content {
			c := e.content[i].element
			switch {
			case c == nil:
				x.stray(n, &e.content[i])
			case c.name == "caption":
				h := x.start(c, document.Heading)
				x.own(h, c)
				captions := captionLines(h)
				n.Children = append(captions, n.Children...)
			case c.name == "tr":
				x.row(n, c)
			case c.name == "td" || c.name == "th":
				x.row(n, &element{space: c.space, name: "tr", content: []content{{element: c}}, span: c.span})
			case c.name == "thead" || c.name == "tbody" || c.name == "tfoot":
				rows(c)
			default:
				if x.hasWords(c) {
					cell := &document.Node{Kind: document.Cell, Span: c.span}
					x.block(cell, c)
					x.add(n, around(document.Row, cell), c)
				}
			}
		}
	}
	rows(e)
	if last := len(n.Children) - 1; last >= 0 && n.Children[last].Kind == document.Row && len(n.Children[last].Children) == 0 &&
		(last == 0 || n.Children[last-1].Kind != document.Row) {
		n.Children = n.Children[:last] // a single row without cells is there for the schema
	}
	x.add(parent, n, e)
}

// captionLines splits a caption at the breaks that stand for further headings.
func captionLines(h *document.Node) []*document.Node {
	out := []*document.Node{}
	line := &document.Node{Kind: document.Heading, ID: h.ID, Role: h.Role, Language: h.Language, Span: h.Span}
	for _, in := range h.Text {
		if in.Kind == document.Break && (in.Role == "heading" || in.Role == "subheading") {
			out = append(out, line)
			line = &document.Node{Kind: classKinds[in.Role], Span: h.Span}
			continue
		}
		line.Text = append(line.Text, in)
	}
	out = append(out, line)
	for _, c := range h.Children {
		out = append(out, &document.Node{Kind: document.Subheading, Text: []document.Inline{{Kind: document.Words, Text: allText(c)}}})
	}
	return slices.DeleteFunc(out, func(n *document.Node) bool { return len(n.Text) == 0 })
}

func allText(n *document.Node) string {
	var words []string
	document.Walk(n, func(d *document.Node, _ []*document.Node) bool {
		words = append(words, d.Num, d.Plain())
		return true
	})
	return clean(strings.Join(words, " "))
}

func (x *extractor) row(table *document.Node, e *element) {
	row := x.start(e, document.Row)
	for i := range e.content {
		c := e.content[i].element
		switch {
		case c == nil:
			x.stray(row, &e.content[i])
		case c.name == "td" || c.name == "th":
			if clean(c.attribute("class")) == paddingClass && len(c.content) == 0 {
				continue
			}
			x.cell(row, c)
		default:
			x.block(row, c)
		}
	}
	x.add(table, row, e)
}

func (x *extractor) cell(row *document.Node, e *element) {
	n := x.start(e, document.Cell)
	n.Header = e.name == "th"
	n.Columns, n.Rows = spanned(e.attribute("colspan")), spanned(e.attribute("rowspan"))
	paragraphs := 0
	e.each(func(*element) { paragraphs++ })
	if paragraphs == 1 {
		x.lead(n, e)
	} else {
		x.blocks(n, e)
	}
	x.add(row, n, e)
}

// spanned is a number of rows or columns; anything but a number above one and
// of a sensible size is none.
func spanned(value string) int {
	n := 0
	for _, r := range strings.TrimSpace(value) {
		if r < '0' || r > '9' || n > widest {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	if n < 2 {
		return 0
	}
	return n
}

// namedBlock reads a block, which is a line with a name.
func (x *extractor) namedBlock(parent *document.Node, e *element) {
	name := e.attribute("name")
	if s := onlyChild(e); s != nil && s.name == "signature" && name == signatory {
		n := x.start(e, document.Signature)
		n.Role = ""
		x.own(n, s)
		x.add(parent, n, e)
		return
	}
	k, role := document.Text, roleOf(name)
	if role == "" && x.front(parent) {
		k = x.frontKind(e)
	}
	x.line1(parent, e, k, role)
}

// onlyChild is the element that is all there is in another, or nil.
func onlyChild(e *element) *element {
	var only *element
	for i := range e.content {
		switch c := e.content[i].element; {
		case c == nil && strings.TrimSpace(e.content[i].text) == "":
		case c == nil || only != nil:
			return nil
		default:
			only = c
		}
	}
	return only
}

// foreign reads a block of another vocabulary: it is kept as it is, and its
// words are text.
func (x *extractor) foreign(parent *document.Node, e *element) {
	if !x.pure(e) {
		x.unknown(parent, e)
		return
	}
	n := x.start(e, document.Container)
	n.Role = roleElement("foreign")
	if text := clean(e.plain()); text != "" {
		n.Children = []*document.Node{{Kind: document.Text, Text: []document.Inline{{Kind: document.Words, Text: text}}, Span: e.span}}
	}
	if xml := serialise(e, x.space); xml != "" {
		n.Extensions = []document.Extension{{Name: foreignExtension, Data: xml}}
	}
	x.add(parent, n, e)
}

// pure reports whether an element is of another vocabulary, or holds nothing but
// such elements.
func (x *extractor) pure(e *element) bool {
	if !x.ours(e) {
		return e.space != "" && e.space != Namespace
	}
	for i := range e.content {
		c := e.content[i].element
		if c == nil && strings.TrimSpace(e.content[i].text) != "" || c != nil && (x.ours(c) || !x.pure(c)) {
			return false
		}
	}
	return len(e.content) > 0
}

// foreignExtension holds the XML of a block of another vocabulary.
const foreignExtension = "akn:foreign"

// paragraph reads a p, or another line, as what its place and marks say.
func (x *extractor) paragraph(parent *document.Node, e *element) {
	k, role := document.Text, clean(e.attribute("class"))
	if c, rest := classed(role); c != document.Invalid && document.Allowed(parent.Kind, c) {
		switch c {
		case document.Text:
			role = rest
		case document.Heading, document.Subheading, document.WrapUp, document.Signature,
			document.DateLine, document.DocNumber, document.Procedure, document.Figure:
			k, role = c, rest
		}
	}
	if e.name != "p" {
		role = roleElement(e.name)
	}
	if k == document.Figure {
		if img := onlyChild(e); img != nil && img.name == "img" {
			n := x.start(e, k)
			n.Role = img.attribute("src")
			if alt := clean(img.attribute("alt")); alt != "" {
				n.Text = []document.Inline{{Kind: document.Words, Text: alt}}
			}
			x.add(parent, n, e)
			return
		}
		k = document.Text
	}
	if k == document.Text && role == "" && x.front(parent) {
		k = x.frontKind(e)
	}
	x.line1(parent, e, k, role)
}

// front reports whether a node is where lines of the preface can stand.
func (x *extractor) front(n *document.Node) bool {
	return n.Kind == document.Preface || n.Kind == document.Container && n.Role == coverPage
}

// frontKind tells the lines of the preface by the marks in them.
func (x *extractor) frontKind(e *element) document.Kind {
	k := document.Text
	better := func(other document.Kind, than ...document.Kind) {
		if k == document.Text || slices.Contains(than, k) {
			k = other
		}
	}
	var look func(e *element)
	look = func(e *element) {
		e.each(func(c *element) {
			switch c.name {
			case "docTitle":
				k = document.Title
			case "docketNumber":
				better(document.Procedure, document.DocNumber, document.DateLine)
			case "docNumber":
				better(document.DocNumber, document.DateLine)
			case "docDate":
				better(document.DateLine)
			case "authorialNote":
			default:
				look(c)
			}
		})
	}
	look(e)
	return k
}

// line1 reads a line as a node of a kind; what is no running text in it follows
// as nodes of their own.
func (x *extractor) line1(parent *document.Node, e *element, k document.Kind, role string) {
	l := x.line(parent)
	l.front = k == document.Title || k == document.DocNumber || k == document.Procedure || k == document.DateLine
	number := ""
	switch only := onlyChild(e); {
	case k == document.Title:
		var title *element
		number, title = titleIn(e)
		l.content(title)
	case only != nil && (k == document.DocNumber && only.name == "docNumber" || k == document.Procedure && only.name == "docketNumber") && e.attribute("class") != "":
		l.content(only) // the line as a whole, no number marked in it
	default:
		l.content(e)
	}
	l.finish()
	for i, n := range l.nodes {
		if justWords(n) {
			made := x.start(e, k)
			made.Role, made.Text = role, n.Text
			made.Num, number = number, ""
			if i > 0 {
				made.ID = ""
			}
			n = made
		}
		x.add(parent, n, e)
	}
}
