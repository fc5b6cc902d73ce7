package verify

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/plurilex/plurilex/convert/document"
)

// compare demands that the tree reads aloud the text of the model, in its order.
func (c *checker) compare(e *document.Expression) {
	var want texts
	want.node(e.Root, want.add())
	have := c.reading()
	if len(have) != len(want) {
		c.fault(ours, "law 1", "%d notes are read aloud, the text has %d", len(have)-1, len(want)-1)
	}
	for i := range min(len(want), len(have)) {
		what := "the text"
		if i > 0 {
			what = fmt.Sprintf("note %d", i)
		}
		w, h := solid(want[i].String()), solid(have[i].String())
		if w == h {
			continue
		}
		at := 0
		for at < len(w) && at < len(h) && w[at] == h[at] {
			at++
		}
		c.fault(ours, "law 1", "%s is not the model's: want ...%s, have ...%s", what, excerpt(w, at), excerpt(h, at))
	}
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
