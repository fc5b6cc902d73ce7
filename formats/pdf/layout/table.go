package layout

import (
	"strconv"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/pdf/display"
)

// table is a table before its columns have their widths.
type table struct {
	columns  int
	head     int // how many rows at the top hold nothing but headers; they are repeated on every page
	rows     []tableRow
	id       string // of the node
	language string // of the expression
}

type tableRow struct{ cells []tableCell }

// tableCell is a cell with its place in the grid.
type tableCell struct {
	column, columns, rows int
	blocks                []*block
}

// maxColumns is how many columns a table may have; cells beyond are put into the
// last one.
const maxColumns = 256

// table builds a table.
func (b *builder) table(c scope, n *document.Node) {
	look := b.look(c, n, c.tongue)
	b.number(c, n, look)
	b.mark(n)
	tag := child(c.tag, "Table")
	b.tagLanguage(tag, c.tongue)
	t := &table{id: n.ID, language: b.language}
	var caption *display.Tag
	var busy []int // of each column: how many rows further down a cell above reaches
	headed := true
	for _, kid := range n.Children {
		if kid.Kind != document.Row && len(t.rows) == 0 {
			if caption == nil {
				caption = &display.Tag{Role: "Caption"}
				tag.Kids = append([]display.Kid{{Tag: caption}}, tag.Kids...)
			}
			inner := c
			inner.tag = caption
			inner.tongue = b.tongue(c.tongue, kid.Language)
			b.content(inner, kid, b.scriptLook(b.job.Style.look("caption", ""), inner.tongue), nil)
			continue
		}
		if kid.Kind != document.Row { // a heading among the rows stands across all columns there are so far
			across := &document.Node{Kind: document.Cell, Columns: len(busy), Children: []*document.Node{kid}}
			kid = &document.Node{Kind: document.Row, Children: []*document.Node{across}}
		}
		if len(kid.Children) == 0 {
			if kid.Num == "" {
				continue
			}
			numbered := *kid
			numbered.Children = []*document.Node{{Kind: document.Cell}}
			kid = &numbered
		}
		row := b.row(c, child(tag, "TR"), kid, &busy, headed)
		headed = headed && len(kid.Children) > 0
		for _, cell := range kid.Children {
			headed = headed && cell.Header
		}
		if headed {
			t.head++
		}
		t.rows = append(t.rows, row)
		for _, cell := range row.cells {
			t.columns = max(t.columns, cell.column+cell.columns)
		}
	}
	if t.columns == 0 {
		return
	}
	if t.head == len(t.rows) {
		t.head = 0
	}
	t.square(tag)
	out := &block{
		id:     n.ID,
		look:   Look{Before: b.job.Style.Table.Before, After: b.job.Style.Table.After},
		tongue: c.tongue, frame: b.frame, indent: c.indent, table: t,
		labels: b.pending, marks: b.marks, newPage: b.newPage,
	}
	b.pending, b.marks, b.newPage = nil, nil, false
	b.out = append(b.out, out)
}

// row builds the cells of a row and finds their columns.
func (b *builder) row(c scope, tr *display.Tag, n *document.Node, busy *[]int, top bool) tableRow {
	var row tableRow
	column := 0
	b.mark(n)
	for i, cell := range n.Children {
		for column < len(*busy) && (*busy)[column] > 0 {
			column++
		}
		tc := tableCell{column: min(column, maxColumns-1), columns: max(cell.Columns, 1), rows: max(cell.Rows, 1)}
		tc.columns = min(tc.columns, maxColumns-tc.column)
		for k := tc.column + 1; k < tc.column+tc.columns; k++ {
			if k < len(*busy) && (*busy)[k] > 0 {
				tc.columns = k - tc.column // a cell from above is in the way
			}
		}
		column = tc.column + tc.columns
		for len(*busy) < column {
			*busy = append(*busy, 0)
		}
		for k := tc.column; k < column; k++ {
			(*busy)[k] = tc.rows
		}
		tag := b.cellTag(tr, cell, tc, top)
		outer := b.out
		b.out = nil
		inner := c
		inner.tag, inner.indent, inner.node = tag, 0, n
		inner.tongue = b.tongue(c.tongue, n.Language)
		inner.look, inner.outline = document.Cell.String(), -1
		if i == 0 {
			b.number(inner, n, b.look(inner, n, inner.tongue))
		}
		if cell.Header {
			inner.look = document.Cell.String() + ".header"
		}
		b.node(inner, cell)
		tc.blocks, b.out = b.out, outer
		row.cells = append(row.cells, tc)
	}
	for k := range *busy {
		(*busy)[k] = max((*busy)[k]-1, 0)
	}
	return row
}

