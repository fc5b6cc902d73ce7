package json

import (
	"slices"
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
)

// Members of a document that this version does not know travel through the
// model as extensions of the Work, Expression or Node they are in: the name is
// foreignPrefix and the JSON Pointer (RFC 6901) of the member there, the data
// its value as JSON. The document itself and its "work" are the Work.
const foreignPrefix = "json:"

// The members of each kind of object, in the order in which they are written.
var (
	documentMembers    = []string{"$schema", "schema_name", "schema_version", "generator", "work", "extensions", "expressions"}
	generatorMembers   = []string{"name", "version"}
	workMembers        = []string{"id", "profile", "country", "type", "subtype", "author", "date", "year", "number", "identifiers", "subjects", "publication", "entities"}
	identifierMembers  = []string{"scheme", "value", "origin", "span"}
	subjectMembers     = []string{"scheme", "iri", "label"}
	publicationMembers = []string{"name", "number", "date"}
	entityMembers      = []string{"key", "class", "iri", "label", "short"}
	expressionMembers  = []string{"language", "language3", "language_iri", "direction", "id", "title", "source", "extensions", "text", "clauses"}
	sourceMembers      = []string{"name", "media_type", "bytes", "sha256", "charset", "left_out"}
	omissionMembers    = []string{"span", "reason"}
	clauseMembers      = []string{"order", "id", "type", "role", "num", "level", "parent", "language", "columns", "rows", "header", "num_span", "span", "text", "text_hash", "char_span", "inlines", "extensions"}
	inlineMembers      = []string{"kind", "role", "value", "target", "language", "description", "char_span", "span", "note", "inlines"}
	noteMembers        = []string{"order", "id"}
	spanMembers        = []string{"start", "end", "unit", "of"}
)

// foreignMember is an extension that was a member of a document.
type foreignMember struct {
	owner string // pointer of the object it is in
	name  string
	data  string
	done  bool // it was written
}

// foreignMembers are the extensions at the end of the list that were members of
// a document.
func foreignMembers(extensions []document.Extension) []foreignMember {
	if len(extensions) == 0 {
		return nil
	}
	var members []foreignMember
	for _, x := range slices.Backward(extensions) {
		pointer, ok := strings.CutPrefix(x.Name, foreignPrefix)
		slash := strings.LastIndexByte(pointer, '/')
		if !ok || slash < 0 || !isCompact(x.Data) {
			break
		}
		m := foreignMember{owner: pointer[:slash], name: unescape.Replace(pointer[slash+1:]), data: x.Data}
		if slices.ContainsFunc(members, func(o foreignMember) bool { return o.owner == m.owner && o.name == m.name }) {
			break
		}
		members = append(members, m)
	}
	slices.Reverse(members)
	return members
}

var (
	escape   = strings.NewReplacer("~", "~0", "/", "~1")
	unescape = strings.NewReplacer("~1", "/", "~0", "~")
)

// isCompact reports whether data is one value of JSON without white space
// between its parts, as the reader keeps it.
func isCompact(data string) bool {
	c := cursor{data: []byte(data)}
	value, err := c.raw()
	return err == nil && c.pos == len(data) && string(value) == data
}

// pointer is that of an entry of a list. It is only made when there is a member
// to place.
func (e *emitter) pointer(list string, i int) string {
	if len(e.foreign) == 0 {
		return ""
	}
	return list + "/" + strconv.Itoa(i)
}

// members writes the foreign members of the object that the pointer names.
func (e *emitter) members(known []string, pointer string) {
	for i := range e.foreign {
		m := &e.foreign[i]
		if m.owner == pointer && !m.done && !slices.Contains(known, m.name) {
			e.member(m.name)
			e.b = append(e.b, m.data...)
			m.done = true
		}
	}
}

// extensionsOf writes the extensions of a Work, Expression or Node but for
// those that are foreign members of it. A foreign member of an object that is no
// longer there stays an extension.
func (e *emitter) extensionsOf(all []document.Extension, known []string) {
	own := len(all) - len(e.foreign)
	rest := all[:own:own]
	for i := range e.foreign {
		m := &e.foreign[i]
		if !m.done && (m.owner != "" || slices.Contains(known, m.name)) {
			rest = append(rest, all[own+i])
		}
	}
	if len(rest) == 0 {
		return
	}
	e.key("extensions")
	e.open('[', block)
	for _, x := range rest {
		e.open('{', line)
		e.str("name", x.Name)
		e.str("data", x.Data)
		e.close('}')
	}
	e.close(']')
}
