package language_test

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"github.com/plurilex/plurilex/convert/charset"
	"github.com/plurilex/plurilex/convert/converttest"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/source"
	"github.com/plurilex/plurilex/templates"
)

// detector is that of the built-in templates.
func detector(t testing.TB) *language.Detector {
	t.Helper()
	d, err := language.NewDetector(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDetect(t *testing.T) {
	d := detector(t)
	for _, c := range []struct{ want, text string }{
		{"en", "having regard to its previous resolutions on the situation in Kazakhstan,"},
		{"de", "unter Hinweis auf seine früheren Entschließungen zur Lage in Kasachstan,"},
		{"fr", "vu ses résolutions antérieures sur la situation au Kazakhstan,"},
		{"es", "Vistas sus anteriores Resoluciones sobre la situación en Kazajistán,"},
		{"pt", "Tendo em conta as suas anteriores resoluções sobre a situação no Cazaquistão,"},
		{"it", "viste le sue precedenti risoluzioni sulla situazione in Kazakhstan,"},
		{"ro", "având în vedere rezoluțiile sale anterioare referitoare la situația din Kazahstan,"},
		{"nl", "gezien zijn eerdere resoluties over de situatie in Kazachstan,"},
		{"da", "der henviser til sine tidligere beslutninger om situationen i Kasakhstan,"},
		{"sv", "med beaktande av sina tidigare resolutioner om situationen i Kazakstan,"},
		{"fi", "ottaa huomioon aikaisemmat päätöslauselmansa Kazakstanin tilanteesta,"},
		{"et", "võttes arvesse oma varasemaid resolutsioone olukorra kohta Kasahstanis,"},
		{"lv", "ņemot vērā savas iepriekšējās rezolūcijas par stāvokli Kazahstānā,"},
		{"lt", "atsižvelgdamas į savo ankstesnes rezoliucijas dėl padėties Kazachstane,"},
		{"pl", "uwzględniając swoje wcześniejsze rezolucje w sprawie sytuacji w Kazachstanie,"},
		{"cs", "s ohledem na svá předchozí usnesení o situaci v Kazachstánu,"},
		{"sk", "so zreteľom na svoje predchádzajúce uznesenia o situácii v Kazachstane,"},
		{"sl", "ob upoštevanju svojih prejšnjih resolucij o razmerah v Kazahstanu,"},
		{"hr", "uzimajući u obzir svoje prethodne rezolucije o stanju u Kazahstanu,"},
		{"hu", "tekintettel a kazahsztáni helyzetről szóló korábbi állásfoglalásaira,"},
		{"mt", "wara li kkunsidra r-riżoluzzjonijiet preċedenti tiegħu dwar is-sitwazzjoni fil-Każakistan,"},
		{"ga", "ag féachaint do na rúin roimhe seo uaidh maidir leis an staid sa Chasacstáin,"},
		{"el", "έχοντας υπόψη τα προηγούμενα ψηφίσματά του σχετικά με την κατάσταση στο Καζακστάν,"},
		{"bg", "като взе предвид предишните си резолюции относно положението в Казахстан,"},
		{"ru", "ссылаясь на свои предыдущие резолюции о положении в Казахстане,"},
		{"uk", "беручи до уваги свої попередні резолюції щодо ситуації в Казахстані,"},
		{"ar", "إذ يشير إلى قراراته السابقة بشأن الحالة في كازاخستان،"},
		{"zh", "回顾其以往关于哈萨克斯坦局势的各项决议，"},
		{"ja", "カザフスタンの状況に関するこれまでの決議を想起し、"},
	} {
		if got, confidence := d.Detect(c.text); got != c.want || confidence < 0.6 {
			t.Errorf("%s: got %s with %.3f", c.want, got, confidence)
		}
	}
}

// TestDetectDoubts wants little confidence where there is little to go by.
func TestDetectDoubts(t *testing.T) {
	d := detector(t)
	for text, limit := range map[string]float64{
		"":                                      0,
		"2016/2607(RSP) 135(5) 12.3.2016":       0.7,
		"????? ----- 12345":                     0,
		"AB":                                    0.9,
		"Strasbourg":                            0.95,
		"xqzw kjqx zzkw qqjx wvxk jjqz kkxw zq": 0.2,
		"ทุกคนเกิดมามีอิสระและเสมอภาคกัน": 0,
	} {
		if tag, confidence := d.Detect(text); confidence > limit {
			t.Errorf("%q: %s with %.3f, want at most %.2f", text, tag, confidence, limit)
		}
	}
}

func TestCharset(t *testing.T) {
	d := detector(t)
	for _, c := range []struct {
		tag, name string
		enc       encoding.Encoding
		text      string
	}{
		{"cs", "windows-1250", charmap.Windows1250, "s ohledem na svá předchozí usnesení o situaci v Kazachstánu, vzhledem k tomu, že řada novinářů, příslušníků opozice a obhájců lidských práv je držena ve vězení, „šíření“"},
		{"cs", "iso-8859-2", charmap.ISO8859_2, "s ohledem na svá předchozí usnesení o situaci v Kazachstánu, vzhledem k tomu, že řada novinářů, příslušníků opozice a obhájců lidských práv je držena ve vězení, šíření"},
		{"hu", "windows-1250", charmap.Windows1250, "tekintettel a kazahsztáni helyzetről szóló korábbi állásfoglalásaira, mivel számos újságíró és ellenzéki személyiség van börtönben, „hűség”"},
		{"pl", "iso-8859-2", charmap.ISO8859_2, "uwzględniając swoje wcześniejsze rezolucje w sprawie sytuacji w Kazachstanie, mając na uwadze, że wielu dziennikarzy przebywa w więzieniach, źródło, ścisły"},
		{"lt", "windows-1257", charmap.Windows1257, "atsižvelgdamas į savo ankstesnes rezoliucijas dėl padėties Kazachstane, kadangi keli žurnalistai, opozicijos veikėjai ir žmogaus teisių gynėjai laikomi kalėjime"},
		{"bg", "windows-1251", charmap.Windows1251, "като взе предвид предишните си резолюции относно положението в Казахстан, като има предвид, че журналисти са в затвора"},
		{"ru", "koi8-r", charmap.KOI8R, "ссылаясь на свои предыдущие резолюции о положении в Казахстане, учитывая, что ряд журналистов содержится в тюрьме"},
		{"ru", "iso-8859-5", charmap.ISO8859_5, "ссылаясь на свои предыдущие резолюции о положении в Казахстане, учитывая, что ряд журналистов содержится в тюрьме"},
		{"el", "windows-1253", charmap.Windows1253, "έχοντας υπόψη τα προηγούμενα ψηφίσματά του σχετικά με την κατάσταση στο Καζακστάν, «Άρθρο»"},
		{"de", "windows-1252", charmap.Windows1252, "unter Hinweis auf seine früheren Entschließungen zur Lage in Kasachstan, „für größere Märkte“"},
		{"fr", "windows-1252", charmap.Windows1252, "vu ses résolutions antérieures sur la situation au Kazakhstan, considérant que des journalistes sont détenus"},
		{"fi", "windows-1252", charmap.Windows1252, "ottaa huomioon aikaisemmat päätöslauselmansa Kazakstanin tilanteesta, että toimittajia pidetään vankilassa"},
		{"ar", "windows-1256", charmap.Windows1256, "إذ يشير إلى قراراته السابقة بشأن الحالة في كازاخستان، وإذ يلاحظ أن عددا من الصحفيين محتجزون"},
		{"sl", "windows-1250", charmap.Windows1250, "ob upoštevanju svojih prejšnjih resolucij o razmerah v Kazahstanu, ker so številni novinarji in zagovorniki človekovih pravic v zaporu"},
		{"mt", "iso-8859-3", charmap.ISO8859_3, "wara li kkunsidra r-riżoluzzjonijiet preċedenti tiegħu dwar is-sitwazzjoni fil-Każakistan, billi għadd ta' ġurnalisti"},
	} {
		data, err := c.enc.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(c.tag, c.name, err)
		}
		if name, tag, _ := d.Charset([]byte(data), ""); name != c.name || tag != c.tag {
			t.Errorf("%s in %s: got %s in %s", c.tag, c.name, tag, name)
		}
	}
	if name, tag, _ := d.Charset([]byte{0x80, 0xff, 0x00, 0x9d, 0x81}, ""); name == "" || tag != language.Unknown {
		t.Errorf("bytes of nothing: %s in %s", tag, name)
	}
}

// samples are the sample in every language, as translators would type it in a
// time when charsets lacked some characters.
func samples(t *testing.T) map[string]string {
	files, err := filepath.Glob("../../testdata/texts/resolution-??.txt")
	if err != nil || len(files) != 26 {
		t.Fatal("no texts: ", err)
	}
	all := map[string]string{}
	for _, file := range append(files, "../../testdata/resolution-en.txt") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tag := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "resolution-"), ".txt")
		all[tag] = strings.NewReplacer("‑", "-", "’", "'", "‘", "'").Replace(string(data))
	}
	return all
}

