package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"

	"vigie/bench/internal/paired"
)

// trainPeer has the peer train a model, and returns its file.
func trainPeer(o options, depth, trees int) (string, error) {
	model := filepath.Join(o.Out, fmt.Sprintf("%s-%d-%d", o.Peer, depth, trees))
	_, err := runOnce(o.Python, o.Script, "train", "-peer", o.Peer, "-model", model, "-dir", o.Out,
		"-features", strconv.Itoa(o.Features), "-depth", strconv.Itoa(depth), "-trees", strconv.Itoa(trees))
	return model, err
}

// compare prints a line and returns the peer's version.
func compare(o options, model string, depth, trees, threads int) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	settings := func(rows int) []string {
		return []string{
			"-peer", o.Peer, "-model", model, "-data", filepath.Join(o.Out, rowsFile),
			"-features", strconv.Itoa(o.Features), "-threads", strconv.Itoa(threads), "-rows", strconv.Itoa(rows),
		}
	}
	ours, peers, err := paired.Turns(o.Pairs,
		func() (result, error) { return runOnce(self, append([]string{"child"}, settings(o.Rows)...)...) },
		func() (result, error) {
			return runOnce(o.Python, append([]string{o.Script, "explain"}, settings(o.Rows)...)...)
		})
	if err != nil {
		return "", err
	}
	var more []result
	for range o.Pairs {
		r, err := runOnce(self, append([]string{"child"}, settings(o.More)...)...)
		if err != nil {
			return "", err
		}
		more = append(more, r)
	}

	faster, least, most := paired.Ratio(peers, ours, seconds)
	speed := func(results []result, rows int) float64 { return float64(rows) / paired.Median(results, seconds) }
	fmt.Printf("| %d | %d | %d | %.0f | %.0f | %.1f (%.1f–%.1f) | %.0f | %.0f | %.0f | %.1g |\n", depth, trees, threads,
		speed(peers, o.Rows), speed(ours, o.Rows), faster, least, most, speed(more, o.More),
		paired.Median(peers, memory), paired.Median(ours, memory), difference(peers[0].Sums, ours[0].Sums))
	return peers[0].Version, nil
}

func seconds(r result) float64 { return r.Seconds }
func memory(r result) float64  { return r.MB }

// difference is the largest, as a part of the largest sum.
func difference(a, b []float64) float64 {
	off, size := 0.0, 0.0
	for i := range a {
		off, size = max(off, math.Abs(a[i]-b[i])), max(size, math.Abs(a[i]))
	}
	return off / size
}

// runOnce runs a process that prints a result, and adds the most memory it had.
func runOnce(name string, args ...string) (result, error) {
	r, cost, err := paired.Start[result](name, args...)
	r.MB = cost.MB
	return r, err
}
