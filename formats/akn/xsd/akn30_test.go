package xsd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/plurilex/plurilex/convert/converttest"
)

func akn(t testing.TB) *Schema {
	t.Helper()
	s, err := AKN30()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// minimal is a statement with the given main body. The line ends are such that
// it starts on line 3.
func minimal(body string) string {
	frbr := func(level, last string) string {
		return `<FRBR` + level + `><FRBRthis value="/akn/xx/statement/2024/1/!main"/><FRBRuri value="/akn/xx/statement/2024/1"/>` +
			`<FRBRdate date="2024-01-01" name="adoption"/><FRBRauthor href="#a"/>` + last + `</FRBR` + level + `>`
	}
	return `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">` + "\n" +
		`<meta><identification source="#a">` + frbr("Work", `<FRBRcountry value="xx"/>`) + frbr("Expression", `<FRBRlanguage language="eng"/>`) +
		frbr("Manifestation", "") + `</identification></meta>` + "\n" +
		body + "\n</statement></akomaNtoso>"
}

// What is said of mistakes that people make in Akoma Ntoso.
func TestMessages(t *testing.T) {
	s := akn(t)
	for _, c := range []struct{ body, want string }{
		{`<mainBody><p>x</p></mainBody>`, ``},
		{`<mainBody><paragraph>x</paragraph></mainBody>`,
			`3:22: /akomaNtoso/statement/mainBody/paragraph: text "x" stands directly in <paragraph>; put it into <content><p>`},
		{`<mainBody><paragraph><p>x</p></paragraph></mainBody>`,
			`3:22: /akomaNtoso/statement/mainBody/paragraph/p: <p> is not allowed in <paragraph>; put it into <intro>, <wrapUp> or <content>, or close <paragraph> before it`},
		{`<mainBody><paragraph><content><p>x</p></content><list/></paragraph></mainBody>`,
			`3:49: /akomaNtoso/statement/mainBody/paragraph/list: <list> and <content> exclude one another in <paragraph>; keep one of them; nothing more is possible in <paragraph> here`},
		{`<mainBody><p><strng>x</strng></p></mainBody>`,
			`3:14: /akomaNtoso/statement/mainBody/p/strng: the schema has no element <strng>; possible here: <b>, <i>, <a>, <u>, <br>, <ref>, <mod>, <ins> or 68 others`},
		{`<mainBody><p><Span>x</Span></p></mainBody>`,
			`3:14: /akomaNtoso/statement/mainBody/p/Span: the schema has no element <Span>; is <span> meant?`},
		{`<mainBody><p eid="p_1">x</p></mainBody>`,
			`3:14: /akomaNtoso/statement/mainBody/p: the attribute eid is not allowed on <p>; is eId meant?`},
		{`<mainBody><p eId="p 1">x</p></mainBody>`,
			`3:14: /akomaNtoso/statement/mainBody/p: the value "p 1" of the attribute eId is wrong: it is not one word without white space`},
		{"<mainBody><p eId=\"p_1\">x</p>\n<p\n eId=\"p_1\">x</p></mainBody>",
			`5:2: /akomaNtoso/statement/mainBody/p[2]: eId="p_1" stands at 3:14 already, and must be unique; give one of the two another value`},
		{`<mainBody><p><date date="1.2.2024">x</date></p></mainBody>`,
			`3:20: /akomaNtoso/statement/mainBody/p/date: the value "1.2.2024" of the attribute date is wrong: it is not a date YYYY-MM-DD or a date with time YYYY-MM-DDThh:mm:ss`},
		{`<mainBody><p><date>x</date></p></mainBody>`,
			`3:14: /akomaNtoso/statement/mainBody/p/date: the attribute date is missing on <date>; add date="..." with a date YYYY-MM-DD or a date with time YYYY-MM-DDThh:mm:ss`},
		{`<mainBody><table><tr><td>x</td></tr></table></mainBody>`,
			`3:26: /akomaNtoso/statement/mainBody/table/tr/td: text "x" stands directly in <td>; put it into <p>`},
		{`<mainBody><p>x</p></mainBody><preamble><p>x</p></preamble>`,
			`3:30: /akomaNtoso/statement/preamble: <preamble> must stand before <mainBody>; move it up`},
		{`<conclusions><p>x</p></conclusions>`,
			`3:1: /akomaNtoso/statement/conclusions: <mainBody> is missing before <conclusions>; add it`},
		{`<mainBody><list><point/><point/><content><p>x</p></content></list></mainBody>`,
			`3:33: /akomaNtoso/statement/mainBody/list/content: <content> and <point> exclude one another in <list>; keep one of them; possible here: <componentRef>, <part>, <book>, <tome>, <list>, <rule>, <title>, <point> or 23 others`},
		{`<preamble><citations><citation><p>x</p></citation><intro><p>x</p></intro></citations></preamble><mainBody><p>x</p></mainBody>`,
			`3:51: /akomaNtoso/statement/preamble/citations/intro: <intro> must stand before <citation>; move it up`},
		{`<mainBody><foreign><p>x</p></foreign></mainBody>`,
			`3:20: /akomaNtoso/statement/mainBody/foreign/p: <p> is not allowed in <foreign>; close <foreign> before it`},
		{`<mainBody><foreign><q>x</q></foreign></mainBody>`,
			`3:20: /akomaNtoso/statement/mainBody/foreign/q: the schema has no element <q>; possible here: elements of other namespaces`},
		{`<mainBody/>`,
			`3:1: /akomaNtoso/statement/mainBody: <mainBody> has no content: it needs <p>, <ul>, <ol>, <toc>, <table>, <block>, <tblock>, <foreign> or 53 others; add it, or leave <mainBody> out`},
		{`<preamble><recitals><recital><content><p>x</p></content></recital></recitals></preamble><mainBody><p>x</p></mainBody>`,
			`3:30: /akomaNtoso/statement/preamble/recitals/recital/content: <content> is not allowed in <recital>; keep what is inside and leave out the tags <content> and </content>`},
		{`<mainBody><p><authorialNote placement="foot"><p>x</p></authorialNote></p></mainBody>`,
			`3:29: /akomaNtoso/statement/mainBody/p/authorialNote: the value "foot" of the attribute placement is wrong: it is not one of side, left, right, bottom, inline`},
		{`<mainBody><p><eol> </eol></p></mainBody>`,
			`3:19: /akomaNtoso/statement/mainBody/p/eol: <eol> must be empty, white space included; write <eol .../>`},
		{`<mainBody><p>R&D</p></mainBody>`,
			`3:15: /akomaNtoso/statement/mainBody/p: '&' starts no reference: write &amp;`},
	} {
		var got []string
		for _, p := range problems(t, s, minimal(c.body)) {
			got = append(got, p.String())
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.body, strings.Join(got, "\n     "), c.want)
		}
	}
}

