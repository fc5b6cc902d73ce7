package verify

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/plurilex/plurilex/convert/document"
)

// compare demands that the tree reads aloud the texts of the model, in their
// order. A text that says nothing has no part.
func (c *checker) compare() {
	if len(c.want.Expressions) == 1 {
		c.compareOne(c.want.Expressions[0], c.root)
		return
	}
	parts := c.root.kids
	for _, e := range c.want.Expressions {
		if len(parts) > 0 && parts[0].element != nil && textOf(parts[0].element.dict, "Lang") == e.Language {
			c.compareOne(e, parts[0].element)
			parts = parts[1:]
			continue
		}
		c.compareOne(e, nil)
	}
	if len(c.want.Expressions) > 0 && len(parts) > 0 {
		c.fault(ours, "law 1", "the document has a part that is none of its languages, or in the wrong place: %s", parts[0].element)
	}
}

func (c *checker) compareOne(e *document.Expression, part *element) {
	var model texts
	model.node(e.Root, model.add())
	want, have := model.solid(), c.reading(part).solid()
	if len(have) != len(want) {
		c.fault(ours, "law 1", "%d notes are read aloud, the text has %d; missing: %.80q", len(have)-1, len(want)-1, missing(want[1:], have[1:]))
	}
	for i := range min(len(want), len(have)) {
		what := "the text"
		if i > 0 {
			what = fmt.Sprintf("note %d", i)
		}
		w, h := want[i], have[i]
		if w == h {
			continue
		}
		at := 0
		for at < len(w) && at < len(h) && w[at] == h[at] {
			at++
		}
		c.fault(ours, "law 1", "%s in language %s is not the model's: want ...%s, have ...%s", what, e.Language, excerpt(w, at), excerpt(h, at))
	}
}

// missing is the first of want that is not in have, or "".
func missing(want, have []string) string {
	for _, w := range want {
		if !slices.Contains(have, w) {
			return w
		}
	}
	return ""
}

// excerpt is the text around a byte, quoted.
func excerpt(s string, at int) string {
	const around = 30
	return fmt.Sprintf("%q", strings.ToValidUTF8(s[max(0, at-around):min(len(s), at+around)], ""))
}

// texts is the text without its notes, and after it that of each note in the
// order of their calls.
type texts []*strings.Builder

func (t *texts) add() *strings.Builder {
	b := new(strings.Builder)
	*t = append(*t, b)
	return b
}

// solid is the texts made comparable; notes that say nothing are left out.
func (t texts) solid() []string {
	var out []string
	for i, b := range t {
		if s := solid(b.String()); s != "" || i == 0 {
			out = append(out, s)
		}
	}
	return out
}

func (t *texts) node(n *document.Node, b *strings.Builder) {
	if n.Kind == document.Note {
		b = t.add()
	}
	b.WriteString(n.Num)
	t.inlines(n.Text, b)
	for _, child := range n.Children {
		t.node(child, b)
	}
}

func (t *texts) inlines(text []document.Inline, b *strings.Builder) {
	for i := range text {
		b.WriteString(text[i].Text)
		t.inlines(text[i].Children, b)
		if text[i].Note != nil {
			t.node(text[i].Note, b)
		}
	}
}

// solid is a text without what pages add, drop or move: white space, hyphens of
// line ends, marks that only steer joining, breaking or direction.
func solid(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			if r <= ' ' {
				return -1
			}
		case r == 0xAD, r == 0x61C, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069, r == 0xFEFF,
			unicode.IsSpace(r):
			return -1
		}
		return r
	}, text)
}
