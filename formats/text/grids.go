package text

import (
	"sort"
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/convert/source"
)

// grid is a table of the markup: HTML, Formex or the CALS tables of other XML.
// Many set clauses out, a mark in one cell and its words in the next, and many
// a whole page; what is a table is decided by what stands in them.
type grid struct {
	start, end int  // offsets in the text
	declared   bool // the markup has this element for nothing but tables
	bordered   bool // it is drawn as a table
	rows       []gridRow

	judged, data bool
	columns      int // that something stands in
}

type gridRow struct {
	cells []gridCell
	head  bool // it stands in the head of the table
}

type gridCell struct {
	start, end    int // offsets in the text
	columns, rows int // that it spans, as the markup says; then as the text needs
	column        int
	header        bool
	inner         []*grid
	first, last   int // lines; the same for an empty cell
}

func (c *gridCell) empty() bool { return c.first == c.last }

const (
	deepestGrid   = 8   // a table deeper in others is text
	widestGrid    = 256 // columns
	dominantCell  = 80  // per cent of the text of what is a page and no table
	dominantLines = 10  // such a cell has at least
)

// isGridTag reports whether a tag is needed to find tables.
func isGridTag(name, tag string) bool {
	switch name {
	case "table", "tbl", "dlist", "tr", "row", "dlist.item", "td", "th", "cell", "entry", "term", "definition", "thead", "tbody", "tfoot":
		return true
	}
	return name == "p" && strings.Contains(tag, "hdr")
}

// readGrids finds the tables that the tags make, the outer ones in order. End
// tags may be missing.
func readGrids(tags []source.Tag, end int) []*grid {
	var r gridReader
	for i := range tags {
		r.tag(&tags[i])
	}
	for len(r.open) > 0 {
		r.endTable(end)
	}
	return r.all
}

type gridReader struct {
	all    []*grid
	open   []openGrid
	deeper int // open tables that are too deep to be followed
}

type openGrid struct {
	*grid
	row, cell, head bool // one is open
}

func (r *gridReader) tag(t *source.Tag) {
	switch t.Name {
	case "table", "tbl", "dlist":
		switch {
		case t.Empty:
		case !t.End:
			r.table(t)
		case r.deeper > 0:
			r.deeper--
		case len(r.open) > 0:
			r.endTable(t.At)
		}
		return
	}
	if r.deeper > 0 || len(r.open) == 0 {
		return
	}
	g := &r.open[len(r.open)-1]
	switch t.Name {
	case "tr", "row", "dlist.item":
		g.endRow(t.At)
		if !t.End {
			g.addRow(t.Attribute("type") == "HEADER")
		}
	case "thead", "tbody", "tfoot":
		g.endRow(t.At)
		g.head = t.Name == "thead" && !t.End
	case "p":
		if g.cell && !t.End {
			c := g.last()
			c.header = c.header || namesHeader(t)
		}
	case "td", "th", "cell", "entry", "term", "definition":
		g.endCell(t.At)
		if t.End {
			return
		}
		if !g.row {
			g.addRow(false)
		}
		g.addCell(t)
		if t.Empty {
			g.endCell(t.At)
		}
	}
}

func (r *gridReader) table(t *source.Tag) {
	if len(r.open) == deepestGrid {
		r.deeper++
		return
	}
	// A table cannot stand between cells.
	if n := len(r.open); n > 0 && !r.open[n-1].cell {
		r.endTable(t.At)
	}
	class := strings.ToLower(t.Attribute("class"))
	border := t.Attribute("border")
	g := &grid{
		start:    t.At,
		declared: t.Name == "tbl" || t.Name == "dlist" && t.Attribute("type") == "TBL",
		bordered: border != "" && border != "0" || strings.Contains(class, "table") || strings.Contains(class, "tbl") || strings.Contains(class, "border") || strings.Contains(class, "grid"),
	}
	if n := len(r.open); n > 0 {
		c := r.open[n-1].last()
		c.inner = append(c.inner, g)
	} else {
		r.all = append(r.all, g)
	}
	r.open = append(r.open, openGrid{grid: g})
}

func (r *gridReader) endTable(at int) {
	g := &r.open[len(r.open)-1]
	g.endRow(at)
	g.end = at
	r.open = r.open[:len(r.open)-1]
}

func (g *openGrid) addRow(head bool) {
	g.rows = append(g.rows, gridRow{head: head || g.head})
	g.row = true
}

