package match

import (
	"cmp"
	"math/bits"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"vigie"
)

// blocks are the records by the keys of each rule: what a pair is made from, and what a new record is looked up in.
type blocks struct {
	rules []block
}

// block is the records under one rule.
type block struct {
	rule  rule
	list  keyList
	keys  []uint64 // sorted
	order []uint32 // the record of each; records in rising order within a key
	// passed are the keys on more records than the rule allows, sorted.
	passed []uint64
}

// blockBy sorts the records under each of the rules.
func blockBy(t *Table, rules []rule) *blocks {
	b := &blocks{rules: make([]block, len(rules))}
	var running sync.WaitGroup
	room := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, r := range rules {
		running.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			b.rules[i] = blockOf(t, r)
		})
	}
	running.Wait()
	return b
}

func blockOf(t *Table, r rule) block {
	b := block{rule: r, list: r.keys(t)}
	entries := make([]entry, 0, len(b.list.keys))
	for rec := range uint32(t.Rows()) {
		for _, key := range b.list.of(rec) {
			if key != 0 {
				entries = append(entries, entry{key, rec})
			}
		}
	}
	entries = byKey(entries)
	b.keys, b.order = make([]uint64, 0, len(entries)), make([]uint32, 0, len(entries))
	for _, e := range entries {
		b.keys, b.order = append(b.keys, e.key), append(b.order, e.record)
	}
	if r.atMost > 0 {
		b.passOver(t)
	}
	return b
}

// passOver takes out the keys that have come to stand on too many records. Of dated records, those stay that were known before.
func (b *block) passOver(t *Table) {
	kept := 0
	for from := 0; from < len(b.keys); {
		to := b.run(from)
		stay := func(uint32) bool { return true }
		if to-from > b.rule.atMost {
			b.passed = append(b.passed, b.keys[from])
			stay = t.knownBefore(b.order[from:to], b.rule.atMost)
		}
		for at := from; at < to; at++ {
			key, rec := b.keys[at], b.order[at]
			if !stay(rec) {
				b.list.pass(rec, key)
				continue
			}
			b.keys[kept], b.order[kept] = key, rec
			kept++
		}
		from = to
	}
	b.keys, b.order = b.keys[:kept], b.order[:kept]
	slices.Sort(b.passed)
	b.passed = slices.Compact(b.passed)
}

// entry is a record with one of its keys.
type entry struct {
	key    uint64
	record uint32
}

// byKey sorts entries, which come in the order of their records. Keys are spread evenly, so that dealing them out by their
// first bits leaves little to sort.
func byKey(entries []entry) []entry {
	const few = 1 << 12
	if len(entries) < few {
		slices.SortFunc(entries, compareEntries)
		return entries
	}
	shift := 64 - bits.Len(uint(len(entries)/8))
	starts := make([]int, 1<<(64-shift)+1)
	for _, e := range entries {
		starts[e.key>>shift+1]++
	}
	for i := 1; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	next, out := slices.Clone(starts), make([]entry, len(entries))
	for _, e := range entries {
		out[next[e.key>>shift]] = e
		next[e.key>>shift]++
	}
	for i := 1; i < len(starts); i++ {
		slices.SortFunc(out[starts[i-1]:starts[i]], compareEntries)
	}
	return out
}

func compareEntries(x, y entry) int {
	if x.key != y.key {
		return cmp.Compare(x.key, y.key)
	}
	return cmp.Compare(x.record, y.record)
}

// run is where the records of the key at a place end.
func (b *block) run(from int) int {
	to := from + 1
	for to < len(b.keys) && b.keys[to] == b.keys[from] {
		to++
	}
	return to
}

// RuleCost is what a blocking rule makes to compare.
type RuleCost struct {
	Rule    string `json:"rule"`
	Pairs   int64  `json:"pairs"`             // that it makes by itself
	Keys    int    `json:"keys"`              // on more than one record
	Largest int    `json:"largest"`           // records on one key
	Example string `json:"example,omitempty"` // a record on it
	Records int    `json:"records"`           // with a key
	Passed  int    `json:"passed,omitempty"`  // keys on too many records
}

