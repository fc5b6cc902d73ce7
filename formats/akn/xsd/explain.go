package xsd

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/formats/akn/xsd/internal/xmlscan"
)

// This file says in words what the validator has found.

// path names the innermost open element from the root on. A number tells which
// of several siblings of one name it is; the first has none.
func (v *validator) path() string {
	var b strings.Builder
	for i := range v.frames {
		f := &v.frames[i]
		b.WriteByte('/')
		b.Write(f.name)
		if f.nth > 1 {
			b.WriteString("[" + strconv.Itoa(f.nth) + "]")
		}
	}
	if b.Len() == 0 {
		return "/"
	}
	return b.String()
}

func (v *validator) reportRoot(f *frame) {
	p := Problem{Rule: RuleRoot, Message: fmt.Sprintf("the document starts with <%s>, which the schema does not have", f.name)}
	if space := v.otherNamespace(f); space != "" {
		p.Message = fmt.Sprintf("<%s> is in %s, and the schema is about %s", f.name, namespaceWords(v.scan.Name.Space), space)
		p.Help = fmt.Sprintf("write xmlns=%q if the document follows this schema", space)
	}
	v.report(p, f.at)
}

// otherNamespace is a namespace in which the schema has an element of this local
// name, if not in the one that the document says.
func (v *validator) otherNamespace(f *frame) string {
	if f.symbol != none {
		return ""
	}
	for _, n := range v.s.symbols {
		if n.local == string(f.name[f.local:]) {
			return v.s.namespaces[n.space]
		}
	}
	return ""
}

func namespaceWords(space string) string {
	if space == "" {
		return "no namespace"
	}
	return "the namespace " + space
}

func (v *validator) reportUnknown(f *frame) {
	v.report(Problem{Rule: RuleUnknown, Message: fmt.Sprintf("the schema has no element <%s> in %s", f.name, namespaceWords(v.scan.Name.Space))}, f.at)
}

// reportChildless: the parent takes no elements.
func (v *validator) reportChildless(parent, f *frame, complex *complexType) {
	if parent.strange {
		return
	}
	parent.strange = true
	p := Problem{Rule: RuleMisplaced, Message: fmt.Sprintf("<%s> is not allowed in <%s>, which holds text only", f.name, parent.name)}
	if complex != nil && complex.content == contentEmpty {
		p.Message = fmt.Sprintf("<%s> is not allowed in <%s>, which must be empty", f.name, parent.name)
	}
	v.report(p, f.at)
}

// reportMisplaced: the parent takes no such element anywhere.
func (v *validator) reportMisplaced(parent, f *frame, a *automaton, declaration int32) {
	state := &a.states[parent.state]
	p := Problem{Rule: RuleMisplaced, Expected: v.expected(state)}
	switch space := v.otherNamespace(f); {
	case declaration != none || f.symbol != none:
		p.Message = fmt.Sprintf("<%s> is not allowed in <%s>", f.name, parent.name)
		p.Help = v.rearrange(state, parent, f.symbol, declaration)
	case space != "":
		p.Message = fmt.Sprintf("<%s> is in %s and not allowed in <%s>", f.name, namespaceWords(v.scan.Name.Space), parent.name)
		p.Help = "the schema has an element of this name in the namespace " + space
	case f.space == none:
		p.Message = fmt.Sprintf("<%s> of %s is not allowed in <%s>", f.name, namespaceWords(v.scan.Name.Space), parent.name)
	default:
		p.Rule = RuleUnknown
		p.Message = fmt.Sprintf("the schema has no element <%s>", f.name)
		p.Help = v.similarElement(string(f.name[f.local:]), state)
	}
	if p.Help == "" {
		p.Help = v.possible(state, parent)
	}
	v.report(p, f.at)
}

// possible says what could stand in place of something that is wrong.
func (v *validator) possible(state *state, parent *frame) string {
	switch {
	case len(state.moves) > 0:
		return "possible here: " + tags(v.likely(state.moves), "or")
	case len(state.wildcards) > 0:
		return "possible here: elements of other namespaces"
	}
	return fmt.Sprintf("nothing more is possible in <%s> here", parent.name)
}

// rearrange finds how an element that is not allowed could be put right: inside
// one that is, or without its own tags.
func (v *validator) rearrange(here *state, parent *frame, symbol, declaration int32) string {
	var around []string
	for _, m := range here.moves {
		if start := v.content(m.element); start != nil {
			if _, ok := start.find(symbol); ok {
				around = append(around, v.s.local(m.symbol))
			}
		}
	}
	var ways []string
	if len(around) > 0 {
		ways = append(ways, "put it into "+tags(around, "or"))
	}
	if v.fitsAfter(symbol) {
		ways = append(ways, fmt.Sprintf("close <%s> before it", parent.name))
	}
	if len(around) == 0 && declaration != none && v.takesOver(here, declaration) {
		ways = append(ways, fmt.Sprintf("keep what is inside and leave out the tags <%s> and </%[1]s>", v.s.local(symbol)))
	}
	return strings.Join(ways, ", or ")
}

