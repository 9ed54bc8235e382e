package match

import (
	"cmp"
	"slices"
	"sync"

	"vigie/internal/chance"
)

// patterns are how many pairs are on each combination of levels. There are few combinations, however many pairs.
type patterns struct {
	levels [][]uint8 // of each pattern, by comparison
	counts []int64
	pairs  int64
	scale  float64 // how many pairs each stands for
}

// counter counts patterns on one thread.
type counter struct {
	radix []uint64
	dense []uint32
	rare  map[uint64]int64
}

const mostDense = 1 << 21

func newCounter(comparisons []comparison) *counter {
	c := &counter{rare: map[uint64]int64{}}
	size := uint64(1)
	for i := range comparisons {
		c.radix = append(c.radix, size)
		size *= uint64(comparisons[i].elseLevel()) + 1
	}
	if size <= mostDense {
		c.dense = make([]uint32, size)
	}
	return c
}

func (c *counter) add(w *comparer, a, b uint32) {
	code := uint64(0)
	for i, radix := range c.radix {
		code += radix * uint64(w.level(i, a, b))
	}
	if c.dense != nil && c.dense[code] != ^uint32(0) {
		c.dense[code]++
		return
	}
	c.rare[code]++
}

// sum adds up the counters of all threads, in the order of the patterns.
func sum(counters []*counter, comparisons []comparison) *patterns {
	all := map[uint64]int64{}
	for _, c := range counters {
		for code, n := range c.dense {
			if n > 0 {
				all[uint64(code)] += int64(n)
			}
		}
		for code, n := range c.rare {
			all[code] += n
		}
	}
	type one struct {
		code uint64
		n    int64
	}
	list := make([]one, 0, len(all))
	for code, n := range all {
		list = append(list, one{code, n})
	}
	slices.SortFunc(list, func(a, b one) int { return cmp.Compare(a.code, b.code) })
	p := &patterns{}
	for _, o := range list {
		levels := make([]uint8, len(comparisons))
		code := o.code
		for i := range comparisons {
			size := uint64(comparisons[i].elseLevel()) + 1
			levels[i] = uint8(code % size)
			code /= size
		}
		p.levels = append(p.levels, levels)
		p.counts = append(p.counts, o.n)
		p.pairs += o.n
	}
	return p
}

// patternsOf counts the patterns of the pairs of blocks; of more than sample about as many, drawn by the seed.
func patternsOf(t *Table, b *blocks, comparisons []comparison, sample int, seed uint64, threads int) *patterns {
	total := int64(0)
	for _, c := range b.cost(t) {
		total += c.Pairs
	}
	cut := ^uint64(0)
	if total > int64(sample) {
		cut = uint64(float64(sample) / float64(total) * (1 << 63) * 2)
	}
	var mu sync.Mutex
	var counters []*counter
	b.pairs(t, threads, func() func(int, uint32, uint32) {
		w, c := newComparer(comparisons), newCounter(comparisons)
		mu.Lock()
		counters = append(counters, c)
		mu.Unlock()
		return func(_ int, x, y uint32) {
			if cut == ^uint64(0) || chance.Mix(seed^(uint64(x)<<32|uint64(y))) < cut {
				c.add(w, x, y)
			}
		}
	})
	p := sum(counters, comparisons)
	p.scale = max(float64(total)/float64(sample), 1)
	return p
}
