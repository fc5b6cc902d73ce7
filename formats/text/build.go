package text

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plurilex/plurilex/convert/diag"
	"github.com/plurilex/plurilex/convert/document"
	"github.com/plurilex/plurilex/convert/mark"
	"github.com/plurilex/plurilex/convert/naming"
	"github.com/plurilex/plurilex/convert/source"
)

// block is the lines of one clause.
type block struct {
	label   label
	reading reading // of the number, when it has one
	depth   int     // level of a clause
	phase   phase
	id      int32   // owner of its lines
	first   int     // index of its first line
	last    int     // index after its last line
	from    int     // where it begins in its first line when not at its start, else 0
	to      int     // where it ends in its last line when not at its end, else 0
	inner   []block // of a quotation: what it quotes
	item    int8    // how it belongs to a list without numbers, else 0
	intro   int     // level of the clause that announces that list
	within  int     // of a block without a number: level of the clause that the next number follows, else 0
}

// blocks gathers the lines that belong together: those from an index on, by the
// labels of a path.
func (r *run) blocks(from int, path []step) []block {
	n := 0
	for k := range path {
		if label := path[k].label; label != goesOn && label != resumes {
			n++
		}
	}
	all := make([]block, 0, n)
	at := -1 // the block that a line goes on with
	for i := from; i < from+len(path); i++ {
		if r.lines[i].omit != "" {
			continue
		}
		st := &path[i-from]
		if st.label == resumes {
			for at >= 0 && all[at].label == note {
				at--
			}
		}
		if (st.label == goesOn || st.label == resumes) && at >= 0 {
			all[at].last = i + 1
			r.lines[i].owner = all[at].id
			continue
		}
		at = len(all)
		r.lines[i].owner = r.owners
		b := block{label: st.label, id: r.owners, depth: int(st.depth), phase: st.phase, first: i, last: i + 1}
		r.owners++
		if st.read >= 0 {
			b.reading = r.lines[i].number.readings[st.read]
		}
		all = append(all, b)
	}
	for i := range all {
		if k := &all[i]; k.label == quote {
			q := &r.quotations[r.lines[k.first].quote-1]
			from := q.first
			for _, to := range q.heads {
				k.inner = append(k.inner, r.heading(from, to))
				from = to
			}
			k.inner = append(k.inner, r.blocks(from, q.path)...)
		}
	}
	r.findItems(all)
	findWithin(all)
	return all
}

// findWithin tells the blocks without a number between two clauses of a list:
// they belong to the clause before them.
func findWithin(all []block) {
	next := 0
	for i := len(all) - 1; i >= 0; i-- {
		switch k := &all[i]; k.label {
		case clause:
			if next = 0; k.reading.value > 1 {
				next = k.depth
			}
		case text:
			k.within = next
		case note, row, quote:
		default:
			next = 0
		}
	}
}

// heading is lines that are one heading.
func (r *run) heading(from, to int) block {
	k := block{label: heading, id: r.owners, phase: inBody, first: from, last: to}
	r.owners++
	for i := from; i < to; i++ {
		r.lines[i].owner = k.id
	}
	return k
}

// builder makes the tree of the blocks.
type builder struct {
	*run
	joined source.Joined
	work   *document.Work

	opened
	root     *document.Node
	preface  *document.Node
	preamble *document.Node
	group    *document.Node // the Citations or Recitals that are being filled
	end      *document.Node
	hyphens  []hole         // hyphens of line ends that are no part of the text
	table    *document.Node // the last one
	tableNo  int
	known    *vocabulary
	notes    []footnote
	byCall   map[call][]int // the notes of each number that are still to come
	byBody   map[int]int    // the notes that the markup calls, by where they begin

	asked, askedAt int // the inline of a block whose place was asked for last, and where it begins
}

