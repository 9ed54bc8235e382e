package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"syscall"
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
			median(ours, func(r result) float64 { return r.Build }), median(ours, func(r result) float64 { return r.Spread }), ours[0].Steps,
			median(ours, result.processor), median(ours, func(r result) float64 { return r.Again }), median(ours, func(r result) float64 { return r.AgainCPU }), median(ours, func(r result) float64 { return r.MB }),
			median(peers, result.clock), median(peers, result.processor), median(peers, func(r result) float64 { return r.MB }), clock, cpu, off)
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
	for i := range o.Pairs {
		turns := []func() error{
			func() error { return add(&ours, self, append([]string{"child"}, settings...)) },
			func() error { return add(&peers, o.Python, append([]string{o.Script, "-peer", o.Peer}, settings...)) },
		}
		if i%2 == 1 {
			slices.Reverse(turns) // they take turns in who goes first
		}
		for _, turn := range turns {
			if err := turn(); err != nil {
				return nil, nil, err
			}
		}
	}
	return ours, peers, nil
}

// add runs a process that prints a result, and adds the most memory it had.
func add(to *[]result, name string, args []string) error {
	command := exec.Command(name, args...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return fmt.Errorf("run %s %v: %w", name, args, err)
	}
	var r result
	if err := json.Unmarshal(out, &r); err != nil {
		return fmt.Errorf("read the result of %s: %w", name, err)
	}
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.MB = float64(usage.Maxrss) / 1024 // KiB on Linux
	}
	*to = append(*to, r)
	return nil
}

// difference is the largest of a score, on either side of the graph. Scores add up to less than 1.
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

func ratio(ours, peers []result, of func(result) float64) string {
	times := make([]float64, len(ours))
	for i := range ours {
		times[i] = of(peers[i]) / of(ours[i])
	}
	slices.Sort(times)
	return fmt.Sprintf("%.1f (%.1f–%.1f)", times[len(times)/2], times[0], times[len(times)-1])
}

func median(results []result, figure func(result) float64) float64 {
	figures := make([]float64, len(results))
	for i, r := range results {
		figures[i] = figure(r)
	}
	slices.Sort(figures)
	return figures[len(figures)/2]
}
