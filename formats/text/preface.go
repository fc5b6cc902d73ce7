package text

import (
	"strings"
	"unicode"

	"github.com/plurilex/plurilex/convert/document"
)

// front makes the preface of the blocks before the acting entity.
func (b *builder) front(blocks []block) {
	if len(blocks) == 0 {
		return
	}
	b.preface = b.add(b.root, &document.Node{Kind: document.Preface})
	nodes := make([]*document.Node, len(blocks))
	for i := range blocks {
		k := &blocks[i]
		n := b.node(document.Text, k)
		n.Kind = b.prefaceKind(n, k)
		nodes[i] = b.add(b.preface, n)
	}
	// Without a title that says so, the last block that could be one is it.
	for _, n := range nodes {
		if n.Kind == document.Title {
			return
		}
	}
	for i := len(nodes) - 1; i >= 0; i-- {
		if nodes[i].Kind == document.Text {
			nodes[i].Kind = document.Title
			return
		}
	}
}

// prefaceKind tells what a block of the preface is by what it is made of.
func (b *builder) prefaceKind(n *document.Node, k *block) document.Kind {
	ln := &b.lines[k.first]
	numbers, procedures, dates, words := 0, 0, 0, 0
	for i := range n.Text {
		in := &n.Text[i]
		switch in.Kind {
		case document.Number:
			if numbers++; in.Role == "ep-procedure" {
				procedures++
			}
		case document.Date:
			dates++
		default:
			plain := document.Plain(n.Text[i : i+1])
			words += len(strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
		}
	}
	switch {
	case words == 0 && numbers > 0 && procedures == numbers:
		return document.Procedure
	case words == 0 && numbers > 0:
		return document.DocNumber
	case words <= 3 && dates == 1 && numbers == 0:
		return document.DateLine
	case ln.says&saysTitle != 0:
		return document.Title
	case ln.says&saysMotion != 0:
		return document.Heading
	}
	return document.Text
}
