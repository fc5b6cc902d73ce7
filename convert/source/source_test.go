package source

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"github.com/plurilex/plurilex/convert/charset"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

func encode16(s string, big, mark bool) []byte {
	units := utf16.Encode([]rune(s))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	var b []byte
	for _, u := range units {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

func TestDecode(t *testing.T) {
	const text = "Ευρωπαϊκό Κοινοβούλιο, 10 €\n"
	greek, err := charmap.Windows1253.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	score := func([]byte, string) (string, string, bool) { return "windows-1253", "el", true }
	for name, c := range map[string]struct {
		data    string
		score   Scorer
		want    string
		charset string
		invalid int
	}{
		"empty":                    {"", nil, "", "utf-8", 0},
		"utf-8":                    {text, nil, text, "utf-8", 0},
		"utf-8 with a mark":        {"\ufeff" + text, nil, text, "utf-8", 0},
		"utf-16le with a mark":     {string(encode16(text, false, true)), nil, text, "utf-16le", 0},
		"utf-16be with a mark":     {string(encode16(text, true, true)), nil, text, "utf-16be", 0},
		"utf-16le without a mark":  {string(encode16("Der Rat der Union\n", false, false)), nil, "Der Rat der Union\n", "utf-16le", 0},
		"utf-16be without a mark":  {string(encode16("Der Rat der Union\n", true, false)), nil, "Der Rat der Union\n", "utf-16be", 0},
		"utf-16 beyond the plane":  {string(encode16("a\U0001f600b", false, true)), nil, "a\U0001f600b", "utf-16le", 0},
		"utf-16 with half a pair":  {"\xff\xfe\x00\xd8a\x00", nil, "\ufffda", "utf-16le", 1},
		"utf-16 of odd length":     {"\xff\xfea\x00b", nil, "a\ufffd", "utf-16le", 1},
		"utf-32le with a mark":     {"\xff\xfe\x00\x00a\x00\x00\x00\xac\x20\x00\x00", nil, "a€", "utf-32le", 0},
		"utf-32be without a mark":  {"\x00\x00\x00a\x00\x00\x20\xac\x00\x00\x00\n", nil, "a€\n", "utf-32be", 0},
		"utf-16le, greek, no mark": {string(encode16(text, false, false)), nil, text, "utf-16le", 0},
		"utf-16be, russian word":   {string(encode16("Россия", true, false)), nil, "Россия", "utf-16be", 0},
		"utf-16be, xml, chinese":   {string(encode16("<?xml?><中文中文中文中文中文中文中文中文中文中文中文中文中文中文中文/>", true, false)), nil, "<?xml?><中文中文中文中文中文中文中文中文中文中文中文中文中文中文中文/>", "utf-16be", 0},
		"gb 18030 with a mark":     {"\x84\x31\x95\x33\xd6\xd0", nil, "中", "gb18030", 0},
		"labelled":                 {"<meta charset=gb2312>\xd6\xd0", nil, "<meta charset=gb2312>中", "gb18030", 0},
		"labelled as what is not":  {"<meta charset=klingon>caf\xe9", nil, "<meta charset=klingon>café", "windows-1252", 0},
		"utf-8 labelled otherwise": {"<meta charset=gb2312>café", nil, "<meta charset=gb2312>café", "utf-8", 0},
		"scored":                   {greek, score, text, "windows-1253", 0},
		"scored as what is not":    {"caf\xe9", func([]byte, string) (string, string, bool) { return "klingon", "", false }, "café", "windows-1252", 0},
		"no scorer":                {"caf\xe9", nil, "café", "windows-1252", 0},
		"utf-8 cut in a character": {text + "\xce", nil, text + "\ufffd", "utf-8", 1},
		"utf-8 with a slip":        {strings.Repeat(text, 10) + "a\xffb", score, strings.Repeat(text, 10) + "a\ufffdb", "utf-8", 1},
	} {
		t.Run(name, func(t *testing.T) {
			got := Decode([]byte(c.data), c.score)
			if got.String != c.want || got.Charset != c.charset || got.Invalid != c.invalid {
				t.Errorf("got %q in %s with %d invalid, want %q in %s with %d", got.String, got.Charset, got.Invalid, c.want, c.charset, c.invalid)
			}
			again := As([]byte(c.data), got.Charset)
			if again.String != got.String {
				t.Errorf("As(%s) gives %q", got.Charset, again.String)
			}
		})
	}
}

func TestPosition(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		raw  int
		want string
	}{
		"first":            {"ab\ncd", 0, "1:1"},
		"after a line end": {"ab\ncd", 3, "2:1"},
		"line end":         {"ab\ncd", 2, "1:3"},
		"crlf":             {"ab\r\ncd", 4, "2:1"},
		"cr alone":         {"ab\rcd", 3, "2:1"},
		"columns in runes": {"äöü\nαβγ", 11, "2:3"},
		"end":              {"ab\n", 3, "2:1"},
		"with a mark":      {"\ufeffab\ncd", 6, "2:1"},
		"utf-16":           {string(encode16("aä\nbc", false, true)), 10, "2:2"},
		"long line":        {strings.Repeat("ä", 5000) + "\nb", 9000, "1:4501"},
	} {
		t.Run(name, func(t *testing.T) {
			p := Decode([]byte(c.data), nil).Position(c.raw)
			if p.String() != c.want || p.Offset != c.raw {
				t.Errorf("got %s at %d, want %s at %d", p, p.Offset, c.want, c.raw)
			}
		})
	}
}

// Every character of the text leads to the bytes that made it, and back, in
// every charset and whatever the bytes are.
func TestOffsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(charset.All).Draw(t, "charset")
		var data []byte
		if rapid.Bool().Draw(t, "any bytes") {
			data = rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
		} else {
			one := rapid.StringOf(rapid.RuneFrom([]rune("abc dé\n\u2028ж中\U0001f600\ufffd€")))
			for _, s := range rapid.SliceOf(one).Draw(t, "texts") {
				if coded, ok := c.Encode(s); ok {
					data = append(data, coded...)
				}
				data = append(data, rapid.SampledFrom([]string{"", "\xff", "\x81", " "}).Draw(t, "slip")...)
			}
		}
		score := func([]byte, string) (string, string, bool) { return c.Name, "", true }
		for _, text := range []*Text{As(data, c.Name), Decode(data, score)} {
			offsets(t, text, data)
		}
	})
}

