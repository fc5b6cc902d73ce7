package akn

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"

	xlanguage "golang.org/x/text/language"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
	"github.com/plurilex/plurilex/convert/source"
)

type reader struct{}

// Read makes a Work with one expression of an Akoma Ntoso document, of any
// class and, with a finding, of any draft of the vocabulary. All text outside
// the metadata is in the tree, whether the file is valid or not; what the model
// has no kind for is a Container or Markup whose role names the element. Ids
// are made anew: extension "akn:ids" of the expression has the old and the new
// ones, a pair a line, where they differ.
func (reader) Read(ctx context.Context, in *convert.Input) (*document.Work, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	root, text, err := parse(in.Data)
	if err != nil {
		return nil, err
	}
	return readTree(in, root, text)
}

// readTree makes a Work of a file that is parsed.
func readTree(in *convert.Input, root *element, text *source.Text) (*document.Work, error) {
	known, err := conventionsOf.Get(in.Env.Templates)
	if err != nil {
		return nil, err
	}
	x := &extractor{in: in, text: text, known: known, entities: map[string]*document.Entity{}, notes: map[string]*footnote{}, kept: newKeeper()}
	main, err := x.mainDocument(root)
	if err != nil {
		return nil, err
	}
	return x.read(root, main)
}

// extractor reads one file.
type extractor struct {
	in       *convert.Input
	text     *source.Text
	known    *conventions
	space    string // namespace of the file's vocabulary
	work     *document.Work
	entities map[string]*document.Entity // entries of references, by eId
	order    []string                    // keys of entities, as they stand
	schemes  map[string]string           // key of an entry for a procedure: its scheme
	notes    map[string]*footnote        // notes that stand in the metadata
	noteKeys []string
	dropped  int  // control characters left out
	unspaced bool // the file is ours, its spans are of another: none are given
	kept     keeper
}

// footnote is a note of the metadata, called by noteRef.
type footnote struct {
	element *element
	called  *document.Node
}

func (x *extractor) report(code diag.Code, at *element, message string) {
	d := diag.New(code, message)
	d.File = x.in.Name
	if at != nil {
		d.Span = diag.Span{Start: at.span.Start, End: at.span.Start}
		d.Start = x.text.Position(at.span.Start)
	}
	x.in.Env.Report(d)
}

func (x *extractor) refuse(at *element, format string, args ...any) error {
	return &SyntaxError{x.text.Position(at.span.Start), fmt.Sprintf(format, args...)}
}

// mainDocument finds the document element of a file.
func (x *extractor) mainDocument(root *element) (*element, error) {
	x.space = root.space
	family := strings.Contains(root.space, "legaldocml") || strings.Contains(strings.ToLower(root.space), "akomantoso")
	if root.name != "akomaNtoso" || root.space != "" && !family {
		return nil, x.refuse(root, "not Akoma Ntoso: the root element is %s in the namespace %q", root.name, root.space)
	}
	if root.space != Namespace {
		x.report(codeDraft, root, fmt.Sprintf("the namespace is %q, not that of the standard; read as Akoma Ntoso 3.0", root.space))
	}
	var main *element
	root.each(func(e *element) {
		if main == nil && e.name != "components" {
			main = e
		}
	})
	if main == nil {
		return nil, x.refuse(root, "akomaNtoso has no document in it")
	}
	return main, nil
}

