// Package pdf writes one language of a Work as pages that are PDF/A-3a (ISO
// 19005-3) and PDF/UA-1 (ISO 14289-1) at once, with its Akoma Ntoso XML attached
// as the source.
//
// Four packages work one after the other: layout sets the text as pages, page
// draws them with gofpdf, finish makes the file that archives and screen readers
// take, and verify checks it.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/finish"
	"github.com/plurilex/plurilex/formats/pdf/font"
	"github.com/plurilex/plurilex/formats/pdf/hyphen"
	"github.com/plurilex/plurilex/formats/pdf/layout"
	"github.com/plurilex/plurilex/formats/pdf/page"
	"github.com/plurilex/plurilex/formats/pdf/subset"
	"github.com/plurilex/plurilex/formats/pdf/verify"
	"github.com/plurilex/plurilex/templates"
)

// Format is the record of PDF.
func Format() *convert.Format {
	return &convert.Format{
		Name:      "pdf",
		Title:     "PDF/A and PDF/UA",
		Extension: "pdf",
		MediaType: "application/pdf",
		Binary:    true,
		Scope:     convert.PerExpression,
		Options: []convert.Option{
			{
				Name: "profile", Help: "part of PDF/A and its level; 2a leaves out the attached Akoma Ntoso",
				Type: convert.Choice, Choices: []string{"3a", "2a"}, Default: "3a",
			},
			{
				Name: "page", Help: "page format",
				Type: convert.Choice, Choices: []string{"a4", "letter"}, Default: "a4",
			},
			{
				Name: "style", Help: "page style: the name of a file in styles of the templates, without .toml",
				Type: convert.String, Default: layout.DefaultStyle,
			},
			{
				Name: "layout", Help: "one language, or several in columns, clause beside clause",
				Type: convert.Choice, Choices: []string{"single", "synoptic"}, Default: "single",
			},
			{
				Name: "beside", Help: "languages of the further columns of the synoptic layout, one or two BCP 47 tags with a comma between; by default the first others",
				Type: convert.String,
			},
			{
				Name: "font-dir", Help: "folder with TrueType fonts for letters that the embedded fonts lack, such as Chinese",
				Type: convert.String,
			},
		},
		Embeds: []string{attached},
		Omits: []string{
			"Marks of dates, numbers and mentions are plain text.",
			"Pictures are shown by their descriptions.",
			"Extensions are left out.",
		},
		Writer: &writer{},
	}
}

// attached is the format whose output goes into the file.
const attached = "akn"

// writer keeps what it read of fonts, for they are the same in every document.
type writer struct {
	folders sync.Map // name of a folder to its *font.Library
}

// Write writes the expression of the job.
func (w *writer) Write(ctx context.Context, job *convert.Job, out io.Writer) error {
	if job.Expression == nil {
		return errors.New("a PDF holds one language; the job names none")
	}
	doc, err := w.layout(job)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	file, err := assemble(doc, settings(job))
	if err != nil {
		return err
	}
	_, err = out.Write(file)
	return err
}

// Verify checks a written file by the rules of PDF/A and PDF/UA, and that what
// it reads aloud is the text of the expression.
func (w *writer) Verify(_ context.Context, job *convert.Job, data []byte) error {
	s := settings(job)
	expressions, err := expressions(job)
	if err != nil {
		return err
	}
	want := verify.Want{Part: s.Part, Expressions: expressions}
	for _, a := range s.Attachments {
		want.Attached = append(want.Attached, a.Data)
	}
	return verify.Check(data, want)
}

func (w *writer) layout(job *convert.Job) (*display.Document, error) {
	fonts, err := w.library(job)
	if err != nil {
		return nil, err
	}
	style, err := styleOf(job)
	if err != nil {
		return nil, err
	}
	expressions, err := expressions(job)
	if err != nil {
		return nil, err
	}
	set := layout.Job{
		Work:        job.Work,
		Expressions: expressions,
		Style:       style,
		Paper:       job.Options.String("page"),
		Fonts:       fonts,
		Languages:   language.In(job.Env.Templates),
		Hyphens:     hyphen.In(job.Env.Templates),
	}
	doc, findings, err := layout.Layout(set)
	if err != nil {
		return nil, err
	}
	for _, d := range findings {
		job.Env.Report(d)
	}
	return doc, nil
}

