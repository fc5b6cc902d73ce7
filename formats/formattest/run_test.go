package formattest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
)

// gobFormat is the smallest format that passes the suite: a magic word, the
// checksum of what follows, and the Work as package gob writes it.
func gobFormat() *convert.Format {
	return &convert.Format{
		Name: "gob", Title: "Go's own", Extension: "gob", MediaType: "application/octet-stream", Binary: true,
		Scope:     convert.PerWork,
		Recognise: func(_ string, head []byte) bool { return bytes.HasPrefix(head, magic) },
		Reader:    readFunc(readGob),
		Writer:    gobWriter{write: writeGob},
	}
}

var magic = []byte("gob!")

type readFunc func(context.Context, *convert.Input) (*document.Work, error)

func (f readFunc) Read(ctx context.Context, in *convert.Input) (*document.Work, error) {
	return f(ctx, in)
}

type writeFunc func(context.Context, *convert.Job, io.Writer) error

func (f writeFunc) Write(ctx context.Context, job *convert.Job, w io.Writer) error {
	return f(ctx, job, w)
}

type gobWriter struct{ write writeFunc }

func (g gobWriter) Write(ctx context.Context, job *convert.Job, w io.Writer) error {
	return g.write(ctx, job, w)
}

func (g gobWriter) Verify(ctx context.Context, _ *convert.Job, data []byte) error {
	_, err := readGob(ctx, &convert.Input{Data: data})
	return err
}

func writeGob(ctx context.Context, job *convert.Job, w io.Writer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var body bytes.Buffer
	if err := gob.NewEncoder(&body).Encode(job.Work); err != nil {
		return err
	}
	sum := sha256.Sum256(body.Bytes())
	_, err := w.Write(bytes.Join([][]byte{magic, sum[:], body.Bytes()}, nil))
	return err
}

func readGob(ctx context.Context, in *convert.Input) (*document.Work, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	head := len(magic) + sha256.Size
	if len(in.Data) < head {
		return nil, errors.New("too short")
	}
	body := in.Data[head:]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], in.Data[len(magic):head]) {
		return nil, errors.New("damaged")
	}
	w := new(document.Work)
	return w, gob.NewDecoder(bytes.NewReader(body)).Decode(w)
}

func TestRun(t *testing.T) { Run(t, gobFormat(), Options{}) }

// broken are formats that each break one promise, and the check that finds out.
var broken = map[string]struct {
	check   string
	spoil   func(*convert.Format)
	options Options
}{
	"has no title":        {check: "record", spoil: func(f *convert.Format) { f.Title = "" }},
	"omits, never says":   {check: "record", spoil: func(f *convert.Format) { f.Omits = []string{"Something."} }},
	"refuses an option":   {check: "options", spoil: refuseOption},
	"cannot write tables": {check: "every-kind", spoil: onWrite(refuseEverything)},
	"counts its outputs":  {check: "same-bytes", spoil: countOutputs},
	"tells the time zone": {check: "same-bytes", spoil: appending(func() string { return time.Unix(0, 0).String() })},
	"tells the folder":    {check: "same-bytes", spoil: appending(func() string { dir, _ := os.Getwd(); return dir })},
	"sorts what it gets":  {check: "leaves-alone", spoil: onWrite(func(job *convert.Job) error { job.Work.Profile = "other"; return nil })},
	"keeps the first":     {check: "leaves-alone", spoil: keepFirst},
	"swallows errors":     {check: "write-errors", spoil: swallowErrors},
	"never stops":         {check: "cancel", spoil: neverStop},
	"accepts all":         {check: "verify", spoil: func(f *convert.Format) { f.Writer = acceptAll{f.Writer} }},
	"accepts nothing":     {check: "verify", spoil: func(f *convert.Format) { f.Writer = acceptNone{f.Writer} }},
	"claims all":          {check: "recognise", spoil: func(f *convert.Format) { f.Recognise = func(string, []byte) bool { return true } }},
	"claims nothing":      {check: "recognise", spoil: func(f *convert.Format) { f.Recognise = func(string, []byte) bool { return false } }},
	"loses a number":      {check: "keeps-all", spoil: onRead(func(w *document.Work, _ []byte) { w.Identity.Number = "" })},
	"loses text": {
		check:   "keeps-text",
		spoil:   func(f *convert.Format) { f.Reader, f.Recognise = nil, nil },
		options: Options{Text: func([]byte) (string, error) { return "having regard", nil }},
	},
	"shows no text":      {check: "keeps-text", spoil: func(f *convert.Format) { f.Reader, f.Recognise = nil, nil }},
	"counts its reads":   {check: "same-work", spoil: countReads},
	"scribbles on input": {check: "keeps-no-input", spoil: onRead(func(_ *document.Work, data []byte) { data[0] = 'x' })},
	"makes wrong trees":  {check: "bad-input", spoil: onBadInput(&document.Work{})},
}

