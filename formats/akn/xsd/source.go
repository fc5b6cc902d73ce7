package xsd

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/plurilex/plurilex/formats/akn/xsd/internal/xmlscan"
)

const (
	schemaSpace   = "http://www.w3.org/2001/XMLSchema"
	instanceSpace = "http://www.w3.org/2001/XMLSchema-instance"
)

// Limits of a schema.
const (
	maxSchemaBytes     = 16 << 20 // of one document
	maxSchemaDocuments = 64
	maxDefinitions     = 1000 // groups or types that are made of one another
)

// SchemaError is what keeps a schema from being compiled.
type SchemaError struct {
	Location     string // of the schema document
	Line, Column int    // of the element at fault; 0 when there is none
	Message      string
	// Unsupported is true when the schema may be right but needs more of XML
	// Schema than this package implements.
	Unsupported bool
}

func (e *SchemaError) Error() string {
	if e.Line == 0 {
		return e.Location + ": " + e.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.Location, e.Line, e.Column, e.Message)
}

// node is an element of a schema document; annotations are left out.
type node struct {
	source     *source
	local      string
	attributes map[string]string // those without a namespace
	prefixes   map[string]string
	bound      int  // namespace declarations in force
	global     bool // at the top level of the schema
	children   []*node
	at         xmlscan.Position
}

// source is one schema document.
type source struct {
	location   string
	target     string // namespace
	chameleon  bool   // it has no target namespace and takes the one that includes it
	qualified  bool   // local elements are in the target namespace
	qualifyAtt bool
	root       *node
}

// The schema elements that the engine implements: the attributes and the
// children they may have. Everything else of XML Schema is refused by name.
var implemented = map[string]struct{ attributes, children string }{
	"schema":         {"targetNamespace version elementFormDefault attributeFormDefault finalDefault blockDefault", "import include element attribute complexType simpleType group attributeGroup"},
	"import":         {"namespace schemaLocation", ""},
	"include":        {"schemaLocation", ""},
	"element":        {"name ref type form minOccurs maxOccurs final abstract nillable", "complexType simpleType unique"},
	"attribute":      {"name ref type form use default fixed", "simpleType"},
	"complexType":    {"name mixed final abstract", "simpleContent complexContent sequence choice group attribute attributeGroup anyAttribute"},
	"complexContent": {"mixed", "extension restriction"},
	"simpleContent":  {"", "extension restriction"},
	"extension":      {"base", "sequence choice group attribute attributeGroup anyAttribute"},
	"restriction": {"base", "sequence choice group attribute attributeGroup anyAttribute simpleType enumeration pattern whiteSpace length minLength maxLength " +
		"minInclusive maxInclusive minExclusive maxExclusive totalDigits fractionDigits"},
	"simpleType":     {"name final", "restriction list union"},
	"list":           {"itemType", "simpleType"},
	"union":          {"memberTypes", "simpleType"},
	"sequence":       {"minOccurs maxOccurs", "element group choice sequence any"},
	"choice":         {"minOccurs maxOccurs", "element group choice sequence any"},
	"group":          {"name ref minOccurs maxOccurs", "sequence choice"},
	"attributeGroup": {"name ref", "attribute attributeGroup anyAttribute"},
	"any":            {"namespace processContents minOccurs maxOccurs", ""},
	"anyAttribute":   {"namespace processContents", ""},
	"unique":         {"name", "selector field"},
	"selector":       {"xpath", ""},
	"field":          {"xpath", ""},
	"enumeration":    {"value", ""}, "pattern": {"value", ""},
	"whiteSpace": {"value fixed", ""}, "length": {"value fixed", ""}, "minLength": {"value fixed", ""}, "maxLength": {"value fixed", ""},
	"minInclusive": {"value fixed", ""}, "maxInclusive": {"value fixed", ""}, "minExclusive": {"value fixed", ""}, "maxExclusive": {"value fixed", ""},
	"totalDigits": {"value fixed", ""}, "fractionDigits": {"value fixed", ""},
}

// Constructs of XML Schema 1.0 that are refused because they are not implemented.
var unimplemented = strings.Fields("all key keyref redefine notation substitutionGroup block default fixed appliesToEmpty")

func (n *node) fail(format string, args ...any) error {
	return &SchemaError{Location: n.source.location, Line: n.at.Line, Column: n.at.Column, Message: fmt.Sprintf(format, args...)}
}

func (n *node) unsupported(what string) error {
	return &SchemaError{Location: n.source.location, Line: n.at.Line, Column: n.at.Column, Unsupported: true,
		Message: what + " is not implemented: documents cannot be checked against this schema"}
}

