package verify

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/plurilex/plurilex/formats/pdf/syntax"
)

// page is one page and what its marked content says.
type page struct {
	dict    syntax.Dict
	content []string   // by marked-content id
	owner   []*element // by marked-content id: the element that has it
	annots  []syntax.Ref
	fonts   map[syntax.Name]*font
}

// readPages reads all pages and their contents.
func (c *checker) readPages() {
	c.pageOf = map[syntax.Ref]int{}
	c.fonts = map[syntax.Ref]*font{}
	root := c.dict(c.catalog, "Pages", "ISO 32000-1", "7.7.3")
	kids, err := c.file.Array(root["Kids"])
	if err != nil || len(kids) == 0 {
		c.fault("ISO 32000-1", "7.7.3", "the file has no pages: %v", err)
		return
	}
	for i, kid := range kids {
		ref, _ := kid.(syntax.Ref)
		dict, err := c.file.Dict(kid)
		if err != nil {
			c.broken(fmt.Sprintf("page %d", i+1), err)
			return
		}
		p := &page{dict: dict}
		c.pageOf[ref] = i
		c.pages = append(c.pages, p)
		if dict["StructParents"] != i {
			c.fault(pdfa, "6.7.3", "page %d: its key in the parent tree is %v, want %d", i+1, dict["StructParents"], i)
		}
		if dict["Tabs"] != syntax.Name("S") {
			c.fault(pdfua, "7.18.3", "page %d: the tab order is not that of the structure", i+1)
		}
		if dict["MediaBox"] == nil {
			c.fault("ISO 32000-1", "7.7.3.3", "page %d has no size", i+1)
		}
		if err := c.readFonts(p); err != nil {
			c.broken(fmt.Sprintf("page %d: fonts", i+1), err)
			continue
		}
		stream, err := c.file.Stream(dict["Contents"])
		if err != nil {
			c.broken(fmt.Sprintf("page %d: contents", i+1), err)
			continue
		}
		data, err := stream.Data()
		if err != nil {
			c.broken(fmt.Sprintf("page %d: contents", i+1), err)
			continue
		}
		if err := c.readContent(i, data); err != nil {
			c.broken(fmt.Sprintf("page %d: contents", i+1), err)
		}
		if dict["Annots"] != nil {
			annots, err := c.file.Array(dict["Annots"])
			if err != nil {
				c.broken(fmt.Sprintf("page %d: annotations", i+1), err)
			}
			for _, v := range annots {
				ref, ok := v.(syntax.Ref)
				if !ok {
					c.fault(pdfua, "7.18.1", "page %d: an annotation is no object of its own, so nothing can refer to it", i+1)
				}
				p.annots = append(p.annots, ref)
			}
		}
	}
}

// States of the operator being read.
const (
	unmarked = -1 // outside marked content
	artifact = -2
)

// readContent follows the operators of a page. The writer uses few of them;
// others, among them those of colours that depend on a device, are faults.
func (c *checker) readContent(index int, data []byte) error {
	p := c.pages[index]
	scanner := syntax.NewScanner(data)
	var operands []syntax.Value
	var current *font
	mark, inText := unmarked, false
	replaced := false // what is drawn has a text of its own
	var said []byte
	drawn := func(what string) {
		if mark == unmarked {
			c.fault(pdfua, "7.1-3", "page %d: %s is neither tagged nor an artifact", index+1, what)
		}
	}
	show := func(s syntax.String) error {
		if current == nil || !inText {
			return fmt.Errorf("text without a font or outside a text object")
		}
		if len(s)%2 != 0 {
			return fmt.Errorf("a string of %d bytes, for codes of two", len(s))
		}
		for k := 0; k < len(s); k += 2 {
			text, ok := current.say(int(s[k])<<8 | int(s[k+1]))
			if !ok {
				c.fault(pdfa, "6.2.11.8", "page %d: code %d of font %s draws no glyph or an empty box", index+1, int(s[k])<<8|int(s[k+1]), current.name)
			}
			if mark >= 0 && !replaced {
				said = append(said, text...)
			}
			if !replaced && strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Co, r) }) {
				c.fault(pdfa, "6.2.11.7.3-1", "page %d: %q has no meaning that all agree on, and no text of its own", index+1, text)
			}
		}
		drawn("text")
		return nil
	}
	for {
		v, err := scanner.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		op, ok := v.(syntax.Operator)
		if !ok {
			operands = append(operands, v)
			continue
		}
		if len(operands) == 0 && (op == "Tf" || op == "TJ") {
			return fmt.Errorf("%s without operands", op)
		}
		switch op {
		case "BDC":
			if len(operands) != 2 {
				return fmt.Errorf("BDC with %d operands", len(operands))
			}
			properties, _ := operands[1].(syntax.Dict)
			if text, ok := properties["ActualText"].(syntax.String); ok && mark != unmarked && !replaced {
				replaced = true
				if mark >= 0 {
					said = append(said, text.Text()...)
				}
				break
			}
			if mark != unmarked {
				return fmt.Errorf("marked content inside marked content")
			}
			if operands[0] == syntax.Name("Artifact") {
				mark = artifact
				break
			}
			id, ok := properties["MCID"].(int)
			if !ok || id != len(p.content) {
				return fmt.Errorf("marked content %v comes as number %d", properties["MCID"], len(p.content))
			}
			mark = id
		case "EMC":
			if mark == unmarked {
				return fmt.Errorf("marked content ends that did not begin")
			}
			if replaced {
				replaced = false
				break
			}
			if mark >= 0 {
				p.content = append(p.content, string(said))
				said = said[:0]
			}
			mark = unmarked
		case "BT", "ET":
			if inText == (op == "BT") {
				return fmt.Errorf("%s in the wrong place", op)
			}
			inText = op == "BT"
		case "Tf":
			name, _ := operands[0].(syntax.Name)
			if current = p.fonts[name]; current == nil {
				return fmt.Errorf("font %s is not among the resources", name)
			}
		case "TJ":
			array, _ := operands[0].(syntax.Array)
			for _, part := range array {
				if s, ok := part.(syntax.String); ok {
					if err := show(s); err != nil {
						return err
					}
				}
			}
		case "f":
			drawn("a rule")
		case "Td", "Ts", "re", "J", "j", "w":
		case "g", "G": // grey, which the output intent gives a meaning
		default:
			c.fault(pdfa, "6.2.2", "page %d: operator %s is not one that this program uses", index+1, op)
		}
		operands = operands[:0]
	}
	if mark != unmarked || inText {
		return fmt.Errorf("the contents end inside marked content or a text object")
	}
	p.owner = make([]*element, len(p.content))
	return nil
}
