package akn

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/naming"
	"github.com/plurilex/plurilex/formats/akn/xsd"
)

type writer struct{}

// Write writes one expression as an Akoma Ntoso document.
func (writer) Write(ctx context.Context, job *convert.Job, out io.Writer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	doc, err := build(ctx, job)
	if err != nil {
		return err
	}
	return serialiseDocument(doc, out)
}

// serialiseDocument writes a document with its declaration.
func serialiseDocument(doc *etree.Document, out io.Writer) error {
	if _, err := io.WriteString(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"); err != nil {
		return err
	}
	doc.WriteSettings = etree.WriteSettings{CanonicalText: true, CanonicalAttrVal: true}
	if _, err := doc.WriteTo(out); err != nil {
		return err
	}
	_, err := io.WriteString(out, "\n")
	return err
}

// composer writes one expression.
type composer struct {
	builder
	job        *convert.Job
	work       *document.Work
	expression *document.Expression
	known      *conventions
	profile    *profile
	iris       iris
	entities   map[string]*document.Entity
	mentioned  map[string]bool // keys of entities that the text refers to
	place      *bearer
	targets    map[string]bool // ids that the text points to
	ids        map[string]bool // ids of the parts of the text

	identifiers    []identifier // in the front of the text, each once
	identifierKeys map[identifier]string
	procedures     int // of the identifiers

	kept     keeping
	findings []diag.Diagnostic
}

func newComposer(job *convert.Job, e *document.Expression, known *conventions) *composer {
	return &composer{
		job:            job,
		work:           job.Work,
		expression:     e,
		known:          known,
		profile:        known.profile(job.Work.Profile),
		place:          &bearer{},
		entities:       job.Work.EntitiesByKey(),
		mentioned:      map[string]bool{},
		identifierKeys: map[identifier]string{},
	}
}

// identifier is a document number or procedure in the front of the text.
type identifier struct{ scheme, value, target string }

// bearer is the nearest element with an eId around the words being written:
// marks in the words are counted in it.
type bearer struct {
	id     string
	counts []count
}

type count struct {
	name string
	n    int
}

// mark makes the eId of an inline element.
func (b *bearer) mark(name string) string {
	i := slices.IndexFunc(b.counts, func(c count) bool { return c.name == name })
	if i < 0 {
		i = len(b.counts)
		b.counts = append(b.counts, count{name: name})
	}
	b.counts[i].n++
	return join(b.id, numbered(name, b.counts[i].n))
}

// build makes the document of an expression. What of the metadata that was kept
// turns out to be unfit is built anew with what the writer says in its place.
func build(ctx context.Context, job *convert.Job) (*etree.Document, error) {
	denied := map[string]bool{}
	for {
		before := len(denied)
		doc, c, err := compose(ctx, job, denied)
		if err != nil {
			return nil, err
		}
		if len(denied) == before {
			for _, d := range c.findings {
				job.Env.Report(d)
			}
			return doc, nil
		}
	}
}

func compose(ctx context.Context, job *convert.Job, denied map[string]bool) (*etree.Document, *composer, error) {
	known, err := conventionsOf.Get(job.Env.Templates)
	if err != nil {
		return nil, nil, err
	}
	languages := language.In(job.Env.Templates)
	code, err := iso3(languages, job.Expression.Language)
	if err != nil {
		return nil, nil, err
	}
	doc := etree.NewDocument()
	c := newComposer(job, job.Expression, known)
	identity := job.Work.Identity
	if identity.Type == judgment && !isJudgment(job.Expression.Root) {
		identity.Type = "doc"
	}
	c.iris = namesOf(identity, c.profile, code)
	if c.iris.dateName != dateOfText {
		c.report(codeNoDate, "", "the text has no full date of its own: "+c.iris.date+" stands for it")
	}
	c.at = &doc.Element
	root := c.open("akomaNtoso")
	root.CreateAttr("xmlns", Namespace)
	tree := named(job.Expression.Root)
	c.targets, c.ids = idsIn(tree)
	c.keptParts(tree, denied)
	c.document(tree)
	c.close()
	if err := c.settle(ctx, doc); err != nil {
		return nil, nil, err
	}
	c.reportLeft()
	if c.replaced > 0 {
		c.report(codeReplaced, "", strconv.Itoa(c.replaced)+" texts have characters that XML cannot hold")
	}
	return doc, c, nil
}

