package source

import (
	"html"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/diag"
)

// Markup reports whether the text is HTML or XML rather than plain text.
func (t *Text) Markup() bool {
	head := strings.TrimLeft(t.String[:min(len(t.String), 2048)], " \t\r\n\ufeff")
	if !strings.HasPrefix(head, "<") {
		return false
	}
	head = strings.ToLower(head)
	// A page, or a part of one.
	for _, sign := range []string{"<?xml", "<!doctype", "<html", "<head", "<body", "xmlns", "<div", "<table", "<p>", "<p "} {
		if strings.Contains(head, sign) {
			return true
		}
	}
	return false
}

// inline names the elements that stand within a line. Every other element is a
// block, which begins and ends a paragraph.
var inline = map[string]bool{
	"a": true, "abbr": true, "acronym": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true,
	"code": true, "del": true, "dfn": true, "em": true, "font": true, "i": true, "img": true, "ins": true,
	"kbd": true, "mark": true, "q": true, "s": true, "samp": true, "small": true, "span": true, "strike": true,
	"strong": true, "sub": true, "sup": true, "tt": true, "u": true, "var": true, "wbr": true, "ref": true, "date": true,

	// Of Formex.
	"ht": true, "ft": true, "ie": true, "ind": true, "expr": true, "over": true, "exponent": true,
	"formula": true, "quot.start": true, "quot.end": true, "ref.doc": true, "ref.doc.oj": true, "ref.doc.ecr": true,
}

// prints is what tags of Formex stand for that is read as a part of the text: it
// gives quotation marks by their codes, and leaves the marks of notes to be
// counted.
type prints struct {
	notes, table int // notes so far, in the text and in the last table
	byID         map[string]string
}

// tag is what a tag stands for, "" for most.
func (p *prints) tag(name, tag string) string {
	switch name {
	case "quot.start", "quot.end":
		code, err := strconv.ParseUint(attribute(tag, "code"), 16, 32)
		if r := rune(code); err == nil && r > ' ' && utf8.ValidRune(r) && !unicode.IsSpace(r) && !unicode.IsControl(r) && r != 0xad {
			return string(r)
		}
	case "tbl":
		p.table = 0
	case "note":
		if id := attribute(tag, "note.ref"); id != "" {
			return p.byID[id]
		}
		if tag[1] == '/' || tag[len(tag)-2] == '/' {
			return ""
		}
		mark := "(*)"
		if numbering := attribute(tag, "numbering"); numbering == "ARAB" || numbering == "" {
			count := &p.notes
			if attribute(tag, "type") == "TABLE" {
				count = &p.table
			}
			*count++
			mark = "(" + strconv.Itoa(*count) + ")"
		}
		if id := attribute(tag, "note.id"); id != "" {
			if p.byID == nil {
				p.byID = map[string]string{}
			}
			p.byID[id] = mark
		}
		return mark
	}
	return ""
}

// Tag is a tag of the markup that the reader of a text asked for.
type Tag struct {
	Name  string // in lower case and without a prefix
	End   bool   // it ends an element
	Empty bool   // it begins an element and ends it
	At    int    // where it stood, an offset in the text without markup
	From  int    // the text that it stands for itself begins here
	To    int    // and ends here: the same when it stands for none
	text  string
}

// Attribute is the value of an attribute, its name in lower case, or "".
func (t Tag) Attribute(name string) string { return attribute(t.text, name) }

// attribute is the value of an attribute of a start tag, its character references
// resolved, or "".
func attribute(tag, name string) string {
	for key, value := range attributes(tag) {
		if strings.EqualFold(key, name) {
			return html.UnescapeString(value)
		}
	}
	return ""
}

// unread names the elements whose content nobody reads.
var unread = map[string]bool{"head": true, "script": true, "style": true, "template": true, "bib.instance": true}

