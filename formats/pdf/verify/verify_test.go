package verify_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/pdf"
	"github.com/plurilex/plurilex/formats/pdf/display/displaytest"
	"github.com/plurilex/plurilex/formats/pdf/finish"
	"github.com/plurilex/plurilex/formats/pdf/page"
	"github.com/plurilex/plurilex/formats/pdf/subset"
	"github.com/plurilex/plurilex/formats/pdf/syntax"
	"github.com/plurilex/plurilex/formats/pdf/verify"
)

var attached = []byte("<akomaNtoso/>")

// sample is the hand-made document as a finished file.
func sample(t testing.TB) []byte {
	t.Helper()
	doc := displaytest.Sample()
	codes := make([]*subset.Codes, len(doc.Fonts))
	for i, f := range doc.Fonts {
		face, err := subset.Parse(f.Data)
		if err != nil {
			t.Fatal(err)
		}
		codes[i] = subset.NewCodes(face)
	}
	raw, err := page.Write(doc, codes)
	if err != nil {
		t.Fatal(err)
	}
	data, err := finish.Finish(doc, raw, codes, finish.Settings{
		Part: 3, Producer: "Plurilex",
		Attachments: []finish.Attachment{{Name: "a.akn.xml", MediaType: "application/akn+xml", Description: "source", Data: attached}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var want = verify.Want{Part: 3, Attached: [][]byte{attached}}

// objects is a file taken apart, so that a test can break one thing in it.
type objects struct {
	t       *testing.T
	all     []syntax.Value // by number
	trailer syntax.Dict
	// What to write in the place of the right thing.
	header, id, end string
}

// takeApart reads all objects, streams unpacked.
func takeApart(t *testing.T, data []byte) *objects {
	t.Helper()
	f, err := syntax.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	o := &objects{
		t: t, all: make([]syntax.Value, f.Size()), header: "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n",
		trailer: syntax.Dict{"Root": f.Trailer["Root"], "Info": f.Trailer["Info"], "Size": f.Size()},
	}
	for n := 1; n < f.Size(); n++ {
		v, err := f.Get(syntax.Ref(n))
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := v.(*syntax.Stream); ok {
			if s.Dict["Type"] == syntax.Name("ObjStm") || s.Dict["Type"] == syntax.Name("XRef") {
				continue
			}
			content, err := s.Data()
			if err != nil {
				t.Fatal(err)
			}
			delete(s.Dict, "Filter")
			v = &syntax.Stream{Dict: s.Dict, Raw: content}
		}
		o.all[n] = v
	}
	return o
}

// bytes puts the file together again.
func (o *objects) bytes() []byte {
	out := []byte(o.header)
	offsets := make([]int, len(o.all))
	for n, v := range o.all {
		if v == nil {
			continue
		}
		offsets[n] = len(out)
		out = fmt.Appendf(out, "%d 0 obj\n", n)
		if s, ok := v.(*syntax.Stream); ok {
			s.Dict["Length"] = len(s.Raw)
			out = appendValue(out, s.Dict)
			out = append(append(append(out, "\nstream\n"...), s.Raw...), "\nendstream"...)
		} else {
			out = appendValue(out, v)
		}
		out = append(out, "\nendobj\n"...)
	}
	start := len(out)
	sum := sha256.Sum256(out)
	id := o.id
	if id == "" {
		id = string(sum[:16])
	}
	o.trailer["ID"] = syntax.Array{syntax.String(id), syntax.String(id)}
	out = fmt.Appendf(out, "xref\n0 %d\n", len(o.all))
	for n := range o.all {
		use := "n"
		if offsets[n] == 0 {
			use = "f"
		}
		out = fmt.Appendf(out, "%010d 00000 %s \n", offsets[n], use)
	}
	out = appendValue(append(out, "trailer\n"...), o.trailer)
	return fmt.Appendf(out, "\nstartxref\n%d\n%%%%EOF\n%s", start, o.end)
}

func appendValue(b []byte, v syntax.Value) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case float64:
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	case syntax.String:
		return syntax.AppendString(b, string(v))
	case syntax.Name:
		return syntax.AppendName(b, string(v))
	case syntax.Ref:
		return syntax.AppendRef(b, v)
	case syntax.Array:
		b = append(b, '[')
		for _, e := range v {
			b = append(appendValue(b, e), ' ')
		}
		return append(b, ']')
	case syntax.Dict:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, string(k))
		}
		slices.Sort(keys)
		b = append(b, "<<"...)
		for _, k := range keys {
			b = append(syntax.AppendName(b, k), ' ')
			b = append(appendValue(b, v[syntax.Name(k)]), ' ')
		}
		return append(b, ">>"...)
	}
	panic(fmt.Sprintf("a value of type %T", v))
}

