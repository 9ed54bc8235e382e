package survey

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// The witness of the interval for equal chances is the formula of Wilson (1927).
func TestTheIntervalOfEqualVisitsIsWilsons(t *testing.T) {
	t.Parallel()

	for _, tt := range []struct{ hits, visits int }{{0, 12}, {1, 40}, {4, 40}, {20, 40}, {40, 40}, {300, 2000}} {
		units := make([]Unit, tt.visits)
		for i := range units {
			units[i] = Unit{Hit: i < tt.hits, Chance: .5}
		}
		e := Naive(units, .95)
		const z = 1.959964
		n, p := float64(tt.visits), float64(tt.hits)/float64(tt.visits)
		middle, half := (p+z*z/2/n)/(1+z*z/n), z/(1+z*z/n)*math.Sqrt(p*(1-p)/n+z*z/4/n/n)
		low, high := max(0, middle-half), min(1, middle+half)
		if math.Abs(e.Low-low) > 1e-4 || math.Abs(e.High-high) > 1e-4 || e.Value != p {
			t.Errorf("%d of %d: %.5f (%.5f to %.5f), Wilson %.5f to %.5f", tt.hits, tt.visits, e.Value, e.Low, e.High, low, high)
		}
	}
}

func TestWhoIsVisitedForCertainIsNoSample(t *testing.T) {
	t.Parallel()

	units := []Unit{{Hit: true, Chance: 1}, {Chance: 1}, {Chance: 1}, {Hit: true, Chance: 1}}
	if e := Hajek(units, .95); e.Value != .5 || e.High-e.Low > 1e-3 {
		t.Errorf("everybody was visited and half had something: %+v", e)
	}
}

// Whatever is guessed, an estimate lies in its interval, and the interval in what a share can be.
func TestAnEstimateLiesInItsInterval(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		units := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Unit {
			return Unit{rapid.Bool().Draw(t, "hit"), rapid.Float64Range(.001, 1).Draw(t, "chance"), rapid.Float64Range(.01, .99).Draw(t, "guess")}
		}), 1, 60).Draw(t, "units")
		for name, e := range map[string]Estimate{"naive": Naive(units, .95), "Hájek": Hajek(units, .95), "doubly": Doubly(units, rapid.Float64Range(0, 1).Draw(t, "expected"), .95)} {
			if !(0 <= e.Low && e.Low <= e.Value+1e-4 && e.Value-1e-4 <= e.High && e.High <= 1) {
				t.Fatalf("%s: %+v", name, e)
			}
			if e.Effective > float64(e.Visits)+1e-6 {
				t.Fatalf("%s: %d visits are worth %.1f", name, e.Visits, e.Effective)
			}
		}
	})
}

// A perfect guess leaves nothing to be unsure of; a constant one changes nothing.
func TestDoublyIsAsSureAsItsGuesses(t *testing.T) {
	t.Parallel()

	rng := rand.New(rand.NewPCG(2, 2))
	var perfect, blind []Unit
	for range 200 {
		hit, chance := rng.Float64() < .3, .01+.2*rng.Float64()
		guess := .003
		if hit {
			guess = .997
		}
		perfect, blind = append(perfect, Unit{hit, chance, guess}), append(blind, Unit{hit, chance, .4})
	}
	hajek := Hajek(blind, .95)
	if e := Doubly(blind, .4, .95); math.Abs(e.Value-hajek.Value) > 1e-9 || math.Abs(e.High-hajek.High) > 1e-3 {
		t.Errorf("a guess that knows nothing: %+v, without it %+v", e, hajek)
	}
	if e := Doubly(perfect, .3, .95); e.High-e.Low > (hajek.High-hajek.Low)/2 {
		t.Errorf("a guess that knows nearly all: %.3f to %.3f, without it %.3f to %.3f", e.Low, e.High, hajek.Low, hajek.High)
	}
}

