// Package json reads and writes a Work as JSON, whole: what is read back is
// equal to what was written, and writes the same bytes again.
//
// The document is flat where people and programs look things up. Each language
// is an expression with its text as one string and a list of clauses, which
// holds every node of the tree in document order, each with its level and the
// id of its parent. Marks in the text stand off from it: they say from which
// code point to which they go. Every span names its unit and what it counts in.
//
// A member whose value is null was looked for and not found; one that is absent
// does not apply. Members that this version does not know are kept as
// extensions of the Work, Expression or Node they are in, and written again.
// The JSON Schemas of the document and of the views on it are in the program;
// the version of the document follows semver: new members and new values of
// closed lists may come with a minor version, everything else with a major one.
package json

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
)

const (
	schemaURN     = "urn:plurilex:schema:document:1"
	schemaPrefix  = "urn:plurilex:schema:document:"
	schemaName    = "plurilex.document"
	majorVersion  = "1."
	schemaVersion = majorVersion + "0.0"
)

// MaxSize is how large a document may be to be read, in bytes.
const MaxSize = 256 << 20

// Format is the record of JSON.
func Format() *convert.Format {
	return &convert.Format{
		Name:      "json",
		Title:     "Plurilex JSON",
		Extension: "json",
		MediaType: "application/json",
		Scope:     convert.PerWork,
		Recognise: recognise,
		Reader:    reader{},
		Writer:    writer{},
	}
}

// recognise tells our documents from other JSON by the name of their schema.
func recognise(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, utf8BOM), " \t\r\n")
	return bytes.HasPrefix(head, []byte{'{'}) && bytes.Contains(head, []byte(`"`+schemaPrefix))
}

var utf8BOM = []byte("\uFEFF")

type reader struct{}

// Read reads a document. The error of a document that is no JSON, or not ours,
// wraps convert.ErrNotReadable and names the member, the line and the column.
func (reader) Read(ctx context.Context, in *convert.Input) (*document.Work, error) {
	if len(in.Data) > MaxSize {
		return nil, fmt.Errorf("%w: %d bytes, at most %d are read", convert.ErrLimit, len(in.Data), MaxSize)
	}
	return decode(ctx, in.Data, in.Name, &in.Env)
}

type writer struct{}

// Write writes the whole Work of the job.
func (writer) Write(ctx context.Context, job *convert.Job, w io.Writer) error {
	return encode(ctx, job, w)
}

// Verify demands that data is what Write makes of the job and that reading it
// gives the job's Work.
func (writer) Verify(ctx context.Context, job *convert.Job, data []byte) error {
	read, err := decode(ctx, data, job.Name, &convert.Env{})
	if err != nil {
		return err
	}
	if err := equalWorks(job.Work, read); err != nil {
		return fmt.Errorf("it reads back as another work: %w", err)
	}
	again := *job
	again.Work = read
	again.Env.Findings = nil
	var buf bytes.Buffer
	buf.Grow(len(data))
	if err := encode(ctx, &again, &buf); err != nil {
		return err
	}
	if !bytes.Equal(buf.Bytes(), data) {
		return errors.New("what it reads back as is written differently")
	}
	return nil
}
