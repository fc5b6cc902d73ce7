// Package display is the laid-out document between layout and page writer: what
// stands where on each page, and what it means for somebody who cannot see it.
//
// Layout makes it, the page writer replays it, the finisher makes the structure
// tree of it. All lengths are integers so that every processor gives the same
// pages.
package display

import "iter"

// Unit is a length of 1/1000 point.
type Unit int64

// Point is the Unit of one typographic point, 1/72 inch.
const Point Unit = 1000

// MM is a length in millimetres, rounded to a Unit.
func MM(mm float64) Unit { return Unit(mm*72*1000/25.4 + 0.5) }

// Document is a laid-out document.
type Document struct {
	Title     string
	Language  string // BCP 47
	RTL       bool   // pages read from the right
	Width     Unit
	Height    Unit
	Fonts     []Font
	Pages     []Page
	Root      *Tag // role Document
	Bookmarks []Bookmark
}

// Font is one face that glyph runs use.
type Font struct {
	Name string // PostScript name, such as LiberationSerif-Bold
	Data []byte // the whole TrueType file; shared, never changed
}

// Page is one page: operations in the order in which they are read aloud.
type Page struct {
	Ops   []Op
	MCIDs int // how many marked-content ids its Begin operations use, from 0
}

// Op is one operation on a page: Begin, End, Artifact, GlyphRun, Rule or Link.
type Op interface{ op() }

// Begin opens marked content that belongs to a tag. MCID is the page's own,
// counted from 0, and stands among the Kids of Tag as Content.
type Begin struct {
	Tag  *Tag
	MCID int
}

// Artifact opens content that is no part of the text: a footer, a rule.
type Artifact struct {
	Kind string // Pagination, Layout
}

// End closes what the last Begin or Artifact opened. They do not nest.
type End struct{}

// GlyphRun is a run of glyphs on one baseline in one face and size, in the order
// of reading: in a run from right to left, advances are negative.
type GlyphRun struct {
	Font   int // index into Document.Fonts
	Size   Unit
	X, Y   Unit // of the first glyph's origin; Y counts upwards from the foot of the page
	Pieces []Piece
}

// Piece is glyphs that follow on those of the piece before, such as a word. A
// word that stands in a document a thousand times is there once.
type Piece struct {
	Glyphs []Glyph // shared, never changed
	Extra  int32   // 1/1000 em added to the advance of the last glyph, to justify the line
}

// Glyphs are the glyphs of the run one after the other.
func (r *GlyphRun) Glyphs() iter.Seq[Glyph] {
	return func(yield func(Glyph) bool) {
		for _, p := range r.Pieces {
			for i, g := range p.Glyphs {
				if i == len(p.Glyphs)-1 {
					g.Advance += p.Extra
				}
				if !yield(g) {
					return
				}
			}
		}
	}
}

// Glyph is one glyph of a run.
type Glyph struct {
	ID      uint16 // never 0, which draws an empty box
	Advance int32  // 1/1000 em: from this origin to the next, kerning and justification included
	DX, DY  int32  // 1/1000 em: where it is drawn, off its origin
	// Text is what the glyph stands for when the text is copied out: a letter or
	// those of a ligature, or "" when the glyph before has the letter. A hyphen
	// put in at a line end has U+00AD.
	Text string
}

// Rule is a filled rectangle, such as the line above the notes.
type Rule struct {
	X, Y, Width, Height Unit // X, Y is the lower left corner
}

// Link makes a rectangle clickable. It stands among the Kids of Tag, whose role
// is Link.
type Link struct {
	Tag                 *Tag
	X, Y, Width, Height Unit
	URI                 string // absolute address, or "" when Dest is set
	Dest                string // name of a Destination
	Contents            string // what a screen reader says of it
}

// Dest names a place that links and bookmarks go to.
type Dest struct {
	Name string
	Y    Unit
}

func (Begin) op()    {}
func (Artifact) op() {}
func (End) op()      {}
func (GlyphRun) op() {}
func (Rule) op()     {}
func (Link) op()     {}
func (Dest) op()     {}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Title string
	Level int // 0 for the outermost; never more than one deeper than the one before
	Page  int // index into Document.Pages
	Y     Unit
}

// Tag is an element of the structure tree.
type Tag struct {
	Role       string // a standard structure type: Document, H1, P, L, LI, Lbl, LBody, Note, Reference, Link, Table, TR, TH, TD, Span, Sect
	Language   string // when it differs from the document's
	ActualText string
	Alt        string
	ID         string // of a Note: unique
	Attributes []Attribute
	Kids       []Kid
}

// Attribute is an entry of a structure element's attribute object.
type Attribute struct {
	Owner string // List, Table, Layout
	Key   string // ListNumbering, Scope, ColSpan, RowSpan, Placement
	Value string // a name, or decimal digits for a number
}

// Kid is a tag below a tag, marked content on a page, or a link on a page.
// Exactly one of Tag, Content and Link is set.
type Kid struct {
	Tag     *Tag
	Content *Content
	Link    *LinkKid
}

// Content is marked content on a page.
type Content struct {
	Page int // index into Document.Pages
	MCID int
}

// LinkKid is a Link operation on a page.
type LinkKid struct {
	Page  int // index into Document.Pages
	Index int // which of the page's Link operations, from 0
}
