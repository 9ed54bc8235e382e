package source

import (
	"context"
	"fmt"
	"strings"

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
	case l.staged && len(l.source.Key) > 0:
		err = l.compare(ctx, tx)
	case l.staged:
		names := strings.Join(append(columnNames(l.source, ""), batchColumn, lineColumn, knownColumn), ", ")
		_, err = tx.Exec(ctx, fmt.Sprintf("INSERT INTO register.%[1]s (%[2]s) SELECT %[2]s FROM incoming ORDER BY line", lake.Name(l.source.ID), names))
	}
	if err != nil {
		return err
	}
	if err := l.note(ctx, tx); err != nil {
		return err
	}
	return l.spool.store(ctx, tx, b)
}

// compare says of each row whether it is added, unchanged or corrected, and moves what is new from incoming to the register.
func (l *loading) compare(ctx context.Context, tx *lake.Tx) error {
	known := "standing"
	var ended bool
	if err := tx.QueryRow(ctx, "SELECT EXISTS (FROM ended."+lake.Name(l.source.ID)+")").Scan(&ended); err != nil {
		return err
	}
	if ended { // otherwise the last version of each key is the one that stands, and a sort is spared
		known = "last"
	}
	verdict := strings.Replace(l.sql("verdict"), "{known}", strings.TrimSpace(l.sql(known)), 1)
	if _, err := tx.Exec(ctx, verdict); err != nil {
		return fmt.Errorf("verdict: %w", err)
	}
	var restored int64
	b := l.batch
	if err := tx.QueryRow(ctx, `SELECT count(*) FILTER (verdict IN ('added', 'again')), count(*) FILTER (verdict = 'corrected'),
		count(*) FILTER (verdict IN ('unchanged', 'restored')), count(*) FILTER (verdict = 'restored') FROM verdict`).
		Scan(&b.Added, &b.Corrected, &b.Unchanged, &restored); err != nil {
		return err
	}
	if b.Kind == Full {
		var err error
		if b.Ended, err = l.exec(ctx, tx, "endmissing"); err != nil {
			return err
		}
	}
	steps := []string{"store"}
	if restored > 0 {
		steps = append(steps, "restore")
	}
	if b.Corrected+b.Ended+restored > 0 {
		steps = append(steps, "touched", "until")
	}
	for _, step := range steps {
		if _, err := l.exec(ctx, tx, step); err != nil {
			return err
		}
	}
	return nil
}

// delete ends what the extract names.
func (l *loading) delete(ctx context.Context, tx *lake.Tx) error {
	b := l.batch
	rows := b.Added
	b.Added = 0
	if err := tx.QueryRow(ctx, l.sql("endsnothing")).Scan(&b.Unchanged); err != nil {
		return err
	}
	b.Corrected = rows - b.Unchanged
	var err error
	if b.Ended, err = l.exec(ctx, tx, "enddeleted"); err != nil || b.Ended == 0 {
		return err
	}
	for _, step := range []string{"touchedends", "until"} {
		if _, err := tx.Exec(ctx, sqlText(step, l.register, "", b.ID, b.ExtractOn)); err != nil {
			return fmt.Errorf("%s: %w", step, err)
		}
	}
	return nil
}

// note writes the batch down.
func (l *loading) note(ctx context.Context, q lake.Querier) error {
	b := l.batch
	var why any
	if b.Why != "" {
		why = b.Why
	}
	if _, err := q.Exec(ctx, "DELETE FROM batch WHERE source = ? AND kind = ? AND content = ? AND extract_on = CAST(? AS DATE) AND status = ?",
		b.Source, string(b.Kind), b.Content, b.ExtractOn.String(), waiting); err != nil {
		return err
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
