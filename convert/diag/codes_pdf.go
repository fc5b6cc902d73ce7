package diag

// pdfCodes: PDF.
var pdfCodes = []Entry{
	{
		Code:     "PDF001",
		Severity: Warning,
		Title:    "no font has a character",
		Help: "The embedded fonts and those of the font folder lack a character of the text. A sign stands for it on the page; " +
			"text that is copied out of the file has the character itself. Name a folder with a TrueType font that has the " +
			"character with --pdf-font-dir.",
	},
	{
		Code:     "PDF002",
		Severity: Note,
		Title:    "a picture is shown by its description",
		Help:     "The text has a picture. Pictures are not part of the text that is converted; the page shows the description that the source gives.",
	},
	{
		Code:     "PDF003",
		Severity: Warning,
		Title:    "a table is wider than the page",
		Help:     "The words of a table need more room than there is between the margins. Long words in its cells are cut to fit. Take a wider page format or a page style with smaller letters in cells.",
	},
	{
		Code:     "PDF004",
		Severity: Warning,
		Title:    "a font file cannot be used",
		Help: "A file in the font folder is damaged, is a collection of faces or has no TrueType outlines, which are the only ones that " +
			"can be embedded. The other files of the folder are used all the same. Take a build of the font with a glyf table, one face a file (.ttf).",
	},
	{
		Code:     "PDF005",
		Severity: Warning,
		Title:    "no font has a script",
		Help: "Neither the embedded fonts nor those of the font folder have the script that the text is written in, so its pages show signs " +
			"in place of letters; text that is copied out of the file has the letters themselves. Latin, Greek, Cyrillic and Arabic fonts are " +
			"embedded. For another script, such as that of Chinese, name a folder with a TrueType font of it with --pdf-font-dir: the npm " +
			"package @expo-google-fonts/noto-serif-sc has one for Chinese.",
	},
}