func TestRunFindsBrokenFormats(t *testing.T) {
	for name, b := range broken {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command(os.Args[0], "-test.run=^TestBroken$/^"+b.check+"$")
			cmd.Env = append(os.Environ(), "FORMATTEST_BROKEN="+name)
			out, err := cmd.CombinedOutput()
			if err == nil {
				t.Fatal("the suite passes it")
			}
			if !strings.Contains(string(out), "--- FAIL: TestBroken/"+b.check+" ") {
				t.Errorf("the suite does not fail in %s:\n%s", b.check, out)
			}
			if strings.Contains(string(out), "panic:") {
				t.Errorf("the suite panics:\n%s", out)
			}
		})
	}
}

// TestBroken runs the suite on the broken format that the environment names,
// and is meant to fail.
func TestBroken(t *testing.T) {
	b, ok := broken[os.Getenv("FORMATTEST_BROKEN")]
	if !ok {
		t.Skip("only run by TestRunFindsBrokenFormats")
	}
	f := gobFormat()
	b.spoil(f)
	Run(t, f, b.options)
}

// onWrite has something happen before each writing.
func onWrite(before func(*convert.Job) error) func(*convert.Format) {
	return func(f *convert.Format) {
		f.Writer = gobWriter{func(ctx context.Context, job *convert.Job, w io.Writer) error {
			if err := before(job); err != nil {
				return err
			}
			return writeGob(ctx, job, w)
		}}
	}
}

// onRead has something happen after each reading.
func onRead(after func(w *document.Work, data []byte)) func(*convert.Format) {
	return func(f *convert.Format) {
		f.Reader = readFunc(func(ctx context.Context, in *convert.Input) (*document.Work, error) {
			w, err := readGob(ctx, in)
			if err == nil {
				after(w, in.Data)
			}
			return w, err
		})
	}
}

func onBadInput(wrong *document.Work) func(*convert.Format) {
	return func(f *convert.Format) {
		f.Reader = readFunc(func(ctx context.Context, in *convert.Input) (*document.Work, error) {
			if w, err := readGob(ctx, in); err == nil {
				return w, nil
			}
			return wrong, nil
		})
	}
}

// appending has outputs end in a text made for each.
func appending(text func() string) func(*convert.Format) {
	return onWriter(func(w io.Writer) error {
		_, err := io.WriteString(w, text())
		return err
	})
}

func onWriter(after func(io.Writer) error) func(*convert.Format) {
	return func(f *convert.Format) {
		f.Writer = writeFunc(func(ctx context.Context, job *convert.Job, w io.Writer) error {
			if err := writeGob(ctx, job, w); err != nil {
				return err
			}
			return after(w)
		})
	}
}

func refuseOption(f *convert.Format) {
	f.Options = []convert.Option{{Name: "o", Help: "an option", Type: convert.Bool, Default: "false"}}
	onWrite(func(job *convert.Job) error {
		if job.Options.Bool("o") {
			return errors.New("not that")
		}
		return nil
	})(f)
}

func refuseEverything(job *convert.Job) error {
	if len(job.Work.Extensions) > 0 {
		return errors.New("too much")
	}
	return nil
}

func countOutputs(f *convert.Format) {
	var written atomic.Int64
	appending(func() string { return strconv.FormatInt(written.Add(1), 10) })(f)
}

func countReads(f *convert.Format) {
	var read atomic.Int64
	onRead(func(w *document.Work, _ []byte) { w.Identity.Year = strconv.FormatInt(read.Add(1), 10) })(f)
}

func keepFirst(f *convert.Format) {
	var mu sync.Mutex
	kept := map[*document.Work][]byte{}
	f.Writer = writeFunc(func(ctx context.Context, job *convert.Job, w io.Writer) error {
		mu.Lock()
		defer mu.Unlock()
		data, seen := kept[job.Work]
		if !seen {
			var buf bytes.Buffer
			if err := writeGob(ctx, job, &buf); err != nil {
				return err
			}
			data = buf.Bytes()
			kept[job.Work] = data
		}
		_, err := w.Write(data)
		return err
	})
}

func swallowErrors(f *convert.Format) {
	f.Writer = writeFunc(func(ctx context.Context, job *convert.Job, w io.Writer) error {
		err := writeGob(ctx, job, w)
		if errors.Is(err, errFull) {
			return nil
		}
		return err
	})
}

func neverStop(f *convert.Format) {
	f.Writer = writeFunc(func(_ context.Context, job *convert.Job, w io.Writer) error {
		return writeGob(context.Background(), job, w)
	})
}

type acceptAll struct{ convert.Writer }

func (acceptAll) Verify(context.Context, *convert.Job, []byte) error { return nil }

type acceptNone struct{ convert.Writer }

func (acceptNone) Verify(context.Context, *convert.Job, []byte) error { return errors.New("no") }
