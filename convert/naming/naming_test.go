package naming

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert/document"
)

// tree reads a test tree: a line a node, indented by two spaces a level, the
// kind's name, the printed number in brackets where there is one, "!" and a
// note where there is a call.
func tree(t *testing.T, text string) *document.Node {
	t.Helper()
	root := &document.Node{Kind: document.Root}
	path := []*document.Node{root}
	for line := range strings.Lines(text) {
		trimmed := strings.TrimLeft(line, " ")
		if strings.TrimSpace(trimmed) == "" {
			continue
		}
		depth := (len(line)-len(trimmed))/2 + 1
		name, rest, _ := strings.Cut(strings.TrimSpace(trimmed), " ")
		kind, err := document.ParseKind(name)
		if err != nil {
			t.Fatal(err)
		}
		n := &document.Node{Kind: kind}
		if i, j := strings.Index(rest, "["), strings.LastIndex(rest, "]"); i >= 0 && j > i {
			n.Num = rest[i+1 : j]
		}
		if strings.Contains(rest, "!") {
			n.Text = []document.Inline{{Kind: document.NoteCall, Text: "1", Note: &document.Node{Kind: document.Note}}}
		}
		if strings.Contains(rest, "place-date") {
			n.Role = "place-date"
		}
		path = append(path[:depth], n)
		path[depth-1].Children = append(path[depth-1].Children, n)
	}
	return root
}

func ids(root *document.Node) string {
	var b strings.Builder
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		if n.Kind == document.Root && n.ID == "" {
			return true
		}
		fmt.Fprintln(&b, n.ID)
		return true
	})
	return b.String()
}

func TestAssign(t *testing.T) {
	check := func(name, in, want string) {
		t.Run(name, func(t *testing.T) {
			root := tree(t, in)
			Assign(root)
			if diff := cmp.Diff(strings.TrimLeft(want, "\n"), ids(root)); diff != "" {
				t.Error(diff)
			}
			if changes := Assign(root); len(changes) != 0 {
				t.Errorf("a second pass changes %v", changes)
			}
		})
	}
	check("resolution", `
preface
  title
  procedure_ref
preamble
  author
  citations
    citation [-]
    citation [-] !
  recitals
    recital [A.]
    recital [B.]
      list
        point [(a)]
body
  paragraph [1.]
    list
      point [(a)]
        list
          point [(i)]
      indent [–]
    wrapup
    text
  paragraph
    heading
`, `
preface
longTitle
preface__p_1
preamble
formula_1
cits_1
cit_1
cit_2
cit_2__authorialNote_1
recs_1
rec_A
rec_B
rec_B__list_1
rec_B__list_1__item_a
body
para_1
para_1__list_1
para_1__list_1__point_a
para_1__list_1__point_a__list_1
para_1__list_1__point_a__list_1__point_i
para_1__list_1__indent_1
para_1__list_1__wrapup
para_1__p_1
para_nn_1
para_nn_1__heading
`)
	check("act", `
body
  chapter [CHAPTER I]
    heading
    article [Article 1]
      paragraph
    article [Article 2]
      paragraph [1.]
      paragraph [2.]
        subparagraph
  chapter [CHAPTER II]
    article [Article 3]
      paragraph [1.]
conclusions
  signature place-date
  signature
  signature
annex [ANNEX I]
  heading
  paragraph [1.]
  table
    row
      cell !
annex [ANNEX II]
  body
    paragraph [1.]
`, `
body
chp_I
chp_I__heading
art_1
art_1__para_1
art_2
art_2__para_1
art_2__para_2
art_2__para_2__subpara_1
chp_II
art_3
art_3__para_1
conclusions
conclusions__p_1
block_1
block_2
att_1
att_1__heading
att_1__para_1
att_1__table_1
att_1__table_1__tr_1
att_1__table_1__tr_1__td_1
att_1__table_1__authorialNote_1
att_2
att_2__body
att_2__para_1
`)
	check("paragraphs that run on through sections", `
body
  section [I]
    paragraph [1.]
    paragraph [2.]
  section [II]
    paragraph [3.]
`, `
body
sec_I
para_1
para_2
sec_II
para_3
`)
	check("paragraphs that begin again", `
body
  section [I]
    paragraph [1.]
    paragraph [2.]
  section [II]
    paragraph [1.]
`, `
body
sec_I
sec_I__para_1
sec_I__para_2
sec_II
sec_II__para_1
`)
	check("a number that stands twice", `
body
  paragraph [1.]
  paragraph [2.]
  paragraph [2.]
  paragraph [2_2.]
`, `
body
para_1
para_2
para_2_2
para_2-2
`)
}

