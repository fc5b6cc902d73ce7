package akn

import (
	"strings"

	"github.com/beevik/etree"

	"github.com/plurilex/plurilex/formats/akn/xsd"
)

// builder grows an element tree. Elements that hold nothing but elements are
// indented; nothing is ever put between the words of an element that has some.
type builder struct {
	at    *etree.Element
	depth int
	mixed int // how many open elements around and at this one hold words

	replaced int // texts with characters that XML cannot hold
}

const indentation = "\n                                                                "

// gap is the white space in front of an element at a depth.
func gap(depth int) string { return indentation[:min(1+2*depth, len(indentation))] }

// open adds an element below the one that is open, and opens it.
func (b *builder) open(tag string) *etree.Element {
	if b.mixed == 0 {
		b.at.CreateText(gap(b.depth))
	}
	b.at = b.at.CreateElement(tag)
	b.depth++
	return b.at
}

// close closes the open element.
func (b *builder) close() {
	b.depth--
	if b.mixed == 0 && len(b.at.Child) > 0 {
		b.at.CreateText(gap(b.depth))
	}
	b.at = b.at.Parent()
}

// openWords is open for an element that holds words.
func (b *builder) openWords(tag string) *etree.Element {
	e := b.open(tag)
	b.mixed++
	return e
}

// closeWords closes what openWords opened.
func (b *builder) closeWords() {
	b.depth--
	b.mixed--
	b.at = b.at.Parent()
}

// words adds text to the open element.
func (b *builder) words(text string) {
	if text != "" {
		b.at.CreateText(b.allowed(text))
	}
}

// empty adds an element without content.
func (b *builder) empty(tag string, attributes ...string) {
	e := b.open(tag)
	b.set(e, attributes...)
	b.closeEmpty()
}

func (b *builder) closeEmpty() {
	b.depth--
	b.at = b.at.Parent()
}

// require gives an element an attribute that it may not be without.
func (b *builder) require(e *etree.Element, name, value string) {
	e.Attr = append(e.Attr, attribute(name, b.allowed(value)))
}

// set gives an element attributes: names and values in turn. An attribute
// without a value is left out.
func (b *builder) set(e *etree.Element, attributes ...string) {
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i] == "xml:lang" && shortest(attributes[i+1]) == "" {
			continue
		}
		if attributes[i+1] != "" {
			e.Attr = append(e.Attr, attribute(attributes[i], b.allowed(attributes[i+1])))
		}
	}
}

// address is a value that the schema takes as an address: brackets, stray signs of
// escapes and second fragments escaped. What is none even so is "".
func address(value string) string {
	value = strings.Join(strings.Fields(value), "%20")
	if xsd.IsAddress(value) {
		return value
	}
	before, fragment, found := strings.Cut(value, "#")
	value = unescaped.Replace(before)
	if found {
		value += "#" + unescaped.Replace(fragment)
	}
	if !xsd.IsAddress(value) {
		return ""
	}
	return value
}

var unescaped = strings.NewReplacer("[", "%5B", "]", "%5D", "#", "%23", "%", "%25")

func attribute(name, value string) etree.Attr {
	if prefix, local, ok := strings.Cut(name, ":"); ok {
		return etree.Attr{Space: prefix, Key: local, Value: value}
	}
	return etree.Attr{Key: name, Value: value}
}

// allowed replaces what no XML document can hold (XML 1.0, 2.2).
func (b *builder) allowed(text string) string {
	if strings.IndexFunc(text, forbidden) < 0 {
		return text
	}
	b.replaced++
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return '\uFFFD'
		}
		return r
	}, text)
}

func forbidden(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}
