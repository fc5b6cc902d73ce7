package akn

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/plurilex/plurilex/convert/document"
)

// clean folds white space and leaves control characters out.
func clean(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return r == ' ' || unicode.IsControl(r)
	}), " ")
}

// day is the calendar day that a date or date and time begins with, or "".
func day(value string) string {
	value = strings.TrimSpace(value)
	if len(value) < len(time.DateOnly) {
		return ""
	}
	value = value[:len(time.DateOnly)]
	if _, err := time.Parse(time.DateOnly, value); err != nil {
		return ""
	}
	return value
}

// line collects running text and what stands in its midst without being any:
// quoted structures, tables, lists.
type line struct {
	x      *extractor
	parent *document.Node
	front  bool // it is of the front of the text, where marks mean the text itself
	nodes  []*document.Node
	text   []document.Inline
	spaced bool // a space, or the start of the line, was just before
	depth  int
}

func (x *extractor) line(parent *document.Node) *line {
	return &line{x: x, parent: parent, spaced: true}
}

// deepestMark is how deep marks may stand in one another; what is deeper loses
// the mark and keeps the words.
const deepestMark = 40

// words adds text, white space folded over the borders of marks.
func (l *line) words(text string) {
	if s := l.fold(text); s != "" {
		l.text = append(l.text, document.Inline{Kind: document.Words, Text: s})
	}
}

func (l *line) fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case r == ' ' || r >= '\t' && r <= '\r' || r == '\u0085':
			if !l.spaced {
				b.WriteByte(' ')
			}
			l.spaced = true
		case unicode.IsControl(r):
			l.x.dropped++
		default:
			b.WriteRune(r)
			l.spaced = false
		}
	}
	return b.String()
}

// flush ends the text so far as a node.
func (l *line) flush() {
	l.text = trimmedEnd(l.text)
	if len(l.text) > 0 {
		l.nodes = append(l.nodes, &document.Node{Kind: document.Text, Text: l.text})
	}
	l.text, l.spaced = nil, true
}

func (l *line) finish() { l.flush() }

// trimmedEnd takes the space off the end of a line.
func trimmedEnd(text []document.Inline) []document.Inline {
	for len(text) > 0 {
		last := &text[len(text)-1]
		switch last.Kind {
		case document.Words:
			if last.Text = strings.TrimRight(last.Text, " "); last.Text != "" {
				return text
			}
		case document.NoteCall, document.NoteAgain, document.Picture:
			return text
		case document.Break:
		default:
			if last.Children = trimmedEnd(last.Children); len(last.Children) > 0 || emptyMarkup(last) {
				return text
			}
		}
		text = text[:len(text)-1]
	}
	return text
}

// emptyMarkup reports whether a mark says something without words in it.
func emptyMarkup(in *document.Inline) bool {
	return in.Kind == document.Markup && in.Role == roleElement("eop") && len(in.Children) == 0
}

// content adds what is in an element.
func (l *line) content(e *element) {
	for i := range e.content {
		if c := e.content[i].element; c != nil {
			l.element(c)
		} else {
			l.words(e.content[i].text)
		}
	}
}

// blockElements can stand in running text of files, and are none.
var blockElements = []string{
	"p", "table", "ul", "ol", "blockList", "blockContainer", "tblock", "toc", "foreign", "block", "div",
	"embeddedStructure", "quotedStructure", "subFlow", "content", "intro", "wrapUp", "hcontainer", "container",
	"tr", "td", "th", "longTitle", "formula", "citations", "recitals", "citation", "recital", "heading",
	"subheading", "num", "item", "listIntroduction", "listWrapUp", "crossHeading", "preface", "preamble", "body", "mainBody",
}

func (x *extractor) isBlock(e *element) bool {
	if !x.ours(e) {
		return false
	}
	return slices.Contains(blockElements, e.name) || divisionKinds[e.name] != document.Invalid || slices.Contains(otherDivisions, e.name)
}

