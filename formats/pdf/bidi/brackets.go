package bidi

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// closers holds, for every opening bracket (Bidi_Paired_Bracket of
// BidiBrackets.txt), the one that closes it, sorted.
var closers = [...][2]rune{
	{'(', ')'}, {'[', ']'}, {'{', '}'}, {0x0F3A, 0x0F3B}, {0x0F3C, 0x0F3D}, {0x169B, 0x169C},
	{0x2045, 0x2046}, {0x207D, 0x207E}, {0x208D, 0x208E}, {0x2308, 0x2309}, {0x230A, 0x230B}, {0x2329, 0x232A},
	{0x2768, 0x2769}, {0x276A, 0x276B}, {0x276C, 0x276D}, {0x276E, 0x276F}, {0x2770, 0x2771}, {0x2772, 0x2773},
	{0x2774, 0x2775}, {0x27C5, 0x27C6}, {0x27E6, 0x27E7}, {0x27E8, 0x27E9}, {0x27EA, 0x27EB}, {0x27EC, 0x27ED},
	{0x27EE, 0x27EF}, {0x2983, 0x2984}, {0x2985, 0x2986}, {0x2987, 0x2988}, {0x2989, 0x298A}, {0x298B, 0x298C},
	{0x298D, 0x2990}, {0x298F, 0x298E}, {0x2991, 0x2992}, {0x2993, 0x2994}, {0x2995, 0x2996}, {0x2997, 0x2998},
	{0x29D8, 0x29D9}, {0x29DA, 0x29DB}, {0x29FC, 0x29FD}, {0x2E22, 0x2E23}, {0x2E24, 0x2E25}, {0x2E26, 0x2E27},
	{0x2E28, 0x2E29}, {0x2E55, 0x2E56}, {0x2E57, 0x2E58}, {0x2E59, 0x2E5A}, {0x2E5B, 0x2E5C}, {0x3008, 0x3009},
	{0x300A, 0x300B}, {0x300C, 0x300D}, {0x300E, 0x300F}, {0x3010, 0x3011}, {0x3014, 0x3015}, {0x3016, 0x3017},
	{0x3018, 0x3019}, {0x301A, 0x301B}, {0xFE59, 0xFE5A}, {0xFE5B, 0xFE5C}, {0xFE5D, 0xFE5E}, {0xFF08, 0xFF09},
	{0xFF3B, 0xFF3D}, {0xFF5B, 0xFF5D}, {0xFF5F, 0xFF60}, {0xFF62, 0xFF63},
}

// bracketOf says what a character is for rule N0.
func bracketOf(c rune, p bidi.Properties) bracket {
	if !p.IsBracket() {
		return bracket{}
	}
	for _, pair := range closers {
		switch c {
		case pair[0]:
			return bracket{1, canonical(c)}
		case pair[1]:
			return bracket{-1, canonical(pair[0])}
		}
	}
	return bracket{}
}

// canonical joins brackets that are canonically equivalent (BD16).
func canonical(open rune) rune {
	if open == 0x2329 {
		return 0x3008
	}
	return open
}

type opener struct {
	canon rune
	at    int // in the sequence
}

type pair struct{ open, close int }

// maxOpeners is how many brackets may be open at once (BD16).
const maxOpeners = 63

// pairBrackets applies rule N0.
func (r *Resolver) pairBrackets(seq []int, level uint8, sos class) {
	r.openers, r.pairs = r.openers[:0], r.pairs[:0]
	for k, i := range seq {
		if r.classes[i] != bidi.ON {
			continue
		}
		switch b := r.brackets[i]; b.kind {
		case 1:
			if len(r.openers) == maxOpeners {
				r.pairs = r.pairs[:0]
				return
			}
			r.openers = append(r.openers, opener{b.canon, k})
		case -1:
			for o := len(r.openers) - 1; o >= 0; o-- {
				if r.openers[o].canon == b.canon {
					r.pairs = append(r.pairs, pair{r.openers[o].at, k})
					r.openers = r.openers[:o]
					break
				}
			}
		}
	}
	slices.SortFunc(r.pairs, func(a, b pair) int { return a.open - b.open })
	for _, p := range r.pairs {
		r.resolvePair(seq, p, direction(level), sos)
	}
}

func (r *Resolver) resolvePair(seq []int, p pair, embedding, sos class) {
	t := r.classes
	strong := func(c class) class {
		switch c {
		case bidi.L:
			return bidi.L
		case bidi.R, bidi.AL, bidi.EN, bidi.AN:
			return bidi.R
		}
		return bidi.ON
	}
	to, opposite := class(bidi.ON), false
	for k := p.open + 1; k < p.close; k++ {
		switch s := strong(t[seq[k]]); s {
		case bidi.ON:
		case embedding:
			to = embedding
		default:
			opposite = true
		}
		if to == embedding {
			break
		}
	}
	if to != embedding {
		if !opposite {
			return
		}
		before := sos
		for k := p.open - 1; k >= 0; k-- {
			if s := strong(t[seq[k]]); s != bidi.ON {
				before = s
				break
			}
		}
		to = embedding
		if before != embedding {
			to = before
		}
	}
	for _, k := range [...]int{p.open, p.close} {
		t[seq[k]] = to
		// Marks on the bracket go with it.
		for m := k + 1; m < len(seq) && r.original[seq[m]] == bidi.NSM; m++ {
			t[seq[m]] = to
		}
	}
}
