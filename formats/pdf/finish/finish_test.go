package finish_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/formats/pdf/display"
	"github.com/plurilex/plurilex/formats/pdf/display/displaytest"
	"github.com/plurilex/plurilex/formats/pdf/finish"
	"github.com/plurilex/plurilex/formats/pdf/page"
	"github.com/plurilex/plurilex/formats/pdf/subset"
	"github.com/plurilex/plurilex/formats/pdf/syntax"
	"github.com/plurilex/plurilex/formats/pdf/verify"
)

func render(t testing.TB, doc *display.Document, s finish.Settings) ([]byte, error) {
	t.Helper()
	codes := make([]*subset.Codes, len(doc.Fonts))
	for i, f := range doc.Fonts {
		face, err := subset.Parse(f.Data)
		if err != nil {
			t.Fatal(err)
		}
		codes[i] = subset.NewCodes(face)
	}
	raw, err := page.Write(doc, codes)
	if err != nil {
		t.Fatal(err)
	}
	return finish.Finish(doc, raw, codes, s)
}

func mustRender(t testing.TB, doc *display.Document, s finish.Settings) *syntax.File {
	t.Helper()
	data, err := render(t, doc, s)
	if err != nil {
		t.Fatal(err)
	}
	f, err := syntax.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var settings = finish.Settings{Part: 3, Producer: "Plurilex"}

// TestSample: the file passes the checker, and is the same each time.
func TestSample(t *testing.T) {
	s := settings
	s.Date = time.Date(2016, time.March, 10, 12, 0, 0, 0, time.FixedZone("", 3600))
	data, err := render(t, displaytest.Sample(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := verify.Check(data, verify.Want{Part: 3}); err != nil {
		t.Error(err)
	}
	for range 10 {
		again, err := render(t, displaytest.Sample(), s)
		if err != nil || !bytes.Equal(again, data) {
			t.Fatalf("other bytes, %v", err)
		}
	}
	for _, want := range []string{"<xmp:CreateDate>2016-03-10T11:00:00Z<", "<pdfaid:part>3<", `xml:lang="x-default">A hand-made document (čtyři € ∞)<`} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the metadata have no %s", want)
		}
	}
}

// TestOdd: titles, names and addresses with everything that a notation may
// stumble on come back as they were.
func TestOdd(t *testing.T) {
	for _, odd := range []string{"<&>]]>\"'", "(un(balanced\\", "\r\n\t", "𝔓 \uFFFD \uFFFF", "ar العربية", strings.Repeat("long ", 2000)} {
		doc := displaytest.Sample()
		doc.Title = odd
		doc.Bookmarks[1].Title = odd
		s := settings
		s.Producer = odd
		s.Attachments = []finish.Attachment{{Name: odd, MediaType: "application/x y", Description: odd, Data: []byte(odd)}}
		data, err := render(t, doc, s)
		if err != nil {
			t.Fatal(err)
		}
		err = verify.Check(data, verify.Want{Part: 3, Attached: [][]byte{[]byte(odd)}})
		if err != nil && !strings.ContainsAny(odd, "\r\uFFFF") { // XML has no such characters
			t.Errorf("%.20q: %v", odd, err)
		}
	}
}

// TestOutline: bookmarks hang on those of the level above, in their order.
func TestOutline(t *testing.T) {
	doc := displaytest.Sample()
	doc.Bookmarks = nil
	for _, b := range []struct {
		title string
		level int
	}{{"1", 0}, {"1.1", 1}, {"1.1.1", 2}, {"1.1.2", 2}, {"1.2", 1}, {"2", 0}, {"2.1", 1}} {
		doc.Bookmarks = append(doc.Bookmarks, display.Bookmark{Title: b.title, Level: b.level, Page: 1})
	}
	f := mustRender(t, doc, settings)
	var show func(v syntax.Value, depth int) string
	show = func(v syntax.Value, depth int) string {
		d, err := f.Dict(v)
		if err != nil {
			t.Fatal(err)
		}
		out := ""
		for item := d["First"]; item != nil; {
			i, err := f.Dict(item)
			if err != nil {
				t.Fatal(err)
			}
			out += strings.Repeat(" ", depth) + i["Title"].(syntax.String).Text() + "\n" + show(item, depth+1)
			if i["Next"] == nil && item != d["Last"] {
				t.Errorf("the last below %v is not %v", v, item)
			}
			item = i["Next"]
		}
		return out
	}
	catalog, err := f.Dict(f.Trailer["Root"])
	if err != nil {
		t.Fatal(err)
	}
	want := "1\n 1.1\n  1.1.1\n  1.1.2\n 1.2\n2\n 2.1\n"
	if diff := cmp.Diff(want, show(catalog["Outlines"], 0)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestErrors: a display list that does not hang together makes no file.
func TestErrors(t *testing.T) {
	for _, c := range []struct {
		name, want string
		change     func(*display.Document)
		settings   finish.Settings
	}{
		{"no structure", "no structure", func(d *display.Document) { d.Root = nil }, settings},
		{"unknown role", `"H7" is no standard structure type`, func(d *display.Document) { d.Root.Kids[0].Tag.Role = "H7" }, settings},
		{"content not in the tree", "page 1: marked content 0 is not in the structure tree", func(d *display.Document) { d.Root.Kids[0].Tag.Kids = nil }, settings},
		{"content twice", "page 1: marked content 0 stands twice", func(d *display.Document) { d.Root.Kids = append(d.Root.Kids, d.Root.Kids[0]) }, settings},
		{"content of no page", "marked content 0 of page 100", func(d *display.Document) {
			d.Root.Kids = append(d.Root.Kids, display.Kid{Content: &display.Content{Page: 99}})
		}, settings},
		{"link not in the tree", "page 1: link 3 is not in the structure tree", func(d *display.Document) {
			d.Pages[0].Ops = append(d.Pages[0].Ops, display.Link{URI: "https://example.org"})
		}, settings},
		{"link of no page", "link 0 of page 100", func(d *display.Document) {
			d.Root.Kids = append(d.Root.Kids, display.Kid{Link: &display.LinkKid{Page: 99}})
		}, settings},
		{"kid that is nothing", "a kid that is nothing", func(d *display.Document) { d.Root.Kids = append(d.Root.Kids, display.Kid{}) }, settings},
		{"id twice", `the id "note-1" stands twice`, func(d *display.Document) { d.Root.Kids[0].Tag.ID = "note-1" }, settings},
		{"link to nowhere", `page 1: a link goes to "nowhere"`, func(d *display.Document) {
			for i, op := range d.Pages[0].Ops {
				if l, ok := op.(display.Link); ok {
					l.URI, l.Dest = "", "nowhere"
					d.Pages[0].Ops[i] = l
				}
			}
		}, settings},
		{"destination twice", `two destinations are named "top"`, func(d *display.Document) {
			d.Pages[1].Ops = append(d.Pages[1].Ops, display.Dest{Name: "top"})
		}, settings},
		{"attachment in part 2", "PDF/A-2 has no place for a.xml", func(*display.Document) {}, finish.Settings{
			Part: 2, Attachments: []finish.Attachment{{Name: "a.xml"}},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := displaytest.Sample()
			c.change(doc)
			if _, err := render(t, doc, c.settings); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

// TestProfile: the colour profile is as long as it says, and so are its tags.
func TestProfile(t *testing.T) {
	f := mustRender(t, displaytest.Sample(), settings)
	catalog, err := f.Dict(f.Trailer["Root"])
	if err != nil {
		t.Fatal(err)
	}
	intent, err := f.Dict(catalog["OutputIntents"].(syntax.Array)[0])
	if err != nil {
		t.Fatal(err)
	}
	stream, err := f.Stream(intent["DestOutputProfile"])
	if err != nil {
		t.Fatal(err)
	}
	p, err := stream.Data()
	if err != nil {
		t.Fatal(err)
	}
	number := func(at int) int { return int(binary.BigEndian.Uint32(p[at:])) }
	if number(0) != len(p) {
		t.Errorf("the profile says %d bytes and has %d", number(0), len(p))
	}
	for i := range number(128) {
		at := 132 + 12*i
		if start, length := number(at+4), number(at+8); start%4 != 0 || start+length > len(p) {
			t.Errorf("tag %s has bytes %d to %d", p[at:at+4], start, start+length)
		}
	}
}

// TestManyObjects: object streams and cross-references hold however many there are.
func TestManyObjects(t *testing.T) {
	doc := displaytest.Sample()
	for range 3000 {
		doc.Root.Kids = append(doc.Root.Kids, display.Kid{Tag: &display.Tag{Role: "P", Language: "fr"}})
	}
	data, err := render(t, doc, settings)
	if err != nil {
		t.Fatal(err)
	}
	if err := verify.Check(data, verify.Want{Part: 3}); err != nil {
		t.Error(err)
	}
}
