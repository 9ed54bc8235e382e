package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"vigie/internal/gbm"
)

// result is what a process prints that explained the rows once.
type result struct {
	Version string
	Seconds float64
	Sums    []float64 // of each feature's values over all rows, and the bias's: they tell whether both did the same
	MB      float64   // the most memory the process had; filled in by who started it
}

// explainOnce is our side of a run.
func explainOnce(args []string) error {
	flags := flag.NewFlagSet("child", flag.ContinueOnError)
	peer := flags.String("peer", "xgboost", "whose model it is")
	model := flags.String("model", "", "the model's file")
	data := flags.String("data", "", "the rows' file")
	rows := flags.Int("rows", 0, "rows to explain")
	features := flags.Int("features", 0, "features of the rows")
	threads := flags.Int("threads", 1, "threads")
	if err := flags.Parse(args); err != nil {
		return err
	}
	m, err := readModel(*peer, *model)
	if err != nil {
		return err
	}
	x, err := readRows(*data, *rows, *features)
	if err != nil {
		return err
	}

	start := time.Now()
	e := m.Explain(x, *threads)
	r := result{Seconds: time.Since(start).Seconds(), Sums: make([]float64, *features+1)}
	for row := range *rows {
		for feature, value := range e.Row(row) {
			r.Sums[feature] += value
		}
		r.Sums[*features] += e.Bias
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

func readModel(peer, path string) (*gbm.Model, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var read func(io.Reader) (*gbm.Model, error)
	switch peer {
	case "xgboost":
		read = gbm.ReadXGBoost
	case "lightgbm":
		read = gbm.ReadLightGBM
	default:
		return nil, fmt.Errorf("unknown peer %q: want xgboost or lightgbm", peer)
	}
	return read(file)
}
