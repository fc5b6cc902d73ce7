package formattest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

// Options is what Run has to know of a format beyond its record. The zero value
// does for a format that reads what it writes and loses nothing.
type Options struct {
	// Works are written besides Resolution, Everything and an empty Work. Each
	// function makes a new Work.
	Works map[string]func() *document.Work

	// Samples are files to read, by name. A format that is only read needs some.
	Samples map[string][]byte

	// Forget takes out of a Work what the format's Omits say it cannot hold.
	// What is read back has to equal the rest. A format that reads and writes
	// and omits something has to have it.
	Forget func(*document.Work)

	// Text is all text that an output holds, for a format that is not read
	// back. It has to hold that of the model, in its order. White space does
	// not matter, and neither does what stands between the texts of two nodes.
	Text func(output []byte) (string, error)

	// Embedded makes the output of another format that the writer is to embed.
	// When it is nil the suite makes one of a few invented bytes.
	Embedded func(format string, job *convert.Job) convert.Output

	// Skip names checks that the format cannot pass, each with the reason.
	Skip map[string]string
}

// A check is one part of the suite, and a subtest.
type check struct {
	name    string
	applies func(*convert.Format) bool
	run     func(*suite, *testing.T)
}

func reads(f *convert.Format) bool  { return f.Reader != nil }
func writes(f *convert.Format) bool { return f.Writer != nil }
func both(f *convert.Format) bool   { return reads(f) && writes(f) }
func always(*convert.Format) bool   { return true }

var checks = []check{
	{"record", always, (*suite).record},
	{"every-kind", writes, (*suite).everyKind},
	{"options", writes, (*suite).options},
	{"same-bytes", writes, (*suite).sameBytes},
	{"leaves-alone", writes, (*suite).leavesAlone},
	{"write-errors", writes, (*suite).writeErrors},
	{"cancel", always, (*suite).cancel},
	{"verify", func(f *convert.Format) bool { _, ok := f.Writer.(convert.Verifier); return ok }, (*suite).verify},
	{"recognise", func(f *convert.Format) bool { return reads(f) && f.Recognise != nil }, (*suite).recognise},
	{"keeps-all", both, (*suite).keepsAll},
	{"keeps-text", func(f *convert.Format) bool { return writes(f) && !reads(f) }, (*suite).keepsText},
	{"same-work", reads, (*suite).sameWork},
	{"keeps-no-input", reads, (*suite).keepsNoInput},
	{"bad-input", reads, (*suite).badInput},
}

// Run checks that a format does what package convert asks of it: that its
// record is complete, that it writes every kind there is, that the same Work
// gives the same bytes whatever the machine does, that nothing is changed or
// kept, that errors and cancellation come through, that it loses only what it
// declares and that it finds its own damaged outputs out. What does not apply,
// because the format only reads or only writes, is left out by itself; whatever
// else a format cannot pass has to be named in Options.Skip.
//
// Run changes the process's time zone, locale, folder and GOMAXPROCS for a
// while: do not call it in a parallel test.
func Run(t *testing.T, f *convert.Format, o Options) {
	t.Helper()
	s := &suite{Options: o, format: f}
	for name := range o.Skip {
		if !slices.ContainsFunc(checks, func(c check) bool { return c.name == name }) {
			t.Errorf("Options.Skip names %q, which is no check", name)
		}
	}
	if f.Reader != nil && f.Writer == nil && len(o.Samples) == 0 {
		t.Error("a format that is only read needs Options.Samples")
	}
	for _, c := range checks {
		if !c.applies(f) {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			if why, skipped := o.Skip[c.name]; skipped {
				if why == "" {
					t.Error("Options.Skip gives no reason")
				}
				t.Skip(why)
			}
			c.run(s, t)
		})
	}
}

type suite struct {
	Options
	format *convert.Format
}

// Empty is a Work with one expression in an unknown language and no text.
func Empty() *document.Work {
	return &document.Work{
		Profile:     "plain",
		Expressions: []*document.Expression{{Language: "und", Root: &document.Node{Kind: document.Root}}},
	}
}

