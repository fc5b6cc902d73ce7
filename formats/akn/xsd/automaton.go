package xsd

import (
	"math/bits"
	"slices"
)

// Limits of a content model; real ones stay far below.
const (
	maxPositions = 4096 // mentions of elements, occurrences written out
	maxVisits    = 1e5  // of particles while it is written out
	maxWork      = 1e8
	maxMoves     = 1 << 20
)

type particleKind uint8

const (
	elementParticle particleKind = iota
	wildcardParticle
	sequence
	choice
)

// particle is a part of a content model; groups may be shared between models.
type particle struct {
	kind      particleKind
	low, high int   // how often it occurs; high none is unbounded
	index     int32 // of the element or wildcard
	children  []*particle
}

// void reports whether the particle is one that a schema may as well leave out:
// it is then no content at all (XML Schema Part 1, 3.4.2).
func (p *particle) void() bool {
	return p.high == 0 || len(p.children) == 0 && (p.kind == sequence || p.kind == choice && p.low == 0)
}

// particle compiles a part of a content model.
func (c *compiler) particle(n *node) (*particle, error) {
	low, high, err := n.occurs()
	if err != nil {
		return nil, err
	}
	if err := c.enter(n); err != nil {
		return nil, err
	}
	defer c.leave()
	p := &particle{low: low, high: high}
	switch n.local {
	case "element":
		p.index, err = c.element(n)
		return p, err
	case "any":
		p.kind = wildcardParticle
		w, err := c.wildcard(n)
		p.index = share(c.wildcards, &c.s.wildcards, w)
		return p, err
	case "group":
		ref, ok := n.attributes["ref"]
		if !ok {
			return nil, n.fail("xsd:group has no ref")
		}
		target, err := c.find(n, "group", ref)
		if err != nil {
			return nil, err
		}
		inner, err := c.group(target)
		if err != nil {
			return nil, err
		}
		if inner.void() {
			return &particle{kind: sequence, low: low, high: high}, nil
		}
		p.kind, p.children = sequence, []*particle{inner}
		return p, nil
	case "choice":
		p.kind = choice
	default:
		p.kind = sequence
	}
	for _, child := range n.children {
		inner, err := c.particle(child)
		if err != nil {
			return nil, err
		}
		p.children = append(p.children, inner)
	}
	return p, nil
}

// group compiles a named group once.
func (c *compiler) group(n *node) (*particle, error) {
	if p, ok := c.groups[n]; ok {
		return p, nil
	}
	if c.building[n] {
		return nil, n.fail("the group contains itself")
	}
	c.building[n] = true
	inner, err := n.one("sequence", "choice")
	if err != nil {
		return nil, err
	}
	if inner == nil {
		return nil, n.fail("xsd:group needs a sequence or a choice")
	}
	p, err := c.particle(inner)
	if err == nil {
		c.groups[n] = p
	}
	return p, err
}

// glushkov writes a content model out as positions, one for each mention of an
// element or wildcard, and says which may follow which (Glushkov's automaton).
type glushkov struct {
	positions []*particle
	follow    []bitset
	visits    int
	work      int
	full      bool // a limit was reached
}

// fragment is a part of a model as seen from its borders.
type fragment struct {
	nullable    bool
	first, last []int
}

func (g *glushkov) write(p *particle) fragment {
	if g.visits++; g.visits > maxVisits || p.high > maxPositions || p.low > maxPositions {
		g.full = true
	}
	if g.full || p.high == 0 {
		return fragment{nullable: true}
	}
	before := len(g.positions)
	f := g.once(p)
	if len(g.positions) == before { // nothing in it: repeating changes nothing
		f.nullable = f.nullable || p.low == 0
		return f
	}
	switch {
	case p.high == none && p.low <= 1:
		g.link(f.last, f.first)
		f.nullable = f.nullable || p.low == 0
	case p.high == none: // X{3,} is X X X+
		for n := 2; n < p.low && !g.full; n++ {
			f = g.concat(f, g.once(p))
		}
		tail := g.once(p)
		g.link(tail.last, tail.first)
		f = g.concat(f, tail)
	case p.low == 0:
		f = g.optional(p, f, p.high)
	default:
		for n := 1; n < p.low && !g.full; n++ {
			f = g.concat(f, g.once(p))
		}
		if p.high > p.low {
			f = g.concat(f, g.optional(p, g.once(p), p.high-p.low))
		}
	}
	return f
}

// optional writes up to n occurrences, nested as in X(X(X)?)?, which keeps
// followers few; the innermost is there already.
func (g *glushkov) optional(p *particle, innermost fragment, n int) fragment {
	f := innermost
	f.nullable = true
	for ; n > 1 && !g.full; n-- {
		f = g.concat(g.once(p), f)
		f.nullable = true
	}
	return f
}

// once writes one occurrence of a particle.
func (g *glushkov) once(p *particle) fragment {
	switch p.kind {
	case sequence:
		f := fragment{nullable: true}
		for _, child := range p.children {
			f = g.concat(f, g.write(child))
		}
		return f
	case choice:
		var f fragment
		for _, child := range p.children {
			c := g.write(child)
			f.nullable = f.nullable || c.nullable
			g.work += len(c.first) + len(c.last)
			f.first = append(f.first, c.first...)
			f.last = append(f.last, c.last...)
		}
		return f
	}
	i := len(g.positions)
	if i == maxPositions {
		g.full = true
		return fragment{nullable: true}
	}
	g.positions = append(g.positions, p)
	g.follow = append(g.follow, nil)
	return fragment{first: []int{i}, last: []int{i}}
}

