package xlsx

import (
	"fmt"

	"github.com/plurilex/plurilex/convert/diag"
)

const (
	codeContinued = "XLS001"
	codeReplaced  = "XLS002"
	codeLink      = "XLS003"
	codeLinks     = "XLS004"
	codeCut       = "XLS005"
)

func continuedFinding(sheet, id, language string, rows int) diag.Diagnostic {
	d := diag.New(codeContinued, fmt.Sprintf("the text goes on over %d rows of the sheet %s", rows, sheet))
	d.NodeID, d.Language = id, language
	return d
}

func replacedFinding(sheet string, row int) diag.Diagnostic {
	return diag.New(codeReplaced, fmt.Sprintf("sheet %s, row %d: a character that no workbook can hold is replaced by U+FFFD", sheet, row))
}

func linkFinding(sheet, cell, to string) diag.Diagnostic {
	d := diag.New(codeLink, fmt.Sprintf("sheet %s, cell %s: the address is text only, not a link", sheet, cell))
	d.Evidence = to
	return d
}

func linkCountFinding(sheet string) diag.Diagnostic {
	return diag.New(codeLinks, fmt.Sprintf("sheet %s: only the first %d cells with an address are links", sheet, maxLinks))
}

func cutFinding(sheet string, row int) diag.Diagnostic {
	return diag.New(codeCut, fmt.Sprintf("sheet %s, row %d: a text is cut after %d characters", sheet, row, maxCell))
}
