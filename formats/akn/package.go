package akn

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/beevik/etree"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/naming"
	"github.com/plurilex/plurilex/convert/zipfile"
)

// PackageFormat is the record of the package of all language versions of a Work:
// a ZIP file with main.xml, which lists them, and a document for each, named
// after the three letters of its language (AKN Naming Convention 4.8.3). The
// convention's own package holds one language version only; main.xml says that
// this one holds several.
func PackageFormat() *convert.Format {
	return &convert.Format{
		Name:      "akn-package",
		Title:     "Akoma Ntoso package of all languages",
		Extension: "akn",
		MediaType: "application/zip",
		Binary:    true,
		OnRequest: true,
		Scope:     convert.PerWork,
		Embeds:    []string{"akn"},
		Omits:     Format().Omits,
		Recognise: recognisePackage,
		Reader:    unpacker{},
		Writer:    packer{},
	}
}

// recognisePackage finds main.xml as the first file of a ZIP, or the extension.
func recognisePackage(name string, head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) &&
		(strings.HasSuffix(strings.ToLower(name), ".akn") || len(head) > 38 && string(head[30:38]) == "main.xml")
}

// Limits of a package that is read.
const (
	maxPackageFiles = 500
	maxPackageBytes = maxBytes
)

type unpacker struct{}

// Read makes one Work of the documents of a package. A list of language versions
// is left out: the documents say it all. Files that are no documents, such as
// pictures, are left out too.
func (unpacker) Read(ctx context.Context, in *convert.Input) (*document.Work, error) {
	z, err := zip.NewReader(bytes.NewReader(in.Data), int64(len(in.Data)))
	if err != nil {
		return nil, fmt.Errorf("%w: no package: %w", convert.ErrNotReadable, err)
	}
	if len(z.File) > maxPackageFiles {
		return nil, fmt.Errorf("%w: %d files in a package, at most %d are read", convert.ErrLimit, len(z.File), maxPackageFiles)
	}
	left := int64(maxPackageBytes)
	var works []*document.Work
	for _, f := range z.File {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if strings.Contains(f.Name, "/") || !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		data, err := unpackFile(f, &left)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		if f.Name == "main.xml" && len(z.File) > 1 && isIndex(data) {
			continue
		}
		part := *in
		part.Name, part.Data, part.Language = in.Name+"/"+f.Name, data, ""
		w, err := (reader{}).Read(ctx, &part)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		works = append(works, w)
	}
	if len(works) == 0 {
		return nil, fmt.Errorf("%w: the package has no document", convert.ErrNotReadable)
	}
	return convert.Merge(works, in.Env)
}

// unpackFile reads one file of a package, up to what is left.
func unpackFile(f *zip.File, left *int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, *left+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", convert.ErrNotReadable, err)
	}
	if *left -= int64(len(data)); *left < 0 {
		return nil, fmt.Errorf("%w: the package unpacks to more than %d bytes", convert.ErrLimit, maxPackageBytes)
	}
	return data, nil
}

// Unpack gives the files of a package that PackageFormat wrote, main.xml first, as
// the outputs of a folder: each has its name in it, the format and media type of
// Akoma Ntoso, and for a language version no language, which its document names.
// A package of others is refused with convert.ErrNotReadable when a name in it
// could leave the folder, stands twice (letter case apart), or is of a file that
// is no XML, and with convert.ErrLimit when it has or unpacks to more than is read.
func Unpack(data []byte) ([]convert.Output, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: no package: %w", convert.ErrNotReadable, err)
	}
	if len(z.File) > maxPackageFiles {
		return nil, fmt.Errorf("%w: %d files in a package, at most %d are read", convert.ErrLimit, len(z.File), maxPackageFiles)
	}
	if len(z.File) == 0 || z.File[0].Name != "main.xml" {
		return nil, fmt.Errorf("%w: the package does not begin with main.xml", convert.ErrNotReadable)
	}
	format := Format()
	left := int64(maxPackageBytes)
	seen := map[string]bool{}
	var files []convert.Output
	for _, f := range z.File {
		if !packageFile.MatchString(f.Name) {
			return nil, fmt.Errorf("%w: the package has a file of the name %q", convert.ErrNotReadable, f.Name)
		}
		if name := strings.ToLower(f.Name); seen[name] {
			return nil, fmt.Errorf("%w: the package has the file %s twice", convert.ErrNotReadable, f.Name)
		} else {
			seen[name] = true
		}
		content, err := unpackFile(f, &left)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		files = append(files, convert.Output{Name: f.Name, Format: format.Name, MediaType: format.MediaType, Data: content})
	}
	return files, nil
}

