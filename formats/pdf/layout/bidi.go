package layout

import (
	"github.com/plurilex/plurilex/formats/pdf/bidi"
	"github.com/plurilex/plurilex/formats/pdf/display"
)

// resolve finds the direction of every byte of the text.
func (ts *typesetter) resolve() {
	base := bidi.LeftToRight
	if ts.prose.rtl {
		base = bidi.RightToLeft
	}
	ts.levels = ts.bidi.Levels(ts.levels[:0], ts.str, base)
}

// placeBidi gives the fragments of a line of mixed directions their places. x
// is the left edge of what is to be seen: white space at the end of the line
// lies outside.
func (ts *typesetter) placeBidi(l *line, x display.Unit) {
	ts.fragLevels = ts.fragLevels[:0]
	for i := range l.frags {
		ts.fragLevels = append(ts.fragLevels, l.frags[i].level)
	}
	outside := display.Unit(0)
	for i := len(l.frags) - 1; i >= 0 && l.frags[i].blank; i-- {
		// Rule L1: white space at the end of a line has the direction of the
		// paragraph.
		ts.fragLevels[i] = 0
		if ts.prose.rtl {
			ts.fragLevels[i] = 1
		}
		outside += l.frags[i].width
	}
	if ts.prose.rtl {
		x -= outside
	}
	ts.order = bidi.Reorder(ts.order[:0], ts.fragLevels)
	for _, i := range ts.order {
		l.frags[i].x = x
		x += l.frags[i].width
	}
}
