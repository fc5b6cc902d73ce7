package xsd

import (
	_ "embed"
	"sync"
)

// The tables of Akoma Ntoso 3.0 are made from the schema of the OASIS Standard
// (akn-core-v1.0-part2-specs, schemas/akomantoso30.xsd, with the xml.xsd beside
// it) by
//
//	go run ./formats/akn/xsd/internal/compile SCHEMA.xsd > formats/akn/xsd/akn30.bin
//
// from the root of the repository. They hold the facts of the schema, none of
// its text; NOTICE says whose it is.
//
//go:embed akn30.bin
var akn30 []byte

// AKN30 is the schema of Akoma Ntoso 3.0. It is unpacked once, by the first
// caller.
var AKN30 = sync.OnceValues(func() (*Schema, error) {
	s := new(Schema)
	if err := s.UnmarshalBinary(akn30); err != nil {
		return nil, err
	}
	return s, nil
})
