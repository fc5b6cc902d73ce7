package akn

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/formats/akn/xsd"
)

// ValidateOptions says how a file is checked. The zero value checks it against
// the schema of Akoma Ntoso 3.0 and the rules.
type ValidateOptions struct {
	// Schema replaces that of Akoma Ntoso 3.0, as for another version or a
	// national profile.
	Schema *xsd.Schema

	NoSchema bool // only the rules
	NoRules  bool // only the schema
}

// Validate checks a file of Akoma Ntoso and returns what is wrong with it, in the
// order of the file: against the schema (AKN101 to AKN117) and against the rules
// beyond it (AKN201 to AKN244). Findings carry name as their file and say what to
// do; those of the schema have the path of their element as their node, those of
// the rules its eId. A file without findings of the degree of an error is valid;
// one that is no XML at all has a finding that says so. An error means that ctx
// is done.
func Validate(ctx context.Context, name string, data []byte, opt ValidateOptions) ([]diag.Diagnostic, error) {
	var bag diag.Bag
	if !opt.NoSchema {
		if err := validateSchema(ctx, name, data, opt.Schema, &bag); err != nil {
			return nil, err
		}
	}
	if !opt.NoRules {
		broken, err := Rules(name, data)
		if syntax, ok := errors.AsType[*SyntaxError](err); ok && bag.Count(diag.Error) == 0 {
			d := diag.New("AKN101", syntax.Problem)
			d.File, d.Start = name, syntax.Position
			d.Span = diag.Span{Start: syntax.Position.Offset, End: syntax.Position.Offset}
			bag.Report(d)
		}
		for _, d := range broken {
			if d.Code != "AKN236" || opt.Schema == nil { // another schema is for another namespace
				bag.Report(d)
			}
		}
	}
	return bag.Sorted(), ctx.Err()
}

// validateSchema reports what a schema, nil meaning the built-in one, finds.
func validateSchema(ctx context.Context, name string, data []byte, schema *xsd.Schema, bag *diag.Bag) error {
	if schema == nil {
		var err error
		if schema, err = xsd.AKN30(); err != nil {
			return err
		}
	}
	problems, err := schema.Validate(ctx, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for _, p := range problems {
		bag.Report(finding(name, data, p))
	}
	return nil
}

// The codes of what the schema finds.
var schemaCodes = map[xsd.Rule]diag.Code{
	xsd.RuleWellFormed:   "AKN101",
	xsd.RuleDoctype:      "AKN102",
	xsd.RuleEntity:       "AKN103",
	xsd.RuleEncoding:     "AKN104",
	xsd.RuleLimit:        "AKN105",
	xsd.RuleRoot:         "AKN106",
	xsd.RuleUnknown:      "AKN107",
	xsd.RuleMisplaced:    "AKN108",
	xsd.RuleOrder:        "AKN109",
	xsd.RuleMissing:      "AKN110",
	xsd.RuleText:         "AKN111",
	xsd.RuleContent:      "AKN112",
	xsd.RuleAttribute:    "AKN113",
	xsd.RuleRequired:     "AKN114",
	xsd.RuleValue:        "AKN115",
	xsd.RuleUnique:       "AKN116",
	xsd.RuleInstanceType: "AKN117",
}

// finding makes a finding of what the schema says.
func finding(name string, data []byte, p xsd.Problem) diag.Diagnostic {
	help := p.Help
	if better := advice(p); better != "" {
		help = better
	}
	message := p.Message
	if help != "" {
		message += "; " + help
	}
	d := diag.New(schemaCodes[p.Rule], message)
	d.File = name
	d.NodeID = p.Path
	d.Start = diag.Position{Line: p.Line, Column: p.Column, Offset: p.Offset}
	d.Span = diag.Span{Start: p.Offset, End: p.Offset + extent(data[min(p.Offset, len(data)):])}
	return d
}

// extent is the length of what a finding at the start of b is about: a tag
// without its attributes, an attribute with its value, or one character.
func extent(b []byte) int {
	if len(b) == 0 {
		return 0
	}
	name := func(b []byte) int {
		if i := bytes.IndexAny(b, " \t\r\n/>=<&\""); i >= 0 {
			return i
		}
		return len(b)
	}
	switch {
	case bytes.HasPrefix(b, []byte("</")):
		return 2 + name(b[2:])
	case b[0] == '<':
		return 1 + name(b[1:])
	}
	n := name(b)
	if rest, ok := bytes.CutPrefix(bytes.TrimLeft(b[n:], " \t\r\n"), []byte("=")); ok && n > 0 {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
			if end := bytes.IndexByte(rest[1:], rest[0]); end >= 0 {
				return len(b) - len(rest) + end + 2
			}
		}
	}
	_, size := utf8.DecodeRune(b)
	return size
}

// htmlElements are elements of HTML that people write in Akoma Ntoso, and what it
// has for them.
var htmlElements = map[string]string{
	"strong": "use <b>",
	"em":     "use <i>",
	"thead":  "put the rows straight into <table>, with <th> for the cells of the head",
	"tbody":  "put the rows straight into <table>",
	"tfoot":  "put the rows straight into <table>",
	"h1":     "use <heading> of the element that it heads, or <crossHeading>",
	"h2":     "use <heading> of the element that it heads, or <crossHeading>",
	"h3":     "use <heading> of the element that it heads, or <crossHeading>",
	"s":      "use <del>, or <span> with a class",
	"code":   "use <inline name=\"code\">",
	"figure": "put the <img> into a <p>",
}

// advice is better help than the schema alone can give, for mistakes that many
// make; "" for others.
func advice(p xsd.Problem) string {
	steps := strings.Split(p.Path, "/")
	element := step(steps, 1)
	switch p.Rule {
	case xsd.RuleUnknown:
		return htmlElements[element]
	case xsd.RuleMisplaced:
		switch parent := step(steps, 2); {
		case element == "crossHeading" && (parent == "recitals" || parent == "citations"):
			return "begin another <" + parent + "> here, and put it into its <heading>"
		case element == "crossHeading":
			return "use <hcontainer name=\"...\"> or <section> with a <heading> around what follows"
		case element == "foreign":
			return "<foreign> is a block: put it between paragraphs, or use <img> inside the line"
		}
	case xsd.RuleAttribute:
		switch {
		case strings.Contains(p.Message, "the attribute xml:lang "):
			return "put xml:lang on the parts of the document: preface, preamble, body, mainBody, conclusions"
		case strings.Contains(p.Message, "the attribute id "):
			return "is eId meant?"
		case strings.Contains(p.Message, "the attribute eId "):
			return "leave it out: <" + element + "> is known by its name and place"
		}
	}
	return ""
}

// step is the name of the n-th step of a path from its end, without its number.
func step(steps []string, n int) string {
	if n > len(steps) {
		return ""
	}
	name, _, _ := strings.Cut(steps[len(steps)-n], "[")
	return name
}
