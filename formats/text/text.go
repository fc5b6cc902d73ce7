// Package text reads raw legal and parliamentary text: it decodes the bytes,
// leaves out what does not belong to the text, finds what each line is by the
// cheapest reading of all lines together, and builds the tree.
//
// Marks, numbers and places decide; words of a language are evidence only. So a
// text in an unknown language still gets its structure.
package text

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sync"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
	"github.com/plurilex/plurilex/convert/source"
	"github.com/plurilex/plurilex/templates"
)

// Format is the record of raw text: it is read when no other format claims a
// file, and never written.
func Format() *convert.Format {
	return &convert.Format{
		Name:      "text",
		Title:     "Raw text",
		Extension: "txt",
		MediaType: "text/plain",
		Traced:    true,
		Reader:    reader{},
	}
}

type reader struct{}

// Read makes a Work with one Expression of any bytes.
func (reader) Read(ctx context.Context, in *convert.Input) (*document.Work, error) {
	r, err := read(ctx, in)
	if err != nil {
		return nil, err
	}
	return r.work, nil
}

// MaxSize is the largest source that is read, in bytes.
const MaxSize = 512 << 20

// knowledge is what the templates say.
type knowledge struct {
	packs    *language.Set
	profiles []*Profile
}

var builtIn = sync.OnceValues(func() (*knowledge, error) {
	profiles, err := readProfiles(templates.FS)
	return &knowledge{language.Default(), profiles}, err
})

func knowledgeOf(fsys fs.FS) (*knowledge, error) {
	if fsys == nil {
		return builtIn()
	}
	profiles, err := readProfiles(fsys)
	return &knowledge{language.NewSet(fsys), profiles}, err
}

// reading of one source.
type run struct {
	in      *convert.Input
	know    *knowledge
	text    *source.Text
	lines   []line
	holes   []hole // in order; none overlaps another
	site    bool   // the source is the page of a web site
	layout  layout
	pack    *language.Pack
	profile *Profile
	path    []step
	search  *search
	work    *document.Work
}

func read(ctx context.Context, in *convert.Input) (*run, error) {
	if len(in.Data) > MaxSize {
		return nil, fmt.Errorf("%w: %d bytes of text, at most %d are read", convert.ErrLimit, len(in.Data), MaxSize)
	}
	know, err := knowledgeOf(in.Env.Templates)
	if err != nil {
		return nil, err
	}
	r := &run{in: in, know: know}
	r.text = source.Decode(in.Data, nil)
	r.lines = splitLines(r.text.String)
	r.holes = findHoles(r.text.String)
	c := cleaner{s: r.text.String, lines: r.lines}
	c.clean()
	r.site = c.site
	r.layout = learn(r.lines)
	if err := r.tongue(); err != nil {
		return nil, err
	}
	sc := scriptOf(r.text.String)
	prepare(r.text.String, r.lines, sc, openingsOf(r.pack), r.pack)
	r.layout.weigh(r.text.String, r.lines)
	if err := r.choose(); err != nil {
		return nil, err
	}
	r.search = &search{s: r.text.String, lines: r.lines, profile: r.profile, wrapped: r.layout.wrapped}
	if r.path, err = r.search.run(ctx); err != nil {
		return nil, err
	}
	r.build()
	return r, nil
}

// tongue finds the language and its pack.
func (r *run) tongue() (err error) {
	tag := r.in.Language
	if tag == "" {
		tag = "en"
	}
	r.pack, err = r.know.packs.Get(tag)
	return err
}

// choose finds the profile.
func (r *run) choose() error {
	for _, p := range r.know.profiles {
		if r.in.Profile == p.Name {
			r.profile = p
			return nil
		}
	}
	if r.in.Profile != "" {
		return fmt.Errorf("unknown profile %q", r.in.Profile)
	}
	r.profile = best(r.know.profiles, gather(r.text.String, r.lines, r.pack))
	if r.profile == nil {
		return errors.New("there is no profile for texts of any kind: one without signs is needed")
	}
	return nil
}

func (r *run) source() document.Source {
	sum := sha256.Sum256(r.in.Data)
	return document.Source{
		Name:      path.Base(r.in.Name),
		MediaType: "text/plain",
		Size:      int64(len(r.in.Data)),
		SHA256:    hex.EncodeToString(sum[:]),
		Encoding:  r.text.Charset,
	}
}
