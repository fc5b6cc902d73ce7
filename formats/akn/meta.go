package akn

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
	"github.com/plurilex/plurilex/formats/akn/xsd"
)

// iris is how one expression is named and classed.
type iris struct {
	document   string // name of the document element
	name       string // its @name
	country    string
	work       string
	expression string
	iso3       string
	date       string // YYYY-MM-DD
	dateName   string // what the date is of
}

// original is what a document contains that no other was made from.
const original = "originalVersion"

// What the date of a Work is called, by what it is of.
const (
	dateOfText    = "adoption"
	dateOfYear    = "yearOfProcedure" // the first of January stands for a year
	dateOfNothing = "unknown"         // as published texts without a date have it
	dateOfWriting = "conversion"
)

func namesOf(id document.Identity, p *profile, iso3 string) iris {
	n := iris{document: id.Type, name: id.Subtype, iso3: cmp.Or(iso3, "und")}
	if !slices.Contains(documents, n.document) {
		n.document = p.Document
	}
	if name, ok := p.Names[id.Subtype]; ok {
		n.name = name
	}
	n.name = cmp.Or(n.name, n.document)
	id.Type = n.document
	if day(id.Date) != id.Date {
		id.Date = "" // no day of the calendar
	}
	if len(id.Year) != 4 || strings.Trim(id.Year, "0123456789") != "" {
		id.Year = ""
	}
	n.country = strings.ToLower(id.Country)
	if !countryCode.MatchString(n.country) {
		n.country = naming.UnknownCountry
	}
	id.Country = n.country
	n.work = naming.Work(id)
	n.expression = naming.Expression(n.work, n.iso3)
	switch {
	case id.Date != "":
		n.date, n.dateName = id.Date, dateOfText
	case id.Year != "":
		n.date, n.dateName = id.Year+"-01-01", dateOfYear
	default:
		n.date, n.dateName = naming.UnknownYear+"-01-01", dateOfNothing
	}
	return n
}

// countryCode is the form of the codes of ISO 3166-1 and 3166-2.
var countryCode = regexp.MustCompile(`^[a-z]{2}(?:-[a-z0-9]{1,3})?$`)

// documents are the document elements with the parts of the model.
var documents = []string{"statement", "doc", "act", "bill", "debateReport", judgment}

// keys of TLC entries that are not entities of the Work.
const (
	keyConverter = "converter"
	keyOriginal  = "original"
	keyAuthor    = "author"
	keyEditor    = "editor"
	keyUnknown   = "unknownAuthor"
)

// reserved are the eIds, without their numbers, of entries that the writer makes.
var reserved = []string{keyConverter, keyOriginal, keyAuthor, keyEditor, keyUnknown, dateOfYear,
	"procedure", "identifier", "hasAttachment", "attachmentOf", "eref", "docTitle"}

// meta writes the metadata of the main document (order: AKN 3.0 schema).
func (c *composer) meta(root *document.Node) {
	c.identification("main", true)
	c.publication()
	c.set(c.open("lifecycle"), "source", "#"+keyConverter)
	event := []string{"eId", "eref_1", "date", c.iris.date, "type", "generation", "source", "#" + keyOriginal}
	if c.iris.dateName == dateOfYear {
		event = append(event, "refersTo", "#"+dateOfYear)
	}
	c.empty("eventRef", append(event, "originatingExpression", "true")...)
	c.close()
	c.references(root)
}

// publication says where the text was published and what it is about, as far as
// metadata given with it tells.
func (c *composer) publication() {
	if p := c.work.Publication; p != nil && day(p.Date) != "" {
		c.empty("publication", "name", cmp.Or(p.Name, p.Number, "unknown"), "number", p.Number, "date", day(p.Date), "showAs", cmp.Or(p.Name, p.Number, "unknown"))
	}
	subjects := c.newSubjects()
	if len(subjects) == 0 {
		return
	}
	c.set(c.open("classification"), "source", "#"+keyConverter)
	for _, s := range subjects {
		e := c.open("keyword")
		c.require(e, "value", cmp.Or(lastPart(s.IRI), s.Label))
		c.require(e, "showAs", cmp.Or(s.Label, s.IRI))
		c.require(e, "dictionary", s.Scheme)
		c.set(e, "href", address(s.IRI))
		c.closeEmpty()
	}
	c.close()
}

