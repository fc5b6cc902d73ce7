package json

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/plurilex/plurilex/convert/document"
)

// equalWorks says in what two works differ; nil is in nothing. Strings are
// equal when JSON makes the same of them.
func equalWorks(a, b *document.Work) error {
	switch {
	case !same(a.Profile, b.Profile):
		return fmt.Errorf("profile %q became %q", a.Profile, b.Profile)
	case !slices.EqualFunc(identity(a), identity(b), same):
		return fmt.Errorf("identity %q became %q", identity(a), identity(b))
	case !slices.EqualFunc(a.Identifiers, b.Identifiers, equalIdentifiers):
		return fmt.Errorf("identifiers %v became %v", a.Identifiers, b.Identifiers)
	case !slices.EqualFunc(a.Subjects, b.Subjects, equalSubjects):
		return fmt.Errorf("subjects %v became %v", a.Subjects, b.Subjects)
	case !equalPublications(a.Publication, b.Publication):
		return fmt.Errorf("publication %v became %v", a.Publication, b.Publication)
	case !slices.EqualFunc(a.Entities, b.Entities, equalEntities):
		return fmt.Errorf("entities %q became %q", a.Entities, b.Entities)
	case !equalExtensions(a.Extensions, b.Extensions):
		return fmt.Errorf("extensions of the work %q became %q", a.Extensions, b.Extensions)
	case len(a.Expressions) != len(b.Expressions):
		return fmt.Errorf("%d expressions became %d", len(a.Expressions), len(b.Expressions))
	}
	for i, e := range a.Expressions {
		if err := equalExpressions(e, b.Expressions[i]); err != nil {
			return fmt.Errorf("expression %d (%s): %w", i+1, e.Language, err)
		}
	}
	return nil
}

// same reports whether two strings are the same in JSON.
func same(a, b string) bool {
	return a == b || strings.ToValidUTF8(a, "\uFFFD") == strings.ToValidUTF8(b, "\uFFFD")
}

func identity(w *document.Work) []string {
	id := &w.Identity
	return []string{id.Country, id.Type, id.Subtype, id.Author, id.Date, id.Year, id.Number}
}

func equalIdentifiers(a, b document.Identifier) bool {
	return same(a.Scheme, b.Scheme) && same(a.Value, b.Value) && same(a.Origin, b.Origin) && a.Span == b.Span
}

func equalSubjects(a, b document.Subject) bool {
	return same(a.Scheme, b.Scheme) && same(a.IRI, b.IRI) && same(a.Label, b.Label)
}

func equalPublications(a, b *document.Publication) bool {
	if a == nil || b == nil {
		return a == b
	}
	return same(a.Name, b.Name) && same(a.Number, b.Number) && same(a.Date, b.Date)
}

func equalEntities(a, b document.Entity) bool {
	return same(a.Key, b.Key) && same(a.Class, b.Class) && same(a.IRI, b.IRI) && same(a.Label, b.Label) && same(a.Short, b.Short)
}

// equalExtensions takes foreign members in any order: those of an object that
// is no longer there stand before the others.
func equalExtensions(a, b []document.Extension) bool {
	return slices.EqualFunc(foreignLast(a), foreignLast(b), func(x, y document.Extension) bool {
		return same(x.Name, y.Name) && same(x.Data, y.Data)
	})
}

func foreignLast(all []document.Extension) []document.Extension {
	if !slices.ContainsFunc(all, isForeign) {
		return all
	}
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(x, y document.Extension) int {
		switch fx, fy := isForeign(x), isForeign(y); {
		case fx && fy:
			return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.Data, y.Data))
		case fx:
			return 1
		case fy:
			return -1
		}
		return 0
	})
	return sorted
}

func isForeign(x document.Extension) bool { return strings.HasPrefix(x.Name, foreignPrefix) }

func equalExpressions(a, b *document.Expression) error {
	switch {
	case !same(a.Language, b.Language):
		return fmt.Errorf("language %q became %q", a.Language, b.Language)
	case !equalSources(&a.Source, &b.Source):
		return fmt.Errorf("source %v became %v", a.Source, b.Source)
	case !equalExtensions(a.Extensions, b.Extensions):
		return fmt.Errorf("extensions %q became %q", a.Extensions, b.Extensions)
	}
	return equalNodes(a.Root, b.Root)
}

func equalSources(a, b *document.Source) bool {
	return same(a.Name, b.Name) && same(a.MediaType, b.MediaType) && a.Size == b.Size &&
		same(a.SHA256, b.SHA256) && same(a.Encoding, b.Encoding) &&
		slices.EqualFunc(a.LeftOut, b.LeftOut, func(x, y document.Omission) bool {
			return x.Span == y.Span && same(x.Reason, y.Reason)
		})
}

func equalNodes(a, b *document.Node) error {
	fault := func(what string, was, is any) error {
		return fmt.Errorf("%s %s: %s %v became %v", a.Kind, a.ID, what, was, is)
	}
	switch {
	case a.Kind != b.Kind:
		return fault("kind", a.Kind, b.Kind)
	case !same(a.Role, b.Role) || !same(a.ID, b.ID) || !same(a.Num, b.Num) || !same(a.Language, b.Language):
		return fault("role, id, num or language", []string{a.Role, a.ID, a.Num, a.Language}, []string{b.Role, b.ID, b.Num, b.Language})
	case a.NumSpan != b.NumSpan || a.Span != b.Span:
		return fault("span", a.Span, b.Span)
	case a.Columns != b.Columns || a.Rows != b.Rows || a.Header != b.Header:
		return fault("cell", []any{a.Columns, a.Rows, a.Header}, []any{b.Columns, b.Rows, b.Header})
	case !equalExtensions(a.Extensions, b.Extensions):
		return fault("extensions", a.Extensions, b.Extensions)
	case len(a.Children) != len(b.Children):
		return fault("number of children", len(a.Children), len(b.Children))
	}
	if err := equalInlines(a.Text, b.Text); err != nil {
		return fmt.Errorf("%s %s: %w", a.Kind, a.ID, err)
	}
	for i, child := range a.Children {
		if err := equalNodes(child, b.Children[i]); err != nil {
			return err
		}
	}
	return nil
}

func equalInlines(a, b []document.Inline) error {
	if len(a) != len(b) {
		return fmt.Errorf("%d inlines became %d", len(a), len(b))
	}
	for i := range a {
		x, y := &a[i], &b[i]
		if x.Kind != y.Kind || !same(x.Role, y.Role) || !same(x.Text, y.Text) || !same(x.Value, y.Value) ||
			!same(x.Target, y.Target) || !same(x.Language, y.Language) || x.Span != y.Span || (x.Note == nil) != (y.Note == nil) {
			return fmt.Errorf("inline %d, %s %q, became %s %q", i+1, x.Kind, cut(x.Text), y.Kind, cut(y.Text))
		}
		if err := equalInlines(x.Children, y.Children); err != nil {
			return err
		}
		if x.Note != nil {
			if err := equalNodes(x.Note, y.Note); err != nil {
				return err
			}
		}
	}
	return nil
}
