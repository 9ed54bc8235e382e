package model

import (
	"context"
	"slices"
	"strconv"

	"vigie"
	"vigie/lake"
)

// Score scores whom a list may name, and writes score and contribution: every row's reasons, not only those of the few
// that will be chosen.
func Score(ctx context.Context, l *lake.Lake, run string, tr *Trained, t *Table) error {
	rows := make([]int32, t.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	margins := tr.Fit.Scorer.Margins(t, rows)
	scores := make([]float64, len(rows))
	for i, m := range margins {
		scores[i] = tr.Fit.Calibration.Probability(m)
	}
	if err := forget(ctx, l, tr.Model); err != nil {
		return err
	}
	n := len(rows)
	err := l.Append(ctx, "score",
		lake.Texts("run_id", same(run, n), nil), lake.Texts("model", same(tr.Model, n), nil), lake.Texts("version", same(tr.Version, n), nil),
		lake.Texts("entity_id", t.Entity, nil), lake.Dates("as_of", days(t.AsOf), nil),
		lake.Numbers("margin", margins), lake.Numbers("score", scores))
	if err != nil {
		return err
	}
	return contribute(ctx, l, run, tr, t, rows)
}

// forget takes the scores of earlier runs out of the lake that is being built: every published snapshot keeps its own.
func forget(ctx context.Context, l *lake.Lake, model string) error {
	for _, table := range []string{"score", "contribution"} {
		if _, err := l.Exec(ctx, "DELETE FROM "+table+" WHERE model = ?", model); err != nil {
			return err
		}
	}
	return nil
}

// contribute writes one row for each entity and part, with the part's value and what is usual in its sector.
func contribute(ctx context.Context, l *lake.Lake, run string, tr *Trained, t *Table, rows []int32) error {
	e := tr.Fit.Scorer.Explain(t, rows)
	n := len(rows)
	for p, part := range e.Parts {
		said := t.said(part, rows)
		amounts := make([]float64, n)
		for i := range rows {
			amounts[i] = e.Amount[i][p]
		}
		err := l.Append(ctx, "contribution",
			lake.Texts("run_id", same(run, n), nil), lake.Texts("model", same(tr.Model, n), nil), lake.Texts("entity_id", t.Entity, nil),
			lake.Texts("feature", same(part, n), nil), lake.Numbers("amount", amounts),
			lake.Texts("value", said.value, empty(said.value)), lake.Texts("peer", said.peer, empty(said.peer)),
			lake.Dates("since", said.since, unset(said.since)))
		if err != nil {
			return err
		}
	}
	return nil
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
	peers := t.peers(at, rows)
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

// peers is, by sector, the median of a feature among the rows, or its most frequent category.
func (t *Table) peers(feature int, rows []int32) map[string]string {
	out := map[string]string{}
	if t.Features[feature].Categorical() {
		counts := map[string]map[string]int{}
		for _, r := range rows {
			if v := t.Texts[feature][r]; v != "" {
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
	for _, r := range rows {
		if v := t.Numbers[feature][r]; v == v {
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

func same(s string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = s
	}
	return out
}

func days(ds []vigie.Date) []int32 {
	out := make([]int32, len(ds))
	for i, d := range ds {
		out[i] = int32(d)
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
