package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// names lists every file below dir, slash-separated, sorted.
func names(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, name)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func open(t *testing.T, dir string) *Folder {
	t.Helper()
	f, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func content(t *testing.T, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPublish(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "out")
	f := open(t, dir)
	set := []File{{"a.json", []byte("one")}, {"sub/a.pdf", []byte("two")}}
	changed, err := f.Publish(set, false)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"a.json", "sub/a.pdf"}; !slices.Equal(changed, want) {
		t.Errorf("changed %v, want %v", changed, want)
	}
	if got, want := names(t, dir), []string{"a.json", "sub/a.pdf"}; !slices.Equal(got, want) {
		t.Errorf("folder holds %v, want %v", got, want)
	}

	if changed, err := f.Publish(set, false); err != nil || len(changed) != 0 {
		t.Errorf("the same again: changed %v, error %v", changed, err)
	}

	set[1].Data = []byte("2")
	if _, err := f.Publish(set, false); !errors.Is(err, ErrExists) {
		t.Errorf("other bytes: error %v, want ErrExists", err)
	}
	if got := content(t, dir, "sub/a.pdf"); got != "two" {
		t.Errorf("the old file is %q now", got)
	}
	if changed, err := f.Publish(set, true); err != nil || !slices.Equal(changed, []string{"sub/a.pdf"}) {
		t.Errorf("with force: changed %v, error %v", changed, err)
	}
	if got := content(t, dir, "sub/a.pdf"); got != "2" {
		t.Errorf("the new file is %q", got)
	}
}

// One file that cannot be put in place leaves all others of the set out.
func TestPublishAllOrNothing(t *testing.T) {
	tests := []struct {
		name string
		set  []File
		prep func(dir string) error
	}{
		{"a folder is in the way", []File{{"a", []byte("1")}, {"b", []byte("2")}}, func(dir string) error { return os.Mkdir(filepath.Join(dir, "b"), 0o777) }},
		{"a file is where a folder is needed", []File{{"a", []byte("1")}, {"b/c", []byte("2")}}, func(dir string) error { return os.WriteFile(filepath.Join(dir, "b"), nil, 0o666) }},
		{"a path leads out", []File{{"a", []byte("1")}, {"../b", []byte("2")}}, func(string) error { return nil }},
		{"a link leads out", []File{{"a", []byte("1")}, {"l/b", []byte("2")}}, func(dir string) error { return os.Symlink(os.TempDir(), filepath.Join(dir, "l")) }},
		{"a link is in the way", []File{{"a", []byte("1")}, {"l", []byte("2")}}, func(dir string) error { return os.Symlink("elsewhere", filepath.Join(dir, "l")) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := test.prep(dir); err != nil {
				t.Skip("cannot set this up:", err)
			}
			before := names(t, dir)
			f := open(t, dir)
			if changed, err := f.Publish(test.set, true); err == nil {
				t.Errorf("published %v", changed)
			}
			if got := names(t, dir); !slices.Equal(got, before) {
				t.Errorf("folder holds %v, want %v", got, before)
			}
		})
	}
}

// A run killed after it wrote the list of a set, between any two renames, is
// ended by the next one that opens the folder.
func TestInterruptedSetIsEnded(t *testing.T) {
	for renamed := range 3 {
		dir := t.TempDir()
		parts := []string{".plurilex-1.part", "sub/.plurilex-2.part"}
		targets := []string{"a", "sub/b"}
		if err := os.Mkdir(filepath.Join(dir, "sub"), 0o777); err != nil {
			t.Fatal(err)
		}
		var list strings.Builder
		for i := range parts {
			name := parts[i]
			if i < renamed {
				name = targets[i]
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(targets[i]), 0o666); err != nil {
				t.Fatal(err)
			}
			list.WriteString(parts[i] + "\t" + targets[i] + "\n")
		}
		if err := os.WriteFile(filepath.Join(dir, ".plurilex-0.commit"), []byte(list.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		open(t, dir)
		if got := names(t, dir); !slices.Equal(got, targets) {
			t.Errorf("%d renamed: folder holds %v, want %v", renamed, got, targets)
		}
		for _, name := range targets {
			if got := content(t, dir, name); got != name {
				t.Errorf("%d renamed: %s holds %q", renamed, name, got)
			}
		}
	}
}

func TestDamagedListIsNamed(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".plurilex-0.commit"), []byte("precious.txt\tother.txt\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "precious.txt"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := OpenFolder(dir)
	if err == nil || !strings.Contains(err.Error(), ".plurilex-0.commit") {
		t.Errorf("error %v does not name the list", err)
	}
	if got := names(t, dir); !slices.Contains(got, "precious.txt") {
		t.Errorf("folder holds %v", got)
	}
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	start := time.Now()
	for name, age := range map[string]time.Duration{".plurilex-1.part": 2 * time.Hour, ".plurilex-2.part": 0, "old.txt": 2 * time.Hour, ".other.part": 2 * time.Hour} {
		full := filepath.Join(dir, name)
		if err := os.WriteFile(full, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(full, start.Add(-age), start.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := open(t, dir).Sweep(start.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got, want := names(t, dir), []string{".other.part", ".plurilex-2.part", "old.txt"}; !slices.Equal(got, want) {
		t.Errorf("folder holds %v, want %v", got, want)
	}
}
