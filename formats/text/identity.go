package text

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/mark"
)

// identify takes the identity of the Work from its preface and the line of its
// acting entity. What those do not say for certain stays unknown.
func (r *run) identify() {
	w := r.work
	w.Identity = document.Identity{Country: r.profile.Country, Type: r.profile.Type, Subtype: r.profile.Subtype, Author: r.profile.Author}
	root := w.Expressions[0].Root
	front := front(root)
	ids := identifiers{}
	for _, n := range front {
		document.EachInline(n.Text, func(in *document.Inline) {
			if in.Kind == document.Number {
				ids.add(w, in.Role, in.Value, in.Span)
			}
		})
	}
	r.addressed(ids)
	id := &w.Identity
	if id.Author == "" {
		id.Author = authors(root)
	}
	for _, n := range front {
		if n.Kind == document.DocNumber && id.Number == "" {
			nameAct(n, id)
		}
	}
	if id.Number == "" {
		var subtype string
		if id.Number, subtype = number(w.Identifiers); subtype != "" {
			id.Subtype = subtype
		}
	}
	if id.Date = ownDate(front, id); id.Date != "" {
		id.Year = id.Date[:4]
	} else if id.Year == "" {
		id.Year = yearOf(id.Number)
	}
}

// identifiers are the schemes and values of the names that a Work has so far.
type identifiers map[[2]string]bool

// add adds a name that stands in the text, once.
func (ids identifiers) add(w *document.Work, scheme, value string, at diag.Span) {
	if name := [2]string{scheme, value}; !ids[name] {
		ids[name] = true
		w.Identifiers = append(w.Identifiers, document.Identifier{Scheme: scheme, Value: value, Origin: "text", Span: at})
	}
}

// addressed takes the ELI of the text from the feet of its pages, which are left
// out.
func (r *run) addressed(ids identifiers) {
	for i := range r.lines {
		ln := &r.lines[i]
		if ln.omit != pageFooter {
			continue
		}
		for _, m := range mark.Find(r.text.String[ln.start:ln.end], r.pack) {
			if m.Role == "eli" {
				ids.add(r.work, m.Role, m.Target, r.text.Span(ln.start+m.Start, ln.start+m.End))
				return
			}
		}
	}
}

// front is the nodes of the preface, in order.
func front(root *document.Node) []*document.Node {
	var all []*document.Node
	document.Walk(root.Child(document.Preface), func(n *document.Node, _ []*document.Node) bool {
		all = append(all, n)
		return true
	})
	return all
}

// authors is the institutions that the line of the acting entity names, with
// hyphens between.
func authors(root *document.Node) string {
	var keys []string
	document.Walk(root.Child(document.Preamble), func(n *document.Node, _ []*document.Node) bool {
		if n.Kind == document.Author && keys == nil {
			document.EachInline(n.Text, func(in *document.Inline) {
				if in.Kind == document.Mention && !slices.Contains(keys, in.Value) {
					keys = append(keys, in.Value)
				}
			})
		}
		return n.Kind == document.Preamble
	})
	return strings.Join(keys, "-")
}

// actSubtypes are the subtypes of Akoma Ntoso for the kinds of act of the European
// Union, by their part of an ELI.
var actSubtypes = map[string]string{
	"reg": "reg", "reg_del": "reg-del", "reg_impl": "reg-impl",
	"dir": "dir", "dir_del": "dir-del", "dir_impl": "dir-impl",
	"dec": "dec", "dec_del": "dec-del", "dec_impl": "dec-impl",
}

// nameAct takes the kind and the number of an act from the line that names it.
func nameAct(n *document.Node, id *document.Identity) {
	document.EachInline(n.Text, func(in *document.Inline) {
		_, eli, ok := strings.Cut(in.Target, "/eli/")
		if in.Kind != document.Reference || !ok || id.Number != "" {
			return
		}
		parts := strings.Split(eli, "/") // reg_del/2025/301/oj
		if subtype := actSubtypes[parts[0]]; subtype != "" && len(parts) >= 3 {
			id.Subtype, id.Year = subtype, parts[1]
			id.Number = in.Value[strings.LastIndex(in.Value, " ")+1:]
		}
	})
}

