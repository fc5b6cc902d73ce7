package language

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/charset"
	"github.com/plurilex/plurilex/convert/language/internal/ngram"
)

const (
	// asciiBytes and highBytes are how many bytes of words without and with
	// characters beyond ASCII are looked at.
	asciiBytes = 4096
	highBytes  = 1536
	// strides is how many bytes are looked through before some are passed over.
	strides = 64 << 10
	longest = 64 // bytes of a word

	// What a character that is no letter says for a charset, in nats.
	usualSign = 3  // a quotation mark, a dash
	oddSign   = -5 // a currency sign, a fraction
	noSign    = -9 // nothing at all, a control character, a line of a box
	// inWord is what one says between two letters. It makes two words of one,
	// which seem to be words.
	inWord = -24
	// alien is what a letter says that a language does not have.
	alien = -4
	// capitalInWord is what a capital behind a small letter says: the charsets of
	// Russian make such words of each other.
	capitalInWord = -2

	// weightOfHan is how much more a character of Chinese says than a letter: it
	// is one of thousands.
	weightOfHan = 4
	// chance is what a letter says, in nats, when bytes of another charset happen to
	// be letters.
	chance = 7
	// labelled is the evidence, in nats, of a file's own word for its charset: a
	// few letters in the right places say more.
	labelled = 24
	// doubtful is the evidence, in nats, that two or three words have.
	doubtful = 60
	// clear is how much more evidence, in nats, than any other reading of the bytes
	// one has that is beyond doubt.
	clear = 8
	// mostMeaningless is which share of the characters of a charset of several
	// bytes may be none, one in so many: others' bytes have more of them.
	mostMeaningless = 12
)

// rareCharsets are those that need evidence to be believed, in nats: the letters
// of more common ones stand in most of the same places.
var rareCharsets = map[string]int32{
	"windows-1254": 2, "iso-8859-3": 2, "iso-8859-4": 2, "iso-8859-9": 2, "iso-8859-10": 2, "iso-8859-14": 2, "iso-8859-16": 2,
	"koi8-u": 2,
	"ibm437": 9, "ibm720": 10, "ibm737": 8, "ibm775": 9, "ibm850": 8, "ibm852": 8, "ibm855": 8, "ibm858": 9, "ibm860": 9, "ibm865": 9,
	"ibm866": 8, "ibm869": 9,
	"macintosh": 8, "x-mac-ce": 8, "x-mac-croatian": 9, "x-mac-cyrillic": 4, "x-mac-greek": 8, "x-mac-romanian": 9,
}

// guess is one reading of the bytes.
type guess struct {
	charset *charset.Charset
	tag     int
	score   int32
}

// Charset guesses what charset text is in, together with its language: the pair
// whose words are most like words. Neither can be told well without the other,
// since the letters of Central Europe stand in different places in charsets that
// are otherwise alike. label is the charset that the file says it is in, which
// counts for a little; "" when it says nothing.
//
// It is for bytes that are no UTF-8. The tag is Unknown when nothing in them is
// like a word of any language. sure is false when another charset would make
// words of the bytes that are nearly as good.
func (d *Detector) Charset(data []byte, label string) (name, tag string, sure bool) {
	said := charset.Lookup(label)
	best, second := d.oneByte(data, said)
	piece := pieces(data)
	for _, c := range charset.All {
		if c.High() != nil || c.Name == "utf-8" || !mayBe(piece, c) {
			continue
		}
		// Both are judged by the same bytes.
		one, long := d.weighIn(piece, best.charset, said), d.weighIn(piece, c, said)
		if long.score > one.score {
			long.score += best.score - one.score
			best, second = long, best
		}
	}
	if len(d.table.Tags) == 0 || best.score < doubtful*ngram.PerNat {
		if said != nil && !said.Wide() && said.Name != "utf-8" {
			return said.Name, Unknown, false
		}
		return charset.Fallback().Name, Unknown, false
	}
	return best.charset.Name, d.table.Tags[best.tag], best.score-second.score >= clear*ngram.PerNat
}