// opened is what is open in the part of the text that is being filled.
type opened struct {
	body      *document.Node   // the Body, Annex or Quote
	divisions []*document.Node // the widest first
	clauses   [maxLevels + 1]*document.Node
	block     *document.Node // the last unnumbered block of the division
	intro     bool           // its sentence goes on in a list
	openItem  *document.Node // the item of a list without numbers
	openDepth int            // level of the clause that has the list
	caption   *document.Node // the last heading
	quote     *document.Node // the quotation, nil outside one
	listed    bool           // the quotation stands in a clause with a number
}

func (r *run) build() {
	b := &builder{run: r, root: &document.Node{Kind: document.Root}}
	e := &document.Expression{Language: r.pack.Tag, Root: b.root, Source: r.source()}
	r.work = &document.Work{Profile: r.profile.Name, Expressions: []*document.Expression{e}}
	b.work = r.work
	blocks := r.blocks(0, r.path)
	b.collectNotes(blocks)
	blocks = slices.DeleteFunc(blocks, func(k block) bool { return k.label == note && k.phase == inPreface })
	blocks = b.withoutLinks(blocks)
	for i := 0; i < len(blocks); {
		n := i
		for n < len(blocks) && (blocks[n].label == prefaceText || blocks[n].label == row && blocks[n].phase == inPreface || n == i && blocks[n].label == another) {
			n++
		}
		if n == i {
			if k := &blocks[i]; k.label == heading && k.phase == inRecitals && i+1 < len(blocks) && blocks[i+1].phase == inBody {
				k.phase = inBody // the heading of what follows
			}
			b.place(&blocks[i])
			i++
			continue
		}
		if blocks[i].label == another {
			b.newText()
		}
		b.front(blocks[i:n])
		i = n
	}
	b.strayNotes()
	b.textBelowArticles(e.Root)
	e.Source.LeftOut = b.leftOut()
	span(e.Root)
	naming.Assign(e.Root)
	r.work.Entities = mark.Mentioned(e)
	r.identify()
}

// leftOut is the ranges that are in no node, in order.
func (b *builder) leftOut() []document.Omission {
	var all []document.Omission
	add := func(start, end int, reason string) {
		at := b.text.Span(start, end)
		if n := len(all); n > 0 && all[n-1].Reason == reason && all[n-1].Span.End == at.Start {
			all[n-1].Span.End = at.End
			return
		}
		all = append(all, document.Omission{Span: at, Reason: reason})
	}
	holes := b.holes
	if len(b.hyphens) > 0 {
		holes = slices.Concat(holes, b.hyphens)
		slices.SortFunc(holes, func(x, y hole) int { return cmp.Compare(x.start, y.start) })
	}
	i := 0
	for h := range holes {
		for ; i < len(b.lines) && b.lines[i].start <= holes[h].start; i++ {
			if ln := &b.lines[i]; ln.omit != "" && !ln.taken && ln.start < ln.end {
				add(ln.start, ln.end, ln.omit)
			}
		}
		if i > 0 && b.lines[i-1].omit != "" && holes[h].start < b.lines[i-1].end {
			continue // inside a line that is left out
		}
		add(holes[h].start, holes[h].end, holes[h].reason)
	}
	for ; i < len(b.lines); i++ {
		if ln := &b.lines[i]; ln.omit != "" && !ln.taken {
			add(ln.start, ln.end, ln.omit)
		}
	}
	return b.withMarkup(all)
}

// solid is the spans of numbers and marks of notes, in order. They are not cut
// where tags stand in them.
func (b *builder) solid() []diag.Span {
	var all []diag.Span
	document.Walk(b.work.Expressions[0].Root, func(n *document.Node, _ []*document.Node) bool {
		if n.NumSpan.Known() {
			all = append(all, n.NumSpan)
		}
		document.EachInline(n.Text, func(in *document.Inline) {
			if in.Kind == document.NoteCall || in.Kind == document.NoteAgain {
				all = append(all, in.Span)
			}
		})
		return true
	})
	slices.SortFunc(all, func(x, y diag.Span) int { return cmp.Compare(x.Start, y.Start) })
	return all
}

