package layout

import (
	"strings"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/font"
)

// block is a paragraph or table with its place between the margins.
type block struct {
	id      string // of the node whose text it is
	look    Look
	tongue  *tongue
	frame   frame
	indent  display.Unit // of the text, from the start edge of the frame
	labels  []label      // what stands before the first line
	prose   prose
	table   *table
	beside  *sideBySide
	marks   []mark
	newPage bool
}

// frame is the room between two edges that text is set in.
type frame struct{ x, width display.Unit }

// label is the number of a clause, in the column before its text.
type label struct {
	prose prose
	at    display.Unit // from the start edge of the frame
}

// mark is a place that links and the outline lead to.
type mark struct {
	dest  string
	title string // of the bookmark, or ""
	level int
}

// builder turns the nodes of an expression into blocks and their structure.
type builder struct {
	job      *Job
	ts       *typesetter
	tongues  map[string]*tongue
	language string // of the document
	prefix   string // before the names of places, when a document has several languages
	frame    frame
	column   int // of the language on a page with several
	out      []*block
	pending  []label // numbers whose clause has not had a line yet
	marks    []mark  // places whose clause has not had a line yet
	newPage  bool
	targets  map[string]bool  // ids of nodes that references lead to
	notes    map[string]*note // by the id of the node
	calls    []*note          // called by the text that is being built
	faults   *faults
	err      error // the first that came of the data of a language
}

// scope is where in the text a node stands.
type scope struct {
	tag     *display.Tag // that the node's own become kids of
	node    *document.Node
	tongue  *tongue
	indent  display.Unit
	level   int          // of the next heading; a title is one above
	outline int          // level of the next bookmark
	look    string       // kind whose look running text takes, or "" for its own
	heading *display.Tag // that the number of the division around the node began, for the division's name to go on
}

// Roles of the structure tree (ISO 32000-1, 14.8.4).
const (
	roleP      = "P"
	roleSect   = "Sect"
	roleL      = "L"
	roleLI     = "LI"
	roleLbl    = "Lbl"
	roleLBody  = "LBody"
	roleSpan   = "Span"
	roleLink   = "Link"
	roleNote   = "Note"
	roleFigure = "Figure"
)

// child adds a new tag to the kids of a tag.
func child(parent *display.Tag, role string) *display.Tag {
	t := &display.Tag{Role: role}
	parent.Kids = append(parent.Kids, display.Kid{Tag: t})
	return t
}

// children builds the children of a node. Neighbours that have a number are
// the items of one list.
func (b *builder) children(c scope, nodes []*document.Node) {
	var list *display.Tag
	var before document.Kind
	column := display.Unit(0)
	for i, n := range nodes {
		if !isItem(n) {
			list = nil
			b.node(c, n)
			if n.Kind == document.Author && c.node.Kind == document.Preamble {
				c.deeper()
			}
			continue
		}
		if list == nil || n.Kind != before {
			list, before = child(c.tag, roleL), n.Kind
			run := nodes[i:]
			for k := range run {
				if !isItem(run[k]) || run[k].Kind != n.Kind {
					run = run[:k]
					break
				}
			}
			list.Attributes = []display.Attribute{{Owner: "List", Key: "ListNumbering", Value: numbering(run)}}
			column = b.labelColumn(c, run)
		}
		b.item(c, list, column, n)
	}
}

// isItem reports whether a node is an item of a list.
func isItem(n *document.Node) bool {
	if n.Num == "" {
		return false
	}
	switch n.Kind {
	case document.Citation, document.Recital, document.Paragraph, document.Subparagraph, document.Point, document.Indent:
		return true
	}
	return false
}

// labelColumn is how wide the column of the numbers of a list is: as wide as the
// style wants it, or more when a number needs it.
func (b *builder) labelColumn(c scope, items []*document.Node) display.Unit {
	column := display.Unit(0)
	for _, n := range items {
		t := b.tongue(c.tongue, n.Language)
		look := b.look(c, n, t)
		var p prose
		p.add(n.Num, plainFace(look), t, nil)
		p.rtl = t.rtl
		b.ts.clause = n.ID
		b.ts.begin(&p)
		gap := display.Unit(look.Size) / 3
		column = max(column, display.Unit(look.Label), b.ts.measure(0, len(p.text))+gap)
	}
	return min(column, (b.frame.width-c.indent)/2)
}