// works are the works to write, by name in a fixed order.
func (s *suite) works() []namedWork {
	all := []namedWork{{"resolution", Resolution}, {"everything", Everything}, {"empty", Empty}}
	for _, name := range slices.Sorted(maps.Keys(s.Works)) {
		all = append(all, namedWork{name, s.Works[name]})
	}
	return all
}

type namedWork struct {
	name string
	make func() *document.Work
}

// jobs are what is to write of a work: all of it, or each expression.
func (s *suite) jobs(w *document.Work, options map[string]string) ([]*convert.Job, error) {
	values, err := convert.NewValues(s.format.Options, options)
	if err != nil {
		return nil, err
	}
	parts := []*document.Expression{nil}
	if s.format.Scope == convert.PerExpression {
		parts = w.Expressions
	}
	var jobs []*convert.Job
	for _, e := range parts {
		job := &convert.Job{
			Work:       w,
			Expression: e,
			Name:       "work." + s.format.Extension,
			Options:    values,
			Env: convert.Env{
				Findings:  new(diag.Bag),
				Generator: convert.Generator{Name: "formattest", Version: "1.0.0"},
				Date:      time.Date(2020, time.March, 4, 0, 0, 0, 0, time.UTC),
			},
		}
		for _, name := range s.format.Embeds {
			job.Embedded = append(job.Embedded, s.embedded(name, job))
		}
		jobs = append(jobs, job)
	}
	return jobs, nil
}

func (s *suite) embedded(format string, job *convert.Job) convert.Output {
	if s.Embedded != nil {
		return s.Embedded(format, job)
	}
	out := convert.Output{Name: "work." + format, Format: format, MediaType: "application/octet-stream", Data: []byte("the bytes of " + format + "\n")}
	if job.Expression != nil {
		out.Language = job.Expression.Language
	}
	return out
}

// write writes one job, and gives the findings with the bytes.
func (s *suite) write(job *convert.Job) ([]byte, []diag.Diagnostic, error) {
	var found diag.Bag
	fresh := *job
	fresh.Env.Findings = &found
	var buf bytes.Buffer
	err := s.format.Writer.Write(context.Background(), &fresh, &buf)
	return buf.Bytes(), found.Sorted(), err
}

// result is what writing a whole work came to.
type result struct {
	Outputs  [][]byte
	Findings [][]diag.Diagnostic
}

func (s *suite) writeAll(w *document.Work, options map[string]string) (result, error) {
	var r result
	jobs, err := s.jobs(w, options)
	if err != nil {
		return r, err
	}
	for _, job := range jobs {
		data, found, err := s.write(job)
		if err != nil {
			return r, err
		}
		r.Outputs = append(r.Outputs, data)
		r.Findings = append(r.Findings, found)
	}
	return r, nil
}

