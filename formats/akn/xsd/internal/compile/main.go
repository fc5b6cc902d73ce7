// Command compile writes the tables of an XML Schema to standard output, in the
// form that xsd.Schema.UnmarshalBinary reads:
//
//	go run ./formats/akn/xsd/internal/compile SCHEMA.xsd > formats/akn/xsd/akn30.bin
package main

import (
	"fmt"
	"os"

	"github.com/plurilex/plurilex/formats/akn/xsd"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: compile SCHEMA.xsd > TABLES")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(location string) error {
	s, err := xsd.Compile(os.ReadFile, location)
	if err != nil {
		return err
	}
	tables, err := s.MarshalBinary()
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(tables)
	return err
}