// withMarkup adds the tags of the source to what is left out. Text that is left
// out may have tags in it: then it is cut there.
func (b *builder) withMarkup(all []document.Omission) []document.Omission {
	if len(b.markup) == 0 {
		return all
	}
	var out []document.Omission
	solid := b.solid()
	add := func(span diag.Span, reason string) {
		for len(solid) > 0 && solid[0].End <= span.Start {
			solid = solid[1:]
		}
		if !span.Known() || len(solid) > 0 && solid[0].Contains(span) {
			return
		}
		if n := len(out); n > 0 && out[n-1].Reason == reason && out[n-1].Span.End == span.Start {
			out[n-1].Span.End = span.End
			return
		}
		out = append(out, document.Omission{Span: span, Reason: reason})
	}
	m := 0
	for _, o := range all {
		for ; m < len(b.markup) && b.markup[m].Start < o.Span.End; m++ {
			if b.markup[m].Start > o.Span.Start {
				add(diag.Span{Start: o.Span.Start, End: b.markup[m].Start}, o.Reason)
			}
			add(b.markup[m], markup)
			o.Span.Start = max(o.Span.Start, b.markup[m].End)
		}
		add(o.Span, o.Reason)
	}
	for ; m < len(b.markup); m++ {
		add(b.markup[m], markup)
	}
	return out
}

// anotherText is the role of an Annex that is a text of its own in the same
// source.
const anotherText = "text"

// newText begins another text of the same source. It is attached to the first
// one, with all the parts of a text of its own.
func (b *builder) newText() {
	root := b.work.Expressions[0].Root
	b.root = b.add(root, &document.Node{Kind: document.Annex, Role: anotherText})
	b.preface, b.preamble, b.group, b.end = nil, nil, nil, nil
	b.opened = opened{}
}

// withoutLinks leaves out the links at the end of a web page: a few short lines
// after the last sentence.
func (b *builder) withoutLinks(blocks []block) []block {
	if len(blocks) < 2 || !b.site && b.media != source.HTML {
		return blocks
	}
	n := len(blocks)
	for n > 1 && len(blocks)-n < 3 && (blocks[n-1].label == text || blocks[n-1].label == heading) && countWords(b.blockText(&blocks[n-1])) <= 10 {
		n--
	}
	last := &b.lines[blocks[n-1].last-1]
	if n == len(blocks) || last.form&endsFull == 0 || blocks[n-1].label != clause && (blocks[n-1].label != text || b.site) {
		return blocks
	}
	if !b.site {
		// Of a page of another site only headings of nothing are links for certain.
		for _, k := range blocks[n:] {
			if k.label != heading {
				return blocks
			}
		}
	}
	for _, k := range blocks[n:] {
		for i := k.first; i < k.last; i++ {
			b.lines[i].omit = siteChrome
		}
	}
	return blocks[:n]
}

// span sets the span of a node that holds others to all of what they hold.
func span(n *document.Node) diag.Span {
	s := n.Span.Union(n.NumSpan)
	document.EachInline(n.Text, func(in *document.Inline) {
		if in.Kind != document.NoteCall {
			s = s.Union(in.Span)
		}
		if in.Note != nil {
			span(in.Note)
		}
	})
	for _, c := range n.Children {
		s = s.Union(span(c))
	}
	n.Span = s
	return s
}

