package layout

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plurilex/plurilex/formats/pdf/display"
)

func TestLength(t *testing.T) {
	for text, want := range map[string]display.Unit{
		"12pt": 12 * display.Point, "0.5pt": 500, "1in": 72 * display.Point, "8.5in": 612 * display.Point,
		"210mm": 595276, "29.7cm": 841890, "10 mm": 28346, "0pt": 0, "1.125pt": 1125,
	} {
		var l Length
		if err := l.UnmarshalText([]byte(text)); err != nil || display.Unit(l) != want {
			t.Errorf("%s: %d, want %d (%v)", text, l, want, err)
		}
	}
	for _, text := range []string{"", "12", "pt", "-1pt", "1.2345pt", "1,5pt", "1e3pt", "12 px"} {
		var l Length
		if err := l.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is the length %d", text, l)
		}
	}
}

func TestLoadStyleFaults(t *testing.T) {
	data, err := os.ReadFile("../../../templates/styles/parliament.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ name, old, put, want string }{
		{"a key that means nothing", "[page]", "[page]\ncolour = \"red\"", "unknown key"},
		{"a length without a measure", `top    = "25mm"`, `top = "25"`, "length"},
		{"an alignment that is none", `align  = "center"`, `align = "middle"`, "justify, start, center, end"},
		{"margins wider than the paper", `start  = "25mm"`, `start = "200mm"`, "margins"},
		{"letters of no size", `size    = "14pt"`, `size = "0pt"`, "size and leading"},
		{"letters too large in columns", "scale  = [100, 90, 80]", "scale = [100, 1000]", "columns.scale"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text := strings.Replace(string(data), tc.old, tc.put, 1)
			if text == string(data) {
				t.Fatalf("the style has no %q", tc.old)
			}
			_, err := LoadStyle(fstest.MapFS{"styles/own.toml": {Data: []byte(text)}}, "own")
			if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "styles/own.toml") {
				t.Errorf("error %v, want one with %q", err, tc.want)
			}
		})
	}
	if _, err := LoadStyle(fstest.MapFS{}, "none"); err == nil {
		t.Error("a style that is not there is loaded")
	}
}

func TestLookFallsBack(t *testing.T) {
	s := &Style{Text: Look{Size: 1}, Look: map[string]Look{"cell": {Size: 2}, "cell.header": {Size: 3}, "text.doctype": {Size: 4}}}
	for _, tc := range []struct {
		kind, role string
		want       Length
	}{{"cell", "", 2}, {"cell.header", "", 3}, {"cell.footer", "", 2}, {"cell", "x", 2}, {"text", "doctype", 4}, {"text", "", 1}, {"quote", "x", 1}} {
		if got := s.look(tc.kind, tc.role).Size; got != tc.want {
			t.Errorf("%s with role %q has look %d, want %d", tc.kind, tc.role, got, tc.want)
		}
	}
}

func TestColumnsScale(t *testing.T) {
	s := &Style{Text: Look{Size: 12000, Label: 28346}, Look: map[string]Look{"footer": {Size: 9000}}, Columns: Columns{Scale: []int{100, 90}}}
	if s.columns(1) != s {
		t.Error("a page of one column is not as the style has it")
	}
	for _, n := range []int{2, 3} {
		small := s.columns(n)
		if small.Text.Size != 10800 || small.Text.Label != 25511 || small.Look["footer"].Size != 9000 {
			t.Errorf("%d columns: %+v", n, small)
		}
	}
	s.Columns.Ragged = 3
	for n, align := range map[int]Align{1: Justify, 2: Justify, 3: Start, 4: Start} {
		if look := s.columns(n).Text; look.Align != align || look.divide != (align == Start) {
			t.Errorf("%d columns: align %d, divide %v", n, look.Align, look.divide)
		}
	}
	if s.Text.Size != 12000 || s.Text.Align != Justify {
		t.Error("the style itself is changed")
	}
}
