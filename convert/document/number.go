package document

import (
	"slices"
	"strings"
	"unicode"
)

// adverbs number what was put in after a number ("2 bis"). They are Latin in
// every language that uses them.
var adverbs = []string{"bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"}

// Number is the node's number as people cite it: Num without the punctuation
// around it and without the word that goes with it ("A" of "A.", "1" of
// "Article 1" and of "1 artikla", "a" of "(a)"). A dash or bullet is no number.
// Of a document number or procedure it is the number in the text.
func (n *Node) Number() string {
	if n.Num == "" && (n.Kind == DocNumber || n.Kind == Procedure) {
		number := ""
		EachInline(n.Text, func(in *Inline) {
			if in.Kind == Number && number == "" {
				number = Plain(in.Children)
			}
		})
		return number
	}
	num := strings.TrimFunc(n.Num, notAlphanumeric)
	fields := strings.Fields(num)
	if len(fields) < 2 {
		return num
	}
	start := slices.IndexFunc(fields, func(f string) bool { return strings.IndexFunc(f, unicode.IsDigit) >= 0 })
	if start < 0 {
		return strings.TrimFunc(fields[len(fields)-1], notAlphanumeric)
	}
	end := start + 1
	for end < len(fields) && (len(fields[end]) == 1 || slices.Contains(adverbs, strings.ToLower(fields[end]))) {
		end++
	}
	return strings.TrimFunc(strings.Join(fields[start:end], " "), notAlphanumeric)
}

// notAlphanumeric takes the ordinal signs for punctuation, which they are.
func notAlphanumeric(r rune) bool {
	return r == 'º' || r == 'ª' || !unicode.IsLetter(r) && !unicode.IsNumber(r)
}
