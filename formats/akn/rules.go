package akn

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/source"
)

// Rules checks a document against what the schema cannot say: ids and IRIs of
// the Naming Convention, references that lead nowhere, dates, languages,
// numbering, notes, tables. Each finding has its place, what is wrong and the
// code of the rule; the help of the code says what to do. The error says that
// the file is no XML.
func Rules(name string, data []byte) ([]diag.Diagnostic, error) {
	root, text, err := parse(data)
	if err != nil {
		return nil, err
	}
	return rulesOn(name, root, text), nil
}

// rulesOn is Rules on a file that is parsed.
func rulesOn(name string, root *element, text *source.Text) []diag.Diagnostic {
	r := &ruling{name: name, text: text, scopes: []*scope{newScope()}}
	if root.name != "akomaNtoso" {
		r.add(36, &site{element: root}, "this is no Akoma Ntoso: the root element is %s", root.name)
		return r.found.Sorted()
	}
	r.collect(root, nil, r.scopes[0])
	for _, rule := range rules {
		rule(r)
	}
	return r.found.Sorted()
}

// rules are all rules on one document, each in a function with others on the
// same matter.
var rules = []func(*ruling){
	(*ruling).namespace, (*ruling).ids, (*ruling).pointers, (*ruling).documents, (*ruling).dates,
	(*ruling).languages, (*ruling).structure, (*ruling).numbering, (*ruling).notes, (*ruling).tables,
	(*ruling).characters, (*ruling).profileRules,
}

// ruling is one document under the rules.
type ruling struct {
	name   string
	text   *source.Text
	found  diag.Bag
	sites  []*site // every element, in document order
	scopes []*scope
}

// site is an element in its place.
type site struct {
	*element
	parent   *site
	document *site // the document element around it, or itself
	scope    *scope
	meta     bool // it is in the metadata
}

// scope is where an eId is unique: the main document with all that is attached
// to it, or a component of the root (AKN 3.0 schema, xsd:unique).
type scope struct {
	ids   map[string]*site
	other map[string]bool // xml:id and the ids of old versions
	twice []*site
}

func newScope() *scope { return &scope{ids: map[string]*site{}, other: map[string]bool{}} }

func (r *ruling) collect(e *element, parent *site, in *scope) {
	s := &site{element: e, parent: parent, scope: in}
	if parent != nil {
		s.document, s.meta = parent.document, parent.meta || e.name == "meta"
	}
	if documentElements[e.name] {
		s.document, s.meta = s, false
		if parent != nil && parent.name == "component" && parent.parent != nil && parent.parent.parent != nil && parent.parent.parent.name == "akomaNtoso" {
			s.scope = newScope()
			r.scopes = append(r.scopes, s.scope)
		}
	}
	r.sites = append(r.sites, s)
	for _, a := range e.attrs {
		switch {
		case a.space == "" && a.name == "eId":
			if s.scope.ids[a.value] != nil {
				s.scope.twice = append(s.scope.twice, s)
			} else {
				s.scope.ids[a.value] = s
			}
		case a.space == "" && (a.name == "wId" || a.name == "id"), a.space == xmlNamespace && a.name == "id":
			s.scope.other[a.value] = true
		}
	}
	if e.name != "foreign" { // what is in it follows rules of its own
		e.each(func(c *element) { r.collect(c, s, s.scope) })
	}
}

// add reports a finding of a rule at an element.
func (r *ruling) add(rule int, at *site, format string, args ...any) {
	r.addAs(rule, diag.Severity(255), at, format, args...)
}

// addAs is add with another severity than the rule's.
func (r *ruling) addAs(rule int, severity diag.Severity, at *site, format string, args ...any) {
	d := diag.New(diag.Code(fmt.Sprintf("AKN2%02d", rule)), fmt.Sprintf(format, args...))
	if severity <= diag.Error {
		d.Severity = severity
	}
	d.File = r.name
	if at != nil {
		d.Span = diag.Span{Start: at.span.Start, End: min(at.span.End, at.span.Start+1+len(at.name))}
		d.Start = r.text.Position(at.span.Start)
		d.NodeID = at.attribute("eId")
	}
	r.found.Report(d)
}

