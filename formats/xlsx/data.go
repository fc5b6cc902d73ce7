package xlsx

import "strings"

// dataColumns is the same in every user's language, for programs.
var dataColumns = []column{
	{header: "work", width: 52}, {header: "language", width: 11}, {header: "id", width: 24}, {header: "parent", width: 24}, {header: "type", width: 14}, {header: "num", width: 10}, {header: "number", width: 16}, {header: "text", width: 100},
	{header: "order", width: 8}, {header: "level", width: 8}, {header: "part", width: 8}, {header: "parts", width: 8}, {header: "start", width: 10}, {header: "end", width: 10},
}

// data is the long form: a row for each clause and language. A text that is
// longer than a cell goes on in the next row, with the next part.
func data(c *content) *sheet {
	s := &sheet{name: c.text("sheet.data"), table: "tblData", columns: dataColumns, plain: true, paper: paperA3}
	work := c.workIRI()
	for order, row := range c.clauses {
		for i, clause := range row.clauses {
			if clause == nil {
				continue
			}
			parent := ""
			if clause.Parent != nil {
				parent = clause.Parent.ID
			}
			n := clause.Node
			pieces := cells(n.Plain())
			if len(pieces) > 1 {
				c.job.Env.Report(continuedFinding(s.name, n.ID, c.expressions[i].Language, len(pieces)))
			}
			for part, text := range pieces {
				r := plainRow(
					work, c.expressions[i].Language, n.ID, parent, n.Kind.String(), n.Num, n.Number(), text,
					order+1, clause.Level, part+1, len(pieces), n.Span.Start, n.Span.End)
				r.clause = n.ID
				s.rows = append(s.rows, r)
			}
		}
	}
	return s
}

// plainRow is a row of strings and ints without looks.
func plainRow(values ...any) row {
	cells := make([]cell, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case string:
			cells[i].text = v
		case int:
			cells[i].number, cells[i].numeric = v, true
		}
	}
	return row{cells: cells}
}

// labelRow is a row of words of ours.
func labelRow(texts ...string) row {
	cells := make([]cell, len(texts))
	for i, text := range texts {
		cells[i] = cell{text: text, style: labelStyle}
	}
	return row{cells: cells}
}

// languageList is the tags of languages as people read them: "EN, FR".
func languageList(tags []string) string { return strings.ToUpper(strings.Join(tags, ", ")) }
