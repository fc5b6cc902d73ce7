// Plurilex turns the texts of laws and parliaments into Akoma Ntoso, PDF,
// workbooks and JSON.
package main

import (
	"os"

	"github.com/plurilex/plurilex/cmd/plurilex/app"
	"github.com/plurilex/plurilex/formats"
)

func main() {
	os.Exit(app.Main(formats.Builtin()))
}
