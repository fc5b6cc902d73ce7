package mark

import (
	"strings"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/language/phrase"
)

// numberAt is the document number that begins with the digit at i.
func numberAt(text string, i int) Mark {
	if text[i] < '0' || text[i] > '9' {
		return Mark{}
	}
	// The length of the first run of digits tells the kinds apart.
	n := i
	for n < len(text) && '0' <= text[n] && text[n] <= '9' {
		n++
	}
	if n == len(text) {
		return Mark{}
	}
	switch {
	case n-i == 4 && text[n] == '/':
		return longer(procedure(text, i), journalNumber(text, i))
	case n-i == 5 && text[n] == '/':
		return councilNumber(text, i)
	case n-i == 5 && 'A' <= text[n] && text[n] <= 'Z':
		return celex(text, i)
	}
	return Mark{}
}

// procedure reads 2016/2607(RSP).
func procedure(text string, i int) Mark {
	c := cursor{text, i, true}
	year := c.digits(4, 4)
	c.one("/")
	num := c.digits(4, 4)
	letter := ""
	if c.at < len(text) && 'A' <= text[c.at] && text[c.at] <= 'Z' {
		letter = c.capitals(1, 1)
	}
	c.space()
	c.one("(")
	kind := c.capitals(3, 3)
	c.one(")")
	target := ""
	if letter == "" {
		target = "https://data.europarl.europa.eu/eli/dl/proc/" + year + "-" + num
	}
	return c.mark(i, "ep-procedure", year+"/"+num+letter+"("+kind+")", target)
}

// journalNumber reads 2018/C 066/03, the number of a text in the Official Journal.
func journalNumber(text string, i int) Mark {
	c := cursor{text, i, true}
	year := c.digits(4, 4)
	c.one("/")
	series := c.capitals(1, 1)
	c.space()
	issue := c.digits(1, 3)
	c.space()
	if c.opt("E") {
		issue += " E"
	}
	c.space()
	c.one("/")
	num := c.digits(2, 4)
	if series != "C" && series != "L" {
		return Mark{}
	}
	return c.mark(i, "oj", year+"/"+series+" "+issue+"/"+num, "")
}

// councilNumber reads 15507/2010 and 05825/1/19.
func councilNumber(text string, i int) Mark {
	c := cursor{text, i, true}
	num := c.digits(5, 5)
	c.one("/")
	year := c.digits(1, 4)
	if len(year) == 1 {
		c.one("/")
		num += "/" + year
		year = c.digits(2, 4)
	}
	// Standards are numbered alike: "EN ISO/IEC 17065/2012".
	for _, body := range []string{"ISO", "IEC", "EN"} {
		if strings.HasSuffix(text[:i], body+" ") {
			return Mark{}
		}
	}
	if len(year) == 3 || len(year) == 4 && year[:2] != "19" && year[:2] != "20" {
		return Mark{}
	}
	return c.mark(i, "council-document", num+"/"+year, "")
}

// celex reads 32016R0679 and 52006XC0708(01).
func celex(text string, i int) Mark {
	c := cursor{text, i, true}
	head := c.digits(5, 5)
	kind := c.capitals(1, 2)
	num := c.digits(4, 4)
	if y := head[1:3]; y != "19" && y != "20" {
		return Mark{}
	}
	value := head + kind + num
	if c.at+3 < len(text) && text[c.at] == '(' {
		d := cursor{text, c.at, true}
		d.one("(")
		part := d.digits(2, 2)
		d.one(")")
		if d.ok {
			c.at = d.at
			value += "(" + part + ")"
		}
	}
	return c.mark(i, "celex", value, "http://publications.europa.eu/resource/celex/"+value)
}

// latin is the Latin capital that a Greek or Cyrillic one looks like: translators
// type the letters of document numbers on their own keyboards.
func latin(r rune) byte {
	switch r {
	case 'Α', 'А':
		return 'A'
	case 'Β', 'В':
		return 'B'
	case 'С':
		return 'C'
	case 'Ο', 'О':
		return 'O'
	case 'Ρ', 'Р':
		return 'P'
	case 'Ν':
		return 'N'
	}
	if 'A' <= r && r <= 'Z' {
		return byte(r)
	}
	return 0
}

