package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/batch"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/metadata"
)

// conversion is the settings of one convert command.
type conversion struct {
	*program
	readSettings
	out      string
	to       []string
	jobs     int
	force    bool
	dryRun   bool
	quiet    bool
	strict   bool
	failOn   string
	show     string
	report   string
	progress string
	groupBy  string
	meta     string
	formats  map[string]map[string]*string // format, option: value

	env      convert.Env
	targets  []convert.Target
	failAt   int // the least severity that fails the run; above every one when none does
	showFrom int // the least severity that is printed
}

func (p *program) convertCommand() *cobra.Command {
	c := &conversion{program: p, formats: map[string]map[string]*string{}}
	cmd := &cobra.Command{
		Use:   "convert [flags] FILE|FOLDER|- ...",
		Short: "convert texts",
		Long: `Convert reads each file, and each readable file below each folder, and writes it in
every format asked for, as NAME.EXTENSION into the output folder. "-" is the
standard input.

The files of one text appear in the folder all together or not at all. A file of
other content that is there already stops the text it belongs to, unless --force
is given.

Exit codes: 0 done; 1 nothing could be written; 2 wrong use; 3 done, with findings
at or above --fail-on; 4 no file to convert; 5 some texts failed, the others were
written; 6 an output failed its own check; 8 a limit was hit; 130 interrupted.
Further codes may be added.`,
		Example: `  plurilex convert resolution-en.txt -o out/
  plurilex convert texts/ -o out/ -t akn,json --jobs 4
  plurilex convert resolution-en.txt -o resolution.pdf
  plurilex convert resolution-*.txt -o out/ -t xlsx --group-by name
  plurilex convert - -t akn --lang en < resolution-en.txt > resolution.akn.xml`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, operands []string) error { return c.runConvert(cmd.Context(), operands) },
	}
	flags := cmd.Flags()
	c.readSettings.addFlags(cmd, p.registry)
	flags.StringVarP(&c.out, "output", "o", "", "folder to write into, or a file for a single output, or - for the standard output")
	flags.StringSliceVarP(&c.to, "to", "t", nil, "formats to write, with commas: "+strings.Join(p.writable(), ", ")+"; when not given "+strings.Join(p.usual(), ", "))
	flags.IntVarP(&c.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "how many texts to convert at once")
	flags.BoolVar(&c.force, "force", false, "replace files of other content")
	flags.StringVar(&c.groupBy, "group-by", "none", "what makes files the language versions of one text: none, or name for names that differ in a language tag at their end only")
	flags.StringVar(&c.meta, "meta", "", "file with metadata of the text; NAME"+metadata.Suffix+" beside NAME.txt is taken without asking")
	flags.BoolVarP(&c.dryRun, "dry-run", "n", false, "list what would be written and write nothing")
	flags.BoolVarP(&c.quiet, "quiet", "q", false, "print errors only")
	flags.BoolVar(&c.strict, "strict", false, "the same as --fail-on warning")
	flags.StringVar(&c.failOn, "fail-on", "never", "least severity of a finding that makes the exit code 3: note, warning, error or never")
	flags.StringVar(&c.show, "findings", "warning", "least severity of a finding that is printed: note, warning, error or none")
	flags.StringVar(&c.report, "report", "", "write all findings as JSON lines to this file")
	flags.StringVar(&c.progress, "progress", "auto", "auto, bar or none; auto draws a bar on a terminal")
	for _, f := range p.registry.Formats() {
		for _, o := range f.Options {
			if c.formats[f.Name] == nil {
				c.formats[f.Name] = map[string]*string{}
			}
			value := o.Default
			c.formats[f.Name][o.Name] = &value
			help := f.Name + ": " + o.Help
			if len(o.Choices) > 0 {
				help += " (" + strings.Join(o.Choices, ", ") + ")"
			}
			flag := flags.VarPF((*stringValue)(&value), f.Name+"-"+o.Name, "", help)
			if o.Type == convert.Bool {
				flag.NoOptDefVal = "true"
			}
		}
	}
	return cmd
}

// stringValue is a flag whose text the format itself checks.
type stringValue string

func (v *stringValue) String() string     { return string(*v) }
func (v *stringValue) Set(s string) error { *v = stringValue(s); return nil }
func (v *stringValue) Type() string       { return "value" }

// usual is the names of the formats that are written when none is asked for.
func (p *program) usual() []string {
	var names []string
	for _, f := range p.registry.Formats() {
		if f.Writer != nil && !f.OnRequest {
			names = append(names, f.Name)
		}
	}
	return names
}