// newSubjects are the subjects that no classification names which is written back.
func (c *composer) newSubjects() []document.Subject {
	named := map[document.Subject]bool{}
	c.kept.meta[c.kept.root].each(func(e *element) {
		if e.name == "classification" {
			e.each(func(k *element) { named[subjectOf(k)] = true })
		}
	})
	return slices.DeleteFunc(slices.Clone(c.work.Subjects), func(s document.Subject) bool { return named[s] })
}

// identification names the Work, the Expression and the Manifestation of a
// component.
func (c *composer) identification(component string, main bool) {
	c.set(c.open("identification"), "source", "#"+keyConverter)
	id := &c.work.Identity

	c.open("FRBRWork")
	c.value("FRBRthis", naming.Component(c.iris.work, component))
	c.value("FRBRuri", c.iris.work)
	if main {
		if title := c.title(); title != "" {
			c.empty("FRBRalias", "name", "title", "value", title)
		}
		for _, i := range c.work.Identifiers {
			c.empty("FRBRalias", "name", cmp.Or(c.known.alias(i.Scheme), unnamedAlias), "value", i.Value)
		}
	}
	c.date()
	c.authors()
	c.value("FRBRcountry", c.iris.country)
	c.value("FRBRsubtype", id.Subtype)
	if id.Number != "" {
		c.empty("FRBRnumber", "value", naming.Segment(id.Number), "showAs", id.Number)
	}
	c.value("FRBRprescriptive", c.profile.Prescriptive)
	c.close()

	c.open("FRBRExpression")
	c.value("FRBRthis", naming.Component(c.iris.expression, component))
	c.value("FRBRuri", c.iris.expression)
	c.date()
	c.authors()
	c.empty("FRBRlanguage", "language", c.iris.iso3)
	c.close()

	c.open("FRBRManifestation")
	c.value("FRBRthis", naming.Manifestation(naming.Component(c.iris.expression, component), "xml"))
	c.value("FRBRuri", naming.Manifestation(c.iris.expression, "xml"))
	c.writingDate()
	c.editor()
	if main {
		c.preservation()
	}
	c.value("FRBRformat", "xml")
	c.close()
	c.close()
}

// unnamedAlias is the name of an identifier of no scheme.
const unnamedAlias = "alias"

// title is the first line of the title for the metadata.
func (c *composer) title() string {
	return strings.ReplaceAll(c.expression.Title(), "\n", " ")
}

// value writes an element that has nothing but a value; none without one.
func (c *composer) value(tag, value string) {
	if value != "" {
		c.empty(tag, "value", value)
	}
}

func (c *composer) date() {
	c.empty("FRBRdate", "date", c.iris.date, "name", c.iris.dateName)
}

// writingDate is the day of the conversion, or, when nobody gave one, that of
// the text.
func (c *composer) writingDate() {
	if day := c.job.Env.Date; !day.IsZero() {
		c.empty("FRBRdate", "date", day.UTC().Format(time.DateOnly), "name", dateOfWriting)
	} else {
		c.date()
	}
}

// authors names who made the Work. An author that is no entity of its own but
// several joined by hyphens is each of them.
func (c *composer) authors() {
	for _, key := range c.authorKeys() {
		if key != keyUnknown {
			key = c.entityKey(key)
		}
		c.empty("FRBRauthor", "href", "#"+key, "as", "#"+keyAuthor)
	}
}

func (c *composer) authorKeys() []string {
	author := c.work.Identity.Author
	if author == "" {
		return []string{keyUnknown}
	}
	if c.entities[author] == nil {
		keys := strings.Split(author, "-")
		if !slices.ContainsFunc(keys, func(k string) bool { return c.entities[k] == nil }) {
			return keys
		}
	}
	return []string{author}
}

