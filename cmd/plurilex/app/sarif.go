package app

import (
	"encoding/json"
	"io"
	"path/filepath"
	"slices"

	"github.com/plurilex/plurilex/convert/diag"
)

// The parts of SARIF 2.1.0 (OASIS Standard, 27 March 2020) that findings need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
		Full  sarifText `json:"fullDescription"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		ByteOffset  int `json:"byteOffset"`
		ByteLength  int `json:"byteLength"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
)

// writeSARIF writes findings as one SARIF log. SARIF's levels have the names of
// our severities.
func writeSARIF(w io.Writer, found []diag.Diagnostic) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: programName, Version: Version, Rules: []sarifRule{}}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	var codes []diag.Code
	for _, d := range found {
		codes = append(codes, d.Code)
		r := sarifResult{RuleID: string(d.Code), Level: d.Severity.String(), Message: sarifText{d.Message}}
		if d.File != "" {
			at := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{filepath.ToSlash(d.File)}}}
			if d.Start.Known() {
				at.Physical.Region = &sarifRegion{d.Start.Line, d.Start.Column, d.Span.Start, d.Span.Len()}
			}
			if d.NodeID != "" {
				at.Logical = []sarifLogical{{d.NodeID}}
			}
			r.Locations = []sarifLocation{at}
		}
		run.Results = append(run.Results, r)
	}
	slices.Sort(codes)
	for _, c := range slices.Compact(codes) {
		e, _ := diag.Lookup(c)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{string(c), sarifText{e.Title}, sarifText{e.Help}})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", "2.1.0", []sarifRun{run}})
}
