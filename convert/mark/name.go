package mark

import (
	"unicode"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language/phrase"
)

// name is the mention that the phrase makes at i, if any.
func (s *scan) name(i int, id int32) Mark {
	start, stop, end, ok := s.tree.phrases[id].MatchPart(s.text, i)
	e := &s.tree.values[id]
	if !ok {
		return Mark{}
	}
	if e.what == aBareName && (s.country != "" && s.country != e.country || !s.bare(i, end, e.notBefore)) {
		return Mark{}
	}
	return Mark{Start: start, End: stop, Kind: document.Mention, Value: e.key}
}

// bare reports whether the word from start to end may be the short name of an
// institution: no word with a capital stands before it in the same sentence
// ("Human Rights Council"), and none behind one of the links ("Council of Europe").
func (s *scan) bare(start, end int, notBefore []phrase.Phrase) bool {
	// Text all in capitals has no capitals to tell names by.
	if r, size := phrase.Next(s.text, start); size > 0 {
		if r2, _ := phrase.Next(s.text, start+size); unicode.IsUpper(r) && unicode.IsUpper(r2) {
			return true
		}
	}
	if sp := phrase.Spaces(s.text, end); sp > end {
		for i := range notBefore {
			if at, ok := notBefore[i].Match(s.text, sp); ok && upper(s.text, phrase.Spaces(s.text, at)) {
				return false
			}
		}
	}
	at := start
	for at > 0 && phrase.IsSpace(phrase.Before(s.text, at)) {
		at--
		for at > 0 && s.text[at]&0xC0 == 0x80 {
			at--
		}
	}
	if at == start || !phrase.InWord(phrase.Before(s.text, at)) {
		return true
	}
	word := at
	for word > 0 && phrase.InWord(phrase.Before(s.text, word)) {
		word--
		for word > 0 && s.text[word]&0xC0 == 0x80 {
			word--
		}
	}
	if !upper(s.text, word) || word == 0 {
		return true
	}
	for word > 0 && phrase.IsSpace(phrase.Before(s.text, word)) {
		word--
		for word > 0 && s.text[word]&0xC0 == 0x80 {
			word--
		}
	}
	switch phrase.Before(s.text, word) {
	case 0, '.', ':', ';', '-', '–', '—', '!', '?', ')':
		return true // the capital begins a sentence
	}
	return false
}
