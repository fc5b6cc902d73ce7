package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/batch"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/templates"
)

// readSettings is what the commands that read a text have in common.
type readSettings struct {
	from      string
	language  string
	profile   string
	templates string
	maxInput  string
	epoch     string

	limit int64
	stdin io.Reader
	reg   *convert.Registry
}

func (s *readSettings) addFlags(cmd *cobra.Command, registry *convert.Registry) {
	var readable []string
	for _, f := range registry.Formats() {
		if f.Reader != nil {
			readable = append(readable, f.Name)
		}
	}
	flags := cmd.Flags()
	flags.StringVarP(&s.from, "from", "f", "", "format of the input ("+strings.Join(readable, ", ")+"; found by content when not given)")
	flags.StringVar(&s.language, "lang", "", "language of the text as a BCP 47 tag; found by content when not given")
	flags.StringVar(&s.profile, "profile", "", "family of the text; found by content when not given")
	flags.StringVar(&s.templates, "templates", "", "folder whose files replace or add to the built-in templates")
	flags.StringVar(&s.maxInput, "max-input", "64MiB", "largest input to take on, in bytes, KiB, MiB or GiB")
	flags.StringVar(&s.epoch, "source-date-epoch", "", "date of the conversion for outputs, in seconds since 1970-01-01 UTC; overrides SOURCE_DATE_EPOCH")
}

// settle checks the settings and makes the environment of the run from them.
func (s *readSettings) settle(p *program) (env convert.Env, err error) {
	s.stdin, s.reg = p.stdin, p.registry
	env.Folder = os.DirFS
	env.Generator = convert.Generator{Name: programName, Version: Version}
	if env.Date, err = p.conversionDate(s.epoch); err != nil {
		return env, err
	}
	if s.limit, err = parseSize(s.maxInput); err != nil {
		return env, usage("--max-input is %q: %w", s.maxInput, err)
	}
	if !isTag(s.language) {
		return env, usage("--lang is %q: want a BCP 47 tag such as en or pt-BR", s.language)
	}
	if s.from != "" {
		f, err := p.registry.Lookup(s.from)
		if err != nil {
			return env, err
		}
		if f.Reader == nil {
			return env, usage("%s is only written", f.Name)
		}
	}
	if s.templates != "" {
		if !isFolder(s.templates) {
			return env, usage("--templates: %s is no folder", s.templates)
		}
		env.Templates = templates.Overlay(os.DirFS(s.templates))
	}
	return env, nil
}

// isTag reports whether s has the form of a language tag (BCP 47, RFC 5646 2.1),
// or is empty.
func isTag(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if len(part) > 8 || part == "" && s != "" || i == 0 && len(part) == 1 ||
			strings.Trim(part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
			return false
		}
	}
	return true
}

// parseSize reads a number of bytes with an optional unit.
func parseSize(text string) (int64, error) {
	number, unit := text, int64(1)
	for suffix, u := range map[string]int64{"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30} {
		if n, ok := strings.CutSuffix(text, suffix); ok {
			number, unit = n, u
		}
	}
	n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
	if err != nil || n <= 0 || n > (1<<62)/unit {
		return 0, errors.New("want a number of bytes above 0, such as 64MiB")
	}
	return n * unit, nil
}

// read reads one source into a Work.
func (s *readSettings) read(ctx context.Context, source string, env convert.Env) (*document.Work, error) {
	in, f, err := s.open(source, env)
	if err != nil {
		return nil, err
	}
	return convert.Read(ctx, f, in)
}