// qname resolves a qualified name in an attribute value.
func (n *node) qname(value string) (space, local string, err error) {
	value = strings.TrimSpace(value)
	prefix, local, found := strings.Cut(value, ":")
	if !found {
		prefix, local = "", value
	}
	if !xmlscan.IsName([]byte(local)) || strings.Contains(local, ":") {
		return "", "", n.fail("%q is no name", value)
	}
	if prefix == "xml" {
		return xmlscan.XMLSpace, local, nil
	}
	space, ok := n.prefixes[prefix]
	switch {
	case !ok && prefix != "":
		return "", "", n.fail("the prefix of %s is not declared", value)
	case prefix == "" && space == "" && n.source.chameleon:
		space = n.source.target
	}
	return space, local, nil
}

// only returns the children of the given kinds.
func (n *node) only(kinds ...string) []*node {
	var out []*node
	for _, c := range n.children {
		if slices.Contains(kinds, c.local) {
			out = append(out, c)
		}
	}
	return out
}

// one returns the only child of the given kinds; nil if there is none.
func (n *node) one(kinds ...string) (*node, error) {
	found := n.only(kinds...)
	if len(found) > 1 {
		return nil, found[1].fail("a second xsd:%s in xsd:%s", found[1].local, n.local)
	}
	if len(found) == 0 {
		return nil, nil
	}
	return found[0], nil
}

// flag reads a boolean attribute.
func (n *node) flag(attribute string) (bool, error) {
	switch strings.TrimSpace(n.attributes[attribute]) {
	case "", "false", "0":
		return false, nil
	case "true", "1":
		return true, nil
	}
	return false, n.fail("%s=%q is neither true nor false", attribute, n.attributes[attribute])
}

// parseSource reads a schema document into nodes and refuses what is not
// implemented.
func parseSource(location string, data []byte) (*source, error) {
	src := &source{location: location}
	if len(data) > maxSchemaBytes {
		return nil, &SchemaError{Location: location, Message: fmt.Sprintf("the schema document has more than %d bytes", maxSchemaBytes)}
	}
	scan := xmlscan.New(bytes.NewReader(data))
	var open []*node
	skip := 0 // depth inside an annotation
	for {
		kind, err := scan.Next()
		if err == io.EOF {
			break
		}
		if syntax, ok := err.(*xmlscan.SyntaxError); ok {
			return nil, &SchemaError{Location: location, Line: syntax.At.Line, Column: syntax.At.Column, Message: syntax.Message}
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", location, err)
		}
		switch kind {
		case xmlscan.Start:
			if skip > 0 || len(open) > 0 && scan.Name.Space == schemaSpace && string(scan.Name.Local) == "annotation" {
				skip++
				continue
			}
			n, err := src.node(scan, open)
			if err != nil {
				return nil, err
			}
			open = append(open, n)
		case xmlscan.End:
			if skip > 0 {
				skip--
				continue
			}
			open = open[:len(open)-1]
		case xmlscan.Text:
			if skip == 0 && len(bytes.TrimSpace(scan.Text)) > 0 {
				return nil, open[len(open)-1].fail("text stands in xsd:%s", open[len(open)-1].local)
			}
		}
	}
	root := src.root
	src.target = strings.TrimSpace(root.attributes["targetNamespace"])
	src.qualified = root.attributes["elementFormDefault"] == "qualified"
	src.qualifyAtt = root.attributes["attributeFormDefault"] == "qualified"
	if strings.TrimSpace(root.attributes["blockDefault"]) != "" {
		return nil, root.unsupported("blockDefault")
	}
	return src, nil
}

// node takes the start tag that the scanner is at.
func (src *source) node(scan *xmlscan.Scanner, open []*node) (*node, error) {
	bindings := scan.Bindings()
	n := &node{source: src, local: string(scan.Name.Local), attributes: make(map[string]string, len(scan.Attributes)), bound: len(bindings), global: len(open) == 1, at: scan.Position()}
	if len(open) == 0 {
		src.root = n
		if scan.Name.Space != schemaSpace || n.local != "schema" {
			return nil, n.fail("the root element is <%s>, not the xsd:schema of an XML Schema", n.local)
		}
		n.prefixes = prefixes(bindings)
	} else {
		parent := open[len(open)-1]
		if n.prefixes = parent.prefixes; n.bound != parent.bound {
			n.prefixes = prefixes(bindings)
		}
		allowed := strings.Fields(implemented[parent.local].children)
		switch _, known := implemented[n.local]; {
		case scan.Name.Space != schemaSpace:
			return nil, n.fail("<%s> is no element of XML Schema: it belongs into xsd:appinfo", n.local)
		case slices.Contains(unimplemented, n.local):
			return nil, n.unsupported("xsd:" + n.local)
		case !known:
			return nil, n.fail("xsd:%s is no element of XML Schema 1.0", n.local)
		case !slices.Contains(allowed, n.local):
			return nil, n.fail("xsd:%s is not allowed in xsd:%s", n.local, parent.local)
		}
		parent.children = append(parent.children, n)
	}
	for _, a := range scan.Attributes {
		key := string(a.Local)
		if a.Space != "" || key == "id" {
			continue
		}
		if !slices.Contains(strings.Fields(implemented[n.local].attributes), key) {
			if slices.Contains(unimplemented, key) {
				return nil, n.unsupported(key + " on xsd:" + n.local)
			}
			return nil, n.fail("xsd:%s has no attribute %s", n.local, key)
		}
		n.attributes[key] = string(a.Value)
	}
	for _, key := range []string{"abstract", "nillable"} {
		if on, err := n.flag(key); err != nil {
			return nil, err
		} else if on {
			return nil, n.unsupported(key + " on xsd:" + n.local)
		}
	}
	return n, nil
}

