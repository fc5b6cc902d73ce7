package diag

// xlsCodes: the workbook.
var xlsCodes = []Entry{
	{
		Code:     "XLS001",
		Severity: Note,
		Title:    "a clause takes several rows of the workbook",
		Help: `A row of a sheet can be 409 points high, about 30 lines, and a cell can hold 32,767 characters. A longer text goes on in
the rows below, which have the same id and say which part they are, "para_4 (2/3)". The parts joined are the text, to the
last space. The sheet Data has the text in one cell unless it is longer than a cell.`,
	},
	{
		Code:     "XLS002",
		Severity: Warning,
		Title:    "a character that a workbook cannot hold is replaced",
		Help: `Workbooks are XML and hold neither control characters nor the code points U+FFFE and U+FFFF; U+FDD0 is never a character.
U+FFFD stands in their place. Such a character in a text is nearly always a fault of the source: look for it there.`,
	},
	{
		Code:     "XLS003",
		Severity: Note,
		Title:    "an address in the text is not made a link",
		Help: `Only addresses that begin with http, https or mailto become links, and only up to 2,079 characters, which is what Excel
takes. The address itself is in the workbook as text.`,
	},
	{
		Code:     "XLS004",
		Severity: Note,
		Title:    "a sheet has more links than Excel takes",
		Help:     `Excel takes 65,529 links a sheet. The cells beyond have their text without the link.`,
	},
	{
		Code:     "XLS005",
		Severity: Error,
		Title:    "a text is cut at the size of a cell",
		Help: `A number, name or address is longer than the 32,767 characters of a cell, and is cut there. Texts of clauses are never
cut (XLS001). The other formats have the whole.`,
	},
	{
		Code:     "XLS006",
		Severity: Note,
		Title:    "the text is not there in the language of the first column",
		Help: `The option pivot names the language whose column comes first and whose order the rows have. This text has no version in
it, so that the first version that was read takes its place.`,
	},
}
