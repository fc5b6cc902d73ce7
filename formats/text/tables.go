package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// tableRow is a line that is a row of a table: its cells stand between tabs,
// bars or wide gaps, or in elements of the markup.
type tableRow struct {
	table   int  // rows of one table have the same number
	caption bool // its only cell is the name of the table
	cells   []tableCell
	bars    []int // offsets of the bars
}

// tableCell is a range of the text, empty when start and end are the same.
type tableCell struct {
	start, end    int
	columns, rows int // that it spans; 0 means 1
	header        bool
	parts         []cellPart // what it holds, when that is not one paragraph
}

// cellPart is a paragraph of a cell, or a table in it.
type cellPart struct {
	start, end int
	marked     bool     // the mark that it begins with stands apart
	notes      [][2]int // offsets of notes that stand in mid-paragraph
	rows       []tableRow
}

func (c *tableCell) empty() bool { return c.start == c.end }

// How the columns of a table are held apart.
const (
	byTabs = iota
	byTabRuns
	byBars
	byGaps
	separators
)

const (
	fewestRows     = 2
	longestRow     = 4000 // characters
	fewestGapRows  = 3    // where nothing but spaces holds the columns apart
	longestGapCell = 60   // characters
)

// findTables finds the lines that are rows of tables: next to each other, with
// the same number of cells. Rows are told by their number in line.row, which is
// one more than the index in the result; those that are known already are all.
// What numbers or dashes begin is a list, whatever stands after them.
func findTables(s string, lines []line, all []tableRow, sc script, o *openings) []tableRow {
	tables := 0
	if n := len(all); n > 0 {
		tables = all[n-1].table
	}
	for i := 0; i < len(lines); {
		next := i + 1
		if lines[i].omit != "" || lines[i].settled() || !mayBeRow(s, &lines[i]) {
			i = next
			continue
		}
		for sep := range separators {
			at, rows := rowsFrom(s, lines, i, sep)
			if len(rows) < fewestRows {
				continue
			}
			if !isTable(s, rows, sep, sc, o) {
				next = max(next, at[len(at)-1]) // no row of it but the last begins another
				continue
			}
			tables++
			headsColumns(s, rows, sc)
			for k := range rows {
				rows[k].table = tables
				all = append(all, rows[k])
				lines[at[k]].row = int32(len(all))
			}
			next = at[len(at)-1] + 1
			for k := i; k < next; k++ {
				if lines[k].row == 0 && lines[k].omit == "" {
					lines[k].omit = ruleLine // drawn below the names of the columns
				}
			}
			break
		}
		i = next
	}
	return all
}

// mayBeRow reports whether a line has anything that could hold cells apart.
func mayBeRow(s string, ln *line) bool {
	text := s[ln.start:ln.end]
	return ln.runes <= longestRow && (strings.ContainsAny(text, "\t|") || strings.Contains(text, "  "))
}

// rowsFrom reads the rows of one table from line i on.
func rowsFrom(s string, lines []line, i, sep int) (at []int, rows []tableRow) {
	var gap int16
	drawn := 0
	for k := i; k < len(lines); k++ {
		ln := &lines[k]
		if ln.omit != "" {
			if len(rows) > 0 && (ln.omit == ruleLine || isFurniture(ln.omit)) {
				continue
			}
			break
		}
		if ln.settled() {
			break
		}
		if sep == byBars && len(rows) > drawn && isBarRule(s[ln.start:ln.end]) {
			drawn = len(rows) // one below each row at most
			continue
		}
		row := readRow(s, ln, sep)
		if len(row.cells) < 2 || len(rows) > 0 && len(row.cells) != len(rows[0].cells) {
			break
		}
		if len(rows) == 1 {
			gap = ln.blanks
		}
		if len(rows) > 0 && (ln.blanks != gap || gap > 1) && !ln.page {
			break
		}
		at, rows = append(at, k), append(rows, row)
	}
	// Tabs before all rows only indent them.
	for len(rows) > 0 && len(rows[0].cells) > 1 && emptyColumn(rows, 0) {
		for i := range rows {
			rows[i].cells = rows[i].cells[1:]
		}
	}
	for len(rows) > 0 && len(rows[0].cells) > 1 && emptyColumn(rows, len(rows[0].cells)-1) {
		for i := range rows {
			rows[i].cells = rows[i].cells[:len(rows[i].cells)-1]
		}
	}
	return at, rows
}

