// Package akn reads and writes Akoma Ntoso, the OASIS LegalDocML vocabulary for
// parliamentary, legislative and judicial documents, version 1.0 of 2018 (its
// schema calls itself 3.0).
//
// Every part of the model becomes the element made for it; what the vocabulary
// has no element for in a place becomes the generic element of that place
// (hcontainer, blockContainer, p, inline) with the name or class of the part,
// so that it reads back as what it was. Text is never changed, and white space
// is put only between elements that hold no words.
//
// What a file has beside its text and the model has no field for, in its metadata
// and in the attributes of its elements, stays in extensions of the expression
// and its nodes (akn:meta, akn:attributes, akn:text) as XML, and is written back
// as far as the new file is valid with it. Attributes of marks inside a line are
// left out, with a finding.
package akn

import (
	"bytes"
	"strings"

	"github.com/plurilex/plurilex/convert"
)

// Namespace is that of AKN 3.0, the only one that is written.
const Namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

const mediaType = "application/akn+xml"

// Codes of findings.
const (
	codePadded   = "AKN001"
	codeNoDate   = "AKN002"
	codeReplaced = "AKN003"
	codeDraft    = "AKN004"
	codeClass    = "AKN005"
	codeIDs      = "AKN006"
	codeLanguage = "AKN007"
	codeUncalled = "AKN008"
	codeControls = "AKN009"
	codeNowhere  = "AKN010"
	codeLeftOut  = "AKN011"
)

// preservationNamespace is ours, for what the file says of its source.
const preservationNamespace = "urn:plurilex:source:1"

// Format is the record of Akoma Ntoso.
func Format() *convert.Format {
	return &convert.Format{
		Name:      "akn",
		Title:     "Akoma Ntoso 3.0",
		Extension: "akn.xml",
		MediaType: mediaType,
		Scope:     convert.PerExpression,
		Omits: []string{
			"which bytes of the source a part was read from, and which were left out",
			"entities that this language version does not mention",
			"that the class of a text is not known: it is written as the profile has it",
			"extensions of other formats",
			"whether an identifier was found in the text or in metadata",
		},
		Recognise: recognise,
		Reader:    reader{},
		Writer:    writer{},
	}
}

// recognise finds the root element of Akoma Ntoso at the start of a file.
func recognise(_ string, head []byte) bool {
	i := bytes.IndexByte(head, '<')
	if i < 0 || len(bytes.TrimSpace(bytes.TrimPrefix(head[:i], []byte("\ufeff")))) > 0 {
		return false
	}
	return strings.Contains(string(head), "<akomaNtoso") || strings.Contains(string(head), ":akomaNtoso")
}
