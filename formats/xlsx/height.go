package xlsx

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// The height of a row is ours to say: LibreOffice shows a row without one as a
// single line, and Excel never fits merged cells. So the lines of each cell are
// estimated from the advance widths of Arial, in em/1000, which Liberation Sans
// shares and other sans-serif faces come near to.

const (
	maxLines   = 30  // of a cell: what fits into maxHeight
	maxHeight  = 409 // points, a limit of the file format
	lineHeight = 13  // points, of 10 point text
	rowPadding = 5   // points
	slack      = 104 // per cent: programs differ in how they round widths
	digit      = 556 // width of a digit, in which columns are measured
	padding    = 0.7 // of a cell, in digits
)

// arial is the widths of U+0020 to U+007E.
var arial = [...]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// advance is about how wide a character is, in em/1000.
func advance(r rune) int {
	switch {
	case r >= ' ' && int(r-' ') < len(arial):
		return int(arial[r-' '])
	case r < 0x250: // Latin
		if unicode.IsUpper(r) {
			return 720
		}
		return 556
	case unicode.Is(unicode.Mn, r):
		return 0
	case r < 0x530: // Greek, Cyrillic
		if unicode.IsUpper(r) {
			return 740
		}
		return 600
	case r < 0x1100: // Arabic, Hebrew and others
		return 570
	case r >= 0x2000 && r < 0x2070: // punctuation
		return 600
	}
	return 1000
}

// ideographic reports whether a line may end after r, as in Chinese.
func ideographic(r rune) bool {
	return r >= 0x2E80 && r < 0xA000 || r >= 0xF900 && r < 0xFB00 || r >= 0xFF00 && r < 0xFFF0 || r >= 0x20000 && r < 0x40000
}

// linePitch is how high the lines of a text are, in per cent of Latin ones:
// faces of other scripts are taller.
func linePitch(r rune) int {
	switch {
	case r < 0x590 || r >= 0x2000 && r < 0x2E80:
		return 100
	case r < 0x700 || r >= 0xFB50 && r < 0xFE00 || r >= 0xFE70 && r < 0xFF00:
		return 110
	}
	return 115
}

// lines is where the lines of a text start, as offsets of bytes, in a column of
// a width in characters with text of a size in points; and the pitch of its
// lines in per cent.
func lines(text string, width, size float64) (starts []int, pitch int) {
	room := int((width - padding) * digit * fontSize / size * 100 / slack)
	starts, pitch = append(starts, 0), 100
	x, wordStart, wordWidth := 0, 0, 0
	for i, r := range text {
		pitch = max(pitch, linePitch(r))
		w := advance(r)
		switch {
		case r == '\n':
			starts = append(starts, i+1)
			x, wordStart, wordWidth = 0, i+1, 0
			continue
		case r == ' ':
			// A space may hang over the end of the line.
			x += w
			wordStart, wordWidth = i+1, 0
			continue
		}
		if x+w > room && x > 0 {
			if line := starts[len(starts)-1]; wordStart > line {
				starts = append(starts, wordStart)
				x = wordWidth
			} else {
				starts = append(starts, i)
				x, wordStart, wordWidth = 0, i, 0
			}
		}
		x += w
		wordWidth += w
		if ideographic(r) {
			wordStart, wordWidth = i+utf8.RuneLen(r), 0
		}
	}
	return starts, pitch
}

// widthOf is how wide a column must be for the text to take one line.
func widthOf(text string) float64 {
	sum := 0
	for _, r := range text {
		sum += advance(r)
	}
	return math.Ceil(float64(sum)*slack/100/digit + padding)
}

// textLines is how many lines a text takes.
func textLines(text string, width, size float64) int {
	starts, _ := lines(text, width, size)
	return len(starts)
}

// textHeight is how high a cell with the text must be, in points.
func textHeight(text string, width, size float64) float64 {
	starts, pitch := lines(text, width, size)
	return math.Ceil(float64(len(starts)*pitch)*lineHeight*size/1000) + rowPadding
}

// rows cuts a text into pieces that can each be shown in one row of a column of
// the width. Joined, they are the text again.
func rows(text string, width float64) []string {
	starts, pitch := lines(text, width, fontSize)
	most := maxLines * 100 / pitch
	var pieces []string
	from := 0
	for n := most; n < len(starts); n += most {
		pieces = append(pieces, cells(text[from:starts[n]])...)
		from = starts[n]
	}
	return append(pieces, cells(text[from:])...)
}
