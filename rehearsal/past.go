package rehearsal

import (
	"context"
	"database/sql"
	_ "embed"
	"time"

	"vigie"
	"vigie/lake"
)

//go:embed sql/past.sql
var pastSQL string

// ReadPast reads from a published lake for whom an indicator fired and what an inspection then found. Each employer is taken once: by an
// indicator that looks for what was found, if there is one.
func ReadPast(ctx context.Context, l *lake.Lake, c Country, since vigie.Date) ([]Past, error) {
	looksFor := map[string]string{}
	for _, f := range c.Phenomena {
		for _, x := range f.Indicators {
			looksFor[x] = f.ID
		}
	}
	rows, err := l.Query(ctx, pastSQL, sql.Named("since", since.String()))
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "read what inspections found: %w", err)
	}
	defer rows.Close()
	at := map[string]int{}
	var all []Past
	for rows.Next() {
		var p Past
		var fired time.Time
		var assessed, collected float64
		if err := rows.Scan(&p.EntityID, &p.Name, &p.Sector, &p.Territory, &p.Indicator, &fired, &p.Outcome, &p.Found, &assessed, &collected); err != nil {
			return nil, err
		}
		p.FiredOn, p.Assessed, p.Collected = vigie.DateOf(fired.UTC()), int64(assessed*100), int64(collected*100)
		if looksFor[p.Indicator] == "" {
			continue
		}
		p.Question = c.Questions[p.Indicator]
		if i, taken := at[p.EntityID]; !taken {
			at[p.EntityID] = len(all)
			all = append(all, p)
		} else if looksFor[p.Indicator] == p.Found && looksFor[all[i].Indicator] != all[i].Found {
			all[i] = p
		}
	}
	return all, rows.Err()
}