func (x *extractor) read(root, main *element) (*document.Work, error) {
	x.work = &document.Work{}
	tree := &document.Node{Kind: document.Root, Span: root.span}
	e := &document.Expression{Root: tree}
	x.work.Expressions = []*document.Expression{e}
	x.metadata(main, e)
	x.parts(main, tree)
	x.components(root.child("components"), tree)
	x.uncalled(tree)
	if x.dropped > 0 {
		x.report(codeControls, nil, fmt.Sprintf("%d control characters are left out", x.dropped))
	}
	prune(tree)
	x.promote(tree)
	shallow(tree)
	x.keepMeta(tree, main.child("meta"))
	if x.unspaced {
		withoutSpans(tree)
	}
	x.localReferences(tree)
	old := oldIDs(tree)
	changes := naming.Assign(tree)
	if len(changes) > 0 {
		var table strings.Builder
		for _, c := range changes {
			fmt.Fprintf(&table, "%s\t%s\n", c.Old, c.New)
		}
		e.Extensions = append(e.Extensions, document.Extension{Name: "akn:ids", Data: table.String()})
		x.report(codeIDs, nil, fmt.Sprintf("%d of %d ids are made anew", len(changes), old))
	}
	x.keep(main, e, changes)
	x.keepEntities(tree)
	return x.work, nil
}

// localReferences makes references inside the document point with "#" to an id
// that is there. One that leads nowhere keeps its words only.
func (x *extractor) localReferences(root *document.Node) {
	ids := map[string]bool{}
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		ids[n.ID] = true
		return true
	})
	lost := 0
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		document.EachInline(n.Text, func(in *document.Inline) {
			if in.Kind != document.Reference && in.Kind != document.Link && in.Kind != document.Number {
				return
			}
			id, local := strings.CutPrefix(in.Target, "#")
			if !local {
				if id, local = strings.CutPrefix(in.Target, "~"); !local || strings.Contains(id, rangeSign) {
					return
				}
			}
			if in.Target = "#" + id; !ids[id] || id == "" {
				in.Target = ""
				lost++
			}
		})
		return true
	})
	if lost > 0 {
		x.report(codeNowhere, nil, fmt.Sprintf("%d references lead to nothing in the file; their words are kept", lost))
	}
}

func oldIDs(root *document.Node) int {
	n := 0
	document.Walk(root, func(node *document.Node, _ []*document.Node) bool {
		if node.ID != "" {
			n++
		}
		return true
	})
	return n
}

// withoutSpans takes the places out of a tree whose source is not the file that
// was read.
func withoutSpans(root *document.Node) {
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		n.Span, n.NumSpan = diag.Span{}, diag.Span{}
		return true
	})
}

// keepEntities puts the entries that the text speaks of into the Work.
func (x *extractor) keepEntities(root *document.Node) {
	used := map[string]bool{}
	for _, key := range strings.Split(x.work.Identity.Author, "-") {
		used[key] = true
	}
	used[x.work.Identity.Author] = true
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		document.EachInline(n.Text, func(in *document.Inline) {
			switch in.Kind {
			case document.Mention:
				used[in.Value] = true
			case document.Reference:
				for _, key := range x.order {
					if e := x.entities[key]; e.Class == "reference" && e.IRI != "" && leadsInto(in.Target, e.IRI) {
						used[key] = true
						break
					}
				}
			}
		})
		return true
	})
	for _, key := range x.order {
		if used[key] {
			x.work.Entities = append(x.work.Entities, *x.entities[key])
		}
	}
}

// metadata reads the identity of the main document.
func (x *extractor) metadata(main *element, e *document.Expression) {
	meta := main.child("meta")
	x.collectReferences(main)
	identification := meta.child("identification")
	work, expression := identification.child("FRBRWork"), identification.child("FRBRExpression")
	id := &x.work.Identity

	id.Country = country(work.child("FRBRcountry").value())
	id.Type = main.name
	if !slices.Contains(documents, id.Type) {
		id.Type = "doc"
		x.report(codeClass, main, "a document of the class "+main.name+" is read as its parts and text; it is written as doc")
	}
	x.dates(work, id)
	e.Source = x.sourceOf(identification.child("FRBRManifestation"))
	id.Author = x.authors(work)
	if n := work.child("FRBRnumber"); n != nil {
		id.Number = clean(cmp.Or(n.attribute("showAs"), n.attribute("value")))
	}
	x.work.Profile = x.profileOf(id)
	id.Subtype = x.subtype(main, work)
	work.each(func(alias *element) {
		if name := alias.attribute("name"); alias.name == "FRBRalias" && name != "title" && name != formerThis {
			if value := clean(alias.attribute("value")); value != "" {
				x.work.Identifiers = append(x.work.Identifiers,
					document.Identifier{Scheme: x.known.schemeOf(cmp.Or(name, unnamedAlias)), Value: value, Origin: "metadata"})
			}
		}
	})
	x.publication(meta)
	e.Language = x.languageOf(expression, main)
}

