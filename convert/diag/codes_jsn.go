package diag

// jsnCodes: JSON.
var jsnCodes = []Entry{
	{"JSN001", Warning, "bytes that are not UTF-8 became U+FFFD in JSON",
		"A name or an extension of the work holds bytes that are not UTF-8, such as the name of a file from an old system. " +
			"JSON is UTF-8 throughout, so each such byte is written as the replacement character U+FFFD. The text of the work itself is never affected. " +
			"Rename the file if its name matters."},
	{"JSN002", Warning, "the text of a clause is not the one its hash was made of",
		"The document gives a hash with each clause, so that a change can be seen. Somebody changed the text and left the hash. " +
			"The text is taken as it is, and written with a new hash. If nobody was meant to change it, compare the document with its source."},
	{"JSN003", Note, "a member that follows from others does not",
		"The document says something twice, for the convenience of those who read it: the text and the title of an expression are also those of its clauses, " +
			"the id of the work is made of its date, type and number. Here the two differ. What is said first-hand is taken, and the other is made anew on writing."},
}
