package model

import (
	"context"
	"slices"
	"strconv"

	"vigie/lake"
)

// Contribute writes what moved the scores of a run's targets: one row for each target and part, with the part's value and what is usual
// in its sector. The table is that from which they were scored.
//
// Nobody else is explained: of all whom a list may name some in a hundred are visited, and writing down every part of every score took
// more time than all of the learning. Whoever asks about another has its score, the model and the features, from which the same follows.
func Contribute(ctx context.Context, l *lake.Lake, run string, tr *Trained, t *Table) error {
	if err := forget(ctx, l, "contribution", tr.Model); err != nil {
		return err
	}
	t, err := tr.columns(t)
	if err != nil {
		return err
	}
	rows, err := targeted(ctx, l, run, tr.Model, t)
	if err != nil || len(rows) == 0 {
		return err
	}
	e := tr.Fit.Scorer.Explain(t, rows)
	var entity, feature []string
	var amount []float64
	var all said
	for p, part := range e.Parts {
		s := t.said(part, rows)
		all.value, all.peer, all.since = append(all.value, s.value...), append(all.peer, s.peer...), append(all.since, s.since...)
		entity, feature = append(entity, some(t.Entity, rows)...), append(feature, same(part, len(rows))...)
		for i := range rows {
			amount = append(amount, e.Amount[i][p])
		}
	}
	n := len(amount)
	return l.Append(ctx, "contribution",
		lake.Texts("run_id", same(run, n), nil), lake.Texts("model", same(tr.Model, n), nil), lake.Texts("entity_id", entity, nil),
		lake.Texts("feature", feature, nil), lake.Numbers("amount", amount),
		lake.Texts("value", all.value, empty(all.value)), lake.Texts("peer", all.peer, empty(all.peer)),
		lake.Dates("since", all.since, unset(all.since)))
}

// targeted are the rows of the run's targets.
func targeted(ctx context.Context, l *lake.Lake, run, model string, t *Table) ([]int32, error) {
	f, err := l.Frame(ctx, `SELECT entity_id FROM target WHERE run_id = ? AND model = ?`, run, model)
	if err != nil {
		return nil, err
	}
	return t.rowsOf(f.Columns[0].Texts), nil
}

// rowsOf are the rows of some entities, in the table's order.
func (t *Table) rowsOf(entities []string) []int32 {
	asked := map[string]bool{}
	for _, id := range entities {
		asked[id] = true
	}
	var rows []int32
	for i, id := range t.Entity {
		if asked[id] {
			rows = append(rows, int32(i))
		}
	}
	return rows
}

// said is what a part says of each row, as text: "" for not available.
type said struct {
	value, peer []string
	since       []int32
}

func (t *Table) said(part string, rows []int32) said {
	s := said{make([]string, len(rows)), make([]string, len(rows)), make([]int32, len(rows))}
	at := slices.IndexFunc(t.Features, func(f Feature) bool { return f.Ref == part })
	if at < 0 {
		for i, r := range rows {
			s.value[i], s.peer[i] = t.Past.said(part, r)
		}
		return s
	}
	for i, r := range rows {
		if t.Features[at].Categorical() {
			s.value[i] = t.Texts[at][r]
		} else if v := t.Numbers[at][r]; v == v {
			s.value[i] = strconv.FormatFloat(float64(v), 'f', -1, 32)
		}
		if t.Since[at] != nil {
			s.since[i] = t.Since[at][r]
		}
	}
	peers := t.peers(at)
	for i, r := range rows {
		s.peer[i] = peers[t.Sector[r]]
	}
	return s
}

// said gives the counts behind a baseline's part.
func (p Past) said(part string, r int32) (value, peer string) {
	rate := func(positives, inspections []float64) string {
		if inspections[r] == 0 {
			return ""
		}
		return strconv.FormatFloat(positives[r]/inspections[r], 'f', 4, 64)
	}
	switch part {
	case "past.own_rate":
		return rate(p.Positives, p.Inspections), rate(p.SectorPositives, p.SectorInspections)
	case "past.sector_rate":
		return rate(p.SectorPositives, p.SectorInspections), rate(p.AllPositives, p.AllInspections)
	}
	return "", ""
}

// fewPeers is how many entities of a sector must have a value for it to be called usual there.
const fewPeers = 5

// peers is, by sector, the median of a feature in the whole table, or its most frequent category.
func (t *Table) peers(feature int) map[string]string {
	out := map[string]string{}
	if t.Features[feature].Categorical() {
		counts := map[string]map[string]int{}
		for r, v := range t.Texts[feature] {
			if v != "" {
				if counts[t.Sector[r]] == nil {
					counts[t.Sector[r]] = map[string]int{}
				}
				counts[t.Sector[r]][v]++
			}
		}
		for sector, values := range counts {
			best, n := "", 0
			for v, k := range values {
				if k > n || k == n && v < best {
					best, n = v, k
				}
			}
			if n >= fewPeers {
				out[sector] = best
			}
		}
		return out
	}
	values := map[string][]float64{}
	for r, v := range t.Numbers[feature] {
		if v == v {
			values[t.Sector[r]] = append(values[t.Sector[r]], float64(v))
		}
	}
	for sector, v := range values {
		if len(v) >= fewPeers {
			slices.Sort(v)
			out[sector] = strconv.FormatFloat(float64(float32(quantile(v, .5))), 'f', -1, 32)
		}
	}
	return out
}

func empty(texts []string) []bool {
	out := make([]bool, len(texts))
	for i, s := range texts {
		out[i] = s == ""
	}
	return out
}

func unset(ds []int32) []bool {
	out := make([]bool, len(ds))
	for i, d := range ds {
		out[i] = d == 0
	}
	return out
}
