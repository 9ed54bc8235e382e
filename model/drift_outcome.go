package model

import (
	"fmt"
	"math"
	"slices"

	"vigie"
)

// Outcomes come late, so that only those count that had the time to become known (maturity.go).
//
//  1. Outcome: the share of positives among the inspections of the last half year, beside that of the two years before, of all and of each channel.
//     It follows whom people chose to visit as well as the world; that it moved says to look, and not which of the two it was.
//  2. Calibration: of those inspected since the version was trained, how many were found beside how many its scores make one expect.
//  3. The rows are cut before each inspection, and what came after the cut is held against what was expected of it. It is an alarm when the two are more
//     than four and a half standard errors apart after any cut, and it is told since the cut after which they are furthest.
const (
	recentDays = 182
	pastDays   = 730
	leastAfter = 50  // inspections that say something of now
	leastPast  = 100 // inspections that say what was usual
	errorsOff  = 4.5
)

// WatchOutcomes says how far what was found lately is from what was found before, and from what the scores of the version made one expect.
func WatchOutcomes(tr *Trained, t *Table, day vigie.Date) ([]vigie.Drift, error) {
	ripe, young, age := t.Ripe(day)
	var rows []int
	for i := range ripe.ID {
		if ripe.Until[i] == stands {
			rows = append(rows, i)
		}
	}
	told := ripe.gather(rows)
	out := told.outcomes(tr.Model, day-vigie.Date(age), young)
	d, err := tr.calibration(told)
	if err != nil {
		return nil, err
	}
	return append(out, d), nil
}

// outcomes are the shares of positives of all and of each channel up to a day.
func (t *Table) outcomes(model string, until vigie.Date, young int) []vigie.Drift {
	channels := []string{""}
	for _, c := range t.Channel {
		if c != "" && !slices.Contains(channels, c) {
			channels = append(channels, c)
		}
	}
	slices.Sort(channels)
	var out []vigie.Drift
	for _, c := range channels {
		var past, recent []int
		for i, on := range t.Inspected {
			switch {
			case c != "" && t.Channel[i] != c || on > until || on <= until-recentDays-pastDays:
			case on > until-recentDays:
				recent = append(recent, i)
			default:
				past = append(past, i)
			}
		}
		item := c
		if c == "" {
			item = "all"
		}
		if len(recent) < leastAfter || len(past) < leastPast {
			continue
		}
		usual := positives(t.Positive, past)
		expected := make([]float64, len(recent))
		for i := range expected {
			expected[i] = usual
		}
		d := t.observed(recent, expected, usual*(1-usual)/float64(len(past)))
		d.Of, d.Model, d.Item = "outcome", model, item
		d.Sentence = fmt.Sprintf("model %s: of %d inspections (%s) up to %s %.1f %% found what is looked for, and %.1f %% of the %d before them; %d later ones are too young to count",
			model, len(recent), item, until, 100*d.Value, 100*d.Expected, len(past), young) + d.Sentence
		out = append(out, d)
	}
	return out
}

// calibration holds what was found since the version was trained against its scores.
func (tr *Trained) calibration(t *Table) (vigie.Drift, error) {
	d := vigie.Drift{Of: "calibration", Model: tr.Model, Item: tr.Version}
	var rows []int
	for i, on := range t.Inspected {
		if on > tr.Lineage.KnownBy {
			rows = append(rows, i)
		}
	}
	if len(rows) < leastAfter {
		d.Figure, d.Rows = "share", len(rows)
		d.Sentence = fmt.Sprintf("model %s: %d inspections are known since version %s was trained, and from %d on its scores are held against them", tr.Model, len(rows), tr.Version, leastAfter)
		return d, nil
	}
	later := t.gather(rows)
	_, scores, err := tr.scores(later)
	if err != nil {
		return d, err
	}
	all := make([]int, later.Len())
	for i := range all {
		all[i] = i
	}
	o := later.observed(all, scores, 0)
	o.Of, o.Model, o.Item = d.Of, d.Model, d.Item
	o.Sentence = fmt.Sprintf("model %s: of %d inspected since version %s was trained %.1f %% were positive, and their scores made one expect %.1f %%", tr.Model, o.Rows, tr.Version, 100*o.Value, 100*o.Expected) + o.Sentence
	return o, nil
}

// observed holds the outcomes of rows, in the order of inspection, against what was expected of each. base is the variance of the expected share itself.
func (t *Table) observed(rows []int, expected []float64, base float64) vigie.Drift {
	var sum, spread float64
	for _, p := range expected {
		sum, spread = sum+p, spread+p*(1-p)
	}
	n := float64(len(rows))
	reach := errorsOff * math.Sqrt(spread/(n*n)+base)
	d := vigie.Drift{Figure: "share", Value: positives(t.Positive, rows), Expected: sum / n, Rows: len(rows)}
	d.Low, d.High = math.Max(0, d.Expected-reach), math.Min(1, d.Expected+reach)
	if at, off := t.cut(rows, expected, base); off > errorsOff {
		d.Alarm, d.Since = true, t.Inspected[rows[at]]
		d.Sentence = fmt.Sprintf("; since about %s it is %.1f %% of %d", d.Since, 100*positives(t.Positive, rows[at:]), len(rows)-at)
	}
	return d
}

// cut is the row from which on the outcomes are furthest from what was expected, and by how many standard errors.
func (t *Table) cut(rows []int, expected []float64, base float64) (at int, most float64) {
	var off, spread, n float64
	for i := len(rows) - 1; i >= 0; i-- {
		off, spread, n = off-expected[i], spread+expected[i]*(1-expected[i]), n+1
		if t.Positive[rows[i]] {
			off++
		}
		if z := math.Abs(off) / math.Sqrt(spread+n*n*base+1e-9); n >= leastAfter/2 && z > most {
			at, most = i, z
		}
	}
	return at, most
}

func positives(positive []bool, rows []int) float64 {
	k := 0
	for _, r := range rows {
		if positive[r] {
			k++
		}
	}
	return float64(k) / float64(len(rows))
}
