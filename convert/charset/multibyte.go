package charset

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func nextUTF8(data []byte) (rune, int) {
	r, n := utf8.DecodeRune(data)
	if r == utf8.RuneError && n == 1 {
		return None, 1
	}
	return r, n
}

func nextUTF16LE(data []byte) (rune, int) { return nextUTF16(data, 0) }
func nextUTF16BE(data []byte) (rune, int) { return nextUTF16(data, 1) }

// nextUTF16 reads a unit, or two that are a pair. low is which byte of a unit
// is the low one.
func nextUTF16(data []byte, low int) (rune, int) {
	if len(data) < 2 {
		return None, len(data)
	}
	r := rune(data[1-low])<<8 | rune(data[low])
	if r < 0xd800 || r > 0xdfff {
		return r, 2
	}
	if r < 0xdc00 && len(data) >= 4 {
		if second := rune(data[3-low])<<8 | rune(data[2+low]); second&0xfc00 == 0xdc00 {
			return (r-0xd800)<<10 + second - 0xdc00 + 0x10000, 4
		}
	}
	return None, 2
}

func nextUTF32LE(data []byte) (rune, int) {
	if len(data) < 4 {
		return None, len(data)
	}
	return scalar(data[3], data[2], data[1], data[0])
}

func nextUTF32BE(data []byte) (rune, int) {
	if len(data) < 4 {
		return None, len(data)
	}
	return scalar(data[0], data[1], data[2], data[3])
}

func scalar(a, b, c, d byte) (rune, int) {
	r := uint32(a)<<24 | uint32(b)<<16 | uint32(c)<<8 | uint32(d)
	if r > utf8.MaxRune || !utf8.ValidRune(rune(r)) {
		return None, 4
	}
	return rune(r), 4
}

// pairs is the characters of two bytes, the first from 0x81 and the second from
// 0x40 on, both to 0xFE.
type pairs [126 * 191]rune

func pairsOf(e encoding.Encoding) func() *pairs {
	return sync.OnceValue(func() *pairs {
		table := new(pairs)
		d := e.NewDecoder()
		for i := range table {
			both, err := d.Bytes([]byte{byte(0x81 + i/191), byte(0x40 + i%191)})
			table[i] = None
			if r, n := utf8.DecodeRune(both); err == nil && n == len(both) && r != utf8.RuneError {
				table[i] = r
			}
		}
		return table
	})
}

var (
	gb18030Pairs = pairsOf(simplifiedchinese.GB18030)
	big5Pairs    = pairsOf(traditionalchinese.Big5)
)

// next reads one byte or two. A first byte without a second that fits is no
// character by itself: what follows it may be ASCII.
func (p *pairs) next(data []byte) (rune, int) {
	c := data[0]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if c < 0x81 || c > 0xfe || len(data) < 2 || data[1] < 0x40 || data[1] > 0xfe {
		return None, 1
	}
	if r := p[int(c-0x81)*191+int(data[1]-0x40)]; r != None {
		return r, 2
	}
	if data[1] < utf8.RuneSelf {
		return None, 1
	}
	return None, 2
}

// nextGB18030 reads GB 18030, which has all that GB 2312 and GBK have where they
// have it, and the euro sign of Windows.
func nextGB18030(data []byte) (rune, int) {
	if len(data) >= 4 && data[0] >= 0x81 && data[0] <= 0xfe && data[1] >= '0' && data[1] <= '9' &&
		data[2] >= 0x81 && data[2] <= 0xfe && data[3] >= '0' && data[3] <= '9' {
		four, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data[:4])
		if r, n := utf8.DecodeRune(four); err == nil && n == len(four) && (r != utf8.RuneError || string(data[:4]) == "\x84\x31\xa4\x37") {
			return r, 4
		}
	}
	if data[0] == 0x80 {
		return '€', 1
	}
	return gb18030Pairs().next(data)
}

// nextBig5 reads Big5 with the additions of Hong Kong, but for its four letters
// that are two characters each in Unicode.
func nextBig5(data []byte) (rune, int) { return big5Pairs().next(data) }
