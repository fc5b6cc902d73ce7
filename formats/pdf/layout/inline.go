package layout

import (
	"strings"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/font"
)

// writer is where running text goes: a leaf of the structure, and the part of
// it that is being written.
type writer struct {
	tongue *tongue
	leaf   *leaf
	part   *leaf
}

// words adds text.
func (b *builder) words(p *prose, w *writer, text string, f face) {
	if text == "" {
		return
	}
	l := w.leaf
	if p.rtl {
		// Text from right to left says itself what it is: programs that read
		// it off the page disagree on the order of its letters.
		if w.part == nil {
			w.part = &leaf{tag: &display.Tag{Role: roleSpan}, parent: w.leaf, link: w.leaf.link}
		}
		l = w.part
		l.tag.ActualText += text
	}
	p.add(text, f, w.tongue, l)
}

// addWords adds text that belongs to a tag as a whole.
func (b *builder) addWords(p *prose, text string, f face, t *tongue, tag *display.Tag) {
	b.words(p, &writer{tongue: t, leaf: &leaf{tag: tag, attached: true}}, text, f)
}

// within starts a tag inside a writer's.
func (w *writer) within(role string) *writer {
	w.part = nil
	return &writer{tongue: w.tongue, leaf: &leaf{tag: &display.Tag{Role: role}, parent: w.leaf, link: w.leaf.link}}
}

// Characters of Unicode's bidirectional algorithm.
const (
	leftToRightIsolate = '\u2066'
	firstStrongIsolate = '\u2068'
	popIsolate         = '\u2069'
)

// isolated adds inlines that must not be mixed up with a text around them that
// is read from right to left: numbers, addresses, words of another language.
func (b *builder) isolated(p *prose, w *writer, text []document.Inline, f face, look Look) {
	if !p.rtl {
		b.inlines(p, w, text, f, look)
		return
	}
	start := leftToRightIsolate
	if strings.ContainsFunc(document.Plain(text), rightToLeft) {
		start = firstStrongIsolate
	}
	p.steer(start, f, w.tongue, w.leaf)
	b.inlines(p, w, text, f, look)
	p.steer(popIsolate, f, w.tongue, w.leaf)
}

func (b *builder) inlines(p *prose, w *writer, text []document.Inline, f face, look Look) {
	for i := range text {
		b.inline(p, w, &text[i], f, look)
	}
}

// inline adds one inline. Every InlineKind has its case.
func (b *builder) inline(p *prose, w *writer, in *document.Inline, f face, look Look) {
	switch in.Kind {
	case document.Words:
		b.words(p, w, in.Text, f)

	case document.Mention, document.Markup, document.InvalidInline:
		b.words(p, w, in.Text, f)
		b.inlines(p, w, in.Children, f, look)

	case document.Date, document.Number, document.References:
		b.isolated(p, w, in.Children, f, look)

	case document.Reference, document.Link:
		target := b.target(in)
		if target == nil {
			b.isolated(p, w, in.Children, f, look)
			return
		}
		inner := w.within(roleLink)
		inner.leaf.link = target
		b.isolated(p, inner, in.Children, f, look)

	case document.Phrase:
		t := b.tongue(w.tongue, in.Language)
		if t == w.tongue {
			b.inlines(p, w, in.Children, f, look)
			return
		}
		inner := w.within(roleSpan)
		inner.tongue = t
		inner.leaf.tag.Language = t.tag
		b.isolated(p, inner, in.Children, f, look)

	case document.Emphasis:
		b.inlines(p, w, in.Children, emphasised(f, in.Role), look)

	case document.NoteCall:
		nt := b.callNote(w.tongue, in.Note, in.Text)
		b.calls = append(b.calls, nt)
		p.notes = append(p.notes, noteMark{len(p.text), nt})
		b.noteMark(p, w, in.Text, nt.tag.ID, f)

	case document.NoteAgain:
		b.noteMark(p, w, in.Text, b.prefix+strings.TrimPrefix(in.Target, "#"), f)

	case document.Break:
		p.newline()
		b.inlines(p, w, in.Children, f, look)

	case document.Picture:
		inner := w.within(roleFigure)
		inner.leaf.tag.Alt = in.Text
		if in.Text == "" {
			inner.leaf.tag.Alt = in.Target
		}
		b.words(p, inner, in.Text, emphasised(f, "italic"))
		b.faults.picture(b.language, in.Target, "", in.Span)
	}
}

// emphasised is a look with an emphasis on it.
func emphasised(f face, role string) face {
	switch role {
	case "bold":
		f.style |= font.Bold
	case "italic":
		f.style ^= font.Italic
	case "underline":
		f.underline = true
	case "superscript":
		f.rise += f.size / 3
		f.size = f.size * 7 / 10
	case "subscript":
		f.rise -= f.size / 6
		f.size = f.size * 7 / 10
	}
	return f
}

// target is where a reference or a web address leads, or nil when that is no
// place that a reader of the page can go to.
func (b *builder) target(in *document.Inline) *link {
	contents := strings.TrimSpace(document.Plain(in.Children))
	id, inside := strings.CutPrefix(in.Target, "#")
	switch {
	case contents == "":
	case inside && b.targets[id]:
		return &link{dest: b.prefix + id, contents: contents}
	case strings.HasPrefix(in.Target, "http://"), strings.HasPrefix(in.Target, "https://"), strings.HasPrefix(in.Target, "mailto:"):
		return &link{uri: in.Target, contents: contents}
	}
	return nil
}

// rightToLeft reports whether r is a letter of a script that is written from
// right to left.
func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC || r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF
}
