//go:build conformance

package xmlscan

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestWellFormednessAgrees compares with xmllint which documents are well-formed
// with regard to namespaces: the cases of the other tests, and each of the
// well-formed ones damaged in a few bytes, many times.
func TestWellFormednessAgrees(t *testing.T) {
	program, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("SKIPPED: xmllint is not installed, so nothing was compared")
	}
	// What is refused here on purpose.
	stricter := func(e *SyntaxError) bool {
		return e.Fault == Doctype || e.Fault == Limit || e.Fault == Encoding && strings.Contains(e.Message, "is not read here")
	}
	documents := map[string]string{}
	for i, c := range malformed {
		documents[fmt.Sprintf("malformed-%02d.xml", i)] = c.in
	}
	for i, c := range wellFormed {
		documents[fmt.Sprintf("good-%02d.xml", i)] = c.in
		rng := rand.New(rand.NewPCG(1, uint64(i)))
		for n := range 100 {
			damaged := []byte(c.in)
			for range 1 + n%3 {
				at := rng.IntN(len(damaged))
				const bytes = "<>&;/='\"ab:x1 -?!]#\n\r\t\x01\xC3\xA9"
				with := bytes[rng.IntN(len(bytes))]
				switch rng.IntN(3) {
				case 0:
					damaged[at] = with
				case 1:
					damaged = slices.Insert(damaged, at, with)
				default:
					damaged = append(slices.Delete(damaged, at, at+1), '\n')
				}
			}
			documents[fmt.Sprintf("damaged-%02d-%02d.xml", i, n)] = string(damaged)
		}
	}
	dir := t.TempDir()
	var names []string
	for name, text := range documents {
		names = append(names, name)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(names)
	says := map[string]string{}
	for batch := range slices.Chunk(names, 200) {
		cmd := exec.Command(program, append([]string{"--noout", "--nonet"}, batch...)...)
		cmd.Dir = dir
		var out bytes.Buffer
		cmd.Stderr = &out
		_ = cmd.Run()
		for line := range strings.Lines(out.String()) {
			name, rest, ok := strings.Cut(line, ":")
			if _, known := documents[name]; ok && known && strings.Contains(rest, "error") && says[name] == "" {
				says[name] = strings.TrimSpace(rest)
			}
		}
	}
	agreed := 0
	for _, name := range names {
		_, err := events(strings.NewReader(documents[name]))
		if e, ok := err.(*SyntaxError); ok && stricter(e) {
			continue
		}
		if (err == nil) != (says[name] == "") {
			t.Errorf("%s: %q: xmllint says %q, this package %v", name, documents[name], says[name], err)
			continue
		}
		agreed++
	}
	t.Logf("%d of %d verdicts agree, %d of them not well-formed", agreed, len(names), len(says))
}