// fitsAfter reports whether an element would fit behind the parent of the one
// being started.
func (v *validator) fitsAfter(symbol int32) bool {
	if len(v.frames) < 3 {
		return false
	}
	outer := &v.frames[len(v.frames)-3]
	complex := v.complexOf(outer)
	if complex == nil || complex.automaton == none || outer.broken {
		return false
	}
	_, ok := v.s.automata[complex.automaton].states[outer.state].find(symbol)
	return ok
}

// takesOver reports whether most of what an element may start with is possible
// in its place.
func (v *validator) takesOver(here *state, declaration int32) bool {
	inside := v.content(declaration)
	if inside == nil {
		return false
	}
	n := 0
	for _, m := range inside.moves {
		if _, ok := here.find(m.symbol); ok {
			n++
		}
	}
	return 2*n > len(inside.moves)
}

// content is the first state of the content of a declared element, or nil.
func (v *validator) content(declaration int32) *state {
	typ := v.s.elements[declaration].typ
	if _, simple := typ.simple(); simple || v.s.complex[typ].automaton == none {
		return nil
	}
	return &v.s.automata[v.s.complex[typ].automaton].states[0]
}

// similarElement suggests the element that was meant by an unknown name.
func (v *validator) similarElement(name string, here *state) string {
	var near, far []string
	for i, s := range v.s.symbols {
		if _, ok := here.find(int32(i)); ok {
			near = append(near, s.local)
		} else {
			far = append(far, s.local)
		}
	}
	if best := closest(name, near); best != "" {
		return fmt.Sprintf("is <%s> meant?", best)
	}
	if best := closest(name, far); best != "" {
		return fmt.Sprintf("is <%s> meant, which is possible elsewhere?", best)
	}
	return ""
}