// older are what was typed for characters that a charset has not, in turn.
var older = []*strings.Replacer{
	strings.NewReplacer(),
	strings.NewReplacer("ț", "ţ", "ș", "ş", "Ț", "Ţ", "Ș", "Ş"),
	strings.NewReplacer("ț", "ţ", "ș", "ş", "Ț", "Ţ", "Ș", "Ş", "–", "-", "—", "-", "„", "\"", "“", "\"", "”", "\"", "\u00a0", " ", "«", "\"", "»", "\""),
}

// TestCharsetTexts writes the sample in every language in every charset that has
// its letters. The charset that is guessed must read the bytes as they were
// meant; another name for the same reading is as good. What is too short to tell
// must be said to be doubtful.
func TestCharsetTexts(t *testing.T) {
	d := detector(t)
	read := func(name string, data []byte) string { return source.As(data, name).String }
	type count struct{ all, right, doubtful, wrong int }
	bySize := map[int]*count{4000: {}, 400: {}, 120: {}, 40: {}}
	all := map[string]*count{}
	tried := map[string]bool{}
	for tag, sample := range samples(t) {
		for _, c := range charset.All {
			var coded []byte
			ok := false
			for i := 0; i < len(older) && !ok; i++ {
				coded, ok = c.Encode(older[i].Replace(sample))
			}
			if !ok || c.Name == "utf-8" || c.Wide() && tag != "zh" {
				continue // Decode finds the wide ones without a detector
			}
			for size, sum := range bySize {
				from := 0
				if size < len(coded)-200 {
					from = 200
				}
				for from < len(coded) && (coded[from] != ' ' && coded[from] != '\n' || from%4 != 0) {
					from++ // no charset has half a character before a space
				}
				if from+size/2 > len(coded) {
					from = 0
				}
				piece := coded[from:min(len(coded), from+size)]
				want := read(c.Name, piece)
				if utf8.Valid(piece) || tried[string(piece)] {
					continue // no letter beyond ASCII in so short a piece
				}
				tried[string(piece)] = true
				name, got, sure := d.Charset(piece, "")
				if all[c.Name] == nil {
					all[c.Name] = new(count)
				}
				for _, n := range []*count{sum, all[c.Name]} {
					n.all++
					switch {
					case read(name, piece) == want && got == tag:
						n.right++
					case !sure:
						n.doubtful++
					default:
						n.wrong++
						t.Logf("%s in %s, %d bytes: %s in %s: %q", tag, c.Name, size, got, name, read(name, piece[:min(40, len(piece))]))
					}
				}
			}
		}
	}
	for _, c := range charset.All {
		if n := all[c.Name]; n != nil {
			t.Logf("%-16s %+v", c.Name, *n)
		}
	}
	for size, n := range bySize {
		t.Logf("%4d bytes %+v", size, *n)
	}
	for size, want := range map[int]struct{ right, wrong float64 }{4000: {1, 0}, 400: {0.98, 0.01}, 120: {0.9, 0.03}, 40: {0.8, 0.05}} {
		if n := bySize[size]; float64(n.right) < want.right*float64(n.all) || float64(n.wrong) > want.wrong*float64(n.all) {
			t.Errorf("%d bytes: %+v", size, *n)
		}
	}
}

