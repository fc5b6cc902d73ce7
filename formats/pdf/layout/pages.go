package layout

import (
	"slices"
	"strconv"

	"github.com/plurilex/plurilex/formats/pdf/display"
)

// slab is a slice of a page from edge to edge that stays whole: a line of text,
// or a slice of a table.
type slab struct {
	before  display.Unit // space above it, dropped at the top of a page
	height  display.Unit
	cost    breakCost // of a page break before it
	lines   []placed
	rules   []placedRule
	notes   []*note
	marks   []mark
	head    *slab        // drawn above it at the top of a page: the header of its table
	opening []placedRule // drawn at the top of a page
	closing []placedRule // drawn at the foot of a page
	column  int          // of a note: that of its language on a page with several
	group   int          // not 0 for a slab that boxes side by side were cut into: the same for all of them
}

// placed is a line with its base line, counted down from the top of its slab.
type placed struct {
	line *line
	base display.Unit
	box  int // which of the boxes side by side it is in
}

// placedRule is a rule with its place, from the left edge of the page and down
// from the top of its slab.
type placedRule struct{ x, y, width, height display.Unit }

// breakCost says how bad a page break is.
type breakCost uint8

const (
	breakFree   breakCost = iota
	breakWord             // in the middle of a word
	breakWidow            // leaves a single line of a paragraph on a page
	breakKept             // parts what belongs on one page
	breakForced           // not bad at all: a page must start here
)

// leastFull is how full a page must be for a break of the cost to be taken
// rather than the next worse one, in per cent.
var leastFull = [...]display.Unit{breakFree: 60, breakWord: 50, breakWidow: 30, breakKept: 0}

// paginator fills pages.
type paginator struct {
	doc    *display.Document
	style  *Style
	ts     *typesetter
	main   *tongue
	lines  breaker
	blocks []*block
	emit   emitter

	queue []*slab // what is typeset and not on a page yet
	after display.Unit
	kept  bool    // the last block stays with the next
	over  []*slab // notes that the page before had no room for

	composed int // groups of boxes so far
	faults   *faults
}

// run fills pages until nothing is left.
func (p *paginator) run() {
	room := p.doc.Height - display.Unit(p.style.Page.Top+p.style.Page.Bottom)
	for p.fetch(1) || len(p.over) > 0 {
		n, notes := p.choose(room)
		p.page(p.queue[:n], notes)
		clear(p.queue[:n]) // what is on a page is not held in memory twice
		p.queue = p.queue[n:]
	}
	if len(p.doc.Pages) == 0 {
		p.emit.newPage()
	}
}

// fetch makes sure that at least n slabs are in the queue, as far as there are
// so many, and reports whether there are.
func (p *paginator) fetch(n int) bool {
	for len(p.queue) < n && len(p.blocks) > 0 {
		b := p.blocks[0]
		p.blocks[0], p.blocks = nil, p.blocks[1:]
		slabs := p.typeset(b)
		if len(slabs) == 0 {
			continue
		}
		first := slabs[0]
		first.before = max(p.after, display.Unit(b.look.Before))
		if p.kept {
			first.cost = breakKept
		}
		if b.newPage {
			first.cost = breakForced
		}
		p.after, p.kept = display.Unit(b.look.After), b.look.Keep
		p.queue = append(p.queue, slabs...)
	}
	return len(p.queue) >= n
}

// noteStacks is how many languages have notes beside each other at the foot of
// a page; those of any more stand below each other.
const noteStacks = 4

// filling is how far a page is filled.
type filling struct {
	count  int     // slabs of the queue
	notes  []*slab // at the foot
	body   display.Unit
	stacks [noteStacks]display.Unit // heights of the notes of each column
	feet   display.Unit             // height of the notes with what is around them
}

func (f *filling) height() display.Unit { return f.body + f.feet }

