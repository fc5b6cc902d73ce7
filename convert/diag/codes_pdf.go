package diag

// pdfCodes: PDF.
var pdfCodes = []Entry{}
