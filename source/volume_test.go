package source

import (
	"math"
	"math/rand/v2"
	"testing"

	"vigie"
)

// register is how many rows an invented register tells on each day of five years: a season, and chance.
func register(seed uint64, to vigie.Date, from vigie.Date, times float64) (on []int32, rows []float64) {
	rng := rand.New(rand.NewPCG(seed, 1))
	for d := to - 5*365; d <= to; d++ {
		mean := 20 + 8*math.Sin(2*math.Pi*float64(d)/365.25)
		if d >= from {
			mean *= times
		}
		on, rows = append(on, int32(d)), append(rows, math.Max(0, math.Round(mean+math.Sqrt(mean)*rng.NormFloat64())))
	}
	return on, rows
}

func judged(seed uint64, from vigie.Date, times float64) (vigie.Drift, bool) {
	const day = vigie.Date(20000)
	on, rows := register(seed, day, from, times)
	starts := windows(day)
	return volume("works", starts, monthly(starts, day, on, rows))
}

// TestVolumeNamesTheDay breaks a register on each of many days: the alarm says so, and since when, within a month.
func TestVolumeNamesTheDay(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		from := vigie.Date(20000 - 40 - int(seed)) // 40 to 139 days before the run
		for _, times := range []float64{0, .3, 2.5} {
			d, ok := judged(seed, from, times)
			if !ok || !d.Alarm || d.Item != "works" || math.Abs(float64(d.Since-from)) > 31 {
				t.Errorf("%.1f times as much from %s on: alarm %v since %s: %s", times, from, d.Alarm, d.Since, d.Sentence)
			}
		}
	}
}

func TestVolumeIsSilentWhereNothingBreaks(t *testing.T) {
	t.Parallel()
	for seed := range uint64(1000) {
		if d, ok := judged(seed, 30000, 1); !ok || d.Alarm {
			t.Errorf("register %d: %v %s", seed, ok, d.Sentence)
		}
	}
	if _, ok := volume("young", windows(20000), make([]float64, 10)); ok {
		t.Error("ten months are judged")
	}
}
