// Package naming gives the parts of a text their ids and the text its IRIs, the
// same for every language and every format.
//
// Ids are eIds of the Akoma Ntoso Naming Convention 1.0, chapter 5, in a
// canonical form: the number in an id is the printed number in Latin letters
// and ASCII digits, so that the same clause has the same id in every language.
// IRIs are those of its chapter 4.
package naming

import (
	"slices"
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
)

// Change is a node that got another id than it had.
type Change struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// Assign gives every node below root its id, and lets local references follow.
// The root has none: it is the document. It returns the nodes that had another id before, in document order.
//
// An id names what its clause is and its number, after the id of what it is in
// only where the number alone could stand twice: rec_A, art_3, but
// art_3__para_1 and para_3__list_1__point_b. Siblings of which none has a
// number are counted; an unnumbered one among numbered ones is nn_1. Where a
// text gives a number twice, the second gets _2.
func Assign(root *document.Node) []Change {
	nodes := 0
	document.Walk(root, func(*document.Node, []*document.Node) bool { nodes++; return true })
	a := assigner{entries: make([]entry, 0, nodes), runs: map[runKey]int{}}
	a.collect(root, -1, place{context: -1, bearer: -1, division: -1})
	for _, r := range a.order {
		a.number(r)
	}
	changes := a.name()
	if len(changes) > 0 {
		a.retarget()
	}
	return changes
}

// entry is one node with what its id is made of.
type entry struct {
	node     *document.Node
	ref      string // element_ref: "para"
	number   string // "" when the element occurs once in its place
	prefix   int    // entry whose id stands in front, or -1
	division int    // of a kind that is numbered through divisions: the nearest one, else -1
}

// run is the entries that are numbered together, in document order.
type run []int

type runKey struct {
	prefix int
	ref    string
}

type assigner struct {
	entries []entry
	runs    map[runKey]int // index into order
	order   []run
	ids     map[string]string // old to new
}

// place is where a node stands: entries around it.
type place struct {
	context  int  // the document, annex, quotation or article whose parts are numbered afresh
	bearer   int  // the nearest node whose id an element carries in Akoma Ntoso
	division int  // the nearest division inside the context, else the context
	flat     bool // only blocks can stand here, no divisions
	cross    bool // a heading here stands between clauses, not at the head of one
}

func (a *assigner) collect(n *document.Node, parent int, at place) int {
	self := len(a.entries)
	parentKind := document.Invalid
	if parent >= 0 {
		parentKind = a.entries[parent].node.Kind
	}
	e := entry{node: n, ref: elementRef(n, at.flat), prefix: at.bearer, division: -1}
	if at.cross {
		e.ref = "crossHeading"
	}
	at.cross = false
	switch extent(n, parentKind) {
	case inParent:
		e.prefix = parent
	case inContext:
		e.prefix = at.context
		if n.Kind.Division() || n.Kind == document.Paragraph {
			e.division = at.division
		}
	}
	a.entries = append(a.entries, e)
	if !onlyOne(n.Kind) && !slices.Contains(parts, e.ref) || e.ref == "crossHeading" {
		key := runKey{e.prefix, e.ref}
		i, ok := a.runs[key]
		if !ok {
			i = len(a.order)
			a.runs[key] = i
			a.order = append(a.order, nil)
		}
		a.order[i] = append(a.order[i], self)
	}

	below := at
	below.flat = at.flat || flattens(n)
	if carriesID(n) {
		below.bearer = self
	}
	switch n.Kind {
	case document.Root, document.Annex, document.Quote:
		below = place{context: self, bearer: self, division: self}
	case document.Article:
		below.context, below.division = self, self
	default:
		switch {
		case n.Kind.Division():
			below.division = self
		case amends(n):
			below = place{context: self, bearer: self, division: self}
		}
	}
	document.EachInline(n.Text, func(in *document.Inline) {
		if in.Note != nil {
			a.collect(in.Note, self, below)
		}
	})
	list := -1
	for k, child := range n.Children {
		below.cross = child.Kind == document.Heading && k > 0 && !below.flat && n.Kind != document.Body && n.Kind != document.Annex
		i := a.collect(child, self, below)
		switch {
		case child.Kind == document.List:
			list = i
		case child.Kind == document.WrapUp && list >= 0:
			a.entries[i].prefix = list // it ends the sentence of that list
		}
	}
	return self
}

// amends reports whether a node holds parts of another text, with numbers of
// their own.
func amends(n *document.Node) bool {
	return n.Kind == document.Container && (n.Role == document.Amendment || n.Role == document.CurrentText || n.Role == document.AmendedText)
}

// reach says what a node's number is unique in.
type reach uint8

const (
	inBearer reach = iota
	inParent
	inContext
)

