package akn

import (
	"fmt"
	"io/fs"

	"github.com/BurntSushi/toml"

	"github.com/plurilex/plurilex/templates"
)

// profile is how a family of texts is written, from templates/akn/NAME.toml.
type profile struct {
	Document     string            `toml:"document"`
	Prescriptive string            `toml:"prescriptive"`
	Annex        string            `toml:"annex"`
	Preambular   string            `toml:"preambular"`
	Names        map[string]string `toml:"names"`
}

// scheme is a scheme of identifiers, from templates/akn/schemes.toml.
type scheme struct {
	Alias string `toml:"alias"`
}

// conventions is all that templates/akn holds.
type conventions struct {
	profiles map[string]*profile
	schemes  map[string]scheme
}

const plainProfile = "plain"

func (c *conventions) profile(name string) *profile {
	if p, ok := c.profiles[name]; ok {
		return p
	}
	return c.profiles[plainProfile]
}

// alias is what Akoma Ntoso calls a scheme.
func (c *conventions) alias(name string) string {
	if s, ok := c.schemes[name]; ok {
		return s.Alias
	}
	return name
}

// schemeOf is the inverse of alias.
func (c *conventions) schemeOf(alias string) string {
	for name, s := range c.schemes {
		if s.Alias == alias {
			return name
		}
	}
	return alias
}

var conventionsOf = templates.NewCache(loadConventions)

// loadConventions reads templates/akn of fsys.
func loadConventions(fsys fs.FS) (*conventions, error) {
	c := &conventions{profiles: map[string]*profile{}}
	names, err := fs.Glob(fsys, "akn/*.toml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		var into any
		base := name[len("akn/") : len(name)-len(".toml")]
		if base == "schemes" {
			into = &c.schemes
		} else {
			c.profiles[base] = &profile{}
			into = c.profiles[base]
		}
		meta, err := toml.DecodeFS(fsys, name, into)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if extra := meta.Undecoded(); len(extra) > 0 {
			return nil, fmt.Errorf("%s: unknown key %s", name, extra[0])
		}
	}
	if c.profiles[plainProfile] == nil {
		return nil, fmt.Errorf("akn/%s.toml is missing", plainProfile)
	}
	return c, nil
}
