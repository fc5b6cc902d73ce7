package json_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/json"
)

var update = flag.Bool("update", false, "write the golden files anew")

// read reads a document as the program would.
func read(data []byte) (*document.Work, []diag.Diagnostic, error) {
	var found diag.Bag
	w, err := convert.Read(context.Background(), json.Format(), &convert.Input{Name: "x.json", Data: data, Env: convert.Env{Findings: &found}})
	return w, found.Sorted(), err
}

// TestGolden shows what documents look like, and holds every byte of them.
func TestGolden(t *testing.T) {
	for name, make := range works {
		file := filepath.Join("..", "..", "testdata", "golden", "json", name+".json")
		got := written(t, make())
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not as it was (-golden +now):\n%s", file, cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")))
		}
	}
}

// TestRandomWorks: whatever the model holds comes back, and makes the same bytes.
func TestRandomWorks(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := formattest.Works().Draw(r, "work")
		data := written(t, w)
		got, found, err := read(data)
		if err != nil {
			r.Fatalf("%v\n%s", err, data)
		}
		if len(found) > 0 {
			r.Errorf("findings about its own output: %v", found)
		}
		if !reflect.DeepEqual(w, got) {
			r.Fatalf("another work comes back (-written +read):\n%s", cmp.Diff(w, got))
		}
		if again := written(t, got); !bytes.Equal(again, data) {
			r.Fatal("what comes back makes other bytes")
		}
		v := json.Format().Writer.(convert.Verifier)
		if err := v.Verify(context.Background(), &convert.Job{Work: w, Env: convert.Env{Generator: convert.Generator{Name: "test", Version: "0"}}}, data); err != nil {
			r.Fatal(err)
		}
	})
}

// TestVerifyKnowsWorksApart: a change is found wherever it is in the work.
func TestVerifyKnowsWorksApart(t *testing.T) {
	first := func(w *document.Work, kind document.Kind) (found *document.Node) {
		document.Walk(w.Expressions[0].Root, func(n *document.Node, _ []*document.Node) bool {
			if found == nil && n.Kind == kind {
				found = n
			}
			return true
		})
		return found
	}
	for name, change := range map[string]func(*document.Work){
		"identifier": func(w *document.Work) { w.Identifiers[0].Origin = "metadata" },
		"extension":  func(w *document.Work) { w.Extensions[0].Data = "x" },
		"left out":   func(w *document.Work) { w.Expressions[0].Source.LeftOut[0].Reason = "rule" },
		"fewer":      func(w *document.Work) { w.Expressions = w.Expressions[:1] },
		"columns":    func(w *document.Work) { first(w, document.Cell).Columns = 1 },
		"child":      func(w *document.Work) { n := first(w, document.Table); n.Children = n.Children[:3] },
		"in a mark":  func(w *document.Work) { first(w, document.DateLine).Text[1].Children[0].Text = "1 March 2020" },
		"note":       func(w *document.Work) { first(w, document.Note).Text[0].Text = "Compare" },
	} {
		w := formattest.Everything()
		change(w)
		job := &convert.Job{Work: formattest.Everything(), Env: convert.Env{Generator: convert.Generator{Name: "test", Version: "0"}}}
		if json.Format().Writer.(convert.Verifier).Verify(context.Background(), job, written(t, w)) == nil {
			t.Errorf("%s: the document of another work passes", name)
		}
	}
}