// holdsBlocks reports whether an element has blocks in it, not counting those
// of notes.
func (x *extractor) holdsBlocks(e *element) bool {
	found := false
	e.each(func(c *element) {
		if found || c.name == "authorialNote" {
			return
		}
		found = x.isBlock(c) || x.holdsBlocks(c)
	})
	return found
}

// hasWords reports whether an element has text of its own or in marks.
func (x *extractor) hasWords(e *element) bool {
	for i := range e.content {
		if strings.TrimSpace(e.content[i].text) != "" {
			return true
		}
		if c := e.content[i].element; c != nil && (c.name == "authorialNote" || c.name == "noteRef" || c.name == "img" || x.hasWords(c)) {
			return true
		}
	}
	return false
}

// element adds one mark.
func (l *line) element(e *element) {
	x := l.x
	switch {
	case x.isBlock(e):
		l.flush()
		holder := &document.Node{Kind: document.Container}
		if e.name == "p" {
			// A p in a p, or in a li: a line of its own.
			x.line1(holder, e, document.Text, clean(e.attribute("class")))
		} else {
			x.block(holder, e)
		}
		if holder.Num != "" { // a num without a place
			holder.Children = append([]*document.Node{{Kind: document.Text, Text: []document.Inline{{Kind: document.Words, Text: holder.Num}}}}, holder.Children...)
		}
		l.nodes = append(l.nodes, holder.Children...)
		return
	case l.depth >= deepestMark:
		l.content(e)
		return
	case x.ours(e) && (e.name == "authorialNote" || e.name == "note"):
		mark := clean(e.attribute("marker"))
		l.text = append(l.text, document.Inline{Kind: document.NoteCall, Text: mark, Note: x.footnoteNode(e, mark)})
		l.spaced = false
		return
	case x.ours(e) && x.holdsBlocks(e):
		l.content(e)
		return
	}
	in, simple := x.inline(e, l.front)
	if simple {
		if in.Kind != document.InvalidInline {
			l.text = append(l.text, in)
			l.spaced = in.Kind == document.Break || l.spaced && in.Kind != document.NoteAgain && in.Kind != document.Picture
		}
		l.content(e) // nothing, by the rules
		return
	}
	outer := l.text
	l.text = nil
	l.depth++
	l.content(e)
	l.depth--
	in.Children = l.text
	l.text = outer
	if len(in.Children) > 0 {
		l.text = append(l.text, in)
	}
}

// footnoteNode reads the body of a note.
func (x *extractor) footnoteNode(e *element, mark string) *document.Node {
	n := x.start(e, document.Note)
	n.Num = mark
	x.lead(n, e)
	if n.NumSpan.Known() { // a number of its own
		n.Num = strings.TrimPrefix(n.Num, mark+" ")
	}
	return n
}

// simpleEmphasis is emphasis from the other side.
var simpleEmphasis = func() map[string]string {
	roles := map[string]string{}
	for role, tag := range emphasis {
		roles[tag] = role
	}
	return roles
}()