func prefixes(bindings []xmlscan.Binding) map[string]string {
	m := make(map[string]string, len(bindings))
	for _, b := range bindings[1:] {
		m[b.Prefix] = b.Space
	}
	return m
}

// xmlSource declares the attributes of the XML namespace, for schemas that
// import it without saying from where, or from the web.
const xmlSource = `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
<attribute name="lang"><simpleType><union memberTypes="language"><simpleType><restriction base="string"><enumeration value=""/></restriction></simpleType></union></simpleType></attribute>
<attribute name="space"><simpleType><restriction base="NCName"><enumeration value="default"/><enumeration value="preserve"/></restriction></simpleType></attribute>
<attribute name="base" type="anyURI"/>
<attribute name="id" type="ID"/>
<attributeGroup name="specialAttrs"><attribute ref="xml:base"/><attribute ref="xml:lang"/><attribute ref="xml:space"/><attribute ref="xml:id"/></attributeGroup>
</schema>`

// load reads the schema document at a location and those that it imports and
// includes. Nothing is fetched from the web.
func (c *compiler) load(location, target string, from *node) error {
	key := location + "\n" + target
	if _, ok := c.loaded[key]; ok {
		return nil
	}
	if len(c.sources) == maxSchemaDocuments {
		return &SchemaError{Location: location, Message: fmt.Sprintf("the schema has more than %d documents", maxSchemaDocuments)}
	}
	c.loaded[key] = true
	var data []byte
	var err error
	if location == xmlscan.XMLSpace {
		data = []byte(xmlSource)
	} else if data, err = c.read(location); err != nil {
		if from != nil {
			return from.fail("%s cannot be read: %v", location, err)
		}
		return err
	}
	if target == xmlscan.XMLSpace && bytes.Contains(data, []byte("<!DOCTYPE")) {
		data = []byte(xmlSource) // its first edition, which is widespread, has a DOCTYPE
	}
	src, err := parseSource(location, data)
	if err != nil {
		return err
	}
	switch {
	case from == nil:
		c.s.target = src.target
	case from.local == "import" && src.target != target:
		return from.fail("%s is about the namespace %q, not %q", location, src.target, target)
	case from.local == "include" && src.target == "" && target != "":
		src.target, src.chameleon = target, true
	case from.local == "include" && src.target != target:
		return from.fail("%s is about the namespace %q, not %q", location, src.target, target)
	}
	c.loaded[location+"\n"+src.target] = true
	c.sources = append(c.sources, src)
	for _, n := range src.root.children {
		switch n.local {
		case "import", "include":
			if err := c.follow(n); err != nil {
				return err
			}
		default:
			if err := c.declare(n); err != nil {
				return err
			}
		}
	}
	return nil
}

// follow loads what an import or include is about.
func (c *compiler) follow(n *node) error {
	target := n.source.target
	if n.local == "import" {
		target = strings.TrimSpace(n.attributes["namespace"])
		if target == n.source.target {
			return n.fail("xsd:import is for other namespaces: use xsd:include")
		}
	}
	location := strings.TrimSpace(n.attributes["schemaLocation"])
	remote := strings.Contains(location, "://")
	switch {
	case target == xmlscan.XMLSpace && (location == "" || remote):
		return c.load(xmlscan.XMLSpace, xmlscan.XMLSpace, n)
	case location == "" && n.local == "import":
		return nil // nothing of it is known, and a reference into it will say so
	case location == "":
		return n.fail("xsd:include does not say what: add schemaLocation")
	case remote:
		return n.fail("%s is on the web, and nothing is fetched: save it beside the schema and name the file in schemaLocation", location)
	case !path.IsAbs(location):
		location = path.Join(path.Dir(n.source.location), location)
	}
	return c.load(location, target, n)
}
