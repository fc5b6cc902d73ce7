package json

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
)

// decode reads a document.
//
// What is said twice is read where it is said best, the structure from the
// levels of the clauses, the text from their "text", and the rest is checked: a
// wrong order or parent is an error, since one of the two is a slip; a text that
// is not the one its hash was made of is a finding.
func decode(ctx context.Context, data []byte, name string, env *convert.Env) (*document.Work, error) {
	c := cursor{data: bytes.TrimPrefix(data, utf8BOM)}
	if !utf8.Valid(c.data) {
		return nil, c.fail(invalidUTF8(c.data), "bytes that are not UTF-8")
	}
	d := decoder{cursor: c, name: name, ctx: ctx, env: env, work: new(document.Work)}
	if err := d.document(); err != nil {
		return nil, err
	}
	if d.peek(); d.pos < len(d.data) {
		return nil, d.unexpected("the end of the file")
	}
	return d.work, nil
}

// invalidUTF8 is the offset of the first byte that is not UTF-8.
func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

type decoder struct {
	cursor
	name string // of the file
	ctx  context.Context
	env  *convert.Env
	work *document.Work

	counted diag.Position // of the last finding

	// unknown are the foreign members of what is being read of the Work, an
	// Expression or a Node, and base is how long the path to it is.
	unknown []document.Extension
	base    int
}

// fields reads an object whose members are in the table; known reads the value
// of one that is. The others are kept.
func (d *decoder) fields(table []string, known func(name string) error) error {
	return d.object(func(name string) (bool, error) {
		if !slices.Contains(table, name) {
			return false, nil
		}
		return true, known(name)
	}, d.keep)
}

// keep reads a member that nobody knows, as an extension.
func (d *decoder) keep(string) error {
	value, err := d.raw()
	if err != nil {
		return err
	}
	var pointer strings.Builder
	for _, s := range d.path[d.base:] {
		if s.name != "" {
			pointer.WriteString("/" + escape.Replace(s.name))
		} else {
			fmt.Fprintf(&pointer, "/%d", s.index)
		}
	}
	d.unknown = append(d.unknown, document.Extension{Name: foreignPrefix + pointer.String(), Data: string(value)})
	return nil
}

// within reads a Work, Expression or Node: the members nobody knows in it go to
// the end of its extensions.
func (d *decoder) within(extensions *[]document.Extension, read func() error) error {
	outer, base := d.unknown, d.base
	d.unknown, d.base = nil, len(d.path)
	if err := read(); err != nil {
		return err
	}
	*extensions = append(*extensions, d.unknown...)
	d.unknown, d.base = outer, base
	return nil
}

// optional reads a string or null, which is "".
func (d *decoder) optional(to *string) error {
	if d.null() {
		*to = ""
		return nil
	}
	return d.text(to)
}

func (d *decoder) text(to *string) (err error) {
	*to, err = d.str()
	return err
}

// whole reads a whole number of at most max.
func (d *decoder) whole(to *int, max int64) error {
	at := d.pos
	n, err := d.integer()
	if err == nil && n > max {
		err = d.fail(at, "%d is more than %d", n, max)
	}
	*to = int(n)
	return err
}

// maxNumber is the largest number that every reader of JSON holds exactly.
const maxNumber = 1<<53 - 1

func (d *decoder) document() error {
	var iri string
	var iriAt int
	var expressions bool
	return d.within(&d.work.Extensions, func() error {
		err := d.fields(documentMembers, func(name string) error {
			switch name {
			case "$schema":
				return d.constant(schemaURN)
			case "schema_name":
				return d.constant(schemaName)
			case "schema_version":
				at := d.pos
				version, err := d.str()
				if err == nil && !strings.HasPrefix(version, majorVersion) {
					err = d.fail(at, "version %s is read by another version of the program", version)
				}
				return err
			case "generator":
				return d.fields(generatorMembers, func(string) error {
					var ignored string
					return d.optional(&ignored)
				})
			case "work":
				iriAt = d.pos
				return d.workObject(&iri)
			case "extensions":
				return d.extensions(&d.work.Extensions)
			default: // expressions
				expressions = true
				return d.array(func(int) error { return d.expression() })
			}
		})
		if err == nil && !expressions {
			err = d.fail(0, "there are no expressions")
		}
		if err == nil && iri != "" && iri != naming.Work(d.work.Identity) {
			d.note(iriAt, "the id of the work is not the one that its date, type and number make: "+iri)
		}
		return err
	})
}

