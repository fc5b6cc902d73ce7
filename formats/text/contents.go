package text

import "github.com/plurilex/plurilex/convert/document"

const (
	fewestListed  = 3    // lines of a list of contents
	mostListed    = 5000 // likewise
	wordsOfListed = 30   // of one of its lines
	wordsOfLabel  = 3    // of the line above that names the list
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
			if ln.quote > 0 {
				return // what is quoted is whole
			}
			if k > i && divides(ln) && foldWords(s[ln.start:ln.end]) == first {
				if listed >= fewestListed && divisions*2 >= listed {
					from := i
					if label := i - 1; label >= 0 && lines[label].omit == "" && lines[label].form&(short|endsFull|endsComma) == short && lines[label].number.n == 0 && countWords(s[lines[label].start:lines[label].end]) <= wordsOfLabel {
						from = label
					}
					for n := from; n < k; n++ {
						if lines[n].omit == "" {
							lines[n].omit = contents
						}
					}
				}
				return
			}
			if ln.number.n > 0 && ln.number.rest == ln.end {
				continue // the number of a paragraph, without its words
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
