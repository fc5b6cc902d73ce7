package xmlscan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// events writes what the scanner finds, one word an event.
func events(r io.Reader) (string, error) {
	var out []string
	text := ""
	flush := func() {
		if text != "" {
			out = append(out, fmt.Sprintf("%q", text))
			text = ""
		}
	}
	s := New(r)
	for {
		kind, err := s.Next()
		if err != nil {
			flush()
			if err == io.EOF {
				err = nil
			}
			return strings.Join(out, " "), err
		}
		switch kind {
		case Text:
			text += string(s.Text)
			continue
		case Start:
			flush()
			w := fmt.Sprintf("<%s%s@%s", brace(s.Name.Space), s.Name.Local, s.Position())
			for i, a := range s.Attributes {
				w += fmt.Sprintf(" %s%s=%q@%s", brace(a.Space), a.Local, a.Value, s.AttributePosition(i))
			}
			out = append(out, w+">")
		case End:
			flush()
			out = append(out, fmt.Sprintf("</%s@%s>", s.Name.Local, s.Position()))
		}
	}
}

func brace(space string) string {
	if space == "" {
		return ""
	}
	return "{" + space + "}"
}

var wellFormed = []struct{ name, in, want string }{
	{"element", `<a/>`, `<a@1:1> </a@1:1>`},
	{"declaration", `<?xml version="1.0" encoding='utf-8' standalone="yes"?><a></a >`, `<a@1:56> </a@1:59>`},
	{"byte order mark", "\uFEFF<a/>", `<a@1:1> </a@1:1>`},
	{"positions", "<a>\n  <b x = '1'\n   y=\"ü2\"/>é<c/></a>", `<a@1:1> "\n  " <b@2:3 x="1"@2:6 y="ü2"@3:4> </b@2:3> "é" <c@3:13> </c@3:13> </a@3:17>`},
	{"references", `<a>1 &lt; 2 &amp;&#x41;&#66;</a>`, `<a@1:1> "1 < 2 &AB" </a@1:29>`},
	{"references in a value", `<a b="&quot;&#10;x&apos;"/>`, `<a@1:1 b="\"\nx'"@1:4> </a@1:1>`},
	{"white space in a value", "<a b='x\r\ny\tz\n'/>", `<a@1:1 b="x y z "@1:4> </a@1:1>`},
	{"line ends", "<a>1\r\n2\r3\n</a>", `<a@1:1> "1\n2\n3\n" </a@3:1>`},
	{"cdata", `<a>x<![CDATA[<b>&amp;]]]]></a>`, `<a@1:1> "x<b>&amp;]]" </a@1:27>`},
	{"empty cdata", `<a><![CDATA[]]></a>`, `<a@1:1> </a@1:16>`},
	{"comments and instructions", `<?p q?><!-- - > --><a><!--x--><?y?></a><!-- end --> `, `<a@1:20> </a@1:36>`},
	{"namespaces", `<a xmlns="u" xmlns:p="v"><p:b p:x="1" y="2"/><c xmlns=""/></a>`, `<{u}a@1:1> <{v}b@1:26 {v}x="1"@1:31 y="2"@1:39> </b@1:26> <c@1:46> </c@1:46> </a@1:59>`},
	{"xml prefix", `<a xml:lang="en"/>`, `<a@1:1 {http://www.w3.org/XML/1998/namespace}lang="en"@1:4> </a@1:1>`},
	{"brackets", `<a>]] >]]</a>`, `<a@1:1> "]] >]]" </a@1:10>`},
	{"greater than", `<a b=">"/>`, `<a@1:1 b=">"@1:4> </a@1:1>`},
	{"names of all scripts", `<név ключ="1"/>`, `<név@1:1 ключ="1"@1:6> </név@1:1>`},
	{"Latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>", `<a@1:44> "é" </a@1:48>`},
	{"windows-1252", "<?xml version='1.0' encoding='windows-1252'?><a>\x80\x93x\x94</a>", `<a@1:46> "€“x”" </a@1:53>`},
	{"UTF-16", utf16Text("<a>𝒳é</a>"), `<a@1:1> "𝒳é" </a@1:6>`},
}

func TestScan(t *testing.T) {
	for _, c := range wellFormed {
		for how, r := range map[string]io.Reader{
			"at once":      strings.NewReader(c.in),
			"byte by byte": iotest.OneByteReader(strings.NewReader(c.in)),
			"by halves":    iotest.HalfReader(strings.NewReader(c.in)),
			"with EOF":     iotest.DataErrReader(strings.NewReader(c.in)),
		} {
			got, err := events(r)
			if err != nil || got != c.want {
				t.Errorf("%s, %s:\n got %s (%v)\nwant %s", c.name, how, got, err, c.want)
			}
		}
	}
}

