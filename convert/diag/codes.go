package diag

import (
	"cmp"
	"slices"
	"sync"
)

// Entry explains one code.
type Entry struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"` // what a finding of this code has unless its maker says otherwise
	Title    string   `json:"title"`    // one line
	Help     string   `json:"help"`     // what it means and what to do about it, in a paragraph or two
}

// Each area of the program keeps its codes in a file of this package named
// after the area: codes_txt.go for TXT and so on.
var areas = [][]Entry{encCodes, txtCodes, lngCodes, mdlCodes, aknCodes, aknRuleCodes, pdfCodes, xlsCodes, jsnCodes}

// Codes returns every code there is, sorted.
var Codes = sync.OnceValue(func() []Entry {
	all := slices.Concat(areas...)
	slices.SortFunc(all, func(a, b Entry) int { return cmp.Compare(a.Code, b.Code) })
	return all
})

// Lookup finds the entry of a code.
func Lookup(code Code) (Entry, bool) {
	all := Codes()
	i, ok := slices.BinarySearchFunc(all, code, func(e Entry, c Code) int { return cmp.Compare(e.Code, c) })
	if !ok {
		return Entry{}, false
	}
	return all[i], true
}

// New starts a finding with the severity that its code has in the table. A code
// that is in no table makes a warning; a test demands that there is none.
func New(code Code, message string) Diagnostic {
	d := Diagnostic{Severity: Warning, Code: code, Message: message}
	if e, ok := Lookup(code); ok {
		d.Severity = e.Severity
	}
	return d
}
