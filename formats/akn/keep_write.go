package akn

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/akn/xsd"
)

// keeping is what a composer writes back of the extensions of an expression.
type keeping struct {
	meta       map[*document.Node]*element // of the Root or an Annex
	attributes map[string]*element         // of elements, by the ids of their nodes
	texts      map[*document.Node]*element // of paragraphs
	root       *document.Node
	document   *element
	ids        map[string]bool // ids in the metadata, as the extensions have them
	entries    map[string]bool // eIds of entries of references, as they are written
	named      *etree.Element  // the references that the writer makes
	written    map[*etree.Element]bool
	borrowed   map[*etree.Element][]string // attributes that elements of the writer got
	targets    map[string]bool             // ids that the extensions point to
	optional   map[string]bool             // eIds that are there only for what was kept
	denied     map[string]bool             // what was written back once, and taken out again
	left       map[string]int
	why        map[string]string
}

// keptParts reads the extensions of an expression.
func (c *composer) keptParts(root *document.Node, denied map[string]bool) {
	c.kept = keeping{root: root, targets: map[string]bool{}, optional: map[string]bool{}, denied: denied,
		meta: map[*document.Node]*element{}, attributes: map[string]*element{}, texts: map[*document.Node]*element{},
		ids: map[string]bool{}, entries: map[string]bool{}, written: map[*etree.Element]bool{},
		borrowed: map[*etree.Element][]string{}, left: map[string]int{}, why: map[string]string{},
	}
	k := &c.kept
	read := func(n *document.Node, extensions []document.Extension) {
		for _, x := range extensions {
			if x.Name != metaExtension && x.Name != attributesExtension && x.Name != textExtension {
				continue
			}
			e, _, err := parse([]byte(x.Data))
			if err != nil || e.space != Namespace {
				k.leave(x.Name, "it is no XML of Akoma Ntoso")
				continue
			}
			switch {
			case x.Name == metaExtension && e.name == "meta":
				k.meta[n] = e
				eachID(e, func(id string) { k.ids[id] = true })
			case x.Name == attributesExtension && n == root:
				k.document = e
			case x.Name == attributesExtension:
				k.attributes[n.ID] = e
			case x.Name == textExtension:
				k.texts[n] = e
			default:
				k.leave(x.Name, "it is no metadata")
				continue
			}
			eachElement(e, func(part *element) {
				repoint(part, func(id string) string { k.targets[id] = true; return id })
			})
		}
	}
	read(root, c.expression.Extensions)
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		if n != root {
			read(n, n.Extensions)
		}
		return true
	})
	lead := func(id string) string {
		if k.ids[id] {
			return c.entityKey(id)
		}
		return id
	}
	each := func(e *element) {
		eachElement(e, func(part *element) {
			repoint(part, lead)
			if part.space != Namespace {
				return
			}
			for i := range part.attrs {
				if a := &part.attrs[i]; a.space == "" && a.name == "eId" {
					a.value = c.entityKey(a.value)
				}
			}
			if isEntry(part) && !k.denied[part.attribute("eId")] {
				k.entries[part.attribute("eId")] = true
			}
		})
	}
	for _, e := range k.meta {
		each(e)
	}
	for _, e := range k.attributes {
		each(e)
	}
	for _, e := range k.texts {
		each(e)
	}
	if k.document != nil {
		each(k.document)
	}
}

// isEntry reports whether an element is an entry of references that is complete,
// so that marks in the text can refer to it.
func isEntry(e *element) bool {
	return slices.Contains(tlcOrder, e.name) && e.attribute("eId") != "" && e.attribute("showAs") != "" &&
		xsd.IsAddress(e.attribute("href")) && e.attribute("href") != "" && (e.name != "TLCReference" || e.attribute("name") != "")
}

func (k *keeping) leave(what, why string) {
	k.left[what]++
	if k.why[what] == "" {
		k.why[what] = why
	}
}

// set gives an element attributes, and those that were kept of its node.
func (c *composer) set(e *etree.Element, attributes ...string) {
	c.builder.set(e, attributes...)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i] == "eId" && attributes[i+1] != "" {
			if kept := c.kept.attributes[attributes[i+1]]; kept != nil {
				c.borrow(e, kept)
			}
		}
	}
}