// cost counts the pairs of each rule without making them.
func (b *blocks) cost(t *Table) []RuleCost {
	out := make([]RuleCost, len(b.rules))
	for i := range b.rules {
		r := &b.rules[i]
		c := RuleCost{Rule: r.rule.text, Passed: len(r.passed)}
		seen := make([]bool, t.Rows())
		for from := 0; from < len(r.keys); {
			to := r.run(from)
			for _, rec := range r.order[from:to] {
				if !seen[rec] {
					seen[rec] = true
					c.Records++
				}
			}
			if n := to - from; n > 1 {
				c.Keys++
				c.Pairs += pairsWithin(t, r.order[from:to])
				if n > c.Largest {
					c.Largest, c.Example = n, t.ID(int(r.order[from]))
				}
			}
			from = to
		}
		out[i] = c
	}
	return out
}

func pairsWithin(t *Table, records []uint32) int64 {
	n := int64(len(records))
	if t.spec.Task != link {
		return n * (n - 1) / 2
	}
	left := int64(0)
	for _, rec := range records { // of an index the sources' records stand among each other
		if t.source[rec] == 0 {
			left++
		}
	}
	return left * (n - left)
}

// refuse says that the rules make nothing, or which of them is too wide.
func refuse(spec *Spec, costs []RuleCost) error {
	total := int64(0)
	widest := 0
	for i, c := range costs {
		total += c.Pairs
		if c.Pairs > costs[widest].Pairs {
			widest = i
		}
	}
	switch {
	case total == 0 && spec.Use == "": // a register of a pack may be new
		return vigie.Errorf(vigie.Invalid, "match %s: the blocking rules make no pairs: write wider ones", spec.ID)
	case total <= int64(spec.MaxPairs):
		return nil
	}
	w := costs[widest]
	return vigie.Errorf(vigie.Invalid, "compare records: the rules make %d pairs, more than max_pairs (%d); “%s” makes %d, and %d records share one key (record %s): add a term to it, or raise max_pairs",
		total, spec.MaxPairs, w.Rule, w.Pairs, w.Largest, w.Example)
}

// piece is some rows of a rule's order; a worker makes their pairs with the rows behind them.
type piece struct{ rule, from, to int }

const pairsAPiece = 1 << 16

// pieces cuts the work so that no piece is much larger than the others, however large one block is.
func (b *blocks) pieces() []piece {
	var all []piece
	for i := range b.rules {
		r := &b.rules[i]
		start, pairs := 0, 0
		end := 0
		for row := range r.keys {
			if row >= end {
				end = r.run(row)
			}
			if pairs += end - row; pairs >= pairsAPiece {
				all = append(all, piece{i, start, row + 1})
				start, pairs = row+1, 0
			}
		}
		if start < len(r.keys) {
			all = append(all, piece{i, start, len(r.keys)})
		}
	}
	return all
}

// pairs calls do with each pair once, a worker for each of the threads; the rule is the first that brings it together.
// The order within a worker is not promised: what comes of it must not depend on it.
func (b *blocks) pairs(t *Table, threads int, worker func() func(rule int, x, y uint32)) {
	pieces := b.pieces()
	var next atomic.Int64
	var running sync.WaitGroup
	for range max(threads, 1) {
		running.Go(func() {
			do := worker()
			for {
				i := int(next.Add(1)) - 1
				if i >= len(pieces) {
					return
				}
				b.piece(t, pieces[i], do)
			}
		})
	}
	running.Wait()
}

func (b *blocks) piece(t *Table, p piece, do func(rule int, x, y uint32)) {
	r := &b.rules[p.rule]
	end, right := 0, 0
	for row := p.from; row < p.to; row++ {
		x := r.order[row]
		if row >= end {
			end = r.run(row)
			right = row
			for t.spec.Task == link && right < end && t.source[r.order[right]] == 0 {
				right++
			}
		}
		if t.spec.Task == link && t.source[x] != 0 {
			row = end - 1
			continue
		}
		for _, y := range r.order[max(row+1, right):end] {
			if b.isFirst(p.rule, r.keys[row], x, y) {
				do(p.rule, x, y)
			}
		}
	}
}

// isFirst tells whether no rule before, and no smaller key of this one, brings the two together.
func (b *blocks) isFirst(rule int, key uint64, x, y uint32) bool {
	for i := range rule {
		if b.rules[i].list.first(x, y) != 0 {
			return false
		}
	}
	return b.rules[rule].list.ends == nil || b.rules[rule].list.first(x, y) == key
}
