package text

import "github.com/plurilex/plurilex/convert/document"

const (
	fewestListed  = 3   // lines of a list of contents
	mostListed    = 600 // likewise
	wordsOfListed = 30  // of one of its lines
)

// leaveContents leaves out a list of contents: the headings of divisions, one
// after the other and nothing else, before the first of them comes again with
// what stands below it. Lines must be prepared.
func leaveContents(s string, lines []line) {
	divides := func(ln *line) bool {
		return ln.omit == "" && ln.told == nil && ln.division.kind != document.Invalid && !ln.quoted
	}
	for i := range lines {
		if !divides(&lines[i]) {
			continue
		}
		first := foldWords(s[lines[i].start:lines[i].end])
		listed, divisions := 0, 0
		for k := i; k < len(lines) && listed <= mostListed; k++ {
			ln := &lines[k]
			if ln.omit != "" {
				continue
			}
			if k > i && divides(ln) && foldWords(s[ln.start:ln.end]) == first {
				if listed >= fewestListed && divisions*2 >= listed {
					for n := i; n < k; n++ {
						if lines[n].omit == "" {
							lines[n].omit = contents
						}
					}
				}
				return
			}
			if ln.number.n > 0 && ln.division.kind == document.Invalid && ln.strong(ln.number.readings[0]) || countWords(s[ln.start:ln.end]) > wordsOfListed || ln.form&endsFull != 0 && ln.form&short == 0 {
				return
			}
			if listed++; divides(ln) {
				divisions++
			}
		}
		return
	}
}
