package akn

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"github.com/plurilex/plurilex/convert/document"
)

// serialise writes an element as XML that stands on its own: every namespace is
// declared where it begins, prefixes are counted. An element of the file's
// vocabulary that holds others' is left out, its content is written.
func serialise(e *element, space string) string {
	if e.space != space {
		return canonicalXML(e)
	}
	var inner []*element
	for i := range e.content {
		if c := e.content[i].element; c != nil {
			inner = append(inner, c)
		}
	}
	return canonicalXML(inner...)
}

// canonicalXML writes elements as XML that stands on its own.
func canonicalXML(all ...*element) string {
	doc := etree.NewDocument()
	for _, e := range all {
		copyElement(&doc.Element, e, "")
	}
	doc.WriteSettings = etree.WriteSettings{CanonicalText: true, CanonicalAttrVal: true}
	text, err := doc.WriteToString()
	if err != nil {
		return "" // a string takes everything
	}
	return text
}

func copyElement(to *etree.Element, e *element, space string) {
	made := to.CreateElement(e.name)
	if e.space != space {
		made.Attr = append(made.Attr, etree.Attr{Key: "xmlns", Value: e.space})
	}
	attrs := slices.Clone(e.attrs)
	slices.SortStableFunc(attrs, func(a, b attr) int {
		return cmp.Or(strings.Compare(a.space, b.space), strings.Compare(a.name, b.name))
	})
	prefixes := 0
	last := ""
	for _, a := range attrs {
		switch a.space {
		case "":
			made.Attr = append(made.Attr, etree.Attr{Key: a.name, Value: a.value})
		case xmlNamespace:
			made.Attr = append(made.Attr, etree.Attr{Space: "xml", Key: a.name, Value: a.value})
		default:
			if a.space != last {
				prefixes++
				made.Attr = append(made.Attr, etree.Attr{Space: "xmlns", Key: fmt.Sprintf("n%d", prefixes), Value: a.space})
				last = a.space
			}
			made.Attr = append(made.Attr, etree.Attr{Space: fmt.Sprintf("n%d", prefixes), Key: a.name, Value: a.value})
		}
	}
	for i := range e.content {
		if c := e.content[i].element; c != nil {
			copyElement(made, c, e.space)
		} else {
			made.CreateText(e.content[i].text)
		}
	}
}

// foreignXML is what serialise made of a block of another vocabulary, or "".
func foreignXML(n *document.Node) string {
	if n.Kind == document.Container && n.Role == roleElement("foreign") {
		for _, x := range n.Extensions {
			if x.Name == foreignExtension {
				return x.Data
			}
		}
	}
	return ""
}

// foreign writes a block of another vocabulary as it was read. Where it cannot
// be XML again, its words are written.
func (c *composer) foreign(n *document.Node, xml string) bool {
	root, _, err := parse([]byte("<foreign>" + xml + "</foreign>"))
	if err != nil || len(root.content) == 0 {
		return false
	}
	for i := range root.content {
		e := root.content[i].element
		if e == nil && strings.TrimSpace(root.content[i].text) != "" || e != nil && (e.space == "" || e.space == Namespace) {
			return false
		}
	}
	c.openWords("foreign")
	for i := range root.content {
		if e := root.content[i].element; e != nil {
			copyElement(c.at, e, Namespace)
		}
	}
	c.closeWords()
	return true
}
