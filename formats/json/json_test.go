package json_test

import (
	"testing"

	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/json"
)

func TestConformance(t *testing.T) {
	formattest.Run(t, json.Format(), formattest.Options{})
}
