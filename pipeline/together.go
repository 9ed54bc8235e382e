package pipeline

import (
	"context"
	"runtime"
)

// mostTogether is how many pieces of a step are worked on at a time. Queries and training use all processors for most of their time, and one
// for the rest: a second piece fills that. More would only hold more memory.
const mostTogether = 2

// together does n pieces of a step, some at a time: the first that waits for nothing, in the given order. needs names the pieces, earlier in
// that order, that must be done before; begin is told in the caller's goroutine before each, with how many are done. It returns the first error,
// when what was begun has ended.
func together(ctx context.Context, n int, needs func(i int) []int, begin func(i, done int), do func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type end struct {
		i   int
		err error
	}
	ends := make(chan end)
	begun, ended := make([]bool, n), make([]bool, n)
	ready := func() int {
		for i := range n {
			if !begun[i] && all(ended, needs(i)) {
				return i
			}
		}
		return -1
	}
	var first error
	most := min(mostTogether, runtime.GOMAXPROCS(0))
	for running, done := 0, 0; done < n; {
		for i := ready(); first == nil && running < most && i >= 0; i = ready() {
			begin(i, done)
			begun[i], running = true, running+1
			go func() { ends <- end{i, do(ctx, i)} }()
		}
		if running == 0 {
			return first
		}
		e := <-ends
		ended[e.i], running, done = true, running-1, done+1
		if e.err != nil && first == nil {
			first = e.err
			cancel()
		}
	}
	return first
}

// alone: no piece needs another.
func alone(int) []int { return nil }

func all(ended []bool, of []int) bool {
	for _, i := range of {
		if !ended[i] {
			return false
		}
	}
	return true
}
