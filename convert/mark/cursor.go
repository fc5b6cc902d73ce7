package mark

import (
	"strings"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language/phrase"
)

// cursor reads an identifier. Once something is not as it must be, ok is false
// and stays so.
type cursor struct {
	text string
	at   int
	ok   bool
}

// digits reads between least and most digits.
func (c *cursor) digits(least, most int) string {
	from := c.at
	for c.at < len(c.text) && '0' <= c.text[c.at] && c.text[c.at] <= '9' {
		c.at++
	}
	if n := c.at - from; n < least || n > most {
		c.ok = false
	}
	return c.text[from:c.at]
}

// one reads one of the characters; a hyphen stands for any.
func (c *cursor) one(chars string) {
	if !c.opt(chars) {
		c.ok = false
	}
}

// opt reads one of the characters if it is there.
func (c *cursor) opt(chars string) bool {
	r, size := phrase.Next(c.text, c.at)
	if size == 0 || !strings.ContainsRune(chars, r) && !(phrase.IsHyphen(r) && strings.Contains(chars, "-")) {
		return false
	}
	c.at += size
	return true
}

// lit reads the string if it is there.
func (c *cursor) lit(s string) bool {
	if !strings.HasPrefix(c.text[c.at:], s) {
		return false
	}
	c.at += len(s)
	return true
}

// space reads white space if it is there.
func (c *cursor) space() { c.at = phrase.Spaces(c.text, c.at) }

// capitals reads between least and most capital letters A to Z.
func (c *cursor) capitals(least, most int) string {
	from := c.at
	for c.at < len(c.text) && 'A' <= c.text[c.at] && c.text[c.at] <= 'Z' {
		c.at++
	}
	if n := c.at - from; n < least || n > most {
		c.ok = false
	}
	return c.text[from:c.at]
}

// mark makes the Number of what was read, when it is all right and ends with it.
func (c *cursor) mark(start int, role, value, target string) Mark {
	if !c.ok {
		return Mark{}
	}
	if r, size := phrase.Next(c.text, c.at); size > 0 && phrase.InWord(r) && !phrase.Alone(r) {
		return Mark{}
	}
	return Mark{Start: start, End: c.at, Kind: document.Number, Role: role, Value: value, Target: target}
}
