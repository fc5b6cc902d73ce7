package text

import (
	"github.com/plurilex/plurilex/convert/document"
)

// identify takes the identity of the Work from its preface.
func (r *run) identify() {
	w := r.work
	w.Identity = document.Identity{Country: r.profile.Country, Type: r.profile.Type, Subtype: r.profile.Subtype, Author: r.profile.Author}
	root := w.Expressions[0].Root
	preface := root.Child(document.Preface)
	if preface == nil {
		return
	}
	document.Walk(preface, func(n *document.Node, _ []*document.Node) bool {
		document.EachInline(n.Text, func(in *document.Inline) {
			if in.Kind != document.Number {
				return
			}
			for _, have := range w.Identifiers {
				if have.Scheme == in.Role && have.Value == in.Value {
					return
				}
			}
			w.Identifiers = append(w.Identifiers, document.Identifier{Scheme: in.Role, Value: in.Value, Origin: "text", Span: in.Span})
		})
		return true
	})
	for _, scheme := range []string{"ep-document", "un-symbol", "celex", "ep-procedure"} {
		for _, id := range w.Identifiers {
			if id.Scheme == scheme && w.Identity.Number == "" {
				w.Identity.Number = id.Value
				if len(id.Value) >= 4 && scheme == "ep-procedure" {
					w.Identity.Year = id.Value[:4]
				}
			}
		}
	}
}