func emptyColumn(rows []tableRow, c int) bool {
	return !slices.ContainsFunc(rows, func(r tableRow) bool { return !r.cells[c].empty() })
}

// isBarRule reports whether a line only draws what is below the first row:
// "|---|:--|".
func isBarRule(s string) bool {
	return strings.ContainsRune(s, '-') && strings.Trim(s, "|-:+ ") == ""
}

// readRow cuts a line into cells. The result has fewer than two when nothing
// holds any apart.
func readRow(s string, ln *line, sep int) tableRow {
	var row tableRow
	cell := func(from, to int) {
		from, to = trim(s, from, to)
		row.cells = append(row.cells, tableCell{start: from, end: max(from, to)})
	}
	from, to := ln.start, ln.end
	switch sep {
	case byTabs:
		// An empty cell may be the first or the last.
		for from > 0 && (s[from-1] == '\t' || s[from-1] == ' ') {
			from--
		}
		for to < len(s) && (s[to] == '\t' || s[to] == ' ') {
			to++
		}
		for {
			n := strings.IndexByte(s[from:to], '\t')
			if n < 0 {
				cell(from, to)
				return row
			}
			cell(from, from+n)
			from += n + 1
		}
	case byTabRuns, byGaps:
		apart := "\t"
		if sep == byGaps {
			apart = "  "
		}
		for from < to {
			n := strings.Index(s[from:to], apart)
			if n < 0 {
				n = to - from
			}
			cell(from, from+n)
			for from += n; from < to && (s[from] == '\t' || s[from] == ' '); {
				from++
			}
		}
	case byBars:
		for k := from; k <= to; k++ {
			if k < to && s[k] != '|' {
				continue
			}
			// What is before a first bar and after a last one is no cell.
			if a, b := trim(s, from, k); a < b || from > ln.start && k < to {
				cell(from, k)
			}
			if k < to {
				row.bars = append(row.bars, k)
			}
			from = k + 1
		}
	}
	return row
}

// isTable tells tables from what looks like them: numbered clauses with a tab
// after the number, lists of contents, texts in two columns.
func isTable(s string, rows []tableRow, sep int, sc script, o *openings) bool {
	columns := len(rows[0].cells)
	if columns < 2 {
		return false
	}
	filled, marked, divided, headed, paged := 0, 0, 0, 0, 0
	for i := range rows {
		first, last := rows[i].cells[0], rows[i].cells[columns-1]
		for _, c := range rows[i].cells {
			if !c.empty() {
				filled++
			}
		}
		if markOf(s, &first, sc) == clauseMark {
			marked++
		}
		if !first.empty() {
			if o.divides(s, &first) {
				divided++
				if !last.empty() && !o.divides(s, &last) {
					headed++
				}
			}
		}
		if !last.empty() && strings.Trim(s[last.start:last.end], "0123456789") == "" {
			paged++
		}
	}
	switch {
	case filled*3 < len(rows)*columns*2:
		return false
	case sep == byBars:
		return true
	case columns == 2 && isListed(s, rows, sc):
		return false
	case columns == 2 && headed == len(rows) && sep != byBars:
		return false // "Section 1.  The harbour"; where the words stand in both columns, they correlate
	case divided*2 >= len(rows) && paged*2 >= len(rows):
		return false
	case sep == byGaps:
		return len(rows) >= fewestGapRows && marked*2 < len(rows) && aligned(s, rows) && !isProse(s, rows)
	}
	return true
}

// What the first cell of a row is when nothing but a number stands in it.
const (
	noMark     = iota
	plainMark  // "1", "A": that of a clause or of a row
	clauseMark // "(1)", "a)", "–"
)

// divides reports whether a cell begins with the word for a division.
func (o *openings) divides(s string, c *tableCell) bool {
	says, _ := o.at(s, c.start)
	return says&saysDivision != 0
}

func markOf(s string, c *tableCell, sc script) int {
	m, ok := readNumeral(s, c.start, c.end, sc)
	switch {
	case !ok || m.rest < c.end:
		return noMark
	case strong(m.readings[0]):
		return clauseMark
	}
	return plainMark
}

// isListed reports whether the rows are numbered clauses: half of them begin with
// a mark of clauses, or all with a plain number but for a first that has letters.
func isListed(s string, rows []tableRow, sc script) bool {
	marked, numbered := 0, 0
	for i := range rows {
		first := &rows[i].cells[0]
		switch markOf(s, first, sc) {
		case clauseMark:
			marked++
		case plainMark:
			if _, n := digitsAt(s[first.start:]); i > 0 || n > 0 {
				numbered++
			}
		}
	}
	return marked*2 >= len(rows) || numbered == len(rows)
}

