package model

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"vigie"
)

// drawn is the spread of an invented feature on a list of a day; from the day of the break a third of its values are gone.
func drawn(rng *rand.Rand, on, breaks vigie.Date, earlier map[string]float64) spread {
	values := make([]float64, 2000)
	for i := range values {
		if values[i] = math.Exp(rng.NormFloat64()); on >= breaks && rng.Float64() < .35 {
			values[i] = math.NaN()
		}
	}
	return spread{"works.many", "v1", on, spreadNumbers(values, earlier), true}
}

// TestAFeatureThatBreaksIsNamed: a list a month for two years; the alarm names the registers, and the first list after the break.
func TestAFeatureThatBreaksIsNamed(t *testing.T) {
	t.Parallel()

	for seed := range uint64(14) {
		rng := rand.New(rand.NewPCG(seed, 3))
		breaks := vigie.Date(700 - 9*int(seed%7))
		var kept []spread
		for on := vigie.Date(0); on <= 720; on += 30 {
			var first map[string]float64
			if len(kept) > 0 {
				first = kept[0].rows
			}
			s := drawn(rng, on, breaks, first)
			for _, d := range s.against("m", "works", kept) {
				switch {
				case d.Alarm != (on >= breaks && d.Figure == "missing"):
					t.Errorf("list of %d, broken from %d on: alarm %v: %s", on, breaks, d.Alarm, d.Sentence)
				case d.Alarm && (d.Since < breaks || d.Since > breaks+31 || !strings.HasSuffix(d.Sentence, "made of works")):
					t.Errorf("broken from %d on: %s", breaks, d.Sentence)
				}
			}
			kept = append(kept, s)
		}
	}
}

// TestAFigureOfASectorMayMoveByAHair: everybody of a sector has its share, which lies on an edge and moves over it; that is no alarm, and that it doubles is one.
func TestAFigureOfASectorMayMoveByAHair(t *testing.T) {
	t.Parallel()

	sectors := func(times float64, earlier map[string]float64) map[string]float64 {
		var values []float64
		for i := range 2000 {
			values = append(values, float64(1+i%7)/10*times)
		}
		return spreadNumbers(values, earlier)
	}
	before := spread{item: "business.share", asOf: 0, rows: sectors(1, nil)}
	for times, want := range map[float64]bool{1.01: false, 2: true} {
		now := spread{item: "business.share", asOf: 30, rows: sectors(times, before.rows), ordered: true}
		if d := now.against("m", "inspections", []spread{before})[0]; d.Alarm != want {
			t.Errorf("%.2f times as much: alarm %v: %s", times, d.Alarm, d.Sentence)
		}
	}
}

// TestOutcomesThatChangeAreDated: a base rate of a fifth doubles on a day; unchanged ones make no alarm.
func TestOutcomesThatChangeAreDated(t *testing.T) {
	t.Parallel()

	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 4))
		breaks := vigie.Date(2000 - 60 - int(seed))
		for _, times := range []float64{1, 2.5} {
			tab := &Table{}
			for on := vigie.Date(1000); on <= 2000; on++ {
				for range 4 {
					p := .2
					if on >= breaks {
						p *= times
					}
					tab.Inspected, tab.Channel, tab.Positive = append(tab.Inspected, on), append(tab.Channel, "plan"), append(tab.Positive, rng.Float64() < p)
				}
			}
			all := tab.outcomes("m", 2000, 0)
			if len(all) != 2 || all[0].Item != "all" || all[1].Item != "plan" {
				t.Fatalf("%+v", all)
			}
			switch d := all[0]; {
			case d.Alarm != (times > 1):
				t.Errorf("%.1f times as much from %s on: alarm %v: %s", times, breaks, d.Alarm, d.Sentence)
			case d.Alarm && math.Abs(float64(d.Since-breaks)) > 31:
				t.Errorf("from %s on, and it says %s", breaks, d.Since)
			}
		}
	}
}

func TestPSIOfEqualSpreadsStaysBelowChance(t *testing.T) {
	t.Parallel()

	rng := rand.New(rand.NewPCG(5, 5))
	for range 300 {
		a := drawn(rng, 0, 1, nil)
		b := drawn(rng, 0, 1, a.rows)
		if index, chance := psi(a.rows, b.rows); index > chance {
			t.Errorf("nothing changed: %.4f, beyond %.4f", index, chance)
		}
	}
}
