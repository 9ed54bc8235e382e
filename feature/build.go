package feature

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/cohort.sql
var cohortSQL string

// Cohort fills the cohort with every entity and date that the models' labelled rows and lists ask for.
func Cohort(ctx context.Context, l *lake.Lake) (int64, error) {
	if _, err := l.Exec(ctx, `DELETE FROM cohort`); err != nil {
		return 0, err
	}
	return l.Exec(ctx, "INSERT INTO cohort "+cohortSQL)
}

// Build answers every family for the cohort. done is called after each, when given.
func Build(ctx context.Context, l *lake.Lake, families []pack.Family, done func(family string)) error {
	rows, err := count(ctx, l, "cohort")
	if err != nil {
		return err
	}
	for i := range families {
		f := &families[i]
		if _, err := l.Exec(ctx, familySQL(f)); err != nil {
			return vigie.Errorf(vigie.Invalid, "compute features %s: %s: %w", f.ID, f.File, err)
		}
		if err := answersOnce(ctx, l, f, rows); err != nil {
			return err
		}
		if done != nil {
			done(f.ID)
		}
	}
	return nil
}

// Table is the table of a family.
func Table(family string) string { return `feature."` + family + `"` }

// familySQL keeps only what the .yaml declares, in its types: numbers as DOUBLE, categories as text, dates as dates.
func familySQL(f *pack.Family) string {
	columns := []string{"entity_id", "as_of"}
	for _, c := range f.Features {
		columns = append(columns, fmt.Sprintf(`CAST("%s" AS %s) AS "%s"`, c.Name, sqlType(c.Type), c.Name))
	}
	return fmt.Sprintf("CREATE OR REPLACE TABLE %s AS\nWITH answer AS (\n%s\n)\nSELECT %s FROM answer ORDER BY as_of, entity_id",
		Table(f.ID), Statement(f.SQL), strings.Join(columns, ", "))
}

// Statement is the query without the semicolon that ends it.
func Statement(sql string) string {
	return strings.TrimRight(strings.TrimSpace(sql), "; \t\n")
}

func sqlType(kind string) string {
	switch kind {
	case "category":
		return "VARCHAR"
	case "date":
		return "DATE"
	}
	return "DOUBLE"
}

// answersOnce checks that a family has one row for each row of the cohort: a row too many would count an entity twice, a
// row too few would drop it without a word.
func answersOnce(ctx context.Context, l *lake.Lake, f *pack.Family, cohort int64) error {
	answers, err := count(ctx, l, Table(f.ID))
	if err != nil {
		return err
	}
	distinct, err := count(ctx, l, "(SELECT DISTINCT t.entity_id, t.as_of FROM "+Table(f.ID)+
		" AS t JOIN cohort AS c ON c.entity_id = t.entity_id AND c.as_of = t.as_of)")
	if err != nil {
		return err
	}
	if answers != cohort || distinct != cohort {
		return vigie.Errorf(vigie.Invalid,
			"compute features %s: %s returns %d rows (%d of the cohort) where the cohort has %d: start FROM cohort and LEFT JOIN what is known, one row each",
			f.ID, f.File, answers, distinct, cohort)
	}
	return nil
}

func count(ctx context.Context, l *lake.Lake, from string) (n int64, err error) {
	err = l.QueryRow(ctx, "SELECT count(*) FROM "+from).Scan(&n)
	return n, err
}
