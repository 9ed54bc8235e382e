package source

import (
	"context"
	"fmt"
	"strings"

	"vigie/lake"
)

// store compares the rows with the register, adds what is new, and writes the batch down with its rejects.
func (l *loading) store(ctx context.Context, tx *lake.Tx) error {
	b := l.batch
	b.Status = Loaded
	b.Added = b.Rows - b.Refused - b.Repeated
	versions := l.staged && len(l.source.Key) > 0
	if versions {
		if err := l.judge(ctx, tx); err != nil {
			return err
		}
	}
	if err := l.note(ctx, tx); err != nil {
		return err
	}
	if l.staged {
		if err := l.addVersions(ctx, tx, versions); err != nil {
			return err
		}
	}
	return l.spool.store(ctx, tx, b)
}

// judge says of each row whether it is added, unchanged or corrected, and counts them.
func (l *loading) judge(ctx context.Context, tx *lake.Tx) error {
	latest := ""
	var corrected bool
	if err := tx.QueryRow(ctx, "SELECT EXISTS (FROM superseded."+lake.Name(l.source.ID)+")").Scan(&corrected); err != nil {
		return err
	}
	if corrected { // otherwise no key has two versions, and the sort of a whole register is spared
		latest = l.sql("latest")
	}
	if err := l.exec(ctx, tx, "verdict", latest); err != nil {
		return err
	}
	return tx.QueryRow(ctx, `SELECT count(*) FILTER (verdict = 'added'), count(*) FILTER (verdict = 'corrected'),
		count(*) FILTER (verdict = 'unchanged') FROM verdict`).Scan(&l.batch.Added, &l.batch.Corrected, &l.batch.Unchanged)
}

// addVersions moves the rows from incoming to the register.
func (l *loading) addVersions(ctx context.Context, tx *lake.Tx, versions bool) error {
	if !versions {
		_, err := tx.Exec(ctx, fmt.Sprintf("INSERT INTO register.%s FROM incoming ORDER BY line", lake.Name(l.source.ID)))
		return err
	}
	steps := []string{"store"}
	if l.batch.Corrected > 0 {
		steps = append(steps, "superseded")
	}
	for _, step := range steps {
		if err := l.exec(ctx, tx, step, ""); err != nil {
			return err
		}
	}
	return makeView(ctx, tx, l.source)
}

// note writes the batch down.
func (l *loading) note(ctx context.Context, q lake.Querier) error {
	b := l.batch
	var why any
	if b.Why != "" {
		why = b.Why
	}
	if _, err := q.Exec(ctx, "DELETE FROM batch WHERE source = ? AND content = ? AND extract_on = CAST(? AS DATE) AND status = ?",
		b.Source, b.Content, b.ExtractOn.String(), waiting); err != nil {
		return err
	}
	_, err := q.Exec(ctx, `INSERT INTO batch (batch_id, source, file, content, bytes, extract_on, loaded_at, pack, pack_hash, status, why,
			rows, added, corrected, unchanged, repeated, refused)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		b.ID, b.Source, b.File, b.Content, b.Bytes, b.ExtractOn.Time(), l.options.Now.UTC(), fmt.Sprintf("%s %d", l.pack.ID, l.pack.Version), l.pack.Hash,
		string(b.Status), why, b.Rows, b.Added, b.Corrected, b.Unchanged, b.Repeated, b.Refused)
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
	b.Added, b.Corrected, b.Unchanged = 0, 0, 0
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

func (l *loading) exec(ctx context.Context, tx *lake.Tx, name, latest string) error {
	if _, err := tx.Exec(ctx, strings.Replace(l.sql(name), "{latest}", latest, 1)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