func (g *openGrid) addCell(t *source.Tag) {
	row := &g.rows[len(g.rows)-1]
	if n := len(row.cells); n > 0 {
		row.cells[n-1].end = t.At // what stands between cells belongs to the first
	}
	c := gridCell{
		start: t.At, columns: spanOf(t.Attribute("colspan")), rows: spanOf(t.Attribute("rowspan")),
		header: row.head || t.Name == "th" || t.Attribute("type") == "HEADER" || namesHeader(t),
	}
	if t.Name == "entry" {
		c.rows = spanOf(t.Attribute("morerows")) + 1
		if t.Attribute("morerows") == "" {
			c.rows = 1
		}
		from, _ := strconv.Atoi(strings.TrimLeft(t.Attribute("namest"), "abcdefghijklmnopqrstuvwxyz"))
		to, _ := strconv.Atoi(strings.TrimLeft(t.Attribute("nameend"), "abcdefghijklmnopqrstuvwxyz"))
		c.columns = min(max(to-from+1, 1), widestGrid)
	}
	row.cells = append(row.cells, c)
	g.cell = true
}

func (g *openGrid) last() *gridCell {
	row := &g.rows[len(g.rows)-1]
	return &row.cells[len(row.cells)-1]
}

func (g *openGrid) endCell(at int) {
	if g.cell {
		g.last().end = at
		g.cell = false
	}
}

func (g *openGrid) endRow(at int) {
	g.endCell(at)
	if g.row {
		if row := &g.rows[len(g.rows)-1]; len(row.cells) > 0 {
			g.last().end = at
		}
	}
	g.row = false
}

// namesHeader reports whether a tag has the class that the Official Journal gives
// to headers of tables.
func namesHeader(t *source.Tag) bool { return strings.Contains(t.Attribute("class"), "tbl-hdr") }

// spanOf is how many rows or columns an attribute says that a cell spans.
func spanOf(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return 1
	}
	return min(n, 1<<16)
}

// tabler makes rows of the tables of the markup.
type tabler struct {
	s      string
	lines  []line
	script script
	tables int
	rows   []tableRow
	out    []line // the lines, those of a row as one
	done   int    // lines that are in out
}

// tabulate finds the tables among the grids: each row becomes one line. The rows
// are told by their number in line.row, which is one more than the index in the
// result.
func tabulate(s string, lines []line, grids []*grid, sc script) ([]line, []tableRow) {
	if len(grids) == 0 {
		return lines, nil
	}
	t := &tabler{s: s, lines: lines, script: sc}
	t.put(grids)
	if t.rows == nil {
		return lines, nil
	}
	t.out = append(t.out, lines[t.done:]...)
	return t.out, t.rows
}

// put makes rows of grids, and of those inside the ones that are no tables.
func (t *tabler) put(grids []*grid) {
	for _, g := range grids {
		if t.judge(g); g.data {
			t.emit(g)
			continue
		}
		for _, r := range g.rows {
			for i := range r.cells {
				t.put(r.cells[i].inner)
			}
		}
	}
}

// from is the first line that starts at an offset or after it.
func (t *tabler) from(at int) int {
	return sort.Search(len(t.lines), func(i int) bool { return t.lines[i].start >= at })
}

// place finds the lines of the cells and their columns. What nothing stands in is
// left out: rows, columns and the cells in them. It reports false for a grid too
// wide to be a table.
func (g *grid) place(t *tabler) bool {
	n := 0
	for _, r := range g.rows {
		filled := false
		for i := range r.cells {
			c := &r.cells[i]
			c.first, c.last = t.from(c.start), t.from(c.end)
			for c.first < c.last && t.blank(c.first) {
				c.first++
			}
			for c.first < c.last && t.blank(c.last-1) {
				c.last--
			}
			filled = filled || !c.empty()
		}
		if filled {
			n++
		}
	}
	busy := make([]int, 0, 8) // of each column: the row that a cell above ends before
	used := make([]bool, 0, 8)
	for y, r := range g.rows {
		x := 0
		for i := range r.cells {
			c := &r.cells[i]
			for x < len(busy) && busy[x] > y {
				x++
			}
			c.column = x
			if x += c.columns; x > widestGrid && x-c.columns < widestGrid && c.columns > 1 {
				x = c.column + 1 // a span that means nothing
				c.columns = 1
			}
			if x > widestGrid {
				return false
			}
			for len(busy) < x {
				busy, used = append(busy, 0), append(used, false)
			}
			for k := c.column; k < x; k++ {
				busy[k] = y + c.rows
			}
			used[c.column] = used[c.column] || !c.empty()
		}
	}
	before := make([]int, len(used)+1) // used columns before each
	for x, u := range used {
		before[x+1] = before[x]
		if u {
			before[x+1]++
		}
	}
	g.columns = before[len(used)]
	above := make([]int, len(g.rows)+1) // filled rows before each
	for y, r := range g.rows {
		above[y+1] = above[y]
		for i := range r.cells {
			if !r.cells[i].empty() {
				above[y+1]++
				break
			}
		}
	}
	kept := g.rows[:0]
	for y, r := range g.rows {
		if above[y] == above[y+1] {
			continue
		}
		cells := r.cells[:0]
		for _, c := range r.cells {
			if c.empty() && !used[c.column] {
				continue
			}
			c.columns = max(before[c.column+c.columns]-before[c.column], 1)
			c.rows = max(above[min(y+c.rows, len(g.rows))]-above[y], 1)
			c.column = before[c.column]
			cells = append(cells, c)
		}
		r.cells = cells
		kept = append(kept, r)
	}
	g.rows = kept
	return true
}

