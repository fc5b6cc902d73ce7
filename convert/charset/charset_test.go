package charset

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestLookup(t *testing.T) {
	for label, want := range map[string]string{
		"UTF-8": "utf-8", "utf8": "utf-8", "ISO-8859-1": "iso-8859-1", "ISO_8859-1:1987": "iso-8859-1", "latin1": "iso-8859-1",
		"Latin-2": "iso-8859-2", "cp1250": "windows-1250", "Windows-1251": "windows-1251", "x-cp1252": "windows-1252", "KOI8-R": "koi8-r",
		"GB2312": "gb18030", "gbk": "gb18030", "GB_2312-80": "gb18030", "cp936": "gb18030", "Big5-HKSCS": "big5", "CP866": "ibm866", "DOS-866": "ibm866",
		"x-mac-roman": "macintosh", "arabic": "iso-8859-6", "ASMO-708": "iso-8859-6", "utf-16": "utf-16le", "UTF-16BE": "utf-16be", "us-ascii": "iso-8859-1",
		"klingon": "", "": "",
	} {
		got := ""
		if c := Lookup(label); c != nil {
			got = c.Name
		}
		if got != want {
			t.Errorf("%q is %q, want %q", label, got, want)
		}
	}
}

// Names are given once, and what a charset holds it reads as it wrote it.
func TestEncode(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range All {
		if seen[c.Name] || Lookup(c.Name) != c {
			t.Errorf("%s is not the only one of its name", c.Name)
		}
		seen[c.Name] = true
	}
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(All).Draw(t, "charset")
		alphabet := []rune("az Ż€—éßжΩ中文龍ع\U0001f600\ufffd")
		if c.High() != nil {
			alphabet = nil
			for _, r := range c.High() {
				if r != None {
					alphabet = append(alphabet, r)
				}
			}
		}
		text := rapid.StringOf(rapid.RuneFrom(alphabet)).Draw(t, "text")
		data, ok := c.Encode(text)
		if !ok {
			if c.Name != "big5" {
				t.Fatalf("%s does not hold %q", c.Name, text)
			}
			return
		}
		if got, none := all(c, data); got != text || none > 0 {
			t.Fatalf("%s: %q became %q", c.Name, text, got)
		}
	})
}

func all(c *Charset, data []byte) (text string, none int) {
	var b []byte
	for len(data) > 0 {
		r, n := c.Next(data)
		if r == None {
			none++
		}
		b = utf8.AppendRune(b, r)
		data = data[n:]
	}
	return string(b), none
}

func TestNext(t *testing.T) {
	for _, c := range []struct {
		charset, data, want string
		none                int
	}{
		{"gb18030", "\xd6\xd0\xce\xc4", "中文", 0},
		{"gb18030", "\x80", "€", 0},
		{"gb18030", "\x81\x30\x81\x30", "\u0080", 0},
		{"gb18030", "\x84\x31\xa4\x37", "\ufffd", 0},
		{"gb18030", "\xd6", "\ufffd", 1},
		{"gb18030", "\xd6\n\xd6\xd0", "\ufffd\n中", 1},
		{"gb18030", "\xd60\xd6\xd0", "\ufffd0中", 1},
		{"big5", "\xa4\xa4\xa4\xe5", "中文", 0},
		{"big5", "\xa4<p>", "\ufffd<p>", 1},
		{"big5", "\xa4\x80\xa4\xa4", "\ufffd中", 1},
		{"utf-16le", "a\x00\x00\xd8b\x00c", "a\ufffdb\ufffd", 2},
		{"utf-32be", "\x00\x00\x00a\x00\x11\x00\x00\x00", "a\ufffd\ufffd", 2},
		{"windows-1252", "a\x81\x80", "a\ufffd€", 1},
		{"ibm869", "\x80\x86", "\ufffdΆ", 1},
	} {
		got, none := all(Lookup(c.charset), []byte(c.data))
		if got != c.want || none != c.none {
			t.Errorf("%q in %s: %q with %d without meaning, want %q with %d", c.data, c.charset, got, none, c.want, c.none)
		}
	}
}

func TestFindTwice(t *testing.T) {
	for _, c := range []struct{ text, taken string }{
		{"protégées à Genève, les étés", "windows-1252"},
		{"příliš žluťoučký kůň úpěl ďábelské ódy", "windows-1250"},
		{"ссылаясь на свои предыдущие резолюции", "windows-1251"},
		{"“one” – it’s", "windows-1252"},
		{"安全理事会回顾", "windows-1252"},
	} {
		damaged, _ := all(Lookup(c.taken), []byte(c.text))
		if got := FindTwice("abc " + damaged); got.Taken == nil || got.Taken.Name != c.taken || got.First < 4 {
			t.Errorf("%q: %+v", damaged, got)
		}
		if got := FindTwice(c.text); got.Taken != nil {
			t.Errorf("%q looks like %s", c.text, got.Taken.Name)
		}
	}
	for _, right := range []string{
		"À «É» À – È… «À» É É", "ПРИЈЕ Рјавја Сјајно Рјеч", "Річ Сім Рік Ріка Сіль", "VOILÀ» LÀ… DÉJÀ—",
	} {
		if got := FindTwice(right); got.Taken != nil {
			t.Errorf("%q looks like UTF-8 taken for %s", right, got.Taken.Name)
		}
	}
}

func FuzzNext(f *testing.F) {
	f.Add([]byte("\xd6\xd0\x81\x30\x81\x30"))
	f.Add([]byte("\xff\xd8a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, c := range All {
			for rest := bytes.Clone(data); len(rest) > 0; {
				r, n := c.Next(rest)
				if n < 1 || n > len(rest) || r != None && !utf8.ValidRune(r) {
					t.Fatalf("%s: %q takes %d of %d bytes", c.Name, r, n, len(rest))
				}
				rest = rest[n:]
			}
		}
	})
}
