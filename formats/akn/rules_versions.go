package akn

import (
	"fmt"
	"strings"

	"github.com/plurilex/plurilex/convert/diag"
)

// Version is one language version of a Work as a file.
type Version struct {
	Name string
	Data []byte
}

// Versions checks that files are language versions of one Work (rule S35): the
// same IRI of the Work, the same ids in the same order, different languages.
// The first is the measure of the others.
func Versions(files []Version) ([]diag.Diagnostic, error) {
	var found diag.Bag
	var first versionFacts
	languages := map[string]string{}
	for i, file := range files {
		facts, err := factsOf(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.Name, err)
		}
		report := func(format string, args ...any) {
			d := diag.New("AKN235", fmt.Sprintf(format, args...))
			d.File, d.Language = file.Name, facts.language
			found.Report(d)
		}
		if other, ok := languages[facts.language]; ok {
			report("the language is %s, as of %s", facts.language, other)
		}
		languages[facts.language] = file.Name
		if i == 0 {
			first = facts
			continue
		}
		if facts.work != first.work {
			report("the Work is %s, that of %s is %s", facts.work, files[0].Name, first.work)
		}
		for at := range max(len(facts.ids), len(first.ids)) {
			have, want := idAt(facts.ids, at), idAt(first.ids, at)
			if have != want {
				report("the clause at place %d is %s, in %s it is %s", at+1, have, files[0].Name, want)
				break
			}
		}
	}
	return found.Sorted(), nil
}

type versionFacts struct {
	work, language string
	ids            []string // of the clauses, wId before eId
}

func idAt(ids []string, i int) string {
	if i < len(ids) {
		return ids[i]
	}
	return "not there"
}

func factsOf(file Version) (versionFacts, error) {
	var facts versionFacts
	root, _, err := parse(file.Data)
	if err != nil {
		return facts, err
	}
	var main *element
	root.each(func(e *element) {
		if main == nil && documentElements[e.name] {
			main = e
		}
	})
	if main == nil {
		return facts, fmt.Errorf("not Akoma Ntoso: the root element is %s", root.name)
	}
	identification := main.child("meta").child("identification")
	facts.work = identification.child("FRBRWork").child("FRBRuri").value()
	if l := identification.child("FRBRExpression").child("FRBRlanguage"); l != nil {
		facts.language = l.attribute("language")
	}
	var walk func(*element)
	walk = func(e *element) {
		e.each(func(c *element) {
			if c.name == "meta" {
				return
			}
			if isDivision(c.name) || c.name == "citation" || c.name == "recital" || c.name == "item" || c.name == "attachment" {
				id := c.attribute("wId")
				if id == "" {
					id = c.attribute("eId")
				}
				facts.ids = append(facts.ids, strings.TrimSpace(id))
			}
			walk(c)
		})
	}
	walk(main)
	return facts, nil
}
