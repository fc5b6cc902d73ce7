package jsonld_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/formats/formattest"
	"github.com/plurilex/plurilex/formats/jsonld"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestConformance(t *testing.T) {
	formattest.Run(t, jsonld.Format(), formattest.Options{
		Skip: map[string]string{"keeps-text": "the format holds metadata, and its record says so"},
	})
}

// files are those of a conversion to four formats.
func files(language string) []convert.Output {
	return []convert.Output{
		{Name: "text-" + language + ".akn.xml", Format: "akn", MediaType: "application/akn+xml", Language: language},
		{Name: "text-" + language + ".pdf", Format: "pdf", MediaType: "application/pdf", Language: language},
		{Name: "text.json", Format: "json", MediaType: "application/json"},
		{Name: "text.jsonld", Format: "jsonld", MediaType: "application/ld+json"},
	}
}

func written(t *testing.T, job *convert.Job) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := jsonld.Format().Writer.Write(context.Background(), job, &buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestGolden(t *testing.T) {
	for name, make := range map[string]func() *document.Work{"resolution": formattest.Resolution, "everything": formattest.Everything} {
		file := filepath.Join("..", "..", "testdata", "golden", "json", name+".jsonld")
		got := written(t, &convert.Job{Work: make(), Name: "text.jsonld", Files: files("en")})
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s is not as it was (-golden +now):\n%s", file, diff)
		}
	}
}

func TestMetadataOfASideFile(t *testing.T) {
	w := formattest.Resolution()
	w.Subjects = []document.Subject{{Scheme: "EuroVoc", IRI: "http://eurovoc.europa.eu/1", Label: "bee"}, {Label: "wasp"}}
	w.Publication = &document.Publication{Name: "Journal of Examples", Number: "C 1", Date: "2020-03-02"}
	var got struct {
		About     []string          `json:"eli:is_about"`
		Keywords  []string          `json:"schema:keywords"`
		Published string            `json:"eli:date_publication"`
		Issue     map[string]string `json:"schema:isPartOf"`
	}
	if err := json.Unmarshal(written(t, &convert.Job{Work: w, Name: "text.jsonld"}), &got); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.About, []string{"http://eurovoc.europa.eu/1"}) || !slices.Equal(got.Keywords, []string{"bee", "wasp"}) {
		t.Errorf("it is about %v, %v", got.About, got.Keywords)
	}
	if got.Published != "2020-03-02" || got.Issue["schema:name"] != "Journal of Examples" || got.Issue["schema:issueNumber"] != "C 1" {
		t.Errorf("published %s in %v", got.Published, got.Issue)
	}
}

// TestEveryTermIsDefined: a term that the context does not define would be
// dropped without a word by every processor.
func TestEveryTermIsDefined(t *testing.T) {
	var root map[string]any
	if err := json.Unmarshal(written(t, &convert.Job{Work: formattest.Everything(), Name: "text.jsonld", Files: files("ar")}), &root); err != nil {
		t.Fatal(err)
	}
	prefixes := root["@context"].(map[string]any)
	if _, fetched := root["@context"].(string); fetched {
		t.Fatal("the context is to be fetched")
	}
	delete(root, "@context")
	var look func(any)
	look = func(value any) {
		switch v := value.(type) {
		case []any:
			for _, item := range v {
				look(item)
			}
		case map[string]any:
			for name, member := range v {
				prefix, _, compact := strings.Cut(name, ":")
				if _, known := prefixes[prefix].(string); !strings.HasPrefix(name, "@") && (!compact || !known) {
					t.Errorf("the context does not define %s", name)
				}
				look(member)
			}
		}
	}
	look(root)
}

func TestWhatIsNotKnownIsNotSaid(t *testing.T) {
	got := string(written(t, &convert.Job{Work: formattest.Empty(), Name: "text.jsonld"}))
	for _, absent := range []string{"eli:language", "eli:date_document", "eli:title", "schema:isBasedOn", "eli:is_embodied_by", "schema:sdDatePublished", "responsib"} {
		if _, body, _ := strings.Cut(got, `"@id": "/akn`); strings.Contains(body, absent) {
			t.Errorf("it says %s of a work of which nothing is known:\n%s", absent, got)
		}
	}
}

func TestVerifyWantsIRIs(t *testing.T) {
	w := formattest.Resolution()
	w.Entities[0].IRI = "no IRI"
	job := &convert.Job{Work: w, Name: "text.jsonld"}
	if jsonld.Format().Writer.(convert.Verifier).Verify(context.Background(), job, written(t, job)) == nil {
		t.Error("an @id with a space passes")
	}
}
