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
// The verdict is that of libxml2 on all documents that the tests compare. Known
// differences are that this package refuses a DOCTYPE, prefixes that are not
// declared and deeper or wider tags than its limits, and that it follows the
// specification where libxml2 does not: a CDATA section that is empty or holds
// white space counts as white space; white space around a date does not count; an
// empty xsd:NMTOKENS, the double 1E and the duration PT1.S are no values; and a
// group that occurs at most so many times does so even if it can be empty.
package xsd
