package formats_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/formats"
)

// BenchmarkSample is each stage of converting the sample: raw text to model with
// the proof that nothing was lost, model to each format, and the format's check
// of its own output. The table in the README is made of it.
func BenchmarkSample(b *testing.B) {
	registry := formats.Builtin()
	source, err := os.ReadFile("../testdata/resolution-en.txt")
	if err != nil {
		b.Fatal(err)
	}
	text, err := registry.Lookup("text")
	if err != nil {
		b.Fatal(err)
	}
	read := func(b *testing.B) *convert.Job {
		in := &convert.Input{Name: "resolution-en.txt", Data: source}
		work, err := convert.Read(b.Context(), text, in)
		if err != nil {
			b.Fatal(err)
		}
		return &convert.Job{Work: work}
	}
	b.Run("text", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(source)))
		for b.Loop() {
			read(b)
		}
	})
	for _, f := range registry.Formats() {
		if f.Writer == nil || f.OnRequest {
			continue
		}
		job := read(b)
		if f.Scope == convert.PerExpression {
			job.Expression = job.Work.Expressions[0]
		}
		job.Options, _ = convert.NewValues(f.Options, nil)
		for _, name := range f.Embeds {
			g, err := registry.Lookup(name)
			if err != nil {
				b.Fatal(err)
			}
			var data bytes.Buffer
			if err := g.Writer.Write(b.Context(), &convert.Job{Work: job.Work, Expression: job.Expression}, &data); err != nil {
				b.Fatal(err)
			}
			job.Embedded = append(job.Embedded, convert.Output{Name: "resolution-en." + g.Extension, Format: g.Name, MediaType: g.MediaType, Data: data.Bytes()})
		}
		var out bytes.Buffer
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := f.Writer.Write(b.Context(), job, &out); err != nil {
					b.Fatal(err)
				}
			}
		})
		if v, ok := f.Writer.(convert.Verifier); ok {
			b.Run(f.Name+"-check", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := v.Verify(b.Context(), job, out.Bytes()); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
