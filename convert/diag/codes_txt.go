package diag

// txtCodes: reading raw text.
var txtCodes = []Entry{}
