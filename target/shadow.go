package target

import (
	"context"
	"database/sql"
	_ "embed"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/shadow.sql
var shadowSQL string

// Shadow says which targets would change if the version in the shadow chose, and keeps it. It compares who would be among the first visits
// of each territory: what the other arms draw is chance.
func Shadow(ctx context.Context, l *lake.Lake, m *pack.Model, o Options) error {
	now, then, err := bothWays(ctx, l, m, o)
	if err != nil {
		return err
	}
	var moves []Move
	for territory, list := range now {
		capacity := m.Campaign.Visits(territory)
		breakTies(list, o)
		breakTies(then[territory], o)
		rank := ranks(list)
		for i, c := range then[territory] {
			was := rank[c.EntityID]
			if (i < capacity) == (was <= capacity) {
				continue
			}
			now := &list[was-1].Target
			mv := Move{Model: m.ID, Champion: now.Version, Challenger: c.Version, EntityID: now.EntityID, Name: now.Name, Sector: now.Sector, Territory: territory, Capacity: capacity,
				Moved: "goes", RankNow: was, RankThen: i + 1, ScoreNow: now.Score, ScoreThen: c.Score}
			if i < capacity {
				mv.Moved = "comes"
			}
			moves = append(moves, mv)
		}
	}
	return keepMoves(ctx, l, o.Run, moves)
}

// bothWays are the candidates of each territory as the two versions see them.
func bothWays(ctx context.Context, l *lake.Lake, m *pack.Model, o Options) (now, then map[string][]candidate, err error) {
	rows, err := l.Query(ctx, shadowSQL, sql.Named("run", o.Run), sql.Named("model", m.ID), sql.Named("cool_down", m.Campaign.CoolDownDays))
	if err != nil {
		return nil, nil, vigie.Errorf(vigie.Internal, "model %s: read its candidates: %w", m.ID, err)
	}
	defer rows.Close()
	now, then = map[string][]candidate{}, map[string][]candidate{}
	for rows.Next() {
		a := candidate{Target: vigie.Target{RunID: o.Run, Model: m.ID, AsOf: o.AsOf}}
		b := a
		if err := rows.Scan(&a.EntityID, &a.Version, &b.Version, &a.Name, &a.Sector, &a.Territory, &a.margin, &a.Score, &b.margin, &b.Score); err != nil {
			return nil, nil, err
		}
		b.EntityID = a.EntityID
		now[a.Territory], then[a.Territory] = append(now[a.Territory], a), append(then[a.Territory], b)
	}
	return now, then, rows.Err()
}

func ranks(list []candidate) map[string]int {
	at := make(map[string]int, len(list))
	for i, c := range list {
		at[c.EntityID] = i + 1
	}
	return at
}

func keepMoves(ctx context.Context, l *lake.Lake, run string, moves []Move) error {
	text := func(name string, field func(*Move) string) lake.Column {
		return lake.Texts(name, column(moves, field), nil)
	}
	number := func(name string, field func(*Move) float64) lake.Column {
		return lake.Numbers(name, column(moves, field))
	}
	return l.Append(ctx, "shadow",
		text("run_id", func(*Move) string { return run }), text("model", func(m *Move) string { return m.Model }),
		text("champion", func(m *Move) string { return m.Champion }), text("challenger", func(m *Move) string { return m.Challenger }),
		text("entity_id", func(m *Move) string { return m.EntityID }), text("name", func(m *Move) string { return m.Name }),
		text("sector", func(m *Move) string { return m.Sector }), text("territory", func(m *Move) string { return m.Territory }),
		number("capacity", func(m *Move) float64 { return float64(m.Capacity) }), text("moved", func(m *Move) string { return m.Moved }),
		number("rank_now", func(m *Move) float64 { return float64(m.RankNow) }), number("rank_then", func(m *Move) float64 { return float64(m.RankThen) }),
		number("score_now", func(m *Move) float64 { return m.ScoreNow }), number("score_then", func(m *Move) float64 { return m.ScoreThen }))
}
