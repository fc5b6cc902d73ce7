package akn

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
)

var update = flag.Bool("update", false, "write the golden files anew")

const golden = "../../testdata/golden/akn"

// written is an expression of a work as Akoma Ntoso.
func jobOf(w *document.Work) *convert.Job {
	return &convert.Job{Work: w, Expression: w.Expressions[0], Env: convert.Env{Generator: convert.Generator{Name: "plurilex"}}}
}

func written(t testing.TB, w *document.Work, expression int) []byte {
	t.Helper()
	job := &convert.Job{Work: w, Expression: w.Expressions[expression], Env: convert.Env{Generator: convert.Generator{Name: "plurilex"}}}
	var buf bytes.Buffer
	if err := Format().Writer.Write(context.Background(), job, &buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestGolden(t *testing.T) {
	for name, data := range map[string][]byte{
		"resolution-en.akn.xml": written(t, formattest.Resolution(), 0),
		"everything-en.akn.xml": written(t, formattest.Everything(), 0),
		"everything-ar.akn.xml": written(t, formattest.Everything(), 1),
	} {
		file := filepath.Join(golden, name)
		if *update {
			if err := os.WriteFile(file, data, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// clauses reads the clauses of an Akoma Ntoso file with nothing of ours.
func clauses(t *testing.T, data []byte) [][]string {
	t.Helper()
	var rows [][]string
	d := xml.NewDecoder(bytes.NewReader(data))
	kind, id, part := "", "", ""
	var num, text strings.Builder
	for {
		token, err := d.Token()
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch name := token.Name.Local; name {
			case "citation", "recital", "paragraph":
				kind = name
				num.Reset()
				text.Reset()
				for _, a := range token.Attr {
					if a.Name.Local == "eId" {
						id = a.Value
					}
				}
			case "num", "p":
				part = name
			}
		case xml.CharData:
			switch part {
			case "num":
				num.Write(token)
			case "p":
				text.Write(token)
			}
		case xml.EndElement:
			switch token.Name.Local {
			case "num", "p":
				part = ""
			case kind:
				rows = append(rows, []string{id, kind, num.String(), text.String()})
			}
		}
	}
}

func TestClausesOfTheResolution(t *testing.T) {
	f, err := os.Open("testdata/resolution-en.clauses.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = '\t'
	r.LazyQuotes = true
	want, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want[1:], clauses(t, written(t, formattest.Resolution(), 0))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"":                           "",
		"/akn/eu/act/2000/1/~art_4":  "/akn/eu/act/2000/1/~art_4",
		"http://example.org/a b":     "http://example.org/a%20b",
		"http://example.org/[a]?b=c": "http://example.org/%5Ba%5D?b=c",
		"#a#b":                       "#a%23b",
		"100%":                       "100%25",
		"http://example.org:port/":   "",
		"πρώτο":                      "πρώτο",
	} {
		if got := address(in); got != want {
			t.Errorf("address(%q) = %q, want %q", in, got, want)
		}
	}
}

// A Work from elsewhere may have ids and dates of any form; what is written is
// valid all the same.
func TestStrangeWorksAreWrittenValid(t *testing.T) {
	w := formattest.Everything()
	w.Identity = document.Identity{Country: "a b[", Type: "novel", Subtype: "x y", Author: "no body", Date: "2020-13-45", Year: "20", Number: "№ [1]"}
	w.Expressions[0].Language = "xx-unknown"
	w.Entities[0].Key, w.Entities[0].IRI = "author", "not an [address"
	w.Publication = &document.Publication{Date: "soon"}
	w.Subjects = []document.Subject{{}}
	document.Walk(w.Expressions[0].Root, func(n *document.Node, _ []*document.Node) bool {
		if n.ID != "" {
			n.ID = "a b/" + n.ID
		}
		document.EachInline(n.Text, func(in *document.Inline) {
			if in.Kind == document.Mention && in.Value == "assembly" {
				in.Value = "author"
			}
		})
		return true
	})
	if err := (writer{}).Verify(t.Context(), jobOf(w), written(t, w, 0)); err != nil {
		t.Error(err)
	}
}
