package source

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"vigie/lake"
	"vigie/pack"
)

// plan is what one load has to do: the extracts of each source, found before the first is read, and the numbers their batches
// will bear. Registers are independent of each other, so several sources are loaded at once; the extracts of one are loaded one
// after the other. The numbers are dealt out beforehand, so that they do not depend on which source was faster.
type plan struct {
	turns []*turn
	spare atomic.Int64 // numbers for extracts that are loaded again
	o     *Options
	talk  sync.Mutex

	bytes, total atomic.Int64 // of all extracts: those done, and all
}

// turn is one source's part.
type turn struct {
	source  *pack.Source
	queue   []extract
	next    int64 // the next batch's number, of so many
	numbers int
	report  Report
	after   bool // it looks at other registers, and waits until the sources before it are loaded
}

func newPlan(ctx context.Context, l *lake.Lake, p *pack.Pack, o *Options) (*plan, error) {
	pl := &plan{o: o}
	var last int64
	if err := l.QueryRow(ctx, "SELECT coalesce(max(batch_id), 0) FROM batch").Scan(&last); err != nil {
		return nil, err
	}
	for i := range p.Sources {
		s := &p.Sources[i]
		t := &turn{source: s, after: looksAtOthers(p, s)}
		var err error
		if t.queue, err = find(s, o.Data); err != nil {
			return nil, err
		}
		waiting, err := takenOut(ctx, l, s, o)
		if err != nil {
			return nil, err
		}
		t.queue = append(t.queue, waiting...)
		t.next, t.numbers = last+1, len(t.queue)
		last += int64(len(t.queue))
		for _, e := range t.queue {
			pl.total.Add(e.size)
		}
		pl.turns = append(pl.turns, t)
	}
	pl.spare.Store(last)
	return pl, nil
}

// looksAtOthers tells whether a rule of a source reads another register.
func looksAtOthers(p *pack.Pack, s *pack.Source) bool {
	return slices.ContainsFunc(s.Rules, func(r pack.BatchRule) bool {
		return slices.ContainsFunc(p.Sources, func(other pack.Source) bool { return other.ID != s.ID && strings.Contains(r.SQL, other.ID) })
	})
}

// number is the next batch's. Those that were not foreseen follow behind all that were.
func (pl *plan) number(t *turn) int64 {
	if t.numbers == 0 {
		return pl.spare.Add(1)
	}
	t.numbers--
	t.next++
	return t.next - 1
}

// say passes progress on, from one goroutine at a time.
func (pl *plan) say(p Progress) {
	if pl.o.Progress == nil {
		return
	}
	pl.talk.Lock()
	defer pl.talk.Unlock()
	p.AllBytes, p.AllTotal = pl.bytes.Load()+p.Bytes, pl.total.Load()
	pl.o.Progress(p)
}

// atOnce is how many sources are loaded at a time: one reads while the other compares and stores.
const atOnce = 2

// walk loads the sources in their order, some at once. The first error stops the others.
func (pl *plan) walk(ctx context.Context, load func(context.Context, *turn) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var wait sync.WaitGroup
	turns := make(chan struct{}, atOnce)
	for _, t := range pl.turns {
		if t.after {
			wait.Wait()
		}
		turns <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		wait.Go(func() {
			defer func() { <-turns }()
			if err := load(ctx, t); err != nil {
				stop(err)
			}
		})
		if t.after {
			wait.Wait()
		}
	}
	wait.Wait()
	return context.Cause(ctx)
}