// reportSkipped: the child fits once others have come, along path.
func (v *validator) reportSkipped(parent, f *frame, a *automaton, path []move) {
	parent.missed = parent.missed[:0]
	var names []string
	join := "and"
	if len(path) == 1 { // any element that leads to where the child fits would do
		join = "or"
		for _, m := range a.states[parent.state].moves {
			if _, ok := a.states[m.next].find(f.symbol); ok {
				names = append(names, v.s.local(m.symbol))
				parent.missed = append(parent.missed, m.symbol)
			}
		}
	} else {
		for _, m := range path {
			names = append(names, v.s.local(m.symbol))
			parent.missed = append(parent.missed, m.symbol)
		}
	}
	parent.missing = len(v.problems)
	v.report(Problem{
		Rule:     RuleMissing,
		Message:  fmt.Sprintf("%s %s missing before <%s>", tags(names, join), isAre(len(path)), f.name),
		Expected: v.expected(&a.states[parent.state]),
		Help:     fmt.Sprintf("add %s", map[bool]string{true: "it", false: "them"}[len(path) == 1 && len(names) == 1]),
	}, f.at)
	if len(names) > 1 && join == "or" {
		v.problems[parent.missing].Help = "add one of them"
	}
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// found: what was reported as missing comes later. It is one mistake, so the
// first message is put right.
func (v *validator) found(parent, f *frame) {
	parent.missed = parent.missed[:0]
	parent.reported = append(parent.reported, f.symbol)
	if parent.missing >= len(v.problems) {
		return
	}
	p := &v.problems[parent.missing]
	if p.Rule != RuleMissing {
		return
	}
	_, before, _ := strings.Cut(p.Message, " missing before ")
	p.Rule = RuleOrder
	p.Message = fmt.Sprintf("<%s> must stand before %s", f.name, before)
	p.Help = fmt.Sprintf("move it up from %s", f.at)
}

// reportOrder: the parent takes such a child, but not here and not later.
func (v *validator) reportOrder(parent, f *frame, a *automaton) {
	here, before := &a.states[parent.state], &a.states[parent.previous]
	p := Problem{Rule: RuleOrder, Expected: v.expected(here)}
	last := "what stands before it"
	if parent.last != none {
		last = "<" + v.s.local(parent.last) + ">"
	}
	_, earlier := before.find(f.symbol)
	switch {
	case f.symbol == parent.last:
		p.Message = fmt.Sprintf("a second <%s> is not allowed in <%s>", f.name, parent.name)
		p.Help = v.possible(here, parent)
	case earlier && a.follows(f.symbol, parent.last):
		p.Message = fmt.Sprintf("<%s> must stand before %s", f.name, last)
		p.Help = "move it up"
	case parent.last != none && !a.follows(f.symbol, parent.last):
		p.Message = fmt.Sprintf("<%s> and %s exclude one another in <%s>", f.name, last, parent.name)
		p.Help = "keep one of them; " + v.possible(here, parent)
	default:
		p.Message = fmt.Sprintf("<%s> is not allowed after %s", f.name, last)
		p.Help = "move it up; " + v.possible(here, parent)
	}
	v.report(p, f.at)
}

// follows reports whether there is content in which first comes before then.
func (a *automaton) follows(first, then int32) bool {
	if then == none {
		return false
	}
	for i := range a.states {
		if m, ok := a.states[i].find(first); ok {
			if _, ok := a.states[m.next].find(then); ok || a.reach(m.next, then) != nil {
				return true
			}
		}
	}
	return false
}

// reportEnd: the element ends before all that it needs.
func (v *validator) reportEnd(f *frame, a *automaton) {
	state := &a.states[f.state]
	p := Problem{Rule: RuleMissing, Expected: v.expected(state)}
	needed := a.towardsEnd(f.state)
	what := tags(v.likely(needed), "or")
	if len(needed) == 0 {
		what = "an element that the schema does not name"
	}
	if len(f.counts) == 0 && f.last == none {
		p.Message = fmt.Sprintf("<%s> has no content: it needs %s", f.name, what)
		p.Help = fmt.Sprintf("add it, or leave <%s> out", f.name)
	} else {
		p.Message = fmt.Sprintf("<%s> ends too early: %s is missing", f.name, what)
		p.Help = "add it before the end tag"
	}
	v.report(p, v.scan.Position())
}

// towardsEnd lists the moves that bring the end of the content nearer.
func (a *automaton) towardsEnd(from int32) []move {
	into := make([][]int32, len(a.states)) // from where each state is reached
	distance := slices.Repeat([]int{none}, len(a.states))
	var queue []int32
	for i := range a.states {
		for _, m := range a.states[i].moves {
			into[m.next] = append(into[m.next], int32(i))
		}
		if a.states[i].final {
			distance[i] = 0
			queue = append(queue, int32(i))
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, i := range into[queue[0]] {
			if distance[i] == none {
				distance[i] = distance[queue[0]] + 1
				queue = append(queue, i)
			}
		}
	}
	var out []move
	for _, m := range a.states[from].moves {
		if distance[m.next] != none && distance[m.next] < distance[from] {
			out = append(out, m)
		}
	}
	return out
}

// reportText: text in an element that takes none.
func (v *validator) reportText(f *frame, kind content) {
	at := v.scan.Position()
	if kind == contentEmpty {
		v.report(Problem{Rule: RuleText, Message: fmt.Sprintf("<%s> must be empty, white space included", f.name),
			Help: fmt.Sprintf("write <%s .../>", f.name)}, at)
		return
	}
	a := &v.s.automata[v.complexOf(f).automaton]
	state := &a.states[f.state]
	p := Problem{Rule: RuleText, Expected: v.expected(state),
		Message: fmt.Sprintf("text %s stands directly in <%s>", quote(v.scan.Text), f.name)}
	if around := v.holders(a, state); around != "" {
		p.Help = "put it into " + around
	} else {
		p.Help = v.possible(state, f)
	}
	v.report(p, at)
}

// holders finds what text could be put into: the element, or the element in an
// element, that content models name most often; of several outer ones that after
// which the least may follow, as it is meant to hold the most.
func (v *validator) holders(a *automaton, here *state) string {
	best, least, words := 0, 0, ""
	consider := func(symbol, next int32, outer string) {
		n, follow := v.s.mentions(symbol), len(a.states[next].moves)
		if n > best || n == best && outer != "" && follow <= least {
			best, least, words = n, follow, outer+"<"+v.s.local(symbol)+">"
		}
	}
	for _, m := range here.moves {
		if v.holdsText(m.element) {
			consider(m.symbol, m.next, "")
			least = -1 // what needs one element only is preferred
		}
	}
	for _, m := range here.moves {
		if inside := v.content(m.element); inside != nil && !v.holdsText(m.element) {
			for _, n := range inside.moves {
				if v.holdsText(n.element) {
					consider(n.symbol, m.next, "<"+v.s.local(m.symbol)+">")
				}
			}
		}
	}
	return words
}

func (v *validator) holdsText(declaration int32) bool {
	typ := v.s.elements[declaration].typ
	if _, simple := typ.simple(); simple {
		return true
	}
	kind := v.s.complex[typ].content
	return kind == contentMixed || kind == contentSimple
}

// mentions is in how many content models an element can stand.
func (s *Schema) mentions(symbol int32) int {
	n := 0
	for i := range s.automata {
		if s.automata[i].declaration(symbol) != none {
			n++
		}
	}
	return n
}

// attributeLabel is the name of a declared attribute as it would be written.
func (s *Schema) attributeLabel(i int32) string {
	n := s.attributes[i]
	if s.namespaces[n.space] == xmlscan.XMLSpace {
		return "xml:" + n.local
	}
	return n.local
}

func (v *validator) attributeName(i int) string {
	a := &v.scan.Attributes[i]
	if len(a.Prefix) > 0 {
		return string(a.Prefix) + ":" + string(a.Local)
	}
	return string(a.Local)
}

func (v *validator) reportAttribute(f *frame, i int, set *attributeSet) {
	name := v.attributeName(i)
	p := Problem{Rule: RuleAttribute, Message: fmt.Sprintf("the attribute %s is not allowed on <%s>", name, f.name), Help: "leave it out"}
	for k, use := range set.uses {
		if !v.seen[k] {
			p.Expected = append(p.Expected, v.s.attributeLabel(use.name))
		}
	}
	if best := closest(name, p.Expected); best != "" {
		p.Help = fmt.Sprintf("is %s meant?", best)
	} else if v.scan.Attributes[i].Space == "" && set.wildcard != none {
		p.Help = "leave it out, or put it into a namespace of its own"
	}
	v.report(p, v.scan.AttributePosition(i))
}

func (v *validator) reportRequired(f *frame, use attributeUse) {
	name := v.s.attributeLabel(use.name)
	p := Problem{Rule: RuleRequired, Expected: []string{name}, Message: fmt.Sprintf("the attribute %s is missing on <%s>", name, f.name),
		Help: fmt.Sprintf("add %s=\"...\"", name)}
	if looks := v.s.describe(use.typ); looks != builtins[stringType].looks {
		p.Help += " with " + looks
	}
	v.report(p, f.at)
}

func (v *validator) reportValue(f *frame, i int, wrong string) {
	v.report(Problem{Rule: RuleValue,
		Message: fmt.Sprintf("the value %s of the attribute %s is wrong: %s", quote(v.scan.Attributes[i].Value), v.attributeName(i), wrong)},
		v.scan.AttributePosition(i))
}

func (v *validator) reportInstance(f *frame, i int, wrong, help string) {
	v.report(Problem{Rule: RuleInstanceType, Message: v.attributeName(i) + ": " + wrong, Help: help}, v.scan.AttributePosition(i))
}

func (v *validator) reportTwice(what string, first, at xmlscan.Position) {
	v.report(Problem{Rule: RuleUnique, Message: fmt.Sprintf("%s stands at %s already, and must be unique", what, first),
		Help: "give one of the two another value"}, at)
}

// expected lists what may come next, in the order of the schema.
func (v *validator) expected(s *state) []string {
	var names []string
	for _, m := range s.moves {
		names = append(names, v.s.local(m.symbol))
	}
	return names
}

// likely lists elements, and many with those first that most content models
// name and whose names are short, which common elements have.
func (v *validator) likely(moves []move) []string {
	moves = slices.Clone(moves)
	if len(moves) > mostNames {
		mentions := make(map[int32]int, len(moves))
		for _, m := range moves {
			mentions[m.symbol] = v.s.mentions(m.symbol)
		}
		slices.SortStableFunc(moves, func(a, b move) int {
			return cmp.Or(mentions[b.symbol]-mentions[a.symbol], len(v.s.local(a.symbol))-len(v.s.local(b.symbol)))
		})
	}
	return v.expected(&state{moves: moves})
}

// mostNames is how many elements a message lists.
const mostNames = 8

// tags lists elements in words.
func tags(names []string, join string) string {
	var b strings.Builder
	for i, name := range names[:min(len(names), mostNames)] {
		switch {
		case i == 0:
		case i == len(names)-1:
			b.WriteString(" " + join + " ")
		default:
			b.WriteString(", ")
		}
		b.WriteString("<" + name + ">")
	}
	if more := len(names) - mostNames; more > 0 {
		fmt.Fprintf(&b, " %s %d others", join, more)
	}
	return b.String()
}

// closest finds the candidate that a misspelt name may stand for: one that
// differs in case only, or in one letter, or in two of a longer name.
func closest(name string, candidates []string) string {
	if len(name) > 64 {
		return ""
	}
	best, distance := "", 1+min(2, len(name)/4)
	for _, c := range candidates {
		d := edits([]byte(strings.ToLower(name)), []byte(strings.ToLower(c)), distance)
		if d < distance {
			best, distance = c, d
		}
	}
	return best
}

// edits is the number of letters to add, drop or change between a and b, or most
// if it is not less.
func edits(a, b []byte, most int) int {
	if len(a)-len(b) >= most || len(b)-len(a) >= most {
		return most
	}
	if bytes.Equal(a, b) {
		return 0
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal, row[j+1] = row[j+1], min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(b)], most)
}
