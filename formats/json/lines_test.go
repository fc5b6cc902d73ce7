package json_test

import (
	"bytes"
	encoding "encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/json"
)

func TestLinesConformance(t *testing.T) {
	formattest.Run(t, json.LinesFormat(), formattest.Options{Text: textOfLines})
}

// textOfLines is the number and the words of each line, in order.
func textOfLines(data []byte) (string, error) {
	var text strings.Builder
	lines := encoding.NewDecoder(bytes.NewReader(data))
	for {
		var clause struct{ Num, Text string }
		switch err := lines.Decode(&clause); {
		case errors.Is(err, io.EOF):
			return text.String(), nil
		case err != nil:
			return "", err
		}
		text.WriteString(clause.Num + " " + clause.Text + "\n")
	}
}
