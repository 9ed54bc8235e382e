package main

import (
	"context"
	"fmt"
	"slices"

	"vigie"
	"vigie/bench/internal/fraud"
	"vigie/bench/internal/paired"
	"vigie/model"
)

// followed prints, month after month, where the cases of one phenomenon stand on the list of each model that had no
// inspection find them yet.
func (b *bench) followed(ctx context.Context) error {
	from, err := vigie.ParseDate(b.from)
	if err != nil {
		return err
	}
	until, err := vigie.ParseDate(b.until)
	if err != nil {
		return err
	}
	days, err := vigie.Month.Dates(from, until)
	if err != nil {
		return err
	}
	fmt.Printf("| as of | model | confirmed cases known | at it and not found yet | median place, share of the list above it | in the first %d | by chance |\n|---|---|---|---|---|---|---|\n", b.visits)
	for _, day := range days {
		models, err := b.prepare(ctx, day)
		if err != nil {
			return err
		}
		confirmed, err := b.confirmed(ctx, day)
		if err != nil {
			return err
		}
		for _, m := range models {
			labelled, err := model.Labelled(ctx, b.lake, b.pack, m)
			if err != nil {
				return err
			}
			listed, err := model.Listed(ctx, b.lake, b.pack, m)
			if err != nil {
				return err
			}
			margins, err := b.rank(ctx, m, "", labelled, listed, day)
			if err != nil {
				return err
			}
			b.places(m.ID, day, listed, paired.Ranked(margins, b.seed), confirmed)
		}
	}
	return nil
}

func (b *bench) places(id string, day vigie.Date, listed *model.Table, order []int, confirmed map[string]bool) {
	at := fraud.Active(b.frauds, day)
	var places []int
	first := 0
	for place, i := range order {
		if e := listed.Entity[i]; slices.Contains(at[e], b.follow) && !confirmed[e] {
			places = append(places, place)
			if place < b.visits {
				first++
			}
		}
	}
	median := "–"
	if len(places) > 0 {
		median = fmt.Sprintf("%.1f %%", 100*float64(places[len(places)/2])/float64(len(order)))
	}
	fmt.Printf("| %s | %s | %d | %d | %s | %d | %.1f |\n", day, id, len(confirmed), len(places), median, first,
		float64(len(places))*float64(min(b.visits, len(order)))/float64(len(order)))
}

// confirmed are the entities of which an inspection had shown the phenomenon, as known on the day.
func (b *bench) confirmed(ctx context.Context, day vigie.Date) (map[string]bool, error) {
	f, err := b.lake.Frame(ctx, "SELECT DISTINCT entity_id FROM inspection WHERE phenomenon = ? AND known_on <= CAST(? AS DATE) AND (known_until IS NULL OR known_until > CAST(? AS DATE))", b.follow, day.String(), day.String())
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, id := range f.Columns[0].Texts {
		out[id] = true
	}
	return out, nil
}