// maxColumns is how many languages a page has room for.
const maxColumns = 3

// expressions is what a page shows: that of the job, and with the synoptic
// layout those beside it.
func expressions(job *convert.Job) ([]*document.Expression, error) {
	shown := []*document.Expression{job.Expression}
	if job.Options.String("layout") != "synoptic" {
		return shown, nil
	}
	beside := job.Options.String("beside")
	if beside == "" {
		for _, e := range job.Work.Expressions {
			if len(shown) < maxColumns && e != job.Expression {
				shown = append(shown, e)
			}
		}
		return shown, nil
	}
	for language := range strings.SplitSeq(beside, ",") {
		language = strings.TrimSpace(language)
		i := slices.IndexFunc(job.Work.Expressions, func(e *document.Expression) bool { return e.Language == language })
		switch {
		case i < 0:
			return nil, fmt.Errorf("%w: beside is %q: the text is not there in %q", convert.ErrOption, beside, language)
		case slices.Contains(shown, job.Work.Expressions[i]):
			continue // the file of that language itself
		case len(shown) == maxColumns:
			return nil, fmt.Errorf("%w: beside is %q: a page has room for %d languages", convert.ErrOption, beside, maxColumns)
		}
		shown = append(shown, job.Work.Expressions[i])
	}
	return shown, nil
}

// library is the embedded fonts and those of the folder that the job names.
func (w *writer) library(job *convert.Job) (*font.Library, error) {
	folder := job.Options.String("font-dir")
	if folder == "" {
		return font.Default(), nil
	}
	if job.Env.Folder == nil {
		return nil, fmt.Errorf("%w: font-dir is %q: no folder can be read here", convert.ErrOption, folder)
	}
	known, ok := w.folders.Load(folder)
	if !ok {
		known, _ = w.folders.LoadOrStore(folder, font.New(job.Env.Folder(folder)))
	}
	return known.(*font.Library), nil
}

// defaultStyle is the built-in style of pages, read once.
var defaultStyle = sync.OnceValues(func() (*layout.Style, error) {
	return layout.LoadStyle(templates.FS, layout.DefaultStyle)
})

// styleOf is the style of pages that the job names.
func styleOf(job *convert.Job) (*layout.Style, error) {
	name, data := job.Options.String("style"), job.Env.Templates
	switch {
	case data != nil:
		return layout.LoadStyle(data, name)
	case name == layout.DefaultStyle:
		return defaultStyle()
	}
	return layout.LoadStyle(templates.FS, name)
}

// settings is what the file has besides its pages.
func settings(job *convert.Job) finish.Settings {
	s := finish.Settings{
		Part:     3,
		Producer: strings.TrimSpace(job.Env.Generator.Name + " " + job.Env.Generator.Version),
		Date:     job.Env.Date,
	}
	if s.Producer == "" {
		s.Producer = "Plurilex"
	}
	if job.Options.String("profile") == "2a" {
		s.Part = 2
		return s
	}
	for _, out := range job.Embedded {
		s.Attachments = append(s.Attachments, finish.Attachment{
			Name: out.Name, MediaType: out.MediaType, Description: "Akoma Ntoso XML", Data: out.Data,
		})
	}
	return s
}

// assemble makes the file of laid-out pages.
func assemble(doc *display.Document, s finish.Settings) ([]byte, error) {
	codes := make([]*subset.Codes, len(doc.Fonts))
	for i, f := range doc.Fonts {
		face, err := subset.Parse(f.Data)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", f.Name, err)
		}
		codes[i] = subset.NewCodes(face)
	}
	raw, err := page.Write(doc, codes)
	if err != nil {
		return nil, err
	}
	return finish.Finish(doc, raw, codes, s)
}