// publication reads where the text was published and what it is about.
func (x *extractor) publication(meta *element) {
	if p := meta.child("publication"); p != nil {
		if date := day(p.attribute("date")); date != "" {
			x.work.Publication = &document.Publication{
				Name:   clean(cmp.Or(p.attribute("showAs"), p.attribute("name"))),
				Number: clean(p.attribute("number")),
				Date:   date,
			}
		}
	}
	meta.each(func(c *element) {
		if c.name != "classification" {
			return
		}
		c.each(func(k *element) {
			s := subjectOf(k)
			if k.name == "keyword" && s.Label != "" && !strings.HasPrefix(s.IRI, "#") {
				x.work.Subjects = append(x.work.Subjects, s)
			}
		})
	})
}

// subjectOf is what a keyword says.
func subjectOf(k *element) document.Subject {
	return document.Subject{
		Scheme: clean(k.attribute("dictionary")),
		IRI:    strings.TrimSpace(k.attribute("href")),
		Label:  clean(cmp.Or(k.attribute("showAs"), k.attribute("value"))),
	}
}

// country is the code of a country in lower case; of an address its last part,
// and of three letters the two.
func country(value string) string {
	value = lastPart(strings.TrimSpace(value))
	if len(value) == 3 {
		if region, err := xlanguage.ParseRegion(value); err == nil {
			value = region.String()
		}
	}
	if value = strings.ToLower(naming.Segment(value)); value == naming.UnknownCountry {
		return ""
	}
	return value
}

// lastPart is what stands after the last "/" of an address.
func lastPart(value string) string { return value[strings.LastIndexByte(value, '/')+1:] }

// value is the attribute of that name, or "" of no element.
func (e *element) value() string {
	if e == nil {
		return ""
	}
	return e.attribute("value")
}

// dates reads the date of the Work. One that stands for a year or for nothing
// is no date.
func (x *extractor) dates(work *element, id *document.Identity) {
	d := work.child("FRBRdate")
	if d == nil {
		return
	}
	date, name := d.attribute("date"), d.attribute("name")
	if full := day(date); full != "" && name != dateOfYear && name != dateOfNothing && full[:4] != naming.UnknownYear {
		id.Date = full
	}
	if len(date) >= 4 && strings.Trim(date[:4], "0123456789") == "" && date[:4] != naming.UnknownYear && name != dateOfNothing {
		id.Year = date[:4]
	}
}

// profileOf guesses the family of a text from its identity.
func (x *extractor) profileOf(id *document.Identity) string {
	switch {
	case x.in.Profile != "":
		return x.in.Profile
	case id.Country == "un":
		return "un"
	case id.Country == "eu" && (id.Type == "act" || id.Type == "bill"):
		return "eu-act"
	case id.Country == "eu" && id.Type == "statement":
		return "ep"
	}
	return plainProfile
}

func (x *extractor) subtype(main, work *element) string {
	if s := work.child("FRBRsubtype").value(); s != "" {
		return clean(s)
	}
	name := clean(main.attribute("name"))
	if name == "" && x.work.Identity.Type != main.name {
		name = main.name
	}
	if name == x.work.Identity.Type {
		return ""
	}
	names := x.known.profile(x.work.Profile).Names
	subtypes := make([]string, 0, len(names))
	for subtype := range names {
		subtypes = append(subtypes, subtype)
	}
	slices.Sort(subtypes)
	for _, subtype := range subtypes {
		if names[subtype] == name {
			return subtype
		}
	}
	return name
}

