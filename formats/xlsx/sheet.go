package xlsx

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/plurilex/plurilex/convert"
)

const (
	maxRows       = 1_048_576 // of a sheet
	maxLinks      = 65_529    // of a sheet
	maxLink       = 2_079     // characters of an address that Excel takes
	maxOutline    = 7
	paperA3       = 8
	paperA4       = 9
	sheetNameSize = 31 // characters
)

// sheet is one sheet before it is written.
type sheet struct {
	name    string
	columns []column
	table   string // name of the table that the rows are; "" for none
	rows    []row
	frozen  int  // columns that stay in view and are printed on every page
	plain   bool // no looks: for programs
	paper   int
	tall    bool // printed on upright paper
	wide    int  // pages side by side
	formats []condition
	list    *choice // values that cells take
	right   bool    // the columns run from right to left
}

type column struct {
	header string  // of the table
	width  float64 // in characters; the header makes it wider when it has to
	style  style   // of the header; 0 for headerStyle
}

type row struct {
	cells   []cell
	outline int
	clause  string // id of the clause it is about; "" for none
}

// cell is a text or a number.
type cell struct {
	text    string
	number  int
	numeric bool
	style   style
	link    string // "#'Sheet'!A1" or a web address; "" for none
}

// condition colours the cells of a column that hold a certain text, so that the
// colour follows what somebody writes into them.
type condition struct {
	column int
	text   string
}

// choice is a column whose cells take the values of a defined name.
type choice struct {
	column int
	name   string
}

// book is a workbook on the way.
type book struct {
	file     *excelize.File
	env      *convert.Env
	page     string // words of the footer: "Page {page} of {pages}" with the codes of the format
	styles   [styleCount]int
	formats  int // formats of cells, without their twins for quoted text
	red      int // look of what is missing, for conditions
	sheets   int
	links    map[string][]link // by part
	outlines map[string]int    // deepest level, by part
	escaped  bool              // some text has an underscore to escape
}

// link is a hyperlink of a cell.
type link struct{ cell, to string }

// add writes a sheet. Sheets come in the order in which they are added.
func (b *book) add(s *sheet) error {
	top := 0 // rows above s.rows
	if s.table != "" {
		top = 1
	}
	bottom := top + len(s.rows)
	if s.table != "" && len(s.rows) == 0 {
		bottom++ // a table has a row, if an empty one
	}
	if bottom > maxRows {
		return fmt.Errorf("sheet %s: %d rows: %w", s.name, bottom, convert.ErrLimit)
	}
	if err := b.create(s); err != nil {
		return err
	}
	if err := b.arrange(s, bottom); err != nil {
		return fmt.Errorf("sheet %s: %w", s.name, err)
	}
	w, err := b.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	// The library puts each column before the earlier ones, and Excel wants
	// them in order.
	for i := range slices.Backward(s.columns) {
		c := &s.columns[i]
		if s.table != "" && !s.plain {
			c.width = max(c.width, math.Ceil(widthOf(c.header)*boldPerCent/100)+headerButton)
		}
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	values := make([]any, len(s.columns))
	if s.table != "" {
		header := row{cells: make([]cell, len(s.columns))}
		for i, c := range s.columns {
			header.cells[i] = cell{text: c.header, style: c.style}
			if c.style == 0 && !s.plain {
				header.cells[i].style = headerStyle
			}
		}
		if err := b.row(w, s, 1, &header, values); err != nil {
			return err
		}
	}
	for i := range s.rows {
		if err := b.row(w, s, top+i+1, &s.rows[i], values); err != nil {
			return err
		}
	}
	if s.table != "" {
		striped := false
		err := w.AddTable(&excelize.Table{
			Range:          "A1:" + address(len(s.columns), bottom),
			Name:           s.table,
			StyleName:      "TableStyleLight1",
			ShowRowStripes: &striped,
		})
		if err != nil {
			return err
		}
	}
	if links := b.links[b.part()]; len(links) > maxLinks {
		b.links[b.part()] = links[:maxLinks]
		b.env.Report(linkCountFinding(s.name))
	}
	return w.Flush()
}

// create makes an empty sheet of the name.
func (b *book) create(s *sheet) error {
	b.sheets++
	if b.sheets == 1 {
		return b.file.SetSheetName(b.file.GetSheetName(0), s.name)
	}
	_, err := b.file.NewSheet(s.name)
	return err
}

// part is the name of the part of the sheet added last.
func (b *book) part() string { return "xl/worksheets/sheet" + strconv.Itoa(b.sheets) + ".xml" }

// arrange sets everything about a sheet but its cells. The library writes the
// properties and the size of a sheet as soon as its rows begin, so that they
// come first.
func (b *book) arrange(s *sheet, bottom int) error {
	f := b.file
	yes, no := true, false
	used := "A1:" + address(len(s.columns), bottom)
	rowHeight := float64(lineHeight + rowPadding)
	if s.plain {
		rowHeight = 15
	}
	wide, paper, orientation, tall := max(s.wide, 1), s.paper, "landscape", 0
	if s.tall {
		orientation = "portrait"
	}
	if paper == 0 {
		paper = paperA4
	}
	margin, footer := 0.5, 0.3
	panes := &excelize.Panes{}
	if s.table != "" {
		panes = &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
		if s.frozen > 0 {
			panes.XSplit, panes.TopLeftCell, panes.ActivePane = s.frozen, address(s.frozen+1, 2), "bottomRight"
		}
	}
	steps := []error{
		f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes, OutlineSummaryBelow: &no, DefaultRowHeight: &rowHeight}),
		f.SetSheetDimension(s.name, used),
		f.SetSheetView(s.name, 0, &excelize.ViewOptions{RightToLeft: &s.right}),
		f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}),
		f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: floatPointer(0.7), Header: &footer, Footer: &footer}),
		f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&L&F&C" + b.page + "&R&A"}),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: reference(s.name, 1, 1, len(s.columns), bottom), Scope: s.name}),
	}
	if s.table != "" {
		steps = append(steps, f.SetPanes(s.name, panes))
		titles := quoteSheet(s.name) + "!$1:$1"
		if s.frozen > 0 {
			titles = fmt.Sprintf("%s!$A:$%s,%s", quoteSheet(s.name), columnName(s.frozen), titles)
		}
		steps = append(steps, f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: s.name}))
	}
	if !s.plain {
		steps = append(steps, f.AddIgnoredErrors(s.name, used, excelize.IgnoredErrorsNumberStoredAsText))
	}
	for _, c := range s.formats {
		first := address(c.column, 2)
		steps = append(steps, f.SetConditionalFormat(s.name, first+":"+address(c.column, bottom), []excelize.ConditionalFormatOptions{{
			Type:     "formula",
			Criteria: first + "=" + quoteText(c.text),
			Format:   &b.red,
		}}))
	}
	if s.list != nil {
		v := excelize.NewDataValidation(true)
		v.Sqref = address(s.list.column, 2) + ":" + address(s.list.column, bottom)
		v.SetSqrefDropList(s.list.name)
		steps = append(steps, f.AddDataValidation(s.name, v))
	}
	for _, err := range steps {
		if err != nil {
			return err
		}
	}
	return nil
}

