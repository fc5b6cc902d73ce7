package text

import (
	"errors"
	"testing"

	"github.com/plurilex/plurilex/convert"
)

func TestUnknownProfile(t *testing.T) {
	_, err := read(t.Context(), &convert.Input{Name: "a.txt", Data: []byte("A"), Profile: "nothing"})
	if !errors.Is(err, convert.ErrOption) {
		t.Errorf("error is %v, want one of options", err)
	}
}
