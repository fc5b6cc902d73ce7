package language

import (
	"unicode"

	"golang.org/x/text/encoding/charmap"

	"github.com/plurilex/plurilex/convert/language/internal/ngram"
)

// charsets are the one-byte charsets that texts of our languages came in. When
// two read a text alike the earlier is named: the Windows ones have all
// characters of the ISO ones in the same places but for a few.
var charsets = []struct {
	name string
	m    *charmap.Charmap
	rare int32 // nats of evidence it needs to be believed
}{
	{"windows-1252", charmap.Windows1252, 0},
	{"windows-1250", charmap.Windows1250, 0},
	{"windows-1251", charmap.Windows1251, 0},
	{"windows-1253", charmap.Windows1253, 0},
	{"windows-1257", charmap.Windows1257, 0},
	{"windows-1254", charmap.Windows1254, 2},
	{"windows-1256", charmap.Windows1256, 0},
	{"iso-8859-1", charmap.ISO8859_1, 0},
	{"iso-8859-2", charmap.ISO8859_2, 0},
	{"iso-8859-3", charmap.ISO8859_3, 2},
	{"iso-8859-4", charmap.ISO8859_4, 2},
	{"iso-8859-5", charmap.ISO8859_5, 0},
	{"iso-8859-6", charmap.ISO8859_6, 0},
	{"iso-8859-7", charmap.ISO8859_7, 0},
	{"iso-8859-9", charmap.ISO8859_9, 2},
	{"iso-8859-10", charmap.ISO8859_10, 2},
	{"iso-8859-13", charmap.ISO8859_13, 0},
	{"iso-8859-14", charmap.ISO8859_14, 2},
	{"iso-8859-15", charmap.ISO8859_15, 0},
	{"iso-8859-16", charmap.ISO8859_16, 2},
	{"koi8-r", charmap.KOI8R, 0},
	{"koi8-u", charmap.KOI8U, 2},
	{"ibm850", charmap.CodePage850, 8},
	{"ibm852", charmap.CodePage852, 8},
	{"ibm855", charmap.CodePage855, 8},
	{"ibm866", charmap.CodePage866, 8},
	{"macintosh", charmap.Macintosh, 8},
	{"x-mac-cyrillic", charmap.MacintoshCyrillic, 8},
}

const (
	// asciiBytes and highBytes are how many bytes of words without and with
	// characters beyond ASCII are looked at.
	asciiBytes = 4096
	highBytes  = 1536
	// What a character that is no letter says for a charset, in nats.
	usualSign = 3  // a quotation mark, a dash
	oddSign   = -4 // a currency sign, a line of a box
	noSign    = -9 // nothing at all, or a control character

	// doubtful is the evidence, in nats, that two or three words have.
	doubtful = 60
)

// Charset guesses what one-byte charset text is in, by the name that IANA has
// for it, together with its language: the pair whose words are most like words.
// Neither can be told well without the other, since the letters of Central
// Europe stand in different places in charsets that are otherwise alike.
//
// It is for bytes that are no UTF-8. The tag is Unknown when nothing in them is
// like a word of any language.
func (d *Detector) Charset(data []byte) (charset, tag string) {
	var base ngram.Scores
	high := d.split(data, &base)
	bestCharset, bestTag := 0, -1
	var most int32
	for i := range charsets {
		s := base
		signs := d.read(high, charsets[i].m, &s)
		for k := range d.table.Tags {
			score := s[k] + (signs-charsets[i].rare)*ngram.PerNat
			if d.foreign[k] {
				score -= strangeness * ngram.PerNat
			}
			if score > most || bestTag < 0 {
				bestCharset, bestTag, most = i, k, score
			}
		}
	}
	if bestTag < 0 || most < doubtful*ngram.PerNat {
		return charsets[0].name, Unknown
	}
	return charsets[bestCharset].name, d.table.Tags[bestTag]
}

// split adds the evidence of words in ASCII to s, and gives those that have
// other bytes: from all over the data, since its head may be in English.
func (d *Detector) split(data []byte, s *ngram.Scores) (high []byte) {
	var r ngram.Reader
	each := func(k ngram.Key) { d.table.Add(k, s) }
	ascii := 0
	// Long data is read in strides, so that all of it has its say.
	stride := max(1, len(data)/(64<<10))
	for i, words := 0, 0; i < len(data) && (ascii < asciiBytes || len(high) < highBytes); {
		start, plain := i, true
		for i < len(data) && (data[i] >= 0x80 || asciiLetter(data[i])) && i-start < 64 {
			plain = plain && data[i] < 0x80
			i++
		}
		word := data[start:i]
		i++
		switch {
		case len(word) == 0:
			continue
		case !plain && len(high) < highBytes:
			high = append(append(high, word...), ' ')
		case plain && ascii < asciiBytes:
			for _, c := range word {
				r.Next(rune(c), each)
			}
			r.Next(' ', each)
			ascii += len(word)
		}
		if words++; stride > 1 && words%32 == 0 {
			i += 32 * 8 * (stride - 1)
		}
	}
	return high
}

func asciiLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// read adds the evidence of words in a charset to s, and sums up what their
// signs say, in nats.
func (d *Detector) read(words []byte, m *charmap.Charmap, s *ngram.Scores) (signs int32) {
	var r ngram.Reader
	each := func(k ngram.Key) { d.table.Add(k, s) }
	upper := false
	for i, b := range words {
		c := m.DecodeByte(b)
		if b >= 0x80 && !unicode.IsLetter(c) {
			signs += sign(c)
		}
		// A capital behind a small letter is what the charsets of Russian make of
		// each other.
		if isUpper := unicode.IsUpper(c); isUpper && i > 0 && !upper && words[i-1] != ' ' {
			signs--
			upper = true
		} else {
			upper = isUpper || !unicode.IsLetter(c)
		}
		r.Next(c, each)
	}
	return signs
}

func sign(c rune) int32 {
	switch c {
	case '\u00a0', '«', '»', '‘', '’', '‚', '“', '”', '„', '–', '—', '…', '§', '°', 'º', 'ª', '•', '·', '€', '№', '\u00ad', '‹', '›', '©', '®', '¿', '¡', '،', '؛', '؟', '\u200c', '\u200d', '\u200e', '\u200f', '²', '³', '½', '´', '\u0640':
		return usualSign
	}
	if c == unicode.ReplacementChar || unicode.IsControl(c) {
		return noSign
	}
	if unicode.Is(unicode.Mn, c) {
		return 0
	}
	return oddSign
}
