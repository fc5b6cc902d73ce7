package verify

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// frame checks what is around the pages: the first and last bytes, the
// identifier, and what the catalog says of the file as a whole.
func (c *checker) frame() {
	const first = "%PDF-1.7\n%"
	if !bytes.HasPrefix(c.data, []byte(first)) || len(c.data) < len(first)+5 {
		c.fault(pdfa, "6.1.2-1", "the file does not begin as PDF 1.7 does")
	} else if mark := c.data[len(first):]; mark[0] < 128 || mark[1] < 128 || mark[2] < 128 || mark[3] < 128 {
		c.fault(pdfa, "6.1.2-2", "the second line does not tell that the file is binary")
	}
	if end := fmt.Sprintf("startxref\n%d\n%%%%EOF\n", c.file.Start); !bytes.HasSuffix(c.data, []byte(end)) {
		c.fault(pdfa, "6.1.3-3", "the file does not end where it says it ends")
	}
	if c.file.Trailer["Encrypt"] != nil {
		c.fault(pdfa, "6.1.3-2", "the file is encrypted")
	}
	sum := sha256.Sum256(c.data[:c.file.Start])
	id, _ := c.file.Trailer["ID"].(syntax.Array)
	if want := syntax.String(sum[:16]); len(id) != 2 || id[0] != want || id[1] != want {
		c.fault(pdfa, "6.1.3-1", "the identifier is not that of the contents")
	}
	if marks := c.dict(c.catalog, "MarkInfo", pdfa, "6.7.2.2-1"); marks["Marked"] != true {
		c.fault(pdfa, "6.7.2.2-1", "the file does not say that it is tagged")
	}
	if prefs := c.dict(c.catalog, "ViewerPreferences", pdfua, "7.1-10"); prefs["DisplayDocTitle"] != true {
		c.fault(pdfua, "7.1-10", "a viewer would show the file's name, not its title")
	}
	lang := textOf(c.catalog, "Lang")
	if !tag.MatchString(lang) {
		c.fault(pdfua, "7.2-33", "the file is in language %q", lang)
	}
	if len(c.want.Expressions) > 0 && lang != c.want.Expressions[0].Language {
		c.fault(pdfua, "7.2-33", "the file is in language %q, the text in %q", lang, c.want.Expressions[0].Language)
	}
	for _, key := range []syntax.Name{"OpenAction", "AA", "AcroForm", "Collection", "OCProperties", "Threads"} {
		if c.catalog[key] != nil {
			c.fault(pdfa, "6.5", "the catalog has %s", key)
		}
	}
	c.outputIntent()
}

// outputIntent checks that grey has a meaning (ISO 19005-3, 6.2.3 and 6.2.4.3).
func (c *checker) outputIntent() {
	intents, err := c.file.Array(c.catalog["OutputIntents"])
	if err != nil || len(intents) != 1 {
		c.fault(pdfa, "6.2.4.3-4", "the file has %d output intents, want 1: %v", len(intents), err)
		return
	}
	intent, err := c.file.Dict(intents[0])
	if err != nil || intent["S"] != syntax.Name("GTS_PDFA1") {
		c.fault(pdfa, "6.2.3", "the output intent is not one for PDF/A: %v", err)
		return
	}
	stream, err := c.file.Stream(intent["DestOutputProfile"])
	if err != nil {
		c.fault(pdfa, "6.2.3", "the output intent has no profile: %v", err)
		return
	}
	profile, err := stream.Data()
	if err != nil {
		c.broken("colour profile", err)
		return
	}
	if len(profile) < 128 || string(profile[36:40]) != "acsp" || string(profile[16:20]) != "RGB " || stream.Dict["N"] != 3 || profile[8] > 4 {
		c.fault(pdfa, "6.2.3-1", "the colour profile is not one of ICC version 4 or less with three channels")
	}
}

