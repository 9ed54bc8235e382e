package gbm

import (
	"sync"
	"sync/atomic"
)

// crew runs tasks on a number of goroutines.
type crew int

// each runs task for 0 to n-1, each once, and returns when all are done. Who does which is not known, so
// tasks must write to places of their own, or add integers.
func (c crew) each(n int, task func(i int)) {
	workers := min(int(c), n)
	if workers <= 1 {
		for i := range n {
			task(i)
		}
		return
	}
	var next atomic.Int64
	work := func() {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			task(i)
		}
	}
	var wait sync.WaitGroup
	for range workers - 1 {
		wait.Go(work)
	}
	work()
	wait.Wait()
}

// chunkRows is how many rows a task handles. It is fixed, so that sums of floating-point numbers over
// chunks do not depend on the number of threads.
const chunkRows = 1 << 14

// chunks runs task on every chunk of n rows.
func (c crew) chunks(n int, task func(chunk, begin, end int)) {
	c.each(chunksOf(n), func(i int) {
		task(i, i*chunkRows, min((i+1)*chunkRows, n))
	})
}

func chunksOf(n int) int { return (n + chunkRows - 1) / chunkRows }
