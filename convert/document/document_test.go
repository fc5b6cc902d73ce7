package document_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert/document"
)

func TestKindsHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range document.Kinds() {
		name := k.String()
		if seen[name] || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "" || name == "invalid" {
			t.Errorf("kind %d is called %q", k, name)
		}
		seen[name] = true
		var back document.Kind
		if err := back.UnmarshalText([]byte(name)); err != nil || back != k {
			t.Errorf("%s reads back as %s, %v", name, back, err)
		}
	}
	seen = map[string]bool{}
	for _, k := range document.InlineKinds() {
		name := k.String()
		if seen[name] || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "" || name == "invalid" {
			t.Errorf("kind of inline %d is called %q", k, name)
		}
		seen[name] = true
		var back document.InlineKind
		if err := back.UnmarshalText([]byte(name)); err != nil || back != k {
			t.Errorf("%s reads back as %s, %v", name, back, err)
		}
	}
	for _, name := range []string{"", "invalid", "Citation"} {
		if _, err := document.ParseKind(name); err == nil {
			t.Errorf("%q is a kind", name)
		}
		if _, err := document.ParseInlineKind(name); err == nil {
			t.Errorf("%q is a kind of inline", name)
		}
	}
	if document.Kind(250).String() != "invalid" || document.InlineKind(250).String() != "invalid" {
		t.Error("a kind that there is not has a name")
	}
}

// TestEveryKindHasAPlace: a kind that can stand nowhere is no kind.
func TestEveryKindHasAPlace(t *testing.T) {
	for _, k := range document.Kinds() {
		if k == document.Root {
			continue
		}
		if !slices.ContainsFunc(document.Kinds(), func(parent document.Kind) bool { return document.Allowed(parent, k) }) {
			t.Errorf("a %s can stand nowhere", k)
		}
		if document.Allowed(k, document.Root) {
			t.Errorf("a document can stand in a %s", k)
		}
	}
	if document.Allowed(250, document.Text) {
		t.Error("a kind that there is not can hold text")
	}
}

func TestPlain(t *testing.T) {
	note := &document.Node{Kind: document.Note, Text: words("body")}
	for _, c := range []struct {
		text []document.Inline
		want string
	}{
		{nil, ""},
		{words("one"), "one"},
		{[]document.Inline{{Kind: document.Words, Text: "on "}, {Kind: document.Date, Children: words("1 May")}, {Kind: document.Words, Text: ","}}, "on 1 May,"},
		{[]document.Inline{{Kind: document.Words, Text: "a"}, {Kind: document.NoteCall, Text: "(1)", Note: note}, {Kind: document.NoteAgain, Text: "(2)"}}, "a(1)(2)"},
		{[]document.Inline{{Kind: document.Words, Text: "a"}, {Kind: document.Break}, {Kind: document.Words, Text: "b"}}, "a\nb"},
		{[]document.Inline{{Kind: document.Picture, Text: "a bee"}}, ""},
		{[]document.Inline{{Kind: document.Emphasis, Children: []document.Inline{{Kind: document.Emphasis, Children: words("deep")}}}}, "deep"},
	} {
		if got := document.Plain(c.text); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
		if got := (&document.Node{Num: "1.", Text: c.text}).Plain(); got != c.want {
			t.Errorf("of a node: got %q, want %q", got, c.want)
		}
	}
}

// sample has a clause of most kinds, and notes.
func sample() *document.Expression {
	note := &document.Node{Kind: document.Note, ID: "note", Num: "(1)", Text: words("See there.")}
	return &document.Expression{Language: "en", Root: &document.Node{Kind: document.Root, Children: []*document.Node{
		{Kind: document.Preface, Children: []*document.Node{
			{Kind: document.DocNumber, ID: "number", Text: []document.Inline{{Kind: document.Words, Text: "no. "}, {Kind: document.Number, Children: words("A/7")}}},
			{Kind: document.Title, ID: "title", Text: words("On bees")},
		}},
		{Kind: document.Preamble, Children: []*document.Node{
			{Kind: document.Citations, Children: []*document.Node{
				{Kind: document.Citation, ID: "cit_1", Num: "–", Text: []document.Inline{{Kind: document.Phrase, Children: []document.Inline{
					{Kind: document.Words, Text: "seen"}, {Kind: document.NoteCall, Text: "(1)", Note: note}}}}},
			}},
		}},
		{Kind: document.Body, Children: []*document.Node{
			{Kind: document.Chapter, ID: "chp_1", Num: "CHAPTER I", Children: []*document.Node{
				{Kind: document.Heading, ID: "heading", Text: words("Bees")},
				{Kind: document.Article, ID: "art_1", Num: "Article 1", Children: []*document.Node{
					{Kind: document.Paragraph, ID: "para_1", Num: "1.", Text: words("Bees:"), Children: []*document.Node{
						{Kind: document.List, ID: "list", Children: []*document.Node{
							{Kind: document.Point, ID: "point_a", Num: "(a)", Text: words("fly;")},
						}},
					}},
					{Kind: document.Paragraph, ID: "para_2"},
				}},
			}},
		}},
	}}}
}

