package layout

import (
	"fmt"
	"testing"

	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/templates"
)

func TestDump(t *testing.T) {
	w := formattest.Resolution()
	st, err := LoadStyle(templates.FS, DefaultStyle)
	if err != nil {
		t.Fatal(err)
	}
	doc, fs, err := Layout(Job{Work: w, Expressions: w.Expressions, Style: st, Paper: "a4"})
	fmt.Println(fs, err)
	for i, p := range doc.Pages {
		for _, op := range p.Ops {
			switch op := op.(type) {
			case display.GlyphRun:
				s := ""
				for _, g := range op.Glyphs {
					s += g.Text
				}
				fmt.Printf("%d %6d,%6d %d: %s|\n", i, op.X, op.Y, op.Size, s)
			case display.Begin:
				fmt.Println("  ", op.Tag.Role)
			}
		}
	}
	fmt.Println(doc.Bookmarks)
}
