package xsd

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Compile reads the schema at location, and what it imports and includes, by
// calling read. Locations in a schema are taken relative to it, with slashes.
//
// A schema that is wrong, or needs more than this package implements, is a
// *SchemaError.
func Compile(read func(location string) ([]byte, error), location string) (*Schema, error) {
	c := &compiler{
		read:       read,
		s:          &Schema{namespaces: []string{""}},
		loaded:     map[string]bool{},
		defined:    map[string]map[name]*node{"element": {}, "attribute": {}, "type": {}, "group": {}, "attributeGroup": {}},
		elements:   map[string]int32{},
		simpleOf:   map[*node]int32{},
		complexOf:  map[*node]int32{},
		builtins:   map[string]int32{},
		groups:     map[*node]*particle{},
		attrGroups: map[*node]attributeGroup{},
		building:   map[*node]bool{},
		wildcards:  map[string]int32{},
		uniques:    map[string]int32{},
		sets:       map[string]int32{},
		automata:   map[string]int32{},
		symbolOf:   map[name]int32{},
		attribOf:   map[name]int32{},
		defaulted:  map[int32]*node{},
		namespaces: map[string]int32{"": 0},
	}
	c.addBuiltins()
	if err := c.load(location, "", nil); err != nil {
		return nil, err
	}
	if err := c.compile(); err != nil {
		return nil, err
	}
	c.s.index()
	return c.s, nil
}

// compiler turns schema documents into the tables of a Schema.
type compiler struct {
	read    func(string) ([]byte, error)
	s       *Schema
	loaded  map[string]bool
	sources []*source
	defined map[string]map[name]*node // by kind: what is declared at the top level

	// What has been compiled already. The keys that are strings say what is in
	// an entry of a table, so that equal entries become one.
	elements   map[string]int32
	simpleOf   map[*node]int32
	complexOf  map[*node]int32
	details    []*details // of the complex types
	builtins   map[string]int32
	groups     map[*node]*particle
	attrGroups map[*node]attributeGroup
	depth      int            // of definitions that are made of others
	building   map[*node]bool // to find circles
	wildcards  map[string]int32
	uniques    map[string]int32
	sets       map[string]int32
	automata   map[string]int32
	namespaces map[string]int32
	symbolOf   map[name]int32
	attribOf   map[name]int32
	defaulted  map[int32]*node // attributes that have a default or fixed value somewhere
	keyed      []keyed         // attributes that a unique constraint compares
}

type keyed struct {
	attribute int32
	at        *node
}

// details is what derived types need to know of a complex type.
type details struct {
	node     *node
	particle *particle // nil for nothing
	uses     []attributeUse
	wildcard int32
	done     bool
}

func (c *compiler) compile() error {
	s := c.s
	c.mention()
	for _, src := range c.sources {
		for _, n := range src.root.children {
			if err := c.topLevel(n); err != nil {
				return err
			}
		}
	}
	// Types refer to one another through elements; building one may ask for more.
	for i := 1; i < len(c.details); i++ {
		if err := c.build(int32(i)); err != nil {
			return err
		}
	}
	for i := range s.complex {
		t := &s.complex[i]
		if t.content != contentElements && t.content != contentMixed {
			continue
		}
		var err error
		if t.automaton, err = c.automaton(c.details[i]); err != nil {
			return err
		}
	}
	s.roots = slices.Repeat([]int32{none}, len(s.symbols))
	for n, at := range c.defined["element"] {
		i, err := c.element(at)
		if err != nil {
			return err
		}
		s.roots[c.symbol(n)] = i
	}
	s.globals = slices.Repeat([]int32{none}, len(s.attributes))
	for n, at := range c.defined["attribute"] {
		typ, err := c.attributeType(at)
		if err != nil {
			return err
		}
		s.globals[c.attributeName(n)] = typ
	}
	slices.SortFunc(s.named, func(a, b namedDef) int { return compareNames(a.name, b.name) })
	for _, k := range c.keyed {
		if !c.comparable(k.attribute) {
			return k.at.unsupported("an xsd:unique over values of this type")
		}
		if at, ok := c.defaulted[k.attribute]; ok {
			return at.unsupported("a default or fixed value of an attribute that an xsd:unique compares")
		}
	}
	return nil
}

