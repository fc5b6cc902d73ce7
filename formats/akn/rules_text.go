package akn

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/mark"
	"github.com/plurilex/plurilex/convert/naming"
)

func segmentOf(value string) string { return naming.Segment(value) }

// isDivision reports whether an element is hierarchical.
func isDivision(name string) bool {
	return divisionKinds[name] != document.Invalid || slices.Contains(otherDivisions, name)
}

// structure: S22, S23, S24, S39.
func (r *ruling) structure() {
	for _, s := range r.sites {
		if s.space != r.sites[0].space || s.meta {
			continue
		}
		r.designations(s)
		switch {
		case s.name == "p" || s.name == "heading" || s.name == "num":
			if !saysSomething(s.element) {
				r.add(23, s, "an empty %s", s.name)
			}
		case isDivision(s.name) || s.name == "citation" || s.name == "recital":
			if !saysSomething(s.element) {
				r.add(24, s, "%s has no text and nothing in it", s.name)
			} else if s.name == "list" && !s.hasPoint() {
				r.add(24, s, "the list has no point")
			}
		case s.name == "item":
			if !saysSomething(s.element) {
				r.add(24, s, "an empty item")
			}
		case frontOnly[s.name]:
			if s.within("body", "mainBody") != nil && s.within("embeddedStructure", "quotedStructure") == nil {
				r.add(39, s, "%s belongs to the front of a document", s.name)
			}
		}
	}
}

var frontOnly = set("docTitle", "docNumber", "docketNumber", "docType", "docAuthority", "docPurpose", "docProponent", "docStage", "docStatus")

// designations: S22.
func (r *ruling) designations(s *site) {
	order := map[string]int{"num": 1, "heading": 2, "subheading": 3}
	last := 0
	s.each(func(e *element) {
		o := order[e.name]
		if o == 0 || s.name == "embeddedStructure" || s.name == "quotedStructure" {
			return
		}
		switch {
		case o == last:
			r.add(22, &site{element: e, parent: s}, "%s has a second %s", s.name, e.name)
		case o < last:
			r.add(22, &site{element: e, parent: s}, "%s stands after what should follow it", e.name)
		}
		last = max(last, o)
	})
}

// saysSomething reports whether an element has text, a picture or a reference
// to a document in it.
func saysSomething(e *element) bool {
	for i := range e.content {
		if strings.TrimSpace(e.content[i].text) != "" {
			return true
		}
		if c := e.content[i].element; c != nil {
			switch c.name {
			case "img", "componentRef", "documentRef", "noteRef", "foreign":
				return true
			}
			if saysSomething(c) {
				return true
			}
		}
	}
	return false
}

func (s *site) hasPoint() bool {
	found := false
	s.each(func(e *element) { found = found || isDivision(e.name) || e.name == "hcontainer" })
	return found
}

// numbering: S05, S25, S40.
func (r *ruling) numbering() {
	for _, s := range r.sites {
		if s.meta || s.space != r.sites[0].space {
			continue
		}
		runs := map[string][]*site{}
		var order []string
		s.each(func(e *element) {
			if e.child("num") == nil || !isDivision(e.name) && e.name != "recital" && e.name != "item" {
				return
			}
			if runs[e.name] == nil {
				order = append(order, e.name)
			}
			runs[e.name] = append(runs[e.name], &site{element: e, parent: s, scope: s.scope})
		})
		for _, name := range order {
			r.run(name, runs[name])
		}
	}
}

func (r *ruling) run(name string, run []*site) {
	printed := make([]string, len(run))
	for i, s := range run {
		printed[i] = s.child("num").plain()
	}
	numbers := naming.Numbers(printed, name == "recital")
	for i, s := range run {
		_, last := lastSegment(s.attribute("eId"))
		_, number, ok := strings.Cut(last, "_")
		if !ok || numbers[i] == "" {
			continue
		}
		if number != numbers[i] && number != naming.Literal(printed[i]) && !strings.HasPrefix(number, numbers[i]+"_") {
			r.add(5, s, "the number %s of the eId is not that of the num, %s", number, printed[i])
		}
	}
	r.gaps(run, printed, numbers)
}

// gaps: S25. Of letters that could be roman numerals both readings are tried.
func (r *ruling) gaps(run []*site, printed, numbers []string) {
	place, roman, known, knownRoman := 0, 0, false, false
	for i, n := range numbers {
		p, v := naming.Position(n)
		switch {
		case n == "" || p == 0 && v == 0:
			continue // 1a, or a mark
		case !known && !knownRoman:
		case known && p == place+1 || knownRoman && v == roman+1:
		case known && p == place || knownRoman && v == roman && v > 0:
			r.add(25, run[i], "the number %s stands twice in a row", printed[i])
		default:
			r.add(25, run[i], "the number %s does not follow the one before it", printed[i])
		}
		place, roman, known, knownRoman = p, v, p > 0, v > 0
	}
}

