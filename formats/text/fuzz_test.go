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
		"", "\n", "-", "1.", "(1)", "Article 1", "\x00\xff", "\xff\xfea\x00", "<html><p>a&amp;b<hr>1. c</p>", "<p>",
		string(sample), string(sample[:1500]),
		"The Council,\n\n- having regard to this,\n\n(1) whereas\n(a) b\n(i) c\nArticle 1\n1. d (1)\n____\n(1) e\n\f2/3\nEN\n",
		"The Council,\n\n1. a:\n| b | c |\n|---|---|\n| d | |\n\n2. e\n\tf\tg\nh\ti\t2\n\nj   k\nl   m\nn   o\n",
		"<html>The Council,<p>1. a:<table border=1><caption>b</caption><tr><th colspan=2>c<th>d<tr><td rowspan=2>e<p>f<br>g<td>(a)<p>h<td>i<tr>j<td>k<table><tr><td>l<td>m<tr><td>n<td>o</table>p<td>q</table>r",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := convert.Read(context.Background(), Format(), &convert.Input{Name: "fuzz.txt", Data: data}); err != nil {
			t.Error(err)
		}
	})
}
