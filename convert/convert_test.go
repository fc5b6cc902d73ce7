package convert_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

// work is a Work in some languages, with nothing in it.
func work(languages ...string) *document.Work {
	w := new(document.Work)
	for _, l := range languages {
		w.Expressions = append(w.Expressions, &document.Expression{Language: l, Root: &document.Node{Kind: document.Root}})
	}
	return w
}

// tell is a writer that writes what it was asked for, and counts.
func tell(count *int) writeFunc {
	return func(_ context.Context, job *convert.Job, w io.Writer) error {
		*count++
		var parts []string
		for _, e := range job.Expressions() {
			parts = append(parts, e.Language)
		}
		for _, e := range job.Embedded {
			parts = append(parts, "<"+string(e.Data)+">")
		}
		_, err := fmt.Fprintf(w, "%s %s", job.Name, strings.Join(parts, " "))
		return err
	}
}

func registry(t *testing.T, formats ...*convert.Format) *convert.Registry {
	t.Helper()
	r := new(convert.Registry)
	if err := r.Add(formats...); err != nil {
		t.Fatal(err)
	}
	return r
}

func targets(formats ...*convert.Format) []convert.Target {
	var all []convert.Target
	for _, f := range formats {
		all = append(all, convert.Target{Format: f})
	}
	return all
}

func name(language string) string { return strings.TrimSuffix("text-"+language, "-") }

