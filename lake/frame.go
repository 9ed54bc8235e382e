package lake

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"math"
	"strings"

	"vigie"
)

// Frame is the answer to a query by column, all in memory.
type Frame struct {
	Rows    int
	Columns []Column
}

// Column is one column of a frame. Exactly one of Numbers, Texts and Dates is set, by the column's type.
type Column struct {
	Name string
	Type string // as DuckDB names it: DOUBLE, BIGINT, BOOLEAN, VARCHAR, DATE …

	Numbers []float64 // numbers of every kind, and booleans as 0 and 1; NaN is no value
	Texts   []string  // VARCHAR; no value is "" with Null set
	Dates   []int32   // DATE, as days since 1970-01-01; no value is 0 with Null set
	Null    []bool    // beside Texts and Dates; nil when every row has a value
}

// Column returns the column of that name, or an error that says which there are.
func (f *Frame) Column(name string) (*Column, error) {
	names := make([]string, len(f.Columns))
	for i := range f.Columns {
		if f.Columns[i].Name == name {
			return &f.Columns[i], nil
		}
		names[i] = f.Columns[i].Name
	}
	return nil, vigie.Errorf(vigie.Internal, "read column %q: the query gives %s", name, strings.Join(names, ", "))
}

// Len is how many rows the column has.
func (c *Column) Len() int { return max(len(c.Numbers), len(c.Texts), len(c.Dates)) }

// IsNull tells whether the row has no value.
func (c *Column) IsNull(row int) bool {
	if c.Numbers != nil {
		return math.IsNaN(c.Numbers[row])
	}
	return c.Null != nil && c.Null[row]
}

// Numbers, Texts and Dates make columns to append.
func Numbers(name string, v []float64) Column { return Column{Name: name, Numbers: v} }

// Texts makes a column of texts; null may be nil.
func Texts(name string, v []string, null []bool) Column {
	return Column{Name: name, Texts: v, Null: null}
}

// Dates makes a column of days since 1970-01-01; null may be nil.
func Dates(name string, v []int32, null []bool) Column {
	return Column{Name: name, Dates: v, Null: null}
}

// Frame implements Querier.
func (l *Lake) Frame(ctx context.Context, query string, args ...any) (*Frame, error) {
	conn, err := l.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return frame(ctx, conn, query, args)
}

// Frame implements Querier.
func (t *Tx) Frame(ctx context.Context, query string, args ...any) (*Frame, error) {
	return frame(ctx, t.conn, query, args)
}

// frame goes below database/sql, which makes a value of its own of each number: reading a million rows of eight columns
// took 0.7 s that way on a busy machine, and 0.2 s by whole columns.
func frame(ctx context.Context, conn *sql.Conn, query string, args []any) (f *Frame, err error) {
	err = conn.Raw(func(c any) error {
		named := make([]driver.NamedValue, len(args))
		for i, a := range args {
			named[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
			if n, ok := a.(sql.NamedArg); ok { // database/sql unpacks these itself; here nobody does
				named[i] = driver.NamedValue{Ordinal: i + 1, Name: n.Name, Value: n.Value}
			}
		}
		rows, err := c.(driver.QueryerContext).QueryContext(ctx, query, named)
		if err != nil {
			return err
		}
		defer rows.Close()
		f, err = read(rows)
		return err
	})
	return f, err
}

func read(rows driver.Rows) (*Frame, error) {
	names := rows.Columns()
	f := &Frame{Columns: make([]Column, len(names))}
	for i, name := range names {
		f.Columns[i] = Column{Name: name, Type: rows.(driver.RowsColumnTypeDatabaseTypeName).ColumnTypeDatabaseTypeName(i)}
		f.Columns[i].make()
	}
	return f, eachChunk(rows, func(c *chunk) error {
		f.Rows += c.rows
		for i := range f.Columns {
			if err := c.addTo(&f.Columns[i], i); err != nil {
				return err
			}
		}
		return nil
	})
}

// make sets the slice that holds the column's type, so that an empty answer still tells what it would have held.
func (c *Column) make() {
	switch c.Type {
	case "VARCHAR":
		c.Texts = []string{}
	case "DATE":
		c.Dates = []int32{}
	default:
		c.Numbers = []float64{}
	}
}
