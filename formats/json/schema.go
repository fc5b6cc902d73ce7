package json

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed schema/*.schema.json
var schemas embed.FS

// SchemaNames are the names of the schemas: of the document, of findings
// ("issue") and of the views.
func SchemaNames() []string {
	entries, _ := schemas.ReadDir("schema") // sorted; an embedded folder is always there
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".schema.json")
	}
	return names
}

// Schema is a JSON Schema (draft 2020-12) by its name.
func Schema(name string) ([]byte, error) {
	data, err := schemas.ReadFile("schema/" + name + ".schema.json")
	if err != nil {
		return nil, fmt.Errorf("there is no schema %q: there are %s", name, strings.Join(SchemaNames(), ", "))
	}
	return data, nil
}