// borrow gives an element the attributes that were kept. What the writer says
// itself of ids, names and classes stands.
func (c *composer) borrow(e *etree.Element, kept *element) {
	prefixes := map[string]string{}
	for _, a := range kept.attrs {
		key := a.name
		switch a.space {
		case "":
		case xmlNamespace:
			key = "xml:" + a.name
		default:
			if prefixes[a.space] == "" {
				prefixes[a.space] = fmt.Sprintf("n%d", len(prefixes)+1)
				e.CreateAttr("xmlns:"+prefixes[a.space], a.space)
			}
			key = prefixes[a.space] + ":" + a.name
		}
		if e.SelectAttr(key) != nil && (a.name == "eId" || a.name == "class" || a.name == "name" && kept != c.kept.document) {
			c.kept.leave("@"+a.name, "the element has another")
			continue
		}
		e.CreateAttr(key, c.allowed(a.value))
		c.kept.borrowed[e] = append(c.kept.borrowed[e], key)
	}
}

// The order of the parts of the metadata and of the levels of identification
// (AKN 3.0 schema). Parts that may stand at several places stand at the first.
var (
	metaOrder = ranks("identification", "publication", "classification", "lifecycle", "workflow", "analysis", "temporalData",
		"references", "notes", "proprietary", "presentation")
	levelOrder = ranks("FRBRthis", "FRBRuri", "FRBRalias", "FRBRdate", "FRBRauthor", "componentInfo", "preservation",
		"FRBRcountry", "FRBRsubtype", "FRBRnumber", "FRBRname", "FRBRprescriptive", "FRBRversionNumber", "FRBRauthoritative",
		"FRBRmasterExpression", "FRBRlanguage", "FRBRtranslation", "FRBRportion", "FRBRformat")
)

func ranks(names ...string) map[string]int {
	r := map[string]int{}
	for i, n := range names {
		r[n] = i + 1
	}
	return r
}

// keptMeta puts the metadata that was kept into the finished metadata of a
// document.
func (c *composer) keptMeta(owner *document.Node, meta *etree.Element) {
	kept := c.kept.meta[owner]
	kept.each(func(e *element) {
		switch {
		case e.name == "identification":
			e.each(func(level *element) {
				if to := meta.FindElement("./identification/" + level.name); to != nil && levelNames[level.name] {
					level.each(func(part *element) { c.keptName(to, part) })
				} else {
					c.kept.leave(level.name, "there is no such level")
				}
			})
		case metaOrder[e.name] == 0:
			c.kept.leave(e.name, "it is no metadata")
		case e.name == "publication":
			if old := meta.SelectElement("publication"); old != nil {
				takeOut(old)
			}
			c.insert(meta, e, metaOrder)
		default:
			c.insert(meta, e, metaOrder)
		}
	})
}

var levelNames = map[string]bool{"FRBRWork": true, "FRBRExpression": true, "FRBRManifestation": true}

// keptName puts one name, date or author into a level of the identification. One
// that the writer made too stands once.
func (c *composer) keptName(level *etree.Element, part *element) {
	if levelOrder[part.name] == 0 {
		c.kept.leave(part.name, "it is no part of an identification")
		return
	}
	for _, made := range level.SelectElements(part.name) {
		if c.kept.written[made] {
			continue
		}
		switch part.name {
		case "preservation":
			part.each(func(e *element) {
				made.CreateText(gap(depthOf(made)))
				copyElement(made, e, Namespace)
			})
			return
		case "FRBRprescriptive", "FRBRcountry", "FRBRsubtype", "FRBRformat", "FRBRthis":
			takeOut(made)
		default:
			if sameAttributes(made, part) {
				return
			}
		}
	}
	if part.name == "FRBRalias" && part.attribute("name") == formerThis && level.FindElement("FRBRthis").SelectAttrValue("value", "") == part.attribute("value") {
		return
	}
	c.insert(level, part, levelOrder)
}