func TestAssignMovesReferences(t *testing.T) {
	note := &document.Node{Kind: document.Note, ID: "fn9"}
	first := &document.Node{Kind: document.Paragraph, ID: "x1", Num: "1.", Text: []document.Inline{{Kind: document.NoteCall, Text: "1", Note: note}}}
	second := &document.Node{Kind: document.Paragraph, ID: "para_2", Num: "2.", Text: []document.Inline{
		{Kind: document.Reference, Target: "#x1", Children: []document.Inline{{Kind: document.Words, Text: "paragraph 1"}}},
		{Kind: document.NoteAgain, Text: "1", Target: "#fn9"},
		{Kind: document.Reference, Target: "#elsewhere"},
	}}
	root := &document.Node{Kind: document.Root, Children: []*document.Node{{Kind: document.Body, Children: []*document.Node{first, second}}}}
	changes := Assign(root)
	want := []Change{{"x1", "para_1"}, {"fn9", "para_1__authorialNote_1"}}
	if diff := cmp.Diff(want, changes); diff != "" {
		t.Error(diff)
	}
	for i, target := range []string{"#para_1", "#para_1__authorialNote_1", "#elsewhere"} {
		if got := second.Text[i].Target; got != target {
			t.Errorf("target %d is %s, want %s", i, got, target)
		}
	}
}

func TestIRIs(t *testing.T) {
	for _, c := range []struct {
		id   document.Identity
		want string
	}{
		{document.Identity{Country: "eu", Type: "statement", Subtype: "resolution", Author: "ep", Year: "2016", Number: "2016/2607(RSP)"},
			"/akn/eu/statement/resolution/ep/2016/2016-2607-RSP"},
		{document.Identity{Country: "eu", Type: "statement", Subtype: "resolution", Author: "ep", Date: "2016-03-10", Year: "2016", Number: "P8_TA(2016)0083"},
			"/akn/eu/statement/resolution/ep/2016-03-10/P8-TA-2016-0083"},
		{document.Identity{Country: "un", Type: "statement", Subtype: "deliberation", Author: "un-ga", Date: "2099-12-09", Number: "154/42"},
			"/akn/un/statement/deliberation/un-ga/2099-12-09/154-42"},
		{document.Identity{}, "/akn/zz/doc/0001/nn"},
	} {
		if got := Work(c.id); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	e := Expression("/akn/eu/act/reg/2099/7", "eng")
	if got := Component(e, "main"); got != "/akn/eu/act/reg/2099/7/eng@/!main" {
		t.Error(got)
	}
	if got := Manifestation(e, "xml"); got != "/akn/eu/act/reg/2099/7/eng@.xml" {
		t.Error(got)
	}
	for printed, want := range map[string]string{
		"COM(2013)344": "COM-2013-344", "L 4/2099": "L_4-2099", "§ 5": "5", "n° 12": "n-12", "Réf. 3": "Ref._3", "": "",
	} {
		if got := Segment(printed); got != want {
			t.Errorf("Segment(%q) = %q, want %q", printed, got, want)
		}
	}
}

func BenchmarkAssign(b *testing.B) {
	body := &document.Node{Kind: document.Body}
	for i := range 1000 {
		body.Children = append(body.Children, &document.Node{Kind: document.Paragraph, Num: fmt.Sprint(i+1, "."),
			Children: []*document.Node{{Kind: document.List, Children: []*document.Node{{Kind: document.Point, Num: "(a)"}, {Kind: document.Point, Num: "(b)"}}}}})
	}
	root := &document.Node{Kind: document.Root, Children: []*document.Node{body}}
	b.ReportAllocs()
	for b.Loop() {
		Assign(root)
	}
}