// The vectors name their verdict; see the conformance tests for the judge's.
func TestVectors(t *testing.T) {
	paths, err := filepath.Glob(converttest.Shared(t, "akn", "vectors", "*.xml"))
	if err != nil || len(paths) < 100 {
		t.Fatalf("%d vectors (%v)", len(paths), err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		ps := problems(t, akn(t), string(data))
		if valid := strings.Contains(path, ".valid."); valid != (len(ps) == 0) {
			t.Errorf("%s: %v", filepath.Base(path), ps)
		}
		// A vector has one mistake; one that is made twice may be told twice.
		if len(ps) > 3 {
			t.Errorf("%s: one mistake makes %d problems: %v", filepath.Base(path), len(ps), ps)
		}
	}
}

// repeat is a reader of text repeated without end.
type repeat struct {
	text string
	at   int
}

func (r *repeat) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		k := copy(p[n:], r.text[r.at:])
		n, r.at = n+k, (r.at+k)%len(r.text)
	}
	return n, nil
}

// Documents made to exhaust a reader end soon, with one clear problem, and hold
// little memory. Most of them have no end.
func TestHostileInput(t *testing.T) {
	s := akn(t)
	open := `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">`
	endless := func(start, more string) io.Reader {
		return io.MultiReader(strings.NewReader(start), &repeat{text: strings.Repeat(more, 1000)})
	}
	for _, c := range []struct {
		name  string
		r     io.Reader
		last  Rule
		most  int // problems
		bytes uint64
	}{
		{"levels", endless(open, "<section>"), RuleLimit, 600, 8 << 20},
		{"levels of nothing known", endless("", "<a>"), RuleLimit, 2, 8 << 20},
		{"attributes", endless("<a ", `b="" `), RuleLimit, 2, 64 << 20},
		{"a million attributes", strings.NewReader("<a " + manyAttributes(1_000_000) + "/>"), RuleLimit, 1, 128 << 20},
		{"namespaces", endless("<a ", `xmlns:b="u" `), RuleLimit, 1, 64 << 20},
		{"a name", endless("<a", "a"), RuleLimit, 1, 64 << 20},
		{"a value", endless(`<a b="`, "b"), RuleLimit, 1, 64 << 20},
		{"siblings that are wrong", endless(open, "<q/>"), RuleLimit, MaxProblems + 1, 32 << 20},
		{"attributes that are wrong", endless(open+"<act ", "/><act q='1' "), RuleLimit, MaxProblems + 1, 8 << 20},
		{"ids", endless(open, `<p xml:id="`+strings.Repeat("i", 1000)+`"/>`), RuleLimit, MaxProblems + 1, 8 << 20},
		{"entities", strings.NewReader(`<!DOCTYPE a [<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;">]><a>&a;</a>`), RuleDoctype, 1, 8 << 20},
		{"an external entity", strings.NewReader(`<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>`), RuleDoctype, 1, 8 << 20},
		{"zeros", endless("", "\x00"), RuleWellFormed, 1, 8 << 20},
		{"no UTF-8", endless("<a>", "\xFF"), RuleEncoding, 2, 8 << 20},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		ps, err := s.Validate(context.Background(), c.r)
		runtime.ReadMemStats(&after)
		if err != nil || len(ps) == 0 || len(ps) > c.most || ps[len(ps)-1].Rule != c.last {
			t.Errorf("%s: %d problems, %v; %v", c.name, len(ps), ps[max(0, len(ps)-2):], err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > c.bytes {
			t.Errorf("%s: allocated %d bytes in all", c.name, used)
		}
	}
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `a%d="" `, i)
	}
	return b.String()
}

