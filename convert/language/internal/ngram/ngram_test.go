package ngram

import (
	"slices"
	"testing"
)

func TestReader(t *testing.T) {
	var got []string
	var r Reader
	each := func(k Key) {
		var word []rune
		for ; k > 0; k >>= 16 {
			word = append(word, rune(k&0xFFFF))
		}
		slices.Reverse(word)
		got = append(got, string(word))
	}
	for _, c := range "Ab, 1é" {
		r.Next(c, each)
	}
	r.Next('\n', each)
	want := []string{"a", " a", "b", "ab", " ab", "b ", "ab ", " ab ", "é", " é", "é ", " é "}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTable(t *testing.T) {
	keys := []Key{'a', 'b', ' '<<16 | 'a', 'a'<<16 | 'b'}
	weights := [][]Weight{{{0, 5}}, {{0, 3}, {1, 7}}, {{1, 1}}, {{0, 255}}}
	table, err := Read(Write([]string{"xx", "yy"}, keys, weights))
	if err != nil {
		t.Fatal(err)
	}
	var s Scores
	letters, known := table.Score("AB", &s)
	if letters != 2 || known != 4 || s[0] != 5+3+255 || s[1] != 7+1 {
		t.Errorf("%d letters, %d known, scores %v", letters, known, s[:2])
	}
}

func FuzzRead(f *testing.F) {
	f.Add(Write([]string{"xx", "yy"}, []Key{1, 2}, [][]Weight{{{0, 5}}, {{1, 7}}}))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Read(data)
		if err != nil {
			return
		}
		var s Scores
		table.Score("any text at all", &s)
	})
}