// blank reports whether a line has nothing to read.
func (t *tabler) blank(i int) bool { return t.lines[i].start == t.lines[i].end }

// judge decides whether a grid and those inside it are tables.
func (t *tabler) judge(g *grid) {
	if g.judged {
		return
	}
	g.judged = true
	placed := g.place(t)
	inner := false
	for _, r := range g.rows {
		for i := range r.cells {
			for _, in := range r.cells[i].inner {
				t.judge(in)
				inner = inner || in.data
			}
		}
	}
	switch {
	case !placed || len(g.rows) == 0 || g.columns == 0:
	case g.declared:
		g.data = true
	default:
		g.data = t.isData(g, inner)
	}
}

// isData tells tables from what is only set out as one: clauses with a mark in
// a cell of its own, pages, rows of links, signatures.
func (t *tabler) isData(g *grid, inner bool) bool {
	if g.columns < 2 || len(g.rows) < fewestRows {
		return false
	}
	headed, headers := true, false // the first row has nothing but headers; any has one
	filled, wide, runes, most, mostLines := 0, 0, 0, 0, 0
	rows := make([]tableRow, len(g.rows)) // their first cells
	for y, r := range g.rows {
		have := 0
		rows[y].cells = []tableCell{{}}
		for i := range r.cells {
			c := &r.cells[i]
			if c.empty() {
				continue
			}
			have++
			headed = headed && (c.header || y > 0)
			headers = headers || c.header
			n := 0
			for k := c.first; k < c.last; k++ {
				n += int(t.lines[k].runes)
			}
			runes += n
			if n > most {
				most, mostLines = n, c.last-c.first
			}
			if c.column == 0 {
				rows[y].cells[0] = tableCell{start: t.lines[c.first].start, end: t.lines[c.last-1].end}
			}
		}
		if filled += have; have > 1 {
			wide++
		}
	}
	drawn := g.bordered || headers
	switch {
	case headed:
		return true
	case wide < fewestRows && !(drawn && wide > 0):
		return false
	case inner && !drawn:
		return false // a page with tables in it
	case g.columns == 2 && isListed(t.s, rows, t.script):
		return false
	case drawn:
		return true
	case most*100 > runes*dominantCell && mostLines >= dominantLines:
		return false
	case len(g.rows) == fewestRows && filled < len(g.rows)*g.columns:
		return false // signatures, the foot of a page
	case filled*3 < len(g.rows)*g.columns*2-spanned(g):
		return false
	}
	return true
}

// spanned is how many places of a grid cells reach over, twice: they count as
// filled.
func spanned(g *grid) int {
	n := 0
	for _, r := range g.rows {
		for i := range r.cells {
			n += r.cells[i].columns*r.cells[i].rows - 1
		}
	}
	return 2 * n
}

// emit makes rows of a grid that is a table, and lines of them.
func (t *tabler) emit(g *grid) {
	t.tables++
	for _, r := range t.rowsOf(g, t.tables) {
		from, to := r.span()
		first, last := t.from(from), t.from(to)
		t.out = append(t.out, t.lines[t.done:first]...)
		t.rows = append(t.rows, r)
		ln := t.lines[first]
		ln.start, ln.end = from, to
		for k := first + 1; k < last; k++ {
			ln.runes += t.lines[k].runes
			ln.page = ln.page || t.lines[k].page
		}
		ln.row, ln.grid, ln.form = int32(len(t.rows)), true, endsFull
		t.out = append(t.out, ln)
		t.done = last
	}
}

// span is the range from the first cell of a row to its last.
func (r *tableRow) span() (from, to int) {
	from = -1
	for i := range r.cells {
		if c := &r.cells[i]; !c.empty() {
			if from < 0 {
				from = c.start
			}
			to = c.end
		}
	}
	return from, to
}

