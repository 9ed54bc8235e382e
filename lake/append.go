package lake

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"math"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	"vigie"
)

// Append implements Querier.
func (l *Lake) Append(ctx context.Context, table string, columns ...Column) error {
	return l.Tx(ctx, func(ctx context.Context, tx *Tx) error { return tx.Append(ctx, table, columns...) })
}

// Append implements Querier. The columns may be fewer than the table's, in any order; the others take their defaults.
// Numbers are written as whole numbers where the table wants them.
func (t *Tx) Append(ctx context.Context, table string, columns ...Column) error {
	if err := appendColumns(ctx, t, table, columns); err != nil {
		return fmt.Errorf("append to %s: %w", table, err)
	}
	return nil
}

func appendColumns(ctx context.Context, t *Tx, table string, columns []Column) error {
	if len(columns) == 0 {
		return nil
	}
	rows, names := columns[0].Len(), make([]string, len(columns))
	for i := range columns {
		names[i] = columns[i].Name
		if columns[i].Len() != rows {
			return vigie.Errorf(vigie.Internal, "column %s has %d rows and %s has %d", names[i], columns[i].Len(), names[0], rows)
		}
	}
	whole, err := wholeColumns(ctx, t, table, names)
	if err != nil {
		return err
	}
	schema, name, found := strings.Cut(table, ".")
	if !found {
		schema, name = "", table
	}
	return t.conn.Raw(func(c any) error {
		a, err := duckdb.NewAppenderWithColumns(c.(driver.Conn), "", schema, name, names)
		if err != nil {
			return err
		}
		row := make([]driver.Value, len(columns))
		for r := range rows {
			for i := range columns {
				row[i] = value(&columns[i], r, whole[i])
			}
			if err := a.AppendRow(row...); err != nil {
				a.Close()
				return err
			}
		}
		return a.CloseWithCancel(ctx)
	})
}

// wholeColumns tells which of the columns hold something else than fractions, so that 3.0 is stored as 3.
func wholeColumns(ctx context.Context, t *Tx, table string, names []string) ([]string, error) {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = Name(n)
	}
	rows, err := t.Query(ctx, "SELECT "+strings.Join(quoted, ", ")+" FROM "+table+" LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	return typeNames(types), rows.Err()
}

func typeNames(types []*sql.ColumnType) []string {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = t.DatabaseTypeName()
	}
	return names
}

func value(c *Column, row int, kind string) driver.Value {
	if c.IsNull(row) {
		return nil
	}
	switch {
	case c.Texts != nil:
		return c.Texts[row]
	case c.Dates != nil:
		return vigie.Date(c.Dates[row]).Time()
	case kind == "BOOLEAN":
		return c.Numbers[row] != 0
	case strings.HasSuffix(kind, "INT") || kind == "INTEGER":
		return int64(math.Round(c.Numbers[row]))
	}
	return c.Numbers[row]
}