func (b *builder) cellTag(tr *display.Tag, n *document.Node, c tableCell, top bool) *display.Tag {
	tag := child(tr, "TD")
	if n.Header {
		tag.Role = "TH"
		scope := "Row"
		if top {
			scope = "Column"
		}
		tag.Attributes = append(tag.Attributes, display.Attribute{Owner: "Table", Key: "Scope", Value: scope})
	}
	if c.columns > 1 {
		tag.Attributes = append(tag.Attributes, display.Attribute{Owner: "Table", Key: "ColSpan", Value: strconv.Itoa(c.columns)})
	}
	if c.rows > 1 {
		tag.Attributes = append(tag.Attributes, display.Attribute{Owner: "Table", Key: "RowSpan", Value: strconv.Itoa(c.rows)})
	}
	return tag
}

// square adds empty cells where rows are short, and cuts cells that reach below
// the last row: the rows of a tagged table are of one width (ISO 14289-1, 7.5).
func (t *table) square(tag *display.Tag) {
	rows := make([]*display.Tag, 0, len(t.rows))
	for _, k := range tag.Kids {
		if k.Tag.Role == "TR" {
			rows = append(rows, k.Tag)
		}
	}
	filled := make([]int, len(t.rows))
	for i := range t.rows {
		for k := range t.rows[i].cells {
			cell := &t.rows[i].cells[k]
			if over := i + cell.rows - len(t.rows); over > 0 {
				cell.rows -= over
				setSpan(rows[i].Kids[k].Tag, cell.rows)
			}
			for down := range cell.rows {
				filled[i+down] += cell.columns
			}
		}
	}
	for i, tr := range rows {
		for ; filled[i] < t.columns; filled[i]++ {
			child(tr, "TD")
		}
	}
}

func setSpan(tag *display.Tag, rows int) {
	for i := range tag.Attributes {
		if a := &tag.Attributes[i]; a.Key == "RowSpan" {
			a.Value = strconv.Itoa(rows)
			if rows == 1 {
				tag.Attributes = append(tag.Attributes[:i], tag.Attributes[i+1:]...)
			}
			return
		}
	}
}

// typesetTable makes the slabs of a table.
func (p *paginator) typesetTable(b *block) []*slab {
	t := b.table
	look := &p.style.Table
	padding := display.Unit(look.Padding)
	full := frame{b.frame.x + b.indent, b.frame.width - b.indent}
	if b.tongue.rtl {
		full.x = b.frame.x
	}
	widths := p.columnWidths(t, full.width, padding)
	starts := make([]display.Unit, t.columns+1)
	for i, w := range widths {
		starts[i+1] = starts[i] + w
	}
	var slabs []*slab
	var head *slab
	for first := 0; first < len(t.rows); {
		last := t.group(first)
		boxes := p.rowBoxes(t, first, last, full, starts, b.tongue.rtl)
		bands := p.compose(boxes, display.Unit(look.Weight))
		for i, s := range bands {
			if i > 0 && first < t.head {
				s.cost = breakKept
			}
			if first >= t.head {
				s.head = head
			}
			if first > 0 && first <= t.head && i == 0 {
				s.cost = breakKept
			}
		}
		slabs = append(slabs, bands...)
		first = last
		if first == t.head && first > 0 {
			head = repeated(slabs)
			if head.height > (p.doc.Height-display.Unit(p.style.Page.Top+p.style.Page.Bottom))/3 {
				head = nil
			}
		}
	}
	if len(slabs) > 0 {
		slabs[0].marks = append(b.marks, slabs[0].marks...)
		if len(b.labels) > 0 {
			number := p.typesetText(&block{look: p.style.Text, tongue: b.tongue, frame: b.frame, indent: b.indent, labels: b.labels})
			slabs[0].cost = breakKept
			slabs = append(number, slabs...)
		}
	}
	return slabs
}

// group finds the row after the rows that cells reaching down tie together with
// the first.
func (t *table) group(first int) int {
	end := first + 1
	for i := first; i < end; i++ {
		for _, c := range t.rows[i].cells {
			end = max(end, min(i+c.rows, len(t.rows)))
		}
	}
	return end
}

