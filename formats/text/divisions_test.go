package text

import (
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert"
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
