package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Querier runs SQL: on the lake, each statement for itself, or in a transaction.
type Querier interface {
	// Exec runs statements and returns how many rows the last one changed.
	Exec(ctx context.Context, query string, args ...any) (int64, error)
	// Query runs a statement and returns its rows, which the caller closes.
	Query(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	// QueryRow runs a statement that gives one row.
	QueryRow(ctx context.Context, query string, args ...any) *sql.Row
	// Frame runs a statement and returns its rows by column, all in memory.
	Frame(ctx context.Context, query string, args ...any) (*Frame, error)
	// Append adds rows, given by column, to a table.
	Append(ctx context.Context, table string, columns ...Column) error
}

// Exec implements Querier.
func (l *Lake) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	l.writing.RLock()
	defer l.writing.RUnlock()
	return changed(l.db.ExecContext(ctx, query, args...))
}

// Query implements Querier.
func (l *Lake) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return l.db.QueryContext(ctx, query, args...)
}

// QueryRow implements Querier.
func (l *Lake) QueryRow(ctx context.Context, query string, args ...any) *sql.Row {
	return l.db.QueryRowContext(ctx, query, args...)
}

// Tx is a transaction. It sees its own writes; nobody else does until it is committed.
type Tx struct {
	conn    *sql.Conn
	tx      *sql.Tx
	streams *streams
}

// Tx runs do in a transaction, which is committed when do returns nil and undone otherwise. Inside do, use the Tx and
// not the Lake.
func (l *Lake) Tx(ctx context.Context, do func(context.Context, *Tx) error) (err error) {
	l.writing.RLock()
	defer l.writing.RUnlock()
	conn, err := l.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() {
		if err != nil {
			if undo := tx.Rollback(); undo != nil && !errors.Is(undo, sql.ErrTxDone) {
				err = errors.Join(err, undo)
			}
		}
	}()
	if err := do(ctx, &Tx{conn: conn, tx: tx, streams: &l.streams}); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Exec implements Querier.
func (t *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	return changed(t.tx.ExecContext(ctx, query, args...))
}

// Query implements Querier.
func (t *Tx) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return t.tx.QueryContext(ctx, query, args...)
}

// QueryRow implements Querier.
func (t *Tx) QueryRow(ctx context.Context, query string, args ...any) *sql.Row {
	return t.tx.QueryRowContext(ctx, query, args...)
}

func changed(r sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}
