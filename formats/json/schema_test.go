package json_test

import (
	"bufio"
	"bytes"
	"context"
	stdjson "encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/json"
)

// compiled compiles a schema by its name; nothing is fetched.
func compiled(t testing.TB, name string) *jsonschema.Schema {
	t.Helper()
	data, err := json.Schema(name)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	id := value.(map[string]any)["$id"].(string)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(id, value); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(id)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func written(t testing.TB, w *document.Work) []byte {
	t.Helper()
	job := &convert.Job{Work: w, Env: convert.Env{Generator: convert.Generator{Name: "test", Version: "0"}}}
	var buf bytes.Buffer
	if err := json.Format().Writer.Write(context.Background(), job, &buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func valid(schema *jsonschema.Schema, data []byte) error {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

var works = map[string]func() *document.Work{
	"resolution": formattest.Resolution, "everything": formattest.Everything, "empty": formattest.Empty, "metadata": withMetadata,
}

// withMetadata is a work of which a side file says more than its text.
func withMetadata() *document.Work {
	w := formattest.Empty()
	w.Subjects = []document.Subject{{Scheme: "EuroVoc", IRI: "http://eurovoc.europa.eu/1", Label: "bee"}, {Label: "wasp"}}
	w.Publication = &document.Publication{Name: "Journal of Examples", Number: "C 1", Date: "2020-03-02"}
	return w
}

func TestOutputsAreValid(t *testing.T) {
	schema := compiled(t, "document")
	for name, make := range works {
		if err := valid(schema, written(t, make())); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRandomOutputsAreValid(t *testing.T) {
	schema := compiled(t, "document")
	rapid.Check(t, func(r *rapid.T) {
		if err := valid(schema, written(t, formattest.Works().Draw(r, "work"))); err != nil {
			r.Error(err)
		}
	})
}

// TestSchemaRefuses changes a valid document in one place and demands that the
// schema sees it.
func TestSchemaRefuses(t *testing.T) {
	schema := compiled(t, "document")
	for _, change := range []struct{ name, from, to string }{
		{"other schema", `"urn:plurilex:schema:document:1"`, `"urn:plurilex:schema:document:2"`},
		{"next major version", `"schema_version": "1.0.0"`, `"schema_version": "2.0.0"`},
		{"version without minor", `"schema_version": "1.0.0"`, `"schema_version": "1"`},
		{"no work", `"work": {`, `"werk": {`},
		{"no expressions", `"expressions": [`, `"expression": [`},
		{"date that is none", `"date": null`, `"date": "29 February"`},
		{"number as a number", `"year": "2016"`, `"year": 2016`},
		{"absolute IRI", `"id": "/akn/`, `"id": "http://akn/`},
		{"entity without a key", `{"key": "ep"`, `{"kee": "ep"`},
		{"direction", `"direction": "ltr"`, `"direction": "left"`},
		{"language", `"language": "en"`, `"language": "English, British"`},
		{"short hash", `"sha256": "cb`, `"sha256": "`},
		{"negative size", `"bytes": 4096`, `"bytes": -1`},
		{"type of clause", `"type": "citation"`, `"type": "zitat"`},
		{"empty id", `"id": "cit_1"`, `"id": ""`},
		{"clause without id", `"id": "cit_1"`, `"eid": "cit_1"`},
		{"order from 0", `"order": 1,`, `"order": 0,`},
		{"level", `"level": 2`, `"level": "2"`},
		{"span in other units", `"unit": "byte"`, `"unit": "line"`},
		{"span without a unit", `"unit": "codepoint"`, `"unite": "codepoint"`},
		{"span of something else", `"of": "clause.text"`, `"of": "expression.text"`},
		{"negative offset", `"start": 0`, `"start": -1`},
		{"text without a hash", `"text_hash"`, `"text_sum"`},
		{"kind of inline", `"kind": "words"`, `"kind": "word"`},
		{"date in words", `"value": "2015-12-21"`, `"value": "21 December 2015"`},
		{"date without value", `"kind": "date", "value"`, `"kind": "date", "values"`},
		{"mention of nothing", `"kind": "mention", "value": "ep"`, `"kind": "mention"`},
		{"words in words", `"kind": "mention", "value": "ep"`, `"kind": "words"`},
		{"note without note", `"kind": "words"`, `"kind": "note"`},
	} {
		t.Run(change.name, func(t *testing.T) {
			good := string(written(t, formattest.Resolution()))
			bad := strings.Replace(good, change.from, change.to, 1)
			if bad == good {
				t.Fatalf("the document has no %s", change.from)
			}
			if valid(schema, []byte(bad)) == nil {
				t.Error("the schema has nothing against it")
			}
		})
	}
}

// TestSchemaAllowsMore: what a later version adds is no fault.
func TestSchemaAllowsMore(t *testing.T) {
	good := string(written(t, formattest.Resolution()))
	more := strings.ReplaceAll(good, `"kind": `, `"later": {"a": [1]}, "kind": `)
	if err := valid(compiled(t, "document"), []byte(more)); err != nil {
		t.Error(err)
	}
}

// TestSchemaListsEveryKind keeps the closed lists of the schemas and the model
// together.
func TestSchemaListsEveryKind(t *testing.T) {
	enum := func(schema string, path ...string) []string {
		data, err := json.Schema(schema)
		if err != nil {
			t.Fatal(err)
		}
		var value any
		if err := stdjson.Unmarshal(data, &value); err != nil {
			t.Fatal(err)
		}
		for _, name := range append(path, "enum") {
			value = value.(map[string]any)[name]
		}
		var names []string
		for _, v := range value.([]any) {
			names = append(names, v.(string))
		}
		return names
	}
	var kinds, inlines []string
	for _, k := range document.Kinds() {
		kinds = append(kinds, k.String())
	}
	for _, k := range document.InlineKinds() {
		inlines = append(inlines, k.String())
	}
	for what, lists := range map[string][2][]string{
		"clauses of a document": {kinds, enum("document", "$defs", "clauseType")},
		"inlines of a document": {inlines, enum("document", "$defs", "inlineKind")},
		"lines of the view":     {kinds, enum("clauses", "properties", "type")},
	} {
		if !slices.Equal(lists[0], lists[1]) {
			t.Errorf("%s: the model has %v, the schema %v", what, lists[0], lists[1])
		}
	}
}

func TestViewsAreValid(t *testing.T) {
	for _, name := range json.Views() {
		schema := compiled(t, name)
		for work, make := range works {
			var buf bytes.Buffer
			if err := json.View(&buf, make(), name); err != nil {
				t.Fatal(err)
			}
			eachLine(t, buf.Bytes(), func(line []byte) {
				if err := valid(schema, line); err != nil {
					t.Errorf("%s of %s: %v\n%s", name, work, err, line)
				}
			})
		}
	}
}

func TestViewRefusesUnknownNames(t *testing.T) {
	if err := json.View(new(bytes.Buffer), formattest.Empty(), "pages"); err == nil || !strings.Contains(err.Error(), "clauses, documents") {
		t.Errorf("got %v, want an error that names the views", err)
	}
	if _, err := json.Schema("../json"); err == nil || !strings.Contains(err.Error(), "clauses, document, documents, issue") {
		t.Errorf("got %v, want an error that names the schemas", err)
	}
}

func TestClausesView(t *testing.T) {
	var buf bytes.Buffer
	if err := json.View(&buf, formattest.Resolution(), "clauses"); err != nil {
		t.Fatal(err)
	}
	var got []string
	eachLine(t, buf.Bytes(), func(line []byte) {
		var c struct{ Doc, Lang, WID, Type, Num, Path string }
		if err := stdjson.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %s %s %s", c.Lang, c.Type, c.Num, c.Path))
	})
	for place, want := range map[int]string{
		0: "en title  preface/longTitle", 3: "en citation - preamble/cits_1/cit_1", 7: "en recital A. preamble/recs_1/rec_A", 20: "en paragraph 7. body/para_7",
	} {
		if len(got) != 21 || got[place] != want {
			t.Errorf("line %d of %d: %q, want %q", place+1, len(got), got[place], want)
		}
	}
}

func TestIssuesAreValid(t *testing.T) {
	schema := compiled(t, "issue")
	found := []diag.Diagnostic{
		diag.New("JSN002", "a <message> & more"),
		{Severity: diag.Error, Code: "AKN007", Message: "m", File: "f.txt", Span: diag.Span{Start: 3, End: 4},
			Start: diag.Position{Line: 1, Column: 4, Offset: 3}, NodeID: "rec_A", Language: "en", Evidence: "e"},
	}
	var buf bytes.Buffer
	if err := json.Issues(&buf, found); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(buf.String(), "<message> &") {
		t.Error("text is escaped as if for HTML")
	}
	eachLine(t, buf.Bytes(), func(line []byte) {
		if err := valid(schema, line); err != nil {
			t.Errorf("%v\n%s", err, line)
		}
	})
	for _, bad := range []string{`{}`, strings.Replace(strings.SplitN(buf.String(), "\n", 2)[0], "warning", "fatal", 1)} {
		if valid(schema, []byte(bad)) == nil {
			t.Errorf("the schema has nothing against %s", bad)
		}
	}
	codes := schema.Properties["code"]
	for _, e := range diag.Codes() {
		if err := codes.Validate(string(e.Code)); err != nil {
			t.Errorf("code %s: %v", e.Code, err)
		}
	}
}

func TestSchemasDescribeThemselves(t *testing.T) {
	for _, name := range json.SchemaNames() {
		if s := compiled(t, name); s.Title == "" || s.Description == "" || s.DraftVersion != 2020 {
			t.Errorf("%s: a schema of 2020-12 needs a title and a description", name)
		}
	}
	if !slices.IsSorted(json.SchemaNames()) {
		t.Error("the names are not sorted")
	}
}

func eachLine(t *testing.T, data []byte, visit func([]byte)) {
	t.Helper()
	if bytes.Contains(data, []byte{'\r'}) || len(data) > 0 && !bytes.HasSuffix(data, []byte{'\n'}) {
		t.Error("lines do not all end in a line feed")
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		visit(lines.Bytes())
	}
}