// ranks are the forms of numbers from the best name of a text to the worst: the
// number of the text as adopted, of a joint motion, a motion, a report; then any
// other number of a document, which many versions of a text may share; the
// procedure at the last, which several texts share.
var ranks = []struct {
	scheme  string
	form    *regexp.Regexp
	subtype string // what a text with such a number is, "" for what its family says
}{
	{"ep-document", regexp.MustCompile(`^P\d+_T`), ""},
	{"ep-document", regexp.MustCompile(`^RC`), "joint-motion"},
	{"ep-document", regexp.MustCompile(`^B\d`), "motion"},
	{"ep-document", regexp.MustCompile(`^A\d`), ""},
	{"un-symbol", regexp.MustCompile(`/RES/`), ""},
	{"un-symbol", nil, ""},
	{"celex", nil, ""},
	{"ep-document", nil, ""},
	{"ep-procedure", nil, ""},
}

// number is the best name that a text has among its identifiers, and what that
// says it is; "" for what is not known.
func number(all []document.Identifier) (value, subtype string) {
	for _, rank := range ranks {
		for _, id := range all {
			if id.Scheme == rank.scheme && (rank.form == nil || rank.form.MatchString(id.Value)) {
				return id.Value, rank.subtype
			}
		}
	}
	return "", ""
}

var yearForm = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)(?:\D|$)`)

// yearOf is the year in a number such as B8-0302/2016 or S/RES/2446 (2018).
func yearOf(number string) string {
	if m := yearForm.FindStringSubmatch(number); m != nil {
		return m[1]
	}
	return ""
}

// ownDate is the date of the text itself, not of what it speaks of: the one that
// follows the acting entity in its title, that stands on the line below the name
// of an act, or that the formula of adoption or the line of a meeting below the title
// has; else that of the first line which is a date, where the family of texts has no
// date of print before it.
func ownDate(front []*document.Node, id *document.Identity) string {
	var line, adopted, inTitle string // the last of each
	named := false                    // the name of the act was read
	titled := false
	for _, n := range front {
		switch n.Kind {
		case document.DocNumber:
			named = true
			// "REGULATION (EU) 2016/679 ... of 27 April 2016" on one line.
			if dates := dates(n); len(dates) > 0 {
				inTitle = dates[0]
			}
		case document.Title:
			titled = true
			inTitle = cmp.Or(titleDate(n, id.Author), inTitle)
		case document.Formula:
			adopted = cmp.Or(lastDate(n), adopted)
		case document.DateLine:
			if id.Type == "act" && !named {
				continue // of the Official Journal
			}
			if titled && id.Country == "un" {
				adopted = cmp.Or(lastDate(n), adopted)
			}
			line = cmp.Or(lastDate(n), line)
		}
	}
	if id.Country == "un" {
		line = "" // of the distribution
	}
	return cmp.Or(inTitle, adopted, line)
}

// lastDate is the last full date in a node's own text, "" for none.
func lastDate(n *document.Node) string {
	if all := dates(n); len(all) > 0 {
		return all[len(all)-1]
	}
	return ""
}

// dates is the full dates in a node's own text.
func dates(n *document.Node) []string {
	var all []string
	document.EachInline(n.Text, func(in *document.Inline) {
		if in.Kind == document.Date {
			all = append(all, in.Value)
		}
	})
	return all
}

// wordsBetween is how many words may stand between the acting entity and the date
// in a title: "resolution of the" and the like.
const wordsBetween = 3

// titleDate is the date of a title whose first marks are the acting entity and
// the date: "European Parliament resolution of 17 April 2020 on ...".
func titleDate(n *document.Node, author string) string {
	named, between := false, 0
	for i := range n.Text {
		switch in := &n.Text[i]; {
		case in.Kind == document.Words:
			if named {
				between += len(strings.Fields(in.Text))
			} else if len(strings.Fields(in.Text)) > wordsBetween {
				return ""
			}
		case in.Kind == document.Mention && in.Value == author && !named:
			named = true
		case in.Kind == document.Date && named && between <= wordsBetween:
			return in.Value
		default:
			return ""
		}
	}
	return ""
}