func offsets(t *rapid.T, text *Text, data []byte) {
	if !utf8.ValidString(text.String) {
		t.Fatal("the text is not UTF-8")
	}
	read := charset.Lookup(text.Charset)
	invalid := 0
	raw := text.Raw(0)
	for i, r := range text.String {
		if got := text.Raw(i); got != raw {
			t.Fatalf("character %q at %d came from byte %d, want %d", r, i, got, raw)
		}
		if got := text.Offset(raw); got != i {
			t.Fatalf("byte %d became the character at %d, want %d", raw, got, i)
		}
		meant, size := read.Next(data[raw:])
		if meant == charset.None {
			meant = utf8.RuneError
			invalid++
		}
		if meant != r {
			t.Fatalf("character %q came from %q", r, data[raw:raw+size])
		}
		raw += size
		if got := text.Raw(i + utf8.RuneLen(r)); got != raw {
			t.Fatalf("character %q ends at byte %d, want %d", r, got, raw)
		}
		text.Position(raw)
	}
	if raw != len(data) || invalid != text.Invalid {
		t.Fatalf("%d of %d bytes are in the text, %d without meaning of %d", raw, len(data), text.Invalid, invalid)
	}
}

// Long texts are read from known places on, so they find their way as well.
func TestOffsetsOfLongTexts(t *testing.T) {
	for _, c := range charset.All {
		piece := "abc d\n"
		for _, r := range "é€жΩ中\U0001f600ع" {
			if _, ok := c.Encode(string(r)); ok {
				piece += string(r)
			}
		}
		data, _ := c.Encode(strings.Repeat(piece, 300))
		text := As(data, c.Name)
		raw := 0
		for i, r := range text.String {
			if text.Raw(i) != raw || text.Offset(raw) != i {
				t.Fatalf("%s: character %q at %d came from byte %d, which became %d; want %d", c.Name, r, i, text.Raw(i), text.Offset(raw), raw)
			}
			_, n := c.Next(data[raw:])
			raw += n
		}
	}
}

func TestMislabelled(t *testing.T) {
	score := func([]byte, string) (string, string, bool) { return "windows-1250", "cs", true }
	for data, want := range map[string]bool{
		`<?xml version="1.0" encoding="utf-8"?>` + "\xe8":               true,
		`<?xml version="1.0" encoding='windows-1250'?>` + "\xe8":        false,
		`<?xml version="1.0" encoding="ISO-8859-2"?>` + "\xe8":          false, // reads alike
		`<?xml version="1.0" encoding="ISO-8859-2"?>` + "\x8a":          true,
		`<?xml version="1.0" encoding="ISO-8859-1"?>` + "č":             true,
		`<?xml version="1.0" encoding="ISO-8859-1"?>` + "abc":           false,
		`<meta http-equiv=x content="text/html; charset=utf-16">` + "č": false, // it could not be read if it were
		"Content-Type: text/html; charset=windows-1252\r\n\r\n\xe8":     true,
		"the charset = of \xe8":                                         false,
	} {
		text := Decode([]byte(data), score)
		if got := text.Mislabelled([]byte(data)); got != want {
			t.Errorf("%q: %v, labelled %q", data, got, text.Label.Charset)
		}
		if l := text.Label; l.Charset != "" && charset.Lookup(data[l.Span.Start:l.Span.End]).Name != l.Charset {
			t.Errorf("%q: the label is not at %v", data, l.Span)
		}
		if stripped, _, _ := text.WithoutMarkup(nil); stripped.Mislabelled([]byte(data)) != want {
			t.Errorf("%q: not so without markup", data)
		}
	}
}

