// Compile makes the files of templates/hyphenation from TeX's hyphenation
// patterns:
//
//	go run ./formats/pdf/hyphen/compile hyph-de-1996.tex templates/hyphenation/de.plh
package main

import (
	"fmt"
	"os"

	"github.com/plurilex/plurilex/formats/pdf/hyphen"
)

// The fewest letters before and after a division, as printers of law have them.
const left, right = 2, 3

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: compile PATTERNS.tex FILE.plh")
		os.Exit(2)
	}
	if err := compile(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func compile(from, to string) error {
	tex, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	data, err := hyphen.Compile(string(tex), left, right)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	return os.WriteFile(to, data, 0o644)
}
