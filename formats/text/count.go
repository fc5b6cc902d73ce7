package text

import (
	"unicode"
	"unicode/utf8"
)

// A number without a mark is that of a clause when it counts: paragraphs of
// judgments, and of articles in some states, are numbered so.
const (
	fewestAlone  = 3  // numbers that are lines of their own
	fewestBefore = 4  // numbers with the words of the clause after them
	farthest     = 12 // lines from one number to the next, on the average; those of pages are farther apart
)

// countBare finds the numbers of a style without a mark that count: 1, 2, 3 and so
// on through the text, or again and again. Degrees (1°, 2°) are told by two. What is
// quoted counts for itself, as the text around it does.
func countBare(s string, lines []line, st style) {
	fewest := fewestBefore
	if st == degree {
		fewest = 2
	}
	var alone, run, before, within []int
	last := int32(0)  // of the lines that are numbers
	value := int32(0) // of the lines that begin with one
	strays := 0
	settle := func() {
		if len(alone) >= fewestAlone && opens(s, lines, alone) && alone[len(alone)-1]-alone[0] <= farthest*len(alone) {
			counted(lines, alone)
		}
		alone = nil
	}
	join := func() {
		if len(run) > 1 {
			before = append(before, run...)
		}
		run = nil
	}
	for i := range lines {
		ln := &lines[i]
		if ln.omit != "" || ln.row > 0 || ln.number.n == 0 {
			continue
		}
		r := ln.number.readings[0]
		if r.series != decimals || r.style != st || r.sub {
			continue
		}
		if ln.quote > 0 {
			within = append(within, i)
			continue
		}
		if ln.number.rest == ln.end {
			if r.value == 1 {
				settle()
				last = 0
			}
			if r.value == last+1 {
				alone = append(alone, i)
				last = r.value
			}
			continue
		}
		first, _ := utf8.DecodeRuneInString(s[ln.number.rest:])
		if st == bare && !unicode.IsUpper(first) {
			continue
		}
		if r.value == 1 {
			join()
			value = 0
		}
		if r.value == value+1 {
			run = append(run, i)
			value = r.value
		} else {
			strays++
		}
	}
	settle()
	if join(); len(before) >= fewest && len(before) >= 3*strays {
		counted(lines, before)
		counted(lines, within)
	}
}

func counted(lines []line, at []int) {
	for _, i := range at {
		lines[i].counted = true
	}
}

// opens reports whether most of the lines stand between the end of a sentence,
// or a heading, and the beginning of another.
func opens(s string, lines []line, at []int) bool {
	n := 0
	for _, i := range at {
		prev := before(lines, i)
		if prev != nil && prev.form&(endsFull|short) == 0 || i+1 >= len(lines) || lines[i+1].omit != "" {
			continue
		}
		if next := &lines[i+1]; next.form&startsLower == 0 && next.number.rest != next.end && next.end-next.start > 1 {
			n++
		}
	}
	return n*5 >= len(at)*4
}
