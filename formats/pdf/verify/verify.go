// Package verify checks a finished PDF against the rules of PDF/A (ISO 19005-2
// and -3), PDF/UA (ISO 14289-1) and the program's own: what the structure tree
// reads aloud is the text of the model, and no empty box is drawn.
//
// It knows the rules that the writer of this program can break, not all there
// are. veraPDF, in the conformance tests, judges by all.
package verify

import (
	"errors"
	"fmt"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// Want is what a file ought to be.
type Want struct {
	Part int // of PDF/A: 2 or 3
	// Expressions are those whose texts the file holds; none when nobody knows.
	// Of several, each is a part of its own, in their order.
	Expressions []*document.Expression
	Attached    [][]byte // contents of the attached files, in their order
}

// maxFaults is how many faults Check names before it gives up.
const maxFaults = 20

// Check names every rule that the file breaks, up to a limit, with the clause of
// the standard that has it and the place in the file.
func Check(data []byte, want Want) error {
	c := &checker{data: data, want: want}
	if err := c.open(); err != nil {
		return err
	}
	c.frame()
	c.metadata()
	c.attachments()
	c.readPages()
	c.readTree()
	c.annotations()
	if len(c.faults) == 0 {
		c.compare()
	}
	return errors.Join(c.faults...)
}

// Text is what the structure tree of a file reads aloud: the text in its order,
// and after it the notes in the order of their calls, each on a line of its own.
func Text(data []byte) (string, error) {
	c := &checker{data: data}
	if err := c.open(); err != nil {
		return "", err
	}
	c.readPages()
	c.readTree()
	return c.spoken(c.root), errors.Join(c.faults...)
}

type checker struct {
	data   []byte
	want   Want
	file   *syntax.File
	faults []error

	catalog  syntax.Dict
	pages    []*page
	pageOf   map[syntax.Ref]int // page object to its index
	fonts    map[syntax.Ref]*font
	elements map[syntax.Ref]*element
	root     *element
}

// Names of the standards, as faults cite them.
const (
	pdfa  = "ISO 19005"
	pdfua = "ISO 14289-1"
	ours  = "Plurilex"
)

// fault notes a broken rule. With maxFaults of them, the rest go unnoticed.
func (c *checker) fault(standard, clause, format string, args ...any) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, fmt.Errorf("%s %s: %s", standard, clause, fmt.Sprintf(format, args...)))
	}
}

// broken notes what cannot be read.
func (c *checker) broken(what string, err error) {
	c.fault("ISO 32000-1", "7", "%s: %v", what, err)
}

func (c *checker) open() (err error) {
	if c.file, err = syntax.Open(c.data); err != nil {
		return fmt.Errorf("ISO 32000-1 7.5: %w", err)
	}
	if c.catalog, err = c.file.Dict(c.file.Trailer["Root"]); err != nil {
		return fmt.Errorf("ISO 32000-1 7.7.2: catalog: %w", err)
	}
	return nil
}

// dict is the dictionary of a key that has to be there; empty when it is not.
func (c *checker) dict(d syntax.Dict, key syntax.Name, standard, clause string) syntax.Dict {
	sub, err := c.file.Dict(d[key])
	if err != nil {
		c.fault(standard, clause, "%s: %v", key, err)
		return syntax.Dict{}
	}
	return sub
}

// textOf is a text string of a dictionary, or "".
func textOf(d syntax.Dict, key syntax.Name) string {
	s, _ := d[key].(syntax.String)
	return s.Text()
}