// identifierAt is the identifier or web address that begins with the letter at i.
func identifierAt(text string, i int) Mark {
	r, size := phrase.Next(text, i)
	switch r {
	case 'h', 'w', 'd':
		return address(text, i)
	}
	second, _ := phrase.Next(text, i+size)
	letter := latin(r)
	if letter == 0 {
		return Mark{}
	}
	switch {
	case '0' <= second && second <= '9':
		c := cursor{text, i + size, true}
		switch letter {
		case 'P':
			return adopted(c, i)
		case 'A', 'B', 'C', 'N', 'O':
			return sessionDocument(c, i, string(letter))
		case 'D':
			return committeeDraft(c, i)
		}
	case second == '/':
		if letter == 'A' || letter == 'S' || letter == 'E' {
			if m := symbol(text, i); m.End > 0 {
				return m
			}
		}
		if letter == 'C' {
			return commissionDocument(text, i)
		}
	case second == '(' || second == ' ' || phrase.IsHyphen(second):
		switch letter {
		case 'C':
			return commissionDocument(text, i)
		case 'O':
			return oralQuestion(cursor{text, i + size, true}, i)
		}
	case 'A' <= second && second <= 'Z':
		switch {
		case strings.HasPrefix(text[i:], "ECLI:"):
			return ecli(text, i)
		case letter == 'R' && second == 'C':
			return jointMotion(text, i)
		case letter == 'P' && second == 'E':
			return sittingDocument(text, i)
		case letter == 'S' && second == 'T':
			c := cursor{text, i + 2, true}
			c.space()
			if m := councilNumberAt(c.text, c.at); m.End > 0 {
				m.Start = i
				return m
			}
		case letter == 'C' || letter == 'K' || letter == 'S' || letter == 'J':
			return commissionDocument(text, i)
		}
	}
	return Mark{}
}

// councilNumberAt is the number of a Council document at i, whatever stands there.
func councilNumberAt(text string, i int) Mark {
	if i < len(text) && '0' <= text[i] && text[i] <= '9' {
		if m := numberAt(text, i); m.Role == "council-document" {
			return m
		}
	}
	return Mark{}
}

// adopted reads P8_TA(2016)0083 and P8_TA-PROV(2016)0083.
func adopted(c cursor, i int) Mark {
	term := c.digits(1, 2)
	c.one("_")
	if !c.lit("TA") {
		return Mark{}
	}
	prov := ""
	if save := c.at; c.opt("-") {
		if c.lit("PROV") {
			prov = "-PROV"
		} else {
			c.at = save
		}
	}
	c.one("(")
	year := c.digits(4, 4)
	c.one(")")
	num := c.digits(4, 4)
	return c.mark(i, "ep-document", "P"+term+"_TA"+prov+"("+year+")"+num, "")
}

// sessionDocument reads A8-0036/2016, B8-0344/2016 and C8-0271/2015, the revised
// B8-0027/2014/REV1, and A4-0200/97, as documents of the first terms were numbered.
func sessionDocument(c cursor, i int, letter string) Mark {
	term := c.digits(1, 2)
	c.one("- \u00a0")
	num := c.digits(4, 4)
	c.one("/")
	year := c.year()
	return c.mark(i, "ep-document", letter+term+"-"+num+"/"+year+c.revision(), "")
}

// year reads a year, which may have its last two digits only.
func (c *cursor) year() string {
	switch year := c.digits(2, 4); len(year) {
	case 4:
		return year
	case 2:
		if year >= firstYear {
			return "19" + year
		}
		return "20" + year
	default:
		c.ok = false
		return ""
	}
}

// firstYear is the first year of its century from which documents of the Communities
// are: a smaller number is of the next century.
const firstYear = "52"

// revision reads "/REV1" or "/rev. 1" after the number of a document if it is there.
func (c *cursor) revision() string {
	d := *c
	d.one("/")
	if !d.lit("REV") && !d.lit("rev") && !d.lit("Rev") {
		return ""
	}
	d.opt(".")
	d.space()
	n := d.digits(0, 2)
	if r, size := phrase.Next(d.text, d.at); !d.ok || size > 0 && phrase.InWord(r) {
		return ""
	}
	c.at = d.at
	return "/REV" + n
}

// oralQuestion reads O-000030/2009.
func oralQuestion(c cursor, i int) Mark {
	c.one("-")
	num := c.digits(4, 6)
	c.one("/")
	year := c.digits(4, 4)
	return c.mark(i, "ep-document", "O-"+num+"/"+year, "")
}

// jointMotion reads RC-B8-0337/2016, RC-B8-0337/16 and RC-10-2025-0249.
func jointMotion(text string, i int) Mark {
	c := cursor{text, i + 2, true}
	if c.at < len(text) && '0' <= text[c.at] && text[c.at] <= '9' {
		return sessionDocument(c, i, "RC")
	}
	c.one("-")
	if r, size := phrase.Next(text, c.at); latin(r) == 'B' {
		c.at += size
		return sessionDocument(c, i, "RC-B")
	}
	term := c.digits(1, 2)
	c.one("-")
	year := c.digits(4, 4)
	c.one("-")
	num := c.digits(4, 4)
	return c.mark(i, "ep-document", "RC-"+term+"-"+year+"-"+num, "")
}

// sittingDocument reads PE576.674v01-00.
func sittingDocument(text string, i int) Mark {
	c := cursor{text, i + 2, true}
	c.space()
	a := c.digits(3, 3)
	c.one(".")
	b := c.digits(3, 3)
	value := "PE" + a + "." + b
	if c.lit("v") {
		v := c.digits(2, 2)
		c.one("-")
		w := c.digits(2, 2)
		value += "v" + v + "-" + w
	}
	return c.mark(i, "ep-document", value, "")
}

