package layout

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
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

// all is every finding about the expressions, one for all missing letters of a
// language.
func (f *faults) all(expressions []*document.Expression) []diag.Diagnostic {
	list := f.list
	for i := range f.missing {
		g := &f.missing[i]
		var names []string
		for _, letter := range g.letters[:min(named, len(g.letters))] {
			codes := ""
			for _, r := range letter {
				codes += fmt.Sprintf(" U+%04X", r)
			}
			names = append(names, letter+codes)
		}
		message := strings.Join(names, ", ")
		if more := len(g.letters) - named; more > 0 {
			message += fmt.Sprintf(" and %d more", more)
		}
		d := diag.New("PDF001", "no font has "+message)
		if scripts := g.scripts(expressions); len(scripts) > 0 {
			d = diag.New("PDF005", fmt.Sprintf("no font has %s characters, so signs stand for them on the page: %s; name a folder with a TrueType font that has them, --pdf-font-dir FOLDER",
				strings.Join(scripts, " and "), message))
		}
		d.Evidence, d.NodeID, d.Language = strings.Join(g.letters, ""), g.clause, g.language
		list = append(list, d)
	}
	return list
}

// scripts names the scripts of which no font has a single letter of the text.
func (g *gap) scripts(expressions []*document.Expression) []string {
	there := map[rune]bool{}
	for _, e := range expressions {
		document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
			for _, r := range n.Num + n.Plain() {
				there[r] = true
			}
			return true
		})
	}
	for letter := range g.seen {
		r, _ := utf8.DecodeRuneInString(letter)
		delete(there, r)
	}
	var names []string
	for _, letter := range g.letters {
		r, _ := utf8.DecodeRuneInString(letter)
		name, table := scriptOf(r)
		if table == nil || slices.Contains(names, name) {
			continue
		}
		shown := false
		for r := range there {
			shown = shown || unicode.Is(table, r)
		}
		if !shown {
			names = append(names, name)
		}
	}
	return names
}

// scriptOf is the script that a letter is written in, with Unicode's name of it,
// or nil when it is a sign of many.
func scriptOf(r rune) (string, *unicode.RangeTable) {
	for name, table := range unicode.Scripts {
		if unicode.IsLetter(r) && table != unicode.Common && table != unicode.Inherited && unicode.Is(table, r) {
			return name, table
		}
	}
	return "", nil
}

// fonts reports files of the font folder that cannot be used.
func (f *faults) fonts(err error) {
	if err != nil {
		f.list = append(f.list, diag.New("PDF004", "in the font folder: "+strings.ReplaceAll(err.Error(), "\n", "; ")))
	}
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
