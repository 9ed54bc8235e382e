package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// counts are the answers to one act.
type counts struct {
	took    []time.Duration // of those that were answered
	refused int             // because somebody was there before, or it is not for them
	failed  map[string]int  // everything else
}

// measured lets everybody work at once, and prints how long they waited.
func (b *bench) measured(ctx context.Context, o *office) (err error) {
	s, err := b.serve(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	clients, err := b.logIn(ctx, o, s)
	if err != nil {
		return err
	}
	acts := o.acts()
	b.work(ctx, clients, acts, 5*time.Second) // the first of all reads from the disk
	before, mine, began := s.used(), own(), time.Now()
	got := b.work(ctx, clients, acts, b.last)
	took := time.Since(began)
	b.print(acts, got, took)
	fmt.Printf("server: %.1f processor seconds of %.0f (this program: %.1f), at most %d MB\n", s.used()-before, 2*took.Seconds(), own()-mine, s.most())
	return nil
}

func (b *bench) logIn(ctx context.Context, o *office, s *server) ([]*client, error) {
	transport := &http.Transport{MaxIdleConnsPerHost: b.people, MaxConnsPerHost: 2 * b.people}
	clients := make([]*client, b.people)
	for n := range clients {
		var err error
		if clients[n], err = o.logIn(ctx, s.base, n, transport, b.seed); err != nil {
			return nil, err
		}
	}
	return clients, nil
}

// work lets each do what people do, one after the other, for so long.
func (b *bench) work(ctx context.Context, clients []*client, acts []act, last time.Duration) []counts {
	got := make([]counts, len(acts))
	end := time.Now().Add(last)
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, c := range clients {
		all.Go(func() {
			for b.pauses(ctx, c, end) {
				i := draw(acts, c.r.IntN(100))
				began := time.Now()
				status, err := acts[i].do(ctx, c)
				took := time.Since(began)
				mu.Lock()
				got[i].add(status, err, took)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return got
}

// pauses waits as somebody does who reads, and says whether there is time for more.
func (b *bench) pauses(ctx context.Context, c *client, end time.Time) bool {
	wait := min(time.Duration(c.r.ExpFloat64()*float64(b.pause)), time.Until(end))
	select {
	case <-ctx.Done():
		return false
	case <-time.After(wait):
	}
	return time.Now().Before(end)
}

func (n *counts) add(status int, err error, took time.Duration) {
	switch {
	case err != nil:
		n.fail(err.Error())
	case status == http.StatusOK:
		n.took = append(n.took, took)
	case status == http.StatusForbidden, status == http.StatusNotFound, status == http.StatusConflict, status == http.StatusPreconditionFailed:
		n.took, n.refused = append(n.took, took), n.refused+1
	default:
		n.fail(fmt.Sprint("status ", status))
	}
}

func (n *counts) fail(why string) {
	if n.failed == nil {
		n.failed = map[string]int{}
	}
	n.failed[why]++
}

func draw(acts []act, n int) int {
	for i, a := range acts {
		if n -= a.often; n < 0 {
			return i
		}
	}
	return len(acts) - 1
}

func (b *bench) print(acts []act, got []counts, took time.Duration) {
	line := func(name string, d []time.Duration, refused int) {
		if len(d) == 0 {
			return
		}
		slices.Sort(d)
		at := func(share int) float64 { return float64(d[len(d)*share/100].Microseconds()) / 1000 }
		fmt.Printf("| %-24s | %7d | %7.1f | %7.1f | %7.1f | %7d |\n", name, len(d), at(50), at(95), at(99), refused)
	}
	fmt.Printf("| %-24s | %7s | %7s | %7s | %7s | %7s |\n|---|---:|---:|---:|---:|---:|\n", fmt.Sprint(b.people, " people, pause ", b.pause), "times", "p50 ms", "p95 ms", "p99 ms", "refused")
	groups, total := map[string][]time.Duration{}, 0
	failed := map[string]int{}
	for i, a := range acts {
		line(a.name, got[i].took, got[i].refused)
		groups[a.group] = append(groups[a.group], got[i].took...)
		total += len(got[i].took)
		for why, n := range got[i].failed {
			failed[a.name+": "+why] += n
		}
	}
	for _, g := range []string{"lists", "maps", "dossiers", "commands"} {
		line("all "+g, groups[g], 0)
	}
	fmt.Printf("%.0f requests a second, %d failed %v\n", float64(total)/took.Seconds(), sum(failed), failed)
}

func sum(m map[string]int) (n int) {
	for _, x := range m {
		n += x
	}
	return n
}
