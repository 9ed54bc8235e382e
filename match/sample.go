package match

import (
	"sync"

	"vigie/internal/chance"
)

// random counts, for each comparison, how many of the pairs drawn at random are on each level. All pairs are taken when
// they are no more than the sample.
func random(t *Table, comparisons []comparison, sample int, seed uint64, threads int) [][]int64 {
	all := t.pairs()
	draw := drawing(t, seed)
	if all <= float64(sample) {
		draw = nil
	}
	n := uint64(t.Rows())
	total := make([][]int64, len(comparisons))
	for i := range total {
		total[i] = make([]int64, comparisons[i].elseLevel()+1)
	}
	var mu sync.Mutex
	var running sync.WaitGroup
	for thread := range threads {
		running.Go(func() {
			w := newComparer(comparisons)
			own := make([][]int64, len(comparisons))
			for i := range own {
				own[i] = make([]int64, comparisons[i].elseLevel()+1)
			}
			add := func(a, b uint32) {
				for i := range comparisons {
					own[i][w.level(i, a, b)]++
				}
			}
			if draw != nil {
				for k := uint64(thread); k < uint64(sample); k += uint64(threads) {
					if a, b := draw(k); a != b {
						add(a, b)
					}
				}
			} else {
				for a := uint64(thread); a < n; a += uint64(threads) {
					for b := a + 1; b < n; b++ {
						if !t.apart(uint32(a), uint32(b)) {
							add(uint32(a), uint32(b))
						}
					}
				}
			}
			mu.Lock()
			defer mu.Unlock()
			for i := range own {
				for l, k := range own[i] {
					total[i][l] += k
				}
			}
		})
	}
	running.Wait()
	return total
}

// drawing gives the k-th pair of a sample: the same for any number of threads.
func drawing(t *Table, seed uint64) func(k uint64) (a, b uint32) {
	n := uint64(t.Rows())
	left := uint64(0)
	for left < n && t.source[left] == 0 {
		left++
	}
	return func(k uint64) (uint32, uint32) {
		x := chance.Mix(seed + 2*k*0x9e3779b97f4a7c15)
		y := chance.Mix(seed + (2*k+1)*0x9e3779b97f4a7c15)
		if t.spec.Task == link {
			return uint32(x % left), uint32(left + y%(n-left))
		}
		return uint32(x % n), uint32(y % n)
	}
}

// agreeing is the chance that two records drawn at random have equal values of a field, of those that have a value: it
// follows from how often each value stands, and so needs no sample.
func agreeing(t *Table, field int) float64 {
	c := &t.fields[field]
	if t.spec.Task != link {
		equal, with := 0.0, 0.0
		for id, n := range c.counts() {
			if id > 0 {
				equal += float64(n) * (float64(n) - 1)
				with += float64(n)
			}
		}
		return equal / max(with*(with-1), 1)
	}
	left, right := make([]uint32, c.dict.values()), make([]uint32, c.dict.values())
	var lefts, rights, equal float64
	for r, id := range c.ids {
		switch {
		case id == 0:
		case t.source[r] == 0:
			left[id]++
			lefts++
		default:
			right[id]++
			rights++
		}
	}
	for id := range left {
		equal += float64(left[id]) * float64(right[id])
	}
	return equal / max(lefts*rights, 1)
}
