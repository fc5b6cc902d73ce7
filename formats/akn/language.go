package akn

import (
	"strings"

	xlanguage "golang.org/x/text/language"

	"github.com/plurilex/plurilex/convert/language"
)

// unknownLanguage is the tag of a language that nobody named.
const unknownLanguage = "und"

// iso3 is the three letters of ISO 639-2/T of a language, as FRBRlanguage has it.
func iso3(packs *language.Set, tag string) (string, error) {
	p, err := packs.Get(tag)
	if err != nil {
		return "", err
	}
	if p.ISO3 != unknownLanguage {
		return p.ISO3, nil
	}
	if tag == "mul" {
		return tag, nil
	}
	if t, err := xlanguage.Parse(tag); err == nil {
		if base, confidence := t.Base(); confidence == xlanguage.Exact || confidence == xlanguage.High {
			return base.ISO3(), nil
		}
	}
	return unknownLanguage, nil
}

// shortest is the shortest BCP 47 tag of a language given by two or three
// letters, ISO 639-2/B codes (gre, fre) among them, or "" when there is no such
// language.
func shortest(code string) string {
	code = strings.TrimSpace(code)
	if code == "" {
		return ""
	}
	if strings.EqualFold(code, "mul") {
		return "mul"
	}
	if bibliographic, ok := bibliographic[strings.ToLower(code)]; ok {
		code = bibliographic
	}
	t, err := xlanguage.Parse(code)
	if err != nil {
		return ""
	}
	return t.String()
}

// bibliographic is the codes of ISO 639-2/B that differ from those of 639-2/T.
var bibliographic = map[string]string{
	"alb": "sq", "arm": "hy", "baq": "eu", "bur": "my", "chi": "zh", "cze": "cs", "dut": "nl", "fre": "fr",
	"geo": "ka", "ger": "de", "gre": "el", "ice": "is", "mac": "mk", "mao": "mi", "may": "ms", "per": "fa",
	"rum": "ro", "slo": "sk", "tib": "bo", "wel": "cy",
}

// languageOf is the language of the expression: the one the user gave, else
// the first that the metadata names, else that of the document's main part.
func (x *extractor) languageOf(expression, main *element) string {
	if x.in.Language != "" {
		return x.in.Language
	}
	code := ""
	if l := expression.child("FRBRlanguage"); l != nil {
		code = l.attribute("language")
	}
	if code == "" {
		for _, part := range []*element{main, main.child("body"), main.child("mainBody")} {
			if part != nil && code == "" {
				code = part.language()
			}
		}
	}
	tag := shortest(code)
	if tag == "" || tag == unknownLanguage {
		if code != unknownLanguage {
			x.report(codeLanguage, expression, "the metadata names no known language ("+code+")")
		}
		return unknownLanguage
	}
	return tag
}
