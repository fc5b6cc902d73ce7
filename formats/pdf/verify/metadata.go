package verify

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// nearEnd is how far from the file's first byte programs that identify files
// look for what it says of itself.
const nearEnd = 64 << 10

// Name spaces of XMP properties.
const (
	nsDC        = "http://purl.org/dc/elements/1.1/"
	nsPDF       = "http://ns.adobe.com/pdf/1.3/"
	nsXMP       = "http://ns.adobe.com/xap/1.0/"
	nsPDFA      = "http://www.aiim.org/pdfa/ns/id/"
	nsPDFUA     = "http://www.aiim.org/pdfua/ns/id/"
	nsExtension = "http://www.aiim.org/pdfa/ns/extension/"
	nsSchema    = "http://www.aiim.org/pdfa/ns/schema#"
)

// metadata checks the XMP packet and that the information dictionary agrees
// with it (ISO 19005-3, 6.6; ISO 14289-1, clause 5).
func (c *checker) metadata() {
	stream, err := c.file.Stream(c.catalog["Metadata"])
	if err != nil {
		c.fault(pdfa, "6.6.2.1-1", "the file has no metadata: %v", err)
		return
	}
	if stream.Dict["Filter"] != nil || stream.Dict["Subtype"] != syntax.Name("XML") {
		c.fault(pdfa, "6.6.2.1", "the metadata are packed, or not XML")
	}
	if at := bytes.Index(c.data, []byte("<?xpacket begin")); at < 0 || at+len(stream.Raw) > nearEnd {
		c.fault(ours, "metadata", "the metadata are not within the first %d bytes", nearEnd)
	}
	have, err := properties(stream.Raw)
	if err != nil {
		c.fault(pdfa, "6.6.2.1", "the metadata are not well-formed: %v", err)
		return
	}
	if part := have[xml.Name{Space: nsPDFA, Local: "part"}]; part != "2" && part != "3" || c.want.Part != 0 && part != strconv.Itoa(c.want.Part) {
		c.fault(pdfa, "6.6.4-1", "the metadata name part %q of PDF/A", part)
	}
	if level := have[xml.Name{Space: nsPDFA, Local: "conformance"}]; level != "A" {
		c.fault(pdfa, "6.6.4-3", "the metadata name level %q of PDF/A", level)
	}
	if part := have[xml.Name{Space: nsPDFUA, Local: "part"}]; part != "1" {
		c.fault(pdfua, "5-1", "the metadata name part %q of PDF/UA", part)
	}
	if _, ok := have[xml.Name{Space: nsExtension, Local: "schemas"}]; !ok || have[xml.Name{Space: nsSchema, Local: "namespaceURI"}] != nsPDFUA {
		c.fault(pdfa, "6.6.2.3.1-1", "the metadata do not describe the PDF/UA schema")
	}
	title := have[xml.Name{Space: nsDC, Local: "title"}]
	if strings.TrimSpace(title) == "" {
		c.fault(pdfua, "7.1-9", "the metadata have no title")
	}
	info, err := c.file.Dict(c.file.Trailer["Info"])
	if err != nil {
		c.broken("information dictionary", err)
		return
	}
	for _, same := range []struct {
		key      syntax.Name
		property xml.Name
	}{
		{"Title", xml.Name{Space: nsDC, Local: "title"}},
		{"Producer", xml.Name{Space: nsPDF, Local: "Producer"}},
		{"Creator", xml.Name{Space: nsXMP, Local: "CreatorTool"}},
		{"CreationDate", xml.Name{Space: nsXMP, Local: "CreateDate"}},
		{"ModDate", xml.Name{Space: nsXMP, Local: "ModifyDate"}},
	} {
		in, out := textOf(info, same.key), have[same.property]
		if strings.HasSuffix(string(same.key), "Date") {
			// One standard writes D:20160310000000Z, the other 2016-03-10T00:00:00Z.
			in = strings.Trim(in, "D:Z")
			out = strings.NewReplacer("-", "", ":", "", "T", "", "Z", "").Replace(out)
		}
		if in != out {
			c.fault(pdfa, "6.6.3", "%s is %q in the information dictionary and %q in the metadata", same.key, in, out)
		}
	}
}

// properties is the text inside each element of a packet, the first of each name.
func properties(packet []byte) (map[xml.Name]string, error) {
	have := map[xml.Name]string{}
	d := xml.NewDecoder(bytes.NewReader(packet))
	type level struct {
		name xml.Name
		text strings.Builder
	}
	var open []*level
	for {
		token, err := d.Token()
		if err == io.EOF {
			return have, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, &level{name: t.Name})
		case xml.CharData:
			for _, l := range open {
				l.text.Write(t)
			}
		case xml.EndElement:
			l := open[len(open)-1]
			open = open[:len(open)-1]
			if _, twice := have[l.name]; !twice {
				have[l.name] = l.text.String()
			}
		}
	}
}
