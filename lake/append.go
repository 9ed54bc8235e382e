package lake

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"

	"vigie"
)

// Append implements Querier.
func (l *Lake) Append(ctx context.Context, table string, columns ...Column) error {
	return l.Tx(ctx, func(ctx context.Context, tx *Tx) error { return tx.Append(ctx, table, columns...) })
}

// Append implements Querier. The columns may be fewer than the table's, in any order; the others take their defaults.
// Numbers are written as whole numbers or booleans where the table wants them. The rows keep their order.
func (t *Tx) Append(ctx context.Context, table string, columns ...Column) error {
	if len(columns) == 0 {
		return nil
	}
	rows := columns[0].Len()
	for i := range columns {
		if columns[i].Len() != rows {
			return vigie.Errorf(vigie.Internal, "append to %s: column %s has %d rows and %s has %d", table, columns[i].Name, columns[i].Len(), columns[0].Name, rows)
		}
	}
	fields, err := t.fieldsOf(ctx, table, columns)
	if err != nil {
		return fmt.Errorf("append to %s: %w", table, err)
	}
	if _, err := t.insert(ctx, table, &slices{fields: fields, columns: columns, rows: rows}, ""); err != nil {
		return fmt.Errorf("append to %s: %w", table, err)
	}
	return nil
}

// fieldsOf chooses, for each column, the kind in which the table takes it.
func (t *Tx) fieldsOf(ctx context.Context, table string, columns []Column) ([]Field, error) {
	quoted := make([]string, len(columns))
	for i := range columns {
		quoted[i] = Name(columns[i].Name)
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
	fields := make([]Field, len(columns))
	for i := range columns {
		fields[i] = Field{Name: columns[i].Name, Kind: kindFor(&columns[i], types[i].DatabaseTypeName())}
	}
	return fields, rows.Err()
}

func kindFor(c *Column, typ string) Kind {
	switch {
	case c.Texts != nil:
		return Text
	case c.Dates != nil:
		return Day
	case typ == "BOOLEAN":
		return Boolean
	case strings.HasSuffix(typ, "INT") || typ == "INTEGER":
		return Integer
	}
	return Number
}

// slices are columns held in memory, as Rows.
type slices struct {
	fields  []Field
	columns []Column
	rows    int

	mu sync.Mutex
	at int
}

// perBatch is how many rows slices turns over at a time: a multiple of DuckDB's chunk, and not so many that memory
// doubles.
const perBatch = 32 * 2048

func (s *slices) Fields() []Field { return s.fields }

func (s *slices) Next(ctx context.Context, done *Batch) (*Batch, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if s.at == s.rows {
		return nil, io.EOF
	}
	if done == nil {
		done = NewBatch(s.fields)
	}
	done.Reset()
	until := min(s.at+perBatch, s.rows)
	for i := range s.columns {
		done.Vectors[i].addColumn(&s.columns[i], s.at, until)
	}
	done.Rows = until - s.at
	s.at = until
	return done, nil
}

func (v *Vector) addColumn(c *Column, from, until int) {
	for r := from; r < until; r++ {
		switch {
		case c.IsNull(r):
			v.AddNull()
		case v.kind == Text:
			v.AddText([]byte(c.Texts[r]))
		case v.kind == Day:
			v.AddDay(c.Dates[r])
		case v.kind == Boolean:
			v.AddBoolean(c.Numbers[r] != 0)
		case v.kind == Integer:
			v.AddInteger(int64(math.Round(c.Numbers[r])))
		default:
			v.AddNumber(c.Numbers[r])
		}
	}
}
