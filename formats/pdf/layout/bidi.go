package layout

import "github.com/plurilex/plurilex/formats/pdf/display"

func (ts *typesetter) placeBidi(l *line, x display.Unit) {}
