package diag

// encCodes: bytes to text.
var encCodes = []Entry{}
