package finish

import (
	"crypto/md5"
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// metadata writes the XMP packet. It stays as it is, not deflated, since
// programs that identify files look for it in the first bytes.
func (w *writer) metadata() syntax.Ref {
	ref := w.reserve()
	w.stream(ref, data{bytes: w.xmp()}, func(b []byte) []byte {
		return append(b, "/Type/Metadata/Subtype/XML"...)
	})
	return ref
}

// xmp is the packet (ISO 16684-1). The schema of the pdfuaid properties is
// described in it, because PDF/A knows only its own (ISO 19005-3, 6.6.2.3).
func (w *writer) xmp() []byte {
	var b strings.Builder
	element := func(name, text string) {
		b.WriteString("<" + name + ">")
		// A strings.Builder takes everything.
		xml.EscapeText(&b, []byte(text))
		b.WriteString("</" + name + ">\n")
	}
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
`)
	element("pdfaid:part", strconv.Itoa(w.settings.Part))
	element("pdfaid:conformance", "A")
	element("pdfuaid:part", "1")
	b.WriteString("<dc:title><rdf:Alt>")
	b.WriteString(`<rdf:li xml:lang="x-default">`)
	xml.EscapeText(&b, []byte(w.doc.Title))
	b.WriteString("</rdf:li></rdf:Alt></dc:title>\n<dc:language><rdf:Bag>")
	element("rdf:li", w.doc.Language)
	b.WriteString("</rdf:Bag></dc:language>\n")
	element("pdf:Producer", w.settings.Producer)
	element("xmp:CreatorTool", w.settings.Producer)
	if date := w.settings.Date; !date.IsZero() {
		iso := date.UTC().Format("2006-01-02T15:04:05Z")
		element("xmp:CreateDate", iso)
		element("xmp:ModifyDate", iso)
		element("xmp:MetadataDate", iso)
	}
	b.WriteString(`<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`)
	return []byte(b.String())
}

// info writes the document information, which says what the XMP packet says.
func (w *writer) info(ref syntax.Ref) {
	w.put(ref, func(b []byte) []byte {
		b = syntax.AppendText(append(b, "<</Title"...), w.doc.Title)
		b = syntax.AppendText(append(b, "/Producer"...), w.settings.Producer)
		b = syntax.AppendText(append(b, "/Creator"...), w.settings.Producer)
		if date := w.settings.Date; !date.IsZero() {
			b = syntax.AppendString(append(b, "/CreationDate"...), pdfDate(date))
			b = syntax.AppendString(append(b, "/ModDate"...), pdfDate(date))
		}
		return append(b, ">>"...)
	})
}

// pdfDate is a date as ISO 32000-1, 7.9.4 has it.
func pdfDate(date time.Time) string { return date.UTC().Format("D:20060102150405Z") }

// attachments writes the files that the text comes from, associated with the
// document as a whole (ISO 19005-3, 6.8 and Annex E).
func (w *writer) attachments() []syntax.Ref {
	var refs []syntax.Ref
	for i := range w.settings.Attachments {
		a := &w.settings.Attachments[i]
		file := w.reserve()
		w.stream(file, deflate(a.Data), func(b []byte) []byte {
			b = syntax.AppendName(append(b, "/Type/EmbeddedFile/Subtype"...), a.MediaType)
			b = syntax.AppendInt(append(b, "/Params<</Size "...), len(a.Data))
			sum := md5.Sum(a.Data) // the checksum that ISO 32000-1, 7.11.4 asks for; no protection
			b = syntax.AppendString(append(b, "/CheckSum"...), string(sum[:]))
			if !w.settings.Date.IsZero() {
				b = syntax.AppendString(append(b, "/ModDate"...), pdfDate(w.settings.Date))
			}
			return append(b, ">>"...)
		})
		refs = append(refs, w.add(func(b []byte) []byte {
			b = syntax.AppendText(append(b, "<</Type/Filespec/F"...), a.Name)
			b = syntax.AppendText(append(b, "/UF"...), a.Name)
			b = syntax.AppendRef(append(b, "/EF<</F "...), file)
			b = syntax.AppendRef(append(b, "/UF "...), file)
			b = append(b, ">>/AFRelationship/Source/Desc"...)
			return append(syntax.AppendText(b, a.Description), ">>"...)
		}))
	}
	return refs
}