func TestWalk(t *testing.T) {
	var got []string
	document.Walk(sample().Root, func(n *document.Node, ancestors []*document.Node) bool {
		got = append(got, strings.Repeat("-", len(ancestors))+n.Kind.String())
		if len(ancestors) > 0 && ancestors[0].Kind != document.Root {
			t.Errorf("the ancestors of %s begin with %s", n.ID, ancestors[0].Kind)
		}
		return n.Kind != document.Article
	})
	want := []string{"document", "-preface", "--docnumber", "--title", "-preamble", "--citations", "---citation", "----footnote",
		"-body", "--chapter", "---heading", "---article"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	document.Walk(nil, func(*document.Node, []*document.Node) bool { t.Error("nothing has a node"); return true })
}

func TestClauses(t *testing.T) {
	var got []string
	for _, c := range sample().Clauses() {
		parent := "-"
		if c.Parent != nil {
			parent = c.Parent.ID
		}
		got = append(got, fmt.Sprintf("%d %s %s", c.Level, c.Node.ID, parent))
	}
	want := []string{"1 number -", "1 title -", "1 cit_1 -", "2 note cit_1", "1 chp_1 -", "2 heading chp_1", "2 art_1 chp_1", "3 para_1 art_1", "4 point_a para_1", "3 para_2 art_1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOutline(t *testing.T) {
	var got []string
	for _, e := range sample().Outline() {
		got = append(got, fmt.Sprintf("%s|%s|%s", e.Node.ID, e.Number, e.Text))
	}
	want := []string{"number|A/7|no. A/7", "title||On bees", "cit_1||– seen(1)", "note|1|(1) See there.", "chp_1|I|CHAPTER I Bees",
		"art_1|1|Article 1", "para_1|1|1. Bees:", "point_a|a|(a) fly;"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestOutlineOfAttachedText: the headings in the preface of a text that is
// attached are not that of the annex which holds it.
func TestOutlineOfAttachedText(t *testing.T) {
	heading := func(id string) *document.Node {
		return &document.Node{Kind: document.Heading, ID: id, Text: words(id)}
	}
	e := &document.Expression{Root: &document.Node{Kind: document.Root, Children: []*document.Node{
		{Kind: document.Annex, ID: "annex", Children: []*document.Node{
			heading("own"),
			{Kind: document.Preface, Children: []*document.Node{heading("kind")}},
		}},
	}}}
	var got []string
	for _, o := range e.Outline() {
		got = append(got, o.Node.ID+"|"+o.Text)
	}
	if diff := cmp.Diff([]string{"annex|own", "kind|kind"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRemarkIsNoClause(t *testing.T) {
	e := &document.Expression{Root: &document.Node{Kind: document.Root, Children: []*document.Node{
		{Kind: document.Preface, Children: []*document.Node{
			{Kind: document.Text, Text: words("On bees")},
			{Kind: document.Text, Role: document.Remark, Text: words("(Text with EEA relevance)")},
		}},
	}}}
	var got []string
	for _, o := range e.Outline() {
		got = append(got, fmt.Sprintf("%s %v", o.Text, o.Remark))
	}
	if diff := cmp.Diff([]string{"On bees false", "(Text with EEA relevance) true"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNumber(t *testing.T) {
	for num, want := range map[string]string{
		"": "", "–": "", "•": "", "1.": "1", "A.": "A", "(a)": "a", "(iv)": "iv", "AA.": "AA",
		"Article 1": "1", "1 artikla": "1", "12. cikk": "12", "Article 2 bis": "2 bis", "Article 2 a": "2 a",
		"CHAPTER II": "II", "1º": "1", "第一条": "一", "第 十 一 条": "十一", "Artikel 3": "3",
	} {
		if got := (&document.Node{Kind: document.Paragraph, Num: num}).Number(); got != want {
			t.Errorf("%q: got %q, want %q", num, got, want)
		}
	}
}

// TestNumberOfSection takes the word that is all of the number of a section for it.
func TestNumberOfSection(t *testing.T) {
	for num, want := range map[string]string{"أولا": "أولا", "IV.": "IV", "Section II": "II"} {
		if got := (&document.Node{Kind: document.Section, Num: num}).Number(); got != want {
			t.Errorf("%q: got %q, want %q", num, got, want)
		}
	}
}

// TestNumberOfArticle takes an ordinal behind the word of an article for its number.
func TestNumberOfArticle(t *testing.T) {
	for num, want := range map[string]string{"Article premier": "premier", "Artículo único.": "único", "Article 1er": "1", "Sole Article": ""} {
		if got := (&document.Node{Kind: document.Article, Num: num}).Number(); got != want {
			t.Errorf("%q: got %q, want %q", num, got, want)
		}
	}
}

func TestNumberOfDivision(t *testing.T) {
	for num, want := range map[string]string{
		"ANNEX": "", "ANNEX II": "II", "PART XXVIII": "XXVIII", "ΜΕΡΟΣ ΣΤ": "ΣΤ", "第一章": "一", "TEIL A": "A", "Sole Article": "",
		"Article 1er.": "1", "Artículo 3o.": "3", "Art.7.": "7", "5.pants": "5", "第12条": "12", "§ 8a": "8a", "Art. 3.bis": "3.bis", "Art. 5a2": "5a2",
	} {
		if got := (&document.Node{Kind: document.Annex, Num: num}).Number(); got != want {
			t.Errorf("%q: got %q, want %q", num, got, want)
		}
	}
}

func TestNumberOfTitle(t *testing.T) {
	for num, want := range map[string]string{"73/7.": "73/7", "103 (II)": "103 (II)", "217 A (III).": "217 A (III)", "1.": "1", "(2)": "2"} {
		if got := (&document.Node{Kind: document.Title, Num: num}).Number(); got != want {
			t.Errorf("%q is number %q, want %q", num, got, want)
		}
	}
}

func TestNumberOfDocument(t *testing.T) {
	marked := func(role, text string) []document.Inline {
		return []document.Inline{{Kind: document.Number, Role: role, Children: words(text)}}
	}
	for want, text := range map[string][]document.Inline{
		"P6_TA(2007)0205":  marked("ep-text-adopted", "P6_TA(2007)0205"),
		"C 102E":           marked("oj", "EUT C 102E, 24.4.2008, s. 309"),
		"L, 2024/1772":     marked("oj", "OJ L, 2024/1772, 25.6.2024"),
		"2018/C 066/03":    marked("oj", "2018/C 066/03"),
		"2015/176":         words("Regulation (EU) 2015/176 of the Commission"),
		"2024/C 12 bis/03": words("(2024/C 12 bis/03)"),
		"":                 words("Document"),
	} {
		if got := (&document.Node{Kind: document.DocNumber, Text: text}).Number(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTitle(t *testing.T) {
	if got := sample().Title(); got != "On bees" {
		t.Errorf("got %q", got)
	}
	inAnnex := &document.Expression{Root: &document.Node{Kind: document.Root, Children: []*document.Node{
		{Kind: document.Annex, Children: []*document.Node{{Kind: document.Title, Text: words("Of the annex")}}},
	}}}
	if got := inAnnex.Title(); got != "" {
		t.Errorf("the title of an annex is taken for that of the text: %q", got)
	}
}

func TestChildAndEntity(t *testing.T) {
	root := sample().Root
	if root.Child(document.Body) != root.Children[2] || root.Child(document.Annex) != nil {
		t.Error("Child does not find the first child of a kind")
	}
	w := &document.Work{Entities: []document.Entity{{Key: "a"}, {Key: "b"}}}
	if w.Entity("b") != &w.Entities[1] || w.Entity("c") != nil {
		t.Error("Entity does not find the entity of a key")
	}
}
