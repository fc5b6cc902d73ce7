package xsd

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/formats/akn/xsd/internal/pattern"
)

// addBuiltins fills the tables with xsd:anyType and the built-in simple types.
func (c *compiler) addBuiltins() {
	any := c.anything()
	c.s.complex = []complexType{{name: "xsd:anyType", content: contentMixed, base: anyType, simple: none}}
	c.details = []*details{{particle: any, wildcard: share(c.wildcards, &c.s.wildcards, wildcard{not: true, process: processLax}), done: true}}
	c.s.complex[anyType].set = share(c.sets, &c.s.sets, attributeSet{wildcard: c.details[anyType].wildcard})
	add := func(t simpleType) {
		c.builtins[t.name] = int32(len(c.s.simple))
		t.name = "xsd:" + t.name
		c.s.simple = append(c.s.simple, t)
	}
	for i, b := range builtins {
		base := int32(0)
		if builtin(i) == anySimpleType {
			base = none
		} else if from, ok := builtinBases[b.name]; ok {
			base = c.builtins[from]
		}
		add(simpleType{name: b.name, base: base, builtin: builtin(i), space: b.space, length: bounds{0, none}, fraction: none})
	}
	for _, t := range integerTypes {
		i := c.s.simple[c.builtins[t.base]]
		i.name, i.base = t.name, c.builtins[t.base]
		if t.min != "" {
			i.min.value = t.min
		}
		if t.max != "" {
			i.max.value = t.max
		}
		add(i)
	}
	add(simpleType{name: "NMTOKENS", base: 0, variety: list, item: c.builtins["NMTOKEN"], space: collapse, length: bounds{1, none}, fraction: none})
}

// anything is the content of xsd:anyType.
func (c *compiler) anything() *particle {
	w := share(c.wildcards, &c.s.wildcards, wildcard{not: true, process: processLax})
	return &particle{kind: wildcardParticle, index: w, low: 0, high: none}
}

// builtin finds a built-in simple type.
func (c *compiler) builtin(n *node, local string) (int32, error) {
	if i, ok := c.builtins[local]; ok {
		return i, nil
	}
	switch local {
	case "QName", "NOTATION", "IDREF", "IDREFS", "ENTITY", "ENTITIES":
		return 0, n.unsupported("xsd:" + local)
	}
	return 0, n.fail("there is no built-in type xsd:%s", local)
}

// simpleType compiles a simple type.
func (c *compiler) simpleType(n *node, local string) (int32, error) {
	if i, ok := c.simpleOf[n]; ok {
		return i, nil
	}
	if c.building[n] {
		return 0, n.fail("the type %s is derived from itself", local)
	}
	c.building[n] = true
	if err := c.enter(n); err != nil {
		return 0, err
	}
	defer c.leave()
	how, err := n.one("restriction", "list", "union")
	if err != nil {
		return 0, err
	}
	if how == nil {
		return 0, n.fail("xsd:simpleType needs a restriction, a list or a union")
	}
	var t simpleType
	switch how.local {
	case "restriction":
		base, err := c.simpleBase(how, "base")
		if err != nil {
			return 0, err
		}
		if t, err = c.restrict(how, base); err != nil {
			return 0, err
		}
	case "list":
		item, err := c.simpleBase(how, "itemType")
		if err != nil {
			return 0, err
		}
		if c.hasList(item) {
			return 0, how.fail("a list of lists")
		}
		if c.hasID(item) {
			return 0, how.unsupported("a list of xsd:ID")
		}
		t = simpleType{base: 0, variety: list, item: item, space: collapse, length: bounds{0, none}, fraction: none}
	case "union":
		t = simpleType{base: 0, variety: union, space: collapse, length: bounds{0, none}, fraction: none}
		if err := c.members(how, &t); err != nil {
			return 0, err
		}
	}
	t.name = local
	i := int32(len(c.s.simple))
	c.s.simple = append(c.s.simple, t)
	c.simpleOf[n] = i
	return i, nil
}

