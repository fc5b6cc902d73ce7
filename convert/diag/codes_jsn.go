package diag

// jsnCodes: JSON.
var jsnCodes = []Entry{}
