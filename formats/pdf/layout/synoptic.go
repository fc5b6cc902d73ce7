package layout

import (
	"github.com/plurilex/plurilex/formats/pdf/display"
)

// sideBySide is blocks of several languages that say the same, in a column each.
type sideBySide struct {
	columns [][]*block
	frames  []frame
}

// columnFrames divides a frame into columns, the first on the side that reading
// starts from.
func columnFrames(whole frame, n int, gutter display.Unit, rtl bool) []frame {
	frames := make([]frame, n)
	width := (whole.width - display.Unit(n-1)*gutter) / display.Unit(n)
	for i := range frames {
		k := i
		if rtl {
			k = n - 1 - i
		}
		frames[i] = frame{whole.x + display.Unit(k)*(width+gutter), width}
	}
	return frames
}

// beside puts the blocks of several languages beside each other. Blocks of
// nodes that have the same id stand in one row; what only some languages have
// stands where it comes in theirs. Further blocks of a node, and those
// of a node without an id, stay in the row of the block before them.
func beside(languages [][]*block, frames []frame) []*block {
	type row struct {
		columns [][]*block
		next    int // row after it, or -1
		place   int // in the order of rows that the first language has
	}
	rows := []row{{columns: make([][]*block, len(languages)), next: -1}} // a row 0 that comes before all
	byID := map[string]int{}
	for column, blocks := range languages {
		at, used := 0, map[int]bool{}
		for i, b := range blocks {
			to, known := byID[b.id]
			switch {
			case at != 0 && (b.id == "" || b.id == blocks[i-1].id):
				to = at
			case known && !used[to] && rows[to].place >= rows[at].place:
			default:
				to = len(rows)
				place := rows[at].place
				if column == 0 {
					place++
				}
				rows = append(rows, row{columns: make([][]*block, len(languages)), next: rows[at].next, place: place})
				rows[at].next = to
				if b.id != "" && !known {
					byID[b.id] = to
				}
			}
			used[to] = true
			rows[to].columns[column] = append(rows[to].columns[column], b)
			at = to
		}
	}
	var out []*block
	for at := rows[0].next; at >= 0; at = rows[at].next {
		out = append(out, rowBlock(rows[at].columns, frames))
	}
	return out
}

// rowBlock is a block for a row. It asks for the most space and the strongest
// hold that any of its columns asks for.
func rowBlock(columns [][]*block, frames []frame) *block {
	b := &block{beside: &sideBySide{columns, frames}}
	for _, blocks := range columns {
		if len(blocks) == 0 {
			continue
		}
		first, last := blocks[0], blocks[len(blocks)-1]
		if b.tongue == nil {
			b.tongue = first.tongue
		}
		b.look.Before = max(b.look.Before, first.look.Before)
		b.look.After = max(b.look.After, last.look.After)
		b.look.Keep = b.look.Keep || last.look.Keep
		b.newPage = b.newPage || first.newPage
	}
	return b
}

// typesetBeside makes the slabs of a row of columns.
func (p *paginator) typesetBeside(b *block) []*slab {
	boxes := make([]box, len(b.beside.columns))
	bottom := display.Unit(0)
	for i, blocks := range b.beside.columns {
		f := b.beside.frames[i]
		boxes[i] = box{x: f.x, width: f.width, slabs: p.flow(blocks, f)}
		boxes[i].content = height(boxes[i].slabs)
		bottom = max(bottom, boxes[i].content)
	}
	for i := range boxes {
		boxes[i].bottom = bottom
	}
	return p.compose(boxes, 0)
}
