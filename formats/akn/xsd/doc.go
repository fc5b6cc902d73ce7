// Package xsd checks XML documents against an XML Schema as they stream by, and
// says of every mistake where it is, what is wrong and what to do.
//
// It implements the part of XML Schema 1.0 that the schema of Akoma Ntoso and
// its national profiles are made of: elements and types, global, local and
// anonymous; groups and attribute groups; sequences and choices with any number
// of occurrences; mixed and simple content; extension and restriction; simple
// types by restriction, list and union, with their facets; attributes that are
// required, prohibited or fixed; wildcards, strict, lax and skipping; xsd:unique
// over attributes; import and include; xsi:type. A schema that needs more (all,
// key, substitution groups, nil, defaults of elements, QName, IDREF) is refused
// with the place and the name of the construct: nothing is half-checked. Whether
// a restriction really restricts its base is a question about the schema, not
// about documents, and is not asked.
//
// Content models become deterministic automata, one table for the whole schema;
// MarshalBinary stores the tables. Those of Akoma Ntoso 3.0 are in the program:
// see AKN30.
//
// The verdict is that of libxml2 on the documents that the tests compare. Known
// differences, in all of which this package follows the specification or is
// stricter by intent: a DOCTYPE is refused, and so are undeclared prefixes; a
// CDATA section that is empty or holds white space only is white space.
package xsd
