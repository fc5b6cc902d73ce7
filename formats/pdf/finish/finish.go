// Package finish turns the file that gofpdf wrote into one that archives and
// screen readers take: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one.
//
// It writes the whole file anew: gofpdf's pages, then what gofpdf cannot make,
// which is fonts with right text, a structure tree, tagged links, an outline,
// metadata, an output intent and attached files.
package finish

import (
	"fmt"
	"time"

	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/page"
	"github.com/plurilex/plurilex/formats/pdf/subset"
	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// Settings is what a file has besides its pages.
type Settings struct {
	// Part of PDF/A, 2 or 3; the conformance level is a. Part 2 allows no
	// attachments but other PDF/A files (ISO 19005-2, 6.8).
	Part        int
	Producer    string // the program that writes: "Plurilex 1.2.0"
	Date        time.Time
	Attachments []Attachment // sources of the text
}

// Attachment is a file inside the file.
type Attachment struct {
	Name        string // base name
	MediaType   string
	Description string
	Data        []byte
}

// Finish makes the file. raw is what page.Write returned for doc, and codes are
// the numbers it gave to glyphs.
func Finish(doc *display.Document, raw []byte, codes []*subset.Codes, s Settings) ([]byte, error) {
	if s.Part == 2 && len(s.Attachments) > 0 {
		return nil, fmt.Errorf("PDF/A-2 has no place for %s", s.Attachments[0].Name)
	}
	pages, err := readPages(raw, len(doc.Fonts))
	if err != nil {
		return nil, fmt.Errorf("gofpdf's output: %w", err)
	}
	if len(pages.contents) != len(doc.Pages) {
		return nil, fmt.Errorf("gofpdf's output: %d pages, want %d", len(pages.contents), len(doc.Pages))
	}
	w := &writer{file: newFile(len(raw)), doc: doc, codes: codes, settings: s}
	return w.write(pages)
}

type writer struct {
	*file
	doc      *display.Document
	codes    []*subset.Codes
	settings Settings

	pages []syntax.Ref // page objects
	tree  *tree
}

func (w *writer) write(pages *pages) ([]byte, error) {
	catalog, info, parent, resources := w.reserve(), w.reserve(), w.reserve(), w.reserve()
	for range w.doc.Pages {
		w.pages = append(w.pages, w.reserve())
	}
	metadata := w.metadata() // the first stream, so that a look at the file's first bytes finds it
	fonts, err := w.fonts(pages.fontNames)
	if err != nil {
		return nil, err
	}
	w.put(resources, func(b []byte) []byte {
		b = append(b, "<</Font<<"...)
		for i, ref := range fonts {
			b = syntax.AppendRef(append(syntax.AppendName(b, string(pages.fontNames[i])), ' '), ref)
		}
		return append(b, ">>>>"...)
	})
	places, err := w.places()
	if err != nil {
		return nil, err
	}
	if w.tree, err = w.plant(); err != nil {
		return nil, err
	}
	links, err := w.links(places)
	if err != nil {
		return nil, err
	}
	for i, ref := range w.pages {
		content := w.reserve()
		w.stream(content, deflate(pages.contents[i]), func(b []byte) []byte { return b })
		w.put(ref, func(b []byte) []byte {
			b = syntax.AppendRef(append(b, "<</Type/Page/Parent "...), parent)
			b = syntax.AppendRef(append(b, "/Resources "...), resources)
			b = w.appendBox(append(b, "/MediaBox"...), 0, 0, w.doc.Width, w.doc.Height)
			b = syntax.AppendRef(append(b, "/Contents "...), content)
			b = syntax.AppendInt(append(b, "/StructParents "...), i)
			b = append(b, "/Tabs/S"...)
			if len(links[i]) > 0 {
				b = appendRefs(append(b, "/Annots"...), links[i])
			}
			return append(b, ">>"...)
		})
	}
	w.put(parent, func(b []byte) []byte {
		b = appendRefs(append(b, "<</Type/Pages/Kids"...), w.pages)
		return append(syntax.AppendInt(append(b, "/Count "...), len(w.pages)), ">>"...)
	})
	structure := w.writeTree()
	outline := w.outline()
	intent := w.outputIntent()
	files := w.attachments()
	w.info(info)
	w.put(catalog, func(b []byte) []byte {
		b = syntax.AppendRef(append(b, "<</Type/Catalog/Pages "...), parent)
		b = syntax.AppendText(append(b, "/Lang"...), w.doc.Language)
		b = append(b, "/MarkInfo<</Marked true>>"...)
		b = syntax.AppendRef(append(b, "/StructTreeRoot "...), structure)
		b = append(b, "/ViewerPreferences<</DisplayDocTitle true"...)
		if w.doc.RTL {
			b = append(b, "/Direction/R2L"...)
		}
		b = syntax.AppendRef(append(b, ">>/Metadata "...), metadata)
		b = append(syntax.AppendRef(append(b, "/OutputIntents["...), intent), ']')
		if outline != 0 {
			b = syntax.AppendRef(append(b, "/PageMode/UseOutlines/Outlines "...), outline)
		}
		if len(files) > 0 {
			b = appendRefs(append(b, "/AF"...), files)
			b = append(b, "/Names<</EmbeddedFiles<</Names["...)
			for i, ref := range files {
				b = syntax.AppendText(b, w.settings.Attachments[i].Name)
				b = syntax.AppendRef(append(b, ' '), ref)
			}
			b = append(b, "]>>>>"...)
		}
		return append(b, ">>"...)
	})
	return w.close(catalog, info), nil
}

func (w *writer) appendBox(b []byte, left, bottom, right, top display.Unit) []byte {
	b = append(b, '[')
	for i, v := range [...]display.Unit{left, bottom, right, top} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = syntax.AppendThousandths(b, int64(v))
	}
	return append(b, ']')
}

