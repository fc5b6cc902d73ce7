package convert_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const module = "github.com/plurilex/plurilex"

// goPackage is what go list says of a package.
type goPackage struct {
	ImportPath string
	Name       string
	Standard   bool
	Imports    []string
	Module     *struct{ Path string }
}

// goList lists packages and all they depend on.
func goList(t *testing.T, patterns ...string) []goPackage {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-deps", "-json=ImportPath,Name,Standard,Imports,Module"}, patterns...)...)
	cmd.Dir = ".."
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var all []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

var (
	listOnce sync.Once
	listed   []goPackage
)

// everything is every package of the module and what they depend on.
func everything(t *testing.T) []goPackage {
	t.Helper()
	listOnce.Do(func() { listed = goList(t, "./...") })
	return listed
}

// ours is the path of a package in the module, or false.
func ours(path string) (string, bool) {
	if path == module {
		return "", true
	}
	return strings.CutPrefix(path, module+"/")
}

// layer says how high a package stands, and its family: packages of one layer
// may import each other inside a family only.
func layer(path string) (height int, family string) {
	parts := strings.Split(path, "/")
	switch {
	case parts[0] == "templates":
		return 0, path
	case path == "convert/diag":
		return 0, path
	case path == "convert/document":
		return 1, path
	case path == "convert":
		return 3, path
	case parts[0] == "convert" && (parts[1] == "batch" || parts[1] == "archive"):
		return 4, parts[1] // they run conversions
	case parts[0] == "convert":
		return 2, "convert"
	case path == "formats":
		return 5, path
	case parts[0] == "formats":
		return 4, "formats/" + parts[1]
	case parts[0] == "cmd":
		return 6, "cmd"
	}
	return -1, path
}

// TestImportsGoOneWay: cmd, formats, each format, convert, its parts, the model,
// findings; and no format imports another.
func TestImportsGoOneWay(t *testing.T) {
	for _, p := range everything(t) {
		path, ok := ours(p.ImportPath)
		if !ok {
			continue
		}
		height, family := layer(path)
		if height < 0 {
			t.Errorf("package %s has no place in the house", path)
		}
		for _, imported := range p.Imports {
			other, ok := ours(imported)
			if !ok {
				continue
			}
			below, otherFamily := layer(other)
			if below > height || below == height && family != otherFamily {
				t.Errorf("%s imports %s", path, other)
			}
			if other == "formats/formattest" {
				t.Errorf("%s imports the test suite outside a test", path)
			}
		}
	}
}

// TestFormatLibrariesHaveOneImporter: to change a library is to change one package.
func TestFormatLibrariesHaveOneImporter(t *testing.T) {
	for library, want := range map[string]string{
		"github.com/jung-kurt/gofpdf":    "formats/pdf/page",
		"github.com/xuri/excelize/v2":    "formats/xlsx",
		"github.com/beevik/etree":        "formats/akn",
		"github.com/spf13/cobra":         "cmd/plurilex/app",
		"codeberg.org/go-fonts/":         "formats/pdf/font",
		"github.com/santhosh-tekuri/":    "",
		"github.com/go-text/typesetting": "formats/pdf/font formats/pdf/linebreak",
	} {
		var importers []string
		for _, p := range everything(t) {
			path, ok := ours(p.ImportPath)
			if ok && slices.ContainsFunc(p.Imports, func(i string) bool { return strings.HasPrefix(i, library) }) {
				importers = append(importers, path)
			}
		}
		slices.Sort(importers)
		if got := strings.Join(importers, " "); got != want {
			t.Errorf("%s is imported by %q, want %q", library, got, want)
		}
	}
}

// TestModulesOfTheProgram holds what is compiled in to what was decided.
func TestModulesOfTheProgram(t *testing.T) {
	var modules []string
	for _, p := range goList(t, "./cmd/plurilex") {
		if p.Module != nil && !slices.Contains(modules, p.Module.Path) {
			modules = append(modules, p.Module.Path)
		}
	}
	slices.Sort(modules)
	want := []string{
		"codeberg.org/go-fonts/liberation",
		"github.com/BurntSushi/toml",
		"github.com/beevik/etree",
		"github.com/go-text/typesetting",
		"github.com/jung-kurt/gofpdf",
		"github.com/klauspost/compress",
		module,
		"github.com/richardlehane/mscfb",   // excelize
		"github.com/richardlehane/msoleps", // excelize
		"github.com/spf13/cobra",
		"github.com/spf13/pflag",        // cobra
		"github.com/tiendc/go-deepcopy", // excelize
		"github.com/xuri/efp",           // excelize
		"github.com/xuri/excelize/v2",
		"github.com/xuri/nfp", // excelize
		"golang.org/x/crypto", // excelize
		"golang.org/x/image",  // go-text
		"golang.org/x/net",    // excelize
		"golang.org/x/text",
	}
	slices.Sort(want)
	if !slices.Equal(modules, want) {
		t.Errorf("the program is made of\n%s\nwant\n%s", strings.Join(modules, "\n"), strings.Join(want, "\n"))
	}
}

// TestNoNetwork: nothing of ours can talk to anybody. The workbook library and
// the flags library import packages of the network for types of theirs; nobody
// else does.
func TestNoNetwork(t *testing.T) {
	var importers []string
	for _, p := range goList(t, "./cmd/plurilex") {
		if !p.Standard && slices.ContainsFunc(p.Imports, func(i string) bool {
			return i == "net" || i == "net/http" || i == "net/rpc" || i == "net/smtp" || i == "crypto/tls"
		}) {
			importers = append(importers, p.ImportPath)
		}
	}
	slices.Sort(importers)
	if got, want := strings.Join(importers, " "), "github.com/spf13/pflag github.com/xuri/excelize/v2"; got != want {
		t.Errorf("the network is imported by %s, want %s", got, want)
	}
}

// TestOnlySomeTouchTheWorld: files belong to cmd, batch and archive, programs
// and the rest of the world to cmd. Programs that make data are no part of the
// product, and what tests are made of is none either.
func TestOnlySomeTouchTheWorld(t *testing.T) {
	for _, p := range everything(t) {
		path, ok := ours(p.ImportPath)
		if !ok || p.Name == "main" || strings.HasPrefix(path, "cmd/") || path == "formats/formattest" || path == "formats/text/damage" || path == "convert/converttest" {
			continue
		}
		files := strings.HasPrefix(path, "convert/batch") || strings.HasPrefix(path, "convert/archive")
		for _, i := range p.Imports {
			switch i {
			case "os", "path/filepath":
				if !files && path != "templates" {
					t.Errorf("%s imports %s", path, i)
				}
			case "os/exec", "os/signal", "os/user", "flag", "log", "log/slog", "math/rand", "math/rand/v2", "crypto/rand", "syscall", "runtime/debug":
				if !files || i == "math/rand" || i == "os/exec" {
					t.Errorf("%s imports %s", path, i)
				}
			}
		}
	}
}

// TestNoClock: outputs get their date from the caller. Measuring how long
// something takes is for cmd and batch.
func TestNoClock(t *testing.T) {
	for path, file := range sources(t) {
		if strings.HasPrefix(path, "cmd/") || strings.HasPrefix(path, "convert/batch/") || strings.HasPrefix(path, "convert/converttest/") || file.Name.Name == "main" {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				x, _ := s.X.(*ast.Ident)
				if x == nil {
					return true
				}
				switch name := x.Name + "." + s.Sel.Name; name {
				case "time.Now", "time.Since", "time.Until", "os.Getenv", "os.LookupEnv", "os.Args":
					t.Errorf("%s calls %s", path, name)
				}
			}
			return true
		})
	}
}

// sources are the Go files of the module that are no tests, by their path in it.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	root := ".."
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
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		files[filepath.ToSlash(rel)] = file
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
