//go:build !race

// Five trainings to the end are ten times slower under the race detector, which sees nothing in them that it
// does not see in the other tests.

package gbm

import (
	"encoding/json"
	"os"
	"testing"

	"vigie/internal/gbm/invented"
)

// quality is XGBoost's figures on invented data: see bench/gbm/golden.go, which makes the file.
type quality struct {
	Name      string
	Objective Objective
	Rows      int
	Held      int
	Features  int
	Missing   float64
	Seed      uint64
	Rounds    int
	Depth     int
	Rate      float64
	L1        float64
	L2        float64
	MinChild  float64 `json:"min_child_weight"`
	MinGain   float64 `json:"min_gain"`
	Monotone  []int

	LogLoss, AUC, RMSE float64
}

func (g quality) table(rows int, seed uint64) Dataset {
	t := invented.New(rows, g.Features, g.Missing, seed)
	d := Dataset{Matrix: Matrix{Columns: t.Columns}, Labels: t.Labels}
	if g.Objective == Squared {
		d.Labels = t.Noisy
	}
	return d
}

// TestQualityOfXGBoost trains with XGBoost's settings on XGBoost's data, and does as well on rows that were
// not trained on. The trees differ, since cuts lie elsewhere; the quality may by what another seed changes.
func TestQualityOfXGBoost(t *testing.T) {
	t.Parallel()

	text, err := os.ReadFile("testdata/xgboost_quality.json")
	if err != nil {
		t.Fatal(err)
	}
	var goldens []quality
	if err := json.Unmarshal(text, &goldens); err != nil {
		t.Fatal(err)
	}
	for _, g := range goldens {
		t.Run(g.Name, func(t *testing.T) {
			t.Parallel()
			base := 0.0
			p := Params{
				Objective: g.Objective, Rounds: g.Rounds, MaxDepth: g.Depth, LearningRate: g.Rate, BaseMargin: &base,
				L1: g.L1, L2: g.L2, MinChildWeight: g.MinChild, MinGain: g.MinGain,
			}
			if g.Monotone != nil {
				p.Monotone = make([]int, g.Features)
				copy(p.Monotone, g.Monotone)
			}
			held := g.table(g.Held, g.Seed+1)
			m, _ := train(t, g.table(g.Rows, g.Seed), p, nil)
			margins := m.Margins(held.Matrix, 2)
			within(t, RMSE, g.RMSE, margins, held.Labels, 0.005)
			within(t, LogLoss, g.LogLoss, margins, held.Labels, 0.001)
			within(t, AUC, g.AUC, margins, held.Labels, 0.001)
		})
	}
}

// within holds a score to XGBoost's, where there is one; to be better is no fault.
func within(t *testing.T, m Metric, want float64, margins []float64, labels []float32, slack float64) {
	t.Helper()
	if want == 0 {
		return
	}
	got := m.Score(margins, labels, nil)
	t.Logf("%s is %.5f, XGBoost's %.5f", m, got, want)
	if worse := got - want; worse > slack && m != AUC || -worse > slack && m == AUC {
		t.Errorf("%s is %.5f, XGBoost's %.5f: want a difference of at most %v", m, got, want, slack)
	}
}