// aligned reports whether the cells of each column begin or end below each other.
func aligned(s string, rows []tableRow) bool {
	type place struct{ offset, column int }
	measured := make([]place, len(rows)) // up to where each row is
	for i := range rows {
		measured[i].offset = strings.LastIndexAny(s[:rows[i].cells[0].start], "\n\r\f\v") + 1
	}
	for c := range rows[0].cells {
		starts, ends := true, true
		var start, end int
		for i := range rows {
			cell, m := rows[i].cells[c], &measured[i]
			a := m.column + utf8.RuneCountInString(s[m.offset:cell.start])
			b := a + utf8.RuneCountInString(s[cell.start:cell.end])
			m.offset, m.column = cell.end, b
			if i == 0 {
				start, end = a, b
			}
			starts = starts && a == start
			ends = ends && b == end
		}
		if !starts && !ends {
			return false
		}
	}
	return true
}

// isProse reports whether what stands in columns goes on from line to line.
func isProse(s string, rows []tableRow) bool {
	on, all := 0, 0
	for i := range rows {
		for _, c := range rows[i].cells {
			cell := s[c.start:c.end]
			if utf8.RuneCountInString(cell) > longestGapCell {
				return true
			}
			r, _ := utf8.DecodeRuneInString(cell)
			if all++; unicode.IsLower(r) {
				on++
			}
		}
	}
	return on*3 > all
}

// headsColumns makes headers of the first row when it names the columns: it has
// words where all others have numbers or single letters.
func headsColumns(s string, rows []tableRow, sc script) {
	short := func(c tableCell) bool {
		cell := s[c.start:c.end]
		if utf8.RuneCountInString(cell) <= 1 || strings.IndexFunc(cell, unicode.IsLetter) < 0 && strings.ContainsAny(cell, "0123456789") {
			return true
		}
		m, ok := readNumeral(s, c.start, c.end, sc)
		return ok && m.rest >= c.end
	}
	for c, head := range rows[0].cells {
		if head.empty() || short(head) {
			continue
		}
		if !slices.ContainsFunc(rows[1:], func(r tableRow) bool { return r.cells[c].empty() || !short(r.cells[c]) }) {
			for i := range rows[0].cells {
				rows[0].cells[i].header = true
			}
			return
		}
	}
}

// tabled lets a line be a row of a table where one can stand: anywhere when the
// markup says so, else in the body.
func (f *search) tabled(st *state, ln *line) (only bool) {
	if ln.row == 0 || !ln.grid && st.phase != inBody && !(st.phase == inPreface && f.profile.NoPreamble) {
		return false
	}
	n := *st
	if n.noted {
		n.noted, n.clause, n.clauseEmpty = false, goesOn, false
	}
	n.open, n.empty = row, false
	if ln.told != nil {
		n.depth = ln.told.depth
	}
	cost := float32(0)
	if st.phase == inPreface && !ln.grid {
		cost, n.phase = costUnsaid, inBody
	}
	f.put(cost, row, -1, &n)
	return ln.grid || st.phase == inBody
}

// row puts a row into its table, the first one with a new table below the clause
// or part that it belongs to.
func (b *builder) row(k *block) {
	r := &b.rows[b.lines[k.first].row-1]
	if b.table == nil || b.tableNo != r.table {
		b.table, b.tableNo = &document.Node{Kind: document.Table}, r.table
		parent := b.tableParent(k)
		// A heading of its own is the caption.
		if n := len(parent.Children); n > 1 && parent.Children[n-1].Kind == document.Heading && parent.Children[n-1] == b.caption {
			parent.Children = parent.Children[:n-1]
			b.add(b.table, b.caption)
		}
		b.add(parent, b.table)
	}
	b.tableRow(b.table, r)
}

