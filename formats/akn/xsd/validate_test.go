package xsd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// compileString compiles a schema whose top level is given.
func compileString(t testing.TB, body string) *Schema {
	t.Helper()
	s, err := Compile(files(map[string]string{"s.xsd": schemaOf(body)}), "s.xsd")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func schemaOf(body string) string {
	return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:t" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">` + body + `</xs:schema>`
}

func files(m map[string]string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		text, ok := m[name]
		if !ok {
			return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
		}
		return []byte(text), nil
	}
}

func problems(t testing.TB, s *Schema, document string) []Problem {
	t.Helper()
	ps, err := s.Validate(context.Background(), strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

// rules is the rules of the problems, or "valid".
func rules(ps []Problem) string {
	if len(ps) == 0 {
		return "valid"
	}
	var names []string
	for _, p := range ps {
		names = append(names, string(p.Rule))
	}
	return strings.Join(names, " ")
}

// everything is a schema with all that the engine implements.
const everything = `
<xs:import namespace="http://www.w3.org/XML/1998/namespace"/>
<xs:element name="r" type="r"><xs:unique name="u"><xs:selector xpath=".//*"/><xs:field xpath="@id"/></xs:unique></xs:element>
<xs:complexType name="r"><xs:sequence>
  <xs:element ref="head"/><xs:choice minOccurs="0" maxOccurs="unbounded"><xs:group ref="inline"/><xs:element name="n" type="small"/></xs:choice>
  <xs:element name="last" minOccurs="0" maxOccurs="2"><xs:complexType><xs:simpleContent><xs:extension base="xs:date"><xs:attribute name="id"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
  <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
</xs:sequence><xs:attributeGroup ref="core"/></xs:complexType>
<xs:element name="head"><xs:complexType><xs:attribute name="k" type="kind" use="required"/><xs:attribute name="v" fixed="1" type="xs:integer"/></xs:complexType></xs:element>
<xs:group name="inline"><xs:choice><xs:element name="b" type="inline"/><xs:element name="i" type="inline"/></xs:choice></xs:group>
<xs:complexType name="inline" mixed="true"><xs:choice minOccurs="0" maxOccurs="unbounded"><xs:group ref="inline"/></xs:choice><xs:attributeGroup ref="core"/></xs:complexType>
<xs:complexType name="more" mixed="true"><xs:complexContent><xs:extension base="inline"><xs:attribute name="extra" type="words"/></xs:extension></xs:complexContent></xs:complexType>
<xs:attributeGroup name="core"><xs:attribute name="id" type="word"/><xs:attribute ref="xml:lang"/><xs:anyAttribute namespace="##other" processContents="lax"/></xs:attributeGroup>
<xs:simpleType name="word"><xs:restriction base="xs:string"><xs:pattern value="[^\s]+"/></xs:restriction></xs:simpleType>
<xs:simpleType name="words"><xs:list itemType="kind"/></xs:simpleType>
<xs:simpleType name="kind"><xs:restriction base="xs:token"><xs:enumeration value="red"/><xs:enumeration value="green"/></xs:restriction></xs:simpleType>
<xs:simpleType name="small"><xs:restriction base="xs:decimal"><xs:minInclusive value="0"/><xs:maxExclusive value="10"/><xs:fractionDigits value="1"/></xs:restriction></xs:simpleType>
`

// instance is a document of the schema everything.
func instance(attributes, inner string) string {
	return `<r xmlns="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" ` + attributes + `>` + inner + `</r>`
}

const head = `<head k="red"/>`

// instances are documents of the schema everything and the rules they break.
var instances = []struct{ name, document, want string }{
	{"least", instance("", head), "valid"},
	{"all", instance(`id="x" xml:lang="en" xmlns:q="urn:q" q:a="1"`, head+` <b>x<i>y</i></b> <n> 9.5 </n><last>2024-02-29</last><last id="y">2024-01-01Z</last><q:z q="1">any<q:y/></q:z>`), "valid"},
	{"comment in an empty element", instance("", `<head k="red"><!-- x --></head>`), "valid"},
	{"white space as CDATA between elements", instance("", "<![CDATA[ ]]>"+head), "valid"},
	{"CDATA of nothing in an empty element", instance("", `<head k="red"><![CDATA[]]></head>`), "valid"},
	{"undeclared prefix on an attribute let in", instance(`q:a="1"`, head), "well-formed"},
	{"white space in an empty element", instance("", `<head k="red"> </head>`), "text"},
	{"text between elements", instance("", head+"x"), "text"},
	{"text twice is one mistake", instance("", head+"x<b/>y"), "text"},
	{"nothing", instance("", ""), "missing"},
	{"unknown element", instance("", head+"<huh/>"), "unknown"},
	{"unknown element with much inside", instance("", head+"<huh><b><head/>x</b></huh><b/>"), "unknown"},
	{"element of no namespace", instance("", head+`<b xmlns=""/>`), "misplaced"},
	{"known but misplaced, checked inside", instance("", head+`<b><head/></b>`), "misplaced required"},
	{"missing before", instance("", "<b/>"), "missing"},
	{"one mistake in order", instance("", "<b/>"+head+"<i/>"), "order"},
	{"too late", instance("", head+"<last>2024-01-01</last><b/><i/><b/>"), "order"},
	{"too many", instance("", head+strings.Repeat("<last>2024-01-01</last>", 4)), "order"},
	{"second", instance("", head+head), "order"},
	{"element in text", instance("", head+"<n>1<b/></n>"), "misplaced"},
	{"text of the wrong type", instance("", head+"<n>x</n>"), "content"},
	{"too great", instance("", head+"<n>10</n>"), "content"},
	{"too small", instance("", head+"<n>-0.1</n>"), "content"},
	{"too fine", instance("", head+"<n>1.25</n>"), "content"},
	{"zeros do not count", instance("", head+"<n>+01.500</n>"), "valid"},
	{"no such day", instance("", head+"<last>2023-02-29</last>"), "content"},
	{"attribute unknown", instance(`huh="1"`, head), "attribute"},
	{"attribute missing", instance("", "<head/>"), "required"},
	{"attribute not in the list", instance("", `<head k="blue"/>`), "value"},
	{"white space collapses", instance("", `<head k=" red
	"/>`), "valid"},
	{"white space stays", instance(`id=" x"`, head), "value"},
	{"fixed", instance("", `<head k="red" v="+01"/>`), "valid"},
	{"not as fixed", instance("", `<head k="red" v="2"/>`), "value"},
	{"declared elsewhere, lax", instance(`xml:id="1"`, head), "value"},
	{"id twice", instance("", head+`<b xml:id="a"/><b xml:id="a"/>`), "unique"},
	{"id twice, once inside what is let in", instance("", head+`<b xml:id="a"/><q:z xmlns:q="urn:q" xml:id="a"/>`), "unique"},
	{"unique", instance("", head+`<b id="a"/><b id="a"/>`), "unique"},
	{"the scope is not in itself", instance(`id="a"`, head+`<b id="a"/>`), "valid"},
	{"a type of its own, not unique", instance("", head+`<b id="a"/><q:z xmlns:q="urn:q" id="a"/>`), "valid"},
	{"lax finds a declaration", instance("", head+`<q:z xmlns:q="urn:q"><head/></q:z>`), "required"},
	{"other type", instance("", head+`<b xsi:type="more" extra="red green  red">x</b>`), "valid"},
	{"other type, wrong list", instance("", head+`<b xsi:type="more" extra="red blue"/>`), "value"},
	{"type not derived", instance("", head+`<b xsi:type="r"/>`), "instance-type"},
	{"type unknown", instance("", head+`<b xsi:type="huh"/>`), "instance-type"},
	{"type of the specification", instance("", head+`<q:z xmlns:q="urn:q" xsi:type="xs:int">2147483648</q:z>`), "content"},
	{"nil", instance("", head+`<b xsi:nil="true"/>`), "instance-type"},
	{"schema location", instance(`xsi:schemaLocation="a b"`, head), "valid"},
	{"root unknown", `<x xmlns="urn:t"/>`, "root"},
	{"root of another namespace", `<r xmlns="urn:u"><huh/></r>`, "root"},
	{"another root", `<head xmlns="urn:t" k="green"/>`, "valid"},
	{"not well-formed", instance("", head+"<b>"), "well-formed"},
	{"entity", instance("", head+"&nbsp;"), "entity"},
	{"doctype", "<!DOCTYPE r>" + instance("", head), "doctype"},
	{"encoding", instance("", head+"<b>\xFF</b>"), "encoding"},
	{"depth", instance("", head+strings.Repeat("<b>", 300)), "limit"},
}

func TestValidate(t *testing.T) {
	s := compileString(t, everything)
	for _, c := range instances {
		ps := problems(t, s, c.document)
		if got := rules(ps); got != c.want {
			t.Errorf("%s: got %s, want %s: %v", c.name, got, c.want, ps)
		}
		for _, p := range ps {
			if p.Line == 0 || p.Column == 0 || p.Path == "" || p.Message == "" {
				t.Errorf("%s: incomplete: %+v", c.name, p)
			}
		}
	}
}

// Content models, each with what it takes and what it does not; a letter is an
// element.
var contentModels = []struct{ model, yes, no string }{
	{`<xs:sequence>@a"/>@b"/></xs:sequence>`, "ab", " a b ba aab abb"},
	{`<xs:choice>@a"/>@b"/></xs:choice>`, "a b", " ab"},
	{`<xs:sequence>@a" minOccurs="0"/>@b"/></xs:sequence>`, "ab b", "a aab"},
	{`<xs:sequence>@a" maxOccurs="unbounded"/>@b"/></xs:sequence>`, "ab aaab", "b"},
	{`<xs:sequence>@a" minOccurs="2" maxOccurs="4"/></xs:sequence>`, "aa aaa aaaa", "a aaaaa"},
	{`<xs:sequence>@a" minOccurs="3" maxOccurs="unbounded"/></xs:sequence>`, "aaa aaaaaa", "aa"},
	{`<xs:sequence>@a" minOccurs="0" maxOccurs="3"/>@b"/></xs:sequence>`, "b ab aaab", "aaaab aaa"},
	{`<xs:sequence minOccurs="2" maxOccurs="3">@a"/>@b" minOccurs="0"/></xs:sequence>`, "aa abab aba aaa ababab", "a ab aaaa abb"},
	{`<xs:choice minOccurs="0" maxOccurs="unbounded">@a"/>@b"/></xs:choice>`, " a b abba", "c"},
	{`<xs:sequence maxOccurs="unbounded"><xs:choice minOccurs="0">@a"/>@b"/></xs:choice>@c"/></xs:sequence>`, "c ac bcacc", " a abc"},
	{`<xs:sequence>@a" minOccurs="0" maxOccurs="0"/>@b"/></xs:sequence>`, "b", "ab"},
	{`<xs:sequence><xs:choice/>@a"/></xs:sequence>`, "", " a"},
	{`<xs:sequence><xs:choice minOccurs="0"/>@a"/></xs:sequence>`, "a", ""},
	{`<xs:sequence/>`, " ", "a"},
	{`<xs:choice minOccurs="0"/>`, " ", "a"},
}

// modelSchema gives the element r a content model, in which @ starts a reference
// to an element.
func modelSchema(model string) string {
	return schemaOf(`<xs:element name="r"><xs:complexType>` + strings.ReplaceAll(model, "@", `<xs:element ref="`) +
		`</xs:complexType></xs:element><xs:element name="a"/><xs:element name="b"/><xs:element name="c"/>`)
}

// word is a document with an element for each letter.
func word(letters string) string {
	var b strings.Builder
	for _, letter := range letters {
		fmt.Fprintf(&b, "<%c/>", letter)
	}
	return `<r xmlns="urn:t">` + b.String() + `</r>`
}

func TestContentModels(t *testing.T) {
	for _, c := range contentModels {
		s, err := Compile(files(map[string]string{"s.xsd": modelSchema(c.model)}), "s.xsd")
		if err != nil {
			t.Fatal(err)
		}
		check := func(words string, want bool) {
			for w := range strings.SplitSeq(words, " ") {
				ps := problems(t, s, word(w))
				if (len(ps) == 0) != want {
					t.Errorf("%s: %q: %v, want valid=%v", c.model, w, ps, want)
				}
			}
		}
		if c.yes != "" {
			check(c.yes, true)
		}
		check(c.no, false)
	}
}

// words lists every word of the letters, up to a length.
func words(letters string, most int) []string {
	all := []string{""}
	for from, n := 0, 0; n < most; n++ {
		to := len(all)
		for ; from < to; from++ {
			for _, letter := range letters {
				all = append(all, all[from]+string(letter))
			}
		}
	}
	return all
}

// Content models at random take the words that the regular expression of the same
// meaning matches.
func TestRandomContentModels(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	all := words("abc", 4)
	for range 150 {
		model, expression := randomModel(rng, 3)
		s, err := Compile(files(map[string]string{"s.xsd": modelSchema(model)}), "s.xsd")
		if err != nil {
			t.Fatal(err)
		}
		oracle := regexp.MustCompile("^(?:" + expression + ")$")
		for _, letters := range all {
			if ps := problems(t, s, word(letters)); (len(ps) == 0) != oracle.MatchString(letters) {
				t.Errorf("%s: %q: %v, but %s says %v", model, letters, ps, expression, oracle.MatchString(letters))
			}
		}
	}
}

func randomModel(rng *rand.Rand, depth int) (model, expression string) {
	occurrences := []struct{ attributes, operator string }{
		{"", ""}, {"", ""}, {"", ""}, {` minOccurs="0"`, "?"}, {` maxOccurs="unbounded"`, "+"}, {` minOccurs="0" maxOccurs="unbounded"`, "*"},
		{` minOccurs="2" maxOccurs="3"`, "{2,3}"}, {` minOccurs="0" maxOccurs="2"`, "{0,2}"}, {` minOccurs="3" maxOccurs="unbounded"`, "{3,}"},
	}
	kind, between := "sequence", ""
	if rng.IntN(2) == 0 {
		kind, between = "choice", "|"
	}
	var parts []string
	for range 1 + rng.IntN(3) {
		if depth > 1 && rng.IntN(3) == 0 {
			inner, e := randomModel(rng, depth-1)
			model += inner
			parts = append(parts, e)
			continue
		}
		o := occurrences[rng.IntN(len(occurrences))]
		letter := 'a' + rune(rng.IntN(3))
		model += fmt.Sprintf(`@%c"%s/>`, letter, o.attributes)
		parts = append(parts, string(letter)+o.operator)
	}
	o := occurrences[rng.IntN(len(occurrences))]
	return "<xs:" + kind + o.attributes + ">" + model + "</xs:" + kind + ">", "(?:" + strings.Join(parts, between) + ")" + o.operator
}

func TestImportsAndIncludes(t *testing.T) {
	s, err := Compile(files(map[string]string{
		"dir/main.xsd": `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:o="urn:o" xmlns="urn:t" targetNamespace="urn:t">
			<xs:import namespace="urn:o" schemaLocation="../other.xsd"/><xs:include schemaLocation="part.xsd"/><xs:include schemaLocation="./main.xsd"/>
			<xs:element name="r"><xs:complexType><xs:sequence><xs:element ref="o:x"/><xs:element name="local" type="part"/></xs:sequence></xs:complexType></xs:element></xs:schema>`,
		"other.xsd":    `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o"><element name="x" type="int"/></schema>`,
		"dir/part.xsd": `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:simpleType name="part"><xs:restriction base="whole"/></xs:simpleType><xs:simpleType name="whole"><xs:restriction base="xs:boolean"/></xs:simpleType></xs:schema>`,
	}), "dir/main.xsd")
	if err != nil {
		t.Fatal(err)
	}
	if got := rules(problems(t, s, `<t:r xmlns:t="urn:t"><x xmlns="urn:o">1</x><local>true</local></t:r>`)); got != "valid" {
		t.Error(got)
	}
	if got := rules(problems(t, s, `<t:r xmlns:t="urn:t"><x xmlns="urn:o">one</x><local>yes</local></t:r>`)); got != "content content" {
		t.Error(got)
	}
}

// The XML namespace is known, also where its schema is not at hand or has a DTD.
func TestXMLNamespace(t *testing.T) {
	const body = `<xs:element name="r"><xs:complexType><xs:attributeGroup ref="xml:specialAttrs"/></xs:complexType></xs:element>`
	for _, location := range []string{``, `schemaLocation="http://www.w3.org/2001/xml.xsd"`, `schemaLocation="xml.xsd"`, `schemaLocation="old.xsd"`} {
		s, err := Compile(files(map[string]string{
			"s.xsd":   schemaOf(`<xs:import namespace="http://www.w3.org/XML/1998/namespace" ` + location + `/>` + body),
			"xml.xsd": xmlSource,
			"old.xsd": "<!DOCTYPE schema>" + xmlSource,
		}), "s.xsd")
		if err != nil {
			t.Error(err)
			continue
		}
		if got := rules(problems(t, s, `<r xmlns="urn:t" xml:lang="" xml:space="preserve" xml:base="/x" xml:id="a"/>`)); got != "valid" {
			t.Errorf("%s: %s", location, got)
		}
		if got := rules(problems(t, s, `<r xmlns="urn:t" xml:lang="e n" xml:space="keep" xml:base="%" xml:id="1"/>`)); got != "value value value value" {
			t.Errorf("%s: %s", location, got)
		}
	}
}

// A schema that is wrong, or more than the engine implements, is refused with its
// place.
func TestRefusedSchemas(t *testing.T) {
	for _, c := range []struct {
		name, body, says string
		unsupported      bool
	}{
		{"all", `<xs:complexType name="x"><xs:all/></xs:complexType>`, "xsd:all is not implemented", true},
		{"key", `<xs:element name="x"><xs:key name="k"/></xs:element>`, "xsd:key is not implemented", true},
		{"keyref", `<xs:element name="x"><xs:keyref name="k"/></xs:element>`, "xsd:keyref", true},
		{"redefine", `<xs:redefine schemaLocation="x"/>`, "xsd:redefine", true},
		{"notation", `<xs:notation name="x"/>`, "xsd:notation", true},
		{"substitution group", `<xs:element name="x" substitutionGroup="y"/>`, "substitutionGroup on xsd:element", true},
		{"abstract", `<xs:element name="x" abstract="true"/>`, "abstract on xsd:element", true},
		{"nillable", `<xs:element name="x" nillable="1"/>`, "nillable on xsd:element", true},
		{"block", `<xs:complexType name="x" block="#all"/>`, "block on xsd:complexType", true},
		{"default of an element", `<xs:element name="x" default="1"/>`, "default on xsd:element", true},
		{"QName", `<xs:element name="x" type="xs:QName"/>`, "xsd:QName", true},
		{"IDREF", `<xs:attribute name="x" type="xs:IDREF"/>`, "xsd:IDREF", true},
		{"field of an element", `<xs:element name="x"><xs:unique name="u"><xs:selector xpath="a"/><xs:field xpath="b"/></xs:unique></xs:element>`, `the field "b"`, true},
		{"selector of an axis", `<xs:element name="x"><xs:unique name="u"><xs:selector xpath="a/parent::b"/><xs:field xpath="@b"/></xs:unique></xs:element>`, `the selector`, true},
		{"default of a unique attribute", `<xs:element name="x"><xs:complexType><xs:attribute name="b" default="1"/></xs:complexType><xs:unique name="u"><xs:selector xpath=".//*"/><xs:field xpath="@b"/></xs:unique></xs:element>`, "default or fixed", true},
		{"list of ids", `<xs:simpleType name="x"><xs:list itemType="xs:ID"/></xs:simpleType>`, "a list of xsd:ID", true},
		{"union with ids", `<xs:simpleType name="x"><xs:union memberTypes="xs:int xs:ID"/></xs:simpleType>`, "a union with xsd:ID", true},
		{"unique dates", `<xs:element name="x"><xs:complexType><xs:attribute name="b" type="xs:date"/></xs:complexType><xs:unique name="u"><xs:selector xpath=".//*"/><xs:field xpath="@b"/></xs:unique></xs:element>`, "xsd:unique over values of this type", true},
		{"values of a list", `<xs:simpleType name="x"><xs:restriction base="xs:NMTOKENS"><xs:enumeration value="a b"/></xs:restriction></xs:simpleType>`, "a value of a list", true},
		{"values of dates", `<xs:simpleType name="x"><xs:restriction base="xs:date"><xs:enumeration value="2024-01-01"/></xs:restriction></xs:simpleType>`, "comparing values of xsd:date", true},
		{"bounds of dates", `<xs:simpleType name="x"><xs:restriction base="xs:date"><xs:minInclusive value="2024-01-01"/></xs:restriction></xs:simpleType>`, "xsd:minInclusive for other types", true},
		{"block of characters", `<xs:simpleType name="x"><xs:restriction base="xs:string"><xs:pattern value="\p{IsGreek}"/></xs:restriction></xs:simpleType>`, "blocks are not implemented", true},
		{"size", `<xs:complexType name="x"><xs:sequence><xs:element name="a" maxOccurs="100000"/></xs:sequence></xs:complexType>`, "a content model of this size", true},

		{"not XML Schema", `<xs:assert/>`, "xsd:assert is no element of XML Schema 1.0", false},
		{"foreign element", `<x xmlns="urn:x"/>`, "belongs into xsd:appinfo", false},
		{"wrong place", `<xs:sequence/>`, "xsd:sequence is not allowed in xsd:schema", false},
		{"wrong attribute", `<xs:element name="x" color="red"/>`, "xsd:element has no attribute color", false},
		{"no name", `<xs:element/>`, "has no name", false},
		{"twice", `<xs:element name="x"/><xs:element name="x"/>`, "a second definition of x", false},
		{"unknown type", `<xs:element name="x" type="y"/>`, "there is no type named y", false},
		{"unknown built-in type", `<xs:element name="x" type="xs:y"/>`, "no built-in type xsd:y", false},
		{"unknown prefix", `<xs:element name="x" type="q:y"/>`, "prefix of q:y is not declared", false},
		{"circular type", `<xs:complexType name="x"><xs:complexContent><xs:extension base="x"/></xs:complexContent></xs:complexType>`, "derived from itself", false},
		{"circular simple type", `<xs:simpleType name="x"><xs:restriction base="x"/></xs:simpleType>`, "derived from itself", false},
		{"circular group", `<xs:group name="x"><xs:sequence><xs:group ref="x"/></xs:sequence></xs:group>`, "contains itself", false},
		{"circular attribute group", `<xs:attributeGroup name="x"><xs:attributeGroup ref="x"/></xs:attributeGroup>`, "contains itself", false},
		{"reference to a reference", `<xs:element name="x" ref="x"/>`, "at the top level has a ref", false},
		{"ambiguous types", `<xs:complexType name="x"><xs:choice><xs:element name="a" type="xs:int"/><xs:element name="a" type="xs:date"/></xs:choice></xs:complexType>`, "two declarations of <a> that compete", false},
		{"ambiguous wildcard", `<xs:complexType name="x"><xs:choice><xs:element name="a"/><xs:any/></xs:choice></xs:complexType>`, "ambiguous", false},
		{"mixed against its base", `<xs:complexType name="x"><xs:sequence><xs:element name="a"/></xs:sequence></xs:complexType><xs:complexType name="y" mixed="true"><xs:complexContent><xs:extension base="x"><xs:sequence><xs:element name="b"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`, "must be mixed if its base is", false},
		{"value that is none", `<xs:simpleType name="x"><xs:restriction base="xs:int"><xs:enumeration value="a"/></xs:restriction></xs:simpleType>`, "is not a value of the type", false},
		{"bad pattern", `<xs:simpleType name="x"><xs:restriction base="xs:string"><xs:pattern value="("/></xs:restriction></xs:simpleType>`, "')' is missing", false},
		{"bad occurrence", `<xs:complexType name="x"><xs:sequence minOccurs="2"/></xs:complexType>`, "at most 1, but at least 2", false},
		{"list of lists", `<xs:simpleType name="x"><xs:list itemType="xs:NMTOKENS"/></xs:simpleType>`, "a list of lists", false},
		{"attributes that differ", `<xs:complexType name="x"><xs:attribute name="a" type="xs:int"/><xs:attribute name="a" type="xs:date"/></xs:complexType>`, "declared twice", false},
		{"import from the web", `<xs:import namespace="urn:x" schemaLocation="https://example.org/x.xsd"/>`, "nothing is fetched", false},
		{"import of what is not there", `<xs:import namespace="urn:x" schemaLocation="x.xsd"/>`, "x.xsd cannot be read", false},
		{"reference into what is not there", `<xs:import namespace="urn:x"/><xs:element name="r"><xs:complexType><xs:attribute xmlns:x="urn:x" ref="x:y"/></xs:complexType></xs:element>`, "there is no attribute named x:y", false},
		{"include of nothing", `<xs:include/>`, "does not say what", false},
		{"text", `words`, "text stands in xsd:schema", false},
	} {
		_, err := Compile(files(map[string]string{"s.xsd": schemaOf("\n" + c.body)}), "s.xsd")
		var e *SchemaError
		if !errors.As(err, &e) {
			t.Errorf("%s: got %v", c.name, err)
			continue
		}
		if !strings.Contains(e.Message, c.says) || e.Unsupported != c.unsupported || c.name != "text" && e.Line != 2 || e.Location != "s.xsd" {
			t.Errorf("%s: got %v (unsupported %v), want ...%s... (%v)", c.name, e, e.Unsupported, c.says, c.unsupported)
		}
	}
	for name, text := range map[string]string{
		"not XML":    "<a",
		"not XSD":    "<a/>",
		"empty":      "",
		"XSD 2000":   `<schema xmlns="http://www.w3.org/2000/10/XMLSchema"/>`,
		"with a DTD": `<!DOCTYPE x><a/>`,
	} {
		_, err := Compile(files(map[string]string{"s.xsd": text}), "s.xsd")
		if e := (*SchemaError)(nil); !errors.As(err, &e) || e.Line == 0 {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := Compile(files(nil), "s.xsd"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: got %v", err)
	}
}
