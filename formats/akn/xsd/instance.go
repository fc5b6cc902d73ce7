package xsd

import (
	"bytes"
	"slices"
)

func isInstanceAttribute(local []byte) bool {
	switch string(local) {
	case "type", "nil", "schemaLocation", "noNamespaceSchemaLocation":
		return true
	}
	return false
}

// instanceAttributes heeds xsi:type and xsi:nil.
func (v *validator) instanceAttributes(f *frame) {
	for i := range v.scan.Attributes {
		a := &v.scan.Attributes[i]
		if a.Space != instanceSpace {
			continue
		}
		switch string(a.Local) {
		case "nil":
			v.reportInstance(f, i, "the schema has no element that may be nil", "leave the attribute out")
		case "type":
			typ, wrong := v.instanceType(bytes.TrimSpace(a.Value), f.typ)
			if wrong != "" {
				v.reportInstance(f, i, wrong, "leave the attribute out")
				continue
			}
			f.typ = typ
		}
	}
}

// instanceType resolves an xsi:type, which must be derived from the declared
// type (XML Schema Part 1, 3.3.4).
func (v *validator) instanceType(qname []byte, declared typeRef) (typ typeRef, wrong string) {
	prefix, local, found := bytes.Cut(qname, []byte(":"))
	if !found {
		prefix, local = nil, qname
	}
	space, ok := v.scan.Resolve(prefix)
	if !ok {
		return 0, "the prefix of " + quote(qname) + " is not declared"
	}
	if typ, ok = v.s.typeNamed(space, string(local)); !ok {
		return 0, "the schema has no type " + quote(qname)
	}
	for t := typ; t != declared; {
		simple, ok := t.simple()
		switch {
		case !ok && t == anyType:
			return 0, "the type " + quote(qname) + " is not derived from the one that the schema gives the element"
		case !ok:
			t = v.s.complex[t].base
		case v.s.isMember(simple, declared):
			return typ, ""
		case v.s.simple[simple].base == none:
			t = anyType
		default:
			t = simpleRef(v.s.simple[simple].base)
		}
	}
	return typ, ""
}

// isMember reports whether a simple type is one of those that a union unites.
func (s *Schema) isMember(simple int32, union typeRef) bool {
	i, ok := union.simple()
	return ok && slices.Contains(s.simple[i].members, simple)
}

// typeNamed finds a named type.
func (s *Schema) typeNamed(space, local string) (typeRef, bool) {
	if space == schemaSpace {
		if local == "anyType" {
			return anyType, true
		}
		i := slices.IndexFunc(s.simple, func(t simpleType) bool { return t.name == "xsd:"+local })
		return simpleRef(int32(i)), i >= 0
	}
	i, ok := slices.BinarySearchFunc(s.named, name{s.space(space), local}, func(d namedDef, n name) int { return compareNames(d.name, n) })
	if !ok {
		return 0, false
	}
	return s.named[i].typ, true
}