// notes: S26.
func (r *ruling) notes() {
	type key struct {
		document *site
		marker   string
	}
	seen := map[key]bool{}
	last := map[*site]int{}
	for _, s := range r.sites {
		switch {
		case s.name == "authorialNote" && !s.meta:
			if s.within("authorialNote") != nil {
				r.add(26, s, "a note in a note")
			}
			marker := s.attribute("marker")
			if marker == "" || s.within("table") != nil {
				continue // tables count their own notes
			}
			k := key{s.document, marker}
			if seen[k] {
				r.add(26, s, "the marker %s stands twice", marker)
			}
			seen[k] = true
			if n, _ := naming.Position(naming.Literal(marker)); n > 0 && unicode.IsDigit(rune(naming.Literal(marker)[0])) {
				if n < last[s.document] {
					r.add(26, s, "the marker %s stands after %d", marker, last[s.document])
				}
				last[s.document] = n
			}
		case s.name == "noteRef":
			if t := s.scope.ids[strings.TrimPrefix(s.attribute("href"), "#")]; t != nil && t.name != "authorialNote" && t.name != "note" {
				r.add(26, s, "noteRef leads to a %s", t.name)
			}
		}
	}
}

// tables: S27, S28.
func (r *ruling) tables() {
	for _, s := range r.sites {
		switch s.name {
		case "table":
			if s.space == r.sites[0].space {
				r.grid(s)
			}
		case "img":
			if strings.TrimSpace(s.attribute("alt")) == "" && !s.meta {
				r.add(28, s, "the picture %s has no alt", s.attribute("src"))
			}
		}
	}
}

func (r *ruling) grid(s *site) {
	var rows []*document.Node
	s.each(func(e *element) {
		if e.name != "tr" {
			return
		}
		row := &document.Node{Kind: document.Row}
		e.each(func(c *element) {
			for _, name := range []string{"colspan", "rowspan"} {
				if v := strings.TrimSpace(c.attribute(name)); v != "" && v != "1" && spanned(v) == 0 {
					r.add(27, &site{element: c, parent: s}, "%s is %q", name, v)
				}
			}
			row.Children = append(row.Children, &document.Node{Kind: document.Cell, Columns: spanned(c.attribute("colspan")), Rows: spanned(c.attribute("rowspan"))})
		})
		rows = append(rows, row)
	})
	for i, missing := range padding(rows) {
		if missing > 0 {
			r.add(27, s, "row %d is %d columns shorter than the widest", i+1, missing)
		}
	}
	for i, row := range rows {
		for _, cell := range row.Children {
			if i+max(1, cell.Rows) > len(rows) {
				r.add(27, s, "a cell of row %d reaches below the last row", i+1)
			}
		}
	}
}

// dateText: S33.
func (r *ruling) dateText(s *site, date string) {
	code := ""
	if s.document != nil {
		if l := s.document.child("meta").child("identification").child("FRBRExpression").child("FRBRlanguage"); l != nil {
			code = l.attribute("language")
		}
	}
	pack, err := language.Default().Get(shortest(code))
	if err != nil || pack.ISO3 == unknownLanguage {
		return
	}
	for _, m := range mark.Find(s.plain(), pack) {
		if m.Kind == document.Date && m.Value != date {
			r.add(33, s, "the date says %s, the text %s", date, m.Value)
		}
	}
}

// characters: S30.
func (r *ruling) characters() {
	for _, s := range r.sites {
		if s.meta {
			continue
		}
		for i := range s.content {
			text := s.content[i].text
			if text == "" {
				continue
			}
			if !norm.NFC.IsNormalString(text) {
				r.add(30, s, "the text of %s is not in the composed form NFC", s.name)
			}
			for _, c := range text {
				problem := ""
				switch {
				case c == unicode.ReplacementChar:
					problem = "the sign U+FFFD of a lost character"
				case c == '\u00AD':
					problem = "a soft hyphen"
				case unicode.IsControl(c) && c != '\n' && c != '\t' && c != '\r':
					problem = "a control character"
				case c >= '\u202A' && c <= '\u202E':
					problem = "a mark that embeds or overrides direction"
				}
				if problem != "" {
					r.add(30, s, "the text of %s has %s", s.name, problem)
					break
				}
			}
		}
	}
}

// mixedScripts reports whether an id has letters of more than one script.
func mixedScripts(id string) bool {
	scripts := 0
	for _, table := range []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Han} {
		// The reference is Latin always; it is the number that counts.
		if strings.IndexFunc(numbersOf(id), func(c rune) bool { return unicode.Is(table, c) }) >= 0 {
			scripts++
		}
	}
	return scripts > 1
}

// numbersOf is the number parts of an id.
func numbersOf(id string) string {
	var b strings.Builder
	for segment := range strings.SplitSeq(id, "__") {
		_, number, _ := strings.Cut(segment, "_")
		b.WriteString(number)
		b.WriteByte(' ')
	}
	return b.String()
}

// profileRules: S44.
func (r *ruling) profileRules() {
	var main *site
	for _, s := range r.sites {
		if documentElements[s.name] {
			main = s
			break
		}
	}
	if main == nil || main.name != "statement" || main.attribute("name") != "resolution" {
		return
	}
	if work := main.child("meta").child("identification").child("FRBRWork"); work.child("FRBRcountry").value() != "eu" {
		return
	}
	if main.child("preamble").child("formula") == nil {
		r.add(44, main, "the resolution has no formula that names who adopts it")
	}
	var last *element
	for _, s := range r.sites {
		if s.name == "paragraph" && s.document == main {
			last = s.element
		}
	}
	if last == nil {
		r.add(44, main, "the resolution has no paragraph")
		return
	}
	forwards := false
	var look func(*element)
	look = func(e *element) {
		forwards = forwards || e.name == "role" || e.name == "organization"
		e.each(look)
	}
	look(last)
	if !forwards {
		r.add(44, &site{element: last, parent: main}, "the last paragraph names nobody to whom the resolution is forwarded")
	}
}