// row writes one row. values is room for its cells, used again and again.
func (b *book) row(w *excelize.StreamWriter, s *sheet, number int, r *row, values []any) error {
	height := float64(lineHeight + rowPadding)
	for i := range values {
		values[i] = nil
		if i >= len(r.cells) {
			continue
		}
		c := &r.cells[i]
		out := excelize.Cell{StyleID: b.styles[c.style]}
		switch {
		case c.text != "":
			out.Value = b.text(s, number, r.clause, c.text)
			if formulaLike(c.text) {
				out.StyleID += b.formats
			}
			if c.style.wraps() {
				height = max(height, textHeight(c.text, c.style.room(s.columns[i].width), c.style.size()))
			} else {
				height = max(height, math.Ceil(c.style.size()*1.3)+rowPadding)
			}
		case c.numeric:
			out.Value = c.number
		}
		values[i] = out
		// LibreOffice sets a link in one line and cuts what does not fit.
		if c.link != "" && textLines(c.text, s.columns[i].width, c.style.size()) == 1 {
			b.link(s, address(i+1, number), r.clause, c.link)
		}
	}
	options := excelize.RowOpts{Height: min(height, maxHeight), OutlineLevel: min(r.outline, maxOutline)}
	if s.plain {
		options = excelize.RowOpts{Height: 15}
	}
	if options.OutlineLevel > 0 {
		b.outlines[b.part()] = max(b.outlines[b.part()], options.OutlineLevel)
	}
	return w.SetRow("A"+strconv.Itoa(number), values, options)
}

// text makes a text ready for a cell and reports what the cell cannot hold.
func (b *book) text(s *sheet, row int, clause, text string) string {
	escaped, exact := escape(text)
	if !exact {
		b.env.Report(replacedFinding(s.name, row, clause))
	}
	if len(escaped) != len(text) {
		b.escaped = true
	}
	if len(text) > maxCell/7 && cellLen(text) > maxCell {
		b.env.Report(cutFinding(s.name, row, clause))
		escaped = escaped[:min(len(escaped), cellCut(escaped))]
	}
	return escaped
}

// link notes a hyperlink for a cell, if it is a safe one: inside the workbook,
// or to the web, or to a mailbox.
func (b *book) link(s *sheet, cell, clause, to string) {
	if !safeLink(to) {
		b.env.Report(linkFinding(s.name, cell, clause, to))
		return
	}
	b.links[b.part()] = append(b.links[b.part()], link{cell, to})
}

func safeLink(to string) bool {
	if strings.HasPrefix(to, "#") {
		return true
	}
	return webAddress(to) && len(to) <= maxLink && !strings.ContainsFunc(to, func(r rune) bool { return r <= ' ' || r == '"' || r == '<' || r == '>' })
}

// address is the name of a cell: "B7".
func address(column, row int) string { return columnName(column) + strconv.Itoa(row) }

// columnName is the letters of a column, counted from 1.
func columnName(column int) string {
	name := ""
	for column > 0 {
		column--
		name = string(rune('A'+column%26)) + name
		column /= 26
	}
	return name
}

// reference is a range as formulas have it: "'Sheet'!$A$1:$B$7".
func reference(sheet string, column, row, lastColumn, lastRow int) string {
	first, last := fmt.Sprintf("$%s$%d", columnName(column), row), fmt.Sprintf("$%s$%d", columnName(lastColumn), lastRow)
	if first == last {
		return quoteSheet(sheet) + "!" + first
	}
	return quoteSheet(sheet) + "!" + first + ":" + last
}

// quoteSheet is the name of a sheet as formulas have it.
func quoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// quoteText is a text as formulas have it.
func quoteText(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

func floatPointer(f float64) *float64 { return &f }
