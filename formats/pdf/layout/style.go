package layout

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/plurilex/plurilex/formats/pdf/display"
)

// DefaultStyle is the name of the style that is taken when nobody names one.
const DefaultStyle = "parliament"

// Style is how pages look. It is read from a file of templates/styles and not
// changed after that.
type Style struct {
	Title   string            `toml:"title"`
	Paper   map[string]Paper  `toml:"paper"`
	Page    Margins           `toml:"page"`
	Columns Columns           `toml:"columns"`
	Script  map[string]Script `toml:"script"` // by ISO 15924 code
	Notes   NoteLook          `toml:"notes"`
	Table   TableLook         `toml:"table"`
	Text    Look              `toml:"text"`
	Look    map[string]Look   `toml:"-"` // by kind, or kind and role
}

// Paper is a page format.
type Paper struct {
	Width  Length `toml:"width"`
	Height Length `toml:"height"`
}

// Margins is where on the page the text stands.
type Margins struct {
	Top    Length `toml:"top"`
	Bottom Length `toml:"bottom"`
	Start  Length `toml:"start"`
	End    Length `toml:"end"`
	Footer Length `toml:"footer"`
	Gutter Length `toml:"gutter"`
}

// Columns is what changes on a page with several languages side by side.
type Columns struct {
	Scale  []int `toml:"scale"`  // per cent of letters and spaces, for one column and more
	Ragged int   `toml:"ragged"` // from how many columns on text is not justified; 0 means never
}

// Script is what a script needs that Latin letters do not.
type Script struct {
	Leading int `toml:"leading"` // per cent
}

// NoteLook is the foot of a page that has notes.
type NoteLook struct {
	Rule   Length `toml:"rule"`
	Weight Length `toml:"weight"`
	Before Length `toml:"before"`
	After  Length `toml:"after"`
}

// TableLook is what is around the cells of a table.
type TableLook struct {
	Padding Length `toml:"padding"`
	Weight  Length `toml:"weight"`
	Before  Length `toml:"before"`
	After   Length `toml:"after"`
}

// Look is how one kind of block is set.
type Look struct {
	Size    Length `toml:"size"`
	Leading Length `toml:"leading"`
	Bold    bool   `toml:"bold"`
	Italic  bool   `toml:"italic"`
	Align   Align  `toml:"align"`
	Before  Length `toml:"before"`
	After   Length `toml:"after"`
	Indent  Length `toml:"indent"`
	Label   Length `toml:"label"`
	Keep    bool   `toml:"keep"`
	NewPage bool   `toml:"new_page"`

	divide bool // words may be divided though lines are not justified
}

// Length is a Unit written with its measure: "12pt", "2.5mm", "1cm", "8.5in".
type Length display.Unit

// UnmarshalText reads a length.
func (l *Length) UnmarshalText(text []byte) error {
	s := string(text)
	for _, m := range []struct {
		name     string
		num, den int64 // Units per measure
	}{{"pt", 1000, 1}, {"mm", 720000, 254}, {"cm", 7200000, 254}, {"in", 72000, 1}} {
		digits, ok := strings.CutSuffix(s, m.name)
		if !ok {
			continue
		}
		whole, fraction, _ := strings.Cut(strings.TrimSpace(digits), ".")
		fraction = (fraction + "000")[:max(3, len(fraction))]
		thousandths, err := strconv.ParseUint(whole+fraction[:3], 10, 31)
		if err != nil || whole == "" || len(fraction) > 3 {
			return fmt.Errorf("length %q: want a number with up to three decimals and pt, mm, cm or in", s)
		}
		n, d := int64(thousandths)*m.num, 1000*m.den
		*l = Length((2*n + d) / (2 * d))
		return nil
	}
	return fmt.Errorf("length %q: want a number with pt, mm, cm or in", s)
}

// Align says which edges of a block its lines reach.
type Align uint8

const (
	Justify Align = iota
	Start
	Center
	End
)