// place puts a block into the tree.
func (b *builder) place(k *block) {
	if k.item == 0 && k.label != note && k.label != quote {
		b.openItem = nil
	}
	switch k.label {
	case author:
		b.add(b.pre(), b.node(document.Author, k)).Role = "acting-entity"
		b.group = nil
	case citation:
		b.add(b.into(document.Citations), b.node(document.Citation, k))
	case citationsLead:
		b.group = nil
		b.add(b.into(document.Citations), b.node(document.Heading, k))
	case recitalsLead:
		b.group = nil
		b.add(b.into(document.Recitals), b.node(document.Heading, k))
	case recital:
		if k.phase == inBody && !document.Allowed(b.home().Kind, document.Recitals) {
			b.unnumbered(k)
			return
		}
		n := b.add(b.considered(k), b.node(document.Recital, k))
		clear(b.clauses[:])
		b.clauses[1] = n
	case formula:
		n := b.node(document.Formula, k)
		if b.body == nil {
			n.Role = "enacting"
			b.add(b.pre(), n)
			b.group = nil
		} else {
			b.add(b.closing(), n)
		}
	case division:
		b.divide(k)
	case annex:
		b.annexe(k)
	case heading:
		b.headline(k)
	case clause:
		b.clause(k)
	case ending:
		b.add(b.closing(), b.node(document.Signature, k))
	case row:
		b.row(k)
	case quote:
		b.quotation(k)
	case note:
		// Notes are made before what calls them.
	case prefaceText, another, text, goesOn, resumes:
		b.unnumbered(k)
	}
}

func (b *builder) add(parent, n *document.Node) *document.Node {
	parent.Children = append(parent.Children, n)
	return n
}

// pre is the preamble.
func (b *builder) pre() *document.Node {
	if b.preamble == nil {
		b.preamble = b.add(b.root, &document.Node{Kind: document.Preamble})
	}
	return b.preamble
}

// into is the group of the preamble that is being filled, a new one when the
// last is of the other kind.
func (b *builder) into(kind document.Kind) *document.Node {
	if b.group == nil || b.group.Kind != kind {
		b.group = b.add(b.pre(), &document.Node{Kind: kind})
	}
	return b.group
}

// considered is the group of the recitals that a block belongs to: those of a
// section or of the preamble.
func (b *builder) considered(k *block) *document.Node {
	if k.phase != inBody {
		return b.into(document.Recitals)
	}
	home := b.home()
	if n := len(home.Children); n > 0 && home.Children[n-1].Kind == document.Recitals {
		return home.Children[n-1]
	}
	b.block = nil
	return b.add(home, &document.Node{Kind: document.Recitals})
}

// home is where the next clause without a parent goes: the narrowest open
// division, or the body.
func (b *builder) home() *document.Node {
	if n := len(b.divisions); n > 0 {
		return b.divisions[n-1]
	}
	if b.body == nil {
		b.body = b.add(b.root, &document.Node{Kind: document.Body})
	}
	return b.body
}

func (b *builder) closing() *document.Node {
	if b.body != nil && b.body.Kind != document.Body {
		return b.body
	}
	if b.end == nil {
		b.end = b.add(b.root, &document.Node{Kind: document.Conclusions})
	}
	return b.end
}

func (b *builder) divide(k *block) {
	ln := &b.lines[k.first]
	d := ln.designated()
	n := &document.Node{Kind: d.kind}
	n.Num, n.NumSpan = b.number(ln.start, d.end)
	for i := len(b.divisions) - 1; i >= 0 && b.divisions[i].Kind >= n.Kind; i-- {
		b.divisions = b.divisions[:i]
	}
	home := b.home()
	if !document.Allowed(home.Kind, n.Kind) {
		b.divisions = nil
		home = b.home()
	}
	b.add(home, n)
	b.divisions = append(b.divisions, n)
	clear(b.clauses[:])
	b.block = nil
	if rest := b.runIn(n, k, d.rest); rest > 0 {
		b.block = b.add(n, &document.Node{Kind: b.profile.Unnumbered, Text: b.words(k, rest)})
		b.intro = b.lines[k.last-1].form&endsColon != 0
	} else if text := b.words(k, d.rest); len(text) > 0 {
		// What follows on the same line is the heading, or the text itself.
		last := &b.lines[k.last-1]
		if first, _ := utf8.DecodeRuneInString(b.text.String[d.rest:]); n.Kind == document.Article && last.form&endsFull != 0 && formOf(b.text.String[d.rest:last.end])&allCaps == 0 && (last.form&endsColon != 0 || unspaced(first) || countWords(b.blockText(k)) > 8 || b.endsDivision(k)) {
			b.block = b.add(n, &document.Node{Kind: b.profile.Unnumbered, Text: text})
			b.intro = last.form&endsColon != 0
		} else {
			b.add(n, &document.Node{Kind: document.Heading, Text: text})
		}
	}
}

