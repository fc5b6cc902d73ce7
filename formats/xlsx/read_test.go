package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// A second reader of workbooks, which knows nothing of the library that wrote
// them and finds fault with whatever Excel would not open.

type workbook struct {
	parts  map[string][]byte
	order  []string
	sheets []*worksheet
	names  map[string]string // defined names
	quoted map[int]bool      // formats of cells that are marked as quoted text
}

type worksheet struct {
	name  string
	rows  []tableRow
	table *tablePart
	xml   *worksheetXML
	links map[string]string // by cell
}

type tableRow struct {
	height, outline string
	cells           map[string]tableCell // by column
}

type tableCell struct {
	text, kind string
	style      int
}

type tablePart struct {
	Name    string `xml:"name,attr"`
	Ref     string `xml:"ref,attr"`
	Columns []struct {
		Name string `xml:"name,attr"`
	} `xml:"tableColumns>tableColumn"`
}

type worksheetXML struct {
	Dimension struct {
		Ref string `xml:"ref,attr"`
	} `xml:"dimension"`
	View struct {
		RightToLeft string `xml:"rightToLeft,attr"`
		Pane        struct {
			TopLeft string `xml:"topLeftCell,attr"`
			State   string `xml:"state,attr"`
		} `xml:"pane"`
	} `xml:"sheetViews>sheetView"`
	Columns []struct {
		Min   int     `xml:"min,attr"`
		Max   int     `xml:"max,attr"`
		Width float64 `xml:"width,attr"`
	} `xml:"cols>col"`
	Rows []struct {
		R       int    `xml:"r,attr"`
		Height  string `xml:"ht,attr"`
		Outline string `xml:"outlineLevel,attr"`
		Cells   []struct {
			R       string  `xml:"r,attr"`
			T       string  `xml:"t,attr"`
			S       int     `xml:"s,attr"`
			V       string  `xml:"v"`
			Inline  string  `xml:"is>t"`
			Formula *string `xml:"f"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
	Hyperlinks []struct {
		Ref      string `xml:"ref,attr"`
		Location string `xml:"location,attr"`
		ID       string `xml:"id,attr"`
	} `xml:"hyperlinks>hyperlink"`
	Setup struct {
		Orientation string `xml:"orientation,attr"`
		Wide        int    `xml:"fitToWidth,attr"`
		Tall        string `xml:"fitToHeight,attr"`
		Paper       int    `xml:"paperSize,attr"`
	} `xml:"pageSetup"`
	Footer     string `xml:"headerFooter>oddFooter"`
	TableParts []struct {
		ID string `xml:"id,attr"`
	} `xml:"tableParts>tablePart"`
}

type relationship struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:",attr"`
	Target string `xml:",attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// read reads a workbook.
func read(data []byte) (*workbook, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	b := &workbook{parts: map[string][]byte{}, names: map[string]string{}, quoted: map[int]bool{}}
	for _, f := range z.File {
		if got := f.Modified.Format("2006-01-02 15:04:05"); got != "1980-01-01 00:00:00" {
			return nil, fmt.Errorf("%s is of %s", f.Name, got)
		}
		if f.Flags != 0 || len(f.Extra) > 0 {
			return nil, fmt.Errorf("%s: flags %x, extra %x", f.Name, f.Flags, f.Extra)
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		if b.parts[f.Name], err = io.ReadAll(r); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		b.order = append(b.order, f.Name)
		if err := wellFormed(b.parts[f.Name]); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if err := b.readStyles(); err != nil {
		return nil, err
	}
	return b, b.readSheets()
}

func wellFormed(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func (b *workbook) readStyles() error {
	var styles struct {
		CellXfs struct {
			Count int `xml:"count,attr"`
			Xf    []struct {
				Quoted string `xml:"quotePrefix,attr"`
			} `xml:"xf"`
		} `xml:"cellXfs"`
	}
	if err := xml.Unmarshal(b.parts["xl/styles.xml"], &styles); err != nil {
		return err
	}
	if styles.CellXfs.Count != len(styles.CellXfs.Xf) {
		return fmt.Errorf("%d formats of cells are said to be %d", len(styles.CellXfs.Xf), styles.CellXfs.Count)
	}
	for i, xf := range styles.CellXfs.Xf {
		b.quoted[i] = xf.Quoted == "1"
	}
	return nil
}

// targets is the relationships of a part by id, each target the full name of a
// part or an address.
func (b *workbook) targets(name string) (map[string]string, error) {
	dir, file := path.Split(name)
	data, ok := b.parts[dir+"_rels/"+file+".rels"]
	if !ok {
		return nil, nil
	}
	var list struct {
		Relationship []relationship
	}
	if err := xml.Unmarshal(data, &list); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, r := range list.Relationship {
		target := r.Target
		if r.Mode != "External" {
			if target = path.Join(dir, r.Target); strings.HasPrefix(r.Target, "/") {
				target = r.Target[1:]
			}
			if b.parts[target] == nil {
				return nil, fmt.Errorf("%s: %s leads nowhere: %s", name, r.ID, target)
			}
		}
		if out[r.ID] != "" {
			return nil, fmt.Errorf("%s: %s stands twice", name, r.ID)
		}
		out[r.ID] = target
	}
	return out, nil
}

func (b *workbook) readSheets() error {
	var wb struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
		Names []struct {
			Name  string `xml:"name,attr"`
			Sheet string `xml:"localSheetId,attr"`
			Text  string `xml:",chardata"`
		} `xml:"definedNames>definedName"`
	}
	if err := xml.Unmarshal(b.parts["xl/workbook.xml"], &wb); err != nil {
		return err
	}
	for _, n := range wb.Names {
		b.names[n.Name+n.Sheet] = n.Text
	}
	targets, err := b.targets("xl/workbook.xml")
	if err != nil {
		return err
	}
	tables := map[string]bool{}
	for _, s := range wb.Sheets {
		sheet, err := b.readSheet(s.Name, targets[s.ID])
		if err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		if t := sheet.table; t != nil {
			if tables[strings.ToLower(t.Name)] {
				return fmt.Errorf("two tables are called %s", t.Name)
			}
			tables[strings.ToLower(t.Name)] = true
		}
		b.sheets = append(b.sheets, sheet)
	}
	return nil
}

var cellName = regexp.MustCompile(`^([A-Z]+)([0-9]+)$`)

func (b *workbook) readSheet(name, part string) (*worksheet, error) {
	s := &worksheet{name: name, xml: &worksheetXML{}, links: map[string]string{}}
	if err := xml.Unmarshal(b.parts[part], s.xml); err != nil {
		return nil, err
	}
	targets, err := b.targets(part)
	if err != nil {
		return nil, err
	}
	last := 0
	for _, c := range s.xml.Columns {
		if c.Min != last+1 || c.Max < c.Min || c.Width <= 0 {
			return nil, fmt.Errorf("columns %d to %d, width %v, come after column %d", c.Min, c.Max, c.Width, last)
		}
		last = c.Max
	}
	for i, r := range s.xml.Rows {
		if r.R != i+1 {
			return nil, fmt.Errorf("row %d comes as number %d", r.R, i+1)
		}
		if h, err := strconv.ParseFloat(r.Height, 64); err != nil || h < 10 || h > 409 {
			return nil, fmt.Errorf("row %d is %q points high", r.R, r.Height)
		}
		row := tableRow{height: r.Height, outline: r.Outline, cells: map[string]tableCell{}}
		for _, c := range r.Cells {
			m := cellName.FindStringSubmatch(c.R)
			if m == nil || m[2] != strconv.Itoa(r.R) {
				return nil, fmt.Errorf("cell %q in row %d", c.R, r.R)
			}
			if c.Formula != nil {
				return nil, fmt.Errorf("cell %s has a formula", c.R)
			}
			if len([]rune(c.Inline)) > 32767 {
				return nil, fmt.Errorf("cell %s is too long", c.R)
			}
			text := c.V
			if c.T == "inlineStr" {
				text = unescape(c.Inline)
			}
			row.cells[m[1]] = tableCell{text, c.T, c.S}
		}
		s.rows = append(s.rows, row)
	}
	for _, h := range s.xml.Hyperlinks {
		s.links[h.Ref] = "#" + h.Location
		if h.ID != "" {
			if s.links[h.Ref] = targets[h.ID]; targets[h.ID] == "" {
				return nil, fmt.Errorf("the link of %s leads nowhere", h.Ref)
			}
		}
	}
	for _, t := range s.xml.TableParts {
		s.table = &tablePart{}
		if err := xml.Unmarshal(b.parts[targets[t.ID]], s.table); err != nil {
			return nil, err
		}
		if err := s.checkTable(); err != nil {
			return nil, fmt.Errorf("table %s: %w", s.table.Name, err)
		}
	}
	return s, nil
}

// checkTable checks that the range of the table is that of the sheet, and that
// its columns are called as the header says, each in its own way.
func (s *worksheet) checkTable() error {
	if s.table.Ref != s.xml.Dimension.Ref {
		return fmt.Errorf("range %s, sheet %s", s.table.Ref, s.xml.Dimension.Ref)
	}
	_, end, _ := strings.Cut(s.table.Ref, ":")
	m := cellName.FindStringSubmatch(end)
	if rows := max(2, len(s.rows)); m == nil || m[2] != strconv.Itoa(rows) || m[1] != letter(len(s.table.Columns)) {
		return fmt.Errorf("range %s for %d columns and %d rows", s.table.Ref, len(s.table.Columns), rows)
	}
	seen := map[string]bool{}
	for i, c := range s.table.Columns {
		if header := s.rows[0].cells[letter(i+1)].text; header != unescape(c.Name) || header == "" || strings.TrimSpace(header) != header {
			return fmt.Errorf("column %d is called %q, its header %q", i+1, c.Name, header)
		}
		if seen[strings.ToLower(c.Name)] {
			return fmt.Errorf("two columns are called %s", c.Name)
		}
		seen[strings.ToLower(c.Name)] = true
	}
	return nil
}

// letter is the name of one of the first 26 columns, or of the 26 after them.
func letter(column int) string {
	if column > 26 {
		return "A" + letter(column-26)
	}
	return string(rune('A' + column - 1))
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape reads "_x0041_" as spreadsheets do.
func unescape(s string) string {
	return escaped.ReplaceAllStringFunc(s, func(e string) string {
		code, _ := strconv.ParseUint(e[2:6], 16, 32)
		return string(rune(code))
	})
}

// column is the texts of a column, by its header, below the header.
func (s *worksheet) column(header string) []string {
	for name, c := range s.rows[0].cells {
		if c.text != header {
			continue
		}
		var texts []string
		for _, r := range s.rows[1:] {
			texts = append(texts, r.cells[name].text)
		}
		return texts
	}
	return nil
}

func (b *workbook) sheet(name string) *worksheet {
	for _, s := range b.sheets {
		if s.name == name {
			return s
		}
	}
	return nil
}
