// Package xlsx writes a Work as a clause workbook: one row a clause, one column
// a language, with sheets for the references found, for the same in long form,
// and for what is known of the text.
//
// It is the only package that imports excelize. What excelize gets wrong or
// cannot do is put right in opc.go.
package xlsx

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/label"
	"github.com/plurilex/plurilex/convert/language"
)

// Format is the record of the clause workbook.
func Format() *convert.Format {
	return &convert.Format{
		Name:      "xlsx",
		Title:     "Clause workbook (Office Open XML)",
		Extension: "xlsx",
		MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		Binary:    true,
		Scope:     convert.PerWork,
		Options: []convert.Option{
			{
				// English and not the language of the text: then every workbook of
				// a batch has the same sheets and columns, and what is built on
				// them fits all.
				Name: "ui-language", Help: "language of sheet names, headers and labels (BCP 47 tag)",
				Type: convert.String, Default: label.Fallback,
			},
			{
				Name: "pivot", Help: "language of the first text column (BCP 47 tag); that of the first text where it is not there",
				Type: convert.String,
			},
		},
		Omits: []string{
			"Emphasis, phrases in another language and pictures in the line are plain text or left out.",
			"Structural nodes without a text or number have no row; the ids of clauses tell where they belong.",
			"Extensions are left out.",
		},
		Writer: writer{},
	}
}

type writer struct{}

// content is what the sheets are made of.
type content struct {
	job         *convert.Job
	labels      *label.Labels
	pack        *language.Pack // of the labels' language
	expressions []*document.Expression
	packs       []*language.Pack // of the expressions
	clauses     []*clauseRow
	place       map[string]int // row of the sheet Clauses where the clause of an id starts
	iriRow      int            // row of the Overview that names the Work
	languageRow int            // first row of the Overview's languages
}

// Write writes the workbook of a Work.
func (writer) Write(ctx context.Context, job *convert.Job, w io.Writer) error {
	c, err := newContent(job)
	if err != nil {
		return err
	}
	b, err := newBook(c)
	if err != nil {
		return err
	}
	defer b.file.Close()
	for _, build := range []func(*content) *sheet{overview, clauses, references, data, metadata, legend} {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := b.add(build(c)); err != nil {
			return err
		}
	}
	if err := b.describe(c); err != nil {
		return err
	}
	all, err := collect(b.file)
	if err != nil {
		return err
	}
	if err := b.finish(all); err != nil {
		return err
	}
	return pack(w, all)
}

func newContent(job *convert.Job) (*content, error) {
	labels, packs := label.In(job.Env.Templates), language.In(job.Env.Templates)
	c := &content{job: job, place: map[string]int{}}
	var err error
	if c.labels, err = labels.For(job.Options.String("ui-language")); err != nil {
		return nil, fmt.Errorf("%w: ui-language: %w", convert.ErrOption, err)
	}
	if c.pack, err = packs.Get(c.labels.Language); err != nil {
		return nil, err
	}
	c.expressions = slices.Clone(job.Expressions())
	if pivot := job.Options.String("pivot"); pivot != "" {
		i := slices.IndexFunc(c.expressions, func(e *document.Expression) bool { return e.Language == pivot })
		if i < 0 {
			job.Env.Report(pivotFinding(pivot, c.expressions[0].Language))
		} else {
			e := c.expressions[i]
			c.expressions = slices.Insert(slices.Delete(c.expressions, i, i+1), 0, e)
		}
	}
	for _, e := range c.expressions {
		p, err := packs.Get(e.Language)
		if err != nil {
			return nil, err
		}
		c.packs = append(c.packs, p)
	}
	c.clauses = align(c.expressions)
	return c, nil
}

// several reports whether the text is there in more than one language.
func (c *content) several() bool { return len(c.expressions) > 1 }

// text is a label.
func (c *content) text(key string) string { return c.labels.Text(key) }

// kind is the label of a kind of clause.
func (c *content) kind(k document.Kind) string { return c.labels.Text("kind." + k.String()) }

// languageName names the language of an expression: "EN English".
func (c *content) languageName(i int) string {
	return strings.TrimSpace(strings.ToUpper(c.expressions[i].Language) + " " + c.packs[i].Endonym)
}

// textStyle is the style of running text in the language of an expression.
func (c *content) textStyle(i int) style {
	if c.packs[i].RTL {
		return rightTextStyle
	}
	return textStyle
}

// missing is what stands in the place of a text that a language lacks.
func (c *content) missing(i int) string {
	return c.labels.Format("cell.missing", "language", strings.ToUpper(c.expressions[i].Language))
}

func newBook(c *content) (*book, error) {
	b := &book{
		// The library must not write temporary files. It keeps what is written in
		// memory when it cannot make one, and no folder has this name.
		file:     excelize.NewFile(excelize.Options{TmpDir: "\x00"}),
		env:      &c.job.Env,
		links:    map[string][]link{},
		outlines: map[string]int{},
	}
	words := strings.ReplaceAll(c.text("page.number"), "&", "&&")
	if c.pack.RTL {
		words = "{page}/{pages}" // footers have no reading order to keep words and numbers together
	}
	b.page = strings.NewReplacer("{page}", "&P", "{pages}", "&N").Replace(words)
	var err error
	if b.styles, b.formats, err = addStyles(b.file, c.pack.RTL); err != nil {
		return nil, err
	}
	b.red, err = b.file.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: missingText},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{missingFill}},
	})
	return b, err
}
