package xsd

import "fmt"

// Rule says against what a Problem is.
type Rule string

// The rules a document can break.
const (
	RuleWellFormed   Rule = "well-formed"   // XML 1.0 or Namespaces in XML 1.0; reading stops
	RuleDoctype      Rule = "doctype"       // a document type declaration is refused; reading stops
	RuleEntity       Rule = "entity"        // an entity that is not defined; reading stops
	RuleEncoding     Rule = "encoding"      // bytes that are not what the encoding says; reading stops
	RuleLimit        Rule = "limit"         // more than is read; reading stops
	RuleRoot         Rule = "root"          // the schema has no such root element
	RuleUnknown      Rule = "unknown"       // an element that the schema does not have
	RuleMisplaced    Rule = "misplaced"     // an element that its parent does not take
	RuleOrder        Rule = "order"         // an element that its parent takes, but not at this place
	RuleMissing      Rule = "missing"       // an element that must be there
	RuleText         Rule = "text"          // text where there may be none
	RuleContent      Rule = "content"       // text of an element that is not of its type
	RuleAttribute    Rule = "attribute"     // an attribute that the element does not take
	RuleRequired     Rule = "required"      // an attribute that must be there
	RuleValue        Rule = "value"         // the value of an attribute
	RuleUnique       Rule = "unique"        // a value that must be unique and is not
	RuleInstanceType Rule = "instance-type" // xsi:type or xsi:nil
)

// Problem is one thing wrong in a document.
type Problem struct {
	Rule         Rule
	Line, Column int      // from 1; the column in characters
	Offset       int      // in bytes of the document as it was stored
	Path         string   // the element it is about, as in /akomaNtoso/act/body/section[2]
	Message      string   // what is wrong, in lower case and without a full stop
	Expected     []string // the elements or attributes that are possible there, where that is the question
	Help         string   // what to do, likewise; may be empty
}

// String is "line:column: path: message; help".
func (p Problem) String() string {
	s := fmt.Sprintf("%d:%d: %s: %s", p.Line, p.Column, p.Path, p.Message)
	if p.Help != "" {
		s += "; " + p.Help
	}
	return s
}
