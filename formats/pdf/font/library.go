// Package font is the library of faces that PDF layout sets text in: which face
// has which letters, how wide they are, and how they join.
//
// A Library is immutable and shared by all documents of a process; a Shaper
// belongs to one document at a time and remembers the words it has shaped.
package font

import (
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifbolditalic"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"golang.org/x/text/unicode/norm"
)

//go:embed data/*.ttf
var embedded embed.FS

// Family is the faces of one design. It has at least one face.
type Family struct {
	Name  string
	faces [4]*Face // by Style; nil where the family has none
}

// Style picks one of the four faces of a family.
type Style uint8

const (
	Regular Style = iota
	Bold
	Italic
	BoldItalic // Bold | Italic
)

// Face is the face of the style, or the one that comes nearest to it: what is
// bold stays bold rather than italic.
func (f *Family) Face(s Style) *Face {
	for _, s := range [...]Style{s, s & Bold, Regular, Bold, Italic, BoldItalic} {
		if f.faces[s] != nil {
			return f.faces[s]
		}
	}
	return nil
}

// Library is families in the order in which a letter is looked for.
type Library struct {
	families []*Family
	folder   fs.FS
	once     sync.Once
	found    []*Family // in the folder
	fault    error
	stacks   sync.Map // script to *Stack
	shapers  sync.Pool
}

// Default is the library of the faces embedded in the program: Liberation Serif
// for Latin, Greek and Cyrillic letters, Noto Naskh Arabic for Arabic ones.
var Default = sync.OnceValue(func() *Library { return New(nil) })

// New is a library of the embedded faces and of those in a folder, which may be
// nil. The folder is only read when a text has a letter that no embedded face
// has.
func New(folder fs.FS) *Library { return &Library{families: builtin(), folder: folder} }

var builtin = sync.OnceValue(func() []*Family {
	data := func(b []byte) func() ([]byte, error) { return func() ([]byte, error) { return b, nil } }
	file := func(name string) func() ([]byte, error) {
		return func() ([]byte, error) { return embedded.ReadFile("data/" + name + ".ttf") }
	}
	return []*Family{
		{Name: "Liberation Serif", faces: [4]*Face{
			Regular:    {Name: "LiberationSerif", load: data(liberationserifregular.TTF)},
			Bold:       {Name: "LiberationSerif-Bold", Bold: true, load: data(liberationserifbold.TTF)},
			Italic:     {Name: "LiberationSerif-Italic", Italic: true, load: data(liberationserifitalic.TTF)},
			BoldItalic: {Name: "LiberationSerif-BoldItalic", Bold: true, Italic: true, load: data(liberationserifbolditalic.TTF)},
		}},
		{Name: "Noto Naskh Arabic", faces: [4]*Face{
			Regular: {Name: "NotoNaskhArabic-Regular", load: file("NotoNaskhArabic-Regular")},
			Bold:    {Name: "NotoNaskhArabic-Bold", Bold: true, load: file("NotoNaskhArabic-Bold")},
		}},
	}
})

// more is the families of the folder, and what is wrong with files in it.
func (l *Library) more() ([]*Family, error) {
	l.once.Do(func() {
		if l.folder != nil {
			l.found, l.fault = scan(l.folder)
		}
	})
	return l.found, l.fault
}

// Fault says which files of the folder could not be used and why. It reads the
// folder if that has not been done: ask only when a text needs it.
func (l *Library) Fault() error {
	_, err := l.more()
	return err
}

// maxFontFile is how large a font file may be, in bytes.
const maxFontFile = 64 << 20

// scan reads the names of all fonts in a folder and below it. Families and
// faces come in the order of their files' paths.
func scan(folder fs.FS) ([]*Family, error) {
	var families []*Family
	var faults []error
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			faults = append(faults, err)
			return nil
		}
		if ext := strings.ToLower(path.Ext(name)); d.IsDir() || ext != ".ttf" && ext != ".otf" && ext != ".ttc" {
			return nil
		}
		family, style, face, err := open(folder, name)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
			return nil
		}
		i := slices.IndexFunc(families, func(f *Family) bool { return f.Name == family })
		if i < 0 {
			i = len(families)
			families = append(families, &Family{Name: family})
		}
		if families[i].faces[style] == nil {
			families[i].faces[style] = face
		}
		return nil
	})
	return families, errors.Join(append(faults, err)...)
}

func open(folder fs.FS, name string) (family string, style Style, face *Face, err error) {
	if info, err := fs.Stat(folder, name); err == nil && info.Size() > maxFontFile {
		return "", 0, nil, fmt.Errorf("more than %d MB", maxFontFile>>20)
	}
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return "", 0, nil, err
	}
	tables, err := directory(data)
	if err != nil {
		return "", 0, nil, err
	}
	if tables["glyf"] == nil {
		return "", 0, nil, errOutlines
	}
	if os2 := tables["OS/2"]; len(os2) >= 64 {
		if binary.BigEndian.Uint16(os2[8:])&0xF == 2 {
			return "", 0, nil, errors.New("its licence bits forbid embedding (OS/2 fsType 2)")
		}
		selection := binary.BigEndian.Uint16(os2[62:])
		if selection&1 != 0 {
			style |= Italic
		}
		if selection&0x20 != 0 || binary.BigEndian.Uint16(os2[4:]) >= 600 {
			style |= Bold
		}
	}
	family, postScript := names(tables["name"])
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if family == "" {
		family = base
	}
	if postScript == "" {
		postScript = base
	}
	return family, style, &Face{
		Name: postScript, Bold: style&Bold != 0, Italic: style&Italic != 0, Found: true,
		load: func() ([]byte, error) { return fs.ReadFile(folder, name) },
	}, nil
}