// simpleBase is the simple type that an attribute names or a child defines.
func (c *compiler) simpleBase(n *node, attribute string) (int32, error) {
	inner, err := n.one("simpleType")
	if err != nil {
		return 0, err
	}
	if inner != nil {
		return c.simpleType(inner, "")
	}
	ref, err := c.typeNamed(n, n.attributes[attribute])
	if err != nil {
		return 0, err
	}
	i, ok := ref.simple()
	if !ok {
		return 0, n.fail("%s is not a simple type", n.attributes[attribute])
	}
	return i, nil
}

// members fills in a union; unions in it are replaced by their members.
func (c *compiler) members(n *node, t *simpleType) error {
	hasID := false
	add := func(i int32) {
		flat := []int32{i}
		if m := &c.s.simple[i]; m.variety == union && m.enum == nil && m.patterns == nil {
			flat = m.members
		}
		hasID = hasID || c.hasID(i)
		for _, i := range flat {
			if !slices.Contains(t.members, i) {
				t.members = append(t.members, i)
			}
		}
	}
	for ref := range strings.FieldsSeq(n.attributes["memberTypes"]) {
		typ, err := c.typeNamed(n, ref)
		if err != nil {
			return err
		}
		i, ok := typ.simple()
		if !ok {
			return n.fail("%s is not a simple type", ref)
		}
		add(i)
	}
	for _, inner := range n.only("simpleType") {
		i, err := c.simpleType(inner, "")
		if err != nil {
			return err
		}
		add(i)
	}
	if len(t.members) == 0 {
		return n.fail("xsd:union has no member")
	}
	if hasID {
		return n.unsupported("a union with xsd:ID")
	}
	return nil
}

// hasList reports whether a value of the type may be a list.
func (c *compiler) hasList(i int32) bool {
	t := &c.s.simple[i]
	return t.variety == list || t.variety == union && slices.ContainsFunc(t.members, c.hasList)
}

// hasID reports whether the type is xsd:ID or derived from it.
func (c *compiler) hasID(i int32) bool {
	t := &c.s.simple[i]
	return t.variety == atomic && t.builtin == idType
}

// restrict derives a simple type by the facets in n.
func (c *compiler) restrict(n *node, base int32) (simpleType, error) {
	t := c.s.simple[base]
	t.base = base
	var enum, patterns []string
	for _, f := range n.children {
		value, has := f.attributes["value"]
		if f.local == "simpleType" || strings.HasPrefix(f.local, "attribute") || f.local == "anyAttribute" {
			continue
		}
		if !has {
			return t, f.fail("xsd:%s has no value", f.local)
		}
		var err error
		switch f.local {
		case "pattern":
			patterns = append(patterns, value)
		case "enumeration":
			var form string
			if form, err = c.literal(f, base, value); err == nil {
				enum = append(enum, form)
			}
		case "whiteSpace":
			i := slices.Index([]string{"preserve", "replace", "collapse"}, value)
			if i < int(t.space) || t.variety != atomic && whiteSpace(i) != collapse {
				return t, f.fail("whiteSpace=%q is not possible here", value)
			}
			t.space = whiteSpace(i)
		case "length", "minLength", "maxLength":
			err = t.limitLength(f, value)
		case "totalDigits", "fractionDigits":
			err = t.limitDigits(f, value)
		case "minInclusive", "minExclusive", "maxInclusive", "maxExclusive":
			err = t.limitValue(f, value)
		default:
			err = f.fail("xsd:%s is no facet", f.local)
		}
		if err != nil {
			return t, err
		}
	}
	if enum != nil {
		t.enum = enum
	}
	if patterns != nil {
		p := facetPattern{source: strings.Join(patterns, "|")}
		var err error
		if p.regexp, err = pattern.Compile(p.source); err != nil {
			return t, &SchemaError{Location: n.source.location, Line: n.at.Line, Column: n.at.Column, Message: err.Error(),
				Unsupported: errors.Is(err, pattern.ErrUnsupported)}
		}
		t.patterns = append(slices.Clip(t.patterns), p)
	}
	return t, nil
}