// TestForeignMembers: what this version does not know stays where it was.
func TestForeignMembers(t *testing.T) {
	var data = string(written(t, formattest.Resolution()))
	insert := func(before, member string) {
		t.Helper()
		if !strings.Contains(data, before) {
			t.Fatalf("the document has no %s", before)
		}
		data = strings.Replace(data, before, member+", "+before, 1)
	}
	insert(`"schema_version"`, `"x-document": {"b": 1, "a": [true, null, -1.50e+3, "z\u00e9/\ud83d\ude00"]}`)
	insert(`"profile"`, `"x-work": "w"`)
	insert(`"scheme"`, `"x-identifier": 1`)
	insert(`"class"`, `"x~/entity": 1`)
	insert(`"language3"`, `"x-expression": []`)
	insert(`"media_type"`, `"x-source": {}`)
	insert(`"type": "citation"`, `"x-clause": 1, "x-clause-2": 2`)
	insert(`"value": "2015-12-21"`, `"x-inline": 1`)
	insert(`"start": 401`, `"x-span": 1`)

	w, found, err := read([]byte(data))
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	again := string(written(t, w))
	for _, want := range []string{
		`"x-document": {"b":1,"a":[true,null,-1.50e+3,"zé/😀"]}`, `"x-work": "w"`, `"x-identifier": 1}`, `"x~/entity": 1}`,
		`"x-expression": []`, `"x-source": {}`, "\"x-clause\": 1,\n          \"x-clause-2\": 2", `"x-inline": 1}`, `"of": "source", "x-span": 1}`,
	} {
		if !strings.Contains(again, want) {
			t.Errorf("%s is lost", want)
		}
	}
	if strings.Contains(again, `"extensions"`) {
		t.Error("a foreign member became an extension")
	}
	w2, _, err := read([]byte(again))
	if err != nil {
		t.Fatal(err)
	}
	anyOrder := cmpopts.SortSlices(func(a, b document.Extension) bool { return a.Name < b.Name })
	if diff := cmp.Diff(w, w2, anyOrder); diff != "" {
		t.Errorf("it does not read back (-first +second):\n%s", diff)
	}
	job := &convert.Job{Work: w, Env: convert.Env{Generator: convert.Generator{Name: "test", Version: "0"}}}
	if err := json.Format().Writer.(convert.Verifier).Verify(context.Background(), job, []byte(again)); err != nil {
		t.Error(err)
	}
}

// TestForeignMembersWithoutAPlace: an extension that looks like a foreign
// member but has no place to go, or would stand twice, stays an extension.
func TestForeignMembersWithoutAPlace(t *testing.T) {
	for name, extensions := range map[string][]document.Extension{
		"no such object":  {{Name: "json:/inlines/9/x", Data: "1"}},
		"known member":    {{Name: "json:/text", Data: `"other"`}},
		"no pointer":      {{Name: "json:x", Data: "1"}},
		"no JSON":         {{Name: "json:/x", Data: "{"}},
		"with spaces":     {{Name: "json:/x", Data: "[1, 2]"}},
		"twice":           {{Name: "json:/x", Data: "1"}, {Name: "json:/x", Data: "2"}},
		"before another":  {{Name: "json:/x", Data: "1"}, {Name: "test:a", Data: "2"}},
		"some of several": {{Name: "json:/x", Data: "1"}, {Name: "json:/inlines/9/x", Data: "1"}, {Name: "json:/inlines/0/x", Data: "1"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := formattest.Resolution()
			w.Expressions[0].Root.Children[1].Children[1].Children[0].Extensions = extensions
			data := written(t, w)
			job := &convert.Job{Work: w, Env: convert.Env{Generator: convert.Generator{Name: "test", Version: "0"}}}
			if err := json.Format().Writer.(convert.Verifier).Verify(context.Background(), job, data); err != nil {
				t.Fatalf("%v\n%s", err, data)
			}
			once, _, err := read(data)
			if err != nil {
				t.Fatal(err)
			}
			if again := written(t, once); !bytes.Equal(again, data) {
				t.Error("what is read back is written differently")
			}
		})
	}
}

// TestWithoutDerivedMembers: what other programs write may leave out whatever
// follows from the rest.
func TestWithoutDerivedMembers(t *testing.T) {
	w, found, err := read([]byte(`{"expressions": [{"language": "en", "clauses": [
		{"type": "document", "level": 0},
		{"type": "body", "level": 1},
		{"type": "paragraph", "level": 2, "num": "1.", "text": "Welcomes bees."}
	]}]}`))
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	p := w.Expressions[0].Root.Children[0].Children[0]
	if p.Num != "1." || p.Plain() != "Welcomes bees." {
		t.Errorf("got %q %q", p.Num, p.Plain())
	}
}

