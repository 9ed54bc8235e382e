package indicator

import (
	"context"
	_ "embed"

	"vigie"
	"vigie/lake"
)

//go:embed sql/card.sql
var cardSQL string

// Read reads the cards that a run kept, by indicator.
func Read(ctx context.Context, l *lake.Lake) (map[string]*Card, error) {
	var there bool
	if err := l.QueryRow(ctx, `SELECT EXISTS (FROM information_schema.columns WHERE table_name = 'precision' AND column_name = 'told_confirmed')`).Scan(&there); err != nil || !there {
		return nil, err // a snapshot of before there were such cards: the next run makes them
	}
	f, err := l.Frame(ctx, cardSQL)
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "read precision cards: %w", err)
	}
	cards := map[string]*Card{}
	for r := range f.Rows {
		n := func(i int) int { return int(f.Columns[i].Numbers[r]) }
		id, of := f.Columns[0].Texts[r], f.Columns[3].Texts[r]
		t := tallyOf(f, r)
		if of == "all" { // the first of each
			c := &Card{Indicator: id, Version: n(1), AsOf: vigie.Date(f.Columns[2].Dates[r]), Evidence: n(5), Firings: n(6), Entities: n(7), Now: n(8), Followed: n(9), Open: n(10), ToldConfirmed: n(23), ToldRefuted: n(24), Overall: t}
			c.Passed = c.Firings - c.Followed - c.Open
			cards[id] = c
		} else if c := cards[id]; c != nil {
			c.Parts = append(c.Parts, Part{of, f.Columns[4].Texts[r], t})
		}
	}
	return cards, nil
}

func tallyOf(f *lake.Frame, r int) Tally {
	const first = 11
	v := func(i int) float64 { return f.Columns[first+i].Numbers[r] }
	t := Tally{Inspected: int(v(0)), Confirmed: int(v(1)), Own: int(v(2)), Others: int(v(10))}
	t.Refuted = t.Inspected - t.Confirmed
	if share := v(3); share == share { // NaN: too few to say
		t.Precision = &vigie.Figure{Value: share, Low: v(4), High: v(5)}
	}
	if base := v(6); base == base {
		t.Base = &base
	}
	if lift := v(7); lift == lift {
		t.Lift = &vigie.Figure{Value: lift, Low: v(8), High: v(9)}
	}
	if lead := v(11); lead == lead {
		t.LeadDays = &lead
	}
	return t
}
