package xlsx

import (
	"encoding/xml"
	"time"

	"github.com/xuri/excelize/v2"
)

// coreProperties is docProps/core.xml (ECMA-376 part 2, 8.3.4). The library
// always writes a creator and dates, its own where it is given none.
type coreProperties struct {
	XMLName    xml.Name `xml:"cp:coreProperties"`
	CP         string   `xml:"xmlns:cp,attr"`
	DC         string   `xml:"xmlns:dc,attr"`
	Terms      string   `xml:"xmlns:dcterms,attr"`
	XSI        string   `xml:"xmlns:xsi,attr"`
	Title      string   `xml:"dc:title,omitempty"`
	Subject    string   `xml:"dc:subject,omitempty"`
	Creator    string   `xml:"dc:creator,omitempty"`
	Language   string   `xml:"dc:language,omitempty"`
	Identifier string   `xml:"dc:identifier,omitempty"`
	Created    *date    `xml:"dcterms:created"`
	Modified   *date    `xml:"dcterms:modified"`
}

type date struct {
	Type string `xml:"xsi:type,attr"`
	Text string `xml:",chardata"`
}

// describe writes the properties of the file and the defined names. Dates are
// that of the conversion if one was given, else that of the text if known, else
// there are none.
func (b *book) describe(c *content) error {
	if err := b.define(c); err != nil {
		return err
	}
	core := coreProperties{
		CP:         "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
		DC:         excelize.NameSpaceDublinCore,
		Terms:      excelize.NameSpaceDublinCoreTerms,
		XSI:        excelize.NameSpaceXMLSchemaInstance,
		Title:      c.expressions[0].Title(),
		Creator:    b.env.Generator.Name,
		Language:   c.expressions[0].Language,
		Identifier: c.workIRI(),
	}
	if ids := c.job.Work.Identifiers; len(ids) > 0 {
		core.Subject = ids[0].Value
	}
	day := c.job.Work.Identity.Date
	if !b.env.Date.IsZero() {
		day = b.env.Date.UTC().Format(time.DateOnly)
	}
	if day != "" {
		core.Created = &date{"dcterms:W3CDTF", day + "T00:00:00Z"}
		core.Modified = core.Created
	}
	data, err := xml.Marshal(core)
	if err != nil {
		return err
	}
	b.file.Pkg.Store("docProps/core.xml", append([]byte(xml.Header), data...))
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: c.generator()}); err != nil {
		return err
	}
	for _, e := range c.expressions {
		if sum := e.Source.SHA256; sum != "" {
			if err := b.file.SetCustomProps(excelize.CustomProperty{Name: "SourceSHA256-" + e.Language, Value: sum}); err != nil {
				return err
			}
		}
	}
	if v := b.env.Generator.Version; v != "" {
		return b.file.SetCustomProps(excelize.CustomProperty{Name: "ToolVersion", Value: v})
	}
	return nil
}