func sameAttributes(made *etree.Element, e *element) bool {
	if len(made.Attr) != len(e.attrs) {
		return false
	}
	for _, a := range e.attrs {
		if a.space != "" || made.SelectAttr(a.name) == nil || made.SelectAttrValue(a.name, "") != a.value {
			return false
		}
	}
	return true
}

// takeOut removes an element with the gap in front of it.
func takeOut(e *etree.Element) {
	parent := e.Parent()
	if parent == nil {
		return
	}
	i := e.Index()
	parent.RemoveChildAt(i)
	if i > 0 {
		if gap, ok := parent.Child[i-1].(*etree.CharData); ok && strings.TrimSpace(gap.Data) == "" {
			parent.RemoveChildAt(i - 1)
		}
	}
	if len(parent.ChildElements()) == 0 && strings.TrimSpace(parent.Text()) == "" {
		parent.Child = nil
	}
}

// insert puts an element behind the last child that may stand in front of it.
func (c *composer) insert(parent *etree.Element, e *element, order map[string]int) {
	at := 0
	for i, child := range parent.Child {
		if child, ok := child.(*etree.Element); ok && order[child.Tag] <= order[e.name] {
			at = i + 1
		}
	}
	holder := etree.NewElement("holder")
	c.raise(holder, e, depthOf(parent))
	made := holder.Child[0].(*etree.Element)
	parent.InsertChildAt(at, etree.NewText(gap(depthOf(parent))))
	parent.InsertChildAt(at+1, made)
}

// depthOf is how deep the children of an element are indented.
func depthOf(e *etree.Element) int {
	depth := -1
	for ; e != nil; e = e.Parent() {
		depth++
	}
	return depth
}

// raise makes an element of what was kept below another.
func (c *composer) raise(to *etree.Element, e *element, depth int) {
	if e.space != Namespace {
		copyElement(to, e, Namespace)
		eachMade(to.Child[len(to.Child)-1].(*etree.Element), func(made *etree.Element) { c.kept.written[made] = true })
		return
	}
	made := to.CreateElement(e.name)
	c.kept.written[made] = true
	plain := *e
	plain.content = nil
	holder := etree.NewElement("holder")
	copyElement(holder, &plain, Namespace)
	for _, a := range holder.Child[0].(*etree.Element).Attr {
		made.CreateAttr(a.FullKey(), c.allowed(a.Value))
	}
	words := slices.ContainsFunc(e.content, func(p content) bool { return p.element == nil })
	for i := range e.content {
		if part := e.content[i].element; part == nil {
			made.CreateText(c.allowed(e.content[i].text))
		} else {
			if !words {
				made.CreateText(gap(depth + 1))
			}
			c.raise(made, part, depth+1)
		}
	}
	if !words && len(e.content) > 0 {
		made.CreateText(gap(depth))
	}
}

func eachMade(e *etree.Element, visit func(*etree.Element)) {
	visit(e)
	for _, c := range e.ChildElements() {
		eachMade(c, visit)
	}
}

// keyNobody is the entry to which the source of kept metadata points when its
// own is not in the file.
const keyNobody = "unknownSource"

// settle takes out of a finished document what was kept and cannot stand in it:
// references that lead nowhere, and what the schema or the rules do not take.
func (c *composer) settle(ctx context.Context, doc *etree.Document) error {
	k := &c.kept
	if len(k.written) == 0 && len(k.borrowed) == 0 {
		return nil
	}
	// Each round takes out at least one thing of a finite number; what is left
	// out uncovers what needed it.
	for range maxSettling {
		c.resolve(doc.Root())
		done, err := c.settleOnce(ctx, doc)
		if err != nil {
			return err
		}
		if done {
			break
		}
	}
	c.kept.unneeded(doc.Root())
	return nil
}

const maxSettling = 50

