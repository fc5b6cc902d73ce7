package xsd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"

	"github.com/plurilex/plurilex/formats/akn/xsd/internal/xmlscan"
)

// Limits of a validation.
const (
	// MaxProblems is how many problems are listed; then reading stops.
	MaxProblems = 1000

	maxText = 16 << 20 // bytes of the text of one element of simple type
	maxKeys = 64 << 20 // bytes of ids and unique values that are remembered at once
)

// Validate reads a document and lists what is wrong in it, in the order of the
// document. No problem means that it is well-formed and valid. An error means
// that it could not be read to its end: the context is done, or r failed.
//
// Time is linear in the length of the document. Memory is that of its depth and
// of the values that must be unique.
func (s *Schema) Validate(ctx context.Context, r io.Reader) ([]Problem, error) {
	v := validator{s: s, scan: xmlscan.New(r), check: checker{schema: s}}
	err := v.run(ctx)
	v.sort()
	return v.problems, err
}

func (v *validator) run(ctx context.Context) error {
	for n := 0; len(v.problems) <= MaxProblems; n++ {
		if n%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		kind, err := v.scan.Next()
		if err != nil {
			return v.stop(err)
		}
		switch kind {
		case xmlscan.Start:
			v.start()
		case xmlscan.End:
			v.end()
		case xmlscan.Text:
			v.characters()
		}
		if v.over {
			v.report(Problem{Rule: RuleLimit, Message: "the document has more ids, or more text in one value, than are checked"}, v.scan.Position())
			return nil
		}
	}
	v.sort()
	v.problems = v.problems[:MaxProblems]
	last := v.problems[MaxProblems-1]
	v.report(Problem{Rule: RuleLimit, Message: "there are more problems than are listed", Help: "correct these first"},
		xmlscan.Position{Line: last.Line, Column: last.Column, Offset: last.Offset})
	return nil
}

// sort puts the problems in the order of the document: those of one tag are found
// attributes first, and what an element lacks at its end.
func (v *validator) sort() {
	slices.SortStableFunc(v.problems, func(a, b Problem) int { return a.Offset - b.Offset })
}

// stop ends the validation at what the scanner has come to.
func (v *validator) stop(err error) error {
	if syntax, ok := errors.AsType[*xmlscan.SyntaxError](err); ok {
		v.report(Problem{Rule: syntaxRules[syntax.Fault], Message: syntax.Message}, syntax.At)
		return nil
	}
	if err == io.EOF {
		return nil
	}
	return err
}

var syntaxRules = map[xmlscan.Fault]Rule{
	xmlscan.Malformed: RuleWellFormed, xmlscan.Doctype: RuleDoctype, xmlscan.Entity: RuleEntity,
	xmlscan.Encoding: RuleEncoding, xmlscan.Limit: RuleLimit,
}

// validator is the state of one validation.
type validator struct {
	s        *Schema
	scan     *xmlscan.Scanner
	check    checker
	problems []Problem
	frames   []frame // the open elements
	text     []byte  // of the innermost element, if of simple type
	values   []value // of the element being started
	seen     []bool  // which attributes of its set it has
	scopes   []scope
	ids      map[string]xmlscan.Position
	keys     int // bytes of ids and unique values remembered
	over     bool
}

// frame is an open element.
type frame struct {
	name     []byte // as written
	local    int    // where the local name starts in it
	symbol   int32  // none for a name that the schema does not have
	space    int32
	typ      typeRef
	skip     bool // nothing in it is checked
	at       xmlscan.Position
	state    int32 // of the automaton
	previous int32 // the state before the last child that fitted
	last     int32 // the symbol of that child, or none
	broken   bool  // the order of children is no longer followed
	strange  bool  // a child was not expected: what is missing may be inside it
	texted   bool  // text in it was reported
	missed   []int32
	missing  int       // index of the problem about missed
	reported []int32   // children that were reported
	counts   []counter // of children by name
	nth      int       // among its siblings of the same name
	scopes   int       // opened by it
}

type counter struct {
	symbol int32
	n      int
}

// value is an attribute that has been found valid.
type value struct {
	name  int32
	typ   int32
	index int // in the scanner's Attributes
}

func (v *validator) top() *frame { return &v.frames[len(v.frames)-1] }

func (v *validator) report(p Problem, at xmlscan.Position) {
	p.Line, p.Column, p.Offset = at.Line, at.Column, at.Offset
	p.Path = v.path()
	v.problems = append(v.problems, p)
}

// push opens a frame, reusing the memory of one that was closed.
func (v *validator) push() *frame {
	n := len(v.frames)
	if n < cap(v.frames) {
		v.frames = v.frames[:n+1]
	} else {
		v.frames = append(v.frames, frame{})
	}
	old := &v.frames[n]
	*old = frame{
		name: old.name[:0], missed: old.missed[:0], reported: old.reported[:0], counts: old.counts[:0],
		at: v.scan.Position(), last: none, nth: 1,
	}
	return old
}

