package akn

import (
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
)

// manner is how words are marked: the front of a text has elements of its own.
type manner uint8

const (
	inWords     manner = iota // running text
	inTitle                   // a title, a number, a date of the text itself
	inProcedure               // the line that names the procedure
)

// inlines writes running text into the open element.
func (c *composer) inlines(text []document.Inline, how manner) {
	for i := range text {
		c.inline(&text[i], how)
	}
}

func (c *composer) inline(in *document.Inline, how manner) {
	switch in.Kind {
	case document.Words:
		c.words(in.Text)
		return
	case document.Break:
		c.empty("eol")
		return
	case document.Picture:
		e := c.open("img")
		c.require(e, "src", address(in.Target))
		c.set(e, "alt", in.Text, "class", in.Role, "xml:lang", in.Language)
		c.closeEmpty()
		return
	case document.NoteCall:
		c.note(in)
		return
	case document.NoteAgain:
		e := c.open("noteRef")
		c.require(e, "href", address(in.Target))
		c.set(e, "marker", in.Text)
		c.closeEmpty()
		return
	case document.InvalidInline:
		return
	}
	if emptyMarkup(in) {
		c.empty("eop")
		return
	}
	if in.Target != "" && address(in.Target) != in.Target {
		mended := *in
		mended.Target = address(in.Target)
		in = &mended
	}
	tag, attributes := c.element(in, how)
	c.set(c.openWords(tag), append(attributes, "xml:lang", in.Language)...)
	c.inlines(in.Children, how)
	c.closeWords()
}

// element is the element for an inline with children, and its attributes.
func (c *composer) element(in *document.Inline, how manner) (string, []string) {
	switch in.Kind {
	case document.Date:
		if how != inWords {
			return "docDate", []string{"date", in.Value, "class", in.Role}
		}
		return "date", []string{"date", in.Value, "class", in.Role}
	case document.Reference:
		return c.reference(in)
	case document.References:
		if from, to, ok := ends(in); ok {
			return "rref", []string{"eId", c.place.mark("rref"), "from", from, "upTo", to, "class", in.Role, "title", in.Value}
		}
		return "mref", []string{"class", in.Role, "title", in.Value}
	case document.Number:
		return c.number(in, how)
	case document.Mention:
		return c.mentionElement(in, how)
	case document.Phrase:
		return "span", []string{"class", in.Role}
	case document.Emphasis:
		if tag, ok := emphasis[in.Role]; ok {
			return tag, nil
		}
		return "span", []string{"class", orElse(in.Role, "emphasis")}
	case document.Link:
		if in.Target == "" {
			return "inline", []string{"name", "link", "class", in.Role}
		}
		return "a", []string{"href", in.Target, "class", in.Role}
	case document.Markup:
		if tag, ok := strings.CutPrefix(in.Role, "akn:"); ok && slices.Contains(plainInlines, tag) {
			return tag, []string{"title", in.Value}
		}
		return "inline", []string{"name", orElse(in.Role, "markup"), "title", in.Value}
	}
	return "inline", []string{"name", in.Kind.String(), "class", in.Role, "title", in.Value}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// emphasis is the elements of typography by role.
var emphasis = map[string]string{"bold": "b", "italic": "i", "underline": "u", "superscript": "sup", "subscript": "sub"}

// plainInlines are elements of running text that need no attribute and that no
// kind of inline stands for.
var plainInlines = []string{
	"abbr", "argument", "courtType", "decoration", "def", "del", "docAuthority", "docCommittee", "docIntroducer",
	"docJurisdiction", "docProponent", "docPurpose", "docStage", "docStatus", "docTitle", "docType", "embeddedText",
	"fillIn", "ins", "legislature", "neutralCitation", "omissis", "outcome", "placeholder",
	"remark", "session", "shortTitle", "signature", "span",
}

// reference is a ref, or, when nobody knows where it leads, a name.
func (c *composer) reference(in *document.Inline) (string, []string) {
	if in.Target == "" {
		return "inline", []string{"name", "reference", "class", in.Role, "title", in.Value}
	}
	attributes := []string{"eId", c.place.mark("ref"), "href", in.Target}
	for i := range c.work.Entities {
		if e := &c.work.Entities[i]; e.Class == "reference" && e.IRI != "" && leadsInto(in.Target, e.IRI) {
			attributes = append(attributes, "refersTo", c.mention(e.Key))
			break
		}
	}
	return "ref", append(attributes, "class", in.Role, "title", in.Value)
}

// leadsInto reports whether an address is that of a document or of a part of it.
func leadsInto(target, document string) bool {
	rest, ok := strings.CutPrefix(target, document)
	return ok && (rest == "" || strings.HasPrefix(rest, "/~"))
}

// ends are the targets of the references between which a range lies.
func ends(in *document.Inline) (from, to string, ok bool) {
	if in.Role != "range" {
		return "", "", false
	}
	for i := range in.Children {
		if child := &in.Children[i]; child.Kind == document.Reference {
			target := address(child.Target)
			if target == "" {
				return "", "", false
			}
			if from == "" {
				from = target
			}
			to = target
		}
	}
	return from, to, from != "" && from != to
}

// number is a number that identifies a document or procedure.
func (c *composer) number(in *document.Inline, how manner) (string, []string) {
	title := in.Value
	if title == clean(document.Plain(in.Children)) {
		title = ""
	}
	switch {
	case how == inProcedure && in.Role == procedureScheme:
		return "docketNumber", []string{"refersTo", c.identifier(in.Role, in.Value, in.Target), "title", title}
	case how == inTitle:
		refersTo := ""
		if in.Target != "" {
			refersTo = c.identifier(in.Role, in.Value, in.Target)
		}
		return "docNumber", []string{"refersTo", refersTo, "class", in.Role, "title", title}
	case in.Target != "":
		return "ref", []string{"eId", c.place.mark("ref"), "href", in.Target, "class", "number " + in.Role, "title", in.Value}
	}
	return "inline", []string{"name", "number", "class", in.Role, "title", title}
}

// mentionElement is the element for an institution, office or document.
func (c *composer) mentionElement(in *document.Inline, how manner) (string, []string) {
	refersTo := c.mention(in.Value)
	e := c.entities[in.Value]
	class := ""
	if e != nil {
		class = e.Class
	}
	if how == inTitle {
		switch {
		case class == "organization" && slices.Contains(c.authorKeys(), in.Value):
			return "docAuthority", []string{"refersTo", refersTo, "class", in.Role}
		case e != nil && documentType(e):
			return "docType", []string{"refersTo", refersTo, "class", in.Role}
		}
	}
	switch class {
	case "organization", "role", "person", "location", "concept", "event", "object", "process", "term":
		return class, []string{"eId", c.place.mark(class), "refersTo", refersTo, "class", in.Role}
	}
	return "entity", []string{"eId", c.place.mark("entity"), "name", orElse(class, "object"), "refersTo", refersTo, "class", in.Role}
}

// note writes a footnote where it is called.
func (c *composer) note(in *document.Inline) {
	n := in.Note
	if n == nil {
		c.words(in.Text)
		return
	}
	c.set(c.open("authorialNote"), "eId", n.ID, "class", n.Role, "marker", in.Text, "placement", "bottom", "xml:lang", n.Language)
	outer := c.enter(n.ID)
	if n.Num != "" && n.Num != in.Text {
		c.numbered(n)
	} else {
		c.own(n)
	}
	c.place = outer
	c.close()
}
