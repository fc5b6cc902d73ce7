package diag

// txtCodes: reading raw text.
var txtCodes = []Entry{
	{
		Code: "TXT001", Severity: Warning, Title: "a number is missing",
		Help: "Two clauses that follow one another have numbers that do not: a clause may be lost, or the text may be numbered so. Nothing was renumbered.",
	},
	{
		Code: "TXT002", Severity: Warning, Title: "a number stands twice or goes back",
		Help: "A clause has the number of one before it, or a lower one. Its id tells it from the other. Nothing was renumbered.",
	},
	{
		Code: "TXT003", Severity: Note, Title: "numbers of one list are printed in different ways",
		Help: "Clauses of one list have their numbers set off differently, such as “a)” and “(b)”. They were read as one list.",
	},
	{
		Code: "TXT010", Severity: Note, Title: "a word stands twice in a row",
		Help: "A word is repeated, often a slip at a line end. Both are kept. In some languages a repeated word is right.",
	},
	{
		Code: "TXT011", Severity: Warning, Title: "a clause stands twice",
		Help: "Two clauses of the text have the same words. Both are kept.",
	},
	{
		Code: "TXT012", Severity: Warning, Title: "letters of two scripts in one word",
		Help: "A word has letters of different scripts that look alike, such as a Latin A in a Cyrillic word. It is kept as it is; " +
			"searching and sorting will not find it.",
	},
	{
		Code: "TXT013", Severity: Note, Title: "a quotation mark without its other half",
		Help: "A clause opens a quotation that it does not close, or closes one that it did not open. The quotation may go on in the next clause.",
	},
	{
		Code: "TXT014", Severity: Note, Title: "a clause opens with the words of another kind",
		Help: "A recital opens like a citation or the other way round. Its mark and place made it what it is.",
	},
	{
		Code: "TXT020", Severity: Note, Title: "a block that has no place of its own",
		Help: "A block of the beginning of the text is none of the parts that the profile knows. It is kept as plain text. See what the reader took each line for with `plurilex inspect`.",
	},
	{
		Code: "TXT021", Severity: Warning, Title: "no clauses were found",
		Help: "The text has no citation, recital, article or numbered paragraph that could be told. It was kept as blocks of text. " +
			"If it has clauses, name its kind with --profile and see `plurilex inspect`.",
	},
	{
		Code: "TXT022", Severity: Note, Title: "several texts in one source",
		Help: "After the first text the source has others with titles of their own. They are attached to the first.",
	},
	{
		Code: "TXT030", Severity: Note, Title: "a footnote that nothing calls",
		Help: "The text has the body of a footnote but no mark in running text that calls it. The note stands where it was found.",
	},
	{
		Code: "TXT031", Severity: Note, Title: "a footnote without words",
		Help: "The source has the number of a footnote but no body for it.",
	},
}
