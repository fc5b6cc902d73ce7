package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/plurilex/plurilex/convert/document"
)

// overview is the first sheet: what text it is, in which languages, and where
// to find what.
func overview(c *content) *sheet {
	s := &sheet{name: c.text("sheet.overview"), right: c.pack.RTL, tall: true}
	s.columns = []column{{width: 28}, {width: 68}}
	add := func(key, value cell) { s.rows = append(s.rows, row{cells: []cell{key, value}}) }
	pair := func(key, value string, look style) {
		if value != "" {
			add(cell{text: key, style: keyStyle}, cell{text: value, style: look})
		}
	}
	section := func(key string) {
		add(cell{text: c.text(key), style: sectionStyle}, cell{style: sectionStyle})
	}
	add(cell{text: c.text("heading.workbook"), style: titleStyle}, cell{})
	pair(c.property("title"), c.expressions[0].Title(), codeStyle)
	for _, id := range c.job.Work.Identifiers {
		pair(c.property(id.Scheme), id.Value, codeStyle)
	}
	pair(c.property("date"), c.job.Work.Identity.Date, codeStyle)
	pair(c.property("iri"), c.workIRI(), codeStyle)
	c.iriRow = len(s.rows)

	section("heading.languages")
	c.languageRow = len(s.rows) + 1
	for i := range c.expressions {
		pair(c.languageName(i), c.state(i), labelStyle)
	}
	section("heading.counts")
	for _, k := range document.Kinds() {
		pair(c.kind(k), c.count(k), codeStyle)
	}
	section("heading.contents")
	for _, key := range []string{"clauses", "references", "data", "metadata", "legend"} {
		name := c.text("sheet." + key)
		add(cell{text: name, style: linkStyle, link: "#" + quoteSheet(name) + "!A1"}, cell{text: c.text("about." + key), style: labelStyle})
	}
	if g := c.generator(); g != "" {
		section("property.made-with")
		day := ""
		if d := c.job.Env.Date; !d.IsZero() {
			day = d.Format(time.DateOnly)
		}
		add(cell{text: g, style: keyStyle}, cell{text: day, style: codeStyle})
	}
	return s
}

// state says how much of the text a language has.
func (c *content) state(language int) string {
	all := strconv.Itoa(len(c.clauses))
	if n := missing(c.clauses, language); n > 0 {
		return c.labels.Format("state.partial", "missing", strconv.Itoa(n), "count", all)
	}
	return c.labels.Format("state.complete", "count", all)
}

// count is how many clauses of a kind there are: a number, or one for each
// language where they differ. It is "" when there are none.
func (c *content) count(k document.Kind) string {
	counts := make([]int, len(c.expressions))
	for _, row := range c.clauses {
		if row.Node.Kind != k {
			continue
		}
		for i, in := range row.clauses {
			if in != nil {
				counts[i]++
			}
		}
	}
	switch {
	case slices.Max(counts) == 0:
		return ""
	case slices.Min(counts) == slices.Max(counts):
		return strconv.Itoa(counts[0])
	}
	each := make([]string, len(counts))
	for i, n := range counts {
		each[i] = fmt.Sprintf("%s %d", strings.ToUpper(c.expressions[i].Language), n)
	}
	return strings.Join(each, ", ")
}

// define gives names to places that formulas and programs look for.
func (b *book) define(c *content) error {
	overview := c.text("sheet.overview")
	languages := len(c.expressions)
	names := []excelize.DefinedName{
		{Name: "doc_id", RefersTo: reference(overview, 2, c.iriRow, 2, c.iriRow)},
		{Name: "langs", RefersTo: reference(overview, 1, c.languageRow, 1, c.languageRow+languages-1)},
	}
	if c.several() {
		names = append(names, excelize.DefinedName{Name: statusList, RefersTo: reference(c.text("sheet.legend"), 3, 2, 3, 1+statuses)})
	}
	for _, d := range names {
		if err := b.file.SetDefinedName(&d); err != nil {
			return err
		}
	}
	return nil
}
