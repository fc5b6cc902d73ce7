package xsd

import (
	"fmt"
	"strings"
	"testing"
)

// values lists, for each built-in type, what is a value of it and what is not.
var values = []struct {
	typ     string
	yes, no []string
}{
	{"string", []string{"", " a\tb "}, nil},
	{"boolean", []string{"true", "false", "1", "0", " true "}, []string{"", "TRUE", "yes", "2"}},
	{"decimal", []string{"0", "-1.5", "+.5", "5.", "007"}, []string{"", ".", "+", "1e3", "1,5", "1.2.3", "- 1"}},
	{"integer", []string{"0", "-0", "+12", "123456789012345678901234"}, []string{"", "1.0", "1.", "a", "0x1"}},
	{"nonNegativeInteger", []string{"0", "7"}, []string{"-1"}},
	{"positiveInteger", []string{"1", "+1"}, []string{"0", "-1"}},
	{"negativeInteger", []string{"-1"}, []string{"0", "1"}},
	{"byte", []string{"127", "-128"}, []string{"128", "-129"}},
	{"unsignedByte", []string{"255"}, []string{"256", "-1"}},
	{"int", []string{"2147483647"}, []string{"2147483648"}},
	{"long", []string{"-9223372036854775808"}, []string{"9223372036854775808"}},
	{"unsignedLong", []string{"18446744073709551615"}, []string{"18446744073709551616"}},
	{"double", []string{"1", "-1.5E-3", "INF", "-INF", "NaN", "1e5"}, []string{"", "E5", "1E", "inf", "nan", "1e1.5"}},
	{"date", []string{"2024-02-29", "2000-02-29", "2024-01-01Z", "2024-01-01+14:00", "2024-01-01-05:30", "-0044-03-15", "12024-01-01", " 2024-01-01 "},
		[]string{"", "2024", "20240101", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-1-1", "0000-01-01", "24-01-01",
			"2024-01-01+14:30", "2024-01-01+15:00", "2024-01-01T00:00:00", "2024-01-01z", "02024-01-01", "2024/01/01", "2024-01-01 +01:00"}},
	{"dateTime", []string{"2024-01-01T00:00:00", "2024-12-31T23:59:59.999Z", "2024-01-01T24:00:00", "2024-01-01T10:00:00+02:00"},
		[]string{"", "2024-01-01", "2024-01-01T10:00", "2024-01-01 10:00:00", "2024-01-01T25:00:00", "2024-01-01T24:00:01", "2024-01-01T10:60:00", "2024-01-01T10:00:60", "2024-01-01T10:00:00.", "2024-02-30T00:00:00"}},
	{"time", []string{"10:00:00", "10:00:00.5Z", "24:00:00"}, []string{"10:00", "1:00:00", "24:00:00.1"}},
	{"gYear", []string{"2024", "-0001", "2024Z"}, []string{"24", "0000", "2024-01"}},
	{"gYearMonth", []string{"2024-02"}, []string{"2024-13", "2024"}},
	{"gMonth", []string{"--12"}, []string{"--13", "12"}},
	{"gMonthDay", []string{"--02-29", "--12-31"}, []string{"--02-30", "--04-31"}},
	{"gDay", []string{"---31"}, []string{"---32", "31"}},
	{"duration", []string{"P1Y", "-P1Y2M3DT4H5M6.7S", "PT0S", "P1YT1S"}, []string{"", "P", "PT", "P1YT", "1Y", "P1M1Y", "P1.5Y", "P-1Y", "PT1.S", "P1S"}},
	{"language", []string{"en", "pt-BR", "zh-Hans-CN", "x-klingon", "sr-Latn"}, []string{"", "en_GB", "1a", "toolonglang", "en-", "en--GB", "a b"}},
	{"Name", []string{"a", "a:b", "_x", "é"}, []string{"", "1a", "-a", "a b"}},
	{"NCName", []string{"a", "a.b-c"}, []string{"", "a:b", "1"}},
	{"NMTOKEN", []string{"1", "a:b", "-x"}, []string{"", "a b", "a/b"}},
	{"NMTOKENS", []string{"a b  c"}, []string{"", "a ,"}},
	{"anyURI", []string{"", "http://example.org/a?b=c#d", "/akn/eu/act/2016/1/!main", "#para_1", "../x", "a b", "é", "http://[::1]:8080/", "urn:lex:it:stato:legge:2003-09-21;456",
		"mailto:a@b.c", "//host/x", "?q", "a/b:c", "http://u:p@h:80/", "./a:b", "%41", "<x>", "a{b}", "~x", "http://", "http:", "x:"},
		[]string{"%", "%4", "%zz", "#a#b", ":a", "1:a", "http://h:x/", "a[b]", "http://a@b@c/", "x:[", "é:b"}},
	{"hexBinary", []string{"", "0aFF"}, []string{"0", "0g"}},
	{"base64Binary", []string{"", "YQ==", "YWJj"}, []string{"YQ", "Y", "YQ=", "Y*=="}},
}

func valueSchema() string {
	var b strings.Builder
	for _, v := range values {
		fmt.Fprintf(&b, `<xs:element name="%[1]s"><xs:complexType><xs:attribute name="v" type="xs:%[1]s"/></xs:complexType></xs:element>`, v.typ)
	}
	return schemaOf(b.String())
}

func valueDocument(typ, value string) string {
	escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#9;").Replace(value)
	return fmt.Sprintf(`<%s xmlns="urn:t" v="%s"/>`, typ, escaped)
}

func TestValues(t *testing.T) {
	s, err := Compile(files(map[string]string{"s.xsd": valueSchema()}), "s.xsd")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range values {
		for _, value := range v.yes {
			if ps := problems(t, s, valueDocument(v.typ, value)); len(ps) > 0 {
				t.Errorf("%s %q: %v", v.typ, value, ps)
			}
		}
		for _, value := range v.no {
			if ps := problems(t, s, valueDocument(v.typ, value)); rules(ps) != "value" {
				t.Errorf("%s %q was taken: %v", v.typ, value, ps)
			}
		}
	}
}

func TestDecimals(t *testing.T) {
	for in, want := range map[string]string{"0": "0", "-0": "0", "+007.50": "7.5", ".5": "0.5", "5.": "5", "-.10": "-0.1", "000": "0"} {
		if got := canonicalDecimal(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
	order := []string{"-10", "-9.5", "-1", "-0.5", "0", "0.05", "0.5", "1", "9", "10", "10.01"}
	for i, a := range order {
		for j, b := range order {
			if got := compareDecimals(a, b); got > 0 != (i > j) || got < 0 != (i < j) {
				t.Errorf("%s against %s: %d", a, b, got)
			}
		}
	}
}
