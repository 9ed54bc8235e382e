package casework

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"
)

// Sessions keeps log-ins for the session library of the api. What is kept is found by the hash of a token, so that who reads the
// database can not take over a log-in.
type Sessions struct {
	engine *engine
	now    func() time.Time
}

// Sessions keeps log-ins in the store; now tells the present.
func (s *Store) Sessions(now func() time.Time) *Sessions { return &Sessions{&s.engine, now} }

// FindCtx returns what was kept under a token, unless it has expired.
func (s *Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	err = s.engine.read.QueryRowContext(ctx, "SELECT data FROM session WHERE token = $1 AND expires > $2", hashed(token), micros(s.now())).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, s.engine.explain(err)
}

// endedFor is how long it is remembered that a log-in was ended: longer than any lasts. A request that was under way when it was ended (one that
// streams events may take hours) would otherwise keep it again when it is done, and who logged out would be logged in.
const endedFor = 30 * 24 * time.Hour

// CommitCtx keeps data under a token until it expires, and forgets what has expired. What was ended stays ended; such a row bears the day
// until which that is remembered as a negative number.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expires time.Time) error {
	_, err := s.engine.write.ExecContext(ctx, `INSERT INTO session (token, data, expires) VALUES ($1, $2, $3)
		ON CONFLICT (token) DO UPDATE SET data = excluded.data, expires = excluded.expires WHERE session.expires > 0`, hashed(token), bytesOf(data), micros(expires))
	if err == nil {
		_, err = s.engine.write.ExecContext(ctx, "DELETE FROM session WHERE expires BETWEEN $1 AND $2", -micros(s.now()), micros(s.now()))
	}
	return s.engine.explain(err)
}

// DeleteCtx ends a log-in.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	_, err := s.engine.write.ExecContext(ctx, `INSERT INTO session (token, data, expires) VALUES ($1, $2, $3)
		ON CONFLICT (token) DO UPDATE SET data = excluded.data, expires = excluded.expires`, hashed(token), []byte{}, -micros(s.now().Add(endedFor)))
	return s.engine.explain(err)
}

// Find, Commit and Delete are for callers without a context, which the library knows as well.
func (s *Sessions) Find(token string) (data []byte, found bool, err error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx.
func (s *Sessions) Commit(token string, data []byte, expires time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expires)
}

// Delete is DeleteCtx.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
