package model

import (
	"context"
	"database/sql"
	_ "embed"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/label_inspection.sql
var labelInspectionSQL string

//go:embed sql/label_grid.sql
var labelGridSQL string

//go:embed sql/outcome.sql
var outcomeSQL string

//go:embed sql/list.sql
var listSQL string

// Label writes the rows that a model learns from or is judged on into the table labelled, and the outcomes its simple
// baselines know of into outcome. Rows of other models stay as they are.
func Label(ctx context.Context, l *lake.Lake, m *pack.Model) error {
	query, args, err := labelQuery(ctx, l, m)
	if err != nil {
		return err
	}
	steps := []struct {
		what, sql string
		args      []any
	}{
		{"forget its old rows", `DELETE FROM labelled WHERE model = ?`, []any{m.ID}},
		{"forget its old outcomes", `DELETE FROM outcome WHERE model = ?`, []any{m.ID}},
		{"label its cohort", "INSERT INTO labelled BY NAME " + query, args},
		{"collect its outcomes", "INSERT INTO outcome BY NAME " + fill(outcomeSQL, m), []any{
			sql.Named("model", m.ID), sql.Named("delay", m.Label.DelayDays)}},
	}
	for _, s := range steps {
		if _, err := l.Exec(ctx, s.sql, s.args...); err != nil {
			return vigie.Errorf(vigie.Invalid, "model %s: %s: %w", m.ID, s.what, err)
		}
	}
	return nil
}

// List writes whom a list as of the date may name into the table listed.
func List(ctx context.Context, l *lake.Lake, m *pack.Model, asOf vigie.Date) error {
	if _, err := l.Exec(ctx, `DELETE FROM listed WHERE model = ?`, m.ID); err != nil {
		return err
	}
	_, err := l.Exec(ctx, "INSERT INTO listed "+fill(listSQL, m),
		sql.Named("model", m.ID), sql.Named("as_of", asOf.String()))
	if err != nil {
		return vigie.Errorf(vigie.Invalid, "model %s: list whom it may name: %w", m.ID, err)
	}
	return nil
}

func labelQuery(ctx context.Context, l *lake.Lake, m *pack.Model) (string, []any, error) {
	args := []any{sql.Named("model", m.ID), sql.Named("delay", m.Label.DelayDays)}
	if m.Cohort.At != "grid" {
		return fill(labelInspectionSQL, m), append(args, sql.Named("lead", m.Cohort.LeadDays)), nil
	}
	dates, err := gridDates(m)
	if err != nil {
		return "", nil, err
	}
	if _, err := l.Exec(ctx, `DELETE FROM as_of_date`); err != nil {
		return "", nil, err
	}
	for _, d := range dates {
		if _, err := l.Exec(ctx, `INSERT INTO as_of_date VALUES (CAST(? AS DATE))`, d.String()); err != nil {
			return "", nil, err
		}
	}
	return fill(labelGridSQL, m), append(args, sql.Named("days", m.Label.Days)), nil
}

func gridDates(m *pack.Model) ([]vigie.Date, error) {
	first, err := vigie.ParseDate(m.Cohort.From)
	if err != nil {
		return nil, err
	}
	last, err := vigie.ParseDate(m.Cohort.Until)
	if err != nil {
		return nil, err
	}
	return vigie.Step(m.Cohort.Every).Dates(first, last)
}

// fill puts the pack's conditions into a query. They are SQL, as trusted as the pack itself: the lake lets none of a
// pack's SQL reach a file or the network.
func fill(query string, m *pack.Model) string {
	return strings.NewReplacer(
		"{where}", orTrue(m.Cohort.Where),
		"{positive}", orTrue(m.Label.Positive),
		"{active}", orTrue(m.Cohort.Active),
		"{held}", orTrue(m.Evaluation.Holdout.Where),
	).Replace(query)
}

// orTrue keeps a condition's line comments from swallowing what follows.
func orTrue(condition string) string {
	if strings.TrimSpace(condition) == "" {
		return "true"
	}
	return condition + "\n"
}
