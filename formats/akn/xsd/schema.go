package xsd

import "slices"

// Schema is a compiled schema. It is read-only: any number of goroutines may
// validate with it at once.
//
// The tables below refer to one another by index, which is what makes them
// small, and storable as they are.
type Schema struct {
	target     string     // target namespace of the first schema document
	namespaces []string   // 0 is no namespace
	symbols    []name     // names of elements, in the order the schema mentions them
	attributes []name     // names of attributes
	elements   []element  // declarations, global and local
	roots      []int32    // by symbol: its global declaration in elements, or none
	globals    []int32    // by attribute name: the simple type of its global declaration, or none
	named      []namedDef // types with a name, for xsi:type, sorted
	complex    []complexType
	simple     []simpleType
	sets       []attributeSet
	automata   []automaton
	wildcards  []wildcard
	uniques    []unique

	symbolOf    map[name]int32
	attributeOf map[name]int32
}

// none is the index of what is not there.
const none = -1

// name is a name in a namespace of Schema.namespaces.
type name struct {
	space int32
	local string
}

// typeRef is a complex type, or the complement of a simple type.
type typeRef int32

func simpleRef(i int32) typeRef         { return typeRef(^i) }
func (t typeRef) simple() (int32, bool) { return int32(^t), t < 0 }

// anyType is the index of the complex type that every other is derived from.
const anyType = 0

type element struct {
	symbol  int32
	typ     typeRef
	uniques []int32
}

type namedDef struct {
	name name
	typ  typeRef
}

type content uint8

const (
	contentEmpty    content = iota // nothing at all
	contentSimple                  // text of a simple type
	contentElements                // elements with white space between them
	contentMixed                   // elements and text
)

type complexType struct {
	name      string  // empty for an anonymous type
	base      typeRef // what it extends or restricts
	content   content
	simple    int32 // the simple type of the text, for contentSimple
	automaton int32 // for contentElements and contentMixed
	set       int32
}

// automaton is a deterministic automaton over the children of an element; state
// 0 is the start.
type automaton struct{ states []state }

type state struct {
	final     bool
	moves     []move // sorted by symbol
	wildcards []wildMove
}

type move struct{ symbol, element, next int32 }

type wildMove struct{ wildcard, next int32 }

func (s *state) find(symbol int32) (move, bool) {
	i, ok := slices.BinarySearchFunc(s.moves, symbol, func(m move, symbol int32) int { return int(m.symbol - symbol) })
	if !ok {
		return move{}, false
	}
	return s.moves[i], true
}

type attributeSet struct {
	uses     []attributeUse // sorted by name
	required []int32        // of uses
	wildcard int32
}

type attributeUse struct {
	name     int32
	typ      int32 // a simple type
	required bool
	fixed    bool
	value    string // the fixed value, in canonical form
}

func (a *attributeSet) find(name int32) int {
	i, ok := slices.BinarySearchFunc(a.uses, name, func(u attributeUse, name int32) int { return int(u.name - name) })
	if !ok {
		return none
	}
	return i
}

type process uint8

const (
	processStrict process = iota // there must be a declaration
	processLax                   // if there is a declaration, it counts
	processSkip                  // anything goes
)

// wildcard says of which namespaces elements or attributes may be.
type wildcard struct {
	not     bool    // all but spaces; no spaces: any
	spaces  []int32 // sorted
	process process
}

// allows reports whether a name of the namespace fits; an unknown namespace is
// none.
func (w *wildcard) allows(space int32) bool { return slices.Contains(w.spaces, space) != w.not }

// unique is an xsd:unique whose selector is a path of elements and whose fields
// are attributes.
type unique struct {
	paths  []selector
	fields []int32 // names of attributes
}

// selector is one alternative of a selector: steps to take from the element that
// has the constraint, at any depth below it if deep.
type selector struct {
	deep  bool
	steps []nameTest
}

// nameTest is an element name; space none is any namespace, an empty local name
// any name.
type nameTest struct {
	space int32
	local string
}

// index builds the maps that are not stored.
func (s *Schema) index() {
	s.symbolOf = make(map[name]int32, len(s.symbols))
	for i, n := range s.symbols {
		s.symbolOf[n] = int32(i)
	}
	s.attributeOf = make(map[name]int32, len(s.attributes))
	for i, n := range s.attributes {
		s.attributeOf[n] = int32(i)
	}
}

// space finds the index of a namespace, or none.
func (s *Schema) space(namespace string) int32 {
	return int32(slices.Index(s.namespaces, namespace))
}

// TargetNamespace is the namespace that the schema is about.
func (s *Schema) TargetNamespace() string { return s.target }

// local is the local name of a symbol.
func (s *Schema) local(symbol int32) string { return s.symbols[symbol].local }