// oneByte finds the best charset of one byte a character, and the best among
// those that read the bytes otherwise.
func (d *Detector) oneByte(data []byte, said *charset.Charset) (best, second guess) {
	var base ngram.Scores
	words, counts := d.split(data, &base)
	var readings [][]rune
	best.charset = charset.Fallback()
	for _, c := range charset.All {
		high := c.High()
		if high == nil {
			continue
		}
		// Of those that read these bytes alike the first is named, or the one that
		// the file names.
		var reading []rune
		for i, n := range counts {
			if n > 0 {
				reading = append(reading, high[i])
			}
		}
		if i := slices.IndexFunc(readings, func(r []rune) bool { return slices.Equal(r, reading) }); i >= 0 && c != said {
			continue
		} else if i < 0 {
			readings = append(readings, reading)
		}
		s := base
		signs := d.read(words, high, &s)
		d.aliens(high, counts, &s)
		g := d.best(c, said, &s, signs)
		switch {
		case best.score == 0 || g.score > best.score:
			best, second = g, best
		case g.score > second.score:
			second = g
		}
	}
	return best, second
}

// best is the language with the most evidence in a charset.
func (d *Detector) best(c, said *charset.Charset, s *ngram.Scores, signs int32) guess {
	signs -= rareCharsets[c.Name]
	if c == said {
		signs += labelled
	}
	g := guess{charset: c, score: math.MinInt32}
	for k := range d.table.Tags {
		score := s[k] + signs*ngram.PerNat
		if d.foreign[k] {
			score -= strangeness * ngram.PerNat
		}
		if score > g.score {
			g.tag, g.score = k, score
		}
	}
	return g
}

