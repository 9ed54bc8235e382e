package pipeline_test

import (
	"context"
	_ "embed"
	"strings"
	"testing"

	"vigie"
	"vigie/derive"
	"vigie/indicator"
	"vigie/lake"
	"vigie/match"
	"vigie/pack"
)

// deriveAll computes the derived tables and the evidence of all of history, and what of it counts for the cohort.
func deriveAll(t *testing.T, l *lake.Lake, p *pack.Pack) {
	t.Helper()
	ctx := context.Background()
	resolveAll(t, l, p)
	if err := derive.Threshold(ctx, l, p); err != nil {
		t.Fatal(err)
	}
	for i := range p.Derives {
		if _, err := derive.Build(ctx, l, &p.Derives[i]); err != nil {
			t.Fatal(err)
		}
	}
	for i := range p.Indicators {
		if _, err := indicator.Collect(ctx, l, p, &p.Indicators[i]); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := indicator.Find(ctx, l, p); err != nil {
		t.Fatal(err)
	}
}

// resolveAll matches the records of every spec.
func resolveAll(t *testing.T, l *lake.Lake, p *pack.Pack) {
	t.Helper()
	ctx := context.Background()
	if err := match.Declare(ctx, l, p); err != nil {
		t.Fatal(err)
	}
	for i := range p.Matches {
		if _, err := match.Resolve(ctx, l, match.Resolving{Pack: p, Match: &p.Matches[i], Threads: 2}); err != nil {
			t.Fatal(err)
		}
	}
}

//go:embed testdata/judge.sql
var judgeSQL string

// judgeAll lets two people judge some pairs of every spec's records, on the days on which the records came to be known or later.
func judgeAll(t *testing.T, l *lake.Lake, p *pack.Pack) {
	t.Helper()
	resolveAll(t, l, p)
	if _, err := l.Exec(context.Background(), judgeSQL); err != nil {
		t.Fatal(err)
	}
}

// toldOfHistory is what derived tables and evidence say as of the day, as one number each. When a row ends is left out: on the day it has not.
func toldOfHistory(t *testing.T, l *lake.Lake, p *pack.Pack, day vigie.Date) map[string]string {
	t.Helper()
	tables, out := map[string]string{}, map[string]string{}
	for i := range p.Derives {
		tables[p.Derives[i].Table()] = derive.Table(&p.Derives[i])
	}
	for i := range p.Matches {
		if m := &p.Matches[i]; m.Use == pack.UseRisk {
			tables[m.Table()] = m.Table()
		}
	}
	tables["judgement"] = "(SELECT *, CAST(judged_at AS DATE) AS known_on FROM judgement)"
	for i := range p.Indicators {
		id := p.Indicators[i].ID
		// Evidence may be known of somebody before the registers know whom it concerns; it counts from then.
		tables["evidence "+id] = "(SELECT * EXCLUDE (counts_until) FROM evidence WHERE indicator = " + lake.Quote(id) + " AND counts_from <= DATE '" + day.String() + "')"
	}
	for name, table := range tables {
		out[name] = hashAsOf(t, l, table, day)
	}
	return out
}

func hashAsOf(t *testing.T, l *lake.Lake, table string, day vigie.Date) (hash string) {
	t.Helper()
	ctx := context.Background()
	given, err := lake.Describe(ctx, l, "SELECT * FROM "+table)
	if err != nil {
		t.Fatal(err)
	}
	where := "known_on <= DATE '" + day.String() + "'"
	var columns []string
	for _, f := range given {
		switch column := lake.Name(f.Name); {
		case f.Name == "known_until":
			where += " AND (known_until IS NULL OR known_until > DATE '" + day.String() + "')"
		case f.Kind == lake.Number:
			columns = append(columns, "round("+column+", 4)") // sums are added up in any order
		default:
			columns = append(columns, column)
		}
	}
	query := "SELECT count(*) || ' rows, ' || coalesce(CAST(sum(CAST(hash(a) AS HUGEINT)) AS VARCHAR), '') FROM (SELECT " + strings.Join(columns, ", ") + " FROM " + table + " WHERE " + where + ") AS a"
	if err := l.QueryRow(ctx, query).Scan(&hash); err != nil {
		t.Fatal(err)
	}
	return hash
}

// leaks are derived tables and an indicator of which all but one look ahead.
func leaks(p *pack.Pack) (found []string) {
	p.Derives = []pack.Derive{
		{ // known a month before anybody complained
			ID: "early", Kind: pack.Delta, File: "derive/early.sql",
			SQL: "SELECT number AS entity_id, known_on - 30 AS known_on, 1 AS complaints FROM complaints",
		},
		{ // a total of all of history
			ID: "total", Kind: pack.Dated, File: "derive/total.sql",
			SQL: "SELECT number AS entity_id, min(known_on) AS known_on, CAST(NULL AS DATE) AS known_until, count(*) AS complaints FROM complaints GROUP BY number",
		},
		{
			ID: "honest", Kind: pack.Delta, File: "derive/honest.sql",
			SQL: "SELECT number AS entity_id, known_on, 1 AS complaints FROM complaints",
		},
	}
	p.Matches = []pack.Match{{ // what is compared is a total of all of history
		ID: "careless", Use: pack.UseRisk, Reads: []string{"complaints"}, File: "match/careless.sql",
		SQL: "SELECT number, min(known_on) AS known_on, count(*) AS complaints FROM complaints GROUP BY number",
		Spec: []byte("match: careless\nversion: 1\nuse: risk\nreads: [complaints]\ntask: dedupe\nid: number\nfields: [{name: complaints}]\n" +
			"block: [complaints]\ncompare: [{field: complaints, levels: [exact], m: [0.99, 0.01], u: [0.01, 0.99]}]\nlambda: 0.5\n"),
	}}
	p.Indicators = []pack.Indicator{{ // an outcome is not known on the day of the visit
		ID: "found", Query: "indicator/found/query.sql", Window: "P1Y", Threshold: pack.Changes{{Value: 1}},
		SQL: `SELECT entity_id, inspected_on AS happened_on, inspected_on AS known_on, CAST(NULL AS DATE) AS known_until, CAST(1 AS DOUBLE) AS weight,
outcome AS detail, inspection_id AS source_ref FROM inspection WHERE outcome = 'report'`,
	}}
	return []string{"derived.early", "derived.total", "evidence found", "resolved.careless"}
}
