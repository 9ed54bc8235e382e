package graph

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// block is how many nodes one goroutine takes at a time. Sums are taken block by block, so its size is part of the result.
const block = 4096

// parallel does all blocks of n, on all processors.
func parallel(n int, do func(low, high int)) {
	workers := min(runtime.GOMAXPROCS(0), (n+block-1)/block)
	if workers <= 1 {
		do(0, n)
		return
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for {
				low := int(next.Add(block)) - block
				if low >= n {
					return
				}
				do(low, min(low+block, n))
			}
		})
	}
	wait.Wait()
}

// blocks sums what each block gives, in the order of the blocks.
func blocks(n int, part func(low, high int) float64) float64 {
	parts := make([]float64, (n+block-1)/block)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(parts)) {
		wait.Go(func() {
			for {
				b := int(next.Add(1)) - 1
				if b >= len(parts) {
					return
				}
				parts[b] = part(b*block, min((b+1)*block, n))
			}
		})
	}
	wait.Wait()
	sum := 0.0
	for _, v := range parts {
		sum += v
	}
	return sum
}
