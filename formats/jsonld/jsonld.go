// Package jsonld writes what is known about a Work as linked data: the European
// Legislation Identifier (ELI) ontology and schema.org's Legislation, in JSON-LD
// 1.1. It says which languages the Work exists in, what it cites, what it was
// read from and which files were written of it; the text is in those.
//
// The context is in the file and refers to nothing outside it, so that no
// program has to fetch anything to understand one.
package jsonld

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/naming"
)

// Where the Publications Office of the EU has its authorities, the Internet
// Assigned Numbers Authority its media types.
const (
	languages     = "http://publications.europa.eu/resource/authority/language/"
	resourceTypes = "http://publications.europa.eu/resource/authority/resource-type/"
	celex         = "http://publications.europa.eu/resource/celex/"
	mediaTypes    = "https://www.iana.org/assignments/media-types/"
)

//go:embed context.json
var contextJSON []byte

// Format is the record of JSON-LD.
func Format() *convert.Format {
	return &convert.Format{
		Name:      "jsonld",
		Title:     "Metadata as JSON-LD (ELI, schema.org)",
		Extension: "jsonld",
		MediaType: "application/ld+json",
		Scope:     convert.PerWork,
		OnRequest: true,
		Omits: []string{
			"the text: only its title, its identifiers and what it cites",
			"where something stands in the source",
			"extensions",
		},
		Writer: writer{},
	}
}

type writer struct{}

// Write writes the metadata of the whole Work.
func (writer) Write(ctx context.Context, job *convert.Job, w io.Writer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	root, err := describe(job)
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(root); err != nil {
		return err
	}
	_, err = w.Write(buf.Bytes())
	return err
}

// Verify demands that data is what Write makes of the job, and that every
// identifier in it is an IRI reference.
func (v writer) Verify(ctx context.Context, job *convert.Job, data []byte) error {
	var buf bytes.Buffer
	if err := v.Write(ctx, job, &buf); err != nil {
		return err
	}
	if !bytes.Equal(buf.Bytes(), data) {
		return errors.New("it is not what the work makes")
	}
	var root any
	if err := json.Unmarshal(data, &root); err != nil {
		return err
	}
	return checkIRIs(root)
}

// checkIRIs looks at the values of all "@id" but those in the context, which
// are types.
func checkIRIs(value any) error {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			if err := checkIRIs(item); err != nil {
				return err
			}
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok {
			if _, err := url.Parse(id); err != nil || strings.ContainsAny(id, " <>\"{}|\\^`") {
				return fmt.Errorf("%q is no IRI", id)
			}
		}
		for name, member := range v {
			if name == "@context" {
				continue
			}
			if err := checkIRIs(member); err != nil {
				return err
			}
		}
	}
	return nil
}

// The types below are the file; encoding/json writes their fields in this order.

type work struct {
	Context     json.RawMessage `json:"@context"`
	ID          string          `json:"@id"`
	Type        []string        `json:"@type"`
	SameAs      []string        `json:"owl:sameAs,omitempty"`
	TypeOf      string          `json:"eli:type_document,omitempty"`
	Date        string          `json:"eli:date_document,omitempty"`
	Number      string          `json:"eli:number,omitempty"`
	LocalIDs    []string        `json:"eli:id_local,omitempty"`
	Agent       string          `json:"eli:responsibility_of_agent,omitempty"`
	Cites       []string        `json:"eli:cites,omitempty"`
	About       []string        `json:"eli:is_about,omitempty"`
	Published   string          `json:"eli:date_publication,omitempty"`
	Identifiers []identifier    `json:"schema:identifier,omitempty"`
	Keywords    []string        `json:"schema:keywords,omitempty"`
	PartOf      *issue          `json:"schema:isPartOf,omitempty"`
	LegalID     string          `json:"schema:legislationIdentifier,omitempty"`
	LegalDate   string          `json:"schema:legislationDate,omitempty"`
	Responsible string          `json:"schema:legislationResponsible,omitempty"`
	Generated   string          `json:"schema:sdDatePublished,omitempty"`
	RealizedBy  []expression    `json:"eli:is_realized_by"`
	Encodings   []file          `json:"schema:encoding,omitempty"`
	Agents      []agent         `json:"@included,omitempty"`
}

type identifier struct {
	Type   string `json:"@type"`
	Scheme string `json:"schema:propertyID"`
	Value  string `json:"schema:value"`
}

// issue is where a Work was published.
type issue struct {
	Type   string `json:"@type"`
	Name   string `json:"schema:name,omitempty"`
	Number string `json:"schema:issueNumber,omitempty"`
	Date   string `json:"schema:datePublished,omitempty"`
}

type agent struct {
	ID        string `json:"@id"`
	Type      string `json:"@type"`
	Name      string `json:"schema:name"`
	Alternate string `json:"schema:alternateName,omitempty"`
}

type expression struct {
	ID         string   `json:"@id"`
	Type       []string `json:"@type"`
	Realizes   string   `json:"eli:realizes"`
	Language   string   `json:"eli:language,omitempty"`
	Title      *literal `json:"eli:title,omitempty"`
	InLanguage string   `json:"schema:inLanguage,omitempty"`
	Name       *literal `json:"schema:name,omitempty"`
	BasedOn    *source  `json:"schema:isBasedOn,omitempty"`
	EmbodiedBy []file   `json:"eli:is_embodied_by,omitempty"`
}

// literal is text in a language.
type literal struct {
	Value     string `json:"@value"`
	Language  string `json:"@language,omitempty"`
	Direction string `json:"@direction,omitempty"`
}

