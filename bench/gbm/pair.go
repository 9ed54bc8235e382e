package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"syscall"
)

// pair is one run of ours and one of the peer's, right after each other.
type pair struct{ ours, peer result }

// runPairs takes turns in who goes first.
func runPairs(o options, rows, threads int) ([]pair, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	settings := []string{
		"-rows", strconv.Itoa(rows), "-threads", strconv.Itoa(threads), "-features", strconv.Itoa(o.Features),
		"-rounds", strconv.Itoa(o.Rounds), "-depth", strconv.Itoa(o.Depth), "-bins", strconv.Itoa(o.Bins), "-rate", o.Rate, "-out", o.Out,
	}
	ours := func() (result, error) { return runOnce(self, append([]string{"child"}, settings...)) }
	peer := func() (result, error) {
		return runOnce(o.Python, append([]string{o.Script, "-peer", o.Peer, "-dir", dataDir(o, rows)}, settings[2:len(settings)-2]...))
	}
	pairs := make([]pair, o.Pairs)
	for i := range pairs {
		first, second := ours, peer
		if i%2 == 1 {
			first, second = peer, ours
		}
		a, errA := first()
		if errA != nil {
			return nil, errA
		}
		b, errB := second()
		if errB != nil {
			return nil, errB
		}
		if i%2 == 1 {
			a, b = b, a
		}
		pairs[i] = pair{a, b}
	}
	return pairs, nil
}

// runOnce runs a process that prints a result, and adds what it took.
func runOnce(name string, args []string) (result, error) {
	var r result
	command := exec.Command(name, args...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return r, fmt.Errorf("run %s %v: %w", name, args, err)
	}
	if err := json.Unmarshal(out, &r); err != nil {
		return r, fmt.Errorf("read the result of %s: %w", name, err)
	}
	r.CPU = (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds()
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.RSS = float64(usage.Maxrss) / 1024 // KiB on Linux
	}
	return r, nil
}

func printLine(rows, threads int, pairs []pair) {
	ours, peer := func(p pair) result { return p.ours }, func(p pair) result { return p.peer }
	trees := func(r result) float64 { return r.Train }
	rss, cpu := func(r result) float64 { return r.RSS }, func(r result) float64 { return r.CPU }
	fmt.Printf("| %d | %d | %.2f | %.2f | %s ", rows, threads,
		median(pairs, ours, result.total), median(pairs, peer, result.total), ratio(pairs, result.total))
	fmt.Printf("| %.2f | %.2f | %s ", median(pairs, ours, trees), median(pairs, peer, trees), ratio(pairs, trees))
	fmt.Printf("| %.5f | %.5f | %.0f | %.0f ",
		pairs[0].ours.AUC, pairs[0].peer.AUC, median(pairs, ours, rss), median(pairs, peer, rss))
	fmt.Printf("| %.1f | %.1f | %s |\n", median(pairs, ours, cpu), median(pairs, peer, cpu), ratio(pairs, cpu))
}

func median(pairs []pair, side func(pair) result, figure func(result) float64) float64 {
	var all []float64
	for _, p := range pairs {
		all = append(all, figure(side(p)))
	}
	return middle(all)
}

// ratio is the median of ours by the peer's, with the smallest and the largest.
func ratio(pairs []pair, figure func(result) float64) string {
	var all []float64
	for _, p := range pairs {
		all = append(all, figure(p.ours)/figure(p.peer))
	}
	return fmt.Sprintf("%.2f (%.2f–%.2f)", middle(all), slices.Min(all), slices.Max(all))
}

func middle(all []float64) float64 {
	slices.Sort(all)
	n := len(all)
	return (all[(n-1)/2] + all[n/2]) / 2
}
