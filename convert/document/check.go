package document

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/diag"
)

// MaxDepth is how deep a tree may go, notes and inlines included.
const MaxDepth = 200

// maxProblems is how many faults Check names before it gives up.
const maxProblems = 20

// Check reports everything that makes w no proper Work: a kind in a place where
// it cannot be, text in a structural node, text that is not normalised, a span
// outside its parent's, an id used twice, a mark without its value. It runs
// after every reader, so that no writer ever meets a wrong tree. The error
// names each fault with the path of its node, up to a limit.
func Check(w *Work) error {
	c := checker{entities: w.EntitiesByKey()}
	if len(w.Expressions) == 0 {
		return errors.New("the work has no expression")
	}
	languages := map[string]bool{}
	for i, e := range w.Expressions {
		where := fmt.Sprintf("expression %d (%s)", i+1, e.Language)
		switch {
		case e.Language == "":
			c.fault(where, "no language; an unknown one is und")
		case languages[e.Language]:
			c.fault(where, "the language has an expression already")
		}
		languages[e.Language] = true
		if e.Root == nil || e.Root.Kind != Root {
			c.fault(where, "no root node")
			continue
		}
		c.ids = map[string]bool{}
		c.node(where, nil, e.Root, 1)
	}
	return errors.Join(c.problems...)
}

type checker struct {
	entities map[string]*Entity
	ids      map[string]bool
	problems []error
}

func (c *checker) fault(where, format string, args ...any) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...)))
	}
}

func (c *checker) node(path string, parent, n *Node, depth int) {
	if len(c.problems) >= maxProblems {
		return
	}
	path += "/" + n.Kind.String()
	if n.ID != "" {
		path += "#" + n.ID
	}
	if depth > MaxDepth {
		c.fault(path, "nested deeper than %d", MaxDepth)
		return
	}
	if parent != nil && !Allowed(parent.Kind, n.Kind) {
		c.fault(path, "a %s cannot stand in a %s", n.Kind, parent.Kind)
	}
	if n.Kind.Structural() && len(n.Text) > 0 {
		c.fault(path, "a %s has no text of its own", n.Kind)
	}
	if n.ID != "" {
		if c.ids[n.ID] {
			c.fault(path, "the id stands twice")
		}
		c.ids[n.ID] = true
	}
	c.normalised(path, "num", n.Num, true)
	c.inside(path, "num", n.Span, n.NumSpan)
	if parent != nil && n.Kind != Note {
		c.inside(path, "node", parent.Span, n.Span)
	}
	if n.Columns < 0 || n.Rows < 0 {
		c.fault(path, "a cell spans %d columns and %d rows", n.Columns, n.Rows)
	}
	c.inlines(path, n, n.Text, depth+1)
	for _, child := range n.Children {
		c.node(path, n, child, depth+1)
	}
}

// inside checks that a span lies in the one around it, when both are known.
func (c *checker) inside(path, what string, outer, inner diag.Span) {
	if outer.Known() && inner.Known() && !outer.Contains(inner) {
		c.fault(path, "%s bytes %d-%d are outside bytes %d-%d", what, inner.Start, inner.End, outer.Start, outer.End)
	}
}

func (c *checker) inlines(path string, n *Node, text []Inline, depth int) {
	if depth > MaxDepth && len(text) > 0 {
		c.fault(path, "nested deeper than %d", MaxDepth)
		return
	}
	for i := range text {
		in := &text[i]
		if in.Kind == InvalidInline || in.Kind >= inlineKindCount {
			c.fault(path, "inline %d has no kind", i+1)
			continue
		}
		switch in.Kind {
		case Words:
			if in.Text == "" {
				c.fault(path, "empty words")
			}
		case NoteCall:
			if in.Note == nil || in.Note.Kind != Note {
				c.fault(path, "the call of note %q has no note", in.Text)
				continue
			}
		case Date:
			if _, err := time.Parse(time.DateOnly, in.Value); err != nil {
				c.fault(path, "date %q is not YYYY-MM-DD", in.Value)
			}
		case Mention:
			if c.entities[in.Value] == nil {
				c.fault(path, "%q is not among the entities of the work", in.Value)
			}
		}
		switch in.Kind {
		case Words, NoteCall, NoteAgain, Picture:
			if len(in.Children) > 0 {
				c.fault(path, "%s has children", in.Kind)
			}
		default:
			if in.Text != "" {
				c.fault(path, "%s has text of its own: %q", in.Kind, in.Text)
			}
		}
		if in.Kind != NoteCall {
			// The mark of a note may stand far from its node's other text.
			c.inside(path, in.Kind.String(), n.Span, in.Span)
		}
		c.normalised(path, in.Kind.String(), in.Text, false)
		c.inlines(path, n, in.Children, depth+1)
		if in.Note != nil {
			// A note may be called wherever there is text, a title included.
			c.node(path, nil, in.Note, depth+1)
		}
	}
}

