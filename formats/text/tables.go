package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
)

// tableRow is a line that is a row of a table: its cells stand between tabs,
// bars or wide gaps.
type tableRow struct {
	table  int      // rows of one table have the same number
	header bool     // it names the columns
	cells  [][2]int // offsets in the text; the same twice for an empty cell
	bars   []int    // offsets of the bars
}

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
// one more than the index in the result. What numbers or dashes begin is a list,
// whatever stands after them.
func findTables(s string, lines []line, sc script, o *openings) []tableRow {
	var all []tableRow
	tables := 0
	for i := 0; i < len(lines); {
		next := i + 1
		if lines[i].omit != "" || !mayBeRow(s, &lines[i]) {
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
			rows[0].header = headsColumns(s, rows, sc)
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
	return ln.runes <= longestRow && strings.ContainsAny(text, "\t|") || strings.Contains(text, "  ")
}

// rowsFrom reads the rows of one table from line i on.
func rowsFrom(s string, lines []line, i, sep int) (at []int, rows []tableRow) {
	var gap int16
	for k := i; k < len(lines); k++ {
		ln := &lines[k]
		if ln.omit != "" {
			if len(rows) > 0 && (ln.omit == ruleLine || isFurniture(ln.omit)) {
				continue
			}
			break
		}
		if sep == byBars && len(rows) > 0 && isBarRule(s[ln.start:ln.end]) {
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
	return !slices.ContainsFunc(rows, func(r tableRow) bool { return r.cells[c][0] < r.cells[c][1] })
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
		row.cells = append(row.cells, [2]int{from, max(from, to)})
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
	case byTabRuns:
		for from < to {
			n := strings.IndexByte(s[from:to], '\t')
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
	case byGaps:
		for from < to {
			n := strings.Index(s[from:to], "  ")
			if n < 0 {
				n = to - from
			}
			cell(from, from+n)
			for from += n; from < to && s[from] == ' '; {
				from++
			}
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
	filled, marked, numbered, divided, paged := 0, 0, 0, 0, 0
	for i := range rows {
		first, last := rows[i].cells[0], rows[i].cells[columns-1]
		for _, c := range rows[i].cells {
			if c[0] < c[1] {
				filled++
			}
		}
		if m, ok := readNumeral(s, first[0], first[1], sc); ok && m.rest >= first[1] {
			if strong(m.readings[0]) {
				marked++
			} else if i > 0 || m.readings[0].series == decimals {
				numbered++
			}
		}
		if first[0] < first[1] {
			if says, _ := o.at(s, first[0]); says&saysDivision != 0 {
				divided++
			}
		}
		if last[0] < last[1] && strings.Trim(s[last[0]:last[1]], "0123456789") == "" {
			paged++
		}
	}
	switch {
	case filled*3 < len(rows)*columns*2:
		return false
	case sep == byBars:
		return true
	case columns == 2 && (marked*2 >= len(rows) || numbered == len(rows)):
		return false
	case divided*2 >= len(rows) && paged*2 >= len(rows):
		return false
	case sep == byGaps:
		return len(rows) >= fewestGapRows && marked*2 < len(rows) && aligned(s, rows) && !isProse(s, rows)
	}
	return true
}

// aligned reports whether the cells of each column begin or end below each other.
func aligned(s string, rows []tableRow) bool {
	for c := range rows[0].cells {
		starts, ends := true, true
		var start, end int
		for i := range rows {
			cell := rows[i].cells[c]
			from := strings.LastIndexAny(s[:cell[0]], "\n\r\f\v") + 1
			a := utf8.RuneCountInString(s[from:cell[0]])
			b := a + utf8.RuneCountInString(s[cell[0]:cell[1]])
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
			cell := s[c[0]:c[1]]
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

// headsColumns reports whether the first row names the columns: it has words
// where all others have numbers or single letters.
func headsColumns(s string, rows []tableRow, sc script) bool {
	short := func(c [2]int) bool {
		cell := s[c[0]:c[1]]
		if utf8.RuneCountInString(cell) <= 1 || strings.IndexFunc(cell, unicode.IsLetter) < 0 && strings.ContainsAny(cell, "0123456789") {
			return true
		}
		m, ok := readNumeral(s, c[0], c[1], sc)
		return ok && m.rest >= c[1]
	}
	for c := range rows[0].cells {
		if head := rows[0].cells[c]; head[0] == head[1] || short(head) {
			continue
		}
		if !slices.ContainsFunc(rows[1:], func(r tableRow) bool { return r.cells[c][0] == r.cells[c][1] || !short(r.cells[c]) }) {
			return true
		}
	}
	return false
}

// tabled lets a line be a row of a table where one can stand.
func (f *search) tabled(st *state, ln *line) (only bool) {
	if ln.row == 0 || st.phase != inBody && !(st.phase == inPreface && f.profile.NoPreamble) {
		return false
	}
	n := *st
	if n.noted {
		n.noted, n.clause, n.clauseEmpty = false, goesOn, false
	}
	n.open, n.empty = row, false
	cost := float32(0)
	if st.phase == inPreface {
		cost, n.phase = costUnsaid, inBody
	}
	f.put(cost, row, -1, &n)
	return st.phase == inBody
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
	node := b.add(b.table, &document.Node{Kind: document.Row})
	for _, c := range r.cells {
		cell := b.add(node, &document.Node{Kind: document.Cell, Header: r.header})
		if c[0] < c[1] {
			b.joined.Reset()
			b.piece(c[0], c[1], false)
			b.joined.TrimSpace()
			if b.joined.Len() > 0 {
				cell.Text = b.inlines(&b.joined, c[0])
			}
		}
	}
	for _, at := range r.bars {
		b.hyphens = append(b.hyphens, hole{at, at + 1, cellBar})
	}
}

// tableParent is the clause that announces a table, or the one or the part that
// it stands in.
func (b *builder) tableParent(k *block) *document.Node {
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
