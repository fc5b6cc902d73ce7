package akn

import (
	"bytes"
	"context"
	"os"
	"testing"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
)

func seeds(f *testing.F) {
	f.Add(written(f, formattest.Resolution(), 0))
	f.Add(written(f, formattest.Everything(), 0))
	f.Add(written(f, formattest.Everything(), 1))
	f.Add([]byte(`<akomaNtoso><act><body><section eId="a"><num>1</num><content><p>a <mod>b<quotedStructure><p>c</p></quotedStructure> d</mod></p><table><tr><td rowspan="9"/></tr></table></content></section></body></act></akomaNtoso>`))
	f.Add([]byte(`<akomaNtoso><doc><mainBody><point><p/></point><tr/><ul><li>a<ul><li/></ul>b</li></ul><foreign><x xmlns="y">z</x></foreign></mainBody></doc><components><component><doc/></component></components></akomaNtoso>`))
}

// FuzzRead: whatever is read is a proper Work, and writing it and reading it
// again changes nothing any more.
func FuzzRead(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := read(t, "fuzz.xml", data)
		if err != nil {
			if e, ok := err.(*convert.Error); ok && e.Op == "check" {
				t.Error(err)
			}
			return
		}
		if err := document.Check(w); err != nil {
			t.Error(err)
		}
		var first bytes.Buffer
		if err := (writer{}).Write(context.Background(), jobOf(w), &first); err != nil {
			t.Fatal(err)
		}
		if err := (writer{}).Verify(context.Background(), jobOf(w), first.Bytes()); err != nil {
			if os.Getenv("FUZZ_SHOW") != "" {
				t.Logf("%s", first.Bytes())
			}
			t.Fatal(err)
		}
		back, err := read(t, "fuzz.xml", first.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if second := written(t, back, 0); !bytes.Equal(first.Bytes(), second) {
			t.Errorf("written again it differs:\n%s\n---\n%s", first.Bytes(), second)
		}
	})
}
