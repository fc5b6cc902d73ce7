package diag

// mdlCodes: the model.
var mdlCodes = []Entry{}
