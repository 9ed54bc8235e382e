package indicator

import (
	"context"
	_ "embed"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/inspected.sql
var inspectedSQL string

//go:embed sql/hit.sql
var hitSQL string

//go:embed sql/firings.sql
var firingsSQL string

//go:embed sql/told.sql
var toldSQL string

//go:embed sql/year.sql
var yearSQL string

// Card is what is known of an indicator's worth on a date. Precision rests on inspections on whose eve it fired, as far as was known on
// that eve; coverage rests on its firings. What visits said of its reasons is counted beside: an employer may be caught for something else than what was said of it.
type Card struct {
	Indicator string     `json:"indicator"`
	Version   int        `json:"version"`
	AsOf      vigie.Date `json:"asOf"`
	Evidence  int        `json:"evidence"` // pieces known
	Firings   int        `json:"firings"`  // stretches of days on which it fired
	Entities  int        `json:"entities"` // of how many entities
	Now       int        `json:"now"`      // firing on the date
	Followed  int        `json:"followed"` // firings with an inspection in time, as follow_up says
	Open      int        `json:"open"`     // firings that may still be followed in time
	Passed    int        `json:"passed"`   // firings that nobody followed in time

	ToldConfirmed int `json:"toldConfirmed"` // visits that found that what it said of their target held
	ToldRefuted   int `json:"toldRefuted"`   // and those that found that it did not

	Overall Tally  `json:"overall"`
	Parts   []Part `json:"parts"` // by sector, channel and territory
	Years   []Year `json:"years,omitempty"`
}

// Part is the tally of one sector, channel or territory.
type Part struct {
	Of    string `json:"of"` // sector, channel or territory
	Value string `json:"value"`
	Tally
}

// Year is a year of an indicator: its evidence by when it became known, its tally by the day of the inspection.
type Year struct {
	Year     int `json:"year"`
	Evidence int `json:"evidence"`
	Entities int `json:"entities"` // for which it fired in it
	Tally
}

// Cards judges all of a pack's indicators by what was known on the date.
func Cards(ctx context.Context, l *lake.Lake, p *pack.Pack, asOf vigie.Date) ([]*Card, error) {
	if len(p.Indicators) == 0 {
		return nil, nil
	}
	var cards []*Card
	err := judge(ctx, l, p, asOf, 0, func(j *judging) error {
		for i := range p.Indicators {
			c, _, err := j.card(ctx, &p.Indicators[i])
			if err != nil {
				return err
			}
			cards = append(cards, c)
		}
		return nil
	})
	return cards, err
}

// Backtest judges one indicator over the years, with its parts. since of zero is from the first inspection on.
func Backtest(ctx context.Context, l *lake.Lake, p *pack.Pack, x *pack.Indicator, asOf, since vigie.Date) (*Card, error) {
	var c *Card
	err := judge(ctx, l, p, asOf, since, func(j *judging) error {
		var hits []hit
		var err error
		if c, hits, err = j.card(ctx, x); err != nil {
			return err
		}
		c.Years, err = j.years(ctx, x, hits)
		return err
	})
	return c, err
}

// judging is one look at the inspections that were known on a date.
type judging struct {
	tx    *lake.Tx
	asOf  vigie.Date
	since vigie.Date
	all   []counts
}

// judge lets do ask about indicators; the inspections it asks of stand in a temporary table, which is why it is one transaction.
func judge(ctx context.Context, l *lake.Lake, p *pack.Pack, asOf, since vigie.Date, do func(*judging) error) error {
	return l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		j := &judging{tx: tx, asOf: asOf, since: since}
		if since == 0 {
			j.since = -719_000 // before any register
		}
		query := strings.NewReplacer("{positive}", pack.Condition(p.Positive), "{as_of}", asOf.String(), "{since}", j.since.String()).Replace(inspectedSQL)
		if _, err := tx.Exec(ctx, query); err != nil {
			return vigie.Errorf(vigie.Invalid, "hold indicators against inspections: pack.yaml: positive: %w", err)
		}
		if since == 0 {
			if err := j.begin(ctx); err != nil {
				return err
			}
		}
		f, err := tx.Frame(ctx, `SELECT sector, territory, channel, year(inspected_on) AS year, count(*) AS n, count(*) FILTER (WHERE positive) AS positive
FROM inspected GROUP BY sector, territory, channel, year ORDER BY sector, territory, channel, year`)
		if err != nil {
			return err
		}
		for r := range f.Rows {
			j.all = append(j.all, counts{placeOf(f, r), int(f.Columns[4].Numbers[r]), int(f.Columns[5].Numbers[r])})
		}
		return do(j)
	})
}

