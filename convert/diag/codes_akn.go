package diag

// aknCodes: Akoma Ntoso.
var aknCodes = []Entry{}
