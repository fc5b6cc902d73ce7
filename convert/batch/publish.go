package batch

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// ErrExists is what errors wrap when a file of another content is in the way.
var ErrExists = errors.New("a file of another content is there already")

// File is one file to publish: its slash-separated path below the folder, and
// its bytes.
type File struct {
	Path string
	Data []byte
}

// Folder is an output folder. No path leads out of it, not by .. and not by a
// symbolic link.
type Folder struct {
	root *os.Root
}

// OpenFolder makes the folder if it is not there, and ends what an interrupted
// run had decided: a set of files whose list was written is put in place whole.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{root}
	if err := f.recover(); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return f, nil
}

// Close lets go of the folder.
func (f *Folder) Close() error { return f.root.Close() }

const (
	prefix      = ".plurilex-"
	partSuffix  = ".part"   // a file not yet whole
	listSuffix  = ".commit" // the list of parts that belong together, and their names
	listNewline = "\n"
)

// Publish puts files in place, all of them or none. Each is written whole under
// a name of its own, forced to disk, and renamed once all of them are there; the
// list of renames is on disk before the first, so that a run that is killed
// between two is ended by the next. A file with the same bytes as the one in
// place is left alone. One of other bytes is only replaced when force is set;
// else the error wraps ErrExists. Publish returns the paths that changed.
func (f *Folder) Publish(files []File, force bool) (changed []string, err error) {
	var parts []string
	defer func() {
		if err != nil {
			for _, p := range parts {
				err = errors.Join(err, ignoreMissing(f.root.Remove(p)))
			}
		}
	}()
	var list strings.Builder
	for _, file := range files {
		same, err := f.compare(file, force)
		if err != nil {
			return nil, err
		}
		if same {
			continue
		}
		part, err := f.writePart(file, &parts)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.Path, err)
		}
		fmt.Fprintf(&list, "%s\t%s%s", part, file.Path, listNewline)
		changed = append(changed, file.Path)
	}
	switch len(changed) {
	case 0:
		return nil, nil
	case 1:
		if err := f.root.Rename(parts[0], changed[0]); err != nil {
			return nil, err
		}
		f.syncDir(path.Dir(changed[0]))
		return changed, nil
	}
	name := prefix + unique() + listSuffix
	if err := f.write(name+partSuffix, []byte(list.String())); err != nil {
		return nil, errors.Join(err, ignoreMissing(f.root.Remove(name+partSuffix)))
	}
	if err := f.root.Rename(name+partSuffix, name); err != nil {
		return nil, errors.Join(err, ignoreMissing(f.root.Remove(name+partSuffix)))
	}
	f.syncDir(".")
	parts = nil // from here on the set is decided: what fails now is ended by recover
	return changed, f.commit(name, list.String())
}

// compare reports whether the file is in place already, with the same bytes.
func (f *Folder) compare(file File, force bool) (bool, error) {
	info, err := f.root.Lstat(file.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("%s: %w, and it is no regular file", file.Path, ErrExists)
	}
	if info.Size() == int64(len(file.Data)) {
		old, err := f.root.ReadFile(file.Path)
		if err == nil && bytes.Equal(old, file.Data) {
			return true, nil
		}
	}
	if !force {
		return false, fmt.Errorf("%s: %w", file.Path, ErrExists)
	}
	return false, nil
}

// writePart writes a file under a name of its own in the folder where it will
// be, so that the rename stays within one file system.
func (f *Folder) writePart(file File, parts *[]string) (string, error) {
	dir := path.Dir(file.Path)
	if err := f.root.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	part := path.Join(dir, prefix+unique()+partSuffix)
	*parts = append(*parts, part)
	return part, f.write(part, file.Data)
}

func (f *Folder) write(name string, data []byte) error {
	w, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	if err == nil {
		err = w.Sync()
	}
	return errors.Join(err, w.Close())
}

// commit renames what a list names, then removes the list. A part that is gone
// was renamed before.
func (f *Folder) commit(name, list string) error {
	dirs := []string{"."}
	for line := range strings.Lines(list) {
		part, target, ok := strings.Cut(strings.TrimSuffix(line, listNewline), "\t")
		if !ok || !strings.HasPrefix(path.Base(part), prefix) {
			return fmt.Errorf("%s is damaged: remove it and run again", name)
		}
		if err := f.root.Rename(part, target); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if dir := path.Dir(target); !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	for _, dir := range dirs {
		f.syncDir(dir)
	}
	return ignoreMissing(f.root.Remove(name))
}

// recover ends the sets that an interrupted run had decided.
func (f *Folder) recover() error {
	names, err := fs.Glob(f.root.FS(), prefix+"*"+listSuffix)
	if err != nil {
		return err
	}
	for _, name := range names {
		list, err := f.root.ReadFile(name)
		if err != nil {
			return err
		}
		if err := f.commit(name, string(list)); err != nil {
			return err
		}
	}
	return nil
}

// Sweep removes parts that an interrupted run left behind in a folder of the
// tree: those last changed before the given time.
func (f *Folder) Sweep(before time.Time) error {
	return fs.WalkDir(f.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasPrefix(d.Name(), prefix) || !strings.HasSuffix(name, partSuffix) {
			return err
		}
		info, err := d.Info()
		if err != nil || !info.ModTime().Before(before) {
			return ignoreMissing(err)
		}
		return ignoreMissing(f.root.Remove(name))
	})
}

// syncDir forces a folder's entries to disk where the system can; where it
// cannot, the renames are as durable as the system makes them.
func (f *Folder) syncDir(name string) {
	if d, err := f.root.Open(name); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// unique is a name no other run uses. It never reaches an output.
func unique() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails, says its documentation
	return hex.EncodeToString(b[:])
}
