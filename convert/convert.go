package convert

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/source"
)

var (
	// ErrNotReadable is what errors wrap when a file cannot be read as a format.
	ErrNotReadable = errors.New("not readable")
	// ErrLimit is what errors wrap when something is larger or deeper than the program takes on.
	ErrLimit = errors.New("limit exceeded")
	// ErrInvalidOutput is what errors wrap when an output failed its own check.
	ErrInvalidOutput = errors.New("output failed its own check")
)

// Error says which step of a conversion failed, on what.
type Error struct {
	Op   string // "read", "check", "write", "verify"
	Name string // the file
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %s: %v", e.Name, e.Op, e.Err) }
func (e *Error) Unwrap() error { return e.Err }

// Read reads a Work with the format's reader and checks that it is a proper one
// and, when the format is Traced, that every character of the file that is not
// white space is in exactly one place of it.
func Read(ctx context.Context, f *Format, in *Input) (*document.Work, error) {
	if f.Reader == nil {
		return nil, &Error{"read", in.Name, fmt.Errorf("%w: %s is only written", ErrNotReadable, f.Name)}
	}
	if in.Env.Findings == nil {
		in.Env.Findings = diag.Discard
	}
	w, err := f.Reader.Read(ctx, in)
	if err != nil {
		return nil, &Error{"read", in.Name, err}
	}
	if err := document.Check(w); err != nil {
		return nil, &Error{"check", in.Name, fmt.Errorf("the %s reader made a wrong tree: %w", f.Name, err)}
	}
	if f.Traced {
		for _, e := range w.Expressions {
			if err := source.Coverage(e, in.Data); err != nil {
				return nil, &Error{"check", in.Name, fmt.Errorf("the %s reader would lose or change text: %w", f.Name, err)}
			}
		}
	}
	return w, nil
}

// Target is a format to write, with its settings.
type Target struct {
	Format  *Format
	Options Values
}

// NameFunc makes the base name of an output, without the extension. language
// is "" for a file that holds the whole Work.
type NameFunc func(language string) string

// Write writes a Work in every target format, each output verified by its own
// writer where that can. It returns all outputs or none: an error in one
// leaves the others out.
func Write(ctx context.Context, r *Registry, w *document.Work, targets []Target, name NameFunc, env Env) ([]Output, error) {
	if env.Findings == nil {
		env.Findings = diag.Discard
	}
	run := run{registry: r, work: w, name: name, env: env, targets: targets, done: map[runKey]Output{}}
	for _, t := range targets {
		for _, e := range run.parts(t.Format, nil) {
			run.files = append(run.files, run.output(t.Format, e))
		}
	}
	var outputs []Output
	for _, t := range targets {
		for _, e := range run.parts(t.Format, nil) {
			out, err := run.write(ctx, t.Format, e, 0)
			if err != nil {
				return nil, err
			}
			outputs = append(outputs, out)
		}
	}
	return outputs, nil
}

// run is one call of Write. An output that another format embeds is made once.
type run struct {
	registry *Registry
	work     *document.Work
	name     NameFunc
	env      Env
	targets  []Target
	files    []Output // of the targets, without their bytes
	done     map[runKey]Output
}

type runKey struct {
	format     *Format
	expression *document.Expression
}

// parts are what files of a format hold, one each: nil is the whole Work. e is
// the expression they are about, or nil when they are about all.
func (r *run) parts(f *Format, e *document.Expression) []*document.Expression {
	switch {
	case f.Scope == PerWork:
		return []*document.Expression{nil}
	case e != nil:
		return []*document.Expression{e}
	}
	return r.work.Expressions
}

// output is the file of a part, without its bytes.
func (r *run) output(f *Format, e *document.Expression) Output {
	language := ""
	if e != nil {
		language = e.Language
	}
	return Output{Name: r.name(language) + "." + f.Extension, Format: f.Name, MediaType: f.MediaType, Language: language}
}

// maxEmbedding is how deep formats may embed one another.
const maxEmbedding = 4

func (r *run) write(ctx context.Context, f *Format, e *document.Expression, depth int) (Output, error) {
	key := runKey{f, e}
	if out, ok := r.done[key]; ok {
		return out, nil
	}
	out := r.output(f, e)
	fail := func(op string, err error) (Output, error) { return Output{}, &Error{op, out.Name, err} }
	if f.Writer == nil {
		return fail("write", fmt.Errorf("%s is only read", f.Name))
	}
	if depth > maxEmbedding {
		return fail("write", fmt.Errorf("%s embeds itself", f.Name))
	}
	job := &Job{Work: r.work, Expression: e, Name: out.Name, Files: r.files, Env: r.env}
	if i := slices.IndexFunc(r.targets, func(t Target) bool { return t.Format == f }); i >= 0 {
		job.Options = r.targets[i].Options
	} else {
		job.Options, _ = NewValues(f.Options, nil)
	}
	for _, name := range f.Embeds {
		g, err := r.registry.Lookup(name)
		if err != nil {
			return fail("write", err)
		}
		for _, part := range r.parts(g, e) {
			embedded, err := r.write(ctx, g, part, depth+1)
			if err != nil {
				return Output{}, err
			}
			job.Embedded = append(job.Embedded, embedded)
		}
	}
	if err := ctx.Err(); err != nil {
		return fail("write", err)
	}
	var buf bytes.Buffer
	if err := f.Writer.Write(ctx, job, &buf); err != nil {
		return fail("write", err)
	}
	out.Data = buf.Bytes()
	if v, ok := f.Writer.(Verifier); ok {
		if err := v.Verify(ctx, job, out.Data); err != nil {
			return fail("verify", fmt.Errorf("%w: %w", ErrInvalidOutput, err))
		}
	}
	r.done[key] = out
	return out, nil
}