// realText is one of the real texts without its markup.
type realText struct{ path, tag, text string }

var markup = regexp.MustCompile(`(?s)<(script|style)\b.*?</(script|style)>|<[^>]*>`)

func realTexts(t testing.TB) []realText {
	dir := converttest.Shared(t, "corpora")
	index, err := os.ReadFile(filepath.Join(dir, "index.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var all []realText
	for _, line := range strings.Split(string(index), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) < 6 || f[5] == "binary-doc" || strings.HasPrefix(f[0], "un-udhr/") {
			continue // the Declaration is what the tables were made from
		}
		data, err := os.ReadFile(filepath.Join(dir, "real", f[0]))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if !utf8.ValidString(text) {
			continue
		}
		if f[5] == "html" || f[5] == "xml" || strings.HasSuffix(f[0], "ml") {
			text = html.UnescapeString(markup.ReplaceAllString(text, " "))
		}
		all = append(all, realText{f[0], f[2], text})
	}
	return all
}

// TestDetectRealTexts measures on whole texts and on their lines.
func TestDetectRealTexts(t *testing.T) {
	d := detector(t)
	var right, wrong, unsure int
	type count struct{ all, right, sure, sureWrong int }
	byLength := map[int]*count{20: {}, 40: {}, 120: {}}
	for _, r := range realTexts(t) {
		got, confidence := d.Detect(r.text)
		if got == r.tag {
			right++
			if confidence < 0.99 {
				unsure++
				t.Logf("%s: %s with only %.3f", r.path, got, confidence)
			}
		} else {
			wrong++
			t.Logf("%s: %s with %.3f", r.path, got, confidence)
		}
		for length, c := range byLength {
			text := []rune(strings.Join(strings.Fields(r.text), " "))
			for i, n := 0, 0; i+length <= len(text) && n < 40; i, n = i+max(length, len(text)/40), n+1 {
				got, confidence := d.Detect(string(text[i : i+length]))
				c.all++
				if got == r.tag {
					c.right++
				}
				if confidence > 0.95 {
					c.sure++
					if got != r.tag {
						c.sureWrong++
					}
				}
			}
		}
	}
	t.Logf("%d of %d whole texts right, %d of them with less than 0.99", right, right+wrong, unsure)
	for _, length := range []int{20, 40, 120} {
		c := byLength[length]
		t.Logf("%3d letters: %5d pieces, %.1f %% right; sure of %.1f %%, wrong in %.1f %% of those", length, c.all,
			100*float64(c.right)/float64(c.all), 100*float64(c.sure)/float64(c.all), 100*float64(c.sureWrong)/float64(c.sure))
	}
	if float64(right) < 0.97*float64(right+wrong) {
		t.Errorf("only %d of %d texts are right", right, right+wrong)
	}
}

// TestCharsetRealFiles reads the Declaration in the charsets of its old files.
// The text is what the tables were made from; the charset is not.
func TestCharsetRealFiles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(converttest.Shared(t, "corpora"), "real/un-udhr/*/*-*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	d := detector(t)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := filepath.Base(filepath.Dir(file))
		if utf8.Valid(data) || strings.HasPrefix(string(data), "\ufeff") {
			continue
		}
		for _, size := range []int{len(data), 400, 120} {
			charset, tag, _ := d.Charset(data[:size], "")
			label := strings.TrimSuffix(file[strings.LastIndex(file, "-")+1:], ".txt")
			t.Logf("%-30s %5d bytes: %s in %s", filepath.Base(file), size, tag, charset)
			if tag != want {
				t.Errorf("%s, %d bytes of %s: %s in %s", filepath.Base(file), size, label, tag, charset)
			}
		}
	}
}

