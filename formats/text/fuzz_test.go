package text

import (
	"context"
	"os"
	"testing"

	"github.com/plurilex/plurilex/convert"
)

// FuzzRead reads any bytes: there is a Work, a proper tree, and nothing of the
// bytes is lost.
func FuzzRead(f *testing.F) {
	sample, err := os.ReadFile("../../testdata/resolution-en.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		"", "\n", "-", "1.", "(1)", "Article 1", "\x00\xff", "\xff\xfea\x00", "<html><p>a&amp;b<hr>1. c</p>", "<p>", "<BIB.INSTANCE/><TBL><NOTE><CELL>a<ROW>b",
		string(sample), string(sample[:1500]),
		"The Council,\n\n- having regard to this,\n\n(1) whereas\n(a) b\n(i) c\nArticle 1\n1. d (1)\n____\n(1) e\n\f2/3\nEN\n",
		"The Council,\n\n1. a:\n| b | c |\n|---|---|\n| d | |\n\n2. e\n\tf\tg\nh\ti\t2\n\nj   k\nl   m\nn   o\n",
		"<html>The Council,<p>1. a:<table border=1><caption>b</caption><tr><th colspan=2>c<th>d<tr><td rowspan=2>e<p>f<br>g<td>(a)<p>h<td>i<tr>j<td>k<table><tr><td>l<td>m<tr><td>n<td>o</table>p<td>q</table>r",
		"<?xml?><ACT><BIB.INSTANCE>a</BIB.INSTANCE><TITLE><TI><P>b</P></TI></TITLE><PREAMBLE.INIT>c</PREAMBLE.INIT><VISA>d<NOTE NOTE.ID='E1'><P>e</P></NOTE>,</VISA><CONSID><NP><NO.P>(1)</NO.P><TXT>f</TXT></NP></CONSID>" +
			"<ARTICLE><TI.ART>g</TI.ART><STI.ART>h</STI.ART><PARAG><NO.PARAG>1.</NO.PARAG><ALINEA>i:<LIST><ITEM><NP><NO.P>(a)</NO.P><TXT>j<NOTE NOTE.REF='E1'/></TXT></NP></ITEM></LIST></ALINEA></PARAG>" +
			"<ALINEA><QUOT.S><P>k</P></QUOT.S><TBL><TITLE><TI>l</TI></TITLE><GR.NOTES><NOTE NOTE.ID='E2'>m</NOTE></GR.NOTES><CORPUS><ROW><CELL>n<NOTE NOTE.REF='E2'/>, o<NOTE><P>p</P></NOTE>q</CELL></ROW></CORPUS></TBL></ALINEA></ARTICLE><ANNEX><TITLE><TI>o</TI></TITLE>p",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := convert.Read(context.Background(), Format(), &convert.Input{Name: "fuzz.txt", Data: data}); err != nil {
			t.Error(err)
		}
	})
}
