package xsd

import (
	"slices"

	"github.com/plurilex/plurilex/formats/akn/xsd/internal/xmlscan"
)

// scope is an xsd:unique in force.
type scope struct {
	unique int32
	depth  int // of its element
	seen   map[string]xmlscan.Position
	keys   int
}

func (v *validator) isID(typ int32) bool {
	t := &v.s.simple[typ]
	return t.variety == atomic && t.builtin == idType
}

// id takes a value of type xsd:ID, which no other of the document may have.
func (v *validator) id(id string, at xmlscan.Position) {
	if v.ids == nil {
		v.ids = map[string]xmlscan.Position{}
	}
	if first, ok := v.ids[id]; ok {
		v.reportTwice("the id "+quote([]byte(id)), first, at)
		return
	}
	v.ids[id] = at
	v.remember(id)
}

func (v *validator) remember(key string) {
	if v.keys += len(key) + 64; v.keys > maxKeys {
		v.over = true
	}
}

// open brings a constraint into force. One that reaches every depth has no need
// of a second scope inside: what is twice in the inner one is twice in the outer.
func (v *validator) open(f *frame, u int32) {
	deep := !slices.ContainsFunc(v.s.uniques[u].paths, func(p selector) bool { return !p.deep })
	if deep && slices.ContainsFunc(v.scopes, func(s scope) bool { return s.unique == u }) {
		return
	}
	v.scopes = append(v.scopes, scope{unique: u, depth: len(v.frames) - 1, seen: map[string]xmlscan.Position{}})
	f.scopes++
}

// match enters the element being started into the scopes that select it.
func (v *validator) match() {
	if len(v.values) == 0 {
		return
	}
	for i := range v.scopes {
		s := &v.scopes[i]
		u := &v.s.uniques[s.unique]
		key, at, ok := v.key(u)
		if !ok || !v.selected(u, s.depth) {
			continue
		}
		if first, twice := s.seen[key]; twice {
			a := &v.scan.Attributes[at]
			v.reportTwice(string(a.Local)+"="+quote(a.Value), first, v.scan.AttributePosition(at))
			continue
		}
		s.seen[key] = v.scan.AttributePosition(at)
		before := v.keys
		v.remember(key)
		s.keys += v.keys - before
	}
}

// key is the value of the fields of a constraint, if the element has them all,
// and which attribute the first of them is.
func (v *validator) key(u *unique) (key string, at int, ok bool) {
	for i, field := range u.fields {
		k := slices.IndexFunc(v.values, func(x value) bool { return x.name == field })
		if k < 0 {
			return "", 0, false
		}
		x := v.values[k]
		if i == 0 {
			at = x.index
		} else {
			key += "\x00"
		}
		key += v.check.key(x.typ, v.scan.Attributes[x.index].Value)
	}
	return key, at, true
}

// selected reports whether the innermost element is on a path of the constraint
// from the element at depth.
func (v *validator) selected(u *unique, depth int) bool {
	below := len(v.frames) - 1 - depth
	return slices.ContainsFunc(u.paths, func(p selector) bool {
		if below < len(p.steps) || !p.deep && below != len(p.steps) {
			return false
		}
		for i, test := range p.steps {
			f := &v.frames[len(v.frames)-len(p.steps)+i]
			if test.space != none && test.space != f.space || test.local != "" && test.local != string(f.name[f.local:]) {
				return false
			}
		}
		return true
	})
}