// split adds the evidence of words in ASCII to s, and gives those that have
// other bytes: from all over the data, since its head may be in English. counts
// says how often they have each byte from 0x80 on.
func (d *Detector) split(data []byte, s *ngram.Scores) (high []byte, counts *[128]int32) {
	var r ngram.Reader
	each := func(k ngram.Key) { d.table.Add(k, s) }
	ascii := 0
	// Long data is read in strides, so that all of it has its say.
	stride := max(1, len(data)/strides)
	for i, words := 0, 0; i < len(data) && (ascii < asciiBytes || len(high) < highBytes); {
		start, plain := i, true
		for i < len(data) && (data[i] >= 0x80 || asciiLetter(data[i])) && i-start < longest {
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
	counts = new([128]int32)
	for _, b := range high {
		if b >= 0x80 {
			counts[b-0x80]++
		}
	}
	return high, counts
}

func asciiLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// read adds the evidence of words in a charset of one byte a character to s, and
// sums up what their signs say, in nats.
func (d *Detector) read(words []byte, high *[128]rune, s *ngram.Scores) (signs int32) {
	var r ngram.Reader
	each := func(k ngram.Key) { d.table.Add(k, s) }
	small := false
	for i, b := range words {
		c := rune(b)
		if b >= 0x80 {
			if c = high[b-0x80]; !unicode.IsLetter(c) {
				signs += signIn(words, i, c)
			}
		}
		isUpper := unicode.IsUpper(c)
		if isUpper && small {
			signs += capitalInWord
		}
		small = !isUpper && unicode.IsLetter(c)
		r.Next(c, each)
	}
	return signs
}

// signIn is what a character that is no letter says between those beside it.
func signIn(words []byte, i int, c rune) int32 {
	if i > 0 && i+1 < len(words) && asciiLetter(words[i-1]) && asciiLetter(words[i+1]) && c != '’' && c != '\u00ad' && c != '·' {
		return inWord
	}
	return sign(c)
}

// aliens takes evidence from the languages that do not have the letters.
func (d *Detector) aliens(high *[128]rune, counts *[128]int32, s *ngram.Scores) {
	for i, n := range counts {
		if n == 0 || !unicode.IsLetter(high[i]) {
			continue
		}
		var has ngram.Scores
		var r ngram.Reader
		r.Next(high[i], func(k ngram.Key) {
			if k < 0x10000 {
				d.table.Add(k, &has)
			}
		})
		for k := range d.table.Tags {
			if has[k] == 0 {
				s[k] += alien * ngram.PerNat * n
			}
		}
	}
}

// pieces is data, or windows from all over it when it is long. Each begins at a
// multiple of four bytes and, where there is one, after a space: no charset has
// half a character there.
func pieces(data []byte) []byte {
	const window, most, near = 1024, 8, 256
	if len(data) <= window*most {
		return data
	}
	out := make([]byte, 0, window*most)
	for i := range most {
		start := (len(data) - window - near) / (most - 1) * i &^ 3
		for k := start; k < start+near; k += 4 {
			if k == 0 || data[k-1] <= ' ' {
				start = k
				break
			}
		}
		out = append(out, data[start:start+window]...)
	}
	return out
}

// mayBe reports whether most bytes of data are characters of a charset that has
// several bytes a character.
func mayBe(data []byte, c *charset.Charset) bool {
	all, none := 0, 0
	for len(data) > 0 {
		r, n := c.Next(data)
		if r >= utf8.RuneSelf || r < ' ' {
			all++
		}
		if r == charset.None || r < ' ' && (r < '\t' || r > '\r') {
			none++
		}
		data = data[n:]
	}
	return none*mostMeaningless <= all
}

// weighIn scores bytes in any charset. A character that takes several bytes says
// as much as they would have said one by one.
func (d *Detector) weighIn(data []byte, c, said *charset.Charset) guess {
	var r ngram.Reader
	var by [weightOfHan + 1]ngram.Scores // evidence by the weight of the character
	weight, known := 0, false
	each := func(k ngram.Key) { known = d.table.Add(k, &by[weight]) || known }
	var signs int32
	small, latin := false, false
	for len(data) > 0 {
		ch, n := c.Next(data)
		isUpper := unicode.IsUpper(ch)
		if isUpper && small {
			signs += capitalInWord
		}
		small = !isUpper && unicode.IsLetter(ch)
		data = data[n:]
		weight, known = min(n, weightOfHan), false
		if unicode.Is(unicode.Han, ch) {
			weight = weightOfHan
			if r.Next(ch, each); !known {
				signs += alien
				if latin {
					signs += inWord
				}
			}
			latin = false
			continue
		}
		latin = ch >= 0 && ch < utf8.RuneSelf && asciiLetter(byte(ch))
		switch {
		case ch == charset.None:
			signs += noSign
		case ch >= utf8.RuneSelf && !unicode.IsLetter(ch):
			signs += sign(ch) * int32(n)
		}
		if ch >= utf8.RuneSelf && unicode.IsLetter(ch) {
			signs -= int32(chance * weight)
		}
		r.Next(ch, each)
	}
	weight = 1
	r.Next(' ', each)
	var s ngram.Scores
	for w := range by {
		for k, n := range by[w] {
			s[k] += int32(w) * n
		}
	}
	return d.best(c, said, &s, signs)
}

func sign(c rune) int32 {
	switch c {
	case '\u00a0', '«', '»', '‘', '’', '‚', '“', '”', '„', '–', '—', '…', '§', '°', 'º', 'ª', '•', '·', '€', '№', '\u00ad', '‹', '›', '©', '®', '¿', '¡', '،', '؛', '؟', '\u200c', '\u200d', '\u200e', '\u200f', '²', '³', '½', '´', '\u0640',
		'\u3000', '、', '。', '《', '》', '「', '」', '『', '』', '，', '；', '：', '（', '）', '？', '！', '〇':
		return usualSign
	}
	if c < 0 || unicode.IsControl(c) || c >= 0x2500 && c < 0x25a0 {
		return noSign
	}
	if unicode.Is(unicode.Mn, c) {
		return 0
	}
	return oddSign
}