func (v *validator) start() {
	tag := v.scan.Name
	space := v.s.space(tag.Space)
	symbol, ok := v.s.symbolOf[name{space, string(tag.Local)}]
	if !ok {
		symbol = none
	}
	f := v.push()
	if len(tag.Prefix) > 0 {
		f.name = append(append(f.name, tag.Prefix...), ':')
	}
	f.local = len(f.name)
	f.name = append(f.name, tag.Local...)
	f.symbol, f.space = symbol, space
	declaration := int32(none)
	if len(v.frames) == 1 {
		declaration = v.root(f)
	} else {
		parent := &v.frames[len(v.frames)-2]
		f.nth = parent.count(symbol)
		if f.skip = parent.skip; !f.skip {
			declaration = v.child(parent, f)
		}
	}
	if f.skip {
		return
	}
	f.typ = anyType
	if declaration != none {
		f.typ = v.s.elements[declaration].typ
	}
	v.instanceAttributes(f)
	v.attributes(f)
	if declaration != none {
		for _, u := range v.s.elements[declaration].uniques {
			v.open(f, u)
		}
	}
	if len(v.scopes) > 0 {
		v.match()
	}
	v.text = v.text[:0]
}

// count counts a child and returns how many of its name there are now.
func (f *frame) count(symbol int32) int {
	if symbol == none {
		return 1
	}
	for i := range f.counts {
		if f.counts[i].symbol == symbol {
			f.counts[i].n++
			return f.counts[i].n
		}
	}
	f.counts = append(f.counts, counter{symbol, 1})
	return 1
}

// root finds the declaration of the root element.
func (v *validator) root(f *frame) int32 {
	if f.symbol != none && v.s.roots[f.symbol] != none {
		return v.s.roots[f.symbol]
	}
	v.reportRoot(f)
	f.skip = true
	return none
}

// child takes a step in the content of parent and finds the declaration of f;
// without one it is of any type, or skipped.
func (v *validator) child(parent, f *frame) int32 {
	complex := v.complexOf(parent)
	if complex == nil || complex.automaton == none {
		v.reportChildless(parent, f, complex)
		f.skip = true
		return none
	}
	automaton := &v.s.automata[complex.automaton]
	state := &automaton.states[parent.state]
	if f.symbol != none {
		if m, ok := state.find(f.symbol); ok {
			parent.previous, parent.state, parent.last = parent.state, m.next, f.symbol
			return m.element
		}
	}
	for _, w := range state.wildcards {
		if wild := &v.s.wildcards[w.wildcard]; wild.allows(f.space) {
			parent.previous, parent.state, parent.last = parent.state, w.next, none
			return v.admitted(f, wild.process)
		}
	}
	declaration := v.unexpected(parent, f, automaton)
	f.skip = declaration == none
	return declaration
}

// admitted finds the declaration of an element that a wildcard lets in.
func (v *validator) admitted(f *frame, p process) int32 {
	global := int32(none)
	if f.symbol != none {
		global = v.s.roots[f.symbol]
	}
	switch p {
	case processSkip:
		f.skip = true
		return none
	case processStrict:
		if global == none {
			v.reportUnknown(f)
			f.skip = true
		}
	}
	return global
}

// complexOf is the complex type of an element, or nil.
func (v *validator) complexOf(f *frame) *complexType {
	if _, simple := f.typ.simple(); simple {
		return nil
	}
	return &v.s.complex[f.typ]
}

// unexpected reports a child that does not fit, puts the automaton where it can
// go on, and finds the declaration that the child is checked with all the same.
func (v *validator) unexpected(parent, f *frame, a *automaton) int32 {
	declaration := a.declaration(f.symbol)
	known := declaration != none
	if !known && f.symbol != none {
		declaration = v.s.roots[f.symbol]
	}
	if f.symbol != none {
		if slices.Contains(parent.reported, f.symbol) {
			return declaration
		}
		if i := slices.Index(parent.missed, f.symbol); i >= 0 {
			v.found(parent, f)
			return declaration
		}
	}
	switch {
	case !known:
		v.reportMisplaced(parent, f, a, declaration)
		parent.strange = true
	case parent.broken:
		return declaration
	default:
		if path := a.reach(parent.state, f.symbol); path != nil {
			v.reportSkipped(parent, f, a, path)
			m, _ := a.states[path[len(path)-1].next].find(f.symbol)
			parent.previous, parent.state, parent.last = path[len(path)-1].next, m.next, f.symbol
			return declaration
		}
		v.reportOrder(parent, f, a)
		parent.broken = true
	}
	if f.symbol != none {
		parent.reported = append(parent.reported, f.symbol)
	}
	return declaration
}

// declaration finds how the children of a name are declared, wherever in the
// content they may be.
func (a *automaton) declaration(symbol int32) int32 {
	if symbol == none {
		return none
	}
	for i := range a.states {
		if m, ok := a.states[i].find(symbol); ok {
			return m.element
		}
	}
	return none
}

