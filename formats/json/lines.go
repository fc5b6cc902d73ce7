package json

import (
	"context"
	"io"

	"github.com/plurilex/plurilex/convert"
)

// LinesFormat is the record of the views as files.
func LinesFormat() *convert.Format {
	return &convert.Format{
		Name:      "jsonl",
		Title:     "Views as JSON Lines",
		Extension: "jsonl",
		MediaType: "application/jsonl",
		Scope:     convert.PerWork,
		OnRequest: true,
		Options: []convert.Option{{
			Name:    "view",
			Help:    "what a line is: a clause, or a document in one language",
			Type:    convert.Choice,
			Default: "clauses",
			Choices: Views(),
		}},
		Omits: []string{
			"where something stands in the source",
			"marks in the text",
			"entities, identifiers and extensions",
		},
		Writer: linesWriter{},
	}
}

type linesWriter struct{}

func (linesWriter) Write(ctx context.Context, job *convert.Job, w io.Writer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return View(w, job.Work, job.Options.String("view"))
}
