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
		Help: "Collections, gazettes, debates and amendments have parts of their own in Akoma Ntoso. Their text and structure are read in full: " +
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
	{
		Code: "AKN010", Severity: Warning,
		Title: "references that lead nowhere",
		Help:  "The file has references to ids that no part of it has. Their words are kept without the address.",
	},
	{
		Code: "AKN011", Severity: Note,
		Title: "metadata or attributes that are left out",
		Help: "What a file has beside its text is kept and written back. Attributes inside a line have no place in the model; a name, a date or a " +
			"reference of the metadata that would make the new file invalid, or that says what is true of the old file only, is not written. " +
			"The text is complete.",
	},
	{
		Code: "AKN101", Severity: Error,
		Title: "the file is not well-formed XML",
		Help: "Tags, attributes, references or characters are not as XML 1.0 and its namespaces want them, so nothing behind this place " +
			"could be checked. Correct it and check again: there may be more.",
	},
	{
		Code: "AKN102", Severity: Error,
		Title: "the file has a document type declaration",
		Help: "A DOCTYPE can make a small file grow without bound and read other files, so it is never accepted. Leave it out, and write " +
			"characters in place of the entities that it declares.",
	},
	{
		Code: "AKN103", Severity: Error,
		Title: "an entity that XML does not define",
		Help: "XML knows &amp; &lt; &gt; &quot; and &apos; only; names such as &nbsp; belong to HTML. Write the character itself, or its " +
			"number: &#160;.",
	},
	{
		Code: "AKN104", Severity: Error,
		Title: "the bytes are not what the encoding says",
		Help:  "Save the file as UTF-8. UTF-16 and the charsets of one byte a character are read too where the file declares them.",
	},
	{
		Code: "AKN105", Severity: Error,
		Title: "more than is checked",
		Help: "A limit of depth, attributes, ids or findings was reached, and the rest of the file was not checked. Real documents stay far " +
			"below the limits; correct what was found first, and check again.",
	},
	{
		Code: "AKN106", Severity: Error,
		Title: "the root element is not that of the schema",
		Help: "Akoma Ntoso starts with akomaNtoso in the namespace http://docs.oasis-open.org/legaldocml/ns/akn/3.0. Files of a draft have " +
			"another namespace and are not valid; converting such a file writes it as version 3.0.",
	},
	{
		Code: "AKN107", Severity: Error,
		Title: "an element that the schema does not have",
		Help: "The name is misspelt, or belongs to another vocabulary such as HTML. Use the element that Akoma Ntoso has for it, or a " +
			"generic one (block, inline, container, hcontainer) with a name. Elements of other vocabularies can stand in foreign.",
	},
	{
		Code: "AKN108", Severity: Error,
		Title: "an element that may not stand here",
		Help:  "The element exists, but not inside this one. The message names what could go around it, or what could stand in its place.",
	},
	{
		Code: "AKN109", Severity: Error,
		Title: "an element in the wrong order",
		Help: "The children of this element have an order, or exclude one another, or may stand once only. Move or remove the one that is " +
			"named.",
	},
	{
		Code: "AKN110", Severity: Error,
		Title: "an element is missing",
		Help:  "The element around it is not complete without it.",
	},
	{
		Code: "AKN111", Severity: Error,
		Title: "text where there may be none",
		Help: "Many elements of Akoma Ntoso hold other elements only: the words go into a p or another element that takes text. Elements " +
			"such as eol must be wholly empty.",
	},
	{
		Code: "AKN112", Severity: Error,
		Title: "the text of an element is not of its type",
		Help:  "The schema gives the text of this element a form, as for a date or a number.",
	},
	{
		Code: "AKN113", Severity: Error,
		Title: "an attribute that the element does not have",
		Help: "The name is misspelt, or the attribute belongs to another element. Attributes of your own are allowed in a namespace of your " +
			"own.",
	},
	{
		Code: "AKN114", Severity: Error,
		Title: "an attribute is missing",
		Help:  "The schema requires it on this element.",
	},
	{
		Code: "AKN115", Severity: Error,
		Title: "the value of an attribute is wrong",
		Help:  "The value is not of the form, or not one of the words, that the schema wants.",
	},
	{
		Code: "AKN116", Severity: Error,
		Title: "a value that must be unique stands twice",
		Help: "An eId or GUID must be unique in its document, with all its attachments; an xml:id in the whole file. Only documents in the " +
			"components beside the main document have ids of their own.",
	},
	{
		Code: "AKN117", Severity: Error,
		Title: "xsi:type or xsi:nil does not fit",
		Help:  "These attributes change what the schema wants of an element. Akoma Ntoso needs neither: leave them out.",
	},
}
