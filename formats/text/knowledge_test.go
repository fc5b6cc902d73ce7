package text

import (
	"errors"
	"os"
	"testing"
	"testing/fstest"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/templates"
)

func TestTemplatesAreReadOnce(t *testing.T) {
	dir := t.TempDir()
	first, err := knowledgeOf(templates.Overlay(os.DirFS(dir)))
	if err != nil {
		t.Fatal(err)
	}
	if again, err := knowledgeOf(templates.Overlay(os.DirFS(dir))); err != nil || again != first {
		t.Errorf("the same templates were read again: %v", err)
	}
	for range mostKept {
		if other, err := knowledgeOf(templates.Overlay(os.DirFS(t.TempDir()))); err != nil || other == first {
			t.Errorf("other templates say the same: %v", err)
		}
	}
	if n := len(kept.from); n > mostKept {
		t.Errorf("%d templates are kept, want %d at most", n, mostKept)
	}
	if again, err := knowledgeOf(templates.Overlay(os.DirFS(dir))); err != nil || again == first {
		t.Errorf("the oldest are still kept: %v", err)
	}
	// A map cannot be compared.
	if _, err := knowledgeOf(templates.Overlay(fstest.MapFS{})); err != nil {
		t.Error(err)
	}
}

func TestUnknownProfile(t *testing.T) {
	_, err := read(t.Context(), &convert.Input{Name: "a.txt", Data: []byte("A"), Profile: "nothing"})
	if !errors.Is(err, convert.ErrOption) {
		t.Errorf("error is %v, want one of options", err)
	}
}
