package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// style is how a cell looks. Every look is written out as well as given by the
// style of the table, which LibreOffice does not draw.
type style uint8

const (
	plainStyle           style = iota // the Data sheet
	titleStyle                        // of a sheet that is no table
	sectionStyle                      // heads a group of rows
	keyStyle                          // what a row is about
	headerStyle                       // of a column of a table
	textHeaderStyle                   // of a column of running text
	rightTextHeaderStyle              // of one from right to left
	labelStyle                        // words of ours
	codeStyle                         // ids, numbers as printed, addresses
	numberStyle                       // a number
	textStyle                         // running text from left to right
	rightTextStyle                    // running text from right to left
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
	indent       = 1.5 // characters: three spaces
)

// Reading orders of cells (ECMA-376 part 1, 18.8.1).
const (
	byContext   = 0 // as the first letter has it
	leftToRight = 1
	rightToLeft = 2
)

// looks is the styles by their names, for labels that are read from right to
// left or not. Nothing is left to the side that a program puts text on by
// itself, as they differ on that. All colours of text have a contrast of 4.5:1.
func looks(right bool) [styleCount]*excelize.Style {
	start, order := "left", uint64(leftToRight)
	if right {
		start, order = "right", rightToLeft
	}
	font := func(size float64, bold bool, colour string) *excelize.Font {
		return &excelize.Font{Family: fontName, Size: size, Bold: bold, Color: colour}
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	header := func(horizontal string, order uint64) *excelize.Style {
		a := &excelize.Alignment{Horizontal: horizontal, ReadingOrder: order, Vertical: "center", WrapText: true}
		return &excelize.Style{Font: font(fontSize, true, "FFFFFF"), Alignment: a, Fill: fill(darkColour)}
	}
	open := &excelize.Alignment{Horizontal: start, ReadingOrder: order, Vertical: "center"}
	line := []excelize.Border{{Type: "bottom", Style: 1, Color: lightColour}}
	cell := func(font *excelize.Font, horizontal string, order uint64) *excelize.Style {
		a := &excelize.Alignment{Horizontal: horizontal, ReadingOrder: order, Vertical: "top", WrapText: true}
		return &excelize.Style{Font: font, Alignment: a, Border: line}
	}
	body := font(fontSize, false, "")
	link := font(fontSize, false, linkColour)
	link.Underline = "single"
	missing := cell(font(fontSize, false, missingText), start, order)
	missing.Fill = fill(missingFill)
	return [styleCount]*excelize.Style{
		titleStyle:           {Font: font(titleSize, true, darkColour), Alignment: open},
		sectionStyle:         {Font: font(sectionSize, true, darkColour), Alignment: open, Fill: fill(paleColour), Border: line},
		keyStyle:             cell(font(fontSize, true, ""), start, order),
		headerStyle:          header(start, order),
		textHeaderStyle:      indented(header("left", leftToRight)),
		rightTextHeaderStyle: indented(header("right", rightToLeft)),
		labelStyle:           cell(body, start, order),
		codeStyle:            cell(body, start, byContext),
		numberStyle:          cell(body, "center", byContext),
		textStyle:            indented(cell(body, "left", leftToRight)),
		rightTextStyle:       indented(cell(body, "right", rightToLeft)),
		linkStyle:            cell(link, start, byContext),
		missingStyle:         missing,
	}
}

// indented keeps texts that face one another in neighbouring columns apart.
func indented(s *excelize.Style) *excelize.Style {
	s.Alignment.Indent = 1
	return s
}

// room is how much of a column's width, in characters, text of the style has.
func (s style) room(width float64) float64 {
	switch s {
	case textStyle, rightTextStyle:
		return width - indent
	case headerStyle:
		return width - headerButton
	case textHeaderStyle, rightTextHeaderStyle:
		return width - headerButton - indent
	}
	return width
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
	case keyStyle, headerStyle, textHeaderStyle, rightTextHeaderStyle:
		return fontSize * boldPerCent / 100
	}
	return fontSize
}

// addStyles puts the looks into a workbook and gives their indexes, and how
// many formats of cells the workbook has then. A format's twin with the mark
// for quoted text follows that many places after it (see quoteFormats).
func addStyles(f *excelize.File, right bool) (ids [styleCount]int, formats int, err error) {
	font := f.Styles.Fonts.Font[0]
	*font.Name.Val, *font.Sz.Val = fontName, fontSize
	font.Family, font.Scheme, font.Color = nil, nil, nil
	for i, look := range looks(right) {
		if ids[i], err = f.NewStyle(look); err != nil {
			return ids, 0, fmt.Errorf("style %d: %w", i, err)
		}
	}
	return ids, len(f.Styles.CellXfs.Xf), nil
}
