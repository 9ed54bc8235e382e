package source

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"vigie/lake"
	"vigie/pack"
)

// reach is how far the keys of a register go, column by column. A register that grows by periods or by rising numbers brings
// mostly keys that lie beyond; only the others need to be looked for among all that is known. It may be wider than the register,
// never narrower.
type reach struct {
	source *pack.Source
	until  int64 // the batch before which it holds all
	ends   []sql.NullString
}

// columns of the key that are looked at: a pseudonym is spread over all there can be.
func (r *reach) columns() (columns []*pack.Column) {
	for i := range r.source.Columns {
		if c := &r.source.Columns[i]; !c.Pseudonym && slices.Contains(r.source.Key, c.Name) {
			columns = append(columns, c)
		}
	}
	return columns
}

// extend takes in the rows of the register that came before a batch.
func (r *reach) extend(ctx context.Context, q lake.Querier, batch int64) error {
	columns := r.columns()
	if len(columns) == 0 {
		return nil
	}
	if r.ends == nil {
		r.ends = make([]sql.NullString, 2*len(columns))
	}
	var found []string
	var args, into []any
	for i, c := range columns {
		kind, err := kindOf(c)
		if err != nil {
			return err
		}
		found = append(found, fmt.Sprintf("CAST(least(min(%[1]s), CAST(? AS %[2]s)) AS VARCHAR), CAST(greatest(max(%[1]s), CAST(? AS %[2]s)) AS VARCHAR)", lake.Name(c.Name), kind))
		args, into = append(args, r.ends[2*i], r.ends[2*i+1]), append(into, &r.ends[2*i], &r.ends[2*i+1])
	}
	err := q.QueryRow(ctx, fmt.Sprintf("SELECT %s FROM register.%s WHERE batch_id >= %d AND batch_id < %d",
		strings.Join(found, ", "), lake.Name(r.source.ID), r.until, batch), args...).Scan(into...)
	if err == nil {
		r.until = batch
	}
	return err
}

// condition is what holds of every row within reach.
func (r *reach) condition() string {
	holds := []string{"true"}
	for i, c := range r.columns() {
		kind, _ := kindOf(c)
		if !r.ends[2*i].Valid {
			return "false"
		}
		holds = append(holds, fmt.Sprintf("%[1]s BETWEEN CAST(%[3]s AS %[2]s) AND CAST(%[4]s AS %[2]s)", lake.Name(c.Name), kind,
			lake.Quote(r.ends[2*i].String), lake.Quote(r.ends[2*i+1].String)))
	}
	return strings.Join(holds, " AND ")
}
