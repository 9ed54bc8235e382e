package source

import (
	"context"
	"fmt"
	"strings"

	"vigie/lake"
)

// compare says of each row of incoming whether it is added, unchanged or corrected, and brings the register what is new.
func (l *loading) compare(ctx context.Context, tx *lake.Tx) error {
	if err := l.judge(ctx, tx); err != nil {
		return err
	}
	b := l.batch
	if b.Kind == Full {
		var err error
		if b.Ended, err = l.exec(ctx, tx, "endmissing"); err != nil {
			return err
		}
	}
	if _, err := l.exec(ctx, tx, "store"); err != nil {
		return err
	}
	return l.settleUntil(ctx, tx)
}

// judge fills the table verdict and counts what is in it.
func (l *loading) judge(ctx context.Context, tx *lake.Tx) error {
	// While nothing has ended, the last version of each key is the one that stands, and a sort is spared.
	endedOn, last := "CAST(NULL AS DATE)", fmt.Sprintf("WHERE r.batch_id < %d AND r.known_until IS NULL", l.batch.ID)
	if l.known.ended {
		endedOn, last = "e.known_until", strings.TrimSpace(l.sql("last"))
	}
	if _, err := tx.Exec(ctx, strings.NewReplacer("{ended_on}", endedOn, "{last}", last).Replace(l.sql("verdict"))); err != nil {
		return fmt.Errorf("verdict: %w", err)
	}
	b := l.batch
	err := tx.QueryRow(ctx, `SELECT count(*) FILTER (verdict = 'corrected'), count(*) FILTER (verdict IN ('unchanged', 'restored')), count(*) FILTER (verdict = 'restored') FROM verdict`).
		Scan(&b.Corrected, &b.Unchanged, &l.restored)
	b.Added -= b.Corrected + b.Unchanged
	return err
}

// settleUntil brings known_until of the register to what until.sql says. Nearly always only the versions that stood change;
// when one of earlier corrections counts later than this extract, or an end is taken back, the keys are gone through as a whole.
func (l *loading) settleUntil(ctx context.Context, tx *lake.Tx) error {
	b := l.batch
	if b.Corrected+b.Ended+l.restored == 0 {
		return nil
	}
	var planned bool
	if err := tx.QueryRow(ctx, fmt.Sprintf("SELECT EXISTS (FROM register.%s WHERE known_until > DATE %s)",
		lake.Name(l.source.ID), lake.Quote(b.ExtractOn.String()))).Scan(&planned); err != nil {
		return err
	}
	var steps []string
	switch {
	case planned || l.restored > 0:
		if l.restored > 0 {
			steps = append(steps, "restore")
		}
		touched := "touched"
		if b.Kind == Deletes {
			touched = "touchedends"
		}
		steps = append(steps, touched, "until")
	default:
		if b.Corrected > 0 && b.Kind != Deletes {
			steps = append(steps, "corrected")
		}
		if b.Ended > 0 {
			steps = append(steps, "ended")
		}
	}
	for _, step := range steps {
		if _, err := tx.Exec(ctx, sqlText(step, l.register, "", b.ID, b.ExtractOn)); err != nil {
			return fmt.Errorf("%s: %w", step, err)
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
	if b.Ended, err = l.exec(ctx, tx, "enddeleted"); err != nil {
		return err
	}
	return l.settleUntil(ctx, tx)
}
