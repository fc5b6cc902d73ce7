package diag

// citCodes: dates, references and names in running text.
var citCodes = []Entry{}
