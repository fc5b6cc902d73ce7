// Package document is the canonical model: what every reader makes and every
// writer takes.
//
// A Work is one text of law or parliament. Each language it exists in is an
// Expression, and an Expression is one tree of Nodes with Inlines under them.
// Nothing in the model belongs to a format, and every text knows the bytes of
// the source it came from.
//
// The tree carries the text exactly as printed, white space apart: a run of
// white space, a line wrap among it, is one space. Concatenating Num and Text
// of all nodes in document order gives the whole text; no writer may add to it
// or take from it.
package document

import (
	"strings"

	"github.com/plurilex/plurilex/convert/diag"
)

// Work is one text of law or parliament, whichever languages it exists in.
type Work struct {
	Profile     string // family of the text: "ep", "eu-act", "un", "plain"
	Identity    Identity
	Identifiers []Identifier
	Subjects    []Subject    // what the text is about; only from metadata given with it
	Publication *Publication // nil when nobody said
	Entities    []Entity     // what the Mentions of all Expressions speak of, by Key
	Expressions []*Expression
	Extensions  []Extension
}

// Identity is what names a Work among others, as far as its text or the
// metadata given with it tell. What is not known stays empty.
type Identity struct {
	Country string // ISO 3166-1 alpha-2 in lower case, or "eu", "un"
	Type    string // class of document as Akoma Ntoso names it: statement, act, bill, doc
	Subtype string // resolution, motion, joint-motion, reg, dir, dec, deliberation
	Author  string // Key of an Entity: "ep"
	Date    string // YYYY-MM-DD when the text gives a full date of its own
	Year    string // YYYY when only the year is known, such as that of the procedure
	Number  string // as printed: "P8_TA(2016)0083", "2016/2607(RSP)"
}

// Identifier is one name that a text has in some scheme.
type Identifier struct {
	Scheme string    // ep-procedure, ep-document, un-symbol, celex, eli, oj
	Value  string    // as printed
	Origin string    // "text" or "metadata"
	Span   diag.Span // where the text has it
}

// Subject is a term of a thesaurus.
type Subject struct {
	Scheme string // the thesaurus: "EuroVoc"
	IRI    string // may be empty
	Label  string
}

// Publication is where and when a text was published.
type Publication struct {
	Name   string // of the gazette or collection
	Number string // may be empty
	Date   string // YYYY-MM-DD
}

// Entity is an institution, office or document that the text mentions and that
// is known for certain.
type Entity struct {
	Key   string // stable, ASCII: "ep", "consil", "presidentOfEP"
	Class string // organization, role, person, location, concept, reference
	IRI   string
	Label string // full name in English
	Short string // usual short form; may be empty
}

// Expression is the Work in one language.
type Expression struct {
	Language   string // shortest BCP 47 tag: "en", "el", "zh"; "und" when unknown
	Root       *Node
	Source     Source
	Extensions []Extension
}

// Source is what an Expression was read from. The bytes themselves stay with
// the caller; SHA256 tells whether they are still the same.
type Source struct {
	Name      string // base name of the file, or as the user called it
	MediaType string
	Size      int64  // bytes
	SHA256    string // lower-case hexadecimal
	Encoding  string // IANA name of the charset the bytes were decoded with
	LeftOut   []Omission
}

// Omission is a range of the source that is in no node, and why.
type Omission struct {
	Span   diag.Span
	Reason string // page-header, page-footer, page-number, running-title, site-chrome, template-tag, contents-list, line-end-hyphen, rule, cell-separator, list-bullet, column-head, repeated-title, duplicate-number, markdown-sign, version-mark, amending-acts, editors-note, control-character
}

// Extension is data of a format or tool that the model has no place for. It is
// kept from reading to writing, and no part of the text.
type Extension struct {
	Name string // who knows what it means, such as "json:reviewer" or "akn:proprietary"
	Data string
}

// Node is a part of the text.
type Node struct {
	Kind       Kind
	Role       string // finer than Kind: "enacting", "acting-entity", "doctype", "place-date"; may be empty
	ID         string // the same in every language and format; package naming makes it
	Num        string // the mark or designation as printed: "A.", "1.", "–", "CHAPTER I"
	NumSpan    diag.Span
	Text       []Inline
	Children   []*Node
	Span       diag.Span // from the first to the last byte of the node, children and gaps included
	Columns    int       // of a Cell: how many columns it spans; 0 means 1
	Rows       int       // of a Cell: how many rows it spans; 0 means 1
	Header     bool      // of a Cell: it heads its column or row
	Language   string    // when it differs from the Expression's
	Extensions []Extension
}

// Roles of Containers that hold parts of another text: an amendment, and in it
// what it changes and what it makes of it.
const (
	Amendment   = "amendment"
	CurrentText = "current-text"
	AmendedText = "amended-text"
)

// Inline is a piece of running text. Only Words, NoteCall, NoteAgain and
// Picture have Text of their own; the others hold theirs in Children.
//
// The Span of Words covers bytes that hold the text and nothing else but white
// space; where something was left out in mid-sentence (a page header, the
// hyphen of a line end), the text goes on in a new inline of the same kind.
type Inline struct {
	Kind     InlineKind
	Role     string
	Text     string
	Value    string
	Target   string
	Language string
	Children []Inline
	Note     *Node
	Span     diag.Span
}

// Plain is the text of inlines as a reader of the page sees it in the line:
// bodies of notes are left out, their marks are kept.
func Plain(text []Inline) string {
	if len(text) == 1 && text[0].Kind == Words {
		return text[0].Text
	}
	var b strings.Builder
	b.Grow(plainSize(text))
	writePlain(&b, text)
	return b.String()
}

// plainSize is how many bytes writePlain writes, or a few more.
func plainSize(text []Inline) int {
	n := 0
	for i := range text {
		n += max(len(text[i].Text), 1) + plainSize(text[i].Children)
	}
	return n
}

func writePlain(b *strings.Builder, text []Inline) {
	for i := range text {
		in := &text[i]
		switch in.Kind {
		case Break:
			b.WriteByte('\n')
		case Picture:
			// A description is not in the line.
		default:
			b.WriteString(in.Text)
		}
		writePlain(b, in.Children)
	}
}

// Plain is the node's own text, without its Num, its children and its notes.
func (n *Node) Plain() string { return Plain(n.Text) }

// Child is the first child of the kind, or nil.
func (n *Node) Child(k Kind) *Node {
	for _, c := range n.Children {
		if c.Kind == k {
			return c
		}
	}
	return nil
}

// Title is the text of the first Title of the expression, or "".
func (e *Expression) Title() string {
	title := ""
	Walk(e.Root, func(n *Node, _ []*Node) bool {
		if n.Kind == Title && title == "" {
			title = n.Plain()
		}
		return title == "" && n.Kind != Body && n.Kind != Annex
	})
	return title
}

// Entity finds the entity of a key, or nil. Who asks for many takes EntitiesByKey.
func (w *Work) Entity(key string) *Entity {
	for i := range w.Entities {
		if w.Entities[i].Key == key {
			return &w.Entities[i]
		}
	}
	return nil
}

// EntitiesByKey is the entities of the work by their keys; of two with one key,
// the first.
func (w *Work) EntitiesByKey() map[string]*Entity {
	byKey := make(map[string]*Entity, len(w.Entities))
	for i := range w.Entities {
		if e := &w.Entities[i]; byKey[e.Key] == nil {
			byKey[e.Key] = e
		}
	}
	return byKey
}