// sourceOf is what our own files say they were made of; of others it is the
// file itself.
func (x *extractor) sourceOf(manifestation *element) document.Source {
	var found *element
	manifestation.child("preservation").each(func(e *element) {
		if e.space == preservationNamespace && e.name == "source" {
			found = e
		}
	})
	if found != nil {
		x.unspaced = true
		s := document.Source{
			Name:      found.attribute("file"),
			MediaType: found.attribute("mediaType"),
			Encoding:  found.attribute("encoding"),
			SHA256:    found.attribute("sha256"),
		}
		fmt.Sscan(found.attribute("size"), &s.Size)
		return s
	}
	sum := sha256.Sum256(x.in.Data)
	return document.Source{
		Name:      path.Base(x.in.Name),
		MediaType: mediaType,
		Size:      int64(len(x.in.Data)),
		SHA256:    hex.EncodeToString(sum[:]),
		Encoding:  x.text.Charset,
	}
}

// authors are the keys of who made the Work, joined by hyphens.
func (x *extractor) authors(work *element) string {
	var keys []string
	work.each(func(e *element) {
		if e.name != "FRBRauthor" || x.unspaced && !madeByWriter(e) {
			return
		}
		key := keyOf(e.attribute("href"))
		if key = naming.Segment(lastPart(key)); key != "" && key != keyUnknown && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	})
	return strings.Join(keys, "-")
}

// madeByWriter reports whether an author stands as our files write one.
func madeByWriter(e *element) bool {
	as := e.attribute("as")
	return (as == "#"+keyAuthor || as == "#"+keyEditor) && strings.HasPrefix(e.attribute("href"), "#")
}

// collectReferences reads the entries that marks can refer to, those of
// attached documents as well.
func (x *extractor) collectReferences(main *element) {
	x.schemes = map[string]string{}
	var visit func(e *element, depth int)
	visit = func(e *element, depth int) {
		e.each(func(c *element) {
			switch c.name {
			case "meta":
				c.each(func(part *element) {
					switch part.name {
					case "references":
						part.each(x.entry)
					case "notes":
						part.each(x.note)
					}
				})
			case "attachments", "attachment", "components", "component", "collectionBody", "akomaNtoso",
				"act", "bill", "doc", "statement", "debateReport", "documentCollection", "officialGazette",
				"amendmentList", "debate", "amendment", "judgment", "portion":
				if depth < maxDepth {
					visit(c, depth+1)
				}
			}
		})
	}
	visit(&element{content: []content{{element: main}}}, 0)
}

func (x *extractor) entry(e *element) {
	class := ""
	for c, tag := range tlc {
		if tag == e.name {
			class = c
		}
	}
	key := keyOf(cmp.Or(e.attribute("eId"), e.attribute("id")))
	if clean := naming.Segment(key); clean == "" || strings.ContainsAny(key, " \t\n\r") {
		key = clean
	}
	if class == "" || key == "" || x.entities[key] != nil {
		return
	}
	if scheme := x.known.schemeOf(e.attribute("name")); class == "reference" && scheme != e.attribute("name") {
		x.schemes[key] = scheme
	}
	iri := strings.TrimSpace(e.attribute("href"))
	if strings.HasPrefix(iri, "#") {
		iri = ""
	}
	x.entities[key] = &document.Entity{
		Key:   key,
		Class: class,
		IRI:   iri,
		Label: clean(e.attribute("showAs")),
		Short: clean(e.attribute("shortForm")),
	}
	x.order = append(x.order, key)
}

// keyOf is the key of the entity that a reference points to.
func keyOf(reference string) string {
	return strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(reference), "#"), entityPrefix)
}

func (x *extractor) note(e *element) {
	key := cmp.Or(e.attribute("eId"), e.attribute("id"))
	if e.name == "note" && key != "" && x.notes[key] == nil {
		x.notes[key] = &footnote{element: e}
		x.noteKeys = append(x.noteKeys, key)
	}
}

