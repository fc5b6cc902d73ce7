// Package language holds what is known of each language: one file of facts a
// language in templates/languages, and the model that tells languages apart.
package language

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"github.com/plurilex/plurilex/templates"
)

// Pack is what is known of one language. Words in it are evidence for readers
// and labels for writers; nothing may depend on a fact being there.
type Pack struct {
	Tag     string `toml:"tag"`     // shortest BCP 47 tag, which is the name of the file
	ISO3    string `toml:"iso3"`    // ISO 639-2/T: deu, ell, zho
	Endonym string `toml:"endonym"` // what the language calls itself
	English string `toml:"english"` // what English calls it
	Script  string `toml:"script"`  // ISO 15924: Latn, Grek, Cyrl, Arab, Hans
	RTL     bool   `toml:"rtl"`     // written from right to left
}

// Set is the packs of several languages. It is safe for concurrent use and
// reads a language's file when it is first asked for.
type Set struct {
	fsys  fs.FS
	mu    sync.Mutex
	packs map[string]*Pack
}

// NewSet takes the packs from languages/*.toml in fsys.
func NewSet(fsys fs.FS) *Set { return &Set{fsys: fsys, packs: map[string]*Pack{}} }

// Default is the built-in set.
var Default = sync.OnceValue(func() *Set { return NewSet(templates.FS) })

// Get is the pack of a language. A language without a file has a pack with
// nothing but its tag; ISO3 is then "und". The error says what is wrong with a file.
func (s *Set) Get(tag string) (*Pack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.packs[tag]; ok {
		return p, nil
	}
	p := &Pack{Tag: tag, ISO3: "und"}
	if validTag(tag) {
		name := path.Join("languages", tag+".toml")
		data, err := fs.ReadFile(s.fsys, name)
		if err == nil {
			meta, err := toml.NewDecoder(bytes.NewReader(data)).Decode(p)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if extra := meta.Undecoded(); len(extra) > 0 {
				return nil, fmt.Errorf("%s: unknown key %s", name, extra[0])
			}
			if p.Tag != tag {
				return nil, fmt.Errorf("%s: its tag is %q", name, p.Tag)
			}
		}
	}
	s.packs[tag] = p
	return p, nil
}

// Tags is every language that has a file, sorted.
func (s *Set) Tags() ([]string, error) {
	names, err := fs.Glob(s.fsys, "languages/*.toml")
	for i, n := range names {
		names[i] = strings.TrimSuffix(path.Base(n), ".toml")
	}
	return names, err
}

func validTag(tag string) bool {
	return tag != "" && strings.Trim(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}