// normalised checks that text is valid UTF-8, has no control character and no
// white space but single spaces, and, when trimmed is set, none at its ends.
func (c *checker) normalised(path, what, text string, trimmed bool) {
	if !utf8.ValidString(text) {
		c.fault(path, "%s is not valid UTF-8: %q", what, text)
		return
	}
	if i := strings.IndexFunc(text, unicode.IsControl); i >= 0 {
		c.fault(path, "%s holds a control character at byte %d: %q", what, i, text)
	}
	if strings.Contains(text, "  ") {
		c.fault(path, "%s holds two spaces in a row: %q", what, text)
	}
	if trimmed && strings.TrimSpace(text) != text {
		c.fault(path, "%s has white space at an end: %q", what, text)
	}
}

// blocks are the kinds that can stand wherever running text can.
var blocks = []Kind{Text, List, Quote, Table, Figure, Container, Paragraph, Subparagraph, Heading, Subheading, Formula, Signature, WrapUp, Note}

var (
	divisions   = []Kind{Book, Part, TitleDivision, Chapter, Section, Subsection, Article}
	frontMatter = []Kind{Title, DocNumber, Procedure, DateLine, Author}
	anything    = slices.Concat(blocks, divisions, frontMatter, []Kind{Citations, Recitals, Citation, Recital, Point, Indent})
)

// allowed names the kinds that can be children of a kind.
var allowed = [kindCount][]Kind{
	Root:          {Preface, Preamble, Body, Conclusions, Annex},
	Preface:       slices.Concat(frontMatter, blocks),
	Preamble:      slices.Concat(frontMatter, blocks, []Kind{Citations, Recitals}),
	Body:          slices.Concat(blocks, divisions, frontMatter, []Kind{Point, Indent, Recitals, Citations}),
	Conclusions:   slices.Concat(blocks, frontMatter),
	Annex:         slices.Concat(blocks, divisions, frontMatter, []Kind{Preface, Preamble, Body, Conclusions, Annex}),
	Citations:     {Heading, Subheading, Text, Citation, WrapUp, Container},
	Recitals:      {Heading, Subheading, Text, Recital, WrapUp, Container},
	Citation:      blocks,
	Recital:       blocks,
	Book:          slices.Concat(divisions, blocks),
	Part:          slices.Concat(divisions, blocks),
	TitleDivision: slices.Concat(divisions, blocks),
	Chapter:       slices.Concat(divisions, blocks),
	Section:       slices.Concat(divisions, blocks, []Kind{Recitals}),
	Subsection:    slices.Concat(divisions, blocks),
	Article:       slices.Concat(blocks, []Kind{Section, Subsection}),
	Paragraph:     blocks,
	Subparagraph:  blocks,
	List:          {Point, Indent, Heading, Subheading, WrapUp, Container},
	Point:         blocks,
	Indent:        blocks,
	WrapUp:        blocks,
	Text:          {Text, List, Table, Figure, Quote, Container},
	Quote:         slices.Concat(anything, []Kind{Preface, Preamble, Body, Conclusions, Annex}),
	Note:          {Text, List, Table, Figure, Quote, Container},
	Table:         {Heading, Subheading, Row},
	Row:           {Cell},
	Cell:          blocks,
	Container:     slices.Concat(anything, []Kind{Preface, Preamble, Body, Conclusions, Annex}),
	Signature:     {Text, Container},
	Formula:       {Text, List, Container},
	Title:         {Text},
}

// Allowed reports whether a node of kind child can be a child of a node of kind
// parent.
func Allowed(parent, child Kind) bool {
	return parent < kindCount && slices.Contains(allowed[parent], child)
}
