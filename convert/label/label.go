// Package label holds what outputs say beside the text itself: names of sheets
// and columns, kinds of clauses, "Page 1 of 2". Each language has a file in
// templates/labels.
package label

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

// Fallback is the language whose words stand in for what another file lacks.
const Fallback = "en"

// Labels is the words of one language. It does not change and is safe for
// concurrent use.
type Labels struct {
	Language string // BCP 47 tag, which is the name of the file
	texts    map[string]string
	fallback *Labels
}

// Text is the words of a key ("sheet.clauses"): those of the language, else the
// English ones, else the key itself, so that a gap shows and harms nothing.
func (l *Labels) Text(key string) string {
	if text, ok := l.Lookup(key); ok {
		return text
	}
	return key
}

// Lookup is the words of a key, or false when not even English has it.
func (l *Labels) Lookup(key string) (string, bool) {
	for ; l != nil; l = l.fallback {
		if text, ok := l.texts[key]; ok {
			return text, true
		}
	}
	return "", false
}

// Format is the words of a key with values put in for names in braces:
// Format("page.number", "page", "1", "pages", "2").
func (l *Labels) Format(key string, namesAndValues ...string) string {
	pairs := make([]string, len(namesAndValues))
	for i, s := range namesAndValues {
		if i%2 == 0 {
			s = "{" + s + "}"
		}
		pairs[i] = s
	}
	return strings.NewReplacer(pairs...).Replace(l.Text(key))
}

// Set is the labels of several languages. It is safe for concurrent use and
// reads a language's file when it is first asked for.
type Set struct {
	fsys   fs.FS
	mu     sync.Mutex
	labels map[string]*Labels
}

// NewSet takes the labels from labels/*.toml in fsys.
func NewSet(fsys fs.FS) *Set { return &Set{fsys: fsys, labels: map[string]*Labels{}} }

var sets = templates.NewCache(func(fsys fs.FS) (*Set, error) { return NewSet(fsys), nil })

// In is the labels of templates; nil means the built-in ones.
func In(fsys fs.FS) *Set {
	set, _ := sets.Get(fsys) // making a set reads nothing
	return set
}

// Default is the built-in set.
func Default() *Set { return In(nil) }

// For is the labels of a language in the built-in set.
func For(tag string) (*Labels, error) { return Default().For(tag) }

// For is the labels of a language. The error says which languages there are, or
// what is wrong with the file.
func (s *Set) For(tag string) (*Labels, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.load(tag)
}

func (s *Set) load(tag string) (*Labels, error) {
	if l, ok := s.labels[tag]; ok {
		return l, nil
	}
	name := path.Join("labels", tag+".toml")
	if tag == "" || strings.Contains(tag, "/") {
		return nil, s.unknown(tag)
	}
	data, err := fs.ReadFile(s.fsys, name)
	if err != nil {
		return nil, s.unknown(tag)
	}
	l := &Labels{Language: tag, texts: map[string]string{}}
	if tag != Fallback {
		if l.fallback, err = s.load(Fallback); err != nil {
			return nil, err
		}
	}
	var sections map[string]map[string]string
	if _, err := toml.NewDecoder(bytes.NewReader(data)).Decode(&sections); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for section, texts := range sections {
		for key, text := range texts {
			key = section + "." + key
			if l.fallback != nil {
				if _, ok := l.fallback.texts[key]; !ok {
					return nil, fmt.Errorf("%s: unknown key %s", name, key)
				}
			}
			l.texts[key] = text
		}
	}
	s.labels[tag] = l
	return l, nil
}

func (s *Set) unknown(tag string) error {
	tags, err := s.Tags()
	if err != nil {
		return err
	}
	return fmt.Errorf("there are no labels in language %q: there are %s", tag, strings.Join(tags, ", "))
}

// Tags is every language that has a file, sorted.
func (s *Set) Tags() ([]string, error) {
	names, err := fs.Glob(s.fsys, "labels/*.toml")
	for i, n := range names {
		names[i] = strings.TrimSuffix(path.Base(n), ".toml")
	}
	return names, err
}
