// Package mark finds dates, references, identifiers and institutions in running
// text.
//
// What it knows of a language comes from the language's pack; what is the same
// in every language (document numbers, web addresses) is here. A text is read
// once from left to right: only digits, capital letters and the first letters of
// known words make the finder look closer. Of the marks that could begin at a
// place the longest is taken, so the Commission inside the title of its
// Vice-President is no mark of its own.
//
// Nothing is guessed: a date that the calendar does not have is no date, and a
// Target is set only where a rule makes it from the words alone.
package mark

import (
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/language"
)

// Mark is a piece of a text that says something a program can use.
//
//	Kind        Role            Value                          Target
//	Date                        2016-03-10
//	Reference   article         article 5(1)(a) TFEU           IRI of the article, where acts have them
//	Reference   rule            rule 135(5)                    IRI of the rule
//	Reference   regulation      regulation 2016/679            ELI of the act
//	References                                                 (its Children have them)
//	References  range                                          (its two Children have them)
//	Number      ep-procedure    2016/2607(RSP)                 IRI, when a rule makes one
//	Mention                     key of an entity
//	Link                                                       the address
//
// Roles of a Reference are the part of a text that it names: part, title, annex,
// chapter, section, recital, rule, article, paragraph, subparagraph, point,
// indent; or the kind of act: regulation, implementing-regulation,
// delegated-regulation, directive, implementing-directive, delegated-directive,
// decision, implementing-decision, delegated-decision, framework-decision,
// recommendation, treaty. Roles of a Number are the scheme: ep-procedure,
// ep-document, com-document, council-document, un-symbol, oj, celex, eli, ecli.
// The child of References may be References itself: "Articles 2, 4 to 6 and 9"
// has an article, a range and an article.
type Mark struct {
	Start, End int // bytes in the text; on borders of runes
	Kind       document.InlineKind
	Role       string // what kind of place or number it is, the same in every language
	Value      string // normalised; the same in every language
	Target     string // IRI; empty when no rule makes one
	Children   []Mark // of References: its marks, in order, inside it
}

// Context is what is known of a text beside its words.
type Context struct {
	Pack *language.Pack
	// Country is whose text it is: "eu", "un", or empty when that is not known.
	// The short names of institutions of others ("the Council") are not taken for
	// them then.
	Country string
}

// Find is every mark of text, sorted, none overlapping another. White space may
// be any; hyphens and apostrophes may be of any kind. It is safe for concurrent
// use.
func (ctx Context) Find(text string) []Mark {
	return finderOf(ctx.Pack).find(text, ctx.Country)
}

// Find is Context.Find for a text of an unknown country.
func Find(text string, p *language.Pack) []Mark { return Context{Pack: p}.Find(text) }