// runIn puts the heading of an article that its text follows on the same line,
// in capitals up to a full stop, and returns where the text begins, or 0.
func (b *builder) runIn(n *document.Node, k *block, from int) int {
	ln := &b.lines[k.first]
	if n.Kind != document.Article || from >= ln.end {
		return 0
	}
	s := b.text.String[from:ln.end]
	at := strings.Index(s, ". ")
	if at < 0 || formOf(s[:at])&allCaps == 0 || formOf(s[at+1:])&allCaps != 0 || len(s)-at < 20 {
		return 0
	}
	at++
	heading, ok := b.part(k, from, from+at)
	if !ok {
		return 0
	}
	b.add(n, &document.Node{Kind: document.Heading, Text: b.words(&heading, from)})
	return from + at + spacesAt(s[at:])
}

// textBelowArticles makes what stands beside the number of an article its text
// when it is a sentence and the article has nothing else.
func (b *builder) textBelowArticles(root *document.Node) {
	document.Walk(root, func(n *document.Node, _ []*document.Node) bool {
		if n.Kind == document.Article && len(n.Children) == 1 && n.Children[0].Kind == document.Heading && strings.HasSuffix(n.Children[0].Plain(), ".") {
			n.Children[0].Kind = b.profile.Unnumbered
		}
		return true
	})
}

func (b *builder) annexe(k *block) {
	ln := &b.lines[k.first]
	parent := b.work.Expressions[0].Root
	if b.quote != nil {
		parent = b.quote
	}
	n := b.add(parent, &document.Node{Kind: document.Annex})
	b.opened = opened{body: n, quote: b.quote}
	n.Num, n.NumSpan = b.number(ln.start, ln.division.end)
	if text := b.words(k, ln.division.rest); len(text) > 0 {
		b.add(n, &document.Node{Kind: document.Heading, Text: text})
	}
}

// titleWords is how many words the title of an annexed text has at least: what
// is shorter is a heading in the annex.
const titleWords = 8

// annexTitle makes a block the title of a text that is annexed: the annex has its
// heading on the line of its designation, and the block comes next and is no
// sentence.
func (b *builder) annexTitle(k *block) bool {
	n := b.home()
	if n.Kind != document.Annex || n.Role == anotherText || len(n.Children) != 1 || n.Children[0].Kind != document.Heading || b.lines[k.last-1].form&(endsFull|endsComma) != 0 {
		return false
	}
	if b.lines[k.first].says&saysTitle == 0 && countWords(b.blockText(k)) < titleWords {
		return false
	}
	preface := b.add(n, &document.Node{Kind: document.Preface})
	b.add(preface, b.node(document.Title, k))
	return true
}

func (b *builder) headline(k *block) {
	if k.phase == inRecitals {
		b.group = nil
		b.add(b.into(document.Recitals), b.node(document.Heading, k))
		return
	}
	if b.annexTitle(k) {
		return
	}
	home := b.home()
	kind := document.Heading
	if n := len(home.Children); (home.Kind.Division() || home.Kind == document.Annex) && n > 0 && home.Children[n-1].Kind == document.Heading && k.reading.series == noSeries {
		kind = document.Subheading
	}
	n := b.add(home, b.node(kind, k))
	if b.block = nil; kind == document.Heading {
		b.caption = n
	}
}

