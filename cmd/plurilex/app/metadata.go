package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/plurilex/plurilex/convert/batch"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/metadata"
)

// beside is the name that the side file of a source has, "" for none.
func beside(source string) string {
	if source == batch.Stdin {
		return ""
	}
	return strings.TrimSuffix(source, filepath.Ext(source)) + metadata.Suffix
}

// applyMetadata puts what a side file says into a work. A file that is not
// there says nothing.
func applyMetadata(w *document.Work, name string) error {
	if name == "" {
		return nil
	}
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return explainIO(err)
	}
	f, err := metadata.Parse(data)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	f.Apply(w)
	return nil
}