// comparable reports whether the values that an attribute of the name can have,
// wherever it stands, can be compared.
func (c *compiler) comparable(attribute int32) bool {
	for _, set := range c.s.sets {
		if i := set.find(attribute); i != none && !c.s.comparable(set.uses[i].typ) {
			return false
		}
	}
	global := c.s.globals[attribute]
	return global == none || c.s.comparable(global)
}

func compareNames(a, b name) int {
	if a.space != b.space {
		return int(a.space - b.space)
	}
	return strings.Compare(a.local, b.local)
}

// declare notes a declaration at the top level of a schema.
func (c *compiler) declare(n *node) error {
	kind := n.local
	if kind == "simpleType" || kind == "complexType" {
		kind = "type"
	}
	local := strings.TrimSpace(n.attributes["name"])
	if local == "" {
		return n.fail("xsd:%s at the top level has no name", n.local)
	}
	if _, ok := n.attributes["ref"]; ok {
		return n.fail("xsd:%s at the top level has a ref", n.local)
	}
	key := name{c.space(n.source.target), local}
	if _, ok := c.defined[kind][key]; ok {
		return n.fail("a second definition of %s", local)
	}
	c.defined[kind][key] = n
	return nil
}

// mention numbers the names of elements in the order the documents mention them,
// in which messages list them then.
func (c *compiler) mention() {
	var walk func(n *node)
	walk = func(n *node) {
		if n.local == "element" {
			if key, err := c.elementName(n); err == nil {
				c.symbol(key)
			}
		}
		for _, child := range n.children {
			walk(child)
		}
	}
	for _, src := range c.sources {
		walk(src.root)
	}
}

// topLevel compiles one declaration of the top level.
func (c *compiler) topLevel(n *node) (err error) {
	local := strings.TrimSpace(n.attributes["name"])
	key := name{c.space(n.source.target), local}
	switch n.local {
	case "element":
		_, err = c.element(n)
	case "attribute":
		c.attributeName(key)
		_, err = c.attributeType(n)
	case "simpleType":
		var i int32
		i, err = c.simpleType(n, local)
		c.s.named = append(c.s.named, namedDef{key, simpleRef(i)})
	case "complexType":
		c.s.named = append(c.s.named, namedDef{key, typeRef(c.complexType(n, local))})
	case "group":
		_, err = c.group(n)
	case "attributeGroup":
		_, _, err = c.attributeGroup(n)
	}
	return err
}

// find resolves a reference to something at the top level.
func (c *compiler) find(n *node, kind, value string) (*node, error) {
	space, local, err := n.qname(value)
	if err != nil {
		return nil, err
	}
	if found, ok := c.defined[kind][name{c.space(space), local}]; ok {
		return found, nil
	}
	return nil, n.fail("there is no %s named %s", kind, value)
}

// enter keeps definitions from being made of one another without end.
func (c *compiler) enter(n *node) error {
	if c.depth++; c.depth > maxDefinitions {
		return n.unsupported("a definition that is made of others to this depth")
	}
	return nil
}

func (c *compiler) leave() { c.depth-- }

func (c *compiler) space(namespace string) int32 {
	return intern(c.namespaces, &c.s.namespaces, namespace)
}
func (c *compiler) symbol(n name) int32        { return intern(c.symbolOf, &c.s.symbols, n) }
func (c *compiler) attributeName(n name) int32 { return intern(c.attribOf, &c.s.attributes, n) }

// intern finds v in a table, or adds it.
func intern[V comparable](index map[V]int32, table *[]V, v V) int32 {
	i, ok := index[v]
	if !ok {
		i = int32(len(*table))
		index[v] = i
		*table = append(*table, v)
	}
	return i
}

// share finds an entry by what is in it, or adds it.
func share[V any](index map[string]int32, table *[]V, v V) int32 {
	key := fmt.Sprintf("%#v", v)
	i, ok := index[key]
	if !ok {
		i = int32(len(*table))
		index[key] = i
		*table = append(*table, v)
	}
	return i
}

// elementName is the name that a declaration gives or refers to.
func (c *compiler) elementName(n *node) (name, error) {
	if ref, ok := n.attributes["ref"]; ok {
		space, local, err := n.qname(ref)
		return name{c.space(space), local}, err
	}
	return c.declaredName(n, n.source.qualified)
}