// clause puts a numbered or dashed clause under the clause it belongs to.
func (b *builder) clause(k *block) {
	kind := document.Point
	switch {
	case k.reading.series == dashes:
		kind = document.Indent
	case b.lines[k.first].told != nil:
		if b.lines[k.first].told.paragraph {
			kind = document.Paragraph
		}
	case k.depth == 1 && k.phase == inBody && b.numbersParagraphs(k.reading):
		kind = document.Paragraph
	}
	n := b.node(kind, k)
	clear(b.clauses[k.depth:])
	b.clauses[k.depth] = n
	if kind == document.Paragraph {
		b.add(b.home(), n)
		b.block = nil
		return
	}
	var parent *document.Node
	for d := k.depth - 1; d > 0 && parent == nil; d-- {
		if b.openItem != nil && d == b.openDepth {
			break
		}
		parent = b.last(b.clauses[d])
	}
	if parent == nil {
		parent = b.last(b.openItem)
	}
	if parent == nil {
		parent = b.last(b.block)
	}
	if parent == nil {
		parent = b.home()
	}
	b.add(listIn(parent), n)
}

// last is n when what is added to it now stands behind all that the body or the
// preamble has, else nil: the order of the tree is that of the text.
func (b *builder) last(n *document.Node) *document.Node {
	if n == nil {
		return nil
	}
	at := b.body
	if at == nil {
		at = b.pre()
	}
	for ; ; at = at.Children[len(at.Children)-1] {
		if at == n {
			return n
		}
		if len(at.Children) == 0 {
			return nil
		}
	}
}

// endsDivision reports whether nothing stands below a block in its division.
func (b *builder) endsDivision(k *block) bool {
	next := following(b.lines, k.last-1)
	return next == nil || next.division.kind != document.Invalid || next.quote != b.lines[k.first].quote || next.says&saysDone != 0
}

// numbersParagraphs reports whether a number of the first level is that of a
// paragraph: in an article any number is, and after an introduction none.
func (b *builder) numbersParagraphs(r reading) bool {
	if b.quote != nil && len(b.divisions) == 0 && r.series == decimals && (r.style == paren || r.style == parens) {
		// What is quoted in a clause with a number is a list in it, and no law
		// numbers its paragraphs "5)".
		return r.style == parens && !b.listed && b.profile.paragraphSeries(r)
	}
	if n := len(b.divisions); n > 0 && b.divisions[n-1].Kind == document.Article {
		if b.block != nil && b.intro {
			return false
		}
		if b.block == nil && (r.series == decimals || r.series == han) && r.style == parens {
			return true
		}
	}
	return b.profile.paragraphSeries(r) || b.again.has(r)
}

// unnumbered puts a block without a number into the body.
func (b *builder) unnumbered(k *block) {
	switch {
	case k.item == inList:
		b.addItem(k)
		return
	case k.item == inItem && b.last(b.openItem) != nil:
		b.add(b.openItem, b.node(followsList(b.openItem, &b.lines[k.first]), k))
		return
	}
	told := b.lines[k.first].told != nil
	if !told && b.endsList(k) {
		return
	}
	p := b.clauses[1]
	if told {
		p = b.clauses[k.depth]
	} else if within := b.clauses[k.within]; k.within > 1 && within != nil {
		p = within
	}
	if p = b.last(p); p != nil && !b.headed() && (k.phase == inRecitals || k.phase == inBody && k.depth > 0) {
		b.add(p, b.node(followsList(p, &b.lines[k.first]), k))
		return
	}
	if b.annexTitle(k) {
		return
	}
	b.block = b.add(b.home(), b.node(b.profile.Unnumbered, k))
	b.intro = b.lines[k.last-1].form&(endsFull|endsColon) != endsFull
	clear(b.clauses[:]) // what comes now stands below the block
}

// headed reports whether a heading is the last of where the next clause goes: what
// stands below it belongs to nothing above it.
func (b *builder) headed() bool {
	in := b.group
	if b.body != nil {
		in = b.home()
	}
	if in == nil || len(in.Children) == 0 {
		return false
	}
	last := in.Children[len(in.Children)-1].Kind
	return last == document.Heading || last == document.Subheading
}