// choose finds how many slabs of the queue go on the next page, and which
// slabs of notes. It takes at least one slab, unless notes fill the page.
func (p *paginator) choose(room display.Unit) (int, []*slab) {
	now := filling{}
	p.addNotes(&now, p.over)
	p.over = nil
	var best [breakForced]filling
	for {
		if !p.fetch(now.count+1) || now.count > 0 && p.queue[now.count].cost == breakForced {
			return p.split(now, room)
		}
		then := p.add(now, p.queue[now.count])
		if then.height() > room {
			if now.count == 0 || p.worthSplitting(now, then, room) {
				return p.split(then, room)
			}
			break
		}
		now = then
		cost := breakFree
		if p.fetch(now.count + 1) {
			cost = p.queue[now.count].cost
		}
		if cost < breakForced {
			best[cost] = now
		}
	}
	pick := filling{}
	for cost := range best {
		if best[cost].count > pick.count && (pick.count == 0 || pick.height()*100 < room*leastFull[cost-1]) {
			pick = best[cost]
		}
	}
	return pick.count, pick.notes
}

// add is a page with one slab more and the notes that it calls.
func (p *paginator) add(f filling, s *slab) filling {
	switch {
	case f.count > 0:
		f.body += s.before
	case s.head != nil:
		f.body += s.head.height
	}
	f.body += s.height
	f.count++
	for _, n := range s.notes {
		p.addNotes(&f, p.noteSlabs(n))
	}
	return f
}

// addNotes puts notes at the foot of a page.
func (p *paginator) addNotes(f *filling, slabs []*slab) {
	look := &p.style.Notes
	for _, s := range slabs {
		stack := &f.stacks[s.column]
		if *stack > 0 {
			*stack += s.before
		}
		*stack += s.height
		f.feet = max(f.feet, display.Unit(look.Before+look.After+look.Weight)+*stack)
		f.notes = append(f.notes, s)
	}
}

// worthSplitting reports whether a page that would stay half empty takes one
// more line and the beginning of its notes.
func (p *paginator) worthSplitting(now, then filling, room display.Unit) bool {
	if len(then.notes) == len(now.notes) || now.height()*100 >= room*leastFull[breakFree] {
		return false
	}
	least := now
	least.body = then.body
	p.addNotes(&least, then.notes[len(now.notes):len(now.notes)+1])
	return least.height() <= room
}

// split keeps for the page the notes that there is room for; the rest go to the
// foot of the next page.
func (p *paginator) split(f filling, room display.Unit) (int, []*slab) {
	kept := filling{body: f.body}
	var full [noteStacks]bool
	for _, s := range f.notes {
		more := kept
		p.addNotes(&more, []*slab{s})
		if full[s.column] || more.height() > room && (len(kept.notes) > 0 || f.count > 0) {
			full[s.column] = true
			p.over = append(p.over, s)
			continue
		}
		kept = more
	}
	return f.count, kept.notes
}

// noteSlabs is a note and those it calls itself, typeset.
func (p *paginator) noteSlabs(n *note) []*slab {
	if n.slabs == nil {
		n.slabs = []*slab{}
		after := display.Unit(0)
		for _, b := range n.blocks {
			slabs := p.typeset(b)
			if len(slabs) > 0 {
				slabs[0].before = max(after, display.Unit(b.look.Before))
				n.slabs = append(n.slabs, slabs...)
			}
			after = display.Unit(b.look.After)
		}
		if len(n.slabs) > 0 {
			n.slabs[0].before = after
		}
		for i := 0; i < len(n.slabs); i++ {
			for _, inner := range n.slabs[i].notes {
				n.slabs = append(n.slabs, p.noteSlabs(inner)...)
			}
			n.slabs[i].notes = nil
			n.slabs[i].column = n.column
		}
	}
	return n.slabs
}

// typeset makes the slabs of a block.
func (p *paginator) typeset(b *block) []*slab {
	switch {
	case b.beside != nil:
		return p.typesetBeside(b)
	case b.table != nil:
		return p.typesetTable(b)
	}
	return p.typesetText(b)
}

