package layout

import (
	"fmt"
	"strings"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/formats/pdf/font"
)

// faults collects what could not be shown as it is.
type faults struct {
	language string
	list     []diag.Diagnostic
	seen     map[string]bool
}

func (f *faults) report(d diag.Diagnostic) {
	d.Language = f.language
	f.list = append(f.list, d)
}

// letters reports letters that no face has, each once.
func (f *faults) letters(_ *font.Stack, letters string, _ *leaf) {
	if f.seen[letters] {
		return
	}
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
	f.seen[letters] = true
	var codes []string
	for _, r := range letters {
		codes = append(codes, fmt.Sprintf("U+%04X", r))
	}
	d := diag.New("PDF001", "no font has "+strings.Join(codes, " "))
	d.Evidence = letters
	f.report(d)
}

// picture reports a picture that is not shown.
func (f *faults) picture(file, id string, span diag.Span) {
	message := "a picture is shown by its description"
	if file != "" {
		message = fmt.Sprintf("the picture %s is shown by its description", file)
	}
	d := diag.New("PDF002", message)
	d.NodeID, d.Span = id, span
	f.report(d)
}

// tableTooWide reports a table whose words need more room than there is.
func (f *faults) tableTooWide(id string) {
	d := diag.New("PDF003", "the words of a table need more room than there is; they are cut")
	d.NodeID = id
	f.report(d)
}