// literal is the canonical form of a value that the schema itself gives.
func (c *compiler) literal(n *node, typ int32, value string) (string, error) {
	t := &c.s.simple[typ]
	if t.variety != atomic {
		return "", n.unsupported(fmt.Sprintf("a value of a %s", map[variety]string{list: "list", union: "union"}[t.variety]))
	}
	check := checker{schema: c.s}
	if wrong, ok := check.check(typ, []byte(value)); !ok {
		return "", n.fail("%q is not a value of the type: %s", value, wrong)
	}
	if _, ok := t.builtin.canonical(value); !ok {
		return "", n.unsupported("comparing values of xsd:" + builtins[t.builtin].name)
	}
	return check.form(typ, []byte(value)), nil
}

func (t *simpleType) limitLength(f *node, value string) error {
	n, err := strconv.ParseUint(strings.TrimSpace(value), 10, 31)
	if err != nil {
		return f.fail("%q is no length", value)
	}
	if t.variety == union || t.variety == atomic && (t.builtin == boolean || t.builtin >= decimal && t.builtin <= duration) {
		return f.fail("xsd:%s is no facet of this type", f.local)
	}
	if f.local != "maxLength" {
		t.length.min = max(t.length.min, int(n))
	}
	if f.local != "minLength" && (t.length.max == none || int(n) < t.length.max) {
		t.length.max = int(n)
	}
	return nil
}

func (t *simpleType) limitDigits(f *node, value string) error {
	n, err := strconv.ParseUint(strings.TrimSpace(value), 10, 31)
	if err != nil || t.variety != atomic || t.builtin != decimal && t.builtin != integer {
		return f.fail("xsd:%s=%q is not possible here", f.local, value)
	}
	if f.local == "totalDigits" {
		t.total = int(n)
	} else {
		t.fraction = int(n)
	}
	return nil
}

func (t *simpleType) limitValue(f *node, value string) error {
	if t.variety != atomic || t.builtin != decimal && t.builtin != integer {
		return f.unsupported(fmt.Sprintf("xsd:%s for other types than numbers", f.local))
	}
	value = strings.TrimSpace(value)
	if !isDecimal([]byte(value), false) {
		return f.fail("%q is no number", value)
	}
	b := bound{canonicalDecimal(value), strings.HasSuffix(f.local, "Exclusive")}
	side, sign := &t.min, 1
	if strings.HasPrefix(f.local, "max") {
		side, sign = &t.max, -1
	}
	if side.value != "" {
		if d := sign * compareDecimals(b.value, side.value); d < 0 || d == 0 && side.exclusive {
			return nil // the base is narrower
		}
	}
	*side = b
	return nil
}

// complexType gives a complex type its index; it is built later.
func (c *compiler) complexType(n *node, local string) int32 {
	i, ok := c.complexOf[n]
	if !ok {
		i = int32(len(c.s.complex))
		c.complexOf[n] = i
		c.s.complex = append(c.s.complex, complexType{name: local})
		c.details = append(c.details, &details{node: n, wildcard: none})
	}
	return i
}

// build compiles a complex type (XML Schema Part 1, 3.4.2).
func (c *compiler) build(i int32) error {
	d := c.details[i]
	if d.done {
		return nil
	}
	n := d.node
	if c.building[n] {
		return n.fail("the type is derived from itself")
	}
	c.building[n] = true
	if err := c.enter(n); err != nil {
		return err
	}
	defer c.leave()
	mixed, err := n.flag("mixed")
	if err != nil {
		return err
	}
	inner, err := n.one("complexContent", "simpleContent")
	if err != nil {
		return err
	}
	derive, base := n, typeRef(anyType)
	if inner != nil {
		if _, ok := inner.attributes["mixed"]; ok {
			if mixed, err = inner.flag("mixed"); err != nil {
				return err
			}
		}
		if derive, err = inner.one("extension", "restriction"); err != nil {
			return err
		}
		if derive == nil || len(n.children) > 1 {
			return inner.fail("xsd:%s needs one extension or restriction and nothing beside it", inner.local)
		}
		if base, err = c.typeNamed(derive, derive.attributes["base"]); err != nil {
			return err
		}
	}
	if _, simple := base.simple(); !simple {
		if err := c.build(int32(base)); err != nil {
			return err
		}
	}
	t := complexType{name: c.s.complex[i].name, base: base, automaton: none, simple: none}
	switch {
	case inner != nil && inner.local == "simpleContent":
		err = c.simpleContent(derive, &t)
	default:
		err = c.complexContent(derive, &t, d, mixed)
	}
	if err != nil {
		return err
	}
	if err := c.deriveAttributes(derive, base, d); err != nil {
		return err
	}
	t.set = c.attributeSet(d)
	c.s.complex[i] = t
	d.done = true
	return nil
}