// attachments checks the files in the file (ISO 19005-3, 6.8).
func (c *checker) attachments() {
	var files syntax.Array
	if c.catalog["AF"] != nil {
		var err error
		if files, err = c.file.Array(c.catalog["AF"]); err != nil {
			c.broken("attachments", err)
			return
		}
	}
	if c.want.Part == 2 && len(files) > 0 {
		c.fault("ISO 19005-2", "6.8", "the file has %d attachments", len(files))
	}
	if len(files) != len(c.want.Attached) {
		c.fault(ours, "attachments", "%d files are attached, want %d", len(files), len(c.want.Attached))
	}
	var named syntax.Array
	if len(files) > 0 {
		names := c.dict(c.dict(c.catalog, "Names", pdfa, "6.8"), "EmbeddedFiles", pdfa, "6.8")
		named, _ = c.file.Array(names["Names"])
	}
	for i, v := range files {
		if !slices.Contains(named, v) {
			c.fault(pdfa, "6.8", "attachment %d is not among the embedded files", i+1)
		}
		spec, err := c.file.Dict(v)
		if err != nil {
			c.broken("attachment", err)
			continue
		}
		if spec["AFRelationship"] != syntax.Name("Source") || textOf(spec, "F") == "" || textOf(spec, "UF") == "" || textOf(spec, "Desc") == "" {
			c.fault(pdfa, "6.8-3", "attachment %d has no name, no description or is not the source", i+1)
		}
		stream, err := c.file.Stream(c.dict(spec, "EF", pdfa, "6.8-2")["F"])
		if err != nil {
			c.fault(pdfa, "6.8-2", "attachment %d is not in the file: %v", i+1, err)
			continue
		}
		data, err := stream.Data()
		if err != nil {
			c.broken("attachment", err)
			continue
		}
		if media, _ := stream.Dict["Subtype"].(syntax.Name); media == "" {
			c.fault(pdfa, "6.8-1", "attachment %d has no media type", i+1)
		}
		sum := md5.Sum(data)
		if params, _ := stream.Dict["Params"].(syntax.Dict); params["Size"] != len(data) || params["CheckSum"] != syntax.String(sum[:]) {
			c.fault("ISO 32000-1", "7.11.4", "attachment %d is not of the size or sum that it says", i+1)
		}
		if i < len(c.want.Attached) && !bytes.Equal(data, c.want.Attached[i]) {
			c.fault(ours, "attachments", "attachment %d is not what was attached", i+1)
		}
	}
}

// annotations checks links (ISO 19005-3, 6.3; ISO 14289-1, 7.18).
func (c *checker) annotations() {
	tagged := map[syntax.Ref]string{}
	for _, e := range c.elements {
		for _, k := range e.kids {
			if k.annotation != 0 {
				tagged[k.annotation] = e.role
			}
		}
	}
	for i, p := range c.pages {
		for _, ref := range p.annots {
			a, err := c.file.Dict(ref)
			if err != nil {
				c.broken(fmt.Sprintf("page %d: annotation", i+1), err)
				continue
			}
			if a["Subtype"] != syntax.Name("Link") {
				c.fault(pdfa, "6.3.1", "page %d: an annotation of type %v", i+1, a["Subtype"])
			}
			if a["F"] != 4 {
				c.fault(pdfa, "6.3.2-1", "page %d: link %d is not printed, or hidden", i+1, ref)
			}
			if tagged[ref] != "Link" {
				c.fault(pdfua, "7.18.5-1", "page %d: link %d belongs to no Link of the structure tree", i+1, ref)
			}
			if textOf(a, "Contents") == "" {
				c.fault(pdfua, "7.18.5-2", "page %d: link %d has no words", i+1, ref)
			}
			dest, _ := a["Dest"].(syntax.Array)
			action, _ := a["A"].(syntax.Dict)
			switch {
			case len(dest) > 0:
				target, _ := dest[0].(syntax.Ref)
				if _, known := c.pageOf[target]; !known {
					c.fault("ISO 32000-1", "12.3.2", "page %d: link %d leads to no page", i+1, ref)
				}
			case action["S"] != syntax.Name("URI"):
				c.fault(pdfa, "6.5.1", "page %d: link %d does %v", i+1, ref, action["S"])
			}
		}
	}
}