// inline reads one mark without the words in it. A simple one has none.
func (x *extractor) inline(e *element, front bool) (in document.Inline, simple bool) {
	in.Role = clean(e.attribute("class"))
	in.Value = clean(e.attribute("title"))
	if tag := shortest(e.language()); tag != "" && tag != x.work.Expressions[0].Language {
		in.Language = tag
	}
	if !x.ours(e) {
		in.Kind, in.Role = document.Markup, "xml:"+e.name
		return in, false
	}
	switch e.name {
	case "eol", "br":
		in.Kind = document.Break
		in.Value = ""
		return in, true
	case "img":
		in.Kind, in.Text, in.Target, in.Value = document.Picture, clean(e.attribute("alt")), e.attribute("src"), ""
		return in, true
	case "noteRef":
		return x.noteRef(e), true
	case "marker", "componentRef", "documentRef":
		return document.Inline{}, true
	case "date", "docDate":
		if d := day(e.attribute("date")); d != "" {
			in.Kind, in.Value = document.Date, d
			return in, false
		}
	case "ref":
		in.Kind, in.Target = document.Reference, strings.TrimSpace(e.attribute("href"))
		if role, ok := strings.CutPrefix(in.Role+" ", "number "); ok {
			in.Kind, in.Role = document.Number, strings.TrimSpace(role)
		}
		return in, false
	case "rref":
		in.Kind, in.Role = document.References, cmp.Or(in.Role, "range")
		if !x.holds(e, "ref") {
			in.Kind, in.Role = document.Reference, ""
			in.Target = strings.TrimSpace(e.attribute("from")) + rangeSign + strings.TrimSpace(e.attribute("upTo"))
		}
		return in, false
	case "mref":
		in.Kind = document.References
		return in, false
	case "a":
		in.Kind, in.Target, in.Value = document.Link, strings.TrimSpace(e.attribute("href")), ""
		return in, false
	case "b", "i", "u", "sup", "sub":
		return document.Inline{Kind: document.Emphasis, Role: simpleEmphasis[e.name], Language: in.Language}, false
	case "span":
		switch {
		case in.Language != "":
			in.Kind = document.Phrase
		case in.Role != "":
			in.Kind = document.Emphasis
		default:
			in.Kind, in.Role = document.Markup, roleElement(e.name)
		}
		if in.Kind != document.Markup {
			in.Value = ""
		}
		return in, false
	case "docNumber", "docketNumber":
		in.Kind = document.Number
		key := keyOf(e.attribute("refersTo"))
		text := clean(e.plain())
		if entry := x.entities[key]; entry != nil && !strings.HasPrefix(entry.IRI, unknownTarget) {
			in.Target = entry.IRI
		}
		switch {
		case x.schemes[key] != "":
			in.Role = x.schemes[key]
		case e.name == "docketNumber":
			in.Role = cmp.Or(in.Role, procedureScheme)
		default:
			for _, i := range x.work.Identifiers {
				if in.Role == "" && i.Value == text {
					in.Role = i.Scheme
				}
			}
		}
		in.Value = cmp.Or(in.Value, text)
		return in, false
	case "inline":
		return x.named(e, in), false
	case "eop":
		return document.Inline{Kind: document.Markup, Role: roleElement(e.name)}, true
	case "organization", "role", "person", "location", "concept", "event", "object", "process", "term", "entity",
		"docAuthority", "docType", "quantity", "docProponent":
		key := keyOf(e.attribute("refersTo"))
		if entity := x.entities[key]; entity != nil && key != "" {
			in.Kind, in.Value = document.Mention, key
			return in, false
		}
	}
	in.Kind, in.Role = document.Markup, roleElement(e.name)
	return in, false
}

// rangeSign stands between the ends of a range of portions (AKN Naming
// Convention 4.9).
const rangeSign = "->"

func (x *extractor) holds(e *element, name string) bool {
	found := false
	e.each(func(c *element) { found = found || c.name == name || x.holds(c, name) })
	return found
}

// named reads the generic mark: what the model has no element for, or what
// others name.
func (x *extractor) named(e *element, in document.Inline) document.Inline {
	switch name := e.attribute("name"); name {
	case "reference":
		in.Kind = document.Reference
	case "references":
		in.Kind = document.References
	case "link":
		in.Kind, in.Value = document.Link, ""
	case "number":
		in.Kind = document.Number
		in.Value = cmp.Or(in.Value, clean(e.plain()))
	case "markup":
		in.Kind, in.Role = document.Markup, ""
	default:
		in.Kind, in.Role = document.Markup, clean(name)
	}
	return in
}

// noteRef reads a call of a note that stands elsewhere: the first call of a
// note of the metadata has the note, any other points to it.
func (x *extractor) noteRef(e *element) document.Inline {
	href := strings.TrimSpace(e.attribute("href"))
	mark := clean(e.attribute("marker"))
	if f := x.notes[strings.TrimPrefix(href, "#")]; f != nil && f.called == nil {
		mark = cmp.Or(mark, clean(f.element.attribute("marker")))
		f.called = &document.Node{} // a note that calls itself ends here
		f.called = x.footnoteNode(f.element, mark)
		return document.Inline{Kind: document.NoteCall, Text: mark, Note: f.called}
	}
	return document.Inline{Kind: document.NoteAgain, Text: mark, Target: href}
}