// WithoutMarkup is the text without its tags, comments and scripts, and with
// its character references resolved; a block of the markup is a
// paragraph and a rule a page end. Aside says which of it stands beside what the
// page is about. It
// returns also what was taken out, and the tags that are wanted, by the name of
// the element and all of the tag; wanted may be nil. The bytes stay those of t.
func (t *Text) WithoutMarkup(wanted func(name, tag string) bool) (*Text, []diag.Span, []Tag) {
	s := t.String
	e := &edited{base: t}
	tags := tagReader{s: s, open: map[string]bool{}}
	page := asides{html: isPage(s)}
	var out strings.Builder
	out.Grow(len(s))
	var gone []diag.Span
	var kept []Tag
	var prints prints
	var labels labels
	lineEnds := func(n int) string {
		have := 0
		for o := out.String(); have < n && have < len(o) && o[len(o)-1-have] == '\n'; {
			have++
		}
		if out.Len() == 0 {
			return ""
		}
		return "\n\n"[:n-have]
	}
	for i := 0; i < len(s); {
		switch s[i] {
		case '<':
			n, name := tags.at(i)
			if n == 0 {
				break
			}
			e.pieces = append(e.pieces, edit{out.Len(), i, false})
			says := prints.tag(name, s[i:i+n])
			from := out.Len()
			out.WriteString(says)
			to := out.Len()
			switch {
			case name == "br":
				out.WriteString(lineEnds(1))
			case name == "hr":
				out.WriteString("\n\f\n")
			case name == "note" && s[i+n-2] == '/':
				// The call of a note, whose words stand elsewhere.
			case name != "" && !inline[name]:
				out.WriteString(lineEnds(2))
			}
			if labels.apart(s, i, n, name) && isLabelled(out.String(), s[i+n:]) {
				out.WriteByte(' ')
			}
			page.tag(s[i:i+n], name, out.Len())
			if wanted != nil && name != "" && wanted(name, s[i:i+n]) {
				kept = append(kept, Tag{Name: name, End: s[i+1] == '/', Empty: s[i+n-2] == '/', At: out.Len(), From: from, To: to, text: s[i : i+n]})
			}
			if says == "" {
				gone = append(gone, t.Span(i, i+n))
			}
			i += n
			e.pieces = append(e.pieces, edit{out.Len(), i, true})
			continue
		case '&':
			n := referenceLength(s[i:min(len(s), i+32)])
			if n == 0 {
				break
			}
			// Of "&#07o;" only a part is one: all of it stays as it is.
			r := html.UnescapeString(s[i : i+n])
			if r == s[i:i+n] || !utf8.ValidString(r) || r != ";" && strings.HasSuffix(r, ";") {
				break
			}
			e.pieces = append(e.pieces, edit{out.Len(), i, false})
			out.WriteString(r)
			i += n
			e.pieces = append(e.pieces, edit{out.Len(), i, true})
			continue
		case '\n', '\r':
			// A line end of the file is a space of the text.
			out.WriteByte(' ')
			i++
			continue
		}
		out.WriteByte(s[i])
		i++
	}
	return &Text{
		String: out.String(), Charset: t.Charset, Language: t.Language, Marked: t.Marked, Label: t.Label, Doubtful: t.Doubtful, Invalid: t.Invalid,
		Aside: page.found(out.String()), size: t.size, back: e, base: t,
	}, gone, kept
}

// labels follows the spans that a block begins with. A page that names the parts
// of a line, each in a span with a class of its own, sets them apart by its style
// sheet: their words are not one word where no space stands between them.
type labels struct {
	next    int      // offset after the last of them, -1 when the block has something else
	depth   int      // of elements within the span
	classes []string // of the spans
}

// apart reports whether the tag of so many bytes at an offset of s begins a span
// that a space is missing before.
func (l *labels) apart(s string, i, n int, name string) bool {
	tag := s[i : i+n]
	switch end := tag[1] == '/'; {
	case name == "":
	case !inline[name]:
		l.next, l.depth, l.classes = i+n, 0, l.classes[:0]
	case tag[n-2] == '/' || name == "img" || name == "wbr":
	case end && l.depth > 0:
		if l.depth--; l.depth == 0 && l.next >= 0 {
			l.next = i + n
		}
	case end:
	case l.depth > 0 || l.next < 0:
		l.depth++
	default:
		class := attribute(tag, "class")
		between := s[l.next:i]
		if name != "span" || class == "" || strings.TrimSpace(between) != "" || slices.Contains(l.classes, class) {
			l.next = -1 // the block is something else
		}
		l.depth++
		l.classes = append(l.classes, class)
		return l.next >= 0 && len(l.classes) > 1 && between == ""
	}
	return false
}

// isLabelled reports whether a word begins at after, and one of more than a letter,
// which might be a large initial, ends right before it.
func isLabelled(before, after string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	other, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	first, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLetter(first) && !unicode.IsSpace(last) && size > 0 && !unicode.IsSpace(other) && other != utf8.RuneError
}