func TestFindings(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"text changed", `"text": "having regard to its previous`, `"text": "having regard to our previous`, "x.json:146:24: warning: cit_1: the text is not the one that its hash was made of [JSN002]"},
		{"text of the expression", `"text": "European Parliament resolution on freedom of expression in Kazakhstan\n(`, `"text": "(`, "[JSN003]"},
		{"title", `"title": "European Parliament`, `"title": "EP`, "[JSN003]"},
		{"id of the work", `"id": "/akn/eu`, `"id": "/akn/un`, "[JSN003]"},
	} {
		good := string(written(t, formattest.Resolution()))
		changed := strings.Replace(good, c.from, c.to, 1)
		if changed == good {
			t.Fatalf("%s: the document has no %s", c.name, c.from)
		}
		_, found, err := read([]byte(changed))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !strings.Contains(joined(found), c.want) {
			t.Errorf("%s: found %s, want %s", c.name, joined(found), c.want)
		}
	}
}

func joined(found []diag.Diagnostic) string {
	var lines []string
	for _, d := range found {
		lines = append(lines, d.String())
	}
	return strings.Join(lines, "\n")
}

// TestPlacesOfManyFindings: places are right whatever stands between them, and
// finding them takes no longer for each.
func TestPlacesOfManyFindings(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"expressions": [{"title": "none", "language": "en", "text": "é", "clauses": [{"type": "document", "level": 0}, {"type": "body", "level": 1}`)
	for i := range 900 {
		if i%3 == 0 {
			b.WriteString("\n")
		}
		b.WriteString(`, {"type": "text", "level": 2, "text": "é", "text_hash": "x"}`)
	}
	b.WriteString("]}]}")
	data := b.String()
	_, found, err := read([]byte(data))
	if err != nil || len(found) != 902 {
		t.Fatal(len(found), err)
	}
	for _, d := range found {
		before := data[:d.Span.Start]
		line := strings.Count(before, "\n") + 1
		column := len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1
		if d.Start != (diag.Position{Line: line, Column: column, Offset: d.Span.Start}) {
			t.Fatalf("got %+v, want line %d, column %d", d.Start, line, column)
		}
	}
}

func TestNotUTF8(t *testing.T) {
	w := formattest.Resolution()
	w.Expressions[0].Source.Name = "r\xe9solution.txt"
	var found diag.Bag
	job := &convert.Job{Work: w, Env: convert.Env{Findings: &found}}
	var buf bytes.Buffer
	f := json.Format()
	if err := f.Writer.Write(context.Background(), job, &buf); err != nil {
		t.Fatal(err)
	}
	if got := joined(found.Sorted()); !strings.Contains(got, "[JSN001]") {
		t.Errorf("found %q", got)
	}
	if !bytes.Contains(buf.Bytes(), []byte("r\uFFFDsolution.txt")) {
		t.Error("the name is not there with U+FFFD")
	}
	if err := f.Writer.(convert.Verifier).Verify(context.Background(), job, buf.Bytes()); err != nil {
		t.Error(err)
	}
}

// TestErrors: an error names the place and the member.
func TestErrors(t *testing.T) {
	clauses := func(list string) string {
		return `{"expressions": [{"language": "en", "clauses": [{"type": "document", "level": 0}, {"type": "body", "level": 1}` + list + `]}]}`
	}
	paragraph := func(members string) string { return clauses(`, {"type": "paragraph", "level": 2, ` + members + `}`) }
	const inClause = `"unit": "codepoint", "of": "clause.text"`
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "1:1: the file ends where an object should be"},
		{"not JSON", "A text.", `1:1: 'A' stands where an object should be`},
		{"array", "[]", "'[' stands where an object should be"},
		{"cut off", `{"work": {`, "1:11: work: the file ends where"},
		{"more after the end", "{\"expressions\": []}\n {}", "2:2: '{' stands where the end of the file should be"},
		{"no expressions", "{}", "there are no expressions"},
		{"trailing comma", "{\n  \"work\": {},\n}", `3:1: '}' stands where the name of a member should be`},
		{"comment", "{ // x\n}", `'/' stands where`},
		{"single quotes", "{'work': {}}", `'\'' stands where`},
		{"two members of a name", `{"work": {}, "work": {}}`, `1:14: there are two members "work"`},
		{"two foreign members of a name", `{"x": {"a": 1, "a": 2}}`, `x: there are two members "a"`},
		{"leading zero", `{"x": 01}`, "stands where"},
		{"no digit", `{"x": 1.}`, "'}' stands where a digit should be"},
		{"bare word", `{"x": nil}`, "stands where a value should be"},
		{"raw control character", "{\"x\": \"a\nb\"}", "control character U+000A"},
		{"unknown escape", `{"x": "\x"}`, "an escape that there is not"},
		{"half a surrogate pair", `{"x": "\ud83d"}`, "an escape that there is not"},
		{"open string", `{"x": "a`, "the file ends in a string"},
		{"not UTF-8", "{\"x\": \"\xff\"}", "1:8: bytes that are not UTF-8"},
		{"other schema", `{"$schema": "urn:plurilex:schema:document:2"}`, `is not "urn:plurilex:schema:document:1"`},
		{"next version", `{"schema_version": "2.0.0"}`, "version 2.0.0 is read by another version"},
		{"wrong type", `{"expressions": {}}`, "expressions: '{' stands where an array should be"},
		{"no clauses", `{"expressions": [{"language": "en"}]}`, "expressions[0]: the expression has no clauses"},
		{"unknown type", clauses(`, {"type": "zitat", "level": 2}`), `expressions[0].clauses[2].type: unknown kind "zitat"`},
		{"no type", clauses(`, {"level": 2}`), "expressions[0].clauses[2]: the clause has no type"},
		{"no level", clauses(`, {"type": "paragraph"}`), "the clause has no level"},
		{"level left out", clauses(`, {"type": "paragraph", "level": 3}`), "a clause of level 3 cannot follow one of level 1"},
		{"two roots", clauses(`, {"type": "document", "level": 0}`), "a clause of level 0 cannot follow"},
		{"negative level", clauses(`, {"type": "paragraph", "level": -1}`), "-1 is no whole number from 0"},
		{"broken level", clauses(`, {"type": "paragraph", "level": 1.5}`), "1.5 is no whole number"},
		{"level too deep", clauses(`, {"type": "paragraph", "level": 201}`), "201 is more than 200"},
		{"wrong order", clauses(`, {"type": "paragraph", "level": 2, "order": 7}`), "the clause is number 3 in the list"},
		{"wrong parent", paragraph(`"parent": "preamble"`), `the parent is said to be "preamble", but by its level the clause is in ""`},
		{"wrong tree", clauses(`, {"type": "recital", "level": 2}`), "a recital cannot stand in a body"},
		{"span backwards", paragraph(`"span": {"start": 2, "end": 1, "unit": "byte", "of": "source"}`), "the span ends at 1 before it starts at 2"},
		{"span in other units", paragraph(`"span": {"start": 1, "end": 2, "unit": "codepoint", "of": "source"}`), "a span in codepoint of source stands where one in byte of source should be"},
		{"span without units", paragraph(`"span": {"start": 1, "end": 2}`), "a span in nothing of nothing"},
		{"gap", paragraph(`"text": "abc", "inlines": [{"kind": "words", "char_span": {"start": 1, "end": 3, ` + inClause + `}}]`), "1:174: expressions[0].clauses[2]: the inline starts at code point 1, the one before it ends at 0"},
		{"too long", paragraph(`"text": "ab", "inlines": [{"kind": "words", "char_span": {"start": 0, "end": 3, ` + inClause + `}}]`), "behind the end of the text"},
		{"too short", paragraph(`"text": "abc", "inlines": [{"kind": "words", "char_span": {"start": 0, "end": 2, ` + inClause + `}}]`), `the text goes on after its inlines: "c"`},
		{"no break", paragraph(`"text": "a", "inlines": [{"kind": "break", "char_span": {"start": 0, "end": 1, ` + inClause + `}}]`), "no line feed"},
		{"no kind", paragraph(`"text": "a", "inlines": [{"char_span": {"start": 0, "end": 1, ` + inClause + `}}]`), "the inline has no kind"},
		{"no char_span", paragraph(`"text": "a", "inlines": [{"kind": "words"}]`), "the inline has no char_span"},
		{"no such note", paragraph(`"text": "a", "inlines": [{"kind": "note", "note": {"order": 9, "id": null}, "char_span": {"start": 0, "end": 1, ` + inClause + `}}]`), "note 9 does not come after the clause that calls it"},
		{"note without note", paragraph(`"text": "a", "inlines": [{"kind": "note", "char_span": {"start": 0, "end": 1, ` + inClause + `}}]`), `the call of note "a" has no note`},
		{"extension", `{"extensions": [{"name": "a", "value": "b"}]}`, "extensions[0].value: an extension has no such member"},
		{"date", `{"expressions": [{"language": "en", "clauses": [{"type": "document", "level": 0}, {"type": "body", "level": 1}, {"type": "text", "level": 2, "text": "a", "inlines": [{"kind": "date", "value": "soon", "char_span": {"start": 0, "end": 1, ` + inClause + `}, "inlines": [{"kind": "words", "char_span": {"start": 0, "end": 1, ` + inClause + `}}]}]}]}]}`, `date "soon" is not YYYY-MM-DD`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := read([]byte(c.data))
			if err == nil {
				t.Fatal("it is read")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %q, want %q in it", err, c.want)
			}
			var e *json.Error
			if errors.As(err, &e) && !errors.Is(err, convert.ErrNotReadable) {
				t.Error("the error is no convert.ErrNotReadable")
			}
		})
	}
}

func TestLimits(t *testing.T) {
	deep := `{"x": ` + strings.Repeat("[", 1000) + strings.Repeat("]", 1000) + "}"
	if _, _, err := read([]byte(deep)); !errors.Is(err, convert.ErrLimit) {
		t.Errorf("a thousand arrays in one another: %v", err)
	}
	if _, _, err := read(make([]byte, json.MaxSize+1)); !errors.Is(err, convert.ErrLimit) {
		t.Errorf("a file that is too large: %v", err)
	}
	// Many members of an object are looked through once, not for each.
	var many strings.Builder
	many.WriteString(`{"expressions": []`)
	for i := range 100_000 {
		many.WriteString(`, "x` + strings.Repeat("y", i%7) + string(rune('a'+i%26)) + `": 1`)
	}
	many.WriteString("}")
	if _, _, err := read([]byte(many.String())); err == nil {
		t.Error("members that stand twice are read")
	}
}

func FuzzRead(f *testing.F) {
	for _, make := range works {
		f.Add(written(f, make()))
	}
	f.Add([]byte(`{"expressions": [{"language": "en", "clauses": [{"type": "document", "level": 0}]}], "x": {"y": [1e5, "\u00e9"]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, _, err := read(data)
		if err != nil {
			return
		}
		once := written(t, w)
		again, _, err := read(once)
		if err != nil {
			t.Fatalf("what was written is not read: %v\n%s", err, once)
		}
		if twice := written(t, again); !bytes.Equal(once, twice) {
			t.Fatalf("what is read back is written differently:\n%s\n%s", once, twice)
		}
		job := &convert.Job{Work: w, Env: convert.Env{Generator: convert.Generator{Name: "test", Version: "0"}}}
		if err := json.Format().Writer.(convert.Verifier).Verify(context.Background(), job, once); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	job := &convert.Job{Work: formattest.Resolution()}
	w := json.Format().Writer
	var buf bytes.Buffer
	for b.Loop() {
		buf.Reset()
		if err := w.Write(context.Background(), job, &buf); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(buf.Len()))
	b.ReportAllocs()
}

func BenchmarkRead(b *testing.B) {
	in := &convert.Input{Name: "x.json", Data: written(b, formattest.Resolution())}
	r := json.Format().Reader
	for b.Loop() {
		if _, err := r.Read(context.Background(), in); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(in.Data)))
	b.ReportAllocs()
}

func BenchmarkVerify(b *testing.B) {
	job := &convert.Job{Work: formattest.Resolution(), Env: convert.Env{Generator: convert.Generator{Name: "test", Version: "0"}}}
	data := written(b, job.Work)
	v := json.Format().Writer.(convert.Verifier)
	for b.Loop() {
		if err := v.Verify(context.Background(), job, data); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
}
