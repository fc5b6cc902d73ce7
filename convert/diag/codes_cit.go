package diag

// citCodes: dates, references and names in running text.
var citCodes = []Entry{
	{
		Code: "CIT001", Severity: Warning, Title: "a date that the calendar does not have",
		Help: "The text has words in the form of a date, but the month has no such day. It is kept as it is and is not marked as a date. " +
			"Compare it with the original and with other languages.",
	},
	{
		Code: "CIT002", Severity: Note, Title: "a reference to a clause that the text does not have",
		Help: "The text refers to one of its own articles, paragraphs or annexes by a number that none of them has.",
	},
}
