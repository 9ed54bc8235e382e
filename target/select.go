package target

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"vigie"
	"vigie/internal/chance"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/candidate.sql
var candidateSQL string

// Options say for whom and how a list is made.
type Options struct {
	Run  string
	Seed uint64
	AsOf vigie.Date
}

// Select fills the lists of one model's campaign from its scores, and keeps the targets. They have no reasons yet: see Explain.
func Select(ctx context.Context, l *lake.Lake, m *pack.Model, o Options) ([]vigie.Target, error) {
	territories, err := candidates(ctx, l, m, o)
	if err != nil {
		return nil, err
	}
	targets := fillLists(territories, m, o)
	return targets, keep(ctx, l, m, o, targets)
}

// territory is one list to fill: its candidates from the highest score to the lowest.
type territory struct {
	name       string
	candidates []candidate
}

// candidate is whom the list may name, with the margin that ranks it.
type candidate struct {
	vigie.Target
	margin float64
}

func candidates(ctx context.Context, l *lake.Lake, m *pack.Model, o Options) ([]territory, error) {
	rows, err := l.Query(ctx, candidateSQL, sql.Named("run", o.Run), sql.Named("model", m.ID), sql.Named("cool_down", m.Campaign.CoolDownDays))
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "model %s: read its candidates: %w", m.ID, err)
	}
	defer rows.Close()
	var lists []territory
	for rows.Next() {
		t := vigie.Target{RunID: o.Run, Model: m.ID, AsOf: o.AsOf}
		var c candidate
		if err := rows.Scan(&t.EntityID, &t.Version, &t.Name, &t.Sector, &t.Territory, &c.margin, &t.Score); err != nil {
			return nil, err
		}
		if len(lists) == 0 || lists[len(lists)-1].name != t.Territory {
			lists = append(lists, territory{name: t.Territory})
		}
		list := &lists[len(lists)-1]
		c.Target = t
		list.candidates = append(list.candidates, c)
	}
	for _, list := range lists {
		breakTies(list.candidates, o)
	}
	return lists, rows.Err()
}

// breakTies orders equal margins by a seeded hash, so that no list depends on how entities happen to be numbered.
func breakTies(list []candidate, o Options) {
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.margin, a.margin),
			cmp.Compare(hash(o.Seed, o.AsOf.String()+a.EntityID), hash(o.Seed, o.AsOf.String()+b.EntityID)))
	})
}

// gamma is odd and has no pattern: a seed of zero must not leave the hash as it is.
const gamma = 0x9e3779b97f4a7c15

func hash(seed uint64, s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return chance.Mix(h.Sum64() ^ chance.Mix(seed+gamma) + gamma)
}

func fillLists(lists []territory, m *pack.Model, o Options) []vigie.Target {
	capacity, scores := make([]int, len(lists)), make([][]float64, len(lists))
	for i, list := range lists {
		capacity[i] = m.Campaign.Visits(list.name)
		for _, c := range list.candidates {
			scores[i] = append(scores[i], c.Score)
		}
	}
	design := NewDesign(m.Campaign, capacity, scores)
	chances := design.Chances()
	var targets []vigie.Target
	for _, p := range design.Draw(rand.New(rand.NewPCG(o.Seed, hash(0, m.ID+" "+o.AsOf.String())))) { // another date, another draw: the same again, the same
		t := lists[p.Territory].candidates[p.Rank].Target
		t.Rank, t.Eligible, t.Channel = p.Rank+1, len(scores[p.Territory]), p.Channel
		t.Probability = chances[p.Territory][p.Rank]
		targets = append(targets, t)
	}
	return targets
}

// keep writes the targets: as delivered, and never changed after.
func keep(ctx context.Context, l *lake.Lake, m *pack.Model, o Options, targets []vigie.Target) error {
	return l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		if err := forget(ctx, tx, "target", o.Run, m.ID); err != nil {
			return err
		}
		return appendTargets(ctx, tx, targets)
	})
}

func forget(ctx context.Context, tx *lake.Tx, table, run, model string) error {
	_, err := tx.Exec(ctx, "DELETE FROM "+table+" WHERE run_id = ? AND model = ?", run, model)
	return err
}
