// Package layout sets a text as pages: it breaks paragraphs into lines and lines
// into pages and says what each piece means, all in a display list.
//
// It is a pure function of its Job. All lengths are integers of 1/1000 point.
package layout

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/font"
	"github.com/plurilex/plurilex/formats/pdf/hyphen"
)

// Job is what to lay out and how.
type Job struct {
	Work        *document.Work
	Expressions []*document.Expression // one, or those to stand beside each other in columns
	Style       *Style
	Paper       string        // a name of Style.Paper
	Fonts       *font.Library // nil means the embedded ones
	Languages   *language.Set // nil means the built-in ones
	Hyphens     *hyphen.Set   // nil means the built-in ones
}

// Layout lays a job out. The findings name what could not be shown as it is:
// letters that no font has, font files that cannot be used, pictures, tables
// wider than the page. The error is about the job itself and the data it names.
func Layout(job Job) (*display.Document, []diag.Diagnostic, error) {
	if len(job.Expressions) == 0 {
		return nil, nil, errors.New("nothing to lay out: the job has no expression")
	}
	paper, ok := job.Style.Paper[job.Paper]
	if !ok {
		names := make([]string, 0, len(job.Style.Paper))
		for name := range job.Style.Paper {
			names = append(names, name)
		}
		slices.Sort(names)
		return nil, nil, fmt.Errorf("unknown paper %q: the page style has %s", job.Paper, strings.Join(names, ", "))
	}
	if job.Fonts == nil {
		job.Fonts = font.Default()
	}
	if job.Languages == nil {
		job.Languages = language.Default()
	}
	if job.Hyphens == nil {
		job.Hyphens = hyphen.Default()
	}
	shaper := job.Fonts.Shaper()
	defer job.Fonts.Release(shaper)

	style := job.Style.columns(len(job.Expressions))
	job.Style = style
	found := &faults{}
	ts := &typesetter{shaper: shaper, missing: found.letter}
	main := job.Expressions[0]
	b := &builder{job: &job, ts: ts, tongues: map[string]*tongue{}, notes: map[string]*note{}, faults: found}
	t := b.tongue(nil, main.Language)
	doc := &display.Document{
		Title:    title(main, job.Work),
		Language: main.Language,
		RTL:      t.rtl,
		Width:    display.Unit(paper.Width),
		Height:   display.Unit(paper.Height),
		Root:     &display.Tag{Role: "Document"},
	}
	page := frame{display.Unit(style.Page.Start), display.Unit(paper.Width - style.Page.Start - style.Page.End)}
	if t.rtl {
		page.x = display.Unit(style.Page.End)
	}
	frames := columnFrames(page, len(job.Expressions), display.Unit(style.Page.Gutter), t.rtl)
	languages := make([][]*block, len(frames))
	for i, e := range job.Expressions {
		b.column = min(i, noteStacks-1)
		languages[i] = b.expression(doc.Root, e, frames[i])
	}
	if b.err != nil {
		return nil, nil, b.err
	}
	blocks := languages[0]
	if len(languages) > 1 {
		blocks = beside(languages, frames)
	}
	pg := &paginator{
		doc: doc, style: style, ts: ts, blocks: blocks, main: t, faults: found,
		emit: emitter{doc: doc, fonts: map[*font.Face]int{}},
	}
	pg.run()
	pg.footers(footer(job.Work))
	prune(doc.Root)
	gradeHeadings(doc.Root, 0)
	if len(found.missing) > 0 || pg.emit.found {
		found.fonts(job.Fonts.Fault())
	}
	return doc, found.all(job.Expressions), nil
}

// expression builds the blocks of an expression in a frame. Beside others it is
// a section of its own in the structure, and only the first is in the outline.
func (b *builder) expression(root *display.Tag, e *document.Expression, f frame) []*block {
	t := b.tongue(nil, e.Language)
	b.language, b.frame, b.out = e.Language, f, nil
	c := scope{tag: root, node: e.Root, tongue: t, level: 2}
	if len(b.job.Expressions) > 1 {
		c.tag = child(root, roleSect)
		c.tag.Language = e.Language
		b.prefix = e.Language + "/"
		if e != b.job.Expressions[0] {
			c.outline = -1
		}
	}
	b.aim(e.Root)
	b.node(c, e.Root)
	b.leaveMarks()
	return b.out
}

// title is what the document is called: its title, or its number.
func title(e *document.Expression, w *document.Work) string {
	for _, name := range []string{e.Title(), w.Identity.Number, e.Source.Name} {
		if name = strings.Join(strings.Fields(name), " "); name != "" {
			return name
		}
	}
	return e.Language
}

// footer is what names the document at the foot of each page.
func footer(w *document.Work) string {
	if w.Identity.Number != "" {
		return w.Identity.Number
	}
	for _, id := range w.Identifiers {
		return id.Value
	}
	return ""
}

// tongue is what is known of a language; "" is that of the text around it.
func (b *builder) tongue(outer *tongue, tag string) *tongue {
	if tag == "" {
		return outer
	}
	if t, ok := b.tongues[tag]; ok {
		return t
	}
	t := &tongue{tag: tag}
	pack, err := b.job.Languages.Get(tag)
	if err == nil {
		t.script, t.rtl = pack.Script, pack.RTL
		t.hyphens, err = b.job.Hyphens.Get(tag)
	}
	if b.err == nil {
		b.err = err
	}
	t.stack = b.job.Fonts.For(t.script)
	b.tongues[tag] = t
	return t
}

// aim notes which nodes there are that references lead to.
func (b *builder) aim(root *document.Node) {
	b.targets = map[string]bool{}
	ids := map[string]bool{}
	wanted := map[string]bool{}
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		ids[n.ID] = n.ID != ""
		document.EachInline(n.Text, func(in *document.Inline) {
			if id, ok := strings.CutPrefix(in.Target, "#"); ok {
				wanted[id] = true
			}
		})
		return true
	})
	for id := range wanted {
		if ids[id] {
			b.targets[id] = true
		}
	}
}

// prune drops tags that came to hold nothing.
func prune(t *display.Tag) {
	t.Kids = slices.DeleteFunc(t.Kids, func(k display.Kid) bool {
		if k.Tag == nil {
			return false
		}
		prune(k.Tag)
		return len(k.Tag.Kids) == 0 && k.Tag.Role != "TD" && k.Tag.Role != "TH"
	})
}
