package app

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
)

func (p *program) formatsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "formats [flags] [FORMAT]",
		Short: "list the formats, or describe one",
		Example: `  plurilex formats
  plurilex formats pdf`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, operands []string) error {
			formats := p.registry.Formats()
			if len(operands) == 1 {
				f, err := p.lookup(operands[0])
				if err != nil {
					return err
				}
				formats = []*convert.Format{f}
			}
			switch {
			case asJSON:
				return p.formatsJSON(formats)
			case len(operands) == 1:
				return p.describe(formats[0])
			}
			return p.formatsTable(formats)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

func (p *program) formatsTable(formats []*convert.Format) error {
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tREAD\tWRITTEN\tEXTENSION\tWHAT")
	for _, f := range formats {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", f.Name, yesNo(f.Reader != nil), yesNo(f.Writer != nil), "."+f.Extension, f.Title)
	}
	return w.Flush()
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func (p *program) describe(f *convert.Format) error {
	fmt.Fprintf(p.stdout, "%s: %s\n", f.Name, f.Title)
	scope := "one file a language"
	if f.Scope == convert.PerWork {
		scope = "one file for all languages"
	}
	fmt.Fprintf(p.stdout, "read: %s; written: %s, %s; extension .%s; media type %s\n", yesNo(f.Reader != nil), yesNo(f.Writer != nil), scope, f.Extension, f.MediaType)
	if len(f.Embeds) > 0 {
		fmt.Fprintf(p.stdout, "holds the same text as %s too\n", strings.Join(f.Embeds, ", "))
	}
	if len(f.Options) > 0 {
		fmt.Fprintln(p.stdout, "\nflags:")
		w := tabwriter.NewWriter(p.stdout, 2, 0, 2, ' ', 0)
		for _, o := range f.Options {
			help := o.Help
			if len(o.Choices) > 0 {
				help += " (" + strings.Join(o.Choices, ", ") + ")"
			}
			if o.Default != "" {
				help += "; default " + o.Default
			}
			fmt.Fprintf(w, "  --%s-%s\t%s\n", f.Name, o.Name, help)
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	if len(f.Omits) > 0 {
		fmt.Fprintln(p.stdout, "\nwhat it cannot hold:")
		for _, o := range f.Omits {
			fmt.Fprintf(p.stdout, "  %s\n", o)
		}
	}
	return nil
}

// formatJSON is a format as "formats --json" prints it.
type formatJSON struct {
	Name      string       `json:"name"`
	Title     string       `json:"title"`
	Extension string       `json:"extension"`
	MediaType string       `json:"media_type"`
	Read      bool         `json:"read"`
	Written   bool         `json:"written"`
	Binary    bool         `json:"binary"`
	PerWork   bool         `json:"per_work"`
	Embeds    []string     `json:"embeds"`
	Options   []optionJSON `json:"options"`
	Omits     []string     `json:"omits"`
}

type optionJSON struct {
	Flag    string   `json:"flag"`
	Help    string   `json:"help"`
	Default string   `json:"default"`
	Choices []string `json:"choices,omitempty"`
}

func (p *program) formatsJSON(formats []*convert.Format) error {
	out := []formatJSON{}
	for _, f := range formats {
		j := formatJSON{
			Name: f.Name, Title: f.Title, Extension: f.Extension, MediaType: f.MediaType,
			Read: f.Reader != nil, Written: f.Writer != nil, Binary: f.Binary, PerWork: f.Scope == convert.PerWork,
			Embeds: append([]string{}, f.Embeds...), Options: []optionJSON{}, Omits: append([]string{}, f.Omits...),
		}
		for _, o := range f.Options {
			j.Options = append(j.Options, optionJSON{"--" + f.Name + "-" + o.Name, o.Help, o.Default, o.Choices})
		}
		out = append(out, j)
	}
	return p.printJSON(out)
}

func (p *program) printJSON(v any) error {
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func (p *program) explainCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain [flags] [CODE]",
		Short: "say what the code of a finding means, or list all codes",
		Example: `  plurilex explain AKN002
  plurilex explain`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, operands []string) error {
			entries := diag.Codes()
			if len(operands) == 1 {
				e, ok := diag.Lookup(diag.Code(strings.ToUpper(operands[0])))
				if !ok {
					return usage("there is no code %q: %s explain lists them all", operands[0], programName)
				}
				entries = []diag.Entry{e}
			}
			if asJSON {
				return p.printJSON(entries)
			}
			if len(operands) == 1 {
				e := entries[0]
				_, err := fmt.Fprintf(p.stdout, "%s (%s): %s\n\n%s\n", e.Code, e.Severity, e.Title, e.Help)
				return err
			}
			w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
			for _, e := range entries {
				fmt.Fprintf(w, "%s\t%s\t%s\n", e.Code, e.Severity, e.Title)
			}
			return w.Flush()
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(p.stdout, "%s %s (%s %s/%s)\n", programName, Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