// preservation says what the file was made of, in a namespace of ours. It is
// there even when nothing is known: this file is not the source then.
func (c *composer) preservation() {
	s := &c.expression.Source
	c.set(c.open("preservation"), "xmlns:plx", preservationNamespace)
	size := ""
	if s.Size > 0 {
		size = strconv.FormatInt(s.Size, 10)
	}
	c.empty("plx:source", "file", s.Name, "mediaType", s.MediaType, "size", size, "encoding", s.Encoding, "sha256", s.SHA256)
	c.close()
}

// reference is one entry of references.
type reference struct {
	tag, key, name, href, label, short string
}

// references lists what the rest of the document points to, and nothing else.
func (c *composer) references(root *document.Node) {
	c.kept.named = c.open("references")
	c.set(c.kept.named, "source", "#"+keyConverter)
	c.empty("original", "eId", keyOriginal, "href", naming.Component(c.iris.expression, "main"), "showAs", "Original")
	annexes := 0
	for _, n := range root.Children {
		if n.Kind != document.Annex {
			continue
		}
		annexes++
		c.empty("hasAttachment", "eId", numbered("hasAttachment", annexes),
			"href", naming.Component(c.iris.expression, componentName("", annexes)), "showAs", annexLabel(n, annexes))
	}
	entries := c.entries()
	for _, tag := range tlcOrder {
		for _, r := range entries {
			if r.tag == tag && !c.kept.entries[r.key] {
				c.empty(r.tag, "eId", r.key, "name", r.name, "href", r.href, "showAs", r.label, "shortForm", r.short)
			}
		}
	}
	c.close()
}

// tlcOrder is the order in which entries stand, by element; within one element
// they stand as the Work has them.
var tlcOrder = []string{"TLCPerson", "TLCOrganization", "TLCConcept", "TLCObject", "TLCEvent", "TLCLocation", "TLCProcess", "TLCRole", "TLCTerm", "TLCReference"}

// tlc is the element for entities of a class.
var tlc = map[string]string{
	"person": "TLCPerson", "organization": "TLCOrganization", "concept": "TLCConcept", "object": "TLCObject",
	"event": "TLCEvent", "location": "TLCLocation", "process": "TLCProcess", "role": "TLCRole", "term": "TLCTerm",
	"reference": "TLCReference",
}

func (c *composer) entries() []reference {
	generator := cmp.Or(c.job.Env.Generator.Name, "converter")
	list := []reference{
		{tag: "TLCOrganization", key: keyConverter, href: "/akn/ontology/organization/" + cmp.Or(naming.Segment(generator), "converter"), label: generator},
		{tag: "TLCRole", key: keyAuthor, href: "/akn/ontology/role/author", label: "Author"},
		{tag: "TLCRole", key: keyEditor, href: "/akn/ontology/role/editor", label: "Editor of the markup"},
	}
	if c.iris.dateName == dateOfYear {
		list = append(list, reference{tag: "TLCConcept", key: dateOfYear, href: "/akn/ontology/concept/year.of.procedure",
			label: "Year of the procedure (no full date in the source)"})
	}
	authors := c.authorKeys()
	for i := range c.work.Entities {
		if e := &c.work.Entities[i]; c.mentioned[e.Key] || slices.Contains(authors, e.Key) {
			list = append(list, c.entity(e))
		}
	}
	for _, key := range authors {
		if c.entities[key] == nil {
			label, id := key, key
			if key == keyUnknown {
				label = "Unknown author"
			} else {
				id = c.entityKey(key)
			}
			list = append(list, reference{tag: "TLCOrganization", key: id, href: "/akn/ontology/organization/" + cmp.Or(naming.Segment(key), "unknown"), label: label})
		}
	}
	for _, id := range c.identifiers {
		list = append(list, reference{tag: "TLCReference", key: c.identifierKeys[id], name: cmp.Or(c.known.alias(id.scheme), unnamedAlias),
			href: cmp.Or(address(id.target), unknownTarget+cmp.Or(naming.Segment(id.value), "unknown")), label: cmp.Or(id.value, "unknown")})
	}
	return list
}