func extent(n *document.Node, parent document.Kind) reach {
	switch n.Kind {
	case document.Preface, document.Preamble, document.Body, document.Conclusions, document.Annex,
		document.Title, document.Author, document.Formula,
		document.Citations, document.Recitals, document.Citation, document.Recital:
		return inContext
	case document.Container:
		if _, ok := divisionRef(n); !ok {
			return inContext
		}
		return inBearer
	case document.Subsection:
		if parent.Division() {
			return inBearer
		}
		return inContext
	case document.Paragraph:
		switch parent {
		case document.Preface, document.Preamble, document.Body, document.Conclusions, document.Annex,
			document.Quote, document.Container:
			return inContext
		}
		if parent.Division() {
			return inContext
		}
	case document.Signature:
		if !placeAndDate(n) {
			return inContext
		}
		return inParent
	case document.Heading, document.Subheading, document.WrapUp,
		document.DocNumber, document.Procedure, document.DateLine,
		document.Text, document.Row, document.Cell, document.Figure:
		return inParent
	default:
		if n.Kind.Division() {
			return inContext
		}
	}
	return inBearer
}

// onlyOne reports whether an element of the kind occurs once in its place by
// nature, so that its id has no number.
func onlyOne(k document.Kind) bool {
	switch k {
	case document.Root, document.Preface, document.Preamble, document.Body, document.Conclusions,
		document.Title, document.Heading, document.Subheading, document.WrapUp:
		return true
	}
	return false
}

// carriesID reports whether the id of a node can be the prefix of others: an
// element that requires an eId has it, or its name is one of a kind.
func carriesID(n *document.Node) bool {
	switch n.Kind {
	case document.Body, document.Text, document.DocNumber, document.Procedure, document.DateLine,
		document.Row, document.Cell, document.Figure:
		return false
	case document.Signature:
		return !placeAndDate(n)
	}
	return true
}

func placeAndDate(n *document.Node) bool { return n.Role == "place-date" }

// flattens reports whether only blocks can stand in an element.
func flattens(n *document.Node) bool {
	switch n.Kind {
	case document.Root, document.Body, document.Annex, document.Quote, document.Paragraph,
		document.Subparagraph, document.List, document.Point, document.Indent:
		return false
	case document.Container:
		return Block(n)
	}
	return !n.Kind.Division()
}

// elementRole begins the role of a Container that stands for an element of Akoma
// Ntoso that no kind stands for; the name of the element follows.
const elementRole = "akn:"

// Block reports whether a Container stands for an element that can only hold
// blocks.
func Block(n *document.Node) bool {
	switch n.Role {
	case elementRole + "blockContainer", elementRole + "tblock", elementRole + "toc", elementRole + "foreign":
		return true
	}
	return false
}

// divisionRefs are the references of hierarchical elements that no kind stands
// for, and of those that do when they stand where their kind cannot.
var divisionRefs = map[string]string{
	"alinea": "al", "clause": "cl", "division": "dvs", "level": "level", "proviso": "proviso", "rule": "rule",
	"subchapter": "subchp", "subclause": "subcl", "subdivision": "subdvs", "sublist": "sublist",
	"subpart": "subpart", "subrule": "subrule", "subtitle": "subtitle", "tome": "tome", "transitional": "transitional",
	"book": "book", "part": "part", "title": "title", "chapter": "chp", "section": "sec", "subsection": "subsec",
	"article": "art", "paragraph": "para", "subparagraph": "subpara", "list": "list", "point": "point", "indent": "indent",
}

// divisionRef is the reference of the hierarchical element that a Container
// stands for.
func divisionRef(n *document.Node) (string, bool) {
	name, ok := strings.CutPrefix(n.Role, elementRole)
	ref := divisionRefs[name]
	return ref, ok && ref != ""
}

// parts are elements that containers can stand for and that occur once in a
// document: the cover page, and the parts of a judgment.
var parts = []string{"coverPage", "introduction", "background", "arguments", "remedies", "motivation", "decision"}

