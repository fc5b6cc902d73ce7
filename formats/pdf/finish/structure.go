package finish

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// tree is the structure tree (ISO 32000-1, 14.7) with the ways back to it: from
// marked content and from annotations (the parent tree), and from ids.
type tree struct {
	root     syntax.Ref
	elements []element      // in document order
	content  [][]syntax.Ref // by page and marked-content id: the element it belongs to
	links    [][]linkKey    // by page and link
	ids      []idEntry
}

type element struct {
	tag         *display.Tag
	ref, parent syntax.Ref
	kids        []syntax.Ref // of the tags among the tag's kids
}

// linkKey is how an annotation and its element know each other.
type linkKey struct {
	annotation syntax.Ref
	number     int // key in the parent tree
	element    syntax.Ref
}

type idEntry struct {
	id      string
	element syntax.Ref
}

// maxTreeDepth bounds how deep tags may nest.
const maxTreeDepth = 1000

// roles are the standard structure types that layouts use (ISO 32000-1, 14.8.4).
// Another role would need a role map.
var roles = []string{
	"Annex", "Art", "BlockQuote", "Caption", "Div", "Document", "Figure", "Formula", "H1", "H2", "H3", "H4", "H5", "H6",
	"L", "LBody", "LI", "Lbl", "Link", "Note", "P", "Part", "Quote", "Reference", "Sect", "Span",
	"TBody", "TD", "TFoot", "TH", "THead", "TOC", "TOCI", "TR", "Table",
}

// plant gives every element its number and checks that each piece of marked
// content and each link is in the tree exactly once.
func (w *writer) plant() (*tree, error) {
	t := &tree{root: w.reserve()}
	for i := range w.doc.Pages {
		p := &w.doc.Pages[i]
		t.content = append(t.content, make([]syntax.Ref, p.MCIDs))
		var links []linkKey
		for _, op := range p.Ops {
			if _, ok := op.(display.Link); ok {
				links = append(links, linkKey{})
			}
		}
		t.links = append(t.links, links)
	}
	if w.doc.Root == nil {
		return nil, fmt.Errorf("the document has no structure")
	}
	if _, err := w.grow(t, w.doc.Root, t.root, 1); err != nil {
		return nil, err
	}
	number := len(w.doc.Pages)
	for i := range t.content {
		if id := slices.Index(t.content[i], 0); id >= 0 {
			return nil, fmt.Errorf("page %d: marked content %d is not in the structure tree", i+1, id)
		}
		for k := range t.links[i] {
			if t.links[i][k].element == 0 {
				return nil, fmt.Errorf("page %d: link %d is not in the structure tree", i+1, k)
			}
			t.links[i][k].number = number
			number++
		}
	}
	slices.SortFunc(t.ids, func(a, b idEntry) int { return cmp.Compare(a.id, b.id) })
	for i := 1; i < len(t.ids); i++ {
		if t.ids[i].id == t.ids[i-1].id {
			return nil, fmt.Errorf("the id %q stands twice in the structure tree", t.ids[i].id)
		}
	}
	return t, nil
}

// grow takes up a tag and those below it.
func (w *writer) grow(t *tree, tag *display.Tag, parent syntax.Ref, depth int) (syntax.Ref, error) {
	if depth > maxTreeDepth {
		return 0, fmt.Errorf("tags nested deeper than %d", maxTreeDepth)
	}
	if _, ok := slices.BinarySearch(roles, tag.Role); !ok {
		return 0, fmt.Errorf("%q is no standard structure type", tag.Role)
	}
	ref := w.reserve()
	place := len(t.elements)
	t.elements = append(t.elements, element{tag: tag, ref: ref, parent: parent})
	if tag.ID != "" {
		t.ids = append(t.ids, idEntry{tag.ID, ref})
	}
	var kids []syntax.Ref
	for _, kid := range tag.Kids {
		switch {
		case kid.Tag != nil:
			below, err := w.grow(t, kid.Tag, ref, depth+1)
			if err != nil {
				return 0, err
			}
			kids = append(kids, below)
		case kid.Content != nil:
			c := kid.Content
			if c.Page < 0 || c.Page >= len(t.content) || c.MCID < 0 || c.MCID >= len(t.content[c.Page]) {
				return 0, fmt.Errorf("a %s has marked content %d of page %d, which is not there", tag.Role, c.MCID, c.Page+1)
			}
			if t.content[c.Page][c.MCID] != 0 {
				return 0, fmt.Errorf("page %d: marked content %d stands twice in the structure tree", c.Page+1, c.MCID)
			}
			t.content[c.Page][c.MCID] = ref
		case kid.Link != nil:
			l := kid.Link
			if l.Page < 0 || l.Page >= len(t.links) || l.Index < 0 || l.Index >= len(t.links[l.Page]) {
				return 0, fmt.Errorf("a %s has link %d of page %d, which is not there", tag.Role, l.Index, l.Page+1)
			}
			if t.links[l.Page][l.Index].element != 0 {
				return 0, fmt.Errorf("page %d: link %d stands twice in the structure tree", l.Page+1, l.Index)
			}
			t.links[l.Page][l.Index] = linkKey{annotation: w.reserve(), element: ref}
		default:
			return 0, fmt.Errorf("a %s has a kid that is nothing", tag.Role)
		}
	}
	t.elements[place].kids = kids
	return ref, nil
}