// constant reads a string that can only be want.
func (d *decoder) constant(want string) error {
	at := d.pos
	got, err := d.str()
	if err == nil && got != want {
		err = d.fail(at, "%q is not %q", got, want)
	}
	return err
}

// note reports that a member which follows from others does not.
func (d *decoder) note(offset int, message string) { d.report("JSN003", offset, "", message) }

func (d *decoder) report(code diag.Code, offset int, id, message string) {
	found := diag.New(code, message)
	found.File = d.name
	found.Start = d.place(offset)
	found.Span = diag.Span{Start: offset, End: offset + 1}
	found.NodeID = id
	d.env.Report(found)
}

// place is the position of an offset. Most findings come in the order of the
// file, and the lines before the last one are not counted again.
func (d *decoder) place(offset int) diag.Position {
	if offset < d.counted.Offset {
		d.counted = diag.Position{}
	}
	from := d.counted.Offset
	p := position(d.data[from:], offset-from)
	if p.Line == 1 {
		p.Column += max(0, d.counted.Column-1)
	}
	p.Line += max(0, d.counted.Line-1)
	p.Offset = offset
	d.counted = p
	return p
}

func (d *decoder) workObject(iri *string) error {
	w := d.work
	members := map[string]*string{
		"id": iri, "profile": &w.Profile, "country": &w.Identity.Country, "type": &w.Identity.Type,
		"subtype": &w.Identity.Subtype, "author": &w.Identity.Author, "date": &w.Identity.Date,
		"year": &w.Identity.Year, "number": &w.Identity.Number,
	}
	return d.fields(workMembers, func(name string) error {
		switch name {
		case "identifiers":
			return d.array(func(int) error {
				var id document.Identifier
				err := d.fields(identifierMembers, func(name string) error {
					switch name {
					case "scheme":
						return d.text(&id.Scheme)
					case "value":
						return d.optional(&id.Value)
					case "origin":
						return d.optional(&id.Origin)
					default:
						return d.span(&id.Span, inSource)
					}
				})
				w.Identifiers = append(w.Identifiers, id)
				return err
			})
		case "subjects":
			return d.array(func(int) error {
				var s document.Subject
				err := d.fields(subjectMembers, func(name string) error {
					switch name {
					case "scheme":
						return d.optional(&s.Scheme)
					case "iri":
						return d.optional(&s.IRI)
					default:
						return d.optional(&s.Label)
					}
				})
				w.Subjects = append(w.Subjects, s)
				return err
			})
		case "publication":
			if d.null() {
				return nil
			}
			w.Publication = new(document.Publication)
			return d.fields(publicationMembers, func(name string) error {
				switch name {
				case "name":
					return d.optional(&w.Publication.Name)
				case "number":
					return d.optional(&w.Publication.Number)
				default:
					return d.optional(&w.Publication.Date)
				}
			})
		case "entities":
			return d.array(func(int) error {
				var e document.Entity
				err := d.fields(entityMembers, func(name string) error {
					switch name {
					case "key":
						return d.text(&e.Key)
					case "class":
						return d.text(&e.Class)
					case "iri":
						return d.optional(&e.IRI)
					case "label":
						return d.optional(&e.Label)
					default:
						return d.optional(&e.Short)
					}
				})
				w.Entities = append(w.Entities, e)
				return err
			})
		default:
			return d.optional(members[name])
		}
	})
}

// extensions reads extensions of their own, which come before those that were
// foreign members.
func (d *decoder) extensions(to *[]document.Extension) error {
	return d.array(func(int) error {
		var x document.Extension
		err := d.object(func(name string) (bool, error) {
			switch name {
			case "name":
				return true, d.text(&x.Name)
			case "data":
				return true, d.text(&x.Data)
			}
			return true, d.fail(d.pos, "an extension has no such member")
		}, nil)
		*to = append(*to, x)
		return err
	})
}