func (s *suite) mustWrite(t *testing.T, w *document.Work) result {
	t.Helper()
	r, err := s.writeAll(w, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// same fails the test when two results differ. Bytes are not shown: most would
// not be readable.
func same(t *testing.T, when string, want, got result) {
	t.Helper()
	for i := range want.Outputs {
		if !bytes.Equal(want.Outputs[i], got.Outputs[i]) {
			t.Errorf("%s: output %d differs at byte %d", when, i+1, firstDifference(want.Outputs[i], got.Outputs[i]))
		}
	}
	if diff := difference(want.Findings, got.Findings); diff != "" {
		t.Errorf("%s: other findings (-first +second):\n%s", when, diff)
	}
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

func (s *suite) record(t *testing.T) {
	f := s.format
	if err := new(convert.Registry).Add(f); err != nil {
		t.Error(err)
	}
	if f.Title == "" || f.MediaType == "" {
		t.Error("the record has no Title or no MediaType")
	}
	if both(f) && len(f.Omits) > 0 && s.Forget == nil {
		t.Error("the record says what the format omits: Options.Forget has to take that out")
	}
	for _, o := range f.Options {
		if o.Help == "" {
			t.Errorf("option %s has no Help", o.Name)
		}
	}
}

func (s *suite) everyKind(t *testing.T) {
	for _, w := range s.works() {
		r, err := s.writeAll(w.make(), nil)
		if err != nil {
			t.Errorf("%s: %v", w.name, err)
		}
		for i, data := range r.Outputs {
			if len(data) == 0 && w.name != "empty" {
				t.Errorf("%s: output %d is empty", w.name, i+1)
			}
		}
		for _, found := range slices.Concat(r.Findings...) {
			if _, known := diag.Lookup(found.Code); !known && strings.Trim(string(found.Code), "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
				t.Errorf("%s: finding with the code %q: want capital letters and digits", w.name, found.Code)
			}
		}
	}
}

func (s *suite) options(t *testing.T) {
	for _, o := range s.format.Options {
		values := o.Choices
		if o.Type == convert.Bool {
			values = []string{"true", "false"}
		}
		for _, v := range values {
			if _, err := s.writeAll(Everything(), map[string]string{o.Name: v}); err != nil {
				t.Errorf("%s %s: %v", o.Name, v, err)
			}
		}
	}
}

func (s *suite) sameBytes(t *testing.T) {
	var mu sync.Mutex
	want := map[string]result{}
	all := func(t *testing.T, when string) {
		t.Helper()
		for _, w := range s.works() {
			got, err := s.writeAll(w.make(), nil)
			if err != nil {
				t.Errorf("%s, %s: %v", w.name, when, err)
				continue
			}
			mu.Lock()
			first, seen := want[w.name]
			if !seen {
				want[w.name] = got
			}
			mu.Unlock()
			if seen {
				same(t, w.name+", "+when, first, got)
			}
		}
	}
	all(t, "first")
	all(t, "again")

	zone := time.Local
	t.Cleanup(func() { time.Local = zone })
	time.Local = time.FixedZone("far", 13*60*60)
	t.Setenv("TZ", "Pacific/Tongatapu")
	t.Setenv("LANG", "tr_TR.UTF-8")
	t.Setenv("LC_ALL", "tr_TR.UTF-8")
	t.Chdir(t.TempDir())
	all(t, "elsewhere")

	for _, procs := range []int{1, 4} {
		before := runtime.GOMAXPROCS(procs)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() { all(t, fmt.Sprintf("8 at once on %d", procs)) })
		}
		wg.Wait()
		runtime.GOMAXPROCS(before)
	}
}

func (s *suite) leavesAlone(t *testing.T) {
	for _, w := range s.works() {
		written, untouched := w.make(), w.make()
		s.mustWrite(t, written)
		if diff := difference(untouched, written); diff != "" {
			t.Errorf("%s: the writer changed the work (-before +after):\n%s", w.name, diff)
		}
	}
	// A work that says something else afterwards is another work: who keeps
	// the first, or its expression, would write it again.
	w := Resolution()
	s.mustWrite(t, w)
	other, e := Everything(), w.Expressions[0]
	*e = *other.Expressions[0]
	*w = *other
	w.Expressions = []*document.Expression{e}
	fresh := Everything()
	fresh.Expressions = fresh.Expressions[:1]
	same(t, "a work that changed between two writes", s.mustWrite(t, fresh), s.mustWrite(t, w))
}

var errFull = errors.New("no space left")

// fullAfter is a writer that has room for so many bytes.
type fullAfter int

func (left *fullAfter) Write(p []byte) (int, error) {
	n := min(int(*left), len(p))
	*left -= fullAfter(n)
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

// sampled are up to n places of so many bytes, the first and the last among them.
func sampled(size, n int) []int {
	var places []int
	for i := range min(n, size) {
		places = append(places, i*(size-1)/max(1, min(n, size)-1))
	}
	return places
}

func (s *suite) writeErrors(t *testing.T) {
	for _, w := range s.works() {
		jobs, err := s.jobs(w.make(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, job := range jobs {
			data, _, err := s.write(job)
			if err != nil {
				t.Fatal(err)
			}
			for _, at := range sampled(len(data), 24) {
				room := fullAfter(at)
				if err := s.format.Writer.Write(context.Background(), job, &room); !errors.Is(err, errFull) {
					t.Errorf("%s: the disk was full at byte %d of %d, the writer said: %v", w.name, at, len(data), err)
				}
			}
		}
	}
}

func (s *suite) cancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if writes(s.format) {
		jobs, err := s.jobs(Everything(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, job := range jobs {
			if err := s.format.Writer.Write(ctx, job, io.Discard); !errors.Is(err, context.Canceled) {
				t.Errorf("writing after it was cancelled: %v", err)
			}
		}
	}
	if reads(s.format) {
		for _, sample := range s.samples(t) {
			if _, err := s.format.Reader.Read(ctx, s.input(sample)); !errors.Is(err, context.Canceled) {
				t.Errorf("reading %s after it was cancelled: %v", sample.name, err)
			}
		}
	}
}

func (s *suite) verify(t *testing.T) {
	v := s.format.Writer.(convert.Verifier)
	for _, w := range s.works() {
		jobs, err := s.jobs(w.make(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, job := range jobs {
			data, _, err := s.write(job)
			if err != nil {
				t.Fatal(err)
			}
			if err := v.Verify(context.Background(), job, data); err != nil {
				t.Errorf("%s: its own output: %v", w.name, err)
			}
			for name, bad := range damaged(data) {
				if v.Verify(context.Background(), job, bad) == nil {
					t.Errorf("%s: an output that was %s passed", w.name, name)
				}
			}
		}
	}
}

// damaged are copies of a file with something wrong in each.
func damaged(data []byte) map[string][]byte {
	out := map[string][]byte{"emptied": nil}
	for _, part := range []int{1, 2, 3} {
		at := part * len(data) / 4
		out[fmt.Sprintf("cut off at byte %d", at)] = data[:at]
		overwritten := bytes.Clone(data)
		clear(overwritten[at:min(at+16, len(data))])
		out[fmt.Sprintf("overwritten at byte %d", at)] = overwritten
	}
	if len(data) > 8 {
		out["cut off before its last 8 bytes"] = data[:len(data)-8]
	}
	return out
}

// sample is a file to read.
type sample struct {
	name string
	data []byte
}

// samples are files of the format: those given, and what its writer makes.
func (s *suite) samples(t *testing.T) []sample {
	t.Helper()
	var all []sample
	for _, name := range slices.Sorted(maps.Keys(s.Samples)) {
		all = append(all, sample{name, s.Samples[name]})
	}
	if writes(s.format) {
		for _, w := range s.works() {
			for i, data := range s.mustWrite(t, w.make()).Outputs {
				all = append(all, sample{fmt.Sprintf("%s-%d.%s", w.name, i+1, s.format.Extension), data})
			}
		}
	}
	return all
}

func (s *suite) input(f sample) *convert.Input {
	values, _ := convert.NewValues(s.format.Options, nil)
	return &convert.Input{Name: f.name, Data: f.data, Options: values, Env: convert.Env{Findings: new(diag.Bag)}}
}

func (s *suite) read(f sample) (*document.Work, []diag.Diagnostic, error) {
	in := s.input(f)
	w, err := convert.Read(context.Background(), s.format, in)
	return w, in.Env.Findings.(*diag.Bag).Sorted(), err
}

func (s *suite) recognise(t *testing.T) {
	for _, f := range s.samples(t) {
		if !s.format.Recognise(f.name, f.data[:min(len(f.data), convert.RecogniseBytes)]) {
			t.Errorf("%s is not recognised", f.name)
		}
	}
	for name, data := range map[string]string{"empty": "", "text": "A text.\n\n1. With paragraphs.\n", "binary": "\x00\x01\x02\xff"} {
		if s.format.Recognise(name, []byte(data)) {
			t.Errorf("a file with %s is taken for %s", name, s.format.Title)
		}
	}
}

// difference is what two values differ in. Nothing and an empty list are the
// same only when the options say so.
func difference(want, got any, options ...cmp.Option) string {
	if reflect.DeepEqual(want, got) { // a hundred times faster than cmp
		return ""
	}
	return cmp.Diff(want, got, options...)
}

func (s *suite) keepsAll(t *testing.T) {
	for _, w := range s.works() {
		outputs := s.mustWrite(t, w.make()).Outputs
		for i, data := range outputs {
			want := w.make()
			if s.format.Scope == convert.PerExpression {
				want.Expressions = want.Expressions[i : i+1]
			}
			if s.Forget != nil {
				s.Forget(want)
			}
			got, _, err := s.read(sample{"work." + s.format.Extension, data})
			if err != nil {
				t.Errorf("%s: output %d: %v", w.name, i+1, err)
				continue
			}
			if s.Forget != nil {
				s.Forget(got)
			}
			if diff := difference(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s: output %d reads back as another work (-written +read):\n%s", w.name, i+1, diff)
			}
		}
	}
}

func (s *suite) keepsText(t *testing.T) {
	if s.Text == nil {
		t.Fatal("the format is not read: Options.Text has to show that no text is lost")
	}
	for _, w := range s.works() {
		jobs, err := s.jobs(w.make(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, job := range jobs {
			data, _, err := s.write(job)
			if err != nil {
				t.Fatal(err)
			}
			text, err := s.Text(data)
			if err != nil {
				t.Errorf("%s: %v", w.name, err)
				continue
			}
			rest := solid(text)
			for _, e := range job.Expressions() {
				document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
					for _, want := range []string{n.Num, n.Plain()} {
						want = solid(want)
						_, after, found := strings.Cut(rest, want)
						if !found {
							t.Errorf("%s: %s %s: the text has no %q where it belongs", w.name, e.Language, n.ID, want)
							return true
						}
						if n.Kind != document.Note {
							rest = after
						}
					}
					return true
				})
			}
		}
	}
}

// solid is a text without its white space.
func solid(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

func (s *suite) sameWork(t *testing.T) {
	for _, f := range s.samples(t) {
		want, wantFound, err := s.read(f)
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
			continue
		}
		var again [8]struct {
			work  *document.Work
			found []diag.Diagnostic
			err   error
		}
		var wg sync.WaitGroup
		for i := range again {
			wg.Go(func() { again[i].work, again[i].found, again[i].err = s.read(f) })
		}
		wg.Wait()
		for _, got := range again {
			if got.err != nil {
				t.Errorf("%s: another time: %v", f.name, got.err)
			} else if diff := difference(want, got.work); diff != "" {
				t.Errorf("%s: another time another work (-first +then):\n%s", f.name, diff)
			} else if diff := difference(wantFound, got.found); diff != "" {
				t.Errorf("%s: another time other findings (-first +then):\n%s", f.name, diff)
			} else {
				continue
			}
			break // one difference is enough to read
		}
	}
}

func (s *suite) keepsNoInput(t *testing.T) {
	for _, f := range s.samples(t) {
		data := bytes.Clone(f.data)
		kept, _, err := s.read(sample{f.name, data})
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
			continue
		}
		if !bytes.Equal(data, f.data) {
			t.Errorf("%s: the reader changed the bytes it was given", f.name)
		}
		clear(data)
		fresh, _, err := s.read(f)
		if err != nil {
			t.Fatal(err)
		}
		if diff := difference(fresh, kept); diff != "" {
			t.Errorf("%s: the work changed with the bytes it was read from (-should +is):\n%s", f.name, diff)
		}
	}
}

// badInput demands of a reader that whatever it makes of a broken file is a
// proper Work, if it makes one at all.
func (s *suite) badInput(t *testing.T) {
	for _, f := range s.samples(t) {
		for name, bad := range damaged(f.data) {
			_, _, err := s.read(sample{f.name, bad})
			if e, ok := errors.AsType[*convert.Error](err); ok && e.Op == "check" {
				t.Errorf("%s that was %s: %v", f.name, name, err)
			}
		}
	}
}
