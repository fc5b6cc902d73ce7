package document

import (
	"fmt"
	"slices"
)

// Kind says what part of a text a Node is. The set is closed: what no kind
// fits is a Container or a Text with a Role.
type Kind uint8

const (
	Invalid Kind = iota

	// The parts of a document, in the order in which they occur.
	Root        // the whole text; its children are the parts below
	Preface     // what identifies the text: title, numbers, dates, authors
	Preamble    // acting entity, citations, recitals, enacting formula
	Body        // the operative part
	Conclusions // place and date, signatures
	Annex       // one annex; it may have parts of its own

	// What stands in the preface and around the preamble.
	Title     // title of the text
	DocNumber // number of the document as printed: P8_TA(2016)0083, A/RES/73/7
	Procedure // reference of the procedure as printed, brackets included
	DateLine  // a line that dates the text or its distribution
	Author    // the acting entity: "The European Parliament,"
	Formula   // words of form: "HAVE ADOPTED THIS REGULATION:", "submitted under Rule 132"

	// The two groups of the preamble. A heading in mid-group starts a new group.
	Citations
	Recitals

	// Clauses of the preamble.
	Citation // "having regard to ..."; Num holds the dash as printed
	Recital  // "A. whereas ...", "(1) ...", an unnumbered preambular paragraph

	// Divisions of the body, from the widest to the narrowest. Num holds the
	// designation as printed ("CHAPTER I"); the name is a Heading child.
	Book
	Part
	TitleDivision // a division called Title, not the title of the text
	Chapter
	Section
	Subsection
	Article

	// Clauses of the body.
	Paragraph    // "1. ..."; an unnumbered paragraph has no Num
	Subparagraph // text of a paragraph or article after its first sentence or list
	List         // the points of one list; its intro is the Text of its parent
	Point        // "(a) ...", "(i) ..."
	Indent       // a point whose mark is a dash or bullet
	WrapUp       // text that ends the sentence of the list before it

	Heading    // name of the part, group, division or table that is its parent
	Subheading // second line of a heading

	Text      // a block of running text that is none of the others
	Quote     // text quoted as a block, such as the new wording in an amendment
	Note      // body of a footnote; hangs on the NoteCall that calls it
	Table     // children: Heading?, Row+
	Row       // children: Cell+
	Cell      // text, or children when it has several blocks
	Figure    // a picture; Role is its file, Text its description
	Signature // a signature, or the line of place and date (Role "place-date")
	Container // a part with a Role of its own that no other kind fits

	kindCount
)

var kindNames = [kindCount]string{
	Invalid: "invalid",
	Root:    "document", Preface: "preface", Preamble: "preamble", Body: "body",
	Conclusions: "conclusions", Annex: "annex",
	Title: "title", DocNumber: "docnumber", Procedure: "procedure_ref", DateLine: "date",
	Author: "author", Formula: "formula",
	Citations: "citations", Recitals: "recitals", Citation: "citation", Recital: "recital",
	Book: "book", Part: "part", TitleDivision: "title_division", Chapter: "chapter",
	Section: "section", Subsection: "subsection", Article: "article",
	Paragraph: "paragraph", Subparagraph: "subparagraph", List: "list", Point: "point",
	Indent: "indent", WrapUp: "wrapup", Heading: "heading", Subheading: "subheading",
	Text: "text", Quote: "quote", Note: "footnote", Table: "table", Row: "row", Cell: "cell",
	Figure: "figure", Signature: "signature", Container: "container",
}

// String is the kind's name in every output: lower case, ASCII.
func (k Kind) String() string {
	if k >= kindCount {
		return "invalid"
	}
	return kindNames[k]
}

// Kinds is every valid kind, in the order of their declaration.
func Kinds() []Kind {
	all := make([]Kind, 0, kindCount-1)
	for k := Root; k < kindCount; k++ {
		all = append(all, k)
	}
	return all
}

// ParseKind is the inverse of String.
func ParseKind(name string) (Kind, error) {
	if i := slices.Index(kindNames[:], name); i > 0 {
		return Kind(i), nil
	}
	return Invalid, fmt.Errorf("unknown kind %q", name)
}

// MarshalText writes the kind as its name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (k *Kind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseKind(string(text))
	return err
}

// Structural reports whether nodes of the kind only hold other nodes and have
// no text of their own.
func (k Kind) Structural() bool {
	switch k {
	case Root, Preface, Preamble, Body, Conclusions, Annex, Citations, Recitals,
		Book, Part, TitleDivision, Chapter, Section, Subsection, Article,
		List, Table, Row:
		return true
	}
	return false
}

// Division reports whether the kind is a division of the body that has a
// heading: everything from Book down to Article.
func (k Kind) Division() bool { return k >= Book && k <= Article }

// InlineKind says what a piece of running text is.
type InlineKind uint8

const (
	InvalidInline InlineKind = iota

	Words      // plain text
	Date       // a full calendar date; Value is YYYY-MM-DD
	Reference  // a place in a law or document; Value is the normalised citation, Target its IRI or "#" and the id of a node
	References // several References that share words ("Rules 135(5) and 123(4) of ..."); they are its Children
	Number     // a number that identifies a document or procedure; Role is its scheme, Value the normalised number, Target its IRI when that follows from it
	Mention    // an institution, office or document of the closed list; Value is the Key of an Entity of the Work
	Phrase     // words in another language; Language names it
	Emphasis   // Role: bold, italic, underline, superscript, subscript
	Link       // a web address; Target holds it
	NoteCall   // the mark of a footnote; Text is the mark as printed, Note the body
	NoteAgain  // a further mark of a footnote called before; Target is "#" and the id of the Note
	Break      // a line break that means something
	Picture    // a picture in the line; Target is its file, Text its description
	Markup     // an inline of a foreign format, kept; Role is its name

	inlineKindCount
)

var inlineKindNames = [inlineKindCount]string{
	InvalidInline: "invalid",
	Words:         "words", Date: "date", Reference: "reference", References: "references",
	Number: "number", Mention: "mention", Phrase: "phrase", Emphasis: "emphasis",
	Link: "link", NoteCall: "note", NoteAgain: "note_again", Break: "break",
	Picture: "picture", Markup: "markup",
}

// String is the kind's name in every output: lower case, ASCII.
func (k InlineKind) String() string {
	if k >= inlineKindCount {
		return "invalid"
	}
	return inlineKindNames[k]
}

// InlineKinds is every valid kind of inline, in the order of their declaration.
func InlineKinds() []InlineKind {
	all := make([]InlineKind, 0, inlineKindCount-1)
	for k := Words; k < inlineKindCount; k++ {
		all = append(all, k)
	}
	return all
}

// ParseInlineKind is the inverse of String.
func ParseInlineKind(name string) (InlineKind, error) {
	if i := slices.Index(inlineKindNames[:], name); i > 0 {
		return InlineKind(i), nil
	}
	return InvalidInline, fmt.Errorf("unknown kind of inline %q", name)
}

// MarshalText writes the kind as its name.
func (k InlineKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (k *InlineKind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseInlineKind(string(text))
	return err
}