// get follows references from the trailer's root by keys and indices.
func (o *objects) get(path ...any) syntax.Value {
	o.t.Helper()
	v := o.trailer["Root"]
	for _, step := range append([]any{nil}, path...) {
		if ref, ok := v.(syntax.Ref); ok {
			v = o.all[ref]
		}
		if s, ok := v.(*syntax.Stream); ok && step != nil {
			v = s.Dict
		}
		switch step := step.(type) {
		case string:
			v = v.(syntax.Dict)[syntax.Name(step)]
		case int:
			v = v.(syntax.Array)[step]
		}
	}
	if ref, ok := v.(syntax.Ref); ok {
		v = o.all[ref]
	}
	if v == nil {
		o.t.Fatalf("there is nothing at %v", path)
	}
	return v
}

func (o *objects) dict(path ...any) syntax.Dict {
	o.t.Helper()
	switch v := o.get(path...).(type) {
	case syntax.Dict:
		return v
	case *syntax.Stream:
		return v.Dict
	default:
		o.t.Fatalf("no dictionary at %v but %T", path, v)
		return nil
	}
}

func (o *objects) stream(path ...any) *syntax.Stream {
	o.t.Helper()
	return o.get(path...).(*syntax.Stream)
}

// replace changes the first occurrence in a stream.
func (o *objects) replace(old, new string, path ...any) {
	o.t.Helper()
	s := o.stream(path...)
	if !bytes.Contains(s.Raw, []byte(old)) {
		o.t.Fatalf("the stream at %v has no %q: %.300q", path, old, s.Raw)
	}
	s.Raw = bytes.Replace(s.Raw, []byte(old), []byte(new), 1)
}

// element is the n-th structure element of a role.
func (o *objects) element(role string, n int) syntax.Dict {
	o.t.Helper()
	for _, v := range o.all {
		if d, ok := v.(syntax.Dict); ok && d["Type"] == syntax.Name("StructElem") && d["S"] == syntax.Name(role) {
			if n == 0 {
				return d
			}
			n--
		}
	}
	o.t.Fatalf("there is no %s", role)
	return nil
}

// annotation is the first link.
func (o *objects) annotation() syntax.Dict { return o.dict("Pages", "Kids", 0, "Annots", 0) }

// font is the first font of the pages, in the order of their names.
func (o *objects) font() syntax.Dict {
	fonts := o.dict("Pages", "Kids", 0, "Resources", "Font")
	names := make([]string, 0, len(fonts))
	for name := range fonts {
		names = append(names, string(name))
	}
	slices.Sort(names)
	return o.all[fonts[syntax.Name(names[0])].(syntax.Ref)].(syntax.Dict)
}

func TestGood(t *testing.T) {
	data := sample(t)
	if err := verify.Check(data, want); err != nil {
		t.Errorf("the file as it was written: %v", err)
	}
	if err := verify.Check(takeApart(t, data).bytes(), want); err != nil {
		t.Errorf("the file taken apart and put together: %v", err)
	}
}

