package templates

import (
	"io/fs"
	"reflect"
	"sync"
)

// mostKept is how many templates a Cache keeps beside the built-in ones.
const mostKept = 4

// Cache keeps what was read from templates, so that a batch that reads all its
// texts with the same ones reads those once. It is safe for concurrent use.
type Cache[T any] struct {
	read    func(fs.FS) (T, error)
	builtIn func() (T, error)

	mu   sync.Mutex
	from []fs.FS
	said []T
}

// NewCache makes a cache of what read gives. What it gives must be safe for
// concurrent use.
func NewCache[T any](read func(fs.FS) (T, error)) *Cache[T] {
	return &Cache[T]{read: read, builtIn: sync.OnceValues(func() (T, error) { return read(FS) })}
}

// Get is what fsys says; nil means the built-in templates. They are read once as
// long as equal values are asked for; values that cannot be compared are read
// each time, and so are templates with an error.
func (c *Cache[T]) Get(fsys fs.FS) (T, error) {
	switch {
	case fsys == nil:
		return c.builtIn()
	case !reflect.ValueOf(fsys).Comparable():
		return c.read(fsys)
	case fsys == fs.FS(FS):
		return c.builtIn()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, have := range c.from {
		if have == fsys {
			return c.said[i], nil
		}
	}
	said, err := c.read(fsys)
	if err != nil {
		return said, err
	}
	if len(c.from) == mostKept {
		c.from, c.said = c.from[1:], c.said[1:]
	}
	c.from, c.said = append(c.from, fsys), append(c.said, said)
	return said, nil
}
