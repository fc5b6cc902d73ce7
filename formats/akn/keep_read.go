package akn

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
)

// Extensions that hold what a file has and the model has no place for, each one
// element as XML in the namespace of the standard. References in them point to
// the ids of the model, or to ids among the metadata.
const (
	metaExtension       = "akn:meta"       // of an Expression or an Annex: parts of the metadata
	attributesExtension = "akn:attributes" // of an Expression or a node: attributes of its element
	textExtension       = "akn:text"       // of a node: attributes of the p with its own words
)

// keeper collects what extensions will hold until all ids are known.
type keeper struct {
	meta       map[*document.Node]*element // of the Root or an Annex
	attributes map[*document.Node]*element // of elements that nodes were made of
	texts      map[*document.Node]*element // of paragraphs whose words became a node's own
	lost       map[string]int              // what no extension holds, by the name a finding gives it
}

func newKeeper() keeper {
	return keeper{
		meta: map[*document.Node]*element{}, attributes: map[*document.Node]*element{},
		texts: map[*document.Node]*element{}, lost: map[string]int{},
	}
}

// keepMeta keeps the metadata of a document that the model does not hold. What
// our own files say of themselves is written anew each time.
func (x *extractor) keepMeta(owner *document.Node, meta *element) {
	kept := &element{space: Namespace, name: "meta"}
	meta.each(func(c *element) {
		switch {
		case !x.ours(c):
			x.kept.lost[c.name]++
		case c.name == "identification":
			if k := x.keepIdentification(c, owner); len(k.content) > 0 {
				kept.append(k)
			}
		case c.name == "notes": // their words are text
		case c.name == "publication":
			if x.publicationSaysMore(c) {
				kept.append(x.canonical(c))
			}
		case x.unspaced && c.attribute("source") == "#"+keyConverter:
		default:
			kept.append(x.canonical(c))
		}
	})
	if len(kept.content) > 0 && x.kept.meta[owner] == nil {
		x.kept.meta[owner] = kept
	}
}

// publicationSaysMore reports whether the model does not hold all of a
// publication.
func (x *extractor) publicationSaysMore(e *element) bool {
	return e.attribute("name") != e.attribute("showAs") || slices.ContainsFunc(e.attrs, func(a attr) bool {
		return a.space != "" || !slices.Contains([]string{"name", "number", "date", "showAs"}, a.name)
	})
}

// formerThis is the name of an alias: what the file that was read calls itself.
const formerThis = "FRBRthis"

// keepIdentification keeps names and dates of a document but those that the
// writer makes of the model. The Item is a copy of the file that was read, and
// the format is that of the file: neither is true of another.
func (x *extractor) keepIdentification(e *element, owner *document.Node) *element {
	kept := &element{space: Namespace, name: e.name}
	e.each(func(level *element) {
		if level.name != "FRBRWork" && level.name != "FRBRExpression" && level.name != "FRBRManifestation" {
			x.kept.lost[level.name]++
			return
		}
		k := &element{space: Namespace, name: level.name}
		seen := map[string]int{}
		level.each(func(c *element) {
			key := c.name
			if c.name == "FRBRalias" && c.attribute("name") == "title" {
				key += " title"
			}
			nth := seen[key]
			seen[key]++
			if c.name == "FRBRthis" && !x.unspaced {
				if value := c.attribute("value"); value != level.child("FRBRuri").value() && value != "" {
					k.append(&element{space: Namespace, name: "FRBRalias", attrs: []attr{{"", "name", formerThis}, {"", "value", value}}})
				}
				return
			}
			if !x.writtenAnew(c, level, owner, nth) {
				k.append(x.canonical(c))
			}
		})
		if len(k.content) > 0 {
			kept.append(k)
		}
	})
	return kept
}

// writtenAnew reports whether the writer makes the nth element of its name at a
// level of the identification.
func (x *extractor) writtenAnew(c, level *element, owner *document.Node, nth int) bool {
	own := x.unspaced
	switch c.name {
	case "FRBRthis", "FRBRcountry", "FRBRsubtype", "FRBRformat":
		return true
	case "FRBRalias":
		if level.name != "FRBRWork" || owner.Kind != document.Root {
			return false
		}
		switch c.attribute("name") {
		case formerThis:
			return false
		case "title":
			return own && nth == 0 && x.work.Expressions[0].Title() != ""
		}
		return clean(c.attribute("value")) != ""
	case "FRBRuri", "FRBRdate":
		return own && nth == 0
	case "FRBRnumber":
		return own && nth == 0 && c.attribute("showAs") != ""
	case "FRBRauthor":
		return own && madeByWriter(c)
	case "FRBRlanguage":
		return nth == 0
	case "FRBRprescriptive":
		return own && c.value() == x.known.profile(x.work.Profile).Prescriptive
	case "preservation":
		return own && c.child("source") != nil && len(c.content) <= 3
	}
	return false
}

