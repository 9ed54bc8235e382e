package model

import (
	"hash/fnv"
	"math"
	"slices"

	"vigie"
	"vigie/internal/chance"
	"vigie/pack"
)

// Split is a training period and a later one to judge on: rows by their index in the table.
type Split struct {
	Name        string // the first day that is judged
	Train, Test []int32
}

// trainable are the rows inspected in [from, until] that were ripe before the day: what a miner could have learnt from on
// that day. Labels that came later are left out, as they were then.
func trainable(t *Table, from, until, day vigie.Date) []int32 {
	until = min(until, day-1-t.delay(day-1))
	var rows []int32
	for i := range t.Inspected {
		if t.Inspected[i] >= from && t.Inspected[i] <= until && t.Known[i] <= day-1 && t.Until[i] > day-1 {
			rows = append(rows, int32(i))
		}
	}
	return rows
}

// inspectedIn are the rows inspected in [from, until], with the outcome that stands.
func inspectedIn(t *Table, from, until vigie.Date) []int32 {
	var rows []int32
	for i, d := range t.Inspected {
		if d >= from && d <= until && t.Until[i] == stands {
			rows = append(rows, int32(i))
		}
	}
	return rows
}

// holdout is the one split the pack names; ok is false when it names none, or when its test was not over by the last day
// whose inspections are ripe.
func holdout(t *Table, h pack.Holdout, last vigie.Date) (s Split, ok bool, err error) {
	if h.TestFrom == "" {
		return Split{}, false, nil
	}
	days, err := parseDates(h.TrainFrom, h.TrainUntil, h.TestFrom, h.TestUntil)
	if err != nil || days[3] > last {
		return Split{}, false, err
	}
	s = Split{Name: h.TestFrom, Train: held(t, trainable(t, days[0], days[1], days[2])), Test: held(t, inspectedIn(t, days[2], days[3]))}
	return s, true, nil
}

// held keeps the rows that the holdout is narrowed to.
func held(t *Table, rows []int32) []int32 {
	return slices.DeleteFunc(rows, func(r int32) bool { return !t.Held[r] })
}

// rolling trains up to each step's start and judges the step.
func rolling(t *Table, r pack.Rolling) ([]Split, error) {
	if r.From == "" {
		return nil, nil
	}
	days, err := parseDates(r.From, r.Until)
	if err != nil {
		return nil, err
	}
	step := vigie.Step(r.Every)
	starts, err := step.Dates(days[0], days[1])
	if err != nil {
		return nil, err
	}
	var splits []Split
	for i, start := range starts {
		next, err := step.Add(days[0], i+1)
		if err != nil {
			return nil, err
		}
		s := Split{
			Name:  start.String(),
			Train: trainable(t, math.MinInt32, start-1, start),
			Test:  inspectedIn(t, start, min(next-1, days[1])),
		}
		if len(s.Test) > 0 && len(s.Train) > 0 && bothOutcomes(t, s.Train) {
			splits = append(splits, s) // the others have nothing to judge, or nothing to learn from
		}
	}
	return splits, nil
}

// latest judges on the last fifth of the rows: for a day on which the periods that the pack names were still to come.
func latest(t *Table) ([]Split, error) {
	rows := inspectedIn(t, math.MinInt32, math.MaxInt32)
	if len(rows) == 0 {
		return nil, vigie.Errorf(vigie.NotFound, "no inspection's outcome is known by this day: choose a later --as-of, or load more extracts")
	}
	_, test := byTime(t, rows, .2)
	start := t.Inspected[test[0]]
	for _, r := range test {
		start = min(start, t.Inspected[r])
	}
	s := Split{Name: start.String(), Train: trainable(t, math.MinInt32, start-1, start), Test: test}
	return []Split{s}, enough(t, s)
}

// enough refuses to judge on, or learn from, rows that have only one outcome.
func enough(t *Table, s Split) error {
	for _, part := range []struct {
		name string
		rows []int32
	}{{"train", s.Train}, {"test", s.Test}} {
		pos := 0
		for _, r := range part.rows {
			if t.Positive[r] {
				pos++
			}
		}
		if pos == 0 || pos == len(part.rows) {
			return vigie.Errorf(vigie.Invalid,
				"split at %s: the %s period has %d rows, %d of them positive: widen the period in evaluation, or load more extracts",
				s.Name, part.name, len(part.rows), pos)
		}
	}
	return nil
}

func parseDates(texts ...string) ([]vigie.Date, error) {
	days := make([]vigie.Date, len(texts))
	for i, s := range texts {
		if s == "" {
			days[i] = math.MinInt32 // no beginning
			continue
		}
		d, err := vigie.ParseDate(s)
		if err != nil {
			return nil, err
		}
		days[i] = d
	}
	return days, nil
}

// judge pairs scores with outcomes.
func judge(t *Table, rows []int32, scores []float64) Judged {
	j := Judged{Score: scores}
	for _, r := range rows {
		j.Positive = append(j.Positive, t.Positive[r])
		j.Day = append(j.Day, int32(t.Inspected[r]))
		j.Group = append(j.Group, t.Group[r])
		j.Tie = append(j.Tie, tie(t.ID[r], t.AsOf[r]))
	}
	return j
}

// tie is a number that orders equal scores by nothing that matters.
func tie(id string, day vigie.Date) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	h.Write([]byte{byte(day), byte(day >> 8), byte(day >> 16)})
	return chance.Mix(h.Sum64())
}
