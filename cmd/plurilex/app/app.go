// Package app is the plurilex program. A program of one's own with one more
// format is a main function that adds it to formats.Builtin and calls Main.
//
// What it says: data on the standard output, everything else on the standard
// error. Messages begin in lower case and end without a full stop; they name the
// place first, then what is wrong, then what to do. Nothing is asked, nothing is
// sent anywhere.
package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/plurilex/plurilex/convert"
	"github.com/plurilex/plurilex/convert/batch"
)

// Version is the version of the program, semantic versioning 2.0.
const Version = "0.1.0"

const programName = "plurilex"

// Exit codes. New ones may be added; a caller treats one it does not know as a
// failure.
const (
	exitOK          = 0
	exitFailed      = 1 // nothing was written: a file that cannot be read, a folder that cannot be written
	exitUsage       = 2 // the command line
	exitFindings    = 3 // done, with findings at or above --fail-on
	exitNoInput     = 4 // no operand matched a file
	exitPartly      = 5 // some sources failed, the others were written
	exitInvalid     = 6 // an output failed its own check and was not written
	exitLimit       = 8 // a limit of size or depth
	exitInterrupted = 130
)

// exitError is an error with the exit code it ends the program with.
type exitError struct {
	code int
	err  error // nil when everything was said already
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

func usage(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...)}
}

// program is one run: what the world gives it.
type program struct {
	registry *convert.Registry
	stdin    io.Reader
	stdout   io.Writer
	stderr   io.Writer
	getenv   func(string) string
	started  time.Time
	colour   bool // on the standard error
	terminal bool // the standard error is one
}

// Main runs the program with the process's arguments, streams and environment,
// and returns the exit code.
func Main(registry *convert.Registry) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		// A second signal ends the program at once.
		<-ctx.Done()
		stop()
	}()
	terminal := isTerminal(os.Stderr)
	p := &program{
		registry: registry,
		stdin:    os.Stdin,
		stdout:   os.Stdout,
		stderr:   os.Stderr,
		getenv:   os.Getenv,
		started:  time.Now(),
		terminal: terminal,
		colour:   terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
	}
	return p.run(ctx, os.Args[1:])
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (p *program) run(ctx context.Context, args []string) int {
	root := p.command()
	root.SetArgs(args)
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	ran, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitOK
	}
	var exit *exitError
	if errors.As(err, &exit) {
		if exit.err != nil {
			p.errorf("%v", exit.err)
			if exit.code == exitUsage {
				fmt.Fprintf(p.stderr, "see %s --help\n", ran.CommandPath())
			}
		}
		return exit.code
	}
	if ctx.Err() != nil {
		p.errorf("interrupted")
		return exitInterrupted
	}
	p.errorf("%v", err)
	return codeOf(err)
}

// codeOf is the exit code of an error that has none of its own.
func codeOf(err error) int {
	switch {
	case errors.Is(err, convert.ErrLimit):
		return exitLimit
	case errors.Is(err, convert.ErrInvalidOutput):
		return exitInvalid
	case errors.Is(err, convert.ErrUnknownFormat), errors.Is(err, convert.ErrOption), errors.Is(err, batch.ErrCollision):
		return exitUsage
	}
	return exitFailed
}

func (p *program) errorf(format string, args ...any) {
	fmt.Fprintf(p.stderr, "%s: %s\n", p.paint(red, "error"), printable(fmt.Sprintf(format, args...)))
}

const (
	red    = "31"
	yellow = "33"
	cyan   = "36"
)

func (p *program) paint(colour, s string) string {
	if !p.colour {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}

// printable takes from a message what could command a terminal: texts and file
// names of strangers are in it.
func printable(s string) string {
	clean := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r >= ' ' && r != 0x7f && (r < 0x80 || r > 0x9f) {
			return r
		}
		return '\uFFFD'
	}, s)
	return clean
}

func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:   programName,
		Short: "turn texts of law and parliament into Akoma Ntoso, PDF, workbooks and JSON",
		Long: `Plurilex reads the raw text of a resolution, a law or a decree, finds its clauses
and writes it as Akoma Ntoso XML, PDF, an XLSX clause workbook and JSON.

It works offline, changes no word, and says what it found doubtful.`,
		Example: `  plurilex convert resolution-en.txt -o out/        # all formats into out/
  plurilex convert texts/ -o out/ -t akn,pdf        # a folder of texts
  plurilex convert - -t akn --lang en < text.txt    # a pipe
  plurilex inspect resolution-en.txt                # what was recognised`,
		Args:              cobra.NoArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &exitError{exitUsage, err} })
	root.SuggestionsMinimumDistance = 2
	root.AddCommand(p.convertCommand(), p.inspectCommand(), p.validateCommand(), p.formatsCommand(), p.schemaCommand(), p.explainCommand(), p.versionCommand())
	for _, c := range root.Commands() {
		c.DisableFlagsInUseLine = true
		if args := c.Args; args != nil {
			c.Args = func(cmd *cobra.Command, operands []string) error {
				if err := args(cmd, operands); err != nil {
					return &exitError{exitUsage, err}
				}
				return nil
			}
		}
	}
	root.Args = func(_ *cobra.Command, operands []string) error {
		if len(operands) == 0 {
			return nil
		}
		hint := ""
		if near := root.SuggestionsFor(operands[0]); len(near) > 0 {
			hint = ": did you mean " + strings.Join(near, " or ") + "?"
		}
		return usage("unknown command %q%s", operands[0], hint)
	}
	return root
}

// conversionDate is the day that outputs carry: the flag, or SOURCE_DATE_EPOCH,
// or none.
func (p *program) conversionDate(flag string) (time.Time, error) {
	from := "--source-date-epoch"
	if flag == "" {
		flag, from = p.getenv("SOURCE_DATE_EPOCH"), "SOURCE_DATE_EPOCH"
	}
	if flag == "" {
		return time.Time{}, nil
	}
	seconds, err := strconv.ParseInt(flag, 10, 64)
	if err != nil || seconds < 0 || seconds > 253402300799 { // the end of year 9999
		return time.Time{}, usage("%s is %q: want seconds since 1970-01-01 UTC", from, flag)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
