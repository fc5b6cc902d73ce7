package text

import (
	"slices"
	"testing"
)

// TestOrderOfWays follows the cheapest way first, and of two that cost the same
// the one that was found first, wherever it is kept.
func TestOrderOfWays(t *testing.T) {
	f := search{ways: new(ways)}
	f.ways.reset()
	follow := func(article int16, cost float32) {
		f.follow(&candidate{cost: cost, next: state{article: article}}, -1)
	}
	follow(1, 3)
	follow(2, 2)
	follow(3, 2)
	follow(1, 2) // the first again, for less
	follow(3, 2) // no better than it was
	follow(4, 1)
	var articles []int16
	for _, k := range f.ways.order(new([width]uint8)) {
		articles = append(articles, f.ways.states[k].article)
	}
	if want := []int16{4, 2, 3, 1}; !slices.Equal(articles, want) {
		t.Errorf("ways to articles %v, want %v", articles, want)
	}
}
