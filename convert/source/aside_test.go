package source

import (
	"slices"
	"strings"
	"testing"
)

func TestAside(t *testing.T) {
	long := strings.Repeat("The ferry sails at dawn. ", 9)
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"class", `<p>` + long + `<h2><span class="act hidden  ">Wording</span></h2>`, []string{"Wording"}},
		{"class that only begins so", `<p>` + long + `<div class="hidden-xs">kept</div>`, nil},
		{"attribute", `<p>` + long + `<div hidden><div>a</div><div>b</div></div><div>kept</div>`, []string{"a b"}},
		{"line end in a tag", "<p>" + long + "<div\nid=x\nhidden = 'hidden'>a</div>", []string{"a"}},
		{"word in another attribute", `<p>` + long + `<div title="hidden">kept</div>`, nil},
		{"style", `<p>` + long + `<div style="top:0; Display : none !important">a</div><i style='visibility:hidden'>b</i>`, []string{"a", "b"}},
		{"overflow", `<p>` + long + `<div style="overflow:hidden">kept</div>`, nil},
		{"for eyes alone", `<p>` + long + `<span aria-hidden=true>×</span><span aria-hidden="false">kept</span>`, []string{"×"}},
		{"links", `<nav><ul><li>Home<li>Laws</ul></nav><p>` + long + `<button>Print</button>`, []string{"Home Laws", "Print"}},
		{"footer of the page", `<p>` + long + `<footer>Imprint</footer>`, []string{"Imprint"}},
		{"footer of a part", `<article><p>` + long + `<footer>Done at the harbour</footer></article>`, nil},
		{"paragraph without end tag", `<p class=hidden>a<p>kept ` + long, nil},
		{"without end tag", `<div hidden>` + long, nil},
		{"without content", `<p>` + long + `<input hidden><div hidden/>kept`, nil},
		{"more hidden than not", `<p>Article 1<div style="display:none">` + long + `</div><nav>Home</nav>`, []string{"Home"}},
	} {
		text, _, _ := Decode([]byte("<html><body>"+c.in+"</body></html>"), nil).WithoutMarkup(nil)
		var got []string
		for _, r := range text.Aside {
			if s := strings.Join(strings.Fields(text.String[r.Start:r.End]), " "); s != "" {
				got = append(got, s)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if text, _, _ := Decode([]byte("<?xml version='1.0'?><act><nav>Article 1</nav></act>"), nil).WithoutMarkup(nil); len(text.Aside) > 0 {
		t.Errorf("an element of a format that is no web page stands aside")
	}
}
