package evaluation

import (
	"maps"
	"math"
	"slices"

	"vigie"
	"vigie/internal/interval"
	"vigie/phenomenon"
)

// Definitions is the version of what the figures below mean. It rises with every change of one of them.
const Definitions = 1

const (
	level = .95 // of every interval
	few   = 5   // below so many, nothing is said of a group: it could be somebody
	z     = 1.959963984540054
)

// Measure is everything that is said of a period, from its rows alone.
func Measure(r *Rows) []vigie.MeasureFigure {
	m := &measured{}
	m.speed(r)
	m.feedback(r)
	m.findings(r)
	m.yield(r)
	m.uptake(r)
	m.beforeAfter(r)
	return m.out
}

type measured struct{ out []vigie.MeasureFigure }

func (m *measured) add(f vigie.MeasureFigure) { m.out = append(m.out, f) }

// share is k of n, with the exact interval of Clopper and Pearson.
func (m *measured) share(id, group string, k, n int) {
	f := vigie.MeasureFigure{ID: id, Group: group, Numerator: float64(k), Denominator: float64(n)}
	switch {
	case n == 0:
	case group != "" && n < few:
		f.Numerator, f.Hidden = 0, true
	default:
		low, high := interval.Exact(k, n, level)
		f.Figure = &vigie.Figure{Value: float64(k) / float64(n), Low: low, High: high}
	}
	m.add(f)
}

// mean is a mean with its normal interval.
func (m *measured) mean(id string, values []float64) {
	sum, n := 0.0, float64(len(values))
	for _, v := range values {
		sum += v
	}
	f := vigie.MeasureFigure{ID: id, Numerator: sum, Denominator: n}
	if len(values) > 1 {
		square := 0.0
		for _, v := range values {
			square += (v - sum/n) * (v - sum/n)
		}
		half := z * math.Sqrt(square/(n-1)/n)
		f.Figure = &vigie.Figure{Value: sum / n, Low: sum/n - half, High: sum/n + half}
	}
	m.add(f)
}

// speed is how many days half of the phenomena took to each milestone, open ones as censored observations. The interval is that of Brookmeyer
// and Crowley (1982) on the complementary log-log scale: the days at which the curve is not told apart from one half.
func (m *measured) speed(r *Rows) {
	by := map[string][]phenomenon.Waiting{}
	for _, s := range r.Stages {
		by[s.Milestone] = append(by[s.Milestone], phenomenon.Waiting{Days: s.Days, Open: s.Open})
	}
	for _, stage := range slices.Sorted(maps.Keys(by)) {
		through := 0
		for _, w := range by[stage] {
			if !w.Open {
				through++
			}
		}
		f := vigie.MeasureFigure{ID: "days_to_milestone", Group: stage, Numerator: float64(through), Denominator: float64(len(by[stage]))}
		if q := phenomenon.Survive(by[stage]); q.Median != nil {
			low, high := phenomenon.MedianWithin(by[stage])
			f.Figure = &vigie.Figure{Value: float64(*q.Median), Low: float64(low), High: float64(high)}
		}
		m.add(f)
	}
}

// feedback is how soon and how completely inspectors told of their visits.
func (m *measured) feedback(r *Rows) {
	var days []float64
	for _, v := range r.Visits {
		days = append(days, float64(day(v.Told)-day(v.Visited)))
	}
	m.mean("feedback_days", days)
	visited, told, decided := 0, 0, 0
	shared := 0
	for _, t := range r.Targets {
		if t.State == vigie.TargetVisited {
			visited++
			if t.Told {
				told++
			}
		}
		if t.State != vigie.TargetProposed && t.State != vigie.TargetExpired {
			decided++
		}
		if t.Shared {
			shared++
		}
	}
	m.share("feedback_given", "", told, visited)
	m.share("targets_decided", "", decided, len(r.Targets))
	m.share("targets_shared", "", shared, len(r.Targets))
}

// findings are what visits found, by channel, and whom they burdened for nothing.
func (m *measured) findings(r *Rows) {
	hit := func(v Visit) bool { return v.Hit }
	m.shares("hit_rate", r, hit, nil)
	m.shares("hit_rate", r, hit, func(v Visit) string { return v.Channel })
	m.lift(r)
	for _, x := range []struct {
		id string
		is func(Visit) bool
	}{{"known_before", func(v Visit) bool { return v.KnownBefore }}, {"stale", func(v Visit) bool { return v.Stale }}, {"data_error", func(v Visit) bool { return v.DataError }},
		{"wrong_phenomenon", func(v Visit) bool { return v.Wrong }}} {
		m.shares(x.id, r, x.is, nil)
	}
	nothing := func(v Visit) bool { return !v.Hit }
	m.shares("burden", r, nothing, nil)
	m.shares("burden_by_sector", r, nothing, func(v Visit) string { return v.Sector })
	m.shares("burden_by_territory", r, nothing, func(v Visit) string { return v.Territory })
}

// shares counts the visits of which something holds, of all or by group.
func (m *measured) shares(id string, r *Rows, is func(Visit) bool, group func(Visit) string) {
	k, n := map[string]int{}, map[string]int{}
	for _, v := range r.Visits {
		g := ""
		if group != nil {
			if g = group(v); g == "" {
				continue
			}
		}
		n[g]++
		if is(v) {
			k[g]++
		}
	}
	if group == nil {
		m.share(id, "", k[""], n[""])
		return
	}
	for _, g := range slices.Sorted(maps.Keys(n)) {
		m.share(id, g, k[g], n[g])
	}
}

// lift is how many times as often ranked targets held something as those that chance had drawn, with the interval of Katz and others (1978).
func (m *measured) lift(r *Rows) {
	var k, n [2]float64
	for _, v := range r.Visits {
		arm := slices.Index([]string{string(vigie.Ranked), string(vigie.Random)}, v.Channel)
		if arm < 0 {
			continue
		}
		n[arm]++
		if v.Hit {
			k[arm]++
		}
	}
	f := vigie.MeasureFigure{ID: "lift_over_random", Numerator: k[0], Denominator: k[1]}
	if k[0] > 0 && k[1] > 0 {
		ratio := k[0] / n[0] / (k[1] / n[1])
		half := z * math.Sqrt(1/k[0]-1/n[0]+1/k[1]-1/n[1])
		f.Figure = &vigie.Figure{Value: ratio, Low: ratio * math.Exp(-half), High: ratio * math.Exp(half)}
	}
	m.add(f)
}

// yield is what was assessed and collected, a visit.
func (m *measured) yield(r *Rows) {
	var assessed, collected []float64
	for _, v := range r.Visits {
		assessed, collected = append(assessed, v.Assessed), append(collected, v.Collected)
	}
	m.mean("assessed_per_visit", assessed)
	m.mean("collected_per_visit", collected)
}

// uptake is in how many directorates a roll-out was taken up, and what help the team gave for it.
func (m *measured) uptake(r *Rows) {
	adopted, planned := 0, 0
	hours := map[string]float64{}
	for _, o := range r.RollOuts {
		hours[o.Phenomenon] += float64(o.Hours)
		if o.State == vigie.RollOutExcused {
			continue
		}
		planned++
		if o.State == vigie.RollOutAdopted {
			adopted++
		}
	}
	m.share("adopted", "", adopted, planned)
	var each []float64
	for _, id := range slices.Sorted(maps.Keys(hours)) {
		each = append(each, hours[id])
	}
	m.mean("support_hours_per_phenomenon", each)
}

func day(s string) vigie.Date {
	d, err := vigie.ParseDate(s)
	if err != nil {
		panic(err) // only days that were written by gather come here
	}
	return d
}
