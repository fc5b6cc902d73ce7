package xlsx

import (
	"slices"

	"github.com/plurilex/plurilex/convert/document"
)

// statusList is the defined name of the values that a status can have.
const statusList = "status_list"

// statuses is how many rows the statuses take at the top of the legend.
const statuses = 2

// legend is the sheet that explains codes and colours: the statuses where there
// are any, the kinds of clauses that occur, and the kinds of references.
func legend(c *content) *sheet {
	s := &sheet{name: c.text("sheet.legend"), table: "tblLegend", right: c.pack.RTL, tall: true}
	s.columns = []column{{header: c.text("column.group"), width: 20}, {header: c.text("column.code"), width: 20}, {header: c.text("column.meaning"), width: 40}, {header: c.text("column.colour"), width: 16}}
	if c.several() {
		status := c.text("column.status")
		s.rows = append(s.rows, labelRow(status, "ok", c.text("status.ok"), ""), labelRow(status, "missing", c.statusMissing(), missingFill))
		s.rows[1].cells[2].style = missingStyle
	}
	var kinds []document.Kind
	for _, clause := range c.clauses {
		kinds = append(kinds, clause.Node.Kind)
	}
	slices.Sort(kinds)
	for _, k := range slices.Compact(kinds) {
		s.rows = append(s.rows, labelRow(c.text("column.type"), k.String(), c.kind(k), ""))
	}
	for _, mark := range []string{"date", "reference", "number", "mention", "link"} {
		s.rows = append(s.rows, labelRow(c.text("sheet.references"), mark, c.text("mark."+mark), ""))
	}
	return s
}
