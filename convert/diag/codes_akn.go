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
}
