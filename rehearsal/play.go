package rehearsal

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"time"

	"vigie"
	"vigie/evaluation"
	"vigie/investigation"
	"vigie/phenomenon"
	"vigie/registry"
)

// Play is one rehearsal.
type Play struct {
	Casework       vigie.Casework
	Investigations *investigation.Desk
	Phenomena      *phenomenon.Desk
	Registry       *registry.Desk
	Evaluation     *evaluation.Desk
	Office         *vigie.Office
	Country        Country
	Past           []Past             // by phenomenon below, each used once
	Today          []vigie.TargetFile // tonight's lists, which nobody has decided on
	From, To       time.Time
	Seed           uint64
	Hash           func(login string) (string, error) // of the password that an account of the play gets

	cast cast
	past map[string][]Past // by phenomenon
}

// Run plays it all, in the order of the days, and says how many commands it took. The store must be empty.
func (p *Play) Run(ctx context.Context, tell func(done, of int)) error {
	if err := p.hire(ctx); err != nil {
		return fmt.Errorf("rehearse: %w", err)
	}
	p.sort()
	var open []*scene
	for i := range p.Country.Phenomena {
		open = append(open, p.scene(ctx, i))
	}
	all := len(open)
	for len(open) > 0 {
		// The scene whose turn comes first goes on, so that days follow each other in the store as they do in an office.
		next := slices.MinFunc(open, func(a, b *scene) int { return cmp.Compare(a.now.UnixNano(), b.now.UnixNano()) })
		_, more := next.step()
		if next.err != nil {
			return fmt.Errorf("rehearse %s: %w", next.phenomenon.ID, next.err)
		}
		if !more {
			open = slices.DeleteFunc(open, func(s *scene) bool { return s == next })
			tell(all-len(open), all)
		}
	}
	return p.today(ctx)
}

// today delivers tonight's lists, and does what silence brings about by then.
func (p *Play) today(ctx context.Context) error {
	head := vigie.WithActor(ctx, p.cast.head.Actor())
	if _, err := p.Investigations.Release(head, vigie.Command{At: p.To}, p.Today); err != nil {
		return err
	}
	if _, err := p.Investigations.Sweep(ctx, vigie.Command{At: p.To}); err != nil {
		return err
	}
	if _, err := p.Phenomena.Measure(ctx, vigie.Command{At: p.To}); err != nil {
		return err
	}
	if err := p.trials(ctx); err != nil {
		return fmt.Errorf("field tests: %w", err)
	}
	return p.decided(ctx)
}

// sort deals the past out to the phenomena, earliest first.
func (p *Play) sort() {
	p.past = map[string][]Past{}
	for _, f := range p.Country.Phenomena {
		for _, x := range p.Past {
			if slices.Contains(f.Indicators, x.Indicator) {
				p.past[f.ID] = append(p.past[f.ID], x)
			}
		}
	}
}

// scene is the story of one phenomenon. It waits for its days, and others have theirs in between.
type scene struct {
	play       *Play
	phenomenon *Phenomenon
	stage      int // how far the story goes
	ctx        context.Context
	now        time.Time
	r          *rand.Rand
	err        error
	id         string // of the phenomenon in casework
	step       func() (time.Time, bool)
	yield      func(time.Time) bool
}

func (p *Play) scene(ctx context.Context, i int) *scene {
	s := &scene{play: p, phenomenon: &p.Country.Phenomena[i], stage: i % len(stages), ctx: ctx, r: rand.New(rand.NewPCG(p.Seed, uint64(i)))}
	// Stories that go far begin early: a few weeks apart, over the first part of the time there is.
	days := int(p.To.Sub(p.From).Hours() / 24)
	s.now = p.From.AddDate(0, 0, min(days-120, stages[s.stage].begins*days/100+s.r.IntN(20))).Add(9 * time.Hour)
	next, _ := iter.Pull(func(yield func(time.Time) bool) {
		s.yield = yield
		s.err = s.tell()
	})
	s.step = next
	return s
}

// wait lets days go by, to an hour of a working day. It says whether that day is still before the end.
func (s *scene) wait(low, high int) bool {
	day := s.now.AddDate(0, 0, low+s.r.IntN(high-low+1))
	for !s.play.Office.Working(s.play.Office.Day(day)) {
		day = day.AddDate(0, 0, 1)
	}
	if !day.Before(s.play.To) {
		return false
	}
	y, m, d := day.Date()
	s.now = time.Date(y, m, d, 8+s.r.IntN(9), s.r.IntN(60), s.r.IntN(60), 0, day.Location())
	return s.yield(s.now)
}

func (s *scene) by(u *vigie.User) context.Context { return vigie.WithActor(s.ctx, u.Actor()) }

func (s *scene) command() vigie.Command { return vigie.Command{At: s.now} }

func (s *scene) today() vigie.Date { return s.play.Office.Day(s.now) }

// made is the name of what a command changed first.
func made(r vigie.Receipt, err error) (string, error) {
	if err != nil || len(r.Changed) == 0 {
		return "", err
	}
	return r.Changed[0].ID, nil
}
