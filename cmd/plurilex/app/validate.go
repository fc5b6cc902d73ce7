package app

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plurilex/plurilex/convert/batch"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/formats/akn"
	"github.com/plurilex/plurilex/formats/akn/xsd"
	"github.com/plurilex/plurilex/formats/json"
)

// validation is the settings of one validate command.
type validation struct {
	*program
	readSettings
	schema string
	only   string
	format string
	failOn string
}

func (p *program) validateCommand() *cobra.Command {
	v := &validation{program: p}
	cmd := &cobra.Command{
		Use:   "validate [flags] FILE|FOLDER|- ...",
		Short: "check Akoma Ntoso files, ours or anybody's",
		Long: `Validate checks files against the schema of Akoma Ntoso 3.0 and against the rules
that a schema cannot say: ids, IRIs, dates, references, numbering. It names the
line and column, what is wrong and what to do.

Exit codes: 0 valid; 1 a file cannot be read; 2 wrong use; 3 findings at or above
--fail-on; 4 no file to check.`,
		Example: `  plurilex validate out/resolution-en.akn.xml
  plurilex validate corpus/ --only schema
  plurilex validate law.xml --schema akomantoso31.xsd --format sarif > law.sarif`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, operands []string) error { return v.run(cmd.Context(), operands) },
	}
	flags := cmd.Flags()
	flags.StringVar(&v.schema, "schema", "", "check against this XML Schema in place of that of Akoma Ntoso 3.0")
	flags.StringVar(&v.only, "only", "", "schema or rules: one of the two verdicts")
	flags.StringVar(&v.format, "format", "text", "text, json (JSON lines) or sarif")
	flags.StringVar(&v.failOn, "fail-on", "error", "least severity of a finding that makes the exit code 3: note, warning, error or never")
	flags.StringVar(&v.maxInput, "max-input", "64MiB", "largest file to take on, in bytes, KiB, MiB or GiB")
	return cmd
}

func (v *validation) run(ctx context.Context, operands []string) error {
	failAt, err := parseSeverity("fail-on", v.failOn, "never")
	if err != nil {
		return err
	}
	options := akn.ValidateOptions{}
	switch v.only {
	case "":
	case "schema":
		options.NoRules = true
	case "rules":
		options.NoSchema = true
	default:
		return usage("--only is %q: want schema or rules", v.only)
	}
	switch v.format {
	case "text", "json", "sarif":
	default:
		return usage("--format is %q: want text, json or sarif", v.format)
	}
	if _, err := v.settle(v.program); err != nil {
		return err
	}
	if v.schema != "" {
		if options.Schema, err = compileSchema(v.schema); err != nil {
			return err
		}
	}
	files, err := v.files(operands)
	if err != nil {
		return err
	}
	var found []diag.Diagnostic
	unreadable := 0
	for _, name := range files {
		data, err := v.load(name)
		if err != nil {
			v.errorf("%v", err)
			unreadable++
			continue
		}
		if name == batch.Stdin {
			name = "stdin"
		}
		findings, err := akn.Validate(ctx, name, data, options)
		if err != nil {
			return err
		}
		found = append(found, findings...)
	}
	if err := v.print(found); err != nil {
		return err
	}
	return v.verdict(files, found, failAt, unreadable)
}

// compileSchema reads a schema and what it includes from beside it.
func compileSchema(name string) (*xsd.Schema, error) {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return nil, explainIO(err)
	}
	defer root.Close()
	schema, err := xsd.Compile(func(location string) ([]byte, error) {
		return root.ReadFile(filepath.FromSlash(location))
	}, filepath.Base(name))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return schema, nil
}

// files is the operands, and the XML files below those that are folders.
func (v *validation) files(operands []string) ([]string, error) {
	var files []string
	for _, operand := range operands {
		if operand == batch.Stdin || !isFolder(operand) {
			files = append(files, operand)
			continue
		}
		err := filepath.WalkDir(operand, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.EqualFold(filepath.Ext(name), ".xml") {
				files = append(files, name)
			}
			return err
		})
		if err != nil {
			return nil, explainIO(err)
		}
	}
	if len(files) == 0 {
		return nil, &exitError{exitNoInput, fmt.Errorf("no .xml file below %s", strings.Join(operands, ", "))}
	}
	return files, nil
}

func (v *validation) print(found []diag.Diagnostic) error {
	switch v.format {
	case "json":
		return json.Issues(v.stdout, found)
	case "sarif":
		return writeSARIF(v.stdout, found)
	}
	for _, d := range found {
		if _, err := fmt.Fprintln(v.stdout, v.finding(d)); err != nil {
			return err
		}
	}
	return nil
}

func (v *validation) verdict(files []string, found []diag.Diagnostic, failAt, unreadable int) error {
	bad := map[string]bool{}
	for _, d := range found {
		if int(d.Severity) >= failAt {
			bad[d.File] = true
		}
	}
	if v.format == "text" {
		fmt.Fprintf(v.stderr, "%s checked: %d without findings at or above %q\n", plural(len(files)-unreadable, "file"), len(files)-unreadable-len(bad), v.failOn)
	}
	switch {
	case unreadable > 0:
		return &exitError{exitFailed, nil}
	case len(bad) > 0:
		return &exitError{exitFindings, nil}
	}
	return nil
}
