package layout

import "github.com/plurilex/plurilex/convert/document"

type table struct{}

func (p *paginator) typesetTable(b *block) []*slab { return nil }

func (b *builder) table(c context, n *document.Node) { b.children(c, n.Children) }