func appendRefs(b []byte, refs []syntax.Ref) []byte {
	b = append(b, '[')
	for i, ref := range refs {
		if i > 0 {
			b = append(b, ' ')
		}
		b = syntax.AppendRef(b, ref)
	}
	return append(b, ']')
}

// pages is what is taken over from gofpdf.
type pages struct {
	contents  [][]byte
	fontNames []syntax.Name // by the document's fonts: their names in the contents
}

func readPages(raw []byte, fonts int) (*pages, error) {
	f, err := syntax.Open(raw)
	if err != nil {
		return nil, err
	}
	catalog, err := f.Dict(f.Trailer["Root"])
	if err != nil {
		return nil, err
	}
	root, err := f.Dict(catalog["Pages"])
	if err != nil {
		return nil, err
	}
	kids, err := f.Array(root["Kids"])
	if err != nil {
		return nil, err
	}
	p := &pages{fontNames: make([]syntax.Name, fonts)}
	for i, kid := range kids {
		one, err := f.Dict(kid)
		if err != nil {
			return nil, err
		}
		content, err := f.Stream(one["Contents"])
		if err != nil {
			return nil, err
		}
		p.contents = append(p.contents, content.Raw)
		if i > 0 {
			continue // all pages share their resources
		}
		resources, err := f.Dict(one["Resources"])
		if err != nil {
			return nil, err
		}
		if err := p.readFonts(f, resources); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// readFonts finds under which names the contents use the stubs.
func (p *pages) readFonts(f *syntax.File, resources syntax.Dict) error {
	dict, err := f.Dict(resources["Font"])
	if err != nil {
		return err
	}
	byStub := make(map[syntax.Value]syntax.Name, len(dict))
	for name, v := range dict {
		font, err := f.Dict(v)
		if err != nil {
			return err
		}
		byStub[font["BaseFont"]] = name
	}
	for i := range p.fontNames {
		name, ok := byStub[syntax.Name(page.StubName(i))]
		if !ok {
			return fmt.Errorf("font %s is not there", page.StubName(i))
		}
		p.fontNames[i] = name
	}
	return nil
}
