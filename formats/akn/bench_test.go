package akn

import (
	"context"
	"fmt"
	"io"
	"testing"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
	"github.com/plurilex/plurilex/formats/formattest"
)

// long is a resolution whose file is about a million bytes.
func long() *document.Work {
	w := formattest.Resolution()
	root := w.Expressions[0].Root
	body := root.Child(document.Body)
	pattern := body.Children
	for i := range 2200 {
		p := *pattern[i%len(pattern)]
		p.ID, p.Num = "", fmt.Sprint(i+8, ".")
		body.Children = append(body.Children, &p)
	}
	naming.Assign(root)
	return w
}

func benchmarkWrite(b *testing.B, w *document.Work) {
	job := jobOf(w)
	b.SetBytes(int64(len(written(b, w, 0))))
	b.ReportAllocs()
	for b.Loop() {
		if err := Format().Writer.Write(context.Background(), job, io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWrite(b *testing.B)     { benchmarkWrite(b, formattest.Resolution()) }
func BenchmarkWriteLong(b *testing.B) { benchmarkWrite(b, long()) }

func benchmarkRead(b *testing.B, w *document.Work) {
	data := written(b, w, 0)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(b, "work.akn.xml", data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B)     { benchmarkRead(b, formattest.Resolution()) }
func BenchmarkReadLong(b *testing.B) { benchmarkRead(b, long()) }

func benchmarkVerify(b *testing.B, w *document.Work) {
	job := jobOf(w)
	data := written(b, w, 0)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := (writer{}).Verify(context.Background(), job, data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B)     { benchmarkVerify(b, formattest.Resolution()) }
func BenchmarkVerifyLong(b *testing.B) { benchmarkVerify(b, long()) }
