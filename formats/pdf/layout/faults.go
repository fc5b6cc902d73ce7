package layout

import (
	"fmt"
	"strings"

	"github.com/plurilex/plurilex/convert/diag"
)

// faults collects what could not be shown as it is.
type faults struct {
	list []diag.Diagnostic
	seen map[string]bool
}

// letters reports letters that no face has, each once, with the first clause
// that has them.
func (f *faults) letters(t *tongue, clause, letters string) {
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
	d.Evidence, d.NodeID, d.Language = letters, clause, t.tag
	f.list = append(f.list, d)
}

// picture reports a picture that is not shown.
func (f *faults) picture(language, file, id string, span diag.Span) {
	message := "a picture is shown by its description"
	if file != "" {
		message = fmt.Sprintf("the picture %s is shown by its description", file)
	}
	d := diag.New("PDF002", message)
	d.Language, d.NodeID, d.Span = language, id, span
	f.list = append(f.list, d)
}

// tableTooWide reports a table whose words need more room than there is.
func (f *faults) tableTooWide(language, id string) {
	d := diag.New("PDF003", "the words of a table need more room than there is; they are cut")
	d.Language, d.NodeID = language, id
	f.list = append(f.list, d)
}
