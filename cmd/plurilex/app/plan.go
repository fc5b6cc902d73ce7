package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/batch"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/metadata"
)

// plan finds the sources.
func (c *conversion) plan(operands []string) (*batch.Plan, error) {
	var extensions, except []string
	for _, f := range c.registry.Formats() {
		extensions = append(extensions, f.ReadExtensions()...)
	}
	if c.out != "" && c.out != batch.Stdin {
		except = append(except, c.out)
	}
	plan, err := batch.NewPlan(operands, c.readable, except, extensions)
	if err == nil {
		plan.Skipped = slices.DeleteFunc(plan.Skipped, func(name string) bool { return strings.HasSuffix(strings.ToLower(name), metadata.Suffix) })
	}
	if err == nil && c.groupBy == "name" {
		err = plan.Group(c.withoutLanguage)
	}
	if err != nil {
		if errors.Is(err, batch.ErrCollision) {
			return nil, err
		}
		return nil, &exitError{exitFailed, explainIO(err)}
	}
	if len(plan.Tasks) == 0 {
		return nil, &exitError{exitNoInput, fmt.Errorf("no file to convert below %s (%d other files there)", strings.Join(operands, ", "), len(plan.Skipped))}
	}
	return plan, nil
}

// withoutLanguage takes a language tag off the end of a base name, with the
// hyphen, underscore or dot before it.
func (c *conversion) withoutLanguage(base string) string {
	if i := strings.LastIndexAny(base, "-_./"); i > 0 && base[i] != '/' {
		tags, _ := language.In(c.env.Templates).Tags()
		if slices.Contains(tags, strings.ToLower(base[i+1:])) {
			return base[:i]
		}
	}
	return base
}

// readable reports whether a file below a folder is a source: it has the
// extension of a format that is read, or a format knows it by its first bytes.
func (c *conversion) readable(name string) bool {
	lower := strings.ToLower(name)
	if strings.HasSuffix(lower, metadata.Suffix) {
		return false
	}
	for _, f := range c.registry.Formats() {
		if slices.ContainsFunc(f.ReadExtensions(), func(e string) bool { return strings.HasSuffix(lower, "."+e) }) {
			return true
		}
	}
	file, err := os.Open(name)
	if err != nil {
		return true // the run will say why it cannot be read
	}
	defer file.Close()
	head := make([]byte, convert.RecogniseBytes)
	n, _ := file.Read(head)
	for _, f := range c.registry.Formats() {
		if f.Reader != nil && f.Recognise != nil && f.Recognise(filepath.Base(name), head[:n]) {
			return true
		}
	}
	return false
}

// destination is where outputs go: a folder, one file of it, or the standard
// output.
type destination struct {
	folder string // "" for the standard output
	file   string // base name of the single output; "" when names are made
}

// destination works out the targets and where their outputs go.
func (c *conversion) destination(plan *batch.Plan) (destination, error) {
	names := c.to
	single := len(plan.Tasks) == 1
	if c.meta != "" && !single {
		return destination{}, usage("--meta is for one text, and there are %d: put NAME%s beside each", len(plan.Tasks), metadata.Suffix)
	}
	sources := 0
	for _, t := range plan.Tasks {
		sources += len(t.Sources)
	}
	var dest destination
	switch {
	case c.out == batch.Stdin:
	case c.out == "":
		if len(names) == 0 {
			return dest, usage("say where the files go with -o FOLDER, or which one format to print with -t")
		}
	case strings.HasSuffix(c.out, "/") || strings.HasSuffix(c.out, string(filepath.Separator)) || isFolder(c.out):
		dest.folder = c.out
	default:
		f := c.byExtension(c.out)
		if f == nil || !single {
			dest.folder = c.out
			break
		}
		if len(names) == 0 {
			names = []string{f.Name}
		}
		dest.folder, dest.file = filepath.Dir(c.out), filepath.Base(c.out)
	}
	if len(names) == 0 {
		names = c.usual()
	}
	if err := c.resolve(names); err != nil {
		return dest, err
	}
	if dest.folder == "" || dest.file != "" {
		if !single || len(c.targets) != 1 {
			return dest, usage("%d texts in %d formats do not go into one file: name a folder with -o", sources, len(c.targets))
		}
	}
	if dest.folder == "" && c.targets[0].Format.Binary && c.stdoutIsTerminal() {
		return dest, usage("%s is not text and does not belong on a terminal: name a file with -o", c.targets[0].Format.Name)
	}
	return dest, nil
}

func (p *program) stdoutIsTerminal() bool {
	f, ok := p.stdout.(*os.File)
	return ok && isTerminal(f)
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// byExtension is the format whose files end as the name does, the longest
// extension first.
func (p *program) byExtension(name string) *convert.Format {
	var found *convert.Format
	for _, f := range p.registry.Formats() {
		if f.Writer != nil && strings.HasSuffix(strings.ToLower(name), "."+f.Extension) && (found == nil || len(f.Extension) > len(found.Extension)) {
			found = f
		}
	}
	if found == nil && strings.HasSuffix(strings.ToLower(name), ".xml") {
		found, _ = p.registry.Lookup("akn")
	}
	return found
}

func (c *conversion) resolve(names []string) error {
	for _, name := range names {
		f, err := c.lookup(strings.TrimSpace(name))
		if err != nil {
			return err
		}
		if f.Writer == nil {
			return usage("%s is only read; formats to write are %s", f.Name, strings.Join(c.writable(), ", "))
		}
		if slices.ContainsFunc(c.targets, func(t convert.Target) bool { return t.Format == f }) {
			continue
		}
		given := map[string]string{}
		for option, value := range c.formats[f.Name] {
			given[option] = *value
		}
		values, err := convert.NewValues(f.Options, given)
		if err != nil {
			return usage("%s: %w", f.Name, err)
		}
		c.targets = append(c.targets, convert.Target{Format: f, Options: values})
	}
	return nil
}

func (c *conversion) printPlan(plan *batch.Plan, dest destination) error {
	line := func(source, base string, f *convert.Format) {
		name := filepath.Join(dest.folder, filepath.FromSlash(base)+"."+f.Extension)
		if dest.file != "" {
			name = filepath.Join(dest.folder, dest.file)
		} else if dest.folder == "" {
			name = batch.Stdin
		}
		fmt.Fprintf(c.stdout, "%s\t%s\n", source, name)
	}
	for _, t := range plan.Tasks {
		for _, target := range c.targets {
			for i, s := range t.Sources {
				switch {
				case target.Format.Scope == convert.PerExpression:
					line(s.Path, s.Base, target.Format)
				case i == 0:
					line(s.Path, t.Base, target.Format)
				}
			}
		}
	}
	for _, s := range plan.Skipped {
		fmt.Fprintf(c.stderr, "%s: no format reads this; left out\n", s)
	}
	return nil
}
