package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"

	"github.com/plurilex/plurilex/convert"
)

// pluginPrefix begins the names of programs that write a format of their own.
const pluginPrefix = programName + "-to-"

// lookup finds a format to write: a registered one, or a program on the PATH
// called plurilex-to-NAME.
func (p *program) lookup(name string) (*convert.Format, error) {
	f, err := p.registry.Lookup(name)
	if err == nil {
		return f, nil
	}
	if strings.ContainsAny(name, `/\.`) || name == "" {
		return nil, err
	}
	program, lookErr := exec.LookPath(pluginPrefix + name)
	if lookErr != nil {
		return nil, err
	}
	plugin := &convert.Format{
		Name:      name,
		Title:     "program " + pluginPrefix + name,
		Extension: name,
		MediaType: "application/octet-stream",
		Scope:     convert.PerWork,
		Embeds:    []string{"json"},
		Writer:    pluginWriter{program},
	}
	return plugin, p.registry.Add(plugin)
}

// pluginWriter writes by running a program that reads the JSON of a Work on its
// standard input and writes the output on its standard output. Exit code 0 means
// that the output is whole; anything else, that there is none, and then the last
// line of the standard error says why.
type pluginWriter struct{ program string }

func (w pluginWriter) Write(ctx context.Context, job *convert.Job, out io.Writer) error {
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, w.program)
	cmd.Stdin = bytes.NewReader(job.Embedded[0].Data)
	cmd.Stdout = &stdout
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		lines := strings.Split(strings.TrimSpace(stderr.String()), "\n")
		if last := lines[len(lines)-1]; last != "" {
			return fmt.Errorf("%s: %s (%w)", w.program, last, err)
		}
		return fmt.Errorf("%s: %w", w.program, err)
	}
	if stdout.Len() == 0 {
		return errors.New(w.program + " wrote nothing")
	}
	_, err := out.Write(stdout.Bytes())
	return err
}
