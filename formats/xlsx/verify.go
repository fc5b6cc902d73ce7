package xlsx

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/zip"

	"github.com/plurilex/plurilex/convert"
)

// Verify checks a workbook as a package: the parts are whole and in order, every
// relationship leads to a part, every part has a type, and no cell has a formula.
func (writer) Verify(ctx context.Context, _ *convert.Job, data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	parts := make(map[string][]byte, len(z.File))
	for i, f := range z.File {
		if i < len(leading) && f.Name != leading[i] {
			return fmt.Errorf("part %d is %s, not %s", i+1, f.Name, leading[i])
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if parts[f.Name], err = readPart(f); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if err := checkTypes(parts); err != nil {
		return err
	}
	for _, f := range z.File {
		data := parts[f.Name]
		var err error
		switch {
		case strings.HasSuffix(f.Name, ".rels"):
			err = checkTargets(f.Name, data, parts)
		case strings.HasPrefix(f.Name, "xl/worksheets/"):
			err = checkSheet(data)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

// readPart is the bytes of a part; reading to the end checks its sum.
func readPart(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// checkTypes checks that every part has a type of its own or by its extension.
func checkTypes(parts map[string][]byte) error {
	var types struct {
		Default []struct {
			Extension string `xml:",attr"`
		}
		Override []struct {
			PartName string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(parts[leading[0]], &types); err != nil {
		return fmt.Errorf("%s: %w", leading[0], err)
	}
	typed := map[string]bool{}
	for _, d := range types.Default {
		typed["."+d.Extension] = true
	}
	for _, o := range types.Override {
		name := strings.TrimPrefix(o.PartName, "/")
		if parts[name] == nil {
			return fmt.Errorf("there is a type for %s but no such part", name)
		}
		typed[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if name != leading[0] && !typed[name] && !typed[path.Ext(name)] {
			return fmt.Errorf("%s has no type", name)
		}
	}
	return nil
}

// checkTargets checks that the relationships of a part lead to parts.
func checkTargets(name string, data []byte, parts map[string][]byte) error {
	var relationships struct {
		Relationship []struct {
			ID         string `xml:"Id,attr"`
			Target     string `xml:",attr"`
			TargetMode string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(data, &relationships); err != nil {
		return err
	}
	// x/_rels/y.rels holds the relationships of x/y.
	base := path.Dir(path.Dir(name))
	ids := map[string]bool{}
	for _, r := range relationships.Relationship {
		if ids[r.ID] {
			return fmt.Errorf("the id %s stands twice", r.ID)
		}
		ids[r.ID] = true
		target := strings.TrimPrefix(path.Join("/", base, r.Target), "/")
		if path.IsAbs(r.Target) {
			target = strings.TrimPrefix(r.Target, "/")
		}
		if r.TargetMode != "External" && parts[target] == nil {
			return fmt.Errorf("%s leads to %s, which is not there", r.ID, target)
		}
	}
	return nil
}

// checkSheet checks that a sheet is whole and computes nothing.
func checkSheet(data []byte) error {
	switch {
	case !bytes.HasSuffix(data, []byte("</worksheet>")):
		return errors.New("the sheet has no end")
	case bytes.Contains(data, []byte("<f>")), bytes.Contains(data, []byte("<f ")):
		return errors.New("a cell has a formula")
	}
	return nil
}
