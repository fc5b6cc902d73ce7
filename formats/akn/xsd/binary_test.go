package xsd

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/plurilex/plurilex/convert/converttest"
)

// The tables in the program are those of the official schema.
func TestTablesAreCurrent(t *testing.T) {
	s, err := Compile(os.ReadFile, converttest.Shared(t, "akn", "schema", "akomantoso30.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	tables, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(tables, akn30) {
		t.Error("akn30.bin is out of date: make it again as akn30.go says")
	}
}

func TestBinaryRoundTrip(t *testing.T) {
	s := compileString(t, everything)
	tables, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var back Schema
	if err := back.UnmarshalBinary(tables); err != nil {
		t.Fatal(err)
	}
	again, err := back.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(tables, again) {
		t.Error("the tables changed on the way")
	}
}

// No tables, however damaged, make a schema that fails.
func TestDamagedTables(t *testing.T) {
	document := `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="a" eId="x"><meta>x</meta><q/></act></akomaNtoso>`
	try := func(tables []byte) {
		var s Schema
		if s.UnmarshalBinary(tables) == nil {
			if _, err := s.Validate(context.Background(), strings.NewReader(document)); err != nil {
				t.Error(err)
			}
		}
	}
	for n := 0; n < len(akn30); n += 31 {
		var s Schema
		if err := s.UnmarshalBinary(akn30[:n]); err == nil {
			t.Fatalf("the first %d bytes were taken for tables", n)
		}
		damaged := bytes.Clone(akn30)
		damaged[n] ^= byte(1 + n%255)
		try(damaged)
	}
}

func FuzzUnmarshal(f *testing.F) {
	tables, err := compileString(f, everything).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(tables, []byte(`<r xmlns="urn:t"/>`))
	f.Fuzz(func(t *testing.T, tables, document []byte) {
		var s Schema
		if s.UnmarshalBinary(tables) == nil {
			_, _ = s.Validate(context.Background(), bytes.NewReader(document))
		}
	})
}
