// Package templates embeds the data that the program comes with and that a user
// may override: facts of languages, profiles of texts, labels, page styles.
package templates

import (
	"embed"
	"errors"
	"io/fs"
	"os"
)

// FS is the built-in data.
//
//go:embed */*
var FS embed.FS

// Overlay is the built-in data with the files of over laid over it: a file that
// over has is taken from there.
func Overlay(over fs.FS) fs.FS {
	if over == nil {
		return FS
	}
	return overlay{over}
}

type overlay struct{ over fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.over.Open(name)
	if err == nil {
		info, statErr := f.Stat()
		if statErr == nil && !info.IsDir() {
			return f, nil
		}
		f.Close()
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return FS.Open(name)
}

// ReadDir lists the entries of both, each name once.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	built, err := fs.ReadDir(FS, name)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	own, ownErr := fs.ReadDir(o.over, name)
	if err != nil && ownErr != nil {
		return nil, err
	}
	return merge(built, own), nil
}

// merge joins two sorted lists of entries; where both have a name, the second
// list's entry is taken.
func merge(built, own []fs.DirEntry) []fs.DirEntry {
	var all []fs.DirEntry
	for len(built) > 0 || len(own) > 0 {
		switch {
		case len(own) == 0 || len(built) > 0 && built[0].Name() < own[0].Name():
			all, built = append(all, built[0]), built[1:]
		default:
			if len(built) > 0 && built[0].Name() == own[0].Name() {
				built = built[1:]
			}
			all, own = append(all, own[0]), own[1:]
		}
	}
	return all
}
