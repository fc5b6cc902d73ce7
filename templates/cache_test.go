package templates_test

import (
	"errors"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"github.com/plurilex/plurilex/templates"
)

func TestCache(t *testing.T) {
	reads := 0
	cache := templates.NewCache(func(fs.FS) (int, error) { reads++; return reads, nil })
	get := func(fsys fs.FS) int {
		t.Helper()
		n, err := cache.Get(fsys)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	dir := t.TempDir()
	first := get(templates.Overlay(os.DirFS(dir)))
	if again := get(templates.Overlay(os.DirFS(dir))); again != first {
		t.Error("the same templates were read again")
	}
	if built := get(nil); built == first || get(nil) != built {
		t.Error("the built-in templates were not kept apart")
	}
	for range 4 {
		if get(templates.Overlay(os.DirFS(t.TempDir()))) == first {
			t.Error("other templates say the same")
		}
	}
	if get(templates.Overlay(os.DirFS(dir))) == first {
		t.Error("the oldest are still kept")
	}
	// A map cannot be compared.
	files := templates.Overlay(fstest.MapFS{})
	if first := get(files); get(files) == first {
		t.Error("what cannot be compared was kept")
	}
}

func TestCacheKeepsNoErrors(t *testing.T) {
	wrong := errors.New("wrong")
	fail := true
	cache := templates.NewCache(func(fs.FS) (int, error) {
		if fail {
			return 0, wrong
		}
		return 7, nil
	})
	fsys := os.DirFS(t.TempDir())
	if _, err := cache.Get(fsys); !errors.Is(err, wrong) {
		t.Errorf("error is %v", err)
	}
	fail = false
	if n, err := cache.Get(fsys); err != nil || n != 7 {
		t.Errorf("got %d, %v once it is mended", n, err)
	}
}
