package pipeline

import (
	"context"
	"sync"

	"vigie"
	"vigie/lake"
	"vigie/network"
	"vigie/pack"
	"vigie/target"
)

// Reader reads what was published last, for who answers many questions while runs go on. A snapshot stays open as long as somebody reads
// it; a newer one is found at the next question.
type Reader struct {
	Home Home
	Pack *pack.Pack

	mu   sync.Mutex
	open *Snapshot
}

// Snapshot is one published lake, open for reading.
type Snapshot struct {
	Lake *lake.Lake
	Pack *pack.Pack
	AsOf vigie.Date // the day of its newest extract: what is said is said as known then

	path    string
	readers int
	stale   bool // a newer one is open: the last reader closes it
	drawn   func() (*network.View, error)
	home    Home
	explained
}

// Use hands f the newest snapshot. It is not_found when nothing was published yet.
func (r *Reader) Use(ctx context.Context, f func(*Snapshot) error) error {
	s, err := r.take(ctx)
	if err != nil {
		return err
	}
	defer r.give(s)
	return f(s)
}

func (r *Reader) take(ctx context.Context) (*Snapshot, error) {
	path, err := lake.Current(r.Home.Published())
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.open == nil || r.open.path != path {
		s, err := openSnapshot(ctx, path, r.Pack, r.Home)
		if err != nil {
			return nil, err
		}
		if old := r.open; old != nil {
			old.stale = true
			r.release(old)
		}
		r.open = s
	}
	r.open.readers++
	return r.open, nil
}

func (r *Reader) give(s *Snapshot) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s.readers--
	r.release(s)
}

// release closes a snapshot that nobody reads any more.
func (r *Reader) release(s *Snapshot) {
	if s.stale && s.readers == 0 {
		_ = s.Lake.Close() // it was read only: there is nothing to lose
	}
}

// Close closes the snapshot. Nobody may be reading.
func (r *Reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.open == nil {
		return nil
	}
	defer func() { r.open = nil }()
	return r.open.Lake.Close()
}

func openSnapshot(ctx context.Context, path string, p *pack.Pack, home Home) (*Snapshot, error) {
	l, err := lake.OpenSnapshot(ctx, path)
	if err != nil {
		return nil, err
	}
	s := &Snapshot{Lake: l, Pack: p, path: path, home: home}
	if s.AsOf, err = NewestExtract(ctx, l); err != nil {
		_ = l.Close()
		return nil, err
	}
	// The network is drawn at the first question about it, and not with the context of whoever asks first: the others need it too.
	s.drawn = sync.OnceValues(func() (*network.View, error) { return network.Open(context.WithoutCancel(ctx), l, p, s.AsOf) })
	return s, nil
}

// Targets are the newest lists of every model, with their reasons as they were delivered.
func (s *Snapshot) Targets(ctx context.Context) ([]vigie.Target, error) {
	return target.Read(ctx, s.Lake, target.Filter{})
}

// Move is a target that would change if the version in the shadow chose, for who asks here.
type Move = target.Move

// Moves are those of a model's newest run.
func (s *Snapshot) Moves(ctx context.Context, model string) ([]Move, error) {
	return target.Moves(ctx, s.Lake, model)
}
