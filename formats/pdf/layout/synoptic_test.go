package layout

import (
	"strings"
	"testing"
)

func TestBeside(t *testing.T) {
	for _, tc := range []struct{ name, first, second, want string }{
		{"the same clauses", "a b c", "a b c", "a/a b/b c/c"},
		{"one is missing", "a b c", "a c", "a/a b/ c/c"},
		{"one is more", "a c", "a b c", "a/a /b c/c"},
		{"one is more at the start and one at the end", "b", "a b c", "/a b/b /c"},
		{"in another order", "a b", "b a", "a/ b/b /a"},
		{"blocks without an id", "a . . b", "a . b", "a../a. b/b"},
		{"two blocks of one node", "a a b", "a b", "aa/a b/b"},
		{"nothing", "", "a", "/a"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			languages := make([][]*block, 2)
			for i, ids := range []string{tc.first, tc.second} {
				for _, id := range strings.Fields(ids) {
					languages[i] = append(languages[i], &block{id: strings.Trim(id, ".")})
				}
			}
			var rows []string
			for _, b := range beside(languages, make([]frame, 2)) {
				row := make([]string, 2)
				for i, blocks := range b.beside.columns {
					for _, inner := range blocks {
						if inner.id == "" {
							row[i] += "."
						}
						row[i] += inner.id
					}
				}
				rows = append(rows, strings.Join(row, "/"))
			}
			if got := strings.Join(rows, " "); got != tc.want {
				t.Errorf("rows %s, want %s", got, tc.want)
			}
		})
	}
}

func TestColumnFrames(t *testing.T) {
	whole := frame{x: 100, width: 320}
	if got := columnFrames(whole, 3, 10, false); got[0] != (frame{100, 100}) || got[2] != (frame{320, 100}) {
		t.Errorf("frames %v", got)
	}
	if got := columnFrames(whole, 2, 20, true); got[0].x != 270 || got[1].x != 100 {
		t.Errorf("frames from the right %v", got)
	}
	if got := columnFrames(whole, 1, 20, true); got[0] != whole {
		t.Errorf("one frame %v", got)
	}
}