// simpleContent fills in the type of an element with attributes and text.
func (c *compiler) simpleContent(derive *node, t *complexType) error {
	t.content = contentSimple
	if i, ok := t.base.simple(); ok {
		if derive.local != "extension" {
			return derive.fail("a simple type cannot be restricted in simpleContent")
		}
		t.simple = i
		return nil
	}
	from := &c.s.complex[t.base]
	if from.content != contentSimple {
		return derive.fail("the base type has no simple content")
	}
	t.simple = from.simple
	if derive.local == "extension" {
		return nil
	}
	base := from.simple
	if inner, err := derive.one("simpleType"); err != nil {
		return err
	} else if inner != nil {
		if base, err = c.simpleType(inner, ""); err != nil {
			return err
		}
	}
	simple, err := c.restrict(derive, base)
	if err != nil {
		return err
	}
	simple.name = ""
	t.simple = int32(len(c.s.simple))
	c.s.simple = append(c.s.simple, simple)
	return nil
}

// complexContent fills in the type of an element with elements or nothing.
func (c *compiler) complexContent(derive *node, t *complexType, d *details, mixed bool) error {
	if _, ok := t.base.simple(); ok {
		return derive.fail("complexContent cannot be derived from a simple type")
	}
	group, err := derive.one("sequence", "choice", "group")
	if err != nil {
		return err
	}
	var own *particle
	if group != nil {
		if own, err = c.particle(group); err != nil {
			return err
		}
		if own.void() {
			own = nil
		}
	}
	t.content = contentElements
	switch {
	case mixed:
		t.content = contentMixed
	case own == nil:
		t.content = contentEmpty
	}
	d.particle = own
	if derive.local != "extension" {
		return nil
	}
	base, from := c.details[t.base], &c.s.complex[t.base]
	switch {
	case t.content == contentEmpty:
		t.content, t.simple, d.particle = from.content, from.simple, base.particle
	case from.content == contentEmpty:
	case from.content != t.content:
		return derive.fail("an extension must be mixed if its base is, and only then")
	case own == nil:
		d.particle = base.particle
	case base.particle != nil:
		d.particle = &particle{kind: sequence, low: 1, high: 1, children: []*particle{base.particle, own}}
	}
	return nil
}

// deriveAttributes fills in the attributes of a complex type.
func (c *compiler) deriveAttributes(derive *node, base typeRef, d *details) error {
	own, wild, err := c.attributes(derive)
	if err != nil {
		return err
	}
	var from details
	from.wildcard = none
	if _, simple := base.simple(); !simple {
		from = *c.details[base]
	}
	if derive.local == "extension" && from.wildcard != none {
		if wild == none {
			wild = from.wildcard
		} else {
			wild = share(c.wildcards, &c.s.wildcards, c.s.wildcards[wild].join(c.s.wildcards[from.wildcard]))
		}
	}
	d.wildcard = wild
	for _, u := range from.uses {
		i := slices.IndexFunc(own, func(o namedUse) bool { return o.name == u.name })
		if i < 0 {
			d.uses = append(d.uses, u)
		} else if derive.local == "extension" && own[i].attributeUse != u {
			return own[i].at.fail("the attribute %s is there already in the base type", c.s.attributes[u.name].local)
		}
	}
	for _, o := range own {
		if !o.prohibited {
			d.uses = append(d.uses, o.attributeUse)
		}
	}
	return nil
}

// namedUse is an attribute of a type under construction.
type namedUse struct {
	attributeUse
	prohibited bool
	at         *node
}

// attributeGroup is what attributes has found in a named group.
type attributeGroup struct {
	uses []namedUse
	wild int32
}

// attributeGroup compiles a named group of attributes once.
func (c *compiler) attributeGroup(n *node) (uses []namedUse, wild int32, err error) {
	if g, ok := c.attrGroups[n]; ok {
		return g.uses, g.wild, nil
	}
	if c.building[n] {
		return nil, none, n.fail("the attribute group contains itself")
	}
	c.building[n] = true
	if uses, wild, err = c.attributes(n); err == nil {
		c.attrGroups[n] = attributeGroup{uses, wild}
	}
	return uses, wild, err
}