// writeTree writes the tree, with every element's way up, down and to the pages.
func (w *writer) writeTree() syntax.Ref {
	t := w.tree
	for i := range t.elements {
		e := &t.elements[i]
		w.put(e.ref, func(b []byte) []byte { return w.appendElement(b, e) })
	}
	byKey := make([]syntax.Ref, 0, len(w.pages))
	for _, content := range t.content {
		byKey = append(byKey, w.add(func(b []byte) []byte { return appendRefs(b, content) }))
	}
	for _, links := range t.links {
		for _, l := range links {
			byKey = append(byKey, l.element)
		}
	}
	parents := w.add(func(b []byte) []byte {
		b = append(b, "<</Nums["...)
		for key, ref := range byKey {
			b = syntax.AppendRef(append(syntax.AppendInt(b, key), ' '), ref)
			b = append(b, ' ')
		}
		return append(b, "]>>"...)
	})
	w.put(t.root, func(b []byte) []byte {
		b = syntax.AppendRef(append(b, "<</Type/StructTreeRoot/K "...), t.elements[0].ref)
		b = syntax.AppendRef(append(b, "/ParentTree "...), parents)
		b = syntax.AppendInt(append(b, "/ParentTreeNextKey "...), len(byKey))
		if len(t.ids) > 0 {
			b = append(b, "/IDTree<</Names["...)
			for _, e := range t.ids {
				b = syntax.AppendRef(append(syntax.AppendString(b, e.id), ' '), e.element)
			}
			b = append(b, "]>>"...)
		}
		return append(b, ">>"...)
	})
	return t.root
}

func (w *writer) appendElement(b []byte, e *element) []byte {
	tag := e.tag
	b = syntax.AppendName(append(b, "<</Type/StructElem/S"...), tag.Role)
	b = syntax.AppendRef(append(b, "/P "...), e.parent)
	if tag.Language != "" {
		b = syntax.AppendText(append(b, "/Lang"...), tag.Language)
	}
	if tag.ActualText != "" {
		b = syntax.AppendText(append(b, "/ActualText"...), tag.ActualText)
	}
	if tag.Alt != "" {
		b = syntax.AppendText(append(b, "/Alt"...), tag.Alt)
	}
	if tag.ID != "" {
		b = syntax.AppendString(append(b, "/ID"...), tag.ID)
	}
	if len(tag.Attributes) > 0 {
		b = appendAttributes(append(b, "/A"...), tag.Attributes)
	}
	page := -1 // where content stands when it does not say
	for _, kid := range tag.Kids {
		if kid.Content != nil {
			page = kid.Content.Page
			b = syntax.AppendRef(append(b, "/Pg "...), w.pages[page])
			break
		}
	}
	if len(tag.Kids) == 0 {
		return append(b, ">>"...)
	}
	b = append(b, "/K["...)
	below := e.kids
	for i, kid := range tag.Kids {
		if i > 0 {
			b = append(b, ' ')
		}
		switch {
		case kid.Tag != nil:
			b = syntax.AppendRef(b, below[0])
			below = below[1:]
		case kid.Content != nil && kid.Content.Page == page:
			b = syntax.AppendInt(b, kid.Content.MCID)
		case kid.Content != nil:
			b = syntax.AppendRef(append(b, "<</Type/MCR/Pg "...), w.pages[kid.Content.Page])
			b = append(syntax.AppendInt(append(b, "/MCID "...), kid.Content.MCID), ">>"...)
		default:
			l := kid.Link
			b = syntax.AppendRef(append(b, "<</Type/OBJR/Pg "...), w.pages[l.Page])
			b = syntax.AppendRef(append(b, "/Obj "...), w.tree.links[l.Page][l.Index].annotation)
			b = append(b, ">>"...)
		}
	}
	return append(b, "]>>"...)
}

// appendAttributes appends attribute objects, one for each owner, in the order
// in which owners come first.
func appendAttributes(b []byte, attributes []display.Attribute) []byte {
	var owners []string
	for _, a := range attributes {
		if !slices.Contains(owners, a.Owner) {
			owners = append(owners, a.Owner)
		}
	}
	if len(owners) > 1 {
		b = append(b, '[')
	}
	for _, owner := range owners {
		b = syntax.AppendName(append(b, "<</O"...), owner)
		for _, a := range attributes {
			if a.Owner != owner {
				continue
			}
			b = syntax.AppendName(b, a.Key)
			if isNumber(a.Value) {
				b = append(append(b, ' '), a.Value...)
			} else {
				b = syntax.AppendName(b, a.Value)
			}
		}
		b = append(b, ">>"...)
	}
	if len(owners) > 1 {
		b = append(b, ']')
	}
	return b
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
