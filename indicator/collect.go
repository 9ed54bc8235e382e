package indicator

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/evidence.sql
var evidenceSQL string

//go:embed sql/firing.sql
var firingSQL string

//go:embed sql/finding.sql
var findingSQL string

// Collect runs an indicator's query and writes its evidence, and the days on which it fires, in the place of what stood there.
// It returns how many pieces of evidence there are.
func Collect(ctx context.Context, l *lake.Lake, p *pack.Pack, x *pack.Indicator) (int64, error) {
	var rows int64
	err := l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		for _, table := range []string{"evidence", "firing"} {
			if _, err := tx.Exec(ctx, "DELETE FROM "+table+" WHERE indicator = ?", x.ID); err != nil {
				return err
			}
		}
		var err error
		if rows, err = tx.Exec(ctx, "INSERT INTO evidence\n"+evidenceOf(x, knownEntities, asked(x.Sectors))); err != nil {
			return vigie.Errorf(vigie.Invalid, "indicator %s: %s: %w%s", x.ID, x.Query, err, hint(err))
		}
		_, err = tx.Exec(ctx, "INSERT INTO firing\n"+fill(firingSQL, x, p))
		return err
	})
	return rows, err
}

// hint is the way out of what queries do wrong only once there are rows.
func hint(err error) string {
	if strings.Contains(err.Error(), "NOT NULL") {
		return ": leave out rows that lack happened_on, known_on or weight, or say what they are without it"
	}
	return ""
}

// Forget deletes what indicators left that are no longer in the pack.
func Forget(ctx context.Context, l *lake.Lake, p *pack.Pack) error {
	kept := []string{"''"}
	for i := range p.Indicators {
		kept = append(kept, lake.Quote(p.Indicators[i].ID))
	}
	for _, table := range []string{"evidence", "firing", "finding"} {
		if _, err := l.Exec(ctx, fmt.Sprintf("DELETE FROM %s WHERE indicator NOT IN (%s)", table, strings.Join(kept, ", "))); err != nil {
			return err
		}
	}
	return nil
}

// Find writes what the evidence shows on the dates of the cohort.
func Find(ctx context.Context, l *lake.Lake, p *pack.Pack) (int64, error) {
	if _, err := l.Exec(ctx, "DELETE FROM finding"); err != nil {
		return 0, err
	}
	return l.Exec(ctx, "INSERT INTO finding\n"+fill(findingSQL, nil, p))
}

// Those of whom evidence may be: the entities of the contract since they are known; in a case of test.txtar, whom the query names.
const (
	knownEntities = "SELECT entity_id, CASE WHEN count(*) = count(known_on) THEN min(known_on) END AS known_on FROM entity GROUP BY entity_id"
	namedEntities = "SELECT DISTINCT entity_id, CAST(NULL AS DATE) AS known_on FROM answer"
)

func evidenceOf(x *pack.Indicator, entities, sectors string) string {
	return strings.NewReplacer("{query}", lake.Statement(x.SQL), "{indicator}", lake.Quote(x.ID), "{out}", leaves(x.Window),
		"{entities}", entities, "{sectors}", sectors, "{detail}", parametersOf(x)).Replace(evidenceSQL)
}

// parametersOf is JSON of what the detail of a piece of evidence names.
func parametersOf(x *pack.Indicator) string {
	var pairs []string
	for _, name := range x.Detail.Places() {
		pairs = append(pairs, lake.Quote(name)+": a."+lake.Name(name))
	}
	if pairs == nil {
		return "CAST(NULL AS VARCHAR)"
	}
	return "CAST(to_json({" + strings.Join(pairs, ", ") + "}) AS VARCHAR)"
}

// fill puts the thresholds and the indicator's name into a query of the house.
func fill(query string, x *pack.Indicator, p *pack.Pack) string {
	pairs := []string{"{thresholds}", p.IndicatorThresholdSQL()}
	if x != nil {
		pairs = append(pairs, "{indicator}", lake.Quote(x.ID))
	}
	return strings.NewReplacer(pairs...).Replace(query)
}

// leaves is the first as-of date on which evidence is out of the window.
func leaves(window string) string {
	if window == "all" {
		return "CAST(NULL AS DATE)"
	}
	return "CAST(a.happened_on + " + span(window) + " AS DATE)"
}

// span is a period of the pack as SQL; the reader has checked that it is one.
func span(period string) string {
	p, err := pack.ParsePeriod(period)
	if err != nil {
		return "NULL"
	}
	return fmt.Sprintf("INTERVAL '%d months %d days'", 12*p.Years+p.Months, p.Days)
}

// asked keeps the evidence of entities that were, as far as was known when it began to count, in the sectors of the question.
func asked(sectors pack.Those) string {
	if len(sectors) == 0 {
		return ""
	}
	quoted := make([]string, len(sectors))
	for i, s := range sectors {
		quoted[i] = lake.Quote(s)
	}
	return fmt.Sprintf(`ASOF JOIN (SELECT entity_id, sector, coalesce(known_on, DATE '0001-01-01') AS known_on FROM entity) AS v
  ON v.entity_id = c.entity_id AND v.known_on <= c.counts_from
WHERE v.sector IN (%s)`, strings.Join(quoted, ", "))
}
