package main

import (
	"fmt"
	"os"
	"strconv"

	"vigie/bench/internal/paired"
)

// runPairs runs ours and the peer's in turns.
func runPairs(o options, rows, threads int) (ours, peers []result, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, nil, err
	}
	settings := []string{
		"-rows", strconv.Itoa(rows), "-threads", strconv.Itoa(threads), "-features", strconv.Itoa(o.Features),
		"-rounds", strconv.Itoa(o.Rounds), "-depth", strconv.Itoa(o.Depth), "-bins", strconv.Itoa(o.Bins), "-rate", o.Rate, "-out", o.Out,
	}
	return paired.Turns(o.Pairs,
		func() (result, error) { return runOnce(self, append([]string{"child"}, settings...)...) },
		func() (result, error) {
			return runOnce(o.Python, append([]string{o.Script, "-peer", o.Peer, "-dir", dataDir(o, rows)}, settings[2:len(settings)-2]...)...)
		})
}

func printLine(rows, threads int, ours, peers []result) {
	trees := func(r result) float64 { return r.Train }
	rss, cpu := func(r result) float64 { return r.RSS }, func(r result) float64 { return r.CPU }
	both := func(figure func(result) float64) (our, peer float64) {
		return paired.Median(ours, figure), paired.Median(peers, figure)
	}
	line := func(figure func(result) float64, form string) {
		our, peer := both(figure)
		mid, low, high := paired.Ratio(ours, peers, figure)
		fmt.Printf("| "+form+" | "+form+" | %.2f (%.2f–%.2f) ", our, peer, mid, low, high)
	}
	fmt.Printf("| %d | %d ", rows, threads)
	line(result.total, "%.2f")
	line(trees, "%.2f")
	our, peer := both(rss)
	fmt.Printf("| %.5f | %.5f | %.0f | %.0f ", ours[0].AUC, peers[0].AUC, our, peer)
	line(cpu, "%.1f")
	fmt.Println("|")
}

// runOnce runs a process that prints a result, and adds what it took.
func runOnce(name string, args ...string) (result, error) {
	r, cost, err := paired.Start[result](name, args...)
	r.CPU, r.RSS = cost.CPU, cost.MB
	return r, err
}
