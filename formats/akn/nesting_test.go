package akn

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// names are elements for trees that follow no schema.
var names = append(append(append([]string{
	"num", "heading", "subheading", "date", "docDate", "docNumber", "docketNumber", "docTitle", "organization",
	"role", "ref", "mref", "rref", "a", "b", "i", "sup", "authorialNote", "noteRef", "eol", "img", "inline", "mod",
	"quotedText", "caption", "li", "strange", "signature", "entity", "term", "ins", "tocItem", "speech", "from",
	"thead", "documentRef", "componentRef", "attachments", "attachment", "doc", "preface", "coverPage", "conclusions", "eop",
}, blockElements...), otherDivisions...), "section", "article", "paragraph", "list", "point", "indent", "subparagraph", "chapter", "book", "part", "title", "subsection")

var values = map[string][]string{
	"class":    {"heading", "text", "list", "table", "signature place-date", "figure", "num", "padding", "recital", "indent", "date x", "some", "container akn:level"},
	"name":     {"block", "empty", "actingEntity", "enactingFormula", "coverPage", "heading", "recital", "signatory", "reference", "number", "markup", "akn:def", "someName", "ANNEX"},
	"eId":      {"a", "b", "art_1", "att_1__body"},
	"href":     {"#a", "#n1", "http://example.org/", ""},
	"marker":   {"1", "(1)", "*"},
	"refersTo": {"#x", "#nobody", ""},
	"colspan":  {"2", "0", "x"},
	"rowspan":  {"3", "1"},
	"date":     {"2020-01-02", "2020", "2020-01-02T10:00:00"},
	"title":    {"a title"},
	"src":      {"p.png"},
}

// tangle writes a random element with random content, and says what text is in it.
func tangle(r *rand.Rand, b *strings.Builder, text *strings.Builder, depth int) {
	name := names[r.IntN(len(names))]
	fmt.Fprintf(b, "<%s", name)
	for _, key := range []string{"class", "name", "eId", "href", "marker", "refersTo", "colspan", "rowspan", "date", "title", "src"} {
		if r.IntN(8) == 0 {
			fmt.Fprintf(b, ` %s="%s"`, key, values[key][r.IntN(len(values[key]))])
		}
	}
	b.WriteString(">")
	n := r.IntN(4)
	if depth > 3 {
		n = 0
	}
	for i := 0; i <= n; i++ {
		if r.IntN(2) == 0 {
			word := fmt.Sprintf(" w%d ", r.IntN(1000))
			b.WriteString(word)
			text.WriteString(word)
		}
		if i < n {
			tangle(r, b, text, depth+1)
		}
	}
	fmt.Fprintf(b, "</%s>", name)
}

// tangled is a document of random elements and the text in it.
func tangled(seed uint64) (file, text string) {
	r := rand.New(rand.NewPCG(seed, 7))
	var b, words strings.Builder
	class := []string{"act", "bill", "statement", "doc"}[r.IntN(4)]
	fmt.Fprintf(&b, `<akomaNtoso xmlns="%s"><%s name="x"><meta><references><TLCOrganization eId="x" href="/x" showAs="X"/></references><notes><note eId="n1" marker="1"><p>noted</p></note></notes></meta>`, Namespace, class)
	words.WriteString("noted")
	for _, part := range []string{"coverPage", "preface", "preamble", "body", "conclusions", "attachments"} {
		if r.IntN(3) == 0 {
			continue
		}
		if part == "body" && class != "act" && class != "bill" {
			part = "mainBody"
		}
		fmt.Fprintf(&b, "<%s>", part)
		for range r.IntN(3) {
			tangle(r, &b, &words, 0)
		}
		fmt.Fprintf(&b, "</%s>", part)
	}
	fmt.Fprintf(&b, "</%s></akomaNtoso>", class)
	return b.String(), words.String()
}

// TestAnyNesting reads documents in which any element stands in any other: no
// text is lost, and from the second time on nothing changes. Of the documents
// that fail the shortest is shown.
func TestAnyNesting(t *testing.T) {
	problem, shortest, failed := "", "", 0
	for seed := range uint64(400) {
		file, text := tangled(seed)
		if p := nestingProblem(t, file, text); p != "" {
			failed++
			if shortest == "" || len(file) < len(shortest) {
				problem, shortest = p, file
			}
		}
	}
	if failed > 0 {
		t.Errorf("%d documents fail, the shortest is\n%s\n%s", failed, shortest, problem)
	}
}

func nestingProblem(t *testing.T, file, text string) string {
	w, err := read(t, "tangled.xml", []byte(file))
	if err != nil {
		return err.Error()
	}
	if want, got := sortedWords(text), sortedWords(strings.Join(modelText(w), " ")); want != got {
		return "text in the file: " + want + "\ntext in the model: " + got
	}
	first := written(t, w, 0)
	if err := (writer{}).Verify(context.Background(), jobOf(w), first); err != nil {
		return err.Error()
	}
	back, err := read(t, "tangled.xml", first)
	if err != nil {
		return err.Error()
	}
	if second := written(t, back, 0); !bytes.Equal(first, second) {
		return fmt.Sprintf("written again it differs:\n%s", cmp.Diff(string(first), string(second)))
	}
	return ""
}

func sortedWords(text string) string {
	words := strings.Fields(text)
	slices.Sort(words)
	return strings.Join(words, " ")
}
