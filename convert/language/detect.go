package language

import (
	"io/fs"
	"maps"
	"math"
	"path"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/language/internal/ngram"
)

// Unknown is the tag of a text whose language nothing tells.
const Unknown = "und"

// Detector tells languages, and charsets, apart. It is safe for concurrent use.
type Detector struct {
	table *ngram.Table
	// foreign are the languages of the table that no pack is there for: they are
	// in it to be told apart from the others.
	foreign [ngram.Languages]bool
}

// NewDetector reads detection/ngrams.bin of fsys. Languages that have a file in
// languages are expected, others only named when they are much more likely.
func NewDetector(fsys fs.FS) (*Detector, error) {
	data, err := fs.ReadFile(fsys, "detection/ngrams.bin")
	if err != nil {
		return nil, err
	}
	table, err := ngram.Read(data)
	if err != nil {
		return nil, err
	}
	d := &Detector{table: table}
	for i, tag := range table.Tags {
		_, err := fs.Stat(fsys, path.Join("languages", tag+".toml"))
		d.foreign[i] = err != nil
	}
	return d, nil
}

const (
	// A long text is looked at in pieces of so many bytes, between least and most
	// of them: 400 letters are enough, but they may be a quotation.
	window       = 160
	leastWindows = 5
	mostWindows  = 32
	stretch      = 4096 // bytes of text that are worth one more piece
	// softness is how many nats of evidence count as one: sequences of letters
	// overlap, so that their evidence is far from independent.
	softness = 7.0
	// strangeness is how much more a language without a pack must show, in nats.
	strangeness = 12
	// fluent is the evidence, in nats a letter, that words of the language have;
	// strange is what words of other languages in the same script reach.
	fluent  = 14.0
	strange = 9.0
)

// Detect is the language of a text and how sure that is: 0 when nothing is
// known, above 0.95 when it would be wrong about once in twenty lines or less.
// A language without a pack may be named, Unknown is "und".
func (d *Detector) Detect(text string) (tag string, confidence float64) {
	text = sample(text)
	if tag, confidence, ok := byScript(text); ok {
		return tag, confidence
	}
	var s ngram.Scores
	letters, _ := d.table.Score(text, &s)
	return d.judge(&s, letters)
}

const (
	// A letter is missed when it should stand in a text so many times, and when the
	// language has it that often in a text of the length that tables are made for.
	missed   = 25
	frequent = 40
)

// Missing is the letters beyond ASCII that are frequent in a language and do not
// occur in a text of it at all, though the text is long enough for each of them,
// or for one of all: they were lost, or are others by now.
func (d *Detector) Missing(text, tag string) []rune {
	k := slices.Index(d.table.Tags, tag)
	if k < 0 {
		return nil
	}
	often := map[ngram.Key]float64{} // in a text of ngram.Size letters
	for key, n := range d.table.Letters(k) {
		if c := rune(key); n >= frequent && c >= utf8.RuneSelf && isLetterOfWords(c) {
			often[key] = n
		}
	}
	left := maps.Clone(often)
	letters := 0
	var r ngram.Reader
	each := func(key ngram.Key) {
		if key < 0x10000 {
			letters++
			if key >= utf8.RuneSelf {
				delete(left, key)
			}
		}
	}
	for _, c := range text {
		if len(left) == 0 {
			return nil
		}
		r.Next(c, each)
	}
	var missing, all []rune
	expected := 0.0
	for _, key := range slices.Sorted(maps.Keys(often)) {
		n := often[key]
		all = append(all, rune(key))
		expected += n * float64(letters) / ngram.Size
		if _, none := left[key]; none && n*float64(letters) >= missed*ngram.Size {
			missing = append(missing, rune(key))
		}
	}
	if len(left) == len(often) && expected >= missed {
		return all
	}
	return missing
}

// judge picks the language with the most evidence.
func (d *Detector) judge(s *ngram.Scores, letters int) (tag string, confidence float64) {
	if letters == 0 || len(d.table.Tags) == 0 {
		return Unknown, 0
	}
	best, second := -1, -1
	for i := range d.table.Tags {
		if d.foreign[i] {
			s[i] -= strangeness * ngram.PerNat
		}
		switch {
		case best < 0 || s[i] > s[best]:
			best, second = i, best
		case second < 0 || s[i] > s[second]:
			second = i
		}
	}
	if s[best] <= 0 {
		return Unknown, 0
	}
	lead := float64(s[best])
	if second >= 0 {
		lead -= float64(max(0, s[second]))
	}
	confidence = 1 / (1 + math.Exp(-lead/ngram.PerNat/softness))
	// Text that has little of any language is in none of them, or is no text.
	each := float64(s[best]) / ngram.PerNat / float64(letters)
	confidence *= min(1, max(0, (each-strange)/(fluent-strange)))
	if confidence == 0 {
		return Unknown, 0
	}
	return d.table.Tags[best], confidence
}

// sample is the text, or pieces from all over it when it is long.
func sample(text string) string {
	windows := min(max(leastWindows, len(text)/stretch), mostWindows)
	if len(text) <= 2*windows*window {
		return text
	}
	b := make([]byte, 0, windows*(window+4))
	for i := range windows {
		start := (len(text) - window) / (windows - 1) * i
		end := start + window
		for start < end && !utf8.RuneStart(text[start]) {
			start++
		}
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end++
		}
		b = append(append(b, text[start:end]...), '\n')
	}
	return string(b)
}

// byScript tells the languages that have a script of their own, and those whose
// script the tables do not have.
func byScript(text string) (tag string, confidence float64, ok bool) {
	var tabled, han, kana, greek, other int
	for _, r := range text {
		switch {
		case r < 0x80:
			if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
				tabled++
			}
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r):
			kana++
		case unicode.Is(unicode.Greek, r):
			greek++
		case unicode.Is(unicode.Latin, r), unicode.Is(unicode.Cyrillic, r), unicode.Is(unicode.Arabic, r):
			tabled++
		default:
			other++
		}
	}
	// A letter of Chinese says as much as a word.
	switch all := tabled + 4*(han+kana) + greek + other; {
	case 8*(han+kana) > all:
		if kana*10 > han {
			return "ja", 1 - 1/float64(1+han+kana), true
		}
		return "zh", 1 - 1/float64(1+han), true
	case 2*greek > all:
		return "el", 1 - 1/float64(1+greek), true
	case 2*other > all:
		return Unknown, 0, true
	}
	return "", 0, false
}

// isLetterOfWords reports whether c is a letter of an alphabet, no sign made of
// one such as "º" and no Chinese character.
func isLetterOfWords(c rune) bool {
	switch {
	case unicode.Is(unicode.Latin, c), unicode.Is(unicode.Greek, c), unicode.Is(unicode.Cyrillic, c):
		return unicode.IsLower(c)
	}
	return unicode.IsLetter(c) && !unicode.Is(unicode.Han, c)
}