// committeeDraft reads D063846/02, the draft of an implementing act.
func committeeDraft(c cursor, i int) Mark {
	num := c.digits(5, 6)
	c.one("/")
	version := c.digits(2, 2)
	return c.mark(i, "com-document", "D"+num+"/"+version, "")
}

// commissionDocument reads COM(2013)0619, COM(2025) 1 final, COM/2021/232 and COM(96)0471.
// The value has the number without leading zeros, since Parliament writes them
// and the Commission does not.
func commissionDocument(text string, i int) Mark {
	c := cursor{text, i, true}
	series := c.capitals(1, 4)
	switch series {
	case "KOM":
		series = "COM"
	case "COM", "SEC", "SWD", "JOIN", "C":
	default:
		return Mark{}
	}
	var year, num string
	if c.opt("/") {
		year = c.digits(4, 4)
		c.one("/")
		num = c.digits(1, 5)
	} else {
		c.one("(")
		if series == "C" {
			year = c.digits(4, 4) // a letter and two digits may be anything
		} else {
			year = c.year()
		}
		c.one(")")
		c.space()
		num = c.digits(1, 5)
	}
	if !c.ok || year[:2] != "19" && year[:2] != "20" {
		return Mark{}
	}
	if num = strings.TrimLeft(num, "0"); num == "" {
		return Mark{}
	}
	return c.mark(i, "com-document", series+"("+year+")"+num, "")
}

// ecli reads ECLI:EU:C:2020:559.
func ecli(text string, i int) Mark {
	c := cursor{text, i + len("ECLI:"), true}
	c.capitals(2, 2)
	c.one(":")
	from := c.at
	for c.at < len(text) && (text[c.at] == '.' || phrase.InWord(rune(text[c.at])) && text[c.at] < utf8.RuneSelf || text[c.at] == ':') {
		c.at++
	}
	for c.at > from && (text[c.at-1] == '.' || text[c.at-1] == ':') {
		c.at--
	}
	if strings.Count(text[from:c.at], ":") != 2 {
		return Mark{}
	}
	return c.mark(i, "ecli", text[i:c.at], "")
}

// symbol reads the symbol of a document of the United Nations: A/RES/73/7,
// S/RES/2446 (2018), A/HRC/25/21, S/PRST/2014/28, A/73/334/Add.1.
func symbol(text string, i int) Mark {
	if phrase.Before(text, i) == '/' {
		return Mark{}
	}
	c := cursor{text, i + 1, true}
	parts, figures := 0, 0
	for c.at < len(text) && text[c.at] == '/' && parts < 8 {
		from, has := c.at+1, false
		at := from
		for at < len(text) && at < from+16 && (text[at] == '.' || 'A' <= text[at] && text[at] <= 'Z' || 'a' <= text[at] && text[at] <= 'z' || '0' <= text[at] && text[at] <= '9') {
			has = has || '0' <= text[at] && text[at] <= '9'
			at++
		}
		for at > from && text[at-1] == '.' {
			at--
		}
		if at == from || text[from] >= 'a' {
			break
		}
		c.at = at
		parts++
		if has {
			figures++
		}
	}
	value := text[i:c.at]
	if parts < 2 && !isCouncilDocument(value) || figures == 0 {
		return Mark{}
	}
	if strings.Contains(value, "/RES/") {
		if end, bracketed := yearOrSession(c); bracketed != "" {
			c = end
			value += bracketed
		}
	}
	return c.mark(i, "un-symbol", value, "https://undocs.org/"+value)
}

// isCouncilDocument reports whether a symbol is that of a document of the Security
// Council as they were numbered before 1994: "S/4300".
func isCouncilDocument(symbol string) bool {
	number, ok := strings.CutPrefix(symbol, "S/")
	return ok && len(number) >= 3 && len(number) <= 5 && strings.Trim(number, "0123456789") == ""
}

// longestSession is how many bytes a session in brackets has at most.
const longestSession = 12

// yearOrSession reads what the symbol of a resolution has in brackets: its year where the
// Security Council adopted it, the session where the General Assembly did before 1976:
// "(2018)", "(III)", "(S-VI)".
func yearOrSession(c cursor) (end cursor, bracketed string) {
	c.space()
	if c.at >= len(c.text) || c.text[c.at] != '(' {
		return c, ""
	}
	n := strings.IndexByte(c.text[c.at:min(len(c.text), c.at+longestSession)], ')')
	if n < 2 {
		return c, ""
	}
	inner := c.text[c.at+1 : c.at+n]
	year := len(inner) == 4 && strings.Trim(inner, "0123456789") == ""
	roman := strings.TrimPrefix(strings.TrimPrefix(inner, "E"), "S-")
	if !year && (roman == "" || strings.Trim(roman, "IVX") != "") {
		return c, ""
	}
	c.at += n + 1
	return c, "(" + inner + ")"
}
