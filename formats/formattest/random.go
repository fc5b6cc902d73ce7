package formattest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"pgregory.net/rapid"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
)

// Works draws proper works: any tree that document.Check accepts may come, with
// any text in it. Most are small.
func Works() *rapid.Generator[*document.Work] {
	return rapid.Custom(func(t *rapid.T) *document.Work {
		w := &document.Work{
			Profile: rapid.SampledFrom([]string{"", "ep", "eu-act", "un", "plain"}).Draw(t, "profile"),
			Identity: document.Identity{
				Country: rapid.SampledFrom([]string{"", "eu", "un", "kz"}).Draw(t, "country"),
				Type:    rapid.SampledFrom([]string{"", "statement", "act", "bill", "doc"}).Draw(t, "type"),
				Subtype: rapid.SampledFrom([]string{"", "resolution", "reg"}).Draw(t, "subtype"),
				Author:  rapid.SampledFrom([]string{"", "ep"}).Draw(t, "author"),
				Date:    rapid.SampledFrom([]string{"", "2016-03-10"}).Draw(t, "date"),
				Year:    rapid.SampledFrom([]string{"", "2016"}).Draw(t, "year"),
				Number:  phraseOf(t, "number", 2),
			},
			Entities: []document.Entity{
				{Key: "ep", Class: "organization", IRI: "/akn/ontology/organization/ep", Label: phraseOf(t, "label", 3)},
				{Key: "chair", Class: "role", Short: phraseOf(t, "short", 1)},
			},
			Extensions: extensions(t),
		}
		for range rapid.IntRange(0, 2).Draw(t, "identifiers") {
			w.Identifiers = append(w.Identifiers, document.Identifier{
				Scheme: rapid.SampledFrom([]string{"celex", "eli", "ep-document"}).Draw(t, "scheme"),
				Value:  phraseOf(t, "value", 2),
				Origin: rapid.SampledFrom([]string{"", "text", "metadata"}).Draw(t, "origin"),
			})
		}
		for range rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "subjects") {
			w.Subjects = append(w.Subjects, document.Subject{Scheme: "EuroVoc", IRI: phraseOf(t, "iri", 1), Label: phraseOf(t, "subject", 2)})
		}
		if rapid.Bool().Draw(t, "published") {
			w.Publication = &document.Publication{Name: phraseOf(t, "gazette", 2), Number: phraseOf(t, "issue", 1), Date: "2016-03-11"}
		}
		languages := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"en", "de", "el", "ar", "zh", "und", "x-none"}), 1, 3, rapid.ID[string]).Draw(t, "languages")
		for _, language := range languages {
			e := &document.Expression{Language: language, Root: nodeOf(t, document.Root, 0), Extensions: extensions(t)}
			if rapid.Bool().Draw(t, "ids") {
				naming.Assign(e.Root)
			}
			if rapid.Bool().Draw(t, "spans") {
				lay(e, "random-"+language+".txt")
			}
			w.Expressions = append(w.Expressions, e)
		}
		return w
	})
}

// maxRandomDepth keeps random trees small.
const maxRandomDepth = 6

func nodeOf(t *rapid.T, kind document.Kind, depth int) *document.Node {
	n := &document.Node{Kind: kind}
	if kind != document.Root {
		n.Num = rapid.SampledFrom([]string{"", "", "1.", "A.", "–", "(a)", "CHAPTER I", "α)"}).Draw(t, "num")
		n.Role = rapid.SampledFrom([]string{"", "", "enacting", "place-date"}).Draw(t, "role")
		n.Language = rapid.SampledFrom([]string{"", "", "", "fr"}).Draw(t, "language")
		n.Extensions = extensions(t)
	}
	if kind == document.Cell {
		n.Columns = rapid.IntRange(0, 3).Draw(t, "columns")
		n.Rows = rapid.IntRange(0, 3).Draw(t, "rows")
		n.Header = rapid.Bool().Draw(t, "header")
	}
	if !kind.Structural() {
		n.Text = inlinesOf(t, depth)
	}
	if depth < maxRandomDepth {
		inside := slices.DeleteFunc(document.Kinds(), func(k document.Kind) bool { return !document.Allowed(kind, k) })
		if len(inside) > 0 {
			for range rapid.IntRange(0, 3).Draw(t, "children") {
				n.Children = append(n.Children, nodeOf(t, rapid.SampledFrom(inside).Draw(t, "kind"), depth+1))
			}
		}
	}
	return n
}

func inlinesOf(t *rapid.T, depth int) []document.Inline {
	var text []document.Inline
	for range rapid.IntRange(0, 3).Draw(t, "inlines") {
		in := document.Inline{Kind: rapid.SampledFrom(document.InlineKinds()).Draw(t, "inline")}
		switch in.Kind {
		case document.Words:
			in.Text = phraseOf(t, "words", 4)
			if in.Text == "" {
				in.Text = " "
			}
		case document.Date:
			in.Value = fmt.Sprintf("%04d-%02d-%02d", rapid.IntRange(1, 9999).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
		case document.Mention:
			in.Value = rapid.SampledFrom([]string{"ep", "chair"}).Draw(t, "entity")
		case document.NoteCall:
			in.Text = rapid.SampledFrom([]string{"", "(1)", "*"}).Draw(t, "mark")
			in.Note = nodeOf(t, document.Note, depth+2)
		case document.NoteAgain:
			in.Text, in.Target = "(1)", "#note"
		case document.Picture:
			in.Text, in.Target = phraseOf(t, "description", 2), "a.png"
		case document.Phrase:
			in.Language = "fr"
		case document.Number, document.Emphasis, document.Markup:
			in.Role = rapid.SampledFrom([]string{"", "bold", "celex"}).Draw(t, "role")
		case document.Reference:
			in.Value, in.Target = "article 3", "#art_3"
		}
		switch in.Kind {
		case document.Words, document.NoteCall, document.NoteAgain, document.Picture, document.Break:
		default:
			if depth < maxRandomDepth {
				in.Children = inlinesOf(t, depth+1)
			}
		}
		text = append(text, in)
	}
	return text
}

// phraseOf is up to so many words of letters from everywhere, with no white
// space at its ends.
func phraseOf(t *rapid.T, label string, most int) string {
	letters := rapid.OneOf(
		rapid.RuneFrom([]rune(`abcXYZ019"\<>&'/=+@-#.,;:()`)),
		rapid.RuneFrom(nil, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Han, unicode.Mn, unicode.So),
	)
	words := rapid.SliceOfN(rapid.StringOfN(letters, 1, 6, -1), 0, most).Draw(t, label)
	return strings.Join(words, " ")
}

func extensions(t *rapid.T) []document.Extension {
	var all []document.Extension
	for range rapid.SampledFrom([]int{0, 0, 0, 0, 1, 2}).Draw(t, "extensions") {
		all = append(all, document.Extension{
			Name: rapid.SampledFrom([]string{"test:a", "test:b"}).Draw(t, "name"),
			Data: rapid.String().Draw(t, "data"),
		})
	}
	return all
}