func (c *composer) entity(e *document.Entity) reference {
	r := reference{tag: tlc[e.Class], key: c.entityKey(e.Key), href: e.IRI, label: e.Label, short: e.Short}
	if r.tag == "" {
		r.tag = "TLCObject"
	}
	if r.href = address(r.href); r.href == "" {
		r.href = "/akn/ontology/" + strings.ToLower(strings.TrimPrefix(r.tag, "TLC")) + "/" + cmp.Or(naming.Segment(e.Key), "unknown")
	}
	if r.label == "" {
		r.label = e.Key
	}
	if r.tag == "TLCReference" {
		r.name = "citedDocument"
		if documentType(e) {
			r.name = "docType"
		}
	}
	return r
}

// documentType reports whether an entity is a class of documents, which the
// title of a text names.
func documentType(e *document.Entity) bool {
	return e.Class == "reference" && strings.HasPrefix(e.Key, "docType")
}

const procedureScheme = "ep-procedure"

// unknownTarget begins the address of an identifier of which nobody knows where
// it leads.
const unknownTarget = "/akn/ontology/reference/"

// mention notes that the text refers to an entity, and gives its reference.
func (c *composer) mention(key string) string {
	c.mentioned[key] = true
	return "#" + c.entityKey(key)
}

// entityPrefix tells the key of an entity from an id of the document.
const entityPrefix = "entity."

// entityKey is the eId of the entry of an entity: its key, unless the document
// has that id for something else.
func (c *composer) entityKey(key string) string {
	name, _, _ := strings.Cut(key, "_")
	switch {
	case strings.ContainsAny(key, " \t\r\n#") || !xsd.IsAddress("#"+key):
		return entityPrefix + cmp.Or(naming.Segment(key), "unknown")
	case slices.Contains(reserved, name), c.ids[key], strings.HasPrefix(key, entityPrefix):
		return entityPrefix + key
	}
	return key
}

// identifier notes that the text names itself or another by an identifier, and
// gives the reference to its entry.
func (c *composer) identifier(scheme, value, target string) string {
	id := identifier{scheme, value, target}
	key, known := c.identifierKeys[id]
	if !known {
		c.identifiers = append(c.identifiers, id)
		n := len(c.identifiers) - c.procedures
		key = "identifier"
		if scheme == procedureScheme {
			c.procedures++
			key, n = "procedure", c.procedures
		}
		if n > 1 {
			key = numbered(key, n)
		}
		c.identifierKeys[id] = key
	}
	return "#" + key
}

// annexMeta is the metadata of an annex. Its entries are those of the main
// document: ids of a nested document are in the scope of the whole.
func (c *composer) annexMeta(n *document.Node, component string) {
	c.identification(component, false)
	c.set(c.open("references"), "source", "#"+keyConverter)
	c.empty("attachmentOf", "eId", join(n.ID, "attachmentOf_1"),
		"href", naming.Component(c.iris.expression, "main"), "showAs", cmp.Or(c.title(), c.work.Identity.Number, c.iris.work))
	c.close()
}

// componentName is the n-th annex of a component in IRIs: annex_1, and annex_1/annex_2
// for an annex of an annex.
func componentName(parent string, n int) string {
	name := numbered("annex", n)
	if parent != "" {
		name = parent + "/" + name
	}
	return name
}

func annexLabel(n *document.Node, number int) string {
	label := n.Num
	if h := n.Child(document.Heading); label == "" && h != nil {
		label = strings.ReplaceAll(h.Plain(), "\n", " ")
	}
	return cmp.Or(strings.TrimSpace(label), componentName("", number))
}

func numbered(name string, n int) string { return name + "_" + strconv.Itoa(n) }

func join(prefix, id string) string {
	if prefix == "" {
		return id
	}
	return prefix + "__" + id
}