// writable is the names of the formats that can be written.
func (p *program) writable() []string {
	var names []string
	for _, f := range p.registry.Formats() {
		if f.Writer != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

const neverSeverity = int(diag.Error) + 1

func parseSeverity(flag, value, none string) (int, error) {
	if value == none {
		return neverSeverity, nil
	}
	s, err := diag.ParseSeverity(value)
	if err != nil {
		return 0, usage("--%s is %q: want note, warning, error or %s", flag, value, none)
	}
	return int(s), nil
}

func (c *conversion) runConvert(ctx context.Context, operands []string) error {
	if len(operands) == 0 {
		return usage("nothing to convert: name a file, a folder or - for the standard input")
	}
	if err := c.settle(); err != nil {
		return err
	}
	plan, err := c.plan(operands)
	if err != nil {
		return err
	}
	dest, err := c.destination(plan)
	if err != nil {
		return err
	}
	if c.dryRun {
		return c.printPlan(plan, dest)
	}
	return c.execute(ctx, plan, dest)
}

// settle turns flags into what the run works with.
func (c *conversion) settle() (err error) {
	if c.strict {
		c.failOn = "warning"
	}
	if c.failAt, err = parseSeverity("fail-on", c.failOn, "never"); err != nil {
		return err
	}
	if c.showFrom, err = parseSeverity("findings", c.show, "none"); err != nil {
		return err
	}
	if c.quiet {
		c.showFrom = neverSeverity
	}
	if c.jobs < 1 {
		return usage("--jobs is %d: want at least 1", c.jobs)
	}
	switch c.progress {
	case "auto", "bar", "none":
	default:
		return usage("--progress is %q: want auto, bar or none", c.progress)
	}
	if c.meta != "" {
		if _, err := os.Stat(c.meta); err != nil {
			return usage("--meta: %w", err)
		}
	}
	if c.groupBy != "none" && c.groupBy != "name" {
		return usage("--group-by is %q: want none or name", c.groupBy)
	}
	if c.env, err = c.readSettings.settle(c.program); err != nil {
		return err
	}
	return nil
}

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
		err = plan.Group(withoutLanguage)
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
func withoutLanguage(base string) string {
	if i := strings.LastIndexAny(base, "-_./"); i > 0 && base[i] != '/' {
		tags, _ := language.Default().Tags()
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
	files := make([]batch.File, len(outputs))
	for i, o := range outputs {
		files[i] = batch.File{Path: o.Name, Data: o.Data}
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

func (c *conversion) failed(t batch.Task, err error, sum *tally) {
	sum.failed++
	sum.code = codeOf(err)
	var exit *exitError
	if errors.As(err, &exit) {
		sum.code = exit.code
	}
	var panicked *batch.PanicError
	if errors.As(err, &panicked) {
		c.errorf("%s: %v: please report this with the text\n%s", t.Sources[0].Path, err, bytes.TrimSpace(panicked.Stack))
		return
	}
	message := err.Error()
	named := slices.ContainsFunc(t.Sources, func(s batch.Source) bool { return strings.Contains(message, s.Path) })
	if !named {
		message = t.Sources[0].Path + ": " + message
	}
	c.errorf("%s", message)
}

func (c *conversion) printFindings(found *diag.Bag, sum *tally) {
	for _, d := range found.Sorted() {
		switch d.Severity {
		case diag.Note:
			sum.notes++
		case diag.Warning:
			sum.warnings++
		case diag.Error:
			sum.errors++
		}
		if int(d.Severity) >= c.showFrom {
			fmt.Fprintln(c.stderr, c.finding(d))
		}
	}
	if n := found.Dropped(); n > 0 && c.showFrom <= int(diag.Warning) {
		fmt.Fprintf(c.stderr, "%d more findings of the same kinds are not shown\n", n)
	}
}

func (p *program) finding(d diag.Diagnostic) string {
	line := printable(d.String())
	if !p.colour {
		return line
	}
	colour := map[diag.Severity]string{diag.Note: cyan, diag.Warning: yellow, diag.Error: red}[d.Severity]
	name := d.Severity.String()
	return strings.Replace(line, name+":", p.paint(colour, name)+":", 1)
}

func (c *conversion) printSummary(dest destination, plan *batch.Plan, sum *tally) {
	parts := []string{plural(sum.documents, "text") + " converted"}
	if sum.failed > 0 {
		parts = append(parts, strconv.Itoa(sum.failed)+" failed")
	}
	line := strings.Join(parts, ", ") + ": " + plural(sum.written, "file") + " written to " + dest.folder
	if sum.unchanged > 0 {
		line += ", " + strconv.Itoa(sum.unchanged) + " unchanged"
	}
	var found []string
	for _, x := range []struct {
		n    int
		what string
	}{{sum.errors, "error"}, {sum.warnings, "warning"}, {sum.notes, "note"}} {
		if x.n > 0 {
			found = append(found, plural(x.n, x.what))
		}
	}
	if len(found) > 0 {
		line += "; found " + strings.Join(found, ", ")
	}
	if n := len(plan.Skipped); n > 0 {
		line += "; " + plural(n, "file") + " of no readable format left out"
	}
	fmt.Fprintln(c.stderr, line)
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// explainIO says what to do about an error of the file system.
func explainIO(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: check the name", err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: check the rights of the file and its folder", err)
	}
	return explainSystem(err)
}
