package source

import (
	"context"
	"fmt"
	"math"
	"slices"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// A register that falls silent, or sends everything twice, is seen first in how much it tells. So the rows that became known in each of the last months are
// held against the same months of earlier years.
//
//  1. Months end on the day of the run, so that none is half over. Six of them are watched; up to four years before them are the past.
//  2. What is expected of a month is the median of the same month in the years of the past; where there is no whole year of it, the median of all its months.
//  3. How far a month may be off follows from how far the months of the past were off, in logarithms (median absolute deviation), and never less than chance
//     alone would make it (Poisson), or a tenth.
//  4. It is an alarm when the last month is more than four such spreads off. It holds since the first of the months before it that are off the same way.
const (
	watchedMonths = 6
	pastMonths    = 48
	leastPast     = 12
	spreads       = 4
	leastSpread   = .1
)

// Volume says of every register how much it tells, beside its own past. A register that has less than a year of it is left out.
func Volume(ctx context.Context, l *lake.Lake, p *pack.Pack, day vigie.Date) ([]vigie.Drift, error) {
	var out []vigie.Drift
	for i := range p.Sources {
		id := p.Sources[i].ID
		f, err := l.Frame(ctx, "SELECT known_on, count(*) AS rows FROM register."+lake.Name(id)+" WHERE known_on <= CAST(? AS DATE) GROUP BY known_on", day.String())
		if err != nil {
			return nil, vigie.Errorf(vigie.Internal, "count what register %s tells: %w", id, err)
		}
		starts := windows(day)
		if d, ok := volume(id, starts, monthly(starts, day, f.Columns[0].Dates, f.Columns[1].Numbers)); ok {
			out = append(out, d)
		}
	}
	return out, nil
}

// windows are the first days of the watched months and of those of the past, the oldest first.
func windows(day vigie.Date) []vigie.Date {
	starts := make([]vigie.Date, pastMonths+watchedMonths)
	end := (day + 1).Time()
	for i := range starts {
		starts[len(starts)-1-i] = vigie.DateOf(end.AddDate(0, -i-1, 0))
	}
	return starts
}

// monthly are the rows of each month, from the first month in which there was any.
func monthly(starts []vigie.Date, day vigie.Date, on []int32, rows []float64) []float64 {
	counts := make([]float64, len(starts))
	for i, d := range on {
		if at, exact := slices.BinarySearch(starts, vigie.Date(d)); vigie.Date(d) <= day && (at > 0 || exact) {
			if !exact {
				at--
			}
			counts[at] += rows[i]
		}
	}
	first := slices.IndexFunc(counts, func(n float64) bool { return n > 0 })
	if first < 0 {
		return nil
	}
	return counts[min(first+1, len(counts)):] // the first month holds what was there before
}

// volume judges the watched months. counts are those of the last months, as many as there are.
func volume(id string, starts []vigie.Date, counts []float64) (vigie.Drift, bool) {
	n := len(counts)
	if n < leastPast+watchedMonths {
		return vigie.Drift{}, false
	}
	starts, past := starts[len(starts)-n:], n-watchedMonths
	spread, last := spreadOf(counts[:past]), n-1
	off := func(i int) float64 {
		e := expected(counts[:past], i)
		return math.Log((counts[i]+.5)/(e+.5)) / math.Max(spread, 1/math.Sqrt(e+.5))
	}
	e := expected(counts[:past], last)
	reach := spreads * math.Max(spread, 1/math.Sqrt(e+.5))
	d := vigie.Drift{Of: "register", Item: id, Figure: "rows", Value: counts[last], Expected: e, Low: math.Max(0, (e+.5)*math.Exp(-reach)-.5), High: (e+.5)*math.Exp(reach) - .5, Rows: int(counts[last])}
	d.Sentence = fmt.Sprintf("register %s: %.0f rows since %s, where its own past makes one expect %.0f (%.0f to %.0f)", id, d.Value, starts[last], e, d.Low, d.High)
	if math.Abs(off(last)) <= spreads {
		return d, true
	}
	from := last
	for from > past && math.Abs(off(from-1)) > spreads && off(from-1)*off(last) > 0 {
		from--
	}
	d.Alarm, d.Since = true, starts[from]
	d.Sentence += fmt.Sprintf("; it is so since %s", d.Since)
	return d, true
}

// expected is what the past makes one expect of a month, which may be one of the past: it does not speak for itself.
func expected(past []float64, month int) float64 {
	var same []float64
	for i := range past {
		if i != month && (month-i)%12 == 0 {
			same = append(same, past[i])
		}
	}
	if len(same) == 0 || len(past) < 2*leastPast {
		same = slices.Clone(past)
	}
	return median(same)
}

func spreadOf(past []float64) float64 {
	var off []float64
	for i, n := range past {
		off = append(off, math.Abs(math.Log((n+.5)/(expected(past, i)+.5))))
	}
	return math.Max(leastSpread, 1.4826*median(off))
}

func median(v []float64) float64 {
	slices.Sort(v)
	if n := len(v); n%2 == 0 {
		return (v[n/2-1] + v[n/2]) / 2
	}
	return v[len(v)/2]
}
