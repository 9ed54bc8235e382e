package model

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"vigie"
)

// A ranking that learns who inspects predicts the inspector, not the business: send the strict inspector elsewhere and the
// "risk" moves with him. The same happens through anything that stands in for him, such as the finding rate of the
// neighbourhood he is sent to. warnings looks for both.
//
//  1. The ranking as a whole: how much of its advantage over chance is left when only inspections of the same inspector
//     group are compared.
//  2. Features that say who inspects: the pack marks them.
//  3. Features that stand in for it: they go along with the finding rate of the group that inspected, order the rows when
//     groups are mixed, and order them less than half as well within groups.
const (
	lostShare  = .25 // of the advantage over chance, above which rule 1 warns
	goesAlong  = .35 // correlation with the group's finding rate, above which rule 3 looks closer
	worthwhile = .02 // distance of a feature's AUC from one half below which it does not matter
	coarse     = 300 // positives below which intervals are wide enough to be said
)

func (e *evaluator) warnings(out *Evaluation) []vigie.Warning {
	warnings := []vigie.Warning{}
	add := func(id, sentence string, features ...string) {
		warnings = append(warnings, vigie.Warning{ID: id, Sentence: sentence, Features: features})
	}
	if e.given != nil {
		add("given", "The trees were trained elsewhere, on rows that nobody here knows: where these are among the judged ones, the figures are too good.")
	}
	if e.passedOver != nil {
		add("holdout-passed-over", fmt.Sprintf("The pack's own test period can not be judged on, so others are: %v.", e.passedOver))
	}
	e.warnOfInspector(out, add)
	if thumb(out.Chosen) {
		add("simple-wins", out.ChosenWhy)
	}
	if used := out.find(out.Chosen); used.AUC != nil && used.AUC.Low <= .5 {
		add("no-better-than-chance", fmt.Sprintf("The scorer in use, %s, is not shown to rank better than chance (AUC %.3f, interval from %.3f).", out.Chosen, used.AUC.Value, used.AUC.Low))
	}
	if out.Test.Positives < coarse {
		add("coarse", fmt.Sprintf("The test has only %d positives: differences smaller than the intervals mean nothing.", out.Test.Positives))
	}
	if repeated := float64(out.Test.Rows) / float64(out.Test.Entities); repeated > 1.2 {
		add("repeated", fmt.Sprintf("Each entity is judged %.1f times on average: the intervals are somewhat too narrow.", repeated))
	}
	return warnings
}

// warnOfInspector applies the rules to the learner, whose figures are the model's, and to the scorer in use where that is
// another one.
func (e *evaluator) warnOfInspector(out *Evaluation, add func(id, sentence string, features ...string)) {
	for _, kind := range []string{e.learner, out.Chosen} {
		auc, lost := e.lost(kind)
		if lost == nil {
			add("no-inspector-group", "The inspections do not say who inspected: whether the ranking rests on the inspector can not be checked.")
			break
		}
		if share := lost.Value / (auc - .5); auc > .5+worthwhile && share > lostShare && lost.Low > 0 {
			add("rests-on-inspector", fmt.Sprintf(
				"%.0f %% of %s's advantage over chance is gone when inspections by the same inspector group are compared (AUC %.3f, within groups %.3f): it predicts who inspects, not only which business.",
				100*min(1, share), kind, auc, auc-lost.Value))
		}
		if kind == out.Chosen {
			break
		}
	}
	if marked := e.marked(); len(marked) > 0 {
		add("uses-inspector", "The model uses what the pack itself says is about the inspector: "+strings.Join(marked, ", ")+".", marked...)
	}
	if found := e.standIns(); len(found) > 0 {
		var said, refs []string
		for _, s := range found {
			said = append(said, fmt.Sprintf("%s (correlation %.2f with the group's finding rate; AUC %.3f, within groups %.3f)", s.ref, s.correlation, s.pooled, s.within))
			refs = append(refs, s.ref)
		}
		add("stands-in-for-inspector", "These features stand in for who inspects: "+strings.Join(said, "; ")+".", refs...)
	}
}

// lost is the AUC of a scorer, and how much of it is gone within groups: both on the rows whose group is known, paired; nil
// where no two groups are known.
func (e *evaluator) lost(kind string) (auc float64, lost *vigie.Figure) {
	on := e.rolled
	if len(on.rows) == 0 {
		on = e.held
	}
	var keep []int
	groups := map[string]bool{}
	for i, r := range on.rows {
		if g := e.t.Group[r]; g != "" {
			keep = append(keep, i)
			groups[g] = true
		}
	}
	if len(groups) < 2 {
		return 0, nil
	}
	r := judge(e.t, some(on.rows, keep), some(on.margins[kind], keep)).ranked()
	figure := intervals(r.Len(), e.resamples, e.seed, func(w []float64) []float64 {
		return []float64{r.auc(w) - r.aucWithin(w)}
	})[0]
	return r.auc(ones(r.Len())), known(figure)
}

