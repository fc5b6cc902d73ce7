// Package converttest helps the tests of all packages.
package converttest

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared is a path below the folder of material that is lent to the tests and is
// no part of the repository: PLURILEX_SHARED, or the folder "shared" beside the
// repository. A test that finds nothing there is skipped and says so.
func Shared(t testing.TB, elements ...string) string {
	t.Helper()
	folder := os.Getenv("PLURILEX_SHARED")
	if folder == "" {
		folder = filepath.Join(root(t), "..", "shared")
	}
	path := filepath.Join(append([]string{folder}, elements...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED: %s is not there, so nothing was tested against it: set PLURILEX_SHARED to the folder that is lent for testing", path)
	}
	return path
}

// root is the folder of the repository: the nearest that has a go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("the test does not run in the repository")
		}
		dir = parent
	}
}
