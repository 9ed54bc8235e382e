package dossier

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"time"

	"vigie"
	"vigie/lake"
)

// Dossier is what is known of one employer on a date.
type Dossier struct {
	Employer    Employer     `json:"employer"`
	AsOf        vigie.Date   `json:"asOf"`
	Timeline    []Happening  `json:"timeline" nullable:"false"`    // the latest first
	Inspections []Inspection `json:"inspections" nullable:"false"` // the latest first
	Findings    []Finding    `json:"findings" nullable:"false"`    // of indicators, those that fire first
	Waterfalls  []Waterfall  `json:"waterfalls" nullable:"false"`  // of the newest run's lists on which it stands
}

// Employer is an entity as it was known on the date.
type Employer struct {
	ID        string      `json:"id"`
	Name      string      `json:"name"`
	Kind      string      `json:"kind,omitempty"`
	Sector    string      `json:"sector,omitempty"`
	Territory string      `json:"territory,omitempty"`
	Lat       *float64    `json:"lat,omitempty"`
	Lon       *float64    `json:"lon,omitempty"`
	StartedOn *vigie.Date `json:"startedOn,omitempty"`
	EndedOn   *vigie.Date `json:"endedOn,omitempty"`
}

// Thing is the employer as rights are asked about it.
func (e *Employer) Thing() vigie.Thing {
	t := vigie.Thing{Kind: vigie.KindEmployer, ID: e.ID}
	if e.Territory != "" {
		t.Keys = []vigie.Key{vigie.TerritoryKey(e.Territory)}
	}
	return t
}

// Happening is something that happened, as a register tells it.
type Happening struct {
	On      vigie.Date `json:"on"`
	KnownOn vigie.Date `json:"knownOn"`
	Kind    string     `json:"kind"`
	Detail  string     `json:"detail,omitempty"`
	Source  string     `json:"source,omitempty"`
}

// Inspection is one that was closed, or a visit that was entered.
type Inspection struct {
	ID         string     `json:"id"`
	On         vigie.Date `json:"on"`
	KnownOn    vigie.Date `json:"knownOn"`
	Channel    string     `json:"channel,omitempty"`
	Outcome    string     `json:"outcome,omitempty"`
	Phenomenon string     `json:"phenomenon,omitempty"`
	Assessed   *float64   `json:"assessed,omitempty"`
	Collected  *float64   `json:"collected,omitempty"`
	Group      string     `json:"group,omitempty"`
}

// Ties are how many resources of a kind an employer shares or shared with nobody or somebody.
type Ties struct {
	Kind  string `json:"kind"`
	Now   int    `json:"now"`   // on the date
	Ever  int    `json:"ever"`  // known by the date
	Share int    `json:"share"` // of them, those that another employer has too
}

var (
	//go:embed sql/employer.sql
	employerSQL string
	//go:embed sql/timeline.sql
	timelineSQL string
	//go:embed sql/inspection.sql
	inspectionSQL string
	//go:embed sql/ties.sql
	tiesSQL string
)

// Read reads the dossier of an entity as known on a date; not_found when it was not known by then.
func Read(ctx context.Context, l *lake.Lake, entity string, asOf vigie.Date) (*Dossier, error) {
	d := &Dossier{AsOf: asOf}
	by := []any{sql.Named("entity", entity), sql.Named("as_of", asOf.String())}
	err := scanEmployer(l.QueryRow(ctx, employerSQL, by...), &d.Employer)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, vigie.NoSuch(vigie.KindEmployer, entity)
	}
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "read employer: %w", err)
	}
	d.Timeline, err = rows(ctx, l, timelineSQL, by, func(r *sql.Rows, h *Happening) error {
		return r.Scan(day{&h.On}, day{&h.KnownOn}, &h.Kind, &h.Detail, &h.Source)
	})
	if err != nil {
		return nil, err
	}
	d.Inspections, err = rows(ctx, l, inspectionSQL, by, func(r *sql.Rows, i *Inspection) error {
		return r.Scan(&i.ID, day{&i.On}, day{&i.KnownOn}, &i.Channel, &i.Outcome, &i.Phenomenon, &i.Assessed, &i.Collected, &i.Group)
	})
	if err != nil {
		return nil, err
	}
	if d.Findings, err = findings(ctx, l, by); err != nil {
		return nil, err
	}
	d.Waterfalls, err = waterfalls(ctx, l, by)
	return d, err
}

// TiesOf counts the resources of an employer as known on a date. That of others is read for it, so that it takes longer than the dossier.
func TiesOf(ctx context.Context, l *lake.Lake, entity string, asOf vigie.Date) ([]Ties, error) {
	return rows(ctx, l, tiesSQL, []any{sql.Named("entity", entity), sql.Named("as_of", asOf.String())},
		func(r *sql.Rows, t *Ties) error { return r.Scan(&t.Kind, &t.Now, &t.Ever, &t.Share) })
}

func scanEmployer(r interface{ Scan(...any) error }, e *Employer) error {
	return r.Scan(&e.ID, &e.Name, &e.Kind, &e.Sector, &e.Territory, &e.Lat, &e.Lon, maybe{&e.StartedOn}, maybe{&e.EndedOn})
}

// rows reads all rows of a query; never nil, so that an empty list is written as one.
func rows[T any](ctx context.Context, l *lake.Lake, query string, args []any, scan func(*sql.Rows, *T) error) ([]T, error) {
	out := []T{}
	rs, err := l.Query(ctx, query, args...)
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "read dossier: %w", err)
	}
	defer rs.Close()
	for rs.Next() {
		var t T
		if err := scan(rs, &t); err != nil {
			return nil, vigie.Errorf(vigie.Internal, "read dossier: %w", err)
		}
		out = append(out, t)
	}
	return out, rs.Err()
}

// day and maybe read dates of the engine.
type day struct{ to *vigie.Date }

// Scan implements sql.Scanner.
func (d day) Scan(v any) error {
	t, ok := v.(time.Time)
	if !ok {
		return vigie.Errorf(vigie.Internal, "read date: it is %T", v)
	}
	*d.to = vigie.DateOf(t.UTC())
	return nil
}

type maybe struct{ to **vigie.Date }

// Scan implements sql.Scanner.
func (m maybe) Scan(v any) error {
	if v == nil {
		return nil
	}
	*m.to = new(vigie.Date)
	return day{*m.to}.Scan(v)
}
