package formats_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats"
)

// csvWriter writes the clauses of one language as comma-separated values. It is
// all that a third party has to write to add a format.
type csvWriter struct{}

func (csvWriter) Write(ctx context.Context, job *convert.Job, w io.Writer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	for _, c := range job.Expression.Clauses() {
		record := []string{c.Node.ID, c.Node.Kind.String(), c.Node.Num, c.Node.Plain()}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// csvFormat is its record: it makes the flags, the help and the documentation.
func csvFormat() *convert.Format {
	return &convert.Format{
		Name:      "csv",
		Title:     "Clauses as comma-separated values",
		Extension: "csv",
		MediaType: "text/csv",
		Scope:     convert.PerExpression,
		Omits:     []string{"What the words of a clause mean, such as dates and references.", "Where a clause stands in the source."},
		Writer:    csvWriter{},
	}
}

// A third party adds a format to the built-in ones; nothing of ours changes.
func Example() {
	registry := formats.Builtin()
	if err := registry.Add(csvFormat()); err != nil {
		fmt.Println(err)
		return
	}
	format, err := registry.Lookup("csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	work := &document.Work{Expressions: []*document.Expression{{
		Language: "en",
		Root: &document.Node{Kind: document.Root, Children: []*document.Node{
			{Kind: document.Preface, ID: "preface", Children: []*document.Node{
				{Kind: document.Title, ID: "longTitle", Text: []document.Inline{{Kind: document.Words, Text: "Resolution on bees, and wasps"}}},
			}},
			{Kind: document.Body, ID: "body", Children: []*document.Node{
				{Kind: document.Paragraph, ID: "para_1", Num: "1.", Text: []document.Inline{{Kind: document.Words, Text: "Welcomes bees;"}}},
				{Kind: document.Paragraph, ID: "para_2", Num: "2.", Text: []document.Inline{{Kind: document.Words, Text: "Says nothing of wasps."}}},
			}},
		}},
	}}}
	name := func(language string) string { return "bees-" + language }
	outputs, err := convert.Write(context.Background(), registry, work, []convert.Target{{Format: format}}, name, convert.Env{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, out := range outputs {
		fmt.Println(out.Name)
		os.Stdout.Write(out.Data)
	}
	// Output:
	// bees-en.csv
	// longTitle,title,,"Resolution on bees, and wasps"
	// para_1,paragraph,1.,Welcomes bees;
	// para_2,paragraph,2.,Says nothing of wasps.
}
