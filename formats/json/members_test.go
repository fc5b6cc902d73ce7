package json

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
)

// TestMembersAreThoseOfTheSchema: what is written is described, and the other
// way round.
func TestMembersAreThoseOfTheSchema(t *testing.T) {
	data, err := Schema("document")
	if err != nil {
		t.Fatal(err)
	}
	type schema struct {
		Properties map[string]schema `json:"properties"`
		Items      *schema           `json:"items"`
		Defs       map[string]schema `json:"$defs"`
	}
	var root schema
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	defs := root.Defs
	for name, c := range map[string]struct {
		described schema
		members   []string
	}{
		"document":    {root, documentMembers},
		"generator":   {root.Properties["generator"], generatorMembers},
		"work":        {defs["work"], workMembers},
		"identifier":  {defs["identifier"], identifierMembers},
		"subject":     {*defs["work"].Properties["subjects"].Items, subjectMembers},
		"publication": {defs["work"].Properties["publication"], publicationMembers},
		"entity":      {defs["entity"], entityMembers},
		"expression":  {defs["expression"], expressionMembers},
		"source":      {defs["source"], sourceMembers},
		"omission":    {*defs["source"].Properties["left_out"].Items, omissionMembers},
		"clause":      {defs["clause"], clauseMembers},
		"inline":      {defs["inline"], inlineMembers},
		"note":        {defs["inline"].Properties["note"], noteMembers},
		"span":        {defs["sourceSpan"], spanMembers},
	} {
		want := slices.Sorted(maps.Keys(c.described.Properties))
		if got := slices.Sorted(slices.Values(c.members)); !slices.Equal(got, want) {
			t.Errorf("%s: the members are %v, the schema has %v", name, got, want)
		}
	}
}
