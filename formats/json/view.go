package json

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
)

// Views are the names of the views, which are derived from a Work and not read
// back: JSON Lines, each line complete in itself, in document order.
func Views() []string { return []string{"clauses", "documents"} }

// View writes a view of a Work. Each line is valid against the schema of the
// view's name.
func View(w io.Writer, work *document.Work, name string) error {
	line := map[string]func(*emitter, *document.Work, *document.Expression){
		"clauses":   clauseLines,
		"documents": documentLine,
	}[name]
	if line == nil {
		return fmt.Errorf("there is no view %q: there are %s", name, strings.Join(Views(), ", "))
	}
	for _, e := range work.Expressions {
		var out emitter
		line(&out, work, e)
		if _, err := w.Write(out.b); err != nil {
			return err
		}
	}
	return nil
}

func clauseLines(out *emitter, w *document.Work, e *document.Expression) {
	doc := naming.Work(w.Identity)
	paths := map[*document.Node]string{}
	document.Walk(e.Root, func(n *document.Node, ancestors []*document.Node) bool {
		path := n.ID
		if len(ancestors) > 0 {
			path = strings.Trim(paths[ancestors[len(ancestors)-1]]+"/"+n.ID, "/")
		}
		paths[n] = path
		return true
	})
	for _, c := range e.Clauses() {
		text := c.Node.Plain()
		parent := ""
		if c.Parent != nil {
			parent = c.Parent.ID
		}
		out.open('{', line)
		out.str("doc", doc)
		out.str("lang", e.Language)
		out.known("wid", c.Node.ID)
		out.str("type", c.Node.Kind.String())
		out.known("num", c.Node.Num)
		out.int("level", int64(c.Level))
		out.known("parent", parent)
		out.str("path", paths[c.Node])
		out.str("text", text)
		out.str("hash", string(appendHash(nil, text)))
		out.close('}')
		out.b = append(out.b, '\n')
	}
}

func documentLine(out *emitter, w *document.Work, e *document.Expression) {
	text := flatten(e.Root).text
	out.open('{', line)
	out.str("doc", naming.Work(w.Identity))
	out.str("lang", e.Language)
	out.known("title", e.Title())
	out.known("type", w.Identity.Type)
	out.known("subtype", w.Identity.Subtype)
	out.known("author", w.Identity.Author)
	out.known("date", w.Identity.Date)
	out.known("year", w.Identity.Year)
	out.known("number", w.Identity.Number)
	out.known("source", e.Source.Name)
	out.known("sha256", e.Source.SHA256)
	out.int("clauses", int64(len(e.Clauses())))
	out.str("text", text)
	out.str("hash", string(appendHash(nil, text)))
	out.close('}')
	out.b = append(out.b, '\n')
}

// Issues writes findings, one a line, each valid against the schema "issue".
func Issues(w io.Writer, found []diag.Diagnostic) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, d := range found {
		if err := enc.Encode(d); err != nil {
			return err
		}
	}
	return nil
}