// names reads family (name 1, better 16) and PostScript name (6) of a name
// table, of the records in UTF-16.
func names(table []byte) (family, postScript string) {
	if len(table) < 6 {
		return "", ""
	}
	count, storage := int(binary.BigEndian.Uint16(table[2:])), int(binary.BigEndian.Uint16(table[4:]))
	best := 0
	for i := range count {
		if len(table) < 6+12*(i+1) {
			break
		}
		record := table[6+12*i:]
		field := func(i int) int { return int(binary.BigEndian.Uint16(record[2*i:])) }
		platform, id, length, offset := field(0), field(3), field(4), storage+field(5)
		if platform != 0 && platform != 3 || offset+length > len(table) {
			continue
		}
		units := make([]uint16, length/2)
		for j := range units {
			units[j] = binary.BigEndian.Uint16(table[offset+2*j:])
		}
		value := string(utf16.Decode(units))
		switch {
		case id == 6:
			postScript = value
		case (id == 1 || id == 16) && id > best:
			family, best = value, id
		}
	}
	return family, postScript
}

// Stack is the families of a library in the order in which a text of one script
// looks for its letters.
type Stack struct {
	library  *Library
	families []*Family
	first    [4]*Face // of the first family, by Style
}

// sample is a letter of the scripts (ISO 15924) that have punctuation of their
// own width. The others share digits and punctuation with Latin text.
var sample = map[string]rune{"Hans": '的', "Hant": '的', "Jpan": '的', "Kore": '가'}

// For is the stack of a script, an ISO 15924 code or "". Families made for
// ideographs come first where those are written, so that punctuation matches
// them.
func (l *Library) For(script string) *Stack {
	if s, ok := l.stacks.Load(script); ok {
		return s.(*Stack)
	}
	s := &Stack{library: l, families: slices.Clone(l.families)}
	if letter, ok := sample[script]; ok {
		if !s.covers(letter) {
			s.extend()
		}
		slices.SortStableFunc(s.families, func(a, b *Family) int {
			return b2i(b.Face(Regular).Has(letter)) - b2i(a.Face(Regular).Has(letter))
		})
	}
	for i := range s.first {
		s.first[i] = s.families[0].Face(Style(i))
	}
	got, _ := l.stacks.LoadOrStore(script, s)
	return got.(*Stack)
}

func (s *Stack) extend() {
	more, _ := s.library.more()
	s.families = append(s.families, more...)
}

func (s *Stack) covers(r rune) bool {
	return slices.ContainsFunc(s.families, func(f *Family) bool { return f.Face(Regular).Has(r) })
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Coverage lists the runes of text that no face has, each once, in the order of
// their code points.
func (s *Stack) Coverage(text string) []rune {
	var missing []rune
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		if f, _ := s.face(Regular, r); f == nil && !slices.Contains(missing, r) {
			missing = append(missing, r)
		}
	}
	slices.Sort(missing)
	return missing
}

// face finds the first face of the style that has r, and the place of its
// family in the order.
func (s *Stack) face(style Style, r rune) (*Face, int) {
	for i, family := range s.families {
		if f := family.Face(style); f.Has(r) {
			return f, i
		}
		if f := family.Face(Regular); f.Has(r) {
			return f, i
		}
	}
	// Families of the folder that the script did not ask for come last.
	more, _ := s.library.more()
	for i, family := range more {
		if f := family.Face(style); f.Has(r) {
			return f, len(s.families) + i
		}
	}
	return nil, -1
}

// Segment is a part of a text in one face.
type Segment struct {
	Start, End int // bytes
	Face       *Face
	Missing    bool // no face has its letter; it is drawn as a sign that stands for it
}

// Segments appends the parts of text to out, cut where the face changes. Marks
// stay with the letter they stand on.
func (s *Stack) Segments(out []Segment, style Style, text string) []Segment {
	plain := s.first[style]
	if plain.Has('a') && ascii(text) {
		return append(out, Segment{0, len(text), plain, false})
	}
	first := len(out)
	for i := 0; i < len(text); {
		n := cluster(text[i:])
		seg := Segment{Start: i, End: i + n}
		seg.Face, seg.Missing = s.clusterFace(style, text[i:i+n])
		if last := len(out) - 1; last >= first && out[last].Face == seg.Face && !seg.Missing && !out[last].Missing {
			out[last].End = seg.End
		} else {
			out = append(out, seg)
		}
		i += n
	}
	return out
}

// clusterFace finds a face that has all runes of a letter with its marks, or
// else the one that has the letter.
func (s *Stack) clusterFace(style Style, text string) (f *Face, missing bool) {
	base, n := utf8.DecodeRuneInString(text)
	f, i := s.face(style, base)
	if n == len(text) || f == nil {
		return s.orReplacement(f, style)
	}
	for ; i < len(s.families); i++ {
		if face := s.families[i].Face(style); hasAll(face, text) || hasAll(face, norm.NFC.String(text)) {
			return face, false
		}
	}
	for _, mark := range text[n:] {
		if !f.Has(mark) {
			return s.orReplacement(nil, style)
		}
	}
	return f, false
}

func (s *Stack) orReplacement(f *Face, style Style) (*Face, bool) {
	if f != nil {
		return f, false
	}
	return s.first[style], true
}

func hasAll(f *Face, text string) bool {
	for _, r := range text {
		if !f.Has(r) {
			return false
		}
	}
	return true
}

// cluster is the length in bytes of the first letter of text with its marks.
func cluster(text string) int {
	_, n := utf8.DecodeRuneInString(text)
	for n < len(text) {
		r, m := utf8.DecodeRuneInString(text[n:])
		if r < 0x300 || !unicode.In(r, unicode.Mn, unicode.Me) && !invisible(r) {
			break
		}
		n += m
	}
	return n
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
