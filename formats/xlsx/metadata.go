package xlsx

import (
	"strconv"

	"github.com/plurilex/plurilex/convert/naming"
)

// metadata is the sheet of everything known about the text that is not its text.
func metadata(c *content) *sheet {
	s := &sheet{name: c.text("sheet.metadata"), table: "tblMetadata", frozen: 1, right: c.pack.RTL}
	s.columns = []column{{header: c.text("column.property"), width: 28}, {header: c.text("column.language"), width: 13}, {header: c.text("column.value"), width: 90}}
	add := func(property, language, value string) {
		if value != "" {
			s.rows = append(s.rows, row{cells: []cell{
				{text: c.property(property), style: labelStyle}, {text: language, style: codeStyle}, {text: value, style: codeStyle},
			}})
		}
	}
	w := c.job.Work
	add("iri", "", c.workIRI())
	add("profile", "", w.Profile)
	add("country", "", w.Identity.Country)
	add("type", "", w.Identity.Type)
	add("subtype", "", w.Identity.Subtype)
	add("author", "", w.Identity.Author)
	add("date", "", w.Identity.Date)
	add("year", "", w.Identity.Year)
	add("number", "", w.Identity.Number)
	for _, id := range w.Identifiers {
		add(id.Scheme, "", id.Value)
	}
	for _, e := range c.expressions {
		src := &e.Source
		add("title", e.Language, e.Title())
		add("file", e.Language, src.Name)
		add("media-type", e.Language, src.MediaType)
		if src.Size > 0 {
			add("size", e.Language, strconv.FormatInt(src.Size, 10))
		}
		add("sha256", e.Language, src.SHA256)
		add("encoding", e.Language, src.Encoding)
		if src.Name != "" {
			add("left-out", e.Language, strconv.Itoa(len(src.LeftOut)))
		}
	}
	add("made-with", "", c.generator())
	return s
}

// property is the label of a property, or its own name where there is none:
// schemes of identifiers are not a closed set.
func (c *content) property(name string) string {
	if text, ok := c.labels.Lookup("property." + name); ok {
		return text
	}
	return name
}

func (c *content) workIRI() string { return naming.Work(c.job.Work.Identity) }

// generator is the program that writes, with its version.
func (c *content) generator() string {
	g := c.job.Env.Generator
	if g.Version == "" {
		return g.Name
	}
	return g.Name + " " + g.Version
}
