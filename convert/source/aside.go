package source

import (
	"strings"
	"unicode"
)

// Range is a part of a text, by offsets in it.
type Range struct{ Start, End int }

// besides names the elements of a web page that hold what the site puts beside a
// text: links, buttons, what is said to programs without scripts.
var besides = map[string]bool{"nav": true, "button": true, "select": true, "noscript": true, "footer": true}

// void names the elements of a web page that have no end tag.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// parts names the elements of a web page whose footer is one of theirs and not
// the page's.
var parts = map[string]bool{"article": true, "main": true, "section": true, "blockquote": true, "table": true}

// asides finds the elements of a web page that it hides and those beside what it
// is about. An element without an end tag is none.
type asides struct {
	html   bool // the source is a web page
	within int  // open elements that have a footer of their own

	name   string // of the element that is open, "" when none is
	depth  int    // open elements of that name in it, itself included
	hidden bool   // it is hidden, whatever it is
	from   int

	all  []Range
	hide []bool // which of all are hidden
}

// isPage reports whether a source in a markup is a web page.
func isPage(s string) bool {
	head := strings.ToLower(s[:min(len(s), 2048)])
	return strings.Contains(head, "<html") || strings.Contains(head, "<!doctype html")
}

// tag takes the next tag, which stands at an offset of the text.
func (a *asides) tag(tag, name string, at int) {
	if !a.html || name == "" || len(tag) < 3 {
		return
	}
	end := tag[1] == '/'
	if parts[name] {
		if end {
			a.within = max(a.within-1, 0)
		} else {
			a.within++
		}
	}
	if a.name == "" {
		hidden := !end && isHidden(tag)
		if !end && !void[name] && !unread[name] && tag[len(tag)-2] != '/' && (hidden || besides[name] && (name != "footer" || a.within == 0)) {
			a.name, a.depth, a.hidden, a.from = name, 1, hidden, at
		}
		return
	}
	switch {
	case a.name == "p" && !inline[name] && !(end && name == "p"):
		// A block ends a paragraph that has no end tag.
		a.name = ""
	case name != a.name:
	case !end:
		a.depth++
	default:
		if a.depth--; a.depth == 0 {
			if a.from < at {
				a.all, a.hide = append(a.all, Range{a.from, at}), append(a.hide, a.hidden)
			}
			a.name = ""
		}
	}
}

// found is the parts of s beside what the page is about. Where much of a page is
// hidden, a script shows it one part at a time: then it belongs to the text.
func (a *asides) found(s string) []Range {
	hidden := 0
	for i, r := range a.all {
		if a.hide[i] {
			hidden += characters(s[r.Start:r.End])
		}
	}
	if hidden == 0 {
		return a.all
	}
	much := hidden*3 > characters(s)
	var out []Range
	for i, r := range a.all {
		if !much || !a.hide[i] {
			out = append(out, r)
		}
	}
	return out
}

func characters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// hides are the classes by which sites hide what only programs read.
var hides = map[string]bool{"hidden": true, "visually-hidden": true, "visuallyhidden": true, "sr-only": true}

// isHidden reports whether a start tag says that its element is not to be seen.
func isHidden(tag string) bool {
	tag = strings.ToLower(tag)
	if !strings.Contains(tag, "hidden") && !strings.Contains(tag, "display") && !strings.Contains(tag, "sr-only") {
		return false
	}
	for name, value := range attributes(tag) {
		switch name {
		case "hidden":
			return value != "until-found"
		case "aria-hidden":
			if value == "true" {
				return true
			}
		case "class":
			for _, class := range strings.Fields(value) {
				if hides[class] {
					return true
				}
			}
		case "style":
			for rule := range strings.SplitSeq(value, ";") {
				property, what, _ := strings.Cut(rule, ":")
				what, _, _ = strings.Cut(what, "!")
				switch strings.TrimSpace(property) + ":" + strings.TrimSpace(what) {
				case "display:none", "visibility:hidden":
					return true
				}
			}
		}
	}
	return false
}

func wordLength(s string) int {
	if n := strings.IndexAny(s, " \t\r\n"); n >= 0 {
		return n
	}
	return len(s)
}

// attributes is the names and values of a start tag.
func attributes(tag string) func(yield func(name, value string) bool) {
	return func(yield func(name, value string) bool) {
		s := strings.TrimRight(tag, "/>")
		s = s[min(len(s), 1+wordLength(s[1:])):]
		for {
			s = strings.TrimLeft(s, " \t\r\n/")
			if s == "" {
				return
			}
			n := strings.IndexAny(s, " \t\r\n=/")
			if n < 0 {
				n = len(s)
			}
			name := s[:n]
			s = strings.TrimLeft(s[n:], " \t\r\n")
			value, has := "", strings.HasPrefix(s, "=")
			if has {
				s = strings.TrimLeft(s[1:], " \t\r\n")
				switch {
				case s != "" && (s[0] == '"' || s[0] == '\''):
					value, s, _ = strings.Cut(s[1:], s[:1])
				default:
					n := wordLength(s)
					value, s = s[:n], s[n:]
				}
			}
			if name == "" && !has {
				return
			}
			if !yield(name, value) {
				return
			}
		}
	}
}