// has reports whether an element has an attribute without namespace.
func (e *element) has(name string) bool {
	return slices.ContainsFunc(e.attrs, func(a attr) bool { return a.name == name && a.space == "" })
}

// within finds the nearest element of one of the names around a site.
func (s *site) within(names ...string) *site {
	for p := s.parent; p != nil; p = p.parent {
		if slices.Contains(names, p.name) {
			return p
		}
	}
	return nil
}

// namespace: S36.
func (r *ruling) namespace() {
	root := r.sites[0]
	if root.space != Namespace {
		r.add(36, root, "the namespace is %q; that of the standard is %s", root.space, Namespace)
	}
}

// ids: S01 to S04, S06, S07, S37, S40, S43.
func (r *ruling) ids() {
	used := false
	for _, scope := range r.scopes {
		used = used || len(scope.ids) > 0
		for _, s := range scope.twice {
			r.add(1, s, "the eId %s stands twice in the document", s.attribute("eId"))
		}
	}
	dense := map[string]int{}
	for _, s := range r.sites {
		if s.space != r.sites[0].space {
			continue
		}
		id := s.attribute("eId")
		if id == "" {
			if used && idRequired[s.name] && !s.meta {
				r.add(6, s, "%s has no eId", s.name)
			}
			continue
		}
		if w := s.attribute("wId"); w == id {
			r.add(7, s, "the wId %s is the same as the eId", w)
		}
		for _, a := range s.attrs {
			if a.name == "id" && a.space == xmlNamespace {
				r.add(37, s, "%s has an eId and an xml:id", s.name)
			}
		}
		if problem := idProblem(id); problem != "" {
			r.add(2, s, "the eId %q %s", id, problem)
			continue
		}
		if mixedScripts(id) {
			r.add(40, s, "the eId %s has letters of several scripts", id)
		}
		if s.meta && s.within("references") != nil {
			continue // labels
		}
		prefix, last := lastSegment(id)
		ref, _, _ := strings.Cut(last, "_")
		want := s.name
		if short, ok := abbreviations[s.name]; ok {
			want = short
		}
		if ref != want && ref != s.name && !slices.Contains(genericElements, s.name) && !strings.HasPrefix(s.name, "TLC") &&
			s.name != "keyword" && s.name != "componentData" && s.name != "component" && s.name != "note" && !strings.HasPrefix(want, ref+"_") {
			r.add(3, s, "the eId %s of %s should have %s in its last segment", id, s.name, want)
		}
		if prefix != "" && !s.hasAncestor(prefix) {
			r.add(4, s, "the eId %s begins with %s, which is no element around it", id, prefix)
		}
		if inlineMarks[s.name] && prefix != "" {
			key := prefix + "__" + s.name
			dense[key]++
			if number := strings.TrimPrefix(last, s.name+"_"); number != strconv.Itoa(dense[key]) && !s.meta {
				r.add(43, s, "the eId %s should end with %d: marks are counted in the clause they are in", id, dense[key])
			}
		}
	}
}

// inlineMarks are the marks in running text that have an eId.
var inlineMarks = set("ref", "rref", "organization", "role", "person", "location", "entity", "concept", "object", "event", "process", "term", "quantity")

// idProblem says what is wrong with the form of an eId (Naming Convention 5.2).
func idProblem(id string) string {
	if i := strings.IndexAny(id, " \t\n\r/#"); i >= 0 {
		return fmt.Sprintf("has %q in it", id[i:i+1])
	}
	for segment := range strings.SplitSeq(id, "__") {
		if segment == "" || strings.HasPrefix(segment, "_") || strings.HasSuffix(segment, "_") {
			return "has an empty part: segments are joined by two low lines, a number by one"
		}
	}
	return ""
}

// hasAncestor reports whether an id is that of an element around a site, or the
// name of one that has no id.
func (s *site) hasAncestor(id string) bool {
	for p := s.parent; p != nil; p = p.parent {
		have := p.attribute("eId")
		name := p.name
		if short, ok := abbreviations[name]; ok {
			name = short
		}
		if have == id || have == "" && (name == id || strings.HasSuffix(id, "__"+name)) {
			return true
		}
	}
	return false
}

