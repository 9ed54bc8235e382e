package main

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"syscall"
	"time"

	"vigie/internal/graph"
)

const (
	alpha     = .85
	tolerance = 1e-10
	steps     = 500
)

// result is what a process prints that spread once.
type result struct {
	Version   string
	Build     float64 // seconds on the clock
	Spread    float64
	Processor float64 // seconds of all processors, of both
	Steps     int
	Again     float64 // seconds on the clock, after one changed label
	AgainCPU  float64
	MB        float64 // the most memory the process had; filled in by who started it
}

func (r result) clock() float64     { return r.Build + r.Spread }
func (r result) processor() float64 { return r.Processor }

// spreadOnce is our side of a run.
func spreadOnce(args []string) error {
	flags := flag.NewFlagSet("child", flag.ContinueOnError)
	folder := flags.String("dir", "", "where the edges are")
	left := flags.Int("left", 0, "left nodes")
	right := flags.Int("right", 0, "right nodes")
	if err := flags.Parse(args); err != nil {
		return err
	}
	edges, query, err := loadEdges(*folder)
	if err != nil {
		return err
	}
	ctx := context.Background()
	var r result
	began, before := time.Now(), used(process)
	g, err := graph.NewBipartite(*left, *right, edges)
	if err != nil {
		return err
	}
	s, err := graph.NewSpread(g, alpha)
	if err != nil {
		return err
	}
	r.Build = time.Since(began).Seconds()
	scores, err := s.Solve(ctx, query, tolerance, steps)
	if err != nil {
		return err
	}
	r.Spread, r.Processor, r.Steps = time.Since(began).Seconds()-r.Build, used(process)-before, scores.Steps
	d := data{folder: *folder}
	if err := d.save("ours.f64", append(append([]float64{}, scores.Left...), scores.Right...)); err != nil {
		return err
	}
	query[len(query)/2]++
	began, before = time.Now(), used(process)
	if _, err := s.Again(ctx, scores, query, tolerance, steps); err != nil {
		return err
	}
	r.Again, r.AgainCPU = time.Since(began).Seconds(), used(process)-before
	return json.NewEncoder(os.Stdout).Encode(r)
}

// Whose time is counted, as getrusage names them.
const (
	process = syscall.RUSAGE_SELF
	thread  = 1 // RUSAGE_THREAD of Linux
)

// used is how many seconds of processors the process or the thread has used.
func used(whose int) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(whose, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}
