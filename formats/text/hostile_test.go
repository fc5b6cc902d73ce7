package text

import (
	"bytes"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert"
)

// hostile are sources that no one writes, each of about n bytes.
func hostile(n int) map[string][]byte {
	repeat := func(s string) []byte { return []byte(strings.Repeat(s, n/len(s)+1)) }
	return map[string][]byte{
		"dashes":             repeat("-"),
		"dash lines":         repeat("- \n"),
		"line ends":          repeat("\n"),
		"form feeds":         repeat("\f"),
		"zeros":              repeat("\x00"),
		"bytes":              repeat("\xff\xfe\xfd"),
		"one word":           repeat("a"),
		"one line":           repeat("whereas lakes are shallow, "),
		"ones":               repeat("1. a\n"),
		"letters":            repeat("(a) a\n(i) b\n(1) c\n- d\n"),
		"openers":            repeat("Having regard to Article 1, "),
		"capitals":           repeat("ARTICLE 1\n"),
		"quotes":             repeat("“"),
		"brackets":           repeat("((((1"),
		"notes":              repeat("a (1) b [2] c3\n____\n(1) d\n\f"),
		"same lines":         repeat("Title of this page\n\f"),
		"tags":               repeat("<a><b>"),
		"open tags":          append([]byte("<html>"), repeat("<p ")...),
		"references":         append([]byte("<html>"), repeat("&amp;<p>")...),
		"blank markup":       append([]byte("<html>"), repeat("<p></p>")...),
		"identifiers":        repeat("P9_TA(2020)0005\n\n"),
		"authors":            repeat("The European Parliament,\n"),
		"soft hyphens":       repeat("\u00ad"),
		"hyphenated":         repeat("aa-\nbb "),
		"combining":          append([]byte("a"), repeat("\u0301")...),
		"right to left":      repeat("\u202eabc\u200f "),
		"han":                repeat("安全理事会，"),
		"han lines":          repeat("安全理事会“https://lake.example/index.php?title=1”\n"),
		"surrogates":         append([]byte{0xff, 0xfe}, bytes.Repeat([]byte{0x00, 0xd8}, n/2)...),
		"labels":             repeat("Votes :\nP9_TA(2020)0005\nProcedure : 2020/2616(RSP)\n"),
		"contents":           repeat("a ..... 1\n"),
		"same title":         append(repeat("Protection of the lakes of the Union\n"), "The European Parliament,\n"...),
		"divisions":          repeat("CHAPTER I\nSECTION 1\nArticle 1\n"),
		"rows":               append([]byte("The Council,\n\n1. a:\n\n"), repeat("a | b\n")...),
		"rules of bars":      repeat("| --- | --- |\n"),
		"no rows":            repeat("(a)\tb\n"),
		"one row":            repeat("a\t"),
		"uneven rows":        repeat("a\tb\nc\td\te\n"),
		"cells":              append([]byte("<html><table>"), repeat("<td>a")...),
		"rows of markup":     append([]byte("<html><table>"), repeat("<tr><td>a<td>b")...),
		"deep tables":        append([]byte("<html>"), repeat("<table><tr><td>a<td>b<tr><td>c<td>")...),
		"tables in rows":     append([]byte("<html><table>"), repeat("<tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table><td>e")...),
		"tables":             append([]byte("<html>"), repeat("<table><tr><th>a<th>b<tr><td>1<td>2</table>")...),
		"wide spans":         append([]byte("<html><table>"), repeat("<tr><td colspan=1000000>a<td rowspan=1000000>b")...),
		"spans of spans":     append([]byte("<html><table>"), repeat("<tr><td colspan=200 rowspan=99>a<td>b")...),
		"blank cells":        append([]byte("<html><table><tr><td>a<td>b<tr>"), repeat("<td></td>")...),
		"text in tables":     append([]byte("<html><table border=1><tr><td>a<td>b"), repeat("<tr>c<td>d</td>e<td>f")...),
		"ends of tables":     append([]byte("<html>"), repeat("</td></tr></table>")...),
		"paragraphs in one":  append([]byte("<html><table border=1><tr><td>a<td>b<tr><td>c<td>"), repeat("<p>(a)<p>d")...),
		"notes of formex":    append([]byte("<?xml?><ACT><BIB.INSTANCE/>"), repeat("<NP><NO.P>(a)</NO.P><TXT>b<NOTE NOTE.ID='E1'><P>c</P></NOTE>d<NOTE NOTE.REF='E1'/></TXT></NP><NP>")...),
		"notes in cells":     append([]byte("<?xml?><ACT><BIB.INSTANCE/><TBL>"), repeat("<ROW><CELL>a<NOTE NOTE.ID='E1'>b<P>c</P></NOTE>d<NOTE>e</NOTE></CELL><CELL><NOTE>f")...),
		"notes in a cell":    append([]byte("<?xml?><ACT><BIB.INSTANCE/><TBL><ROW><CELL>"), repeat("a<NOTE>b<P>c</P></NOTE>")...),
		"parts of formex":    append([]byte("<?xml?><ACT><BIB.INSTANCE/>"), repeat("<QUOT.S><TITLE><TI>a</TI></TITLE><NP><NO.P>b<DIVISION><TITLE><TI>c</TI><STI>d</STI></TITLE><ARTICLE><TI.ART>e</TI.ART><PREAMBLE.INIT>f</PREAMBLE.INIT><ANNEX><TITLE><TI>g")...),
		"ends of formex":     append([]byte("<?xml?><ACT><BIB.INSTANCE/>"), repeat("<P><TI>a</NOTE></NP></ACT>")...),
		"formex":             append([]byte("<?xml?><ACT><BIB.INSTANCE/>"), repeat("<TBL><CORPUS><ROW><CELL>a<CELL/></ROW></CORPUS></TBL><NP><NO.P>(1)</NO.P>")...),
		"emphasis":           append([]byte("# a\n# b\n\n"), repeat("*a ")...),
		"code":               append([]byte("# a\n# b\n\n"), repeat("`a ``b ")...),
		"open links":         append([]byte("# a\n# b\n\n"), repeat("[")...),
		"links":              append(append([]byte("# a\n# b\n\n"), repeat("[a](#b ")...), ')'),
		"headings":           append([]byte("# 1. a\n# 2. b\n\n"), repeat("> > > # x\n")...),
		"amendments":         repeat("Amendment 1\nword\nAmendment\n"),
		"definitions":        append([]byte("Article 1\nFor this:\n"), repeat("“abc” means x:\n\n")...),
		"open lists":         append([]byte("Article 1\n\nFor this:\n\na;\n\n"), repeat("b:\n\na;\n\n")...),
		"wide rows":          bytes.Repeat(append(bytes.Repeat([]byte("a  "), n/9), '\n'), 3),
		"wide cells":         bytes.Repeat(append(append([]byte("a"), bytes.Repeat([]byte("  b"), n/12)...), '\n'), 4),
		"calls side by side": append(append([]byte("1. a\n2. Text "), repeat("1(1)")...), "\n____\n(1) b\n"...),
		"calls and marks":    append(append([]byte("1. a\n2. "), repeat("word(1) Article 3 of ")...), "\n____\n(1) b\n"...),
		"open brackets":      append(append([]byte("x] "), repeat("1 (a ")...), ')'),
		"numbers that grow":  []byte("1" + strings.Repeat("0", n)),
	}
}

// TestHostile reads sources that no one writes: each gives a Work and loses
// nothing.
func TestHostile(t *testing.T) {
	for name, data := range hostile(20_000) {
		t.Run(name, func(t *testing.T) {
			parse(t, &convert.Input{Name: "hostile.txt", Data: data})
		})
	}
}

// BenchmarkHostile shows whether the time grows with the source and no faster.
func BenchmarkHostile(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		for name, data := range hostile(n) {
			b.Run(name, func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					if _, err := (reader{}).Read(b.Context(), &convert.Input{Name: "hostile.txt", Data: data}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
