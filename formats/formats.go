// Package formats is the set of formats that the program comes with.
//
// A program that wants one more takes the set and adds to it; the example shows
// all there is to it.
package formats

import (
	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/formats/akn"
	"github.com/plurilex/plurilex/formats/json"
	"github.com/plurilex/plurilex/formats/jsonld"
	"github.com/plurilex/plurilex/formats/pdf"
	"github.com/plurilex/plurilex/formats/text"
	"github.com/plurilex/plurilex/formats/xlsx"
)

// Builtin makes a new registry of the built-in formats, which the caller may
// add to. Recognise asks them in this order; text takes what no other claims.
func Builtin() *convert.Registry {
	r := new(convert.Registry)
	if err := r.Add(
		text.Format(),
		akn.Format(),
		akn.PackageFormat(),
		pdf.Format(),
		xlsx.Format(),
		json.Format(),
		json.LinesFormat(),
		jsonld.Format(),
	); err != nil {
		panic(err) // the list is fixed: a test adds it
	}
	return r
}