// columnWidths shares the width of a table out: every column gets what its
// longest word needs, and what is left goes to those with more text.
func (p *paginator) columnWidths(t *table, full, padding display.Unit) []display.Unit {
	least, most := make([]display.Unit, t.columns), make([]display.Unit, t.columns)
	widen := func(to []display.Unit, c *tableCell, need display.Unit) {
		have := display.Unit(0)
		for _, w := range to[c.column : c.column+c.columns] {
			have += w
		}
		if need > have {
			share := (need - have + display.Unit(c.columns) - 1) / display.Unit(c.columns)
			for i := c.column; i < c.column+c.columns; i++ {
				to[i] += share
			}
		}
	}
	for _, wide := range [...]bool{false, true} { // cells of one column first
		for i := range t.rows {
			for k := range t.rows[i].cells {
				if c := &t.rows[i].cells[k]; c.columns > 1 == wide {
					low, high := p.cellWidths(c)
					widen(least, c, low+2*padding)
					widen(most, c, high+2*padding)
				}
			}
		}
	}
	low, high := display.Unit(0), display.Unit(0)
	for i := range least {
		least[i] = max(least[i], 2*padding+display.Point)
		most[i] = max(most[i], least[i])
		low += least[i]
		high += most[i]
	}
	widths := make([]display.Unit, t.columns)
	given := display.Unit(0)
	for i := range widths {
		switch {
		case low > full:
			widths[i] = least[i] * full / low
		case high > full:
			widths[i] = least[i] + mulDiv(most[i]-least[i], full-low, high-low)
		default:
			widths[i] = most[i] + mulDiv(most[i], full-high, high)
		}
		given += widths[i]
	}
	widths[len(widths)-1] += full - given
	if low > full {
		p.faults.tableTooWide(t.language, t.id)
	}
	return widths
}

func mulDiv(a, b, c display.Unit) display.Unit {
	if c == 0 {
		return 0
	}
	return a * b / c
}

// cellWidths is how wide the longest word of a cell is, and its longest
// paragraph on one line.
func (p *paginator) cellWidths(c *tableCell) (low, high display.Unit) {
	for _, b := range c.blocks {
		if b.table != nil {
			high = max(high, b.indent+display.Unit(b.table.columns)*40*display.Point)
			continue
		}
		p.ts.clause = b.id
		p.ts.begin(&b.prose)
		p.ts.split()
		line := display.Unit(0)
		for i := range p.ts.atoms {
			a := &p.ts.atoms[i]
			low = max(low, b.indent+a.width)
			line += a.width
			high = max(high, b.indent+line)
			line += a.space
			if a.forced {
				line = 0
			}
		}
	}
	return low, high + display.Point
}

// rowBoxes sets the cells of rows that belong together and gives them their
// places, counted down from the top of the first row.
func (p *paginator) rowBoxes(t *table, first, last int, full frame, starts []display.Unit, rtl bool) []box {
	padding := display.Unit(p.style.Table.Padding)
	var boxes []box
	var rows []int // of each box: its last row
	heights := make([]display.Unit, last-first)
	for i := first; i < last; i++ {
		heights[i-first] = 2 * padding
		for k := range t.rows[i].cells {
			c := &t.rows[i].cells[k]
			left, right := starts[c.column], starts[c.column+c.columns]
			x := full.x + left
			if rtl {
				x = full.x + full.width - right
			}
			bx := box{x: x, width: right - left, first: i - first, ruled: true}
			inner := frame{x + padding, max(right-left-2*padding, display.Point)}
			bx.slabs = p.flow(c.blocks, inner)
			bx.content = 2*padding + height(bx.slabs)
			bx.padding = padding
			boxes = append(boxes, bx)
			rows = append(rows, min(i+c.rows, last)-first-1)
			if c.rows == 1 {
				heights[i-first] = max(heights[i-first], bx.content)
			}
		}
	}
	for k := range boxes { // cells that reach down make their last row higher
		have := display.Unit(0)
		for i := boxes[k].first; i <= rows[k]; i++ {
			have += heights[i]
		}
		if boxes[k].content > have {
			heights[rows[k]] += boxes[k].content - have
		}
	}
	tops := make([]display.Unit, len(heights)+1)
	for i, h := range heights {
		tops[i+1] = tops[i] + h
	}
	for k := range boxes {
		boxes[k].top, boxes[k].bottom = tops[boxes[k].first], tops[rows[k]+1]
	}
	return boxes
}

// flow sets blocks one below the other in a frame of their own.
func (p *paginator) flow(blocks []*block, f frame) []*slab {
	var slabs []*slab
	after := display.Unit(0)
	kept := false
	for _, b := range blocks {
		b.frame = f
		b.indent = min(b.indent, f.width/2)
		for i := range b.labels {
			b.labels[i].at = min(b.labels[i].at, f.width/2)
		}
		set := p.typeset(b)
		if len(set) == 0 {
			continue
		}
		set[0].before = max(after, display.Unit(b.look.Before))
		if kept {
			set[0].cost = breakKept
		}
		if len(slabs) == 0 {
			set[0].before = 0
		}
		after, kept = display.Unit(b.look.After), b.look.Keep
		slabs = append(slabs, set...)
	}
	return slabs
}

func height(slabs []*slab) display.Unit {
	h := display.Unit(0)
	for _, s := range slabs {
		h += s.before + s.height
	}
	return h
}
