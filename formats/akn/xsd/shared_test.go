package xsd

import (
	"os"
	"path/filepath"
	"testing"
)

// shared is the folder of test material that is not part of the repository.
func shared(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("PLURILEX_SHARED")
	if dir == "" {
		root, err := filepath.Abs(filepath.Join("..", "..", ".."))
		if err != nil {
			t.Fatal(err)
		}
		dir = filepath.Join(filepath.Dir(root), "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "akn")); err != nil {
		t.Skipf("SKIPPED: the shared test material is not at %s, so nothing was tested (set PLURILEX_SHARED)", dir)
	}
	return dir
}
