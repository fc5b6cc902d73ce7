package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// style is how a cell looks. Every look is written out as well as given by the
// style of the table, which LibreOffice does not draw.
type style uint8

const (
	plainStyle     style = iota // the Data sheet
	titleStyle                  // of a sheet that is no table
	sectionStyle                // heads a group of rows
	keyStyle                    // what a row is about
	headerStyle                 // of a table
	textStyle                   // running text
	rightTextStyle              // running text from right to left
	codeStyle                   // short text that stands in the middle of its column
	linkStyle
	missingStyle // what is missing, in the legend
	styleCount
)

const (
	fontName     = "Arial"
	fontSize     = 10
	darkColour   = "1F3864"
	lightColour  = "D9D9D9"
	paleColour   = "EEF2F8"
	linkColour   = "0563C1"
	missingFill  = "FFC7CE"
	missingText  = "9C0006"
	missingSign  = "✗ "
	titleSize    = 16
	sectionSize  = 11
	boldPerCent  = 108 // how much wider bold text is
	headerButton = 3   // characters that the filter button of a header hides
)

// looks is the styles by their names. The dark header and the thin lines below
// rows keep a contrast of 4.5:1 in print and on screen.
func looks() [styleCount]*excelize.Style {
	font := func(size float64, bold bool, colour string) *excelize.Font {
		return &excelize.Font{Family: fontName, Size: size, Bold: bold, Color: colour}
	}
	line := []excelize.Border{{Type: "bottom", Style: 1, Color: lightColour}}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	top := excelize.Alignment{Vertical: "top", WrapText: true}
	with := func(horizontal string, order uint64) *excelize.Alignment {
		a := top
		a.Horizontal, a.ReadingOrder = horizontal, order
		return &a
	}
	var all [styleCount]*excelize.Style
	all[plainStyle] = nil
	all[titleStyle] = &excelize.Style{Font: font(titleSize, true, darkColour), Alignment: &excelize.Alignment{Vertical: "center"}}
	all[sectionStyle] = &excelize.Style{Font: font(sectionSize, true, darkColour), Alignment: &excelize.Alignment{Vertical: "center"}, Fill: fill(paleColour), Border: line}
	all[keyStyle] = &excelize.Style{Font: font(fontSize, true, ""), Alignment: with("", 0), Border: line}
	all[headerStyle] = &excelize.Style{Font: font(fontSize, true, "FFFFFF"), Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, Fill: fill(darkColour)}
	all[textStyle] = &excelize.Style{Font: font(fontSize, false, ""), Alignment: with("", 0), Border: line}
	all[rightTextStyle] = &excelize.Style{Font: font(fontSize, false, ""), Alignment: with("right", 2), Border: line}
	all[codeStyle] = &excelize.Style{Font: font(fontSize, false, ""), Alignment: with("center", 0), Border: line}
	all[linkStyle] = &excelize.Style{Font: &excelize.Font{Family: fontName, Size: fontSize, Underline: "single", Color: linkColour}, Alignment: with("", 0), Border: line}
	all[missingStyle] = &excelize.Style{Font: font(fontSize, false, missingText), Alignment: with("", 0), Border: line, Fill: fill(missingFill)}
	return all
}

// wraps reports whether text of the style goes on in a next line.
func (s style) wraps() bool { return s >= keyStyle }

// size is that of the style's text in points.
func (s style) size() float64 {
	switch s {
	case titleStyle:
		return titleSize
	case sectionStyle:
		return sectionSize
	case keyStyle, headerStyle:
		return fontSize * boldPerCent / 100
	}
	return fontSize
}

// addStyles puts the looks into the workbook and gives their indexes, and how
// many formats of cells the workbook has then. A format's twin with the mark
// for quoted text follows that many places after it (see quoteFormats).
func addStyles(f *excelize.File) (ids [styleCount]int, formats int, err error) {
	font := f.Styles.Fonts.Font[0]
	*font.Name.Val, *font.Sz.Val = fontName, fontSize
	font.Family, font.Scheme, font.Color = nil, nil, nil
	for i, look := range looks() {
		if ids[i], err = f.NewStyle(look); err != nil {
			return ids, 0, fmt.Errorf("style %d: %w", i, err)
		}
	}
	return ids, len(f.Styles.CellXfs.Xf), nil
}