func utf16Text(s string) string {
	b := []byte{0xFE, 0xFF}
	for _, r := range s {
		if r >= 0x10000 {
			r -= 0x10000
			hi, lo := 0xD800+r>>10, 0xDC00+r&0x3FF
			b = append(b, byte(hi>>8), byte(hi), byte(lo>>8), byte(lo))
			continue
		}
		b = append(b, byte(r>>8), byte(r))
	}
	return string(b)
}

// many writes a piece over and over, numbered.
func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

var malformed = []struct {
	name, in, at string
	fault        Fault
	says         string
}{
	{"nothing", "", "1:1", Malformed, "no element"},
	{"text only", "hello", "1:1", Malformed, "outside the root"},
	{"text after the root", "<a/>\n x", "2:2", Malformed, "outside the root"},
	{"two roots", "<a/><b/>", "1:5", Malformed, "second root"},
	{"open element", "<a>\n<b>", "2:4", Malformed, "ends inside <b>, which was opened at 2:1"},
	{"wrong end tag", "<a><b></a>", "1:7", Malformed, "</a> does not close <b>, which was opened at 1:4"},
	{"end tag of nothing", "</a>", "1:1", Malformed, "closes nothing"},
	{"duplicate attribute", `<a b="1" b="2"/>`, "1:10", Malformed, "b stands twice in <a>"},
	{"duplicate by namespace", `<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>`, "1:36", Malformed, "q:b stands twice"},
	{"duplicate among many", "<a " + many(100, `b%d="" `) + `b7="" b3=""/>`, "1:694", Malformed, "b7 stands twice"},
	{"duplicate declaration", `<a xmlns:p="u" xmlns:p="v"/>`, "1:16", Malformed, "declared twice"},
	{"undeclared prefix", `<p:a/>`, "1:7", Malformed, "prefix p of <p:a> is not declared"},
	{"undeclared prefix of an attribute", `<a p:b=""/>`, "1:4", Malformed, "not declared"},
	{"prefix undeclared again", `<a xmlns:p=""/>`, "1:4", Malformed, "not empty"},
	{"two colons", `<a:b:c/>`, "1:2", Malformed, "no name"},
	{"xmlns taken", `<a xmlns:xmlns="u"/>`, "1:4", Malformed, "xmlns"},
	{"xml taken", `<a xmlns:xml="u"/>`, "1:4", Malformed, "belong together"},
	{"no quotes", `<a b=c/>`, "1:4", Malformed, "no quotes"},
	{"no value", `<a b/>`, "1:4", Malformed, "no value"},
	{"no space", `<a b="1"c="2"/>`, "1:9", Malformed, "white space is missing"},
	{"open quote", `<a b="1><c/></a>`, "1:9", Malformed, "close the value with \""},
	{"less than in a value", `<a b="<"/>`, "1:7", Malformed, "&lt;"},
	{"unfinished tag", `<a`, "1:1", Malformed, "'>' is missing"},
	{"bare ampersand", `<a>R & D</a>`, "1:6", Malformed, "&amp;"},
	{"bare ampersand in a value", `<a b="R&D"/>`, "1:8", Malformed, "&amp;"},
	{"unknown entity", `<a>&nbsp;</a>`, "1:4", Entity, "&nbsp; is not defined"},
	{"forbidden reference", `<a>&#0;</a>`, "1:4", Malformed, "no character"},
	{"surrogate reference", `<a>&#xD800;</a>`, "1:4", Malformed, "no character"},
	{"huge reference", `<a>&#99999999999999999999;</a>`, "1:4", Malformed, "no character"},
	{"control character", "<a>x\x01</a>", "1:5", Malformed, "U+0001"},
	{"control character in a value", "<a b='\x0B'/>", "1:7", Malformed, "U+000B"},
	{"control character in a comment", "<!--\x00--><a/>", "1:5", Malformed, "U+0000"},
	{"not a character", "<a>\uFFFE</a>", "1:4", Malformed, "U+FFFE"},
	{"not UTF-8", "<a>caf\xE9</a>", "1:7", Encoding, "0xE9"},
	{"not UTF-8 at the end", "<a>caf\xE9", "1:7", Encoding, "0xE9"},
	{"half a pair", "\xFE\xFF\x00<\x00a\x00>\xD8\x00\x00<", "1:4", Encoding, "no character"},
	{"bracket bracket", "<a>x]]></a>", "1:5", Malformed, "]]&gt;"},
	{"comment in a comment", "<!-- a -- b --><a/>", "1:8", Malformed, "'--'"},
	{"open comment", "<a/><!-- a ", "1:12", Malformed, "inside a comment, which was opened at 1:5"},
	{"open cdata", "<a><![CDATA[x", "1:14", Malformed, "CDATA"},
	{"cdata outside", "<![CDATA[x]]><a/>", "1:1", Malformed, "outside"},
	{"late declaration", "\n<?xml version='1.0'?><a/>", "2:3", Malformed, "very start"},
	{"bad declaration", "<?xml encoding='UTF-8'?><a/>", "1:1", Malformed, "declaration is wrong"},
	{"doctype", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "1:1", Doctype, "DOCTYPE"},
	{"other encoding", "<?xml version='1.0' encoding='Shift_JIS'?><a/>", "1:1", Encoding, "Shift_JIS"},
	{"no character of the encoding", "<?xml version='1.0' encoding='windows-1252'?><a>\x81</a>", "1:49", Encoding, "no character in the encoding"},
	{"UTF-32", "\xFF\xFE\x00\x00<\x00\x00\x00", "1:1", Encoding, "UTF-32"},
	{"depth", strings.Repeat("<a>", 10_000), "1:769", Limit, "256 levels"},
	{"attributes", "<a " + many(1000, `b%d="" `) + "/>", "1:1", Limit, "256 attributes"},
	{"namespaces", "<a " + many(200, `xmlns:a%d="u" `) + "><b " + many(200, `xmlns:b%d="u" `) + "/></a>", "1:2895", Limit, "256 namespace"},
	{"name", "<" + strings.Repeat("a", 2000) + "/>", "1:1", Limit, "1000 bytes"},
}

