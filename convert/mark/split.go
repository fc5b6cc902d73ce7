package mark

import (
	"strings"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
)

// Apply finds the marks in the Words of text and wraps them: what it returns
// reads the same, with Date, Reference, References, Number, Mention and Link
// inlines around the words they mark. A mark may go across several inlines, a
// page break or the mark of a note in mid-reference; it holds them then.
//
// Span gives the bytes of the source that a piece of one of the Words came from;
// start and end are bytes of its Text. It is asked only for Words that are cut, in
// the order of the text.
// The inlines of text are not changed.
func (ctx Context) Apply(text []document.Inline, span func(in *document.Inline, start, end int) diag.Span) []document.Inline {
	plain, words := plain(text)
	if !words {
		return text
	}
	marks := ctx.Find(plain)
	if len(marks) == 0 {
		return text
	}
	c := cutter{text: text, span: span}
	// Each mark is one inline with words before it.
	out := make([]document.Inline, 0, len(text)+2*len(marks))
	return c.upTo(c.wrap(out, marks), len(plain))
}

// Apply is Context.Apply for a text of an unknown country.
func Apply(text []document.Inline, p *language.Pack, span func(in *document.Inline, start, end int) diag.Span) []document.Inline {
	return Context{Pack: p}.Apply(text, span)
}

// plain joins the words of text. What is not words is one U+FFFC, which is part
// of no mark's words but does not end them: what cannot be inside a word stays
// beside it.
func plain(text []document.Inline) (joined string, words bool) {
	if len(text) == 1 && text[0].Kind == document.Words {
		return text[0].Text, true
	}
	var b strings.Builder
	for i := range text {
		if text[i].Kind == document.Words {
			b.WriteString(text[i].Text)
			words = true
		} else {
			b.WriteString(object)
		}
	}
	return b.String(), words
}

const object = "\ufffc"

// cutter hands out the inlines of a text from left to right.
type cutter struct {
	text  []document.Inline
	span  func(in *document.Inline, start, end int) diag.Span
	index int // of the inline that at is in
	start int // where that inline starts in the joined text
	at    int // how much of the joined text has been handed out
}

// wrap hands out everything up to the end of the last mark.
func (c *cutter) wrap(out []document.Inline, marks []Mark) []document.Inline {
	for i := range marks {
		m := &marks[i]
		out = c.upTo(out, m.Start)
		in := make([]document.Inline, 0, max(1, 2*len(m.Children)))
		if m.Kind == document.References {
			in = c.wrap(in, m.Children)
		}
		in = c.upTo(in, m.End)
		outer := document.Inline{Kind: m.Kind, Role: m.Role, Value: m.Value, Target: m.Target, Children: in}
		for k := range in {
			if in[k].Kind != document.NoteCall {
				outer.Span = outer.Span.Union(in[k].Span)
			}
		}
		out = append(out, outer)
	}
	return out
}

// upTo hands out the inlines up to a place of the joined text.
func (c *cutter) upTo(out []document.Inline, to int) []document.Inline {
	for c.at < to && c.index < len(c.text) {
		in := &c.text[c.index]
		size := len(object)
		if in.Kind == document.Words {
			size = len(in.Text)
		}
		end := min(to, c.start+size)
		switch {
		case in.Kind != document.Words, c.at == c.start && end == c.start+size:
			out = append(out, *in)
		default:
			piece := *in
			from, upto := c.at-c.start, end-c.start
			piece.Text = in.Text[from:upto]
			piece.Span = c.span(in, from, upto)
			out = append(out, piece)
		}
		c.at = end
		if end == c.start+size {
			c.start += size
			c.index++
		}
	}
	return out
}
