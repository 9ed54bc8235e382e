package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"vigie/internal/gbm/invented"
)

// golden is one training of XGBoost on invented data, and how well it did on rows not trained on. Our tests
// train on the same data and must do as well.
type golden struct {
	Name      string  `json:"name"`
	Objective string  `json:"objective"` // logistic or squared
	Rows      int     `json:"rows"`
	Held      int     `json:"held"` // rows not trained on, of the next seed
	Features  int     `json:"features"`
	Missing   float64 `json:"missing"`
	Seed      uint64  `json:"seed"`
	Rounds    int     `json:"rounds"`
	Depth     int     `json:"depth"`
	Rate      float64 `json:"rate"`
	L1        float64 `json:"l1"`
	L2        float64 `json:"l2"`
	MinChild  float64 `json:"min_child_weight"`
	MinGain   float64 `json:"min_gain"`
	Monotone  []int   `json:"monotone"` // of the first features; the others are free

	Version string  `json:"version"`
	LogLoss float64 `json:"logloss,omitempty"`
	AUC     float64 `json:"auc,omitempty"`
	RMSE    float64 `json:"rmse,omitempty"`
}

func goldens() []golden {
	plain := golden{
		Name: "Plain", Objective: "logistic", Rows: 20_000, Held: 50_000, Features: 12, Seed: 100, Rounds: 80, Depth: 4, Rate: 0.15,
		L2: 1, MinChild: 1,
	}
	missing, monotone, penalised, squared := plain, plain, plain, plain
	missing.Name, missing.Missing = "Missing", 0.3
	monotone.Name, monotone.Monotone = "Monotone", []int{1, 0, 0, 0, 1, 1, 1}
	penalised.Name, penalised.L1, penalised.L2, penalised.MinChild, penalised.MinGain = "Penalised", 2, 5, 20, 3
	squared.Name, squared.Objective, squared.Missing = "Squared", "squared", 0.1
	missing.Seed, monotone.Seed, penalised.Seed, squared.Seed = 200, 300, 400, 500
	return []golden{plain, missing, monotone, penalised, squared}
}

// writeGolden prints the goldens, with XGBoost's figures.
func writeGolden(o options) error {
	all := goldens()
	for i := range all {
		if err := all[i].witness(o); err != nil {
			return fmt.Errorf("golden %s: %w", all[i].Name, err)
		}
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "\t")
	return out.Encode(all)
}

func (g *golden) witness(o options) error {
	dir := filepath.Join(o.Out, "golden")
	defer os.RemoveAll(dir)
	if err := g.writeTable(filepath.Join(dir, "train"), g.Rows, g.Seed); err != nil {
		return err
	}
	if err := g.writeTable(filepath.Join(dir, "held"), g.Held, g.Seed+1); err != nil {
		return err
	}
	settings, err := json.Marshal(g)
	if err != nil {
		return err
	}
	command := exec.Command(o.Python, o.Script, "-golden", string(settings), "-dir", dir)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return err
	}
	return json.Unmarshal(out, g)
}

func (g *golden) writeTable(dir string, rows int, seed uint64) error {
	t := invented.New(rows, g.Features, g.Missing, seed)
	labels := t.Labels
	if g.Objective == "squared" {
		labels = t.Noisy
	}
	return writeTable(dir, t, labels)
}
