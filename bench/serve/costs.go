package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// costs measures what one act costs: one after the other, ten people in turn, so that nobody waits for anybody, and what the server's processor spent on it is what it cost.
// The rounds are mixed, so that what else the machine does falls on all acts alike; the figure is the median of the rounds.
func (b *bench) costs(ctx context.Context, o *office) (err error) {
	const rounds = 5
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
	spent, took := make([][]float64, len(acts)), make([][]time.Duration, len(acts))
	for round := range rounds + 1 {
		for i, a := range acts {
			before := s.used()
			for n := range b.each {
				began := time.Now()
				if status, err := a.do(ctx, clients[n%len(clients)]); err != nil || status >= 500 {
					return errors.Join(err, fmt.Errorf("%s: it answers %d", a.name, status))
				}
				if round > 0 {
					took[i] = append(took[i], time.Since(began))
				}
			}
			if round > 0 { // the first reads from the disk
				spent[i] = append(spent[i], 1000*(s.used()-before)/float64(b.each))
			}
		}
	}
	fmt.Printf("| %-24s | often, %% | processor ms, median | least | most | p50 ms |\n|---|---:|---:|---:|---:|---:|\n", fmt.Sprint(rounds, " rounds of ", b.each))
	mean := 0.0
	for i, a := range acts {
		slices.Sort(spent[i])
		slices.Sort(took[i])
		mid := spent[i][rounds/2]
		mean += mid * float64(a.often) / 100
		fmt.Printf("| %-24s | %d | %.1f | %.1f | %.1f | %.1f |\n", a.name, a.often, mid, spent[i][0], spent[i][rounds-1], float64(took[i][len(took[i])/2].Microseconds())/1000)
	}
	fmt.Printf("a request of the mixture: %.1f processor ms\n", mean)
	return nil
}
