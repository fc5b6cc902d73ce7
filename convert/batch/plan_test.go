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
	if p, err := NewPlan([]string{Stdin}, any, nil, nil); err != nil || len(p.Tasks) != 1 || p.Tasks[0] != (Task{Stdin, "stdin"}) {
		t.Errorf("standard input: %v, %v", p, err)
	}
}
