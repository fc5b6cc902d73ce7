package app

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/convert/batch"
	"github.com/plurilex/plurilex/convert/diag"
)

func (c *conversion) failed(t batch.Task, err error, sum *tally) {
	sum.failed++
	sum.code = codeOf(err)
	var exit *exitError
	if errors.As(err, &exit) {
		sum.code = exit.code
	}
	var panicked *batch.PanicError
	if errors.As(err, &panicked) {
		c.errorf("%s: %v: please report this with the text\n%s", t.Sources[0].Path, err, bytes.TrimSpace(panicked.Stack))
		return
	}
	message := err.Error()
	named := slices.ContainsFunc(t.Sources, func(s batch.Source) bool { return strings.Contains(message, s.Path) })
	if !named {
		message = t.Sources[0].Path + ": " + message
	}
	c.errorf("%s", message)
}

func (c *conversion) printFindings(found *diag.Bag, sum *tally) {
	for _, d := range found.Sorted() {
		switch d.Severity {
		case diag.Note:
			sum.notes++
		case diag.Warning:
			sum.warnings++
		case diag.Error:
			sum.errors++
		}
		if int(d.Severity) >= c.showFrom {
			fmt.Fprintln(c.stderr, c.finding(d))
		}
	}
	if n := found.Dropped(); n > 0 && c.showFrom <= int(diag.Warning) {
		fmt.Fprintf(c.stderr, "%d more findings of the same kinds are not shown\n", n)
	}
}

func (p *program) finding(d diag.Diagnostic) string {
	line := printable(d.String())
	if !p.colour {
		return line
	}
	colour := map[diag.Severity]string{diag.Note: cyan, diag.Warning: yellow, diag.Error: red}[d.Severity]
	name := d.Severity.String()
	return strings.Replace(line, name+":", p.paint(colour, name)+":", 1)
}

func (c *conversion) printSummary(dest destination, plan *batch.Plan, sum *tally) {
	parts := []string{plural(sum.documents, "text") + " converted"}
	if sum.failed > 0 {
		parts = append(parts, strconv.Itoa(sum.failed)+" failed")
	}
	line := strings.Join(parts, ", ") + ": " + plural(sum.written, "file") + " written to " + dest.folder
	if sum.unchanged > 0 {
		line += ", " + strconv.Itoa(sum.unchanged) + " unchanged"
	}
	var found []string
	for _, x := range []struct {
		n    int
		what string
	}{{sum.errors, "error"}, {sum.warnings, "warning"}, {sum.notes, "note"}} {
		if x.n > 0 {
			found = append(found, plural(x.n, x.what))
		}
	}
	if len(found) > 0 {
		line += "; found " + strings.Join(found, ", ")
	}
	if n := len(plan.Skipped); n > 0 {
		line += "; " + plural(n, "file") + " of no readable format left out"
	}
	fmt.Fprintln(c.stderr, line)
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// explainIO says what to do about an error of the file system.
func explainIO(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: check the name", err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: check the rights of the file and its folder", err)
	}
	return explainSystem(err)
}
