package verify

import (
	"errors"
	"fmt"
	"strings"

	"github.com/plurilex/plurilex/formats/pdf/subset"
	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// font is what a font's codes draw and say.
type font struct {
	name   string
	glyphs int
	text   []string // by code; "" when the font does not say
}

// say is what a code stands for, and whether it draws a glyph of its own.
func (f *font) say(code int) (string, bool) {
	if code <= 0 || code >= f.glyphs || code >= len(f.text) || f.text[code] == "" {
		return "", false
	}
	return f.text[code], true
}

func (c *checker) readFonts(p *page) error {
	resources, err := c.file.Dict(p.dict["Resources"])
	if err != nil {
		return err
	}
	dict, err := c.file.Dict(resources["Font"])
	if err != nil {
		return err
	}
	p.fonts = make(map[syntax.Name]*font, len(dict))
	for name, v := range dict {
		ref, _ := v.(syntax.Ref)
		if c.fonts[ref] == nil {
			if c.fonts[ref], err = c.readFont(ref); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		p.fonts[name] = c.fonts[ref]
	}
	return nil
}

func (c *checker) readFont(ref syntax.Ref) (*font, error) {
	composite, err := c.file.Dict(ref)
	if err != nil {
		return nil, err
	}
	base, _ := composite["BaseFont"].(syntax.Name)
	f := &font{name: string(base)}
	if composite["Subtype"] != syntax.Name("Type0") || composite["Encoding"] != syntax.Name("Identity-H") {
		return nil, errors.New("it is not a Type0 font with codes of two bytes")
	}
	if tag, _, ok := strings.Cut(f.name, "+"); !ok || len(tag) != 6 || strings.Trim(tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		c.fault("ISO 32000-1", "9.6.4", "font %s does not say that it is a subset", f.name)
	}
	descendants, err := c.file.Array(composite["DescendantFonts"])
	if err != nil || len(descendants) != 1 {
		return nil, fmt.Errorf("it has no descendant: %v", err)
	}
	cid, err := c.file.Dict(descendants[0])
	if err != nil {
		return nil, err
	}
	if cid["Subtype"] != syntax.Name("CIDFontType2") || cid["CIDToGIDMap"] != syntax.Name("Identity") {
		c.fault(pdfa, "6.2.11.3.2", "font %s does not map character ids to the same glyphs", f.name)
	}
	if cid["BaseFont"] != composite["BaseFont"] {
		c.fault(pdfa, "6.2.11.2", "font %s has a descendant of another name", f.name)
	}
	descriptor, err := c.file.Dict(cid["FontDescriptor"])
	if err != nil {
		return nil, err
	}
	stream, err := c.file.Stream(descriptor["FontFile2"])
	if err != nil {
		c.fault(pdfa, "6.2.11.4.1", "font %s is not embedded: %v", f.name, err)
		return f, nil
	}
	program, err := stream.Data()
	if err != nil {
		return nil, err
	}
	if stream.Dict["Length1"] != len(program) {
		c.fault("ISO 32000-1", "9.9", "font %s: Length1 is %v for %d bytes", f.name, stream.Dict["Length1"], len(program))
	}
	face, err := subset.Parse(program)
	if err != nil {
		c.fault(pdfa, "6.2.11.4.1", "font %s: %v", f.name, err)
		return f, nil
	}
	f.glyphs = face.Glyphs()
	if err := c.widths(f, cid, face); err != nil {
		return nil, err
	}
	return f, c.readUnicode(f, composite)
}

// widths compares the widths of the dictionary with those of the font program.
func (c *checker) widths(f *font, cid syntax.Dict, face *subset.Face) error {
	array, err := c.file.Array(cid["W"])
	if err != nil {
		return err
	}
	if len(array) != 2 || array[0] != 0 {
		return errors.New("the widths are not one list from 0")
	}
	list, err := c.file.Array(array[1])
	if err != nil {
		return err
	}
	if len(list) > f.glyphs {
		c.fault(pdfa, "6.2.11.4.1", "font %s has widths of %d codes but only %d glyphs", f.name, len(list), f.glyphs)
		return nil
	}
	for code, v := range list {
		if have := face.Width(uint16(code)); v != have {
			c.fault(pdfa, "6.2.11.5", "font %s: code %d is %v wide, its glyph %d", f.name, code, v, have)
		}
	}
	f.glyphs = len(list) // codes beyond are parts of composite glyphs
	return nil
}

// readUnicode reads what codes stand for. Every code has to say something, and
// nothing that is no character (ISO 19005-3, 6.2.11.7.2; ISO 14289-1, 7.21.7).
func (c *checker) readUnicode(f *font, composite syntax.Dict) error {
	stream, err := c.file.Stream(composite["ToUnicode"])
	if err != nil {
		c.fault(pdfua, "7.21.7-1", "font %s does not say what its codes stand for: %v", f.name, err)
		return nil
	}
	data, err := stream.Data()
	if err != nil {
		return err
	}
	f.text = make([]string, f.glyphs)
	scanner := syntax.NewScanner(data)
	var operands []syntax.Value
	for {
		v, err := scanner.Next()
		if err != nil {
			break
		}
		op, ok := v.(syntax.Operator)
		if !ok {
			operands = append(operands, v)
			continue
		}
		if op == "endbfchar" {
			for i := 0; i+1 < len(operands); i += 2 {
				if err := f.learn(operands[i], operands[i+1]); err != nil {
					return err
				}
			}
		}
		operands = operands[:0]
	}
	for code := 1; code < len(f.text); code++ {
		if text := f.text[code]; text == "" || strings.ContainsAny(text, "\x00\uFEFF\uFFFE") {
			c.fault(pdfua, "7.21.7-2", "font %s: code %d stands for %q", f.name, code, text)
		}
	}
	return nil
}

func (f *font) learn(code, text syntax.Value) error {
	from, ok1 := code.(syntax.String)
	to, ok2 := text.(syntax.String)
	if !ok1 || !ok2 || len(from) != 2 {
		return errors.New("a mapping to characters that is not one of a code of two bytes")
	}
	at := int(from[0])<<8 | int(from[1])
	if at >= len(f.text) {
		return fmt.Errorf("code %d stands for something but has no glyph", at)
	}
	f.text[at] = ("\xFE\xFF" + to).Text()
	return nil
}
