package app

import (
	"context"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
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
	unpack   bool
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
	flags.BoolVar(&c.unpack, "unpack", false, "write a package of language versions as a folder of its files")
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
