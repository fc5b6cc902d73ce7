package json

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/naming"
)

// languageAuthority is where the Publications Office of the EU has the IRIs of
// languages.
const languageAuthority = "http://publications.europa.eu/resource/authority/language/"

// chunk is how many bytes are gathered before they are handed on.
const chunk = 64 << 10

// encode writes the job's Work to w.
func encode(ctx context.Context, job *convert.Job, w io.Writer) error {
	d := documentEncoder{emitter: emitter{b: make([]byte, 0, chunk+chunk/4)}, ctx: ctx, to: w}
	work := job.Work
	iri := naming.Work(work.Identity)
	d.foreign = foreignMembers(work.Extensions)
	d.open('{', block)
	d.str("$schema", schemaURN)
	d.str("schema_name", schemaName)
	d.str("schema_version", schemaVersion)
	if g := job.Env.Generator; g.Name != "" {
		d.key("generator")
		d.open('{', line)
		d.str("name", g.Name)
		d.str("version", g.Version)
		d.members(generatorMembers, "/generator")
		d.close('}')
	}
	d.work(work, iri)
	d.extensionsOf(work.Extensions, documentMembers)
	languages := language.In(job.Env.Templates)
	ofWork := d.foreign
	d.key("expressions")
	d.open('[', block)
	for _, e := range work.Expressions {
		pack, err := languages.Get(e.Language)
		if err != nil {
			return err
		}
		if err := d.expression(e, iri, pack); err != nil {
			return err
		}
	}
	d.close(']')
	d.foreign = ofWork
	d.members(documentMembers, "")
	d.close('}')
	d.b = append(d.b, '\n')
	if err := d.flush(); err != nil {
		return err
	}
	if d.replaced {
		job.Env.Report(diag.New("JSN001", "bytes that are not UTF-8 became U+FFFD"))
	}
	return nil
}

type documentEncoder struct {
	emitter
	ctx context.Context
	to  io.Writer
}

// flush hands on what was gathered.
func (d *documentEncoder) flush() error {
	if err := d.ctx.Err(); err != nil {
		return err
	}
	_, err := d.to.Write(d.b)
	d.b = d.b[:0]
	return err
}

// workPointer is the JSON Pointer (RFC 6901) of the work.
const workPointer = "/work"

func (d *documentEncoder) work(w *document.Work, iri string) {
	d.key("work")
	d.open('{', block)
	d.str("id", iri)
	d.known("profile", w.Profile)
	d.known("country", w.Identity.Country)
	d.known("type", w.Identity.Type)
	d.known("subtype", w.Identity.Subtype)
	d.known("author", w.Identity.Author)
	d.known("date", w.Identity.Date)
	d.known("year", w.Identity.Year)
	d.known("number", w.Identity.Number)
	d.key("identifiers")
	d.open('[', block)
	for i := range w.Identifiers {
		id := &w.Identifiers[i]
		own := d.pointer(workPointer+"/identifiers", i)
		d.open('{', line)
		d.str("scheme", id.Scheme)
		d.str("value", id.Value)
		d.known("origin", id.Origin)
		d.span("span", id.Span, own)
		d.members(identifierMembers, own)
		d.close('}')
	}
	d.close(']')
	d.key("subjects")
	d.open('[', block)
	for i := range w.Subjects {
		s := &w.Subjects[i]
		d.open('{', line)
		d.known("scheme", s.Scheme)
		d.known("iri", s.IRI)
		d.known("label", s.Label)
		d.members(subjectMembers, d.pointer(workPointer+"/subjects", i))
		d.close('}')
	}
	d.close(']')
	if p := w.Publication; p != nil {
		d.key("publication")
		d.open('{', line)
		d.known("name", p.Name)
		d.known("number", p.Number)
		d.known("date", p.Date)
		d.members(publicationMembers, workPointer+"/publication")
		d.close('}')
	}
	d.key("entities")
	d.open('[', block)
	for i := range w.Entities {
		e := &w.Entities[i]
		d.open('{', line)
		d.str("key", e.Key)
		d.str("class", e.Class)
		d.known("iri", e.IRI)
		d.known("label", e.Label)
		d.known("short", e.Short)
		d.members(entityMembers, d.pointer(workPointer+"/entities", i))
		d.close('}')
	}
	d.close(']')
	d.members(workMembers, workPointer)
	d.close('}')
}

func (d *documentEncoder) expression(e *document.Expression, workIRI string, pack *language.Pack) error {
	list := flatten(e.Root)
	d.foreign = foreignMembers(e.Extensions)
	ofExpression := d.foreign
	d.open('{', block)
	d.str("language", e.Language)
	d.str("language3", pack.ISO3)
	if pack.ISO3 != "und" {
		d.str("language_iri", languageAuthority+strings.ToUpper(pack.ISO3))
	}
	direction := "ltr"
	if pack.RTL {
		direction = "rtl"
	}
	d.str("direction", direction)
	d.str("id", naming.Expression(workIRI, pack.ISO3))
	d.known("title", e.Title())
	d.source(&e.Source)
	d.extensionsOf(e.Extensions, expressionMembers)
	d.str("text", list.text)
	d.key("clauses")
	d.open('[', block)
	for i := range list.clauses {
		d.clause(list, i)
		if len(d.b) >= chunk {
			if err := d.flush(); err != nil {
				return err
			}
		}
	}
	d.close(']')
	d.foreign = ofExpression
	d.members(expressionMembers, "")
	d.close('}')
	return nil
}

