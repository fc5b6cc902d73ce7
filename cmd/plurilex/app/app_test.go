package app_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/plurilex/plurilex/cmd/plurilex/app"
	"github.com/plurilex/plurilex/formats"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"plurilex": func() { os.Exit(app.Main(formats.Builtin())) },
	})
}

// The scripts in testdata/script are the program as its users type it.
func TestScripts(t *testing.T) {
	sample, err := filepath.Abs("../../../testdata/resolution-en.txt")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			text, err := os.ReadFile(sample)
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "resolution-en.txt"), text, 0o666)
		},
	})
}
