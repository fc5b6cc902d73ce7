package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// element is an element of the structure tree.
type element struct {
	dict   syntax.Dict
	ref    syntax.Ref
	role   string
	parent *element
	kids   []kid
	// attributes by owner and key: "Table/Scope".
	attributes map[string]syntax.Value
}

// kid is an element, a piece of marked content or an annotation.
type kid struct {
	element    *element
	page, mcid int // of marked content, when neither of the others is set
	annotation syntax.Ref
}

// maxDepth bounds how deep the tree may go.
const maxDepth = 1000

// readTree reads the structure tree and checks it.
func (c *checker) readTree() {
	c.elements = map[syntax.Ref]*element{}
	root := c.dict(c.catalog, "StructTreeRoot", pdfa, "6.7.3.1")
	ref, ok := root["K"].(syntax.Ref)
	if !ok {
		c.fault(pdfua, "7.1", "the structure tree has not one element at its top")
		return
	}
	top, _ := c.catalog["StructTreeRoot"].(syntax.Ref)
	c.root = c.readElement(ref, top, nil, 1)
	if c.root == nil {
		return
	}
	if c.root.role != "Document" {
		c.fault(pdfa, "6.7.3.1", "the structure tree begins with a %s, want Document", c.root.role)
	}
	for i, p := range c.pages {
		if id := slices.Index(p.owner, nil); id >= 0 {
			c.fault(pdfua, "7.1-3", "page %d: marked content %d is not in the structure tree", i+1, id)
		}
	}
	c.parentTree(root)
	c.ids(root)
	c.headings()
	c.each(c.root, c.grammar)
}

func (c *checker) readElement(ref, above syntax.Ref, parent *element, depth int) *element {
	if depth > maxDepth {
		c.fault(ours, "limits", "the structure tree is deeper than %d", maxDepth)
		return nil
	}
	if c.elements[ref] != nil {
		c.fault(pdfa, "6.7.3.1", "structure element %d stands twice in the tree", ref)
		return nil
	}
	dict, err := c.file.Dict(ref)
	if err != nil {
		c.broken(fmt.Sprintf("structure element %d", ref), err)
		return nil
	}
	role, _ := dict["S"].(syntax.Name)
	e := &element{dict: dict, ref: ref, role: string(role), parent: parent}
	c.elements[ref] = e
	if dict["P"] != above {
		c.fault(pdfa, "6.7.3.1", "%s names %v as its parent, want %d", e, dict["P"], above)
	}
	if err := c.readAttributes(e); err != nil {
		c.broken(e.String(), err)
	}
	kids, isArray := dict["K"].(syntax.Array)
	if !isArray && dict["K"] != nil {
		kids = syntax.Array{dict["K"]}
	}
	for _, v := range kids {
		switch v := v.(type) {
		case int:
			page, _ := dict["Pg"].(syntax.Ref)
			c.own(e, page, v)
		case syntax.Ref:
			if below := c.readElement(v, ref, e, depth+1); below != nil {
				e.kids = append(e.kids, kid{element: below})
			}
		case syntax.Dict:
			page, _ := v["Pg"].(syntax.Ref)
			switch v["Type"] {
			case syntax.Name("MCR"):
				id, ok := v["MCID"].(int)
				if !ok {
					id = -1
				}
				c.own(e, page, id)
			case syntax.Name("OBJR"):
				annotation, _ := v["Obj"].(syntax.Ref)
				if index, known := c.pageOf[page]; !known || !slices.Contains(c.pages[index].annots, annotation) {
					c.fault(pdfua, "7.18.1", "%s has object %d, which is no annotation of its page", e, annotation)
				}
				e.kids = append(e.kids, kid{annotation: annotation})
			default:
				c.fault(pdfa, "6.7.3.1", "%s has a kid of type %v", e, v["Type"])
			}
		default:
			c.fault(pdfa, "6.7.3.1", "%s has a kid that is %v", e, v)
		}
	}
	return e
}

// own gives a piece of marked content to an element.
func (c *checker) own(e *element, page syntax.Ref, id int) {
	index, known := c.pageOf[page]
	switch {
	case !known || id < 0 || id >= len(c.pages[index].owner):
		c.fault(pdfa, "6.7.3.1", "%s has marked content %d of page object %d, which is not there", e, id, page)
	case c.pages[index].owner[id] != nil:
		c.fault(pdfa, "6.7.3.1", "page %d: marked content %d is in the structure tree twice", index+1, id)
	default:
		c.pages[index].owner[id] = e
		e.kids = append(e.kids, kid{page: index, mcid: id})
	}
}

func (c *checker) readAttributes(e *element) error {
	v, err := c.file.Resolve(e.dict["A"])
	if err != nil || v == nil {
		return err
	}
	objects, isArray := v.(syntax.Array)
	if !isArray {
		objects = syntax.Array{v}
	}
	e.attributes = map[string]syntax.Value{}
	for _, o := range objects {
		d, err := c.file.Dict(o)
		if err != nil {
			return err
		}
		owner, _ := d["O"].(syntax.Name)
		for key, v := range d {
			e.attributes[string(owner)+"/"+string(key)] = v
		}
	}
	return nil
}