func TestJoined(t *testing.T) {
	text := Decode([]byte("  one \n\n two\tthree--four"), nil)
	var j Joined
	j.Add(text, 2, 6, false)
	j.Space()
	j.Add(text, 9, 18, false)
	j.Space()
	j.Add(text, 20, 24, true)
	if got := j.String(); got != "one two three four" {
		t.Fatalf("joined %q", got)
	}
	for _, c := range []struct {
		start, end int
		want       diag.Span
	}{
		{0, 3, diag.Span{Start: 2, End: 5}},
		{0, 7, diag.Span{Start: 2, End: 12}},
		{4, 8, diag.Span{Start: 9, End: 12}},
		{8, 13, diag.Span{Start: 13, End: 18}},
		{14, 18, diag.Span{Start: 20, End: 24}},
		{3, 4, diag.Span{}},
	} {
		if got := j.Span(text, c.start, c.end); got != c.want {
			t.Errorf("span of %q is %v, want %v", j.String()[c.start:c.end], got, c.want)
		}
	}
	words := j.Words(text, j.String(), 0, j.Len(), nil)
	if len(words) != 2 || words[0].Text != "one two three " || words[1].Text != "four" {
		t.Errorf("words are %v", words)
	}
}

// What was joined reads as its source does, but for white space, and so does
// every part of it.
func TestJoinedSpans(t *testing.T) {
	squeeze := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := Decode([]byte(rapid.StringOf(rapid.RuneFrom([]rune("ab ä\n\u00a0\t中"))).Draw(t, "text")), nil)
		var j Joined
		j.Add(text, 0, len(text.String), false)
		s := j.String()
		if strings.Contains(s, "  ") || squeeze(s) != squeeze(text.String) {
			t.Fatalf("%q was joined to %q", text.String, s)
		}
		if s == "" {
			return
		}
		start := rapid.IntRange(0, len(s)-1).Draw(t, "start")
		end := rapid.IntRange(start, len(s)).Draw(t, "end")
		if !utf8.RuneStart(s[start]) || end < len(s) && !utf8.RuneStart(s[end]) {
			return
		}
		span := j.Span(text, start, end)
		if got := text.String[span.Start:span.End]; squeeze(got) != squeeze(s[start:end]) {
			t.Fatalf("%q came from %q", s[start:end], got)
		}
	})
}

