package feature

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// Curve is one value of an entity over time, beside the quartiles of its peers.
type Curve struct {
	Name    string          `json:"name"`
	Meaning vigie.LocalText `json:"meaning"`
	Unit    vigie.LocalText `json:"unit"`
	Points  []Point         `json:"points" nullable:"false"` // the earliest first
}

// Point is a curve in one period. What is not there is not available, never zero.
type Point struct {
	On    vigie.Date `json:"on"` // the first day of the period
	Peers int        `json:"peers,omitempty"`
	Value *float64   `json:"value,omitempty"`
	Low   *float64   `json:"low,omitempty"`
	Mid   *float64   `json:"mid,omitempty"`
	High  *float64   `json:"high,omitempty"`
}

// Place is a place of an entity.
type Place struct {
	Place  string      `json:"place"`
	Kind   string      `json:"kind"`
	Lat    *float64    `json:"lat,omitempty"`
	Lon    *float64    `json:"lon,omitempty"`
	From   *vigie.Date `json:"from,omitempty"`
	To     *vigie.Date `json:"to,omitempty"`
	Source string      `json:"source"`
}

// Draw answers the pack's drawings for one entity as of a date.
func Draw(ctx context.Context, l *lake.Lake, p *pack.Pack, entity string, asOf vigie.Date) (curves []Curve, places []Place, err error) {
	curves, places = []Curve{}, []Place{}
	for i := range p.Drawings {
		d := &p.Drawings[i]
		rows, err := l.Query(ctx, drawingSQL(d), sql.Named("entity", entity), sql.Named("as_of", asOf.String()))
		if err != nil {
			return nil, nil, vigie.Errorf(vigie.Internal, "draw %s: %w", d.ID, err)
		}
		if d.Shows == pack.Places {
			err = takePlaces(rows, &places)
		} else {
			err = takeCurves(rows, d, &curves)
		}
		if err != nil {
			return nil, nil, vigie.Errorf(vigie.Internal, "draw %s: %w", d.ID, err)
		}
	}
	return curves, places, nil
}

// drawingSQL asks a drawing's query about a cohort of one. Numbers come as numbers, whatever the pack reckons in.
func drawingSQL(d *pack.Drawing) string {
	columns, order := make([]string, 0, 16), "kind, place, source_ref"
	for _, c := range d.Columns() {
		quoted := lake.Name(c)
		switch {
		case d.Shows == pack.Places || c == "period_on":
		case c == "peers":
			quoted = "CAST(coalesce(peers, 0) AS INTEGER) AS peers"
		default:
			quoted = fmt.Sprintf("CAST(%s AS DOUBLE) AS %s", quoted, quoted)
		}
		columns = append(columns, quoted)
	}
	if d.Shows == pack.Curves {
		order = "period_on"
	}
	return fmt.Sprintf("WITH cohort AS (SELECT $entity AS entity_id, CAST($as_of AS DATE) AS as_of)\nSELECT %s FROM (\n%s\n) AS drawn ORDER BY %s",
		strings.Join(columns, ", "), lake.Statement(d.SQL), order)
}

func takePlaces(rows *sql.Rows, places *[]Place) error {
	defer rows.Close()
	for rows.Next() {
		var p Place
		var place sql.NullString
		var from, to sql.NullTime
		if err := rows.Scan(&place, &p.Kind, &p.Lat, &p.Lon, &from, &to, &p.Source); err != nil {
			return err
		}
		p.Place, p.From, p.To = place.String, dayOf(from), dayOf(to)
		*places = append(*places, p)
	}
	return rows.Err()
}

func dayOf(t sql.NullTime) *vigie.Date {
	if !t.Valid {
		return nil
	}
	day := vigie.DateOf(t.Time.UTC())
	return &day
}

func takeCurves(rows *sql.Rows, d *pack.Drawing, curves *[]Curve) error {
	defer rows.Close()
	drawn := make([]Curve, len(d.Curves))
	for i, c := range d.Curves {
		drawn[i] = Curve{Name: d.ID + "." + c.Name, Meaning: vigie.LocalText(c.Meaning), Unit: vigie.LocalText(c.Unit), Points: []Point{}}
	}
	for rows.Next() {
		var on sql.NullTime
		var peers int
		points, to := make([]Point, len(drawn)), []any{&on, &peers}
		for i := range points {
			p := &points[i]
			to = append(to, &p.Value, &p.Low, &p.Mid, &p.High)
		}
		if err := rows.Scan(to...); err != nil {
			return err
		}
		for i, p := range points {
			p.On, p.Peers = vigie.DateOf(on.Time.UTC()), peers
			drawn[i].Points = append(drawn[i].Points, p)
		}
	}
	*curves = append(*curves, drawn...)
	return rows.Err()
}

// CheckDrawings answers every drawing for nobody, in a lake whose tables are declared and empty, and returns what the engine says against it.
func CheckDrawings(ctx context.Context, l *lake.Lake, p *pack.Pack) pack.Faults {
	var faults pack.Faults
	for i := range p.Drawings {
		d := &p.Drawings[i]
		if d.SQL == "" {
			continue // pack.Read has said that it is missing
		}
		begins := pack.Pos{File: d.File, Line: 1}
		rows, err := l.Query(ctx, drawingSQL(d), sql.Named("entity", ""), sql.Named("as_of", "2000-01-01"))
		if err == nil {
			err = errors.Join(rows.Err(), rows.Close())
		}
		if err != nil {
			faults = append(faults, pack.Fault{Pos: pack.Rebase(begins, err.Error(), 3), What: "drawing " + d.ID + ": " + pack.Message(err),
				WayOut: "mend the query; it gives entity_id, as_of, " + strings.Join(d.Columns(), ", ")})
		}
	}
	return faults
}
