package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"vigie/bench/internal/paired"
	"vigie/match"
)

// outcome is what one run printed, and what it took.
type outcome struct {
	Version string        `json:"version"`
	Seconds float64       `json:"seconds"`
	Read    float64       `json:"read"`
	Train   float64       `json:"train"`
	Predict float64       `json:"predict"`
	Cluster float64       `json:"cluster"`
	Pairs   int64         `json:"pairs"`
	Quality match.Quality `json:"quality"`
	Best    float64       `json:"best"` // F1 at the best threshold
	MB      float64       `json:"-"`
	CPU     float64       `json:"-"` // seconds of processor time of the whole process, of all threads
}

// child is our side of a run, in a process of its own.
func child(args []string) error {
	flags := flag.NewFlagSet("child", flag.ContinueOnError)
	spec := flags.String("spec", "", "the spec")
	truth := flags.String("truth", "", "the truth")
	threads := flags.Int("threads", 1, "threads")
	keep := flags.String("keep", "", "keep the matching in this folder")
	if err := flags.Parse(args); err != nil {
		return err
	}
	begin := time.Now()
	s, err := match.Open(*spec)
	if err != nil {
		return err
	}
	t, err := match.Load(s, flags.Args()...)
	if err != nil {
		return err
	}
	o := outcome{Read: time.Since(begin).Seconds()}
	r, err := match.Run(t, match.Options{Seed: 1, Threads: *threads})
	if err != nil {
		return err
	}
	o.Seconds, o.Pairs = time.Since(begin).Seconds(), r.Pairs
	if *keep != "" {
		x, err := match.NewIndex(r, *spec)
		if err != nil {
			return err
		}
		if err := x.Save(*keep); err != nil {
			return err
		}
	}
	real, err := t.Truth(*truth)
	if err != nil {
		return err
	}
	o.Quality = t.Evaluate(r.Entity, real)
	o.Best = best(t, r.Links, real)
	return json.NewEncoder(os.Stdout).Encode(o)
}

var thresholds = []float64{0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 0.995, 0.999, 0.9999, 0.99999, 0.999999}

// best is the F1 that the links would have reached at the best of the thresholds.
func best(t *match.Table, links []match.Link, truth []uint32) float64 {
	most := 0.0
	for _, p := range thresholds {
		if q := t.Evaluate(t.Entities(links, p), truth); q.F1 > most {
			most = q.F1
		}
	}
	return most
}

// compare runs both on a set, in turns, and prints a line each.
func compare(o options, s set) error {
	spec, err := match.Open(s.spec)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var ours, peers []outcome
	var j job
	t, err := match.Load(spec, s.files...)
	if err != nil {
		return err
	}
	truth, err := t.Truth(s.truth)
	if err != nil {
		return err
	}
	if o.Python == "" {
		s.alone = true
	}
	if !s.alone {
		if j, err = jobOf(spec, t, s, o.Out); err != nil {
			return err
		}
		j.Threads = o.Threads
	}
	for i := range o.Pairs {
		if i > 0 {
			j.Count = false
		}
		own, err := runOnce(self, append([]string{"child", "-spec", s.spec, "-truth", s.truth, "-threads", strconv.Itoa(o.Threads)}, s.files...)...)
		if err != nil {
			return err
		}
		ours = append(ours, own)
		if s.alone {
			continue
		}
		file := filepath.Join(o.Out, "job.json")
		if err := writeJSON(file, j); err != nil {
			return err
		}
		peer, err := runOnce(o.Python, o.Script, file)
		if err != nil {
			return err
		}
		peers = append(peers, peer)
	}
	show(s.name, "vigie", ours)
	if s.alone {
		return nil
	}
	links, err := readPairs(t, j)
	if err != nil {
		return err
	}
	peers[0].Quality = t.Evaluate(t.Entities(links, spec.Accept), truth)
	peers[0].Best = best(t, links, truth)
	show(s.name, peers[0].Version, peers)
	return nil
}

func show(set, who string, runs []outcome) {
	q := runs[0].Quality
	figure := func(of func(outcome) float64) float64 { return paired.Median(runs, of) }
	fmt.Printf("| %s | %s | %.4f | %.4f | %.4f | %.4f | %.4f | %d | %.2f | %.2f | %.0f |\n", set, who, q.Precision, q.Recall, q.F1, q.BCubedF1, runs[0].Best, runs[0].Pairs,
		figure(func(r outcome) float64 { return r.Seconds }), figure(func(r outcome) float64 { return r.CPU }), figure(func(r outcome) float64 { return r.MB }))
	fmt.Fprintf(os.Stderr, "  %s: read %.2f train %.2f predict %.2f cluster %.2f\n", who, runs[0].Read, runs[0].Train, runs[0].Predict, runs[0].Cluster)
}

// readPairs reads what the peer found, as links of our table.
func readPairs(t *match.Table, j job) ([]match.Link, error) {
	records := map[string]uint32{}
	for r := range t.Rows() {
		records[strings.ReplaceAll(t.Source(r), "-", "_")+":"+t.ID(r)] = uint32(r)
	}
	f, err := os.Open(j.Out)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows := csv.NewReader(f)
	if _, err := rows.Read(); err != nil {
		return nil, err
	}
	var links []match.Link
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		left, right := j.Names[0], j.Names[0]
		if len(j.Names) > 1 {
			left, right, row = row[0], row[1], row[2:]
		}
		a, okA := records[left+":"+row[0]]
		b, okB := records[right+":"+row[1]]
		p, err := strconv.ParseFloat(row[2], 64)
		if err != nil || !okA || !okB {
			return nil, fmt.Errorf("the peer's pair %v is not understood", row)
		}
		links = append(links, match.LinkOf(a, b, p))
	}
	return links, nil
}

func writeJSON(file string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile(file, b, 0o644)
}

// runOnce runs a process that prints an outcome, and adds what it cost.
func runOnce(name string, args ...string) (outcome, error) {
	r, cost, err := paired.Start[outcome](name, args...)
	r.MB, r.CPU = cost.MB, cost.CPU
	return r, err
}
