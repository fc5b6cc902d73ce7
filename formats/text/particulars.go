package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What stands of a list of particulars at least and at most.
const (
	particularsHead    = 60  // lines of a page in which one begins
	fewestParticulars  = 3   // labels
	particularWords    = 3   // of a label
	longestParticular  = 120 // characters of a label and its value
	mostParticulars    = 400 // values that are looked for beside the list
	particularValues   = 2   // of them that a line there says again
	shortestParticular = 4   // bytes of such a value
)

// particulars leaves out the lists in which a site says what a text is: lines
// with a bullet, each a label, a colon and a value, and a heading of a word or
// two. A label without a value may have it on the next line. A line that says
// several of the values again is the site's too, as is one that stands both
// before and after the lists.
func (c *cleaner) particulars() {
	head := min(len(c.lines), particularsHead)
	var values []string
	first, last := -1, -1
	for i := 0; i < head; {
		to, found := c.particularsAt(i)
		if to == i {
			i++
			continue
		}
		values = append(values, found...)
		from := i
		if i > 0 && c.lines[i-1].omit == "" && isHeadingWord(c.at(i-1)) {
			from--
		}
		for k := from; k < to; k++ {
			c.lines[k].omit = siteChrome
		}
		if last = to; first < 0 {
			first = from
		}
		i = to
	}
	if first < 0 {
		return
	}
	c.site = true
	values = values[:min(len(values), mostParticulars)]
	below := ""
	if last < len(c.lines) {
		below = c.at(last)
	}
	for i := range first {
		ln, s := &c.lines[i], c.at(i)
		switch {
		case ln.omit != "" || ln.settled():
		case s == below:
			ln.omit, c.lines[last].omit = siteChrome, siteChrome
		case c.repeated(s, first, last), saysAgain(s, values):
			ln.omit = siteChrome
		}
	}
}

// repeated reports whether a line stands among those from one to another that
// are left out.
func (c *cleaner) repeated(s string, from, to int) bool {
	for i := from; i < to; i++ {
		if c.lines[i].omit == siteChrome && c.at(i) == s {
			return true
		}
	}
	return false
}

// saysAgain reports whether s has several of some values in it.
func saysAgain(s string, values []string) bool {
	n := 0
	for i, v := range values {
		if len(v) >= shortestParticular && strings.Contains(s, v) && !slices.Contains(values[:i], v) {
			n++
		}
	}
	return n > particularValues
}

// particularsAt is where a list of particulars ends that begins on line i, and
// its values; it ends there when there is none.
func (c *cleaner) particularsAt(i int) (to int, values []string) {
	labels := 0
	to = i
	if i > 0 && c.lines[i-1].form&endsColon != 0 {
		return i, nil // the list is announced, so it is one of the text
	}
list:
	for k := i; k < len(c.lines) && c.lines[k].omit == "" && !c.lines[k].settled() && c.lines[k].runes <= longestParticular; k++ {
		ln := &c.lines[k]
		words, listed := withoutBullet(c.at(k))
		value, labelled := valueOf(words)
		switch {
		case labelled && value != "" && listed && ln.form&endsFull == 0:
			labels++
			values = append(values, strings.TrimSpace(value))
		case labelled && value == "" && (listed || labels > 0):
			labels++
			if next := k + 1; next < len(c.lines) && c.lines[next].form&(endsComma|endsFull) == 0 && c.lines[next].runes <= longestParticular {
				if s, listed := withoutBullet(c.at(next)); !listed && s != "" {
					values = append(values, s)
					k++
				}
			}
		case listed && labels > 0 && len(strings.Fields(words)) <= particularWords && ln.form&(endsComma|endsFull) == 0:
			// a button, or a bullet of nothing
		default:
			break list
		}
		to = k + 1
	}
	if labels < fewestParticulars {
		return i, nil
	}
	return to, values
}

// valueOf is what stands behind a label and its colon; ok when there is a label.
func valueOf(s string) (value string, ok bool) {
	label, value, ok := strings.Cut(s, ":")
	first, _ := utf8.DecodeRuneInString(label)
	return value, ok && unicode.IsLetter(first) && !unicode.IsLower(first) && !strings.ContainsAny(label, "0123456789") &&
		len(strings.Fields(label)) <= particularWords && (value == "" || value[0] == ' ')
}

// withoutBullet is s without the bullet or dash that it begins with.
func withoutBullet(s string) (words string, listed bool) {
	words = strings.TrimLeft(s, "•·▪*–- ")
	return words, len(words) < len(s)
}

// isHeadingWord reports whether s is a word or two.
func isHeadingWord(s string) bool {
	return len(strings.Fields(s)) <= 2 && !strings.ContainsAny(s, "0123456789.,;:/")
}
