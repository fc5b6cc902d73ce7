package xlsx

import (
	"fmt"

	"github.com/plurilex/plurilex/convert/document"
)

// clauseRow is one clause in every language that has it.
type clauseRow struct {
	*document.Clause                    // of the first language that has it
	clauses          []*document.Clause // by language; nil where it is missing
	next             *clauseRow
}

// align joins the clauses of expressions by their ids, in the order of the
// first expression. A clause that the first has not comes after the one that it
// follows in the first language that has it. The time is linear in the number
// of clauses.
func align(expressions []*document.Expression) []*clauseRow {
	var head clauseRow
	byKey := map[string]*clauseRow{}
	count := 0
	for i, e := range expressions {
		last := &head
		anonymous := map[document.Kind]int{}
		clauses := e.Clauses()
		for j := range clauses {
			c := &clauses[j]
			key := c.Node.ID
			if key == "" {
				// A tree that nobody named is joined by kind and count.
				anonymous[c.Node.Kind]++
				key = fmt.Sprintf("%s %d", c.Node.Kind, anonymous[c.Node.Kind])
			}
			row := byKey[key]
			if row == nil || row.clauses[i] != nil {
				row = &clauseRow{Clause: c, clauses: make([]*document.Clause, len(expressions)), next: last.next}
				last.next = row
				byKey[key] = row
				count++
			}
			row.clauses[i] = c
			last = row
		}
	}
	all := make([]*clauseRow, 0, count)
	for row := head.next; row != nil; row = row.next {
		all = append(all, row)
	}
	return all
}

// missing is how many of the rows a language lacks.
func missing(rows []*clauseRow, language int) int {
	n := 0
	for _, row := range rows {
		if row.clauses[language] == nil {
			n++
		}
	}
	return n
}
