package layout

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/templates"
)

var defaultStyle = sync.OnceValues(func() (*Style, error) { return LoadStyle(templates.FS, DefaultStyle) })

// tester is what *testing.T, *testing.B and *rapid.T have in common.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Fatal(args ...any)
}

// lay lays out expressions on A4 paper and checks what must hold for every
// document.
func lay(t tester, w *document.Work, expressions ...*document.Expression) (*display.Document, []diag.Diagnostic) {
	t.Helper()
	return layOn(t, "a4", w, expressions...)
}

func layOn(t tester, paper string, w *document.Work, expressions ...*document.Expression) (*display.Document, []diag.Diagnostic) {
	t.Helper()
	style, err := defaultStyle()
	if err != nil {
		t.Fatal(err)
	}
	doc, found, err := Layout(Job{Work: w, Expressions: expressions, Style: style, Paper: paper})
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, doc)
	return doc, found
}

// one is a work with one expression that has the given nodes in its body.
func one(language string, nodes ...*document.Node) (*document.Work, *document.Expression) {
	e := &document.Expression{Language: language, Root: &document.Node{
		Kind: document.Root, Children: []*document.Node{{Kind: document.Body, Children: nodes}},
	}}
	return &document.Work{Expressions: []*document.Expression{e}}, e
}

func words(text string) []document.Inline {
	return []document.Inline{{Kind: document.Words, Text: text}}
}

func paragraph(num, text string, children ...*document.Node) *document.Node {
	return &document.Node{Kind: document.Paragraph, Num: num, Text: words(text), Children: children}
}

// contents is the text of each piece of marked content: page, MCID, text.
func contents(doc *display.Document) map[display.Content]string {
	all := map[display.Content]string{}
	for i := range doc.Pages {
		open := -1
		for _, op := range doc.Pages[i].Ops {
			switch op := op.(type) {
			case display.Begin:
				open = op.MCID
			case display.End:
				open = -1
			case display.GlyphRun:
				if open >= 0 {
					for g := range op.Glyphs() {
						all[display.Content{Page: i, MCID: open}] += g.Text
					}
				}
			}
		}
	}
	return all
}

// spoken is the text of the structure tree in the order in which it is read.
func spoken(doc *display.Document) string {
	texts := contents(doc)
	var b strings.Builder
	var walk func(t *display.Tag)
	walk = func(t *display.Tag) {
		for _, k := range t.Kids {
			switch {
			case k.Tag != nil:
				walk(k.Tag)
			case k.Content != nil:
				b.WriteString(texts[*k.Content])
			}
		}
	}
	walk(doc.Root)
	return b.String()
}

// written is the text of a node as layout is to say it: a node's number and
// text, the notes it calls, its children.
func written(n *document.Node) string {
	var b strings.Builder
	var notes []*document.Node
	b.WriteString(n.Num)
	document.EachInline(n.Text, func(in *document.Inline) {
		b.WriteString(in.Text)
		if in.Note != nil {
			notes = append(notes, in.Note)
		}
	})
	for _, note := range notes {
		b.WriteString(written(note))
	}
	for _, c := range n.Children {
		b.WriteString(written(c))
	}
	return b.String()
}

// squeezed is text without what a page may add or leave out: white space and
// soft hyphens.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00AD' {
			return -1
		}
		return r
	}, text)
}

func sameText(t tester, doc *display.Document, nodes ...*document.Node) {
	t.Helper()
	want := ""
	for _, n := range nodes {
		want += written(n)
	}
	if diff := cmp.Diff(squeezed(want), squeezed(spoken(doc))); diff != "" {
		t.Errorf("the structure does not say what the model says (-model +structure):\n%s", diff)
	}
}

