package diag

// lngCodes: telling languages apart.
var lngCodes = []Entry{}