func TestLearnFindsTheLaw(t *testing.T) {
	t.Parallel()

	rng := rand.New(rand.NewPCG(4, 4))
	var x [][]float64
	var hit []bool
	for range 20_000 {
		row := []float64{rng.NormFloat64(), float64(rng.IntN(2))}
		x, hit = append(x, row), append(hit, rng.Float64() < expit(-1+.8*row[0]-.5*row[1]))
	}
	o := Learn(x, hit)
	for j, want := range []float64{-1, .8, -.5} {
		if math.Abs(o.weights[j]-want) > .1 {
			t.Errorf("weight %d is %.3f, the law has %.3f", j, o.weights[j], want)
		}
	}
}

func TestRakedWeightsShowThePopulation(t *testing.T) {
	t.Parallel()

	rng := rand.New(rand.NewPCG(6, 6))
	territory, sector := make([]int, 300), make([]int, 300)
	for i := range territory {
		territory[i], sector[i] = rng.IntN(4), rng.IntN(3)
	}
	totals := [][]float64{{400, 300, 200, 100}, {700, 200, 100}}
	weights, missing := Rake([][]int{territory, sector}, totals)
	if missing != 0 {
		t.Errorf("%.3f of the population is missing, and every group has somebody", missing)
	}
	for r, group := range [][]int{territory, sector} {
		have := make([]float64, len(totals[r]))
		for i, g := range group {
			have[g] += weights[i]
		}
		for g, want := range totals[r] {
			if math.Abs(have[g]-want) > 1e-3*want {
				t.Errorf("group %d of respect %d weighs %.2f, the population has %.0f", g, r, have[g], want)
			}
		}
	}
	if _, missing := Rake([][]int{{0, 1}}, [][]float64{{50, 25, 25}}); missing != .25 {
		t.Errorf("a group of a quarter has nobody, and %.3f is said to be missing", missing)
	}
}

// How often the interval of a random arm holds the truth can be reckoned exactly: over how many of a part are drawn, and how many of these are hits. So a coverage
// that a simulation shows further off is the simulation's luck (docs/benchmarks.md).
func TestTheIntervalOfARandomArmHoldsTheTruthAsOftenAsItSays(t *testing.T) {
	t.Parallel()

	for _, tt := range []struct{ share, drawn float64 }{{.065, 60}, {.196, 12}, {.196, 29}, {.213, 29}, {.213, 59}, {.265, 9}, {.265, 18}, {.265, 36}} {
		var held, all float64
		for n := fewest; float64(n) < tt.drawn+6*math.Sqrt(tt.drawn); n++ {
			units := make([]Unit, n)
			for i := range units {
				units[i].Chance = .003
			}
			often := poisson(tt.drawn, n)
			all += often
			for k := range n + 1 {
				if k > 0 {
					units[k-1].Hit = true
				}
				if e := Hajek(units, .95); e.Low <= tt.share && tt.share <= e.High {
					held += often * math.Exp(logChoose(n, k)+float64(k)*math.Log(tt.share)+float64(n-k)*math.Log(1-tt.share))
				}
			}
		}
		if c := held / all; c < .945 || c > .97 {
			t.Errorf("a share of %v with %v drawn: the interval holds it %.1f %% of the time", tt.share, tt.drawn, 100*c)
		}
	}
}

func poisson(mean float64, n int) float64 {
	g, _ := math.Lgamma(float64(n + 1))
	return math.Exp(-mean + float64(n)*math.Log(mean) - g)
}

func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// Nobody can be said anything of without a chance, and what is planned is the variance of a simple draw where that is what is drawn.
func TestWhatIsPlannedOfASimpleDrawIsItsStandardError(t *testing.T) {
	t.Parallel()

	chances, guesses := make([]float64, 1000), make([]float64, 1000)
	for i := range chances {
		chances[i], guesses[i] = .2, .1
	}
	half, ok := Planned(chances, guesses, .95)
	if want := 1.959964 * math.Sqrt(.8*.1*.9/200); !ok || math.Abs(half-want) > 1e-6 {
		t.Errorf("±%.5f (%v), not ±%.5f", half, ok, want)
	}
	for i := range 100 {
		chances[i] = 0
	}
	if half, ok := Planned(chances, guesses, .95); ok {
		t.Errorf("a tenth has no chance, and ±%.5f is promised of everybody", half)
	}
}
