package match

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// Link is a pair of records that may be of one entity. A stands before B in the table.
type Link struct {
	A, B   uint32
	Weight float64 // log2 of the odds
	Rule   uint32  // the blocking rule that made the pair, or the key, counted on behind the rules
	// Key tells that the two have an identifier in common, and Contradicted that they are not alike otherwise.
	Key, Contradicted bool
}

// Probability is the chance that the two are of one entity.
func (l Link) Probability() float64 { return Probability(l.Weight) }

// scoring is the model made ready for a table.
type scoring struct {
	comparisons []comparison
	weights     [][]float64
	prior       float64
	rare        [][]float64 // what agreement on a value weighs more or less, by value; nil without term frequencies
	keys        []int       // fields of the strong keys
	contradict  [][]int     // comparisons that contradict a key
	byKey       []block     // the records by each key; one on too many is not among them
}

func newScoring(t *Table, comparisons []comparison, m *Model, b *blocks) *scoring {
	s := &scoring{comparisons: comparisons, weights: m.weights(), prior: m.prior(), byKey: b.rules[len(t.spec.Block):]}
	for i := range comparisons {
		s.rare = append(s.rare, rarities(t, &comparisons[i]))
	}
	for _, k := range t.spec.Keys {
		s.keys = append(s.keys, t.spec.fieldAt(k.Field))
		var by []int
		for i := range comparisons {
			if slices.Contains(k.ContradictedBy, comparisons[i].spec.Field) {
				by = append(by, i)
			}
		}
		s.contradict = append(s.contradict, by)
	}
	return s
}

// rarities is Newcombe's adjustment (1959): agreement on a value by chance is as frequent as the value is among the other
// records, and not as frequent as agreement in general. It is 0 on the mean of the records.
func rarities(t *Table, c *comparison) []float64 {
	if !c.spec.TermFrequency || c.exact == 0 {
		return nil
	}
	counts := t.fields[c.field].counts()
	with := 0.0
	for _, n := range counts[1:] {
		with += float64(n)
	}
	out := make([]float64, len(counts))
	in := max(agreeing(t, c.field), least) // general; not u, from which the matches were taken out
	for id, n := range counts {
		if id > 0 && n > 0 {
			out[id] = math.Log2(in / (float64(max(n-1, 1)) / with))
		}
	}
	return out
}

// weight is what a pair weighs, and whether its key, if it has one, is contradicted.
func (s *scoring) weight(w *comparer, a, b uint32) float64 {
	total := s.prior
	for i := range s.comparisons {
		total += s.part(w, i, a, b)
	}
	return total
}

// part is what one comparison weighs.
func (s *scoring) part(w *comparer, i int, a, b uint32) float64 {
	level := w.level(i, a, b)
	weight := s.weights[i][level]
	if s.rare[i] != nil && int(level) == s.comparisons[i].exact {
		weight += s.rare[i][s.comparisons[i].ids[a]]
	}
	return weight
}

// key tells whether two records have an identifier in common, and whether everything that could be compared besides says
// that they are not alike.
func (s *scoring) key(t *Table, w *comparer, a, b uint32) (same, contradicted bool) {
	for k, field := range s.keys {
		if x := t.fields[field].ids[a]; x == 0 || x != t.fields[field].ids[b] || s.byKey[k].list.first(a, b) == 0 {
			continue
		}
		compared, unlike := 0, 0
		for _, i := range s.contradict[k] {
			switch level := w.level(i, a, b); level {
			case missing:
			case s.comparisons[i].elseLevel():
				compared, unlike = compared+1, unlike+1
			default:
				compared++
			}
		}
		if compared == 0 || unlike < compared {
			return true, false
		}
		contradicted = true
	}
	return contradicted, contradicted
}

// scored is what came of the pairs.
type scored struct {
	links    []Link // from the review probability on, and the contradicted ones
	pairs    int64
	expected float64 // matches among all pairs
	accepted float64 // matches among those that were linked
	byRule   []int64 // pairs that each rule was the first to make
}

// unit is the fixed point in which probabilities are added, so that the sum does not depend on the order.
const unit = 1 << 30

// score weighs all pairs.
func (s *scoring) score(t *Table, b *blocks, threads int, pairs func(worker func() func(rule int, x, y uint32))) scored {
	type part struct {
		links              []Link
		expected, accepted uint64
		byRule             []int64
	}
	var mu sync.Mutex
	var parts []*part
	review, accept := weightOf(t.spec.Review), weightOf(t.spec.Accept)
	if pairs == nil {
		pairs = func(worker func() func(rule int, x, y uint32)) { b.pairs(t, threads, worker) }
	}
	pairs(func() func(int, uint32, uint32) {
		w, p := newComparer(s.comparisons), &part{byRule: make([]int64, len(b.rules))}
		mu.Lock()
		parts = append(parts, p)
		mu.Unlock()
		return func(rule int, x, y uint32) {
			p.byRule[rule]++
			l := Link{A: min(x, y), B: max(x, y), Weight: s.weight(w, x, y), Rule: uint32(rule)}
			if len(s.keys) > 0 {
				l.Key, l.Contradicted = s.key(t, w, x, y)
			}
			chance := uint64(l.Probability() * unit)
			p.expected += chance
			if l.Weight >= accept || l.Key && !l.Contradicted {
				p.accepted += chance
			}
			if l.Weight >= review || l.Key {
				p.links = append(p.links, l)
			}
		}
	})
	out := scored{byRule: make([]int64, len(b.rules))}
	var expected, accepted uint64
	for _, p := range parts {
		out.links = append(out.links, p.links...)
		expected, accepted = expected+p.expected, accepted+p.accepted
		for i, n := range p.byRule {
			out.byRule[i] += n
			out.pairs += n
		}
	}
	out.expected, out.accepted = float64(expected)/unit, float64(accepted)/unit
	slices.SortFunc(out.links, strongest)
	return out
}

// strongest orders links: uncontradicted keys first, then by weight, and equal ones by their records.
func strongest(a, b Link) int {
	ka, kb := a.Key && !a.Contradicted, b.Key && !b.Contradicted
	if ka != kb {
		if ka {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
}