// item builds a clause with a number.
func (b *builder) item(c scope, list *display.Tag, column display.Unit, n *document.Node) {
	li := child(list, roleLI)
	lbl := child(li, roleLbl)
	body := child(li, roleLBody)
	c.tongue = b.tongue(c.tongue, n.Language)
	b.tagLanguage(li, c.tongue)
	look := b.look(c, n, c.tongue)
	l := label{at: c.indent}
	l.prose.rtl = c.tongue.rtl
	b.addWords(&l.prose, n.Num, plainFace(look), c.tongue, lbl)
	b.pending = append(b.pending, l)
	if n.Kind == document.Recital || n.Kind == document.Paragraph {
		b.bookmark(c, n, b.headline(n))
	}
	c.tag, c.node = body, n
	c.indent += column
	b.content(c, n, look, nil)
	b.flush(c, look)
}

// flush gives numbers that no line came after a line of their own.
func (b *builder) flush(c scope, look Look) {
	if len(b.pending) > 0 {
		b.paragraph(c, look, prose{rtl: c.tongue.rtl})
	}
}

// node builds a node that is no item of a list. Every Kind has its case, so
// that a kind that is new cannot go unseen.
func (b *builder) node(c scope, n *document.Node) {
	parent := c.node
	c.tongue = b.tongue(c.tongue, n.Language)
	c.node = n
	if n.Kind != document.Heading && n.Kind != document.Subheading {
		c.heading = nil
	}
	look := b.look(c, n, c.tongue)
	switch n.Kind {
	case document.Root, document.Preface, document.Preamble, document.Body, document.Conclusions,
		document.Citations, document.Recitals, document.List, document.Row, document.Invalid:
		b.number(c, n, look)
		b.mark(n)
		b.children(c, n.Children)

	case document.Annex, document.Book, document.Part, document.TitleDivision, document.Chapter,
		document.Section, document.Subsection, document.Article:
		b.division(c, n, look)

	case document.Title:
		b.bookmark(c, n, n.Plain())
		heading := c
		heading.level--
		b.content(c, n, look, b.headingTag(heading))

	case document.Heading, document.Subheading:
		b.headings(c, parent, n, look)

	case document.Quote:
		c.tag = child(c.tag, "BlockQuote")
		c.outline = -1
		b.tagLanguage(c.tag, c.tongue)
		c.indent += display.Unit(look.Indent)
		b.content(c, n, look, nil)

	case document.Figure:
		b.figure(c, n, look)

	case document.Table:
		b.table(c, n)

	case document.Note:
		b.looseNote(c, n, look)

	case document.Author:
		b.bookmark(c, n, n.Plain())
		b.content(c, n, look, nil)

	case document.Recital, document.Paragraph:
		if n.Kind == document.Recital || c.outline == 0 {
			b.bookmark(c, n, "")
		}
		b.content(c, n, look, nil)

	case document.DocNumber, document.Procedure, document.DateLine, document.Formula, document.Citation,
		document.Subparagraph, document.Point, document.Indent, document.WrapUp, document.Text,
		document.Cell, document.Signature, document.Container:
		b.content(c, n, look, nil)
	}
}

// content builds a node's number, when it is not in a column of its own, its
// text and its children. The text goes into tag, or into a new paragraph when
// tag is nil.
func (b *builder) content(c scope, n *document.Node, look Look, tag *display.Tag) {
	b.mark(n)
	c.node, c.heading = n, nil
	inLine := n.Num != "" && !isItem(n)
	if inLine || len(n.Text) > 0 {
		if tag == nil {
			tag = child(c.tag, roleP)
			b.tagLanguage(tag, c.tongue)
		}
		text := c
		text.tag = tag
		p, calls := b.prose(text, n, look, inLine)
		if len(n.Children) > 0 && n.Children[0].Kind == document.List {
			look.Keep = true // the words that introduce a list stay with its first point
		}
		b.paragraph(text, look, p)
		b.attachNotes(c.tag, calls)
	}
	b.children(c, n.Children)
}

