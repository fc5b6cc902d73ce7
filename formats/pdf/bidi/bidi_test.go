package bidi

import (
	"fmt"
	"testing"
)

func TestLevels(t *testing.T) {
	for _, tc := range []struct {
		name string
		text string
		base Direction
		want string // a digit a byte
	}{
		{"latin alone has no levels", "Rule 135(5) – ‘x’", LeftToRight, ""},
		{"latin in a paragraph from the right", "ab", RightToLeft, "22"},
		{"arabic letters", "ab ج", LeftToRight, "00011"},
		{"digits in arabic text", "ج 12", RightToLeft, "11122"},
		{"a reference is torn apart", "ج 2016/2607(RSP)", RightToLeft, "1112222222221222" + "1"},
		{"an isolate keeps it together", "ج \u20662016/2607(RSP)\u2069", RightToLeft, "111" + "111" + "22222222222222" + "111"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var r Resolver
			got := ""
			for _, level := range r.Levels(nil, tc.text, tc.base) {
				got += fmt.Sprint(level)
			}
			if got != tc.want {
				t.Errorf("levels %s, want %s", got, tc.want)
			}
		})
	}
}

func TestReorder(t *testing.T) {
	got := fmt.Sprint(Reorder(nil, []uint8{0, 1, 1, 2, 2, 1, 0}))
	if want := "[0 5 3 4 2 1 6]"; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
}

func FuzzLevels(f *testing.F) {
	f.Add("ab ج 12 (x) \u2067\u202e\u2069", int8(1))
	f.Fuzz(func(t *testing.T, text string, base int8) {
		var r Resolver
		levels := r.Levels(nil, text, Direction(base%2))
		if levels != nil && len(levels) != len(text) {
			t.Fatalf("%d levels for %d bytes", len(levels), len(text))
		}
		seen := make([]bool, len(levels))
		for _, i := range Reorder(nil, levels) {
			if seen[i] {
				t.Fatalf("%d is shown twice", i)
			}
			seen[i] = true
		}
	})
}
