package source

import (
	"cmp"
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
	spare   int64 // the last number of an extract that is loaded again
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
	for i, t := range pl.turns {
		t.spare = last + int64(i)*again
	}
	return pl, nil
}

// again is how many numbers each source has for extracts that were taken out and are loaded again, behind all that were foreseen.
const again = 10_000

// looksAtOthers tells whether a rule of a source reads another register.
func looksAtOthers(p *pack.Pack, s *pack.Source) bool {
	return slices.ContainsFunc(s.Rules, func(r pack.BatchRule) bool {
		return slices.ContainsFunc(p.Sources, func(other pack.Source) bool { return other.ID != s.ID && strings.Contains(r.SQL, other.ID) })
	})
}

// number is the next batch's.
func (t *turn) number() int64 {
	if t.numbers == 0 {
		t.spare++
		return t.spare
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

// walk loads the sources in their order, some at once. The first error stops the others.
func (pl *plan) walk(ctx context.Context, load func(context.Context, *turn) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var wait sync.WaitGroup
	turns := make(chan struct{}, cmp.Or(pl.o.AtOnce, 2)) // one reads while the other compares and stores
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