type source struct {
	Type      string `json:"@type"`
	Name      string `json:"schema:name,omitempty"`
	MediaType string `json:"schema:encodingFormat,omitempty"`
	Size      string `json:"schema:contentSize,omitempty"`
	SHA256    string `json:"schema:sha256,omitempty"`
}

type file struct {
	ID        string   `json:"@id,omitempty"`
	Type      []string `json:"@type"`
	Embodies  string   `json:"eli:embodies,omitempty"`
	MediaType string   `json:"eli:media_type,omitempty"`
	Encoding  string   `json:"schema:encodingFormat"`
	URL       string   `json:"schema:contentUrl"`
}

func describe(job *convert.Job) (*work, error) {
	w := job.Work
	root := &work{
		Context: contextJSON,
		ID:      naming.Work(w.Identity),
		Type:    []string{"eli:Work", "schema:Legislation"},
		Date:    w.Identity.Date,
		Number:  w.Identity.Number,
		LegalID: w.Identity.Number,
		Cites:   cited(w),
	}
	root.LegalDate = root.Date
	if !job.Env.Date.IsZero() {
		root.Generated = job.Env.Date.UTC().Format(time.DateOnly)
	}
	if author := w.Entity(w.Identity.Author); author != nil && author.IRI != "" {
		root.Agent, root.Responsible = author.IRI, author.IRI
		root.Agents = []agent{{author.IRI, "schema:Organization", author.Label, author.Short}}
	}
	for i := range w.Entities {
		if strings.HasPrefix(w.Entities[i].IRI, resourceTypes) {
			root.TypeOf = w.Entities[i].IRI
		}
	}
	for _, id := range w.Identifiers {
		if id.Value == "" {
			continue
		}
		switch {
		case id.Scheme == "celex":
			root.SameAs = append(root.SameAs, celex+url.PathEscape(id.Value))
		case id.Scheme == "eli" && strings.HasPrefix(id.Value, "http"):
			root.SameAs = append(root.SameAs, escape(id.Value))
		}
		if id.Scheme != "eli" {
			root.LocalIDs = append(root.LocalIDs, id.Value)
		}
		root.Identifiers = append(root.Identifiers, identifier{"schema:PropertyValue", id.Scheme, id.Value})
	}
	for _, s := range w.Subjects {
		if s.IRI != "" {
			root.About = append(root.About, escape(s.IRI))
		}
		if s.Label != "" {
			root.Keywords = append(root.Keywords, s.Label)
		}
	}
	if p := w.Publication; p != nil {
		root.Published = p.Date
		root.PartOf = &issue{"schema:PublicationIssue", p.Name, p.Number, p.Date}
	}
	packs := language.In(job.Env.Templates)
	for _, e := range w.Expressions {
		pack, err := packs.Get(e.Language)
		if err != nil {
			return nil, err
		}
		root.RealizedBy = append(root.RealizedBy, describeExpression(job, e, root.ID, pack))
	}
	for _, f := range job.Files {
		if f.Language == "" && f.Name != job.Name {
			root.Encodings = append(root.Encodings, describeFile(f, "", ""))
		}
	}
	return root, nil
}

func describeExpression(job *convert.Job, e *document.Expression, workIRI string, pack *language.Pack) expression {
	x := expression{
		ID:       naming.Expression(workIRI, pack.ISO3),
		Type:     []string{"eli:Expression", "schema:Legislation"},
		Realizes: workIRI,
	}
	known := pack.ISO3 != "und"
	if known {
		x.Language = languages + strings.ToUpper(pack.ISO3)
		x.InLanguage = e.Language
	}
	if title := e.Title(); title != "" {
		x.Title = &literal{Value: title}
		if known {
			x.Title.Language = e.Language
		}
		if pack.RTL {
			x.Title.Direction = "rtl"
		}
		x.Name = x.Title
	}
	if s := &e.Source; s.Name != "" || s.SHA256 != "" {
		x.BasedOn = &source{Type: "schema:MediaObject", Name: s.Name, MediaType: s.MediaType, SHA256: s.SHA256}
		if s.Size > 0 {
			x.BasedOn.Size = fmt.Sprintf("%d bytes", s.Size)
		}
	}
	for _, f := range job.Files {
		if f.Language == e.Language {
			extension := strings.TrimPrefix(path.Ext(f.Name), ".") // the last only: "xml", as the file says of itself
			x.EmbodiedBy = append(x.EmbodiedBy, describeFile(f, naming.Manifestation(x.ID, extension), x.ID))
		}
	}
	return x
}

func describeFile(f convert.Output, iri, embodies string) file {
	essence, _, _ := strings.Cut(f.MediaType, ";")
	return file{
		ID:        iri,
		Type:      []string{"eli:Manifestation", "schema:LegislationObject"},
		Embodies:  embodies,
		MediaType: mediaTypes + essence,
		Encoding:  f.MediaType,
		URL:       (&url.URL{Path: f.Name}).String(),
	}
}

// cited are the works that the references of all languages point to, in the
// order in which they first occur, each once and without the place in it.
func cited(w *document.Work) []string {
	var all []string
	seen := map[string]bool{}
	for _, e := range w.Expressions {
		document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
			document.EachInline(n.Text, func(in *document.Inline) {
				if in.Kind != document.Reference || in.Target == "" || in.Target[0] == '#' {
					return
				}
				whole, _, _ := strings.Cut(in.Target, "/~") // AKN Naming Convention 4.7: the portion
				if !seen[whole] {
					seen[whole] = true
					all = append(all, escape(whole))
				}
			})
			return true
		})
	}
	return all
}

// escape makes an IRI reference of what should be one.
func escape(iri string) string {
	u, err := url.Parse(iri)
	if err != nil {
		return url.PathEscape(iri)
	}
	return u.String()
}
