package text_test

import (
	"fmt"
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

// TestMarkupTables reads tables of markup as tables, and what is only set out in
// one as the clauses that it holds.
func TestMarkupTables(t *testing.T) {
	for _, test := range []struct {
		name, markup string
		want         string // rows apart by /, cells by |, header cells marked, spans as (columns x rows), blocks of a cell apart by +, a table in a cell in braces
	}{
		{"plain", `<table><tr><td>Wood</td><td>oak</td><td>slow</td></tr><tr><td>Gas</td><td>butane</td><td>fast</td></tr></table>`, "Wood|oak|slow / Gas|butane|fast"},
		{"open cells", `<table><tr><td>Wood<td>oak<td>slow<tr><td>Gas<td>butane<td>fast</table>`, "Wood|oak|slow / Gas|butane|fast"},
		{"header cells", `<table><tr><th>Fuel<th>Kind<tr><td>Wood<td>oak</table>`, "*Fuel|*Kind / Wood|oak"},
		{"head", `<table><thead><tr><td>Fuel<td>Kind</thead><tbody><tr><td>Wood<td>oak</tbody></table>`, "*Fuel|*Kind / Wood|oak"},
		{"class of the Journal", `<table><tr><td><p class="oj-tbl-hdr">Fuel</p><td><p class="oj-tbl-hdr">Kind</p><tr><td>Wood<td>oak</table>`, "*Fuel|*Kind / Wood|oak"},
		{"header by content", `<table><tr><td>Fuel<td>Share<tr><td>Wood<td>12 %<tr><td>Gas<td>40 %</table>`, "*Fuel|*Share / Wood|12 % / Gas|40 %"},
		{"numbered rows below a header", `<table><tr><th>No<th>Fuel<tr><td>1.<td>Wood<tr><td>2.<td>Gas</table>`, "*No|*Fuel / 1.|Wood / 2.|Gas"},
		{"spans", `<table border="1"><tr><td rowspan=2>Fuel<td colspan=2>Share<tr><td>2030<td>2040<tr><td>Wood<td>12<td>13</table>`, "(1x2)Fuel|(2x1)Share / 2030|2040 / Wood|12|13"},
		{"spans that mean nothing", `<table border="1"><tr><td colspan=99>Fuel<td rowspan=1000000 colspan=3>Share<tr><td colspan=99>Wood</table>`, "Fuel|(1x2)Share / Wood"},
		{"columns for spaces", `<table><tr><td>Wood<td>&nbsp;<td>oak<td><tr><td>Gas<td> <td>butane<td><tr><td>Oil<td><td>light<td></table>`, "Wood|oak / Gas|butane / Oil|light"},
		{"empty cells", `<table border=1><tr><td>Wood<td><td>oak<tr><td>Gas<td>x<td><tr><td><td><td></table>`, "Wood||oak / Gas|x|"},
		{"caption", `<table><caption>Fuels</caption><tr><td>Wood<td>oak<td>slow<tr><td>Gas<td>butane<td>fast</table>`, "=Fuels / Wood|oak|slow / Gas|butane|fast"},
		{"text outside cells", `<table border=1><tr><td>Wood</td><td>oak</td></tr>Burns<tr><td>Gas</td>also<td>butane</td></tr></table>`, "Wood|oak / (2x1)Burns / Gas+also|butane"},
		{"paragraphs", `<table border=1><tr><td><p>Wood</p><p>of all<br>kinds</p><td>oak<tr><td>Gas<td>butane</table>`, "Wood+of all kinds|oak / Gas|butane"},
		{"points in a cell", `<table border=1><tr><td>Wood<td>of:<table><tr><td>(a)<td>oak;</table><table><tr><td>(b)<td>fir<td></table><tr><td>Gas<td>none</table>`, "Wood|of:+[(a)]oak;+[(b)]fir / Gas|none"},
		{"indents in a cell", `<table border=1><tr><td>Wood<td><p>– oak<p>– fir<tr><td>Gas<td>none</table>`, "Wood|[–]oak+[–]fir / Gas|none"},
		{"table in a cell", `<table border=1><tr><td>Wood<td>as:<table border=1><tr><td>oak<td>slow<tr><td>fir<td>fast</table>burns<tr><td>Gas<td>none</table>`, "Wood|as:+{oak|slow / fir|fast}+burns / Gas|none"},
		{"table in a page", `<table><tr><td>links<td>news<tr><td>side<td><p>Some words.</p><table border=1><tr><td>oak<td>slow<tr><td>fir<td>fast</table></table>`, "oak|slow / fir|fast"},
		{"two wordings", `<table><tr><td><i>Text proposed by the Commission</i><td><i>Amendment</i><tr><td>1. Member States may plant oaks.<td>1. Member States shall plant oaks.</table>`,
			"Text proposed by the Commission|Amendment / 1. Member States may plant oaks.|1. Member States shall plant oaks."},
		{"correlation", `<table border=1><tr><td>Article 1<td>Article 2<tr><td>Article 2(1)<td>Article 3, first subparagraph</table>`, "Article 1|Article 2 / Article 2(1)|Article 3, first subparagraph"},
		{"CALS", `<table><tgroup cols="2"><thead><row><entry>Fuel</entry><entry>Kind</entry></row></thead><tbody><row><entry morerows="1">Wood</entry><entry>oak</entry></row><row><entry>fir</entry></row><row><entry namest="c1" nameend="c2">end</entry></row></tbody></tgroup></table>`,
			"*Fuel|*Kind / (1x2)Wood|oak / fir / (2x1)end"},
		{"Formex", `<TBL COLS="2"><TITLE><TI><P>Table 1</P></TI><STI><P>Fuels</P></STI></TITLE><CORPUS><ROW TYPE="HEADER"><CELL COL="1" TYPE="HEADER">Fuel</CELL><CELL COL="2" TYPE="HEADER">Kind</CELL></ROW><BLK><TI.BLK><P>Solid</P></TI.BLK><ROW><CELL COL="1">Wood</CELL><CELL COL="2"><IE/></CELL></ROW></BLK></CORPUS></TBL>`,
			"=Table 1 / =Fuels / *Fuel|*Kind / (2x1)Solid / Wood|"},
		{"Formex, one row", `<TBL COLS="1"><CORPUS><ROW><CELL COL="1"><P>Wood</P></CELL></ROW></CORPUS></TBL>`, "Wood"},
		{"definitions of Formex", `<DLIST TYPE="TBL" SEPARATOR="="><DLIST.ITEM><TERM>W</TERM><DEFINITION>wood</DEFINITION></DLIST.ITEM></DLIST>`, "W|wood"},

		{"points", `<table border="0"><tr><td>(a)<td>the first thing;</table><table><tr><td>(b)<td>the second thing.</table>`, ""},
		{"points in one", `<table><tr><td>(a)<td>the first thing;<tr><td>(b)<td>the second thing;<tr><td>(c)<td>the third.</table>`, ""},
		{"dashes with a column before", `<table><tr><td> <td>–<td>the first thing;<tr><td> <td>–<td>the second thing.</table>`, ""},
		{"numbers", `<table><tr><td>1<td>the first thing<tr><td>2<td>the second thing</table>`, ""},
		{"one row", `<table border=1><tr><td>the first thing<td>the second thing</table>`, ""},
		{"one column", `<table border=1><tr><td>the first thing<tr><td>the second thing</table>`, ""},
		{"signatures", `<table><tr><td>The President<td>The Clerk<tr><td>Anna Berg<td></table>`, ""},
		{"side notes", `<table><tr><td>Oaks<td>Oaks are trees.<tr><td><td>They grow.<tr><td><td>They fall.<tr><td><td>They are cut.<tr><td>Firs<td>Firs are trees.<tr><td><td>They grow too.<tr><td><td>They are cut too.</table>`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			source := "<html><p>The European Parliament,</p><p>– having regard to Rule 132 of its Rules of Procedure,</p><p>A. whereas rivers are long;</p><p>1. Notes that figures are known:</p>" +
				test.markup + "<p>2. Instructs its President to forward this resolution to the Council.</p></html>"
			e := read(t, "tables.html", []byte(source))
			var tables []string
			document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
				if n.Kind == document.Table {
					tables = append(tables, written(n))
					return false
				}
				return true
			})
			if got := strings.Join(tables, " // "); got != test.want {
				t.Errorf("tables %q, want %q", got, test.want)
			}
		})
	}
}

// written is a table as TestMarkupTables writes it.
func written(table *document.Node) string {
	var rows []string
	for _, r := range table.Children {
		if r.Kind != document.Row {
			rows = append(rows, "="+r.Plain())
			continue
		}
		var cells []string
		for _, c := range r.Children {
			cell := ""
			if c.Header {
				cell = "*"
			}
			if c.Columns > 1 || c.Rows > 1 {
				cell += fmt.Sprintf("(%dx%d)", max(c.Columns, 1), max(c.Rows, 1))
			}
			cell += c.Plain()
			for i, b := range c.Children {
				if i > 0 {
					cell += "+"
				}
				switch b.Kind {
				case document.Table:
					cell += "{" + written(b) + "}"
				case document.List:
					var points []string
					for _, p := range b.Children {
						points = append(points, "["+p.Num+"]"+p.Plain())
					}
					cell += strings.Join(points, "+")
				default:
					cell += b.Plain()
				}
			}
			cells = append(cells, cell)
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return strings.Join(rows, " / ")
}
