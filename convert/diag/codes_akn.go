package diag

// aknCodes: Akoma Ntoso.
var aknCodes = []Entry{
	{
		Code: "AKN001", Severity: Warning,
		Title: "the rows of a table are not of one length",
		Help: "Akoma Ntoso wants tables to be rectangles. Empty cells of the class padding were added at the ends of the short rows; " +
			"the text of the table is complete. Check in the source whether cells were lost or whether cells should span several columns.",
	},
	{
		Code: "AKN002", Severity: Warning,
		Title: "the text has no full date of its own",
		Help: "Akoma Ntoso asks for a date of the work, and the IRI of a work has it. The first of January of the year of the procedure stands for it, " +
			"named yearOfProcedure; without a year it is 0001-01-01, named unknown. Give the date with the text's metadata when you know it: the IRI " +
			"changes with it, and only one work of a procedure can have the IRI made of its year.",
	},
	{
		Code: "AKN003", Severity: Error,
		Title: "a character that XML cannot hold was replaced",
		Help: "XML 1.0 has no place for control characters and for U+FFFE and U+FFFF, not even escaped. Each was replaced by U+FFFD. " +
			"Such characters are damage of the source: repair the source and convert again.",
	},
	{
		Code: "AKN004", Severity: Warning,
		Title: "the file is not in the namespace of the standard",
		Help: "The file uses a draft or an older version of Akoma Ntoso, or none. It is read as if it were of version 3.0, and written as that. " +
			"Elements that only the draft has are kept as containers with the name of the element.",
	},
	{
		Code: "AKN005", Severity: Note,
		Title: "a class of documents that is read as its parts",
		Help: "Collections, gazettes, debates, judgments and amendments have parts of their own in Akoma Ntoso. Their text and structure are read in full: " +
			"documents of a collection become annexes, other parts containers with the name of the element. Written again it is a doc.",
	},
	{
		Code: "AKN006", Severity: Note,
		Title: "ids are made anew",
		Help: "Every part gets the id that its number and place give it, so that the same part has the same id in every language and format. " +
			"References inside the file follow. The extension akn:ids of the expression lists old and new ids.",
	},
	{
		Code: "AKN007", Severity: Warning,
		Title: "the metadata names no known language",
		Help:  "FRBRlanguage should have a code of ISO 639. Name the language with --lang.",
	},
	{
		Code: "AKN008", Severity: Warning,
		Title: "a note that nothing calls",
		Help:  "The metadata has a note, and no noteRef of the text points to it. The note is kept at the end of the text.",
	},
	{
		Code: "AKN009", Severity: Warning,
		Title: "control characters are left out",
		Help:  "XML allows the characters U+007F to U+009F, but they mean nothing in a text. They are mostly left from a wrong conversion of windows-1252.",
	},
}
