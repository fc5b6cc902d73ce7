package mark

import (
	"github.com/plurilex/plurilex/convert/language/phrase"
)

// reach is how many bytes the word "resolution" is still heard: lists of them go
// "resolutions 48/218 B of 29 July 1994, 54/244 of 23 December 1999 and 59/272".
const reach = 300

// decisions of the General Assembly are numbered from here on.
const decisions = 400

// resolutionAt reads the number of a resolution of the General Assembly, which
// has been its session and a running number since the thirty-first (1976):
// "73/7", "66/240 A". The word must stand shortly before the number or, in
// languages that put it behind, right after it.
func (s *scan) resolutionAt(i int) Mark {
	session, end, count := number(s.text, i, 2)
	if count < 2 || session < 31 || end >= len(s.text) || s.text[end] != '/' {
		return Mark{}
	}
	if b := phrase.Before(s.text, i); b == '/' || b == '.' || b == '-' {
		return Mark{}
	}
	n, to, count := number(s.text, end+1, 3)
	if count == 0 || n >= decisions || n == session {
		return Mark{}
	}
	c := cursor{s.text, to, true}
	value := "A/RES/" + s.text[i:to]
	// The parts of a resolution have letters: "66/240 A", "48/218 B".
	if sp := phrase.Spaces(s.text, to); sp > to && sp < len(s.text) && 'A' <= s.text[sp] && s.text[sp] <= 'F' && phrase.Border(s.text, sp+1) {
		c.at = sp + 1
		value += s.text[sp : sp+1]
	}
	heard := s.resolution > 0 && i-s.resolution < reach
	if !heard && !s.resolutionFollows(c.at) {
		return Mark{}
	}
	m := c.mark(i, "un-symbol", value, "https://undocs.org/"+value)
	if next := byteAt(s.text, c.at); m.End > 0 && next != '/' && next != '-' {
		s.resolution = m.End
		return m
	}
	return Mark{}
}

// resolutionFollows reports whether the word for a resolution stands at i, as in
// "第73/7号决议".
func (s *scan) resolutionFollows(i int) bool {
	i = phrase.Spaces(s.text, i)
	var buf [32]int32
	for _, id := range s.tree.at(s.text, i, buf[:0]) {
		if s.tree.values[id].what == aResolution {
			if _, ok := s.tree.phrases[id].Match(s.text, i); ok {
				return true
			}
		}
	}
	return false
}

func byteAt(text string, i int) byte {
	if i < len(text) {
		return text[i]
	}
	return 0
}
