package indicator

import (
	"context"
	"math"

	"vigie"
	"vigie/lake"
)

// row is a line of the table precision.
type row struct {
	card     *Card
	of, what string
	overall  bool
	tally    *Tally
}

// Keep writes the cards in the place of those of the run before.
func Keep(ctx context.Context, l *lake.Lake, cards []*Card) error {
	var rows []row
	for _, c := range cards {
		rows = append(rows, row{c, "all", "", true, &c.Overall})
		for i := range c.Parts {
			rows = append(rows, row{c, c.Parts[i].Of, c.Parts[i].Value, false, &c.Parts[i].Tally})
		}
	}
	return l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM precision"); err != nil {
			return err
		}
		if len(rows) == 0 {
			return nil
		}
		return tx.Append(ctx, "precision", columns(rows)...)
	})
}

func columns(rows []row) []lake.Column {
	texts := func(name string, of func(row) string) lake.Column {
		values := make([]string, len(rows))
		for i, r := range rows {
			values[i] = of(r)
		}
		return lake.Texts(name, values, nil)
	}
	numbers := func(name string, of func(row) float64) lake.Column {
		values := make([]float64, len(rows))
		for i, r := range rows {
			values[i] = of(r)
		}
		return lake.Numbers(name, values)
	}
	count := func(name string, of func(*Card) int) lake.Column { // of the indicator as a whole
		return numbers(name, func(r row) float64 {
			if !r.overall {
				return math.NaN()
			}
			return float64(of(r.card))
		})
	}
	figure := func(name string, of func(*Tally) *vigie.Figure, part func(*vigie.Figure) float64) lake.Column {
		return numbers(name, func(r row) float64 {
			if f := of(r.tally); f != nil {
				return part(f)
			}
			return math.NaN()
		})
	}
	share, lift := func(t *Tally) *vigie.Figure { return t.Precision }, func(t *Tally) *vigie.Figure { return t.Lift }
	value, low, high := func(f *vigie.Figure) float64 { return f.Value }, func(f *vigie.Figure) float64 { return f.Low }, func(f *vigie.Figure) float64 { return f.High }
	return []lake.Column{
		dates("as_of", rows),
		texts("indicator", func(r row) string { return r.card.Indicator }),
		numbers("version", func(r row) float64 { return float64(r.card.Version) }),
		texts("part", func(r row) string { return r.of }),
		texts("value", func(r row) string { return r.what }),
		count("evidence", func(c *Card) int { return c.Evidence }),
		count("firings", func(c *Card) int { return c.Firings }),
		count("entities", func(c *Card) int { return c.Entities }),
		count("firing_now", func(c *Card) int { return c.Now }),
		count("followed", func(c *Card) int { return c.Followed }),
		count("open", func(c *Card) int { return c.Open }),
		count("told_confirmed", func(c *Card) int { return c.ToldConfirmed }),
		count("told_refuted", func(c *Card) int { return c.ToldRefuted }),
		numbers("inspected", func(r row) float64 { return float64(r.tally.Inspected) }),
		numbers("confirmed", func(r row) float64 { return float64(r.tally.Confirmed) }),
		numbers("own", func(r row) float64 { return float64(r.tally.Own) }),
		numbers("others", func(r row) float64 { return float64(r.tally.Others) }),
		figure("share", share, value), figure("share_low", share, low), figure("share_high", share, high),
		numbers("base", func(r row) float64 { return orNone(r.tally.Base) }),
		figure("lift", lift, value), figure("lift_low", lift, low), figure("lift_high", lift, high),
		numbers("lead_days", func(r row) float64 { return orNone(r.tally.LeadDays) }),
	}
}

func orNone(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}

func dates(name string, rows []row) lake.Column {
	days := make([]int32, len(rows))
	for i, r := range rows {
		days[i] = int32(r.card.AsOf)
	}
	return lake.Column{Name: name, Dates: days}
}
