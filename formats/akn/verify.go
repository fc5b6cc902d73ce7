package akn

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
)

// Verify checks an output before it counts: it has to be valid, its names have to
// be those of the Naming Convention, and, read back, it has to hold all text of
// the expression in its order. What rules say of the text itself, a clause that
// is empty or a date that is none, does not count: it is so in the source.
func (writer) Verify(ctx context.Context, job *convert.Job, data []byte) error {
	if err := schemaValid(ctx, job.Name, data); err != nil {
		return err
	}
	root, text, err := parse(data)
	if err != nil {
		return err
	}
	if err := firstError(rulesOn(job.Name, root, text)); err != nil {
		return err
	}
	in := &convert.Input{Name: job.Name, Data: data, Language: job.Expression.Language, Profile: job.Work.Profile, Env: convert.Env{Templates: job.Env.Templates}}
	back, err := readTree(in, root, text)
	if err != nil {
		return err
	}
	want, got := solid(job.Expression.Root), solid(back.Expressions[0].Root)
	if want == got {
		return nil
	}
	at := 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	return fmt.Errorf("%w: the text has %q where the file has %q", errTextLost, excerpt(want, at), excerpt(got, at))
}

// acceptable reports what makes a document one that is not given out.
func acceptable(ctx context.Context, name string, data []byte) error {
	if err := schemaValid(ctx, name, data); err != nil {
		return err
	}
	found, err := Rules(name, data)
	if err != nil {
		return err
	}
	return firstError(found)
}

func schemaValid(ctx context.Context, name string, data []byte) error {
	found, err := Validate(ctx, name, data, ValidateOptions{NoRules: true})
	if err != nil {
		return err
	}
	return firstError(found)
}

// firstError is the first finding that makes a file unfit.
func firstError(found []diag.Diagnostic) error {
	for _, d := range found {
		if d.Severity == diag.Error && (d.Code < "AKN201" || slices.Contains(ourRules, d.Code)) {
			return fmt.Errorf("%w: %s", errInvalid, d)
		}
	}
	return nil
}

// ourRules are the rules that only the writer can break.
var ourRules = []diag.Code{"AKN201", "AKN202", "AKN210", "AKN211", "AKN213", "AKN214", "AKN236"}

var (
	errTextLost = errors.New("the file does not hold the text")
	errInvalid  = errors.New("the file is not valid")
)

func excerpt(s string, at int) string {
	return strings.ToValidUTF8(s[max(0, min(at, len(s))-10):min(len(s), at+20)], "")
}

// solid is all text of a tree without white space: numbers, words and notes, in
// their order.
func solid(root *document.Node) string {
	var b strings.Builder
	write := func(s string) {
		for _, r := range s {
			switch {
			case r > ' ' && r < unicode.MaxASCII:
				b.WriteByte(byte(r))
			case unicode.IsSpace(r):
			case forbidden(r):
				b.WriteRune(unicode.ReplacementChar)
			default:
				b.WriteRune(r)
			}
		}
	}
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		write(n.Num)
		write(n.Plain())
		return true
	})
	return b.String()
}