// pointers: S08, S09, S29, S31, S34, S38.
func (r *ruling) pointers() {
	used := map[*site]bool{}
	use := func(s *site, value string) *site {
		id := strings.TrimPrefix(strings.TrimPrefix(value, "#"), "~")
		target := s.scope.ids[id]
		if target == nil {
			target = r.scopes[0].ids[id]
		}
		if target != nil {
			used[target] = true
		}
		return target
	}
	for _, s := range r.sites {
		if s.space != r.sites[0].space {
			continue
		}
		for _, a := range s.attrs {
			if a.space != "" || !pointing[a.name] {
				continue
			}
			values := strings.Fields(a.value)
			if len(values) == 0 {
				switch a.name {
				case "href", "refersTo", "source", "by":
					if s.name != "FRBRmasterExpression" {
						r.add(38, s, "%s has an empty %s", s.name, a.name)
					}
				}
				continue
			}
			for _, v := range values {
				switch {
				case strings.HasPrefix(v, "#"), strings.HasPrefix(v, "~"):
					target := use(s, v)
					if target == nil && !s.scope.other[strings.Trim(v, "#~")] && !r.scopes[0].other[strings.Trim(v, "#~")] && !s.packaged() {
						r.add(8, s, "%s %s leads to no element of the document", a.name, v)
						continue
					}
					if target != nil {
						r.class(s, a.name, v, target)
					}
				case local[a.name] && !strings.ContainsAny(v, "/:!"):
					r.add(8, s, "%s %q should be #%s: it points to an element of the document", a.name, v, v)
				}
			}
		}
		switch s.name {
		case "ref", "mref":
			if v := strings.TrimSpace(s.attribute("href")); v != "" && !strings.HasPrefix(v, "#") && !strings.HasPrefix(v, "~") &&
				!strings.HasPrefix(v, "!") && !strings.HasPrefix(v, "/akn") && !strings.Contains(v, ":") {
				r.add(29, s, "href %q is no IRI of a work, no address and no place in the document", v)
			}
		case "rref":
			r.ends(s)
		}
	}
	for _, s := range r.sites {
		if strings.HasPrefix(s.name, "TLC") && s.attribute("eId") != "" && !used[s] {
			r.add(31, s, "nothing points to the entry %s", s.attribute("eId"))
		}
	}
}

// packaged reports whether a reference is one between the componentInfo of the
// FRBR levels, which may be of another file of the package.
func (s *site) packaged() bool { return s.name == "componentData" }

// pointing are attributes that point to something; local are those that point
// to an entry of the document itself.
var (
	pointing = set("source", "refersTo", "by", "as", "href", "for", "period", "from", "upTo", "to", "outcome", "wId-of", "alternativeTo", "choice")
	local    = set("source", "by", "as", "refersTo", "period")
)

// class: S09.
func (r *ruling) class(s *site, attribute, value string, target *site) {
	ok := true
	switch {
	case attribute == "source" && s.name == "eventRef":
		ok = target.parent != nil && target.parent.name == "references"
	case attribute == "source" && s.name == "textualMod":
	case attribute == "source" || attribute == "by":
		ok = slices.Contains([]string{"TLCPerson", "TLCOrganization", "TLCRole", "TLCProcess", "TLCConcept", "TLCObject"}, target.name)
	case attribute == "as":
		ok = target.name == "TLCRole"
	case attribute == "period":
		ok = target.name == "temporalGroup"
	}
	if !ok {
		r.add(9, s, "%s %s of %s leads to a %s", attribute, value, s.name, target.name)
	}
}

// ends: S34.
func (r *ruling) ends(s *site) {
	from, upTo := s.attribute("from"), s.attribute("upTo")
	a, b := splitNumber(from), splitNumber(upTo)
	if a.prefix != b.prefix {
		r.add(34, s, "the range goes from %s to %s, which are not of one kind in one place", from, upTo)
	} else if a.n > 0 && b.n > 0 && a.n >= b.n {
		r.add(34, s, "the range ends at %s, not after %s", upTo, from)
	}
}

type numberedID struct {
	prefix string
	n      int
}

func splitNumber(id string) numberedID {
	i := strings.LastIndexByte(id, '_')
	if i < 0 {
		return numberedID{prefix: id}
	}
	n, _ := strconv.Atoi(id[i+1:])
	return numberedID{id[:i], n}
}
