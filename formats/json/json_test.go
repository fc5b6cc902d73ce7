package json_test

import (
	"testing"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/json"
)

func TestConformance(t *testing.T) {
	formattest.Run(t, json.Format(), formattest.Options{
		Works: map[string]func() *document.Work{"metadata": withMetadata},
	})
}
