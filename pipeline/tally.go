package pipeline

import "sync"

// tally adds up how far several pieces of a step are that are worked on at once, and tells of it.
type tally struct {
	mu       sync.Mutex
	tell     func(done, of int)
	done, of int
}

// part is one piece's progress: it tells how much of it is done, and of how much.
func (t *tally) part() func(done, of int) {
	hasDone, hasOf := 0, 0
	return func(done, of int) {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.done, t.of = t.done+done-hasDone, t.of+of-hasOf
		hasDone, hasOf = done, of
		t.tell(t.done, t.of)
	}
}
