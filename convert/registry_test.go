package convert_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
)

// writeFunc is a Writer.
type writeFunc func(ctx context.Context, job *convert.Job, w io.Writer) error

func (f writeFunc) Write(ctx context.Context, job *convert.Job, w io.Writer) error {
	return f(ctx, job, w)
}

// readFunc is a Reader.
type readFunc func(ctx context.Context, in *convert.Input) (*document.Work, error)

func (f readFunc) Read(ctx context.Context, in *convert.Input) (*document.Work, error) {
	return f(ctx, in)
}

var (
	writesNothing = writeFunc(func(context.Context, *convert.Job, io.Writer) error { return nil })
	readsNothing  = readFunc(func(context.Context, *convert.Input) (*document.Work, error) { return nil, errors.New("nothing") })
)

func written(name string) *convert.Format {
	return &convert.Format{Name: name, Extension: name, Writer: writesNothing}
}

func TestAdd(t *testing.T) {
	option := func(o convert.Option) *convert.Format {
		f := written("x")
		f.Options = []convert.Option{o}
		return f
	}
	for _, c := range []struct {
		name   string
		format *convert.Format
		want   string // "" is no error
	}{
		{"fine", written("x-2"), ""},
		{"no name", written(""), "format name"},
		{"capital", written("X"), "format name"},
		{"begins with a hyphen", written("-x"), "format name"},
		{"letter beyond ASCII", written("é"), "format name"},
		{"neither reads nor writes", &convert.Format{Name: "x"}, "neither reads nor writes"},
		{"no extension", &convert.Format{Name: "x", Writer: writesNothing}, "no extension"},
		{"only read, no extension", &convert.Format{Name: "x", Reader: readsNothing}, ""},
		{"same name", &convert.Format{Name: "have", Reader: readsNothing}, "there already"},
		{"same extension", &convert.Format{Name: "x", Extension: "have", Writer: writesNothing}, "as have does"},
		{"same extension, only read", &convert.Format{Name: "x", Extension: "have", Reader: readsNothing}, ""},
		{"option name", option(convert.Option{Name: "Big"}), "option name"},
		{"option without default", option(convert.Option{Name: "o"}), ""},
		{"bool without default", option(convert.Option{Name: "o", Type: convert.Bool}), "want true or false"},
		{"default of an int", option(convert.Option{Name: "o", Type: convert.Int, Default: "many"}), "want a whole number"},
		{"default that is no choice", option(convert.Option{Name: "o", Type: convert.Choice, Default: "c", Choices: []string{"a", "b"}}), "want one of a, b"},
		{"default that is a choice", option(convert.Option{Name: "o", Type: convert.Choice, Default: "b", Choices: []string{"a", "b"}}), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var r convert.Registry
			if err := r.Add(written("have")); err != nil {
				t.Fatal(err)
			}
			err := r.Add(c.format)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if n := len(r.Formats()); (n == 2) != (c.want == "") {
				t.Errorf("there are %d formats", n)
			}
		})
	}
}

func TestLookup(t *testing.T) {
	var r convert.Registry
	if err := r.Add(written("akn"), written("pdf"), &convert.Format{Name: "workbook", Extension: "xlsx", Writer: writesNothing}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, want string }{
		{"pdf", ""},
		{"pfd", "did you mean pdf?"},
		{"ank", "did you mean akn?"},
		{"xls", "did you mean workbook?"},
		{"docx", "there are akn, pdf, workbook"},
		{"", "there are akn, pdf, workbook"},
	} {
		f, err := r.Lookup(c.name)
		switch {
		case c.want == "" && (err != nil || f.Name != c.name):
			t.Errorf("%q: got %v, %v", c.name, f, err)
		case c.want != "" && (!errors.Is(err, convert.ErrUnknownFormat) || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q: got %v, want %q", c.name, err, c.want)
		}
	}
}

func TestRecognise(t *testing.T) {
	claims := func(name, beginning string) *convert.Format {
		return &convert.Format{Name: name, Reader: readsNothing, Recognise: func(_ string, head []byte) bool {
			if len(head) > convert.RecogniseBytes {
				t.Errorf("Recognise gets %d bytes", len(head))
			}
			return strings.HasPrefix(string(head), beginning)
		}}
	}
	var r convert.Registry
	if _, err := r.Recognise("a", nil); !errors.Is(err, convert.ErrUnknownFormat) {
		t.Errorf("an empty registry: %v", err)
	}
	byName := &convert.Format{Name: "named", Reader: readsNothing, Recognise: func(name string, _ []byte) bool { return name == "Makefile" }}
	fallback := &convert.Format{Name: "any", Reader: readsNothing}
	if err := r.Add(written("only-written"), fallback, claims("a", "a"), claims("ab", "ab"), byName, &convert.Format{Name: "any-2", Reader: readsNothing}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, data, want string }{
		{"x", "abc", "a"}, // the first that claims it
		{"x", "b" + strings.Repeat("x", 10_000), "any"},
		{"x", "", "any"},
		{"dir/Makefile", "", "named"}, // the base name
	} {
		if f, err := r.Recognise(c.name, []byte(c.data)); err != nil || f.Name != c.want {
			t.Errorf("%s (%.10q): got %v, %v, want %s", c.name, c.data, f, err, c.want)
		}
	}
}

func TestFormatsIsACopy(t *testing.T) {
	var r convert.Registry
	if err := r.Add(written("a"), written("b")); err != nil {
		t.Fatal(err)
	}
	r.Formats()[0] = written("c")
	if got := r.Formats()[0].Name; got != "a" {
		t.Errorf("the first format became %s", got)
	}
}

var options = []convert.Option{
	{Name: "title", Default: "none"},
	{Name: "draft", Type: convert.Bool, Default: "false"},
	{Name: "size", Type: convert.Int, Default: "12"},
	{Name: "paper", Type: convert.Choice, Default: "a4", Choices: []string{"a4", "letter"}},
}

func TestValues(t *testing.T) {
	none, err := convert.NewValues(options, nil)
	if err != nil {
		t.Fatal(err)
	}
	if none.String("title") != "none" || none.Bool("draft") || none.Int("size") != 12 || none.String("paper") != "a4" || none.String("other") != "" {
		t.Error("what is not given does not have its default")
	}
	given, err := convert.NewValues(options, map[string]string{"title": "", "draft": "true", "size": "-3", "paper": "letter"})
	if err != nil {
		t.Fatal(err)
	}
	if given.String("title") != "" || !given.Bool("draft") || given.Int("size") != -3 || given.String("paper") != "letter" {
		t.Error("what is given does not count")
	}
	for name, value := range map[string]string{"draft": "yes", "size": "1.5", "paper": "A4", "colour": "red"} {
		if _, err := convert.NewValues(options, map[string]string{name: value}); !errors.Is(err, convert.ErrOption) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s %s: %v", name, value, err)
		}
	}
}
