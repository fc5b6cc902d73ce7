// Package convert is the core of the converter: what a format is, which formats
// there are, and how one document goes from one to another.
//
// A Format is a record. It makes the flags, the help and the documentation of
// the format, and holds its Reader, its Writer or both. Formats are collected in
// a Registry, which is a value: a program that wants one more format takes the
// built-in registry, adds its own record and runs.
package convert

import (
	"context"
	"io"
	"io/fs"
	"slices"
	"time"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

// Format is what the program knows of one format.
type Format struct {
	Name      string // as in -t and -f: lower case, ASCII letters, digits and hyphens
	Title     string // for people: "Akoma Ntoso 3.0"
	Extension string // of the files written, without the first dot: "akn.xml"
	MediaType string
	AlsoReads []string // further extensions of files to read, without the first dot
	Binary    bool     // the bytes are not text and do not belong on a terminal
	OnRequest bool     // written when asked for by name only, not with "all formats"
	Scope     Scope    // what one file of the format holds
	Options   []Option
	Embeds    []string // formats whose output of the same Expression the writer puts into its own
	Omits     []string // what of the model the format cannot hold, a sentence each; empty when it holds everything

	// Recognise reports whether a file is of this format, from its base name
	// and its first bytes (up to RecogniseBytes). Nil when the format cannot be
	// read or takes whatever no other format claims.
	Recognise func(name string, head []byte) bool

	// Traced says that the spans of what the Reader makes are bytes of the file
	// it read. Read then proves that nothing of the file was lost.
	Traced bool

	Reader Reader // nil when the format is only written
	Writer Writer // nil when the format is only read
}

// RecogniseBytes is how many bytes of a file Recognise gets to see.
const RecogniseBytes = 4096

// Scope says what one output file holds.
type Scope uint8

const (
	PerExpression Scope = iota // the Work in one language
	PerWork                    // the Work in all its languages
)

// Reader turns bytes into a Work. It is safe for concurrent use.
type Reader interface {
	// Read makes a Work of in.Data. It reports findings to in.Env and returns
	// an error only when there is no Work to return.
	Read(ctx context.Context, in *Input) (*document.Work, error)
}

// Writer turns a Work into bytes. It is safe for concurrent use, and it neither
// changes nor keeps what it is given. The same job gives the same bytes.
type Writer interface {
	Write(ctx context.Context, job *Job, w io.Writer) error
}

// Verifier is what a Writer also is when it can check its own output. Convert
// calls it on every output and returns none when it fails.
type Verifier interface {
	Verify(ctx context.Context, job *Job, data []byte) error
}

// Input is what a Reader reads.
type Input struct {
	Name     string // as the user named it; findings carry it
	Data     []byte // the untouched bytes; a Reader does not change or keep them
	Language string // BCP 47 tag when the user gave one, else ""
	Profile  string // family of the text when the user gave one, else ""
	Options  Values // of the format
	Env      Env
}

// Job is what a Writer writes.
type Job struct {
	Work       *document.Work
	Expression *document.Expression // the one to write when the format is PerExpression, else nil
	Name       string               // base name of the output file
	Options    Values
	Embedded   []Output // outputs of the formats in Format.Embeds
	Files      []Output // every file of the same conversion, this one too, without the bytes; for links between them
	Env        Env
}

// Expressions is what the job is to write: one expression, or all of them.
func (j *Job) Expressions() []*document.Expression {
	if j.Expression != nil {
		return []*document.Expression{j.Expression}
	}
	return j.Work.Expressions
}

// ReadExtensions is the extensions of the files below a folder that are read as
// the format, without the first dot.
func (f *Format) ReadExtensions() []string {
	if f.Reader == nil {
		return nil
	}
	return append(slices.Clone(f.AlsoReads), f.Extension)
}

// Output is one file as bytes.
type Output struct {
	Name      string // base name
	Format    string // name of the format
	MediaType string
	Language  string // of the expression; "" for a whole Work
	Data      []byte
}

// Env is what a reader or writer may know of the world. Everything in it is
// given by the caller: no format looks at the clock or the environment.
type Env struct {
	Findings  diag.Sink // never nil once it went through Convert
	Generator Generator // the program that writes
	// Date is the day of the conversion as far as outputs tell: from a flag or
	// SOURCE_DATE_EPOCH. Zero when nobody gave one; then outputs carry none, or
	// that of the text.
	Date      time.Time
	Templates fs.FS // templates with the user's own laid over the built-in ones; nil means the built-in ones
	// Folder opens a folder that an option names, such as one with fonts: the
	// program's is os.DirFS. Nil when a format may open none.
	Folder func(name string) fs.FS
}

// Generator names the program in outputs.
type Generator struct {
	Name    string
	Version string
}

// Report sends a finding to the environment's sink, if there is one.
func (e *Env) Report(d diag.Diagnostic) {
	if e.Findings != nil {
		e.Findings.Report(d)
	}
}
