package convert

import (
	"slices"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

func version(language, number string, entities ...string) *document.Work {
	w := &document.Work{
		Profile:     "ep",
		Identity:    document.Identity{Country: "eu", Number: number},
		Identifiers: []document.Identifier{{Scheme: "ep-procedure", Value: "2016/2607(RSP)"}},
		Expressions: []*document.Expression{{Language: language, Root: &document.Node{Kind: document.Root}, Source: document.Source{Name: language + ".txt"}}},
	}
	for _, key := range entities {
		w.Entities = append(w.Entities, document.Entity{Key: key})
	}
	return w
}

func TestMerge(t *testing.T) {
	var found diag.Bag
	w, err := Merge([]*document.Work{
		version("en", "", "ep", "com"),
		version("fr", "2016/2607(RSP)", "ep", "consil"),
		version("de", "2016/2608(RSP)"),
	}, Env{Findings: &found})
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Check(w); err != nil {
		t.Error(err)
	}
	var languages, entities []string
	for _, e := range w.Expressions {
		languages = append(languages, e.Language)
	}
	for _, e := range w.Entities {
		entities = append(entities, e.Key)
	}
	if want := []string{"en", "fr", "de"}; !slices.Equal(languages, want) {
		t.Errorf("languages %v, want %v", languages, want)
	}
	if want := []string{"ep", "com", "consil"}; !slices.Equal(entities, want) {
		t.Errorf("entities %v, want %v", entities, want)
	}
	if w.Identity.Number != "2016/2607(RSP)" || len(w.Identifiers) != 1 {
		t.Errorf("number %q, identifiers %v", w.Identity.Number, w.Identifiers)
	}
	all := found.Sorted()
	if len(all) != 1 || all[0].Code != "MDL001" || all[0].File != "de.txt" || !strings.Contains(all[0].Message, "2016/2608(RSP)") {
		t.Errorf("findings %v", all)
	}
}

func TestMergeSameLanguage(t *testing.T) {
	_, err := Merge([]*document.Work{version("en", ""), version("en", "")}, Env{})
	if err == nil || !strings.Contains(err.Error(), "en.txt") {
		t.Errorf("error %v", err)
	}
}
