package source

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

// Media types of sources.
const (
	Plain = "text/plain"
	HTML  = "text/html" // or XML: tags are left out, and character references resolved
)

// Coverage checks that nothing of a source was lost and nothing was added: that
// every character of raw which is not white space is in exactly one number,
// piece of text or left-out range of e, and that the text there is the text of
// the source. It reports the first few faults with their places. An expression
// that was not read from raw (its Source has no size) has nothing to check.
func Coverage(e *document.Expression, raw []byte) error {
	if e.Source.Size == 0 && len(raw) == 0 {
		return nil
	}
	if int64(len(raw)) != e.Source.Size {
		return fmt.Errorf("the source has %d bytes, the expression was read from %d", len(raw), e.Source.Size)
	}
	c := coverage{text: As(raw, e.Source.Encoding)}
	if n := c.text.Raw(0); n <= 4 {
		c.mark = n
	}
	if e.Source.MediaType == HTML {
		c.text, _, _ = c.text.WithoutMarkup(nil)
	}
	c.collect(e)
	c.check()
	return errors.Join(c.problems...)
}

type leaf struct {
	span diag.Span
	text string // "" for a left-out range
	what string
}

type coverage struct {
	text     *Text
	mark     int // length of the byte order mark
	leaves   []leaf
	problems []error
}

const maxCoverageProblems = 10

func (c *coverage) fault(raw int, format string, args ...any) {
	if len(c.problems) < maxCoverageProblems {
		c.problems = append(c.problems, fmt.Errorf("%s: %s", c.text.Position(raw), fmt.Sprintf(format, args...)))
	}
}

func (c *coverage) collect(e *document.Expression) {
	for _, o := range e.Source.LeftOut {
		c.leaves = append(c.leaves, leaf{o.Span, "", o.Reason})
	}
	document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
		if n.NumSpan.Known() {
			c.leaves = append(c.leaves, leaf{n.NumSpan, n.Num, n.Kind.String() + " number"})
		}
		document.EachInline(n.Text, func(in *document.Inline) {
			switch in.Kind {
			case document.Words, document.NoteCall, document.NoteAgain, document.Picture:
				if in.Span.Known() {
					c.leaves = append(c.leaves, leaf{in.Span, in.Text, n.Kind.String()})
				}
			}
		})
		return true
	})
	slices.SortFunc(c.leaves, func(a, b leaf) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(a.span.End, b.span.End))
	})
}

func (c *coverage) check() {
	done := c.mark
	for _, l := range c.leaves {
		if l.span.Start < done {
			c.fault(l.span.Start, "%s (%s) begins inside what stands before it", l.what, clip(l.text))
		} else {
			c.gap(done, l.span.Start)
		}
		if l.text != "" {
			have := c.text.String[c.text.Offset(l.span.Start):c.text.Offset(l.span.End)]
			if !sameText(have, l.text) {
				c.fault(l.span.Start, "%s says %s where the source has %s", l.what, clip(l.text), clip(have))
			}
		}
		done = max(done, l.span.End)
	}
	c.gap(done, c.text.size)
}

// gap checks that nothing but white space lies between two leaves.
func (c *coverage) gap(from, to int) {
	if from >= to {
		return
	}
	start := c.text.Offset(from)
	between := c.text.String[start:c.text.Offset(to)]
	if i := strings.IndexFunc(between, func(r rune) bool { return !unicode.IsSpace(r) }); i >= 0 {
		c.fault(c.text.Raw(start+i), "nothing holds %s", clip(between[i:]))
	}
}

// sameText compares without white space, which may be folded.
func sameText(source, text string) bool {
	i, j := 0, 0
	for {
		for i < len(source) && (source[i] <= ' ' || source[i] >= utf8.RuneSelf) {
			n := space(source[i:])
			if n == 0 {
				break
			}
			i += n
		}
		for j < len(text) && (text[j] <= ' ' || text[j] >= utf8.RuneSelf) {
			n := space(text[j:])
			if n == 0 {
				break
			}
			j += n
		}
		if i == len(source) || j == len(text) {
			return i == len(source) && j == len(text)
		}
		if source[i] != text[j] {
			return false
		}
		i++
		j++
	}
}

// space is the length of the white space character that s begins with, or 0.
func space(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if unicode.IsSpace(r) {
		return n
	}
	return 0
}

func clip(s string) string {
	s = strings.Join(strings.Fields(s[:min(len(s), 200)]), " ")
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