// declaredName is the name that an element or attribute declaration gives.
func (c *compiler) declaredName(n *node, qualified bool) (name, error) {
	local := strings.TrimSpace(n.attributes["name"])
	if local == "" {
		return name{}, n.fail("xsd:%s has neither name nor ref", n.local)
	}
	switch form := n.attributes["form"]; form {
	case "":
	case "qualified", "unqualified":
		qualified = form == "qualified"
	default:
		return name{}, n.fail("form=%q is neither qualified nor unqualified", form)
	}
	if !qualified && !n.global {
		return name{0, local}, nil
	}
	return name{c.space(n.source.target), local}, nil
}

// element compiles an element declaration, or the one that it refers to.
func (c *compiler) element(n *node) (int32, error) {
	if ref, ok := n.attributes["ref"]; ok {
		target, err := c.find(n, "element", ref)
		if err != nil {
			return 0, err
		}
		return c.element(target)
	}
	key, err := c.declaredName(n, n.source.qualified)
	if err != nil {
		return 0, err
	}
	e := element{symbol: c.symbol(key), typ: anyType}
	inner, err := n.one("complexType", "simpleType")
	switch {
	case err != nil:
		return 0, err
	case inner != nil && n.attributes["type"] != "":
		return 0, n.fail("xsd:element has both a type attribute and a type inside")
	case inner != nil && inner.local == "complexType":
		e.typ = typeRef(c.complexType(inner, ""))
	case inner != nil:
		i, err := c.simpleType(inner, "")
		if err != nil {
			return 0, err
		}
		e.typ = simpleRef(i)
	case n.attributes["type"] != "":
		if e.typ, err = c.typeNamed(n, n.attributes["type"]); err != nil {
			return 0, err
		}
	}
	for _, u := range n.only("unique") {
		i, err := c.unique(u)
		if err != nil {
			return 0, err
		}
		if !slices.Contains(e.uniques, i) {
			e.uniques = append(e.uniques, i)
		}
	}
	slices.Sort(e.uniques)
	return share(c.elements, &c.s.elements, e), nil
}

// typeNamed resolves a reference to a type.
func (c *compiler) typeNamed(n *node, value string) (typeRef, error) {
	space, local, err := n.qname(value)
	if err != nil {
		return 0, err
	}
	if space == schemaSpace {
		if local == "anyType" {
			return anyType, nil
		}
		i, err := c.builtin(n, local)
		return simpleRef(i), err
	}
	target, err := c.find(n, "type", value)
	if err != nil {
		return 0, err
	}
	if target.local == "complexType" {
		return typeRef(c.complexType(target, local)), nil
	}
	i, err := c.simpleType(target, local)
	return simpleRef(i), err
}

// unique compiles an identity constraint (XML Schema Part 1, 3.11).
func (c *compiler) unique(n *node) (int32, error) {
	from, err := n.one("selector")
	if err != nil {
		return 0, err
	}
	if from == nil || len(n.only("field")) == 0 {
		return 0, n.fail("xsd:unique needs a selector and a field")
	}
	var u unique
	for alternative := range strings.SplitSeq(from.attributes["xpath"], "|") {
		p, err := c.selector(from, strings.TrimSpace(alternative))
		if err != nil {
			return 0, err
		}
		u.paths = append(u.paths, p)
	}
	for _, f := range n.only("field") {
		xpath := strings.TrimSpace(f.attributes["xpath"])
		attribute, ok := strings.CutPrefix(xpath, "@")
		if !ok {
			return 0, f.unsupported(fmt.Sprintf("the field %q, which is not an attribute of the selected element,", xpath))
		}
		test, err := c.nameTest(f, attribute)
		if err != nil {
			return 0, err
		}
		if test.local == "" {
			return 0, f.unsupported(fmt.Sprintf("the field %q, which may be several attributes,", xpath))
		}
		i := c.attributeName(name(test))
		u.fields = append(u.fields, i)
		c.keyed = append(c.keyed, keyed{i, n})
	}
	return share(c.uniques, &c.s.uniques, u), nil
}