func (g *glushkov) concat(a, b fragment) fragment {
	g.work += len(a.first) + len(a.last) + len(b.first) + len(b.last)
	g.link(a.last, b.first)
	f := fragment{nullable: a.nullable && b.nullable, first: slices.Clip(a.first), last: slices.Clip(b.last)}
	if a.nullable {
		f.first = append(f.first, b.first...)
	}
	if b.nullable {
		f.last = append(f.last, a.last...)
	}
	return f
}

func (g *glushkov) link(last, first []int) {
	if g.work += len(last)*(1+len(g.positions)/64) + len(first); g.work > maxWork {
		g.full = true
	}
	if len(first) == 0 || g.full {
		return
	}
	var set bitset
	for _, i := range first {
		set = set.with(i)
	}
	for _, i := range last {
		g.follow[i] = g.follow[i].union(set)
	}
}

// automaton compiles the content model of a type into the tables.
func (c *compiler) automaton(d *details) (int32, error) {
	var g glushkov
	root := fragment{nullable: true}
	if d.particle != nil {
		root = g.write(d.particle)
	}
	if g.full {
		return 0, d.node.unsupported("a content model of this size")
	}
	b := subset{c: c, g: &g, at: d.node, known: map[string]int32{}}
	var first bitset
	for _, i := range root.first {
		first = first.with(i)
	}
	b.last = make([]bool, len(g.positions))
	for _, i := range root.last {
		b.last[i] = true
	}
	b.state(first, root.nullable)
	for i := 0; i < len(b.next); i++ {
		if err := b.expand(i); err != nil {
			return 0, err
		}
	}
	return share(c.automata, &c.s.automata, automaton{b.states}), nil
}

// subset makes the automaton of positions deterministic. A state is the set of
// positions that may come next and whether the content may end: states that
// agree in this are one.
type subset struct {
	c      *compiler
	g      *glushkov
	at     *node
	last   []bool
	known  map[string]int32
	next   []bitset
	states []state
	moves  int
}

func (b *subset) state(next bitset, final bool) int32 {
	key := next.key()
	if final {
		key += "."
	}
	i, ok := b.known[key]
	if !ok {
		i = int32(len(b.states))
		b.known[key] = i
		b.states = append(b.states, state{final: final})
		b.next = append(b.next, next)
	}
	return i
}

// expand adds the moves of a state.
func (b *subset) expand(i int) error {
	type target struct {
		index     int32
		positions []int
	}
	elements, wildcards := map[int32]*target{}, map[int32]*target{}
	for p := range b.next[i].all() {
		particle := b.g.positions[p]
		if particle.kind == wildcardParticle {
			t := wildcards[particle.index]
			if t == nil {
				t = &target{index: particle.index}
				wildcards[particle.index] = t
			}
			t.positions = append(t.positions, p)
			continue
		}
		symbol := b.c.s.elements[particle.index].symbol
		t := elements[symbol]
		if t == nil {
			t = &target{index: particle.index}
			elements[symbol] = t
		}
		if t.index != particle.index {
			return b.at.fail("the content model has two declarations of <%s> that compete", b.c.s.local(symbol))
		}
		t.positions = append(t.positions, p)
	}
	if b.moves += len(elements) + len(wildcards); b.moves > maxMoves {
		return b.at.unsupported("a content model of this size")
	}
	follow := func(positions []int) int32 {
		var next bitset
		final := false
		for _, p := range positions {
			next = next.union(b.g.follow[p])
			final = final || b.last[p]
		}
		return b.state(next, final)
	}
	for _, symbol := range sortedKeys(elements) {
		t := elements[symbol]
		for w := range wildcards {
			if b.c.s.wildcards[w].allows(b.c.s.symbols[symbol].space) {
				return b.at.fail("the content model is ambiguous: <%s> is also what xsd:any stands for", b.c.s.local(symbol))
			}
		}
		next := follow(t.positions)
		b.states[i].moves = append(b.states[i].moves, move{symbol, t.index, next})
	}
	indices := sortedKeys(wildcards)
	for k, w := range indices {
		for _, v := range indices[:k] {
			if m := b.c.s.wildcards[w].meet(b.c.s.wildcards[v]); m.not || len(m.spaces) > 0 {
				return b.at.fail("the content model is ambiguous: two xsd:any stand for the same elements")
			}
		}
		next := follow(wildcards[w].positions)
		b.states[i].wildcards = append(b.states[i].wildcards, wildMove{w, next})
	}
	return nil
}

func sortedKeys[V any](m map[int32]V) []int32 {
	keys := make([]int32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// bitset is a set of positions. Sets are not changed once made.
type bitset []uint64

func (b bitset) with(i int) bitset {
	for len(b) <= i/64 {
		b = append(b, 0)
	}
	b[i/64] |= 1 << (i % 64)
	return b
}

func (b bitset) union(c bitset) bitset {
	if len(b) < len(c) {
		b, c = c, b
	}
	out := slices.Clone(b)
	for i, w := range c {
		out[i] |= w
	}
	return out
}

func (b bitset) key() string {
	for len(b) > 0 && b[len(b)-1] == 0 {
		b = b[:len(b)-1]
	}
	out := make([]byte, 0, 8*len(b))
	for _, w := range b {
		for k := range 8 {
			out = append(out, byte(w>>(8*k)))
		}
	}
	return string(out)
}

func (b bitset) all() func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i, w := range b {
			for ; w != 0; w &= w - 1 {
				if !yield(i*64 + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}
