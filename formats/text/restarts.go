package text

import "github.com/plurilex/plurilex/convert/document"

// restarts are the styles of numbers whose counting begins again and again where no
// heading stands: paragraphs of articles that have lost theirs.
type restarts [styles]bool

// findRestarts counts the lines with the first number of each style above the
// first article, or in the whole of a text without any. A note does not count.
func findRestarts(lines []line) (all restarts) {
	var counts [styles]int
	for i := range lines {
		ln := &lines[i]
		if ln.division.kind != document.Invalid && !ln.quoted {
			break
		}
		if ln.omit != "" || ln.number.n == 0 || ln.inner || ln.row != 0 || ln.rule || ln.tail {
			continue
		}
		r := ln.number.readings[0]
		if r.series == decimals && r.value == 1 && (r.style == dot || r.style == parens && !ln.cites) && ln.number.rest < ln.end {
			counts[r.style]++
		}
	}
	for style, n := range counts {
		all[style] = n >= fewestRestarts
	}
	return all
}

// has reports whether numbers like r begin again and again.
func (a *restarts) has(r reading) bool { return r.series == decimals && a[r.style] }