// checkDocument checks what holds for every document: marked content and tags
// belong to each other one to one, links and outline lead somewhere, nothing
// stands outside the page, no glyph is 0.
func checkDocument(t tester, doc *display.Document) {
	t.Helper()
	type content struct {
		page, mcid int
	}
	begun := map[content]*display.Tag{}
	links := map[content]*display.Tag{}
	dests := map[string]bool{}
	var wanted []string
	for i := range doc.Pages {
		page := &doc.Pages[i]
		open, mcids, count := false, 0, 0
		for _, op := range page.Ops {
			switch op := op.(type) {
			case display.Begin:
				if open {
					t.Errorf("page %d: content %d begins inside other content", i+1, op.MCID)
				}
				if op.MCID != mcids {
					t.Errorf("page %d: content %d, want %d", i+1, op.MCID, mcids)
				}
				open = true
				mcids++
				begun[content{i, op.MCID}] = op.Tag
			case display.Artifact:
				if open {
					t.Errorf("page %d: an artifact begins inside content", i+1)
				}
				open = true
			case display.End:
				if !open {
					t.Errorf("page %d: an end without a beginning", i+1)
				}
				open = false
			case display.GlyphRun:
				if !open {
					t.Errorf("page %d: glyphs outside content", i+1)
				}
				checkRun(t, doc, i, op)
			case display.Rule:
				if !open {
					t.Errorf("page %d: a rule outside content", i+1)
				}
			case display.Link:
				links[content{i, count}] = op.Tag
				count++
				if op.Tag.Role != "Link" || op.Contents == "" || op.Width <= 0 {
					t.Errorf("page %d: link %+v", i+1, op)
				}
				if op.Dest != "" {
					wanted = append(wanted, op.Dest)
				}
			case display.Dest:
				if dests[op.Name] {
					t.Errorf("two destinations are called %q", op.Name)
				}
				dests[op.Name] = true
			}
		}
		if open {
			t.Errorf("page %d: content is not ended", i+1)
		}
		if mcids != page.MCIDs {
			t.Errorf("page %d: %d pieces of content, says %d", i+1, mcids, page.MCIDs)
		}
	}
	for _, name := range wanted {
		if !dests[name] {
			t.Errorf("a link leads to %q, which is nowhere", name)
		}
	}
	heading := 0
	seen := map[*display.Tag]bool{}
	var walk func(tag *display.Tag)
	walk = func(tag *display.Tag) {
		if seen[tag] {
			t.Fatalf("a tag %s stands twice in the structure", tag.Role)
		}
		seen[tag] = true
		if len(tag.Role) == 2 && tag.Role[0] == 'H' && tag.Role != "TH" {
			level := int(tag.Role[1] - '0')
			if level > heading+1 {
				t.Errorf("a heading of level %d after one of level %d", level, heading)
			}
			heading = level
		}
		if tag.Role == "Table" {
			checkGrid(t, tag)
		}
		for _, k := range tag.Kids {
			switch {
			case k.Tag != nil:
				walk(k.Tag)
			case k.Content != nil:
				c := content{k.Content.Page, k.Content.MCID}
				if begun[c] != tag {
					t.Errorf("content %v is not that of its tag %s", c, tag.Role)
				}
				delete(begun, c)
			case k.Link != nil:
				c := content{k.Link.Page, k.Link.Index}
				if links[c] != tag {
					t.Errorf("link %v is not that of its tag %s", c, tag.Role)
				}
				delete(links, c)
			}
		}
	}
	walk(doc.Root)
	if len(begun) > 0 || len(links) > 0 {
		t.Errorf("%d pieces of content and %d links are in no tag", len(begun), len(links))
	}
	level := -1
	for _, b := range doc.Bookmarks {
		if b.Level > level+1 || b.Level < 0 || b.Title == "" || b.Page >= len(doc.Pages) {
			t.Errorf("bookmark %+v after level %d", b, level)
		}
		level = b.Level
	}
}

// checkGrid checks that the cells of a table fill a rectangle and do not cover
// each other (ISO 14289-1, 7.5).
func checkGrid(t tester, table *display.Tag) {
	t.Helper()
	taken := map[[2]int]bool{}
	row, wide := 0, 0
	span := func(cell *display.Tag, key string) int {
		for _, a := range cell.Attributes {
			if a.Key == key {
				n, _ := strconv.Atoi(a.Value)
				return n
			}
		}
		return 1
	}
	for _, k := range table.Kids {
		if k.Tag.Role != "TR" {
			continue
		}
		column := 0
		for _, cell := range k.Tag.Kids {
			for taken[[2]int{row, column}] {
				column++
			}
			for r := range span(cell.Tag, "RowSpan") {
				for c := range span(cell.Tag, "ColSpan") {
					place := [2]int{row + r, column + c}
					if taken[place] {
						t.Errorf("two cells cover row %d, column %d", place[0], place[1])
					}
					taken[place] = true
					wide = max(wide, column+c+1)
				}
			}
		}
		row++
	}
	if len(taken) != row*wide {
		t.Errorf("%d of %d places of a table are filled", len(taken), row*wide)
	}
}