func (d *decoder) span(to *diag.Span, m measure) error {
	at := d.pos
	var got measure
	err := d.fields(spanMembers, func(name string) error {
		switch name {
		case "start":
			return d.whole(&to.Start, maxNumber)
		case "end":
			return d.whole(&to.End, maxNumber)
		case "unit":
			return d.text(&got.unit)
		default:
			return d.text(&got.of)
		}
	})
	switch {
	case err != nil:
	case got != m:
		err = d.fail(at, "a span in %s of %s stands where one in %s of %s should be", orNothing(got.unit), orNothing(got.of), m.unit, m.of)
	case to.End < to.Start:
		err = d.fail(at, "the span ends at %d before it starts at %d", to.End, to.Start)
	}
	return err
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

func (d *decoder) expression() error {
	if err := d.ctx.Err(); err != nil {
		return err
	}
	e := new(document.Expression)
	at := d.pos
	var said struct{ title, text string }
	var textAt, titleAt int
	var clauses []readClause
	err := d.within(&e.Extensions, func() error {
		return d.fields(expressionMembers, func(name string) error {
			var ignored string
			switch name {
			case "language":
				return d.text(&e.Language)
			case "title":
				titleAt = d.pos
				return d.optional(&said.title)
			case "text":
				textAt = d.pos
				return d.text(&said.text)
			case "source":
				return d.source(&e.Source)
			case "extensions":
				return d.extensions(&e.Extensions)
			case "clauses":
				return d.array(func(i int) error {
					if i%1024 == 0 && d.ctx.Err() != nil {
						return d.ctx.Err()
					}
					clauses = append(clauses, readClause{})
					return d.clause(&clauses[i])
				})
			default:
				return d.optional(&ignored)
			}
		})
	})
	if err != nil {
		return err
	}
	if len(clauses) == 0 {
		return d.fail(at, "the expression has no clauses; the first is the document itself")
	}
	if err := d.assemble(clauses); err != nil {
		return err
	}
	e.Root = clauses[0].node
	d.work.Expressions = append(d.work.Expressions, e)
	if textAt > 0 && said.text != flatten(e.Root).text {
		d.note(textAt, "the text of the expression is not that of its clauses, which is taken")
	}
	if titleAt > 0 && said.title != e.Title() {
		d.note(titleAt, "the title of the expression is not that of its clauses, which is taken")
	}
	return nil
}

func (d *decoder) source(s *document.Source) error {
	return d.fields(sourceMembers, func(name string) error {
		switch name {
		case "name":
			return d.optional(&s.Name)
		case "media_type":
			return d.optional(&s.MediaType)
		case "bytes":
			n, err := d.integer()
			s.Size = n
			return err
		case "sha256":
			return d.optional(&s.SHA256)
		case "charset":
			return d.optional(&s.Encoding)
		default: // left_out
			return d.array(func(int) error {
				var o document.Omission
				err := d.fields(omissionMembers, func(name string) error {
					if name == "reason" {
						return d.text(&o.Reason)
					}
					return d.span(&o.Span, inSource)
				})
				s.LeftOut = append(s.LeftOut, o)
				return err
			})
		}
	})
}

// readClause is a clause before it has found its place in the tree.
type readClause struct {
	node      *document.Node
	at        int // offset in the file
	level     int
	parent    string
	hasParent bool
	calls     []noteCall
}

// noteCall is an inline and the order of the note that hangs on it.
type noteCall struct {
	inline *document.Inline
	order  int
	at     int
}

// readInline is an inline before it has got its text.
type readInline struct {
	inline   document.Inline
	at       int
	chars    diag.Span
	hasChars bool
	note     int // order of the note, or 0
	children []readInline
}

func (d *decoder) clause(c *readClause) error {
	n := new(document.Node)
	index := d.path[len(d.path)-1].index
	*c = readClause{node: n, at: d.pos, level: -1}
	var text, hash string
	var hasType, hasText bool
	var hashAt int
	var inlines []readInline
	err := d.within(&n.Extensions, func() error {
		return d.fields(clauseMembers, func(name string) error {
			at := d.pos
			switch name {
			case "order":
				var order int
				err := d.whole(&order, maxNumber)
				if err == nil && order != index+1 {
					err = d.fail(at, "the clause is number %d in the list", index+1)
				}
				return err
			case "id":
				return d.optional(&n.ID)
			case "type":
				hasType = true
				return d.kind(&n.Kind)
			case "role":
				return d.optional(&n.Role)
			case "num":
				return d.optional(&n.Num)
			case "level":
				return d.whole(&c.level, document.MaxDepth)
			case "parent":
				c.hasParent = true
				return d.optional(&c.parent)
			case "language":
				return d.optional(&n.Language)
			case "columns":
				return d.whole(&n.Columns, maxNumber)
			case "rows":
				return d.whole(&n.Rows, maxNumber)
			case "header":
				var err error
				n.Header, err = d.boolean()
				return err
			case "num_span":
				return d.span(&n.NumSpan, inSource)
			case "span":
				return d.span(&n.Span, inSource)
			case "text":
				hasText = true
				return d.text(&text)
			case "text_hash":
				hashAt = at
				return d.optional(&hash)
			case "char_span":
				// It follows from the text of all clauses.
				var ignored diag.Span
				return d.span(&ignored, inExpression)
			case "inlines":
				return d.inlines(&inlines)
			default:
				return d.extensions(&n.Extensions)
			}
		})
	})
	switch {
	case err != nil:
		return err
	case !hasType:
		return d.fail(c.at, "the clause has no type")
	case c.level < 0:
		return d.fail(c.at, "the clause has no level")
	}
	if hasText && inlines == nil && text != "" {
		// What other programs write may have no marks.
		n.Text = []document.Inline{{Kind: document.Words, Text: text}}
	} else {
		t := textReader{d: d, text: text}
		if n.Text, err = t.inlines(inlines); err != nil {
			return err
		}
		if t.rest() != "" {
			return d.fail(c.at, "the text goes on after its inlines: %q", cut(t.rest()))
		}
		linkNotes(n.Text, inlines, &c.calls)
	}
	if hash != "" && hash != string(appendHash(nil, text)) {
		d.report("JSN002", hashAt, n.ID, "the text is not the one that its hash was made of")
	}
	return nil
}

// cut is the beginning of a long text.
func cut(text string) string {
	const most = 40
	for i := range text {
		if i >= most {
			return text[:i] + "…"
		}
	}
	return text
}

func (d *decoder) kind(to *document.Kind) error {
	at := d.pos
	name, err := d.str()
	if err != nil {
		return err
	}
	if *to, err = document.ParseKind(name); err != nil {
		return d.fail(at, "%v", err)
	}
	return nil
}

func (d *decoder) inlines(to *[]readInline) error {
	*to = []readInline{}
	return d.array(func(int) error {
		in := readInline{at: d.pos}
		err := d.fields(inlineMembers, func(name string) error {
			at := d.pos
			switch name {
			case "kind":
				kind, err := d.str()
				if err != nil {
					return err
				}
				if in.inline.Kind, err = document.ParseInlineKind(kind); err != nil {
					return d.fail(at, "%v", err)
				}
				return nil
			case "role":
				return d.optional(&in.inline.Role)
			case "value":
				return d.optional(&in.inline.Value)
			case "target":
				return d.optional(&in.inline.Target)
			case "language":
				return d.optional(&in.inline.Language)
			case "description":
				return d.text(&in.inline.Text)
			case "char_span":
				in.hasChars = true
				return d.span(&in.chars, inClause)
			case "span":
				return d.span(&in.inline.Span, inSource)
			case "note":
				return d.fields(noteMembers, func(name string) error {
					if name == "order" {
						return d.whole(&in.note, maxNumber)
					}
					var ignored string
					return d.optional(&ignored)
				})
			default:
				return d.inlines(&in.children)
			}
		})
		switch {
		case err != nil:
			return err
		case in.inline.Kind == document.InvalidInline:
			return d.fail(in.at, "the inline has no kind")
		case !in.hasChars:
			return d.fail(in.at, "the inline has no char_span")
		case in.inline.Text != "" && in.inline.Kind != document.Picture:
			return d.fail(in.at, "only a picture has a description")
		}
		*to = append(*to, in)
		return nil
	})
}

// textReader deals the text of a clause out to its inlines, which have to cover
// it without gap or overlap.
type textReader struct {
	d     *decoder
	text  string
	bytes int // of text that were dealt out
	runes int // the same in code points
}

func (t *textReader) rest() string { return t.text[t.bytes:] }

func (t *textReader) inlines(list []readInline) ([]document.Inline, error) {
	if len(list) == 0 {
		return nil, nil
	}
	out := make([]document.Inline, len(list))
	for i := range list {
		in := &list[i]
		if in.chars.Start != t.runes {
			return nil, t.d.fail(in.at, "the inline starts at code point %d, the one before it ends at %d", in.chars.Start, t.runes)
		}
		var err error
		out[i] = in.inline
		switch {
		case in.inline.Kind == document.Break:
			if !t.take(1) || t.text[t.bytes-1] != '\n' {
				return nil, t.d.fail(in.at, "the text has no line feed where it breaks")
			}
		case len(in.children) > 0:
			out[i].Children, err = t.inlines(in.children)
		default:
			from := t.bytes
			if !t.take(in.chars.End - in.chars.Start) {
				return nil, t.d.fail(in.at, "the inline ends at code point %d, behind the end of the text", in.chars.End)
			}
			if t.bytes > from {
				out[i].Text = strings.Clone(t.text[from:t.bytes])
			}
		}
		if err == nil && in.chars.End != t.runes {
			err = t.d.fail(in.at, "the inline ends at code point %d, what is in it at %d", in.chars.End, t.runes)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// take deals out n code points, if there are so many.
func (t *textReader) take(n int) bool {
	for range n {
		if t.bytes == len(t.text) {
			return false
		}
		_, size := utf8.DecodeRuneInString(t.text[t.bytes:])
		t.bytes += size
		t.runes++
	}
	return true
}

// linkNotes lists the inlines on which notes hang.
func linkNotes(text []document.Inline, list []readInline, calls *[]noteCall) {
	for i := range list {
		if list[i].note > 0 {
			*calls = append(*calls, noteCall{&text[i], list[i].note, list[i].at})
		}
		if len(list[i].children) > 0 {
			linkNotes(text[i].Children, list[i].children, calls)
		}
	}
}

// assemble makes the tree of the list.
func (d *decoder) assemble(clauses []readClause) error {
	called := make([]bool, len(clauses))
	for i := range clauses {
		for _, call := range clauses[i].calls {
			k := call.order - 1
			switch {
			case k <= i || k >= len(clauses):
				return d.fail(call.at, "note %d does not come after the clause that calls it", call.order)
			case clauses[k].node.Kind != document.Note:
				return d.fail(call.at, "clause %d is no footnote but a %s", call.order, clauses[k].node.Kind)
			case called[k]:
				return d.fail(call.at, "footnote %d hangs on two inlines", call.order)
			case clauses[k].level != clauses[i].level+1:
				return d.fail(clauses[k].at, "the footnote is not on the level below the clause that calls it")
			}
			called[k] = true
			call.inline.Note = clauses[k].node
		}
	}
	var open []*document.Node // the clause before and those it is in, the root first
	for i := range clauses {
		c := &clauses[i]
		if i > 0 && c.level == 0 || c.level > len(open) {
			return d.fail(c.at, "a clause of level %d cannot follow one of level %d", c.level, len(open)-1)
		}
		open = open[:c.level]
		if c.level > 0 {
			parent := open[c.level-1]
			if c.hasParent && c.parent != parent.ID {
				return d.fail(c.at, "the parent is said to be %q, but by its level the clause is in %q", c.parent, parent.ID)
			}
			if !called[i] {
				parent.Children = append(parent.Children, c.node)
			}
		}
		open = append(open, c.node)
	}
	// A note stands in the list where it is called; one elsewhere would be
	// another document than the list says.
	i := 0
	var err error
	document.Walk(clauses[0].node, func(n *document.Node, _ []*document.Node) bool {
		if err == nil && n != clauses[i].node {
			err = d.fail(clauses[i].at, "the clause is not where document order has it")
		}
		i++
		return err == nil
	})
	return err
}
