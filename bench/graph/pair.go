package main

import (
	"fmt"
	"math"
	"os"
	"strconv"

	"vigie/bench/internal/paired"
)

// compare prints a line for each size: ours and the peer's runs in turns, medians, and the ratio within pairs.
func compare(o options) error {
	fmt.Printf("| edges | nodes | ours, s (build + spread) | ours, processor s | again after one label, s | processor s | ours MB | %s, s | processor s | MB | times as fast, clock | processor | largest difference |\n", o.Peer)
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
	version := ""
	for _, edges := range o.Edges {
		d, err := write(o.Out, edges)
		if err != nil {
			return err
		}
		ours, peers, err := runs(o, d)
		if err != nil {
			return err
		}
		off, err := difference(o.Out)
		if err != nil {
			return err
		}
		version = peers[0].Version
		clock, cpu := ratio(ours, peers, result.clock), ratio(ours, peers, result.processor)
		fmt.Printf("| %d | %d | %.2f + %.2f (%d steps) | %.2f | %.2f | %.2f | %.0f | %.1f | %.1f | %.0f | %s | %s | %.1g |\n", edges, d.left+d.right,
			paired.Median(ours, func(r result) float64 { return r.Build }), paired.Median(ours, func(r result) float64 { return r.Spread }), ours[0].Steps,
			paired.Median(ours, result.processor), paired.Median(ours, func(r result) float64 { return r.Again }), paired.Median(ours, func(r result) float64 { return r.AgainCPU }), paired.Median(ours, func(r result) float64 { return r.MB }),
			paired.Median(peers, result.clock), paired.Median(peers, result.processor), paired.Median(peers, func(r result) float64 { return r.MB }), clock, cpu, off)
	}
	fmt.Printf("\n%s, alpha %.2f, to a residual of %.0e, %d pairs\n", version, alpha, tolerance, o.Pairs)
	return nil
}

func runs(o options, d data) (ours, peers []result, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, nil, err
	}
	settings := []string{"-dir", o.Out, "-left", strconv.Itoa(d.left), "-right", strconv.Itoa(d.right)}
	return paired.Turns(o.Pairs,
		func() (result, error) { return runOnce(self, append([]string{"child"}, settings...)...) },
		func() (result, error) {
			return runOnce(o.Python, append([]string{o.Script, "-peer", o.Peer}, settings...)...)
		})
}

// runOnce runs a process that prints a result, and adds the most memory it had.
func runOnce(name string, args ...string) (result, error) {
	r, cost, err := paired.Start[result](name, args...)
	r.MB = cost.MB
	return r, err
}

// ratio is how many times as long the peer took, within pairs.
func ratio(ours, peers []result, of func(result) float64) string {
	mid, low, high := paired.Ratio(peers, ours, of)
	return fmt.Sprintf("%.1f (%.1f–%.1f)", mid, low, high)
}

// difference is the largest of a score, on either side of the graph: absolute, not as a part of the score. Most scores are small.
func difference(folder string) (float64, error) {
	ours, err := load[float64](folder, "ours.f64")
	if err != nil {
		return 0, err
	}
	peers, err := load[float64](folder, "peer.f64")
	if err != nil {
		return 0, err
	}
	if len(ours) != len(peers) {
		return 0, fmt.Errorf("ours are %d scores, the peer's %d", len(ours), len(peers))
	}
	off := 0.
	for i := range ours {
		off = max(off, math.Abs(ours[i]-peers[i]))
	}
	return off, nil
}
