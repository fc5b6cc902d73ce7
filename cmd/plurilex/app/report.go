package app

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/plurilex/plurilex/convert/batch"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/formats/json"
)

// report collects findings as JSON lines. A nil report takes none.
type report struct {
	path string
	buf  bytes.Buffer
	err  error
}

func (c *conversion) openReport() (*report, error) {
	if c.report == "" {
		return nil, nil
	}
	if isFolder(c.report) {
		return nil, usage("--report: %s is a folder", c.report)
	}
	// Whether it can be written shows before the work, not after it.
	if dir := filepath.Dir(c.report); !isFolder(dir) {
		return nil, usage("--report: there is no folder %s", dir)
	}
	return &report{path: c.report}, nil
}

func (r *report) add(found *diag.Bag) {
	if r != nil && r.err == nil {
		r.err = json.Issues(&r.buf, found.Sorted())
	}
}

func (r *report) close() error {
	if r == nil {
		return nil
	}
	if r.err != nil {
		return fmt.Errorf("%s: %w", r.path, r.err)
	}
	if r.path == os.DevNull {
		return nil
	}
	folder, err := batch.OpenFolder(filepath.Dir(r.path))
	if err != nil {
		return err
	}
	defer folder.Close()
	_, err = folder.Publish([]batch.File{{Path: filepath.Base(r.path), Data: r.buf.Bytes()}}, true)
	return err
}
