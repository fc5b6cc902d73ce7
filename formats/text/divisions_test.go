package text

import (
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
)

// designations are a chapter, an article and an annex as acts print them.
var designations = map[string][3]string{
	"ar": {"الفصل الأول", "المادة 1", "المرفق الأول"},
	"bg": {"ГЛАВА I", "Член 1", "ПРИЛОЖЕНИЕ I"},
	"cs": {"KAPITOLA I", "Článek 1", "PŘÍLOHA I"},
	"da": {"KAPITEL I", "Artikel 1", "BILAG I"},
	"de": {"KAPITEL I", "Artikel 1", "ANHANG I"},
	"el": {"ΚΕΦΑΛΑΙΟ I", "Άρθρο 1", "ΠΑΡΑΡΤΗΜΑ I"},
	"en": {"CHAPTER I", "Article 1", "ANNEX I"},
	"es": {"CAPÍTULO I", "Artículo 1", "ANEXO I"},
	"et": {"I PEATÜKK", "Artikkel 1", "I LISA"},
	"fi": {"I LUKU", "1 artikla", "LIITE I"},
	"fr": {"CHAPITRE I", "Article 1", "ANNEXE I"},
	"ga": {"CAIBIDIL I", "Airteagal 1", "IARSCRÍBHINN I"},
	"hr": {"POGLAVLJE I.", "Članak 1.", "PRILOG I."},
	"hu": {"I. FEJEZET", "1. cikk", "I. MELLÉKLET"},
	"it": {"CAPO I", "Articolo 1", "ALLEGATO I"},
	"lt": {"I SKYRIUS", "1 straipsnis", "I PRIEDAS"},
	"lv": {"I NODAĻA", "1. pants", "I PIELIKUMS"},
	"mt": {"KAPITOLU I", "Artikolu 1", "ANNESS I"},
	"nl": {"HOOFDSTUK I", "Artikel 1", "BIJLAGE I"},
	"pl": {"ROZDZIAŁ I", "Artykuł 1", "ZAŁĄCZNIK I"},
	"pt": {"CAPÍTULO I", "Artigo 1.º", "ANEXO I"},
	"ro": {"CAPITOLUL I", "Articolul 1", "ANEXA I"},
	"ru": {"ГЛАВА I", "Статья 1", "ПРИЛОЖЕНИЕ I"},
	"sk": {"KAPITOLA I", "Článok 1", "PRÍLOHA I"},
	"sl": {"POGLAVJE I", "Člen 1", "PRILOGA I"},
	"sv": {"KAPITEL I", "Artikel 1", "BILAGA I"},
	"zh": {"第一章", "第一条", "附件一"},
}

// TestDesignations reads a chapter whose heading is on the next line, an article
// and an annex with paragraphs of its own in every language.
func TestDesignations(t *testing.T) {
	for tag, d := range designations {
		t.Run(tag, func(t *testing.T) {
			source := d[0] + "\n\nUVW XYZ\n\n" + d[1] + "\n\n1. Abc def ghi jkl mno.\n\n2. Abc def ghi jkl.\n\n" +
				d[2] + "\n\nRST ABC\n\n1. Abc def ghi jkl.\n\n2. Abc def ghi.\n"
			w := parse(t, &convert.Input{Name: "t.txt", Data: []byte(source), Language: tag, Profile: "eu-act"})
			var got []string
			for _, e := range w.Expressions[0].Outline() {
				got = append(got, e.Node.Kind.String())
			}
			if want := "chapter article paragraph paragraph annex paragraph paragraph"; strings.Join(got, " ") != want {
				t.Errorf("got %s, want %s\n%s", strings.Join(got, " "), want, outline(w.Expressions[0]))
			}
		})
	}
}

