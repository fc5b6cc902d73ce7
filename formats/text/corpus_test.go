package text

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/converttest"
)

// TestCorpus reads every real text there is: nothing is lost of any.
func TestCorpus(t *testing.T) {
	dir := converttest.Shared(t, "corpora", "real")
	n := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		n++
		rel, _ := filepath.Rel(dir, name)
		start := time.Now()
		w := parse(t, &convert.Input{Name: rel, Data: data})
		if took := time.Since(start); testing.Verbose() && os.Getenv("SLOW") != "" && took > 20*time.Millisecond {
			t.Logf("%s: %d bytes, %v, %.1f MB/s", rel, len(data), took, float64(len(data))/1e6/took.Seconds())
		}
		_ = w
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Fatal("no texts")
	}
	t.Logf("%d texts", n)
}