func (e *element) append(child *element) { e.content = append(e.content, content{element: child}) }

// canonical is a copy of an element in the namespace of the standard, without
// white space between elements, its id as eId.
func (x *extractor) canonical(e *element) *element {
	out := &element{space: e.space, name: e.name}
	ours := x.ours(e)
	if ours {
		out.space = Namespace
	}
	for _, a := range e.attrs {
		if ours && a.space == "" && (a.name == "id" || a.name == "eId") {
			if a.name == "id" && e.attribute("eId") != "" {
				continue
			}
			a.name = "eId"
			a.value = strings.TrimPrefix(a.value, entityPrefix)
		}
		out.attrs = append(out.attrs, a)
	}
	for i := range e.content {
		c := &e.content[i]
		switch {
		case c.element == nil && ours && strings.TrimSpace(c.text) == "":
		case c.element == nil:
			out.content = append(out.content, content{text: c.text})
		case c.element.space == preservationNamespace:
		default:
			out.append(x.canonical(c.element))
		}
	}
	return out
}

// modelled are the attributes that the model holds, by element; those of "" are
// held of all.
var modelled = map[string][]string{
	"":                  {"eId", "id"},
	"formula":           {"name"},
	"container":         {"name"},
	"hcontainer":        {"name"},
	"block":             {"name"},
	"td":                {"colspan", "rowspan"},
	"th":                {"colspan", "rowspan"},
	"authorialNote":     {"marker"},
	"note":              {"marker"},
	"img":               {"src", "alt", "class"},
	"documentRef":       {"href", "showAs"},
	"componentRef":      {"src", "href", "showAs"},
	"ref":               {"href", "class", "title", "refersTo"},
	"rref":              {"from", "upTo", "class", "title"},
	"mref":              {"class", "title"},
	"a":                 {"href", "class"},
	"noteRef":           {"href", "marker"},
	"date":              {"date", "class"},
	"docDate":           {"date", "class"},
	"docNumber":         {"refersTo", "class", "title"},
	"docketNumber":      {"refersTo", "class", "title"},
	"inline":            {"name", "class", "title"},
	"span":              {"class"},
	"entity":            {"refersTo", "class", "name"},
	"organization":      {"refersTo", "class"},
	"role":              {"refersTo", "class"},
	"person":            {"refersTo", "class"},
	"location":          {"refersTo", "class"},
	"concept":           {"refersTo", "class"},
	"event":             {"refersTo", "class"},
	"object":            {"refersTo", "class"},
	"process":           {"refersTo", "class"},
	"term":              {"refersTo", "class"},
	"docAuthority":      {"refersTo", "class"},
	"docType":           {"refersTo", "class"},
	"blockContainer":    {},
	"embeddedStructure": {},
}

// extra is the attributes of an element that the model does not hold; the class
// is judged by what became of it.
func extra(e *element) []attr {
	var out []attr
	for _, a := range e.attrs {
		switch {
		case a.space == xmlNamespace && a.name == "lang",
			a.space == "" && a.name == "placement" && a.value == "bottom",
			a.space == "" && (slices.Contains(modelled[""], a.name) || slices.Contains(modelled[e.name], a.name)):
		default:
			out = append(out, a)
		}
	}
	return out
}

// keepAttributes keeps the attributes of the element that a node is made of.
func (x *extractor) keepAttributes(n *document.Node, e *element) {
	if attrs := extra(e); len(attrs) > 0 {
		x.kept.attributes[n] = &element{space: Namespace, name: e.name, attrs: attrs}
	}
}

// keepText keeps the attributes of the paragraph whose words become a node's.
func (x *extractor) keepText(n *document.Node, e *element) {
	if attrs := extra(e); len(attrs) > 0 && e.name == "p" {
		x.kept.texts[n] = &element{space: Namespace, name: e.name, attrs: attrs}
	}
}

// classIsRole takes a class out of what is kept that the node has as its role or
// kind, or that would be taken for its role.
func classIsRole(e *element, n *document.Node) {
	e.attrs = slices.DeleteFunc(e.attrs, func(a attr) bool {
		if a.space != "" || a.name != "class" {
			return false
		}
		k, _ := classed(clean(a.value))
		return k != document.Invalid || n.Kind == document.Text || clean(a.value) == n.Role || clean(a.value) == ""
	})
}

