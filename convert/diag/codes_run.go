package diag

// runCodes: the run as a whole.
var runCodes = []Entry{}
