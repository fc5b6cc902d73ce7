package convert

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// ErrUnknownFormat is what errors about a format nobody registered wrap.
var ErrUnknownFormat = errors.New("unknown format")

// Registry is a set of formats. The zero value is empty and ready for use. It
// is not safe for changes while others read it.
type Registry struct {
	formats []*Format
}

// Add puts formats into the registry. The order matters for Recognise: the
// first that claims a file gets it.
func (r *Registry) Add(formats ...*Format) error {
	for _, f := range formats {
		if err := r.usable(f); err != nil {
			return err
		}
		r.formats = append(r.formats, f)
	}
	return nil
}

func (r *Registry) usable(f *Format) error {
	switch {
	case !validName(f.Name):
		return fmt.Errorf("format name %q: want lower-case ASCII letters, digits and hyphens", f.Name)
	case f.Reader == nil && f.Writer == nil:
		return fmt.Errorf("format %s neither reads nor writes", f.Name)
	case f.Writer != nil && f.Extension == "":
		return fmt.Errorf("format %s is written but has no extension", f.Name)
	}
	for _, have := range r.formats {
		if have.Name == f.Name {
			return fmt.Errorf("format %s is there already", f.Name)
		}
		if f.Writer != nil && have.Writer != nil && have.Extension == f.Extension {
			return fmt.Errorf("format %s would write .%s files, as %s does", f.Name, f.Extension, have.Name)
		}
	}
	for _, o := range f.Options {
		if !validName(o.Name) {
			return fmt.Errorf("format %s: option name %q: want lower-case ASCII letters, digits and hyphens", f.Name, o.Name)
		}
		if o.Default != "" || o.Type == Bool || o.Type == Choice {
			if err := o.check(o.Default); err != nil {
				return fmt.Errorf("format %s: default of an option: %w", f.Name, err)
			}
		}
	}
	return nil
}

func validName(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && name[0] != '-'
}

// Formats is every format, in the order of their addition.
func (r *Registry) Formats() []*Format { return slices.Clone(r.formats) }

// Lookup finds a format by its name. The error names the formats with names
// near to it, or all there are.
func (r *Registry) Lookup(name string) (*Format, error) {
	for _, f := range r.formats {
		if f.Name == name {
			return f, nil
		}
	}
	var near, all []string
	for _, f := range r.formats {
		all = append(all, f.Name)
		if distance(name, f.Name) <= 2 || strings.HasPrefix(f.Extension, name) && name != "" {
			near = append(near, f.Name)
		}
	}
	if len(near) > 0 {
		return nil, fmt.Errorf("%w %q: did you mean %s?", ErrUnknownFormat, name, strings.Join(near, " or "))
	}
	return nil, fmt.Errorf("%w %q: there are %s", ErrUnknownFormat, name, strings.Join(all, ", "))
}

// Recognise finds the readable format of a file by its base name and first
// bytes. When no format claims the file, the first readable one without a
// Recognise of its own gets it.
func (r *Registry) Recognise(name string, data []byte) (*Format, error) {
	name = path.Base(name)
	head := data[:min(len(data), RecogniseBytes)]
	var fallback *Format
	for _, f := range r.formats {
		switch {
		case f.Reader == nil:
		case f.Recognise == nil:
			if fallback == nil {
				fallback = f
			}
		case f.Recognise(name, head):
			return f, nil
		}
	}
	if fallback == nil {
		return nil, fmt.Errorf("%w: no format reads %s", ErrUnknownFormat, name)
	}
	return fallback, nil
}

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour that makes b of a (Damerau and Levenshtein's, restricted).
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
