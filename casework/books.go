package casework

import (
	"context"
	"database/sql"
	"errors"

	"vigie"
)

// books are the shelves of one transaction.
type books struct {
	tx *sql.Tx
	w  *work // of a command; nil in a view
}

func (b *books) Signals() vigie.Shelf[vigie.Signal]             { return on(b, signals) }
func (b *books) Phenomena() vigie.Shelf[vigie.Phenomenon]       { return on(b, phenomena) }
func (b *books) Methodologies() vigie.Shelf[vigie.Methodology]  { return on(b, methodologies) }
func (b *books) Consultations() vigie.Shelf[vigie.Consultation] { return on(b, consultations) }
func (b *books) Investigations() vigie.Shelf[vigie.Investigation] {
	return on(b, investigations)
}
func (b *books) Targets() vigie.Shelf[vigie.TargetFile]       { return on(b, targets) }
func (b *books) Feedback() vigie.Shelf[vigie.Feedback]        { return on(b, feedback) }
func (b *books) RollOuts() vigie.Shelf[vigie.RollOut]         { return on(b, rollOuts) }
func (b *books) Evidence() vigie.Shelf[vigie.Evidence]        { return on(b, evidence) }
func (b *books) Users() vigie.Shelf[vigie.User]               { return on(b, users) }
func (b *books) Credentials() vigie.Shelf[vigie.Credential]   { return on(b, credentials) }
func (b *books) Webhooks() vigie.Shelf[vigie.Webhook]         { return on(b, webhooks) }
func (b *books) Views() vigie.Shelf[vigie.View]               { return on(b, views) }
func (b *books) Jobs() vigie.Shelf[vigie.Job]                 { return on(b, jobs) }
func (b *books) Judgements() vigie.Shelf[vigie.Judgement]     { return on(b, judgements) }
func (b *books) FieldTests() vigie.Shelf[vigie.FieldTest]     { return on(b, fieldTests) }
func (b *books) Envelopes() vigie.Shelf[vigie.Envelope]       { return on(b, envelopes) }
func (b *books) Openings() vigie.Shelf[vigie.Opening]         { return on(b, openings) }
func (b *books) Versions() vigie.Shelf[vigie.ModelVersion]    { return on(b, versions) }
func (b *books) Disclosures() vigie.Shelf[vigie.Disclosure]   { return on(b, disclosures) }
func (b *books) Reports() vigie.Shelf[vigie.EvaluationReport] { return on(b, reports) }
func (b *books) Lates() vigie.Shelf[vigie.Late]               { return on(b, lates) }
func (b *books) Boundaries() vigie.Shelf[vigie.Boundary]      { return on(b, boundaries) }

// nouns are those that are asked for from outside.
var nouns = map[vigie.Kind]interface{ asked() []vigie.Field }{
	vigie.KindSignal: signals, vigie.KindPhenomenon: phenomena, vigie.KindMethodology: methodologies, vigie.KindConsultation: consultations,
	vigie.KindInvestigation: investigations, vigie.KindTarget: targets, vigie.KindFeedback: feedback, vigie.KindRollOut: rollOuts,
	vigie.KindEvidence: evidence, vigie.KindUser: users, vigie.KindWebhook: webhooks, vigie.KindView: views, vigie.KindJob: jobs,
	vigie.KindPair: judgements, vigie.KindOpening: openings, vigie.KindFieldTest: fieldTests, vigie.KindEnvelope: envelopes, vigie.KindVersion: versions, vigie.KindReport: reports,
	vigie.KindBoundary: boundaries, vigie.KindDisclosure: disclosures, vigie.KindLate: lates,
}

// Fields are those by which things of a kind may be asked for.
func (s *Store) Fields(k vigie.Kind) []vigie.Field {
	n := nouns[k]
	if n == nil {
		return nil
	}
	return n.asked()
}

// exec carries out a statement that writes.
func (b *books) exec(ctx context.Context, statement string, args ...any) (n int64, err error) {
	if b.w == nil {
		return 0, vigie.Errorf(vigie.Internal, "write to casework within Read: use Do")
	}
	b.w.wrote = true
	err = b.sound(func() error {
		r, err := b.tx.ExecContext(ctx, statement, args...)
		if err == nil {
			n, err = r.RowsAffected()
		}
		return err
	})
	return n, err
}

// one reads the one row of a query, or sql.ErrNoRows.
func (b *books) one(ctx context.Context, query string, args []any, into ...any) error {
	none := false
	err := b.sound(func() error {
		err := b.tx.QueryRowContext(ctx, query, args...).Scan(into...)
		none = errors.Is(err, sql.ErrNoRows)
		if none {
			return nil
		}
		return err
	})
	if none {
		return sql.ErrNoRows
	}
	return err
}

// rows reads all rows of a query through scan.
func (b *books) rows(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	return b.sound(func() error { return eachRow(ctx, b.tx, query, args, scan) })
}

// sound does nothing more once a statement of a command has failed: SQLite may have ended the transaction by itself then (a full
// disk, an interruption), and what came after would stand alone.
func (b *books) sound(f func() error) error {
	switch {
	case b.w == nil:
		return f()
	case b.w.broken == nil:
		b.w.broken = f()
	}
	return b.w.broken
}

func eachRow(ctx context.Context, tx *sql.Tx, query string, args []any, scan func(*sql.Rows) error) error {
	rs, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rs.Close()
	for rs.Next() {
		if err := scan(rs); err != nil {
			return err
		}
	}
	return rs.Err()
}