// reach finds the fewest moves after which a child of the name fits; nil if it
// never does.
func (a *automaton) reach(from, symbol int32) []move {
	came := make([]move, len(a.states)) // the move into each state, its next replaced by where it came from
	visited := make([]bool, len(a.states))
	visited[from] = true
	queue := []int32{from}
	for len(queue) > 0 {
		state := queue[0]
		queue = queue[1:]
		if _, ok := a.states[state].find(symbol); ok && state != from {
			var path []move
			for at := state; at != from; at = came[at].next {
				path = append(path, move{came[at].symbol, came[at].element, at})
			}
			slices.Reverse(path)
			return path
		}
		for _, m := range a.states[state].moves {
			if !visited[m.next] {
				visited[m.next] = true
				came[m.next] = move{m.symbol, m.element, state}
				queue = append(queue, m.next)
			}
		}
	}
	return nil
}

func (v *validator) end() {
	f := v.top()
	if !f.skip {
		v.close(f)
	}
	v.frames = v.frames[:len(v.frames)-1]
}

// close checks what can be said of an element only at its end.
func (v *validator) close(f *frame) {
	for ; f.scopes > 0; f.scopes-- {
		last := &v.scopes[len(v.scopes)-1]
		v.keys -= last.keys
		v.scopes = v.scopes[:len(v.scopes)-1]
	}
	typ, isText := f.typ.simple()
	if complex := v.complexOf(f); complex != nil {
		typ, isText = complex.simple, complex.content == contentSimple
		if complex.automaton != none && !f.broken && !f.strange && !f.texted {
			a := &v.s.automata[complex.automaton]
			if !a.states[f.state].final {
				v.reportEnd(f, a)
			}
		}
	}
	if isText && !f.strange {
		if wrong, ok := v.check.check(typ, v.text); !ok {
			v.report(Problem{Rule: RuleContent, Message: "the text " + quote(v.text) + " of <" + string(f.name) + "> is wrong: " + wrong}, f.at)
		} else if v.isID(typ) {
			v.id(v.check.form(typ, v.text), f.at)
		}
	}
}

func (v *validator) characters() {
	if len(v.frames) == 0 {
		return
	}
	f := v.top()
	if f.skip {
		return
	}
	kind := contentSimple
	if complex := v.complexOf(f); complex != nil {
		kind = complex.content
	}
	switch kind {
	case contentSimple:
		if v.text = append(v.text, v.scan.Text...); len(v.text) > maxText {
			v.over = true
		}
	case contentEmpty, contentElements:
		if f.texted || kind == contentElements && len(bytes.TrimLeft(v.scan.Text, " \t\r\n")) == 0 {
			return
		}
		f.texted = true
		v.reportText(f, kind)
	}
}

// attributes checks the attributes of an element.
func (v *validator) attributes(f *frame) {
	v.values = v.values[:0]
	set := &attributeSet{wildcard: none}
	if complex := v.complexOf(f); complex != nil {
		set = &v.s.sets[complex.set]
	}
	v.seen = slices.Grow(v.seen[:0], len(set.uses))[:len(set.uses)]
	clear(v.seen)
	for i := range v.scan.Attributes {
		a := &v.scan.Attributes[i]
		if a.Space == instanceSpace && isInstanceAttribute(a.Local) {
			continue
		}
		space := v.s.space(a.Space)
		key, ok := v.s.attributeOf[name{space, string(a.Local)}]
		if !ok {
			key = none
		}
		if k := set.find(key); k != none {
			v.seen[k] = true
			use := &set.uses[k]
			if v.attributeValue(f, i, key, use.typ) && use.fixed && v.check.form(use.typ, a.Value) != use.value {
				v.reportValue(f, i, "it must be "+quote([]byte(use.value)))
			}
			continue
		}
		if set.wildcard == none || !v.s.wildcards[set.wildcard].allows(space) {
			v.reportAttribute(f, i, set)
			continue
		}
		process := v.s.wildcards[set.wildcard].process
		if key != none && process != processSkip && v.s.globals[key] != none {
			v.attributeValue(f, i, key, v.s.globals[key])
		} else if process == processStrict {
			v.reportAttribute(f, i, set)
		}
	}
	for _, k := range set.required {
		if !v.seen[k] {
			v.reportRequired(f, set.uses[k])
		}
	}
}

// attributeValue checks the value of an attribute.
func (v *validator) attributeValue(f *frame, i int, key, typ int32) bool {
	a := &v.scan.Attributes[i]
	if wrong, ok := v.check.check(typ, a.Value); !ok {
		v.reportValue(f, i, wrong)
		return false
	}
	v.values = append(v.values, value{key, typ, i})
	if v.isID(typ) {
		v.id(v.check.form(typ, a.Value), v.scan.AttributePosition(i))
	}
	return true
}
