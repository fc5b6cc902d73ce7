package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	codeForm = regexp.MustCompile(`^[A-Z]{3}[0-9]{3}$`)
	codeVerb = regexp.MustCompile(`^[A-Z]{3}[0-9]+%0[12]d$`) // how codes of numbered rules are made
)

// TestCodes: what explains a code is fit to be read.
func TestCodes(t *testing.T) {
	all := Codes()
	if len(all) == 0 {
		t.Fatal("there are no codes")
	}
	for i, e := range all {
		if !codeForm.MatchString(string(e.Code)) {
			t.Errorf("%q: want three letters and three digits", e.Code)
		}
		if i > 0 && all[i-1].Code == e.Code {
			t.Errorf("%s stands twice", e.Code)
		}
		if e.Title == "" || strings.HasSuffix(e.Title, ".") || strings.Contains(e.Title, "\n") {
			t.Errorf("%s: title %q: want one line without a full stop", e.Code, e.Title)
		}
		if e.Help == "" || !strings.HasSuffix(e.Help, ".") {
			t.Errorf("%s: help %q: want sentences", e.Code, e.Help)
		}
		if found, ok := Lookup(e.Code); !ok || found != e {
			t.Errorf("%s is not found", e.Code)
		}
	}
}

// TestCodesStandInTheirArea: the file of an area holds its codes alone, sorted.
func TestCodesStandInTheirArea(t *testing.T) {
	files, err := filepath.Glob("codes_*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		area, _, _ := strings.Cut(strings.ToUpper(strings.TrimSuffix(strings.TrimPrefix(file, "codes_"), ".go")), "_")
		if area == "TEST" {
			continue
		}
		codes := codesIn(t, file)
		if !slices.IsSorted(codes) {
			t.Errorf("%s is not sorted: %v", file, codes)
		}
		for _, c := range codes {
			if area != "RUN" && c[:3] != area {
				t.Errorf("%s holds %s", file, c)
			}
		}
	}
}

// TestCodesAreUsed: every code is made somewhere, and every code that is made
// is explained.
func TestCodesAreUsed(t *testing.T) {
	areas := map[string]bool{}
	for _, e := range Codes() {
		areas[string(e.Code[:3])] = true
	}
	used := map[string]string{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && path != root && (name[0] == '.' || name == "testdata") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		if dir, err := filepath.Abs(filepath.Dir(path)); err != nil || strings.HasPrefix(name, "codes_") && filepath.Base(dir) == "diag" {
			return err
		}
		for _, c := range append(codesIn(t, path), stringsIn(t, path, codeVerb)...) {
			if areas[c[:3]] {
				used[c] = path
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range Codes() {
		if used[string(e.Code)] == "" && !made(string(e.Code), used) {
			t.Errorf("nothing makes %s (%s)", e.Code, e.Title)
		}
	}
	for _, c := range slices.Sorted(maps.Keys(used)) {
		if _, ok := Lookup(Code(c)); !ok && !codeVerb.MatchString(c) {
			t.Errorf("%s makes %s, which no table explains", used[c], c)
		}
	}
}

// made reports whether a code is one of those that are made of a number.
func made(code string, used map[string]string) bool {
	for c := range used {
		if prefix, _, ok := strings.Cut(c, "%"); ok && strings.HasPrefix(code, prefix) {
			return true
		}
	}
	return false
}

// codesIn are the strings in a Go file that have the form of a code.
func codesIn(t *testing.T, path string) []string { return stringsIn(t, path, codeForm) }

func stringsIn(t *testing.T, path string, form *regexp.Regexp) []string {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	ast.Inspect(file, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok && (b.Op == token.LSS || b.Op == token.GEQ) {
			return false // where an area is divided, no code need be
		}
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil && form.MatchString(text) {
				codes = append(codes, text)
			}
		}
		return true
	})
	return codes
}