func checkRun(t tester, doc *display.Document, page int, run display.GlyphRun) {
	t.Helper()
	if len(run.Pieces) == 0 || run.Font >= len(doc.Fonts) || run.Size <= 0 {
		t.Errorf("page %d: run %+v", page+1, run)
	}
	x := run.X
	for g := range run.Glyphs() {
		if g.ID == 0 {
			t.Errorf("page %d: glyph 0 for %q", page+1, g.Text)
		}
		// White space at the end of a line may stand in the margin.
		if (x < 0 || x > doc.Width) && strings.TrimSpace(g.Text) != "" {
			t.Errorf("page %d: %q stands at %d", page+1, g.Text, x)
		}
		x += scaled(g.Advance, run.Size)
	}
	if run.Y < 0 || run.Y > doc.Height {
		t.Errorf("page %d: a run stands at height %d", page+1, run.Y)
	}
}

func TestResolution(t *testing.T) {
	w := formattest.Resolution()
	doc, found := lay(t, w, w.Expressions[0])
	if len(found) > 0 {
		t.Errorf("findings: %v", found)
	}
	sameText(t, doc, w.Expressions[0].Root)
	if len(doc.Pages) != 2 {
		t.Errorf("%d pages, want 2", len(doc.Pages))
	}
	if want := "European Parliament resolution on freedom of expression in Kazakhstan"; doc.Title != want {
		t.Errorf("title %q", doc.Title)
	}
	var titles []string
	for _, b := range doc.Bookmarks {
		titles = append(titles, fmt.Sprint(b.Level, " ", b.Title))
	}
	want := []string{
		"0 European Parliament resolution on freedom of expression in Kazakhstan",
		"0 The European Parliament,",
		"1 A. whereas EU and Kazakhstan have recently signed the Enhanced Partnership…",
	}
	if diff := cmp.Diff(want, titles[:3]); diff != "" || len(titles) != 2+7+7 {
		t.Errorf("%d bookmarks: %s", len(titles), diff)
	}
}

func TestEverything(t *testing.T) {
	w := formattest.Everything()
	for _, e := range w.Expressions {
		for _, paper := range []string{"a4", "letter"} {
			t.Run(e.Language+" on "+paper, func(t *testing.T) {
				doc, _ := layOn(t, paper, w, e)
				sameText(t, doc, e.Root)
			})
		}
	}
}

func TestSynoptic(t *testing.T) {
	w := formattest.Everything()
	doc, _ := lay(t, w, w.Expressions...)
	sameText(t, doc, w.Expressions[0].Root, w.Expressions[1].Root)
	if n := len(doc.Root.Kids); n != 2 {
		t.Fatalf("%d kids of the document, want a section for each language", n)
	}
	if second := doc.Root.Kids[1].Tag; second.Role != "Sect" || second.Language != "ar" {
		t.Errorf("second section: %s in %q", second.Role, second.Language)
	}
	t.Run("the same clause at the same height", func(t *testing.T) {
		other := *w.Expressions[0]
		other.Language = "fr"
		doc, _ := lay(t, w, w.Expressions[0], &other)
		heights := map[bool][]display.Unit{}
		for _, op := range doc.Pages[0].Ops {
			if run, ok := op.(display.GlyphRun); ok && run.Y > display.Unit(100*display.Point) {
				right := run.X > doc.Width/2
				heights[right] = append(heights[right], run.Y)
			}
		}
		if !reflect.DeepEqual(heights[false][:5], heights[true][:5]) {
			t.Errorf("heights %v beside %v", heights[false][:5], heights[true][:5])
		}
	})
}

// TestKinds lays out each kind of node alone, with a number, text and a child.
func TestKinds(t *testing.T) {
	for _, kind := range document.Kinds() {
		for _, language := range []string{"en", "ar"} {
			t.Run(kind.String()+" in "+language, func(t *testing.T) {
				n := &document.Node{Kind: kind, Num: "§ 7", Children: []*document.Node{{Kind: document.Text, Text: words("a child")}}}
				switch kind {
				case document.Table:
					n.Children = []*document.Node{{Kind: document.Row, Children: []*document.Node{{Kind: document.Cell, Text: words("a cell")}}}}
				case document.Row:
					n.Children = []*document.Node{{Kind: document.Cell, Text: words("a cell")}}
				}
				if !kind.Structural() {
					n.Text = words("text of the node")
				}
				w, e := one(language, n)
				doc, _ := lay(t, w, e)
				sameText(t, doc, n)
			})
		}
	}
}

