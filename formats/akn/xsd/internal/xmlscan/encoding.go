package xmlscan

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/charset"
)

// encoding is how the document is stored.
type encoding uint8

const (
	utf8Encoding encoding = iota
	oneByteEncoding
	utf16Encoding
)

var (
	declarationForm = regexp.MustCompile(`^[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')` +
		`(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*'))?` +
		`(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*$`)
	encodingForm = regexp.MustCompile(`^<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][A-Za-z0-9._-]*)["']`)
)

func validDeclaration(s string) bool { return declarationForm.MatchString(s) }

// detect learns the encoding of a document from its byte order mark, its first
// bytes and its declaration (XML 1.0, appendix F), and returns a reader of its
// text in UTF-8, without the mark; skipped is the length of the mark.
func detect(r io.Reader) (text io.Reader, enc encoding, skipped int, err error) {
	head := make([]byte, 1024)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, 0, 0, err
	}
	head = head[:n]
	whole := func(skip int) io.Reader { return io.MultiReader(bytes.NewReader(head[skip:]), r) }
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		return whole(3), utf8Encoding, 3, nil
	case bytes.HasPrefix(head, []byte("\xFF\xFE\x00\x00")), bytes.HasPrefix(head, []byte("\x00\x00\xFE\xFF")):
		return nil, 0, 0, unreadable("UTF-32")
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return &utf16Reader{r: whole(2)}, utf16Encoding, 2, nil
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return &utf16Reader{r: whole(2), big: true}, utf16Encoding, 2, nil
	case bytes.HasPrefix(head, []byte("<\x00?\x00")):
		return &utf16Reader{r: whole(0)}, utf16Encoding, 0, nil
	case bytes.HasPrefix(head, []byte("\x00<\x00?")):
		return &utf16Reader{r: whole(0), big: true}, utf16Encoding, 0, nil
	}
	if m := encodingForm.FindSubmatch(head); m != nil {
		switch name := strings.ToUpper(string(m[1])); name {
		case "UTF-8", "UTF8", "US-ASCII", "ASCII":
		default:
			if one := newOneByteReader(whole(0), name); one != nil {
				return one, oneByteEncoding, 0, nil
			}
			return nil, 0, 0, unreadable(string(m[1]))
		}
	}
	return whole(0), utf8Encoding, 0, nil
}

func unreadable(name string) error {
	return &SyntaxError{Encoding, Position{Line: 1, Column: 1}, "the encoding " + name + " is not read here: save the file as UTF-8"}
}

// oneByteReader turns a charset of one byte a character into UTF-8.
type oneByteReader struct {
	r     io.Reader
	table []rune
}

// newOneByteReader makes a reader of a charset by its IANA name, or nil.
func newOneByteReader(r io.Reader, name string) io.Reader {
	c := charset.Lookup(name)
	if c == nil || c.High() == nil {
		return nil
	}
	table := make([]rune, 256)
	for i := range table {
		table[i], _ = c.Next([]byte{byte(i)})
	}
	return &oneByteReader{r, table}
}

func (o *oneByteReader) Read(p []byte) (int, error) {
	if len(p) < 3 {
		return 0, io.ErrShortBuffer
	}
	raw := p[len(p)-len(p)/3:]
	n, err := o.r.Read(raw)
	out := p[:0]
	for _, c := range raw[:n] { // writing never overtakes reading: three bytes at most for one
		if r := o.table[c]; r != charset.None {
			out = utf8.AppendRune(out, r)
		} else {
			out = append(out, 0xFF)
		}
	}
	return len(out), err
}

// utf16Reader turns UTF-16 into UTF-8. Half a surrogate pair becomes bytes that
// are not UTF-8, so that the scanner finds them.
type utf16Reader struct {
	r    io.Reader
	big  bool
	in   [4096]byte
	n    int // bytes of in that wait
	out  []byte
	fail error
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 {
		if u.fail != nil {
			return 0, u.fail
		}
		n, err := u.r.Read(u.in[u.n:])
		u.n += n
		u.fail = err
		u.convert(err != nil)
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

func (u *utf16Reader) convert(last bool) {
	u.out = u.out[:0]
	i := 0
	for ; i+1 < u.n; i += 2 {
		r := u.unit(i)
		if utf16.IsSurrogate(r) {
			if i+3 >= u.n && !last {
				break
			}
			pair := rune(utf8.RuneError)
			if i+3 < u.n {
				pair = utf16.DecodeRune(r, u.unit(i+2))
			}
			if pair == utf8.RuneError {
				u.out = append(u.out, 0xFF)
				continue
			}
			r = pair
			i += 2
		}
		u.out = utf8.AppendRune(u.out, r)
	}
	if last && i < u.n {
		u.out = append(u.out, 0xFF)
		i = u.n
	}
	u.n = copy(u.in[:], u.in[i:u.n])
}

func (u *utf16Reader) unit(i int) rune {
	a, b := rune(u.in[i]), rune(u.in[i+1])
	if u.big {
		return a<<8 | b
	}
	return b<<8 | a
}
