package app

import (
	"fmt"
	"strings"
	"time"
)

// bar is the progress of a run, drawn on a terminal.
type bar struct {
	p     *program
	on    bool
	total int
	done  int
	drawn time.Time
}

// barPeriod is how often a bar is drawn at the most.
const barPeriod = 100 * time.Millisecond

func (c *conversion) newBar(total int) *bar {
	on := c.progress == "bar" || c.progress == "auto" && c.terminal && !c.quiet && total > 1
	return &bar{p: c.program, on: on, total: total}
}

func (b *bar) step() {
	b.done++
	if !b.on || time.Since(b.drawn) < barPeriod {
		return
	}
	b.drawn = time.Now()
	const width = 30
	full := width * b.done / b.total
	fmt.Fprintf(b.p.stderr, "\r[%s%s] %d of %d", strings.Repeat("#", full), strings.Repeat(".", width-full), b.done, b.total)
}

// clear takes the bar off its line so that a message can stand there.
func (b *bar) clear() {
	if b.on && !b.drawn.IsZero() {
		fmt.Fprint(b.p.stderr, "\r\x1b[K")
	}
}
