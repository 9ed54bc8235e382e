package network

import (
	"context"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"vigie"
	"vigie/lake"
)

//go:embed sql/name.sql
var nameSQL string

// namesOf are what entities are called, by id. An id that is wanted and not found has "".
type namesOf map[string]string

func (n namesOf) want(ids ...string) {
	for _, id := range ids {
		n[id] = ""
	}
}

// read finds the names as they were known on a day.
func (n namesOf) read(ctx context.Context, l *lake.Lake, day vigie.Date) error {
	if len(n) == 0 {
		return nil
	}
	quoted := make([]string, 0, len(n))
	for _, id := range slices.Sorted(maps.Keys(n)) {
		quoted = append(quoted, "("+lake.Quote(id)+")")
	}
	return n.from(ctx, l, "(SELECT * FROM (VALUES "+strings.Join(quoted, ", ")+") AS v(entity_id))", day)
}

// from finds the names of all in a table.
func (n namesOf) from(ctx context.Context, l *lake.Lake, table string, day vigie.Date) error {
	f, err := l.Frame(ctx, strings.ReplaceAll(nameSQL, "{wanted}", table), day.String())
	if err != nil {
		return fmt.Errorf("read names: %w", err)
	}
	for i := range f.Rows {
		n[f.Columns[0].Texts[i]] = f.Columns[1].Texts[i]
	}
	return nil
}

func (n namesOf) party(id string) Party { return Party{ID: id, Name: n[id]} }