func (e *evaluator) marked() []string {
	var refs []string
	for _, f := range e.t.Features {
		if f.Inspector {
			refs = append(refs, f.Ref)
		}
	}
	return refs
}

// standIn is a feature that goes along with who inspects, on the rows the last split learnt from.
type standIn struct {
	ref                         string
	correlation, pooled, within float64
}

func (e *evaluator) standIns() []standIn {
	rows := e.held.trained
	rate := groupRates(e.t, rows)
	if rate == nil {
		return nil
	}
	var found []standIn
	for i, f := range e.t.Features {
		if f.Inspector {
			continue
		}
		values := orderly(e.t, i, rows)
		r := correlation(values, rate)
		if r < goesAlong {
			continue
		}
		order, w := judge(e.t, rows, values).ranked(), ones(len(rows))
		s := standIn{f.Ref, r, order.auc(w), order.aucWithin(w)}
		if math.Abs(s.pooled-.5) > worthwhile && math.Abs(s.within-.5) < math.Abs(s.pooled-.5)/2 {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b standIn) int { return int(math.Copysign(1, b.correlation-a.correlation)) })
	return found
}

// groupRates is, for each row, the share of positives that its group found elsewhere: the row itself is left out, so that no
// rate tells its own outcome. Groups of fewer than minCount rows have none. It is nil when no two groups are left.
func groupRates(t *Table, rows []int32) []float64 {
	n, pos := map[string]float64{}, map[string]float64{}
	for _, r := range rows {
		n[t.Group[r]]++
		pos[t.Group[r]] += truth(t.Positive[r])
	}
	groups := 0
	for g, k := range n {
		if g != "" && k >= minCount {
			groups++
		}
	}
	if groups < 2 {
		return nil
	}
	rates := make([]float64, len(rows))
	for i, r := range rows {
		rates[i] = math.NaN()
		if g := t.Group[r]; g != "" && n[g] >= minCount {
			rates[i] = (pos[g] - truth(t.Positive[r])) / (n[g] - 1)
		}
	}
	return rates
}

// orderly is a feature as one number a row: numbers as they are, a category as its share of positives, and no value as
// the middle.
func orderly(t *Table, feature int, rows []int32) []float64 {
	values := make([]float64, len(rows))
	if t.Features[feature].Categorical() {
		n, pos := map[string]float64{}, map[string]float64{}
		for _, r := range rows {
			v := t.Texts[feature][r]
			n[v]++
			pos[v] += truth(t.Positive[r])
		}
		for i, r := range rows {
			v := t.Texts[feature][r]
			values[i] = pos[v] / n[v]
		}
		return values
	}
	var there []float64
	for i, r := range rows {
		if values[i] = float64(t.Numbers[feature][r]); values[i] == values[i] {
			there = append(there, values[i])
		}
	}
	slices.Sort(there)
	for i := range values {
		if values[i] != values[i] && len(there) > 0 {
			values[i] = quantile(there, .5)
		}
	}
	return values
}

// correlation is the absolute rank correlation (Spearman 1904), so that a long tail does not hide a stand-in.
func correlation(a, b []float64) float64 {
	var x, y []float64
	for i := range a {
		if a[i] == a[i] && b[i] == b[i] {
			x, y = append(x, a[i]), append(y, b[i])
		}
	}
	if len(x) < minCount {
		return 0
	}
	x, y = ranks(x), ranks(y)
	mean := float64(len(x)-1) / 2
	var sxy, sxx, syy float64
	for i := range x {
		dx, dy := x[i]-mean, y[i]-mean
		sxy, sxx, syy = sxy+dx*dy, sxx+dx*dx, syy+dy*dy
	}
	if sxx == 0 || syy == 0 {
		return 0
	}
	return math.Abs(sxy / math.Sqrt(sxx*syy))
}

// ranks counts from 0; equal values share their mean rank.
func ranks(v []float64) []float64 {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case v[a] < v[b]:
			return -1
		case v[a] > v[b]:
			return 1
		}
		return 0
	})
	out := make([]float64, len(v))
	for i := 0; i < len(order); {
		k := i
		for k < len(order) && v[order[k]] == v[order[i]] {
			k++
		}
		for _, at := range order[i:k] {
			out[at] = float64(i+k-1) / 2
		}
		i = k
	}
	return out
}
