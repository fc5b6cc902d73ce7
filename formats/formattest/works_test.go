package formattest

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/naming"
)

func TestResolutionIsItsSource(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "..", "testdata", "resolution-en.txt"))
	if err != nil {
		t.Fatal(err)
	}
	w := Resolution()
	if err := document.Check(w); err != nil {
		t.Error(err)
	}
	e := w.Expressions[0]
	sum := sha256.Sum256(source)
	if got := hex.EncodeToString(sum[:]); e.Source.SHA256 != got || e.Source.Size != int64(len(source)) {
		t.Errorf("the source has %d bytes, SHA-256 %s", len(source), got)
	}
	covered := make([]bool, len(source))
	spells := func(what, text string, start, end int) {
		if got := string(source[start:end]); fold(got) != fold(text) || strings.TrimSpace(got) == "" && text != got {
			t.Errorf("%s is %q but bytes %d-%d are %q", what, text, start, end, got)
		}
		for i := start; i < end; i++ {
			if covered[i] {
				t.Errorf("byte %d is in two texts", i)
			}
			covered[i] = true
		}
	}
	document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
		spells(n.ID+" num", n.Num, n.NumSpan.Start, n.NumSpan.End)
		document.EachInline(n.Text, func(in *document.Inline) {
			if in.Kind == document.Words {
				spells(n.ID, in.Text, in.Span.Start, in.Span.End)
			}
		})
		return true
	})
	for i, c := range covered {
		if !c && strings.TrimSpace(string(source[i])) != "" {
			t.Errorf("byte %d (%q) is in no text", i, source[i])
		}
	}
}

// fold makes one space of every run of white space, and takes it away at the
// ends: a span need not have the space that its text begins or ends with.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestEverythingHasEveryKind(t *testing.T) {
	w := Everything()
	if err := document.Check(w); err != nil {
		t.Fatal(err)
	}
	kinds := map[document.Kind]bool{}
	inlines := map[document.InlineKind]bool{}
	for _, e := range w.Expressions {
		document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
			kinds[n.Kind] = true
			document.EachInline(n.Text, func(in *document.Inline) { inlines[in.Kind] = true })
			return true
		})
	}
	for _, k := range document.Kinds() {
		if !kinds[k] {
			t.Errorf("no %s", k)
		}
	}
	for _, k := range document.InlineKinds() {
		if !inlines[k] {
			t.Errorf("no inline %s", k)
		}
	}
}

func TestWorksAreNew(t *testing.T) {
	for _, make := range []func() *document.Work{Resolution, Everything} {
		a, b := make(), make()
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("two calls differ (-first +second):\n%s", diff)
		}
		a.Expressions[0].Root.Children[0].Kind = document.Annex
		if cmp.Equal(a, b) {
			t.Error("two calls share nodes")
		}
	}
}

func TestWorksHaveTheirIds(t *testing.T) {
	for _, w := range []*document.Work{Resolution(), Everything()} {
		for _, e := range w.Expressions {
			for _, c := range naming.Assign(e.Root) {
				t.Errorf("%s: %s should be %s", e.Language, c.Old, c.New)
			}
		}
	}
}

func TestLocalTargetsExist(t *testing.T) {
	for _, e := range Everything().Expressions {
		ids := map[string]bool{}
		var targets []string
		document.Walk(e.Root, func(n *document.Node, _ []*document.Node) bool {
			ids[n.ID] = true
			document.EachInline(n.Text, func(in *document.Inline) {
				if id, local := strings.CutPrefix(in.Target, "#"); local {
					targets = append(targets, id)
				}
			})
			return true
		})
		for _, id := range targets {
			if !ids[id] {
				t.Errorf("%s: nothing has the id %s", e.Language, id)
			}
		}
	}
}
