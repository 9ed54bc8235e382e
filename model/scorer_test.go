package model

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vigie"
	"vigie/pack"
)

// invented is a table whose outcomes follow a known rule: risk rises with the first number, the third category is worse,
// and strict inspectors find more.
func invented(rows int, seed uint64) *Table {
	rng := rand.New(rand.NewPCG(seed, 1))
	t := &Table{
		Features: []Feature{
			{Ref: "past.late", Family: "past", Feature: pack.Feature{Name: "late", Type: "number"}},
			{Ref: "past.noise", Family: "past", Feature: pack.Feature{Name: "noise", Type: "number"}},
			{Ref: "past.trade", Family: "past", Feature: pack.Feature{Name: "trade", Type: "category"}},
			{Ref: "place.rate", Family: "place", Feature: pack.Feature{Name: "rate", Type: "number"}},
		},
		Numbers: make([][]float32, 4), Texts: make([][]string, 4), Since: make([][]int32, 4),
	}
	strict := map[string]float64{"calm": 0, "strict": 1.5}
	trades := []string{"bakery", "cleaning", "roofing"}
	for i := range rows {
		group := []string{"calm", "strict"}[rng.IntN(2)]
		late, trade := rng.NormFloat64(), trades[rng.IntN(3)]
		margin := -2 + 1.2*late + strict[group]
		if trade == "roofing" {
			margin += .8
		}
		rate := strict[group] + .3*rng.NormFloat64()
		if rng.IntN(10) == 0 {
			late = math.NaN()
		}
		t.Numbers[0] = append(t.Numbers[0], float32(late))
		t.Numbers[1] = append(t.Numbers[1], float32(rng.NormFloat64()))
		t.Numbers[3] = append(t.Numbers[3], float32(rate))
		t.Texts[2] = append(t.Texts[2], trade)
		t.ID = append(t.ID, fmt.Sprintf("visit-%d", i))
		t.Entity = append(t.Entity, fmt.Sprintf("firm-%d", i%(rows/2)))
		t.AsOf = append(t.AsOf, vigie.Date(15000+i/10-1))
		t.Inspected = append(t.Inspected, vigie.Date(15000+i/10))
		t.Known = append(t.Known, vigie.Date(15000+i/10+7))
		t.Until = append(t.Until, stands)
		t.Positive = append(t.Positive, rng.Float64() < sigmoid(margin))
		t.Held = append(t.Held, true)
		t.Group = append(t.Group, group)
		t.Sector = append(t.Sector, trade)
		t.Territory = append(t.Territory, "north")
		n := float64(rng.IntN(4))
		p := float64(rng.IntN(int(n) + 1))
		t.Past.Inspections, t.Past.Positives = append(t.Past.Inspections, n), append(t.Past.Positives, p)
		t.Past.SectorInspections, t.Past.SectorPositives = append(t.Past.SectorInspections, float64(i)), append(t.Past.SectorPositives, float64(i)/4)
		t.Past.AllInspections, t.Past.AllPositives = append(t.Past.AllInspections, float64(3*i)), append(t.Past.AllPositives, float64(3*i)/5)
	}
	return t
}

func allRows(t *Table) []int32 {
	rows := make([]int32, t.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	return rows
}

var everyKind = []string{"boosting", "logistic", "own-history", "sector-rate", "best-feature", "random"}

func TestEveryScorerExplainsItsMarginAndComesBackFromJSON(t *testing.T) {
	t.Parallel()
	for _, kind := range everyKind {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			table := invented(1500, 3)
			rows := allRows(table)
			s, err := learn(context.Background(), kind, table, rows, pack.Learner{Rounds: 30, MaxDepth: 4, Bags: 2, RowSample: .7}, 20000, 5)
			if err != nil {
				t.Fatal(err)
			}
			margins, parts := s.Margins(table, rows), s.Explain(table, rows)
			if diff := cmp.Diff(margins, sum(parts), cmpopts.EquateApprox(0, 1e-5)); diff != "" {
				t.Errorf("margins and the sum of the reasons (-margin +sum):\n%.600s", diff)
			}
			b, err := MarshalFit(Fit{s, Calibration{Slope: .5}})
			if err != nil {
				t.Fatal(err)
			}
			back, err := UnmarshalFit(b)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(margins, back.Scorer.Margins(table, rows)); diff != "" {
				t.Errorf("scores after reading back (-before +after):\n%.600s", diff)
			}
		})
	}
}

func TestLogisticFindsTheRuleItWasGiven(t *testing.T) {
	t.Parallel()
	table := invented(20000, 4)
	rows := allRows(table)
	m, err := fitLogistic(table, rows, ones(len(rows)), 1e-6)
	if err != nil {
		t.Fatal(err)
	}
	for i, tm := range m.Terms {
		if table.Features[tm.Feature].Ref == "past.noise" {
			if w := m.Weights[i]; math.Abs(w) > .06 {
				t.Errorf("noise got weight %.3f", w)
			}
		}
	}
	// At the minimum the gradient is zero: predicted and true positives agree for every term (the score equations).
	x, margins := m.columns(table, rows), m.Margins(table, rows)
	for j := range x {
		g := 0.0
		for i, r := range rows {
			g += x[j][i] * (sigmoid(margins[i]) - truth(table.Positive[r]))
		}
		if math.Abs(g) > 1e-3 {
			t.Errorf("term %d of %s: gradient %g at the minimum", j, table.Features[m.Terms[j].Feature].Ref, g)
		}
	}
}

func TestAnUnseenCategoryChangesNoScoreOfTheOthers(t *testing.T) {
	t.Parallel()
	table := invented(2000, 5)
	rows := allRows(table)
	s, err := learn(context.Background(), "boosting", table, rows, pack.Learner{Rounds: 20}, 20000, 5)
	if err != nil {
		t.Fatal(err)
	}
	before := s.Margins(table, rows[:10])
	table.Texts[2][10] = "a trade nobody knew"
	after := s.Margins(table, rows[:11])
	if diff := cmp.Diff(before, after[:10]); diff != "" {
		t.Errorf("other rows (-before +after):\n%s", diff)
	}
	if math.IsNaN(after[10]) {
		t.Error("the row with the new category has no score")
	}
}

func TestCalibrationSaysWhatHappens(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	margins, positive := make([]float64, 20000), make([]bool, 20000)
	for i := range margins {
		true_ := rng.NormFloat64() - 1
		margins[i] = 3*true_ + 2 // three times too sure, and shifted
		positive[i] = rng.Float64() < sigmoid(true_)
	}
	c := fitCalibration(margins, positive)
	got := []float64{c.Slope, c.Shift}
	if diff := cmp.Diff([]float64{1. / 3, -2. / 3}, got, cmpopts.EquateApprox(0, .03)); diff != "" {
		t.Errorf("slope, shift (-want +got):\n%s", diff)
	}
}

func TestCalibrationNeverTurnsAnOrderRound(t *testing.T) {
	t.Parallel()
	margins, positive := make([]float64, 400), make([]bool, 400)
	for i := range margins {
		margins[i], positive[i] = float64(i)/100, i < 200 // the scorer is wrong way round on the later rows
	}
	if c := fitCalibration(margins, positive); c.Slope <= 0 {
		t.Errorf("slope is %v", c.Slope)
	}
}
