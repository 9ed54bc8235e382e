package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"
	"time"

	"vigie"
)

// act is one thing that people do, and how often of a hundred.
type act struct {
	name  string
	often int
	do    func(context.Context, *rand.Rand) error
}

func (o *office) acts() []act {
	territory := func(r *rand.Rand) vigie.Scope {
		t := r.IntN(territories)
		return vigie.Scope{Keys: []vigie.Key{vigie.TerritoryKey(fmt.Sprint("t", t)), vigie.DirectorateKey(fmt.Sprint("d", t)), vigie.UserKey(fmt.Sprint("user", r.IntN(300)))}}
	}
	open := []vigie.Where{{Field: "state", Values: []string{vigie.TargetProposed}}}
	targets := func(q func(*rand.Rand) vigie.Query) func(context.Context, *rand.Rand) error {
		return func(ctx context.Context, r *rand.Rand) error {
			return o.s.Read(ctx, func(b vigie.Books) error { _, err := b.Targets().List(ctx, q(r)); return err })
		}
	}
	return []act{
		{"list of a territory", 20, targets(func(r *rand.Rand) vigie.Query {
			return vigie.Query{Scope: territory(r), Where: open, Sort: "-score"}
		})},
		{"list of all", 5, targets(func(*rand.Rand) vigie.Query {
			return vigie.Query{Scope: vigie.Scope{All: true}, Where: open, Sort: "-score"}
		})},
		{"list, page 100", 5, targets(func(r *rand.Rand) vigie.Query {
			return vigie.Query{Scope: vigie.Scope{All: true}, Page: 100}
		})},
		{"search", 10, targets(func(r *rand.Rand) vigie.Query {
			return vigie.Query{Scope: territory(r), Text: "works " + words[r.IntN(len(words))]}
		})},
		{"search of a firm", 10, targets(func(r *rand.Rand) vigie.Query {
			return vigie.Query{Scope: vigie.Scope{All: true}, Text: fmt.Sprintf("0%09d", r.IntN(len(o.targets)))}
		})},
		{"thing", 20, func(ctx context.Context, r *rand.Rand) error {
			return o.s.Read(ctx, func(b vigie.Books) error {
				_, err := b.Targets().Get(ctx, o.targets[r.IntN(len(o.targets))])
				return err
			})
		}},
		{"investigations of a firm", 5, func(ctx context.Context, r *rand.Rand) error {
			q := vigie.Query{Scope: vigie.Scope{All: true}, Where: []vigie.Where{{Field: "entities", Values: []string{fmt.Sprintf("0%09d", r.IntN(len(o.targets)))}}}}
			return o.s.Read(ctx, func(b vigie.Books) error { _, err := b.Investigations().List(ctx, q); return err })
		}},
		{"last events", 5, func(ctx context.Context, r *rand.Rand) error {
			return o.s.Read(ctx, func(b vigie.Books) error {
				_, err := b.Events(ctx, vigie.EventQuery{Scope: territory(r), After: int64(len(o.targets))})
				return err
			})
		}},
		{"line of reading", 10, func(ctx context.Context, r *rand.Rand) error {
			return o.s.Seen(ctx, vigie.Entry{Action: "target.read", At: noon, Things: []vigie.Ref{{Kind: vigie.KindTarget, ID: o.targets[r.IntN(len(o.targets))]}}})
		}},
		{"decision", 10, o.decide},
	}
}

// decide accepts a target, or takes it back.
func (o *office) decide(ctx context.Context, r *rand.Rand) error {
	id := o.targets[r.IntN(len(o.targets))]
	_, err := o.s.Do(ctx, vigie.Command{Action: "target.accept", At: noon}, func(b vigie.Books) error {
		t, err := b.Targets().Get(ctx, id)
		if err != nil {
			return err
		}
		t.State, t.AssignedTo = vigie.TargetAccepted, fmt.Sprint("user", r.IntN(300))
		if err := b.Targets().Put(ctx, t); err != nil {
			return err
		}
		return b.Note(ctx, vigie.Event{Kind: vigie.KindTarget, ID: id, What: "target.accept", Keys: t.Thing().Keys})
	})
	return err
}

// alone does each act many times, with nobody else there.
func (o *office) alone(ctx context.Context) error {
	ctx = as(ctx, 1)
	fmt.Printf("%-26s %12s %12s\n", "alone", "median ms", "CPU ms")
	for _, a := range o.acts() {
		r := rand.New(rand.NewPCG(3, 4))
		const times = 100
		var took []time.Duration
		cpu := used()
		for range times {
			began := time.Now()
			if err := a.do(ctx, r); err != nil {
				return fmt.Errorf("%s: %w", a.name, err)
			}
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		fmt.Printf("%-26s %12.2f %12.2f\n", a.name, ms(took[times/2]), ms((used()-cpu)/times))
	}
	return nil
}

// together lets many people work at once, each as fast as it is answered.
func (o *office) together(ctx context.Context, people int, last time.Duration) error {
	acts := o.acts()
	ctx, stop := context.WithTimeout(ctx, last)
	defer stop()
	var mu sync.Mutex
	took := make([][]time.Duration, len(acts))
	failed := map[string]int{}
	var all sync.WaitGroup
	cpu := used()
	for n := range people {
		all.Go(func() {
			ctx, r := as(ctx, n), rand.New(rand.NewPCG(5, uint64(n)))
			for ctx.Err() == nil {
				i := draw(acts, r)
				began := time.Now()
				err := acts[i].do(ctx, r)
				mu.Lock()
				if err == nil {
					took[i] = append(took[i], time.Since(began))
				} else if ctx.Err() == nil {
					failed[err.Error()]++
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	total := 0
	fmt.Printf("%-26s %12s %12s %12s\n", fmt.Sprint(people, " at once"), "median ms", "p95 ms", "times")
	for i, a := range acts {
		slices.Sort(took[i])
		if n := len(took[i]); n > 0 {
			total += n
			fmt.Printf("%-26s %12.2f %12.2f %12d\n", a.name, ms(took[i][n/2]), ms(took[i][n*95/100]), n)
		}
	}
	fmt.Printf("%.0f a second, %.2f CPU ms each, failed: %v\n", float64(total)/last.Seconds(), ms(used()-cpu)/float64(total), failed)
	return nil
}

func draw(acts []act, r *rand.Rand) int {
	n := r.IntN(100)
	for i, a := range acts {
		if n -= a.often; n < 0 {
			return i
		}
	}
	return len(acts) - 1
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// used is this program's processor time; PostgreSQL's own is not in it.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
