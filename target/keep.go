package target

import (
	"context"
	"encoding/json"

	"vigie"
	"vigie/lake"
)

// column gathers one field of every item for a bulk append.
func column[T, V any](items []T, field func(*T) V) []V {
	out := make([]V, len(items))
	for i := range items {
		out[i] = field(&items[i])
	}
	return out
}

func appendTargets(ctx context.Context, tx *lake.Tx, targets []vigie.Target) error {
	text := func(name string, field func(*vigie.Target) string) lake.Column {
		return lake.Texts(name, column(targets, field), nil)
	}
	number := func(name string, field func(*vigie.Target) float64) lake.Column {
		return lake.Numbers(name, column(targets, field))
	}
	return tx.Append(ctx, "target",
		text("run_id", func(t *vigie.Target) string { return t.RunID }),
		text("model", func(t *vigie.Target) string { return t.Model }),
		text("version", func(t *vigie.Target) string { return t.Version }),
		text("entity_id", func(t *vigie.Target) string { return t.EntityID }),
		lake.Dates("as_of", column(targets, func(t *vigie.Target) int32 { return int32(t.AsOf) }), nil),
		text("name", func(t *vigie.Target) string { return t.Name }),
		text("sector", func(t *vigie.Target) string { return t.Sector }),
		text("territory", func(t *vigie.Target) string { return t.Territory }),
		number("score", func(t *vigie.Target) float64 { return t.Score }),
		number("rank", func(t *vigie.Target) float64 { return float64(t.Rank) }),
		number("eligible", func(t *vigie.Target) float64 { return float64(t.Eligible) }),
		text("channel", func(t *vigie.Target) string { return string(t.Channel) }),
		number("probability", func(t *vigie.Target) float64 { return t.Probability }))
}

// given is a reason with the target it was given for, and its place among the target's reasons.
type given struct {
	target   *vigie.Target
	position int
	reason   *vigie.Reason
}

func appendReasons(ctx context.Context, tx *lake.Tx, targets []vigie.Target) error {
	var all []given
	for i := range targets {
		for k := range targets[i].Reasons {
			all = append(all, given{&targets[i], k + 1, &targets[i].Reasons[k]})
		}
	}
	text := func(name string, field func(*given) string) lake.Column {
		return lake.Texts(name, column(all, field), nil)
	}
	inJSON := func(name string, field func(*given) any) lake.Column {
		return text(name, func(g *given) string { return asJSON(field(g)) })
	}
	return tx.Append(ctx, "reason",
		text("run_id", func(g *given) string { return g.target.RunID }),
		text("model", func(g *given) string { return g.target.Model }),
		text("entity_id", func(g *given) string { return g.target.EntityID }),
		lake.Numbers("position", column(all, func(g *given) float64 { return float64(g.position) })),
		text("feature", func(g *given) string { return g.reason.Feature }),
		lake.Numbers("contribution", column(all, func(g *given) float64 { return g.reason.Contribution })),
		text("value", func(g *given) string { return g.reason.Value }),
		text("peer", func(g *given) string { return g.reason.Peer }),
		text("date", func(g *given) string { return g.reason.Date }),
		text("stance", func(g *given) string { return string(g.reason.Stance) }),
		inJSON("sentence", func(g *given) any { return g.reason.Sentence }),
		inJSON("innocent", func(g *given) any { return g.reason.Innocent }),
		inJSON("shown", func(g *given) any { return g.reason.Shown }))
}

// asJSON writes texts by language; they can always be written.
func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
