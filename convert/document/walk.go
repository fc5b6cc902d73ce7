package document

// Walk visits n and everything below it in document order, the bodies of notes
// where they are called. visit gets the node and its ancestors, the root first;
// the slice is only good during the call. A node whose visit returns false is
// not entered.
func Walk(n *Node, visit func(n *Node, ancestors []*Node) bool) {
	if n != nil {
		walk(n, make([]*Node, 0, usualDepth), visit)
	}
}

// usualDepth is how many ancestors there is room for before more has to be made.
const usualDepth = 16

func walk(n *Node, ancestors []*Node, visit func(*Node, []*Node) bool) {
	if !visit(n, ancestors) {
		return
	}
	ancestors = append(ancestors, n)
	walkNotes(n.Text, ancestors, visit)
	for _, c := range n.Children {
		walk(c, ancestors, visit)
	}
}

// walkNotes visits the notes that text calls. It is no EachInline because the
// function for that would be made anew for each node.
func walkNotes(text []Inline, ancestors []*Node, visit func(*Node, []*Node) bool) {
	for i := range text {
		if note := text[i].Note; note != nil {
			walk(note, ancestors, visit)
		}
		walkNotes(text[i].Children, ancestors, visit)
	}
}

// EachInline visits inlines and those inside them, in document order. It does
// not enter the bodies of notes.
func EachInline(text []Inline, visit func(*Inline)) {
	for i := range text {
		visit(&text[i])
		EachInline(text[i].Children, visit)
	}
}

// Clause is a node that carries text or a number, with its place in the tree.
type Clause struct {
	Node   *Node
	Parent *Node // nearest ancestor that is a clause itself, or nil
	Level  int   // 1 for a clause with no clause above it
}

// Clauses lists the clauses of the expression in document order: every node
// that is not merely structural, and divisions, which have a number or a
// heading of their own. Notes come where they are called.
func (e *Expression) Clauses() []Clause {
	var out []Clause
	Walk(e.Root, func(n *Node, ancestors []*Node) bool {
		if !n.clause() {
			return true
		}
		c := Clause{Node: n, Level: 1}
		for _, a := range ancestors {
			if a.clause() {
				c.Parent = a
				c.Level++
			}
		}
		out = append(out, c)
		return true
	})
	return out
}

func (n *Node) clause() bool {
	return !n.Kind.Structural() || n.Kind.Division() || n.Kind == Annex || n.Kind == Table
}