func TestWrite(t *testing.T) {
	var n int
	each := &convert.Format{Name: "each", Extension: "e", MediaType: "text/e", Writer: tell(&n)}
	all := &convert.Format{Name: "all", Extension: "a", MediaType: "text/a", Scope: convert.PerWork, Writer: tell(&n)}
	outputs, err := convert.Write(context.Background(), registry(t, each, all), work("en", "fr"), targets(each, all), name, convert.Env{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range outputs {
		got = append(got, fmt.Sprintf("%s %s %s %q: %s", o.Name, o.Format, o.MediaType, o.Language, o.Data))
	}
	want := []string{
		`text-en.e each text/e "en": text-en.e en`,
		`text-fr.e each text/e "fr": text-fr.e fr`,
		`text.a all text/a "": text.a en fr`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestWriteEmbeds: what is embedded is made once, whether it is a target too or
// not, with the settings of the target.
func TestWriteEmbeds(t *testing.T) {
	var inner, outer, whole int
	in := &convert.Format{Name: "in", Extension: "i", Writer: tell(&inner), Options: []convert.Option{{Name: "o", Default: "d"}}}
	out := &convert.Format{Name: "out", Extension: "o", Writer: tell(&outer), Embeds: []string{"in", "whole"}}
	all := &convert.Format{Name: "whole", Extension: "w", Scope: convert.PerWork, Writer: tell(&whole), Embeds: []string{"in"}}
	r := registry(t, in, out, all)

	outputs, err := convert.Write(context.Background(), r, work("en", "fr"), targets(out, in), name, convert.Env{})
	if err != nil {
		t.Fatal(err)
	}
	if inner != 2 || outer != 2 || whole != 1 {
		t.Errorf("written %d, %d and %d times", inner, outer, whole)
	}
	if len(outputs) != 4 {
		t.Errorf("there are %d outputs: one that is only embedded is none", len(outputs))
	}
	if got, want := string(outputs[1].Data), "text-fr.o fr <text-fr.i fr> <text.w en fr <text-en.i en> <text-fr.i fr>>"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWriteOptions(t *testing.T) {
	var got []string
	in := &convert.Format{Name: "in", Extension: "i", Options: []convert.Option{{Name: "o", Default: "default"}}}
	in.Writer = writeFunc(func(_ context.Context, job *convert.Job, _ io.Writer) error {
		got = append(got, job.Options.String("o"))
		return nil
	})
	out := &convert.Format{Name: "out", Extension: "o", Writer: writesNothing, Embeds: []string{"in"}}
	r := registry(t, in, out)
	given, err := convert.NewValues(in.Options, map[string]string{"o": "given"})
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]convert.Target{targets(out), {{Format: out}, {Format: in, Options: given}}} {
		if _, err := convert.Write(context.Background(), r, work("en"), list, name, convert.Env{}); err != nil {
			t.Fatal(err)
		}
	}
	if want := []string{"default", "given"}; !slices.Equal(got, want) {
		t.Errorf("the embedded format was written with %v, want %v", got, want)
	}
}

func TestWriteTellsOfTheOtherFiles(t *testing.T) {
	var got []string
	f := &convert.Format{Name: "f", Extension: "f", Scope: convert.PerWork, Writer: writeFunc(func(_ context.Context, job *convert.Job, _ io.Writer) error {
		for _, o := range job.Files {
			got = append(got, o.Name+o.Language)
			if o.Data != nil {
				t.Errorf("%s comes with its bytes", o.Name)
			}
		}
		return nil
	})}
	var n int
	g := &convert.Format{Name: "g", Extension: "g", Writer: tell(&n)}
	if _, err := convert.Write(context.Background(), registry(t, f, g), work("en", "fr"), targets(f, g), name, convert.Env{}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"text.f", "text-en.gen", "text-fr.gfr"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// verified is a writer that finds fault with its own output.
type verified struct {
	writeFunc
	err error
}

func (v verified) Verify(context.Context, *convert.Job, []byte) error { return v.err }

func TestWriteAllOrNothing(t *testing.T) {
	fault := errors.New("a fault")
	var n int
	good := &convert.Format{Name: "good", Extension: "g", Writer: verified{tell(&n), nil}}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, c := range []struct {
		name   string
		ctx    context.Context
		bad    *convert.Format
		op     string
		unwrap error
	}{
		{"not written", context.Background(), &convert.Format{Name: "bad", Extension: "b", Writer: writeFunc(func(context.Context, *convert.Job, io.Writer) error { return fault })}, "write", fault},
		{"not verified", context.Background(), &convert.Format{Name: "bad", Extension: "b", Writer: verified{tell(&n), fault}}, "verify", fault},
		{"invalid", context.Background(), &convert.Format{Name: "bad", Extension: "b", Writer: verified{tell(&n), fault}}, "verify", convert.ErrInvalidOutput},
		{"only read", context.Background(), &convert.Format{Name: "bad", Extension: "b", Reader: readsNothing}, "write", nil},
		{"embeds what there is not", context.Background(), &convert.Format{Name: "bad", Extension: "b", Writer: tell(&n), Embeds: []string{"other"}}, "write", convert.ErrUnknownFormat},
		{"embeds itself", context.Background(), &convert.Format{Name: "bad", Extension: "b", Writer: tell(&n), Embeds: []string{"bad"}}, "write", nil},
		{"cancelled", cancelled, &convert.Format{Name: "bad", Extension: "b", Writer: tell(&n)}, "write", context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			outputs, err := convert.Write(c.ctx, registry(t, good, c.bad), work("en"), targets(good, c.bad), name, convert.Env{})
			if outputs != nil {
				t.Errorf("there are %d outputs", len(outputs))
			}
			e, ok := errors.AsType[*convert.Error](err)
			if !ok || e.Op != c.op {
				t.Fatalf("got %v, want an error of %s", err, c.op)
			}
			if c.unwrap != nil && !errors.Is(err, c.unwrap) {
				t.Errorf("got %v, want it to wrap %v", err, c.unwrap)
			}
			if !strings.HasPrefix(err.Error(), "text-en.") {
				t.Errorf("the error does not begin with the file: %v", err)
			}
		})
	}
}

func TestWriteNeedsNoSink(t *testing.T) {
	f := &convert.Format{Name: "f", Extension: "f", Writer: writeFunc(func(_ context.Context, job *convert.Job, _ io.Writer) error {
		job.Env.Findings.Report(diag.New("JSN001", "something"))
		return nil
	})}
	if _, err := convert.Write(context.Background(), registry(t, f), work("en"), targets(f), name, convert.Env{}); err != nil {
		t.Error(err)
	}
}

func TestRead(t *testing.T) {
	fault := errors.New("a fault")
	reads := func(w *document.Work, err error) *convert.Format {
		return &convert.Format{Name: "f", Reader: readFunc(func(_ context.Context, in *convert.Input) (*document.Work, error) {
			in.Env.Findings.Report(diag.New("JSN001", "something"))
			return w, err
		})}
	}
	traced := reads(work("en"), nil)
	traced.Traced = true
	for _, c := range []struct {
		name   string
		format *convert.Format
		op     string // "" is no error
		want   string
	}{
		{"fine", reads(work("en"), nil), "", ""},
		{"fails", reads(nil, fault), "read", "a fault"},
		{"only written", written("x"), "read", "x is only written"},
		{"no expression", reads(new(document.Work), nil), "check", "the f reader made a wrong tree: the work has no expression"},
		{"loses text", traced, "check", "would lose or change text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := convert.Read(context.Background(), c.format, &convert.Input{Name: "a.txt", Data: []byte("text")})
			if c.op == "" {
				if err != nil || w == nil {
					t.Fatal(w, err)
				}
				return
			}
			e, ok := errors.AsType[*convert.Error](err)
			if !ok || e.Op != c.op || e.Name != "a.txt" || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error of %s with %q", err, c.op, c.want)
			}
			if w != nil {
				t.Error("there is a work with the error")
			}
		})
	}
}
