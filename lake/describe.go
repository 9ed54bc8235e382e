package lake

import (
	"context"
	"strings"
)

// Description is the columns of a query, in their order, with their types as DuckDB names them.
type Description []Field

// Type is the type of a column, "" when the query does not give it.
func (d Description) Type(column string) string {
	for _, f := range d {
		if f.Name == column {
			return string(f.Kind)
		}
	}
	return ""
}

// Describe says what a query would give, without running it. In an error of the engine the query begins on line 2.
func Describe(ctx context.Context, q Querier, query string) (Description, error) {
	rows, err := q.Query(ctx, "SELECT column_name, column_type FROM (DESCRIBE\n"+Statement(query)+"\n)")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var d Description
	for rows.Next() {
		var f Field
		if err := rows.Scan(&f.Name, &f.Kind); err != nil {
			return nil, err
		}
		d = append(d, f)
	}
	return d, rows.Err()
}

// Statement is a query without the semicolon that ends it, so that it can be put into another.
func Statement(sql string) string { return strings.TrimRight(strings.TrimSpace(sql), "; \t\n") }
