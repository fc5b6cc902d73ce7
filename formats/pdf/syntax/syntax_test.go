package syntax

import (
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestAppendThousandths(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 4: "0", 5: "0.01", -4: "0", -5: "-0.01", 10: "0.01", 100: "0.1", 994: "0.99", 995: "1", 1000: "1",
		12340: "12.34", 12300: "12.3", -12345: "-12.35", 595276: "595.28", 841890: "841.89",
	} {
		if got := string(AppendThousandths(nil, n)); got != want {
			t.Errorf("%d/1000 is %s, want %s", n, got, want)
		}
	}
}

// TestStrings: what is appended is read back, whatever bytes it has.
func TestStrings(t *testing.T) {
	for _, s := range []string{"", "plain", "(a) \\ b)", "line\r\nend\r", "((", "\x00\x01\xFE\xFF", "naïve", "𝔓 😀", "\x1f"} {
		v, err := NewScanner(AppendString(nil, s)).Next()
		if err != nil || v != String(s) {
			t.Errorf("%q is read as %q, %v", s, v, err)
		}
		v, err = NewScanner(AppendText(nil, s)).Next()
		if text, ok := v.(String); err != nil || !ok || utf8.ValidString(s) && text.Text() != s {
			t.Errorf("the text %q is read as %q, %v", s, v, err)
		}
		v, err = NewScanner(AppendName(nil, s)).Next()
		if err != nil || v != Name(s) {
			t.Errorf("the name %q is read as %q, %v", s, v, err)
		}
	}
}

func TestScanner(t *testing.T) {
	for _, c := range []struct {
		source string
		want   Value
	}{
		{"12", 12}, {"-3", -3}, {"+.5", 0.5}, {"4.", 4.0}, {"true", true}, {"null", nil}, {"BT", Operator("BT")},
		{"<48 656C6C6F7>", String("Hellop")},
		{"% comment\n7", 7},
		{"[1 2 0 R (x)/N]", Array{1, Ref(2), String("x"), Name("N")}},
		{"<</A 1/B/C/D[<</E 3 0 R>>]/F null>>", Dict{"A": 1, "B": Name("C"), "D": Array{Dict{"E": Ref(3)}}, "F": nil}},
		{"/A#20B", Name("A B")},
		{"(a(b)c\\n)", String("a(b)c\n")},
	} {
		got, err := NewScanner([]byte(c.source)).Next()
		if err != nil {
			t.Errorf("%s: %v", c.source, err)
		} else if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.source, diff)
		}
	}
}

func TestScannerErrors(t *testing.T) {
	for _, source := range []string{
		"(", "(\\", "(\\8)", "<4", "<x>", "[", "[1", "<<", "<</A", "<</A>>", "<</A 1 2>>", "<<1>>", "<</A 1/A 2>>", "]", ">", "[0 0 R]", "[R]",
		strings.Repeat("[", 1000),
	} {
		if v, err := NewScanner([]byte(source)).Next(); err == nil || errors.Is(err, io.EOF) {
			t.Errorf("%.20s: read as %v, error %v", source, v, err)
		}
	}
	if _, err := NewScanner([]byte(" % nothing")).Next(); err != io.EOF {
		t.Errorf("the end is %v, want io.EOF", err)
	}
}

const table = "%PDF-1.7\n1 0 obj\n<</K 2 0 R>>\nendobj\n2 0 obj\n<</Length 5>>\nstream\nhello\nendstream\nendobj\n" +
	"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000037 00000 n \ntrailer\n<</Root 1 0 R>>\nstartxref\n89\n%%EOF\n"

func TestOpen(t *testing.T) {
	f, err := Open([]byte(table))
	if err != nil {
		t.Fatal(err)
	}
	root, err := f.Dict(f.Trailer["Root"])
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.Stream(root["K"])
	if err != nil {
		t.Fatal(err)
	}
	if data, err := s.Data(); err != nil || string(data) != "hello" {
		t.Errorf("the stream holds %q, %v", data, err)
	}
	if v, err := f.Get(99); v != nil || err != nil {
		t.Errorf("an object that is not there is %v, %v, want null", v, err)
	}
	for _, c := range []struct{ old, new, want string }{
		{"startxref", "startyref", "no startxref"},
		{"startxref\n89", "startxref\n7000", "does not point into the file"},
		{"xref\n0 3", "xref\n0 9000", "entries"},
		{"trailer", "treiler", "no trailer"},
		{"<</Root 1 0 R>>", "<</Root 1 0 R/Prev 9>>", "more than one section"},
		{"1 0 obj", "4 0 obj", "stands in its place"},
		{"/Length 5", "/Length 4", "not as long as it says"},
	} {
		f, err := Open([]byte(strings.Replace(table, c.old, c.new, 1)))
		for n := 1; err == nil && n <= 2; n++ {
			_, err = f.Get(Ref(n))
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s for %s: error %v, want %q", c.new, c.old, err, c.want)
		}
	}
}

func TestDataErrors(t *testing.T) {
	for _, c := range []struct {
		dict Dict
		want string
	}{
		{Dict{"Filter": Name("LZWDecode")}, "unknown filter"},
		{Dict{"Filter": Name("FlateDecode")}, "zlib"},
	} {
		s := Stream{Dict: c.dict, Raw: []byte("hello")}
		if _, err := s.Data(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: error %v, want %q", c.dict, err, c.want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte(table))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data)
		if err != nil {
			return
		}
		for n := range min(file.Size(), math.MaxUint8) {
			v, err := file.Get(Ref(n))
			if s, ok := v.(*Stream); ok && err == nil {
				s.Data()
			}
		}
	})
}
