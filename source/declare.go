package source

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// A register stands in the lake three times under its name:
//
//	register.<source>  every version of every row: the declared columns, batch_id, line, known_on, known_until
//	ended.<source>     the versions that an extract ended without another in their place: batch_id and line; known_until, the
//	                   day; by_batch, the extract; restored_by, the extract of the same day that took it back, or NULL
//	main.<source>      the view that SQL reads: the declared columns, known_on, known_until, batch_id
//
// known_until stands in the table although it follows from the rows that came later and from ended (until.sql): a
// register is read far more often than corrected. A join of the view with a table of the corrected versions was the
// other way; it made every reader of a large register pay for a single correction.

// Declare makes the empty tables and views of a pack where they are not there yet, besides the lake's own tables.
func Declare(ctx context.Context, q lake.Querier, p *pack.Pack) error {
	if err := lake.Schema(ctx, q); err != nil {
		return err
	}
	if _, err := q.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS register; CREATE SCHEMA IF NOT EXISTS ended"); err != nil {
		return fmt.Errorf("declare registers: %w", err)
	}
	for i := range p.Sources {
		if err := declare(ctx, q, &p.Sources[i]); err != nil {
			return fmt.Errorf("declare %s: %w", p.Sources[i].ID, err)
		}
	}
	return nil
}

func declare(ctx context.Context, q lake.Querier, s *pack.Source) error {
	columns, err := tableColumns(s)
	if err != nil {
		return err
	}
	if err := sameTable(ctx, q, s, columns); err != nil {
		return err
	}
	for i := range s.Columns {
		columns[i] += compression(&s.Columns[i])
	}
	statement := fmt.Sprintf(`CREATE TABLE IF NOT EXISTS register.%[1]s (%[2]s);
CREATE TABLE IF NOT EXISTS ended.%[1]s (batch_id BIGINT NOT NULL, line BIGINT NOT NULL, known_until DATE NOT NULL, by_batch BIGINT NOT NULL, restored_by BIGINT);
CREATE OR REPLACE VIEW main.%[1]s AS SELECT %[3]s, known_on, known_until, batch_id FROM register.%[1]s`,
		lake.Name(s.ID), strings.Join(columns, ", "), strings.Join(columnNames(s, ""), ", "))
	_, err = q.Exec(ctx, statement)
	return err
}

func tableColumns(s *pack.Source) ([]string, error) {
	var columns []string
	for i := range s.Columns {
		kind, err := kindOf(&s.Columns[i])
		if err != nil {
			return nil, err
		}
		columns = append(columns, lake.Name(s.Columns[i].Name)+" "+string(kind))
	}
	return append(columns, "batch_id BIGINT NOT NULL", "line BIGINT NOT NULL", "known_on DATE NOT NULL", "known_until DATE"), nil
}

// compression spares DuckDB the trial of all ways for the columns of which we know what they hold: nearly every value
// another, or a few codes. The table is no larger for it, and texts, which are most of what writing a register costs, are
// written in half the time.
func compression(c *pack.Column) string {
	switch {
	case c.Pseudonym || c.Check != nil:
		return " USING COMPRESSION fsst"
	case c.Type == "text" && len(c.Codes) > 0:
		return " USING COMPRESSION dictionary"
	}
	return ""
}

// sameTable refuses to go on with a table that was made from another description of the register.
func sameTable(ctx context.Context, q lake.Querier, s *pack.Source, columns []string) error {
	rows, err := q.Query(ctx, `SELECT column_name || ' ' || data_type FROM information_schema.columns
		WHERE table_schema = 'register' AND table_name = ? ORDER BY ordinal_position`, s.ID)
	if err != nil {
		return err
	}
	defer rows.Close()
	var there []string
	for rows.Next() {
		var c string
		if err := rows.Scan(&c); err != nil {
			return err
		}
		there = append(there, c)
	}
	want := make([]string, len(columns))
	for i, c := range columns {
		want[i] = strings.TrimSuffix(strings.ReplaceAll(c, `"`, ""), " NOT NULL")
	}
	if err := rows.Err(); err != nil || there == nil || slices.Equal(there, want) {
		return err
	}
	return vigie.Errorf(vigie.Conflict, "the lake holds it as (%s) and the pack now says (%s); remove lake/build.duckdb and load again: the extracts are kept",
		strings.Join(there, ", "), strings.Join(want, ", "))
}

// columnNames are the declared columns, as SQL names them, each after a prefix.
func columnNames(s *pack.Source, prefix string) []string {
	names := make([]string, len(s.Columns))
	for i := range s.Columns {
		names[i] = prefix + lake.Name(s.Columns[i].Name)
	}
	return names
}

// keyNames are the columns of the key, likewise.
func keyNames(s *pack.Source, prefix string) []string {
	names := make([]string, len(s.Key))
	for i, k := range s.Key {
		names[i] = prefix + lake.Name(k)
	}
	return names
}
