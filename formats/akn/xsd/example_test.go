package xsd_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/plurilex/plurilex/formats/akn/xsd"
)

func ExampleSchema_Validate() {
	schema, err := xsd.AKN30()
	if err != nil {
		fmt.Println(err)
		return
	}
	document := `<p xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  adopted on <date date="10.3.2016">10 March</date> by <organisation refersTo="#ep">Parliament</organisation>
</p>`
	problems, err := schema.Validate(context.Background(), strings.NewReader(document))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range problems {
		fmt.Println(p)
	}
	// Output:
	// 2:20: /p/date: the value "10.3.2016" of the attribute date is wrong: it is not a date YYYY-MM-DD or a date with time YYYY-MM-DDThh:mm:ss
	// 2:56: /p/organisation: the schema has no element <organisation>; is <organization> meant?
}

func ExampleCompile() {
	files := map[string]string{
		"law.xsd": `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:law" targetNamespace="urn:law" elementFormDefault="qualified">
			<xs:element name="law"><xs:complexType><xs:sequence>
				<xs:element name="title" type="xs:string"/><xs:element name="article" type="xs:string" maxOccurs="unbounded"/>
			</xs:sequence></xs:complexType></xs:element></xs:schema>`,
	}
	read := func(location string) ([]byte, error) { return []byte(files[location]), nil }
	schema, err := xsd.Compile(read, "law.xsd")
	if err != nil {
		fmt.Println(err)
		return
	}
	problems, _ := schema.Validate(context.Background(), strings.NewReader(`<law xmlns="urn:law"><article>All are free.</article></law>`))
	fmt.Println(problems)
	// Output:
	// [1:22: /law/article: <title> is missing before <article>; add it]
}
