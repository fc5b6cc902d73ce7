package xlsx

import (
	"fmt"
	"unicode/utf8"
)

// clauses is the sheet that users read: a row for each clause, a column for
// each language.
func clauses(c *content) *sheet {
	s := &sheet{name: c.text("sheet.clauses"), table: "tblClauses", frozen: 3, right: c.pack.RTL}
	s.columns = []column{
		{header: c.text("column.id"), width: idWidth(c)},
		{header: c.text("column.number"), width: 9},
		{header: c.text("column.type"), width: c.kindWidth()},
		{header: c.text("column.level"), width: 9},
	}
	if c.several() {
		s.columns = append(s.columns, column{header: c.text("column.status"), width: 14})
		s.list = &choice{len(s.columns), statusList}
		s.formats = append(s.formats, condition{len(s.columns), c.statusMissing()})
	}
	width, first := textWidth(len(c.expressions)), len(s.columns)
	for i := range c.expressions {
		header := textHeaderStyle
		if c.packs[i].RTL {
			header = rightTextHeaderStyle
		}
		s.columns = append(s.columns, column{header: c.languageName(i), width: width, style: header})
		if c.several() {
			s.formats = append(s.formats, condition{first + i + 1, c.missing(i)})
		}
	}
	if len(c.expressions) > 3 {
		s.paper = paperA3
	}
	s.wide = (len(c.expressions) + languagesAPage - 1) / languagesAPage
	for _, clause := range c.clauses {
		if id := clause.Node.ID; id != "" {
			c.place[id] = len(s.rows) + 2
		}
		s.rows = append(s.rows, clauseRows(c, s.name, clause, width)...)
	}
	return s
}

// languagesAPage is how many languages are printed side by side. More would
// make print too small to read.
const languagesAPage = 6

// textWidth is the width of a language's column, in characters.
func textWidth(languages int) float64 {
	switch {
	case languages == 1:
		return 92
	case languages <= 3:
		return 58
	case languages <= languagesAPage:
		return 42
	}
	return 34
}

// idWidth is the width of the column of ids, which are better not broken.
func idWidth(c *content) float64 {
	longest := 14
	for _, clause := range c.clauses {
		longest = max(longest, utf8.RuneCountInString(clause.Node.ID))
	}
	return float64(min(longest, 34) + 2)
}

// kindWidth is the width of a column of kinds.
func (c *content) kindWidth() float64 {
	width := 12.0
	for _, clause := range c.clauses {
		width = max(width, widthOf(c.kind(clause.Node.Kind)))
	}
	return min(width, 26)
}

// clauseRows is the rows of one clause: one, or as many as its longest text
// needs.
func clauseRows(c *content, name string, clause *clauseRow, width float64) []row {
	texts := make([][]string, len(c.expressions))
	parts, status := 1, c.text("status.ok")
	for i, in := range clause.clauses {
		if in == nil {
			texts[i], status = []string{c.missing(i)}, c.statusMissing()
			continue
		}
		texts[i] = rows(in.Node.Plain(), textStyle.room(width))
		if len(texts[i]) > 1 {
			c.job.Env.Report(continuedFinding(name, clause.Node.ID, c.expressions[i].Language, len(texts[i])))
		}
		parts = max(parts, len(texts[i]))
	}
	out := make([]row, parts)
	for n := range out {
		id := clause.Node.ID
		if parts > 1 {
			id = fmt.Sprintf("%s (%d/%d)", id, n+1, parts)
		}
		cells := make([]cell, 0, 5+len(texts))
		cells = append(cells,
			cell{text: id, style: codeStyle},
			cell{text: clause.Node.Num, style: codeStyle},
			cell{text: c.kind(clause.Node.Kind), style: labelStyle},
			cell{number: clause.Level, numeric: true, style: numberStyle},
		)
		if c.several() {
			cells = append(cells, cell{text: status, style: labelStyle})
		}
		for i, pieces := range texts {
			text := ""
			if n < len(pieces) {
				text = pieces[n]
			}
			cells = append(cells, cell{text: text, style: c.textStyle(i)})
		}
		out[n] = row{cells: cells, outline: clause.Level - 1, clause: clause.Node.ID}
	}
	return out
}

// statusMissing is the status of a clause that a language lacks. The sign says
// it to those who do not see the colour.
func (c *content) statusMissing() string { return missingSign + c.text("status.missing") }
