package charset

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Encode writes a text in the charset, without a byte order mark. It is false
// when the charset lacks a character of the text.
func (c *Charset) Encode(s string) ([]byte, bool) {
	switch c.Name {
	case "utf-8":
		return []byte(s), utf8.ValidString(s)
	case "gb18030":
		b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
		return b, err == nil
	case "big5":
		b, err := traditionalchinese.Big5.NewEncoder().Bytes([]byte(s))
		return b, err == nil
	case "utf-16le":
		return inUTF16(s, binary.LittleEndian)
	case "utf-16be":
		return inUTF16(s, binary.BigEndian)
	case "utf-32le":
		return inUTF32(s, binary.LittleEndian)
	case "utf-32be":
		return inUTF32(s, binary.BigEndian)
	}
	bytes := make(map[rune]byte, len(c.high))
	for i, r := range c.high {
		if _, twice := bytes[r]; !twice && r != None {
			bytes[r] = byte(i) + utf8.RuneSelf
		}
	}
	out := make([]byte, 0, len(s))
	for _, r := range s {
		b, ok := bytes[r]
		if r < utf8.RuneSelf {
			b, ok = byte(r), true
		}
		if !ok {
			return nil, false
		}
		out = append(out, b)
	}
	return out, true
}

func inUTF16(s string, order binary.AppendByteOrder) ([]byte, bool) {
	out := make([]byte, 0, 2*len(s))
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out, utf8.ValidString(s)
}

func inUTF32(s string, order binary.AppendByteOrder) ([]byte, bool) {
	out := make([]byte, 0, 4*len(s))
	for _, r := range s {
		out = order.AppendUint32(out, uint32(r))
	}
	return out, utf8.ValidString(s)
}
