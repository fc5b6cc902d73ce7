package layout

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/diag"
)

// faults collects what could not be shown as it is.
type faults struct {
	list    []diag.Diagnostic
	missing []gap
}

// gap is the letters of one language that no face has.
type gap struct {
	language string
	clause   string // the first that has one of them
	letters  []string
	seen     map[string]bool
}

// letter notes a letter, with its marks, that no face has.
func (f *faults) letter(t *tongue, clause, letter string) {
	i := slices.IndexFunc(f.missing, func(g gap) bool { return g.language == t.tag })
	if i < 0 {
		i = len(f.missing)
		f.missing = append(f.missing, gap{language: t.tag, clause: clause, seen: map[string]bool{}})
	}
	if g := &f.missing[i]; !g.seen[letter] {
		g.seen[letter] = true
		g.letters = append(g.letters, letter)
	}
}

// named is how many letters a finding names.
const named = 8

// all is every finding, one for all missing letters of a language.
func (f *faults) all() []diag.Diagnostic {
	list := f.list
	for _, g := range f.missing {
		var names []string
		for _, letter := range g.letters[:min(named, len(g.letters))] {
			codes := ""
			for _, r := range letter {
				codes += fmt.Sprintf(" U+%04X", r)
			}
			names = append(names, letter+codes)
		}
		message := "no font has " + strings.Join(names, ", ")
		if more := len(g.letters) - named; more > 0 {
			message += fmt.Sprintf(" and %d more", more)
		}
		d := diag.New("PDF001", message)
		d.Evidence, d.NodeID, d.Language = strings.Join(g.letters, ""), g.clause, g.language
		list = append(list, d)
	}
	return list
}

// picture reports a picture that is not shown.
func (f *faults) picture(language, file, id string, span diag.Span) {
	message := "a picture is shown by its description"
	if file != "" {
		message = fmt.Sprintf("the picture %s is shown by its description", file)
	}
	d := diag.New("PDF002", message)
	d.Language, d.NodeID, d.Span = language, id, span
	f.list = append(f.list, d)
}

// tableTooWide reports a table whose words need more room than there is.
func (f *faults) tableTooWide(language, id string) {
	d := diag.New("PDF003", "the words of a table need more room than there is; they are cut")
	d.Language, d.NodeID = language, id
	f.list = append(f.list, d)
}