// path compiles one alternative of a selector.
func (c *compiler) selector(n *node, xpath string) (selector, error) {
	var p selector
	rest := xpath
	if after, ok := strings.CutPrefix(rest, ".//"); ok {
		p.deep, rest = true, after
	}
	for step := range strings.SplitSeq(rest, "/") {
		step = strings.TrimPrefix(strings.TrimSpace(step), "child::")
		if step == "." {
			continue
		}
		test, err := c.nameTest(n, step)
		if err != nil {
			return selector{}, n.unsupported(fmt.Sprintf("the selector %q", xpath))
		}
		p.steps = append(p.steps, test)
	}
	if p.deep && len(p.steps) == 0 {
		return selector{}, n.unsupported(fmt.Sprintf("the selector %q", xpath))
	}
	return p, nil
}

// nameTest compiles a name, * or prefix:*; a name without prefix has no
// namespace.
func (c *compiler) nameTest(n *node, test string) (nameTest, error) {
	if test == "*" {
		return nameTest{space: none}, nil
	}
	prefix, local, found := strings.Cut(test, ":")
	if !found {
		prefix, local = "", test
	}
	var space string
	if prefix != "" {
		var ok bool
		if space, ok = n.prefixes[prefix]; !ok {
			return nameTest{}, n.fail("the prefix of %s is not declared", test)
		}
	}
	if local == "*" {
		return nameTest{space: c.space(space)}, nil
	}
	if _, _, err := n.qname("xml:" + local); err != nil {
		return nameTest{}, err
	}
	return nameTest{c.space(space), local}, nil
}

// occurs reads minOccurs and maxOccurs; none is unbounded.
func (n *node) occurs() (low, high int, err error) {
	low, high = 1, 1
	if v := strings.TrimSpace(n.attributes["minOccurs"]); v != "" {
		if low, err = strconv.Atoi(v); err != nil || low < 0 {
			return 0, 0, n.fail("minOccurs=%q is no number", v)
		}
	}
	switch v := strings.TrimSpace(n.attributes["maxOccurs"]); v {
	case "":
	case "unbounded":
		return low, none, nil
	default:
		if high, err = strconv.Atoi(v); err != nil || high < 0 {
			return 0, 0, n.fail("maxOccurs=%q is neither a number nor unbounded", v)
		}
	}
	if high < low {
		return 0, 0, n.fail("at most %d, but at least %d", high, low)
	}
	return low, high, nil
}

// wildcard compiles xsd:any or xsd:anyAttribute.
func (c *compiler) wildcard(n *node) (wildcard, error) {
	var w wildcard
	switch v := strings.TrimSpace(n.attributes["processContents"]); v {
	case "", "strict":
		w.process = processStrict
	case "lax":
		w.process = processLax
	case "skip":
		w.process = processSkip
	default:
		return w, n.fail("processContents=%q is neither strict nor lax nor skip", v)
	}
	switch v := strings.TrimSpace(n.attributes["namespace"]); v {
	case "", "##any":
		w.not = true
	case "##other":
		w.not = true
		w.spaces = []int32{0, c.space(n.source.target)}
	default:
		for part := range strings.FieldsSeq(v) {
			switch part {
			case "##targetNamespace":
				part = n.source.target
			case "##local":
				part = ""
			case "##any", "##other":
				return w, n.fail("%s stands among other namespaces", part)
			}
			w.spaces = append(w.spaces, c.space(part))
		}
	}
	slices.Sort(w.spaces)
	w.spaces = slices.Compact(w.spaces)
	return w, nil
}

// meet is the wildcard of the namespaces that both allow, and join that of those
// that one allows (XML Schema Part 1, 3.10.6); the process is that of the first.
func (w wildcard) meet(v wildcard) wildcard { return w.combine(v, false) }
func (w wildcard) join(v wildcard) wildcard { return w.combine(v, true) }

func (w wildcard) combine(v wildcard, join bool) wildcard {
	out := wildcard{process: w.process}
	either := func(a, b bool) bool {
		if join {
			return a || b
		}
		return a && b
	}
	out.not = either(w.not, v.not)
	for _, space := range slices.Concat(w.spaces, v.spaces) {
		if either(w.allows(space), v.allows(space)) != out.not && !slices.Contains(out.spaces, space) {
			out.spaces = append(out.spaces, space)
		}
	}
	slices.Sort(out.spaces)
	return out
}
