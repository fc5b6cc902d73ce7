package xlsx

import (
	"strings"

	"github.com/plurilex/plurilex/convert/document"
)

// occurrence is one reference, date or name in a text.
type occurrence struct {
	kind                string // key of a label
	text, value, target string
}

// references is the sheet of what was found in the running text: a row for each
// occurrence.
func references(c *content) *sheet {
	s := &sheet{name: c.text("sheet.references"), table: "tblReferences", frozen: 1, right: c.pack.RTL}
	s.columns = []column{
		{header: c.text("column.clause"), width: idWidth(c)},
		{header: c.text("column.language"), width: 13},
		{header: c.text("column.type"), width: 15},
		{header: c.text("column.text"), width: 40},
		{header: c.text("column.value"), width: 26},
		{header: c.text("column.target"), width: 64},
	}
	if c.several() {
		s.columns = append(s.columns, column{header: c.text("column.found"), width: 18})
	}
	for _, clause := range c.clauses {
		found := make([][]occurrence, len(clause.clauses))
		tags := map[[2]string][]string{} // languages by kind and value
		for i, in := range clause.clauses {
			if in == nil {
				continue
			}
			found[i] = occurrences(c.job.Work, in.Node)
			seen := map[[2]string]bool{}
			for _, o := range found[i] {
				if key := [2]string{o.kind, o.value}; !seen[key] {
					seen[key] = true
					tags[key] = append(tags[key], c.expressions[i].Language)
				}
			}
		}
		for i := range found {
			for _, o := range found[i] {
				r := row{clause: clause.Node.ID, cells: []cell{
					{text: clause.Node.ID, style: codeStyle},
					{text: c.expressions[i].Language, style: codeStyle},
					{text: c.text(o.kind), style: labelStyle},
					{text: o.text, style: c.textStyle(i)},
					{text: o.value, style: codeStyle},
					{text: o.target, style: codeStyle},
				}}
				r.cells[0].linkTo(c.clauseLink(clause.Node.ID))
				switch id, here := strings.CutPrefix(o.target, "#"); {
				case here:
					r.cells[5].linkTo(c.clauseLink(id))
				case o.kind == "mark.link" || webAddress(o.target):
					r.cells[5].linkTo(o.target)
				}
				if c.several() {
					r.cells = append(r.cells, cell{text: languageList(tags[[2]string{o.kind, o.value}]), style: codeStyle})
				}
				s.rows = append(s.rows, r)
			}
		}
	}
	return s
}

// occurrences is what the text of a node speaks of, in order.
func occurrences(w *document.Work, n *document.Node) []occurrence {
	var found []occurrence
	document.EachInline(n.Text, func(in *document.Inline) {
		o := occurrence{text: document.Plain(in.Children), value: in.Value, target: in.Target}
		switch in.Kind {
		case document.Date:
			o.kind = "mark.date"
		case document.Reference:
			o.kind = "mark.reference"
		case document.Number:
			o.kind = "mark.number"
		case document.Mention:
			o.kind = "mark.mention"
			if e := w.Entity(in.Value); e != nil {
				o.target = e.IRI
			}
		case document.Link:
			o.kind = "mark.link"
		default:
			// Words, emphasis and notes speak of nothing; a group of references
			// is there by its members.
			return
		}
		found = append(found, o)
	})
	return found
}

// webAddress reports whether a target is an address and not just a name.
func webAddress(target string) bool {
	scheme, _, _ := strings.Cut(target, ":")
	return strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "mailto")
}

// clauseLink is the place of a clause in the sheet Clauses, or "" when there is
// none of that id.
func (c *content) clauseLink(id string) string {
	row, ok := c.place[id]
	if !ok {
		return ""
	}
	return "#" + quoteSheet(c.text("sheet.clauses")) + "!" + address(1, row)
}

// linkTo makes a link of a cell; "" leaves it as it is.
func (c *cell) linkTo(to string) {
	if to != "" {
		c.style, c.link = linkStyle, to
	}
}
