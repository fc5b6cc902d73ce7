package akn

import (
	"regexp"
	"slices"
	"strings"

	xlanguage "golang.org/x/text/language"

	"github.com/plurilex/plurilex/convert/diag"
)

// The IRIs of the Naming Convention (4.4 to 4.7). Segments are taken as they
// are: only their order and separators are checked.
var (
	workIRI          = regexp.MustCompile(`^/akn/[A-Za-z]{2}(?:-[A-Za-z0-9]+)*/[A-Za-z]+(?:/[^/!@~]+){0,3}/\d{4}(?:-\d{2}-\d{2})?(?:/[^/!@~]+)*$`)
	expressionIRI    = regexp.MustCompile(`^(/akn/.+)/([a-z]{3})(?:[@:]([^/]*))?(?:/[^!~]+)?$`)
	dateSegment      = regexp.MustCompile(`^\d{4}(?:-\d{2}-\d{2})?$`)
	manifestationIRI = regexp.MustCompile(`^(/akn/.+?)(?:/[^!~@]+)?\.([A-Za-z0-9]+)$`)
)

// documents checks the identification of every document: S10 to S15, S17, S21,
// S32.
func (r *ruling) documents() {
	for _, s := range r.sites {
		if s.document != s || !documentElements[s.name] {
			continue
		}
		attached := s.parent != nil && s.parent.name == "attachment"
		identification := s.child("meta").child("identification")
		if identification == nil {
			if attached {
				r.add(32, s, "the attached %s has no metadata", s.name)
			}
			continue
		}
		at := func(e *element) *site { return &site{element: e, parent: s, scope: s.scope, document: s} }
		levels := [3]*element{}
		uris := [3]string{}
		for i, level := range []string{"FRBRWork", "FRBRExpression", "FRBRManifestation"} {
			levels[i] = identification.child(level)
			if levels[i] == nil {
				continue
			}
			for _, name := range []string{"FRBRuri", "FRBRthis"} {
				e := levels[i].child(name)
				if e == nil {
					continue
				}
				v := strings.TrimSpace(e.attribute("value"))
				if name == "FRBRuri" {
					uris[i] = v
				}
				r.iri(at(e), i, name, v)
			}
			r.component(at(levels[i]), i)
		}
		if work := levels[0]; work != nil {
			r.work(s, work, uris[0], attached)
		}
		r.levels(s, levels, uris, at)
		if attached {
			r.attached(s, uris[0], levels)
		}
		if c := s.attribute("contains"); (c == "singleVersion" || c == "multipleVersions") && s.child("meta").child("lifecycle") == nil {
			r.add(21, s, "contains is %s, but there is no lifecycle", c)
		}
	}
}

// iri: S10.
func (r *ruling) iri(s *site, level int, name, v string) {
	switch {
	case v == "":
		r.add(10, s, "%s of %s is empty", name, s.parent.name)
		return
	case strings.HasPrefix(v, "http://"), strings.HasPrefix(v, "https://"), strings.HasPrefix(v, "urn:"):
		r.addAs(10, diag.Note, s, "%s is of another convention: it has to be published and equivalent", name)
		return
	}
	base := v
	if name == "FRBRthis" {
		base, _, _ = strings.Cut(v, "/!")
		if level == 2 {
			return // the component stands before the extension
		}
	}
	ok := workIRI.MatchString(base)
	switch level {
	case 1:
		m := expressionIRI.FindStringSubmatch(base)
		ok = m != nil && workIRI.MatchString(m[1])
	case 2:
		ok = manifestationIRI.MatchString(base)
	}
	if !ok {
		r.add(10, s, "%s %q is no IRI of the Naming Convention for this level", name, v)
	}
}

