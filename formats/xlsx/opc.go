package xlsx

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/plurilex/plurilex/convert/zipfile"
)

// The library writes its parts into a parts value instead of a ZIP file. They
// are then put right and packed: in the order of the Open Packaging
// Conventions, by which format identifiers know a workbook, with a fixed date,
// and by a compressor that does not change with the Go release.

// part is one part of the package.
type part struct {
	name string
	bytes.Buffer
}

// parts collects parts. It is an excelize.ZipWriter.
type parts struct{ all []*part }

func (p *parts) Create(name string) (io.Writer, error) {
	made := &part{name: name}
	p.all = append(p.all, made)
	return made, nil
}

func (p *parts) AddFS(fs.FS) error { return errors.New("a workbook takes no file system") }
func (p *parts) Close() error      { return nil }

// collect is the parts of a workbook, in order.
func collect(f *excelize.File) ([]*part, error) {
	var p parts
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &p })
	if _, err := f.WriteToBuffer(); err != nil {
		return nil, err
	}
	slices.SortFunc(p.all, func(a, b *part) int {
		return cmp.Or(cmp.Compare(rank(a.name), rank(b.name)), cmp.Compare(a.name, b.name))
	})
	return p.all, nil
}

// leading is the parts that come first, in this order. By them file(1) tells a
// workbook from other packages.
var leading = []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}

func rank(name string) int {
	if i := slices.Index(leading, name); i >= 0 {
		return i
	}
	if strings.HasPrefix(name, "docProps/") {
		return len(leading) + 1
	}
	return len(leading)
}

// finish puts into the parts what the library has no call for.
func (b *book) finish(all []*part) error {
	for _, p := range all {
		data := p.Bytes()
		if b.escaped && strings.HasPrefix(p.name, "xl/") {
			data = bytes.ReplaceAll(data, []byte(string(underscore)), []byte("_x005F_"))
		}
		var err error
		switch {
		case p.name == "xl/styles.xml":
			data, err = quoteFormats(data, b.formats)
		case strings.HasPrefix(p.name, "xl/worksheets/_rels/"):
			data, err = addTargets(data, b.links[sheetOf(p.name)])
		case strings.HasPrefix(p.name, "xl/worksheets/"):
			data, err = addLinks(data, b.links[p.name])
			if level := b.outlines[p.name]; err == nil && level > 0 {
				data, err = insert(data, "<sheetFormatPr ", len("<sheetFormatPr "), fmt.Sprintf(`outlineLevelRow="%d" `, level))
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		p.Buffer = *bytes.NewBuffer(data)
	}
	return nil
}

// quoteFormats gives each of the n formats of cells a twin whose text is marked
// as quoted, n places after it. That is what an apostrophe typed before a text
// makes of a cell: editing it does not turn the text into a formula, and the
// text stays as it is.
func quoteFormats(styles []byte, n int) ([]byte, error) {
	head := fmt.Sprintf(`<cellXfs count="%d">`, n)
	start, end := bytes.Index(styles, []byte(head)), bytes.Index(styles, []byte("</cellXfs>"))
	if start < 0 || end < 0 {
		return nil, fmt.Errorf("there are not %d formats of cells", n)
	}
	formats := styles[start+len(head) : end]
	twins := bytes.ReplaceAll(formats, []byte("<xf "), []byte(`<xf quotePrefix="1" `))
	return slices.Concat(styles[:start], fmt.Appendf(nil, `<cellXfs count="%d">`, 2*n), formats, twins, styles[end:]), nil
}

// sheetOf is the name of the part whose relationships are in the part name.
func sheetOf(name string) string {
	return strings.TrimSuffix(strings.Replace(name, "_rels/", "", 1), ".rels")
}

// addLinks writes the hyperlinks of a sheet. The library could, but looks
// through all links for each new one.
func addLinks(sheet []byte, links []link) ([]byte, error) {
	if len(links) == 0 {
		return sheet, nil
	}
	var x bytes.Buffer
	x.WriteString("<hyperlinks>")
	for i, l := range links {
		fmt.Fprintf(&x, `<hyperlink ref="%s" `, l.cell)
		if place, ok := strings.CutPrefix(l.to, "#"); ok {
			x.WriteString(`location="`)
			xml.EscapeText(&x, []byte(place))
		} else {
			x.WriteString(`r:id="` + linkID(i))
		}
		x.WriteString(`"/>`)
	}
	x.WriteString("</hyperlinks>")
	return insert(sheet, "<pageMargins", 0, x.String())
}

// addTargets writes the web addresses of a sheet's hyperlinks.
func addTargets(relationships []byte, links []link) ([]byte, error) {
	var x bytes.Buffer
	for i, l := range links {
		if !strings.HasPrefix(l.to, "#") {
			fmt.Fprintf(&x, `<Relationship Id="%s" Type="%s" Target="`, linkID(i), excelize.SourceRelationshipHyperLink)
			xml.EscapeText(&x, []byte(l.to))
			x.WriteString(`" TargetMode="External"/>`)
		}
	}
	return insert(relationships, "</Relationships>", 0, x.String())
}

func linkID(i int) string { return "link" + strconv.Itoa(i+1) }

// insert puts text into data, offset bytes after the start of the last place
// where it has mark. Marks have a "<", which no text of a cell has.
func insert(data []byte, mark string, offset int, text string) ([]byte, error) {
	i := bytes.LastIndex(data, []byte(mark))
	if i < 0 {
		return nil, fmt.Errorf("there is no %s", mark)
	}
	return slices.Insert(data, i+offset, []byte(text)...), nil
}

// pack writes the parts as a ZIP file.
func pack(w io.Writer, all []*part) error {
	files := make([]zipfile.File, len(all))
	for i, p := range all {
		files[i] = zipfile.File{Name: p.name, Data: p.Bytes()}
	}
	return zipfile.Write(w, files)
}
