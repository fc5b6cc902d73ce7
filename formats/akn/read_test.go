package akn

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
	"github.com/plurilex/plurilex/formats/formattest"
)

// forget takes out of a Work what Akoma Ntoso cannot hold (Format().Omits), and
// gives ids as the reader does.
func forget(w *document.Work) {
	w.Extensions = nil
	if w.Identity.Type == "" {
		w.Identity.Type = "doc"
	}
	for i := range w.Identifiers {
		w.Identifiers[i].Origin, w.Identifiers[i].Span = "", diag.Span{}
	}
	used := map[string]bool{w.Identity.Author: true}
	for _, e := range w.Expressions {
		e.Extensions = nil
		e.Source.LeftOut = nil
		naming.Assign(e.Root)
		forgetNode(w, e.Root, used)
	}
	var entities []document.Entity
	for _, e := range w.Entities {
		if used[e.Key] {
			entities = append(entities, e)
		}
	}
	w.Entities = entities
}

func forgetNode(w *document.Work, root *document.Node, used map[string]bool) {
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		n.Span, n.NumSpan = diag.Span{}, diag.Span{}
		if n.Kind == document.Author && n.Role == "" {
			n.Role = actingEntity // the same
		}
		if n.Rows == 1 {
			n.Rows = 0 // the same
		}
		if n.Columns == 1 {
			n.Columns = 0
		}
		if foreignXML(n) == "" {
			n.Extensions = nil
		}
		document.EachInline(n.Text, func(in *document.Inline) {
			in.Span = diag.Span{}
			switch in.Kind {
			case document.Mention:
				used[in.Value] = true
			case document.Reference:
				for _, e := range w.Entities {
					if e.Class == "reference" && leadsInto(in.Target, e.IRI) {
						used[e.Key] = true
					}
				}
			}
		})
		return true
	})
}

func TestConformance(t *testing.T) {
	formattest.Run(t, Format(), formattest.Options{Forget: forget})
}

func read(t testing.TB, name string, data []byte) (*document.Work, error) {
	t.Helper()
	in := &convert.Input{Name: name, Data: data, Env: convert.Env{Findings: new(diag.Bag)}}
	return convert.Read(context.Background(), Format(), in)
}

// TestOwnFilesComeBack reads our own files and writes them again.
func TestOwnFilesComeBack(t *testing.T) {
	for i, w := range []*document.Work{formattest.Resolution(), formattest.Everything()} {
		for _, e := range w.Expressions {
			naming.Assign(e.Root)
		}
		first := written(t, w, 0)
		back, err := read(t, "work.akn.xml", first)
		if err != nil {
			t.Errorf("work %d: %v", i, err)
			continue
		}
		if diff := cmp.Diff(string(first), string(written(t, back, 0))); diff != "" {
			t.Errorf("work %d (-first +second):\n%s", i, diff)
		}
	}
}

func TestRefusals(t *testing.T) {
	deep := strings.Repeat("<p>", 2000)
	wide := "<akomaNtoso" + strings.Repeat(` a="b"`, 600) + "/>"
	for name, c := range map[string]struct{ in, want string }{
		"nothing":              {"", "1:1: no XML element in the file"},
		"no XML":               {"A text.", "1:1: text outside the root element"},
		"another vocabulary":   {"<html/>", "1:1: not Akoma Ntoso: the root element is html"},
		"no document":          {`<akomaNtoso xmlns="` + Namespace + `"/>`, "1:1: akomaNtoso has no document in it"},
		"a document type":      {"<!DOCTYPE akomaNtoso SYSTEM \"file:///etc/passwd\">\n<akomaNtoso/>", "1:1: a document type"},
		"an entity bomb":       {"<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><akomaNtoso>&d;</akomaNtoso>", "1:1: a document type"},
		"an unknown entity":    {"<akomaNtoso>\n<doc>&nbsp;</doc></akomaNtoso>", "2:12: not well-formed XML"},
		"a repeated attribute": {"<akomaNtoso>\n  <doc name=\"a\" name=\"b\"/></akomaNtoso>", "2:3: doc has the attribute name twice"},
		"many attributes":      {wide, "1:1: akomaNtoso has 600 attributes"},
		"a control character":  {"<akomaNtoso><doc>\x01</doc></akomaNtoso>", "1:19: not well-formed XML: illegal character code U+0001"},
		"an escaped one":       {"<akomaNtoso><doc>&#1;</doc></akomaNtoso>", "1:22: not well-formed XML: illegal character code U+0001"},
		"great depth":          {"<akomaNtoso>" + deep, "1:3010: elements stand more than 1000 deep"},
		"two roots":            {"<akomaNtoso/><akomaNtoso/>", "1:14: a second root element"},
		"an open end":          {"<akomaNtoso>\n<doc>", "2:6: not well-formed XML: unexpected EOF"},
		"broken UTF-8":         {"<akomaNtoso>\xff\xff</akomaNtoso>", "1:13: bytes that mean nothing in utf-8"},
	} {
		_, err := read(t, "bad.xml", []byte(c.in))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func TestJudgment(t *testing.T) {
	const file = `<akomaNtoso xmlns="` + Namespace + `"><judgment name="decision"><meta/><header><p>The court</p></header><judgmentBody>` +
		`<introduction><p>On appeal.</p></introduction><decision><paragraph><num>1.</num><content><p>Dismissed.</p></content></paragraph></decision>` +
		`</judgmentBody></judgment></akomaNtoso>`
	w, err := read(t, "judgment.xml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	again := written(t, w, 0)
	for _, want := range []string{`<judgment name="decision"`, "<header>", "<introduction>", `<paragraph eId="para_1">`} {
		if !strings.Contains(string(again), want) {
			t.Errorf("no %s in\n%s", want, again)
		}
	}
	if err := (writer{}).Verify(t.Context(), jobOf(w), again); err != nil {
		t.Error(err)
	}
	// A judgment whose parts are not those of a judgment is a doc.
	w.Expressions[0].Root.Child(document.Body).Children[0].Role = ""
	if other := written(t, w, 0); !strings.Contains(string(other), `<doc name="decision"`) {
		t.Errorf("no doc:\n%s", other)
	}
}
