package mark

import (
	"strconv"
	"strings"

	"github.com/plurilex/plurilex/convert/language/phrase"
)

// journal reads a place in the Official Journal: "OJ L 333, 27.12.2022, p. 1",
// "ABl. L 239 vom 22.9.2000, S. 19", "OJ L, 2024/1772, 25.6.2024". The target is
// the issue, which the Publications Office names by series, year and number.
func (s *scan) journal(i int, id int32) Mark {
	end, ok := s.tree.phrases[id].Match(s.text, i)
	if !ok {
		return Mark{}
	}
	c := cursor{s.text, end, true}
	c.space()
	series := c.capitals(1, 1)
	if series != "L" && series != "C" {
		return Mark{}
	}
	if c.opt(",") {
		c.space()
		c.lit(series + "/")
		year := c.digits(4, 4)
		c.one("/")
		num := c.digits(1, 5)
		m := c.mark(i, "oj", "OJ "+series+", "+year+"/"+num, "")
		if m.End == 0 {
			return m
		}
		if series == "C" {
			m.Target = "http://data.europa.eu/eli/C/" + year + "/" + num + "/oj"
		}
		if _, end, ok := s.journalDate(m.End); ok {
			m.End = end
		}
		return m
	}
	c.space()
	issue := c.digits(1, 3)
	letter := ""
	d := c
	d.space()
	if d.opt("AEIM") && d.ok {
		if r, size := phrase.Next(s.text, d.at); size == 0 || !phrase.InWord(r) {
			letter = s.text[d.at-1 : d.at]
			c = d
		}
	}
	if !c.ok {
		return Mark{}
	}
	value := "OJ " + series + " " + issue
	if letter != "" {
		value += " " + letter
	}
	date, end, ok := s.journalDate(c.at)
	if !ok {
		return c.mark(i, "oj", value, "")
	}
	c.at = end
	target := "http://publications.europa.eu/resource/oj/JO" + series + "_" + date[:4] + "_" + pad(issue, 3)
	if letter != "" {
		target += "_" + letter
	} else {
		target += "_R"
	}
	value += ", " + date
	if page, end := s.page(c.at); end > 0 {
		c.at = end
		value += ", p. " + page
	}
	return c.mark(i, "oj", value, target)
}

func pad(digits string, n int) string { return strings.Repeat("0", max(0, n-len(digits))) + digits }

// journalDate reads the date of an issue at i: ", 27.12.2022", " vom 22.9.2000",
// "., 2018.6.14.". One word may stand before it.
func (s *scan) journalDate(i int) (date string, end int, ok bool) {
	c := cursor{s.text, i, true}
	c.opt(".")
	c.opt(",")
	c.space()
	if r, size := phrase.Next(s.text, c.at); size > 0 && phrase.InWord(r) {
		if _, isDigit := phrase.Digit(r); !isDigit {
			c.at = phrase.WordEnd(s.text, c.at)
			c.opt(".")
			c.space()
		}
	}
	if c.at == i || c.at >= len(s.text) {
		return "", 0, false
	}
	if m := s.date(c.at); m.End > 0 {
		return m.Value, m.End, true
	}
	a := c.digits(1, 4)
	c.one("./")
	c.space()
	b := c.digits(1, 2)
	c.one("./")
	c.space()
	y := c.digits(1, 4)
	if !c.ok {
		return "", 0, false
	}
	if len(a) == 4 {
		a, y = y, a
	}
	day, _ := strconv.Atoi(a)
	month, _ := strconv.Atoi(b)
	year, _ := strconv.Atoi(y)
	if len(a) > 2 || len(y) != 4 || month < 1 || month > 12 || day < 1 || day > days(year, month) {
		return "", 0, false
	}
	return isoDate(year, month, day), c.at, true
}

// page reads ", p. 12" and ", 12. o.".
func (s *scan) page(i int) (page string, end int) {
	c := cursor{s.text, i, true}
	c.opt(".")
	c.opt(",")
	c.space()
	for k := range s.pages {
		if at, ok := s.pages[k].Match(s.text, c.at); ok {
			d := cursor{s.text, phrase.Spaces(s.text, at), true}
			if page = d.digits(1, 5); d.ok {
				return page, d.at
			}
		}
	}
	if page = c.digits(1, 5); !c.ok {
		return "", 0
	}
	c.opt(".")
	c.space()
	for k := range s.pages {
		if at, ok := s.pages[k].Match(s.text, c.at); ok {
			return page, at
		}
	}
	return "", 0
}
