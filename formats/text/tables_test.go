package text_test

import (
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/document"
)

// TestTables reads rows held apart by tabs, bars and gaps as tables, and what
// only looks like rows as what it is.
func TestTables(t *testing.T) {
	for _, test := range []struct {
		name, lines string
		want        string // cells of each row, header cells marked, rows apart by /
	}{
		{"tabs", "Fuel\tShare\nWood\t12\nGas\t40", "*Fuel|*Share / Wood|12 / Gas|40"},
		{"no header", "north\tcold\nsouth\twarm", "north|cold / south|warm"},
		{"empty cell", "\tSpring\tAutumn\nRivers\t10\t20\nLakes\t\t30", "*|*Spring|*Autumn / Rivers|10|20 / Lakes||30"},
		{"several tabs", "Fuel\t\tShare\nWood\t12\nGas\t\t40", "*Fuel|*Share / Wood|12 / Gas|40"},
		{"bars", "Fuel | Share\nWood | 12\nGas | 40", "*Fuel|*Share / Wood|12 / Gas|40"},
		{"bars all around", "| Fuel | Share |\n|------|------:|\n| Wood | 12 |\n| Gas | |", "Fuel|Share / Wood|12 / Gas|"},
		{"gaps", "Fuel    Share   Year\nWood    12      2030\nGas     40      2031", "*Fuel|*Share|*Year / Wood|12|2030 / Gas|40|2031"},
		{"gaps before what ends together", "Fuel       Share\nWood          12\nGas          140", "*Fuel|*Share / Wood|12 / Gas|140"},

		{"one row", "Fuel\tShare", ""},
		{"uneven rows", "Fuel | Share\nWood | 12 | 13\nGas", ""},
		{"points", "(a)\tthe first thing;\n(b)\tthe second thing.", ""},
		{"dashes", "–\tthe first thing;\n–\tthe second thing.", ""},
		{"numbers", "1\tthe first thing\n2\tthe second thing", ""},
		{"contents", "Article 1\t3\nArticle 2\t4", ""},
		{"two gaps", "The President   The Clerk\nAnna Berg       Carl Dahl", ""},
		{"gaps anywhere", "Rivers  flow to the sea\nand  lakes do not, as\nfar as we  know today", ""},
		{"two columns of words", "Rivers flow to     the boats go\nthe sea and so     where the wind\nmany people go     takes them now", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			source := "The European Parliament,\n\n– having regard to Rule 132 of its Rules of Procedure,\n\nA. whereas rivers are long;\n\n1. Notes that figures are known:\n\n" +
				test.lines + "\n\n2. Instructs its President to forward this resolution to the Council."
			e := read(t, "tables.txt", []byte(source))
			var got []string
			document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
				if n.Kind == document.Row {
					var cells []string
					for _, c := range n.Children {
						cell := c.Plain()
						if c.Header {
							cell = "*" + cell
						}
						cells = append(cells, cell)
					}
					got = append(got, strings.Join(cells, "|"))
				}
				return true
			})
			if rows := strings.Join(got, " / "); rows != test.want {
				t.Errorf("rows %q, want %q", rows, test.want)
			}
		})
	}
}