// number builds the number of a node that has no text to stand before.
func (b *builder) number(c scope, n *document.Node, look Look) {
	if n.Num == "" {
		return
	}
	c.tag = child(c.tag, roleP)
	p := prose{rtl: c.tongue.rtl}
	b.addWords(&p, n.Num, plainFace(look), c.tongue, c.tag)
	b.paragraph(c, look, p)
}

// prose is the running text of a node.
func (b *builder) prose(c scope, n *document.Node, look Look, withNum bool) (prose, []*note) {
	outer := b.calls
	b.calls = nil
	p := prose{rtl: c.tongue.rtl}
	w := &writer{tongue: c.tongue, leaf: &leaf{tag: c.tag, attached: true}}
	f := plainFace(look)
	if withNum {
		b.words(&p, w, n.Num+" ", f)
	}
	b.inlines(&p, w, n.Text, f, look)
	calls := b.calls
	b.calls = outer
	return p, calls
}

// paragraph adds a block with text.
func (b *builder) paragraph(c scope, look Look, p prose) {
	blk := &block{
		id: c.node.ID, look: look, tongue: c.tongue, frame: b.frame, indent: c.indent,
		labels: b.pending, prose: p, marks: b.marks, newPage: b.newPage,
	}
	b.pending, b.marks, b.newPage = nil, nil, false
	b.out = append(b.out, blk)
}

// figure builds a picture: its description, for the picture itself is not there.
func (b *builder) figure(c scope, n *document.Node, look Look) {
	tag := child(c.tag, roleFigure)
	inner := c
	inner.tag = tag
	b.mark(n)
	p, calls := b.prose(inner, n, look, n.Num != "")
	for _, alt := range []string{n.Num + " " + n.Plain(), n.Role, string(p.text)} {
		if tag.Alt = strings.TrimSpace(alt); tag.Alt != "" {
			break
		}
	}
	if tag.Alt == "" {
		tag.Role = roleP // nothing is known of the picture, and a Figure has to say what it is
	}
	if len(p.text) > 0 || len(calls) > 0 {
		b.paragraph(inner, look, p)
		b.attachNotes(c.tag, calls)
	}
	b.faults.picture(b.language, n.Role, n.ID, n.Span)
	b.children(c, n.Children)
}

// mark makes a node a place that references lead to, if one does.
func (b *builder) mark(n *document.Node) {
	if b.targets[n.ID] {
		b.marks = append(b.marks, mark{dest: b.prefix + n.ID, level: -1})
	}
}

// leaveMarks gives marks that no line came after to the last line there is. It
// returns those for which there is none.
func (b *builder) leaveMarks() []mark {
	if len(b.out) == 0 {
		return b.marks
	}
	last := b.out[len(b.out)-1]
	last.marks = append(last.marks, b.marks...)
	b.marks = nil
	return nil
}

// tagLanguage gives a tag its language when it is not the document's.
func (b *builder) tagLanguage(tag *display.Tag, t *tongue) {
	if t.tag != b.language {
		tag.Language = t.tag
	}
}

// look is how a node's text is set.
func (b *builder) look(c scope, n *document.Node, t *tongue) Look {
	kind := n.Kind.String()
	if c.look != "" {
		switch n.Kind {
		case document.Heading, document.Subheading, document.Figure, document.Quote:
		default:
			kind = c.look
		}
	}
	return b.scriptLook(b.job.Style.look(kind, n.Role), t)
}

// scriptLook gives a look the leading that the script needs.
func (b *builder) scriptLook(l Look, t *tongue) Look {
	if s, ok := b.job.Style.Script[t.script]; ok && s.Leading > 0 {
		l.Leading = l.Leading * Length(s.Leading) / 100
	}
	return l
}

func plainFace(l Look) face {
	f := face{size: display.Unit(l.Size)}
	if l.Bold {
		f.style |= font.Bold
	}
	if l.Italic {
		f.style |= font.Italic
	}
	return f
}
