package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// dataBase leaves out what the data base of the Union's law says above the number that
// it has for an act.
func (c *cleaner) dataBase() {
	const head, words = 4, 4
	for i := range min(len(c.lines), head) {
		s := c.at(i)
		if isCelex(s) && !strings.ContainsAny(s, " \t") {
			c.site = true
			c.leaveOut(0, i)
			return
		}
		if len(strings.Fields(s)) > words || strings.ContainsAny(s, "0123456789") {
			return
		}
	}
}

// published leaves out what sites say below the issue that an act was published in:
// its languages, however few, and the special editions in other languages.
func (c *cleaner) published() {
	for i := 1; i < len(c.lines); i++ {
		above, ln := &c.lines[i-1], &c.lines[i]
		switch s := c.at(i); {
		case ln.settled():
		case isEdition(s) && (above.omit == pageHeader && isJournalPages(c.at(i-1)) || isEdition(c.at(i-1))):
			if above.omit == "" && !above.settled() {
				above.omit = pageHeader
			}
			ln.omit = pageHeader
		case countLanguages(s) > 0 && isJournalNumber(c.at(i-1)):
			ln.omit = siteChrome
		}
	}
}

// isEdition reports whether s ends with the page of a special edition: "Chapter 3
// Volume 2 P. 0114".
func isEdition(s string) bool {
	page := lastField(s)
	if !isPrintedPage(page) || len(s) > longestFurniture {
		return false
	}
	word, dotted := strings.CutSuffix(lastField(s[:len(s)-len(page)]), ".")
	return dotted && isLetters(word) && utf8.RuneCountInString(word) <= longestPageWord
}

// longestPageWord is how many letters the word for a page has at most before its number.
const longestPageWord = 4

// isJournalNumber reports whether s says where a text was published: "OJ C 102E,
// 24.4.2008, p. 309".
func isJournalNumber(s string) bool {
	fields := strings.Fields(s)
	return len(fields) >= 4 && len(fields) <= 8 && isLetters(fields[0]) && utf8.RuneCountInString(fields[0]) <= 5 &&
		(fields[1] == "L" || fields[1] == "C") && fields[2][0] >= '0' && fields[2][0] <= '9' && isNumericDate(strings.TrimRight(fields[3], ","))
}

// isJournalPages reports whether s says so the way web pages once did: "Official
// Journal 102 E , 24/04/2008 P. 0309 - 0321", "Official Journal C 047 , 19/02/1996
// P. 0015".
func isJournalPages(s string) bool {
	if !isPrintedPage(lastField(s)) {
		return false // most lines: nothing is cut up for them
	}
	fields := strings.Fields(s)
	n := len(fields)
	if n < 5 {
		return false
	}
	if fields[n-2] == "-" && isPrintedPage(fields[n-3]) {
		n -= 2
	}
	date := fields[n-3]
	return len(date) == 10 && date[2] == '/' && date[5] == '/'
}

// isPrintedPage reports whether s is a page number of four digits.
func isPrintedPage(s string) bool {
	return len(s) == 4 && isDigits(s)
}

// isJournalPage reports whether s is the number of an issue and that of a page:
// "278/7".
func isJournalPage(s string) bool {
	issue, page, ok := strings.Cut(s, "/")
	return ok && isDigits(issue) && isDigits(page)
}

// isRunningDate reports whether s is the head of a page of the Official Journal:
// "OJ L, 20.2.2025", "L 331/1", "C 66/17", "CE 76/54".
func isRunningDate(s string) bool {
	if len(s) > 40 {
		return false
	}
	fields := strings.Fields(s)
	switch len(fields) {
	case 3:
		series := strings.TrimSuffix(fields[1], ",")
		return len(fields[1]) == 2 && (series == "L" || series == "C") && isLetters(fields[0]) && utf8.RuneCountInString(fields[0]) <= 5 && isNumericDate(fields[2])
	case 2:
		switch fields[0] {
		case "L", "C", "LE", "CE":
			return isJournalPage(fields[1])
		}
	}
	return false
}

// isJournalHead reports whether s is the head of a page of the Official Journal on
// one line, that of a left or of a right page: "C 66/16 EN Official Journal of the
// European Union 21.2.2018". Older heads have no language and write years with two
// digits: "28 . 2 . 94 Official Journal of the European Communities No C 61 /55".
func isJournalHead(s string) bool {
	if strings.IndexByte(s, '/') < 0 {
		return false // most lines: nothing is cut up for them
	}
	fields := strings.Fields(closeUp.Replace(s))
	n := len(fields)
	if n < 6 {
		return false
	}
	page, name := fields[n-3:], fields[1:n-3]
	switch {
	case isHeadDate(fields[0]):
	case isHeadDate(fields[n-1]):
		page, name = fields[:3], fields[3:n-1]
	default:
		return false
	}
	numbered := slices.ContainsFunc(page, func(f string) bool {
		_, number, _ := strings.Cut(f, "/")
		return isDigits(number)
	})
	return numbered && (slices.Contains(page, "C") || slices.Contains(page, "L")) &&
		(slices.ContainsFunc(fields, isLanguageCode) || !slices.ContainsFunc(name, func(f string) bool { return !isLetters(f) }))
}

// closeUp takes out the spaces that old prints have around the signs of dates and
// pages.
var closeUp = strings.NewReplacer(" . ", ".", " .", ".", " / ", "/", " /", "/")

// isHeadDate reports whether s is a date as heads of pages write it: "21.2.2018",
// "28.2.94", or "29.12." where the year stands below.
func isHeadDate(s string) bool {
	parts := strings.Split(s, ".")
	if len(parts) != 3 || !isDigits(parts[0]) || !isDigits(parts[1]) || len(parts[0]) > 2 || len(parts[1]) > 2 {
		return false
	}
	year := parts[2]
	return year == "" || (len(year) == 2 || len(year) == 4) && isDigits(year)
}

// isNumericDate reports whether s is a date like "20.2.2025".
func isNumericDate(s string) bool {
	if len(s) < len("1.1.2025") || len(s) > len("2025.2025.2025") || strings.Count(s, ".") != 2 {
		return false // most lines: nothing is cut up for them
	}
	parts := strings.Split(s, ".")
	if len(parts[2]) != 4 {
		return false
	}
	for _, p := range parts {
		if len(p) > 4 || !isDigits(p) {
			return false
		}
	}
	return true
}

// isCompactDate reports whether s is a date as web pages of the Official Journal
// once had it above a text: "20061223".
func isCompactDate(s string) bool {
	date, n := digitsAt(s)
	month, day := date/100%100, date%100
	return n == 8 && len(s) == 8 && date/10000 >= 1950 && date/10000 < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// isPlaceholder reports whether s stands for something that is no text, the way
// the Official Journal once said so: ">PIC FILE= "L_2002190.TIF">", ">TABLE>".
func isPlaceholder(s string) bool {
	if len(s) < 4 || s[len(s)-1] != '>' {
		return false
	}
	name := s[1:wordAt(s)]
	return isCapitals(strings.TrimRight(name, ">"))
}

// isColumnHead reports whether s is the head of a column of an amendment as the
// Official Journal once wrote it where the columns were lost: ">Original text>".
func isColumnHead(s string) bool {
	name, closed := strings.CutSuffix(s[1:], ">")
	return closed && formOf(name)&startsUpper != 0 && countWords(name) > 1 && !strings.ContainsAny(name, "<>=")
}