func (c *composer) report(code diag.Code, node, message string) {
	d := diag.New(code, message)
	d.File, d.NodeID, d.Language = c.expression.Source.Name, node, c.expression.Language
	c.findings = append(c.findings, d)
}

// idsIn is the ids that references in a tree point to, and those of its nodes.
func idsIn(root *document.Node) (targets, ids map[string]bool) {
	targets, ids = map[string]bool{}, map[string]bool{}
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		ids[n.ID] = true
		document.EachInline(n.Text, func(in *document.Inline) {
			if id, local := strings.CutPrefix(in.Target, "#"); local {
				targets[id] = true
			}
		})
		return true
	})
	return targets, ids
}

// optional is the eId of an element that only has one when something points to
// it, or when attributes of it are kept.
func (c *composer) optional(n *document.Node) string {
	switch {
	case c.targets[n.ID]:
		return n.ID
	case c.kept.attributes[n.ID] != nil, c.kept.targets[n.ID]:
		c.kept.optional[n.ID] = true
		return n.ID
	}
	return ""
}

// named is the tree with an id for every node. One that has proper ones is taken
// as it is; the Work of a caller is never changed.
func named(root *document.Node) *document.Node {
	complete := true
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		complete = complete && (n == root || n.ID != "" && idProblem(n.ID) == "" && xsd.IsAddress("#"+n.ID))
		return complete
	})
	if complete {
		return root
	}
	root = clone(root)
	naming.Assign(root)
	return root
}

func clone(n *document.Node) *document.Node {
	if n == nil {
		return nil
	}
	copied := *n
	copied.Text = cloneText(n.Text)
	copied.Children = make([]*document.Node, len(n.Children))
	for i, child := range n.Children {
		copied.Children[i] = clone(child)
	}
	return &copied
}

func cloneText(text []document.Inline) []document.Inline {
	copied := slices.Clone(text)
	for i := range copied {
		copied[i].Children = cloneText(copied[i].Children)
		copied[i].Note = clone(copied[i].Note)
	}
	return copied
}

// document writes the document element with all its parts.
func (c *composer) document(root *document.Node) {
	e := c.open(c.iris.document)
	c.set(e, "name", c.iris.name, "contains", original)
	if c.kept.document != nil {
		c.borrow(e, c.kept.document)
	}
	meta := c.open("meta")
	c.closeEmpty()
	c.parts(root, root.Children, "")
	// What the text refers to is known only now.
	c.at, c.depth = meta, c.depth+1
	c.meta(root)
	c.close()
	c.keptMeta(root, meta)
	c.close()
}

// parts writes the parts of a document below its meta: those of a Root or an
// Annex. What is in no part is the main body's. component is the owner's name
// in IRIs, "" for a Root.
func (c *composer) parts(owner *document.Node, children []*document.Node, component string) {
	part := map[document.Kind]*document.Node{}
	var annexes, loose []*document.Node
	for _, n := range children {
		switch n.Kind {
		case document.Preface, document.Preamble, document.Body, document.Conclusions:
			if part[n.Kind] != nil {
				loose = append(loose, n)
				continue
			}
			part[n.Kind] = n
		case document.Annex:
			annexes = append(annexes, n)
		default:
			loose = append(loose, n)
		}
	}
	preface := part[document.Preface]
	if preface != nil && len(preface.Children) > 0 && isCover(preface.Children[0]) {
		cover := preface.Children[0]
		c.set(c.open("coverPage"), "eId", c.optional(cover))
		outer := c.enter(cover.ID)
		c.blocks(cover.Children, inPreface)
		c.place = outer
		c.close()
		rest := *preface
		rest.Children = preface.Children[1:]
		preface = &rest
	}
	if owner.Kind == document.Root && c.iris.document == judgment {
		c.front(preface, "header", inBlocks)
		c.judgmentBody(part[document.Body])
	} else {
		c.front(preface, "preface", inPreface)
		c.front(part[document.Preamble], "preamble", inPreamble)
		c.body(owner, part[document.Body], loose)
	}
	c.front(part[document.Conclusions], "conclusions", inPreface)
	if len(annexes) > 0 {
		c.open("attachments")
		for i, n := range annexes {
			c.annex(n, componentName(component, i+1))
		}
		c.close()
	}
}

// isCover reports whether a part of the preface is the cover page, which has an
// element of its own.
func isCover(n *document.Node) bool {
	return n.Kind == document.Container && n.Role == coverPage && n.Num == "" && len(n.Text) == 0 && len(n.Children) > 0
}

