package document

import "strings"

// Entry is a clause as a list of clauses has it.
type Entry struct {
	Clause
	Number string // as people cite it; "" for none
	Text   string // mark, words and, of a division or annex, its heading
	Remark bool   // it is printed beside the text and no clause of it; see Remark
}

// Remark is the role of what a journal prints beside a text and no one counts
// among its clauses: "(Text with EEA relevance)".
const Remark = "remark"

// Outline lists the clauses of the expression in document order, as a person
// would write them down: the heading of a division or annex is part of its
// entry, and parts without words of their own have none.
func (e *Expression) Outline() []Entry {
	var out []Entry
	named := map[*Node]bool{} // headings that are in the entry of what they name
	for _, c := range e.Clauses() {
		n := c.Node
		if named[n] {
			continue
		}
		words := []string{n.Num, n.Plain()}
		for _, h := range n.name() {
			words = append(words, h.Num, h.Plain())
			named[h] = true
		}
		if text := strings.Join(strings.Fields(strings.Join(words, " ")), " "); text != "" {
			out = append(out, Entry{c, n.Number(), text, n.Kind == Text && n.Role == Remark})
		}
	}
	return out
}

// name is the headings that name a division or annex: those before all else in
// it, up to one with a number of its own, which is the heading of what follows.
func (n *Node) name() []*Node {
	if !n.Kind.Division() && n.Kind != Annex {
		return nil
	}
	for i, h := range n.Children {
		if h.Kind != Heading && h.Kind != Subheading || i > 0 && h.Num != "" {
			return n.Children[:i]
		}
	}
	return n.Children
}
