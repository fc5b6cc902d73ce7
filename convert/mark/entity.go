package mark

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/templates"
)

// Entities are the entities of the closed list that have one of the keys: each
// once, sorted by key. A key that the list does not have is left out.
func Entities(keys []string) []document.Entity {
	var found []document.Entity
	for _, e := range entities() {
		if slices.Contains(keys, e.Key) {
			found = append(found, e)
		}
	}
	return found
}

// Mentioned is the entities that the Mentions under the nodes of an expression
// speak of, sorted by key.
func Mentioned(e *document.Expression) []document.Entity {
	var keys []string
	document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
		document.EachInline(n.Text, func(in *document.Inline) {
			if in.Kind == document.Mention && !slices.Contains(keys, in.Value) {
				keys = append(keys, in.Value)
			}
		})
		return true
	})
	return Entities(keys)
}

// entities is the closed list, sorted by key.
var entities = sync.OnceValue(func() []document.Entity {
	// The list is part of the program; a test sees to it that it can be read.
	all, _, _ := readEntities(templates.FS)
	return all
})

// countries tells of each key in which file of the list it is: "eu", "un".
var countries = sync.OnceValue(func() map[string]string {
	_, in, _ := readEntities(templates.FS)
	return in
})

// readEntities reads the files of the list, each named after the country or
// organisation whose entities it has.
func readEntities(fsys fs.FS) (all []document.Entity, country map[string]string, err error) {
	names, err := fs.Glob(fsys, "entities/*.toml")
	if err != nil {
		return nil, nil, err
	}
	country = map[string]string{}
	for _, name := range names {
		var file struct {
			Entity []struct {
				Key   string `toml:"key"`
				Class string `toml:"class"`
				IRI   string `toml:"iri"`
				Label string `toml:"label"`
				Short string `toml:"short"`
			} `toml:"entity"`
		}
		meta, err := toml.DecodeFS(fsys, name, &file)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		if extra := meta.Undecoded(); len(extra) > 0 {
			return nil, nil, fmt.Errorf("%s: unknown key %s", name, extra[0])
		}
		for _, e := range file.Entity {
			all = append(all, document.Entity(e))
			country[e.Key] = strings.TrimSuffix(path.Base(name), ".toml")
		}
	}
	slices.SortFunc(all, func(a, b document.Entity) int { return cmp.Compare(a.Key, b.Key) })
	return all, country, nil
}