// String names the element in faults.
func (e *element) String() string {
	if e == nil {
		return "no element"
	}
	return fmt.Sprintf("%s (object %d)", e.role, e.ref)
}

// each visits elements in the order of reading.
func (c *checker) each(e *element, visit func(*element)) {
	visit(e)
	for _, k := range e.kids {
		if k.element != nil {
			c.each(k.element, visit)
		}
	}
}

// parentTree checks the ways from pages and annotations to elements.
func (c *checker) parentTree(root syntax.Dict) {
	tree := c.dict(root, "ParentTree", pdfa, "6.7.3.1")
	nums, err := c.file.Array(tree["Nums"])
	if err != nil || len(nums)%2 != 0 {
		c.fault(pdfa, "6.7.3.1", "the parent tree is not one list: %v", err)
		return
	}
	entries := make(map[int]syntax.Value, len(nums)/2)
	for i := 0; i < len(nums); i += 2 {
		key, ok := nums[i].(int)
		if !ok || i > 0 && nums[i-2].(int) >= key {
			c.fault("ISO 32000-1", "7.9.7", "the parent tree is not in order at %v", nums[i])
			return
		}
		entries[key] = nums[i+1]
	}
	if next, ok := root["ParentTreeNextKey"].(int); !ok || next != len(entries) {
		c.fault("ISO 32000-1", "14.7.2", "the next key of the parent tree is %v, want %d", root["ParentTreeNextKey"], len(entries))
	}
	for i, p := range c.pages {
		array, err := c.file.Array(entries[i])
		if err != nil || len(array) != len(p.owner) {
			c.fault(pdfa, "6.7.3.1", "page %d: the parent tree has %d entries for %d pieces of marked content", i+1, len(array), len(p.owner))
			continue
		}
		for id, v := range array {
			if owner := p.owner[id]; owner != nil && v != owner.ref {
				c.fault(pdfa, "6.7.3.1", "page %d: the parent tree leads from marked content %d to object %v, want %s", i+1, id, v, owner)
			}
		}
	}
	c.each(c.root, func(e *element) {
		for _, k := range e.kids {
			if k.annotation == 0 {
				continue
			}
			annotation, err := c.file.Dict(k.annotation)
			key, ok := annotation["StructParent"].(int)
			if err != nil || !ok || entries[key] != e.ref {
				c.fault(pdfua, "7.18.1", "the parent tree does not lead from annotation %d to %s", k.annotation, e)
			}
		}
	})
}

// ids checks that every note has an id, each id is of one element, and the tree
// of ids leads there (ISO 14289-1, 7.9).
func (c *checker) ids(root syntax.Dict) {
	want := map[string]syntax.Ref{}
	c.each(c.root, func(e *element) {
		id := textOf(e.dict, "ID")
		switch {
		case id == "" && e.role == "Note":
			c.fault(pdfua, "7.9-1", "%s has no id", e)
		case id != "" && want[id] != 0:
			c.fault(pdfua, "7.9-2", "%s has the id %q of object %d", e, id, want[id])
		case id != "":
			want[id] = e.ref
		}
	})
	if len(want) == 0 {
		return
	}
	names, err := c.file.Array(c.dict(root, "IDTree", "ISO 32000-1", "14.7.2")["Names"])
	if err != nil || len(names) != 2*len(want) {
		c.fault("ISO 32000-1", "14.7.2", "the tree of ids has %d entries for %d ids", len(names)/2, len(want))
		return
	}
	last := ""
	for i := 0; i < len(names); i += 2 {
		id, _ := names[i].(syntax.String)
		if string(id) <= last {
			c.fault("ISO 32000-1", "7.9.6", "the tree of ids is not in order at %q", string(id))
		}
		last = string(id)
		if want[last] != names[i+1] {
			c.fault("ISO 32000-1", "14.7.2", "the id %q leads to %v, want object %d", last, names[i+1], want[last])
		}
	}
}

// headings checks that the first heading is of the first level and that no level
// is left out on the way down (ISO 14289-1, 7.4.2).
func (c *checker) headings() {
	level := 0
	c.each(c.root, func(e *element) {
		if len(e.role) != 2 || e.role[0] != 'H' || e.role[1] < '1' || e.role[1] > '6' {
			return
		}
		next := int(e.role[1] - '0')
		if next > level+1 {
			c.fault(pdfua, "7.4.2-1", "%s comes after a heading of level %d", e, level)
		}
		level = next
	})
}

// parents says which elements an element can only stand in (ISO 14289-1, 7.2).
var parents = map[string][]string{
	"LI": {"L"}, "Lbl": {"LI", "Note"}, "LBody": {"LI"},
	"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
	"THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
}

// kidsOf says which elements an element can only hold (ISO 14289-1, 7.2).
var kidsOf = map[string][]string{
	"L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"},
	"Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
	"THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}, "TR": {"TH", "TD"},
}

