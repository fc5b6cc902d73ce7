package diag

// encCodes: bytes to text.
var encCodes = []Entry{
	{
		Code: "ENC001", Severity: Note, Title: "the charset was found by the letters of the text",
		Help: "The bytes are not UTF-8 and no byte order mark names their charset, so it was found by which charset makes words of a language of them. " +
			"Look at accented letters in the output; convert the file to UTF-8 when they are wrong.",
	},
	{
		Code: "ENC002", Severity: Warning, Title: "bytes that mean nothing in the charset",
		Help: "Some bytes are no characters of the charset that the rest of the file is in. Each is U+FFFD in the text. The file is damaged, " +
			"was cut in the middle of a character, or is a mixture of two charsets.",
	},
	{
		Code: "ENC003", Severity: Warning, Title: "letters damaged by a conversion before",
		Help: "The text has sequences such as “Ã©” that come about when UTF-8 is taken for a one-byte charset and converted again. " +
			"They are kept as they are. Get the file again from its source.",
	},
	{
		Code: "ENC004", Severity: Note, Title: "control characters were left out",
		Help: "The source has control characters that are no white space. They are no part of the text and no output can hold them; " +
			"the list of what was left out says where they were.",
	},
	{
		Code: "ENC005", Severity: Note, Title: "characters of private use",
		Help: "The text has characters that mean something in one font only, often bullets or dashes of a word processor. " +
			"They are kept; other fonts show nothing or a box for them.",
	},
	{
		Code: "ENC006", Severity: Warning, Title: "replacement characters in the source",
		Help: "The source itself has U+FFFD, the sign for a character that was lost in an earlier conversion. What stood there cannot be told.",
	},
	{
		Code: "ENC007", Severity: Warning, Title: "the file names another charset than it is in",
		Help: "A declaration at the beginning of the file names a charset in which the bytes would make other characters. " +
			"The bytes decided: they are valid UTF-8, or words of a language in the charset that was used. Correct the declaration; other programs may believe it.",
	},
	{
		Code: "ENC008", Severity: Warning, Title: "the charset is uncertain",
		Help: "The bytes are not UTF-8, nothing in the file names their charset, and too few of them are beyond ASCII to tell it from others. " +
			"Look at the accented letters and dashes of the output, and convert the file to UTF-8 when they are wrong.",
	},
	{
		Code: "ENC009", Severity: Error, Title: "the source is no text",
		Help: "The bytes are those of a program's own format, such as PDF or DOC, or nothing that can be read. What seems to be words in them is in the " +
			"output, and means little. Save the file as plain text or HTML and convert that.",
	},
	{
		Code: "ENC010", Severity: Warning, Title: "letters of the language are missing",
		Help: "Letters that are frequent in the language do not occur in the text at all: a font or a conversion lost them, or made others of them. " +
			"What is missing cannot be told. Get the text again from its source.",
	},
}