// TestBroken breaks one thing in a good file at a time: Check names the rule.
func TestBroken(t *testing.T) {
	first := []any{"Pages", "Kids", 0, "Contents"}
	set := func(key syntax.Name, v syntax.Value, path ...any) func(*objects) {
		return func(o *objects) {
			if d := o.dict(path...); v == nil {
				delete(d, key)
			} else {
				d[key] = v
			}
		}
	}
	for _, c := range []struct {
		name, rule string
		breakIt    func(*objects)
	}{
		{"header", "6.1.2-1", func(o *objects) { o.header = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n" }},
		{"binary mark", "6.1.2-2", func(o *objects) { o.header = "%PDF-1.7\n%abcd\n" }},
		{"identifier", "6.1.3-1", func(o *objects) { o.id = "0123456789abcdef" }},
		{"encryption", "6.1.3-2", func(o *objects) { o.trailer["Encrypt"] = syntax.Dict{} }},
		{"bytes after the end", "6.1.3-3", func(o *objects) { o.end = "more" }},
		{"not marked", "6.7.2.2-1", set("Marked", false, "MarkInfo")},
		{"no structure", "6.7.3.1", set("StructTreeRoot", nil)},
		{"no language", "7.2-33", set("Lang", nil)},
		{"bad language", "7.2-33", set("Lang", syntax.String("no language"))},
		{"file name as title", "7.1-10", set("DisplayDocTitle", nil, "ViewerPreferences")},
		{"action on opening", "6.5", set("OpenAction", syntax.Array{})},
		{"no output intent", "6.2.4.3-4", set("OutputIntents", nil)},
		{"output intent for another standard", "6.2.3", set("S", syntax.Name("GTS_PDFX"), "OutputIntents", 0)},
		{"grey profile", "6.2.3-1", set("N", 1, "OutputIntents", 0, "DestOutputProfile")},

		{"no metadata", "6.6.2.1-1", set("Metadata", nil)},
		{"packed metadata", "6.6.2.1", set("Subtype", syntax.Name("XMP"), "Metadata")},
		{"broken metadata", "6.6.2.1", func(o *objects) { o.replace("</dc:title>", "", "Metadata") }},
		{"other part", "6.6.4-1", func(o *objects) { o.replace("part>3<", "part>2<", "Metadata") }},
		{"other level", "6.6.4-3", func(o *objects) { o.replace("conformance>A<", "conformance>B<", "Metadata") }},
		{"no PDF/UA", "14289-1 5-1", func(o *objects) { o.replace("pdfuaid:part>1<", "pdfuaid:part>2<", "Metadata") }},
		{"unknown schema", "6.6.2.3.1-1", func(o *objects) {
			o.replace("<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua", "<pdfaSchema:namespaceURI>http://example.org", "Metadata")
		}},
		{"no title", "7.1-9", func(o *objects) {
			o.replace("A hand-made document (čtyři € ∞)", " ", "Metadata")
			o.all[o.trailer["Info"].(syntax.Ref)].(syntax.Dict)["Title"] = syntax.String(" ")
		}},
		{"other title", "6.6.3", func(o *objects) { o.all[o.trailer["Info"].(syntax.Ref)].(syntax.Dict)["Title"] = syntax.String("x") }},
		{"date in one place", "6.6.3", func(o *objects) {
			o.all[o.trailer["Info"].(syntax.Ref)].(syntax.Dict)["ModDate"] = syntax.String("D:20200101000000Z")
		}},

		{"attachment gone", "attachments", set("AF", nil)},
		{"attachment without a name tree", "6.8", set("Names", nil)},
		{"attachment of no kind", "6.8-3", set("AFRelationship", nil, "AF", 0)},
		{"attachment without a name", "6.8-3", set("UF", nil, "AF", 0)},
		{"attachment without content", "6.8-2", set("EF", syntax.Dict{}, "AF", 0)},
		{"attachment without a media type", "6.8-1", set("Subtype", nil, "AF", 0, "EF", "F")},
		{"attachment changed", "7.11.4", func(o *objects) { o.replace("akoma", "AKOMA", "AF", 0, "EF", "F") }},

		{"page key", "6.7.3", set("StructParents", 7, "Pages", "Kids", 0)},
		{"tab order", "7.18.3", set("Tabs", nil, "Pages", "Kids", 0)},
		{"no page size", "7.7.3.3", set("MediaBox", nil, "Pages", "Kids", 0)},
		{"no contents", "contents", set("Contents", nil, "Pages", "Kids", 0)},
		{"untagged text", "7.1-3", func(o *objects) { o.replace("EMC", "EMC BT 0 0 Td [(\x00\x01)]TJ ET", first...) }},
		{"untagged rule", "7.1-3", func(o *objects) { o.replace("EMC", "EMC 0 0 1 1 re f", first...) }},
		{"colour of a device", "6.2.2", func(o *objects) { o.replace("0.000 g", "1 0 0 rg", first...) }},
		{"empty box", "6.2.11.8", func(o *objects) { o.replace("[(", "[(\x00\x00", first...) }},
		{"code without a glyph", "6.2.11.8", func(o *objects) { o.replace("[(", "[(\x7F\x7F", first...) }},
		{"unbalanced content", "contents", func(o *objects) { o.replace("EMC", "", first...) }},
		{"content that ends twice", "contents", func(o *objects) { o.replace("EMC", "EMC EMC", first...) }},
		{"unknown font", "contents", func(o *objects) { o.replace("/F", "/G", first...) }},

		{"font not embedded", "6.2.11.4.1", func(o *objects) {
			delete(o.all[o.all[o.font()["DescendantFonts"].(syntax.Array)[0].(syntax.Ref)].(syntax.Dict)["FontDescriptor"].(syntax.Ref)].(syntax.Dict), "FontFile2")
		}},
		{"font without characters", "7.21.7-1", func(o *objects) { delete(o.font(), "ToUnicode") }},
		{"font that is no subset", "9.6.4", func(o *objects) { o.font()["BaseFont"] = syntax.Name("LiberationSerif") }},
		{"character that is none", "7.21.7-2", func(o *objects) {
			s := o.all[o.font()["ToUnicode"].(syntax.Ref)].(*syntax.Stream)
			i := bytes.Index(s.Raw, []byte("<0001><"))
			copy(s.Raw[i+7:], "FEFF")
		}},
		{"wrong width", "6.2.11.5", func(o *objects) {
			cid := o.all[o.font()["DescendantFonts"].(syntax.Array)[0].(syntax.Ref)].(syntax.Dict)
			cid["W"].(syntax.Array)[1].(syntax.Array)[1] = 5
		}},
		{"other glyphs", "6.2.11.3.2", func(o *objects) {
			delete(o.all[o.font()["DescendantFonts"].(syntax.Array)[0].(syntax.Ref)].(syntax.Dict), "CIDToGIDMap")
		}},

		{"link not printed", "6.3.2-1", func(o *objects) { delete(o.annotation(), "F") }},
		{"link without words", "7.18.5-2", func(o *objects) { o.annotation()["Contents"] = syntax.String("") }},
		{"link that runs something", "6.5.1", func(o *objects) {
			delete(o.annotation(), "Dest")
			o.annotation()["A"] = syntax.Dict{"S": syntax.Name("Launch")}
		}},
		{"link to nowhere", "12.3.2", func(o *objects) { o.annotation()["Dest"] = syntax.Array{syntax.Ref(1)} }},
		{"link of nothing", "7.18.1", func(o *objects) { o.annotation()["StructParent"] = 99 }},
		{"other annotation", "6.3.1", func(o *objects) { o.annotation()["Subtype"] = syntax.Name("Movie") }},
		{"Link without annotation", "7.18.5-1", func(o *objects) {
			e := o.element("Link", 0)
			e["K"] = e["K"].(syntax.Array)[:1]
		}},

		{"unknown role", "6.7.3.4", func(o *objects) { o.element("P", 0)["S"] = syntax.Name("Paragraph") }},
		{"wrong parent", "6.7.3.1", func(o *objects) { o.element("P", 0)["P"] = syntax.Ref(1) }},
		{"content in no element", "7.1-3", func(o *objects) { delete(o.element("H1", 0), "K") }},
		{"content in two elements", "6.7.3.1", func(o *objects) { o.element("P", 0)["K"] = syntax.Array{0, 1} }},
		{"content of no page", "6.7.3.1", func(o *objects) { o.element("H1", 0)["Pg"] = syntax.Ref(1) }},
		{"content that is not there", "6.7.3.1", func(o *objects) { o.element("H1", 0)["K"] = syntax.Array{99} }},
		{"parent tree leads astray", "6.7.3.1", func(o *objects) {
			a := o.dict("StructTreeRoot", "ParentTree")["Nums"].(syntax.Array)
			page := o.all[a[1].(syntax.Ref)].(syntax.Array)
			page[0] = page[1]
		}},
		{"parent tree out of order", "7.9.7", func(o *objects) {
			a := o.dict("StructTreeRoot", "ParentTree")["Nums"].(syntax.Array)
			a[0], a[2] = a[2], a[0]
		}},
		{"next key", "14.7.2", set("ParentTreeNextKey", 0, "StructTreeRoot")},
		{"note without id", "7.9-1", func(o *objects) { delete(o.element("Note", 0), "ID") }},
		{"id twice", "7.9-2", func(o *objects) { o.element("H1", 0)["ID"] = syntax.String("note-1") }},
		{"id that leads astray", "14.7.2", func(o *objects) {
			o.dict("StructTreeRoot", "IDTree")["Names"].(syntax.Array)[1] = syntax.Ref(1)
		}},
		{"heading level left out", "7.4.2-1", func(o *objects) { o.element("H1", 0)["S"] = syntax.Name("H2") }},
		{"list item without list", "7.2", func(o *objects) { o.element("L", 0)["S"] = syntax.Name("Sect") }},
		{"list of other things", "7.2", func(o *objects) { o.element("LI", 0)["S"] = syntax.Name("P") }},
		{"list of no kind", "7.6-1", func(o *objects) { delete(o.element("L", 0), "A") }},
		{"figure without words", "7.3-1", func(o *objects) { delete(o.element("Figure", 0), "Alt") }},
		{"language of words", "7.2-34", func(o *objects) { o.element("Span", 0)["Lang"] = syntax.String("Latin?") }},
		{"header of nothing", "7.5-1", func(o *objects) { delete(o.element("TH", 0), "A") }},
		{"row too long", "7.2-42", func(o *objects) {
			o.element("TD", 0)["A"] = syntax.Dict{"O": syntax.Name("Table"), "ColSpan": 2}
		}},
		{"cell too deep", "7.2-41", func(o *objects) {
			o.element("TD", 3)["A"] = syntax.Dict{"O": syntax.Name("Table"), "RowSpan": 2}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := takeApart(t, sample(t))
			c.breakIt(o)
			err := verify.Check(o.bytes(), want)
			if err == nil || !strings.Contains(err.Error(), c.rule) {
				t.Errorf("the fault is %v, want one of rule %s", err, c.rule)
			}
		})
	}
}

// TestAttachmentInPart2: only part 3 has a place for it.
func TestAttachmentInPart2(t *testing.T) {
	err := verify.Check(sample(t), verify.Want{Part: 2, Attached: [][]byte{attached}})
	if err == nil || !strings.Contains(err.Error(), "19005-2 6.8") {
		t.Errorf("the fault is %v", err)
	}
}

// TestText: what the file reads aloud has to be the model's text to the letter.
func TestText(t *testing.T) {
	writer := pdf.Format().Writer
	for _, c := range []struct {
		name   string
		change func(*document.Expression)
	}{
		{"a word", func(e *document.Expression) { find(e, document.Recital).Text[0].Text = "whereas everything differs" }},
		{"a number", func(e *document.Expression) { find(e, document.Recital).Num = "B." }},
		{"a node too few", func(e *document.Expression) {
			body := e.Root.Child(document.Body)
			body.Children = body.Children[1:]
		}},
		{"the order", func(e *document.Expression) { slices.Reverse(e.Root.Child(document.Body).Children) }},
		{"a note", func(e *document.Expression) {
			document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
				if n.Kind == document.Note {
					n.Text = append(n.Text, document.Inline{Kind: document.Words, Text: "more"})
				}
				return true
			})
		}},
		{"the language", func(e *document.Expression) { e.Language = "fr" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := formattest.Everything()
			values, _ := convert.NewValues(pdf.Format().Options, nil)
			var out bytes.Buffer
			if err := writer.Write(context.Background(), &convert.Job{Work: w, Expression: w.Expressions[0], Options: values}, &out); err != nil {
				t.Fatal(err)
			}
			changed := w.Expressions[0]
			if err := verify.Check(out.Bytes(), verify.Want{Part: 3, Expressions: []*document.Expression{changed}}); err != nil {
				t.Fatalf("before the change: %v", err)
			}
			c.change(changed)
			if err := verify.Check(out.Bytes(), verify.Want{Part: 3, Expressions: []*document.Expression{changed}}); err == nil {
				t.Error("the file passes for another text")
			}
		})
	}
}

func find(e *document.Expression, kind document.Kind) *document.Node {
	var found *document.Node
	document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
		if n.Kind == kind && found == nil {
			found = n
		}
		return found == nil
	})
	return found
}

// FuzzCheck: no file makes the checker panic.
func FuzzCheck(f *testing.F) {
	f.Add(sample(f))
	f.Add([]byte("%PDF-1.7\nstartxref\n5\n%%EOF\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if verify.Check(data, want) == nil && !bytes.HasPrefix(data, []byte("%PDF-1.7")) {
			t.Error("something that is no PDF passes")
		}
	})
}