// attributes collects the attributes and the wildcard that n declares.
func (c *compiler) attributes(n *node) (uses []namedUse, wild int32, err error) {
	if err := c.enter(n); err != nil {
		return nil, none, err
	}
	defer c.leave()
	wild = none
	add := func(u namedUse) error {
		i := slices.IndexFunc(uses, func(o namedUse) bool { return o.name == u.name })
		switch {
		case i < 0:
			uses = append(uses, u)
		case uses[i].attributeUse != u.attributeUse:
			return u.at.fail("the attribute %s is declared twice, and not alike", c.s.attributes[u.name].local)
		}
		return nil
	}
	// A wildcard of its own decides how what it lets in is processed, else the
	// first that there is.
	limit := func(w wildcard, local bool) {
		switch {
		case wild != none && local:
			w = w.meet(c.s.wildcards[wild])
		case wild != none:
			w = c.s.wildcards[wild].meet(w)
		}
		wild = share(c.wildcards, &c.s.wildcards, w)
	}
	for _, child := range n.children {
		switch child.local {
		case "attribute":
			u, err := c.attributeUse(child)
			if err != nil {
				return nil, none, err
			}
			if err := add(u); err != nil {
				return nil, none, err
			}
		case "attributeGroup":
			ref, ok := child.attributes["ref"]
			if !ok {
				return nil, none, child.fail("xsd:attributeGroup has no ref")
			}
			target, err := c.find(child, "attributeGroup", ref)
			if err != nil {
				return nil, none, err
			}
			more, w, err := c.attributeGroup(target)
			if err != nil {
				return nil, none, err
			}
			for _, u := range more {
				if err := add(u); err != nil {
					return nil, none, err
				}
			}
			if w != none {
				limit(c.s.wildcards[w], false)
			}
		case "anyAttribute":
			w, err := c.wildcard(child)
			if err != nil {
				return nil, none, err
			}
			limit(w, true)
		}
	}
	return uses, wild, nil
}

// attributeUse compiles one attribute of a type.
func (c *compiler) attributeUse(n *node) (namedUse, error) {
	u := namedUse{at: n}
	declaration := n
	var key name
	var err error
	if ref, ok := n.attributes["ref"]; ok {
		if declaration, err = c.find(n, "attribute", ref); err != nil {
			return u, err
		}
		key, err = c.declaredName(declaration, true)
	} else {
		key, err = c.declaredName(n, n.source.qualifyAtt)
	}
	if err != nil {
		return u, err
	}
	u.name = c.attributeName(key)
	if u.typ, err = c.attributeType(declaration); err != nil {
		return u, err
	}
	switch use := n.attributes["use"]; use {
	case "", "optional":
	case "required":
		u.required = true
	case "prohibited":
		u.prohibited = true
	default:
		return u, n.fail("use=%q is neither optional nor required nor prohibited", use)
	}
	for _, at := range []*node{n, declaration} {
		if _, ok := at.attributes["default"]; ok {
			c.defaulted[u.name] = at
		}
		if value, ok := at.attributes["fixed"]; ok && !u.fixed {
			c.defaulted[u.name] = at
			u.fixed = true
			if u.value, err = c.literal(at, u.typ, value); err != nil {
				return u, err
			}
		}
	}
	return u, nil
}

// attributeType is the simple type of an attribute declaration.
func (c *compiler) attributeType(n *node) (int32, error) {
	if n.attributes["type"] == "" && len(n.children) == 0 {
		return c.builtins["anySimpleType"], nil
	}
	return c.simpleBase(n, "type")
}

// attributeSet enters the attributes of a type into the tables.
func (c *compiler) attributeSet(d *details) int32 {
	set := attributeSet{uses: slices.Clone(d.uses), wildcard: d.wildcard}
	slices.SortFunc(set.uses, func(a, b attributeUse) int { return int(a.name - b.name) })
	for i, u := range set.uses {
		if u.required {
			set.required = append(set.required, int32(i))
		}
	}
	return share(c.sets, &c.s.sets, set)
}