// elementRef is the name of the element that a node becomes in Akoma Ntoso, in
// the abbreviation that ids use (Naming Convention 5.3).
func elementRef(n *document.Node, flat bool) string {
	switch n.Kind {
	case document.Root:
		return ""
	case document.Preface, document.Preamble, document.Body, document.Conclusions,
		document.Book, document.Part, document.Heading, document.Subheading, document.Table:
		return n.Kind.String()
	case document.Annex:
		return "att"
	case document.Title:
		return "longTitle"
	case document.Author, document.Formula:
		return "formula"
	case document.Citations:
		return "cits"
	case document.Citation:
		return "cit"
	case document.Recitals:
		return "recs"
	case document.Recital:
		return "rec"
	case document.TitleDivision:
		return "title"
	case document.Chapter:
		return "chp"
	case document.Section:
		return "sec"
	case document.Subsection:
		return "subsec"
	case document.Article:
		return "art"
	case document.Paragraph, document.Subparagraph:
		switch {
		case flat:
			return "blockContainer"
		case n.Kind == document.Paragraph:
			return "para"
		}
		return "subpara"
	case document.List:
		return "list"
	case document.Point, document.Indent:
		switch {
		case flat:
			return "item"
		case n.Kind == document.Point:
			return "point"
		}
		return "indent"
	case document.WrapUp:
		return "wrapup"
	case document.Quote:
		return "embeddedStructure"
	case document.Note:
		return "authorialNote"
	case document.Row:
		return "tr"
	case document.Cell:
		if n.Header {
			return "th"
		}
		return "td"
	case document.Figure:
		return "img"
	case document.Signature:
		if !placeAndDate(n) {
			return "block"
		}
	case document.Container:
		if ref, ok := divisionRef(n); ok && !flat {
			return ref
		}
		if n.Role == "cover-page" {
			return parts[0]
		}
		if name, ok := strings.CutPrefix(n.Role, elementRole); ok && slices.Contains(parts, name) {
			return name
		}
		return "container"
	}
	return "p"
}

// number gives the entries of a run their numbers. Where the numbers begin
// again in a later division, each division is a run of its own and its id goes
// in front.
func (a *assigner) number(r run) {
	numbers := a.numbers(r)
	if split := a.restarts(r, numbers); split != nil {
		for _, part := range split {
			for _, i := range part {
				a.entries[i].prefix = a.entries[i].division
			}
			a.set(part, a.numbers(part))
		}
		return
	}
	a.set(r, numbers)
}

func (a *assigner) numbers(r run) []string {
	printed := make([]string, len(r))
	none := true
	for i, at := range r {
		if n := a.entries[at].node; explicit(n.Kind) {
			printed[i] = n.Num
			none = none && n.Num == ""
		}
	}
	if none {
		return printed
	}
	return Numbers(printed, a.entries[r[0]].node.Kind == document.Recital)
}

// explicit reports whether the id of a kind has the printed number in it.
func explicit(k document.Kind) bool {
	switch k {
	case document.Citation, document.Recital, document.Paragraph, document.Subparagraph,
		document.Point, document.Indent, document.Container:
		return true
	}
	return k.Division()
}

// restarts splits a run by division when a later division begins with the
// number with which the first one begins, else it is nil.
func (a *assigner) restarts(r run, numbers []string) []run {
	first := ""
	again := false
	var split []run
	part := map[int]int{}
	counted := map[int]bool{}
	for i, at := range r {
		division := a.entries[at].division
		if division < 0 {
			return nil
		}
		p, ok := part[division]
		if !ok {
			p = len(split)
			part[division] = p
			split = append(split, nil)
		}
		split[p] = append(split[p], at)
		if numbers[i] == "" || counted[division] {
			continue
		}
		counted[division] = true
		if first == "" {
			first = numbers[i]
		} else if numbers[i] == first {
			again = true
		}
	}
	if !again {
		return nil
	}
	return split
}

func (a *assigner) set(r run, numbers []string) {
	numbered := false
	for _, n := range numbers {
		numbered = numbered || n != ""
	}
	count := 0
	for i, at := range r {
		n := numbers[i]
		if n == "" {
			count++
			n = strconv.Itoa(count)
			if numbered {
				n = "nn_" + n
			}
		}
		a.entries[at].number = n
	}
}

// name writes the ids. A parent's stands before its children's, so that the
// prefixes are there.
func (a *assigner) name() []Change {
	var changes []Change
	given := make(map[string]int, len(a.entries))
	a.ids = map[string]string{}
	for i := range a.entries {
		e := &a.entries[i]
		id, prefix := e.ref, ""
		if e.prefix >= 0 {
			prefix = a.entries[e.prefix].node.ID
		}
		switch {
		case prefix != "" && e.number != "":
			id = prefix + "__" + e.ref + "_" + e.number
		case prefix != "":
			id = prefix + "__" + e.ref
		case e.number != "":
			id = e.ref + "_" + e.number
		}
		if id == "" { // the root
			continue
		}
		given[id]++
		for base, n := id, given[id]; n > 1; n++ {
			id = base + "_" + strconv.Itoa(n)
			if _, taken := given[id]; !taken {
				given[base] = n
				given[id] = 1
				break
			}
		}
		if old := e.node.ID; old != "" {
			if _, ok := a.ids[old]; !ok {
				a.ids[old] = id
			}
			if old != id {
				changes = append(changes, Change{old, id})
			}
		}
		e.node.ID = id
	}
	return changes
}

// retarget lets references inside the text follow the ids.
func (a *assigner) retarget() {
	for i := range a.entries {
		document.EachInline(a.entries[i].node.Text, func(in *document.Inline) {
			if old, local := strings.CutPrefix(in.Target, "#"); local {
				if id, ok := a.ids[old]; ok {
					in.Target = "#" + id
				}
			}
		})
	}
}