// endsList puts a block after a list that belongs to a block without a number: it
// ends its sentence, or is the next block.
func (b *builder) endsList(k *block) bool {
	p := b.clauses[1]
	if p == nil || p.Kind != document.Point && p.Kind != document.Indent || b.block == nil || k.within > 0 || k.phase != inBody || k.depth == 0 || b.headed() {
		return false
	}
	if last := b.block.Children; len(last) == 0 || last[len(last)-1].Kind != document.List {
		return false
	}
	clear(b.clauses[:])
	if b.lines[k.first].form&startsLower != 0 {
		b.add(b.block, b.node(document.WrapUp, k))
		return true
	}
	b.block = b.add(b.home(), b.node(b.profile.Unnumbered, k))
	b.intro = b.lines[k.last-1].form&(endsFull|endsColon) != endsFull
	return true
}

// followsList is what a block without a number is in a clause: after a list what
// begins small ends its sentence.
func followsList(p *document.Node, ln *line) document.Kind {
	if c := len(p.Children); c > 0 && p.Children[c-1].Kind == document.List && ln.form&startsLower != 0 {
		return document.WrapUp
	}
	return document.Subparagraph
}

// node makes the node of a block.
func (b *builder) node(kind document.Kind, k *block) *document.Node {
	n := &document.Node{Kind: kind}
	ln := &b.lines[k.first]
	from, _ := k.span(b.lines)
	if k.reading.series != noSeries {
		if n.Num, n.NumSpan = b.number(ln.start, ln.number.end); ln.label > 0 {
			label := &b.lines[ln.label-1]
			n.Num, n.NumSpan = b.number(label.start, label.end)
			label.taken = true
		}
		from = ln.number.rest
	}
	n.Text = b.words(k, from)
	if kind == document.DocNumber {
		n.Text = b.glued(n.Text)
	}
	return n
}

// glued marks the numbers of documents that stand together without a space:
// "P8_TA(2017)0165A8-0086/2017".
func (b *builder) glued(text []document.Inline) []document.Inline {
	var out []document.Inline
	for i := range text {
		in := text[i]
		at := -1
		for k := 1; in.Kind == document.Words && k < len(in.Text) && at < 0; k++ {
			if c := in.Text[k]; c >= 'A' && c <= 'Z' && in.Text[k-1] >= '0' && in.Text[k-1] <= '9' {
				at = k
			}
		}
		// Where the source has the very bytes, an offset in the text is one in it.
		if at < 0 || string(b.in.Data[in.Span.Start:in.Span.End]) != in.Text {
			out = append(out, in)
			continue
		}
		for _, cut := range [][2]int{{0, at}, {at, len(in.Text)}} {
			part := in
			part.Text = in.Text[cut[0]:cut[1]]
			part.Span = diag.Span{Start: in.Span.Start + cut[0], End: in.Span.Start + cut[1]}
			out = append(out, mark.Context{Pack: b.pack, Country: b.profile.Country}.Apply([]document.Inline{part}, func(_ *document.Inline, start, end int) diag.Span {
				return diag.Span{Start: part.Span.Start + start, End: part.Span.Start + end}
			})...)
		}
	}
	return out
}