func (d *documentEncoder) source(s *document.Source) {
	d.key("source")
	d.open('{', block)
	d.known("name", s.Name)
	d.known("media_type", s.MediaType)
	d.int("bytes", s.Size)
	d.known("sha256", s.SHA256)
	d.known("charset", s.Encoding)
	d.key("left_out")
	d.open('[', block)
	for i := range s.LeftOut {
		own := d.pointer("/source/left_out", i)
		d.open('{', line)
		d.span("span", s.LeftOut[i].Span, own)
		d.str("reason", s.LeftOut[i].Reason)
		d.members(omissionMembers, own)
		d.close('}')
	}
	d.close(']')
	d.members(sourceMembers, "/source")
	d.close('}')
}

func (d *documentEncoder) clause(list *clauseList, i int) {
	c := &list.clauses[i]
	n := c.node
	d.foreign = foreignMembers(n.Extensions)
	d.open('{', block)
	d.int("order", int64(i+1))
	d.known("id", n.ID)
	d.str("type", n.Kind.String())
	d.given("role", n.Role)
	d.known("num", n.Num)
	d.int("level", int64(c.level))
	d.known("parent", c.parent)
	d.given("language", n.Language)
	if n.Columns != 0 {
		d.int("columns", int64(n.Columns))
	}
	if n.Rows != 0 {
		d.int("rows", int64(n.Rows))
	}
	if n.Header {
		d.member("header")
		d.b = append(d.b, "true"...)
	}
	d.span("num_span", n.NumSpan, "")
	d.span("span", n.Span, "")
	if len(n.Text) > 0 {
		d.str("text", c.text)
		d.member("text_hash")
		d.b = append(d.b, '"')
		d.b = appendHash(d.b, c.text)
		d.b = append(d.b, '"')
		d.extent("char_span", diag.Span{Start: c.start, End: c.end}, inExpression, "")
		offset := 0
		d.inlines(list, n.Text, &offset, "")
	}
	d.extensionsOf(n.Extensions, clauseMembers)
	d.members(clauseMembers, "")
	d.close('}')
}

// inlines writes inlines that begin at the offset, in code points of the
// clause's text, and moves it behind them. pointer is that of their owner, and
// only kept when there are foreign members to place.
func (d *documentEncoder) inlines(list *clauseList, text []document.Inline, offset *int, pointer string) {
	d.key("inlines")
	d.open('[', block)
	for i := range text {
		in := &text[i]
		own := d.pointer(pointer+"/inlines", i)
		d.open('{', line)
		d.str("kind", in.Kind.String())
		d.given("role", in.Role)
		d.given("value", in.Value)
		d.given("target", in.Target)
		d.given("language", in.Language)
		if in.Kind == document.Picture {
			d.str("description", in.Text)
		}
		start := *offset
		d.extent("char_span", diag.Span{Start: start, End: start + width(in)}, inClause, own)
		d.span("span", in.Span, own)
		if in.Note != nil {
			d.key("note")
			d.open('{', line)
			d.int("order", int64(list.order[in.Note]))
			d.known("id", in.Note.ID)
			d.members(noteMembers, own+"/note")
			d.close('}')
		}
		if len(in.Children) > 0 {
			d.inlines(list, in.Children, offset, own)
		}
		*offset = start + width(in)
		d.members(inlineMembers, own)
		d.close('}')
	}
	d.close(']')
}

// width is how many code points an inline has in document.Plain.
func width(in *document.Inline) int {
	n := 0
	switch in.Kind {
	case document.Break:
		n = 1
	case document.Picture:
	default:
		n = utf8.RuneCountInString(in.Text)
	}
	for i := range in.Children {
		n += width(&in.Children[i])
	}
	return n
}

// appendHash adds "sha256:" and the SHA-256 of text in hexadecimal.
func appendHash(b []byte, text string) []byte {
	h := sha256.New()
	io.WriteString(h, text)
	var sum [sha256.Size]byte
	return hex.AppendEncode(append(b, hashPrefix...), h.Sum(sum[:0]))
}

const hashPrefix = "sha256:"

// clauseList is the tree of an expression as a list.
type clauseList struct {
	text    string // of the whole expression
	clauses []clause
	order   map[*document.Node]int // of notes that are called, from 1
}

// clause is one node in the list.
type clause struct {
	node       *document.Node
	parent     string // id
	level      int    // 0 is the root
	text       string
	start, end int // of text in the text of the expression, in code points
}

// flatten lists every node below root, itself included. The text of the
// expression has a line for each node with a number or a text, with a space
// between the two.
func flatten(root *document.Node) *clauseList {
	list := &clauseList{order: map[*document.Node]int{}}
	var text strings.Builder
	at := 0 // code points in text
	write := func(s string) {
		text.WriteString(s)
		at += utf8.RuneCountInString(s)
	}
	document.Walk(root, func(n *document.Node, ancestors []*document.Node) bool {
		c := clause{node: n, level: len(ancestors), text: n.Plain()}
		if c.level > 0 {
			c.parent = ancestors[c.level-1].ID
		}
		if at > 0 && (n.Num != "" || c.text != "") {
			write("\n")
		}
		write(n.Num)
		if n.Num != "" && c.text != "" {
			write(" ")
		}
		c.start = at
		write(c.text)
		c.end = at
		list.clauses = append(list.clauses, c)
		if n.Kind == document.Note {
			list.order[n] = len(list.clauses)
		}
		return true
	})
	list.text = text.String()
	return list
}
