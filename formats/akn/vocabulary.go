package akn

// abbreviations are the element references that differ from the element's name
// (AKN Naming Convention 5.3).
var abbreviations = map[string]string{
	"alinea": "al", "amendmentBody": "body", "article": "art", "attachment": "att", "blockList": "list",
	"chapter": "chp", "citation": "cit", "citations": "cits", "clause": "cl", "component": "cmp",
	"components": "cmpnts", "componentRef": "cref", "debateBody": "body", "debateSection": "dbsect",
	"division": "dvs", "documentRef": "dref", "eventRef": "eref", "judgmentBody": "body",
	"listIntroduction": "intro", "listWrapUp": "wrapup", "mainBody": "body", "paragraph": "para",
	"quotedStructure": "qstr", "quotedText": "qtext", "recital": "rec", "recitals": "recs", "section": "sec",
	"subchapter": "subchp", "subclause": "subcl", "subdivision": "subdvs", "subparagraph": "subpara",
	"subsection": "subsec", "temporalGroup": "tmpg", "wrapUp": "wrapup",
}

// genericElements are named after what they hold, and so may their ids be.
var genericElements = []string{"container", "hcontainer", "blockContainer", "block", "inline", "tblock", "p"}

// idRequired are the elements that have an eId in a document that uses eIds
// (attribute group idreq of the AKN 3.0 schema).
var idRequired = set(
	"FRBRmasterExpression", "TLCConcept", "TLCEvent", "TLCLocation", "TLCObject", "TLCOrganization", "TLCPerson",
	"TLCProcess", "TLCReference", "TLCRole", "TLCTerm", "activeRef", "address", "adjournment",
	"administrationOfOath", "alinea", "applies", "article", "attachment", "attachmentOf", "authorialNote",
	"blockContainer", "blockList", "book", "chapter", "citation", "citations", "clause", "communication",
	"component", "componentData", "components", "concept", "container", "content", "contrasts", "count",
	"crossHeading", "debateSection", "declarationOfVote", "derogates", "dissentsFrom", "distinguishes", "div",
	"division", "documentRef", "efficacyMod", "embeddedStructure", "entity", "event", "extends", "forceMod",
	"formula", "hasAttachment", "hcontainer", "heading", "indent", "interstitial", "intro", "isAnalogTo", "item",
	"judge", "jurisprudence", "lawyer", "legalSystemMod", "level", "list", "location", "longTitle", "mapping",
	"marker", "meaningMod", "ministerialStatements", "mmod", "mod", "nationalInterest", "note", "noticesOfMotion",
	"object", "ol", "oralStatements", "organization", "original", "other", "overrules", "papers", "paragraph",
	"part", "party", "passiveRef", "person", "personalStatements", "petitions", "point", "pointOfOrder",
	"prayers", "proceduralMotions", "process", "proviso", "putsInQuestion", "quantity", "questions", "quorum",
	"quorumVerification", "quotedStructure", "recital", "recitals", "recount", "ref", "resolutions", "restricts",
	"rmod", "role", "rollCall", "rref", "rule", "scopeMod", "section", "speechGroup", "subFlow", "subchapter",
	"subclause", "subdivision", "subheading", "sublist", "subparagraph", "subpart", "subrule", "subsection",
	"subtitle", "supports", "table", "tblock", "temporalGroup", "term", "textualMod", "title", "toc", "tome",
	"transitional", "ul", "voting", "wrapUp", "writtenStatements",
)

func set(names ...string) map[string]bool {
	s := make(map[string]bool, len(names))
	for _, n := range names {
		s[n] = true
	}
	return s
}

// documentElements are the classes of documents.
var documentElements = set(
	"act", "amendment", "amendmentList", "bill", "debate", "debateReport", "doc", "documentCollection",
	"judgment", "officialGazette", "portion", "statement",
)

// dateNames are what the date of a Work, Expression or Manifestation is of.
var dateNames = set(
	"adoption", "approval", "consolidation", "conversion", "creation", "decision", "delivery", "enactment",
	"entryIntoForce", "generation", "judgment", "markup", "promulgation", "publication", "signature",
	"submission", "tabling", "transform", "translation", "unknown", "yearOfProcedure",
)
