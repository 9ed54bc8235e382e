package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"vigie"
	"vigie/internal/anytime"
	"vigie/phenomenon"
)

// scene is one line: what is planned, and how things are.
type scene struct {
	name string
	plan vigie.TrialPlan
	is   world
}

var (
	provinces = []string{"a", "b", "c", "d"}
	sectors   = []string{"1", "2", "3", "4", "5"}
)

// plan is of a test in four territories with twenty visits a week. Its other limits are wide, so that the lift alone decides: that is the worst case for who must not be let through.
func plan(limit, hoped float64) vigie.TrialPlan {
	return vigie.TrialPlan{Arms: []vigie.Arm{{ID: vigie.ArmTested, Share: 2}, {ID: vigie.ArmPractice, Share: 2}, {ID: vigie.ArmRandom, Share: 1}}, Territories: provinces, StartOn: 20_000,
		DeadlineDays: 28, Rate: 0.3, Lift: hoped, Level: 0.05, Power: 0.8, VisitsPerWeek: 20,
		Limits: vigie.TrialLimits{Lift: limit, MinN: 1, Burden: 0.999, Gap: 0.99, MinGroup: 5}}
}

func like(lift float64) world {
	return world{rate: 0.3, lift: lift, untold: 0.05, sectors: sectors, perWeek: 20}
}

// useless are models that are no better than the limit. The lines where the lift is the limit are where the level is used up; there the test goes on for as long as is planned.
func useless() []scene {
	slow := like(1)
	slow.slowHits = 14
	season := like(1)
	season.season = 0.5
	rare := like(1)
	rare.rate = 0.05
	rarePlan := plan(1, 2)
	rarePlan.Rate = 0.05
	guarded := plan(1.2, 1.8)
	guarded.Limits.MinN, guarded.Limits.Burden, guarded.Limits.Gap = 60, 0.75, 0.25
	return []scene{
		{"as good as practice, limit 1", plan(1, 1.5), like(1)},
		{"the same; hits are told two weeks later", plan(1, 1.5), slow},
		{"the same; rates swing by half over the year", plan(1, 1.5), season},
		{"the same; one hit in twenty visits", rarePlan, rare},
		{"lift 1.2, limit 1.2", plan(1.2, 1.8), like(1.2)},
		{"as good as practice, limit 1.2", plan(1.2, 1.8), like(1)},
		{"worse than practice (0.8), limit 1", plan(1, 1.5), like(0.8)},
		{"as good as practice, all four limits as in earnest", guarded, like(1)},
	}
}

func useful() (all []scene) {
	for _, lift := range []float64{1.3, 1.5, 1.8, 2.2} {
		all = append(all, scene{fmt.Sprintf("lift %.1f, as hoped", lift), plan(1, lift), like(lift)})
	}
	return append(all, scene{"lift 2.2, hoped for 1.5", plan(1, 1.5), like(2.2)}, scene{"lift 1.3, hoped for 1.5", plan(1, 1.5), like(1.3)})
}

// result is what came of many field tests.
type result struct {
	n, planned, fixedN, fixedDays  int
	opened, stopped, fixed, peeked int
	days                           []int // until the gate opened
}

// when is within how many days it opened: half of all tests, and nine in ten.
func (r *result) when() string {
	slices.Sort(r.days)
	at := func(share float64) string {
		if k := int(math.Ceil(share*float64(r.n))) - 1; k < len(r.days) {
			return fmt.Sprint(r.days[k])
		}
		return "–"
	}
	return at(0.5) + " (" + at(0.9) + ")"
}

// run holds them, on all processors; what comes of it does not depend on how many there are.
func (s *scene) run(tests int, seed uint64) (*result, error) {
	f, err := phenomenon.Foresee(&s.plan)
	if err != nil {
		return nil, err
	}
	s.plan.PlannedN = f.PlannedN
	blocks := f.PlannedN / (s.plan.ShareOf(vigie.ArmTested) + s.plan.ShareOf(vigie.ArmPractice))
	s.is.mostWeeks = (blocks*s.plan.Block() + s.is.perWeek - 1) / s.is.perWeek
	fixed := &fixedTest{plan: &s.plan, size: f.FixedN, z: normal(1 - s.plan.Level)}
	r := &result{n: tests, planned: f.PlannedN, fixedN: f.FixedN, fixedDays: (7*f.FixedN*s.plan.Block()/(s.plan.ShareOf(vigie.ArmTested)+s.plan.ShareOf(vigie.ArmPractice))+s.is.perWeek-1)/s.is.perWeek + s.plan.DeadlineDays}
	var mu sync.Mutex
	var all sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		all.Go(func() {
			replayer := &phenomenon.Replayer{Plan: s.plan, Sectors: len(sectors)}
			for i := w; i < tests; i += workers {
				dealt := s.is.hold(&s.plan, rand.New(rand.NewPCG(seed, uint64(i))))
				last := replayer.Replay(dealt)
				once, ever := fixed.ask(dealt)
				mu.Lock()
				r.add(last, int(last.On-s.plan.StartOn), once, ever)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return r, nil
}

func (r *result) add(last phenomenon.Replayed, day int, once, ever bool) {
	switch {
	case last.Opens:
		r.opened++
		r.days = append(r.days, day)
	case last.Stops:
		r.stopped++
	}
	if once {
		r.fixed++
	}
	if ever {
		r.peeked++
	}
}

// fixedTest is the test of a fixed sample: a score test on the first so many visits of the two arms. It is asked once, as it should be, and after every block, as it should not.
type fixedTest struct {
	plan *vigie.TrialPlan
	size int
	z    float64
}

func (f *fixedTest) ask(dealt []phenomenon.Dealt) (once, ever bool) {
	var a, b anytime.Share
	for i := range dealt {
		for _, v := range dealt[i].Visits {
			hit := anytime.Share{N: 1}
			if v.Hit && v.ToldOn != 0 && v.ToldOn <= dealt[i].DueOn {
				hit.Hits = 1
			}
			switch v.Arm {
			case vigie.ArmTested:
				a = a.And(hit)
			case vigie.ArmPractice:
				b = b.And(hit)
			}
		}
		passes := anytime.Score(anytime.Ratio, f.plan.Limits.Lift, a, b) > f.z
		ever = ever || passes && a.N >= 10
		if a.N+b.N >= f.size && a.N+b.N < f.size+f.plan.Block() {
			once = passes
		}
	}
	return once, ever
}

func normal(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }
