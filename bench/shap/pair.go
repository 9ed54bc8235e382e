package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
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
	var ours, peers, more []result
	for i := range o.Pairs {
		runs := []struct {
			to   *[]result
			name string
			args []string
		}{
			{&ours, self, append([]string{"child"}, settings(o.Rows)...)},
			{&peers, o.Python, append([]string{o.Script, "explain"}, settings(o.Rows)...)},
		}
		if i%2 == 1 {
			slices.Reverse(runs) // they take turns in who goes first
		}
		runs = append(runs, struct {
			to   *[]result
			name string
			args []string
		}{&more, self, append([]string{"child"}, settings(o.More)...)})
		for _, r := range runs {
			found, err := runOnce(r.name, r.args...)
			if err != nil {
				return "", err
			}
			*r.to = append(*r.to, found)
		}
	}

	faster := make([]float64, o.Pairs)
	for i := range faster {
		faster[i] = peers[i].Seconds / ours[i].Seconds
	}
	slices.Sort(faster)
	speed := func(results []result, rows int) float64 { return float64(rows) / median(results, seconds) }
	fmt.Printf("| %d | %d | %d | %.0f | %.0f | %.1f (%.1f–%.1f) | %.0f | %.0f | %.0f | %.1g |\n", depth, trees, threads,
		speed(peers, o.Rows), speed(ours, o.Rows), faster[o.Pairs/2], faster[0], faster[o.Pairs-1], speed(more, o.More),
		median(peers, memory), median(ours, memory), difference(peers[0].Sums, ours[0].Sums))
	return peers[0].Version, nil
}

func seconds(r result) float64 { return r.Seconds }
func memory(r result) float64  { return r.MB }

func median(results []result, figure func(result) float64) float64 {
	figures := make([]float64, len(results))
	for i, r := range results {
		figures[i] = figure(r)
	}
	slices.Sort(figures)
	return figures[len(figures)/2]
}

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
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.MB = float64(usage.Maxrss) / 1024 // KiB on Linux
	}
	return r, nil
}
