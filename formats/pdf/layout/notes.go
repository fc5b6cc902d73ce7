package layout

import (
	"strconv"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/pdf/display"
)

// note is a footnote.
type note struct {
	tag    *display.Tag
	blocks []*block
	column int     // of the language on a page with several
	slabs  []*slab // once typeset: its lines and those of the notes that it calls
}

// looseNote builds a note that stands in the text and is called from nowhere.
func (b *builder) looseNote(c scope, n *document.Node, look Look) {
	tag := child(c.tag, roleNote)
	tag.ID = b.noteID(n)
	b.notes[tag.ID] = &note{tag: tag}
	b.mark(n)
	c.tag = tag
	c.look = document.Note.String()
	if n.Num != "" {
		l := label{at: c.indent}
		l.prose.rtl = c.tongue.rtl
		b.addWords(&l.prose, n.Num, plainFace(look), c.tongue, child(tag, roleLbl))
		b.pending = append(b.pending, l)
		c.indent += b.labelColumn(c, []*document.Node{n})
	}
	b.noteBody(c, n, look)
}

// noteBody builds the text of a note whose number is pending.
func (b *builder) noteBody(c scope, n *document.Node, look Look) {
	c.node = n
	if len(n.Text) > 0 {
		text := c
		text.tag = child(c.tag, roleP)
		p, calls := b.prose(text, n, look, false)
		b.paragraph(text, look, p)
		b.attachNotes(c.tag, calls)
	}
	b.children(c, n.Children)
	b.flush(c, look)
}

// callNote builds the body of a note, to be placed at the foot of the page.
func (b *builder) callNote(t *tongue, n *document.Node, sign string) *note {
	nt := &note{tag: &display.Tag{Role: roleNote, ID: b.noteID(n)}, column: b.column}
	b.notes[nt.tag.ID] = nt
	outer := struct {
		out     []*block
		pending []label
		marks   []mark
		calls   []*note
		newPage bool
	}{b.out, b.pending, b.marks, b.calls, b.newPage}
	b.out, b.pending, b.calls, b.newPage = nil, nil, nil, false
	b.marks = []mark{{dest: nt.tag.ID}}
	t = b.tongue(t, n.Language)
	b.tagLanguage(nt.tag, t)
	c := scope{tag: nt.tag, node: n, tongue: t, level: 6, outline: -1, look: document.Note.String()}
	look := b.look(c, n, t)
	l := label{}
	l.prose.rtl = t.rtl
	if n.Num != "" {
		b.addWords(&l.prose, n.Num, plainFace(look), t, child(nt.tag, roleLbl))
	} else if sign != "" {
		// The mark belongs to the text that calls the note; here it only
		// shows which note this is.
		l.prose.add(sign, plainFace(look), t, &leaf{artifact: "Layout"})
	}
	if len(l.prose.text) > 0 {
		b.pending = []label{l}
		c.indent = b.labelColumn(c, []*document.Node{{Kind: document.Note, Num: string(l.prose.text)}})
	}
	b.noteBody(c, n, look)
	nt.blocks = b.out
	outer.marks = append(outer.marks, b.leaveMarks()...)
	b.out, b.pending, b.marks, b.calls, b.newPage = outer.out, outer.pending, outer.marks, outer.calls, outer.newPage
	return nt
}

// attachNotes puts notes into the structure after the text that calls them.
func (b *builder) attachNotes(parent *display.Tag, calls []*note) {
	for _, nt := range calls {
		parent.Kids = append(parent.Kids, display.Kid{Tag: nt.tag})
	}
}

// noteID is a unique id of a note.
func (b *builder) noteID(n *document.Node) string {
	id := b.prefix + n.ID
	if n.ID == "" || b.notes[id] != nil {
		id = b.prefix + "note-" + strconv.Itoa(len(b.notes)+1)
		for b.notes[id] != nil {
			id += "-"
		}
	}
	return id
}

// noteMark adds the mark that calls a note.
func (b *builder) noteMark(p *prose, w *writer, mark, id string, f face) {
	if mark == "" {
		return
	}
	p.glue = append(p.glue, len(p.text))
	inner := w.within("Reference").within(roleLink)
	if b.notes[id] != nil {
		inner.leaf.link = &link{dest: id, contents: mark}
	} else {
		inner.leaf.tag.Role = roleSpan
	}
	b.words(p, inner, mark, emphasised(f, "superscript"))
}