// lawful are ways in which states number the articles of their laws; # is the number.
var lawful = map[string][]string{
	"ar": {"المادة (#)\n\nAbc def ghi.", "مادة #: Abc def ghi.", "المادة # - Abc def ghi."},
	"bg": {"Чл. #. Abc def ghi.", "Чл.#. (1) Abc def ghi.", "§ #. Abc def ghi."},
	"cs": {"§ #\n\nAbc def ghi.", "Čl. #\n\nAbc def ghi."},
	"da": {"§ #. Abc def ghi.\n\nStk. 2. Jkl mno."},
	"de": {"§ # Abc\n\n(1) Def ghi.\n\n(2) Jkl mno.", "§#\n\nAbc def ghi.", "§ #. Abc def ghi.", "Artikel #: Abc\n\nDef ghi jkl.", "Art. # Abc\n\nDef ghi jkl."},
	"el": {"Άρθρο #.– Abc def ghi.", "Άρθρο #ο\n\nAbc def ghi.", "Άρθρο #: Abc def ghi."},
	"en": {"Article #: Abc def ghi.", "Article #.— Abc def ghi.", "Art.#. Abc def ghi.", "Article (#)\n\nAbc def ghi."},
	"es": {"Artículo #º.- Abc def ghi.", "Artículo #°.- Abc def ghi.", "ARTICULO #o. Abc def ghi.", "Art. #.- Abc def ghi.", "Artículo #: Abc def ghi."},
	"et": {"§ #. Abc\n\n(1) Def ghi.\n\n(2) Jkl mno."},
	"fi": {"# §\n\nAbc def ghi.", "# § Abc\n\nDef ghi jkl."},
	"fr": {"Art. #. - Abc def ghi.", "ARTICLE # : Abc def ghi.", "Article # :\n\nAbc def ghi.", "Article #er. Abc def ghi.", "Article #er : Abc def ghi."},
	"hu": {"#. § Abc def ghi.", "#. § (1) Abc def ghi.", "#.§\n\nAbc def ghi."},
	"it": {"Art. #.\n\n(Abc)\n\n1. Def ghi.\n\n2. Jkl mno.", "Articolo # – Abc\n\nDef ghi jkl."},
	"lt": {"# straipsnis. Abc\n\nDef ghi jkl.", "# straipsnis. 7 straipsnio abc\n\nDef ghi jkl."},
	"lv": {"#. pants. Abc def ghi.", "#.pants. (1) Abc def ghi."},
	"nl": {"Artikel #. Abc def ghi.", "Artikel #: Abc def ghi."},
	"pl": {"Art. #. Abc def ghi.", "§ #. Abc def ghi.", "Art. #. 1. Abc def ghi.\n\n2. Jkl mno."},
	"pt": {"Art. #º Abc def ghi.", "Artigo #.º\n\nAbc def ghi.", "Art. #º - Abc def ghi."},
	"ro": {"Art. #. - Abc def ghi.", "Art.#. Abc def ghi.", "ARTICOLUL #\n\nAbc def ghi."},
	"ru": {"Статья #. Abc\n\nDef ghi jkl.", "Статья #: Abc def ghi."},
	"sl": {"#. člen\n\n(abc)\n\nDef ghi jkl."},
	"sv": {"# § Abc def ghi.", "# §\nAbc def ghi."},
	"zh": {"第#条\n\nAbc def ghi."},
}

// TestLaws reads articles as the laws of states print them.
func TestLaws(t *testing.T) {
	for tag, forms := range lawful {
		for _, form := range forms {
			t.Run(tag+" "+form, func(t *testing.T) {
				var source []string
				for _, n := range []string{"1", "2", "3"} {
					source = append(source, strings.Replace(form, "#", n, 1))
				}
				w := parse(t, &convert.Input{Name: "t.txt", Data: []byte(strings.Join(source, "\n\n") + "\n"), Language: tag})
				var got []string
				for _, e := range w.Expressions[0].Outline() {
					if e.Node.Kind == document.Article {
						got = append(got, e.Number)
					}
				}
				if want := "1 2 3"; strings.Join(got, " ") != want {
					t.Errorf("got articles %q, want %s\n%s", got, want, outline(w.Expressions[0]))
				}
			})
		}
	}
}

// parted are heads of the parts of laws that acts of the Union do not have.
var parted = map[string][]string{
	"cs": {"ČÁST PRVNÍ", "Hlava první", "Díl 1"},
	"de": {"Erster Abschnitt", "1. Hauptstück", "Erstes Kapitel", "Buch 1"},
	"el": {"ΜΕΡΟΣ ΠΡΩΤΟ", "ΚΕΦΑΛΑΙΟ Α΄", "ΤΜΗΜΑ Α'"},
	"es": {"CAPÍTULO PRIMERO", "LIBRO PRIMERO"},
	"fr": {"TITRE Ier", "Chapitre I :", "LIVRE Ier"},
	"it": {"PARTE PRIMA", "LIBRO I"},
	"lt": {"PIRMASIS SKIRSNIS"},
	"pl": {"DZIAŁ I", "Oddział 1"},
	"sv": {"1 kap.", "Första kapitlet"},
}

// TestPartsOfLaws reads heads of the parts of laws, with their names on the next line.
func TestPartsOfLaws(t *testing.T) {
	for tag, heads := range parted {
		for _, head := range heads {
			t.Run(tag+" "+head, func(t *testing.T) {
				source := head + "\n\nUvw xyz\n\n§ 1\n\nAbc def ghi.\n\n§ 2\n\nJkl mno pqr.\n"
				w := parse(t, &convert.Input{Name: "t.txt", Data: []byte(source), Language: tag})
				var got []string
				for _, e := range w.Expressions[0].Outline() {
					got = append(got, e.Node.Kind.String())
				}
				if len(got) != 5 || !w.Expressions[0].Outline()[0].Node.Kind.Division() || got[1] != "article" {
					t.Errorf("got %s\n%s", strings.Join(got, " "), outline(w.Expressions[0]))
				}
			})
		}
	}
}
