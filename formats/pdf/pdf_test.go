package pdf_test

import (
	"strings"
	"testing"

	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/pdf"
	"github.com/plurilex/plurilex/formats/pdf/verify"
)

func TestFormat(t *testing.T) {
	// Soft hyphens are those of line ends. A picture in the line is shown by its
	// description, which the suite does not count as part of the line.
	drop := strings.NewReplacer("\u00AD", "", "A small picture", "")
	text := func(output []byte) (string, error) {
		read, err := verify.Text(output)
		return drop.Replace(read), err
	}
	formattest.Run(t, pdf.Format(), formattest.Options{Text: text})
}
