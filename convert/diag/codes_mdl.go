package diag

// mdlCodes: the model.
var mdlCodes = []Entry{
	{
		Code: "MDL001", Severity: Warning,
		Title: "language versions differ in what they say of the work",
		Help: `Several files were taken for the language versions of one text, but they name it
differently: another document number, date or kind. The first file's word was taken.
If they are different texts, convert them apart, without --group-by.`,
	},
}