// resolve takes out references of what was kept that lead nowhere.
func (c *composer) resolve(root *etree.Element) {
	k := &c.kept
	ids := map[string]bool{}
	eachMade(root, func(e *etree.Element) { ids[e.SelectAttrValue("eId", "")] = true })
	nobody := false
	eachMade(root, func(e *etree.Element) {
		if !k.written[e] && k.borrowed[e] == nil {
			return
		}
		for _, a := range slices.Clone(e.Attr) {
			if a.Space != "" || !k.written[e] && !slices.Contains(k.borrowed[e], a.Key) {
				continue
			}
			switch {
			case strings.TrimSpace(a.Value) != "" || !slices.Contains(leading, a.Key):
			case saysWho(e, a.Key):
				e.CreateAttr(a.Key, "#"+keyNobody)
				a.Value = "#" + keyNobody
			default:
				k.remove(e, a.Key, "it is empty")
			}
			for _, f := range strings.Fields(a.Value) {
				id, local := strings.CutPrefix(f, "#")
				if !local || ids[id] {
					continue
				}
				if saysWho(e, a.Key) {
					e.CreateAttr(a.Key, "#"+keyNobody)
					nobody = true
				} else {
					k.remove(e, a.Key, "it leads nowhere")
					break
				}
				if id != keyNobody {
					k.leave("@"+a.Key, "it leads nowhere")
				}
				break
			}
		}
	})
	if nobody && k.named != nil && !ids[keyNobody] {
		last := k.named.ChildElements()[len(k.named.ChildElements())-1]
		made := etree.NewElement("TLCOrganization")
		c.builder.set(made, "eId", keyNobody, "href", "/akn/ontology/organization/unknown", "showAs", "Unknown source")
		at := last.Index() + 1
		k.named.InsertChildAt(at, etree.NewText(gap(depthOf(k.named))))
		k.named.InsertChildAt(at+1, made)
	}
}

// leading are the attributes that lead somewhere.
var leading = []string{"href", "refersTo", "source", "by", "as"}

// saysWho reports whether an element cannot be without the attribute that says
// whose it is.
func saysWho(e *etree.Element, attribute string) bool {
	return attribute == "source" && slices.Contains(sourced, e.Tag) || attribute == "by" && e.Tag == "step"
}

// sourced are the parts of the metadata that must say who says so.
var sourced = []string{"classification", "lifecycle", "workflow", "analysis", "temporalData", "references", "proprietary", "presentation", "eventRef"}

// settleOnce takes out what one check finds. It reports whether nothing was to
// be done.
func (c *composer) settleOnce(ctx context.Context, doc *etree.Document) (bool, error) {
	var buf bytes.Buffer
	if err := serialiseDocument(doc, &buf); err != nil {
		return false, err
	}
	data := buf.Bytes()
	found, err := Validate(ctx, c.job.Name, data, ValidateOptions{})
	if err != nil {
		return false, err
	}
	found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool {
		return d.Severity != diag.Error || d.Code >= "AKN201" && !slices.Contains(ourRules, d.Code) && !slices.Contains(keptRules, d.Code)
	})
	if len(found) == 0 {
		return true, nil
	}
	tree, _, err := parse(data)
	if err != nil {
		return false, err
	}
	done := true
	gone := map[*etree.Element]bool{}
	at := locator{}
	at.fill(tree, doc.Root())
	for _, d := range found {
		e := at.find(d.Span.Start)
		if e == nil || gone[e] {
			continue
		}
		attribute := attributeAt(data, d)
		if first, _, _ := strings.Cut(d.Message, " "); attribute == "" && e.SelectAttr(first) != nil {
			attribute = first // a rule is about the element, and names the attribute
		}
		if c.takeOut(e, attribute, d) {
			done = false
			eachMade(e, func(in *etree.Element) { gone[in] = true })
		}
	}
	return done, nil
}

// keptRules are the rules, beside those of the writer, that what is written back
// has to keep.
var keptRules = []diag.Code{"AKN208", "AKN209", "AKN218"}

// attributeAt is the name of the attribute that a finding is about, or "".
func attributeAt(data []byte, d diag.Diagnostic) string {
	if d.Span.Start >= len(data) || data[d.Span.Start] == '<' {
		return ""
	}
	name, _, found := bytes.Cut(data[d.Span.Start:min(len(data), d.Span.Start+100)], []byte("="))
	if !found || bytes.ContainsAny(name, " <>\"\n") {
		return ""
	}
	return string(name)
}

