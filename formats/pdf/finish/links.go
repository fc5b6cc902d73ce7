package finish

import (
	"fmt"

	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// place is where a named destination is.
type place struct {
	page int
	y    display.Unit
}

// places finds the destinations of all pages.
func (w *writer) places() (map[string]place, error) {
	found := map[string]place{}
	for i := range w.doc.Pages {
		for _, op := range w.doc.Pages[i].Ops {
			dest, ok := op.(display.Dest)
			if !ok {
				continue
			}
			if _, twice := found[dest.Name]; twice {
				return nil, fmt.Errorf("two destinations are named %q", dest.Name)
			}
			found[dest.Name] = place{i, dest.Y}
		}
	}
	return found, nil
}

// appendDestination appends an explicit destination: the top of the window goes
// to the place, the magnification stays.
func (w *writer) appendDestination(b []byte, p place) []byte {
	b = syntax.AppendRef(append(b, "/Dest["...), w.pages[p.page])
	b = syntax.AppendThousandths(append(b, "/XYZ null "...), int64(p.y))
	return append(b, " null]"...)
}

// links writes the annotations of all pages. Each is known to the structure
// tree by a key that follows those of the pages.
func (w *writer) links(places map[string]place) ([][]syntax.Ref, error) {
	all := make([][]syntax.Ref, len(w.doc.Pages))
	for i := range w.doc.Pages {
		for _, op := range w.doc.Pages[i].Ops {
			link, ok := op.(display.Link)
			if !ok {
				continue
			}
			target, known := places[link.Dest]
			if link.URI == "" && !known {
				return nil, fmt.Errorf("page %d: a link goes to %q, which is nowhere", i+1, link.Dest)
			}
			key := w.tree.links[i][len(all[i])]
			all[i] = append(all[i], key.annotation)
			w.put(key.annotation, func(b []byte) []byte {
				b = w.appendBox(append(b, "<</Type/Annot/Subtype/Link/Rect"...), link.X, link.Y, link.X+link.Width, link.Y+link.Height)
				b = append(b, "/Border[0 0 0]/F 4/Contents"...) // 4: it is printed
				b = syntax.AppendText(b, link.Contents)
				b = syntax.AppendInt(append(b, "/StructParent "...), key.number)
				if link.URI != "" {
					b = syntax.AppendString(append(b, "/A<</S/URI/URI"...), link.URI)
					return append(b, ">>>>"...)
				}
				return append(w.appendDestination(b, target), ">>"...)
			})
		}
	}
	return all, nil
}

// outline writes the bookmarks; 0 when there are none. The first level is open.
func (w *writer) outline() syntax.Ref {
	marks := w.doc.Bookmarks
	if len(marks) == 0 {
		return 0
	}
	type item struct {
		ref                             syntax.Ref
		parent, first, last, prev, next int // indices, or -1
		below                           int // how many are one level deeper
	}
	items := make([]item, len(marks))
	top := item{ref: w.reserve(), first: -1, last: -1}
	var open []int // the last item of each level
	for i := range marks {
		level := min(marks[i].Level, len(open))
		it := item{ref: w.reserve(), parent: -1, first: -1, last: -1, prev: -1, next: -1}
		above := &top
		if level > 0 {
			it.parent = open[level-1]
			above = &items[it.parent]
		}
		if above.last >= 0 {
			it.prev = above.last
			items[above.last].next = i
		} else {
			above.first = i
		}
		above.last = i
		above.below++
		items[i] = it
		open = append(open[:level], i)
	}
	link := func(b []byte, key string, index int) []byte {
		if index < 0 {
			return b
		}
		return syntax.AppendRef(append(append(b, key...), ' '), items[index].ref)
	}
	for i := range items {
		it := &items[i]
		w.put(it.ref, func(b []byte) []byte {
			b = syntax.AppendText(append(b, "<</Title"...), marks[i].Title)
			parent := top.ref
			if it.parent >= 0 {
				parent = items[it.parent].ref
			}
			b = syntax.AppendRef(append(b, "/Parent "...), parent)
			b = link(b, "/Prev", it.prev)
			b = link(b, "/Next", it.next)
			b = link(b, "/First", it.first)
			b = link(b, "/Last", it.last)
			if it.below > 0 {
				b = syntax.AppendInt(append(b, "/Count "...), -it.below) // closed
			}
			return append(w.appendDestination(b, place{marks[i].Page, marks[i].Y}), ">>"...)
		})
	}
	w.put(top.ref, func(b []byte) []byte {
		b = link(append(b, "<</Type/Outlines"...), "/First", top.first)
		b = link(b, "/Last", top.last)
		return append(syntax.AppendInt(append(b, "/Count "...), top.below), ">>"...)
	})
	return top.ref
}