// front writes a part that holds blocks. An empty one is no element.
func (c *composer) front(n *document.Node, tag string, where setting) {
	if n == nil || len(n.Children) == 0 {
		return
	}
	e := c.open(tag)
	c.set(e, "eId", c.optional(n), "xml:lang", n.Language)
	outer := c.enter(n.ID)
	c.blocks(n.Children, where)
	c.place = outer
	c.close()
}

// body writes the main part. It may not be empty.
func (c *composer) body(owner, n *document.Node, loose []*document.Node) {
	tag, where := "mainBody", inMainBody
	if owner.Kind == document.Root && (c.iris.document == "act" || c.iris.document == "bill") {
		tag, where = "body", inBody
	}
	e := c.open(tag)
	children := loose
	if n != nil {
		c.set(e, "xml:lang", n.Language)
		if owner.Kind == document.Annex {
			c.set(e, "eId", n.ID) // tells a body from an annex without parts
		} else {
			c.set(e, "eId", c.optional(n))
		}
		children = append(loose, n.Children...)
	}
	switch {
	case len(children) > 0:
		c.divisions(children, where)
	case tag == "body":
		c.empty("hcontainer", "eId", emptyID, "name", emptyName)
	default:
		c.empty("p")
	}
	c.close()
}

// judgment is the document element of decisions of courts, which has parts of
// its own.
const judgment = "judgment"

// judgmentParts are the elements that a judgmentBody is made of.
var judgmentParts = []string{"introduction", "background", "arguments", "remedies", "motivation", "decision"}

// judgmentPart is the element of a judgment that a container stands for, or "".
func judgmentPart(n *document.Node) string {
	name, ok := strings.CutPrefix(n.Role, elementRole)
	if n.Kind != document.Container || !ok || !slices.Contains(judgmentParts, name) || n.Num != "" || len(n.Text) > 0 || len(n.Children) == 0 {
		return ""
	}
	return name
}

// isJudgment reports whether a tree has the parts of a judgment and no others.
func isJudgment(root *document.Node) bool {
	front, body := false, false
	for _, n := range root.Children {
		switch n.Kind {
		case document.Preface:
			front = front || len(n.Children) > 0 && !(len(n.Children) == 1 && isCover(n.Children[0]))
		case document.Body:
			body = !body && len(n.Children) > 0 && !slices.ContainsFunc(n.Children, func(c *document.Node) bool { return judgmentPart(c) == "" })
			if !body {
				return false
			}
		case document.Conclusions, document.Annex:
		default:
			return false
		}
	}
	return front && body
}

func (c *composer) judgmentBody(n *document.Node) {
	c.set(c.open("judgmentBody"), "eId", c.optional(n), "xml:lang", n.Language)
	for _, child := range n.Children {
		c.set(c.open(judgmentPart(child)), "eId", c.optional(child), "xml:lang", child.Language)
		outer := c.enter(child.ID)
		c.divisions(child.Children, inMainBody)
		c.place = outer
		c.close()
	}
	c.close()
}

// annex writes one annex as an attachment with a document of its own.
func (c *composer) annex(n *document.Node, component string) {
	c.set(c.open("attachment"), "eId", n.ID, "class", n.Role)
	outer := c.enter(n.ID)
	c.num(n)
	rest := c.headings(n)
	if href, label, ok := pointer(n); ok && len(rest) == 0 {
		c.empty("documentRef", "eId", join(n.ID, "dref_1"), "href", address(href), "showAs", label)
		c.place = outer
		c.close()
		return
	}
	c.set(c.open("doc"), "name", c.profile.Annex)
	meta := c.open("meta")
	c.annexMeta(n, component)
	c.close()
	c.keptMeta(n, meta)
	c.parts(n, rest, component)
	c.close()
	c.place = outer
	c.close()
}

// pointer is the address and label of an annex that is in another file.
func pointer(n *document.Node) (href, label string, ok bool) {
	for _, x := range n.Extensions {
		if x.Name == pointerExtension {
			href, label, _ = strings.Cut(x.Data, "\n")
			return href, cmp.Or(label, href), address(href) != ""
		}
	}
	return "", "", false
}

// enter makes id the place where marks are counted and gives back the one
// before.
func (c *composer) enter(id string) *bearer {
	outer := c.place
	c.place = &bearer{id: id}
	return outer
}
