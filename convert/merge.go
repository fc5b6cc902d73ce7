package convert

import (
	"fmt"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

// Merge makes one Work of the language versions of one text, each a Work that
// was read on its own. What one version does not tell of the Work, another may;
// where two differ, the first one's word counts and the finding MDL001 says so.
// The works share their trees with the result. The error names two versions in
// the same language.
func Merge(works []*document.Work, env Env) (*document.Work, error) {
	merged := &document.Work{}
	source := map[string]string{}
	named, known := map[[2]string]bool{}, map[string]bool{}
	for _, w := range works {
		first := merged.Expressions
		for _, e := range w.Expressions {
			if other, ok := source[e.Language]; ok {
				return nil, fmt.Errorf("%s and %s are both in language %s: name their languages with --lang, or convert them apart", other, e.Source.Name, e.Language)
			}
			source[e.Language] = e.Source.Name
			merged.Expressions = append(merged.Expressions, e)
		}
		if len(first) == 0 {
			merged.Profile, merged.Identity = w.Profile, w.Identity
		}
		differ := func(what, have, other string) {
			if have != "" && other != "" && have != other {
				d := diag.New("MDL001", fmt.Sprintf("%s is %q here and %q in %s", what, other, have, merged.Expressions[0].Source.Name))
				d.File, d.Language = w.Expressions[0].Source.Name, w.Expressions[0].Language
				env.Report(d)
			}
		}
		id, other := &merged.Identity, &w.Identity
		differ("family of text", merged.Profile, w.Profile)
		for _, field := range []struct {
			what  string
			mine  *string
			other string
		}{
			{"country", &id.Country, other.Country}, {"type", &id.Type, other.Type}, {"subtype", &id.Subtype, other.Subtype},
			{"author", &id.Author, other.Author}, {"date", &id.Date, other.Date}, {"year", &id.Year, other.Year}, {"number", &id.Number, other.Number},
		} {
			differ(field.what, *field.mine, field.other)
			if *field.mine == "" {
				*field.mine = field.other
			}
		}
		for _, x := range w.Identifiers {
			if name := [2]string{x.Scheme, x.Value}; !named[name] {
				named[name] = true
				merged.Identifiers = append(merged.Identifiers, x)
			}
		}
		for _, x := range w.Entities {
			if !known[x.Key] {
				known[x.Key] = true
				merged.Entities = append(merged.Entities, x)
			}
		}
		merged.Extensions = append(merged.Extensions, w.Extensions...)
	}
	return merged, nil
}
