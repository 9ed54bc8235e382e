package target

import (
	"cmp"
	"context"
	_ "embed"
	"slices"
	"time"

	"vigie"
	"vigie/lake"
)

//go:embed sql/list.sql
var listSQL string

// List is one list of a model that was published: by which version, of which day, and how many it names.
type List struct {
	RunID     string     `json:"run"`
	Model     string     `json:"model"`
	Version   string     `json:"version"` // of the trained model
	AsOf      vigie.Date `json:"asOf"`
	StartedAt time.Time  `json:"startedAt"`
	Targets   int        `json:"targets"`
}

// Lists are those of a model, the newest day first, and of one day the last one made.
func Lists(ctx context.Context, l *lake.Lake, model string) ([]List, error) {
	rows, err := l.Query(ctx, listSQL, model)
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "read the lists of %s: %w", model, err)
	}
	defer rows.Close()
	lists := []List{}
	for rows.Next() {
		x := List{Model: model}
		var asOf time.Time
		if err := rows.Scan(&x.RunID, &x.Version, &asOf, &x.StartedAt, &x.Targets); err != nil {
			return nil, err
		}
		x.AsOf = vigie.DateOf(asOf.UTC())
		lists = append(lists, x)
	}
	return lists, rows.Err()
}

// Change is an entity that stands on one list and not on another, or on both.
type Change struct {
	What   string        `json:"what"` // new, gone or stays
	Before *vigie.Target `json:"before,omitempty"`
	After  *vigie.Target `json:"after,omitempty"`
}

// What a change can be.
const (
	New   = "new"
	Gone  = "gone"
	Stays = "stays"
)

// Target is the entity as the later list knows it, or the earlier one where it is gone.
func (c Change) Target() *vigie.Target {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

// Compare holds two lists of a model against each other, entity by entity: who is new first, then who is gone, then who stays; each in the
// order of territories and ranks, which tells nothing of who it is. Reasons are left out.
func Compare(before, after []vigie.Target) []Change {
	at := map[string]int{}
	var out []Change
	for i := range after {
		t := bare(after[i])
		at[t.EntityID] = len(out)
		out = append(out, Change{What: New, After: &t})
	}
	for i := range before {
		t := bare(before[i])
		if j, both := at[t.EntityID]; both {
			out[j].What, out[j].Before = Stays, &t
			continue
		}
		out = append(out, Change{What: Gone, Before: &t})
	}
	turn := map[string]int{New: 0, Gone: 1, Stays: 2}
	slices.SortStableFunc(out, func(a, b Change) int {
		return cmp.Or(cmp.Compare(turn[a.What], turn[b.What]), cmp.Compare(a.Target().Territory, b.Target().Territory), cmp.Compare(a.Target().Rank, b.Target().Rank))
	})
	return out
}

func bare(t vigie.Target) vigie.Target {
	t.Reasons = nil
	return t
}
