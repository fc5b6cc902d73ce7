package diag

// lngCodes: telling languages apart.
var lngCodes = []Entry{
	{
		Code: "LNG001", Severity: Warning, Title: "the language is not certain",
		Help: "The text is short, or has words of several languages, so that its language was guessed from little. " +
			"Structure does not depend on it, but dates, references and names do. Name the language with --lang when the guess is wrong.",
	},
	{
		Code: "LNG002", Severity: Warning, Title: "the text is in another language than was said",
		Help: "The language that was named for the text is not the one its words are in. The named one was used. " +
			"Check --lang and the ending of the file's name.",
	},
	{
		Code: "LNG003", Severity: Note, Title: "the language is not known",
		Help: "No language of the program's tables has words like these. The text was structured by its marks and positions alone; " +
			"no dates, references or names were looked for but document numbers and web addresses.",
	},
}
