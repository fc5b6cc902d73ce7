package text

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
)

// TestQuotationMarks reads new wording of two paragraphs between every pair of
// quotation marks of every language, with the opening mark once or before each
// paragraph.
func TestQuotationMarks(t *testing.T) {
	tags, err := language.Default().Tags()
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range tags {
		p, err := language.Default().Get(tag)
		if err != nil {
			t.Fatal(err)
		}
		if p.RTL {
			continue // its words for articles are not these
		}
		for _, pair := range append([]string{`""`}, p.Numbers.Quotes...) {
			open, size := utf8.DecodeRuneInString(pair)
			for _, again := range []string{"", string(open)} {
				t.Run(tag+pair+again, func(t *testing.T) {
					first, n := utf8.DecodeRuneInString(p.Divisions.Article.Words[0])
					word := string(unicode.ToUpper(first)) + p.Divisions.Article.Words[0][n:]
					article := func(n int) string {
						switch {
						case p.Divisions.Article.NumberFirst:
							return fmt.Sprintf("%d. %s", n, p.Divisions.Article.Words[0])
						case tag == "zh":
							return fmt.Sprintf("第%d条", n)
						}
						return fmt.Sprintf("%s %d", word, n)
					}
					source := article(1) + "\n\n1. Abc def ghi:\n\n" + string(open) + "3. Jkl mno pqr.\n\n" + again + "4. Stu vwx yza." + pair[size:] + ";\n\n2. Bcd efg hij.\n\n" + article(2) + "\n\nKlm nop qrs.\n"
					w := parse(t, &convert.Input{Name: "t.txt", Data: []byte(source), Language: tag, Profile: "eu-act"})
					var got []string
					document.Walk(w.Expressions[0].Root, func(n *document.Node, ancestors []*document.Node) bool {
						if n.Kind == document.Paragraph {
							got = append(got, ancestors[len(ancestors)-1].Kind.String()+" "+n.Number())
						}
						return true
					})
					if want := "article 1|quote 3|quote 4|article 2"; strings.Join(got, "|") != want {
						t.Errorf("got %s, want %s\n%s\n%s", strings.Join(got, "|"), want, source, outline(w.Expressions[0]))
					}
				})
			}
		}
	}
}