// TestInlineKinds lays out each kind of inline alone.
func TestInlineKinds(t *testing.T) {
	for _, kind := range document.InlineKinds() {
		for _, language := range []string{"en", "ar"} {
			t.Run(kind.String()+" in "+language, func(t *testing.T) {
				in := document.Inline{Kind: kind, Value: "v", Target: "http://example.org/x", Language: "fr"}
				switch kind {
				case document.Words, document.NoteAgain, document.Picture:
					in.Text = "word 12/34"
				case document.NoteCall:
					in.Text = "7"
					in.Note = &document.Node{Kind: document.Note, Num: "7", Text: words("body of the note")}
				default:
					in.Children = words("word 12/34")
				}
				n := &document.Node{Kind: document.Paragraph, Text: []document.Inline{words("before ")[0], in, words(" after")[0]}}
				w, e := one(language, n)
				doc, _ := lay(t, w, e)
				sameText(t, doc, n)
			})
		}
	}
}

func TestDeterminism(t *testing.T) {
	w := formattest.Everything()
	want, _ := lay(t, w, w.Expressions[0])
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for _, e := range w.Expressions {
				got, _ := lay(t, w, e)
				if e == w.Expressions[0] && !reflect.DeepEqual(got, want) {
					t.Error("two layouts of the same text differ")
				}
			}
		})
	}
	wait.Wait()
}

func TestJobFaults(t *testing.T) {
	style, err := defaultStyle()
	if err != nil {
		t.Fatal(err)
	}
	w, e := one("en", paragraph("1.", "x"))
	if _, _, err := Layout(Job{Work: w, Style: style, Paper: "a4"}); err == nil {
		t.Error("a job without an expression is laid out")
	}
	_, _, err = Layout(Job{Work: w, Expressions: []*document.Expression{e}, Style: style, Paper: "a5"})
	if err == nil || !strings.Contains(err.Error(), "a4, letter") {
		t.Errorf("error about the paper: %v", err)
	}
}

func BenchmarkResolution(b *testing.B) {
	w := formattest.Resolution()
	style, err := defaultStyle()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Layout(Job{Work: w, Expressions: w.Expressions, Style: style, Paper: "a4"}); err != nil {
			b.Fatal(err)
		}
	}
}

// regulation is a text of a few hundred pages: chapters, articles, paragraphs
// with points and notes.
func regulation(articles int) (*document.Work, *document.Expression) {
	const sentence = "Member States shall ensure that the competent authorities cooperate with each other and with the Commission, in accordance with the procedure referred to in paragraph 2, in order to contribute to the consistent application of this Regulation throughout the Union; "
	var chapters []*document.Node
	for i := range articles {
		if i%20 == 0 {
			chapters = append(chapters, &document.Node{
				Kind: document.Chapter, Num: fmt.Sprintf("CHAPTER %d", i/20+1),
				Children: []*document.Node{{Kind: document.Heading, Text: words("General provisions")}},
			})
		}
		article := &document.Node{
			Kind: document.Article, Num: fmt.Sprintf("Article %d", i+1), ID: fmt.Sprintf("art_%d", i+1),
			Children: []*document.Node{{Kind: document.Heading, Text: words("Cooperation between authorities")}},
		}
		for k := range 4 {
			p := paragraph(fmt.Sprintf("%d.", k+1), strings.Repeat(sentence, 2))
			p.ID = fmt.Sprintf("%s__para_%d", article.ID, k+1)
			p.Text = append(p.Text, document.Inline{Kind: document.NoteCall, Text: fmt.Sprint(i), Note: &document.Node{Kind: document.Note, Num: fmt.Sprint(i), Text: words("OJ L 119, 4.5.2016, p. 1.")}})
			list := &document.Node{Kind: document.List}
			for m := range 3 {
				list.Children = append(list.Children, &document.Node{Kind: document.Point, Num: fmt.Sprintf("(%c)", 'a'+m), Text: words(sentence[:120])})
			}
			p.Children = []*document.Node{list}
			article.Children = append(article.Children, p)
		}
		last := chapters[len(chapters)-1]
		last.Children = append(last.Children, article)
	}
	return one("en", chapters...)
}

func BenchmarkRegulation(b *testing.B) {
	w, e := regulation(325)
	style, err := defaultStyle()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	pages := 0
	for b.Loop() {
		doc, _, err := Layout(Job{Work: w, Expressions: []*document.Expression{e}, Style: style, Paper: "a4"})
		if err != nil {
			b.Fatal(err)
		}
		pages = len(doc.Pages)
	}
	b.ReportMetric(float64(pages), "pages")
}