// referenceLength is the length of the character reference that s begins with, or
// 0: "&", letters and digits or "#", and ";".
func referenceLength(s string) int {
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == ';' && i > 1:
			return i + 1
		case c == '#' && i == 1, '0' <= c && c <= '9', 'a' <= c|0x20 && c|0x20 <= 'z':
		default:
			return 0
		}
	}
	return 0
}

// tagReader reads tags. It remembers what has no end, so that nothing is looked
// for twice.
type tagReader struct {
	s    string
	open map[string]bool // names of elements that are not closed from here on; "!--" for comments
}

// at is the length of the tag, comment or instruction that begins at an offset,
// 0 when none does, and the name of its element in lower case.
func (t *tagReader) at(i int) (int, string) {
	s := t.s[i:]
	if strings.HasPrefix(s, "<!--") && !t.open["!--"] {
		if end := strings.Index(s[4:], "-->"); end >= 0 {
			return end + 7, ""
		}
		t.open["!--"] = true
	}
	return t.tag(s)
}

func (t *tagReader) tag(s string) (int, string) {
	i := 1
	if i < len(s) && s[i] == '/' {
		i++
	}
	if i >= len(s) || !(s[i] == '!' || s[i] == '?' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z') {
		return 0, ""
	}
	if s[i] == '?' {
		if end := closing(s[i:]); end >= 0 {
			return i + end + 1, "" // an instruction is no block
		}
		return 0, ""
	}
	k := i
	for k < len(s) && s[k] != '>' && s[k] != ' ' && s[k] != '/' && s[k] != '\n' && s[k] != '\t' && s[k] != '\r' {
		k++
	}
	name := strings.ToLower(s[i:min(k, i+20)])
	if _, local, ok := strings.Cut(name, ":"); ok {
		name = local
	}
	end := closing(s[k:])
	if end < 0 {
		return 0, ""
	}
	n := k + end + 1
	if s[1] != '/' && unread[name] && s[n-2] != '/' && !t.open[name] {
		if rest := closeOf(s[n:], name); rest >= 0 {
			n += rest
		} else {
			t.open[name] = true
		}
	}
	return n, name
}

// longestTag is how many bytes a tag has at most.
const longestTag = 1 << 16

// closing is the place of the ">" that ends a tag, past quoted values, or -1.
func closing(s string) int {
	var quote byte
	for i := range min(len(s), longestTag) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		case c == '<':
			return -1
		}
	}
	return -1
}

// closeOf is the place after the end tag of an element, or -1.
func closeOf(s, name string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], "</")
		if i < 0 {
			return -1
		}
		from += i + 2
		if len(s) > from+len(name) && strings.EqualFold(s[from:from+len(name)], name) {
			if end := strings.IndexByte(s[from:], '>'); end >= 0 {
				return from + end + 1
			}
		}
	}
}

// edited is the way back of a text that was made of another one.
type edited struct {
	base   *Text
	pieces []edit
}

// edit says that the text from an offset on came from the base's text from
// another on: character by character, or all of it from what stands there.
type edit struct {
	text, base int
	through    bool
}

func (e *edited) piece(offset int) int {
	return sort.Search(len(e.pieces), func(i int) bool { return e.pieces[i].text > offset }) - 1
}

func (e *edited) raw(_ *Text, offset int) int {
	i := e.piece(offset)
	if i < 0 {
		return e.base.Raw(offset)
	}
	if !e.pieces[i].through {
		return e.base.Raw(e.pieces[i].base)
	}
	return e.base.Raw(e.pieces[i].base + offset - e.pieces[i].text)
}

func (e *edited) text(t *Text, raw int) int {
	at := e.base.Offset(raw)
	i := sort.Search(len(e.pieces), func(i int) bool { return e.pieces[i].base > at }) - 1
	if i < 0 {
		return at
	}
	if !e.pieces[i].through {
		return e.pieces[i].text
	}
	end := len(t.String)
	if i+1 < len(e.pieces) {
		end = e.pieces[i+1].text
	}
	return min(e.pieces[i].text+at-e.pieces[i].base, end)
}

// cuts are the places between two offsets where the way back is not one step
// for one step.
func (e *edited) cuts(from, to int) []edit {
	first := sort.Search(len(e.pieces), func(i int) bool { return e.pieces[i].text > from })
	last := sort.Search(len(e.pieces), func(i int) bool { return e.pieces[i].text >= to })
	return e.pieces[first:max(first, last)]
}
