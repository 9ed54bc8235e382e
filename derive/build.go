package derive

import (
	"context"
	"fmt"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// Threshold makes the view of the pack's dated thresholds, which every query may read.
func Threshold(ctx context.Context, q lake.Querier, p *pack.Pack) error {
	if _, err := q.Exec(ctx, "CREATE OR REPLACE VIEW threshold AS "+p.ThresholdSQL()); err != nil {
		return fmt.Errorf("make the thresholds: %w", err)
	}
	return nil
}

// Build computes one table and returns how many rows it has.
func Build(ctx context.Context, q lake.Querier, t *pack.Derive) (int64, error) {
	given, err := lake.Describe(ctx, q, t.SQL)
	if err != nil {
		return 0, failed(t, err)
	}
	rows, err := q.Exec(ctx, fmt.Sprintf("CREATE OR REPLACE TABLE %s AS SELECT *%s FROM (\n%s\n)%s", Table(t), narrow(given), lake.Statement(t.SQL), order(given)))
	if err != nil {
		return 0, failed(t, err)
	}
	return rows, nil
}

func failed(t *pack.Derive, err error) error {
	return vigie.Errorf(vigie.Invalid, "derive %s: %s: %w", t.ID, t.File, err)
}

// Table is where a derived table stands.
func Table(t *pack.Derive) string { return "derived." + lake.Name(t.ID) }

// narrow keeps sums of whole numbers in 64 bits. The engine gives them 128, which are dear to write and to add up again: with 13 such sums
// a table of 2.3 M rows took twice as long, and so did what was asked of it. A sum that does not fit stops the run.
func narrow(given lake.Description) string {
	var columns []string
	for _, f := range given {
		if f.Kind == "HUGEINT" {
			columns = append(columns, fmt.Sprintf("CAST(%[1]s AS BIGINT) AS %[1]s", lake.Name(f.Name)))
		}
	}
	if len(columns) == 0 {
		return ""
	}
	return " REPLACE (" + strings.Join(columns, ", ") + ")"
}

// order keeps the rows of an entity together, so that they are small on disk and near each other.
func order(given lake.Description) string {
	var by []string
	for _, column := range []string{"entity_id", "known_on"} {
		if given.Type(column) != "" {
			by = append(by, column)
		}
	}
	if len(by) == 0 {
		return ""
	}
	return " ORDER BY " + strings.Join(by, ", ")
}
