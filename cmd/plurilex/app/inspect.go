package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/source"
	"github.com/plurilex/plurilex/formats/text"
)

func (p *program) inspectCommand() *cobra.Command {
	var settings readSettings
	var asJSON, why bool
	cmd := &cobra.Command{
		Use:   "inspect [flags] FILE|-",
		Short: "show what was recognised in a text, with line numbers",
		Long: `Inspect reads a text as convert does and writes nothing. It lists the clauses with
the lines they begin in, what was left out and why, and the findings.`,
		Example: `  plurilex inspect resolution-en.txt
  plurilex inspect resolution-en.txt --json
  plurilex inspect resolution-en.txt --why`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, operands []string) error {
			found := &diag.Bag{}
			env, err := settings.settle(p)
			if err != nil {
				return err
			}
			env.Findings = found
			in, f, err := settings.open(operands[0], env)
			if err != nil {
				return err
			}
			if why {
				return p.inspectLines(cmd.Context(), f, in)
			}
			work, err := convert.Read(cmd.Context(), f, in)
			if err != nil {
				return err
			}
			if asJSON {
				return p.inspectJSON(work)
			}
			return p.inspectTable(work, in.Data, found)
		},
	}
	settings.addFlags(cmd, p.registry)
	cmd.Flags().BoolVar(&why, "why", false, "print for each line what it was taken for, why, and the second choice")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the clauses as JSON")
	return cmd
}

// clauseJSON is a clause as "inspect --json" prints it. Num is null for a clause
// without a number, and Parent for one that no other clause holds.
type clauseJSON struct {
	ID     string  `json:"id"`
	Type   string  `json:"type"`
	Num    *string `json:"num"`
	Text   string  `json:"text"`
	Parent *string `json:"parent"`
}

func (p *program) inspectJSON(w *document.Work) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	buf.WriteString(`{"clauses":[`)
	first := true
	for _, e := range w.Expressions {
		for _, c := range e.Outline() {
			if c.Remark {
				continue
			}
			j := clauseJSON{ID: c.Node.ID, Type: c.Node.Kind.String(), Text: c.Text}
			if c.Number != "" {
				j.Num = &c.Number
			}
			if c.Parent != nil {
				j.Parent = &c.Parent.ID
			}
			if !first {
				buf.WriteByte(',')
			}
			first = false
			buf.WriteByte('\n')
			if err := enc.Encode(j); err != nil {
				return err
			}
			buf.Truncate(buf.Len() - 1) // the encoder's line end
		}
	}
	buf.WriteString("\n]}\n")
	_, err := p.stdout.Write(buf.Bytes())
	return err
}

// closeCall is the margin, in nats, under which the second choice of a line was
// near enough to name it.
const closeCall = 3

func (p *program) inspectLines(ctx context.Context, f *convert.Format, in *convert.Input) error {
	if f.Name != text.Format().Name {
		return usage("--why explains raw text; %s is %s", in.Name, f.Title)
	}
	notes, _, err := text.Explain(ctx, in)
	if err != nil {
		return fmt.Errorf("%s: %w", in.Name, err)
	}
	t := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "LINE\tTAKEN FOR\tWHY\tSECOND CHOICE\tTEXT")
	for _, n := range notes {
		second := n.Second
		if second != "" && n.Margin < closeCall {
			second += " (close)"
		}
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\n", n.Position.Line, n.Label, n.Why, second, printable(clip(n.Text)))
	}
	return t.Flush()
}

// shown is how many runes of a clause's text a line of the table has.
const shown = 60

func (p *program) inspectTable(w *document.Work, data []byte, found *diag.Bag) error {
	for _, e := range w.Expressions {
		// Spans are those of the source the text was read from; of another
		// format's file they say nothing.
		var raw *source.Text
		if int64(len(data)) == e.Source.Size {
			raw = source.As(data, e.Source.Encoding)
		}
		place := func(s diag.Span) string {
			if raw == nil || !s.Known() {
				return "-"
			}
			return fmt.Sprint(raw.Position(s.Start).Line)
		}
		fmt.Fprintf(p.stdout, "%s: language %s, family %s, encoding %s, %d bytes\n", e.Source.Name, e.Language, w.Profile, e.Source.Encoding, e.Source.Size)
		for _, id := range w.Identifiers {
			fmt.Fprintf(p.stdout, "%s: %s\n", id.Scheme, printable(id.Value))
		}
		fmt.Fprintln(p.stdout)
		t := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "LINE\tTYPE\tID\tTEXT")
		for _, c := range e.Outline() {
			fmt.Fprintf(t, "%s\t%s%s\t%s\t%s\n", place(c.Node.Span), strings.Repeat("  ", c.Level-1), c.Node.Kind, c.Node.ID, printable(clip(c.Text)))
		}
		for _, o := range e.Source.LeftOut {
			snippet := ""
			if raw != nil {
				snippet = raw.String[raw.Offset(o.Span.Start):raw.Offset(o.Span.End)]
			}
			fmt.Fprintf(t, "%s\tleft out\t%s\t%s\n", place(o.Span), o.Reason, printable(clip(snippet)))
		}
		if err := t.Flush(); err != nil {
			return err
		}
	}
	for i, d := range found.Sorted() {
		if i == 0 {
			fmt.Fprintln(p.stdout)
		}
		fmt.Fprintln(p.stdout, printable(d.String()))
	}
	return nil
}

// clip cuts a text to what a line of the table shows.
func clip(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= shown {
		return text
	}
	return string([]rune(text)[:shown-1]) + "…"
}