// takeOut removes what was kept of an element and a finding is about.
func (c *composer) takeOut(e *etree.Element, attribute string, d diag.Diagnostic) bool {
	k := &c.kept
	if !k.written[e] {
		names := k.borrowed[e] // all, when the finding does not say which
		if slices.Contains(names, attribute) {
			names = []string{attribute}
		} else if attribute != "" {
			return false
		}
		for _, name := range slices.Clone(names) {
			k.remove(e, name, d.Message)
		}
		return len(names) > 0
	}
	for _, key := range []string{"source", "by"} {
		if (d.Code == "AKN208" || d.Code == "AKN209") && saysWho(e, key) && e.SelectAttrValue(key, "") != "#"+keyNobody && strings.HasPrefix(d.Message, key+" ") {
			e.CreateAttr(key, "#"+keyNobody)
			k.leave("@"+key, d.Message)
			return true
		}
	}
	if attribute != "" && e.SelectAttr(attribute) != nil && !(attribute == "eId" && (strings.HasPrefix(e.Tag, "TLC") || d.Code != "AKN116")) {
		k.remove(e, attribute, d.Message)
		return true
	}
	if e.Parent() == nil {
		return false
	}
	name := e.Tag
	eachMade(e, func(in *etree.Element) { k.deny(in) })
	takeOut(e)
	k.leave(name, d.Message)
	return true
}

// remove takes an attribute off an element, and what was there only for it.
func (k *keeping) remove(e *etree.Element, attribute, why string) {
	e.RemoveAttr(attribute)
	k.leave("@"+attribute, why)
	k.borrowed[e] = slices.DeleteFunc(k.borrowed[e], func(name string) bool { return name == attribute })
	if prefix, _, found := strings.Cut(attribute, ":"); found && !slices.ContainsFunc(e.Attr, func(a etree.Attr) bool { return a.Space == prefix }) {
		e.RemoveAttr("xmlns:" + prefix)
	}
}

// unneeded takes off the eIds for which what was kept is gone.
func (k *keeping) unneeded(root *etree.Element) {
	used := map[string]bool{}
	eachMade(root, func(e *etree.Element) {
		for _, a := range e.Attr {
			if strings.Contains(a.Value, "#") {
				for _, f := range strings.Fields(a.Value) {
					used[f] = true
				}
			}
		}
	})
	eachMade(root, func(e *etree.Element) {
		if id := e.SelectAttrValue("eId", ""); k.optional[id] && !k.written[e] && len(k.borrowed[e]) == 0 && !used["#"+id] {
			e.RemoveAttr("eId")
		}
	})
}

// deny remembers that something of the writer's has to stand where what was kept
// did not last.
func (k *keeping) deny(e *etree.Element) {
	if id := e.SelectAttrValue("eId", ""); k.entries[id] {
		k.denied[id] = true
	}
}

// locator finds the element of the written tree at a place of the file.
type locator []located

type located struct {
	start, end int
	made       *etree.Element
}

// fill lists elements in the order of the document. Both trees have the same.
func (l *locator) fill(e *element, made *etree.Element) {
	*l = append(*l, located{e.span.Start, e.span.End, made})
	children := made.ChildElements()
	i := 0
	e.each(func(c *element) {
		if i < len(children) {
			l.fill(c, children[i])
		}
		i++
	})
}

// find is the innermost element around an offset: the last that begins at or
// before it and has not ended.
func (l locator) find(offset int) *etree.Element {
	i, exact := slices.BinarySearchFunc(l, offset, func(a located, offset int) int { return a.start - offset })
	if !exact {
		i--
	}
	for ; i >= 0; i-- {
		if l[i].end > offset {
			return l[i].made
		}
	}
	return nil
}

// reportLeft says what of the kept parts is not written.
func (c *composer) reportLeft() {
	if len(c.kept.left) == 0 {
		return
	}
	why := ""
	for _, name := range slices.Sorted(maps.Keys(c.kept.why)) {
		why += "; " + name + ": " + c.kept.why[name]
	}
	c.report(codeLeftOut, "", "not written, for the file would not be valid: "+counted(c.kept.left)+why)
}