// TestCharsetRealTwins reads old files that stand beside the same text in UTF-8.
func TestCharsetRealTwins(t *testing.T) {
	dir := filepath.Join(converttest.Shared(t, "corpora"), "real/un-udhr")
	for old, twin := range map[string]string{
		"zh/Chinese_Mandarin-GB2312.txt":      "zh/Chinese_Mandarin-UTF8.txt",
		"ru/Russian_Russky-Cyrillic.txt":      "ru/Russian_Russky-UTF8.txt",
		"bg/Bulgarian_Balgarski-Cyrillic.txt": "bg/Bulgarian_Balgarski-UTF8.txt",
	} {
		var texts []string
		for _, name := range []string{old, twin} {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			text := source.Decode(data, detector(t).Charset)
			t.Logf("%s: %s", name, text.Charset)
			texts = append(texts, text.String)
		}
		// The files are cut at a number of bytes.
		a, b := []rune(texts[0]), []rune(texts[1])
		n := min(len(a), len(b)) - 1
		if n < 1000 || string(a[:n]) != string(b[:n]) {
			t.Errorf("%s does not read as its twin", old)
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add([]byte("s ohledem na sv\xe1 p\xf8edchoz\xed usnesen\xed"))
	f.Add([]byte("având în vedere"))
	f.Add([]byte("\x00\xff----"))
	d := detector(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		tag, confidence := d.Detect(string(data))
		if tag == "" || confidence < 0 || confidence > 1 || confidence != confidence {
			t.Fatalf("%q with %v", tag, confidence)
		}
		if charset, tag, _ := d.Charset(data, ""); charset == "" || tag == "" {
			t.Fatalf("%q in %q", tag, charset)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	data, err := os.ReadFile("../../testdata/resolution-en.txt")
	if err != nil {
		b.Fatal(err)
	}
	d, text := detector(b), string(data)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		d.Detect(text)
	}
}

func BenchmarkCharset(b *testing.B) {
	text := strings.Repeat("s ohledem na svá předchozí usnesení o situaci v Kazachstánu, vzhledem k tomu, že řada novinářů je ve vězení\n", 40)
	data, err := charmap.Windows1250.NewEncoder().String(text)
	if err != nil {
		b.Fatal(err)
	}
	d := detector(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		d.Charset([]byte(data), "")
	}
}

func BenchmarkNewDetector(b *testing.B) {
	b.ReportAllocs()
	fsys := os.DirFS("../../templates")
	for b.Loop() {
		if _, err := language.NewDetector(fsys); err != nil {
			b.Fatal(err)
		}
	}
}

// TestMissing takes a frequent letter out of the sample, often enough repeated;
// whole samples miss none.
func TestMissing(t *testing.T) {
	d := detector(t)
	for tag, text := range samples(t) {
		if got := d.Missing(text, tag); len(got) > 0 {
			t.Errorf("%s: nothing is missing, got %q", tag, got)
		}
	}
	for tag, letters := range map[string]string{"ro": "ăț", "cs": "ě", "lv": "ē", "el": "ή"} {
		text := samples(t)[tag]
		for _, c := range letters {
			text = strings.ReplaceAll(text, string(c), "")
		}
		got := string(d.Missing(strings.Repeat(text, 3), tag))
		for _, c := range letters {
			if !strings.ContainsRune(got, c) {
				t.Errorf("%s: %q is missing, got %q", tag, c, got)
			}
		}
	}
	if got := d.Missing("text", "tlh"); got != nil {
		t.Errorf("of no language: %q", got)
	}
}
