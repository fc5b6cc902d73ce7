package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// ErrCollision is what errors wrap when two sources would give the same files.
var ErrCollision = errors.New("two sources would give the same files")

// Stdin is the operand that stands for the standard input.
const Stdin = "-"

// Source is one file to read.
type Source struct {
	Path string // as the user gave it, or found below a folder the user gave; Stdin
	Base string // slash-separated path of its outputs below the output folder, without extension
}

// Task is one Work to convert: one source, or one for each of its languages.
type Task struct {
	Sources []Source
	Base    string // as that of a Source, for what holds the whole Work
}

// Plan is what a run is going to do.
type Plan struct {
	Tasks   []Task   // by where their first source comes from: the operands in their order, folders by path
	Skipped []string // files below folders that no format reads, sorted
}

// NewPlan finds the sources of operands: files as they are, and below folders
// every file that readable accepts, hidden ones left out. A folder in except
// (the output folder, say) is not entered. extensions are the endings that the
// base name of an output does without, the longest match first.
func NewPlan(operands []string, readable func(path string) bool, except []string, extensions []string) (*Plan, error) {
	p := &Plan{}
	for _, operand := range operands {
		if operand == Stdin {
			p.add(Stdin, "stdin")
			continue
		}
		info, err := os.Stat(operand)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			p.add(operand, base(filepath.Base(operand), extensions))
			continue
		}
		if err := p.addFolder(operand, readable, except, extensions); err != nil {
			return nil, err
		}
	}
	slices.Sort(p.Skipped)
	return p, p.collisions()
}

func (p *Plan) addFolder(dir string, readable func(string) bool, except, extensions []string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != dir && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			if name != dir && slices.ContainsFunc(except, func(e string) bool { return sameFile(e, name) }) {
				return fs.SkipDir
			}
			return nil
		case !readable(name):
			p.Skipped = append(p.Skipped, name)
			return nil
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		p.add(name, base(filepath.ToSlash(rel), extensions))
		return nil
	})
}

func (p *Plan) add(path, base string) {
	p.Tasks = append(p.Tasks, Task{[]Source{{path, base}}, base})
}

// Group makes one task of all that have the same stem. stem takes the language
// off a base name; a name without one is its own stem.
func (p *Plan) Group(stem func(base string) string) error {
	at := map[string]int{}
	var grouped []Task
	for _, t := range p.Tasks {
		key := stem(t.Base)
		i, ok := at[key]
		if !ok {
			i = len(grouped)
			at[key] = i
			grouped = append(grouped, Task{Base: t.Base})
		}
		g := &grouped[i]
		g.Sources = append(g.Sources, t.Sources...)
		if len(g.Sources) > 1 {
			g.Base = key
		}
	}
	p.Tasks = grouped
	return p.collisions()
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// base is the name without the longest of the extensions that it ends in, or
// without whatever follows its last dot.
func base(name string, extensions []string) string {
	longest := ""
	for _, e := range extensions {
		if strings.HasSuffix(strings.ToLower(name), "."+e) && len(e) > len(longest) {
			longest = e
		}
	}
	if longest == "" {
		longest = strings.TrimPrefix(path.Ext(name), ".")
	}
	if short := strings.TrimSuffix(name[:len(name)-len(longest)], "."); path.Base(short) != "." && short != "" && !strings.HasSuffix(short, "/") {
		return short
	}
	return name
}

// collisions finds tasks with the same base. Letters' case does not tell names
// apart on every file system.
func (p *Plan) collisions() error {
	seen := map[string]string{}
	for _, t := range p.Tasks {
		names := []Source{{t.Sources[0].Path, t.Base}}
		if len(t.Sources) > 1 {
			names = append(names, t.Sources...)
		}
		for _, n := range names {
			key := strings.ToLower(n.Base)
			if first, ok := seen[key]; ok {
				return fmt.Errorf("%w: %s and %s: convert them into different folders", ErrCollision, first, n.Path)
			}
			seen[key] = n.Path
		}
	}
	return nil
}
