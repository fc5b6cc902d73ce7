package label_test

import (
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/label"
	"github.com/plurilex/plurilex/templates"
)

// file is the texts of a file by key, as they stand in it.
func file(t *testing.T, name string) map[string]string {
	t.Helper()
	var sections map[string]map[string]string
	if _, err := toml.DecodeFS(templates.FS, name, &sections); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	texts := map[string]string{}
	for section, in := range sections {
		for key, text := range in {
			texts[section+"."+key] = text
		}
	}
	return texts
}

var braces = regexp.MustCompile(`\{[a-z]+\}`)

// TestFiles demands of every file the keys of the English one, a text for each
// and the same names in braces in it.
func TestFiles(t *testing.T) {
	english := file(t, "labels/en.toml")
	names, err := fs.Glob(templates.FS, "labels/*.toml")
	if err != nil || len(names) == 0 {
		t.Fatal(err, names)
	}
	for _, name := range names {
		texts := file(t, name)
		for _, key := range slices.Sorted(maps.Keys(english)) {
			text, ok := texts[key]
			if !ok || text == "" || strings.TrimSpace(text) != text {
				t.Errorf("%s: %s is %q", name, key, text)
			}
			want, got := braces.FindAllString(english[key], -1), braces.FindAllString(text, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s has %v, want %v", name, key, got, want)
			}
			delete(texts, key)
		}
		for key := range texts {
			t.Errorf("%s: %s is no key of the English file", name, key)
		}
		if _, err := label.For(strings.TrimSuffix(path.Base(name), ".toml")); err != nil {
			t.Error(err)
		}
	}
}

// TestSheetNames holds names of sheets against what spreadsheets take.
func TestSheetNames(t *testing.T) {
	each(t, func(tag string, texts map[string]string) {
		seen := map[string]string{}
		for key, text := range texts {
			if !strings.HasPrefix(key, "sheet.") {
				continue
			}
			if utf8.RuneCountInString(text) > 31 || strings.ContainsAny(text, `:\/?*[]`) || strings.Trim(text, "'") != text {
				t.Errorf("%s: %s cannot be the name of a sheet: %q", tag, key, text)
			}
			if other := seen[strings.ToLower(text)]; other != "" {
				t.Errorf("%s: %s and %s are both %q", tag, other, key, text)
			}
			seen[strings.ToLower(text)] = key
		}
	})
}

// TestColumns demands different headers of the columns that stand together.
func TestColumns(t *testing.T) {
	each(t, func(tag string, texts map[string]string) {
		for sheet, columns := range map[string][]string{
			"clauses":    {"id", "number", "type", "level", "status"},
			"references": {"clause", "language", "type", "text", "value", "target", "found"},
			"metadata":   {"property", "language", "value"},
			"legend":     {"group", "code", "meaning", "colour"},
		} {
			seen := map[string]bool{}
			for _, c := range columns {
				text := strings.ToLower(texts["column."+c])
				if seen[text] {
					t.Errorf("%s: two columns of the sheet %s are called %q", tag, sheet, text)
				}
				seen[text] = true
			}
		}
	})
}

func TestKinds(t *testing.T) {
	labels, err := label.For(label.Fallback)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range document.Kinds() {
		if _, ok := labels.Lookup("kind." + k.String()); !ok && k != document.Root {
			t.Errorf("there is no label for %s", k)
		}
	}
}

// each visits the texts of every language.
func each(t *testing.T, visit func(tag string, texts map[string]string)) {
	t.Helper()
	tags, err := label.Default().Tags()
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range tags {
		visit(tag, file(t, "labels/"+tag+".toml"))
	}
}

func TestSet(t *testing.T) {
	set := label.NewSet(fstest.MapFS{
		"labels/en.toml": {Data: []byte("[a]\nb = \"English {x} of {y}\"\nc = \"only English\"\n")},
		"labels/fr.toml": {Data: []byte("[a]\nb = \"{y}, français {x}\"\n")},
		"labels/xx.toml": {Data: []byte("[a]\nd = \"no such key\"\n")},
		"labels/yy.toml": {Data: []byte("[a\n")},
	})
	fr, err := set.For("fr")
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"a.b": "{y}, français {x}", "a.c": "only English", "a.z": "a.z"} {
		if got := fr.Text(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if got := fr.Format("a.b", "x", "{y}", "y", "2"); got != "2, français {y}" {
		t.Errorf("formatted: %q", got)
	}
	for tag, want := range map[string]string{
		"xx": "labels/xx.toml: unknown key a.d", "yy": "labels/yy.toml: ", "de": "there are en, fr, xx, yy",
		"": "no labels", "../labels/en": "no labels",
	} {
		if _, err := set.For(tag); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", tag, err, want)
		}
	}
}
