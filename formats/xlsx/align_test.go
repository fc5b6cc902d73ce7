package xlsx

import (
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/document"
)

func TestAlign(t *testing.T) {
	for _, test := range []struct{ languages, want []string }{
		{[]string{"a b c"}, []string{"a", "b", "c"}},
		{[]string{"a b c", "a b c"}, []string{"aa", "bb", "cc"}},
		{[]string{"a c", "a b c"}, []string{"aa", "-b", "cc"}},
		{[]string{"b", "a b c", "c d"}, []string{"-a-", "bb-", "-cc", "--d"}},
		{[]string{"a b", "b a"}, []string{"aa", "bb"}}, // the order is the first one's
		{[]string{"", "a"}, []string{"-a"}},
		{[]string{"? ?", "? ? ?"}, []string{"??", "??", "-?"}}, // without ids: by kind and count
		{[]string{"a a"}, []string{"a", "a"}},                  // no proper tree, but nothing gets lost
	} {
		var expressions []*document.Expression
		for _, ids := range test.languages {
			root := &document.Node{Kind: document.Root}
			for _, id := range strings.Fields(ids) {
				root.Children = append(root.Children, &document.Node{Kind: document.Text, ID: strings.Trim(id, "?")})
			}
			expressions = append(expressions, &document.Expression{Root: root})
		}
		var got []string
		for _, row := range align(expressions) {
			in := ""
			for _, c := range row.clauses {
				switch {
				case c == nil:
					in += "-"
				case c.Node.ID == "":
					in += "?"
				default:
					in += c.Node.ID
				}
			}
			got = append(got, in)
		}
		if strings.Join(got, " ") != strings.Join(test.want, " ") {
			t.Errorf("%q: %q, want %q", test.languages, got, test.want)
		}
	}
}