// component: S12.
func (r *ruling) component(s *site, level int) {
	uri, this := s.child("FRBRuri").value(), s.child("FRBRthis").value()
	if !strings.HasPrefix(uri, "/akn/") || this == "" {
		return
	}
	if level == 2 {
		if i := strings.LastIndexByte(uri, '.'); i > strings.LastIndexByte(uri, '/') {
			uri = uri[:i]
		}
	}
	if !strings.HasPrefix(this, uri+"/!") {
		r.add(12, s, "FRBRthis %q should be %s/! and the name of the component", this, uri)
	}
}

// work: S13 and S17.
func (r *ruling) work(s *site, work *element, uri string, attached bool) {
	country := work.child("FRBRcountry").value()
	place := &site{element: work, parent: s, scope: s.scope, document: s}
	if region, _, _ := strings.Cut(country, "-"); country != "" && (country != strings.ToLower(country) || !knownCountry(region)) {
		r.add(17, place, "FRBRcountry %q is no code of ISO 3166 in lower case", country)
	}
	parts := strings.Split(strings.TrimPrefix(uri, "/akn/"), "/")
	if !strings.HasPrefix(uri, "/akn/") || len(parts) < 3 {
		return
	}
	if country != "" && parts[0] != country {
		r.add(13, place, "the IRI has the country %s, FRBRcountry is %s", parts[0], country)
	}
	if !attached && s.parent != nil && s.parent.name == "akomaNtoso" && parts[1] != s.name {
		r.add(13, place, "the IRI has the class %s, the document is a %s", parts[1], s.name)
	}
	at := slices.IndexFunc(parts[2:], dateSegment.MatchString)
	if at < 0 {
		return
	}
	at += 2
	if sub := work.child("FRBRsubtype").value(); sub != "" && (at < 3 || !sameSegment(parts[2], sub)) {
		r.add(13, place, "FRBRsubtype is %s, the IRI has no such segment", sub)
	}
	if d := work.child("FRBRdate"); d != nil && !strings.HasPrefix(d.attribute("date"), parts[at]) {
		r.add(13, place, "the IRI has the date %s, FRBRdate is %s", parts[at], d.attribute("date"))
	}
	if at+1 < len(parts) {
		numbers := []string{"nn"}
		work.each(func(e *element) {
			if e.name == "FRBRnumber" || e.name == "FRBRname" {
				numbers = append(numbers, e.attribute("value"))
			}
		})
		if !slices.ContainsFunc(numbers, func(n string) bool { return sameSegment(parts[at+1], n) }) {
			r.add(13, place, "the IRI has the number %s, which no FRBRnumber or FRBRname has", parts[at+1])
		}
	}
}

func sameSegment(segment, value string) bool {
	return strings.EqualFold(segment, value) || strings.EqualFold(segment, segmentOf(value))
}

// knownCountry: ISO 3166-1, and what custom adds.
func knownCountry(code string) bool {
	switch code {
	case "eu", "un":
		return true
	}
	region, err := xlanguage.ParseRegion(code)
	return len(code) == 2 && err == nil && region.IsCountry()
}

// levels: S11, S14, S15.
func (r *ruling) levels(s *site, levels [3]*element, uris [3]string, at func(*element) *site) {
	for i := 1; i < 3; i++ {
		if levels[i] == nil || !strings.HasPrefix(uris[i-1], "/akn/") || uris[i] == "" {
			continue
		}
		if !strings.HasPrefix(uris[i], uris[i-1]) {
			r.add(11, at(levels[i]), "the IRI %s does not extend %s", uris[i], uris[i-1])
		}
	}
	if e := levels[1]; e != nil {
		if m := expressionIRI.FindStringSubmatch(uris[1]); m != nil {
			if l := e.child("FRBRlanguage"); l != nil && l.attribute("language") != m[2] {
				r.add(14, at(e), "the IRI has the language %s, FRBRlanguage is %s", m[2], l.attribute("language"))
			}
			if d := e.child("FRBRdate"); m[3] != "" && d != nil && m[3] != d.attribute("date") && m[3] != e.child("FRBRversionNumber").value() {
				r.add(14, at(e), "the IRI has the version %s, FRBRdate is %s", m[3], d.attribute("date"))
			}
		}
	}
	if e := levels[2]; e != nil {
		f := e.child("FRBRformat").value()
		if m := manifestationIRI.FindStringSubmatch(uris[2]); m != nil && f != "" && !strings.EqualFold(strings.TrimPrefix(f, "."), m[2]) {
			r.add(15, at(e), "the IRI ends with .%s, FRBRformat is %s", m[2], f)
		}
	}
}