// uncalled puts the notes of the metadata that nothing calls at the end.
func (x *extractor) uncalled(root *document.Node) {
	for _, key := range x.noteKeys {
		f := x.notes[key]
		if f.called != nil || f.element.plain() == "" {
			continue
		}
		x.report(codeUncalled, f.element, "nothing calls the note "+key+"; it is put at the end")
		n := x.footnoteNode(f.element, "")
		end := part(root, document.Conclusions)
		end.Span = diag.Span{}
		n.Span = diag.Span{}
		end.Children = append(end.Children, n)
	}
}

// part is the child of a kind, made if there is none.
func part(owner *document.Node, k document.Kind) *document.Node {
	if n := owner.Child(k); n != nil {
		return n
	}
	n := &document.Node{Kind: k}
	at := slices.IndexFunc(owner.Children, func(c *document.Node) bool {
		return c.Kind > k && c.Kind != document.Heading && c.Kind != document.Subheading
	})
	if at < 0 {
		at = len(owner.Children)
	}
	owner.Children = slices.Insert(owner.Children, at, n)
	return n
}

// prune takes out what has nothing to say, and gives divisions back their kind
// that were read as containers because of what they seemed to stand in.
func prune(n *document.Node) {
	for _, child := range n.Children {
		if k := divisionKinds[strings.TrimPrefix(child.Role, elementRole)]; child.Kind == document.Container &&
			strings.HasPrefix(child.Role, elementRole) && k != document.Invalid && k != document.List && document.Allowed(n.Kind, k) &&
			!slices.ContainsFunc(child.Children, func(c *document.Node) bool { return !document.Allowed(k, c.Kind) }) {
			child.Kind, child.Role = k, ""
		}
		prune(child)
	}
	for i := 0; i < len(n.Children); i++ {
		// The text that ends the sentence of a list stands after it.
		list := n.Children[i]
		last := len(list.Children) - 1
		if list.Kind == document.List && last >= 0 && list.Children[last].Kind == document.WrapUp && document.Allowed(n.Kind, document.WrapUp) {
			n.Children = slices.Insert(n.Children, i+1, list.Children[last])
			list.Children = list.Children[:last]
			i--
		}
	}
	n.Children = slices.DeleteFunc(n.Children, saysNothing)
	document.EachInline(n.Text, func(in *document.Inline) {
		if in.Note != nil {
			prune(in.Note)
		}
	})
}

// promote makes the text with which the children of a clause begin the clause's
// own, whatever element it stood in.
func (x *extractor) promote(root *document.Node) {
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		if n.Kind.Structural() || len(n.Text) > 0 {
			return true
		}
		switch n.Kind {
		case document.Container, document.Quote, document.Signature:
			return true
		case document.Cell:
			if len(n.Children) != 1 {
				return true
			}
		}
		i := slices.IndexFunc(n.Children, func(c *document.Node) bool {
			return c.Kind != document.Heading && c.Kind != document.Subheading
		})
		if i < 0 || n.Children[i].Kind != document.Text || n.Children[i].Num != "" {
			return true
		}
		first := n.Children[i]
		n.Text = first.Text
		if k := x.kept.attributes[first]; k != nil {
			x.kept.texts[n] = k
			delete(x.kept.attributes, first)
		}
		n.Children = slices.Replace(n.Children, i, i+1, first.Children...)
		return true
	})
}

// deepest is how deep the nodes of a tree may stand for its text to have room
// below them.
const deepest = document.MaxDepth - 60

// shallow puts what stands too deep for the model into its ancestor at the
// greatest depth, as texts.
func shallow(root *document.Node) {
	document.Walk(root, func(n *document.Node, ancestors []*document.Node) bool {
		if len(ancestors) < deepest {
			return true
		}
		var below []*document.Node
		for _, child := range n.Children {
			below = append(below, texts(child)...)
		}
		if len(n.Children) > 0 {
			n.Kind, n.Children = document.Container, below
		}
		return false
	})
}
