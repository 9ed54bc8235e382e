package source

import (
	"context"
	"fmt"

	"vigie/lake"
)

// store compares the rows with the register, adds what is new, ends what is gone, and writes the batch down with its rejects.
func (l *loading) store(ctx context.Context, tx *lake.Tx) error {
	b := l.batch
	b.Status = Loaded
	b.Added = b.Rows - b.Refused - b.Repeated
	var err error
	switch {
	case b.Kind == Deletes:
		err = l.delete(ctx, tx)
	case len(l.source.Key) > 0 && (l.staged || l.held.known.Rows > 0):
		err = l.compare(ctx, tx)
	case l.staged:
		_, err = tx.Exec(ctx, fmt.Sprintf("INSERT INTO register.%[1]s (%[2]s) SELECT %[2]s FROM incoming ORDER BY line", lake.Name(l.source.ID), l.names()))
	}
	if err != nil {
		return err
	}
	if err := l.note(ctx, tx); err != nil {
		return err
	}
	return l.spool.store(ctx, tx, b)
}

// note writes the batch down.
func (l *loading) note(ctx context.Context, q lake.Querier) error {
	b := l.batch
	var why any
	if b.Why != "" {
		why = b.Why
	}
	if l.known.waiting {
		if _, err := q.Exec(ctx, "DELETE FROM batch WHERE source = ? AND kind = ? AND content = ? AND extract_on = CAST(? AS DATE) AND status = ?",
			b.Source, string(b.Kind), b.Content, b.ExtractOn.String(), waiting); err != nil {
			return err
		}
	}
	_, err := q.Exec(ctx, `INSERT INTO batch (batch_id, source, file, kind, content, bytes, extract_on, loaded_at, pack, pack_hash, status, why,
			rows, added, corrected, unchanged, ended, repeated, refused)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		b.ID, b.Source, b.File, string(b.Kind), b.Content, b.Bytes, b.ExtractOn.Time(), l.options.Now.UTC(), fmt.Sprintf("%s %d", l.pack.ID, l.pack.Version), l.pack.Hash,
		string(b.Status), why, b.Rows, b.Added, b.Corrected, b.Unchanged, b.Ended, b.Repeated, b.Refused)
	return err
}

// refuse writes down an extract none of whose rows counts, with the rows at fault.
func (l *loading) refuse(ctx context.Context, to *lake.Lake, kept *received, why error) error {
	if err := kept.keep(); err != nil {
		return err
	}
	b := l.batch
	b.Status, b.Why = Refused, why.Error()
	b.Refused, b.Repeated = l.spool.refused, l.spool.repeats
	b.Added, b.Corrected, b.Unchanged, b.Ended = 0, 0, 0, 0
	return to.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		if err := l.note(ctx, tx); err != nil {
			return err
		}
		return l.spool.store(ctx, tx, b)
	})
}

func (l *loading) sql(name string) string {
	return sqlText(name, l.source, l.table, l.batch.ID, l.batch.ExtractOn)
}

func (l *loading) exec(ctx context.Context, tx *lake.Tx, name string) (int64, error) {
	n, err := tx.Exec(ctx, l.sql(name))
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	return n, nil
}
