//go:build conformance

package xsd

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// tree is a document that can be damaged: an element, or text if it has no name.
type tree struct {
	name       string // as written
	attributes [][2]string
	children   []*tree
	text       string
}

func parseTree(t *testing.T, data []byte) *tree {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	root := &tree{}
	open := []*tree{root}
	for {
		tok, err := d.RawToken()
		if err == io.EOF {
			return root.children[0]
		}
		if err != nil {
			t.Fatal(err)
		}
		top := open[len(open)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &tree{name: rawName(tok.Name)}
			for _, a := range tok.Attr {
				n.attributes = append(n.attributes, [2]string{rawName(a.Name), a.Value})
			}
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 1 {
				top.children = append(top.children, &tree{text: string(tok)})
			}
		}
	}
}

func rawName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func (n *tree) clone() *tree {
	c := *n
	c.attributes = append([][2]string(nil), n.attributes...)
	c.children = make([]*tree, len(n.children))
	for i, child := range n.children {
		c.children[i] = child.clone()
	}
	return &c
}

func (n *tree) bytes() []byte {
	var b bytes.Buffer
	n.write(&b)
	return b.Bytes()
}

func (n *tree) write(b *bytes.Buffer) {
	if n.name == "" {
		_ = xml.EscapeText(b, []byte(n.text))
		return
	}
	b.WriteString("<" + n.name)
	for _, a := range n.attributes {
		b.WriteString(" " + a[0] + `="`)
		_ = xml.EscapeText(b, []byte(a[1]))
		b.WriteString(`"`)
	}
	b.WriteString(">")
	for _, c := range n.children {
		c.write(b)
	}
	b.WriteString("</" + n.name + ">")
}

// elements lists the elements of a document, and the parent of each.
func (n *tree) elements() (all, parents []*tree) {
	for _, c := range n.children {
		if c.name == "" {
			continue
		}
		all, parents = append(all, c), append(parents, n)
		more, outer := c.elements()
		all, parents = append(all, more...), append(parents, outer...)
	}
	return all, parents
}

