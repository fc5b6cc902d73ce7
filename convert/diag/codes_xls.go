package diag

// xlsCodes: the workbook.
var xlsCodes = []Entry{}
