// Package diag says where something is in a source and what was noticed there.
//
// A Diagnostic (a finding) is about a document and never stops a conversion;
// an error means that there is no output. The package imports nothing of ours,
// so that every other package can speak of places and findings.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Span is the half-open range [Start, End) of bytes in one untouched source.
// The zero Span means that something was not read from a source.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Known reports whether the span points into a source.
func (s Span) Known() bool { return s.End > s.Start }

// Len is the number of bytes of the span.
func (s Span) Len() int { return s.End - s.Start }

// Union is the smallest span that covers both; an unknown span adds nothing.
func (s Span) Union(t Span) Span {
	if !s.Known() {
		return t
	}
	if !t.Known() {
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Position is a place as editors name it.
type Position struct {
	Line   int `json:"line"`   // from 1
	Column int `json:"column"` // from 1, in runes
	Offset int `json:"offset"` // from 0, in bytes of the untouched source
}

// Known reports whether the position names a line.
func (p Position) Known() bool { return p.Line > 0 }

// String is "line:column".
func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// Severity orders findings by how much they matter.
type Severity uint8

const (
	Note    Severity = iota // worth knowing, nothing to do
	Warning                 // somebody should look
	Error                   // the document is wrong; it is written all the same
)

var severityNames = [...]string{Note: "note", Warning: "warning", Error: "error"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the severity as its lower-case name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (s *Severity) UnmarshalText(text []byte) error {
	v, err := ParseSeverity(string(text))
	if err == nil {
		*s = v
	}
	return err
}

// ParseSeverity is the inverse of String.
func ParseSeverity(name string) (Severity, error) {
	if i := slices.Index(severityNames[:], name); i >= 0 {
		return Severity(i), nil
	}
	return 0, fmt.Errorf("unknown severity %q: want one of %s", name, strings.Join(severityNames[:], ", "))
}

// Code names a kind of finding for good: an area of three letters and a number
// that is never used again for something else ("TXT014").
type Code string

// Diagnostic is one finding about one document.
type Diagnostic struct {
	Severity Severity `json:"severity"`
	Code     Code     `json:"code"`
	Message  string   `json:"message"`            // what was found, in lower case, without a full stop
	File     string   `json:"file,omitempty"`     // the source as the user named it
	Span     Span     `json:"span"`               // bytes of the source; zero when the finding has no place
	Start    Position `json:"start"`              // of Span.Start; zero when the finding has no place
	NodeID   string   `json:"node,omitempty"`     // the clause it is about
	Language string   `json:"language,omitempty"` // the expression it is about
	Evidence string   `json:"evidence,omitempty"` // the words of the source that show it
}

// String is "file:line:col: severity: message [CODE]", the form editors jump to.
func (d Diagnostic) String() string {
	var b strings.Builder
	if d.File != "" {
		b.WriteString(d.File)
		b.WriteByte(':')
	}
	if d.Start.Known() {
		b.WriteString(d.Start.String())
		b.WriteByte(':')
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	fmt.Fprintf(&b, "%s: ", d.Severity)
	if d.NodeID != "" {
		fmt.Fprintf(&b, "%s: ", d.NodeID)
	}
	fmt.Fprintf(&b, "%s [%s]", d.Message, d.Code)
	return b.String()
}

// Sink takes findings as they are made. A Sink may be called from several
// goroutines at once.
type Sink interface {
	Report(Diagnostic)
}

// Discard is a Sink that keeps nothing.
var Discard Sink = discard{}

type discard struct{}

func (discard) Report(Diagnostic) {}

// DefaultCap is how many findings of one code a Bag keeps of one file.
const DefaultCap = 1000

// Bag is a Sink that keeps findings. The zero value is ready for use.
type Bag struct {
	mu    sync.Mutex
	found []Diagnostic
	count map[countKey]int
}

type countKey struct {
	file string
	code Code
}

// Report keeps d, or only counts it when DefaultCap of its code are kept already.
func (b *Bag) Report(d Diagnostic) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.count == nil {
		b.count = make(map[countKey]int)
	}
	key := countKey{d.File, d.Code}
	b.count[key]++
	if b.count[key] <= DefaultCap {
		b.found = append(b.found, d)
	}
}

// Sorted returns the findings by file, offset, code, clause and message.
func (b *Bag) Sorted() []Diagnostic {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := slices.Clone(b.found)
	slices.SortStableFunc(out, func(x, y Diagnostic) int {
		return cmp.Or(
			cmp.Compare(x.File, y.File),
			cmp.Compare(x.Span.Start, y.Span.Start),
			cmp.Compare(x.Code, y.Code),
			cmp.Compare(x.NodeID, y.NodeID),
			cmp.Compare(x.Message, y.Message),
		)
	})
	return out
}

// Count is how many findings of the severity or above were reported and kept.
func (b *Bag) Count(least Severity) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for _, d := range b.found {
		if d.Severity >= least {
			n++
		}
	}
	return n
}

// Dropped is how many findings were reported beyond the cap of their code.
func (b *Bag) Dropped() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for _, c := range b.count {
		n += max(0, c-DefaultCap)
	}
	return n
}