// rowsOf makes the rows of a grid. Paragraphs that stand before the first row are
// the names of the table, those between cells rows of their own.
func (t *tabler) rowsOf(g *grid, number int) []tableRow {
	var rows []tableRow
	at := t.from(g.start)
	between := func(to int, caption bool) {
		for ; at < to; at++ {
			if t.blank(at) {
				continue
			}
			ln := &t.lines[at]
			if number > 0 && ln.told != nil && ln.told.noted {
				continue // a note of the table stands apart
			}
			cell := tableCell{start: ln.start, end: ln.end, columns: g.columns}
			rows = append(rows, tableRow{table: number, caption: caption, cells: []tableCell{cell}})
		}
	}
	headed := false
	for y := range g.rows {
		r := &g.rows[y]
		row := tableRow{table: number}
		for i := range r.cells {
			c := &r.cells[i]
			if !c.empty() {
				between(c.first, y == 0)
				at = c.last
			}
			cell := t.cell(c)
			if cell.header {
				headed = true
			}
			row.cells = append(row.cells, cell)
		}
		rows = append(rows, row)
	}
	if !headed && !g.declared && t.even(g, rows) {
		headsColumns(t.s, rows, t.script)
	}
	return rows
}

// even reports whether each row has one cell for each column.
func (t *tabler) even(g *grid, rows []tableRow) bool {
	for i := range rows {
		if rows[i].caption || len(rows[i].cells) != g.columns {
			return false
		}
	}
	return true
}

// cell makes a cell with its paragraphs and the tables in it.
func (t *tabler) cell(c *gridCell) tableCell {
	cell := tableCell{columns: c.columns, rows: c.rows, header: c.header}
	if cell.columns == 1 {
		cell.columns = 0
	}
	if cell.rows == 1 {
		cell.rows = 0
	}
	if c.empty() {
		return cell
	}
	cell.start, cell.end = t.lines[c.first].start, t.lines[c.last-1].end
	at := c.first
	t.parts(&cell, c.inner, &at)
	t.paragraphs(&cell, at, c.last)
	if len(cell.parts) == 1 && cell.parts[0].rows == nil && cell.parts[0].notes == nil {
		cell.parts = nil
	}
	return cell
}

// parts adds what stands in a cell up to the end of the last table in it.
func (t *tabler) parts(cell *tableCell, inner []*grid, at *int) {
	for _, g := range inner {
		if !g.data {
			for _, r := range g.rows {
				for i := range r.cells {
					t.parts(cell, r.cells[i].inner, at)
				}
			}
			continue
		}
		rows := t.rowsOf(g, 0)
		from, _ := rows[0].span()
		_, to := rows[len(rows)-1].span()
		t.paragraphs(cell, *at, t.from(from))
		*at = t.from(to)
		cell.parts = append(cell.parts, cellPart{start: from, end: to, rows: rows})
	}
}

// paragraphs adds lines as paragraphs of a cell. A line that a break begins goes on
// with the one before, as do words with the mark that has a line of its own.
func (t *tabler) paragraphs(cell *tableCell, first, last int) {
	for i := first; i < last; i++ {
		if t.blank(i) {
			continue
		}
		ln := &t.lines[i]
		if n := len(cell.parts); n > 0 && ln.told != nil && cell.parts[n-1].rows == nil {
			last := &cell.parts[n-1]
			switch {
			case ln.told.noted && ln.told.label == goesOn && len(last.notes) > 0 && i > first:
				last.notes[len(last.notes)-1][1] = ln.end
				continue
			case ln.told.noted:
				last.notes = append(last.notes, [2]int{ln.start, ln.end})
				continue
			case ln.told.label == resumes && len(last.notes) > 0:
				last.end = ln.end
				last.notes[len(last.notes)-1][1] = ln.start
				continue
			}
		}
		if n := len(cell.parts); n > 0 && i > first && ln.blanks == 0 && cell.parts[n-1].rows == nil {
			cell.parts[n-1].end = ln.end
			continue
		}
		if n := len(cell.parts); n > 0 && t.mark(&cell.parts[n-1]) && !t.mark(&cellPart{start: ln.start, end: ln.end}) {
			cell.parts[n-1].end, cell.parts[n-1].marked = ln.end, true
			continue
		}
		cell.parts = append(cell.parts, cellPart{start: ln.start, end: ln.end})
	}
}

// mark reports whether a paragraph is nothing but the mark of a clause.
func (t *tabler) mark(p *cellPart) bool {
	return p.rows == nil && markOf(t.s, &tableCell{start: p.start, end: p.end}, t.script) == clauseMark
}