// roles are the standard structure types that this program uses.
var roles = []string{
	"BlockQuote", "Caption", "Div", "Document", "Figure", "Formula", "H1", "H2", "H3", "H4", "H5", "H6",
	"L", "LBody", "LI", "Lbl", "Link", "Note", "P", "Part", "Quote", "Reference", "Sect", "Span",
	"TBody", "TD", "TFoot", "TH", "THead", "TR", "Table",
}

// tag is a well-formed language tag (RFC 5646, in short).
var tag = regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`)

// grammar checks one element by itself.
func (c *checker) grammar(e *element) {
	if _, ok := slices.BinarySearch(roles, e.role); !ok {
		c.fault(pdfa, "6.7.3.4", "%s is of no standard type", e)
	}
	if above := parents[e.role]; above != nil && (e.parent == nil || !slices.Contains(above, e.parent.role)) {
		c.fault(pdfua, "7.2", "%s stands in %v", e, e.parent)
	}
	if below := kidsOf[e.role]; below != nil {
		for _, k := range e.kids {
			if k.element == nil || !slices.Contains(below, k.element.role) {
				c.fault(pdfua, "7.2", "%s holds something other than %s", e, strings.Join(below, ", "))
				break
			}
		}
	}
	if lang, ok := e.dict["Lang"]; ok && !tag.MatchString(textOf(e.dict, "Lang")) {
		c.fault(pdfua, "7.2-34", "%s is in language %v", e, lang)
	}
	switch e.role {
	case "L":
		labelled := slices.ContainsFunc(e.kids, func(k kid) bool {
			return k.element != nil && slices.ContainsFunc(k.element.kids, func(k kid) bool { return k.element != nil && k.element.role == "Lbl" })
		})
		if kind := e.attributes["List/ListNumbering"]; labelled && (kind == nil || kind == syntax.Name("None")) {
			c.fault(pdfua, "7.6-1", "%s has labels but does not say of which kind", e)
		}
	case "Figure", "Formula":
		if textOf(e.dict, "Alt") == "" && textOf(e.dict, "ActualText") == "" {
			c.fault(pdfua, "7.3-1", "%s has no description", e)
		}
	case "Link":
		if !slices.ContainsFunc(e.kids, func(k kid) bool { return k.annotation != 0 }) {
			c.fault(pdfua, "7.18.5-1", "%s has no annotation", e)
		}
	case "TH":
		if scope := e.attributes["Table/Scope"]; scope == nil {
			c.fault(pdfua, "7.5-1", "%s does not say whether it heads a row or a column", e)
		}
	case "Table":
		c.table(e)
	}
}

// table checks that all rows of a table are equally wide, spans counted (ISO
// 14289-1, 7.2-15, 7.2-41 to 7.2-43).
func (c *checker) table(e *element) {
	var rows []*element
	c.each(e, func(below *element) {
		if below.role == "TR" && (below.parent == e || below.parent.parent == e) {
			rows = append(rows, below)
		}
	})
	const most = 1000
	span := func(cell *element, key string) int {
		v := cell.attributes["Table/"+key]
		if v == nil {
			return 1
		}
		n, ok := v.(int)
		if !ok || n < 1 || n > most {
			c.fault(pdfua, "7.2-43", "%s has %s %v", cell, key, v)
			return 1
		}
		return n
	}
	width := 0
	var left []int // by column: in how many rows to come it is taken by a cell from above
	for i, row := range rows {
		column := 0
		for _, k := range row.kids {
			for column < len(left) && left[column] > 0 {
				column++
			}
			if k.element == nil {
				continue
			}
			columns, down := span(k.element, "ColSpan"), span(k.element, "RowSpan")
			for ; columns > 0; columns-- {
				for len(left) <= column {
					left = append(left, 0)
				}
				if left[column] > 0 {
					c.fault(pdfua, "7.2-43", "%s covers a cell from above", k.element)
				}
				left[column] = down
				column++
			}
		}
		taken := 0
		for column, n := range left {
			if n > 0 {
				taken++
				left[column]--
			}
		}
		switch {
		case i == 0:
			width = taken
		case taken != width:
			c.fault(pdfua, "7.2-42", "row %d of %s is %d columns wide, the first one %d", i+1, e, taken, width)
		}
	}
	if slices.ContainsFunc(left, func(n int) bool { return n > 0 }) {
		c.fault(pdfua, "7.2-41", "a cell of %s spans more rows than there are", e)
	}
}

// reading is the text that an element reads aloud, without notes, and after it
// that of each note.
func (c *checker) reading(e *element) texts {
	var t texts
	b := t.add()
	if e != nil {
		c.read(e, &t, b)
	}
	return t
}

func (c *checker) read(e *element, t *texts, b *strings.Builder) {
	if e.role == "Note" {
		b = t.add()
	}
	if text, ok := e.dict["ActualText"].(syntax.String); ok {
		b.WriteString(text.Text())
		return
	}
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			c.read(k.element, t, b)
		case k.annotation == 0:
			b.WriteString(c.pages[k.page].content[k.mcid])
		}
	}
}

// spoken is the reading as one text.
func (c *checker) spoken(e *element) string {
	var parts []string
	for _, b := range c.reading(e) {
		parts = append(parts, b.String())
	}
	return strings.Join(parts, "\n")
}
