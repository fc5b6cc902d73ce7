package source

import "bytes"

// containers are formats whose bytes are no text though text may be in them.
var containers = []struct{ mark, name string }{
	{"%PDF-", "a PDF file"},
	{"PK\x03\x04", "a ZIP archive, as DOCX, ODT and EPUB files are"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a compound file, as DOC and XLS files of old are"},
	{"\x1f\x8b\x08", "a gzip archive"},
	{"{\\rtf", "an RTF file"},
}

// Container says what data is when its first bytes are those of a format that
// is not read as text, "" when they are not.
func Container(data []byte) string {
	for _, c := range containers {
		if bytes.HasPrefix(data, []byte(c.mark)) {
			return c.name
		}
	}
	return ""
}