// attached: S32.
func (r *ruling) attached(s *site, uri string, levels [3]*element) {
	main := s.parent.document
	if main == nil {
		return
	}
	work := main.child("meta").child("identification").child("FRBRWork")
	if have := work.child("FRBRuri").value(); have != "" && uri != have {
		r.add(32, s, "the Work of the attachment is %s, that of the document %s", uri, have)
	}
	if this := levels[0].child("FRBRthis").value(); this != "" && this == work.child("FRBRthis").value() {
		r.add(32, s, "the attachment has the component of the document: %s", this)
	}
	has := func(d *site, name string) bool { return d.child("meta").child("references").child(name) != nil }
	if has(main, "hasAttachment") != has(s, "attachmentOf") {
		r.add(32, s, "hasAttachment in the document and attachmentOf in the attachment go together")
	}
}

// dates: S18, S19, S20, S33.
func (r *ruling) dates() {
	for _, s := range r.sites {
		if s.space != r.sites[0].space || !s.has("date") {
			continue
		}
		v := s.attribute("date")
		full := day(v)
		switch {
		case full == "" || len(v) > 10 && v[10] != 'T':
			r.add(18, s, "%q is no date of the calendar in the form YYYY-MM-DD", v)
		case strings.HasPrefix(v, "0001"), strings.HasPrefix(v, "1900-01-01"), strings.HasPrefix(v, "2999"), strings.HasPrefix(v, "9999"):
			r.addAs(18, diag.Warning, s, "the date %s stands for one that is not known", v)
		case strings.HasSuffix(v, "Z"), len(v) > 10 && strings.ContainsAny(v[10:], "+-"):
			r.add(18, s, "the date %s has a time zone", v)
		}
		if s.name == "FRBRdate" && !dateNames[s.attribute("name")] {
			r.add(20, s, "FRBRdate has the name %q, which says of what it is the date in no known way", s.attribute("name"))
		}
		if (s.name == "date" || s.name == "docDate") && full != "" && !s.meta {
			r.dateText(s, full)
		}
	}
	for _, s := range r.sites {
		switch s.name {
		case "identification":
			last := ""
			for _, level := range []string{"FRBRWork", "FRBRExpression", "FRBRManifestation"} {
				d := s.child(level).child("FRBRdate")
				if d == nil {
					continue
				}
				if v := day(d.attribute("date")); v != "" {
					if v < last {
						r.add(19, s, "the date of %s, %s, is before %s", level, v, last)
					}
					last = v
				}
			}
		case "lifecycle":
			last := ""
			s.each(func(e *element) {
				if v := day(e.attribute("date")); v != "" {
					if v < last {
						r.add(19, s, "the event of %s stands after that of %s", v, last)
					}
					last = v
				}
			})
		}
	}
}

// languages: S16.
func (r *ruling) languages() {
	for _, s := range r.sites {
		if s.name == "FRBRlanguage" {
			if code := s.attribute("language"); !alpha3(code) {
				r.add(16, s, "FRBRlanguage %q is no code of three letters of ISO 639-2/T", code)
			}
		}
		if tag := s.language(); tag != "" && shortest(tag) != tag {
			r.add(16, s, "xml:lang %q is not the shortest tag of BCP 47", tag)
		}
	}
}

func alpha3(code string) bool {
	if code == "mul" || code == "und" {
		return true
	}
	if len(code) != 3 || code != strings.ToLower(code) || bibliographic[code] != "" {
		return false
	}
	base, err := xlanguage.ParseBase(code)
	return err == nil && base.ISO3() == code
}
