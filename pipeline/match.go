package pipeline

import (
	"context"
	"path/filepath"
	"runtime"

	"vigie/lake"
	"vigie/match"
	"vigie/pack"
)

// resolve finds which records are of one person, firm or thing, before anything is computed from them.
func (w *Work) resolve(ctx context.Context) error {
	return w.tables.resolve(ctx, w.lake, w.Home, func(id string, done, of int) { w.tell("match "+id, done, of) })
}

// Match is the folder in which the matching by one of a pack's specs is kept, so that the next run compares only what is new; "" without a
// home.
func (h Home) Match(id string) string {
	if h == "" {
		return ""
	}
	return filepath.Join(string(h), "match", id)
}

// resolve matches by every spec of the pack of which something has changed: records, judgements, the spec or the program.
func (h *hashes) resolve(ctx context.Context, l *lake.Lake, home Home, tell func(id string, done, of int)) error {
	if err := match.Declare(ctx, l, h.p); err != nil {
		return err
	}
	for i := range h.p.Matches {
		m := &h.p.Matches[i]
		err := h.renew(ctx, l, m.Table(), func() error {
			_, err := match.Resolve(ctx, l, match.Resolving{Pack: h.p, Match: m, Dir: home.Match(m.ID), Made: h.code, Threads: runtime.GOMAXPROCS(0)})
			return err
		})
		if err != nil {
			return err
		}
		tell(m.ID, i+1, len(h.p.Matches))
	}
	return nil
}

// Resolve brings the entities of a home up to date, after somebody judged a pair.
func Resolve(ctx context.Context, l *lake.Lake, p *pack.Pack, home Home) error {
	h, err := newHashes(ctx, l, p)
	if err != nil {
		return err
	}
	return h.resolve(ctx, l, home, func(string, int, int) {})
}

// judgedHash is a hash of what people said of a spec's records.
func judgedHash(ctx context.Context, l *lake.Lake, m *pack.Match) (string, error) {
	rows, err := match.LakeJudgements(ctx, l, m.ID)
	if err != nil {
		return "", err
	}
	parts := []string{}
	for _, j := range rows {
		parts = append(parts, j.A, j.B, string(j.Verdict), j.By, j.On)
	}
	return digest(parts...), nil
}