// keep gives the expression and its nodes the extensions, references in them
// led to the ids that the nodes have now.
func (x *extractor) keep(main *element, e *document.Expression, changes []naming.Change) {
	own := map[string]bool{}
	for _, m := range x.kept.meta {
		eachID(m, func(id string) { own[id] = true })
	}
	moved := map[string]string{}
	for _, c := range changes {
		if _, twice := moved[c.Old]; !twice && !own[c.Old] {
			moved[c.Old] = c.New
		}
	}
	lead := func(id string) string {
		if id := strings.TrimPrefix(id, entityPrefix); own[id] {
			return id
		}
		if id == keyConverter && !x.unspaced {
			return entityPrefix + id // not us
		}
		if to, ok := moved[id]; ok {
			return to
		}
		return id
	}
	held := map[string]int{}
	hold := func(to *[]document.Extension, name string, kept *element) {
		eachElement(kept, func(k *element) { repoint(k, lead) })
		*to = append(*to, document.Extension{Name: name, Data: canonicalXML(kept)})
		if name != metaExtension {
			for _, a := range kept.attrs {
				held["@"+a.name]++
			}
		}
	}
	if k := x.documentAttributes(main); len(k.attrs) > 0 {
		hold(&e.Extensions, attributesExtension, k)
	}
	document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
		to := &n.Extensions
		if n == e.Root {
			to = &e.Extensions
		}
		if k := x.kept.meta[n]; k != nil {
			hold(to, metaExtension, k)
			delete(x.kept.meta, n)
		}
		if k := x.kept.attributes[n]; k != nil {
			if classIsRole(k, n); len(k.attrs) > 0 {
				hold(to, attributesExtension, k)
			}
		}
		if k := x.kept.texts[n]; k != nil && len(n.Text) > 0 {
			if classIsRole(k, &document.Node{}); len(k.attrs) > 0 {
				hold(to, textExtension, k)
			}
		}
		return true
	})
	for range x.kept.meta {
		x.kept.lost["meta"]++
	}
	x.countLost(main, held)
	if len(x.kept.lost) > 0 {
		x.report(codeLeftOut, nil, "the model has no place for these, and they are left out: "+counted(x.kept.lost))
	}
}

// documentAttributes is what the document element says and its name and the
// metadata do not.
func (x *extractor) documentAttributes(main *element) *element {
	k := &element{space: Namespace, name: main.name}
	if x.work.Identity.Type != main.name {
		return k
	}
	anew := namesOf(x.work.Identity, x.known.profile(x.work.Profile), "").name
	for _, a := range extra(main) {
		switch {
		case a.space == "" && a.name == "name" && (a.value == anew || a.value == ""),
			a.space == "" && a.name == "contains" && a.value == original:
		default:
			k.attrs = append(k.attrs, a)
		}
	}
	return k
}

// countLost counts the attributes outside the metadata that neither the model
// nor an extension holds.
func (x *extractor) countLost(main *element, held map[string]int) {
	all := map[string]int{}
	var visit func(e *element)
	visit = func(e *element) {
		e.each(func(c *element) {
			if c.name == "meta" || c.name == "foreign" || !x.ours(c) {
				return
			}
			for _, a := range extra(c) {
				if a.name != "class" && !(slices.Contains(documents, c.name) && (a.name == "name" || a.name == "contains")) {
					all["@"+a.name]++
				}
			}
			visit(c)
		})
	}
	visit(main)
	for name, n := range all {
		if n > held[name] {
			x.kept.lost[name] += n - held[name]
		}
	}
}

// counted lists names and how often each is there.
func counted(names map[string]int) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		out = append(out, fmt.Sprintf("%s (%d)", name, names[name]))
	}
	return strings.Join(out, ", ")
}

// repoint leads the references in the attributes of an element elsewhere.
func repoint(e *element, lead func(string) string) {
	for i := range e.attrs {
		if e.attrs[i].space != "" || !strings.Contains(e.attrs[i].value, "#") {
			continue
		}
		fields := strings.Fields(e.attrs[i].value)
		changed := false
		for j, f := range fields {
			if id, local := strings.CutPrefix(f, "#"); local {
				fields[j] = "#" + lead(id)
				changed = changed || fields[j] != f
			}
		}
		if changed {
			e.attrs[i].value = strings.Join(fields, " ")
		}
	}
}

func eachElement(e *element, visit func(*element)) {
	visit(e)
	e.each(func(c *element) { eachElement(c, visit) })
}

func eachID(e *element, visit func(string)) {
	eachElement(e, func(c *element) {
		if id := c.attribute("eId"); id != "" && c.space == Namespace {
			visit(id)
		}
	})
}
