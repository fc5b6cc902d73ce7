package text

// licenceLines is how many lines a library of texts has below one at most.
const licenceLines = 40

// leaveSite leaves out what a library of texts says of itself: the lines that name it
// above who acts or the first clause, and the licence with all that is below it. It
// reports whether there was any. Lines must be prepared.
func leaveSite(lines []line) (found bool) {
	begun := false // the text has
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" {
			continue
		}
		if ln.says&saysSite == 0 {
			begun = begun || ln.says&saysAuthor != 0 || ln.numbers()
			continue
		}
		if !begun {
			ln.omit, found = siteChrome, true
			continue
		}
		if len(lines)-i <= licenceLines {
			leave(lines[i:], siteChrome)
			return true
		}
	}
	return found
}
