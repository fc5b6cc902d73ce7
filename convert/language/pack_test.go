package language_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/language/phrase"
)

// TestPacks reads every pack and demands what readers and marks cannot do
// without.
func TestPacks(t *testing.T) {
	tags, err := language.Default().Tags()
	if err != nil {
		t.Fatal(err)
	}
	const want = "ar bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro ru sk sl sv zh"
	if got := strings.Join(tags, " "); got != want {
		t.Errorf("languages are\n%s, want\n%s", got, want)
	}
	union := func(tag string) bool { return tag != "ar" && tag != "ru" && tag != "zh" }
	for _, tag := range tags {
		t.Run(tag, func(t *testing.T) {
			p, err := language.Default().Get(tag)
			if err != nil {
				t.Fatal(err)
			}
			for what, value := range map[string]string{
				"iso3": p.ISO3, "endonym": p.Endonym, "english": p.English, "script": p.Script,
				"numbers.decimal": p.Numbers.Decimal, "numbers.group": p.Numbers.Group,
			} {
				if value == "" {
					t.Errorf("no %s", what)
				}
			}
			lists := map[string][]string{
				"parts.citations": p.Parts.Citations, "parts.authors": p.Parts.Authors, "parts.titles": p.Parts.Titles,
				"parts.motions": p.Parts.Motions, "parts.amendments": p.Parts.Amendments, "parts.joint_motions": p.Parts.JointMotions,
				"parts.instructions": p.Parts.Instructions, "parts.groups": p.Parts.Groups,
				"divisions.article": p.Divisions.Article.Words, "divisions.annex": p.Divisions.Annex.Words,
				"divisions.chapter": p.Divisions.Chapter.Words, "divisions.section": p.Divisions.Section.Words,
				"numbers.quotes": p.Numbers.Quotes, "dates.orders": p.Dates.Orders,
				"references.article": p.References.Article, "references.paragraph": p.References.Paragraph,
				"references.point": p.References.Point, "references.annex": p.References.Annex,
				"references.and":             p.References.And,
				"references.acts.regulation": p.References.Acts.Regulation,
				"references.acts.directive":  p.References.Acts.Directive,
				"references.acts.decision":   p.References.Acts.Decision,
				"references.acts.tfeu":       p.References.Acts.TFEU,
				"references.acts.teu":        p.References.Acts.TEU,
				"references.acts.own_rules":  p.References.Acts.OwnRules,
			}
			if union(tag) {
				lists["parts.recitals_lead"] = p.Parts.RecitalsLead
				lists["parts.formulas"] = p.Parts.Formulas
				lists["parts.done_at"] = p.Parts.DoneAt
				lists["parts.binding"] = p.Parts.Binding
				lists["references.oj"] = p.References.OJ
				lists["references.pages"] = p.References.Pages
				lists["references.recital"] = p.References.Recital
				lists["references.acts.framework_decision"] = p.References.Acts.FrameworkDecision
			} else {
				lists["parts.preambular"] = p.Parts.Preambular
				lists["parts.operative"] = p.Parts.Operative
			}
			if tag != "sv" { // its recitals have no opening word
				lists["parts.recitals"] = p.Parts.Recitals
			}
			for what, list := range lists {
				if len(list) == 0 {
					t.Errorf("no %s", what)
				}
			}
			months(t, p)
			names(t, p)
			for _, q := range p.Numbers.Quotes {
				if len([]rune(q)) != 2 {
					t.Errorf("quotation marks %q are no pair", q)
				}
			}
			if p.RTL != (p.Script == "Arab") {
				t.Errorf("script %s, right to left %v", p.Script, p.RTL)
			}
			patterns(t, p)
		})
	}
}

func months(t *testing.T, p *language.Pack) {
	if len(p.Dates.Months) != 12 {
		t.Fatalf("%d months", len(p.Dates.Months))
	}
	seen := map[string]int{}
	for i, forms := range p.Dates.Months {
		if len(forms) == 0 {
			t.Errorf("month %d has no name", i+1)
		}
		for _, form := range forms {
			if other, ok := seen[strings.ToLower(form)]; ok {
				t.Errorf("%q is month %d and %d", form, other, i+1)
			}
			seen[strings.ToLower(form)] = i + 1
		}
	}
	for _, o := range p.Dates.Orders {
		for _, part := range []string{"{d}", "{y}"} {
			if strings.Count(o, part) != 1 {
				t.Errorf("order %q has no %s", o, part)
			}
		}
		if strings.Count(o, "{m}")+strings.Count(o, "{n}") != 1 {
			t.Errorf("order %q has no month", o)
		}
	}
}

func names(t *testing.T, p *language.Pack) {
	have := map[string]bool{}
	for _, n := range p.Names {
		have[n.Key] = true
		if len(n.Full) == 0 {
			t.Errorf("name %q has no form", n.Key)
		}
	}
	for _, key := range []string{"ep", "consil", "com", "presidentOfEP", "vpHR", ""} {
		if !have[key] {
			t.Errorf("no name of %q", key)
		}
	}
}

// patterns finds each pattern of the parts in itself.
func patterns(t *testing.T, p *language.Pack) {
	q := &p.Parts
	for _, list := range [][]string{q.Citations, q.Recitals, q.RecitalsLead, q.Authors, q.Formulas, q.Titles, q.Motions,
		q.JointMotions, q.Instructions, q.DoneAt, q.Binding, q.Preambular, q.Operative} {
		for _, pattern := range list {
			if pattern == "" || pattern != strings.TrimFunc(pattern, unicode.IsSpace) {
				t.Errorf("pattern %q has white space at an end", pattern)
			}
			ph := phrase.New(pattern)
			if end, ok := ph.Match(pattern, 0); !ok || end != len(pattern) {
				t.Errorf("pattern %q does not match itself", pattern)
			}
		}
	}
}

func TestGetFaults(t *testing.T) {
	fsys := fstest.MapFS{
		"languages/xx.toml": {Data: []byte("tag = \"xx\"\nmonth = 3\n")},
		"languages/yy.toml": {Data: []byte("tag = \"zz\"\n")},
		"languages/vv.toml": {Data: []byte("tag = \n")},
	}
	s := language.NewSet(fsys)
	for _, tag := range []string{"xx", "yy", "vv"} {
		if _, err := s.Get(tag); err == nil || !strings.Contains(err.Error(), "languages/"+tag+".toml") {
			t.Errorf("Get(%s): %v", tag, err)
		}
	}
	for _, tag := range []string{"", "no-such", "../x"} {
		if p, err := s.Get(tag); err != nil || p.ISO3 != "und" {
			t.Errorf("Get(%q) = %+v, %v", tag, p, err)
		}
	}
}
