package json_test

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/json"
)

// eachField visits the fields of all structs in a value, by "Type.Field".
func eachField(v reflect.Value, visit func(name string, field reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachField(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachField(v.Index(i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			visit(v.Type().Name()+"."+v.Type().Field(i).Name, v.Field(i))
			eachField(v.Field(i), visit)
		}
	}
}

// fieldsOf are all fields there are in a type and the types below it.
func fieldsOf(t reflect.Type, all map[string]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		fieldsOf(t.Elem(), all)
	case reflect.Struct:
		for i := range t.NumField() {
			name := t.Name() + "." + t.Field(i).Name
			if !all[name] {
				all[name] = true
				fieldsOf(t.Field(i).Type, all)
			}
		}
	}
}

// TestNoFieldIsForgotten: a field that is added to the model has to be in a
// work of the tests, and then TestConformance wants it in the document, and
// this test wants Verify to look at it.
func TestNoFieldIsForgotten(t *testing.T) {
	fields := map[string]bool{}
	fieldsOf(reflect.TypeFor[document.Work](), fields)
	verifier := json.Format().Writer.(convert.Verifier)
	for _, name := range slices.Sorted(maps.Keys(works)) {
		for _, field := range slices.Sorted(maps.Keys(fields)) {
			w := works[name]()
			changed := false
			eachField(reflect.ValueOf(w), func(name string, f reflect.Value) {
				if name == field && !changed && !f.IsZero() {
					changed = true
					change(f)
				}
			})
			if !changed {
				continue
			}
			delete(fields, field)
			// What no tree is without cannot be written.
			if field == "Expression.Root" || field == "Inline.Note" {
				continue
			}
			job := &convert.Job{Work: works[name](), Env: convert.Env{Generator: convert.Generator{Name: "test", Version: "0"}}}
			if verifier.Verify(context.Background(), job, written(t, w)) == nil {
				t.Errorf("%s: a work with another %s passes for it", name, field)
			}
		}
	}
	for field := range fields {
		t.Errorf("no work of the tests has a %s", field)
	}
}

// change makes another value of one that is not zero.
func change(f reflect.Value) {
	switch f.Kind() {
	case reflect.String:
		f.SetString(f.String() + "x")
	case reflect.Int, reflect.Int64:
		f.SetInt(f.Int() + 1)
	case reflect.Uint8: // a kind
		f.SetUint(f.Uint() - 1)
	default:
		f.SetZero()
	}
}