// tableRow puts a row and all it holds into a table.
func (b *builder) tableRow(table *document.Node, r *tableRow) {
	if r.caption {
		kind := document.Heading
		if len(table.Children) > 0 {
			kind = document.Subheading
		}
		b.add(table, &document.Node{Kind: kind, Text: b.rangeWords(r.cells[0].start, r.cells[0].end)})
		return
	}
	node := b.add(table, &document.Node{Kind: document.Row})
	for i := range r.cells {
		c := &r.cells[i]
		cell := b.add(node, &document.Node{Kind: document.Cell, Header: c.header, Columns: c.columns, Rows: c.rows})
		if c.parts == nil {
			cell.Text = b.rangeWords(c.start, c.end)
			continue
		}
		if len(c.parts) == 1 && c.parts[0].rows == nil {
			cell.Text = b.partWords(&c.parts[0], c.parts[0].start)
			continue
		}
		for _, p := range c.parts {
			if p.rows == nil {
				b.cellParagraph(cell, p)
				continue
			}
			inner := b.add(cell, &document.Node{Kind: document.Table})
			for i := range p.rows {
				b.tableRow(inner, &p.rows[i])
			}
		}
	}
	for _, at := range r.bars {
		if !b.inHole(at) {
			b.hyphens = append(b.hyphens, hole{at, at + 1, cellBar})
		}
	}
}

// cellParagraph adds a paragraph to a cell that has several: a point of a list
// when it begins as one does.
func (b *builder) cellParagraph(cell *document.Node, p cellPart) {
	m, ok := readNumeral(b.text.String, p.start, p.end, b.script)
	if !ok || m.rest >= p.end || !p.marked && (!strong(m.readings[0]) || m.readings[0].style == dot) || b.holeIn(p.start, m.end) {
		b.add(cell, &document.Node{Kind: document.Text, Text: b.partWords(&p, p.start)})
		return
	}
	var list *document.Node
	if n := len(cell.Children); n > 0 && cell.Children[n-1].Kind == document.List {
		list = cell.Children[n-1]
	} else {
		list = b.add(cell, &document.Node{Kind: document.List})
	}
	point := b.add(list, &document.Node{Kind: document.Point})
	if m.readings[0].series == dashes {
		point.Kind = document.Indent
	}
	point.Num, point.NumSpan = b.number(p.start, m.end)
	point.Text = b.partWords(&p, m.rest)
}

// partWords is the text of a paragraph of a cell from an offset on, without the
// notes in it.
func (b *builder) partWords(p *cellPart, from int) []document.Inline {
	start := from
	b.joined.Reset()
	for _, n := range p.notes {
		if n[0] < start || n[0] >= p.end {
			continue
		}
		_, end := trim(b.text.String, start, n[0])
		b.piece(start, end, b.joined.Len() > 0)
		if start = n[1]; start < p.end && b.text.String[start-1] == ' ' {
			b.joined.Space()
		}
	}
	b.piece(start, p.end, b.joined.Len() > 0)
	b.joined.TrimSpace()
	if b.joined.Len() == 0 {
		return nil
	}
	return b.inlines(&b.joined, from)
}

// rowNotes makes the notes that stand in cells.
func (b *builder) rowNotes(rows []tableRow) {
	for i := range rows {
		for k := range rows[i].cells {
			for _, p := range rows[i].cells[k].parts {
				b.rowNotes(p.rows)
				for _, n := range p.notes {
					b.notes = append(b.notes, footnote{node: &document.Node{Kind: document.Note, Text: b.rangeWords(n[0], n[1])}, at: n[0], told: true})
				}
			}
		}
	}
}

// rangeWords is the text of a range, with the marks in it.
func (b *builder) rangeWords(start, end int) []document.Inline {
	if start >= end {
		return nil
	}
	b.joined.Reset()
	b.piece(start, end, false)
	b.joined.TrimSpace()
	if b.joined.Len() == 0 {
		return nil
	}
	return b.inlines(&b.joined, start)
}

// tableParent is the clause that announces a table, or the one or the part that
// it stands in.
func (b *builder) tableParent(k *block) *document.Node {
	switch k.phase {
	case inPreface:
		return b.preface
	case inCitations, inRecitals:
		b.group = nil
		return b.pre()
	case inConclusions:
		return b.closing()
	}
	if b.lines[k.first].told != nil && k.depth > 0 && b.clauses[k.depth] != nil {
		return b.clauses[k.depth]
	}
	if k.depth > 0 {
		announced := false
		if prev := before(b.lines, k.first); prev != nil {
			announced = prev.form&endsColon != 0
		}
		for d := k.depth; d > 0; d-- {
			if c := b.clauses[d]; c != nil && (announced || d == 1) {
				return c
			}
		}
	}
	if b.block != nil && document.Allowed(b.block.Kind, document.Table) {
		if prev := before(b.lines, k.first); prev != nil && prev.form&endsColon != 0 {
			return b.block
		}
	}
	return b.home()
}