// packageFile is a name that is safe in every file system: no folder, no drive, no
// hidden file.
var packageFile = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.xml$`)

// isIndex reports whether a document only lists others.
func isIndex(data []byte) bool {
	root, _, err := parse(data)
	return err == nil && root.child("documentCollection") != nil && root.child("documentCollection").attribute("name") == multilingual
}

type packer struct{}

// Write writes the package. A Work in one language has its document as main.xml
// and no list.
func (packer) Write(ctx context.Context, job *convert.Job, out io.Writer) error {
	files, err := packageFiles(ctx, job)
	if err != nil {
		return err
	}
	archive := make([]zipfile.File, len(files))
	for i, f := range files {
		archive[i] = zipfile.File(f)
	}
	return zipfile.Write(out, archive)
}

// packageFiles are the files of a package, main.xml first.
func packageFiles(ctx context.Context, job *convert.Job) ([]Version, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var files []Version
	for _, o := range job.Embedded {
		if o.Format == "akn" {
			files = append(files, Version{Data: o.Data})
		}
	}
	if len(files) != len(job.Work.Expressions) {
		return nil, fmt.Errorf("the package has %d documents for %d languages", len(files), len(job.Work.Expressions))
	}
	if len(files) == 1 {
		files[0].Name = "main.xml"
		return files, nil
	}
	languages := language.In(job.Env.Templates)
	used := map[string]bool{"main": true}
	parts := make([]packagePart, len(files))
	for i, e := range job.Work.Expressions {
		code, err := iso3(languages, e.Language)
		if err != nil {
			return nil, err
		}
		pack, err := languages.Get(e.Language)
		if err != nil {
			return nil, err
		}
		name := code
		for n := 2; used[name]; n++ {
			name = numbered(code, n)
		}
		used[name] = true
		files[i].Name = name + ".xml"
		parts[i] = packagePart{name: name, code: code, tag: e.Language, label: cmp.Or(pack.Endonym, e.Language), title: strings.ReplaceAll(e.Title(), "\n", " ")}
	}
	index, err := packageIndex(job, parts)
	if err != nil {
		return nil, err
	}
	return append([]Version{{Name: "main.xml", Data: index}}, files...), nil
}

// packagePart is one language version in the list.
type packagePart struct {
	name, code, tag, label, title string
}

// packageIndex is the document that lists the language versions.
func packageIndex(job *convert.Job, parts []packagePart) ([]byte, error) {
	known, err := conventionsOf.Get(job.Env.Templates)
	if err != nil {
		return nil, err
	}
	doc := etree.NewDocument()
	c := newComposer(job, &document.Expression{Root: &document.Node{Kind: document.Root}}, known)
	single := namesOf(job.Work.Identity, c.profile, "")
	id := job.Work.Identity
	id.Type, id.Subtype = "documentCollection", multilingual
	c.iris = single
	c.iris.document, c.iris.name, c.iris.iso3 = id.Type, multilingual, "mul"
	c.iris.work = naming.Work(id)
	c.iris.expression = naming.Expression(c.iris.work, "mul")

	c.at = &doc.Element
	c.open("akomaNtoso").CreateAttr("xmlns", Namespace)
	c.set(c.open(c.iris.document), "name", multilingual, "contains", original)
	c.open("meta")
	c.packageIdentification(parts)
	c.set(c.open("references"), "source", "#"+keyConverter)
	for _, r := range c.entries() {
		if r.key == keyConverter || r.key == keyEditor || r.key == dateOfYear {
			c.empty(r.tag, "eId", r.key, "name", r.name, "href", r.href, "showAs", r.label)
		}
	}
	c.close()
	c.close()
	c.open("collectionBody")
	for _, p := range parts {
		c.set(c.open("component"), "eId", "cmp_"+p.name)
		c.empty("documentRef", "eId", "cmp_"+p.name+"__dref_1", "href", naming.Expression(single.work, p.code), "showAs", cmp.Or(p.title, p.label))
		c.close()
	}
	c.close()
	c.close()
	c.close()

	var buf bytes.Buffer
	if err := serialiseDocument(doc, &buf); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// multilingual is the name of a document that lists language versions.
const multilingual = "multilingual"

func (c *composer) packageIdentification(parts []packagePart) {
	c.set(c.open("identification"), "source", "#"+keyConverter)
	id := &c.work.Identity
	c.open("FRBRWork")
	c.value("FRBRthis", naming.Component(c.iris.work, "main"))
	c.value("FRBRuri", c.iris.work)
	c.date()
	c.editor()
	c.componentInfo("w", "#e", "", parts)
	c.value("FRBRcountry", c.iris.country)
	c.value("FRBRsubtype", multilingual)
	if id.Number != "" {
		c.empty("FRBRnumber", "value", naming.Segment(id.Number), "showAs", id.Number)
	}
	for _, p := range parts {
		if p.title != "" {
			c.empty("FRBRname", "value", p.title, "xml:lang", p.tag)
		}
	}
	c.close()
	c.open("FRBRExpression")
	c.value("FRBRthis", naming.Component(c.iris.expression, "main"))
	c.value("FRBRuri", c.iris.expression)
	c.date()
	c.editor()
	c.componentInfo("e", "#m", "", parts)
	c.empty("FRBRlanguage", "language", "mul")
	for _, p := range parts {
		c.empty("FRBRlanguage", "language", p.code)
	}
	c.close()
	c.open("FRBRManifestation")
	c.value("FRBRthis", naming.Manifestation(naming.Component(c.iris.expression, "main"), "xml"))
	c.value("FRBRuri", naming.Manifestation(c.iris.expression, "akn"))
	c.writingDate()
	c.editor()
	c.componentInfo("m", "", ".xml", parts)
	c.value("FRBRformat", "akn")
	c.close()
	c.close()
}

func (c *composer) editor() {
	c.empty("FRBRauthor", "href", "#"+keyConverter, "as", "#"+keyEditor)
}

// componentInfo lists the parts at one level: each points to itself at the level
// below, or to its file.
func (c *composer) componentInfo(level, to, extension string, parts []packagePart) {
	c.open("componentInfo")
	c.set(c.open("componentData"), "eId", level+"main", "href", to+"main"+extension, "name", "main", "showAs", "Index")
	for _, p := range parts {
		c.empty("componentData", "eId", level+p.name, "href", to+p.name+extension, "name", p.name, "showAs", p.label)
	}
	c.close()
	c.close()
}

// Verify opens the package again: every document in it has to be valid, and the
// language versions have to agree on their Work.
func (packer) Verify(ctx context.Context, _ *convert.Job, data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	if len(z.File) == 0 || z.File[0].Name != "main.xml" {
		return errors.New("the package does not begin with main.xml")
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		content, err := io.ReadAll(r)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		if err := acceptable(ctx, f.Name, content); err != nil {
			return err
		}
	}
	return nil
}
