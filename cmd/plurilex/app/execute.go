package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/batch"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/metadata"
	"github.com/plurilex/plurilex/formats/akn"
)

// result is what became of one task.
type result struct {
	outputs  []convert.Output
	findings *diag.Bag
}

// tally counts what a run did.
type tally struct {
	files, written, unchanged int
	documents, failed         int
	notes, warnings, errors   int
	code                      int // of the last failure
}

func (c *conversion) execute(ctx context.Context, plan *batch.Plan, dest destination) error {
	var folder *batch.Folder
	if dest.folder != "" {
		var err error
		if folder, err = batch.OpenFolder(dest.folder); err != nil {
			return &exitError{exitFailed, fmt.Errorf("cannot write into %s: %w", dest.folder, explainIO(err))}
		}
		defer folder.Close()
		// Parts of a run that was killed are an hour old at least; a run under
		// way in the same folder keeps its own.
		if err := folder.Sweep(c.started.Add(-time.Hour)); err != nil {
			return &exitError{exitFailed, explainIO(err)}
		}
	}
	report, err := c.openReport()
	if err != nil {
		return err
	}
	bar := c.newBar(len(plan.Tasks))
	var sum tally
	done := batch.Each(ctx, plan.Tasks, c.jobs, c.convertOne, func(t batch.Task, r result, err error) {
		bar.clear()
		if r.findings != nil {
			c.printFindings(r.findings, &sum)
			report.add(r.findings)
		}
		if err == nil {
			err = c.publish(folder, dest, t, r.outputs, &sum)
		}
		if err != nil {
			c.failed(t, err, &sum)
		} else {
			sum.documents++
		}
		bar.step()
	})
	bar.clear()
	if err := report.close(); err != nil {
		return &exitError{exitFailed, explainIO(err)}
	}
	if !c.quiet && dest.folder != "" {
		c.printSummary(dest, plan, &sum)
	}
	switch {
	case ctx.Err() != nil || done < len(plan.Tasks):
		c.errorf("interrupted after %d of %d texts", sum.documents, len(plan.Tasks))
		return &exitError{exitInterrupted, nil}
	case sum.failed == 0:
	case sum.documents == 0 && sum.code != 0:
		return &exitError{sum.code, nil}
	default:
		return &exitError{exitPartly, nil}
	}
	if counts := [...]int{sum.notes, sum.warnings, sum.errors}; c.failAt < len(counts) {
		for _, n := range counts[c.failAt:] {
			if n > 0 {
				return &exitError{exitFindings, nil}
			}
		}
	}
	return nil
}

// convertOne reads the sources of one text and makes its outputs, in memory.
func (c *conversion) convertOne(ctx context.Context, t batch.Task) (result, error) {
	r := result{findings: &diag.Bag{}}
	env := c.env
	env.Findings = r.findings
	var works []*document.Work
	bases := map[string]string{}
	for _, s := range t.Sources {
		work, err := c.read(ctx, s.Path, env)
		if err != nil {
			return r, err
		}
		if err := applyMetadata(work, beside(s.Path)); err != nil {
			return r, err
		}
		works = append(works, work)
		for _, e := range work.Expressions {
			bases[e.Language] = s.Base
			if len(work.Expressions) > 1 {
				bases[e.Language] += "-" + e.Language
			}
		}
	}
	work := works[0]
	if len(works) > 1 {
		var err error
		if work, err = convert.Merge(works, env); err != nil {
			return r, err
		}
		if err = applyMetadata(work, filepath.Join(filepath.Dir(t.Sources[0].Path), path.Base(t.Base))+metadata.Suffix); err != nil {
			return r, err
		}
	}
	if c.meta != "" {
		if err := applyMetadata(work, c.meta); err != nil {
			return r, err
		}
	}
	bases[""] = t.Base
	var err error
	r.outputs, err = convert.Write(ctx, c.registry, work, c.targets, func(language string) string { return bases[language] }, env)
	return r, err
}

func (c *conversion) publish(folder *batch.Folder, dest destination, t batch.Task, outputs []convert.Output, sum *tally) error {
	if folder == nil {
		if len(outputs) != 1 {
			return usage("%s gives %d files: name a folder with -o", t.Sources[0].Path, len(outputs))
		}
		_, err := c.stdout.Write(outputs[0].Data)
		return err
	}
	var files []batch.File
	for _, o := range outputs {
		if !c.unpack || o.Format != akn.PackageFormat().Name {
			files = append(files, batch.File{Path: o.Name, Data: o.Data})
			continue
		}
		parts, err := akn.Unpack(o.Data)
		if err != nil {
			return err
		}
		for _, part := range parts {
			files = append(files, batch.File{Path: path.Join(strings.TrimSuffix(o.Name, path.Ext(o.Name)), part.Name), Data: part.Data})
		}
	}
	if dest.file != "" {
		if len(files) != 1 {
			return usage("%s gives %d files: name a folder with -o", t.Sources[0].Path, len(files))
		}
		files[0].Path = dest.file
	}
	if err := c.spareSource(dest, t, files); err != nil {
		return err
	}
	changed, err := folder.Publish(files, c.force)
	if err != nil {
		if errors.Is(err, batch.ErrExists) {
			return fmt.Errorf("%w: --force replaces it", err)
		}
		return explainIO(err)
	}
	sum.files += len(files)
	sum.written += len(changed)
	sum.unchanged += len(files) - len(changed)
	return nil
}

// spareSource refuses to write over a text that is being converted.
func (c *conversion) spareSource(dest destination, t batch.Task, files []batch.File) error {
	for _, s := range t.Sources {
		if s.Path == batch.Stdin {
			continue
		}
		source, err := os.Stat(s.Path)
		if err != nil {
			return explainIO(err)
		}
		for _, f := range files {
			name := filepath.Join(dest.folder, filepath.FromSlash(f.Path))
			if info, err := os.Stat(name); err == nil && os.SameFile(source, info) {
				return fmt.Errorf("%s would be written over its own source: choose another folder with -o", name)
			}
		}
	}
	return nil
}