// open gets the bytes of a source and finds out its format.
func (s *readSettings) open(source string, env convert.Env) (*convert.Input, *convert.Format, error) {
	data, err := s.load(source)
	if err != nil {
		return nil, nil, err
	}
	name := source
	if source == batch.Stdin {
		name = "stdin"
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, nil, fmt.Errorf("%s is empty: there is nothing to convert", name)
	}
	var f *convert.Format
	if s.from != "" {
		f, err = s.reg.Lookup(s.from)
	} else {
		f, err = s.reg.Recognise(filepath.ToSlash(name), data)
		if err == nil && f.Recognise == nil {
			err = refuseBinary(name, data)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	in := &convert.Input{Name: name, Data: data, Language: s.language, Profile: s.profile, Env: env}
	in.Options, err = convert.NewValues(f.Options, nil)
	return in, f, err
}

// large is from how many bytes on a text has garbage collected sooner while it is
// read, at some cost of time: it and what is made of it then take less than 16
// times its size.
const large = 4 << 20

func (s *readSettings) load(source string) ([]byte, error) {
	r := s.stdin
	var buf bytes.Buffer
	if source != batch.Stdin {
		f, err := os.Open(source)
		if err != nil {
			return nil, explainIO(err)
		}
		defer f.Close()
		r = f
		info, err := f.Stat()
		switch {
		case err != nil:
		case info.IsDir():
			return nil, fmt.Errorf("%s is a folder", source)
		case info.Size() <= s.limit:
			buf.Grow(int(info.Size()) + bytes.MinRead)
		}
	}
	if _, err := buf.ReadFrom(io.LimitReader(r, s.limit+1)); err != nil {
		return nil, explainIO(err)
	}
	if int64(buf.Len()) > s.limit {
		return nil, fmt.Errorf("%s: %w: larger than %s: raise --max-input if that is meant", source, convert.ErrLimit, s.maxInput)
	}
	if buf.Len() > large {
		debug.SetGCPercent(25)
	}
	return buf.Bytes(), nil
}

// binaries are the files people try most often that hold no plain text, by
// their first bytes, and what to do with them.
var binaries = []struct{ magic, what, advice string }{
	{"%PDF-", "a PDF", "take the text out first, with pdftotext -layout for instance"},
	{"PK\x03\x04", "a ZIP archive or office document", "save it as plain text first"},
	{"\xD0\xCF\x11\xE0", "an old office document", "save it as plain text first"},
	{"{\\rtf", "an RTF document", "save it as plain text first"},
	{"\x89PNG", "a picture", "take the text out first, by character recognition"},
	{"\xFF\xD8\xFF", "a picture", "take the text out first, by character recognition"},
	{"GIF8", "a picture", "take the text out first, by character recognition"},
	{"II*\x00", "a picture", "take the text out first, by character recognition"},
	{"MM\x00*", "a picture", "take the text out first, by character recognition"},
	{"\x1f\x8b", "a compressed file", "unpack it first"},
	{"BZh", "a compressed file", "unpack it first"},
	{"\xFD7zXZ", "a compressed file", "unpack it first"},
	{"\x28\xB5\x2F\xFD", "a compressed file", "unpack it first"},
	{"7z\xBC\xAF", "an archive", "unpack it first"},
	{"\x7fELF", "a program", "name a text"},
	{"MZ", "a program", "name a text"},
}

// refuseBinary says what a file is that is no text. UTF-16 has zero bytes too,
// but half of the bytes are zero then, or a byte order mark begins it.
func refuseBinary(name string, data []byte) error {
	for _, b := range binaries {
		if strings.HasPrefix(string(data[:min(len(data), 16)]), b.magic) && (b.magic != "MZ" && b.magic != "BZh" || bytes.IndexByte(data, 0) >= 0) {
			return fmt.Errorf("%s is %s, not text: %s (--from text reads it all the same)", name, b.what, b.advice)
		}
	}
	head := data[:min(len(data), 64<<10)]
	if bytes.HasPrefix(head, []byte("\xFE\xFF")) || bytes.HasPrefix(head, []byte("\xFF\xFE")) {
		return nil
	}
	control, zero := 0, [2]int{}
	for i, c := range head {
		if c == 0 {
			zero[i%2]++
		} else if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1b {
			control++
		}
	}
	zeros := zero[0] + zero[1]
	utf16 := max(zero[0], zero[1]) > len(head)/8 && min(zero[0], zero[1]) < max(zero[0], zero[1])/4
	if control > len(head)/50 || zeros > 0 && !utf16 {
		return fmt.Errorf("%s is binary, not text: %d zero bytes and %d control characters in its first %d bytes (--from text reads it all the same)", name, zeros, control, len(head))
	}
	return nil
}
