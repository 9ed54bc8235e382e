package model

import (
	"fmt"

	"vigie"
	"vigie/internal/interval"
	"vigie/pack"
)

// Who is visited for nothing bears the cost of a model. The burden of a group is the share of its visits that found nothing (the false discovery rate by
// group), on those whom the scores would select from the judged inspections, and on the visits by rank that were really made. Beside it stands that of the
// inspections that people and complaints chose: without them nobody can say whether a model made it better or worse.

const (
	fewest     = 5   // of fewer no share is said: one business could be recognised
	surely     = .95 // of an interval, and of the stop rule over all groups together
	twoYears   = 730 // days in which visits to one entity are counted together
	manyVisits = 2   // to one entity, all for nothing, from which they are a burden of their own
)

// selected marks whom the list would visit: as many as it has capacity for, or the first tenth where that is more than half of the rows.
func (e *evaluator) selected(j Judged) []bool {
	k := capacity(e.m.Campaign, e.t, e.held.rows)
	if k == 0 || k > j.Len()/2 {
		k = max(1, j.Len()/10)
	}
	marks := make([]bool, j.Len())
	for _, r := range j.ranked().order[:k] {
		marks[r] = true
	}
	return marks
}

// burden adds to a group's line who of it is visited for nothing. rows are places among the judged ones.
func (e *evaluator) burden(line *GroupLine, j Judged, rows []int32, selected []bool) {
	entities := map[string]bool{}
	for _, i := range rows {
		r := e.held.rows[i]
		entities[e.t.Entity[r]] = true
		if selected[i] {
			line.Selected++
			line.Hits += int(truth(j.Positive[i]))
		}
		if c := at(e.t.Channel, r); c != "" && !vigie.Channel(c).OfList() {
			line.People.add(j.Positive[i])
		}
	}
	for r := range int32(e.t.Len()) {
		if at(e.t.Channel, r) == string(vigie.Ranked) && e.t.Until[r] == stands && e.groupOf(line.By, r) == line.Group {
			line.Live.add(e.t.Positive[r])
		}
	}
	nothing := line.Selected - line.Hits
	line.SelectionRate, line.Harm = share(line.Selected, len(rows)), share(nothing, len(rows))
	line.Precision, line.Burden = share(line.Hits, line.Selected), share(nothing, line.Selected)
	line.People.Burden, line.Live.Burden = share(line.People.Nothing, line.People.Visits), share(line.Live.Nothing, line.Live.Visits)
	line.Repeated = e.repeated(entities)
}

func (v *GroupVisits) add(found bool) {
	v.Visits++
	if !found {
		v.Nothing++
	}
}

// repeated is the share of entities that were visited again and again in the two years up to the last judged day, and never for something.
func (e *evaluator) repeated(entities map[string]bool) *vigie.Figure {
	last := vigie.Date(0)
	for _, r := range e.held.rows {
		last = max(last, e.t.Inspected[r])
	}
	visits, found := map[string]int{}, map[string]bool{}
	for r, on := range e.t.Inspected {
		if entity := e.t.Entity[r]; entities[entity] && on <= last && on > last-twoYears && e.t.Until[r] == stands {
			visits[entity]++
			found[entity] = found[entity] || e.t.Positive[r]
		}
	}
	burdened := 0
	for entity, n := range visits {
		if n >= manyVisits && !found[entity] {
			burdened++
		}
	}
	return share(burdened, len(entities))
}

// share is k of n with its exact interval; nil for too few.
func share(k, n int) *vigie.Figure {
	if n < fewest {
		return nil
	}
	low, high := interval.Exact(k, n, surely)
	return &vigie.Figure{Value: float64(k) / float64(n), Low: low, High: high}
}

// halts are the limits of the pack that are shown to be broken, on scores and on visits. The chance of a false alarm is divided among all comparisons of one
// kind (Bonferroni), and a ratio's lower bound is the group's over the others' upper one: it errs on the side of going on, and what it shows is shown.
func halts(s pack.Stop, lines []GroupLine) []Halt {
	var out []Halt
	for _, on := range []struct {
		id    string
		count func(*GroupLine) (nothing, visits int)
	}{
		{"scores", func(g *GroupLine) (int, int) { return g.Selected - g.Hits, g.Selected }},
		{"visits", func(g *GroupLine) (int, int) { return g.Live.Nothing, g.Live.Visits }},
	} {
		all, whole := map[string][2]int{}, 0
		for i := range lines {
			k, n := on.count(&lines[i])
			sum := all[lines[i].By]
			all[lines[i].By] = [2]int{sum[0] + k, sum[1] + n}
			if n >= fewest {
				whole++
			}
		}
		for i := range lines {
			g := &lines[i]
			k, n := on.count(g)
			if n < fewest {
				continue
			}
			out = append(out, broken(s, g, on.id, k, n, all[g.By][0]-k, all[g.By][1]-n, 1-(1-surely)/float64(whole))...)
		}
	}
	return out
}

// broken holds one group against the limits: k of its n visits found nothing, and restK of the restN of all others.
func broken(s pack.Stop, g *GroupLine, on string, k, n, restK, restN int, level float64) (out []Halt) {
	value, low := float64(k)/float64(n), 0.0
	low, _ = interval.Exact(k, n, level)
	if s.Burden > 0 && low > s.Burden {
		out = append(out, Halt{g.By, g.Group, on, value, low, s.Burden, fmt.Sprintf(
			"%s %s: of %d visits (%s) %.0f %% found nothing, surely more than %.0f %%; the limit is %.0f %%", g.By, g.Group, n, on, 100*value, 100*low, 100*s.Burden)})
	}
	if s.BurdenRatio == 0 || restN < fewest || restK == 0 {
		return out
	}
	_, high := interval.Exact(restK, restN, level)
	ratio := value / (float64(restK) / float64(restN))
	if low/high > s.BurdenRatio {
		out = append(out, Halt{g.By, g.Group, on, ratio, low / high, s.BurdenRatio, fmt.Sprintf(
			"%s %s: visited for nothing %.1f times as often as all others (%s), surely more than %.1f times; the limit is %.1f", g.By, g.Group, ratio, on, low/high, s.BurdenRatio)})
	}
	return out
}
