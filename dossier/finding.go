package dossier

import (
	"context"
	"database/sql"
	_ "embed"

	"vigie"
	"vigie/lake"
)

// Finding is what one indicator shows of an employer on the date: the evidence that counts on it.
type Finding struct {
	Indicator string     `json:"indicator"`
	Fires     bool       `json:"fires"`
	Weight    float64    `json:"weight"` // in the indicator's unit
	Evidence  []Evidence `json:"evidence" nullable:"false"`
}

// Evidence is one thing that happened, since when it was known, how much it weighs and which records say so.
type Evidence struct {
	HappenedOn vigie.Date `json:"happenedOn"`
	KnownOn    vigie.Date `json:"knownOn"`
	Weight     float64    `json:"weight"`
	Detail     string     `json:"detail,omitempty" doc:"Its parameters as JSON, as the indicator's query gave them"`
	Says       string     `json:"says,omitempty" doc:"The same as a sentence, in your language; days in it are written 2026-01-05"` // by who knows that language
	Source     string     `json:"source,omitempty"`
}

//go:embed sql/finding.sql
var findingSQL string

func findings(ctx context.Context, l *lake.Lake, by []any) ([]Finding, error) {
	type line struct {
		indicator string
		fires     bool
		Evidence
	}
	lines, err := rows(ctx, l, findingSQL, by, func(r *sql.Rows, x *line) error {
		return r.Scan(&x.indicator, &x.fires, day{&x.HappenedOn}, day{&x.KnownOn}, &x.Weight, &x.Detail, &x.Source)
	})
	if err != nil {
		return nil, err
	}
	found := []Finding{}
	for _, x := range lines {
		if n := len(found); n == 0 || found[n-1].Indicator != x.indicator {
			found = append(found, Finding{Indicator: x.indicator, Fires: x.fires})
		}
		f := &found[len(found)-1]
		f.Weight += x.Weight
		f.Evidence = append(f.Evidence, x.Evidence)
	}
	return found, nil
}