// begin lets the years begin with the first inspection.
func (j *judging) begin(ctx context.Context) error {
	f, err := j.tx.Frame(ctx, `SELECT coalesce(min(inspected_on), CAST('`+j.asOf.String()+`' AS DATE)) AS first FROM inspected`)
	if err == nil {
		j.since = vigie.Date(f.Columns[0].Dates[0])
	}
	return err
}

func placeOf(f *lake.Frame, r int) place {
	return place{f.Columns[0].Texts[r], f.Columns[1].Texts[r], f.Columns[2].Texts[r], int(f.Columns[3].Numbers[r])}
}

func (j *judging) fill(query string, x *pack.Indicator) string {
	return strings.NewReplacer("{indicator}", lake.Quote(x.ID), "{phenomenon}", lake.Quote(x.Phenomenon), "{follow_up}", span(x.FollowUp),
		"{as_of}", j.asOf.String(), "{since}", j.since.String()).Replace(query)
}

func (j *judging) card(ctx context.Context, x *pack.Indicator) (*Card, []hit, error) {
	c := &Card{Indicator: x.ID, Version: x.Version, AsOf: j.asOf}
	f, err := j.tx.Frame(ctx, j.fill(firingsSQL, x))
	if err != nil {
		return nil, nil, err
	}
	n := func(i int) int { return int(f.Columns[i].Numbers[0]) }
	c.Firings, c.Entities, c.Now, c.Followed, c.Open = n(0), n(1), n(2), n(3), n(4)
	c.Passed = c.Firings - c.Followed - c.Open
	err = j.tx.QueryRow(ctx, j.fill(`SELECT count(*) FROM evidence WHERE indicator = {indicator} AND known_on <= CAST('{as_of}' AS DATE) AND known_on >= CAST('{since}' AS DATE)`, x)).Scan(&c.Evidence)
	if err != nil {
		return nil, nil, err
	}
	if err := j.tx.QueryRow(ctx, j.fill(toldSQL, x)).Scan(&c.ToldConfirmed, &c.ToldRefuted); err != nil {
		return nil, nil, err
	}
	hits, err := j.hits(ctx, x)
	if err != nil {
		return nil, nil, err
	}
	c.Overall = tally(hits, j.all, func(place) bool { return true })
	c.Parts = parts(hits, j.all)
	return c, hits, nil
}

func (j *judging) hits(ctx context.Context, x *pack.Indicator) ([]hit, error) {
	f, err := j.tx.Frame(ctx, j.fill(hitSQL, x))
	if err != nil {
		return nil, err
	}
	hits := make([]hit, f.Rows)
	for r := range hits {
		hits[r] = hit{placeOf(f, r), f.Columns[4].Numbers[r] != 0, f.Columns[5].Numbers[r] != 0, f.Columns[6].Numbers[r]}
	}
	return hits, nil
}

// parts are the tallies by sector, by channel and by territory, of those with a hit.
func parts(hits []hit, all []counts) []Part {
	var out []Part
	for _, by := range []struct {
		of    string
		value func(place) string
	}{
		{"sector", func(p place) string { return p.sector }},
		{"channel", func(p place) string { return p.channel }},
		{"territory", func(p place) string { return p.territory }},
	} {
		there := map[string]bool{}
		for _, h := range hits {
			there[by.value(h.place)] = true
		}
		for _, value := range sorted(there) {
			out = append(out, Part{by.of, value, tally(hits, all, func(p place) bool { return by.value(p) == value })})
		}
	}
	return out
}

func (j *judging) years(ctx context.Context, x *pack.Indicator, hits []hit) ([]Year, error) {
	f, err := j.tx.Frame(ctx, j.fill(yearSQL, x))
	if err != nil {
		return nil, err
	}
	var years []Year
	for r := range f.Rows {
		y := int(f.Columns[0].Numbers[r])
		year := Year{y, int(f.Columns[1].Numbers[r]), int(f.Columns[2].Numbers[r]), tally(hits, j.all, func(p place) bool { return p.year == y })}
		if len(years) > 0 || year.Evidence > 0 || year.Entities > 0 { // it begins with the first year that has something to tell
			years = append(years, year)
		}
	}
	return years, nil
}