func TestRefuses(t *testing.T) {
	for _, c := range malformed {
		for how, r := range map[string]io.Reader{
			"at once":      strings.NewReader(c.in),
			"byte by byte": iotest.OneByteReader(strings.NewReader(c.in)),
		} {
			_, err := events(r)
			var e *SyntaxError
			if !errors.As(err, &e) {
				t.Errorf("%s, %s: got %v, want a syntax error", c.name, how, err)
				continue
			}
			if e.At.String() != c.at || e.Fault != c.fault || !strings.Contains(e.Message, c.says) {
				t.Errorf("%s, %s: got %v (fault %d), want %s: ...%s... (fault %d)", c.name, how, e, e.Fault, c.at, c.says, c.fault)
			}
		}
	}
}

func TestReaderError(t *testing.T) {
	broken := errors.New("disk on fire")
	for n := range 60 {
		in := `<?xml version="1.0"?><a b="1">text&amp;<!-- c --><![CDATA[x]]></a>`
		_, err := events(io.MultiReader(strings.NewReader(in[:n]), iotest.ErrReader(broken)))
		if !errors.Is(err, broken) {
			t.Errorf("after %d bytes: got %v", n, err)
		}
	}
}

func TestOffsets(t *testing.T) {
	for name, in := range map[string]string{
		"UTF-8":      "<a>é𝒳<b/></a>",
		"mark":       "\uFEFF<a>é𝒳<b/></a>",
		"ISO-8859-1": "<?xml version='1.0' encoding='iso-8859-1'?><a>\xE9\xE9<b/></a>",
		"UTF-16":     utf16Text("<a>é𝒳<b/></a>"),
	} {
		s := New(strings.NewReader(in))
		for {
			kind, err := s.Next()
			if err != nil {
				t.Fatal(name, err)
			}
			if kind == Start && string(s.Name.Local) == "b" {
				break
			}
		}
		want := strings.Index(in, "<b")
		if name == "UTF-16" {
			want = strings.Index(in, "\x00<\x00b")
		}
		if got := s.Position().Offset; got != want {
			t.Errorf("%s: offset %d, want %d", name, got, want)
		}
	}
}

// A long document in small reads needs one buffer only.
func TestMemory(t *testing.T) {
	var doc bytes.Buffer
	doc.WriteString("<a>")
	for range 100_000 {
		doc.WriteString("<b c='d'>text</b>")
	}
	doc.WriteString("</a>")
	s := New(bytes.NewReader(doc.Bytes()))
	for {
		if _, err := s.Next(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if len(s.buf) > firstBuffer {
		t.Errorf("the buffer grew to %d bytes", len(s.buf))
	}
}

func FuzzScan(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><a xmlns:p="u" p:b="&lt;">x<![CDATA[y]]>&#65;<!--z--></a>`))
	f.Add([]byte("\xFF\xFE<\x00a\x00/\x00>\x00"))
	f.Fuzz(func(t *testing.T, doc []byte) {
		whole, err := events(bytes.NewReader(doc))
		slow, slowErr := events(iotest.OneByteReader(bytes.NewReader(doc)))
		if whole != slow || fmt.Sprint(err) != fmt.Sprint(slowErr) {
			t.Errorf("at once %s (%v), byte by byte %s (%v)", whole, err, slow, slowErr)
		}
	})
}
