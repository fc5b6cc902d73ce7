package naming

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/plurilex/plurilex/convert/document"
)

// What stands in an IRI for what is not known.
const (
	UnknownCountry = "zz"   // ISO 3166-1 leaves it to users
	UnknownYear    = "0001" // as published texts without a date have it
	NoNumber       = "nn"   // AKN Naming Convention 4.4
)

// Work is the IRI of the Work (AKN Naming Convention 4.4):
// /akn/eu/statement/resolution/ep/2016/2016-2607-RSP. It has no domain name.
func Work(id document.Identity) string {
	parts := []string{"/akn", orElse(strings.ToLower(id.Country), UnknownCountry), orElse(id.Type, "doc")}
	for _, optional := range []string{id.Subtype, id.Author} {
		if s := Segment(optional); s != "" {
			parts = append(parts, s)
		}
	}
	date := orElse(id.Date, orElse(id.Year, UnknownYear))
	return strings.Join(append(parts, date, orElse(Segment(id.Number), NoNumber)), "/")
}

// Expression is the IRI of the original version of a Work in a language, given
// by its three letters of ISO 639-2/T: /akn/.../2016-2607-RSP/eng@.
func Expression(work, iso3 string) string { return work + "/" + iso3 + "@" }

// Manifestation is the IRI of an Expression in a file format.
func Manifestation(expression, extension string) string { return expression + "." + extension }

// Component is the IRI of a part of a Work or Expression that is a document of
// its own: "main", "annex_1".
func Component(iri, name string) string { return iri + "/!" + name }

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// Segment makes one segment of an IRI of a printed number or name: letters and
// digits of ASCII, ".", "-", and "_" for a space; runs of anything else become
// one hyphen. "P8_TA(2016)0083" is "P8-TA-2016-0083".
func Segment(printed string) string {
	if !isASCII(printed) {
		printed = norm.NFKD.String(printed)
	}
	var b strings.Builder
	pending := byte(0)
	for _, r := range printed {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.':
			if pending != 0 && b.Len() > 0 {
				b.WriteByte(pending)
			}
			pending = 0
			b.WriteRune(r)
		case r >= 0x300 && r <= 0x36F:
			// The accent of the letter before it.
		case r == ' ' || r == '\u00A0':
			if pending == 0 {
				pending = '_'
			}
		default:
			pending = '-'
		}
	}
	return strings.Trim(b.String(), ".")
}
