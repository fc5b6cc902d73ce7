package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestBase(t *testing.T) {
	tests := []struct{ name, want string }{
		{"resolution-en.txt", "resolution-en"},
		{"resolution-en.akn.xml", "resolution-en"},
		{"resolution-en.AKN.XML", "resolution-en"},
		{"resolution.en.xml", "resolution.en"},
		{"sub/a.b/c", "sub/a.b/c"},
		{"sub/a.txt", "sub/a"},
		{"README", "README"},
		{".txt", ".txt"},
		{"sub/.txt", "sub/.txt"},
		{"a.", "a"},
		{"B8-0344/2016.txt", "B8-0344/2016"},
	}
	for _, test := range tests {
		if got := base(test.name, []string{"akn.xml", "txt", "xml"}); got != test.want {
			t.Errorf("base(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func tree(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		full := filepath.Join(dir, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestPlanFolder(t *testing.T) {
	dir := tree(t, "b.txt", "a.txt", "sub/c.txt", "picture.png", ".hidden.txt", ".git/d.txt", "out/e.txt")
	p, err := NewPlan([]string{dir}, func(name string) bool { return strings.HasSuffix(name, ".txt") }, []string{filepath.Join(dir, "out")}, []string{"txt"})
	if err != nil {
		t.Fatal(err)
	}
	var bases []string
	for _, task := range p.Tasks {
		bases = append(bases, task.Base)
	}
	if want := []string{"a", "b", "sub/c"}; !slices.Equal(bases, want) {
		t.Errorf("planned %v, want %v", bases, want)
	}
	if want := []string{filepath.Join(dir, "picture.png")}; !slices.Equal(p.Skipped, want) {
		t.Errorf("skipped %v, want %v", p.Skipped, want)
	}
}

func TestPlanErrors(t *testing.T) {
	dir := tree(t, "x/a.txt", "y/A.json")
	any := func(string) bool { return true }
	_, err := NewPlan([]string{filepath.Join(dir, "x"), filepath.Join(dir, "y")}, any, nil, []string{"txt", "json"})
	if !errors.Is(err, ErrCollision) {
		t.Errorf("two sources for one base: error %v, want ErrCollision", err)
	}
	if _, err := NewPlan([]string{filepath.Join(dir, "none")}, any, nil, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: error %v", err)
	}
	if p, err := NewPlan([]string{Stdin}, any, nil, nil); err != nil || len(p.Tasks) != 1 || p.Tasks[0].Sources[0] != (Source{Stdin, "stdin"}) {
		t.Errorf("standard input: %v, %v", p, err)
	}
}

func TestGroup(t *testing.T) {
	dir := tree(t, "a-en.txt", "a-fr.txt", "b-en.txt", "c.txt", "sub/a-de.txt")
	p, err := NewPlan([]string{dir}, func(string) bool { return true }, nil, []string{"txt"})
	if err != nil {
		t.Fatal(err)
	}
	err = p.Group(func(base string) string {
		stem, _, _ := strings.Cut(base, "-")
		return stem
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, task := range p.Tasks {
		line := task.Base + ":"
		for _, s := range task.Sources {
			line += " " + s.Base
		}
		got = append(got, line)
	}
	want := []string{"a: a-en a-fr", "b-en: b-en", "c: c", "sub/a-de: sub/a-de"}
	if !slices.Equal(got, want) {
		t.Errorf("grouped %q, want %q", got, want)
	}

	// A text without a language beside its language versions has their name.
	dir = tree(t, "a.txt", "a-en.txt", "a-fr.txt")
	if p, err = NewPlan([]string{dir}, func(string) bool { return true }, nil, []string{"txt"}); err != nil {
		t.Fatal(err)
	}
	err = p.Group(func(base string) string {
		if base == "a" {
			return "other"
		}
		return "a"
	})
	if !errors.Is(err, ErrCollision) {
		t.Errorf("error %v, want ErrCollision", err)
	}
}
