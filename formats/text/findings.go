package text

import (
	"github.com/plurilex/plurilex/convert/diag"
)

const codeStrayNote diag.Code = "TXT030"

// report sends a finding about a range of the source.
func (r *run) report(code diag.Code, span diag.Span, message, evidence string) {
	d := diag.New(code, message)
	d.File = r.in.Name
	d.Language = r.pack.Tag
	d.Evidence = evidence
	if span.Known() {
		d.Span = span
		d.Start = r.text.Position(span.Start)
	}
	r.in.Env.Report(d)
}
