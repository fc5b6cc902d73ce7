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
	codePivot     = "XLS006"
)

func continuedFinding(sheet, id, language string, rows int) diag.Diagnostic {
	d := diag.New(codeContinued, fmt.Sprintf("the text goes on over %d rows of the sheet %s", rows, sheet))
	d.NodeID, d.Language = id, language
	return d
}

func replacedFinding(sheet string, row int, id string) diag.Diagnostic {
	d := diag.New(codeReplaced, fmt.Sprintf("sheet %s, row %d: a character that no workbook can hold is replaced by U+FFFD", sheet, row))
	d.NodeID = id
	return d
}

func linkFinding(sheet, cell, id, to string) diag.Diagnostic {
	d := diag.New(codeLink, fmt.Sprintf("sheet %s, cell %s: the address is text only, not a link", sheet, cell))
	d.NodeID, d.Evidence = id, to
	return d
}

func linkCountFinding(sheet string) diag.Diagnostic {
	return diag.New(codeLinks, fmt.Sprintf("sheet %s: only the first %d cells with an address are links", sheet, maxLinks))
}

func cutFinding(sheet string, row int, id string) diag.Diagnostic {
	d := diag.New(codeCut, fmt.Sprintf("sheet %s, row %d: a text is cut after %d characters", sheet, row, maxCell))
	d.NodeID = id
	return d
}

func pivotFinding(pivot, first string) diag.Diagnostic {
	return diag.New(codePivot, fmt.Sprintf("the text is not there in %q, the language of the first column, which is now %q", pivot, first))
}
