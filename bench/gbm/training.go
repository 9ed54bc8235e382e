package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"vigie/internal/gbm"
	"vigie/internal/gbm/invented"
)

// result is what one process says of its training; both sides print it as JSON.
type result struct {
	Version string  `json:"version"`
	Prepare float64 `json:"prepare"` // seconds until the first tree: matrix, quantiles, bins
	Train   float64 `json:"train"`   // seconds of the trees
	AUC     float64 `json:"auc"`     // on rows not trained on
	LogLoss float64 `json:"logloss"`

	RSS float64 `json:"-"` // peak memory of the process in MiB, data and interpreter included
	CPU float64 `json:"-"` // processor seconds of the process, reading and scoring included
}

func (r result) total() float64 { return r.Prepare + r.Train }

// heldOut is how many rows are not trained on.
const heldOut = 100_000

// compareTraining prints a line for each size and number of threads.
func compareTraining(o options) error {
	fmt.Printf("%d features, %d trees of depth %d, %d bins, learning rate %s, %d pairs, %s, %d processors\n\n",
		o.Features, o.Rounds, o.Depth, o.Bins, o.Rate, o.Pairs, runtime.Version(), runtime.NumCPU())
	fmt.Println("| rows | threads | ours s | peer s | ratio (min–max) | trees only: ours s | peer s | ratio (min–max) | AUC ours | peer | MiB ours | peer | CPU s ours | peer | ratio (min–max) |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|")
	peer := ""
	for _, rows := range o.Rows {
		if err := prepareData(o, rows); err != nil {
			return err
		}
		for _, threads := range o.Threads {
			ours, peers, err := runPairs(o, rows, threads)
			if err != nil {
				return err
			}
			printLine(rows, threads, ours, peers)
			peer = peers[0].Version
		}
		if err := os.RemoveAll(dataDir(o, rows)); err != nil {
			return err
		}
	}
	fmt.Printf("\npeer: %s. Seconds are medians; a ratio is ours by the peer's within a pair, its median over pairs.\nMiB and CPU seconds are of whole processes, reading the data and scoring included.\n", peer)
	return nil
}

func dataDir(o options, rows int) string { return filepath.Join(o.Out, strconv.Itoa(rows)) }

func prepareData(o options, rows int) error {
	for name, n := range map[string]int{"train": rows, "held": heldOut} {
		seed := o.Seed
		if name == "held" {
			seed++
		}
		t := invented.New(n, o.Features, 0, seed)
		if err := writeTable(filepath.Join(dataDir(o, rows), name), t, t.Labels); err != nil {
			return err
		}
	}
	return nil
}

// trainOnce is our side of a pair, in a process of its own.
func trainOnce(o options) error {
	dir := dataDir(o, o.Rows[0])
	columns, labels, err := readTable(filepath.Join(dir, "train"), o.Features)
	if err != nil {
		return err
	}
	rate, err := strconv.ParseFloat(o.Rate, 64)
	if err != nil {
		return err
	}
	start, base, r := time.Now(), 0.0, result{Version: "vigie"}
	p := gbm.Params{
		Rounds: o.Rounds, MaxDepth: o.Depth, MaxBins: o.Bins, LearningRate: rate, BaseMargin: &base, Threads: o.Threads[0],
		Report: func(round gbm.Round) {
			if round.Number == 0 {
				r.Prepare = time.Since(start).Seconds()
			}
		},
	}
	model, _, err := gbm.Train(context.Background(), gbm.Dataset{Matrix: gbm.Matrix{Columns: columns}, Labels: labels}, p, nil)
	if err != nil {
		return err
	}
	r.Train = time.Since(start).Seconds() - r.Prepare
	columns, labels, err = readTable(filepath.Join(dir, "held"), o.Features)
	if err != nil {
		return err
	}
	margins := model.Margins(gbm.Matrix{Columns: columns}, o.Threads[0])
	r.AUC, r.LogLoss = gbm.AUC.Score(margins, labels, nil), gbm.LogLoss.Score(margins, labels, nil)
	return json.NewEncoder(os.Stdout).Encode(r)
}
