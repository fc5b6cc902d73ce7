package app

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plurilex/plurilex/formats/json"
)

func (p *program) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema [NAME]",
		Short: "print a JSON Schema, or list those there are",
		Example: `  plurilex schema
  plurilex schema document > document.schema.json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, operands []string) error {
			names := json.SchemaNames()
			if len(operands) == 0 {
				_, err := fmt.Fprintln(p.stdout, strings.Join(names, "\n"))
				return err
			}
			if !slices.Contains(names, operands[0]) {
				return usage("there is no schema %q: there are %s", operands[0], strings.Join(names, ", "))
			}
			schema, err := json.Schema(operands[0])
			if err != nil {
				return err
			}
			_, err = p.stdout.Write(schema)
			return err
		},
	}
}
