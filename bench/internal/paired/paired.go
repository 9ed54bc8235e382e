// Package paired runs measurements in processes of their own, so that each starts afresh and its memory is its own, and says what is
// usual among several and how ours compare to a peer's.
package paired

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"syscall"
)

// Cost is what a process took: processor seconds, and the most memory that it had.
type Cost struct{ CPU, MB float64 }

// Start runs a process that prints a result as JSON, and tells what it cost.
func Start[T any](name string, args ...string) (T, Cost, error) {
	var r T
	command := exec.Command(name, args...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return r, Cost{}, fmt.Errorf("run %s %v: %w", name, args, err)
	}
	if err := json.Unmarshal(out, &r); err != nil {
		return r, Cost{}, fmt.Errorf("read the result of %s: %w", name, err)
	}
	return r, Of(command.ProcessState), nil
}

// Of is what an ended process took.
func Of(p *os.ProcessState) Cost {
	c := Cost{CPU: (p.UserTime() + p.SystemTime()).Seconds()}
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		c.MB = float64(usage.Maxrss) / 1024 // KiB on Linux
	}
	return c
}

// Turns are ours and the peer's run in turns, so many pairs; they take turns in who goes first.
func Turns[T any](pairs int, ours, peer func() (T, error)) (our, peers []T, err error) {
	for i := range pairs {
		turns := []struct {
			to  *[]T
			run func() (T, error)
		}{{&our, ours}, {&peers, peer}}
		if i%2 == 1 {
			slices.Reverse(turns)
		}
		for _, turn := range turns {
			r, err := turn.run()
			if err != nil {
				return nil, nil, err
			}
			*turn.to = append(*turn.to, r)
		}
	}
	return our, peers, nil
}

// Median is the middle of a figure of the results.
func Median[T any](results []T, figure func(T) float64) float64 {
	all := make([]float64, len(results))
	for i, r := range results {
		all[i] = figure(r)
	}
	return middle(all)
}

// Ratio is the median, within pairs, of the first by the second, with the smallest and the largest.
func Ratio[T any](first, second []T, figure func(T) float64) (mid, low, high float64) {
	all := make([]float64, len(first))
	for i := range first {
		all[i] = figure(first[i]) / figure(second[i])
	}
	return middle(all), slices.Min(all), slices.Max(all)
}

func middle(all []float64) float64 {
	slices.Sort(all)
	n := len(all)
	return (all[(n-1)/2] + all[n/2]) / 2
}

// Ranked are places from the highest value to the lowest; equal ones lie as chance has it, for all who use the same seed alike.
func Ranked(values []float64, seed uint64) []int {
	order := rand.New(rand.NewPCG(seed, 7)).Perm(len(values))
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
	return order
}
