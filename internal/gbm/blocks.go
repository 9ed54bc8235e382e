package gbm

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// inBlocks cuts count items into blocks of at most size and works on them with several goroutines. Each
// goroutine asks once for a worker, so that a worker may own scratch memory, and then takes the next block
// until none is left. Blocks are disjoint and a worker writes only inside its own, so the number of threads
// can not change a result. Fewer than one thread means as many as there are processors.
func inBlocks(count, size, threads int, newWorker func() func(from, to int)) {
	blocks := (count + size - 1) / size
	var next atomic.Int64
	run := func() {
		work := newWorker()
		for {
			block := int(next.Add(1)) - 1
			if block >= blocks {
				return
			}
			work(block*size, min(count, (block+1)*size))
		}
	}

	if threads < 1 {
		threads = runtime.GOMAXPROCS(0)
	}
	var others sync.WaitGroup
	for range min(threads, blocks) - 1 {
		others.Go(run)
	}
	if blocks > 0 {
		run()
	}
	others.Wait()
}