// damage changes one thing and says how.
func (n *tree) damage(rng *rand.Rand, s *Schema) string {
	all, parents := n.elements()
	if len(all) == 0 {
		return "nothing"
	}
	k := rng.IntN(len(all))
	e, parent := all[k], parents[k]
	at := 0
	for parent.children[at] != e {
		at++
	}
	attribute := func() int { // of an element that has some
		for range 50 {
			if k = rng.IntN(len(all)); len(all[k].attributes) > 0 {
				e = all[k]
				return rng.IntN(len(e.attributes))
			}
		}
		return -1
	}
	plain := func(i int) bool { return i >= 0 && !strings.HasPrefix(e.attributes[i][0], "xmlns") }
	switch rng.IntN(20) {
	case 0:
		parent.children = append(parent.children[:at:at], parent.children[at+1:]...)
		return "drop-" + e.local()
	case 1:
		parent.children = append(parent.children[:at:at], append([]*tree{e.clone()}, parent.children[at:]...)...)
		return "duplicate-" + e.local()
	case 2:
		before := e.local()
		e.name = s.local(int32(rng.IntN(len(s.symbols))))
		return "rename-" + before + "-" + e.name
	case 3:
		to := all[rng.IntN(len(all))]
		parent.children = append(parent.children[:at:at], parent.children[at+1:]...)
		if !e.holds(to) {
			i := rng.IntN(len(to.children) + 1)
			to.children = append(to.children[:i:i], append([]*tree{e}, to.children[i:]...)...)
		}
		return "move-" + e.local()
	case 4:
		other := rng.IntN(len(parent.children))
		parent.children[at], parent.children[other] = parent.children[other], parent.children[at]
		return "swap-" + e.local()
	case 5:
		i := rng.IntN(len(e.children) + 1)
		e.children = append(e.children[:i:i], append([]*tree{{text: "words"}}, e.children[i:]...)...)
		return "text-in-" + e.local()
	case 6:
		i := rng.IntN(len(e.children) + 1)
		new := &tree{name: s.local(int32(rng.IntN(len(s.symbols))))}
		e.children = append(e.children[:i:i], append([]*tree{new}, e.children[i:]...)...)
		return "insert-" + new.name
	case 7:
		parent.children = append(parent.children[:at:at], append(e.children, parent.children[at+1:]...)...)
		return "unwrap-" + e.local()
	case 8:
		wrapper := &tree{name: s.local(int32(rng.IntN(len(s.symbols)))), children: []*tree{e}}
		parent.children[at] = wrapper
		return "wrap-" + wrapper.name
	case 9:
		if i := attribute(); plain(i) {
			e.attributes = append(e.attributes[:i:i], e.attributes[i+1:]...)
			return "drop-attribute"
		}
	case 10:
		name := s.attributes[rng.IntN(len(s.attributes))]
		if s.namespaces[name.space] != "" {
			name.local = "xml:" + name.local
		}
		for _, a := range e.attributes {
			if a[0] == name.local {
				return "nothing"
			}
		}
		values := []string{"", "x", "2020-01-01", "#a", "a b", "1", "removed", "true", "http://example.org/%zz"}
		e.attributes = append(e.attributes, [2]string{name.local, values[rng.IntN(len(values))]})
		return "add-attribute-" + strings.TrimPrefix(name.local, "xml:")
	case 11:
		if i := attribute(); plain(i) {
			values := []string{"", " ", "x y", "2024-02-30", "2024-13-01", "0", "-1", "#", "%", "a:b c", "1e3", "\u00a0", "true", "http://[", "::", " 2024-01-01 ", "2024-01-01T10:00:00", "2024-01-01+02:00"}
			e.attributes[i][1] = values[rng.IntN(len(values))]
			return "value-" + strings.ReplaceAll(e.attributes[i][0], ":", "-")
		}
	case 12: // an id of another
		if i := attribute(); i >= 0 {
			for _, other := range all {
				for _, a := range other.attributes {
					if a[0] == e.attributes[i][0] && other != e && plain(i) {
						e.attributes[i][1] = a[1]
						return "copy-value-" + strings.ReplaceAll(a[0], ":", "-")
					}
				}
			}
		}
	case 13:
		e.children = nil
		return "empty-" + e.local()
	case 14:
		e.attributes = append(e.attributes, [2]string{"xmlns:q", "urn:q"}, [2]string{"q:extra", fmt.Sprint(rng.IntN(9))})
		return "foreign-attribute"
	case 15: // an element of another vocabulary, and something of ours in it
		inner := &tree{name: s.local(int32(rng.IntN(len(s.symbols)))), attributes: [][2]string{{"xmlns", s.target}}}
		foreign := &tree{name: "q:x", attributes: [][2]string{{"xmlns:q", "urn:q"}, {"eId", "x"}}, children: []*tree{{text: "words"}, inner}}
		i := rng.IntN(len(e.children) + 1)
		e.children = append(e.children[:i:i], append([]*tree{foreign}, e.children[i:]...)...)
		return "foreign-around-" + inner.name
	case 16:
		e.attributes = append(e.attributes, [2]string{"xmlns", ""})
		for _, a := range e.attributes[:len(e.attributes)-1] {
			if a[0] == "xmlns" {
				e.attributes = e.attributes[:len(e.attributes)-1]
			}
		}
		return "no-namespace-" + e.local()
	case 17:
		typ := s.named[rng.IntN(len(s.named))].name.local
		e.attributes = append(e.attributes, [2]string{"xmlns:a", s.target}, [2]string{"xmlns:i", instanceSpace}, [2]string{"i:type", "a:" + typ})
		return "type-" + typ + "-of-" + e.local()
	case 18:
		i := rng.IntN(len(e.children) + 1)
		e.children = append(e.children[:i:i], append([]*tree{{text: [...]string{" ", "\n", "\u00a0"}[rng.IntN(3)]}}, e.children[i:]...)...)
		return "space-in-" + e.local()
	case 19:
		if i := attribute(); plain(i) {
			e.attributes[i][1] = " " + strings.ReplaceAll(e.attributes[i][1], " ", "\t") + "\n"
			return "space-in-" + strings.ReplaceAll(e.attributes[i][0], ":", "-")
		}
	}
	return "nothing"
}

func (n *tree) local() string {
	_, local, found := strings.Cut(n.name, ":")
	if !found {
		return n.name
	}
	return local
}

func (n *tree) holds(e *tree) bool {
	if n == e {
		return true
	}
	for _, c := range n.children {
		if c.holds(e) {
			return true
		}
	}
	return false
}