// Unique values are remembered to a limit.
func TestTooManyIDs(t *testing.T) {
	n := 0
	start, _, _ := strings.Cut(minimal("|"), "|")
	pending := start + "<mainBody>"
	long := strings.Repeat("x", 1<<20)
	r := readerFunc(func(p []byte) (int, error) {
		if pending == "" {
			n++
			pending = fmt.Sprintf(`<p xml:id="p_%d_%s"/>`, n, long)
		}
		k := copy(p, pending)
		pending = pending[k:]
		return k, nil
	})
	ps, err := akn(t).Validate(context.Background(), r)
	if err != nil || rules(ps) != "limit" {
		t.Errorf("%v, %v", ps, err)
	}
	if n > 70 {
		t.Errorf("it took %d ids", n)
	}
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// Scopes inside one another cost no more than one.
func TestNestedScopes(t *testing.T) {
	var b strings.Builder
	head, _, _ := strings.Cut(minimal("|"), "|")
	_, head, _ = strings.Cut(head, "<statement")
	head = "<statement" + head
	b.WriteString(`<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">`)
	const depth = 60
	for range depth {
		b.WriteString(head + "<mainBody><p/></mainBody><attachments><attachment>")
	}
	b.WriteString(head + `<mainBody><p eId="a"/><p eId="a"/></mainBody></statement>`)
	for range depth {
		b.WriteString("</attachment></attachments></statement>")
	}
	b.WriteString("</akomaNtoso>")
	if got := rules(problems(t, akn(t), b.String())); got != "unique" {
		t.Error(got)
	}
}

func TestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := akn(t).Validate(ctx, &repeat{text: "<a/>"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	broken := errors.New("disk on fire")
	if _, err := akn(t).Validate(context.Background(), io.MultiReader(strings.NewReader("<a>"), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// One schema serves many at once.
func TestConcurrent(t *testing.T) {
	s := akn(t)
	done := make(chan string)
	for range 8 {
		go func() {
			ps, err := s.Validate(context.Background(), strings.NewReader(minimal(`<mainBody><p eId="a b"/><nix/></mainBody>`)))
			done <- fmt.Sprint(ps, err)
		}()
	}
	first := <-done
	for range 7 {
		if next := <-done; next != first {
			t.Errorf("%s\n%s", first, next)
		}
	}
}

func FuzzValidate(f *testing.F) {
	s := akn(f)
	f.Add([]byte(minimal(`<mainBody><paragraph eId="para_1"><num>1.</num><content><p>x <date date="2024-01-01">y</date></p></content></paragraph></mainBody>`)))
	f.Add([]byte(minimal(`<mainBody><foreign><m:x xmlns:m="urn:m" xml:id="a"/></foreign><table><tr><td/></tr></table></mainBody>`)))
	f.Add([]byte(`<act xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" name="x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="p"><body/><meta/></act>`))
	f.Fuzz(func(t *testing.T, document []byte) {
		ps, err := s.Validate(context.Background(), bytes.NewReader(document))
		if err != nil {
			t.Fatal(err)
		}
		slow, err := s.Validate(context.Background(), iotest.OneByteReader(bytes.NewReader(document)))
		if err != nil || fmt.Sprint(ps) != fmt.Sprint(slow) {
			t.Errorf("%v, but byte by byte %v (%v)", ps, slow, err)
		}
		for i, p := range ps {
			if p.Line < 1 || p.Column < 1 || p.Offset < 0 || p.Offset > len(document) || p.Message == "" || p.Path == "" {
				t.Errorf("incomplete: %+v", p)
			}
			if i > 0 && p.Offset < ps[i-1].Offset {
				t.Errorf("%v comes after %v", p, ps[i-1])
			}
		}
	})
}

func FuzzCompile(f *testing.F) {
	f.Add([]byte(schemaOf(everything)), []byte(`<r xmlns="urn:t"><head k="red"/></r>`))
	f.Add([]byte(schemaOf(`<xs:group name="g"><xs:choice><xs:element name="a" maxOccurs="3"/></xs:choice></xs:group>`)), []byte(`<a/>`))
	f.Fuzz(func(t *testing.T, schema, document []byte) {
		s, err := Compile(func(string) ([]byte, error) { return schema, nil }, "s.xsd")
		if err != nil {
			return
		}
		if _, err := s.Validate(context.Background(), bytes.NewReader(document)); err != nil {
			t.Error(err)
		}
		tables, err := s.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if err := new(Schema).UnmarshalBinary(tables); err != nil {
			t.Error(err)
		}
	})
}

// large is a valid document of about a megabyte.
func large() []byte {
	var b strings.Builder
	for i := range 3600 {
		fmt.Fprintf(&b, `<paragraph eId="para_%[1]d"><num>%[1]d.</num><content><p>Calls on <ref href="/akn/eu/act/2016/%[1]d">the
Commission</ref> to submit, by <date date="2024-05-06">6 May 2024</date>, a proposal on <b>the matter</b> as set out in the annex, and to take all steps that are needed to that end;</p></content></paragraph>`, i+1)
	}
	return []byte(minimal("<mainBody>" + b.String() + "</mainBody>"))
}

func BenchmarkValidate(b *testing.B) {
	document := large()
	s := akn(b)
	if ps, err := s.Validate(context.Background(), bytes.NewReader(document)); err != nil || len(ps) > 0 {
		b.Fatal(ps, err)
	}
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for b.Loop() {
		_, _ = s.Validate(context.Background(), bytes.NewReader(document))
	}
}

func BenchmarkLoadAKN30(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := new(Schema).UnmarshalBinary(akn30); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompileAKN30(b *testing.B) {
	path := converttest.Shared(b, "akn", "schema", "akomantoso30.xsd")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile(os.ReadFile, path); err != nil {
			b.Fatal(err)
		}
	}
}
