package diag

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
)

func TestSpan(t *testing.T) {
	a, b, none := Span{3, 7}, Span{5, 9}, Span{}
	for _, c := range []struct {
		got, want any
	}{
		{a.Union(b), Span{3, 9}},
		{a.Union(none), a},
		{none.Union(a), a},
		{none.Union(Span{4, 4}), none.Union(Span{4, 4})},
		{a.Len(), 4},
		{a.Known(), true},
		{none.Known(), false},
		{Span{4, 4}.Known(), false},
		{Span{3, 9}.Contains(a), true},
		{a.Contains(a), true},
		{a.Contains(b), false},
	} {
		if c.got != c.want {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}

func TestSeverity(t *testing.T) {
	for _, s := range []Severity{Note, Warning, Error} {
		text, err := s.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back Severity
		if err := back.UnmarshalText(text); err != nil || back != s {
			t.Errorf("%s: got %v, %v", text, back, err)
		}
	}
	if _, err := ParseSeverity("fatal"); err == nil {
		t.Error("an unknown severity is read")
	}
	if Note >= Warning || Warning >= Error {
		t.Error("severities are not ordered by how much they matter")
	}
}

func TestDiagnosticString(t *testing.T) {
	place := Position{Line: 3, Column: 14, Offset: 80}
	for _, c := range []struct {
		d    Diagnostic
		want string
	}{
		{Diagnostic{Severity: Error, Code: "TXT001", Message: "m"}, "error: m [TXT001]"},
		{Diagnostic{Code: "TXT001", Message: "m", File: "a.txt"}, "a.txt: note: m [TXT001]"},
		{Diagnostic{Severity: Warning, Code: "TXT001", Message: "m", File: "a.txt", Start: place}, "a.txt:3:14: warning: m [TXT001]"},
		{Diagnostic{Severity: Warning, Code: "TXT001", Message: "m", File: "a.txt", Start: place, NodeID: "rec_A"}, "a.txt:3:14: warning: rec_A: m [TXT001]"},
		{Diagnostic{Severity: Warning, Code: "TXT001", Message: "m", Start: place}, "3:14: warning: m [TXT001]"},
	} {
		if got := c.d.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestDiagnosticJSON(t *testing.T) {
	got, err := json.Marshal(Diagnostic{Severity: Warning, Code: "TXT001", Message: "m", Span: Span{1, 2}})
	const want = `{"severity":"warning","code":"TXT001","message":"m","span":{"start":1,"end":2},"start":{"line":0,"column":0,"offset":0}}`
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestBagSorts(t *testing.T) {
	want := []Diagnostic{
		{File: "a", Span: Span{1, 2}, Code: "TXT002", Message: "y"},
		{File: "a", Span: Span{5, 6}, Code: "TXT001", NodeID: "x", Message: "z"},
		{File: "a", Span: Span{5, 6}, Code: "TXT002", NodeID: "a", Message: "z"},
		{File: "a", Span: Span{5, 6}, Code: "TXT002", NodeID: "b", Message: "a"},
		{File: "a", Span: Span{5, 6}, Code: "TXT002", NodeID: "b", Message: "b"},
		{File: "b", Span: Span{0, 1}, Code: "TXT001", Message: "a"},
	}
	var b Bag
	for _, i := range []int{3, 0, 5, 1, 4, 2} {
		b.Report(want[i])
	}
	if got := b.Sorted(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	b.Sorted()[0].Message = "changed"
	if b.Sorted()[0].Message != "y" {
		t.Error("what Sorted returns is the bag's own")
	}
}

func TestBagCaps(t *testing.T) {
	var b Bag
	for i := range DefaultCap + 7 {
		b.Report(Diagnostic{Severity: Warning, Code: "TXT001", File: "a", Span: Span{i, i + 1}})
	}
	b.Report(Diagnostic{Severity: Error, Code: "TXT002", File: "a"})
	b.Report(Diagnostic{Severity: Note, Code: "TXT001", File: "b"})
	if got, want := len(b.Sorted()), DefaultCap+2; got != want {
		t.Errorf("%d findings are kept, want %d: the cap is for one code of one file", got, want)
	}
	if got := b.Dropped(); got != 7 {
		t.Errorf("%d were dropped, want 7", got)
	}
	for least, want := range map[Severity]int{Note: DefaultCap + 2, Warning: DefaultCap + 1, Error: 1} {
		if got := b.Count(least); got != want {
			t.Errorf("%d of severity %s or above, want %d", got, least, want)
		}
	}
}

func TestBagEmpty(t *testing.T) {
	var b Bag
	if len(b.Sorted()) != 0 || b.Count(Note) != 0 || b.Dropped() != 0 {
		t.Error("an empty bag is not empty")
	}
	Discard.Report(Diagnostic{})
}

// TestBagConcurrently: whoever reports first, the findings come out alike. It
// is for the race detector too.
func TestBagConcurrently(t *testing.T) {
	var b Bag
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 100 {
				b.Report(Diagnostic{Code: "TXT001", File: fmt.Sprint(g), Span: Span{i, i + 1}})
				b.Count(Note)
			}
		})
	}
	wg.Wait()
	got := b.Sorted()
	if len(got) != 800 || got[0].File != "0" || got[799].File != "7" || got[150].Span.Start != 50 {
		t.Errorf("%d findings, not as they should be", len(got))
	}
}

func TestNew(t *testing.T) {
	for _, e := range Codes() {
		if d := New(e.Code, "m"); d.Severity != e.Severity || d.Code != e.Code || d.Message != "m" {
			t.Errorf("%s: got %v", e.Code, d)
		}
	}
	if d := New("XXX999", "m"); d.Severity != Warning {
		t.Errorf("a code of no table makes a %s", d.Severity)
	}
	if _, ok := Lookup("XXX999"); ok {
		t.Error("a code that there is not is found")
	}
}
