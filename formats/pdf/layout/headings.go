package layout

import (
	"strings"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/pdf/display"
)

// division builds an annex or a division of the body.
func (b *builder) division(c scope, n *document.Node, look Look) {
	if n.Kind == document.Annex {
		b.newPage = look.NewPage
	} else {
		look = b.job.Style.look("designation", n.Kind.String())
		look = b.scriptLook(look, c.tongue)
	}
	c.tag, c.node = child(c.tag, roleSect), n
	b.tagLanguage(c.tag, c.tongue)
	b.mark(n)
	b.bookmark(c, n, b.headline(n))
	inner := c
	inner.deeper()
	if n.Num != "" {
		c.tag = b.headingTag(c)
		p := prose{rtl: c.tongue.rtl}
		b.addWords(&p, n.Num+" ", plainFace(look), c.tongue, c.tag)
		b.paragraph(c, look, p)
		inner.heading = c.tag
	}
	inner.level++
	b.children(inner, n.Children)
}

// headings builds the name of a part. That of a division goes on the heading
// that its designation began.
func (b *builder) headings(c scope, parent *document.Node, n *document.Node, look Look) {
	if parent != nil && c.heading != nil && parent.Children[0] == n {
		look.Before = 0
		b.content(c, n, look, c.heading)
		return
	}
	if n.Kind == document.Subheading {
		b.content(c, n, look, nil)
		return
	}
	if parent == nil || !parent.Kind.Division() && parent.Kind != document.Annex {
		b.bookmark(c, n, n.Plain())
	} else {
		c.level--
	}
	b.content(c, n, look, b.headingTag(c))
}

// headingTag starts a heading.
func (b *builder) headingTag(c scope) *display.Tag {
	t := child(c.tag, roleHeading(max(1, min(c.level, deepestHeading))))
	b.tagLanguage(t, c.tongue)
	return t
}

// deeper takes what follows one level down in the outline, if it is in it.
func (c *scope) deeper() {
	if c.outline >= 0 {
		c.outline++
	}
}

// bookmark puts a node into the outline.
func (b *builder) bookmark(c scope, n *document.Node, title string) {
	if title != "" && c.outline >= 0 {
		b.marks = append(b.marks, mark{title: title, level: c.outline})
	}
}

// headlineRunes is how long a bookmark is at most.
const headlineRunes = 72

// headline is what the outline calls a clause: its number and its heading or
// the beginning of its text.
func (b *builder) headline(n *document.Node) string {
	text := n.Plain()
	if h := n.Child(document.Heading); h != nil {
		text = h.Plain()
	}
	for c := n; text == "" && len(c.Children) > 0; {
		c = c.Children[0]
		text = c.Plain()
	}
	return strings.TrimSpace(n.Num + " " + shorten(strings.Join(strings.Fields(text), " ")))
}

// shorten cuts a text after a word.
func shorten(text string) string {
	if utf8.RuneCountInString(text) <= headlineRunes {
		return text
	}
	cut, count := 0, 0
	for i, r := range text {
		if r == ' ' {
			cut = i
		}
		if count++; count > headlineRunes {
			if cut == 0 {
				cut = i
			}
			break
		}
	}
	return strings.TrimRight(text[:cut], " ,;:.") + "…"
}

// deepestHeading is the deepest level that a heading can have.
const deepestHeading = 6

func roleHeading(level int) string { return "H" + string(rune('0'+level)) }

// gradeHeadings makes sure that no heading is more than one level deeper than
// the one before (ISO 14289-1, 7.4.2). It returns the level of the last one.
func gradeHeadings(t *display.Tag, last int) int {
	for level := last + 2; level <= deepestHeading; level++ {
		if t.Role == roleHeading(level) {
			t.Role = roleHeading(last + 1)
		}
	}
	for level := 1; level <= deepestHeading; level++ {
		if t.Role == roleHeading(level) {
			last = level
		}
	}
	for _, k := range t.Kids {
		if k.Tag != nil {
			last = gradeHeadings(k.Tag, last)
		}
	}
	return last
}
