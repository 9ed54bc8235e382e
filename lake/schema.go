package lake

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
)

//go:embed schema/*.sql
var schemas embed.FS

// Schema makes the tables at which the stages meet, where they are not there yet. Each file of lake/schema is one of
// them, and says what one row is, who writes it and who reads it.
func (l *Lake) Schema(ctx context.Context) error {
	return Schema(ctx, l)
}

// Schema does the same inside a transaction.
func Schema(ctx context.Context, q Querier) error {
	names, err := fs.Glob(schemas, "schema/*.sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := schemas.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := q.Exec(ctx, string(text)); err != nil {
			return fmt.Errorf("make the lake's tables: %s: %w", name, err)
		}
	}
	return nil
}