func TestCoverage(t *testing.T) {
	const raw = "Title\n\n- one two\n1/2\n"
	tree := func(change func(*document.Expression)) *document.Expression {
		words := func(s string, start int) []document.Inline {
			return []document.Inline{{Kind: document.Words, Text: s, Span: diag.Span{Start: start, End: start + len(s)}}}
		}
		e := &document.Expression{
			Language: "en",
			Source: document.Source{Size: int64(len(raw)), Encoding: "utf-8", LeftOut: []document.Omission{
				{Span: diag.Span{Start: 17, End: 20}, Reason: "page-number"},
			}},
			Root: &document.Node{Kind: document.Root, Children: []*document.Node{
				{Kind: document.Preface, Children: []*document.Node{{Kind: document.Title, Text: words("Title", 0)}}},
				{Kind: document.Body, Children: []*document.Node{{
					Kind: document.Indent, Num: "-", NumSpan: diag.Span{Start: 7, End: 8}, Text: words("one two", 9),
				}}},
			}},
		}
		change(e)
		return e
	}
	for name, c := range map[string]struct {
		change func(*document.Expression)
		want   string
	}{
		"whole":              {func(*document.Expression) {}, ""},
		"nothing left out":   {func(e *document.Expression) { e.Source.LeftOut = nil }, `4:1: nothing holds "1/2"`},
		"a lost mark":        {func(e *document.Expression) { e.Root.Children[1].Children[0].NumSpan = diag.Span{} }, `3:1: nothing holds "-"`},
		"a word too many":    {func(e *document.Expression) { e.Root.Children[1].Children[0].Text[0].Text = "one two three" }, `says "one two three"`},
		"a changed word":     {func(e *document.Expression) { e.Root.Children[1].Children[0].Text[0].Text = "one twq" }, `where the source has "one two"`},
		"words held twice":   {func(e *document.Expression) { e.Source.LeftOut[0].Span.Start = 13 }, "begins inside"},
		"of another source":  {func(e *document.Expression) { e.Source.Size = 3 }, "was read from 3"},
		"a short span":       {func(e *document.Expression) { e.Root.Children[1].Children[0].Text[0].Span.End-- }, `nothing holds "o"`},
		"not read from here": {func(e *document.Expression) { *e = document.Expression{Root: &document.Node{}} }, "21 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			err := Coverage(tree(c.change), []byte(raw))
			switch {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("a\xffb"))
	f.Add([]byte("\xff\xfea\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		texts := []*Text{Decode(data, nil)}
		for _, c := range charset.All {
			texts = append(texts, As(data, c.Name))
		}
		for _, text := range texts {
			for i := range data {
				text.Position(i)
			}
			text.Span(0, len(text.String))
		}
	})
}

func TestWithoutMarkup(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"blocks":         {"<p>a</p><p>b</p>", "a\n\nb"},
		"inline":         {"<p>a <b>b</b>c</p>", "a bc"},
		"line break":     {"<p>a<br/>b</p>", "a\nb"},
		"rule":           {"<p>a</p><hr><p>b</p>", "a\n\n\n\f\n\nb"},
		"references":     {"<p>a&amp;b &#228; &nosuch; &</p>", "a&b ä &nosuch; &"},
		"line ends":      {"<p>a\nb</p>", "a b"},
		"head":           {"<head><title>x</title></head><p>a</p>", "a"},
		"comment":        {"<p>a<!-- x > y -->b</p>", "ab"},
		"open comment":   {"<p>a<!-- b</p>", "a<!-- b"},
		"open script":    {"<script>a<p>b</p>", "a\n\nb"},
		"less than":      {"<p>3 < 4</p>", "3 < 4"},
		"quoted >":       {"<p><img alt='a>b'>c</p>", "c"},
		"prefixed names": {"<x:p>a</x:p><x:b>b</x:b>", "a\n\nb"},
		"instruction":    {"<P>a<?PAGE NO='>'?> b</P>", "a b"},
		"record":         {"<ACT><BIB.INSTANCE><YEAR>2016</YEAR></BIB.INSTANCE><P>a</P></ACT>", "a"},
		"quotation":      {"<P>a <QUOT.START CODE=\"201E\" ID='q'/>b<QUOT.END CODE='201C'/>.</P>", "a „b“."},
		"no quotation":   {"<P>a<QUOT.START CODE=\"20\"/><QUOT.END CODE=\"x\"/><QUOT.END/>b</P>", "ab"},
		"call of a note": {"<P>a <NOTE NOTE.REF='E1'/>b</P>", "a b"},
	} {
		t.Run(name, func(t *testing.T) {
			text, gone, _ := Decode([]byte(c.in), nil).WithoutMarkup(nil)
			if got := strings.Trim(text.String, "\n"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			for _, s := range gone {
				if in := c.in[s.Start:s.End]; in[0] != '<' || in[len(in)-1] != '>' {
					t.Errorf("%q was taken out", in)
				}
			}
			// Every character still knows where it came from.
			for i, r := range text.String {
				if r == '\n' || r == '\f' || r == ' ' {
					continue
				}
				from := c.in[text.Raw(i):]
				if !strings.HasPrefix(from, string(r)) && !strings.HasPrefix(from, "&") && !strings.HasPrefix(from, "<QUOT.") {
					t.Errorf("%q at %d came from %q", r, i, from[:min(len(from), 8)])
				}
			}
		})
	}
}

func TestTags(t *testing.T) {
	in := `<html><table border=1><tr><TD class="a &amp; b" Rowspan='2' x>c</td><x:td/></table>`
	text, _, tags := Decode([]byte(in), nil).WithoutMarkup(func(name, _ string) bool { return name == "td" })
	if len(tags) != 3 {
		t.Fatalf("%d tags", len(tags))
	}
	td := tags[0]
	if td.Name != "td" || td.End || td.Empty || text.String[td.At:] != "c\n\n" {
		t.Errorf("the first is %+v", td)
	}
	for name, want := range map[string]string{"class": "a & b", "rowspan": "2", "x": "", "colspan": ""} {
		if got := td.Attribute(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if !tags[1].End || !tags[2].Empty || tags[2].Name != "td" {
		t.Errorf("the others are %+v", tags[1:])
	}
	for _, broken := range []string{"<a", "<a ", "<a =", "<a =>", "<a b='", "<a b", "<a '>", "<a //=/>"} {
		if got := attribute(broken, "c"); got != "" {
			t.Errorf("%s has %q", broken, got)
		}
	}
}