var alignNames = [...]string{Justify: "justify", Start: "start", Center: "center", End: "end"}

// UnmarshalText reads the name of an alignment.
func (a *Align) UnmarshalText(text []byte) error {
	for i, name := range alignNames {
		if name == string(text) {
			*a = Align(i)
			return nil
		}
	}
	return fmt.Errorf("alignment %q: want one of %s", text, strings.Join(alignNames[:], ", "))
}

// LoadStyle reads styles/NAME.toml.
func LoadStyle(fsys fs.FS, name string) (*Style, error) {
	file := path.Join("styles", name+".toml")
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("page style %q: %w", name, err)
	}
	var raw struct {
		Style
		Looks map[string]toml.Primitive `toml:"look"`
	}
	raw.Text = Look{Size: 12000, Leading: 14000}
	meta, err := toml.NewDecoder(bytes.NewReader(data)).Decode(&raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	s := &raw.Style
	s.Look = make(map[string]Look, len(raw.Looks))
	for name, table := range raw.Looks {
		look := s.Text
		if err := meta.PrimitiveDecode(table, &look); err != nil {
			return nil, fmt.Errorf("%s: look.%s: %w", file, name, err)
		}
		s.Look[name] = look
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("%s: unknown key %s", file, extra[0])
	}
	return s, s.check(file)
}

// check makes sure that text fits on every paper.
func (s *Style) check(file string) error {
	const least = Length(100 * display.Point)
	for name, p := range s.Paper {
		if p.Width-s.Page.Start-s.Page.End < least || p.Height-s.Page.Top-s.Page.Bottom < least {
			return fmt.Errorf("%s: paper.%s: the margins leave less than %d pt for the text", file, name, least/1000)
		}
	}
	for _, percent := range s.Columns.Scale {
		if percent < 25 || percent > 400 {
			return fmt.Errorf("%s: columns.scale: %d per cent; want 25 to 400", file, percent)
		}
	}
	for name, l := range s.Look {
		if l.Size <= 0 || l.Leading <= 0 {
			return fmt.Errorf("%s: look.%s: size and leading must be more than 0pt", file, name)
		}
		if l.Size > least || l.Leading > least {
			return fmt.Errorf("%s: look.%s: size or leading is more than %d pt", file, name, least/1000)
		}
	}
	return nil
}

// columns is the style for a page of n columns.
func (s *Style) columns(n int) *Style {
	percent := Length(100)
	if len(s.Columns.Scale) > 0 {
		percent = Length(s.Columns.Scale[min(n, len(s.Columns.Scale))-1])
	}
	ragged := s.Columns.Ragged > 0 && n >= s.Columns.Ragged
	if percent == 100 && !ragged {
		return s
	}
	narrow := func(l Look) Look {
		l = l.scaled(percent)
		if ragged && l.Align == Justify {
			l.Align, l.divide = Start, true
		}
		return l
	}
	small := *s
	small.Text = narrow(s.Text)
	small.Look = make(map[string]Look, len(s.Look))
	for name, look := range s.Look {
		if name != "footer" {
			look = narrow(look)
		}
		small.Look[name] = look
	}
	return &small
}

func (l Look) scaled(percent Length) Look {
	for _, length := range []*Length{&l.Size, &l.Leading, &l.Before, &l.After, &l.Indent, &l.Label} {
		*length = *length * percent / 100
	}
	return l
}

// look is how blocks of a kind and role are set. A kind may have parts of its
// own behind full stops ("cell.header"), which are left off when there is no
// look for the whole.
func (s *Style) look(kind, role string) Look {
	if role != "" {
		if l, ok := s.Look[kind+"."+role]; ok {
			return l
		}
	}
	if l, ok := s.Look[kind]; ok {
		return l
	}
	if i := strings.LastIndexByte(kind, '.'); i > 0 {
		return s.look(kind[:i], "")
	}
	return s.Text
}