func (p *paginator) typesetText(b *block) []*slab {
	p.ts.clause = b.id
	s := setting{
		x: b.frame.x + b.indent, width: b.frame.width - b.indent,
		align: b.look.Align, divide: b.look.Align == Justify || b.look.divide,
	}
	if b.tongue.rtl {
		s.x = b.frame.x
	}
	lines := p.ts.set(&b.prose, s, &p.lines)
	if len(lines) == 0 {
		if len(b.labels) == 0 && len(b.marks) == 0 && len(b.prose.notes) == 0 {
			return nil
		}
		lines = make([]line, 1)
		for _, m := range b.prose.notes {
			lines[0].notes = append(lines[0].notes, m.note)
		}
	}
	for i := len(b.labels) - 1; i >= 0; i-- {
		p.label(&lines[0], b, &b.labels[i])
	}
	leading, size := display.Unit(b.look.Leading), display.Unit(b.look.Size)
	all := make([]slab, len(lines))
	slabs := make([]*slab, len(lines))
	places := make([]placed, len(lines))
	for i := range lines {
		sl := &all[i]
		places[i] = placed{line: &lines[i], base: baseline(leading, size)}
		sl.lines = places[i : i+1]
		sl.height = leading
		sl.notes = lines[i].notes
		switch {
		case i == 0:
			sl.marks = b.marks
		case i == 1 || i == len(lines)-1:
			sl.cost = breakWidow
		case lines[i-1].divided:
			sl.cost = breakWord
		}
		slabs[i] = sl
	}
	return slabs
}

// baseline is how far below the top of a line letters stand.
func baseline(leading, size display.Unit) display.Unit {
	return (leading-size)/2 + size*4/5
}

// label puts the number of a clause before its first line.
func (p *paginator) label(l *line, b *block, lb *label) {
	s := setting{x: b.frame.x + lb.at, width: b.frame.width - lb.at, align: Start}
	if b.tongue.rtl {
		s.x = b.frame.x
	}
	lines := p.ts.set(&lb.prose, s, &p.lines)
	var frags []fragment
	for i := range lines {
		frags = append(frags, lines[i].frags...)
	}
	l.frags = append(frags, l.frags...)
}

// page puts slabs and notes on a new page.
func (p *paginator) page(body, notes []*slab) {
	p.emit.newPage()
	top := p.doc.Height - display.Unit(p.style.Page.Top)
	y := top
	for i := 0; i < len(body); {
		end := i + 1
		for end < len(body) && body[i].group != 0 && body[end].group == body[i].group {
			end++
		}
		switch {
		case i > 0:
			y -= body[i].before
		case body[0].head != nil:
			p.emit.slab(body[0].head, y)
			y -= body[0].head.height
		}
		y = p.emit.group(body[i:end], y, i == 0, end == len(body))
		i = end
	}
	p.emit.close()
	if len(notes) == 0 {
		return
	}
	look := &p.style.Notes
	var foot filling
	p.addNotes(&foot, notes)
	y = display.Unit(p.style.Page.Bottom) + slices.Max(foot.stacks[:])
	rule := display.Rule{X: display.Unit(p.style.Page.Start), Y: y + display.Unit(look.After), Width: display.Unit(look.Rule), Height: display.Unit(look.Weight)}
	if p.doc.RTL {
		rule.X = p.doc.Width - display.Unit(p.style.Page.Start) - rule.Width
	}
	p.emit.artifact("Layout")
	p.emit.add(rule)
	p.emit.close()
	var down [noteStacks]display.Unit
	for _, s := range notes {
		if down[s.column] > 0 {
			down[s.column] += s.before
		}
		p.emit.slab(s, y-down[s.column])
		down[s.column] += s.height
	}
	p.emit.close()
}

// footers puts the number of the document and of the page at the foot of every
// page.
func (p *paginator) footers(id string) {
	look := p.style.look("footer", "")
	f := plainFace(look)
	start, end := display.Unit(p.style.Page.Start), display.Unit(p.style.Page.End)
	edge := &leaf{artifact: "Pagination"}
	total := strconv.Itoa(len(p.doc.Pages))
	for i := range p.doc.Pages {
		p.emit.page = i
		for k, text := range []string{id, strconv.Itoa(i+1) + "/" + total} {
			if text == "" {
				continue
			}
			pr := prose{}
			pr.add(text, f, p.main, edge)
			s := setting{x: start, width: p.doc.Width - start - end, align: Start}
			if (k == 1) != p.main.rtl {
				s.align = End
			}
			lines := p.ts.set(&pr, s, &p.lines)
			if len(lines) > 0 {
				p.emit.slab(&slab{lines: []placed{{line: &lines[0]}}}, display.Unit(p.style.Page.Footer))
			}
		}
		p.emit.close()
	}
}