// number is a range of one line as it is printed, white space folded.
func (b *builder) number(start, end int) (string, diag.Span) {
	s := b.text.String[start:end]
	if !ascii(s) || strings.ContainsAny(s, " \t\r\n\v\f") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s, b.text.Span(start, end)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// words is the text of a block from an offset of its first line on, with the
// marks in it.
func (b *builder) words(k *block, from int) []document.Inline {
	j := &b.joined
	j.Reset()
	broken := false
	var last *line
	for i := k.first; i < k.last; i++ {
		ln := &b.lines[i]
		if ln.omit != "" || ln.owner != k.id {
			broken = broken || j.Len() > 0
			continue
		}
		start := ln.start
		if i == k.first {
			start = from
		}
		end := ln.end
		if i == k.last-1 && k.to > 0 {
			end = k.to
		}
		if start >= end {
			continue
		}
		switch {
		case last == nil:
		case ln.told != nil && ln.told.label == resumes:
			// Only the note stood between.
			if b.text.String[start-1] == ' ' {
				j.Space()
			}
			broken = true
		default:
			broken = b.joint(last, ln) || broken || len(b.markup) > 0 || b.holeIn(last.end, start)
		}
		broken = b.piece(start, end, broken)
		last = ln
	}
	j.TrimSpace()
	if j.Len() == 0 {
		return nil
	}
	return b.inlines(j, from)
}

// piece adds a range of the text but for the holes in it. It returns whether
// the range ends with a hole.
func (b *builder) piece(start, end int, broken bool) bool {
	h, _ := slices.BinarySearchFunc(b.holes, start+1, func(h hole, at int) int { return cmp.Compare(h.end, at) })
	for ; h < len(b.holes) && b.holes[h].start < end; h++ {
		if b.holes[h].start > start {
			b.joined.Add(b.text, start, b.holes[h].start, broken)
		}
		start, broken = b.holes[h].end, b.joined.Len() > 0
	}
	if start < end {
		b.joined.Add(b.text, start, end, broken)
		return false
	}
	return broken
}

// holeIn reports whether a hole begins between two offsets.
func (b *builder) holeIn(start, end int) bool {
	h, _ := slices.BinarySearchFunc(b.holes, start, func(h hole, at int) int { return cmp.Compare(h.start, at) })
	return h < len(b.holes) && b.holes[h].start < end
}

// inHole reports whether what stands at an offset is left out already.
func (b *builder) inHole(at int) bool {
	h, _ := slices.BinarySearchFunc(b.holes, at+1, func(h hole, at int) int { return cmp.Compare(h.end, at) })
	return h < len(b.holes) && b.holes[h].start <= at
}

// holeBefore is the reason of the hole that ends where the text at an offset
// begins, or "".
func (b *builder) holeBefore(at int) string {
	h, found := slices.BinarySearchFunc(b.holes, at, func(h hole, at int) int { return cmp.Compare(h.end, at) })
	if found {
		return b.holes[h].reason
	}
	return ""
}

// joint puts what belongs between two lines of one text. It returns whether
// something is left out there.
func (b *builder) joint(last, next *line) (broken bool) {
	j := &b.joined
	s := b.text.String
	r, size := utf8.DecodeLastRuneInString(s[:last.end])
	first, _ := utf8.DecodeRuneInString(s[next.start:])
	switch {
	case next.inner:
		j.Space()
	case last.form&endsHyphen == 0:
		if !unspaced(r) || !unspaced(first) {
			j.Space()
		}
	case r == '\u00ad':
		return true // a hole already
	case r == '¬':
		b.hyphens = append(b.hyphens, hole{last.end - size, last.end, lineHyphen})
		j.Drop(size)
		return true
	case slices.Contains(b.pack.References.And, s[next.start:next.start+wordAt(s[next.start:next.end])]):
		j.Space() // "partnership- and\ncooperation" shares its second half
	case !unicode.IsLower(first):
		// "EU-\nKazakhstan" keeps its hyphen, "and -\nnot" its space.
	case b.vocabulary().knows(s, last, next):
		b.hyphens = append(b.hyphens, hole{last.end - size, last.end, lineHyphen})
		j.Drop(size)
		return true
	}
	return false
}

// unspaced reports whether r is of a script that has no spaces between words.
func unspaced(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3040 || r >= 0xff00 && r < 0xff66
}

// inlines cuts joined text into words and marks.
func (b *builder) inlines(j *source.Joined, from int) []document.Inline {
	s := j.String()
	text := b.callInlines(j, s, b.callsIn(s, from))
	b.asked, b.askedAt = 0, 0
	return mark.Context{Pack: b.pack, Country: b.profile.Country}.Apply(text, func(in *document.Inline, start, end int) diag.Span {
		for ; in != &text[b.asked]; b.asked++ {
			b.askedAt += len(text[b.asked].Text)
		}
		return j.Span(b.text, b.askedAt+start, b.askedAt+end)
	})
}
